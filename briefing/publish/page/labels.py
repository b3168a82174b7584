"""The words of an edition that are ours, and its dates, in the language of the config. The only module that imports
Babel.

A language is one file in labels/; adding a file adds the language.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import UTC, date, datetime, tzinfo
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from briefing.model import LeftOut

FOLDER = Path(__file__).parent / "labels"
RIGHT_TO_LEFT = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"})
# Day before month, as the design's dateline has it; CLDR's plain "en" is that of the United States.
_LOCALES = {"en": "en_GB", "pt": "pt_PT"}
_FULL = {"en": "EEEE d MMMM y"}  # without CLDR's comma: a dateline stands alone


def languages() -> tuple[str, ...]:
    """The languages that labels exist for, in alphabetical order."""
    return tuple(sorted(file.stem for file in FOLDER.glob("*.toml")))


@cache
def labels(language: str) -> Mapping[str, str]:
    """Every fixed phrase that the templates print, by its key; English where a language has no file."""
    file = FOLDER / f"{language}.toml" if language in languages() else FOLDER / "en.toml"
    return MappingProxyType({key: str(value) for key, value in tomllib.loads(file.read_text("utf-8")).items()})


def counted(words: Mapping[str, str], key: str, n: int, language: str) -> str:
    """The plural form of a label for `n`, with the number in it: `key_one`, `key_few`, …, `key_other` or `key`."""
    form = _plural(n, language if language in languages() else "en")  # what has no file has the English words
    text = words.get(f"{key}_{form}") or words.get(f"{key}_other") or words[key]
    return text.replace("{n}", str(n))


def left_out_for(words: Mapping[str, str], left: LeftOut) -> str:
    """Why a file was left out, in the language of `words`; the reason as it is where no phrase stands for it."""
    phrase = None if left.code is None else words.get(f"left_{left.code}")
    return left.reason if phrase is None else phrase.replace("{n}", left.value or "")


def direction(language: str | None) -> str:
    """`rtl` or `ltr`."""
    return "rtl" if (language or "").split("-")[0].lower() in RIGHT_TO_LEFT else "ltr"


def text_direction(text: str, language: str | None = None) -> str:
    """The direction of most of a text's letters; that of its language where it has none."""
    import unicodedata

    if text.isascii():
        return "ltr"
    kinds = [unicodedata.bidirectional(character) for character in text[:400]]
    right, left = sum(kind in ("R", "AL") for kind in kinds), kinds.count("L")
    if not right and not left:
        return direction(language)
    return "rtl" if right > left else "ltr"


def _plural(n: int, language: str) -> str:
    return str(_locale(language).plural_form(n))


@cache
def _locale(language: str) -> Any:
    from babel import Locale, UnknownLocaleError

    try:
        return Locale.parse(_LOCALES.get(language, language))
    except (UnknownLocaleError, ValueError):
        return Locale.parse("en_GB")


def zone(name: str) -> tzinfo:
    """The time zone of that name; UTC where the system does not know it."""
    from zoneinfo import ZoneInfo

    if name == "UTC":
        return UTC
    try:
        return ZoneInfo(name)
    except (OSError, ValueError, LookupError):
        return UTC


def long_date(iso: str, language: str) -> str:
    """2026-03-03 → “Tuesday 3 March 2026”, in the language's own order. Text that is no day comes back as it is."""
    from babel.dates import format_date

    try:
        day = date.fromisoformat(iso)
    except ValueError:
        return iso
    return str(format_date(day, _FULL.get(_locale(language).language, "full"), locale=_locale(language)))


def short_date(iso: str, language: str, time_zone: tzinfo = UTC) -> str:
    """A year, a month, a day (3 Mar 2026) or a moment (3 Mar 2026, 18:40), as precise as `iso` is; a moment that has
    a zone of its own is given in `time_zone`. Text that is no date comes back as it is."""
    from babel.dates import format_date, format_skeleton, format_time

    locale = _locale(language)
    try:
        if len(iso) == 4 and iso.isdecimal():
            return iso
        if len(iso) == 7:
            return str(format_skeleton("yMMM", date.fromisoformat(f"{iso}-01"), locale=locale))
        if len(iso) == 10:
            return str(format_date(date.fromisoformat(iso), "medium", locale=locale))
        moment = datetime.fromisoformat(iso)
        if moment.tzinfo is not None:
            moment = moment.astimezone(time_zone)
        day = format_date(moment.date(), "medium", locale=locale)
        return f"{day}, {format_time(moment.time(), 'HH:mm', locale=locale)}"
    except (ValueError, OverflowError):
        return iso


def coming_date(iso: str, language: str, than: str) -> str:
    """A day to come as “Fri 20 Mar”, with its year where that is another than that of the day `than`."""
    from babel.dates import format_skeleton

    try:
        day = date.fromisoformat(iso)
    except ValueError:
        return iso
    skeleton = "MMMEd" if iso[:4] == than[:4] else "yMMMEd"
    return str(format_skeleton(skeleton, day, locale=_locale(language)))


def month_name(iso: str, language: str) -> str:
    """2026-03 → “March 2026”, as it stands alone."""
    from babel.dates import format_skeleton

    return str(format_skeleton("yMMMM", date.fromisoformat(f"{iso}-01"), locale=_locale(language)))


def moment(iso: str, language: str, time_zone: tzinfo = UTC) -> str:
    """As `short_date`, with the zone's name behind a time: “3 Mar 2026, 06:00 UTC”."""
    text = short_date(iso, language, time_zone)
    try:
        found = datetime.fromisoformat(iso)
    except ValueError:
        return text
    if len(iso) <= 10 or found.tzinfo is None:
        return text
    return f"{text} {found.astimezone(time_zone).tzname()}"
