"""Web pages: the article's body in the page's own characters, with exact places."""
