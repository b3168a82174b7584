"""`edits/DATE.yaml` beside the config: an editor's changes of a day, as a file that people can read and write."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from briefing.compose.edits.edits import NO_EDITS, Edits, check_sections
from briefing.config import Project
from briefing.errors import ConfigError
from briefing.shape import ShapeError, load
from briefing.yaml_text import MOST_BYTES, fault_of, plain

FOLDER = "edits"


def file_of(project: Project, day: date) -> Path:
    """Where the changes of a day stand."""
    return project.folder / FOLDER / f"{day.isoformat()}.yaml"


def edits_of(project: Project, day: date) -> Edits:
    """The changes of a day; none where there is no file. Raises ConfigError with file, line and column, what was found
    and what was expected, for a file that says something else than changes."""
    file = file_of(project, day)
    try:
        raw = file.read_bytes()
    except FileNotFoundError:
        return NO_EDITS
    except OSError as fault:
        raise ConfigError(f"cannot be read: {fault.strerror}", file=str(file)) from fault
    if len(raw) > MOST_BYTES:
        raise ConfigError(f"{len(raw)} bytes, more than {MOST_BYTES}", file=str(file))
    return parse(raw, str(file), [rule.id for rule in project.config.sections])


def parse(raw: bytes, name: str, sections: list[str]) -> Edits:
    """The changes that YAML text describes. sections: the ids that the config has."""
    data, places = plain(raw, name)
    if isinstance(data, dict):  # a key whose lines somebody deleted
        data = {key: [] if value is None and key in ("edits", "undone") else value for key, value in data.items()}
    try:
        found = load(Edits, {} if data is None else data)
        check_sections(found, sections)
    except ShapeError as fault:
        raise fault_of(fault, places, name) from None
    return found
