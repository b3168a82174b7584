"""What need not be printed: what another passage says already, and what a later one overtakes."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.compose.candidates import Candidate

_SAME = 0.6  # share of the shorter passage's stems that the other holds
_FEWEST = 5  # stems that a passage must have to be judged by its words


def says_the_same(one: Candidate, other: Candidate) -> bool:
    """Do two passages share most of their words? Conservative: short ones never do."""
    shorter, longer = sorted((one.stems, other.stems), key=len)
    if len(shorter) < _FEWEST:
        return one.stems == other.stems
    shared = len(shorter & longer)
    return shared / len(shorter) >= _SAME and shared / len(longer) >= 0.4


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


def _cue(candidate: Candidate, name: str) -> bool:
    return any(name in scored.view.cues for scored in candidate.scored)
