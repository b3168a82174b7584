from __future__ import annotations

import pytest

from briefing.prepare.readers.times import when


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2026-03-03", "2026-03-03"),
        ("20260303", "2026-03-03"),
        ("2026-03-03T06:40:00Z", "2026-03-03T06:40:00+00:00"),
        ("Tue, 03 Mar 2026 07:40:00 +0100", "2026-03-03T06:40:00+00:00"),
        ("1772520000", "2026-03-03T06:40:00+00:00"),
        (1772520000, "2026-03-03T06:40:00+00:00"),
        ("1772520000123", "2026-03-03T06:40:00+00:00"),
    ],
)
def test_a_time_in_any_of_its_forms(value: object, expected: str) -> None:
    found = when(value, "record")
    assert found is not None and found.value == expected


@pytest.mark.parametrize("value", ["", "soon", "12345678", "99999999999999", True, None, 3.5, "2026-13-45"])
def test_what_is_no_time(value: object) -> None:
    assert when(value, "record") is None
