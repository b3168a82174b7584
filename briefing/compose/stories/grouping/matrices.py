"""What the articles of a day hold, as matrices with a row for each: the terms by which pairs are found and compared."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrices:
    """scipy CSR matrices, one row per article, of length 1 (or 0, without such terms); runs: cosine of sets.

    Of known_as, months and weekdays, rows have other lengths: known_as holds all names, and the product of two rows is
    the information (nats, by background frequency alone) that they share; months are named anywhere, weekdays in title
    or lead, each 1.
    keys: names and runs side by side, by which the pairs to compare are found; holders: the same turned, a row per key
    with at most VECTORS.pivots articles.
    """

    words: Any
    title: Any
    lead: Any
    names: Any
    numbers: Any
    runs: Any
    known_as: Any
    months: Any
    weekdays: Any
    keys: Any
    holders: Any
