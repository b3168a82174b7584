"""The dated events of a story in order, one line each."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from math import fsum, log1p, sqrt

from briefing.compose.evidence.not_known import Taken, only_asks, said_once
from briefing.compose.evidence.sure_days import sure
from briefing.compose.evidence.tuning import TIMELINE
from briefing.compose.sentences.passages import passages
from briefing.compose.sentences.terms import terms
from briefing.language.memo import kept_for_the_same
from briefing.model import OWN_VOICE, Passage, Story

DATE = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")


@dataclass(frozen=True, slots=True)
class DatedLine:
    """A line: a day, a month or a year in ISO form, and what happened then."""

    date: str
    passage: Passage


@kept_for_the_same(most=512)
def timeline(story: Story, printed: Collection[Passage] = (), most: int = TIMELINE.most) -> tuple[DatedLine, ...]:
    """The story's events by date, at most `most`; () where fewer than TIMELINE.fewest different dates can be told.

    An event is a sentence that names exactly one date and is no bare quotation; of several for one date the one stays
    that says most of what the story's articles share. None speaks of something else than the story, is printed
    elsewhere or says the same as another.
    """
    best: dict[str, tuple[float, Passage]] = {}
    shared, topic = sharing(story), about(story)
    taken = Taken(printed)
    usable: list[Passage] = []
    dates: dict[tuple[str, int, int], str] = {}
    for article in story.articles:
        for passage in passages(article) if article.genre not in OWN_VOICE else ():
            date = _date(passage)
            if date and not passage.flaws and not taken.overlaps(passage) and is_about(passage, topic):
                usable.append(passage)
                dates[passage.key] = date
    ranked = sorted(usable, key=lambda passage: (-worth(passage, shared), passage.key))
    for passage in said_once(ranked, printed):
        best.setdefault(dates[passage.key], (worth(passage, shared), passage))
    if len(best) < TIMELINE.fewest:
        return ()
    chosen = sorted(best, key=lambda date: (-best[date][0], date))[:most]
    return tuple(DatedLine(date, best[date][1]) for date in sorted(chosen))


def _date(passage: Passage) -> str:
    """The one date that a single sentence names; "" for none, for several, for a range, for one that is perhaps not of
    what it tells, for a bare quotation and for a question."""
    if passage.first != passage.last or not 5 <= len(passage.text.split()) <= TIMELINE.longest:
        return ""
    sentence = passage.sentences[0]
    found = {mention.value for mention in sentence.dates}
    if len(found) != 1 or sentence.speech.quote == "direct" or only_asks(passage):
        return ""
    (date,) = found
    sure_of_it = any(sure(passage.article, sentence, mention) for mention in sentence.dates)
    return date if DATE.fullmatch(date) and sure_of_it else ""


def sharing(story: Story) -> Counter[str]:
    """Stem → how many articles hold it."""
    return Counter(
        stem
        for article in story.articles
        for stem in {s for sentence in article.sentences for s in terms(sentence.text, article.language).content}
    )


def about(story: Story) -> frozenset[str]:
    """The stems of the titles and openings: what the story is about."""
    heads = [(article.title.value, article.language) for article in story.articles if article.title]
    heads += [(s.text, a.language) for a in story.articles for s in a.sentences[: TIMELINE.opening]]
    return frozenset().union(*(terms(text, code).content for text, code in heads))


def is_about(passage: Passage, topic: frozenset[str]) -> bool:
    """Does a sentence share more than a common word with that? Pages hold sentences of other articles too."""
    found = terms(passage.text, passage.article.language)
    return fsum(found.weights[stem] for stem in sorted(found.content & topic)) >= TIMELINE.about


def worth(passage: Passage, sharing: Counter[str]) -> float:
    """How much a sentence says of what the story's articles share, by its length."""
    found = terms(passage.text, passage.article.language)
    total = sum(log1p(sharing[stem] - 1) * found.weights[stem] for stem in sorted(found.content))
    return total / sqrt(5 + len(found.words))
