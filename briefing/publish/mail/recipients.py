"""Who gets the mail: addresses checked before anything is sent, groups, nobody twice."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from briefing.errors import ConfigError
from briefing.shape import ShapeError, shown

EXPECTED = "one address, such as name@example.org or Name <name@example.org>"
MOST_CHARACTERS = 1000
_NAMED = re.compile(r'(?:"[^"<>\x00-\x1f\x7f]*"|[^"@<>,;\x00-\x1f\x7f]*) *<([^<>]*)> *')
_LOCAL = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
_LABEL = re.compile(r"(?!-)[a-z0-9-]{1,63}(?<!-)")


@dataclass(frozen=True, slots=True)
class Recipient:
    """address: as it goes on the wire; key: by which spellings of one address are the same; group: whose mail it is."""

    address: str
    key: str
    group: str = ""


@dataclass(frozen=True, slots=True)
class GroupOptions:
    """Recipients with sections or formats of their own."""

    name: str = field(metadata={"doc": "a short name", "pattern": "[A-Za-z0-9][A-Za-z0-9 _.-]*"})
    recipients: tuple[str, ...] = field(default=(), metadata={"doc": "addresses"})
    recipients_file: str | None = field(default=None, metadata={"doc": "a file with an address on each line"})
    sections: tuple[str, ...] | None = field(
        default=None, metadata={"doc": "ids of the sections that this group gets; null: the whole edition"}
    )
    attach_pdf: bool | None = field(default=None, metadata={"doc": "whether the PDF is attached; null: as for all"})

    def __post_init__(self) -> None:
        check_each(self.recipients)


def check_each(recipients: Sequence[str]) -> None:
    """Raises ShapeError for the first that is no address."""
    for i, text in enumerate(recipients):
        try:
            address(text)
        except ConfigError:
            raise ShapeError(("recipients", i), text, EXPECTED) from None


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


def unique(addresses: Iterable[str], group: str = "") -> list[Recipient]:
    """Each address once, whatever its spelling; all are checked before the first is returned."""
    found: dict[str, Recipient] = {}
    for text in addresses:
        checked = address(text)
        found.setdefault(checked.casefold(), Recipient(checked, checked.casefold(), group))
    return list(found.values())


def from_file(file: Path) -> list[str]:
    """Addresses of a file, one a line; what follows # is a comment. Faults name file and line."""
    try:
        lines = file.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as fault:
        reason = fault.strerror if isinstance(fault, OSError) else "not UTF-8 text"
        raise ConfigError(f"cannot be read: {reason}", file=str(file)) from fault
    found = []
    for number, line in enumerate(lines, 1):
        text = re.split(r"(?:^|\s)#", line, maxsplit=1)[0].strip()
        if not text:
            continue
        try:
            address(text)
        except ConfigError as fault:
            raise ConfigError(fault.message, file=str(file), line=number) from None
        found.append(text)
    return found


def everyone(
    recipients: Sequence[str], recipients_file: str | None, groups: Sequence[GroupOptions], folder: Path
) -> list[Recipient]:
    """All recipients of the config; who stands in several groups gets the mail of the first."""
    listed = [(text, "") for text in recipients]
    listed += [(text, "") for text in (from_file(folder / recipients_file) if recipients_file else [])]
    for group in groups:
        listed += [(text, group.name) for text in group.recipients]
        listed += [
            (text, group.name) for text in (from_file(folder / group.recipients_file) if group.recipients_file else [])
        ]
    found: dict[str, Recipient] = {}
    for text, name in listed:
        checked = address(text)
        found.setdefault(checked.casefold(), Recipient(checked, checked.casefold(), name))
    return list(found.values())
