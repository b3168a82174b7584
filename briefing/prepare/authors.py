"""Names of authors in a byline, and what is no name of a person."""

from __future__ import annotations

import re

from briefing.prepare.cues import Cues, tokens

_CUT = re.compile(
    r"\s*(?:[|•·–—]|\s-\s|\(|\d|https?:|\S{1,60}@|\[email|\b(?:for|at|on|published|updated|posted|modified|am|le|el|il)\b).*$",
    re.I | re.S,
)
_SPLIT = re.compile(r"\s*(?:,|;|/|&|\+|\b(?:and|und|et|with|mit|avec|con|y|e|en|i|та|и)\b)\s*", re.I)
_UPPER = "A-ZÀ-ÞĀ-ŽΑ-ΩА-ЯЁІЇЄҐ"
_NAME = re.compile(
    rf"(?:Dr\.? |Prof\.? |Mrs?\.? |Ms\.? )*[{_UPPER}][\w’'.-]*"
    rf"(?:\s+(?:(?:de|da|del|della|di|du|la|le|van|von|der|den|ter|bin|al|el|af|dos|zu|y)\s+){{0,3}}[{_UPPER}][\w’'.-]*){{0,4}}"
)
_NICKNAME = re.compile(r"\w[\w.’'-]{1,24}")
_BODY = re.compile(
    r"\b(?:gmbh|ag|kg|ltd|inc|llc|corp|e\.?v|verlag|redaktion|team|staff|admin|administrator|editor(?:s|ial)?|news|newsroom|"
    r"university|institut[eo]?|association|foundation|agency|times|post|press|media|magazine|desk|bureau|group|club|"
    r"feuerwehr|abteilung|no author|anonymous|unknown|guest|name|reply|author|comments?|archives?|posts?|blog)\b",
    re.I,
)


def in_byline(text: str, cues: Cues, *, nicknames: bool = False) -> str | None:
    """ "By Ann Lee and Bo Day, Staff Writers" → "Ann Lee; Bo Day"; None where nobody is named.

    nicknames: a single word after the byline word counts as a name.
    """
    text = " ".join(text.split())[:300]
    lowered = text.lower()
    for phrase in cues.byline_longest_first:
        if lowered.startswith(phrase) and not lowered[len(phrase) : len(phrase) + 1].isalnum():
            text = text[len(phrase) :].lstrip(" :")
            break
    else:
        return None
    text = _CUT.sub("", text)
    if found := people(text, cues):
        return found
    alone = text.strip(" .,:")
    if nicknames and _NICKNAME.fullmatch(alone) and not _BODY.search(alone) and alone.lower() not in cues.agencies:
        return alone
    return None


def people(text: str, cues: Cues) -> str | None:
    """The names in a list of names: people's, without offices and desks, "; " between them."""
    found: list[str] = []
    for piece in _SPLIT.split(_CUT.sub("", text[:400])):
        piece = piece.strip(" .,:*")
        if is_person(piece, cues):
            found.append(piece)
    return "; ".join(dict.fromkeys(found)) or None


def is_person(name: str, cues: Cues) -> bool:
    """Two to six words that begin with capitals, none of them a role, an agency, a desk, a firm."""
    words = tokens(name)
    if not 2 <= len(words) <= 6 or "0" in words or not _NAME.fullmatch(name) or _BODY.search(name):
        return False
    if set(words) & (cues.roles | cues.stop_words - _PARTICLES) or name.lower() in cues.agencies:
        return False
    return len(name) <= 60


_PARTICLES = frozenset(["de", "da", "la", "le", "di", "du", "del", "van", "von", "der", "den", "el", "al", "y", "dos", "will", "may", "so", "an"])
