"""A passage that an editor prints, whatever its score: as a pick of its section, explained as every other one."""

from __future__ import annotations

from briefing.compose.sections.rules import SectionRule
from briefing.compose.sections.score import Scored
from briefing.compose.selection.candidates import Candidate, Key, candidate_of
from briefing.compose.selection.select import Chooser, Pick
from briefing.model import Passage


def pick_by_hand(chooser: Chooser, passage: Passage, section: str, *, first: bool, why: str) -> Pick:
    """The passage as a statement of the section. first: it opens it; why: what the editor said of it."""
    candidate = _candidate(chooser, passage)
    rule = next(rule for rule in chooser.rules if rule.id == section)
    strongest = max(candidate.scored, key=lambda scored: scored.scores.get(section, 0.0))
    return Pick(
        passage=passage,
        section=section,
        score=candidate.scores.get(section, 0.0),
        scores=candidate.scores,
        features=tuple({k: round(v, 3) for k, v in scored.features.items()} for scored in candidate.scored),
        contributions=tuple(chooser.router.contributions(rule, strongest)),
        merit=(),
        rank=0 if first else len(chooser.ranks.get(section, ())) + 1,
        of=len(chooser.ranks.get(section, ())),
        rule_number=list(chooser.rules).index(rule),
        why=("placed by the editor" + (f": {why}" if why else ""),),
        speaker=candidate.speaker,
        group=candidate.group_name(rule.group_by),
        edited=first,
    )


def best_section(chooser: Chooser, passage: Passage) -> str:
    """The section that scores the passage highest, the first of equals."""
    scores = _candidate(chooser, passage).scores
    return max((rule.id for rule in chooser.rules), key=lambda name: scores.get(name, 0.0))


def reasons(chooser: Chooser, passage: Passage) -> list[tuple[SectionRule, float, str]]:
    """Why no section prints the passage, section by section: (rule, its score there, why not)."""
    candidate = _candidate(chooser, passage)
    found = []
    for rule in chooser.rules:
        score = candidate.scores.get(rule.id)
        told = [why for other, why in chooser.lost[rule.id] if other.overlaps(candidate)]
        if score is None:
            why = "a filter of the section turns it away (where, with_words, without_words)"
        elif told:
            why = told[0]
        elif any(other.overlaps(candidate) for other in chooser.printed):
            why = "chosen, but the length of the edition, shared out among the stories, does not hold it"
        elif score < rule.min_score:
            why = f"its score is below min_score {rule.min_score:.2f}"
        else:
            why = "it was not weighed alone: it stands in a longer passage, or fits another section better"
        found.append((rule, score or 0.0, why))
    return found


def _candidate(chooser: Chooser, passage: Passage) -> Candidate:
    """What is known of the passage, scored as those that the selection compares."""
    known = _known(chooser).get(passage.key)
    if known is not None:
        return known
    number, scored = _sentences(chooser)[passage.article.path]
    members = tuple(scored[index] for index in range(passage.first, passage.last + 1))
    return candidate_of(passage, members, chooser.router, (number, -1))


def _known(chooser: Chooser) -> dict[Key, Candidate]:
    return {candidate.passage.key: candidate for candidate in chooser.everything}


def _sentences(chooser: Chooser) -> dict[str, tuple[int, dict[int, Scored]]]:
    """Path → the article's number in its story, and its sentences' scores by their numbers."""
    found: dict[str, tuple[int, dict[int, Scored]]] = {}
    for candidate in chooser.everything:
        mine = found.setdefault(candidate.passage.article.path, (candidate.place[0], {}))[1]
        mine.update(enumerate(candidate.scored, candidate.passage.first))
    return found
