"""Edition → the files of its folder, by name; what else is made of an edition's parts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from briefing import kept
from briefing.compose.edition.compose import Plan, compose
from briefing.config import Config, Project
from briefing.errors import UsageError
from briefing.model import Edition
from briefing.publish.formats import Design
from briefing.publish.formats import render as formats_of
from briefing.publish.options import FORMATS
from briefing.publish.page import render as pages
from briefing.workers import Cache


def render(
    edition: Edition, project: Project, formats: Sequence[str], *, cache: Cache | None = None
) -> dict[str, bytes]:
    """The edition's files by their names in its folder. Nothing is written. A PDF that was set from the same page
    before is taken from the cache."""
    return formats_of(edition, formats, replace(design(project), again=kept.again(cache, f"pdf {edition.date}")))


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
    )


def index_of(project: Project) -> Callable[[list[dict[str, object]]], bytes]:
    """What writes out/index.html from the editions that are there."""
    return partial(pages.index, user_templates=project.templates, language=project.config.language)


def check_pages(project: Project, plan: Plan, day: date) -> None:
    """The templates, all rendered once with an empty edition. Raises RenderError."""
    pages.render(compose((), (), day, plan), project.config.page, project.templates, time_zone=project.config.time_zone)
