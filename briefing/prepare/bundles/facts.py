"""What a line of a head tells by its form alone: a day, an outlet, people, a copyright, a count of words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache

from briefing import language
from briefing.model import Detail, When
from briefing.prepare.details import publication_dates
from briefing.prepare.furniture.lines.phrases import Cues, cues, tokens
from briefing.prepare.furniture.names import authors, outlets
from briefing.prepare.readers.times import when

COPYRIGHT = re.compile(
    r"\s*(?:copyright\b|\(c\)|©|\(c\)\s*copyright|all rights reserved|alle rechte vorbehalten)", re.I
)
_HOLDER = re.compile(
    r"\s*(?:(?:copyright|\(c\)|©)[\s,]*)+(?:(?:19|20)\d\d[\s,/–-]*)*(?:by\s+)?(.{2,80}?)"
    r"(?=\.?\s*(?:all rights|alle rechte|tous droits|todos los|reserved)|\s*[.,;]?\s*$|,\s*(?:19|20)\d\d)",
    re.I,
)
COUNT = re.compile(
    r"\s*[\d.,\u00a0 ]{1,8}\s(?:words?|wörter|worte|mots|palabras|parole|woorden|palavras|słów|слов)\.?\s*", re.I
)
_EDITION_END = re.compile(
    r"\s*(?:;|\||\s[–—-]\s|\(|\[|·|\b(?:vom|du|del|van|of|dated)\s+(?=\D{0,14}\d)"
    r"|,?\s*\b(?:no|nr|n°|nº|num|núm|issue|vol|iss|s|p|pg|pp|page|seite|pág|pag|str|strona|blz)\b\.?\s*°?\s*\d|,\s*(?=\D{0,24}\d)|\.\s|\b\d)",
    re.I,
)
_BARS = re.compile(r"\s*(?:[|·•–—;,/]|\s-\s)\s*")
_LANGUAGE_WORDS = re.compile(r"[^\W\d_]+")


@cache
def every() -> Cues:
    """The English cues; what heads are read by holds in any language."""
    return cues("en")


@cache
def outlet_words() -> frozenset[str]:
    tables = [language.table("clean", code) for code in language.languages()]
    return frozenset(word for table in tables for word in table.get("outlet_words", ()))


@cache
def _time_words() -> frozenset[str]:
    found: set[str] = set()
    for code in language.languages():
        known = cues(code)
        found |= known.time_words | known.publish_words | known.update_words
        found.update(language.data(code).weekdays, language.data(code).months)
        found.update(word for words in language.data(code).date_words.values() for word in words)
    return frozenset(found - {"the"})


@cache
def bylines() -> tuple[str, ...]:
    """Words before an author's name in any language, longest first."""
    found = {word for code in language.languages() for word in language.table("clean", code).get("byline", ())}
    return tuple(sorted(found, key=lambda word: (-len(word), word)))


@cache
def _languages() -> Mapping[str, str]:
    return {language.data(code).name.lower(): code for code in language.languages()}


@lru_cache(maxsize=256)  # a line of a head is asked several times
def day_of(value: str, origin: str) -> When | None:
    """A day or a moment, however it is written."""
    value = " ".join(value.split())[:200]
    if stated := when(value.rstrip("."), origin):
        return stated
    found = publication_dates.in_line(value, language.months())
    return When(value=found, precision="day", origin=origin) if found else None


def is_day(text: str) -> bool:
    """A line that is a full day and little else."""
    if len(text) > 90 or not any(map(str.isdigit, text)):
        return False
    words = tokens(text)
    told = sum(word == "0" or word in _time_words() for word in words)
    return told >= 0.7 * len(words) and day_of(text, "") is not None


def outlet_of(value: str) -> str:
    """The name with which a statement of a source begins: "The Courier, no. 12, 4 March 2024, p. 3" → "The Courier"."""
    value = " ".join(value.split()).strip(" *_\"'")
    match = _EDITION_END.search(value)
    name = value[: match.start()] if match else value
    return name.strip(" .,:;*_-–—·|")[:120]


def people_of(value: str) -> str | None:
    """The names of a statement of authors; as it stands where it is short and holds no figure."""
    value = " ".join(value.split()).strip(" *_.;")
    known = every()
    lowered = value.lower()
    for word in bylines():
        if lowered.startswith(f"{word} "):
            value = value[len(word) :].strip(" :")
            break
    if found := authors.people(value, known):
        return found
    short = 0 < len(value) <= 60 and not any(map(str.isdigit, value)) and "@" not in value
    return value if short and value[:1].isupper() and len(value.split()) <= 5 else None


def byline_of(text: str) -> str | None:
    """Who is named by a line that begins like a byline, or is nothing but names."""
    if len(text) > 120:
        return None
    lowered = text.lower()
    for word in bylines():
        if lowered.startswith((f"{word} ", f"{word}: ")):
            return authors.people(text[len(word) :].strip(" :"), every())
    return None


def person_of(text: str) -> str | None:
    """A line that is nothing but people's names."""
    if len(text) > 100 or is_outlet(text):
        return None
    found = authors.people(text, every())
    return found if found and len(found) >= 0.8 * len(text.strip(" .,")) - 3 else None


def person_among(text: str) -> Detail | None:
    """Whom a line names that also names an outlet or a day: "The Courier · Ann Lee · 4 March"."""
    pieces = [piece for piece in _BARS.split(text) if piece]
    found = next((names for piece in pieces if (names := person_of(piece) or byline_of(piece))), None)
    return Detail(found, "byline") if found and len(pieces) > 1 else None


def is_outlet(text: str) -> bool:
    """A short name that holds a word which newspapers are called by, or a host's name."""
    text = text.strip(" .,:;*_")
    words = tokens(text)
    if not 1 <= len(words) <= 7 or "0" in words:
        return False
    if outlets.of_host(f"https://{text}") is not None and " " not in text and text[-1:].isalpha():
        return True
    return len(words) >= 2 and bool(outlet_words() & set(words)) and text[:1].isupper()


def holder_of(text: str) -> str:
    """Whose a copyright line says the text is; "" where it names nobody."""
    match = _HOLDER.match(text[:300]) if COPYRIGHT.match(text) else None
    return match[1].strip(" .,;") if match else ""


def language_of(value: str) -> str | None:
    """ "English; EN" → "en"."""
    for word in _LANGUAGE_WORDS.findall(value.lower()):
        if code := _languages().get(word):
            return code
    return None
