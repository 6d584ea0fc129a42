"""Articles, claims and reviews at rest: SQLAlchemy on SQLite, or PostgreSQL by URL."""
