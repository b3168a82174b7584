"""Compressed files of many members: each is unpacked in turn, and only a little of what follows it is copied."""

from __future__ import annotations

import bz2
import gzip
import lzma
import random
from unittest import mock

import pytest

from briefing.prepare.readers import archives
from briefing.prepare.readers.archives import inflated

MOST = 50_000_000
PACKERS = (gzip.compress, bz2.compress, lzma.compress)


@pytest.mark.parametrize("number", range(12))
def test_members_of_every_kind_follow_each_other(number: int) -> None:
    chance = random.Random(number)
    parts = [
        chance.choice((b"The vote was close. " * chance.randrange(90_000), chance.randbytes(chance.randrange(90_000))))
        for _ in range(chance.randrange(1, 5))
    ]
    packed = b"".join(chance.choice(PACKERS)(part) for part in parts)
    assert inflated(packed, MOST) == (b"".join(parts), "")
    assert inflated(packed + b"\0" * 99, MOST) == (b"".join(parts), "")
    whole = b"".join(parts)
    if len(whole) > 10:
        assert inflated(packed, 10)[0] == whole[:10]
        assert inflated(packed[:-3], MOST)[1]


def test_what_a_member_leaves_over_is_little() -> None:
    """Counted in bytes that are given, so that their number grows with the file and not with its square."""
    given = 0
    plain = archives._Gzip.decompress

    def counted(self: archives._Gzip, data: bytes, most: int) -> bytes:
        nonlocal given
        given += len(data)
        return plain(self, data, most)

    members = 2000
    packed = gzip.compress(b"a") * members
    with mock.patch.object(archives._Gzip, "decompress", counted):
        assert inflated(packed, MOST) == (b"a" * members, "")
    assert given <= members * archives._LITTLE
