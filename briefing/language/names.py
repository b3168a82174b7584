"""What a name is, as far as capitals say: words with a capital that stand together.

A capital at the head of a sentence says nothing by itself; such a word is a name where it is written in capitals
throughout ("NATO"), where it is capitalised elsewhere too, or where it is rare (`may_open_with`). Nor is a stop word a
name ("I", "The"), unless it is a month too ("May"). In a language that capitalises every noun the caller has to know
that capitals say less.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from briefing.language.data import data
from briefing.language.tokens import Token, tokens
from briefing.language.vocabulary.weights import information

RARE = 8.5  # nats from which a word that opens a sentence is a name, where nothing else is known of it
SELDOM = 4.0  # the same where the text is known never to write it small
LONGEST_PARTICLE = 3  # letters of "von", "de la", "bin"
LONG = 3_000  # characters of a text whose names are not kept
LONGEST_SHORT = 24  # letters before a full stop that may be an abbreviation

_ENDING = re.compile(r"'s?$")
_ENDS = frozenset(".!?:")  # after these a sentence begins
_QUOTES = frozenset('“"‘«„')  # after these a quotation begins, where no white space follows: some close one elsewhere


class Name(NamedTuple):
    """A run of capitalised words. words: lower case, full stops and possessive endings off; start and end: in the text
    given; opens: a sentence begins with its first word, whose capital says nothing."""

    words: tuple[str, ...]
    start: int
    end: int
    opens: bool

    @property
    def certain(self) -> tuple[str, ...]:
        """The words whose capital means a name."""
        return self.words[1:] if self.opens else self.words


def names(text: str, language: str | None) -> Sequence[Name]:
    """The runs of capitalised words in a text, in order; a word that opens a sentence among them."""
    return _kept(text, language) if len(text) <= LONG else _found(text, language)


def _found(text: str, language: str | None) -> Sequence[Name]:
    return tuple(_runs(text, tokens(text), language))


_kept = lru_cache(maxsize=4096)(_found)  # several steps ask this of a sentence


def may_open_with(word: str, language: str | None, *, least: float = RARE) -> bool:
    """Whether a capitalised word that opens a sentence is rare enough, from so many nats on, to be a name."""
    return information(word, language) > least


def is_name(words: Sequence[Token], small: Collection[str] = ()) -> bool:
    """Whether every word begins with a capital, particles aside: a name, not a description. small: short words that no
    name holds ("a few Greens")."""
    lower = [word for word in words if word.text[0].islower()]
    return len(lower) < len(words) and all(
        len(word.text) <= LONGEST_PARTICLE and word.lower not in small for word in lower
    )


def bare(word: Token) -> str:
    """A name's word for comparison."""
    return _ENDING.sub("", word.lower).replace(".", "")


def _runs(text: str, row: Sequence[Token], language: str | None) -> Iterator[Name]:
    known = data(language)
    small = _small(language)
    run: list[Token] = []
    opens, before = True, 0  # whether the next word opens a sentence, and where the word before it ends
    first_opens = False
    for word in row:
        if word.kind == "mark":
            if word.text == "." and word.start == before and _shortened(text[:before], known.abbreviations):
                continue
            if run:
                yield _name(run, first_opens)
                run = []
            opens = (
                opens or word.text in _ENDS or (word.text in _QUOTES and not text[word.end : word.end + 1].isspace())
            )
            continue
        opens = opens or "\n" in text[before : word.start]
        before = word.end
        begins = opens and not _shouted(word)
        opens = False
        shown = word.capital and (_shouted(word) or bare(word) not in small)
        if run and (begins or not shown):
            yield _name(run, first_opens)
            run = []
        if shown:
            first_opens = first_opens if run else begins
            run.append(word)
    if run:
        yield _name(run, first_opens)


@lru_cache(maxsize=64)
def _small(language: str | None) -> frozenset[str]:
    """Stop words, but for those that are months too: "in May"."""
    known = data(language)
    return known.stop_words - known.months.keys()


def _name(run: Sequence[Token], opens: bool) -> Name:
    return Name(tuple(map(bare, run)), run[0].start, run[-1].end, opens)


def _shouted(word: Token) -> bool:
    return word.text.isupper() and len(word.text) > 1


def _shortened(before: str, abbreviations: Collection[str]) -> bool:
    """Whether a full stop after these words belongs to the last of them: "Mr.", "J."."""
    word = next(iter(before[-LONGEST_SHORT:].split()[::-1]), "")
    return (len(word) == 1 and word.isupper()) or word.lower().lstrip("(“‘\"'") in abbreviations
