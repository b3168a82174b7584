"""An edition that is built again after it was sent says so: what the version that was sent printed otherwise.

The brief.json of that version lies in the new edition, as BASE, so that what is said of it can be proved.
"""

from __future__ import annotations

import email
import email.policy
import hashlib
import json
from collections.abc import Collection
from dataclasses import dataclass, replace
from pathlib import Path

from briefing.model import Dropped, Edition, Revision, Statement
from briefing.publish.document import brief_json, edition_of

BASE = "revised/brief.json"  # in an edition that replaces another: what that one said


@dataclass(frozen=True, slots=True)
class Sent:
    """The version that was sent: its brief.json, and the Message-ID of the first mail of the day, "" without one."""

    brief: bytes
    message_id: str = ""

    @property
    def digest(self) -> str:
        return hashlib.sha256(self.brief).hexdigest()


def sent(folder: Path, digests: Collection[str]) -> Sent | None:
    """The version in an edition's folder, or the one that it replaces, if that was sent. digests: of the brief.json of
    all versions that were."""
    current = _read(folder / "brief.json")
    if current is not None and hashlib.sha256(current).hexdigest() in digests:
        before = edition_of(json.loads(current), {}).revises
        first = before.message_id if before is not None else ""
        return Sent(current, first or _message_id(folder / "brief.eml"))
    base = _read(folder / BASE)
    if current is None or base is None or hashlib.sha256(base).hexdigest() not in digests:
        return None
    revises = edition_of(json.loads(current), {}).revises
    return Sent(base, revises.message_id if revises else "")


def revised(edition: Edition, base: Sent) -> Edition:
    """The edition with what it changes of the version that was sent; that version again where it changes nothing."""
    old = edition_of(json.loads(base.brief), {})
    if brief_json(replace(old, revises=None)) == brief_json(replace(edition, revises=None)):
        return replace(edition, revises=old.revises)
    known = {_words(statement) for _, statement in _statements(old)}
    now = {_words(statement): statement.id for _, statement in _statements(edition)}
    return replace(
        edition,
        revises=Revision(
            sha256=base.digest,
            message_id=base.message_id,
            added=tuple(name for words, name in now.items() if words not in known),
            dropped=tuple(Dropped(headline, one.text) for headline, one in _statements(old) if _words(one) not in now),
        ),
    )


def again(edition: Edition, printed: Edition, folder: Path | None) -> tuple[Edition | None, str]:
    """An edition that was made again, with what the printed one says of the version that it replaces; or None and why
    it cannot be said."""
    if printed.revises is None:
        return edition, ""
    base = _read(folder / BASE) if folder is not None else None
    if base is None or hashlib.sha256(base).hexdigest() != printed.revises.sha256:
        return None, "the version that it replaces is not at hand"
    return revised(edition, Sent(base, printed.revises.message_id)), ""


def _words(statement: Statement) -> tuple[str, str | None]:
    """What a reader knows a statement by: its id is another as soon as anything in its source is."""
    return statement.text, statement.speaker


def _statements(edition: Edition) -> list[tuple[str, Statement]]:
    return [(story.headline, one) for story in edition.stories for one in story.statements]


def _message_id(file: Path) -> str:
    data = _read(file)
    return "" if data is None else str(email.message_from_bytes(data, policy=email.policy.compat32)["Message-ID"] or "")


def _read(file: Path) -> bytes | None:
    return file.read_bytes() if file.is_file() else None
