"""What an acronym that speaks stands for: the name that an article spells out in full.

A name stands for an acronym if its words begin with the acronym's letters, in order, small words left out. A body's
name with capitals may stand anywhere ("Dock Workers Union" for DWU), any other only right before the acronym in
brackets ("ligue des travailleurs du port (LTP)").
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable
from functools import lru_cache

_LEAST, _MOST = 3, 7  # letters; two are as often somebody's initials
_BETWEEN = 2  # small words between two words of a name
_LONG = 20_000  # characters of a text that are searched


def letters_of(name: str, articles: Collection[str]) -> str:
    """The letters of a name that is an acronym, with or without an article; "" where it is none."""
    words = [word for word in name.split() if word.lower() not in articles]
    letters = words[0].replace(".", "") if len(words) == 1 else ""
    return letters if _LEAST <= len(letters) <= _MOST and letters.isalpha() and letters.isupper() else ""


def spelled_out(letters: str, texts: Iterable[str], small: Collection[str], bodies: Collection[str]) -> str | None:
    """The name that the texts print most often for an acronym, None where they print none.

    small: words that initials leave out; bodies: words of which a body's name has one, lower case.
    """
    pattern = _pattern(letters, tuple(sorted(small)))
    found: Counter[str] = Counter()
    for text in texts:
        for match in pattern.finditer(text[:_LONG]):
            if match["any"] or any(word in bodies for word in match["capital"].lower().split()):
                found[match.group()] += 1
    return min(found, key=lambda name: (-found[name], name), default=None)


@lru_cache(maxsize=256)
def _pattern(letters: str, small: tuple[str, ...]) -> re.Pattern[str]:
    between = "|".join(map(re.escape, small))
    gap = rf"(?:[ -](?:{between})){{0,{_BETWEEN}}}[ -](?:[ld]['’])?" if small else "[ -]"
    capital = gap.join(rf"{letter}[\w’']+" for letter in letters)
    either = gap.join(rf"[{letter}{letter.lower()}][\w’']+" for letter in letters)
    return re.compile(rf"\b(?:(?P<any>{either})(?=,? ?\({letters}\))|(?P<capital>{capital}))")
