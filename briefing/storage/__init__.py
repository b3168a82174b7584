"""State on the disk: the cache (safe to delete) and the journal of what was sent. The only package that uses SQLite."""
