"""What of a story was said before: by an article that an earlier edition had, or in other words by one of today."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from briefing.compose.changes.tuning import CHANGES
from briefing.compose.sentences.paraphrase import Said, conflict, groups, likeness, said
from briefing.compose.sentences.passages import passages
from briefing.model import Article, Passage

Key = tuple[str, int, int]
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
    ready = [said(passage) for passage in old]
    for passage, number in zip(own, numbers[len(old) :], strict=True):
        if number in heard or passage.text in printed or _like_one_of(said(passage), ready):
            known[passage.key] = SAID_BEFORE
    return Claims(
        known,
        tuple(passage for passage in own if passage.key in known),
        tuple(passage for passage in own if passage.key not in known),
    )


def _like_one_of(new: Said, old: Sequence[Said]) -> bool:
    """Does a known passage hold nearly all that this one says, and nothing that contradicts it? Looser than what proves
    that two sources agree: what is only worded anew is no news."""
    return any(_nothing_new(new, one) for one in old)


def _nothing_new(new: Said, old: Said) -> bool:
    shared = new.terms.content & old.terms.content
    if len(shared) < 3:
        return False
    dice, _ = likeness(new.terms, old.terms)
    held = sum(min(new.terms.weights[stem], old.terms.weights[stem]) for stem in sorted(shared))
    inside = held / new.terms.weight if new.terms.weight else 0.0
    if held < CHANGES.fewest or (dice < CHANGES.alike and inside < CHANGES.inside):
        return False
    return not conflict(new, old, compare_speakers=False)
