"""Every file that an edition prints, made again from its brief.json and its texts, and compared.

Where the configuration is the one of the build, byte for byte. Where it is another, or not known, the pages may look
different: then each statement, speaker, figure and headline must stand in them.
"""

from __future__ import annotations

import email
import email.policy
import html
import re
import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path

from briefing.compose.edits.edits import NO_EDITS, Edits
from briefing.config import Project
from briefing.editions import outputs, revision
from briefing.errors import BriefingError, CitationError
from briefing.model import Edition
from briefing.prepare.readers.archives import Damaged, open_zip, part
from briefing.proof import pdf_content
from briefing.proof.bounds import bounded_pdf
from briefing.proof.citations import Finding, OpenEdition, files_of
from briefing.proof.differences import first_line
from briefing.proof.pdf_content import PdfContent
from briefing.proof.within import statements_of
from briefing.publish.document import as_written
from briefing.publish.options import FORMATS
from briefing.publish.retention import remains
from briefing.publish.series.pages import WAYS
from briefing.running.workers import Cache

MOST_PARTS = 5000  # of an EPUB that are read,
MOST_BYTES = 100_000_000  # and of all of them together
ZIPPED = (".epub", ".docx")
_PAGE = re.compile(r"\.x?html?(\.\w+)?$|(^|/)\.ht\w+$", re.I)  # what a web server shows or obeys, packed beforehand too
_OUTPUT = re.compile(r"brief\.", re.I)
_TAG = re.compile(r"<(style|script|title)\b.*?</\1>|<[^>]*>", re.S | re.I)
_LEFT = re.compile(r"[\s\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\-\u2010\u2011]+")


def printed(
    opened: OpenEdition, edition: Edition, project: Project, *, same: bool, older: bool = False, cache: Cache | None
) -> Iterator[Finding]:
    """Faults of brief.json's form and of every rendered file. same: is the configuration that of the build? older: is
    brief.json of an older schema?"""
    there = _there(opened)
    formats = _formats(there, project)
    try:
        made = outputs.render(edition, project, formats, cache=cache)
    except (BriefingError, ValueError, LookupError, TypeError, AttributeError, RuntimeError, StopIteration) as fault:
        yield Finding(False, f"the edition cannot be printed again: {fault}")
        return
    made.pop("explain.json")
    if opened.dropped:
        made = {name: data for name, data in made.items() if not name.startswith("sources/")}
        made |= remains(opened.brief)
    if older:
        made.pop("brief.json")
    if opened.folder is None:
        made = {name: data for name, data in made.items() if name in there}
    if not older:
        yield from _form_of_explain(opened, there)
    for name, data in made.items():
        if name not in there:
            yield Finding(False, f"{name}: missing")
        elif there[name] != data:
            kept = same or (opened.dropped and name.startswith("sources/"))
            yield from _differing(name, there[name], data, edition, kept)
    for name in sorted(there.keys() - made.keys() - {"explain.json", "brief.json", revision.BASE}):
        if name.startswith("sources/"):
            yield Finding(False, f"{name}: no source of the edition")
        elif same if _OUTPUT.match(name) else _PAGE.search(name) and not older:  # another config may have renderers
            yield Finding(False, f"{name}: no page of the edition, but can be taken for one")
        else:
            yield Finding(True, f"not checked: {name}, which is no part of the edition")


def _form_of_explain(opened: OpenEdition, there: Mapping[str, bytes]) -> Iterator[Finding]:
    """A fault where explain.json holds something beside what was read of it, such as a key twice."""
    found = there.get("explain.json")
    if found is not None and opened.explain is not None and found != (expected := as_written(opened.explain)):
        yield Finding(False, f"explain.json: not as the program writes it: {first_line(found, expected)}")


def _formats(there: Mapping[str, bytes], project: Project) -> list[str]:
    """What the edition has, what its page leads to, and the page where those that it leads to are there."""
    page = there.get("brief.html", b"")
    led_to = {name for name in FORMATS if f'href="brief.{name}"'.encode() in page}
    led_to |= {"html"} if any(f"{way}.html" in there for way in WAYS) else set()
    return [name for name in (*FORMATS, *project.config.renderers) if f"brief.{name}" in there or name in led_to]


def _there(opened: OpenEdition) -> dict[str, bytes]:
    """The files of the edition by their names; of a PDF alone, itself and the brief.json that it carries."""
    if opened.folder is None:
        return {"brief.json": opened.raw, "brief.pdf": Path(opened.name).read_bytes()}
    return {path.relative_to(opened.folder).as_posix(): path.read_bytes() for path in files_of(opened.folder)}


def _differing(name: str, found: bytes, expected: bytes, edition: Edition, same: bool) -> Iterator[Finding]:
    exact = same or name == "brief.json" or (name.endswith(".txt") and name != "brief.txt")
    if name == "brief.pdf":
        one, other = _pdf(found), pdf_content.content(expected)
        if one is None:
            yield Finding(False, f"{name}: takes too much to be read")
            return
        yield from _carried(one.carried, other.carried)
        if exact:
            shown = "its words differ" if one.words != other.words else "set otherwise, in the same words"
            yield Finding(False, f"{name}: {shown}: not what brief.json prints")
    elif exact and name.endswith(ZIPPED):
        differ = _zipped_words(found) != _zipped_words(expected)
        shown = "its words differ" if differ else "made otherwise, in the same words"
        yield Finding(False, f"{name}: {shown}: not what brief.json prints")
    elif exact:
        yield Finding(False, f"{name}: not what brief.json prints: {first_line(found, expected)}")
    if not exact and name.startswith("brief."):
        text = one.words if name == "brief.pdf" and one is not None else _words(name, found)
        yield from _holds_words(name, text, edition)


def _pdf(data: bytes) -> PdfContent | None:
    """What a PDF holds; None where it takes too much to look."""
    try:
        return bounded_pdf(pdf_content.content, data)
    except CitationError:
        return None


def _carried(one: Mapping[str, bytes], other: Mapping[str, bytes]) -> Iterator[Finding]:
    for name in sorted(one.keys() | other.keys()):
        if one.get(name) != other.get(name):
            yield Finding(False, f"brief.pdf: the {name} that it carries is not the edition's")


# --- the words of a page --------------------------------------------------------------------------------------------


def _holds_words(name: str, words_of_it: str, edition: Edition) -> Iterator[Finding]:
    """Does each statement, speaker, figure and headline stand in the file?"""
    text = _squeezed(words_of_it)
    if not text:
        yield Finding(True, f"not checked: {name}, whose words cannot be read")
        return
    for statement in statements_of(edition):
        for words in filter(None, (statement.text, statement.speaker)):
            if _squeezed(words) not in text:
                yield Finding(False, f"{name}: does not print {words[:80]!r}", (statement.id,))
    stories = [story.headline for story in edition.stories] + [story.headline for story in edition.also]
    values = [v.text for s in edition.stories for d in s.evidence.disagreements for v in d.values]
    for words in (*stories, *values):
        if _squeezed(words) not in text:
            yield Finding(False, f"{name}: does not print {words[:80]!r}")
    yield Finding(True, f"not checked: what else {name} prints (made with another configuration)")


def _words(name: str, data: bytes) -> str:
    if name.endswith(".eml"):
        message = email.message_from_bytes(data, policy=email.policy.default)
        body = message.get_body(("plain",))
        return str(body.get_content()) if body is not None else ""
    if name.endswith(ZIPPED):
        return _zipped_words(data)
    text = data.decode("utf-8", "replace")
    return html.unescape(_TAG.sub("", text)) if name.endswith(".html") else text


def _zipped_words(data: bytes) -> str:
    """The words of the pages in an EPUB or a DOCX, in the order of their names."""
    try:
        with open_zip(data) as archive:
            names = sorted(one for one in archive.namelist() if one.endswith((".xhtml", "word/document.xml")))
            parts: list[bytes] = []
            left = MOST_BYTES
            for name in names[:MOST_PARTS]:
                parts.append(part(archive, name, left) or b"")
                left -= len(parts[-1])
    except Damaged:
        return ""
    return "\n".join(html.unescape(_TAG.sub("", one.decode("utf-8", "replace"))) for one in parts)


def _squeezed(text: str) -> str:
    """Letters, figures and marks alone: lines may break anywhere."""
    return _LEFT.sub("", unicodedata.normalize("NFKC", text)).casefold()


def settings_known(explain: Mapping[str, object] | None, project: Project, edits: Edits = NO_EDITS) -> bool:
    """Are these the configuration and the editor's changes that the edition says it was made with?"""
    return explain is not None and explain.get("settings") == outputs.settings_of(project, edits)
