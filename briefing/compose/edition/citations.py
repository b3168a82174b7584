"""From places in articles to citations: numbers, exact words, lines, pages, ids."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable

from briefing.compose.edition.tuning import EDITION
from briefing.language import plain
from briefing.model import Article, Citation
from briefing.text import Span

_GAP = re.compile(r"\n[ \t]*\n")  # between paragraphs
_BREAK = re.compile(r"\n")
_SPACE = re.compile(r"\s+")


class Citer:
    """Numbers the sources in the order given, from 1, and makes citations into them."""

    def __init__(self, articles: Iterable[Article]) -> None:
        self.articles = tuple(articles)
        self.number_of = {article.path: n for n, article in enumerate(self.articles, 1)}
        self._breaks: dict[str, list[int]] = {}

    def line(self, article: Article, position: int) -> int:
        """1 + the line feeds before the position (the breaks of a text are found once)."""
        if article.path not in self._breaks:
            self._breaks[article.path] = [found.start() for found in _BREAK.finditer(article.body.string)]
        return bisect_right(self._breaks[article.path], position - 1) + 1

    def citation(self, article: Article, span: Span) -> Citation:
        """Where the span of the article's kept text stands."""
        text = article.body.string
        # plain text and Markdown are the file's own characters: a place in the file would say nothing new
        prefix, suffix = surroundings(text, span)
        origin = article.body.source_of(span) if article.source.reader not in ("text", "markdown") else None
        return Citation(
            source=self.number_of[article.path],
            start=span.start,
            end=span.end,
            line=self.line(article, span.start),
            page=article.page_of(span.start),
            file_start=origin.start if origin else None,
            file_end=origin.end if origin else None,
            exact=text[span.start : span.end],
            prefix=prefix,
            suffix=suffix,
        )


def surroundings(text: str, span: Span) -> tuple[str, str]:
    """What stands before and behind a place of a text, at most AROUND characters each."""
    return _before(text, span.start), _after(text, span.end)


def _before(text: str, start: int) -> str:
    """What stands before a place in its paragraph, from a whole word on: what a page shows. Where that is nothing, the
    characters before it as they are, so that only the beginning of a text has nothing before it."""
    whole = text[max(0, start - EDITION.around) : start]
    around = _GAP.split(whole)[-1]
    if around == whole and len(whole) < start and not _ends_word(text, start - len(whole)):
        around = "".join(_SPACE.split(whole, maxsplit=1)[1:])
    return around if around.strip() else whole


def _after(text: str, end: int) -> str:
    """What stands behind a place in its paragraph, up to a whole word; else the characters as they are."""
    whole = text[end : end + EDITION.around]
    around = _GAP.split(whole)[0]
    if around == whole and end + len(whole) < len(text) and not _ends_word(text, end + len(whole)):
        around = whole[: max((space.start() for space in _SPACE.finditer(whole)), default=len(whole))]
    return around if around.strip() else whole


def _ends_word(text: str, position: int) -> bool:
    return text[position - 1].isspace() or text[position].isspace()


def printed_words(article: Article, span: Span) -> str:
    """The words of a range as a statement prints them."""
    return plain(article.body.string[span.start : span.end])
