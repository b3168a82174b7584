"""Title, outlet, author, address and publication date of an article, each with its origin."""
