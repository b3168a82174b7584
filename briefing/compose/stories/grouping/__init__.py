"""Articles grouped into stories: vectors, the score of a pair, and the clusterers."""
