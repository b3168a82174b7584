"""Labels of heads ("Byline: …", "Quelle: …"), in all languages at once: what a line names, and where its value begins.

The words stand in `language/<language>/heads.toml`. A database's labels are those of its own language, whatever the
language of the article, so one table serves all.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal, get_args

from briefing import language
from briefing.language.memo import Memory
from briefing.prepare.bundles.tuning import ROW

Role = Literal[
    "title", "subtitle", "author", "outlet", "edition", "published", "updated", "url", "language", "body", "abstract",
    "sender", "sent", "subject", "recipient", "aside", "end", "classification",
]  # fmt: skip
ROLES: tuple[Role, ...] = get_args(Role)
MAIL = frozenset({"sender", "sent", "subject", "recipient"})
TELLING = frozenset({"title", "author", "outlet", "edition", "published", "sent", "subject", "sender"})
"""Roles of a head; the others stand at an article's foot too."""
LONE = frozenset({"body", "end", "classification"})  # roles whose label may stand in a line by itself

_LABELLED = re.compile(
    r"[\s>*_#•·–-]{0,8}([^\W\d_](?:[^:：|\t=\n]{0,44}[^\W_)\]]|[^:：|\t=\n]{0,44}[)\]])?)[\s*_]{0,4}"
    r"(?:[:：](?!//)|[|\t]|\s=(?=\s))[\s*_=|]{0,6}"
)


@dataclass(frozen=True, slots=True)
class Label:
    """What a line names: its roles (of a mail's head and of an article's head, where they differ), its value, and
    where in the line the value begins."""

    roles: frozenset[Role]
    value: str
    at: int

    def role(self, mail: bool) -> Role:
        """The one role that holds: in a mail's head those of mails come first, elsewhere last."""
        ordered = sorted(self.roles, key=lambda role: ((role in MAIL) != mail, ROLES.index(role)))
        return ordered[0]


@cache
def table() -> Mapping[str, frozenset[Role]]:
    """Label in lower case → its roles."""
    found: dict[str, set[Role]] = {}
    for code in language.languages():
        words = language.table("heads", code)
        for role in ROLES:
            for label in words.get(role, ()):
                found.setdefault(label, set()).add(role)
    return {label: frozenset(roles) for label, roles in found.items()}


def _parsed(text: str) -> Label | None:
    match = _LABELLED.match(text)
    if match is not None:
        roles = table().get(match[1].strip().lower())
        if roles:
            return Label(roles, text[match.end() :].strip(" *_"), match.end())
    if len(text) <= ROW.label:
        roles = table().get(text.strip(" :*_#").lower(), frozenset()) & LONE
        if roles:
            return Label(roles, "", len(text))
    return None


_MEMORY = Memory(_parsed)


def labelled(text: str) -> Label | None:
    """The label with which a line begins; None where it begins with none that is known."""
    return _MEMORY[text] if len(text) <= 200 else _parsed(text)


@cache
def counted() -> re.Pattern[str]:
    """ "3 of 12 DOCUMENTS", "Dokument 3 von 12": the line over each document of an export; its number, of how many."""
    words = sorted({w for code in language.languages() for w in language.table("heads", code).get("counters", ())})
    of = sorted({w for code in language.languages() for w in language.table("heads", code).get("of", ())})
    nouns, between = "|".join(map(re.escape, words)), "|".join(map(re.escape, of))
    count = rf"#?\s?(\d{{1,5}})\s*(?:{between}|/)\s*(\d{{1,5}})"
    return re.compile(rf"[\s*_=-]{{0,80}}(?:(?:{nouns})\s+{count}|{count}\s+(?:{nouns}))[\s*_=:-]{{0,80}}", re.I)
