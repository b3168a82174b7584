"""Publish: one edition, many forms. Only the last step writes."""
