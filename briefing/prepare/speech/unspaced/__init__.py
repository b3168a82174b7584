"""Who says what in languages that are written without spaces between words."""
