"""Act one: each file on its own. Bytes become articles whose every sentence knows its exact place."""
