"""Which text of a page is its article: extracted, found again in the page, completed."""
