"""What commands show: results as JSON and as lines for people, and the terminal that prints them."""
