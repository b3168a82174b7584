"""Who may come in to the desk, and what every request must pass."""
