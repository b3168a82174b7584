"""Extractive summarizers: each ranks passages and returns the indices of those to print. None can write text."""
