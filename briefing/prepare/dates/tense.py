"""Whether a date without a year, or a bare weekday, lies behind its article or ahead of it.

Newswire convention: “police said Friday” is the last Friday, “parliament will vote on Friday” the next one. The date's
own verb decides: that of its clause, before it rather than after it; only where the clause has none, the nearest one of
the sentence. The words are those of `briefing/language/<code>/dates.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, NamedTuple

from briefing.language import LanguageData, data, table
from briefing.language.memo import lazy
from briefing.language.rules import Rule, RuleTable
from briefing.prepare.dates.options import DATES

Tense = Literal["past", "future", "none"]


class Outlook(NamedTuple):
    """Where a date lies by its sentence. close: the verb that says so stands right before it ("it began on May 3")."""

    tense: Tense
    close: bool = False


NO_OUTLOOK = Outlook("none")

_NEVER = r"(?!x)x"
_COMPLEMENT = re.compile(r"(?:\s+[\w'’-]+){0,3}")  # will *be released*, is expected *to be named*: no past
_LAST_WORD = re.compile(r"([\w'’]+)\s+$")
_MARKS = r"[,;:()“”„\"—–«»]|``|''"
_OPENING = 24  # characters before a date that has only "In a vote on" before it
_COPULA = 12  # characters in which a copula stands beside its date


@dataclass(frozen=True, slots=True, kw_only=True)
class _Grammar:
    """What shows the tense in one language, ready to be searched for."""

    verbs: re.Pattern[str]
    no_verb_after: frozenset[str]
    joints: re.Pattern[str]  # where a clause ends
    copula: re.Pattern[str]
    copula_before: re.Pattern[str]
    toward: re.Pattern[str]  # what stands right before a date that is an end or an aim: until, for
    until: re.Pattern[str]
    since: re.Pattern[str]
    lasting: re.Pattern[str]  # verbs whose "until" looks back: it lasted until Friday, they did not act until Friday
    after: re.Pattern[str]  # after leaving: looks back
    happened: re.Pattern[str]  # right after a date: its crash, its attacks
    links: re.Pattern[str]  # the words between a verb and a date that belong together
    present: re.Pattern[str]
    perfect: bool  # "is" before a date and a participle behind it are one verb, of what has happened


def _either(patterns: Iterable[str]) -> str:
    return "|".join(patterns) or _NEVER


def _listed(grammar: Mapping[str, Any], key: str) -> str:
    return _either(re.escape(word.replace("_", " ")) for word in str(grammar.get(key, "")).split())


@cache
def _grammar(language: str | None) -> _Grammar | None:
    known, grammar = data(language), table("dates", language)
    future, past = (known.date_words.get(role, ()) for role in ("future", "past"))
    if not future and not past and not grammar.get("ahead"):
        return None
    edge = r"\b" if known.spaces else ""
    before = {
        key: re.compile(rf"{edge}(?:{_listed(grammar, key)})\s*$", re.I)
        for key in ("toward", "until", "since", "links")
    }
    return _Grammar(
        verbs=_verbs(known, grammar),
        no_verb_after=frozenset(str(grammar.get("no_verb_after", "")).split()),
        joints=re.compile(rf"{_MARKS}|{edge}(?:{_listed(grammar, 'joints')}){edge}"),
        copula=re.compile(rf"\s+(?:{_listed(grammar, 'copula')})\b"),
        copula_before=re.compile(rf"{edge}(?:{_listed(grammar, 'copula')})(?:\s+(?:{_listed(grammar, 'links')}))*\s+$"),
        lasting=re.compile(rf"{edge}(?:{_either(grammar.get('lasting', ()))}){edge}"),
        after=re.compile(rf"{edge}(?:{_either(grammar.get('after', ()))}){edge}"),
        happened=re.compile(rf"(?:['’]s)?(?:\s[\w'’-]+){{0,2}}?\s(?:{_listed(grammar, 'happened')}){edge}"),
        links=re.compile(rf"\s*(?:{edge}(?:{_listed(grammar, 'links')})\s*)*"),
        present=re.compile(rf"{edge}(?:{_either(grammar.get('present', ()))}){edge}"),
        perfect=bool(grammar.get("perfect")),
        toward=before["toward"],
        until=before["until"],
        since=before["since"],
    )


def _verbs(known: LanguageData, grammar: Mapping[str, Any]) -> re.Pattern[str]:
    """The verbs of a language, each kind a group. Where endings show the past, "says" before a date shows nothing;
    after it, it does: Friday's report says …"""
    future, past = (known.date_words.get(role, ()) for role in ("future", "past"))
    participle = grammar.get("participle", "")
    speech = known.speech_verbs
    present = sorted(verb for verb in speech if participle and verb.endswith("s") and verb not in past)
    bases = {verb[:-1] for verb in present} | {verb[:-2] for verb in present} | {verb[:-3] + "y" for verb in present}
    groups = {
        "future": [*grammar.get("ahead", ()), *map(re.escape, future)],
        "agreed": [grammar.get("ahead_behind") or _NEVER],
        "expecting": list(grammar.get("expecting", ())),
        "past": [re.escape(verb) for verb in (*past, *sorted(speech - bases - {*present}))],
        "present": [re.escape(verb) for verb in present],
        "participle": [participle or _NEVER],
    }
    edge = r"\b" if known.spaces else ""
    verbs = "|".join(rf"(?P<{name}>{_either(patterns)})" for name, patterns in groups.items())
    return re.compile(rf"{edge}(?:{verbs}){edge}")


class DatePlace:
    """A date in its sentence, and the verbs about it."""

    def __init__(self, text: str, start: int, end: int, at: int, stop: int, grammar: _Grammar) -> None:
        """The date is `text[at:stop]`, its sentence `text[start:end]`."""
        self.text, self.start, self.at, self.stop, self.grammar = text, start, at, stop, grammar
        self.low, self.high = max(start, at - DATES.reach), min(end, stop + DATES.reach)

    @lazy
    def before(self) -> str:
        return self.text[self.low : self.at]

    @lazy
    def clause(self) -> tuple[int, int]:
        """Where the date's clause begins and ends. What opens a sentence ("In a vote on Monday, …") belongs to the
        clause that follows."""
        joints = self.grammar.joints
        start = max((joint.end() for joint in joints.finditer(self.text, self.low, self.at)), default=self.low)
        opens = start == self.start and not self._last_verb(start).tense_is_known
        after = self.stop
        while (joint := joints.search(self.text, after, self.high)) is not None:
            if opens and not self.text[after : joint.start()].strip() and joint[0] == ",":
                after = joint.end()
                opens = self._is_year(after)
                continue
            return start, joint.start()
        return start, self.high

    def _is_year(self, at: int) -> bool:
        """Does what stands there go on with the date ("Monday, Nov. 4, the council …")?"""
        return self.text[at : at + _OPENING].lstrip()[:1].isdigit()

    def _last_verb(self, start: int) -> _Verb:
        return _last_verb(self.grammar, self.text, start, self.at)

    @lazy
    def own_before(self) -> _Verb:
        return self._last_verb(self.clause[0])

    @lazy
    def own(self) -> Tense:
        """The tense of the clause's verb: the last one before the date, else the first one behind it."""
        before = self.own_before.tense
        return before if before != "none" else _first_verb(self.grammar, self.text, self.stop, self.clause[1])

    @lazy
    def any_before(self) -> _Verb:
        return self._last_verb(self.low)

    @lazy
    def any(self) -> Tense:
        """The tense of the sentence's verb that stands nearest in the same order."""
        before = self.any_before.tense
        return before if before != "none" else _first_verb(self.grammar, self.text, self.stop, self.high)

    @lazy
    def at_once(self) -> Tense:
        """The tense of a verb that follows the date at once ("the meeting Thursday would")."""
        cue = self.grammar.verbs.match(self.text, self.stop + 1, self.high)
        if cue is None or not self.text[self.stop : self.stop + 1].isspace():
            return "none"
        return "future" if cue["future"] else "past" if cue["past"] or cue["participle"] else "none"

    @property
    def close(self) -> bool:
        """Does nothing but "on", "in", "early" stand between the verb before and the date?"""
        verb = self.any_before
        rest = self.grammar.links.match(self.text, verb.end, self.at)
        return verb.tense_is_known and rest is not None and rest.end() == self.at

    @property
    def lasted(self) -> bool:
        """Does what goes on "until" the date look back: it lasted, it did not begin?"""
        return (
            self.own_before.tense == "past"
            and self.grammar.lasting.search(self.text, self.clause[0], self.at) is not None
        )

    @property
    def is_perfect(self) -> bool:
        """Is what stands before the date an auxiliary, whose participle ends the clause?"""
        grammar = self.grammar
        if not grammar.perfect or not grammar.copula_before.search(self.before[-_OPENING:]):
            return False
        return _first_verb(grammar, self.text, self.stop, self.clause[1]) == "past"

    @property
    def opens(self) -> bool:
        return self.at - self.start <= 1


class _Verb(NamedTuple):
    tense: Tense
    end: int

    @property
    def tense_is_known(self) -> bool:
        return self.tense != "none"


def _last_verb(grammar: _Grammar, text: str, start: int, end: int) -> _Verb:
    """The last verb of the stretch that ends where the date begins."""
    found: Tense = "none"
    verb_end = complement = start
    for cue in grammar.verbs.finditer(text, start, end):
        if cue["future"] or cue["agreed"]:
            found = "future"
            rest = _COMPLEMENT.match(text, cue.end(), end)
            verb_end, complement = cue.end(), rest.end() if rest else cue.end()
        elif cue["expecting"]:
            found = found if _is_no_verb(cue, text, start, grammar) else "future"
        elif not cue["present"] and cue.start() >= complement and not _is_no_verb(cue, text, start, grammar):
            found, verb_end = "past", cue.end()
    return _Verb(found, verb_end)


def _first_verb(grammar: _Grammar, text: str, start: int, end: int) -> Tense:
    """The tense of the first verb of a stretch."""
    for cue in grammar.verbs.finditer(text, start, end):
        if cue["future"]:
            return "future"
        if not _is_no_verb(cue, text, start, grammar):
            return "past"
    return "none"


def _is_no_verb(cue: re.Match[str], text: str, start: int, grammar: _Grammar) -> bool:
    """The devastated region, a cut: after an article there is no verb."""
    before = _LAST_WORD.search(text, max(start, cue.start() - 16), cue.start())
    return before is not None and before[1].lower() in grammar.no_verb_after


def outlook(text: str, start: int, end: int, at: int, stop: int, language: str | None) -> Outlook:
    """What the sentence `text[start:end]` says about the date `text[at:stop]` in it."""
    grammar = _grammar(language)
    if grammar is None:
        return NO_OUTLOOK
    place = DatePlace(text, start, end, at, stop, grammar)
    found = DIRECTIONS(place)
    return found if found.close else Outlook(found.tense, place.close)


def _example(text: str) -> Tense:
    """What the rules say of the date between square brackets; a language may stand before the sentence ("de| …")."""
    code, _, rest = text.rpartition("| ")
    at, stop = rest.index("["), rest.index("]") - 1
    plain = rest.replace("[", "").replace("]", "")
    return outlook(plain, 0, len(plain), at, stop, code or "en").tense


def _row(
    name: str,
    test: Callable[[DatePlace], object],
    tense: Tense,
    example: str,
    sure: bool = False,
    language: str = "",
) -> Rule[[DatePlace], Outlook]:
    """sure: the words say it as closely as a verb right before the date would."""
    return Rule(name=name, test=test, verdict=Outlook(tense, sure), example=(example, tense), language=language)


DIRECTIONS: RuleTable[[DatePlace], Outlook] = RuleTable(
    "directions",
    _row(
        "the day of what has happened",
        lambda place: place.grammar.happened.match(place.text, place.stop),
        "past",
        "It could change the law after [Tuesday]'s deadly crash.",
        sure=True,
    ),
    _row(
        "since",
        lambda place: place.grammar.since.search(place.before),
        "past",
        "The port will have been closed since [Tuesday].",
        sure=True,
    ),
    _row(
        "until, of what lasted",
        lambda place: place.grammar.until.search(place.before) and place.lasted,
        "past",
        "The strike lasted until [Friday].",
    ),
    _row(
        "a verb ahead right behind the date",
        lambda place: place.at_once == "future" and not place.close,
        "future",
        "She told reporters the meeting [Thursday] would be brief.",
    ),
    _row(
        "a verb behind right behind the date",
        lambda place: place.at_once == "past" and not place.close,
        "past",
        "The bill could cost millions, and a report [Thursday] showed why.",
    ),
    _row(
        "an end or an aim",
        lambda place: place.grammar.toward.search(place.before) or place.grammar.until.search(place.before),
        "future",
        "The hearing was put off until [Friday].",
    ),
    _row(
        "is, before the date, and a participle behind it",
        lambda place: place.is_perfect,
        "past",
        "de| Der Bär ist am [Montag] nach drei Tagen gefangen worden.",
        language="de",
    ),
    _row(
        "is, before the date",
        lambda place: place.grammar.copula_before.search(place.before[-_OPENING:]),
        "future",
        "The election is [Thursday], and the mayor is tired.",
    ),
    _row(
        "after doing",
        lambda place: place.grammar.after.search(place.text, place.clause[0], place.at),
        "past",
        "He will be replaced after resigning [Friday].",
        sure=True,
    ),
    _row(
        "the verb of its clause looks ahead",
        lambda place: place.own == "future",
        "future",
        "He said that on [Friday] the port would reopen.",
    ),
    _row(
        "the verb of its clause looks back",
        lambda place: place.own == "past",
        "past",
        "In a move that could sink it, the council on [Friday] at last threw out the plan.",
    ),
    _row(
        "is, behind a date that begins the sentence",
        lambda place: place.opens and place.grammar.copula.match(place.text, place.stop, place.stop + _COPULA),
        "future",
        "[Monday] is a holiday.",
    ),
    _row(
        "a verb in the present",
        lambda place: place.grammar.present.search(place.text, *place.clause),
        "future",
        "de| Am [Sonntag] sitzt er erstmals auf der Bank.",
    ),
    _row(
        "a verb of the sentence looks ahead",
        lambda place: place.any == "future",
        "future",
        "The port will be closed on Monday, [Tuesday] and Sunday.",
    ),
    _row(
        "a verb of the sentence looks back",
        lambda place: place.any == "past",
        "past",
        "The port was closed on Monday, [Tuesday] and Sunday.",
    ),
    otherwise=NO_OUTLOOK,
    run=_example,
)
