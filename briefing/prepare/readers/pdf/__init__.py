"""PDF files: text in reading order, page by page."""
