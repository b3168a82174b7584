"""Cue words and phrases with wildcards, found in one pass over a sentence's words.

A cue is one or more words; `*` stands for any letters within a word: "confirm*", "*ization", "had *ed".
Words are those of `language.words`: lower-case, apostrophes straight, possessive endings off. Time is linear in the
words of the sentence, whatever the number of lists.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from briefing.language.memo import LONGEST, MOST, Memory


def _fits(pattern: str, word: str) -> bool:
    """Does a word fit a pattern with at most one `*`?"""
    before, star, after = pattern.partition("*")
    if not star:
        return pattern == word
    return len(word) >= len(before) + len(after) and word.startswith(before) and word.endswith(after)


@dataclass(frozen=True, slots=True)
class _Phrase:
    list_name: str
    words: tuple[str, ...]

    def goes_on(self, words: Sequence[str], at: int) -> bool:
        """Do the words after a place fit those of the phrase after its first?"""
        size = len(self.words)
        if size == 1 or at + size > len(words):
            return at + size <= len(words)
        return all(map(_fits, self.words[1:], words[at + 1 : at + size]))


class CueMatcher:
    """Which of several named lists of cues occur in a run of words, and where. plain: the cues without a wildcard."""

    def __init__(self, lists: Mapping[str, Sequence[str]]) -> None:
        self.plain = frozenset(cue.lower() for cues in lists.values() for cue in cues if "*" not in cue)
        self._exact: dict[str, list[_Phrase]] = {}
        self._prefix: dict[str, list[_Phrase]] = {}
        self._suffix: dict[str, list[_Phrase]] = {}
        for name in sorted(lists):
            for cue in lists[name]:
                parts = tuple(part for part in cue.lower().replace("’", "'").split() if part)
                if parts:
                    self._add(_Phrase(name, parts))
        self._prefix_lengths = sorted({len(prefix) for prefix in self._prefix})
        self._suffix_lengths = sorted({len(suffix) for suffix in self._suffix})
        self._starting: Memory[Sequence[_Phrase]] = Memory(self._starting_with)  # most words begin no cue,
        self._idle: set[str] = set()  # which these words are known to do

    def _add(self, phrase: _Phrase) -> None:
        before, star, after = phrase.words[0].partition("*")
        if not star:
            self._exact.setdefault(before, []).append(phrase)
        elif before:
            self._prefix.setdefault(before, []).append(phrase)
        else:
            self._suffix.setdefault(after, []).append(phrase)

    def _starting_with(self, word: str) -> list[_Phrase]:
        found = list(self._exact.get(word, ()))
        for length in self._prefix_lengths:
            if length > len(word):
                break
            found += self._prefix.get(word[:length], ())
        for length in self._suffix_lengths:
            if length > len(word):
                break
            found += self._suffix.get(word[len(word) - length :], ())
        found = [phrase for phrase in found if _fits(phrase.words[0], word)]
        if not found and len(word) <= LONGEST:
            if len(self._idle) >= MOST:
                self._idle.clear()
            self._idle.add(word)
        return found

    def find(self, words: Sequence[str]) -> dict[str, list[int]]:
        """List name → the positions of the words at which one of its cues begins, in order, each once."""
        hits: dict[str, list[int]] = {}
        if self._idle.issuperset(words):
            return hits
        starting = self._starting
        for at, word in enumerate(words):
            for phrase in starting[word]:
                if phrase.goes_on(words, at):
                    places = hits.setdefault(phrase.list_name, [])
                    if not places or places[-1] != at:
                        places.append(at)
        return hits

    def opens(self, words: Sequence[str]) -> bool:
        """Does one of the cues begin at the first word?"""
        return bool(words) and any(phrase.goes_on(words, 0) for phrase in self._starting[words[0]])
