"""Which articles and stories count for the day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from briefing.compose.stories.no_article import not_an_article
from briefing.compose.stories.options import WindowOptions
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
        elif why := not_an_article(article):
            left.append(LeftOut.of(article.path, why))
        else:
            kept.append(article)
    return kept, left


def _without_sentences(article: Article) -> LeftOut:
    """An article that has no sentence, and why: it has no prose, or what it has may not be quoted."""
    passed = [problem.message for problem in article.problems if problem.unquoted]
    return LeftOut(article.path, "; ".join(passed)) if passed else LeftOut.of(article.path, "no_prose")


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
