"""A name's words without the accidents of spelling: accents, alphabets, transliterations."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_CYRILLIC = dict(
    zip(
        "абвгґдеєёжзиіїйклмнопрстуфхцчшщъыьэюя",
        "a b v g g d e e e zh z i i i i k l m n o p r s t u f h ts ch sh sch _ i _ e u a".replace("_", "").split(" "),
        strict=True,
    )
)
_GREEK = dict(zip("αβγδεζηθικλμνξοπρσςτυφχψω", "avgdeziθiklmnxoprsstifhpo".replace("θ", "t"), strict=True))
_LETTERS = str.maketrans(
    {**_CYRILLIC, **_GREEK, "ß": "ss", "ø": "o", "đ": "d", "ł": "l", "æ": "a", "œ": "o", "þ": "t", "ð": "d", "ı": "i"}
)
# Order matters: long groups of letters first. One sound, one letter; what is not distinguished is not lost on a reader.
_SOUNDS = tuple(
    (re.compile(pattern), letter)
    for pattern, letter in (
        (r"shch|sch|tsch|tch|cz|ch|sh|zh|sz|dj|dzh|j(?=[aou])", "x"),
        (r"kh|gh", "h"),
        (r"ph", "f"),
        (r"ts|tz|dz", "z"),
        (r"ue|oo|ou", "u"),
        (r"oe", "o"),
        (r"ae", "a"),
        (r"[ck]s|x(?=$)", "x"),
        (r"[ckq]+", "k"),
        (r"w", "v"),
        (r"y[aeou]|i[aeou](?=.)", "a"),
        (r"[yj]", "i"),
        (r"e(?=i)", ""),
        (r"(.)\1+", r"\1"),
    )
)


@lru_cache(maxsize=20_000)
def folded_word(word: str) -> str:
    """Lower case, Latin letters, without accents or marks: "Čaputová" → "caputova", "Зеленський" → "zelenski"."""
    plain = unicodedata.normalize("NFKD", word.lower().translate(_LETTERS))
    return "".join(c for c in plain.translate(_LETTERS) if c.isalnum())


@lru_cache(maxsize=20_000)
def sound(word: str) -> str:
    """A word such that transliterations of one name mostly agree ("Zelenskiy", "Zelensky", "Zelenskyy")."""
    text = folded_word(word)
    for pattern, letter in _SOUNDS:
        text = pattern.sub(letter, text)
    return text.rstrip("i") or text


@lru_cache(maxsize=20_000)
def consonants(word: str) -> str:
    """What is left of the sound without vowels, "g" and "h" as one ("Serhiy", "Sergei"); for given names."""
    text = sound(word)
    return text[:1] + re.sub(r"[aeiou]", "", text[1:]).replace("g", "h") if text else ""
