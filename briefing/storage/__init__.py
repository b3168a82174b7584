"""State on the disk: the cache and the library (both safe to delete), the journal of what was sent. The only package
that uses SQLite."""
