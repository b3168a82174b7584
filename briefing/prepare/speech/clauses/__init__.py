"""Which words of a sentence say that somebody says it."""
