"""Batches: so many items and bytes; files as their place where the disk is shared, else as their bytes."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.compose.stories.arrays.blocks import Rows
from briefing.contents import FileBytes, HashedFile
from briefing.running.cluster import batches as module
from briefing.running.cluster.batches import BATCH_BYTES, BATCH_ITEMS, batches
from briefing.running.cluster.child import unpacked


@given(st.lists(st.tuples(st.text(max_size=3), st.binary(max_size=40)), max_size=60), st.integers(1, 9))
@settings(deadline=None)
def test_batches_hold_all_items_in_order_within_bounds(items: list[tuple[str, bytes]], most: int) -> None:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(module, "BATCH_ITEMS", most)
        patched.setattr(module, "BATCH_BYTES", 200)
        found = list(batches(iter(items), lambda file: False))
    assert [item for batch in found for item in batch.items] == items
    assert [unpacked(data) for batch in found for data in batch.data] == items
    for batch in found:
        assert 1 <= len(batch.items) <= most
        assert sum(map(len, batch.data[:-1])) < 200  # full as soon as it reaches the bound


def test_a_large_file_is_a_batch_even_where_only_its_place_is_sent(tmp_path: Path) -> None:
    file = tmp_path / "large"
    file.write_bytes(bytes(BATCH_BYTES))
    large = ("large", FileBytes.of(file.read_bytes(), file))
    found = list(batches([large, large, ("small", b"1")], lambda file: True))
    assert [len(batch.items) for batch in found] == [1, 1, 1]
    assert sum(len(batch.data[0]) for batch in found) < 1000


def test_what_is_laborious_goes_alone_so_that_all_workers_have_some() -> None:
    found = list(batches([Rows(0, 5), Rows(5, 9), "light", "light"], lambda file: False))
    assert [batch.items for batch in found] == [(Rows(0, 5),), (Rows(5, 9),), ("light", "light")]


def test_a_file_is_sent_as_place_or_bytes(tmp_path: Path) -> None:
    file = tmp_path / "a"
    file.write_bytes(b"told")
    item = ("a", FileBytes.of(b"told", file))
    (placed,) = batches([item], lambda file: True)
    assert unpacked(placed.data[0]) == ("a", item[1].place) and item[1].place.read() == b"told"
    (whole,) = batches([item], lambda file: False)
    assert unpacked(whole.data[0]) == ("a", b"told") and type(unpacked(whole.data[0])[1]) is bytes
    (alone,) = placed.alone
    assert unpacked(alone.data[0]) == ("a", b"told")


def test_a_place_gives_the_same_bytes_or_none(tmp_path: Path) -> None:
    file = tmp_path / "a"
    file.write_bytes(b"told")
    place = FileBytes.of(b"told", file).place
    file.write_bytes(b"tolD")
    assert place.read() is None
    file.unlink()
    assert place.read() is None and HashedFile(str(tmp_path), b"").read() is None


def test_batches_are_filled_as_they_are_asked_for() -> None:
    items = iter(range(10 * BATCH_ITEMS))
    next(batches(items, lambda file: False))
    assert next(items) == BATCH_ITEMS
