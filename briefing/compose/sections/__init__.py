"""Which section a sentence belongs to: features, rules and the trained scorer."""
