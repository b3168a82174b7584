"""Statement ids → the sentences that they name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from briefing.compose.sentences.slices import statement_id
from briefing.model import Article, Passage, Story
from briefing.text import Span

MOST_RUN = 12  # sentences of a statement that an id can name
MOST_KNOWN = 512  # articles whose ids are kept at hand
SHORTEST = 10  # hex digits of an id

_known: dict[int, tuple[Article, Mapping[str, Sequence[tuple[int, int]]]]] = {}


def places(stories: Sequence[Story], wanted: Collection[str]) -> dict[str, tuple[Story, Passage]]:
    """Of the ids that are wanted those that name sentences of these stories, with the story and the passage.

    Time: the articles' sentences times MOST_RUN hashes, once an article."""
    found: dict[str, tuple[Story, Passage]] = {}
    if not wanted:
        return found
    for story in stories:
        for article in story.articles:
            runs = _runs(article)
            for name in wanted:
                for first, last in runs.get(name[1 : SHORTEST + 1], ()):
                    passage = Passage(article, first, last)
                    if statement_id(article, passage.span, len(name) - 1) == name:
                        found.setdefault(name, (story, passage))
    return found


def named(article: Article, wanted: Collection[str]) -> set[str]:
    """Those of the ids that name sentences of the article."""
    runs = _runs(article) if wanted else {}
    return {
        name
        for name in wanted
        for first, last in runs.get(name[1 : SHORTEST + 1], ())
        if statement_id(article, Passage(article, first, last).span, len(name) - 1) == name
    }


def _runs(article: Article) -> Mapping[str, Sequence[tuple[int, int]]]:
    """The first digits of every id of sentences that follow each other → first and last of them."""
    known = _known.get(id(article))
    if known is not None and known[0] is article:
        return known[1]
    if len(_known) >= MOST_KNOWN:
        _known.clear()
    found: dict[str, list[tuple[int, int]]] = defaultdict(list)
    sentences = article.sentences
    for first, opening in enumerate(sentences):
        for last in range(first, min(first + MOST_RUN, len(sentences))):
            span = Span(opening.span.start, sentences[last].span.end)
            found[statement_id(article, span, SHORTEST)[1:]].append((first, last))
    _known[id(article)] = (article, found)
    return found
