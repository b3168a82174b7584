"""Where the figures disagree: the same quantity, different values, from different independent sources.

Two figures count the same where kind, noun and unit agree, nothing says another place, day or scope, and the sentences
share enough of their information. Values that agree when rounded do not disagree; a toll in a later article has grown
and does not disagree with the earlier one.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from briefing.compose.evidence.tuning import DISAGREEMENT
from briefing.compose.sentences.counts import key, same_quantity
from briefing.compose.sentences.numbers.agreement import agree
from briefing.compose.sentences.numbers.quantities import Quantity, quantities
from briefing.compose.sentences.slices import Slice
from briefing.language.memo import kept_for_the_same
from briefing.model import Article, Story
from briefing.text import Span


@dataclass(frozen=True, slots=True)
class Given:
    """One value and where it stands: the slice that is printed first, then those of other articles that agree."""

    slices: tuple[Slice, ...]


@dataclass(frozen=True, slots=True)
class Dispute:
    """Values of one quantity that disagree. about: the words that say what is counted. kind: "killed", "injured" …,
    "" where it is none of those that the language's table names."""

    about: Slice
    kind: str
    values: tuple[Given, ...]


@kept_for_the_same(most=512)
def disagreements(story: Story) -> tuple[Dispute, ...]:
    """The disputes of a story, in the order in which its articles raise them."""
    group = {path: number for number, paths in enumerate(story.independent) for path in paths}
    buckets: dict[tuple[str, str, str], list[Quantity]] = defaultdict(list)
    for article in story.articles:
        found_here = of_the_whole(quantities(article))
        count = Counter((quantity.sentence, key(quantity)) for quantity in found_here)
        for quantity in found_here:
            if count[quantity.sentence, key(quantity)] < DISAGREEMENT.listed:
                buckets[key(quantity)].append(quantity)
    _with_nobody(buckets)
    found: list[tuple[int, Dispute]] = []
    order = {article.path: number for number, article in enumerate(story.articles)}
    for row in buckets.values():
        for members in _linked(row[: DISAGREEMENT.bucket]):
            dispute = _dispute(members, group)
            if dispute:
                found.append((min(order[q.article.path] * 10_000 + q.sentence for q in members), dispute))
    return tuple(dispute for _, dispute in sorted(found, key=lambda item: (item[0], item[1].values[0].slices[0].key)))


def of_the_whole(found: Sequence[Quantity]) -> list[Quantity]:
    """The quantities of an article without those that count a part, where it counts the whole too: of a kind of toll
    what is lower than another count of it, but for what opens the article and what somebody else answers for; nobody
    beside somebody."""
    most: dict[tuple[str, str, str], float] = defaultdict(float)
    for quantity in found:
        if quantity.kind:
            most[_toll(quantity)] = max(most[_toll(quantity)], quantity.figure.high)

    def counts_a_part(quantity: Quantity) -> bool:
        if not quantity.kind or quantity.figure.high >= most[_toll(quantity)] or _voice(quantity):
            return False
        return not quantity.figure.high or quantity.sentence >= DISAGREEMENT.opening

    return [quantity for quantity in found if not counts_a_part(quantity)]


def _toll(quantity: Quantity) -> tuple[str, str, str]:
    """What counts of a whole and of its parts have in common, whomever they name."""
    return (quantity.kind, "", quantity.figure.unit)


def _voice(quantity: Quantity) -> str | None:
    return quantity.article.sentences[quantity.sentence].speech.speaker


def _with_nobody(buckets: dict[tuple[str, str, str], list[Quantity]]) -> None:
    """Puts "nobody was hurt" beside every count of that kind, whomever it counts ("three children")."""
    for (kind, noun, unit), row in list(buckets.items()):
        nobody = [quantity for quantity in buckets.get((kind, "", ""), ()) if not quantity.figure.high]
        if kind and noun and not unit:
            row += nobody


def _linked(row: Sequence[Quantity]) -> list[list[Quantity]]:
    """Groups of quantities each of which counts the same as the first of its group."""
    found: list[list[Quantity]] = []
    for quantity in row:
        for members in found:
            if same_quantity(members[0], quantity):
                members.append(quantity)
                break
        else:
            found.append([quantity])
    return found


def _without_two_counts(values: Sequence[Sequence[Quantity]]) -> list[list[Quantity]]:
    """The values without those of articles that give two of them, which count two things by one name (the points of two
    players), unless such an article has two people answer for them and so reports the dispute itself."""
    given: dict[str, list[Quantity]] = defaultdict(list)
    for value in values:
        for path in {quantity.article.path for quantity in value}:
            given[path].append(next(quantity for quantity in value if quantity.article.path == path))
    doubtful = {path for path, row in given.items() if len(row) > 1 and not _two_voices(row)}
    kept = [[quantity for quantity in value if quantity.article.path not in doubtful] for value in values]
    return [value for value in kept if value]


def _two_voices(row: Sequence[Quantity]) -> bool:
    speakers = [_voice(quantity) for quantity in row]
    return any(speakers) and len(set(speakers)) == len(speakers)


def _dispute(members: Sequence[Quantity], group: dict[str, int]) -> Dispute | None:
    """The values of one quantity, if independent sources differ; each value is given by the quantities that agree."""
    values: list[list[Quantity]] = []
    for quantity in members:
        for value in values:
            if all(agree(quantity.figure, other.figure) for other in value):
                value.append(quantity)
                break
        else:
            values.append([quantity])
    values = _without_two_counts(values)
    if len(values) < 2 or not any(
        _independent(one, two, group) for first, second in combinations(values, 2) for one in first for two in second
    ):
        return None
    return Dispute(
        about=Slice(members[0].article, members[0].about),
        kind=members[0].kind,
        values=tuple(Given(_slices(value)) for value in values),
    )


def _independent(a: Quantity, b: Quantity, group: dict[str, int]) -> bool:
    """Do two sources give the values, or two outlets that print one text, of which one must have changed it?"""

    def source(article: Article) -> int | str:
        return group.get(article.path, article.path)

    outlets = [quantity.article.outlet.value.casefold() if quantity.article.outlet else "" for quantity in (a, b)]
    return source(a.article) != source(b.article) or (all(outlets) and outlets[0] != outlets[1])


def _slices(value: Sequence[Quantity]) -> tuple[Slice, ...]:
    """One slice of each article that gives the value."""
    found: dict[str, Slice] = {}
    for quantity in value:
        found.setdefault(quantity.article.path, Slice(quantity.article, _without_label(quantity)))
    return tuple(found.values())


def _without_label(quantity: Quantity) -> Span:
    """Where the figure stands with what it counts, without a verb before it that the heading says ("Killed: at least 15
    people", of "killed at least 15 people")."""
    span, about = quantity.span, quantity.about
    if about.start != span.start or about.end >= span.end:
        return span
    rest = Span(about.end, span.end).of(quantity.article.body.string)
    return Span(span.end - len(rest.lstrip()), span.end)
