"""The full name of a body that is called by its noun or by its initials: "the service", "the AUC".

Only where the article leaves one body that can be meant, and names it before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from briefing.prepare.speech.phrases.naming import NamedSource
from briefing.prepare.speech.words import lexicon as lx
from briefing.prepare.speech.words.lexicon import Lexicon, key

_LONG = 20_000  # characters of a sentence that are searched for names
_BRACKETED = re.compile(r"\s*\((?:the )?[“\"]?([A-Z][A-Za-z]{1,7})[”\"]?\)")


@cache
def _names(words: Lexicon) -> re.Pattern[str]:
    """A run of capitalised words with what joins the parts of a body's name."""
    word = r"[^\W\d_a-zß-öø-ÿ][\w’'&-]*"
    joins = "|".join(sorted(words.body_joins))
    return re.compile(rf"\b{word}(?: (?:(?:{joins}|&) )?{word})*")


class Antecedents:
    """The names of the bodies of one article, read when the first description asks for them."""

    def __init__(self, texts: Sequence[str], words: Lexicon) -> None:
        self._texts = texts
        self._words = words
        self._known_by = {phrase[0]: phrase[1:] for phrase in words.known_by}
        self._found: list[tuple[int, str, tuple[str, ...]]] | None = None
        self._short: dict[str, tuple[int, str]] = {}

    def body(self, sentence: int, found: NamedSource) -> str | None:
        """The full name of the body that "the service" or "the airline" means, None if that is not sure."""
        said = found.name.split()
        if found.plural or len(said) != 2 or said[1] != found.noun or not self._words.of(found.noun) & lx.BODY:
            return None
        if found.noun in self._words.writing | self._words.writings | self._words.office:
            return None
        names = [row for row in self._named() if row[0] < sentence and self._is_one(row[2], found.noun)]
        whole = max(names, key=lambda row: len(row[2]), default=None)
        if whole is None or any(not _within(other, whole[2]) for _, _, other in names):
            return None
        return None if self._another(sentence, found.noun, whole[2]) else whole[1]

    def initials(self, sentence: int, name: str) -> str | None:
        """The full name of a body that the article has in front of its short form: "Users' Council (AUC)"."""
        self._named()
        when, full = self._short.get(name.split()[-1], (sentence + 1, ""))
        return full if when <= sentence else None

    def _named(self) -> list[tuple[int, str, tuple[str, ...]]]:
        if self._found is None:
            self._found = [row for k, text in enumerate(self._texts) for row in self._names_in(k, text[:_LONG])]
        return self._found

    def _names_in(self, sentence: int, text: str) -> Iterator[tuple[int, str, tuple[str, ...]]]:
        for match in _names(self._words).finditer(text):
            pieces = self._cut(match.group().split(" "))
            name, plain = " ".join(pieces), tuple(key(piece) for piece in pieces)
            if len(pieces) < 2:
                continue
            short = _BRACKETED.match(text, match.end())
            whole = pieces if short is None else _spelled(short.group(1), pieces, self._words.body_joins)
            if short is not None and whole:
                self._short.setdefault(short.group(1), (sentence, " ".join(whole)))
                name, plain = " ".join(whole), tuple(map(key, whole))
            yield sentence, name, plain

    def _cut(self, pieces: list[str]) -> list[str]:
        """Without the article, owner or connective before a name, and without the mark of an owner behind it."""
        kept = pieces[1:] if pieces[0].endswith(self._words.owner_endings) else pieces
        while kept and self._words.of(key(kept[0])) & lx.FUNCTION:
            kept = kept[1:]
        ending = next((one for one in self._words.owner_endings if kept and kept[-1].endswith(one)), "")
        return [*kept[:-1], kept[-1].removesuffix(ending)] if kept else kept

    def _is_one(self, plain: tuple[str, ...], noun: str) -> bool:
        """Whether a name is that of such a body: its head is the noun, or ends as such bodies are called."""
        end = next((k for k, word in enumerate(plain) if k and word in self._words.body_joins - {"and"}), len(plain))
        heads = {plain[end - 1], plain[-1]}
        return noun in heads or not heads.isdisjoint(self._known_by.get(noun, ()))

    def _another(self, sentence: int, noun: str, plain: tuple[str, ...]) -> bool:
        """Whether the sentences before speak of one more such body without its name: "the teachers' union"."""
        pattern = re.compile(rf"\b([\w'’]+) {re.escape(noun)}\b(?: (\w+))?")
        alone = self._words.definite | self._words.bits.keys() & {"its", "his", "her", "their", "our"}
        return any(
            match.group(1).lower() not in alone
            and key(match.group(1)) not in plain
            and not self._words.of(match.group(2) or "") & (lx.ROLE | lx.ROLES | lx.TITLE)  # "a former bank manager"
            for text in self._texts[: sentence + 1]
            for match in pattern.finditer(text[:_LONG])
        )


def _within(short: tuple[str, ...], whole: tuple[str, ...]) -> bool:
    """Whether all words of a name stand in a longer one."""
    return set(short) <= set(whole)


def _spelled(short: str, pieces: Sequence[str], joins: frozenset[str]) -> list[str]:
    """The last words of a run that a short form has the initials of; none where it has not."""
    for first in range(len(pieces) - 2, -1, -1):
        full = pieces[first:]
        for counted in (full, [piece for piece in full if piece not in joins and piece not in ("the", "&")]):
            if "".join(piece[0] for piece in counted).lower() == short.lower():
                return list(full)
    return []
