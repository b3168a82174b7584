"""Items packed for sending: some hundred or some megabytes together, which take about half a second, since a scheduler
is slow with many small tasks; an item that says that it is laborious goes alone. What is in a file is sent as its place
where the workers have the same disk.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from briefing.contents import FileBytes
from briefing.running.cluster.child import packed

BATCH_ITEMS = 200
BATCH_BYTES = 4_000_000

Shared = Callable[[FileBytes], bool]  # whether the workers find this file on their disk


@dataclass(frozen=True, slots=True)
class Batch:
    """Items, and the same packed."""

    items: tuple[Any, ...]
    data: tuple[bytes, ...]

    @property
    def alone(self) -> Iterator[Batch]:
        """Its items, each in a batch, with their bytes in them."""
        return (Batch((item,), (packed(item),)) for item in self.items)


def batches(items: Iterable[Any], shared: Shared) -> Iterator[Batch]:
    """The items in order, at most BATCH_ITEMS and about BATCH_BYTES together."""
    found: list[Any] = []
    data: list[bytes] = []
    size = read = 0
    for item in items:
        found.append(item)
        data.append(packed(_placed(item, shared)))
        size += len(data[-1])
        read += _bytes_of(item)
        if len(found) >= BATCH_ITEMS or max(size, read) >= BATCH_BYTES or getattr(item, "laborious", False):
            yield Batch(tuple(found), tuple(data))
            found, data, size, read = [], [], 0, 0
    if found:
        yield Batch(tuple(found), tuple(data))


def _bytes_of(item: Any) -> int:
    """Of the files in it, whether they are sent or read on the worker."""
    return sum(len(part) for part in item if isinstance(part, bytes)) if isinstance(item, tuple) else 0


def _placed(item: Any, shared: Shared) -> Any:
    if not isinstance(item, tuple):
        return item
    return tuple(_sent(part, shared) if isinstance(part, FileBytes) else part for part in item)


def _sent(part: FileBytes, shared: Shared) -> Any:
    return part.place if shared(part) else bytes(part)
