"""Rules of language as tables: a rule is a row with a name, a test, a verdict, and an example that is its test.

    OPENS = Table("opens", Rule("a heading", is_heading, False, ("Markets:", False)), …, otherwise=True, run=opens)
    OPENS(line)                       the verdict of the first rule whose test holds, else `otherwise`
    with OPENS.without("a heading"):  the same, as if the rule were not there
    with OPENS.noting(seen):          adds to `seen` the name of each rule that decides

Rules stand in the order in which they are tried. A table is a constant of its module; switching a rule off holds for
the process. `quality/ablate.py` switches each rule off in turn; a test runs every rule's example.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Generic, ParamSpec, TypeVar

Case = ParamSpec("Case")  # what a table's rules look at
Verdict = TypeVar("Verdict")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule(Generic[Case, Verdict]):
    """One row. test: whether the rule applies (any true value). example: a sentence or line, and what must come of it
    from the table's `run`; the rule must be the one that decides there. language: the code of the only language that
    the rule is for, "" if it is for all; such a rule may stay though no labelled set shows it at work."""

    name: str
    test: Callable[Case, object]
    verdict: Verdict
    example: tuple[str, object]
    language: str = ""


class RuleTable(Generic[Case, Verdict]):
    """Rules in the order in which they are tried, and the verdict where none applies.

    run: an example's text → what comes of it, through the table. ValueError for two rules of one name.
    """

    def __init__(
        self, name: str, *rules: Rule[Case, Verdict], otherwise: Verdict, run: Callable[[str], object]
    ) -> None:
        names = [rule.name for rule in rules]
        if doubled := {one for one in names if names.count(one) > 1}:
            raise ValueError(f"table {name!r} has two rules of the name {min(doubled)!r}")
        self.name = name
        self.rules = rules
        self.run = run
        self._otherwise = otherwise
        self._steps = [(rule.test, rule.verdict) for rule in rules]
        self._known: dict[tuple[object, ...], tuple[Verdict, ...]] = {}

    def __call__(self, *args: Case.args, **kwargs: Case.kwargs) -> Verdict:
        """The verdict of the first rule whose test holds."""
        for test, verdict in self._steps:
            if test(*args, **kwargs):
                return verdict
        return self._otherwise

    def verdicts(self, *args: Case.args, **kwargs: Case.kwargs) -> Iterator[Verdict]:
        """The verdicts of all rules whose tests hold, in order, for tables whose verdicts add up."""
        for test, verdict in self._steps:
            if test(*args, **kwargs):
                yield verdict

    def kept_verdicts(self, *args: Case.args, **kwargs: Case.kwargs) -> tuple[Verdict, ...]:
        """The same, found once for all that are equal: for tests that look at a few facts, given by position."""
        if kwargs:
            return tuple(self.verdicts(*args, **kwargs))
        found = self._known.get(args)
        if found is None:
            found = self._known[args] = tuple(self.verdicts(*args, **kwargs))
        return found

    def held(self, *args: Case.args, **kwargs: Case.kwargs) -> Iterator[tuple[Any, Verdict]]:
        """What each test that holds gives, in order, with the verdict: for tests that give what they have found."""
        for test, verdict in self._steps:
            if found := test(*args, **kwargs):
                yield found, verdict

    @contextmanager
    def without(self, name: str) -> Iterator[None]:
        """The table without one rule. KeyError if it has no rule of that name."""
        if all(rule.name != name for rule in self.rules):
            raise KeyError(name)
        with self._with([step for step, rule in zip(self._steps, self.rules, strict=True) if rule.name != name]):
            yield

    @contextmanager
    def noting(self, seen: set[str]) -> Iterator[None]:
        """Add to `seen` the name of each rule whose test holds when it is tried."""
        with self._with([(_noted(rule, seen), rule.verdict) for rule in self.rules]):
            yield

    @contextmanager
    def _with(self, steps: list[tuple[Callable[Case, object], Verdict]]) -> Iterator[None]:
        before, known = self._steps, self._known
        self._steps, self._known = steps, {}
        try:
            yield
        finally:
            self._steps, self._known = before, known


def _noted(rule: Rule[Case, Verdict], seen: set[str]) -> Callable[Case, object]:
    def test(*args: Case.args, **kwargs: Case.kwargs) -> object:
        held = rule.test(*args, **kwargs)
        if held:
            seen.add(rule.name)
        return held

    return test
