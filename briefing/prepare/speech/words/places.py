"""A word with what stands beside it: what the rules of speech look at, and how their examples are written."""

from __future__ import annotations

import re

from briefing.prepare.speech.words import lexicon as lx
from briefing.prepare.speech.words.lexicon import Lexicon, lexicon_of
from briefing.prepare.speech.words.quotations import paragraph_quotes
from briefing.prepare.speech.words.tokens import Tokens, tokens

_LANGUAGE = re.compile(r"\[(\w\w)\] ")


class TokenPlace:
    """Token `at` of a sentence. bits, lower: what it may be, and its word; before, previous: the same of the token
    before it, after, following: of the one behind it (0 and "" beyond the sentence); earlier: bits two before it."""

    __slots__ = ("after", "at", "before", "bits", "earlier", "following", "lower", "past", "previous", "t", "words")

    t: Tokens
    at: int
    words: Lexicon
    bits: int
    lower: str
    before: int
    previous: str
    earlier: int
    after: int
    following: str
    past: bool

    def __init__(self, t: Tokens, at: int) -> None:
        bits, lowers = t.bits, t.lowers
        self.t = t
        self.at = at
        self.words = t.words
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


class Verb(TokenPlace):
    """A verb of saying. kind: the surest of its classes, one of `lx.SAY`, `CLAUSE`, `JUDGE`, `ATTITUDE`. quoted: 2 if a
    quotation stands right beside its clause, 1 if one stands further off in it, else 0. left: the token that ends its
    subject, -1 if none stands before it."""

    __slots__ = ("kind", "left", "quoted")

    kind: int
    left: int
    quoted: int

    def __init__(self, t: Tokens, at: int, left: int, quoted: int) -> None:
        super().__init__(t, at)
        self.kind = next(kind for kind in _KINDS if self.bits & kind)
        self.left = left
        self.quoted = quoted

    @property
    def says(self) -> bool:
        """Whether it says, and does not only judge, ask, think or want."""
        return self.kind in (lx.SAY, lx.CLAUSE)


_KINDS = (lx.SAY, lx.CLAUSE, lx.JUDGE, lx.ATTITUDE)


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
