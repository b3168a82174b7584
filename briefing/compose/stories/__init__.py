"""Which articles are copies and which tell the same story."""
