"""Headlines in lines of about the same length, as `text-wrap: balance` makes them on the screen, for a PDF engine
without it. Widths are those of the serif's semibold, in ems; a letter that is not in the table counts as its kind does.
"""

from __future__ import annotations

import unicodedata

_WIDTHS = {
    **dict.fromkeys(" '’‘", 0.22),
    **dict.fromkeys("ijl.,:;t!-r()/", 0.33),
    **dict.fromkeys('fsz"“”?IJ', 0.42),
    **dict.fromkeys("wm&%MW", 0.86),
}
_LAST = "\u052f"  # of the letters that the brief's own faces have: Latin, Greek, Cyrillic
_QUOTES = frozenset("‐‑–—‘’‚“”„†•…‹›€№™−\u00ad\u2009\u200a\u202f")
_SPACING = -0.012  # between the letters of a headline
_LOOSE = 1.05  # kerning and rounding: a line may come out a little longer than this table says
_LEAST = 0.55  # of the full width: narrower looks like a column of its own


def width(text: str) -> float:
    """About how wide a text is, in ems."""
    return sum((_WIDTHS.get(c) or _kind(c)) + _SPACING for c in text)


def _kind(character: str) -> float:
    if unicodedata.east_asian_width(character) in "WF":
        return 1.0
    if unicodedata.combining(character):
        return 0.0
    return 0.68 if character.isupper() else 0.55


def balanced(headline: str, full: float) -> float | None:
    """The least width, in ems, in which the headline needs no more lines than in `full`; None if it fits on one line,
    has a word that does not fit at all, or letters of another face, whose widths are not known."""
    if any(character > _LAST and character not in _QUOTES for character in headline):
        return None
    exact = [width(word) for word in headline.split()[:60]]
    words = [size * _LOOSE for size in exact]
    if not words or max(words) > full:
        return None
    wanted = _lines(exact, full)
    if wanted == 1 or _lines(words, full) > wanted:
        return None
    low, high = max(max(words), full * _LEAST), full
    while high - low > 0.1:
        middle = (low + high) / 2
        if _lines(words, middle) > wanted:
            low = middle
        else:
            high = middle
    return round(high, 1)


def lines(text: str, full: float) -> int:
    """About how many lines a text fills that are `full` ems wide; 0 without words."""
    return _lines([width(word) for word in text.split()], full) if text.strip() else 0


def _lines(words: list[float], full: float) -> int:
    """How many lines words of these widths fill, each set on the first line where it fits."""
    count, used = 1, 0.0
    for word in words:
        step = word if used == 0 else word + _WIDTHS[" "]
        if used and used + step > full:
            count, used = count + 1, word
        else:
            used += step
    return count
