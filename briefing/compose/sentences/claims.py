"""What one claim is to another: the one comparison that repeats, corroboration, disagreement and "overtaken" go by.

    compare(claim(earlier), claim(later)) -> Comparison(kind, reason)

What is compared is what a passage says, not its words: its figures and what they count, its names, places and days,
whether it asserts, denies, doubts or plans, and who answers for it. A speaker's name and office are no part of what is
said. The kinds, each of the second claim beside the first:

    same          it says the same thing, perhaps in other words
    adds          it says all of that, and more
    contradicts   both cannot be true of one moment: another figure for one quantity, a denial, the opposite
    updates       it is later, and what the first says no longer holds: a higher toll, an end, a result
    unrelated     none of these, also where both are about one event

`reason` says in a few words what decided. Only "updates" depends on the order of the two, and only where the
publication of both is known; `of_words` makes a claim of a text that stands in no article that was read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Literal

from briefing import language
from briefing.compose.sentences import counts
from briefing.compose.sentences.carried import QuotedWords, carries, one_toll, quoted_words, quotes, set_apart
from briefing.compose.sentences.counts import CountKey
from briefing.compose.sentences.numbers.agreement import agree
from briefing.compose.sentences.numbers.kinds import growing
from briefing.compose.sentences.numbers.quantities import Quantity, quantities
from briefing.compose.sentences.paraphrase import (
    ComparedPassage,
    conflict,
    denied,
    likeness,
    said,
    same,
    shared_nats,
    turned,
)
from briefing.compose.sentences.tuning import CARRIED, CLAIM
from briefing.compose.sentences.turns import later, turned_by
from briefing.language.memo import kept_for_the_same, lazy
from briefing.model import NO_SPEECH, Article, Passage, Sentence, Source, Speech, When
from briefing.text import Span, Text

Kind = Literal["same", "contradicts", "updates", "adds", "unrelated"]


@dataclass(frozen=True, slots=True)
class Comparison:
    """What a claim is to another, and what decided it, in words for people."""

    kind: Kind
    reason: str


class Claim:
    """A passage made ready for comparison; its figures are read when they are first asked for."""

    def __init__(self, passage: Passage) -> None:
        self.passage = passage
        self.said: ComparedPassage = said(passage)

    @property
    def article(self) -> Article:
        return self.passage.article

    @lazy
    def counts(self) -> tuple[Quantity, ...]:
        return tuple(quantities(replace(self.article, sentences=self.passage.sentences)))

    @lazy
    def keys(self) -> tuple[CountKey, ...]:
        """What each of `counts` must have in common with another to be compared with it."""
        return tuple(map(counts.key, self.counts))

    @lazy
    def by_key(self) -> Mapping[CountKey, Sequence[Quantity]]:
        found: dict[CountKey, list[Quantity]] = {}
        for key, quantity in zip(self.keys, self.counts, strict=True):
            found.setdefault(key, []).append(quantity)
        return found

    @lazy
    def quoted(self) -> QuotedWords | None:
        return quoted_words(self.passage)


@kept_for_the_same(most=8192)
def claim(passage: Passage) -> Claim:
    """The claim that a passage of an article makes."""
    return Claim(passage)


def of_words(text: str, lang: str | None, *, published: When | None = None, speaker: str | None = None) -> Claim:
    """The claim that bare words make, such as those of a statement that an earlier edition printed. speaker: who
    answers for them, None: nobody but the text itself."""
    digest = sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    speech = Speech(speaker=speaker, attributed=True, quote="indirect") if speaker else NO_SPEECH
    sentences = tuple(
        Sentence(span=span, text=span.of(text), block=0, speech=speech)
        for span in language.sentence_spans(text, Span(0, len(text)), lang)
    )
    article = Article(
        path=digest,
        source=Source(digest, digest, "text", None),
        body=Text.whole(text),
        text_sha256=digest,
        sentences=sentences,
        published=published,
        language=lang,
    )
    return Claim(Passage(article, 0, len(sentences) - 1))


def compare(one: Claim, other: Claim, *, compare_speakers: bool = True) -> Comparison:
    """What `other` is to `one`.

    compare_speakers: False for a reader to whom it is all one who says it; with True the same words of two people are
    two claims.
    """
    found = excluded(one, other) or contained(one, other, compare_speakers=compare_speakers)
    if found is not None:
        return found
    if shared_nats(one.said, other.said) < CLAIM.matter:
        return Comparison("unrelated", "they share too little")
    why = conflict(one.said, other.said, compare_speakers)
    alike, _ = likeness(one.said.terms, other.said.terms)
    return Comparison("unrelated", why or f"{alike:.0%} of what they say is shared: too little")


def contained(one: Claim, other: Claim, *, compare_speakers: bool = True) -> Comparison | None:
    """Whether `other` says the same as `one`, or all of it and more, as long as nothing excludes one of them (see
    `excluded`); None where it does not."""
    if same(one.said, other.said, compare_speakers=compare_speakers) and not set_apart(one.said, other.said):
        alike, _ = likeness(one.said.terms, other.said.terms)
        return Comparison("same", f"{alike:.0%} of what they say is shared, and nothing speaks against it")
    why = _carried(one, other, compare_speakers)
    return Comparison("adds", why) if why else None


def excluded(one: Claim, other: Claim) -> Comparison | None:
    """What `other` is to `one` where the two cannot both be said of one moment, or are of different states; None where
    nothing says so."""
    if shared_nats(one.said, other.said) < CLAIM.matter:
        return None
    return _figures(one, other) or _state(one, other)


def _carried(one: Claim, other: Claim, compare_speakers: bool) -> str:
    """Why the second says all that the first claims, and perhaps more; "" if it does not."""
    if why := carries(one.said, other.said, compare_speakers=compare_speakers):
        return why
    if one.quoted is not None and (why := quotes(one.quoted, other.passage)):
        return why
    opening = all(item.passage.last <= CARRIED.opening and item.passage.article.title for item in (one, other))
    return one_toll(one.counts, other.counts) if opening and shared_nats(one.said, other.said) >= CARRIED.matter else ""


def _figures(one: Claim, other: Claim) -> Comparison | None:
    """Another figure for one quantity: an update where it grows and is later, else a contradiction."""
    for a, b in _pairs(one, other):
        if _given_by_both(a, b, one, other) or not counts.counts_the_same(a, b):
            continue
        reason = f"{_words(a)} against {_words(b)}"
        if counts.one_moment(a, b):
            return Comparison("contradicts", reason)
        if later(b.article, a.article) and growing(a.kind, a.article.language):
            return Comparison("updates", reason)
    return None


def _given_by_both(a: Quantity, b: Quantity, one: Claim, other: Claim) -> bool:
    """Do two figures agree, or does each claim give the other's too ("100 on board, 22 drowned" in both)?"""
    if agree(a.figure, b.figure):
        return True
    mine = any(agree(x, b.figure) and x.unit == b.figure.unit for x in one.said.figures)
    return mine and any(agree(y, a.figure) and y.unit == a.figure.unit for y in other.said.figures)


def _pairs(one: Claim, other: Claim) -> Iterator[tuple[Quantity, Quantity]]:
    """The figures of both that may count the same."""
    for key, a in zip(one.keys, one.counts, strict=True):
        for b in other.by_key.get(key, ()):
            yield a, b


def _words(quantity: Quantity) -> str:
    return f'"{" ".join(quantity.span.of(quantity.article.body.string).split())}"'


def _state(one: Claim, other: Claim) -> Comparison | None:
    """The opposite, a denial, or a turn of events: an update where the second is later, else a contradiction."""
    after = later(other.article, one.article)
    if after and (turn := turned_by(one.said.terms.words, other.said.terms.words, other.article.language)):
        return Comparison("updates", f'{turn[0]} ("{turn[1]}")')
    if later(one.article, other.article) and (
        turn := turned_by(other.said.terms.words, one.said.terms.words, one.article.language)
    ):
        return Comparison("unrelated", f'of an earlier state: {turn[0]} ("{turn[1]}")')
    if likeness(one.said.terms, other.said.terms)[0] < CLAIM.opposed:
        return None
    if turned(one.said, other.said):
        return Comparison("updates" if after else "contradicts", "the opposite")
    shared = one.said.terms.content & other.said.terms.content
    turning = denied(one.said, shared) ^ denied(other.said, shared)
    weights = one.said.terms.weights
    if turning and sum(weights[stem] for stem in sorted(turning)) > CLAIM.denied * shared_nats(one.said, other.said):
        return Comparison("contradicts", "one denies what the other asserts")
    return None
