"""Statements, citations and evidence put together to an edition, within its budget."""
