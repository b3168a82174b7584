"""Text as it is searched: its words in small letters without accents, and its runs of characters that have no spaces.

A word is a run of letters and figures; an apostrophe, a hyphen or a comma parts two ("Kyiv's" → "kyiv", "s"). Chinese,
Japanese, Thai and other scripts put no space between words: there a run of them is one piece, in which any part of it
can be found. Both are made of the same text, each with its place.

The script of `templates/search.js` folds texts likewise; a change here is a change there.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

# Han with its iteration mark, kana, bopomofo; Thai, Lao, Myanmar, Khmer; Han beyond the basic plane
UNSPACED = "\u3005-\u3007\u3040-\u30ff\u3105-\u312f\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f" + (
    "\u0e01-\u0e3a\u0e40-\u0e4e\u0e81-\u0eb9\u0ebb-\u0ebd\u0ec0-\u0ecd\u1000-\u103f\u1780-\u17d3\U00020000-\U0003ffff"
)
# Marks that a search takes no notice of: accents, vowels of Arabic and Hebrew. The rest of a word are the vowels of
# Indic scripts, which are marks too.
ACCENTS = (
    "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7"
    "\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc"
)
VOWELS = "\u0900-\u0963\u0966-\u0dff"

_PIECE = re.compile(
    rf"(?P<run>[{UNSPACED}]+)|(?:(?![{UNSPACED}_])[\w{VOWELS}])(?:(?![{UNSPACED}_])[\w{ACCENTS}{VOWELS}])*"
)
_ACCENT = re.compile(rf"[{ACCENTS}]")
_NO_WORD = re.compile(rf"[^\w{VOWELS}]|_")
_LETTERS = str.maketrans({"ø": "o", "đ": "d", "ł": "l", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d", "ı": "i", "ħ": "h"})


class FoldedWord(NamedTuple):
    """A word, or a run of characters without spaces: as it is searched, and where it stands in the text."""

    text: str
    start: int
    end: int
    unspaced: bool


def pieces(text: str) -> Iterator[FoldedWord]:
    """The words and runs of a text, in order."""
    for found in _PIECE.finditer(text):
        run = found["run"] is not None
        folded = folded_run(found[0]) if run else folded_word(found[0])
        if folded:
            yield FoldedWord(folded, found.start(), found.end(), run)


@lru_cache(maxsize=100_000)
def folded_word(word: str) -> str:
    """A word in small letters without accents: "Čaputová" → "caputova"; "" where nothing of it is left."""
    if word.isascii():
        return word.lower()
    plain = _ACCENT.sub("", unicodedata.normalize("NFKD", word.casefold()).casefold()).translate(_LETTERS)
    return unicodedata.normalize("NFC", _NO_WORD.sub("", plain))


def folded_run(run: str) -> str:
    """A run of Chinese, Japanese, … in its usual forms: half-width kana as full-width ones."""
    return unicodedata.normalize("NFKC", run)
