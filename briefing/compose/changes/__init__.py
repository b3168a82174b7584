"""A day's stories against the editions before: what goes on, what is new, what has changed, what must be put right."""
