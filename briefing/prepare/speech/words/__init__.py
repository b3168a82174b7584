"""The words of a language, a sentence as tokens and quotations, and which of its words are verbs of saying."""
