"""What a line is by itself: what can be seen of it, the phrases that it holds, what speaks for and against it."""
