"""robots.txt (RFC 9309): which pages of a host may be asked. The only module that imports protego."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from briefing.intake.state import Rules
from briefing.intake.timing import HOUR, ROBOTS
from briefing.intake.web.addresses import AddressRefused
from briefing.intake.web.client import NAME, Web
from briefing.intake.web.connection import AnswerBounds, Failed, TooSlow

MOST_BYTES = 512_000  # that are read of it
LONGEST_DELAY = 30.0  # seconds between two requests that are kept to


def fetched(web: Web, origin: str, now: float, slow: Callable[[], None] = lambda: None) -> Rules:
    """The robots.txt of an origin such as https://example.org. Without one all may be asked; where the server fails or
    does not answer, nothing for an hour. slow: called where the answer did not come in time."""
    try:
        response = web.get(f"{origin}/robots.txt", bounds=AnswerBounds(4 * MOST_BYTES, web.bounds.seconds))
        if 400 <= response.status < 500 and response.status != 429:
            return Rules("", now + ROBOTS)
        if response.status != 200:
            return Rules(None, now + HOUR)
        text = response.content(4 * MOST_BYTES)[:MOST_BYTES].decode("utf-8", "replace")
        return Rules(text, now + ROBOTS)
    except TooSlow:
        slow()
        return Rules(None, now + HOUR)
    except (Failed, AddressRefused):
        return Rules(None, now + HOUR)


def allowed(rules: Rules, url: str) -> bool:
    """Whether an address may be asked by these rules. Raises Failed where they cannot be understood."""
    return rules.text is not None and (
        not rules.text or bool(_asked(rules.text, lambda found: found.can_fetch(url, NAME)))
    )


def delay(rules: Rules) -> float:
    """The seconds between two requests that a host asks for. Raises Failed where its rules cannot be understood."""
    found = _asked(rules.text, lambda known: known.crawl_delay(NAME)) if rules.text else None
    return min(LONGEST_DELAY, max(0.0, float(found))) if found is not None else 0.0


def _asked(text: str, question: Callable[[Any], Any]) -> Any:
    """What the library says of a robots.txt. A fault of its on hostile text costs the pages of that host alone."""
    try:
        return question(_parsed(text))
    except Exception as fault:
        raise Failed(f"its robots.txt cannot be understood ({type(fault).__name__})") from fault


@lru_cache(maxsize=64)
def _parsed(text: str) -> Any:
    from protego import Protego

    return Protego.parse(text)
