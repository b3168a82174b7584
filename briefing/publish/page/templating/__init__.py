"""Templates: whose they are, and what they can do."""
