"""What the day's articles are together: copies, stories, passages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from briefing.model.articles import Article, Sentence
from briefing.text import Span


@dataclass(frozen=True, slots=True)
class Copy:
    """Article `path` holds the text of article `of`; share: how much of the shorter text stands in the longer one."""

    path: str
    of: str
    kind: Literal["same", "contained", "near"]
    share: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """Articles about one event, the lead first. Copies are not among the articles; they belong to what they copy.

    >>> told = {"text": "The ferry of Ostrau sank on Tuesday, the harbour master said."}
    >>> story = briefing.stories([told, told])[0]
    >>> len(story.articles), [copy.kind for _, copy in story.copies]
    (1, ['same'])
    """

    id: str
    articles: tuple[Article, ...]
    copies: tuple[tuple[Article, Copy], ...] = ()
    independent: tuple[tuple[str, ...], ...] = ()  # the articles' paths, joined into independent sources
    day: str | None = None
    why: tuple[str, ...] = ()  # why these articles are together, for people


@dataclass(frozen=True, slots=True)
class Passage:
    """Consecutive sentences of one article that must be printed together; `first` and `last` are inclusive indices
    into its sentences. `flaws` says why it cannot stand alone, () if it can.

    >>> article = briefing.read({"text": "The ferry sank. Nobody was hurt."}).articles[0]
    >>> briefing.Passage(article, first=0, last=1).text
    'The ferry sank. Nobody was hurt.'
    """

    article: Article
    first: int
    last: int
    flaws: tuple[str, ...] = ()

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        return self.article.sentences[self.first : self.last + 1]

    @property
    def span(self) -> Span:
        return Span(self.article.sentences[self.first].span.start, self.article.sentences[self.last].span.end)

    @property
    def text(self) -> str:
        return " ".join(sentence.text for sentence in self.sentences)

    @property
    def key(self) -> tuple[str, int, int]:
        return (self.article.path, self.first, self.last)
