"""A piece of an article: what evidence is made of before it is cited."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

from briefing.language import plain
from briefing.model import Article
from briefing.text import Span


def statement_id(article: Article, span: Span, length: int = 10) -> str:
    """The id of a statement that stands there: `s` + the first hex digits of SHA-256 of `text_sha256:start-end`."""
    name = f"{article.text_sha256}:{span.start}-{span.end}"
    return "s" + sha256(name.encode()).hexdigest()[:length]


@dataclass(frozen=True, slots=True)
class Slice:
    """A range of an article's kept text."""

    article: Article
    span: Span

    @property
    def text(self) -> str:
        """Its words, mark-up out, white space folded."""
        return plain(self.span.of(self.article.body.string))

    @property
    def key(self) -> tuple[str, int, int]:
        return (self.article.path, self.span.start, self.span.end)
