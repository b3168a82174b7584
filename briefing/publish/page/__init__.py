"""The edition as a web page, as plain text, and the source pages."""
