"""Edition → the files of its folder, by name; what else is made of an edition's parts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from functools import partial
from zoneinfo import ZoneInfo

from briefing import kept
from briefing.compose.edition.compose import Plan, compose
from briefing.config import Config, Project
from briefing.model import Edition
from briefing.publish import document
from briefing.publish.mail import page as mail_page
from briefing.publish.mail.message import Parts, message
from briefing.publish.page import render as pages
from briefing.publish.page.labels import long_date
from briefing.publish.pdf import render as pdf
from briefing.workers import Cache

FORMATS = ("html", "pdf", "txt", "eml")


def render(
    edition: Edition, project: Project, formats: Sequence[str], *, cache: Cache | None = None
) -> dict[str, bytes]:
    """The edition's files by their names in its folder. Nothing is written. A PDF that was set from the same page
    before is taken from the cache."""
    config, templates = project.config, project.templates
    made = {"brief.json": document.brief_json(edition), "explain.json": document.explain_json(edition)}
    for source in edition.sources:
        made[f"sources/{source.number:03d}.txt"] = source.text.encode("utf-8")
    made |= pages.render(edition, config.page, templates, time_zone=config.time_zone)
    attached = {name: data for name, data in made.items() if name == "brief.json" or _is_text(name, config)}
    letter = None
    if "eml" in formats:
        letter = mail_page.render(edition, config.page, templates, config.time_zone)
    if "pdf" in formats or (letter is not None and (config.mail.attach_pdf or letter.partial)):
        again = kept.again(cache, f"pdf {edition.date}")
        made["brief.pdf"] = pdf.render(
            edition, config.page, templates, attached, time_zone=config.time_zone, again=again
        )
    if letter is not None:
        with_pdf = config.mail.attach_pdf or letter.partial
        parts = Parts(made["brief.txt"].decode("utf-8"), letter.html, made["brief.pdf"] if with_pdf else None)
        made["brief.eml"] = mail_of(edition, parts, config)
    return {name: data for name, data in made.items() if _wanted(name, formats)}


def mail_of(edition: Edition, parts: Parts, config: Config) -> bytes:
    """The mail of these parts, dated the edition's day at the configured hour."""
    moment = datetime.fromisoformat(edition.date).replace(hour=config.page.hour, tzinfo=ZoneInfo(config.time_zone))
    return message(edition, parts, config.mail, moment, long_date(edition.date, edition.language))


def _is_text(name: str, config: Config) -> bool:
    return config.page.attach == "texts" and name.endswith(".txt") and name.startswith("sources/")


def _wanted(name: str, formats: Sequence[str]) -> bool:
    stem, _, kind = name.rpartition(".")
    return stem != "brief" or kind == "json" or kind in formats


def index_of(project: Project) -> Callable[[list[dict[str, object]]], bytes]:
    """What writes out/index.html from the editions that are there."""
    return partial(pages.index, user_templates=project.templates, language=project.config.language)


def check_pages(project: Project, plan: Plan, day: date) -> None:
    """The templates, all rendered once with an empty edition. Raises RenderError."""
    pages.render(compose((), (), day, plan), project.config.page, project.templates, time_zone=project.config.time_zone)
