"""Turns of events: words that say that something has ended, against words that say that it begins, is planned or goes
on. Rows of the language's table (`claims.toml`, [[turn]]).

`turned_by` compares two openings, `Turns.ended` a passage that says of a state ("is in hospital", "is still at large")
with the sentences of later articles, and of later entries of its own live blog, that say that it is over.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from math import fsum

from briefing import language
from briefing.compose.sentences.terms import terms
from briefing.compose.sentences.tuning import CURRENCY
from briefing.language.cues import CueMatcher
from briefing.model import OWN_VOICE, Article, Passage, Sentence

_HOUR = re.compile(r"\W{0,3}(\d{1,2})(?:[:.h](\d{2}))?\s{0,2}([ap])?\.?m?\b", re.IGNORECASE)
_NOON = 12
_MINUTES = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnRule:
    """later: words that end what words of `earlier` announce, report or leave open, and what words of `state` say to
    be so; None: the row has no such list. final: what is announced cannot follow what it announces, so that the words
    alone say which of two articles of one day is the later. subject: nats that a sentence of the end must share with
    one of the state. plans: the row ends what is planned, and nothing but that."""

    why: str
    later: CueMatcher
    earlier: CueMatcher | None
    state: CueMatcher | None
    final: bool = False
    subject: float = CURRENCY.subject
    plans: bool = False


@lru_cache(maxsize=64)
def rows(lang: str | None) -> tuple[TurnRule, ...]:
    table = language.table("claims", lang)
    turns = tuple(
        TurnRule(
            why=row["why"],
            later=CueMatcher({"later": row["later"]}),
            earlier=CueMatcher({"earlier": row["earlier"]}) if row.get("earlier") else None,
            state=CueMatcher({"state": row["state"]}) if row.get("state") else None,
            final=bool(row.get("final")),
        )
        for row in table.get("turn", ())
    )
    plans = table.get("words", {}).get("plan", ())
    return turns + tuple(
        TurnRule(
            why=row["why"],
            later=CueMatcher({"later": row["later"]}),
            earlier=None,
            state=CueMatcher({"state": [f"{plan} {act}" for plan in plans for act in row["acts"]]}),
            final=True,
            subject=CURRENCY.planned,
            plans=True,
        )
        for row in table.get("plan", ())
    )


def turned_by(
    old: Sequence[str],
    new: Sequence[str],
    lang: str | None,
    *,
    settled: Sequence[str] | None = None,
    only_final: bool = False,
) -> tuple[str, str] | None:
    """Why later words overtake earlier ones on the same matter, and the word that says so; None where no row of the
    language's table says that they do. settled: those of the earlier ones that do not look ahead: that it will be over,
    or that nobody knows when, does not say that it is. only_final: asked of articles of which neither is known to be
    the later."""
    for row in rows(lang):
        if row.plans or (only_final and not row.final):
            continue
        places = row.later.find(new).get("later", ())
        if not places or row.later.find(old if settled is None else settled):
            continue
        if row.earlier is None or row.earlier.find(old):
            return row.why, new[places[0]]
    return None


def later(one: Article, other: Article) -> bool:
    """Is the first article known to be later than the second?"""
    first, second = one.published, other.published
    if first is None or second is None or first.inferred or second.inferred:
        return False
    if first.day != second.day:
        return first.day > second.day
    return first.precision == second.precision == "second" and first.value > second.value


def in_any_order(one: Article, other: Article) -> bool:
    """Is neither of the two known to be the later one?"""
    return not later(one, other) and not later(other, one)


@dataclass(frozen=True, slots=True)
class _Told:
    """A sentence that says that something is over. minute: of its entry in a live blog, None elsewhere."""

    article: Article
    minute: int | None
    row: TurnRule
    content: frozenset[str]


class Turns:
    """What the sentences of a story's articles say to be over."""

    def __init__(self, articles: Sequence[Article]) -> None:
        self._told = [told for article in articles if article.genre not in OWN_VOICE for told in _told(article)]

    def ended(self, passage: Passage) -> str:
        """Why a state that a passage tells no longer holds, or what it announces is over; "" if nothing says so."""
        article = passage.article
        words = language.words(passage.text, article.language)
        own = terms(passage.text, article.language)
        for told in self._told:
            if told.article.language != article.language or not _tells(told, passage, words):
                continue
            shared = fsum(own.weights[stem] for stem in sorted(own.content & told.content))
            if shared >= told.row.subject and not told.row.later.find(words):
                return f"overtaken by {told.article.path}: {told.row.why}"
        return ""


def _told(article: Article) -> list[_Told]:
    found = []
    for number, sentence in enumerate(article.sentences):
        words = language.words(sentence.text, article.language)
        for row in rows(article.language):
            asked = number < CURRENCY.opening if row.plans else row.state or article.genre == "live"
            places = row.later.find(words).get("later", ()) if asked else ()
            if places:
                content = terms(sentence.text, article.language).content
                cue = terms(" ".join(words[at] for at in places), article.language).content
                found.append(_Told(article, entry_minute(article, number), row, content - cue))
    return found


def _tells(told: _Told, passage: Passage, words: Sequence[str]) -> bool:
    """Does an earlier passage hold words of a state that the later sentence ends?"""
    if told.article.path != passage.article.path:
        after = later(told.article, passage.article) or (told.row.final and not later(passage.article, told.article))
        if not after or told.row.state is None:
            return False
        return _is_planned(told, passage) if told.row.plans else bool(told.row.state.find(words))
    before = entry_minute(passage.article, passage.first)
    if told.minute is None or before is None or told.minute <= before:
        return False
    return any(cues is not None and cues.find(words) for cues in (told.row.state, told.row.earlier))


def _is_planned(told: _Told, passage: Passage) -> bool:
    """Does a passage plan what the other article tells, for a day that was over when that was written? The day stands
    behind the words of planning, or before them where nobody is said to say so ("said on Monday that it will")."""
    written = told.article.published.day if told.article.published else ""
    own = passage.article.published.day if passage.article.published else ""
    for sentence in passage.sentences:
        at = _plan_at(sentence, told.row, passage.article.language)
        if at is None or not written:
            continue
        days = [m.value for m in sentence.dates if m.span.start > at or not sentence.speech.attributed]
        if any(own <= day <= written or _a_week_later(day, own) for day in days if len(day) == len(written)):
            return True
    return False


def _plan_at(sentence: Sentence, row: TurnRule, code: str | None) -> int | None:
    """Where, in its article, a sentence begins to speak of what is planned; None if it does not."""
    words = language.words(sentence.text, code)
    places = row.state.find(words).get("state", ()) if row.state else ()
    if not places:
        return None
    found = re.search(
        r"\b" + r"\W+".join(map(re.escape, words[places[0] : places[0] + 2])), sentence.text, re.IGNORECASE
    )
    return sentence.span.start + (found.start() if found else 0)


def _a_week_later(day: str, own: str) -> bool:
    """Is a weekday that was read as that of the next week the article's own?"""
    return bool(own) and date.fromisoformat(day) - date.fromisoformat(own) == timedelta(days=7)


def entry_minute(article: Article, sentence: int) -> int | None:
    """The minute of the day at which the live blog's entry that holds a sentence was written; None elsewhere."""
    if article.genre != "live" or not article.blocks:
        return None
    for number in range(article.sentences[sentence].block, -1, -1):
        block = article.blocks[number]
        found = _HOUR.match(article.body.string[block.span.start : block.span.start + 16])
        if found and (found[2] or found[3]):
            return _minute(int(found[1]), int(found[2] or 0), found[3])
    return None


def _minute(hour: int, minute: int, half: str | None) -> int:
    if half:
        hour = hour % _NOON + (_NOON if half.lower() == "p" else 0)
    return hour * _MINUTES + minute
