"""The first and last day of what a sentence's words name: a day, a week, a month, a year, or a range of two of them."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta


def bounds_of(value: str) -> tuple[date, date] | None:
    """The first and last day of a date value: a day, a week, a month, a year, or a range of two of them."""
    first, _, last = value.partition("/")
    try:
        return _first_day(first), _last_day(last or first)
    except ValueError:
        return None


def _first_day(value: str) -> date:
    """ "2024" → the 1st of January, "2024-W47" → its Monday. ValueError for what is no date."""
    return date.fromisoformat(value if "W" in value else value + "-01-01"[3 * value.count("-") :])


def _last_day(value: str) -> date:
    """ "2024" → the 31st of December, "2024-02" → the 29th, "2024-W47" → its Sunday."""
    if "W" in value:
        return date.fromisoformat(value) + timedelta(days=6)
    if value.count("-") == 2:
        return date.fromisoformat(value)
    year, _, month = value.partition("-")
    last = int(month or 12)
    return date(int(year), last, monthrange(int(year), last)[1])
