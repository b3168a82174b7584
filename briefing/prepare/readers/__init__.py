"""One reader a file format: bytes → decoded text → raw articles."""
