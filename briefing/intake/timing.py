"""When an address may be asked again. All times are seconds since 1970."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

HOUR = 3600.0  # between two requests of one feed or page, at least
LONGEST = 23 * HOUR  # that a failure or max-age puts off the next request: a daily run is not missed by a few seconds
WEEK = 7 * 24 * HOUR  # that Retry-After may ask for
ROBOTS = 24 * HOUR  # that a robots.txt counts (RFC 9309, 2.4)


def after_answer(headers: Mapping[str, str], now: float, least: float = 0.0) -> float:
    """After a good answer. headers: names in lower case; least: seconds that the feed itself asks for."""
    found = re.search(r"(?:^|[\s,])max-age\s*=\s*\"?(\d{1,10})", headers.get("cache-control", ""), re.I)
    age = float(found[1]) if found else 0.0
    return max(now + HOUR, now + min(LONGEST, max(age, least)), retry_after(headers, now) or 0.0)


def after_failure(failures: int, headers: Mapping[str, str], now: float) -> float:
    """After the nth failure in a row: one hour, two, four, …, or what the server asks for if that is later."""
    pause = min(LONGEST, HOUR * float(2 ** min(max(failures, 1) - 1, 10)))
    return max(now + pause, retry_after(headers, now) or 0.0)


def retry_after(headers: Mapping[str, str], now: float) -> float | None:
    """What Retry-After says: seconds or a date (RFC 9110, 10.2.3). None where it says nothing that can be read."""
    text = headers.get("retry-after", "").strip()
    if re.fullmatch(r"\d{1,9}", text):
        return now + min(WEEK, float(text))
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return min(now + WEEK, max(now, moment.timestamp()))


def settled(asked: float, due: float, now: float) -> float:
    """When it is due by a clock that may have been wrong: what was asked in the future was asked just now."""
    return min(due, now + max(0.0, due - asked)) if asked > now else due


def next_hour(skipped: frozenset[int], days: frozenset[str], due: float) -> float:
    """The first moment from `due` on in an hour (0 to 23, UTC) and on a day that a feed does not exclude."""
    if len(skipped) >= 24 or len(days) >= 7:
        return due
    while True:
        moment = datetime.fromtimestamp(due, UTC)
        if moment.hour not in skipped and moment.strftime("%A").lower() not in days:
            return due
        due = due - due % HOUR + HOUR
