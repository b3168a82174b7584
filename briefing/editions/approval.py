"""How far an edition is: a draft, approved by somebody, sent, or a revision of what was sent.

An approval names the bytes that somebody saw: a digest of all files of the edition's folder. It stands in
`edits/DATE.yaml` as a change of its own (`approve:`), and counts while the folder holds those bytes and nothing was
changed after it. What was sent stands in the journal. A sent edition changes only as a revision, which a change of its
own opens (`revise:`).
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

from briefing.compose.edits.edits import STATES, Edit, Edits
from briefing.config import Project
from briefing.editions.edits_file import edits_of, file_of
from briefing.errors import UsageError
from briefing.storage import archive

_OF_AN_EDITION = re.compile(r"(?:brief\.[a-z0-9]+|explain\.json|sources/\d+\.(?:txt|html))")
SERVED = ("accepted", "sending", "unknown")  # of these nobody can say that the mail did not go out

Name = Literal["none", "draft", "approved", "sent", "revision"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovalState:
    """How far an edition is. approval: the last one that counts; stale: there is one, but the folder holds other bytes,
    or something was changed after it; sent: the digests of brief.json that went out."""

    name: Name
    approval: Edit | None = None
    stale: Edit | None = None
    sent: frozenset[str] = frozenset()

    @property
    def frozen(self) -> bool:
        """May the edition not be changed, unless a revision is opened?"""
        return self.name == "sent"


def digest_of(files: Mapping[str, bytes]) -> str:
    """Of the files of an edition by their names; what else lies in its folder does not count."""
    digest = hashlib.sha256()
    for name in sorted(name for name in files if _OF_AN_EDITION.fullmatch(name)):
        digest.update(f"{name}\0{hashlib.sha256(files[name]).hexdigest()}\0".encode())
    return digest.hexdigest()


def files_of(folder: Path) -> dict[str, bytes]:
    """The files of an edition's folder by their names; none where there is no edition."""
    if not (folder / "brief.json").is_file():
        return {}
    found = (path for path in folder.rglob("*") if path.is_file())
    named = {path.relative_to(folder).as_posix(): path for path in found}
    return {name: path.read_bytes() for name, path in named.items() if _OF_AN_EDITION.fullmatch(name)}


def state_of(project: Project, day: date, folder: Path, edits: Edits | None = None) -> ApprovalState:
    """How far the edition of a day is that lies in `folder`. edits: those of the day, if they are at hand."""
    edits = edits_of(project, day) if edits is None else edits
    sent = frozenset(one.digest for one in archive.noted(project.state, day.isoformat()) if one.state in SERVED)
    files = files_of(folder)
    if not files:
        return ApprovalState(name="none", sent=sent)
    approval, stale = _approval(edits, digest_of(files))
    printed = hashlib.sha256(files["brief.json"]).hexdigest()
    opened = {edit.revise for edit in edits.edits if edit.revise is not None}
    name: Name = "draft"
    if printed in sent and not sent <= opened:
        name = "sent"
    elif approval is not None:
        name = "approved"
    elif sent:
        name = "revision"
    return ApprovalState(name=name, approval=approval, stale=stale, sent=sent)


def _approval(edits: Edits, digest: str) -> tuple[Edit | None, Edit | None]:
    """The last approval, if it counts; else (None, that approval)."""
    last = max((at for at, edit in enumerate(edits.edits) if edit.approve is not None), default=None)
    if last is None:
        return None, None
    approval = edits.edits[last]
    changed = any(edit.verb not in STATES or edit.revise is not None for edit in edits.edits[last + 1 :])
    return (None, approval) if changed or approval.approve != digest else (approval, None)


def must_be_approved(project: Project, day: date, folder: Path) -> None:
    """Raises UsageError where the edition's bytes are not those that somebody approved."""
    state = state_of(project, day, folder)
    if state.approval is not None:
        return
    remedy = "`briefing desk` shows it and approves it; `mail: needs_approval: false` sends without"
    if state.stale is None:
        raise UsageError(f"not sent: nobody has approved the edition of {day}", remedy)
    who = " by " + state.stale.by if state.stale.by else ""
    raise UsageError(f"not sent: the edition of {day} was changed after it was approved{who}", remedy)


def must_be_open(project: Project, day: date, files: Mapping[str, bytes], folder: Path) -> None:
    """Raises UsageError where a new build would change an edition that was sent, and nobody opened a revision."""
    state = state_of(project, day, folder)
    if not state.frozen or files_of(folder).get("brief.json") == files["brief.json"]:
        return
    digest = hashlib.sha256(files_of(folder)["brief.json"]).hexdigest()
    raise UsageError(
        f"the edition of {day} was sent, and this build would change it: it stays as it is",
        f"open a revision in `briefing desk`, or with the line `- {{revise: {digest}}}` in {file_of(project, day)}",
    )
