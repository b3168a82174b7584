"""Changes that an editor makes at the desk, and the files that they are written to."""
