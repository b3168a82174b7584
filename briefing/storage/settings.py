"""What each edition was made with, noted beside the journal: digests of settings, a file for each edition.

An edition says it too, but whoever changes an edition can change what it says.
"""

from __future__ import annotations

import re
from pathlib import Path

FOLDER = "settings"
_DIGEST = re.compile(r"[0-9a-f]{64}")


def note(state: Path, name: str, digest: str) -> None:
    """Notes that the edition of this name is about to be made with these settings; before it is written, so that none
    is there whose settings are unknown. A state folder that cannot be written costs the note alone."""
    if digest in noted(state, name):
        return
    try:
        (state / FOLDER).mkdir(parents=True, exist_ok=True)
        with (state / FOLDER / name).open("a", encoding="ascii") as file:
            file.write(f"{digest}\n")
    except OSError:
        return


def noted(state: Path, name: str) -> frozenset[str]:
    """The digests of all settings that the edition was ever made with here; none where nothing is noted."""
    try:
        lines = (state / FOLDER / name).read_text(encoding="ascii", errors="replace").split()
    except OSError:
        return frozenset()
    return frozenset(line for line in lines if _DIGEST.fullmatch(line))
