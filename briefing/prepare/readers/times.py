"""A time as a format writes it → When."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from briefing.model import When
from briefing.text import YEARS

_DAY = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)")
_TIME_IN_ISO = re.compile(r"\d{4}-?\d\d-?\d\d[T ]\d\d")
_FRACTION = re.compile(r"([.,]\d{1,12})(?=$|[Z+-])")
_SECONDS = re.compile(r"1\d{9}(?:\d{3})?")  # from 2001 on, as programs write them; thousandths too


def when(value: object, origin: str) -> When | None:
    """ISO 8601, RFC 5322 or seconds since 1970 → a day, or a time in UTC; None for anything else.

    A time without a zone gives its day alone, and so does midnight in its own zone: it stands for a day.
    """
    text = str(value).strip() if isinstance(value, (str, int)) and not isinstance(value, bool) else ""
    if _SECONDS.fullmatch(text):
        return of_moment(datetime.fromtimestamp(int(text[:10]), UTC), origin)
    if not 8 <= len(text) <= 64:
        return None
    if _DAY.fullmatch(text):
        return _day(text, origin)
    try:
        if _TIME_IN_ISO.match(text):
            moment = datetime.fromisoformat(_FRACTION.sub("", text))
        else:
            moment = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return _day(text[:10], origin) if _TIME_IN_ISO.match(text) else None
    return of_moment(moment, origin)


def of_moment(moment: datetime, origin: str) -> When | None:
    if moment.year not in YEARS:
        return None
    if moment.tzinfo is None or (moment.hour, moment.minute, moment.second) == (0, 0, 0):
        return When(value=moment.date().isoformat(), precision="day", origin=origin)
    utc, own = moment.astimezone(UTC).replace(microsecond=0), moment.date().isoformat()
    return When(
        value=utc.isoformat(), precision="second", origin=origin, local=own if own != utc.date().isoformat() else None
    )


def _day(text: str, origin: str) -> When | None:
    found = _DAY.match(text)
    if not found:
        return None
    try:
        day = datetime(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return None
    return When(value=day.date().isoformat(), precision="day", origin=origin) if day.year in YEARS else None
