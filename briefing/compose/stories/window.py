"""Which articles and stories count for the day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from briefing.compose.stories.options import WindowOptions
from briefing.model import Article, LeftOut, Story


def until(articles: Iterable[Article], day: date, options: WindowOptions) -> tuple[list[Article], list[LeftOut]]:
    """The articles that were out by the end of the day, and those left out with the reason."""
    kept: list[Article] = []
    left: list[LeftOut] = []
    for article in articles:
        published = article.published
        if published is not None and published.day > day.isoformat():
            left.append(LeftOut(article.path, f"published after the day ({published.day})"))
        elif published is None and options.undated == "only-in-the-folder-of-the-day":
            left.append(LeftOut(article.path, "no date, and not in the folder of the day"))
        elif article.genre == "satire":
            left.append(LeftOut(article.path, "satire, by its own marks"))
        elif not article.sentences:
            left.append(LeftOut(article.path, "holds no sentence of prose"))
        else:
            kept.append(article)
    return kept, left


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
        left += [LeftOut(article.path, f"older than the window of the day ({story.day})") for article in members]
    return kept, left
