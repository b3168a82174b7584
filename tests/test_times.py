from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.prepare.readers.times import when


@pytest.mark.parametrize(
    ("stated", "value", "precision"),
    [
        ("2031-03-04", "2031-03-04", "day"),
        ("20310304", "2031-03-04", "day"),
        ("2031-03-04T06:30:00Z", "2031-03-04T06:30:00+00:00", "second"),
        ("2031-03-04T06:30:00.123+02:00", "2031-03-04T04:30:00+00:00", "second"),
        ("2031-03-04 06:30", "2031-03-04", "day"),
        ("2031-03-04T00:00:00+02:00", "2031-03-04", "day"),
        ("Tue, 04 Mar 2031 06:30:00 +0200", "2031-03-04T04:30:00+00:00", "second"),
        ("2031-03-04T99:99", "2031-03-04", "day"),
    ],
)
def test_times_of_formats(stated: str, value: str, precision: str) -> None:
    found = when(stated, "here")
    assert found is not None
    assert (found.value, found.precision, found.origin) == (value, precision, "here")


@pytest.mark.parametrize(
    "stated", [None, 17, "", "soon", "2031-13-45", "0001-01-01", "9999-12-31T23:59:59-12:00", "1" * 99]
)
def test_what_is_no_time_is_none(stated: object) -> None:
    assert when(stated, "here") is None


@settings(deadline=None)
@given(st.text(max_size=70))
def test_any_text_is_a_time_or_none(stated: str) -> None:
    found = when(stated, "here")
    assert found is None or len(found.day) == 10
