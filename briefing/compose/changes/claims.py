"""What of a story was said before: by an article that an earlier edition had, or in other words by one of today."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from briefing import language
from briefing.compose.changes.tuning import CHANGES
from briefing.compose.sentences.claims import Claim, claim, compare
from briefing.compose.sentences.paraphrase import conflict, groups, likeness
from briefing.compose.sentences.passages import passages
from briefing.compose.sentences.turns import later
from briefing.language.cues import CueMatcher
from briefing.model import Article, Passage

Key = tuple[str, int, int]
SETTLED = "hangs on a condition, and a later article has moved on"
READ_BEFORE = "an earlier edition had its article"
SAID_BEFORE = "says what an earlier edition had"


@dataclass(frozen=True, slots=True)
class Claims:
    """Why passages say nothing new, by their keys; those of the new articles that do not, and those that do, in the
    order of their articles."""

    known: Mapping[Key, str] = field(default_factory=dict)
    repeated: tuple[Passage, ...] = ()
    new: tuple[Passage, ...] = ()


def claims(fresh: Sequence[Article], before: Sequence[Article], printed: frozenset[str] = frozenset()) -> Claims:
    """fresh: the articles that no earlier edition had; before: those that one had; printed: words of the statements
    that were printed."""
    old = [passage for article in before for passage in passages(article)]
    own = [passage for article in fresh for passage in passages(article)]
    known = {passage.key: READ_BEFORE for passage in old}
    numbers = groups([*old, *own], compare_speakers=False)
    heard = frozenset(numbers[: len(old)])
    ready = [claim(passage) for passage in old]
    for passage, number in zip(own, numbers[len(old) :], strict=True):
        new = claim(passage)
        if passage.text in printed or _known(new, ready, number in heard):
            known[passage.key] = SAID_BEFORE
        elif before and _conditional(passage) and any(_days_later(other, passage.article) for other in fresh):
            known[passage.key] = SETTLED
    return Claims(
        known,
        tuple(passage for passage in own if passage.key in known),
        tuple(passage for passage in own if passage.key not in known),
    )


def _conditional(passage: Passage) -> bool:
    """Does it say what happens if something else does?"""
    cues, code = language.table("corrections", passage.article.language), passage.article.language
    return bool(CueMatcher({"if": cues.get("conditional", ())}).find(language.words(passage.text, code)))


def _days_later(one: Article, other: Article) -> bool:
    return (
        later(one, other)
        and one.published is not None
        and other.published is not None
        and (one.published.day > other.published.day)
    )


def _known(new: Claim, old: Sequence[Claim], heard: bool) -> bool:
    """Does a known passage say all that this one says? heard: one says the same. What an article opens with is why it
    was written: that is known only where it stands there in nearly the same words."""
    if new.passage.first == 0:
        return any(_nearly_verbatim(new, one) for one in old)
    return heard or any(_says_all(one, new) for one in old)


def _nearly_verbatim(new: Claim, old: Claim) -> bool:
    alike, _ = likeness(new.said.terms, old.said.terms)
    return alike >= CHANGES.verbatim and not conflict(new.said, old.said, compare_speakers=False)


def _says_all(old: Claim, new: Claim) -> bool:
    """Does a known passage hold nearly all that this one says, nothing that contradicts it, and is nothing denied
    anew?"""
    one, other = new.said.terms, old.said.terms
    shared = one.content & other.content
    if len(shared) < 3 or one.denied - other.denied or other.doubted & shared - one.doubted:
        return False
    held = sum(min(one.weights[stem], other.weights[stem]) for stem in sorted(shared))
    if held < CHANGES.fewest or held < CHANGES.inside * one.weight:
        return False
    return compare(old, new, compare_speakers=False).kind in ("same", "adds", "unrelated") and not conflict(
        new.said, old.said, compare_speakers=False
    )
