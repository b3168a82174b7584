"""What need not be printed: what another passage says already, and what a later one overtakes."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.compose.selection.candidates import Candidate
from briefing.compose.selection.tuning import CANDIDATE, REDUNDANCY
from briefing.compose.sentences.carried import quotes
from briefing.compose.sentences.claims import claim, compare, excluded
from briefing.compose.sentences.currency import CURRENT, Currency
from briefing.compose.sentences.terms import cues
from briefing.compose.sentences.turns import entry_minute
from briefing.language.vocabulary.weights import information_of
from briefing.model import Passage

# below this share of common information no two passages are one, unless one holds most of the other
_LEAST_ALIKE = min(REDUNDANCY.same, REDUNDANCY.leads_same, REDUNDANCY.confirmed_same, REDUNDANCY.other_days_same)


def says_the_same(one: Candidate, other: Candidate) -> bool:
    """Would a reader take the second passage for a repeat of the first? Judged by the information in their words
    (see compose/sentences/paraphrase for the stricter question of who else says it); a confirmation is no repeat of
    a report. A sentence of some length in both, word for word but for what leads in ("Caption …"), is one."""
    if one.group == other.group or not one.ends.isdisjoint(other.ends):
        return True
    return _repeats(one, other) and not overtakes(one, other)


def why_the_same(one: Candidate, other: Candidate) -> str:
    """What makes one passage a repeat of the other, in words for people; asked of those that are."""
    found = compare(claim(other.passage), claim(one.passage), compare_speakers=False)
    if found.kind in ("same", "adds"):
        return found.reason
    if not one.ends.isdisjoint(other.ends):
        return "a sentence of both ends in the same words"
    held = information_of(one.stems & other.stems, one.passage.article.language, most=CANDIDATE.most)
    share = 2 * held / (one.information + other.information or 1.0)
    return f"{share:.0%} of the information in their words is shared"


def overtakes(one: Candidate, other: Candidate) -> bool:
    """Do the two claims exclude each other, or is one a later state of the other? Then they are two, however alike."""
    first, second = claim(one.passage), claim(other.passage)
    found = (excluded(*pair) for pair in ((first, second), (second, first)))
    return any(against is not None and against.kind in ("contradicts", "updates") for against in found)


def _repeats(one: Candidate, other: Candidate) -> bool:
    """Do the two share so much of their information that the second reads as the first again? Entries of a live blog
    go on in the same words."""
    if _of_other_entries(one.passage, other.passage):
        return False
    shared = one.stems & other.stems
    if not shared:
        return False
    of_one, of_other = one.information, other.information
    shorter = min(of_one, of_other)
    at_most = CANDIDATE.most * len(shared)
    if 2 * at_most < _LEAST_ALIKE * (of_one + of_other) and at_most < REDUNDANCY.held * shorter:
        return False
    if _one_quotation(one.passage, other.passage):
        return True
    held = information_of(shared, one.passage.article.language, most=CANDIDATE.most)
    alike = 2 * held / (of_one + of_other)
    held_most = shorter >= REDUNDANCY.fewest and held / shorter >= REDUNDANCY.held
    if alike < _LEAST_ALIKE and not held_most:
        return False
    if _cue(one, "confirmation") != _cue(other, "confirmation") or _denies(one) != _denies(other):
        return alike >= REDUNDANCY.confirmed_same
    if _on_other_days(one, other):
        return alike >= REDUNDANCY.other_days_same
    if max(one.place[1], other.place[1]) <= 1:
        return alike >= REDUNDANCY.leads_same
    return alike >= REDUNDANCY.same or held_most


def _one_quotation(one: Passage, other: Passage) -> bool:
    """Is what one quotes, and is mostly made of, quoted in the other too, whatever either adds?"""
    if one.article.path == other.article.path:
        return False
    pairs = ((claim(one), other), (claim(other), one))
    return any(
        first.quoted is not None and len(first.quoted.words) >= REDUNDANCY.quoted and quotes(first.quoted, there)
        for first, there in pairs
    )


def superseded(everything: Sequence[Candidate], currency: Currency = CURRENT) -> dict[tuple[str, int, int], str]:
    """Refusals to confirm where the story has the confirmation, and what a later article has overtaken:
    passage key → why it is stale."""
    confirmed = [c for c in everything if _cue(c, "confirmation") and not _cue(c, "refusal") and not _cue(c, "unknown")]
    stale: dict[tuple[str, int, int], str] = {}
    for candidate in everything:
        if why := currency.stale(candidate.passage):
            stale[candidate.passage.key] = why
            continue
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
    """Does each name a day, and none that both name, or is one of an article of another day and names none that the
    other names? A story goes on from day to day in the same words."""
    first, second = one.days, other.days
    written = {c.passage.article.published.day for c in (one, other) if c.passage.article.published}
    return not first & second and (bool(first and second) or len(written) > 1)


def _of_other_entries(one: Passage, other: Passage) -> bool:
    """Are the two of one live blog, and written at different minutes?"""
    if one.article.genre != "live" or one.article.path != other.article.path:
        return False
    return entry_minute(one.article, one.first) != entry_minute(other.article, other.first)


def _denies(candidate: Candidate) -> bool:
    """Does somebody answer a charge in it?"""
    denials = cues(candidate.passage.article.language, "denials")
    return any(not denials.isdisjoint(scored.view.words) for scored in candidate.scored)


def _cue(candidate: Candidate, name: str) -> bool:
    return any(name in scored.view.cues for scored in candidate.scored)
