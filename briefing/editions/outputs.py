"""Edition → the files of its folder, by name; what else is made of an edition's parts."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from briefing.compose.edition.compose import compose
from briefing.compose.edition.length.choosing import Plan
from briefing.compose.edits.edits import NO_EDITS, Edits
from briefing.config import Config, Project
from briefing.editions import kept
from briefing.errors import RenderError, UsageError
from briefing.model import Edition
from briefing.publish.formats import Design
from briefing.publish.formats import render as formats_of
from briefing.publish.options import FORMATS
from briefing.publish.page import render as pages
from briefing.publish.page.templating import own_templates
from briefing.publish.series.pages import SeriesDesign, beside
from briefing.running.workers import Cache
from briefing.shape import dump


def render(
    edition: Edition,
    project: Project,
    formats: Sequence[str],
    *,
    edits: Edits = NO_EDITS,
    failed: dict[str, RenderError] | None = None,
    cache: Cache | None = None,
) -> dict[str, bytes]:
    """The edition's files by their names in its folder. Nothing is written. edits: those that it was composed with. A
    PDF that was set from the same page before is taken from the cache. failed: takes the fault of each format that
    could not be made; without it, the first is raised."""
    look = replace(
        design(project),
        settings=settings_of(project, edits),
        again=kept.again(cache, f"pdf {edition.date}"),
    )
    return formats_of(edition, formats, look, failed)


def preview(edition: Edition, project: Project, edits: Edits) -> dict[str, bytes]:
    """The page and the text as `render` makes them with the config's formats; the others, to which the page leads, are
    not made."""
    look = replace(
        design(project),
        settings=settings_of(project, edits),
        expected=asked(None, project.config, "formats"),
    )
    return formats_of(edition, ("html", "txt"), look, None)


def asked(formats: Sequence[str] | None, config: Config, what: str) -> tuple[str, ...]:
    """What to make: as asked for, else the formats of the config and all that its own renderers give.

    Raises UsageError for a format there is not; what: names the argument that asks for them."""
    if formats is None:
        return (*config.formats, *config.renderers)
    known = (*FORMATS, *config.renderers)
    for name in formats:
        if name not in known:
            raise UsageError(f"{what}: found {name!r}, expected some of: {', '.join(known)}")
    return tuple(dict.fromkeys(formats))


def design(project: Project) -> Design:
    """How the config has an edition rendered."""
    config = project.config
    return Design(
        page=config.page,
        mail=config.mail,
        templates=project.templates,
        time_zone=config.time_zone,
        renderers=config.renderers,
        settings=settings_of(project),
    )


# what shows in no edition: where files are and go, and who gets the mail
_UNSEEN = ("sources", "series", "intake", "formats", "state", "workers", "cluster", "templates", "sign", "rights")
_UNSEEN_MAIL = (
    "needs_approval",
    "recipients",
    "recipients_file",
    "groups",
    "report_to",
    "reports",
    "via",
    "path",
    "smtp",
    "dkim",
)


def settings_of(project: Project, edits: Edits = NO_EDITS) -> str:
    """A digest of all that the user set and that may show in an edition: what the config changes of the defaults, the
    user's own templates, and an editor's changes of the day."""
    changed = _changed(dump(project.config), dump(Config()))
    seen = {key: value for key, value in changed.items() if key not in _UNSEEN}
    mail = {key: value for key, value in seen.pop("mail", {}).items() if key not in _UNSEEN_MAIL}
    digest = hashlib.sha256(json.dumps([seen, mail], sort_keys=True).encode("utf-8", "surrogatepass"))
    if project.templates is not None:
        for file in sorted(path for path in project.templates.rglob("*") if path.is_file()):
            name = file.relative_to(project.templates).as_posix()
            digest.update(f"\0{name}\0".encode("utf-8", "surrogateescape") + file.read_bytes())
    if edits.digest:
        digest.update(f"\0edits\0{edits.digest}".encode())
    return digest.hexdigest()


def _changed(data: Mapping[str, Any], base: Mapping[str, Any]) -> dict[str, Any]:
    """What of plain data is not as in `base`."""
    found = {}
    for key, value in data.items():
        other = base.get(key)
        if isinstance(value, dict) and isinstance(other, dict):
            if inner := _changed(value, other):
                found[key] = inner
        elif key not in base or value != other:
            found[key] = value
    return found


def index_of(project: Project, *, anew: str = "") -> Callable[[Path], dict[str, bytes]]:
    """What makes all that stands beside the editions of a folder: the list, its search, the feed. anew: the month,
    such as 2026-03, whose file is made again even if it stands there."""
    return partial(beside, design=design_of(project), anew=anew)


def design_of(project: Project) -> SeriesDesign:
    """How the list, the search and the feed look."""
    config = project.config
    return SeriesDesign(
        title=config.title,
        language=config.language,
        time_zone=config.time_zone,
        page=config.page,
        series=config.series,
        templates=project.templates,
    )


def check_pages(project: Project, plan: Plan, day: date) -> None:
    """The names of a user's templates and of their blocks, and all pages rendered once with an empty edition. Raises
    RenderError."""
    if project.templates is not None:
        own_templates.check(project.templates)
    pages.render(compose((), (), day, plan), project.config.page, project.templates, time_zone=project.config.time_zone)
