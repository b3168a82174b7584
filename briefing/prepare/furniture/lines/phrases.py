"""The words by which furniture gives itself away, per language, ready to be looked up.

The words stand in `language/<language>/clean.toml`. A phrase is compared by its words alone: lower case, no
punctuation, every number written "0". Looking up a line costs a handful of set operations, whatever the number of
phrases: each phrase hangs on its longest word.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Literal, cast

from briefing import language
from briefing.language.memo import Memory
from briefing.language.tokens import Runs, has_figures
from briefing.model import BlockKind
from briefing.prepare.furniture.bounds import PHRASE

Place = Literal["whole", "start", "end", "any"]

"""Words of the longest phrase that is a line by itself."""
_WORDS = Runs(r"[^\W_]")


def tokens(text: str) -> list[str]:
    """The words of a line as phrases are compared: lower case, a number is "0", a run of numbers is one."""
    return _numberless(_WORDS(text), text)


def tokens_of(texts: Sequence[str]) -> list[list[str]]:
    """The same of each of many lines."""
    return list(map(_numberless, _WORDS.of(texts), texts))


def _numberless(words: list[str], text: str) -> list[str]:
    if not has_figures(text):
        return words
    found = list(map(_NUMBERLESS.__getitem__, words))
    if found.count("0") < 2:
        return found
    return [word for word, before in zip(found, ["", *found], strict=False) if word != "0" or before != "0"]


_NUMBERLESS = Memory(lambda word: "0" if word[0].isdigit() else word)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """A phrase and what it says of the line that holds it. `phrase` has a space at both ends."""

    phrase: str
    kind: BlockKind
    weight: float
    at: Place
    why: str

    def holds(self, line: str) -> bool:
        """Does a line, a space at both ends, hold the phrase where it counts?"""
        if self.at == "start":
            return line.startswith(self.phrase)
        return line.endswith(self.phrase) if self.at == "end" else self.phrase in line


@dataclass(frozen=True, slots=True, kw_only=True)
class Cues:
    """The words of one language (and the English ones, which pages of every language use)."""

    whole: Mapping[str, Cue]
    by_word: Mapping[str, tuple[Cue, ...]]
    voices: frozenset[str]  # lines after which others speak: readers, the publisher
    voice_starts: tuple[str, ...]  # beginnings of such lines
    lists: frozenset[str]  # lines after which other articles are listed
    list_starts: tuple[str, ...]
    reader_words: frozenset[str]  # "we", "you", "I": words of one who speaks to the reader
    networks: frozenset[str]  # "facebook"
    byline: tuple[str, ...]
    byline_longest_first: tuple[str, ...]  # the same, without the spaces around
    roles: frozenset[str]
    author_verbs: frozenset[str]  # "is", "covers": what a line about the author says of him
    credit_words: tuple[str, ...]  # what a bracket with a picture's credit begins with
    credit_labels: tuple[str, ...]  # what a credit without brackets begins with: "Photo: Jon Ek"
    glued: tuple[str, ...]  # words of a page that get glued to a sentence: "Advertisement The minister …"
    signed: tuple[str, ...]  # what a bracket behind a text begins with that says who wrote it
    notices: frozenset[str]  # labels of what a newspaper says of itself: "Correction: …"
    fact_labels: frozenset[str]  # what the facts at the end of an announcement are headed with: "Admission"
    fact_starts: tuple[str, ...]  # the same
    of_words: tuple[str, ...]  # between a number and how many there are: "2 of 5"
    about_starts: tuple[str, ...]  # "About Tolling": what a press release ends with
    release_signs: tuple[str, ...]  # what says that a text is a press release
    time_words: frozenset[str]  # what a date line is made of
    stamp_words: frozenset[str]  # those of them that only a date or a time holds
    months: Mapping[str, int]
    stop_words: frozenset[str]
    speech_verbs: frozenset[str]
    agencies: Mapping[str, str]  # as written, lower case → the name
    opinion: frozenset[str]  # lines that mark an opinion piece
    lenders: frozenset[str]  # who supplies pictures and text, one word each
    outlet_words: frozenset[str]  # words that newspapers and stations are called by
    update_words: frozenset[str]
    publish_words: frozenset[str]
    address_words: frozenset[str]  # what stands before the address on a line that gives the article's address
    keys: frozenset[str] = field(default_factory=frozenset)
    button_starts: frozenset[str] = field(default_factory=frozenset)  # first words of the phrases in `whole`

    def of(self, words: Sequence[str], known: frozenset[str] | set[str]) -> list[Cue]:
        """The phrases that a line of these words holds; `known` is the set of the words."""
        hits = known & self.keys
        if not hits and len(words) > PHRASE.whole:
            return []
        line = " " + " ".join(words) + " "
        whole = self.whole.get(line) if len(words) <= PHRASE.whole else None
        held = [cue for word in sorted(hits) for cue in self.by_word[word] if cue.phrase in line and cue.holds(line)]
        return [whole, *held] if whole else held

    def opens(self, words: Sequence[str]) -> Literal["voices", "lists"] | None:
        """What a page goes on to after this line: others who speak, other articles; None: to neither."""
        if not words or len(words) > PHRASE.opening:
            return None
        line = " " + " ".join(words) + " "
        if line in self.voices or line.startswith(self.voice_starts):
            return "voices"
        return "lists" if line in self.lists or line.startswith(self.list_starts) else None

    def is_made_of_buttons(self, words: Sequence[str]) -> bool:
        """Nothing but words of the page's buttons and menus in a row: "Share Tweet Email"."""
        if not 2 <= len(words) <= PHRASE.buttons or words[0] not in self.button_starts:
            return False
        at = 0
        while at < len(words):
            for size in PHRASE.button:
                if " " + " ".join(words[at : at + size]) + " " in self.whole:
                    at += size
                    break
            else:
                return False
        return True


@cache
def cues(code: str | None) -> Cues:
    """The cues of a language (ISO 639-1), the English ones with them."""
    tables = [language.table("clean", "en")]
    if code and code != "en" and (own := language.table("clean", code)):
        tables.insert(0, own)
    whole, by_word = _by_place(tables)
    months, time, stamps, stop_words = _calendar(code, tables)
    bylines = _listed(tables, "byline")
    facts = tuple(map(_normal, _listed(tables, "fact_labels")))
    return Cues(
        whole=whole,
        by_word=by_word,
        voices=frozenset(_phrases(tables, "ends", "voices")),
        voice_starts=tuple(_phrases(tables, "ends", "voice_starts")),
        lists=frozenset(_phrases(tables, "ends", "lists")),
        list_starts=tuple(_phrases(tables, "ends", "list_starts")),
        reader_words=frozenset(tables[0].get("reader_words", ())),
        networks=frozenset(_listed(tables, "networks")),
        byline=tuple(map(_normal, bylines)),
        byline_longest_first=tuple(sorted(set(bylines), key=lambda phrase: (-len(phrase), phrase))),
        roles=frozenset(_listed(tables, "roles")),
        author_verbs=frozenset(_listed(tables, "author_verbs")),
        credit_words=tuple(_listed(tables, "credit_words")),
        credit_labels=tuple(_listed(tables, "credit_labels")),
        glued=tuple(_listed(tables, "glued")),
        signed=tuple(_listed(tables, "signed")),
        notices=frozenset(map(_normal, _listed(tables, "notices"))),
        fact_labels=frozenset(facts),
        fact_starts=facts,
        of_words=tuple(
            word for name in sorted({"en", code or "en"}) for word in language.table("heads", name).get("of", ())
        ),
        about_starts=tuple(map(_normal, _listed(tables, "about_starts"))),
        release_signs=tuple(map(_normal, _listed(tables, "release_signs"))),
        time_words=frozenset(time),
        stamp_words=frozenset(stamps),
        months=months,
        stop_words=stop_words,
        speech_verbs=frozenset(language.data("en").speech_verbs | language.data(code).speech_verbs),
        agencies=_agencies(tables),
        opinion=frozenset(map(_normal, _listed(tables, "opinion"))),
        lenders=frozenset(_listed(tables, "lenders")),
        outlet_words=frozenset(_listed(tables, "outlet_words")),
        update_words=frozenset(_listed(tables, "update_words")),
        publish_words=frozenset(_listed(tables, "publish_words")),
        address_words=frozenset(_normal(phrase).strip() for phrase in _listed(tables, "address_words")),
        keys=frozenset(by_word),
        button_starts=frozenset(phrase.split()[0] for phrase in whole if phrase.strip()),
    )


def _listed(tables: Iterable[Mapping[str, Any]], key: str) -> list[str]:
    return [word for table in tables for word in table.get(key, ())]


def _agencies(tables: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """As written, lower case → the name."""
    return {
        name.lower(): full for table in tables for full, names in table.get("agencies", {}).items() for name in names
    }


def _by_place(tables: Iterable[Mapping[str, Any]]) -> tuple[dict[str, Cue], dict[str, tuple[Cue, ...]]]:
    """The phrases that are a whole line, and the others by their longest word."""
    by_word: dict[str, list[Cue]] = {}
    whole: dict[str, Cue] = {}
    for group in _groups(tables):
        for cue in (_cue(group, phrase) for phrase in group["phrases"]):
            if cue.at == "whole":
                whole.setdefault(cue.phrase, cue)
            elif cue.phrase.strip():
                by_word.setdefault(max(cue.phrase.split(), key=len), []).append(cue)
    return whole, {word: tuple(found) for word, found in by_word.items()}


def _groups(tables: Iterable[Mapping[str, Any]]) -> Iterable[Mapping[str, Any]]:
    return (group for table in tables for group in table.get("cue", ()))


def _cue(group: Mapping[str, Any], phrase: str) -> Cue:
    return Cue(
        phrase=_normal(phrase),
        kind=cast(BlockKind, group["kind"]),
        weight=float(group["weight"]),
        at=cast(Place, group["at"]),
        why=group["why"],
    )


def _normal(phrase: str) -> str:
    return " " + " ".join(tokens(phrase)) + " "


def _phrases(tables: Iterable[Mapping[str, Any]], table: str, key: str) -> list[str]:
    return [_normal(phrase) for found in tables for phrase in found.get(table, {}).get(key, ())]


def _calendar(
    code: str | None, tables: Iterable[Mapping[str, Any]]
) -> tuple[dict[str, int], set[str], set[str], frozenset[str]]:
    known = [language.data("en"), *([language.data(code)] if code and code != "en" else ())]
    months = {name: number for found in known for name, number in found.months.items()}
    stamps = {word for table in tables for word in table.get("stamp_words", ())}
    stamps.update(months, *(found.weekdays for found in known))
    time = stamps.union(*(table.get("time_words", ()) for table in tables))
    return months, time, stamps, frozenset(word for found in known for word in found.stop_words)
