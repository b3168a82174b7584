"""What lies ahead of a story: sentences that name a day after the edition's, and that still stand.

A day is sure where it is that of what the sentence tells (`sure_days`) and cannot be one that lies behind: named by its
figures, or by a word for a day of the same week in a sentence that looks ahead. A later report that names another day,
a cancellation and a denial take a sentence away.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import lru_cache, partial
from math import fsum

from briefing import language
from briefing.compose.evidence.not_known import kind_of, only_asks, said_once
from briefing.compose.evidence.sure_days import names_its_day
from briefing.compose.evidence.timeline import DatedLine, about, is_about, sharing, worth
from briefing.compose.evidence.tuning import AHEAD
from briefing.compose.sentences.currency import (
    Currency,
    currency,
    of_no_source,
    told_by_a_fake,
)
from briefing.compose.sentences.passages import passages
from briefing.compose.sentences.terms import terms
from briefing.compose.sentences.turns import later, turned_by
from briefing.language.cues import CueMatcher
from briefing.model import OWN_VOICE, Article, DateMention, Passage, Sentence, Story


@lru_cache(maxsize=64)
def _cues(lang: str | None) -> CueMatcher:
    """What says that a sentence tells what is to come."""
    return CueMatcher({"ahead": language.table("evidence", lang).get("ahead", {}).get("cues", ())})


def ahead(story: Story, day: date, preferred: Callable[[Passage], bool]) -> tuple[DatedLine, ...]:
    """What lies ahead, a line a day, the most telling first. preferred: is a passage printed already? Of two for one
    day, such a one stays."""
    now = currency(story.articles, day)
    found = {passage.key: (when, passage) for when, passage in _candidates(story, day, now)}
    weigh = partial(worth, sharing=sharing(story))
    ranked = sorted(found.values(), key=lambda one: (not preferred(one[1]), -weigh(one[1]), one[1].key))
    lines: dict[str, DatedLine] = {}
    for passage in said_once([passage for _, passage in ranked]):
        when = found[passage.key][0]
        if when not in lines and not _overtaken(passage, when, story):
            lines[when] = DatedLine(when, passage)
    return tuple(lines.values())


def _candidates(story: Story, day: date, now: Currency) -> Iterator[tuple[str, Passage]]:
    """Day and passage of each sentence that stands alone and names a sure day to come."""
    topic = about(story)
    for article in story.articles:
        if article.genre in OWN_VOICE or article.genre == "notice" or not now.current(article.path):
            continue
        for passage in passages(article):
            when = _day_of(passage, day)
            if when and not passage.flaws and is_about(passage, topic) and not now.stale(passage):
                yield when, passage


def _day_of(passage: Passage, day: date) -> str:
    """The first sure day to come that a passage names; "" where it names none, is too long to be read at a glance, a
    bare quotation or a question, or says that something is not known, denied or only rumoured."""
    lang = passage.article.language
    if len(passage.text.split()) > AHEAD.longest or only_asks(passage):
        return ""
    if passage.first == passage.last and passage.sentences[0].speech.quote == "direct":
        return ""
    found = [_in_sentence(passage.article, sentence, day) for sentence in passage.sentences]
    words = language.words(passage.text, lang)
    unsure = kind_of(passage.text, lang) or of_no_source(words, lang) or told_by_a_fake(words, lang)
    return "" if unsure else min((one for one in found if one), default="")


def _in_sentence(article: Article, sentence: Sentence, day: date) -> str:
    """The first of the days to come that a sentence names, if it is sure; "" where it names none or a span of days."""
    coming = [mention for mention in sentence.dates if mention.value > day.isoformat()[: len(mention.value)]]
    if not coming or any(len(mention.value) != len("2031-05-11") for mention in coming):
        return ""
    first = min(coming, key=lambda mention: mention.value)
    sure = names_its_day(article, sentence, first) and _cannot_lie_behind(article, sentence, first)
    far = (date.fromisoformat(first.value) - day).days > AHEAD.horizon
    return first.value if sure and not far else ""


def _cannot_lie_behind(article: Article, sentence: Sentence, mention: DateMention) -> bool:
    """A day with its year does not; one without is the nearest of its name, and a sentence about the past could mean
    the year before, or the week before."""
    if article.published is None:
        return False
    named = mention.span.of(article.body.string)
    away = (date.fromisoformat(mention.value) - date.fromisoformat(article.published.day)).days
    coming = bool(_cues(article.language).find(language.words(sentence.text, article.language)))
    if mention.value[:4] in named:
        return away > 0
    if any(char.isdigit() for char in named):
        return 0 < away <= (AHEAD.without_year if coming else AHEAD.unsaid)
    return coming and 0 < away <= AHEAD.by_name


def _overtaken(passage: Passage, when: str, story: Story) -> bool:
    """Does another article deny it, or a later one call it off or give another day?"""
    lang = passage.article.language
    own, words = terms(passage.text, lang), language.words(passage.text, lang)
    enough = AHEAD.same * fsum(own.weights[stem] for stem in sorted(own.content))
    for article in story.articles:
        if article.language != lang or article.genre in OWN_VOICE:
            continue
        newer = later(article, passage.article)
        after = article.published.day if article.published else ""
        for sentence in article.sentences:
            shared = own.content & terms(sentence.text, lang).content
            if fsum(own.weights[stem] for stem in sorted(shared)) < enough or sentence.text in passage.text:
                continue
            if kind_of(sentence.text, lang) == "denied":
                return True
            if newer and (
                _of_another_day(sentence, when, after) or turned_by(words, language.words(sentence.text, lang), lang)
            ):
                return True
    return False


def _of_another_day(sentence: Sentence, when: str, after: str) -> bool:
    """Does it name days that are still to come for it, and not this one? after: its own day."""
    days = {mention.value for mention in sentence.dates if len(mention.value) == len(when) and mention.value > after}
    return bool(days) and when not in days


def shared_out(lines: Sequence[Sequence[DatedLine]], most: int) -> list[list[DatedLine]]:
    """At most so many lines of all stories: of each in its order one, of the first two, then the next of each."""
    kept: list[list[DatedLine]] = [[] for _ in lines]
    left = most
    for turn in range(AHEAD.of_a_story):
        for number, of_story in enumerate(lines):
            take = of_story[len(kept[number]) :][: AHEAD.of_the_first if number == 0 and turn == 0 else 1]
            take = take[:left]
            kept[number] += take
            left -= len(take)
    return kept
