"""When: the expressions of time in a text, and the days that what it tells belongs to."""
