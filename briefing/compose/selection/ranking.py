"""Which of a section's passages come first, with the sum that says so; and in what order the chosen are printed."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from briefing.compose.sections.rules import SectionRule
from briefing.compose.sections.score import Contribution
from briefing.compose.selection.candidates import Candidate, Key
from briefing.compose.selection.tuning import RANKING
from briefing.compose.summarizers import Summarizer


def merits(
    rule: SectionRule,
    admitted: Sequence[Candidate],
    summarizer: Summarizer | None,
    share: float,
    printed_names: Collection[str],
) -> dict[Key, tuple[Contribution, ...]]:
    """Passage → the terms of the sum that ranks it: its score, what the rule prefers, its place in the summarizer's
    order (times `share`), the names it explains."""
    place = _places(admitted, summarizer if share else None)
    found = {}
    for candidate in admitted:
        terms = [Contribution("score", candidate.scores[rule.id], 1.0)]
        terms += [Contribution(f"prefer: {name}", candidate.feature(name), w) for name, w in rule.prefer.items()]
        if candidate.passage.key in place:
            terms.append(Contribution(f"summarizer: {rule.summarizer}", place[candidate.passage.key], share))
        if rule.earlier_names:
            known = min(1.0, len(candidate.names.intersection(printed_names)) / RANKING.full_names)
            terms.append(Contribution("earlier_names", known, rule.earlier_names))
        found[candidate.passage.key] = tuple(term for term in terms if term.points)
    return found


def _places(admitted: Sequence[Candidate], summarizer: Summarizer | None) -> dict[Key, float]:
    """Passage → 1 for the summarizer's first, evenly down to 0; what it left out has no place."""
    if summarizer is None or not admitted:
        return {}
    passages = [candidate.passage for candidate in admitted]
    order = summarizer(passages, sum(len(passage.text.split()) for passage in passages))
    return {admitted[index].passage.key: 1.0 - rank / len(admitted) for rank, index in enumerate(order)}


def total(terms: Sequence[Contribution]) -> float:
    return sum(term.points for term in terms)


def in_turn(ranked: Sequence[Candidate], group_by: str) -> list[Candidate]:
    """Every group's best first, then every group's second, and so on; passages without a group are their own."""
    rounds: dict[int, list[Candidate]] = {}
    count: dict[str, int] = {}
    for candidate in ranked:
        name = candidate.group_name(group_by)
        turn = count.get(name, 0) if name else 0
        if name:
            count[name] = turn + 1
        rounds.setdefault(turn, []).append(candidate)
    return [candidate for turn in sorted(rounds) for candidate in rounds[turn]]


def ordered(rule: SectionRule, chosen: Sequence[Candidate]) -> list[Candidate]:
    """The order of print; the order of choice where the rule says score. A group stands where its first one does. Under
    speakers or countries, what was said before the news that the story is about stands last."""
    result = list(chosen)
    if rule.order == "place":
        voices = rule.group_by in ("speaker", "country")
        result.sort(key=lambda c: (voices and not c.current, c.place))
    elif rule.order == "time":
        result.sort(key=lambda c: (_first_date(c), c.place))
    elif rule.order == "speaker":
        result.sort(key=lambda c: ((c.speaker or "\uffff").split()[-1].casefold(), c.place))
    if rule.group_by != "none":
        names = [c.group_name(rule.group_by) or f"\0{at}" for at, c in enumerate(result)]
        opened = {name: at for at, name in reversed(list(enumerate(names)))}
        result = [result[at] for at in sorted(range(len(result)), key=lambda at: (opened[names[at]], at))]
    return result


def _first_date(candidate: Candidate) -> str:
    dates = sorted(mention.value for sentence in candidate.passage.sentences for mention in sentence.dates)
    return dates[0] if dates else "9999"
