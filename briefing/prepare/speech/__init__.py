"""Who says each sentence: verbs of saying, quotations, the phrases beside them, and whom names and pronouns mean."""
