"""A story's headline: a title of one of its articles, else its lead cut at a clause boundary."""

from __future__ import annotations

import re
from dataclasses import dataclass

from briefing.language import plain
from briefing.model import Article, Story
from briefing.text import Span

LONGEST = 110  # characters of a headline that is cut from a sentence
_CLAUSE = re.compile(r"[,;:–—](?=\s)|\s[-–—](?=\s)")


@dataclass(frozen=True, slots=True)
class Headline:
    """span: where the words stand in the article's kept text; None: they are its title. A cut ends in "…"."""

    path: str
    span: Span | None
    text: str


def headline(story: Story) -> Headline:
    """The lead article's title, else that of the first article that has one, else the beginning of the lead."""
    for article in story.articles:
        if article.title is not None and plain(article.title.value):
            return Headline(article.path, None, plain(article.title.value))
    return _from_lead(story.articles[0])


def _from_lead(article: Article) -> Headline:
    sentence = article.sentences[0]
    if len(sentence.text) <= LONGEST:
        return Headline(article.path, sentence.span, sentence.text)
    raw = article.body.string[sentence.span.start : sentence.span.end]
    ends = [match.start() for match in _CLAUSE.finditer(raw) if 30 <= match.start() <= LONGEST]
    ends = ends or [match.start() for match in re.finditer(r"\s", raw) if match.start() <= LONGEST]
    span = Span(sentence.span.start, sentence.span.start + (ends[-1] if ends else len(raw)))
    return Headline(article.path, span, plain(article.body.string[span.start : span.end]).rstrip(" ,;:–—-") + "…")
