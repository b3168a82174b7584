"""The forms that dates take in a language, as one pattern made from its data.

The alternatives are tried in the order in which they stand, longer forms first. Group names end in a letter so that
the same part may stand in several forms; `Pattern.parts` takes the letter off.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from briefing.language import data, table

_FOUR = r"(?:1[0-9]\d\d|20\d\d)"
_YEAR = _FOUR + r"(?!\d|[.,]\d)"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?!\d|[.,:]\d|[ \xa0]?%)"
_GAP = r"[ \xa0\n]{1,3}"
_NEVER = r"(?!x)x"
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def _either(words: Iterable[str]) -> str:
    """An alternation, longest first; a first letter may be a capital."""
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    return "|".join(map(_cased, ordered)) or _NEVER


def _proper(names: Iterable[str]) -> str:
    """An alternation of names that begin with a capital or a figure, whatever follows ("Fourth of July")."""
    ordered = sorted(names, key=lambda name: (-len(name), name))
    forms = [re.escape(name[0].upper()) + f"(?i:{re.escape(name[1:])})".replace(r"\ ", _GAP) for name in ordered]
    return "|".join(forms) or _NEVER


def _cased(word: str) -> str:
    first = word[:1]
    head = f"[{first}{first.upper()}]" if first.upper() != first and len(first.upper()) == 1 else re.escape(first)
    return head + re.escape(word[1:]).replace(r"\ ", _GAP)


def _names(names: Mapping[str, int], capital: bool, edge: str) -> str:
    """Names of months or weekdays, with a capital or all capitals where the language writes one; an abbreviation takes
    its full stop along. edge: what must follow."""
    found: list[str] = []
    for name in sorted(names, key=lambda name: (-len(name), name)):
        forms = [name.capitalize(), name.upper()] if capital else [name, name.capitalize(), name.upper()]
        short = any(other.startswith(name) and other != name and names[other] == names[name] for other in names)
        found += [re.escape(form) + edge + (r"\.?" if short else "") for form in dict.fromkeys(forms)]
    return "|".join(found) or _NEVER


class Pattern:
    """All forms of one language, or those that hold everywhere (ISO, years in figures) for one that is not known."""

    def __init__(self, likely: str, forms: str, parts: str) -> None:
        """likely: how dates begin; forms: what dates are; parts: the characters that no date stands behind."""
        before = rf"(?<![{parts}])"
        self.form = re.compile(rf"{before}(?=\d|{likely})(?:{forms})")
        # A pattern that begins with a set of characters is searched for many times faster than one that looks back.
        self._likely = re.compile(rf"[^{parts}](?:\d|{likely})")

        self._groups: dict[str, list[tuple[str, int]]] = {}  # the letter of a form → names and numbers of its groups
        for name, index in self.form.groupindex.items():
            self._groups.setdefault(name[-1], []).append((name[:-1], index))

    def finditer(self, text: str, start: int, end: int) -> Iterator[re.Match[str]]:
        """The dates of `text[start:end]`, in order, not overlapping."""
        at = start
        if at == 0 and (match := self.form.match(text, 0, end)) is not None:
            yield match
            at = match.end()
        while (found := self._likely.search(text, max(0, at - 1), end)) is not None:
            at = found.start() + 1
            match = self.form.match(text, at, end)
            if match is not None:
                yield match
            at = at + 1 if match is None else match.end()

    def parts(self, match: re.Match[str]) -> dict[str, tuple[str, int, int]]:
        """Name of a part → its text, start and end, of the form that matched."""
        found: dict[str, tuple[str, int, int]] = {}
        for name, index in self._groups.get((match.lastgroup or "")[-1:], ()):
            start, end = match.span(index)
            if start >= 0:
                found[name] = match[index], start, end
        return found


@cache
def pattern(language: str | None) -> Pattern:
    """How dates are written in a language."""
    known = data(language)
    capital = bool(known.months) and known.code in ("en", "de")
    edge = r"\b" if known.spaces else ""
    full = {name: number for name, number in known.weekdays.items() if len(name) > 3 or not known.spaces}
    pieces = {
        "month": rf"(?:{_names(known.months, capital, edge)})",
        "weekday": rf"(?:{_names(full, capital, edge)})",
        "anyday": rf"(?:{_names(known.weekdays, capital, edge)})",
        "day": rf"{_DAY}(?:st|nd|rd|th|er|º|ª|°|\.)?",
        "days": _DAY,
        "year": _YEAR,
        "gap": _GAP,
        "of": rf"(?:(?:{_either(known.date_words.get('of', ()))}){_GAP})?",
        "number": rf"(?:\d{{1,3}}|{_either(known.numbers)})",
        "parts": rf"(?:{_either(known.date_words.get('part_of_day', ()))})",
        "today": rf"(?:{_either(known.date_words.get('part_of_today', ()))})",
        "named": rf"(?:{_proper(table('dates', language).get('named_days', ()))}){edge}(?!/)",
        "days_word": rf"(?:{_either(known.days)}){edge}",
    }
    for role in ("last", "next", "this", "ago", "ago_before", "week", "weekend", "month", "year"):
        pieces[f"{role}_word"] = rf"(?:{_either(known.date_words.get(role, ()))})"
    units = [word for role in ("day", "week", "month", "year") for word in known.date_words.get(role, ())]
    pieces["unit"] = rf"(?:{_either(units)})"
    starts = [*known.months, *known.weekdays, *known.days, *units, *known.date_words.get("weekend", ())]
    starts += table("dates", language).get("named_days", ())
    starts += [word for role in ("last", "next", "this", "ago_before") for word in known.date_words.get(role, ())]
    return Pattern(_trie(starts), "|".join(_forms(pieces)), r"\w$€£" if known.spaces else r"\d$€£")


def _trie(words: Iterable[str]) -> str:
    """What the words begin with, three letters deep in whatever case, as a pattern that fails fast."""
    tree: dict[str, dict[str, set[str]]] = {}
    for word in words:
        for form in (word, word.capitalize(), word.upper()):
            tree.setdefault(form[:1], {}).setdefault(form[1:2], set()).add(form[2:3])
    heads: list[str] = []
    for first, seconds in sorted(tree.items()):
        tails: list[str] = []
        for second, thirds in sorted(seconds.items()):
            third = f"[{re.escape(''.join(sorted(thirds)))}]" if "" not in thirds else ""
            tails.append(re.escape(second) + third)
        heads.append(re.escape(first) + f"(?:{'|'.join(tails)})")
    return "|".join(heads) or _NEVER


def _forms(p: dict[str, str]) -> list[str]:
    gap, of, year, day, month = p["gap"], p["of"], p["year"], p["day"], p["month"]
    sides = rf"{p['last_word']}|{p['next_word']}|{p['this_word']}"
    side = rf"(?P<side@>{sides})"
    range_end = rf"(?:[ ]?[-–—][ ]?(?P<last@>{p['days']}))?"
    in_year = rf"(?:,?{gap}{of}(?P<year@>{year}))?"
    relative_year = rf"(?:{gap}{of}{side}{gap}{p['year_word']}\b)?"
    week_of = rf"(?:{gap}{of}(?P<weekside@>{sides}){gap}{p['week_word']}\b)"
    part = rf"(?:{gap}{p['parts']}\b)?"
    period = rf"(?P<period@>{p['weekend_word']}|{p['week_word']}|{p['month_word']}|{p['year_word']})"
    weekday = rf"(?P<weekday@>{p['weekday']})"
    article = rf"(?:(?:the|den|dem){gap})?"
    forms = [
        rf"(?P<iso@>{_FOUR}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]))(?!\d)",
        r"(?P<han@>(?:(?P<year@>\d{4})年)?(?P<monthnumber@>\d{1,2})月(?P<day@>\d{1,2})[日号號])",
        r"(?P<hanmonth@>(?P<year@>\d{4})年(?:(?P<monthnumber@>\d{1,2})月)?)",
        r"(?P<dotted@>(?P<day@>\d{1,2})(?P<dot@>[./])(?P<monthnumber@>\d{1,2})(?P=dot@)(?P<year@>\d{4}|(?<=/)\d\d))(?![\d/])",
        rf"(?:(?P<beside@>{p['anyday']}),?{gap}{article})?(?P<month@>{month}){gap}{article}(?P<day@>{day}){range_end}{in_year}"
        rf"{relative_year}\b",
        rf"(?:(?P<beside@>{p['anyday']}),?{gap}{article})?(?P<day@>{day}){range_end}{gap}{of}(?P<month@>{month}){in_year}"
        rf"{relative_year}",
        rf"{side}{gap}{weekday}{part}",
        rf"{weekday}{part}{week_of}",
        rf"{weekday}{gap}{side}\b",
        weekday,
        rf"(?P<named@>{p['named']})",
        rf"(?P<word@>{p['days_word']})",
        rf"(?P<today@>{p['this_word']}){gap}{p['today']}\b",
        rf"(?P<lastnight@>[Ll]ast{gap}night)\b",
        rf"(?P<unit@>{p['unit']}){gap}{p['ago_word']}\b",
        rf"{p['ago_before_word']}{gap}(?P<number@>{p['number']}){gap}(?P<unit@>{p['unit']})\b",
        rf"{side}{gap}{period}\b",
        rf"{period}{gap}{side}\b",
        rf"(?P<month@>{month}),?{gap}{of}(?P<year@>{year})",
        rf"(?P<month@>{month}){gap}{side}{gap}{p['year_word']}\b",
        rf"{side}{gap}(?P<month@>{month})(?!{gap}\d)",
        rf"(?P<month@>{month})(?!{gap}\d)",
        rf"(?P<year@>{year})(?![-–/]?[^\W\d_]|[-–/]\d(?!\d\d?\d?\b)|{gap}?%)",
    ]
    return [form.replace("@", _LETTERS[index]) for index, form in enumerate(forms)]
