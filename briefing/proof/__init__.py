"""Is every printed word of an edition what its sources, its configuration and this program give?

0. signing.py, where it is signed: whose the signature is, and each file by its digest
1. verification.py: every citation in the cited texts, the texts by their digests, the originals by theirs
2. within.py: the edition's parts agree with each other
3. made_with.py: is it made with the settings at hand, as it says?
   rebuilt.py: the whole edition made again from the originals, and compared key by key
4. files.py: every rendered file made again from brief.json, and compared byte for byte
5. beside.py: the list of editions, its search and the feed made again from all editions, and compared

What cannot be recomputed is said: a finding that holds, without statements, whose message begins "not".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

from briefing import config as settings
from briefing.config import Project
from briefing.model import Edition
from briefing.plugins import OPTION
from briefing.proof import signing
from briefing.proof.beside import beside
from briefing.proof.citations import NOT_MADE, Demand, Finding, OpenEdition
from briefing.proof.citations import verify as citations
from briefing.proof.files import printed
from briefing.proof.made_with import made_with
from briefing.proof.originals import read_again
from briefing.proof.places import Places, outer_names
from briefing.proof.rebuilt import again, compared, not_rebuilt, rebuilt
from briefing.proof.within import agrees
from briefing.publish import document, editions
from briefing.running.workers import HERE, Means
from briefing.shape import dump

DEFAULT = Demand()


def prove(
    opened: OpenEdition,
    project: Project,
    base: Path,
    *,
    demand: Demand = DEFAULT,
    trusted: Project | None = None,
    means: Means = HERE,
) -> Iterator[Finding]:
    """All findings: faults, what could not be looked at, and one for each citation that holds.

    project: the configuration to make the edition again with; base: what the originals' paths are relative to. demand:
    which of what cannot be looked at is a fault. trusted: the configuration whose signers are known, where `project`
    came with the edition.
    """
    yield from _signatures(opened, project, trusted)
    texts = {number: raw.decode("utf-8", "replace") for number, raw in opened.texts.items()}
    edition = document.edition_of(opened.brief, texts)
    read = partial(read_again, options=project.config.reading.read)
    yield from citations(opened, Places.of(edition, project, base), demand, read)
    if opened.explain is None and opened.folder is not None:
        yield Finding(False, "explain.json: missing")
    yield from agrees(edition, opened.explain)
    yield from _named(opened, edition)
    made, why = rebuilt(edition, project, base, _out(opened), opened.folder, means=means)
    older = opened.brief["schema"] < document.SCHEMA
    if older:
        made, why = None, f"its brief.json is of schema {opened.brief['schema']}, and this is schema {document.SCHEMA}"
    settings_of_it = made_with(opened, edition, project, _home(opened))
    yield from settings_of_it.findings() if settings_of_it is not None else ()
    same = settings_of_it is not None and settings_of_it.same
    findings = [not_rebuilt(why)] if made is None else compared(opened, edition, made, project, base, same=same)
    yield from _demanded(findings, demand)
    if made is not None and (opened.without_texts or opened.dropped):
        edition = replace(edition, sources=made.sources)
    same = same and not older and (made is not None or not opened.dropped)
    yield from printed(opened, edition, project, same=same, older=older, cache=means.cache)
    if demand.beside and opened.folder is not None:
        yield from beside(_out(opened), opened.folder.absolute().name, project, same=same)


def _signatures(opened: OpenEdition, project: Project, trusted: Project | None) -> Iterator[Finding]:
    if opened.folder is not None:
        known = trusted if trusted is not None and trusted.config.sign.signers is not None else project
        yield from signing.findings(opened.folder, known, dropped=opened.dropped)


def _named(opened: OpenEdition, edition: Edition) -> Iterator[Finding]:
    """A fault where the folder is called by another day than the edition's; a folder that is called by none may be."""
    name = opened.folder.absolute().name if opened.folder is not None else ""
    if (days := editions.days(name)) is not None and days[0] != edition.date:
        yield Finding(False, f"{name}: an edition of {edition.date}, under the name of another day")


def _demanded(findings: Iterable[Finding], demand: Demand) -> Iterator[Finding]:
    """The findings; that an edition could not be made again is a fault where it must be."""
    for finding in findings:
        missed = demand.again and finding.holds and finding.lacks == NOT_MADE
        yield replace(finding, holds=False) if missed else finding


def project_of(opened: OpenEdition, given: Project) -> Project:
    """The configuration beside an edition (in the folder that holds out/), else the given one.

    Not one that names functions: looking at an edition that somebody sent runs no code that came with it.
    """
    file = _home(opened) / "config.yaml"
    if not file.is_file() or (given.file is not None and given.file.absolute() == file):
        return given
    found = settings.read(file)
    return given if _names_functions(dump(found.config)) else found


def _names_functions(data: object) -> bool:
    if isinstance(data, str):
        return re.fullmatch(str(OPTION["pattern"]), data) is not None
    if isinstance(data, dict):
        return any(_names_functions(value) for value in data.values())
    return isinstance(data, list) and any(_names_functions(value) for value in data)


def originals_of(opened: OpenEdition, project: Project) -> Path:
    """What the paths of an edition's sources are relative to: the folder that holds out/, else that of the config."""
    first = [name for source in opened.brief["sources"][:50] for name in outer_names(source["path"])]
    home = _home(opened)
    return home if any((home / name).is_file() for name in first) else project.folder


def _home(opened: OpenEdition) -> Path:
    return _out(opened).parent


def _out(opened: OpenEdition) -> Path:
    """The folder of editions in which this one lies."""
    folder = opened.folder if opened.folder is not None else Path(opened.name).parent
    return folder.absolute().parent


__all__ = ["again", "originals_of", "project_of", "prove"]
