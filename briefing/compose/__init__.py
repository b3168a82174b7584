"""Compose: all articles together. Pure: no file, no clock, no chance."""
