"""Figures in a sentence: their ranges, what they count, and when two of them agree."""
