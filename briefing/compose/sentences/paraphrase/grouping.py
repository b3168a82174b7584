"""Passages that say the same thing in groups."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from briefing.compose.sentences.paraphrase.compared import ComparedPassage, likeness, said
from briefing.compose.sentences.paraphrase.conflicts import conflict, same
from briefing.compose.sentences.terms import Terms
from briefing.compose.sentences.tuning import PARAPHRASE
from briefing.model import Passage


def groups(passages: Sequence[Passage], *, compare_speakers: bool = True) -> tuple[int, ...]:
    """A group number for each passage: those that say the same thing share one.

    compare_speakers: what someone is said to say and what an article asserts itself are two things; False joins them
    too
    (for an editor who prints a thing once, whoever says it). The numbers count groups in the order of their first
    passage; which passages share a group does not depend on the order of the input. Time near linear in the input.
    """
    ready = [said(passage) for passage in passages]
    found: list[list[int]] = []
    leader_of: dict[tuple[object, ...], int] = {}
    index: dict[str, list[int]] = defaultdict(list)
    counts = Counter(stem for item in ready for stem in item.terms.content)
    order = sorted(
        range(len(passages)), key=lambda i: (-len(ready[i].terms.content), passages[i].text, passages[i].key)
    )
    for i in order:
        same_words = _fingerprint(ready[i], compare_speakers)
        known = leader_of.get(same_words)
        if known is None:
            known = _joined(ready, i, found, index, counts, compare_speakers)
            leader_of[same_words] = known if known is not None else len(found)
        if known is not None:
            found[known].append(i)
            continue
        for stem in _prefix(ready[i].terms, counts):
            index[stem].append(len(found))
        found.append([i])
    number = {i: group for group, members in enumerate(found) for i in members}
    names: dict[int, int] = {}
    return tuple(names.setdefault(number[i], len(names)) for i in range(len(passages)))


def _fingerprint(item: ComparedPassage, compare_speakers: bool) -> tuple[object, ...]:
    words = item.terms.words
    return (words, item.speaker, item.attributed) if compare_speakers else (words,)


def _prefix(row: Terms, counts: Counter[str]) -> Iterator[str]:
    """The rarest stems, one of which any passage that is alike must share."""
    left, total = row.weight, row.weight
    for stem in sorted(row.content, key=lambda stem: (counts[stem], stem)):
        yield stem
        left -= row.weights[stem]
        if left < total * PARAPHRASE.loose / (2 - PARAPHRASE.loose):
            return


def _joined(
    ready: Sequence[ComparedPassage],
    i: int,
    found: Sequence[Sequence[int]],
    index: dict[str, list[int]],
    counts: Counter[str],
    compare_speakers: bool,
) -> int | None:
    """The group that a passage joins: the one whose leader is most like it and whose members do not contradict it."""
    held: dict[int, float] = defaultdict(float)
    for stem in _prefix(ready[i].terms, counts):
        for group in index.get(stem, ())[: PARAPHRASE.postings]:
            held[group] += ready[i].terms.weights[stem]
    candidates = sorted([(-weight, group) for group, weight in held.items()])[: PARAPHRASE.tried]
    best: tuple[float, int] | None = None
    for _, group in candidates:
        members = found[group]
        if not same(ready[i], ready[members[0]], compare_speakers=compare_speakers):
            continue
        if any(conflict(ready[i], ready[other], compare_speakers) for other in members[1 : 1 + PARAPHRASE.compared]):
            continue
        score = likeness(ready[i].terms, ready[members[0]].terms)[0]
        if best is None or score > best[0]:
            best = (score, group)
    return best[1] if best else None
