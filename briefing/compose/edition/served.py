"""Articles in a language that the program knows no words of: what a reader of the edition should know."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from briefing.language import languages
from briefing.model import Article, Warned
from briefing.text import counted


def unserved(articles: Iterable[Article]) -> tuple[Warned, ...]:
    """A warning for each language of which there are no tables, with how many articles are in it."""
    known = frozenset(languages())
    found: dict[str, list[Article]] = defaultdict(list)
    for article in articles:
        if article.language is not None and article.language not in known:
            found[article.language].append(article)
    return tuple(
        Warned(
            code,
            f"{counted(len(members), 'article')} in a language without tables ({code}): who speaks, what was denied and"
            f" what overtakes what are not seen in {'it' if len(members) == 1 else 'them'}",
        )
        for code, members in sorted(found.items())
    )
