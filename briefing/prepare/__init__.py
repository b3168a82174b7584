"""Each file on its own: bytes become articles whose every sentence knows its exact place."""
