"""Publication dates that a page states: a date line, an address, a file's name. A full day, or nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cache

from briefing import language
from briefing.prepare.details.tuning import PLACES
from briefing.prepare.furniture.lines.phrases import Cues

_ISO = re.compile(r"(?<!\d)((?:19|20)\d\d)([-/.])(\d{1,2})\2(\d{1,2})(?!\d)")
_PARTS = re.compile(r"(?<!\d)(\d{1,2})([./-])(\d{1,2})\2((?:19|20)\d\d)(?!\d)")
_WORDS = re.compile(r"[^\W\d_]+\.?|\d+(?:st|nd|rd|th|er|º|ª)?\b")
_PATH = re.compile(r"/((?:19|20)\d\d)[/-](\d{1,2}|[a-z]{3})[/-](\d{1,2})(?=[/_.-]|$)")
_COMPACT = re.compile(r"(?<!\d)((?:19|20)\d\d)[-_.]?([01]\d)[-_.]?([0-3]\d)(?!\d)")
_CJK = re.compile(r"((?:19|20)\d\d)\s?年\s?(\d{1,2})\s?月\s?(\d{1,2})\s?日")
_DASH = re.compile(r"(?<=\d)[):.]?\s*(?:\([A-Za-z /]{2,20}\)\s*)?[–—-]{1,2}\s")
_NO_DASH = re.compile(r"(?<=\d{4})(?:\)?\s*\([^\W\d_][\w ./-]{1,20}\)\s+|\.\s+)(?=[\"“„«]?[A-ZÀ-ÞА-ЯЁІЇЄҐ])")
"""Behind a day without a dash: an agency in brackets, or a full stop."""
_STAMP = re.compile(r"([0-3]\d)[0-2]\d[0-5]\d\s(?:[A-Z]{3}\s)?([^\W\d_]{3,4})\.?\s(\d\d)")
_PLACE_FIRST = re.compile(r"[A-ZÀ-ÞА-ЯЁІЇЄҐ][^,.()\d]{1,40}[,(]")
_LETTERS = re.compile(r"[^\W\d_]+")
_ENGLISH = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


@cache
def _months() -> Mapping[str, int]:
    """The months of all languages, with the short forms that are months only beside a day and a year."""
    short = (language.table("dates", code).get("months_short", {}) for code in language.languages())
    return {name: number for table in (*short, language.months()) for name, number in table.items()}


def day(year: int | str, month: int | str, number: int | str) -> str | None:
    """ISO 8601 of a day that exists."""
    try:
        found = date(int(year), int(month), int(number))
    except ValueError:
        return None
    return found.isoformat() if PLACES.first_year <= found.year <= PLACES.last_year else None


def in_line(text: str, months: Mapping[str, int], month_first: bool = False, *, day_first: bool = False) -> str | None:
    """The first full day that a line names: "November 19, 2024", "19. Nov. 2024", "2024-11-19", "19/11/2024".

    month_first: the order of "11/19/2024"; day_first: the language settles the order of "5/11/2024". A pair that can be
    read only one way is read that way; one that could be either, where nothing settles it, is none. The months of
    all languages are known: a program that makes pages may not write its dates in the language of the text.
    """
    text = text[:400]
    for pattern in (_ISO, _CJK):
        if match := pattern.search(text):
            year, month, number = (match[1], match[3], match[4]) if pattern is _ISO else match.groups()
            if found := day(year, month, number):
                return found
    if match := _PARTS.search(text):
        first, second = int(match[1]), int(match[3])
        if match[2] == "/" and first <= 12 and second <= 12 and first != second and not (month_first or day_first):
            return None
        if (month_first and match[2] != "." and first <= 12) or second > 12:
            first, second = second, first
        if found := day(match[4], second, first):
            return found
    return _in_words(text, months) or _in_words(text, _months())


def _in_words(text: str, months: Mapping[str, int]) -> str | None:
    words = [word.lower() for word in _WORDS.findall(text)]
    for index, word in enumerate(words):
        month = months.get(word.rstrip("."))
        if month is None:
            continue
        found = _around(words, index, month) or _of_two_digits(words, index, month) or _year_first(words, index, month)
        if found:
            return found
    return None


def _around(words: Sequence[str], index: int, month: int) -> str | None:
    """Day and year beside the month: "Nov. 19, 2024", "19 Nov. 2024", "19 de noviembre de 2024"."""
    around = [(index + 1, index + 2), (index - 1, index + 1)]
    if index + 2 < len(words) and words[index - 1 : index] and words[index + 1] in ("de", "del"):
        around.append((index - 1, index + 2))
    if index >= 2 and words[index - 1] in ("de", "of"):
        around += [(index - 2, index + 1), (index - 2, index + 2)]
    for at_day, at_year in around:
        if 0 <= at_day < len(words) and at_year < len(words):
            number, year = _number(words[at_day]), _number(words[at_year])
            if number and year and 1 <= number <= 31 and (found := day(year, month, number)):
                return found
    return None


def _of_two_digits(words: Sequence[str], index: int, month: int) -> str | None:
    """A short line that ends with a year of two digits: "Brenn, 4 May 23"."""
    if not (len(words) <= 6 and index + 2 == len(words) and sum(map(str.isdigit, "".join(words))) <= 4):
        return None
    number, year = _number(words[index - 1]), _number(words[index + 1])
    return day(2000 + year, month, number) if index and number and year and 10 <= year <= 99 else None


def _year_first(words: Sequence[str], index: int, month: int) -> str | None:
    """ "2024 November 19"."""
    year = _number(words[index - 1]) if index >= 2 else None
    if not year or year <= 1900:
        return None
    number = _number(words[index + 1]) if index + 1 < len(words) else None
    return day(year, month, number) if number else None


def at_start(text: str, months: Mapping[str, int]) -> str | None:
    """The day of a dateline: "BRENN, May 4, 2023 – The council …"."""
    head = text[:90]
    match = _DASH.search(head)
    if match is None and (place := _PLACE_FIRST.match(head)):
        match = _NO_DASH.search(head)
        match = match if match and len(head[place.end() : match.start()].split()) <= PLACES.day_words else None
    return in_line(head[: match.start()], months) if match else None


def of_stamp(text: str, months: Mapping[str, int]) -> str | None:
    """The day of the stamp under a wire's text: "041630 Mar 31" is 16:30 of the fourth."""
    match = _STAMP.fullmatch(text.strip())
    month = (months.get(match[2].lower()) or _months().get(match[2].lower())) if match else None
    return day(f"20{match[3]}", month, match[1]) if match and month else None


def _number(word: str) -> int | None:
    digits = word.rstrip("stndrheºª")
    return int(digits) if digits.isdigit() and len(digits) <= 4 else None


def in_address(address: str) -> str | None:
    """The day in the path of an address: "/2024/11/19/", "/2024/nov/19/", "/2024-11-19-title"."""
    match = _PATH.search(address.lower()[:2000])
    if match is None:
        found = _COMPACT.search(address[:2000])
        return day(*found.groups()) if found and _separated(found[0]) else None
    month = _ENGLISH.index(match[2]) + 1 if match[2] in _ENGLISH else match[2]
    return day(match[1], month, match[3])


def _separated(found: str) -> bool:
    return len(found) == 10


def in_name(path: str) -> tuple[str, str] | None:
    """(day, origin) of a file's name, else of the nearest folder that has one. `path` uses "/"."""
    parts = [part for part in re.split(r"[/#!]", path) if part]
    for index, part in enumerate(reversed(parts)):
        if match := _COMPACT.search(part):
            found = day(*match.groups())
            if found and not re.search(r"[0-9a-f]{12}", part):
                return found, "file name" if index == 0 else "folder name"
    if len(parts) > 3:
        for index in range(len(parts) - 3):
            year, month, number = parts[index : index + 3]
            if re.fullmatch(r"(?:19|20)\d\d", year) and month.isdigit() and number.isdigit():
                found = day(year, month, number)
                if found:
                    return found, "folder name"
    return None


def parts(text: str, known: Cues) -> Iterator[tuple[str, bool]]:
    """A line cut before words of updating: (part, does it speak of an update?)."""
    at = 0
    later = False
    for match in _LETTERS.finditer(text):
        if match[0].lower() in known.update_words and not later:
            yield text[at : match.start()], False
            at, later = match.start(), True
        elif match[0].lower() in known.publish_words and later:
            yield text[at : match.start()], True
            at, later = match.start(), False
    yield text[at:], later


def published_part(text: str, known: Cues) -> str:
    """What of a line does not speak of an update."""
    return " ".join(part for part, later in parts(text, known) if not later).strip()
