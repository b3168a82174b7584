"""What is known of each language: one TOML file a language, `briefing/language/<code>/language.toml`.

Other steps keep tables of their own beside it, `briefing/language/<code>/<name>.toml`, and read them with `table`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any


def _empty() -> Mapping[str, Any]:
    return MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguageData:
    """The words of one language that the program knows by sight. All lower-case unless the comment says otherwise.

    A language without a file has neutral data: no words at all, the rules that hold for most scripts.
    """

    code: str = ""  # ISO 639-1; "" for neutral data
    name: str = ""  # in English
    stemmer: str = ""  # a Snowball algorithm, "" for none
    suffixes: tuple[str, ...] = ()  # endings that a light stemmer takes off where there is no Snowball algorithm
    elision: bool = False  # an apostrophe parts two words (l'homme)
    spaces: bool = True  # words stand apart
    ordinals: bool = False  # a number with a full stop is an ordinal (3. Oktober)

    # Full stops that end no sentence. Without the last full stop; inner ones stay ("e.g").
    abbreviations: frozenset[str] = frozenset()  # never last in a sentence: titles and the like
    abbreviations_final: frozenset[str] = frozenset()  # may be the last word: "inc", "etc", "a.m"
    abbreviations_capital: frozenset[str] = frozenset()  # as these, where written with a capital: "Sun.", "Miss."
    abbreviations_number: frozenset[str] = frozenset()  # only before a number: "no", "p"
    starters: frozenset[str] = frozenset()  # words that, written with a capital, begin a sentence after an abbreviation
    conjunctions: frozenset[str] = frozenset()  # that: a quotation right after one is a part of the sentence, whole

    stop_words: frozenset[str] = frozenset()
    pronouns: frozenset[str] = frozenset()  # personal, third person, subject form
    speech_verbs: frozenset[str] = frozenset()  # "said", "told": from the language's speech.toml, where they stand once

    months: Mapping[str, int] = field(
        default_factory=_empty
    )  # every form and abbreviation → 1..12, without the abbreviation's full stop
    weekdays: Mapping[str, int] = field(default_factory=_empty)  # → 0 (Monday) .. 6
    days: Mapping[str, int] = field(default_factory=_empty)  # "yesterday" → -1
    numbers: Mapping[str, int] = field(default_factory=_empty)  # "two" → 2
    date_words: Mapping[str, str] = field(
        default_factory=_empty
    )  # further words of dates → their role, see prepare/dates/mentions.py


DATE_ROLES = (
    "last",  # last Monday, lundi dernier
    "next",
    "this",
    "ago",  # two days ago
    "ago_before",  # vor zwei Tagen
    "day",
    "week",
    "weekend",
    "month",
    "year",
    "part_of_day",  # Monday morning
    "part_of_today",  # this morning, last night: the words that are a day's part after "this"
    "of",  # between day, month and year: 3 de marzo
    "before_year",  # in 2019: what makes four figures a year
    "before_month",  # since March: what makes a month's name a date
    "future",  # says that the sentence looks ahead
    "later",  # later Friday: that very day
    "past",  # says that it looks back, where the form of the verb does not
)
KEYS = tuple(f.name for f in fields(LanguageData) if f.name not in ("code", "speech_verbs"))
NEUTRAL = LanguageData()


def _file(code: str, name: str) -> Mapping[str, Any] | None:
    """The plain data of `<code>/<name>.toml`; None where there is none."""
    if not (code.isascii() and code.isalpha() and name.replace("_", "").isalnum()):
        return None
    place = files("briefing.language").joinpath(code, f"{name}.toml")
    if not place.is_file():
        return None
    return tomllib.loads(place.read_text(encoding="utf-8"))


def _short(language: str | None) -> str:
    """ "en-GB" → "en"."""
    return (language or "").replace("_", "-").partition("-")[0].lower()


def _fitted(value: Any) -> Any:
    """A TOML value as the dataclass holds it: a string of words → frozenset, a table → read-only mapping."""
    if isinstance(value, dict):
        return MappingProxyType(value)
    return frozenset(value.split())


_SPEAKING = ("say", "clause", "judge")  # kinds of verbs in speech.toml; not those of thinking


def _speech_verbs(speech: Mapping[str, Any]) -> frozenset[str]:
    """The forms of the verbs that stand with a speaker and are as often nothing else, by a language's speech.toml."""
    verbs, gerunds = speech.get("verbs", {}), tuple(speech.get("words", {}).get("gerund_endings", ()))
    lines = (line for kind in _SPEAKING for line in verbs.get(kind, ()))
    forms = {form for line in lines for form in line.split()}.difference(verbs.get("nouns", ()), verbs.get("light", ()))
    return frozenset(form for form in forms if not form.endswith(gerunds))


@cache
def _data(code: str) -> LanguageData:
    found = _file(code, "language")
    if found is None:
        return NEUTRAL
    values: dict[str, Any] = {"code": code, "speech_verbs": _speech_verbs(_file(code, "speech") or {})}
    for key, value in found.items():
        if isinstance(value, bool) or key in ("name", "stemmer"):
            values[key] = value
        elif key == "date_words":
            roles = {role: tuple(word.replace("_", " ") for word in words.split()) for role, words in value.items()}
            values[key] = MappingProxyType(roles)
        elif key == "suffixes":
            values[key] = tuple(value.split())
        else:
            values[key] = _fitted(value)
    return LanguageData(**values)


@cache
def data(language: str | None) -> LanguageData:
    """The data of a language by its ISO 639-1 code ("en", "en-GB"); neutral data for one that is not known."""
    return _data(_short(language))


@cache
def _table(name: str, code: str) -> Mapping[str, Any]:
    return MappingProxyType(dict(_file(code, name) or {}))


def table(name: str, language: str | None) -> Mapping[str, Any]:
    """The plain data of `briefing/language/<language>/<name>.toml`; empty where there is none. Read once."""
    return _table(name, _short(language))


@cache
def months() -> Mapping[str, int]:
    """Names of months in any language → 1..12. English names come first, where two languages differ."""
    found: dict[str, int] = {}
    for code in ("en", *languages()):
        for name, number in data(code).months.items():
            found.setdefault(name, number)
    return MappingProxyType(found)


@cache
def languages() -> tuple[str, ...]:
    """The codes of all languages that have a file, sorted."""
    folder = files("briefing.language")
    return tuple(
        sorted(place.name for place in folder.iterdir() if place.is_dir() and (place / "language.toml").is_file())
    )
