"""Names of authors in a byline, and what is no name of a person."""

from __future__ import annotations

import re

from briefing.prepare.furniture.lines.phrases import Cues, tokens

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
_BARS = re.compile(r"\s*[|•·–—]\s*|\s{2,}|(?<=\d)\s+(?=[^\W\d]{2,}\s+[^\W\d]{2,}$)")
_WITH_ADDRESS = re.compile(r"([^@|,()<>:\d]{4,60}?)[\s|,·(<–—-]+[\w.+-]{1,64}@[\w.-]{3,80}[)>]?")
_NICKNAME = re.compile(r"\w[\w.’'-]{1,24}")
_BODY = re.compile(
    r"\b(?:gmbh|ag|kg|ltd|inc|llc|corp|e\.?v|verlag|redaktion|team|staff|admin|administrator|editor(?:s|ial)?|news|newsroom|"
    r"council|government|ministry|department|police|university|institut[eo]?|association|foundation|agency|times|post|press|media|magazine|desk|bureau|group|club|"
    r"feuerwehr|abteilung|no author|anonymous|unknown|guest|name|reply|author|comments?|archives?|posts?|blog)\b",
    re.I,
)


def in_byline(text: str, cues: Cues, *, nicknames: bool = False) -> str | None:
    """ "By Ann Lee and Bo Day, Staff Writers" → "Ann Lee; Bo Day"; also behind a date ("May 4, 2023 by Ann Lee").

    None where nobody is named. nicknames: a single word after the byline word counts as a name.
    """
    text = " ".join(text.split())[:300].lstrip(" -–—•|·*")
    lowered = text.lower()
    for phrase in cues.byline_longest_first:
        at = 0 if lowered.startswith(phrase) else _inside(lowered, phrase, cues)
        if at >= 0 and not lowered[at + len(phrase) : at + len(phrase) + 1].isalnum():
            text = text[at + len(phrase) :].lstrip(" :|·•")
            break
    else:
        return None
    one = text.strip(" .,:")
    text = _CUT.sub("", text)
    if found := people(text, cues):
        return found
    one = one if _NICKNAME.fullmatch(one) else text.strip(" .,:")
    if nicknames and _NICKNAME.fullmatch(one) and not _BODY.search(one) and one.lower() not in cues.agencies:
        return one if one.lower() not in cues.stop_words else None
    return None


def _inside(lowered: str, phrase: str, cues: Cues) -> int:
    """Where a byline word stands behind a date or a word of publishing; -1: nowhere."""
    at = lowered.find(f" {phrase} ") + 1
    if at <= 0:
        return -1
    before = tokens(lowered[:at])
    told = sum(word == "0" or word in cues.time_words or word in cues.publish_words for word in before)
    return at if before and told >= 0.7 * len(before) else -1


def with_address(text: str, cues: Cues) -> str | None:
    """A line that is a name and its mail address: "ANN LEE newsdesk@courier.example"."""
    match = _WITH_ADDRESS.fullmatch(text.strip()) if len(text) <= 120 and "@" in text else None
    return match[1] if match and is_person(match[1], cues) else None


def alone(text: str, cues: Cues) -> str | None:
    """A line that is names and at most a date and an outlet beside them: "The Courier | May 4, 2023 | Ann Lee"."""
    if len(text) > 100 or text.rstrip().endswith((":", "?", "!", ".")):
        return None
    pieces = [piece.strip() for piece in _BARS.split(text) if piece.strip()]
    found = [names for piece in pieces if (names := people(piece, cues))]
    return (
        found[0] if len(found) == 1 and (len(pieces) > 1 or found[0].count(" ") + 1 >= len(text.split()) - 2) else None
    )


def people(text: str, cues: Cues) -> str | None:
    """The names in a list of names: people's, without offices and desks, "; " between them."""
    found: list[str] = []
    for piece in _SPLIT.split(_CUT.sub("", text[:400])):
        piece = piece.strip(" .,:*")
        if is_person(piece, cues):
            found.append(piece)
        elif name := _before_office(piece, cues):
            found.append(name)
    return "; ".join(dict.fromkeys(found)) or None


def _before_office(piece: str, cues: Cues) -> str | None:
    """ "Ann Lee Courier Staff" → "Ann Lee": a name of two words before words that are no name."""
    words = piece.split()
    if not 3 <= len(words) <= 8 or not any(_BODY.search(word) or word.lower() in cues.roles for word in words[2:]):
        return None
    name = " ".join(words[:2])
    return name if is_person(name, cues) else None


def is_person(name: str, cues: Cues) -> bool:
    """Two to six words that begin with capitals, none of them a role, an agency, a desk, a firm."""
    words = tokens(name)
    if not 2 <= len(words) <= 6 or "0" in words or not _NAME.fullmatch(name) or _BODY.search(name):
        return False
    if max(map(len, words)) > 20 or len(set(words)) < len(words) or set(words) & cues.stamp_words:
        return False
    if set(words) & (cues.roles | cues.stop_words - _PARTICLES) or name.lower() in cues.agencies:
        return False
    spelt = name.split()
    if len(spelt[-1]) > 2 and spelt[-1].isupper() and not name.isupper():
        return False
    return len(name) <= 60


def is_nickname(word: str, cues: Cues) -> bool:
    """A single word that may stand for a person."""
    usual = word.lower() in cues.agencies or word.lower() in cues.stop_words or word.lower() in cues.roles
    return _NICKNAME.fullmatch(word) is not None and not _BODY.search(word) and not usual


_PARTICLES = frozenset(
    ["de", "da", "la", "le", "di", "du", "del", "van", "von", "der", "den", "el", "al", "y", "dos", "will", "may"]
)
