"""Edition → the files of its folder: brief.json, explain.json and sources/ always, brief.* as asked for.

RENDERERS is the table of formats. A user's own is a function (edition) → bytes, named in the config by the ending of
its file: `renderers: {md: "package.module:function"}` gives brief.md.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from briefing.errors import RenderError
from briefing.model import Edition
from briefing.plugins import ExtensionPoint, UserFunction
from briefing.publish import document, docx, epub
from briefing.publish.mail import page as mail_page
from briefing.publish.mail.message import MailParts, message
from briefing.publish.mail.options import MailOptions
from briefing.publish.page import render as pages
from briefing.publish.page.citations import words_of
from briefing.publish.page.labels import long_date
from briefing.publish.page.options import PageOptions
from briefing.publish.pdf import render as pdf
from briefing.publish.series.pages import ways

POINT = ExtensionPoint(
    role="renderer",
    key="renderers:",
    takes=("edition",),
    gives="bytes",
    guide="docs/add-a-renderer.md",
    fault=RenderError,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Design:
    """How an edition is rendered. templates: the user's own, which override the packaged ones; renderers: ending →
    "package.module:function"; again: gives a PDF that was set before from the same page; settings: a digest of all that
    the user set, which explain.json names; expected: formats that are made at another time, to which the page leads."""

    page: PageOptions = field(default_factory=PageOptions)
    mail: MailOptions = field(default_factory=MailOptions)
    templates: Path | None = None
    time_zone: str = "UTC"
    renderers: Mapping[str, str] = field(default_factory=dict)
    again: pdf.Again = pdf.anew
    settings: str = ""
    expected: Sequence[str] = ()


class Rendering:
    """One edition on its way into files. What several formats need is made once, when the first asks for it."""

    def __init__(self, edition: Edition, design: Design, formats: Sequence[str] = ()) -> None:
        self.edition, self.design, self.formats = edition, design, formats

    @cached_property
    def always(self) -> dict[str, bytes]:
        """brief.json, explain.json and the cited texts."""
        texts = {f"sources/{one.number:03d}.txt": one.text.encode("utf-8") for one in self.edition.sources}
        brief, explained = document.brief_json(self.edition), document.explain_json(self.edition, self.design.settings)
        return {"brief.json": brief, "explain.json": explained, **texts}

    @cached_property
    def pages(self) -> dict[str, bytes]:
        """brief.html, brief.txt and a page for each source."""
        design = self.design
        there = [*design.expected, *(name for name in self.formats if self._can_be_made(name))]
        return pages.render(self.edition, design.page, design.templates, time_zone=design.time_zone, formats=there)

    def _can_be_made(self, name: str) -> bool:
        """Can the page lead to this file? What the file rests on is made, but never the page itself."""
        try:
            if name == "pdf" or (name == "eml" and self._with_pdf):
                return bool(self.pdf)
            if name == "epub":
                return bool(self.epub)
            return name != "docx" or bool(self.docx)
        except RenderError:
            return False

    @property
    def _with_pdf(self) -> bool:
        """Does the mail carry the PDF?"""
        return self.design.mail.attach_pdf or self.letter.partial

    @cached_property
    def ways(self) -> dict[str, bytes]:
        """The pages that lead from the edition to those before and after it."""
        return ways(self.edition.date, words_of(self.edition), self.edition.language)

    @cached_property
    def letter(self) -> mail_page.MailPage:
        """The page of the mail."""
        return mail_page.render(self.edition, self.design.page, self.design.templates, self.design.time_zone)

    @property
    def pdf(self) -> bytes:
        """brief.pdf; where it cannot be made, that is found out once."""
        found = self._pdf
        if isinstance(found, RenderError):
            raise found
        return found

    @cached_property
    def _pdf(self) -> bytes | RenderError:
        design = self.design
        attached = {name: self.always[name] for name in self.always if name == "brief.json" or self._is_attached(name)}
        try:
            return pdf.render(
                self.edition, design.page, design.templates, attached, time_zone=design.time_zone, again=design.again
            )
        except RenderError as fault:
            return fault

    def _is_attached(self, name: str) -> bool:
        return self.design.page.attach == "texts" and name.startswith("sources/")

    @cached_property
    def eml(self) -> bytes:
        """The mail, dated the edition's day at the configured hour; with the PDF where it shows less than that."""
        edition, design = self.edition, self.design
        parts = MailParts(
            self.pages["brief.txt"].decode("utf-8"), self.letter.html, self.pdf if self._with_pdf else None
        )
        moment = pages.dated(edition, design.page, design.time_zone)
        return message(edition, parts, design.mail, moment, long_date(edition.date, edition.language))

    @cached_property
    def epub(self) -> bytes:
        design = self.design
        return epub.render(self.edition, design.page, design.templates, design.time_zone)

    @cached_property
    def docx(self) -> bytes:
        return docx.render(self.edition, self.design.page, self.design.time_zone)


Renderer = Callable[[Rendering], bytes]

RENDERERS: Mapping[str, Renderer] = {
    "html": lambda made: made.pages["brief.html"],
    "pdf": lambda made: made.pdf,
    "txt": lambda made: made.pages["brief.txt"],
    "eml": lambda made: made.eml,
    "epub": lambda made: made.epub,
    "docx": lambda made: made.docx,
}


def render(
    edition: Edition, formats: Sequence[str], design: Design, failed: dict[str, RenderError] | None = None
) -> dict[str, bytes]:
    """The edition's files by their names in its folder; nothing is written. formats: names of RENDERERS, and endings of
    the user's own. failed: takes the fault of each format that could not be made, so that the others are.

    Raises RenderError, also for whatever a user's own renderer raises or returns; ConfigError where it is not there.
    """
    own = renderers({name: design.renderers[name] for name in formats if name in design.renderers})
    made = Rendering(edition, design, formats)
    sources = {name: data for name, data in made.pages.items() if name.startswith("sources/")}
    table: Mapping[str, Renderer] = {**RENDERERS, **own}
    files = {**made.always, **sources}
    for name in formats:
        try:
            files[f"brief.{name}"] = table[name](made)
        except RenderError as fault:
            if failed is None:
                raise
            failed[name] = fault
    return {**files, **made.ways} if "brief.html" in files else files


def renderers(own: Mapping[str, str]) -> dict[str, Renderer]:
    """The user's own by their endings. Raises ConfigError where one cannot be found or takes other arguments."""
    return {ending: _own(POINT.load(name)) for ending, name in own.items()}


def _own(function: UserFunction) -> Renderer:
    def renderer(made: Rendering) -> bytes:
        data = function(made.edition)
        if not isinstance(data, bytes):
            raise function.wrong(data)
        return data

    return renderer
