"""Whether a sentence that has a claim's words says the claim: its figures too, and enough of it where it is short."""

from __future__ import annotations

from briefing import language
from briefing.compose.evidence.tuning import CORROBORATION
from briefing.compose.sentences.carried import held
from briefing.compose.sentences.claims import Claim
from briefing.compose.sentences.numbers.agreement import agree
from briefing.compose.sentences.numbers.figures import Figure


def of_the_same(statement: Claim, other: Claim) -> bool:
    """Whether another sentence names somebody or something that a claim names, where both name any: "a Venn spokesman
    did not answer" is not said by "Corvair did not answer". Who answers for the claim is no part of it."""
    lang, said = statement.said.language, statement.said.terms.content
    mine = frozenset(name for name in statement.said.said_names if language.stem(name, lang) in said)
    there = other.said.every_name
    return not mine or not other.said.said_names or not mine.isdisjoint(there | other.said.word_set)


def tells_enough(statement: Claim, other: Claim) -> bool:
    """Whether the share of a claim that another sentence tells, names left out, is enough for its length: a few words
    are shared by chance ("the care homes", "pulled from the beach"). A figure that both give counts for more words."""
    found = held(statement.said, other.said)
    figures = min(CORROBORATION.figures, sum(_given(figure, other) for figure in statement.said.figures))
    missing = CORROBORATION.sure_nats - found.nats - CORROBORATION.nats_of_figure * figures
    least = CORROBORATION.told + CORROBORATION.told_a_nat * max(0.0, missing)
    return found.told + CORROBORATION.figure * figures >= least


def given_figures(statement: Claim, other: Claim) -> bool:
    """Whether each count of a toll that a claim gives stands in another sentence, of any kind: "16 were killed" is not
    said by "killing and wounding people", nor "25" by "at least 22"."""
    return all(
        _given(quantity.figure, other) for quantity in statement.counts if quantity.kind and quantity.figure.high
    )


def _given(figure: Figure, other: Claim) -> bool:
    return any(_entails(there, figure) for there in other.said.figures)


def _entails(given: Figure, claimed: Figure) -> bool:
    """Whether who gives a figure says another too: not "25" by "at least 22", but "at least 22" by "25"."""
    if given.unit != claimed.unit or not agree(given, claimed):
        return False
    if claimed.bound != "exact" or given.bound in ("exact", "about"):
        return True
    return given.low == claimed.low and given.high == claimed.high
