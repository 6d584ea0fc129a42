"""Articles, claims and reviews at rest: SQLAlchemy on SQLite, or PostgreSQL by URL."""

from store.database import Added, Store, database_url, open_store
from store.schema import StoreError

__all__ = ["Added", "Store", "StoreError", "database_url", "open_store"]
