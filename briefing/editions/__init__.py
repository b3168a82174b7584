"""Editions from day to day: earlier ones, edits of an editor, how far an edition is, its files, its sending."""
