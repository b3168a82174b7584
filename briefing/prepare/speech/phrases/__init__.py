"""Noun phrases: where they begin and end, which is a verb's subject, and whom they name."""
