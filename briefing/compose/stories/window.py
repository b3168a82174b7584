"""Which articles and stories count for the day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from functools import lru_cache

from briefing import language
from briefing.compose.stories.options import WindowOptions
from briefing.compose.stories.tuning import WINDOW
from briefing.language.cues import CueMatcher
from briefing.model import Article, LeftOut, Story


def until(articles: Iterable[Article], day: date, options: WindowOptions) -> tuple[list[Article], list[LeftOut]]:
    """The articles that were out by the end of the day, and those left out with the reason."""
    kept: list[Article] = []
    left: list[LeftOut] = []
    for article in articles:
        published = article.published
        if published is not None and published.day > day.isoformat():
            left.append(LeftOut.of(article.path, "later", published.day))
        elif published is None and options.undated == "only-in-the-folder-of-the-day":
            left.append(LeftOut.of(article.path, "undated"))
        elif article.genre == "satire":
            left.append(LeftOut.of(article.path, "satire"))
        elif not article.sentences:
            left.append(_without_sentences(article))
        elif is_error_page(article):
            left.append(LeftOut.of(article.path, "no_article"))
        else:
            kept.append(article)
    return kept, left


def _without_sentences(article: Article) -> LeftOut:
    """An article that has no sentence, and why: it has no prose, or what it has may not be quoted."""
    passed = [problem.message for problem in article.problems if problem.unquoted]
    return LeftOut(article.path, "; ".join(passed)) if passed else LeftOut.of(article.path, "no_prose")


def is_error_page(article: Article) -> bool:
    """Is a short text what a site says in place of a page that it does not find? By its whole title, or by how its
    first sentence or title speaks to the reader; news of a page that is gone speaks to nobody."""
    if len(article.sentences) > WINDOW.error_page:
        return False
    title = language.words(article.title.value, article.language) if article.title else []
    opening = language.words(article.sentences[0].text, article.language)
    found = _errors(article.language)
    return " ".join(title) in found["titles"].plain or any(found["says"].find(words) for words in (title, opening))


@lru_cache(maxsize=64)
def _errors(code: str | None) -> Mapping[str, CueMatcher]:
    """What the language's table lists as the title of an error page, and as what one says."""
    tables = [language.table("genres", name).get("error_page", {}) for name in dict.fromkeys(("en", code))]
    return {
        part: CueMatcher({part: [phrase for table in tables for phrase in table.get(part, ())]})
        for part in ("titles", "says")
    }


def of_the_day(stories: Sequence[Story], day: date, options: WindowOptions) -> tuple[list[Story], list[LeftOut]]:
    """The stories that count for the day: with an article in the window, or with no date at all."""
    first = (day - timedelta(days=options.days)).isoformat()
    kept: list[Story] = []
    left: list[LeftOut] = []
    for story in stories:
        if story.day is None or story.day >= first:
            kept.append(story)
            continue
        members = [*story.articles, *(article for article, _ in story.copies)]
        left += [LeftOut.of(article.path, "older", story.day) for article in members]
    return kept, left
