"""The words of a language without spaces that its statements are read by, as patterns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from briefing import language

_NEVER = re.compile(r"(?!)")


@dataclass(frozen=True, slots=True, kw_only=True)
class UnspacedPatterns:
    """Patterns of one language. verbs_last: the verb ends its sentence, a particle marks its subject.

    verb: a verb of saying; weak: one of these that is as often a noun; according: what names a source, which stands
    behind it in group "who" or before it; lead and tail: what stands before and behind a source in its clause.
    """

    verbs_last: bool
    verb: re.Pattern[str]
    weak: frozenset[str]
    according: re.Pattern[str]
    quoted: re.Pattern[str]  # behind a quotation that is a statement
    stated: re.Pattern[str]  # a statement without a quotation
    topic: re.Pattern[str]  # behind a subject
    lead: re.Pattern[str]
    tail: re.Pattern[str]
    foreign: re.Pattern[str]  # a name of several parts
    surnames: frozenset[str]
    before: tuple[str, ...]  # titles and roles before a name, the longest first
    after: tuple[str, ...]  # titles behind a name
    callings: tuple[str, ...]  # last characters of what people are called: "家" in 动物学家
    courtesy: frozenset[str]
    unnamed: tuple[str, ...]  # titles whose holder is not named: "担当課長"
    bodies: tuple[str, ...]  # last characters of bodies
    he: frozenset[str]
    she: frozenset[str]
    they: frozenset[str]
    same: tuple[str, ...]  # before a title or a body that was named: "该"
    firms: frozenset[str]  # behind that, whichever body spoke last: "同社"
    she_titles: frozenset[str]
    not_given: frozenset[str]  # characters that end no given name


def _any(words: Iterable[str]) -> str:
    found = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(map(re.escape, found)) if found else r"(?!)"


def _longest(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(words, key=lambda word: (-len(word), word)))


def _pattern(words: Mapping[str, Any], key: str, verbs: str) -> re.Pattern[str]:
    text = words.get(key, "")
    return re.compile(text.replace("VERB", f"(?:{verbs})")) if text else _NEVER


@cache
def table_of(code: str) -> UnspacedPatterns | None:
    """The table of a language; None if its words stand apart, or nothing is known of it."""
    data = language.table("speech", code)
    words: Mapping[str, Any] = data.get("unspaced", {})
    if not words:
        return None
    verbs = _any(data.get("verbs", {}).get("say", ()))
    times, circumstance = words.get("times", "(?!)"), words.get("circumstance", "(?!)")
    lead, tail = _any(words.get("lead", ())), _any(words.get("tail", ()))
    return UnspacedPatterns(
        verbs_last=bool(words.get("verbs_last", False)),
        verb=re.compile(verbs),
        weak=frozenset(words.get("weak", ())),
        according=_pattern(words, "according", verbs),
        quoted=_pattern(words, "quoted", verbs),
        stated=_pattern(words, "stated", verbs),
        topic=_pattern(words, "topic", verbs),
        lead=re.compile(rf"(?:{times}|{lead})[，、,]?"),
        tail=re.compile(rf"(?:{times}|{circumstance}|{tail})$"),
        foreign=_pattern(words, "foreign", verbs),
        surnames=frozenset(words.get("surnames", ())),
        before=_longest(words.get("before", ())),
        after=_longest(words.get("after", ())),
        callings=_longest(words.get("callings", ())),
        courtesy=frozenset(words.get("courtesy", ())),
        unnamed=_longest(words.get("unnamed", ())),
        bodies=_longest(words.get("bodies", ())),
        he=frozenset(words.get("he", ())),
        she=frozenset(words.get("she", ())),
        they=frozenset(words.get("they", ())),
        same=_longest(words.get("same", ())),
        firms=frozenset(words.get("firms", ())),
        she_titles=frozenset(words.get("she_titles", ())),
        not_given=frozenset(words.get("not_given", "")),
    )
