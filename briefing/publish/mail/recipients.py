"""Who gets the mail: addresses checked before anything is sent, groups, nobody twice."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from briefing.errors import ConfigError
from briefing.publish.mail.address import address
from briefing.publish.mail.options import GroupOptions


@dataclass(frozen=True, slots=True)
class Recipient:
    """address: as it goes on the wire; key: by which spellings of one address are the same; group: whose mail it is."""

    address: str
    key: str
    group: str = ""


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
