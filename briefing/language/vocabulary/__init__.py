"""What is known of single words: stems, how common they are, how much they tell."""
