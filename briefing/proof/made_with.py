"""Was an edition made with the configuration, the templates and the edits at hand?

It names a digest of them in explain.json. What it says of itself is held against what the build noted of it in the
state folder, where that is at hand: else whoever changes an edition could excuse it by another digest.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from briefing.config import Project
from briefing.editions.edits_file import edits_of
from briefing.editions.outputs import settings_of
from briefing.model import Edition
from briefing.proof.citations import Finding, OpenEdition
from briefing.storage.settings import noted

OTHER = "the configuration, a template or the edits are not those that it was made with"


@dataclass(frozen=True, slots=True)
class MadeWith:
    """Digests of settings. said: what the edition says, None where it says nothing; now: of those at hand; noted: of
    all with which it was ever built here, none where that is not known."""

    said: str | None
    now: str
    noted: frozenset[str] = frozenset()

    @property
    def false(self) -> bool:
        """Does it say of itself what no build of it here had?"""
        return bool(self.noted) and self.said not in self.noted

    @property
    def same(self) -> bool:
        """Must it be what the settings at hand give?"""
        return self.said == self.now or (self.false and self.now in self.noted)

    def findings(self) -> Iterator[Finding]:
        """What is wrong with the digest that the edition names, or that it cannot be looked at."""
        if self.said == self.now:
            return
        what = f"explain.json: settings: found {_shown(self.said)}, those at hand give {_shown(self.now)}"
        if self.false:
            yield Finding(False, f"{what}; no build of this edition here had what it says")
        elif self.said is None:
            yield Finding(False, f"{what}; every build names what it was made with")
        else:
            why = "its builds here had both or the former" if self.noted else "nothing here says how it was made"
            yield Finding(True, f"not checked: {what}; {why}")


def _shown(digest: str | None) -> str:
    return "none" if digest is None else f"{digest[:12]}…"


def made_with(opened: OpenEdition, edition: Edition, project: Project, home: Path) -> MadeWith | None:
    """home: the folder that holds the folder of editions: what was noted counts where it is the project's own. None
    where the edition has no explain.json, as a PDF alone."""
    if opened.explain is None:
        return None
    said = opened.explain.get("settings")
    known: frozenset[str] = frozenset()
    if project.file is not None and project.folder.absolute() == home.absolute():
        known = noted(project.state, f"{edition.begins}_{edition.date}" if edition.begins else edition.date)
    now = settings_of(project, edits_of(project, date.fromisoformat(edition.date)))
    return MadeWith(str(said) if said is not None else None, now, known)
