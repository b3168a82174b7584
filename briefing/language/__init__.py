"""Sentences, words and per language one data file."""
