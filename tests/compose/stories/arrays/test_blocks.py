"""However the comparing is divided, and whoever does the blocks, the same stories come of it, to the last bit."""

from __future__ import annotations

import errno
import os
import random
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.compose.stories import shared_runs
from briefing.compose.stories.arrays import blocks, columns, scratch, sharing, sorting
from briefing.compose.stories.arrays.blocks import Spread
from briefing.compose.stories.copies import find
from briefing.compose.stories.grouping import linkage, sides
from briefing.compose.stories.grouping.cluster import Clustering, cluster, grouped
from briefing.compose.stories.tuning import BLOCKS, SCRATCH
from briefing.model import Article
from briefing.running import tasks
from briefing.running.workers import here, processes
from quality import made_news
from tests.articles import from_prose


@cache
def newspaper() -> tuple[Article, ...]:
    """Ninety articles of some thirty stories."""
    made = made_news.articles(90, words=70)
    return tuple(from_prose(one.name, one.text.split("\n", 4)[4], one.text.split("\n", 1)[0]) for one in made)


def found_by(articles: tuple[Article, ...], spread: Spread | None = None) -> Clustering:
    return grouped(articles, find(articles, spread=spread), spread=spread)


def same(one: Clustering, other: Clustering) -> bool:
    """Groups, pairs and all numbers of the pairs, bit by bit."""
    columns = numbers(one)
    return (
        [article.path for article in one.articles] == [article.path for article in other.articles]
        and one.groups == other.groups
        and one.score.tobytes() == other.score.tobytes()
        and columns == numbers(other)
    )


def numbers(found: Clustering) -> dict[str, bytes]:
    """All numbers of the pairs."""
    compared = found.compared
    assert compared.likeness is not None
    return {name: values.tobytes() for name, values in (*compared.likeness.measured.items(), *compared.kin.items())}


def elsewhere(function: Callable[[Any], Any], items: Iterable[Any], /) -> Iterator[Any]:
    """Done last first, in mapped files."""
    return iter([function(item) for item in list(items)[::-1]][::-1])


def half_lost(function: Callable[[Any], Any], items: Iterable[Any], /) -> Iterator[Any]:
    return (None if number % 2 else function(item) for number, item in enumerate(items))


def in_files(patched: pytest.MonkeyPatch, **sizes: int) -> None:
    """All arrays are in files, however small, and looked at in parts of these sizes."""
    tuned = replace(SCRATCH, worth_it=0, least=1, **sizes)
    for module in (columns, linkage, scratch, shared_runs, sides, sorting):
        patched.setattr(module, "SCRATCH", tuned)


@given(
    rows=st.integers(1, 100),
    pairs=st.integers(30, 3000),
    at_once=st.integers(1, 9),
    spread=st.sampled_from([None, elsewhere, half_lost]),
)
@settings(max_examples=12, deadline=None)
def test_any_division_gives_the_same(rows: int, pairs: int, at_once: int, spread: Spread | None) -> None:
    whole = found_by(newspaper())
    assert len(whole.compared.first) > 500 and max(map(len, whole.groups)) > 3
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(blocks, "BLOCKS", replace(BLOCKS, rows=rows, pairs=max(pairs, 40), at_once=at_once))
        in_files(patched, rows=rows, pairs=pairs, numbers=max(500, 10 * pairs), sampled=at_once)
        assert same(found_by(newspaper(), spread), whole)


@given(st.randoms(use_true_random=False))
@settings(max_examples=5, deadline=None)
def test_the_order_of_the_articles_is_nothing(chance: random.Random) -> None:
    mixed = list(newspaper())
    chance.shuffle(mixed)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(blocks, "BLOCKS", replace(BLOCKS, rows=25, pairs=300))
        assert same(found_by(tuple(mixed)), found_by(newspaper()))


def test_processes_do_the_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(blocks, "BLOCKS", replace(BLOCKS, rows=30))
    in_files(monkeypatch)
    copies = find(newspaper())
    by_this = cluster(newspaper(), copies)
    assert len(copies) > 5
    with processes(2) as map_:
        spread = tasks.spread_over(map_)
        assert find(newspaper(), spread=spread) == copies
        assert cluster(newspaper(), copies, spread=spread) == by_this
    assert tasks.spread_over(here) is None


def test_without_the_files_there_is_no_result() -> None:
    with scratch.scratch_for(SCRATCH.worth_it) as place:
        writer = place.writer("int32", "some")
        writer.add([1, 2, 3])
        data = sharing.sent({"some": writer.whole()[1:]}, place)
        assert len(data) < 200
        folder = str(place.folder)
        work: blocks.BlockWork[int, list[int]] = blocks.BlockWork(
            folder, data, lambda found, block: [*found["some"].tolist(), block]
        )
        assert work(4) == ([2, 3, 4],)
    sharing.received.cache_clear()
    assert work(1) is None


def test_files_go_when_the_work_is_done(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    in_files(monkeypatch)
    seen: list[int] = []

    def looks(function: Callable[[Any], Any], items: Iterable[Any], /) -> Iterator[Any]:
        seen.append(len(list(tmp_path.iterdir())))
        return map(function, items)

    found_by(newspaper(), looks)
    assert seen and set(seen) == {1} and not list(tmp_path.iterdir())


@pytest.mark.parametrize("written", [0, 1, 5, 20, 60])
def test_on_a_full_disk_this_process_does_the_work(written: int, monkeypatch: pytest.MonkeyPatch) -> None:
    left = [written]

    def full(plain: Callable[..., Any]) -> Callable[..., Any]:
        def writes(*given: Any) -> Any:
            left[0] -= 1
            if left[0] < 0:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            return plain(*given)

        return writes

    whole = found_by(newspaper())
    in_files(monkeypatch)
    monkeypatch.setattr(os, "pwrite", full(os.pwrite))
    monkeypatch.setattr(os, "posix_fallocate", full(os.posix_fallocate))
    assert same(found_by(newspaper(), elsewhere), whole)
    assert left[0] < 0
