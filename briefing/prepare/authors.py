"""Names of authors in a byline, and what is no name of a person."""

from __future__ import annotations

import re

from briefing.prepare.cues import Cues, tokens

_CUT = re.compile(
    r"\s*(?:[|•·–—/]|\s-\s|\(|\d|https?:|@|\bfor\b|\bin\b|\bat\b|\bon\b|\bpublished\b|\bupdated\b|\bposted\b|\bmodified\b).*$",
    re.I | re.S,
)
_SPLIT = re.compile(r"\s*(?:,|;|&|\+|\band\b|\bund\b|\bet\b|\by\b|\be\b|\ben\b|\bi\b|\bwith\b)\s*", re.I)
_NAME = re.compile(
    r"[A-ZÀ-ÞĀ-ŽΑ-ΩА-ЯЁІЇЄҐ][\w’'.-]*(?:\s+(?:[a-zà-ÿ]{1,4}\s+){0,2}[A-ZÀ-ÞĀ-ŽΑ-ΩА-ЯЁІЇЄҐ][\w’'.-]*){0,4}"
)


def in_byline(text: str, cues: Cues) -> str | None:
    """ "By Ann Lee and Bo Day, Staff Writers" → "Ann Lee; Bo Day"; None where no person is named."""
    text = " ".join(text.split())[:300]
    lowered = text.lower()
    for phrase in sorted(cues.byline, key=len, reverse=True):
        word = phrase.strip()
        if lowered.startswith(word) and not lowered[len(word) : len(word) + 1].isalnum():
            text = text[len(word) :].lstrip(" :")
            break
    else:
        return None
    return people(_CUT.sub("", text), cues)


def people(text: str, cues: Cues) -> str | None:
    """The names in a list of names: people's, without offices and desks, "; " between them."""
    found: list[str] = []
    for piece in _SPLIT.split(text):
        piece = piece.strip(" .,:")
        if is_person(piece, cues):
            found.append(piece)
    return "; ".join(dict.fromkeys(found)) or None


def is_person(name: str, cues: Cues) -> bool:
    """Two to five words that begin with capitals, none of them a role, an agency, a desk."""
    words = tokens(name)
    if not 2 <= len(words) <= 6 or "0" in words or not _NAME.fullmatch(name):
        return False
    return not (set(words) & cues.roles) and name.lower() not in cues.agencies
