"""Whether a date without a year, or a bare weekday, lies behind its article or ahead of it.

Newswire convention: “police said Friday” is the last Friday, “parliament will vote on Friday” the next one. The verb
nearest before the date decides, else the first one after it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Literal, NamedTuple

from briefing.language import data, table

Tense = Literal["past", "future", "none"]


class Outlook(NamedTuple):
    """Where a date lies by its sentence. close: the verb that says so stands right before it ("it began on May 3")."""

    tense: Tense
    close: bool = False


NO_OUTLOOK = Outlook("none")

_NEVER = r"(?!x)x"
_COMPLEMENT = re.compile(r"(?:\s+[\w'’-]+){0,3}")  # will *be released*, is expected *to be named*: no past
_LAST_WORD = re.compile(r"([\w'’]+)\s+$")
_CLOSE = 12  # characters between a verb and a date that belong together
_REACH = 400  # characters on either side that are looked at


@dataclass(frozen=True, slots=True)
class _Cues:
    """What tells the tense in one language: the verbs, words before which a participle is none, copulas."""

    verbs: re.Pattern[str]
    no_verb_after: frozenset[str]
    copula: re.Pattern[str]


def _either(patterns: Iterable[str]) -> str:
    return "|".join(patterns) or _NEVER


@cache
def _cues(language: str | None) -> _Cues | None:
    known, grammar = data(language), table("dates", language)
    future, past = (known.date_words.get(role, ()) for role in ("future", "past"))
    if not future and not past:
        return None
    participle = grammar.get("participle", "")
    speech = known.speech_verbs
    # Where endings tell the past, "says" before a date tells nothing; after it, it does: Friday's report says …
    present = sorted(verb for verb in speech if participle and verb.endswith("s") and verb not in past)
    bases = {verb[:-1] for verb in present} | {verb[:-2] for verb in present} | {verb[:-3] + "y" for verb in present}
    groups = {
        "future": [*grammar.get("ahead", ()), *map(re.escape, future)],
        "agreed": [grammar.get("ahead_behind") or _NEVER],
        "expecting": list(grammar.get("expecting", ())),
        "behind": [grammar.get("behind") or _NEVER],
        "past": [re.escape(verb) for verb in (*past, *sorted(speech - bases - {*present}))],
        "present": [re.escape(verb) for verb in present],
        "participle": [participle or _NEVER],
    }
    verbs = "|".join(rf"(?P<{name}>{_either(patterns)})" for name, patterns in groups.items())
    return _Cues(
        re.compile(rf"\b(?:{verbs})\b"),
        frozenset(grammar.get("no_verb_after", "").split()),
        re.compile(rf"\s+(?:{_either(grammar.get('copula', '').split())})\b"),
    )


def outlook(text: str, start: int, end: int, at: int, stop: int, language: str | None) -> Outlook:
    """What the sentence `text[start:end]` says about the date `text[at:stop]` in it."""
    cues = _cues(language)
    if cues is None:
        return NO_OUTLOOK
    before = _last_verb(cues, text, max(start, at - _REACH), at)
    if before.tense != "none":
        return before
    if at - start <= 1 and cues.copula.match(text, stop, min(end, stop + 8)):
        return Outlook("future")
    return Outlook(_first_verb(cues, text, stop, min(end, stop + _REACH)))


def _last_verb(cues: _Cues, text: str, start: int, end: int) -> Outlook:
    """By the last verb of the stretch that ends where the date begins."""
    found: Tense = "none"
    verb_end = complement = start
    for cue in cues.verbs.finditer(text, start, end):
        if cue["future"] or cue["agreed"]:
            found = "future"
            rest = _COMPLEMENT.match(text, cue.end(), end)
            verb_end, complement = cue.end(), rest.end() if rest else cue.end()
        elif cue["behind"]:
            found, verb_end = "past", cue.end()
        elif cue["expecting"]:
            found = found if _is_no_verb(cue, text, start, cues) else "future"
        elif not cue["present"] and cue.start() >= complement and not _is_no_verb(cue, text, start, cues):
            found, verb_end = "past", cue.end()
    return Outlook(found, end - verb_end <= _CLOSE)


def _first_verb(cues: _Cues, text: str, start: int, end: int) -> Tense:
    """The tense of the first verb of a stretch."""
    for cue in cues.verbs.finditer(text, start, end):
        if cue["future"]:
            return "future"
        if not _is_no_verb(cue, text, start, cues):
            return "past"
    return "none"


def _is_no_verb(cue: re.Match[str], text: str, start: int, cues: _Cues) -> bool:
    """The devastated region, a cut: after an article there is no verb."""
    before = _LAST_WORD.search(text, max(start, cue.start() - 16), cue.start())
    return before is not None and before[1].lower() in cues.no_verb_after
