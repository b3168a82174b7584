"""A word with what stands beside it: what the rules of speech look at, and how their examples are written."""

from __future__ import annotations

import re

from briefing.prepare.speech import lexicon as lx
from briefing.prepare.speech.lexicon import Lexicon, lexicon_of
from briefing.prepare.speech.quotations import paragraph_quotes
from briefing.prepare.speech.tokens import Tokens, tokens

_LANGUAGE = re.compile(r"\[(\w\w)\] ")


class Place:
    """Token `at` of a sentence. bits, lower: what it may be, and its word; before, previous: the same of the token
    before it, after, following: of the one behind it (0 and "" beyond the sentence); earlier: bits two before it."""

    __slots__ = ("after", "at", "before", "bits", "earlier", "following", "lower", "past", "previous", "t", "words")

    def __init__(self, t: Tokens, at: int) -> None:
        bits, lowers = t.bits, t.lowers
        self.t = t
        self.at = at
        self.words: Lexicon = t.words
        self.bits = bits[at]
        self.lower = lowers[at]
        self.before, self.previous = (bits[at - 1], lowers[at - 1]) if at else (0, "")
        self.earlier = bits[at - 2] if at > 1 else 0
        self.after, self.following = (bits[at + 1], lowers[at + 1]) if at + 1 < len(bits) else (0, "")
        self.past = not self.bits & (lx.BASE | lx.THIRD | lx.GERUND)

    @property
    def ends(self) -> bool:
        """Whether no token follows."""
        return self.at + 1 >= len(self.t.bits)

    def next_words(self, count: int) -> list[str]:
        return self.t.lowers[self.at + 1 : self.at + 1 + count]


def marked(example: str) -> tuple[Tokens, int]:
    """The tokens of an example and the number of the one between asterisks: "The *claims* were false.", in another
    language than English "[fr] …"."""
    found = _LANGUAGE.match(example)
    words = lexicon_of(found[1] if found else "en")
    example = example[found.end() :] if found else example
    start = example.index("*")
    text = example.replace("*", "", 2)
    t = tokens(text, paragraph_quotes(text, words.dashes), words)
    return t, t.starts.index(start)
