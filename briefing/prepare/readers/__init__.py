"""Readers: the bytes of a file → decoded text with what the format itself says of its parts."""
