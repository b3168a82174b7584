"""Runs of capitalised words as they stand in a sentence, and what of a run is not the name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from briefing.prepare.speech.words.lexicon import Lexicon

# Small words inside names of any language; a language may add its own.
_SMALL = frozenset(
    ["de", "del", "los", "las", "della", "der", "den", "di", "da", "dos", "du", "van", "von", "al", "el", "bin", "ben"]
) | {"ibn", "la", "le", "ter", "ten", "zu", "y", "e", "do", "das", "af", "av"}
_UPPER = "".join(re.escape(chr(code)) for code in range(0x530) if chr(code).isupper())


@cache
def run_of(words: Lexicon) -> re.Pattern[str]:
    """A run of capitalised words, with the small ones that stand inside a name."""
    small = "|".join(sorted(map(re.escape, words.name_particles.union(_SMALL)), key=lambda word: (-len(word), word)))
    initials = rf"(?:[{_UPPER}]\.){{2,3}}(?= [{_UPPER}])"  # "P.J." before a name is one word, and begins one
    return re.compile(
        rf"(?:{initials}|[{_UPPER}][\w’'‑-]*\.?)"
        rf"(?: (?:(?:{small}) ){{0,2}}(?:[“\"‘][\w ]{{1,24}}[”\"’] )?"
        rf"(?!{initials})(?:[a-z]{{2,3}}-?)?[{_UPPER}][\w’'‑-]*\.?){{0,7}}"
    )


def without_article(kept: list[str], low: int, elision: frozenset[str]) -> tuple[int, list[str]]:
    """A run of names without the article that an apostrophe joins to it, and where it begins then."""
    cut = _elided(kept[0], elision)
    if not cut:
        return low, kept
    first = kept[0][cut:]
    if first[:1].islower():  # "L'ambassadeur X Y"
        return low + cut + len(first) + 1, kept[1:]
    return low + cut, [first, *kept[1:]]


def without_office(kept: list[str], run: str, genitive: frozenset[str]) -> tuple[list[str], str]:
    """A name behind a title without what it is the office of: "minister Ada Venn [van Handel]"."""
    for at in range(2, len(kept) - 1):
        if kept[at] in genitive and kept[at - 1][:1].isupper() and kept[at - 2][:1].isupper():
            rest = " ".join(kept[at:])
            return kept[:at], run.removesuffix(rest).rstrip()
    return kept, run


def cut_ending(kept: list[str], endings: Sequence[str]) -> int:
    """Take from the last word of a run what its case or the sentence adds; how many characters that is."""
    for ending in endings:
        if kept[-1].endswith(ending) and not (ending == "." and kept[-1].count(".") > 1):
            kept[-1] = kept[-1].removesuffix(ending)
            return len(ending)
    return 0


def behind_owner(kept: list[str], low: int, genitives: tuple[str, ...]) -> tuple[int, list[str]]:
    """ "Marland's Ada Venn": Ada Venn, and where that begins."""
    if not genitives:
        return low, kept
    cut = max((k for k, piece in enumerate(kept[:-1]) if piece.endswith(genitives)), default=-1) + 1
    return low + sum(len(piece) + 1 for piece in kept[:cut]), kept[cut:]


def _elided(word: str, elision: frozenset[str]) -> int:
    """How many characters of a word are an elided article: 2 in "L'ami"."""
    mark = word[:8].replace("’", "'").find("'")
    return mark + 1 if mark > 0 and word[:mark].lower() in elision else 0
