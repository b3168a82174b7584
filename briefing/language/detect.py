"""Which language a text is in. The only module that imports py3langid (after langid.py, M. Lui and T. Baldwin 2012)."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from functools import cache

from briefing.language.data import data, languages
from briefing.language.tokens import Runs

_OPENING = 1_500  # characters that are looked at first
_SAMPLE = 6_000  # characters that are looked at where those do not decide
_LEAST_LETTERS = 20
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
_PIECES = Runs(r"[^\W\d_]|'")
_KANA = re.compile(r"[\u3040-\u30ff]")
_HANGUL = re.compile(r"[\uac00-\ud7af]")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_MARKUP = re.compile(r"<[^<>]{0,500}>|https?://\S{0,500}|\S{1,100}@\S{1,100}|&\w{1,10};")


@cache
def _stop_word_languages() -> dict[str, tuple[str, ...]]:
    """Stop word → the languages that have it."""
    found: dict[str, list[str]] = {}
    for code in languages():
        for word in sorted(data(code).stop_words):
            found.setdefault(word, []).append(code)
    return {word: tuple(codes) for word, codes in found.items()}


def detect(text: str) -> str | None:
    """The ISO 639-1 code of the language of a text; None where it is too short to decide.

    Stop words decide where they decide clearly, most often those of the opening; a model is asked (and loaded) only
    where they do not.
    """
    found = _by_stop_words(_without_markup(text[:_OPENING]))
    if found:
        return found
    sample = _without_markup(text[:_SAMPLE])
    letters = sum(map(str.isalpha, sample))
    unspaced = _unspaced(sample, letters)
    if unspaced:
        return unspaced
    if letters < _LEAST_LETTERS:
        return None
    return _by_stop_words(sample) or _by_model(sample)


def _without_markup(text: str) -> str:
    marked = "<" in text or "@" in text or "&" in text or "://" in text
    return _MARKUP.sub(" ", text) if marked else text


def _unspaced(sample: str, letters: int) -> str | None:
    """Languages that their script gives away."""
    han, kana, hangul = (len(script.findall(sample)) for script in (_HAN, _KANA, _HANGUL))
    if letters < 4 or (han + kana + hangul) * 3 < letters:
        return None
    if hangul > han + kana:
        return "ko"
    return "ja" if kana * 20 > han + kana else "zh"


def _by_stop_words(sample: str) -> str | None:
    found = _words(sample)
    if len(found) < 25:
        return None
    known = _stop_word_languages()
    votes: dict[str, int] = defaultdict(int)
    counts = Counter(found)
    for word in counts.keys() & known.keys():
        for code in known[word]:
            votes[code] += counts[word]
    ranked = sorted(votes.items(), key=lambda vote: (-vote[1], vote[0]))
    if not ranked:
        return None
    first, second = ranked[0], ranked[1] if len(ranked) > 1 else ("", 0)
    clear = first[1] >= 0.22 * len(found) and first[1] >= 1.6 * second[1]
    return first[0] if clear else None


def _words(sample: str) -> list[str]:
    """The words in lower case, an apostrophe within them straight."""
    text = sample.replace("’", "'")
    found = _PIECES(text)
    return [word for piece in found for word in _WORD.findall(piece)] if "'" in text else found


def _by_model(sample: str) -> str | None:
    import py3langid

    code, _ = py3langid.classify(sample)
    return str(code)
