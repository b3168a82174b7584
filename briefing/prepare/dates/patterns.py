"""The words of dates in a language as pieces of one pattern, and the search for what the pattern matches.

The forms themselves are the rows of `forms.FORMS`. They are tried in the order in which they stand, longer forms
first. Group names end in a letter so that the same part may stand in several forms; `Pattern.parts` takes it off.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from briefing.language import LanguageData, data, table

_FOUR = r"(?:1[0-9]\d\d|20\d\d)"
_YEAR = _FOUR + r"(?!\d|[.,]\d)"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?!\d|[.,:]\d|[ \xa0]?%)"
_GAP = r"[ \xa0\n]"
_NEVER = r"(?!x)x"
_LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"

Pieces = Mapping[str, str]


def _either(words: Iterable[str]) -> str:
    """An alternation, longest first; a first letter may be a capital."""
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    return "|".join(map(_cased, ordered)) or _NEVER


def _proper(names: Iterable[str]) -> str:
    """An alternation of names that begin with a capital or a figure, whatever follows ("Fourth of July")."""
    ordered = sorted(names, key=lambda name: (-len(name), name))
    forms = [re.escape(name[0].upper()) + f"(?i:{re.escape(name[1:])})" for name in ordered]
    return "|".join(form.replace(r"\ ", _GAP + "{1,3}") for form in forms) or _NEVER


def _cased(word: str) -> str:
    first = word[:1]
    head = f"[{first}{first.upper()}]" if first.upper() != first and len(first.upper()) == 1 else re.escape(first)
    return head + re.escape(word[1:]).replace(r"\ ", _GAP + "{1,3}")


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

    def __init__(self, likely: str, forms: Mapping[str, str], parts: str) -> None:
        """likely: how dates begin; forms: name → pattern; parts: the characters that no date stands behind."""
        before = rf"(?<![{parts}])"
        self.names = dict(zip(_LETTERS, forms, strict=False))
        marked = [form.replace("@", letter) for letter, form in zip(_LETTERS, forms.values(), strict=False)]
        self.form = re.compile(rf"{before}(?=\d|{likely})(?:{'|'.join(marked)})")
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

    def name(self, match: re.Match[str]) -> str:
        """The name of the form that matched."""
        return self.names[(match.lastgroup or "a")[-1]]

    def parts(self, match: re.Match[str]) -> dict[str, tuple[str, int, int]]:
        """Name of a part → its text, start and end, of the form that matched."""
        found: dict[str, tuple[str, int, int]] = {}
        for name, index in self._groups.get((match.lastgroup or "")[-1:], ()):
            start, end = match.span(index)
            if start >= 0:
                found[name] = match[index], start, end
        return found


def day_words(known: LanguageData, grammar: Mapping[str, Any]) -> dict[str, int]:
    """ "yesterday" → -1: those that every part of the program knows, and those that only dates need."""
    return {**known.days, **grammar.get("day_words", {})}


def pieces(language: str | None) -> Pieces:
    """The words of a language's dates as patterns, by the names that forms use in braces."""
    known, grammar = data(language), table("dates", language)
    words = known.date_words
    edge = r"\b" if known.spaces else ""
    full = {name: number for name, number in known.weekdays.items() if len(name) > 3 or not known.spaces}
    capital = bool(grammar.get("capital"))
    gap = _GAP + ("{1,3}" if known.spaces else "{0,3}")
    units = [word for role in ("day", "week", "month", "year") for word in words.get(role, ())]
    found = {
        "four": _FOUR,
        "figures": r"\d{1,2}",
        "month": rf"(?:{_names(known.months, capital, edge)})",
        "weekday": rf"(?:{_names(full, capital, edge)})",
        "anyday": rf"(?:{_names(known.weekdays, capital, edge)})",
        "day": rf"{_DAY}(?:st|nd|rd|th|er|º|ª|°|\.)?",
        "days": _DAY,
        "year": _YEAR,
        "gap": gap,
        "edge": edge,
        "of": rf"(?:(?:{_either(words.get('of', ()))}){gap})?",
        "article": rf"(?:(?:{_either(grammar.get('articles', '').split())}){gap})?",
        "number": rf"(?:\d{{1,3}}|{_either(known.numbers)})",
        "part": rf"(?:{gap}(?:{_either(words.get('part_of_day', ()))})\b)?",
        "today": rf"(?:{_either(words.get('part_of_today', ()))})",
        "named": rf"(?:{_proper(grammar.get('named_days', ()))}){edge}(?!/)",
        "day_word": rf"(?:{_either(day_words(known, grammar))}){edge}",
        "stretch": rf"(?:{_either(grammar.get('stretches', ()))}){edge}",
        "unit": rf"(?:{_either(units)})",
    }
    roles = ("last", "next", "this", "ago", "ago_before", "week", "weekend", "month", "year")
    found |= {f"{role}_word": rf"(?:{_either(words.get(role, ()))})" for role in roles}
    found["side"] = "|".join(found[f"{role}_word"] for role in ("last", "next", "this"))
    found["period"] = "|".join(found[f"{role}_word"] for role in ("weekend", "week", "month", "year"))
    return found


def compiled(language: str | None, forms: Mapping[str, str]) -> Pattern:
    """How dates are written in a language: each form with the pieces that it names between double brackets."""
    known, grammar, found = data(language), table("dates", language), pieces(language)
    filled = {name: re.sub(r"<<(\w+)>>", lambda piece: found[piece[1]], form) for name, form in forms.items()}
    return Pattern(_trie(_starts(known, grammar)), filled, r"\w$€£" if known.spaces else r"\d$€£")


def _starts(known: LanguageData, grammar: Mapping[str, Any]) -> Sequence[str]:
    """The words that a date may begin with; it may begin with a figure, too."""
    roles = ("day", "week", "month", "year", "weekend", "last", "next", "this", "ago_before")
    found = [*known.months, *known.weekdays, *day_words(known, grammar)]
    found += [word for role in roles for word in known.date_words.get(role, ())]
    found += [*grammar.get("named_days", ()), *grammar.get("stretches", ())]
    return found


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
