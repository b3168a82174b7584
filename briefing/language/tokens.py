"""Text as tokens: the one place that says where a word, a number and a mark begin and end.

No token but a number in groups of figures ("11 000") has white space inside, and none depends on what stands around
it. So a text is parted at white space, and what was found in a piece is remembered: news says the same words again and
again. There is one grammar and three readings of it:

- `tokens`: what is printed, with its place: "F-16", "Kyiv's", "1,000", "U.S.", ",".
- `words`: what texts are compared by, lower case: "f", "16", "kyiv", "1,000", "u.s".
- `letters`: the finest, runs of letters and numbers as printed, for texts that may be spelt by other hands:
  "F", "16", "Kyiv", "s", "1,000", "U", "S".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from briefing.language.data import data
from briefing.language.memo import Memory
from briefing.text import Span

Kind = Literal["word", "number", "mark"]

_NUMBER = r"\d+(?:[.,]\d+)*"
# Three digits after a thin, narrow or hard space are a group of a number in every language; so they are after an
# apostrophe. A run of NULs is what a caller hides, a quotation for instance: one mark.
_SPACES = "\u00a0\u2009\u202f"
_GROUPS = rf"\d{{1,3}}(?:[{_SPACES}’']\d{{3}})+(?!\d)"
_TOKEN = re.compile(
    rf"\x00+|{_GROUPS}|\d+(?:[.,]\d+)+|(?:[^\W\d_]\.){{2,}}|[^\W_]+(?:[-‑’'&@.][^\W_]+|[\u0300-\u036f\u064b-\u0652\u0670][^\W_]*)*|--+|[^\w\s]"
)
# Where a word has figures in it: its numbers, its words, the dash between them.
_PART = re.compile(rf"{_GROUPS}|{_NUMBER}|[^\W\d_]+(?:['’.-][^\W\d_]+)*|[–—-]")
_SPACED_NUMBER = re.compile(rf"\d[{_SPACES}]\d{{3}}")
_FIGURE = re.compile(r"\d")
_PIECE = re.compile(r"\S+")

# Letters and figures; within them an apostrophe or a combining mark, a separator between figures, the full stops of u.s
_WORD = re.compile(
    r"[^\W_]+(?:['’.,:\u0300-\u036f\u064b-\u0652]"
    r"(?:(?<=['’\u0300-\u036f\u064b-\u0652])|(?<=\d[.,:])(?=\d)|(?<![^\W_][^\W_].)(?=[^\W\d_](?![^\W_])))[^\W_]+)*"
)
_LETTERS = re.compile(rf"{_NUMBER}|[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|[^\W\d_]+")
_NUMBERS = re.compile(_NUMBER)
_MARKS = "“”‘’„‚«»‹›–—…•\u2009\u202f"
_FIGURES = b"0123456789"
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
_UNSPACED_RUN = re.compile(
    r"[\u3005\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]+|[^\u3005\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]+"
)


class Token(NamedTuple):
    """A word, number or mark as printed. lower: in lower case, its apostrophes straight; start: in the text given."""

    text: str
    lower: str
    kind: Kind
    start: int

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    @property
    def span(self) -> Span:
        return Span(self.start, self.start + len(self.text))

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.text[0].isupper()


def tokens(text: str, most: int | None = None) -> list[Token]:
    """The tokens of a text in order, the first `most` of them."""
    found: list[Token] = []
    if _SPACED_NUMBER.search(text):
        found += _cut(text)
        return found[:most]
    append = found.append
    for match in _PIECE.finditer(text):
        at = match.start()
        for token in _PIECES[match[0]]:
            text, lower, kind, start = token
            append(_made(Token, (text, lower, kind, at + start)))
        if most is not None and len(found) >= most:
            return found[:most]
    return found


def parts(token: Token) -> tuple[Token, ...]:
    """A token with its numbers apart from its letters: "F-16" → "F", "-", "16"; "5km" → "5", "km"."""
    if token.kind != "word" or not _FIGURE.search(token.text):
        return (token,)
    return tuple(_token(match[0], token.start + match.start()) for match in _PART.finditer(token.text))


def spans(piece: str) -> Iterator[tuple[int, int]]:
    """Where the tokens of a piece of text stand."""
    return (match.span() for match in _TOKEN.finditer(piece))


def words(text: str, language: str | None = None) -> list[str]:
    """The words and numbers of a text in order, lower-case, apostrophes straight, possessive endings off ("Kyiv's" →
    "kyiv"). Numbers keep their separators ("3.5", "1,000"). Chinese and Japanese give overlapping pairs of
    characters."""
    known = _ELIDED if data(language).elision else _WORDS
    found: list[str] = []
    for piece in text.split():
        found += known[piece]
    return found


def letters(text: str) -> list[str]:
    """The numbers and the runs of letters of a text as printed; each character of Chinese, Japanese and Korean."""
    data = in_latin(text)
    if data is None:
        return _LETTERS.findall(text)
    bare = data.translate(_ALONE).decode("latin-1")
    if not has_figures(text):
        return bare.split()
    found: list[str] = []
    at = 0
    for match in _NUMBERS.finditer(text):
        found += bare[at : match.start()].split()
        found.append(match[0])
        at = match.end()
    return found + bare[at:].split()


def letters_of(texts: Sequence[str]) -> list[list[str]]:
    """`letters` of each of many texts, found for all at once where they are in Latin letters."""
    whole = "\n".join(texts)
    data = in_latin(whole)
    lines = [] if data is None else data.translate(_ALONE_IN_LINES).decode("latin-1").split("\n")
    if len(lines) != len(texts):
        return [letters(text) for text in texts]
    if not has_figures(whole):
        return [line.split() for line in lines]
    return [letters(text) if has_figures(text) else line.split() for text, line in zip(texts, lines, strict=True)]


def in_latin(text: str) -> bytes | None:
    """The text, a byte a character (ISO 8859-1): in bytes, characters are replaced many times faster. Marks that this
    has not are spaces. None where the text has other letters."""
    try:
        return text.encode("latin-1")
    except UnicodeEncodeError:
        pass
    for mark in _MARKS:
        if mark in text:
            text = text.replace(mark, " ")
    try:
        return text.encode("latin-1")
    except UnicodeEncodeError:
        return None


def has_figures(text: str) -> bool:
    """Whether a text holds figures, in any script."""
    if not text.isascii():
        return _FIGURE.search(text) is not None
    return len(text.encode().translate(None, _FIGURES)) < len(text)


class Runs:
    """The runs of characters of one kind in a text, in lower case, as `re.findall` gives them.

    kind: a regular expression of one character that is no white space."""

    def __init__(self, kind: str) -> None:
        self._pattern = re.compile(f"(?:{kind})+")
        self._table = _separating(re.compile(kind), lower=True)
        self._table_of_lines = _separating(re.compile(rf"{kind}|\n"), lower=True)

    def __call__(self, text: str) -> list[str]:
        data = in_latin(text)
        if data is None:
            return self._pattern.findall(text.lower())
        return data.translate(self._table).decode("latin-1").split()

    def of(self, texts: Sequence[str]) -> list[list[str]]:
        """The runs of each of many texts, found for all at once where they are lines of Latin letters."""
        data = in_latin("\n".join(texts))
        lines = [] if data is None else data.translate(self._table_of_lines).decode("latin-1").split("\n")
        return [line.split() for line in lines] if len(lines) == len(texts) else list(map(self, texts))


def _separating(kept: re.Pattern[str], *, lower: bool = False) -> bytes:
    """For `bytes.translate` of what `in_latin` gives: spaces for all characters but those of a pattern."""
    characters = map(chr, range(256))
    return "".join((c.lower() if lower else c) if kept.fullmatch(c) else " " for c in characters).encode("latin-1")


def lower(found: Sequence[str]) -> list[str]:
    """Words in lower case, all at once, which is faster than one by one."""
    return "\n".join(found).lower().split("\n") if found else []


def _cut(piece: str) -> tuple[Token, ...]:
    return tuple(_token(match[0], match.start()) for match in _TOKEN.finditer(piece))


def _token(text: str, start: int) -> Token:
    return Token(text, text.lower().replace("’", "'"), _kind(text), start)


def _kind(text: str) -> Kind:
    if not text[0].isalnum():
        return "mark"
    return "number" if text[0].isdigit() and not any(map(str.isalpha, text)) and "-" not in text else "word"


def _words(piece: str) -> tuple[str, ...]:
    found: list[str] = _WORD.findall(piece.lower())
    if "'" in piece or "’" in piece:
        found = [_bare(word.replace("’", "'")) for word in found]
    return _paired(piece, found)


def _elided(piece: str) -> tuple[str, ...]:
    """The words of a language in which an apostrophe parts two ("l'homme")."""
    found = [part for word in _WORD.findall(piece.lower()) for part in word.replace("’", "'").split("'") if part]
    return _paired(piece, found)


def _bare(word: str) -> str:
    return word[:-2] if word.endswith("'s") else word


def _paired(piece: str, found: list[str]) -> tuple[str, ...]:
    """The words; what is written without spaces as overlapping pairs of characters."""
    if piece.isascii() or not _UNSPACED.search(piece):
        return tuple(found)
    result: list[str] = []
    for word in found:
        for run in _UNSPACED_RUN.findall(word):
            if len(run) > 2 and _UNSPACED.match(run):
                result += [run[i : i + 2] for i in range(len(run) - 1)]
            else:
                result.append(run)
    return tuple(result)


_KEPT = 60_000  # pieces whose tokens are remembered
_PIECES = Memory(_cut, most=_KEPT)
_WORDS = Memory(_words, most=_KEPT)
_ELIDED = Memory(_elided, most=_KEPT)
_ALONE = _separating(re.compile(r"[^\W\d_]"))
_ALONE_IN_LINES = _separating(re.compile(r"[^\W\d_]|\n"))
_made = tuple.__new__
