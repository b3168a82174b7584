"""XML: the mark-up of feeds, and what no other reader knows."""
