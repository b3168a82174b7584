"""What a sentence says: its words, names, figures, and whether it can be printed alone."""
