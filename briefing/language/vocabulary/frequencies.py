"""How common words are in general: the small lists of wordfreq (R. Speer 2022), which only this module opens.

Importing wordfreq itself costs more than a small day's articles take to compare, for tokenizers that are not needed
here. So its files are opened as they lie in the package, and the library is asked where they say nothing.
"""

from __future__ import annotations

import gzip
import math
import re
from functools import cache
from importlib import util
from pathlib import Path
from typing import Any

RARE = 1e-7  # share of a word that the lists do not hold

# What the library takes for one word: 2026, 1,000, 3.5, 19th, 120m2.
_NUMBER = re.compile(r"[0-9]+(?:(?<=[0-9])[.,][0-9]+|[a-z]+[0-9]*)*")


@cache
def shares(code: str) -> dict[str, float]:
    """Lower-case word → its share of all words, of the words that make up more than one in a million; empty for a
    language (ISO 639-1) that has no list."""
    try:
        lists = {file.name: file for file in (_package() / "data").iterdir()}
        rows = _rows(lists[f"small_{code}.msgpack.gz"]) if "small_en.msgpack.gz" in lists else None
    except KeyError:
        return {}
    except (OSError, ValueError):
        rows = None
    if rows is None:  # a version that keeps its lists otherwise
        return _asked(code)
    return {word: 10 ** (-centibels / 100) for centibels, row in enumerate(rows) for word in row}


def number_share(word: str) -> float:
    """The share of a word that begins with a figure. Numbers are alike in all languages; wordfreq estimates them by
    their shape, years by their distance."""
    parts = word.split(":")
    if not all(map(_NUMBER.fullmatch, parts)):
        import wordfreq

        return max(RARE, float(wordfreq.word_frequency(word, "en", wordlist="small")))
    known, numbers, whole = shares("en"), _numbers(), 0.0
    for part in parts:
        shape = numbers.smash_numbers(part)
        share = known.get(shape, 0.0) * (numbers.digit_freq(part) if shape != part else 1.0)
        if not share:
            return RARE
        whole += 1 / share
    share = 1 / whole
    return max(RARE, round(share, math.floor(-math.log(share, 10)) + 3))


def _package() -> Path:
    found = util.find_spec("wordfreq")
    if found is None or not found.submodule_search_locations:
        raise OSError("wordfreq is not a folder")
    return Path(found.submodule_search_locations[0])


def _rows(file: Path) -> list[list[str]]:
    """The words of a list by how rare they are: row n holds those whose share is 10^(-n/100)."""
    import msgpack

    with gzip.open(file) as opened:
        data: list[Any] = msgpack.load(opened, raw=False)
    header, *rows = data
    if header != {"format": "cB", "version": 1}:
        raise ValueError(f"{file.name} is of another format")
    return rows


def _asked(code: str) -> dict[str, float]:
    import wordfreq

    if code not in wordfreq.available_languages("small"):
        return {}
    found: dict[str, float] = wordfreq.get_frequency_dict(code, "small")
    return found


@cache
def _numbers() -> Any:
    """The library's module about numbers without the rest of it."""
    found = util.spec_from_file_location("wordfreq_numbers", _package() / "numbers.py")
    assert found is not None
    assert found.loader is not None
    module = util.module_from_spec(found)
    found.loader.exec_module(module)
    return module
