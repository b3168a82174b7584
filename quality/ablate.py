"""What each rule of language does: every rule of a topic is switched off in turn, over the labelled sets.

    python -m quality.ablate [TOPIC …] [--shared SHARED] [--rule NAME]

A topic is speech, furniture, dates or standalone; without one, all are measured. SHARED is the folder with `data/`
(../shared if not given); sets that are not at hand are left out. For each rule a line: how many answers it changes, how
many of them it makes right and how many wrong, by language. The last line of a topic is the number of rules that change
nothing on any set; a rule for one named language is not counted there.

Of a topic TOPIC the module `quality/ablate_TOPIC.py` has two things:

    TABLES: tuple[Table, ...]                     the topic's tables of rules (briefing/language/rules.py)
    def samples(shared: Path) -> Iterable[Sample]  the labelled texts, read and prepared once

and `Sample.run()` gives each labelled answer of its text by the rules as they stand now, and whether it is right. It
must not answer from a cache. A text is run again only without the rules that decided something in it.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

from briefing.language.rules import Rule, RuleTable

HERE = Path(__file__).resolve().parent


def topics() -> tuple[str, ...]:
    """The topics that have a module of their own here."""
    return tuple(sorted(file.stem.removeprefix("ablate_") for file in HERE.glob("ablate_*.py")))


class Outcome(NamedTuple):
    """One answer. right: None where nobody said what is right."""

    answer: object
    right: bool | None = None


@dataclass(frozen=True, slots=True)
class Sample:
    """One labelled text. run: the key of each labelled line or sentence → its outcome."""

    language: str
    name: str
    run: Callable[[], Mapping[Any, Outcome]]


@dataclass(slots=True)
class Effect:
    """What a rule does, by language: answers that it changes, makes right, makes wrong."""

    table: str
    rule: Rule[..., Any]
    changed: Counter[str] = field(default_factory=Counter)
    righted: Counter[str] = field(default_factory=Counter)
    wronged: Counter[str] = field(default_factory=Counter)

    @property
    def idle(self) -> bool:
        """Whether the rule changes nothing and serves no language of its own."""
        return not self.changed and not self.rule.language


def effects(tables: Sequence[RuleTable[..., Any]], samples: Iterable[Sample], only: str = "") -> list[Effect]:
    """What each rule of some tables does on the samples. only: a part of the names of the rules to look at."""
    found = [(table, Effect(table.name, rule)) for table in tables for rule in table.rules if only in rule.name]
    for sample in samples:
        seen: list[set[str]] = [set() for _ in tables]
        with ExitStack() as stack:
            for table, names in zip(tables, seen, strict=True):
                stack.enter_context(table.noting(names))
            before = dict(sample.run())
        decided = {id(table): names for table, names in zip(tables, seen, strict=True)}
        for table, effect in found:
            if effect.rule.name in decided[id(table)]:
                with table.without(effect.rule.name):
                    _compare(effect, sample.language, before, sample.run())
    return [effect for _, effect in found]


def _compare(effect: Effect, language: str, with_it: Mapping[Any, Outcome], without: Mapping[Any, Outcome]) -> None:
    for key in with_it.keys() | without.keys():
        one, other = with_it.get(key), without.get(key)
        if one == other:
            continue
        effect.changed[language] += 1
        effect.righted[language] += bool(one and one.right and not (other and other.right))
        effect.wronged[language] += bool(other and other.right and not (one and one.right))


def report(found: Sequence[Effect]) -> Iterator[str]:
    """A line a rule, then how many change nothing."""
    for effect in sorted(found, key=lambda effect: -sum(effect.changed.values())):
        total, right, wrong = (sum(c.values()) for c in (effect.changed, effect.righted, effect.wronged))
        name = f"{effect.table}: {effect.rule.name}" + (f" [{effect.rule.language}]" if effect.rule.language else "")
        by = "  ".join(
            f"{code} {effect.changed[code]} (+{effect.righted[code]} −{effect.wronged[code]})"
            for code in sorted(effect.changed)
        )
        yield f"{total:5} +{right:<4} −{wrong:<4} {name:64} {by}".rstrip()
    yield f"{sum(effect.idle for effect in found)} of {len(found)} rules change nothing"


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("topics", nargs="*", metavar="TOPIC", help=f"{', '.join(topics())} (all)")
    parser.add_argument("--shared", type=Path, default=HERE.parent.parent / "shared")
    parser.add_argument("--rule", default="", help="only rules whose name holds this")
    args = parser.parse_args()
    if unknown := [topic for topic in args.topics if topic not in topics()]:
        parser.error(f"no topic {unknown[0]!r}; there are {', '.join(topics())}")
    for topic in args.topics or topics():
        module = import_module(f"quality.ablate_{topic}")
        print(topic)
        for line in report(effects(module.TABLES, module.samples(args.shared.resolve()), args.rule)):
            print(line, flush=True)


if __name__ == "__main__":
    main()
