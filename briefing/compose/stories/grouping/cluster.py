"""Articles to stories: neighbours, a pair score, average linkage.

The result depends on the articles alone, not on their order or number: one threshold holds from five to 100,000.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from hashlib import sha256
from typing import Any

from briefing.compose.stories import independence
from briefing.compose.stories.arrays.blocks import Spread
from briefing.compose.stories.arrays.columns import columns
from briefing.compose.stories.arrays.scratch import Scratch, scratch_for
from briefing.compose.stories.events import ArticleOpening, two_events
from briefing.compose.stories.fingerprint import KnownTraits, Traits, TraitsInOrder
from briefing.compose.stories.grouping import linkage, pair_score
from briefing.compose.stories.grouping.building import matrices
from briefing.compose.stories.grouping.clusterers import Graph, Threshold, clusterer
from briefing.compose.stories.options import ClusterOptions, Granularity
from briefing.compose.stories.tuning import CLUSTER, EVENTS
from briefing.model import OWN_VOICE, Article, Copy, Story

THRESHOLDS: Mapping[Granularity, float] = {"event": 0.75, "story": 0.35, "running-story": 0.15}
_OF_TEXT = ("date line", "dateline")  # origins of dates
DAYS: Mapping[Granularity, int] = {"event": 5, "story": 10, "running-story": 60}


@dataclass(frozen=True, slots=True, kw_only=True)
class Clustering:
    """The articles in a fixed order, the pairs that were compared, and the groups (rows of `articles`)."""

    articles: tuple[Article, ...]
    traits: Sequence[Traits]
    lengths: Any  # of each article, in words
    compared: pair_score.Pairs
    score: Any  # of each pair, with what their dates say
    groups: tuple[tuple[int, ...], ...]


def cluster(
    articles: Sequence[Article],
    copies: Sequence[Copy],
    options: ClusterOptions | None = None,
    traits: Mapping[str, Traits] | None = None,
    spread: Spread | None = None,
) -> tuple[Story, ...]:
    """The stories, ordered by id. Every article stands in one; copies hang on the story of what they copy.

    traits: those of each path, if they are at hand (see `fingerprint.traits_of`). spread: does blocks of the comparing
    elsewhere, with the same result.
    """
    by_path = {article.path: article for article in articles}
    copied: dict[str, list[Copy]] = defaultdict(list)
    for copy in copies:
        copied[copy.of].append(copy)
    found = grouped(articles, copies, options, traits, spread, explained=False)
    ties = _ties(found)
    names: set[str] = set()
    stories: list[Story] = []
    numbers = sorted(range(len(found.groups)), key=lambda n: found.articles[found.groups[n][0]].text_sha256)
    for number in numbers:
        ordered = _lead_first(found.groups[number], found, ties.sums)
        members = tuple(found.articles[row] for row in ordered)
        hung = tuple(
            (by_path[copy.path], copy)
            for member in members
            for copy in sorted(copied[member.path], key=lambda c: c.path)
        )
        name = story_id(members[0].text_sha256, names)
        names.add(name)
        everyone = members + tuple(article for article, _ in hung)
        stories.append(
            Story(
                id=name,
                articles=members,
                copies=hung,
                independent=independence.independent(everyone, [copy for _, copy in hung], traits),
                day=independence.day_of(everyone),
                why=_why(ordered, found, ties.of[number]),
            )
        )
    return tuple(sorted(stories, key=lambda story: story.id))


def grouped(
    articles: Sequence[Article],
    copies: Sequence[Copy],
    options: ClusterOptions | None = None,
    traits: Mapping[str, Traits] | None = None,
    spread: Spread | None = None,
    *,
    explained: bool = True,
) -> Clustering:
    """The groups with all that led to them. Copies are left out: they go where their original goes. explained: with
    what the pairs are like, which is most of what is held of them."""
    import numpy as np

    options = options or ClusterOptions()
    folded = {copy.path for copy in copies}
    own = sorted((a for a in articles if a.path not in folded), key=lambda a: (a.text_sha256, a.path))
    known = TraitsInOrder(own, KnownTraits(own, traits))
    with scratch_for(len(own)) as scratch:
        held = columns(known, scratch)
        lengths, named = np.array(held.lengths, dtype=np.float64), np.array(held.named)
        days = scratch.kept(np.array([stated_day(a) for a in own], dtype=np.float64), "days")
        compared = pair_score.scored(
            replace(matrices(held, scratch, spread), days=days), lengths, spread, scratch
        )  # the matrices are let go of there
        if not explained:
            compared = replace(compared, likeness=None, kin={})
        score = _with_dates(own, compared, options, scratch)
        _without_other_events(own, compared, score, named)
        graph = Graph(
            articles=own,
            first=compared.first,
            second=compared.second,
            score=score,
            least=CLUSTER.least_score,
            spread=spread,
            scratch=scratch,
        )
        joins = THRESHOLDS[options.granularity]
        groups = clusterer(options.clusterer)(graph, Threshold(joins, joins + CLUSTER.alone))
    return Clustering(
        articles=tuple(own),
        traits=known,
        lengths=lengths,
        compared=compared,
        score=score,
        groups=tuple(tuple(group) for group in groups),
    )


def _with_dates(articles: Sequence[Article], compared: pair_score.Pairs, options: ClusterOptions, to: Scratch) -> Any:
    """The scores, less for articles that are days apart. Dates found in a text can be wrong, so they lower the odds
    and decide nothing; unless the options say how many days a story can last. Unknown and inferred dates do not
    count."""
    import numpy as np

    days = np.array([_day_number(a) for a in articles], dtype=np.float64)
    found = to.zeros(len(compared.score), np.float64)
    for part in linkage.parts_of(len(found)):
        score, apart = compared.score[part], np.abs(days[compared.first[part]] - days[compared.second[part]])
        if options.max_days_apart is not None:
            found[part] = np.where(apart > options.max_days_apart, 0.0, score)
            continue
        beyond = np.nan_to_num(np.clip(apart / DAYS[options.granularity] - 1.0, 0.0, 1.0))
        odds = score / np.maximum(1e-12, 1.0 - score) * np.exp(-CLUSTER.date_doubt * beyond)
        found[part] = odds / (1.0 + odds)
    return found


def _without_other_events(articles: Sequence[Article], compared: pair_score.Pairs, score: Any, named: Any) -> None:
    """Sets the scores of pairs whose openings report two events to 0. named: what each opening names, see
    `events.named`."""
    import numpy as np

    pairs = linkage.ScoredPairs(compared.first, compared.second, score, EVENTS.likely)
    may = pairs.which(lambda one, other, score: (score >= EVENTS.likely) & (named[one] & named[other] > 0))
    # what is connected together, whose openings are looked at again and again
    likely = may[np.argsort(linkage.components(len(articles), pairs, may)[pairs.first[may]], kind="stable")]
    opening = lru_cache(EVENTS.remembered)(lambda row: ArticleOpening(articles[row]))
    first, second = compared.first[likely].tolist(), compared.second[likely].tolist()
    rows = zip(likely.tolist(), first, second, strict=True)
    apart = [number for number, one, other in rows if two_events(opening(one), opening(other))]
    score[apart] = 0.0


def stated_day(article: Article) -> float:
    """The number of the day on which an article was published, as its record, its address or its page's own data say;
    NaN where a line of the text says so, which can be another date, or nothing does."""
    of_text = article.published is not None and article.published.origin in _OF_TEXT
    return float("nan") if of_text else _day_number(article)


def _day_number(article: Article) -> float:
    if article.published is None or article.published.inferred:
        return float("nan")
    try:
        return float(date.fromisoformat(article.published.day).toordinal())
    except ValueError:
        return float("nan")


@dataclass(frozen=True, slots=True)
class _Ties:
    """The scores of the pairs within groups. of: of each group; sums: per article, of its own with the others."""

    of: Sequence[Any]
    sums: Sequence[float]


def _ties(found: Clustering) -> _Ties:
    import numpy as np

    group_of = np.zeros(len(found.articles), dtype=np.int64)
    for number, group in enumerate(found.groups):
        group_of[list(group)] = number
    pairs = linkage.ScoredPairs(found.compared.first, found.compared.second, found.score, 0.0)
    inside = pairs.which(lambda one, other, score: group_of[one] == group_of[other])
    group = group_of[pairs.first[inside]]
    inside = inside[np.argsort(group, kind="stable")]
    score = pairs.score[inside]
    bounds = np.searchsorted(np.sort(group), np.arange(1, len(found.groups)))
    sums = np.bincount(
        np.concatenate([pairs.first[inside], pairs.second[inside]]), np.tile(score, 2), minlength=len(group_of)
    )
    return _Ties(np.split(score, bounds), sums.tolist())


def _lead_first(group: Sequence[int], found: Clustering, means: Sequence[float]) -> list[int]:
    """The lead, then the rest by how central they are. The lead is news before opinion, dated before undated, the
    earliest (so that it stays from day to day), then the fullest, among the articles that belong most."""
    most = max(means[row] for row in group)

    def rank(row: int) -> tuple[bool, bool, bool, str, int, int]:
        article = found.articles[row]
        dated = article.published is not None and not article.published.inferred
        when = article.published.value if article.published is not None and dated else ""
        return (article.genre in OWN_VOICE, not dated, article.title is None, when, -int(found.lengths[row]), row)

    lead = min((row for row in group if means[row] >= CLUSTER.leading * most), key=rank)
    rest = sorted((row for row in group if row != lead), key=lambda row: (-round(means[row], 6), row))
    return [lead, *rest]


def story_id(text_sha256: str, taken: set[str]) -> str:
    digest = sha256(text_sha256.encode()).hexdigest()
    size = CLUSTER.digits
    while size < len(digest) and "t" + digest[:size] in taken:
        size += 1
    name, number = "t" + digest[:size], 2
    while name in taken:  # the same text twice, not known as copies
        name, number = f"t{digest}-{number}", number + 1
    return name


def _why(group: Sequence[int], found: Clustering, scores: Any) -> tuple[str, ...]:
    """Why these articles are together, a line per reason."""
    if len(group) < 2:
        return ()
    printed: dict[str, str] = {}
    counts: Counter[str] = Counter()
    for row in group:
        names = {name.lower(): name for name in found.traits[row].shown}
        counts.update(names.keys())
        printed = names | printed
    need = max(2, (len(group) + 1) // 2)
    shared = [(name, count) for name, count in counts.items() if count >= need]
    shared.sort(key=lambda item: (-item[1] * (1 + item[0].count(" ")), item[0]))
    kept: list[str] = []
    for name, _ in shared:
        if not any(f" {name} " in f" {other} " for other in kept):
            kept.append(name)
        if len(kept) == CLUSTER.shown:
            break
    lines = ["names shared: " + ", ".join(printed[name] for name in kept)] if kept else []
    if len(scores):
        lines.append(f"score: mean {sum(scores) / len(scores):.2f}, least {min(scores):.2f}, of {len(scores)} pairs")
    return tuple(lines)
