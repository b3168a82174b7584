"""What need not be printed: what another passage says already, and what a later one overtakes."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.compose.selection.candidates import MOST, Candidate
from briefing.language.weights import information_of

_SAME = 0.42  # share of the information of both that two passages have in common (Dice)
_LEADS_SAME = 0.24  # the same for first or second sentences, which tell one event anyway, of days that may be one
_CONFIRMED_SAME = 0.6  # the same where one confirms and the other does not
_HELD = 0.75  # share of the shorter passage's information that the longer one holds
_FEWEST = 12.0  # nats of information that the shorter passage must have to be judged by what it holds


def says_the_same(one: Candidate, other: Candidate) -> bool:
    """Would a reader take the second passage for a repeat of the first? Judged by the information in their words
    (see compose/sentences/paraphrase.py for the stricter question of who else says it); a confirmation is no repeat of
    a report."""
    if one.group == other.group:
        return True
    shared = one.stems & other.stems
    if not shared:
        return False
    code = one.passage.article.language
    held = information_of(shared, code, most=MOST)
    of_one, of_other = one.information, other.information
    alike = 2 * held / (of_one + of_other)
    if _cue(one, "confirmation") != _cue(other, "confirmation"):
        return alike >= _CONFIRMED_SAME
    if max(one.place[1], other.place[1]) <= 1 and not _on_other_days(one, other):
        return alike >= _LEADS_SAME
    shorter = min(of_one, of_other)
    return alike >= _SAME or (shorter >= _FEWEST and held / shorter >= _HELD)


def superseded(everything: Sequence[Candidate]) -> dict[tuple[str, int, int], str]:
    """Refusals to confirm where the story has the confirmation: passage key → why it is stale."""
    confirmed = [c for c in everything if _cue(c, "confirmation") and not _cue(c, "refusal") and not _cue(c, "unknown")]
    stale: dict[tuple[str, int, int], str] = {}
    for candidate in everything:
        if not _cue(candidate, "refusal"):
            continue
        for other in confirmed:
            if len(candidate.stems & other.stems) >= 2:
                stale[candidate.passage.key] = (
                    f"overtaken by {other.passage.article.path}, sentence {other.passage.first + 1}"
                )
                break
    return stale


def _on_other_days(one: Candidate, other: Candidate) -> bool:
    """Does each name a day, and none that both name? A story goes on from day to day in the same words."""
    first, second = one.days, other.days
    return bool(first) and bool(second) and not first & second


def _cue(candidate: Candidate, name: str) -> bool:
    return any(name in scored.view.cues for scored in candidate.scored)
