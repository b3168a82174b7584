"""What an address of a mail is."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefing.errors import ConfigError
from briefing.shape import ShapeError, shown

EXPECTED = "one address, such as name@example.org or Name <name@example.org>"
MOST_CHARACTERS = 1000
_NAMED = re.compile(r'(?:"[^"<>\x00-\x1f\x7f]*"|[^"@<>,;\x00-\x1f\x7f]*) *<([^<>]*)> *')
_LOCAL = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
_LABEL = re.compile(r"(?!-)[a-z0-9-]{1,63}(?<!-)")


def check_each(recipients: Sequence[str], key: str = "recipients") -> None:
    """Raises ShapeError for the first that is no address. key: under which they stand."""
    for i, text in enumerate(recipients):
        try:
            address(text)
        except ConfigError:
            raise ShapeError((key, i), text, EXPECTED) from None


def address(text: str) -> str:
    """The address in "Name <a@b>" or "a@b", its domain in lower case and ASCII. Raises ConfigError."""
    named = _NAMED.fullmatch(text) if len(text) <= MOST_CHARACTERS else None
    bare = named[1] if named else text.strip(" ")
    local, at, domain = bare.rpartition("@")
    try:
        wire = domain.encode("idna").decode("ascii").lower() if len(domain) <= 253 else ""
    except UnicodeError:
        wire = ""
    labels = wire.split(".")
    sound = at and len(local) <= 64 and _LOCAL.fullmatch(local) and len(wire) <= 253
    sound = sound and all(_LABEL.fullmatch(label) for label in labels) and (len(labels) > 1 or wire == "localhost")
    if not sound:
        raise ConfigError(f"found {shown(text)}, expected {EXPECTED}")
    return f"{local}@{wire}"
