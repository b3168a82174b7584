"""What became of one message."""

from __future__ import annotations

import ssl
from dataclasses import dataclass
from typing import Literal

MOST_CHARACTERS = 300  # of a server's words that are kept

Fate = Literal["accepted", "refused", "deferred", "unknown"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one message, with the server's words. of_server: it would be the same for every other now."""

    fate: Fate
    words: str
    of_server: bool = False


def plain(fault: BaseException) -> str:
    """A fault in a few plain words."""
    if isinstance(fault, ssl.SSLCertVerificationError):
        return f"the certificate is not to be trusted ({fault.verify_message})"
    if isinstance(fault, TimeoutError) or "timed out" in str(fault):
        return "no answer in time"
    if isinstance(fault, OSError) and fault.strerror and not isinstance(fault, ssl.SSLError):
        return one_line(fault.strerror)
    return one_line(str(fault) or type(fault).__name__)


def one_line(text: str) -> str:
    """At most MOST_CHARACTERS on one line, without control characters."""
    begins = text[: 8 * MOST_CHARACTERS]
    return " ".join("".join(c if c.isprintable() else " " for c in begins).split())[:MOST_CHARACTERS]
