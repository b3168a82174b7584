"""Coverage, the default: within the budget, say as much as possible of what many articles say early.

Budgeted coverage of concepts (Gillick and Favre, "A Scalable Global Model for Summarization", 2009; greedy choice by
gain per length after Lin and Bilmes, "Multi-document Summarization via Budgeted Maximization of Submodular Functions",
2010). Concepts are stems and pairs of neighbouring stems. A concept weighs

    (how many sources say it, each by how much it resembles the others) ^ power · its earliest place in any of them

and counts once. A passage's gain is the weight of its concepts that are not said yet, over its length, times its
likeness to the centroid of the articles. How fast a place loses weight depends on how deep the budget reaches when the
articles are read in turn: of ten articles it holds the first sentences, of two the first paragraphs. Where the
articles are short updates of one running story, reported day after day, the newest days and the first weigh most:
where things stand, and how they began. Articles of ordinary length tell the story again each day: there what many say
matters, whatever their days.

No concept gains by being chosen later, so passages wait in a heap and are rated again when they come up (lazy greedy:
Minoux, 1978). Time near linear in the text.
"""

from __future__ import annotations

import heapq
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from math import exp, log, sqrt
from statistics import median

from briefing import language
from briefing.compose.summarizers.classic.bag import MOST_WORDS
from briefing.compose.summarizers.tuning import COVERAGE
from briefing.model import Article, Passage

END = re.compile(r"[.!?…。！？؟।][\"'”’»)\]」』]{0,3}$")

Concept = str | tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Unit:
    """A passage as the algorithm sees it. place: sentences before it in its article; vector: of unit length."""

    source: int
    place: int
    length: int
    concepts: tuple[Concept, ...]
    vector: Mapping[str, float]
    ends: bool


def choose(
    passages: Sequence[Passage],
    words: int,
    *,
    recency: bool | None = None,
    query: str = "",
    sources: Mapping[str, int] | None = None,
) -> list[int]:
    """Indices of passages that fit `words` together, best first.

    recency: prefer the newest; None decides: whether the articles are short and were published on many days.
    query: prefer what resembles these words. sources: article path → number of its independent source, so that what
    one agency wrote and ten papers print counts once; without it every article counts.
    """
    units = _units(passages, sources)
    fits = [i for i, unit in enumerate(units) if unit.length <= words and unit.concepts]
    enough = [i for i in fits if units[i].length >= COVERAGE.shortest]
    fits = enough or fits
    if not fits:
        return []
    days = _updates(passages) if recency is None else _days(passages)
    fresh = _freshness(passages, days) if days and recency is not False else None
    likeness = _likeness_of_sources(units)
    depth = _depth(units, words, fresh)
    weights = _weights(units, likeness, depth, fresh)
    factors = _factors(units, depth, fresh, query, passages)
    return _greedy(units, fits, words, weights, factors)


def _units(passages: Sequence[Passage], sources: Mapping[str, int] | None) -> list[_Unit]:
    numbers: dict[str | int, int] = {}
    found: list[_Unit] = []
    for passage in passages:
        path = passage.article.path
        known: str | int = sources.get(path, path) if sources else path
        text, lang = passage.text, passage.article.language
        stems = language.stems(row := language.words(text, lang)[:MOST_WORDS], lang)
        stop = language.stop_words(lang)
        plain = [word in stop for word in row]
        concepts: dict[Concept, None] = dict.fromkeys(
            stem for stem, common in zip(stems, plain, strict=True) if not common
        )
        concepts |= dict.fromkeys(pairwise(stems)) if concepts else {}
        found.append(
            _Unit(
                source=numbers.setdefault(known, len(numbers)),
                place=passage.first,
                length=len(text.split()),
                concepts=tuple(concepts),
                vector=_vector(row, stems, plain, lang),
                ends=bool(END.search(text[-8:])),
            )
        )
    return found


def _vector(
    words: Sequence[str], stems: Sequence[str], common: Sequence[bool], lang: str | None
) -> Mapping[str, float]:
    """Stem → weight, of unit length: logarithmic frequency times information against a background of documents."""
    tally: Counter[str] = Counter()
    rare: dict[str, float] = {}
    for word, stem, stop in zip(words, stems, common, strict=True):
        if not stop:
            tally[stem] += 1
            rare.setdefault(stem, language.information(word, lang))
    raw = {stem: (1 + log(number)) * rare[stem] for stem, number in tally.items()}
    return _unit_length(raw)


def _unit_length(raw: Mapping[str, float]) -> dict[str, float]:
    size = sqrt(sum(value * value for value in raw.values())) or 1.0
    return {stem: value / size for stem, value in raw.items()}


def _dot(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    return sum(value * other[stem] for stem, value in one.items() if stem in other)


def _depth(units: Sequence[_Unit], words: int, fresh: Sequence[float] | None) -> float:
    """How many sentences of each source the budget holds, at least one; a stale source counts for less than one."""
    counting: dict[int, float] = {}
    for index, unit in enumerate(units):
        counting[unit.source] = max(counting.get(unit.source, 0.0), fresh[index] if fresh else 1.0)
    return max(1.0, words / COVERAGE.sentence / max(1.0, sum(counting.values())))


def _days(passages: Sequence[Passage]) -> list[str]:
    return sorted({p.article.published.day for p in passages if p.article.published})


def _updates(passages: Sequence[Passage]) -> list[str]:
    """The days of a running story, [] if the articles do not report one in short updates day after day."""
    days = _days(passages)
    return days if len(days) >= COVERAGE.updates and _typical_length(passages) <= COVERAGE.update else []


def _typical_length(passages: Sequence[Passage]) -> float:
    """Words of the median article, of what the passages hold of it."""
    lengths: Counter[str] = Counter()
    for passage in passages:
        lengths[passage.article.path] += len(passage.text.split())
    return median(lengths.values())


def _freshness(passages: Sequence[Passage], days: Sequence[str]) -> list[float]:
    """For each passage 1 for the newest day, less for every later update, and `COVERAGE.first` for the first day, less
    for every earlier one; the undated count as the stalest."""
    age = {day: len(days) - 1 - rank for rank, day in enumerate(days)}

    def weight(article: Article) -> float:
        if not article.published:
            return exp(-COVERAGE.age * COVERAGE.undated)
        back = age[article.published.day]
        return max(
            exp(-COVERAGE.age * min(COVERAGE.undated, back)),
            COVERAGE.first * exp(-COVERAGE.age * min(COVERAGE.undated, len(days) - 1 - back)),
        )

    return [weight(passage.article) for passage in passages]


def _likeness_of_sources(units: Sequence[_Unit]) -> dict[int, float]:
    """How much each source resembles the others: mean cosine, the highest made 1, to the power COVERAGE.likeness."""
    rows: dict[int, list[Mapping[str, float]]] = defaultdict(list)
    for unit in units:
        rows[unit.source].append(unit.vector)
    vectors = {source: _unit_length(_sum(row)) for source, row in rows.items()}
    everything = _sum(vectors.values())
    raw = {source: max(0.0, _dot(vector, everything) - 1.0) for source, vector in vectors.items()}
    highest = max(raw.values(), default=0.0)
    if highest <= 0:
        return dict.fromkeys(raw, 1.0)
    return {source: max(COVERAGE.least_likeness, value / highest) ** COVERAGE.likeness for source, value in raw.items()}


def _sum(vectors: Iterable[Mapping[str, float]]) -> dict[str, float]:
    total: dict[str, float] = defaultdict(float)
    for vector in vectors:
        for stem, value in vector.items():
            total[stem] += value
    return dict(total)


def _early(unit: _Unit, depth: float) -> float:
    """1 for the opening of an article, less for every sentence before, the less the deeper the budget reaches."""
    return exp(-COVERAGE.early * min(COVERAGE.far, unit.place) / depth**COVERAGE.deeper)


def _weights(
    units: Sequence[_Unit], likeness: Mapping[int, float], depth: float, fresh: Sequence[float] | None
) -> dict[Concept, float]:
    """Concept → weight, > 0."""
    holding: dict[Concept, dict[int, float]] = defaultdict(dict)
    for index, unit in enumerate(units):
        share = likeness[unit.source]
        place = share * _early(unit, depth) * (fresh[index] if fresh else 1.0) * (1.0 if unit.ends else COVERAGE.no_end)
        for concept in unit.concepts:
            held = holding[concept]
            if place > held.get(unit.source, 0.0):
                held[unit.source] = place
    power = COVERAGE.power_of_updates if fresh else COVERAGE.power
    return {
        concept: (COVERAGE.pair if isinstance(concept, tuple) else 1.0)
        * sum(likeness[source] for source in held) ** power
        * max(held.values())
        for concept, held in holding.items()
    }


def _factors(
    units: Sequence[_Unit], depth: float, fresh: Sequence[float] | None, query: str, passages: Sequence[Passage]
) -> list[float]:
    """What each passage's gain is multiplied by: its relevance, its form, its freshness, its likeness to the query."""
    by_source: dict[int, list[Mapping[str, float]]] = defaultdict(list)
    for unit in units:
        by_source[unit.source].append(unit.vector)
    centroid = _unit_length(_sum(_unit_length(_sum(vectors)) for vectors in by_source.values()))
    found = []
    for index, unit in enumerate(units):
        factor = (COVERAGE.broad + _dot(unit.vector, centroid)) ** COVERAGE.relevance * _early(
            unit, depth
        ) ** COVERAGE.opening
        if not unit.ends:
            factor *= COVERAGE.no_end
        if fresh:
            factor *= sqrt(fresh[index])
        if query:
            factor *= COVERAGE.broad + _dot(unit.vector, _query(query, passages[index].article.language))
        found.append(factor)
    return found


@lru_cache(maxsize=64)
def _query(query: str, lang: str | None) -> Mapping[str, float]:
    words = language.words(query, lang)
    stop = language.stop_words(lang)
    return _vector(words, language.stems(words, lang), [word in stop for word in words], lang)


def _greedy(
    units: Sequence[_Unit],
    fits: Sequence[int],
    words: int,
    weights: Mapping[Concept, float],
    factors: Sequence[float],
) -> list[int]:
    """The choice itself. Sums are taken in the passages' own order, so equal inputs give equal outputs to the bit."""
    said: set[Concept] = set()

    def gain(index: int) -> float:
        new = sum(weights[concept] for concept in units[index].concepts if concept not in said)
        return new * factors[index] / (units[index].length + COVERAGE.extra)

    heap = [(-gain(index), index) for index in fits]
    heapq.heapify(heap)
    chosen: list[int] = []
    left = words
    shortest = min(units[index].length for index in fits)
    while heap and left >= shortest:
        rated, index = heap[0]
        if units[index].length > left or any(
            _dot(units[index].vector, units[other].vector) >= COVERAGE.repeated for other in chosen
        ):
            heapq.heappop(heap)
            continue
        now = -gain(index)
        if now > rated:
            heapq.heapreplace(heap, (now, index))
            continue
        heapq.heappop(heap)
        if now == 0:
            break
        chosen.append(index)
        left -= units[index].length
        said.update(units[index].concepts)
    return chosen
