"""Which articles are copies and which report the same event."""
