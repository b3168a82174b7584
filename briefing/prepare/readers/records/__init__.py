"""Records of other programs: JSON, JSON Lines and tables, read by the names of their fields."""
