"""The parts of an edition, each made of what the edition holds: first page, stories, voices, source notes."""
