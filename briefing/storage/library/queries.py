"""What a user asks for, as terms: words and phrases that must all stand in a statement.

`bridge` is a word, `bridg*` the beginning of one, `"toll bridge"` two words that follow each other. Nothing else is
special: whatever else stands between words only parts them. Case and accents do not count.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from briefing.errors import UsageError
from briefing.language.folding import FoldedWord, pieces

MOST_CHARACTERS = 2000  # of a query
MOST_TERMS = 60
_QUOTES = re.compile("[“”„«»「」]")
_TERM = re.compile(r'"([^"]*)"?(\*?)|([^\s"]+)')


@dataclass(frozen=True, slots=True)
class Term:
    """Words that follow each other, the last one perhaps only begun (`open`); and runs of characters of scripts without
    spaces, each of which must stand somewhere."""

    words: tuple[str, ...]
    open: bool
    runs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Query:
    """Terms that must all be met. text: as the user wrote them."""

    text: str
    terms: tuple[Term, ...]

    def marks(self, text: str) -> list[tuple[int, int]] | None:
        """Where the terms stand in a text, as half-open ranges; None where one of them does not."""
        found = list(pieces(text))
        words = [piece for piece in found if not piece.unspaced]
        runs = [piece for piece in found if piece.unspaced]
        marked: list[tuple[int, int]] = []
        for term in self.terms:
            places = list(_places(term, words))
            if term.words and not places:
                return None
            for run in term.runs:
                within = list(_within(run, runs, text))
                if not within:
                    return None
                places += within
            marked += places
        return _joined(marked)


def query(words: Sequence[str]) -> Query:
    """The query of a command line: each argument a word, or, where it has spaces, a phrase. An argument with quotation
    marks in it is read as `parsed` does. Raises UsageError where nothing is left to search for."""
    each = (_QUOTES.sub('"', word).strip() for word in words)
    return parsed(" ".join(word if '"' in word or not re.search(r"\s", word) else f'"{word}"' for word in each))


def parsed(text: str) -> Query:
    """The query of one line: words, and phrases in quotation marks. Raises UsageError."""
    if len(text) > MOST_CHARACTERS:
        raise UsageError(f"found a query of {len(text)} characters, expected at most {MOST_CHARACTERS}")
    terms = [_term(found[1] or found[3] or "", bool(found[2])) for found in _TERM.finditer(_QUOTES.sub('"', text))]
    known = tuple(dict.fromkeys(term for term in terms if term.words or term.runs))
    if len(known) > MOST_TERMS:
        raise UsageError(f"found {len(known)} words and phrases, expected at most {MOST_TERMS}")
    if text.strip() and not known:
        raise UsageError(f"found {text!r}, expected a word to search for", "letters and figures are searched for")
    return Query(text, known)


def phrase(text: str) -> Query:
    """The query of a text whose words follow each other, whatever marks stand among them."""
    return Query(text, (_term(text.replace("*", " "), False),) if any(pieces(text)) else ())


def _term(text: str, opened: bool) -> Term:
    opened = opened or text.endswith("*")
    found = list(pieces(text))
    words = tuple(piece.text for piece in found if not piece.unspaced)
    last_is_word = bool(found) and not found[-1].unspaced
    return Term(words, opened and last_is_word, tuple(piece.text for piece in found if piece.unspaced))


def _places(term: Term, words: Sequence[FoldedWord]) -> Iterator[tuple[int, int]]:
    """Where a term's words follow each other among the words of a text."""
    size = len(term.words)
    for at in range(len(words) - size + 1) if size else ():
        here = [piece.text for piece in words[at : at + size]]
        same = here[:-1] == list(term.words[:-1])
        if same and (here[-1].startswith(term.words[-1]) if term.open else here[-1] == term.words[-1]):
            yield words[at].start, words[at + size - 1].end


def _within(run: str, runs: Iterable[FoldedWord], text: str) -> Iterator[tuple[int, int]]:
    """Where characters stand within the runs of a text; the whole run where folding has changed its length."""
    for piece in runs:
        at = piece.text.find(run)
        same = len(piece.text) == piece.end - piece.start
        while at >= 0:
            yield (piece.start + at, piece.start + at + len(run)) if same else (piece.start, piece.end)
            at = piece.text.find(run, at + len(run)) if same else -1


def _joined(ranges: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for start, end in sorted(set(ranges)):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found
