"""Outlines: the same stories as from the whole articles, from the cache too."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path

from briefing import outlines, pipeline
from briefing.compose.stories.cluster import cluster
from briefing.compose.stories.copies import find as find_copies
from briefing.compose.stories.independence import lend_dates
from briefing.compose.stories.order import ordered
from briefing.config import Config
from briefing.model import Article, Story
from briefing.prepare.furniture.blocks import repeats
from briefing.workers import Item, Result
from tests.newsroom import COMET, FERRY, FERRY_AGAIN, STRIKE, STRIKE_AGAIN

FURNITURE = "Read the morning letter of the Mellick Post, free of charge, every day but Sunday."


def folder_of(tmp_path: Path) -> Path:
    texts = {"a": FERRY, "b": FERRY_AGAIN, "c": STRIKE, "d": STRIKE_AGAIN, "e": COMET, "f": FERRY[:420]}
    for name, text in texts.items():
        paragraphs = text.replace(". ", ".\n\n")
        tail = f"\n\n{FURNITURE}\n" if name in "ace" else "\n"
        (tmp_path / f"{name}.txt").write_text(f"Heading of {name}\n\n{paragraphs}{tail}", encoding="utf-8")
    return tmp_path


def from_whole(articles: Sequence[Article], config: Config) -> list[Story]:
    """The stories, found from all that was read."""
    copies = find_copies(articles, config.copies)
    cleaned = lend_dates(repeats(articles, copies), copies)
    days = [date.fromisoformat(article.published.day) for article in articles if article.published]
    return list(ordered(cluster(cleaned, copies, config.stories), config.order, max(days, default=None)))


def test_the_same_stories_as_from_whole_articles(tmp_path: Path) -> None:
    folder, config = folder_of(tmp_path), Config()
    cache: dict[str, bytes] = {}
    whole = [a for p in pipeline.prepare([folder], folder, config.reading) for a in p.articles]
    expected = from_whole(whole, config)
    for _ in range(2):  # without and with the cache
        read = list(outlines.read([folder], folder, config.reading, cache=cache))
        told = outlines.stories(outlines.ready(read, folder, [folder], config, cache=cache), config)
        assert [s.id for s in told] == [s.id for s in expected]
        assert [[a.path for a in s.articles] for s in told] == [[a.path for a in s.articles] for s in expected]
        assert [s.independent for s in told] == [s.independent for s in expected]
        assert [s.why for s in told] == [s.why for s in expected]


def test_a_second_run_makes_nothing_anew(tmp_path: Path) -> None:
    folder, config = folder_of(tmp_path), Config()
    cache: dict[str, bytes] = {}
    asked: list[object] = []

    def lend(function: Callable[[Item], Result], items: Iterable[Item], /) -> Iterator[Result]:
        for item in items:
            asked.append(item)
            yield function(item)

    runs = []
    for _ in range(2):
        read = list(outlines.read([folder], folder, config.reading, lend=lend, cache=cache))
        ready = outlines.ready(read, folder, [folder], config, lend=lend, cache=cache)
        runs.append(outlines.stories(ready, config))
        again = len(asked)
    assert again == 6 + 3  # each file, and once more those that lose what others repeat
    assert runs[0] == runs[1]


def test_what_is_broken_in_the_cache_counts_as_absent(tmp_path: Path) -> None:
    folder, config = folder_of(tmp_path), Config()
    cache: dict[str, bytes] = {}
    read = list(outlines.read([folder], folder, config.reading, cache=cache))
    told = outlines.stories(outlines.ready(read, folder, [folder], config, cache=cache), config)
    for key in cache:
        cache[key] = cache[key][: len(cache[key]) // 2]
    assert list(outlines.read([folder], folder, config.reading, cache=cache)) == read
    assert outlines.stories(outlines.ready(read, folder, [folder], config, cache=cache), config) == told


def test_outlines_in_the_cache_are_no_articles_of_a_build(tmp_path: Path) -> None:
    folder, config = folder_of(tmp_path), Config()
    cache: dict[str, bytes] = {}
    list(outlines.read([folder], folder, config.reading, cache=cache))
    assert list(pipeline.prepare([folder], folder, config.reading, cache=cache)) == list(
        pipeline.prepare([folder], folder, config.reading)
    )
