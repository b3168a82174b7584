"""The same text twice: identical, edited, or one inside the other.

A text is the set of its runs of four words (shingles: Broder, "On the resemblance and containment of documents",
1997). An article is a copy when most of its runs stand in a fuller article. Groups form around a leader, the fullest
text: each copy is compared with leaders only, so that no chain of half-similar texts can join two that have little in
common, and sixty reprints of one text need sixty comparisons. A run that stands in several leaders is furniture or a
template: it says nothing about copying and is not counted.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import chain
from typing import TYPE_CHECKING, Literal

from briefing.compose.sentences.numbers.agreement import agree
from briefing.compose.sentences.numbers.figures import Figure, figures
from briefing.compose.stories.fingerprint import Traits, distinct, traits_of
from briefing.compose.stories.options import CopyOptions
from briefing.compose.stories.tuning import COPIES, FINGERPRINT
from briefing.language.tokens import letters, lower
from briefing.model import Article, Copy

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


def find(
    articles: Sequence[Article], options: CopyOptions | None = None, traits: Mapping[str, Traits] | None = None
) -> tuple[Copy, ...]:
    """The copies among the articles, ordered by path; each names the article that stands for its group.

    traits: those of each path, if they are at hand. Time and memory are linear in the number of words.
    """
    options = options or CopyOptions()
    known = {a.path: (traits or {}).get(a.path) or traits_of(a) for a in articles}
    by_text: dict[tuple[str, bytes], list[Article]] = defaultdict(list)
    for article in sorted(articles, key=_preference):
        key = (known[article.path].digest, known[article.path].runs)
        by_text[key if key[0] else (article.path, b"")].append(article)
    firsts = [group[0] for group in by_text.values()]
    same = {group[0].path: group for group in by_text.values()}
    texts = _Texts(sorted(firsts, key=lambda a: (-known[a.path].length, a.text_sha256, a.path)), known)
    groups = texts.grouped(options)
    found: list[Copy] = []
    for members in groups:
        found += _copies_of(members, same, known, texts)
    return tuple(sorted(found, key=lambda copy: copy.path))


def _preference(article: Article) -> tuple[bool, bool, bool, bool, str, str]:
    """Which of several equal texts stands for them: dated by itself, titled, of a known outlet, with an address."""
    dated = article.published is not None and not article.published.inferred
    return (
        not dated,
        article.title is None,
        article.outlet is None,
        article.url is None,
        article.text_sha256,
        article.path,
    )


def _copies_of(
    members: Sequence[int], same: Mapping[str, Sequence[Article]], known: Mapping[str, Traits], texts: _Texts
) -> list[Copy]:
    """The copies of one group, around the article that stands for it: nearly the fullest, and the best dated."""
    fullest = max(texts.length(m) for m in members)
    full = [m for m in members if texts.length(m) >= COPIES.full * fullest]
    chosen = min(full, key=lambda m: (_preference(texts.articles[m])[:2], -texts.length(m), texts.articles[m].path))
    lead = texts.articles[chosen]
    found: list[Copy] = []
    for member in members:
        share, kind = texts.relation(member, chosen)
        if kind == "near" and other_figure(texts.articles[member], lead):
            continue  # a version whose news is another: it stands in the story for itself
        twins = same[texts.articles[member].path]
        found += [Copy(twin.path, lead.path, kind, share) for twin in twins if twin.path != lead.path]
    return found


def other_figure(one: Article, other: Article) -> bool:
    """Do two versions of a text open with the same sentence but for a figure, of which neither holds the other's?"""
    rows = [[sentence.text for sentence in article.sentences[: COPIES.news]] for article in (one, other)]
    return any(_differ_in_a_figure(a, b, one.language) for a in rows[0] for b in rows[1])


def _differ_in_a_figure(one: str, other: str, lang: str | None) -> bool:
    mine, there = ([word for word in letters(text) if word[0].isalpha()] for text in (one, other))
    shared = sum((Counter(mine) & Counter(there)).values())
    if one == other or shared < COPIES.one_sentence * max(len(mine), len(there), 1):
        return False
    first, second = figures(one, lang), figures(other, lang)
    return bool(_without(first, second) and _without(second, first))


def _without(some: Sequence[Figure], others: Sequence[Figure]) -> list[Figure]:
    """The figures that none of the others agrees with."""
    return [a for a in some if not any(agree(a, b) and a.unit == b.unit for b in others)]


class _Texts:
    """Different texts, the longest first, each as the set of its runs; grouped around leaders."""

    def __init__(self, articles: Sequence[Article], known: Mapping[str, Traits]) -> None:
        import numpy as np

        self.articles = articles
        self.traits = [known[a.path] for a in articles]
        self.runs = [distinct(np.frombuffer(t.runs, dtype=np.uint32)) for t in self.traits]
        self.common = self._shared()

    def length(self, text: int) -> int:
        return self.traits[text].length

    def _shared(self) -> list[NDArray[np.uint32]]:
        """Of each text, the runs that stand in another one too."""
        import numpy as np

        if not self.runs:
            return []
        pooled = np.concatenate(self.runs)
        pooled.sort()
        twice = distinct(pooled[1:][pooled[1:] == pooled[:-1]])
        del pooled
        return [runs[_stand_in(twice, runs)] for runs in self.runs]

    def grouped(self, options: CopyOptions) -> list[list[int]]:
        """Groups of texts, the leader first. The second pass knows the furniture that the first has met."""
        groups, furniture = self._pass(options, frozenset())
        if furniture:
            groups, _ = self._pass(options, furniture)
        return groups

    def _pass(self, options: CopyOptions, furniture: frozenset[int]) -> tuple[list[list[int]], frozenset[int]]:
        holders: dict[int, list[int]] = defaultdict(list)
        groups: dict[int, list[int]] = {}
        for text, common in enumerate(self.common):
            runs = [r for r in common.tolist() if r not in furniture]
            size = len(self.runs[text]) - (len(common) - len(runs))
            leader = self._leader(text, runs, size, holders, options)
            if leader is not None:
                groups[leader].append(text)
                continue
            groups[text] = [text]
            for run in runs:
                listed = holders[run]
                if len(listed) < COPIES.most_leaders:
                    listed.append(text)
        return list(groups.values()), frozenset(
            r for r, listed in holders.items() if len(listed) >= COPIES.furniture_groups
        )

    def _leader(
        self, text: int, runs: Sequence[int], size: int, holders: Mapping[int, list[int]], options: CopyOptions
    ) -> int | None:
        """The leader whose text holds most of this one's runs, if enough of them and of its facts."""
        least = max(options.min_share, COPIES.short_share if size < COPIES.short else 0.0) * size
        if size < COPIES.fewest_runs or len(runs) < least:
            return None
        hits = Counter(chain.from_iterable(listed for run in runs if (listed := holders.get(run))))
        best = sorted(hits.items(), key=lambda hit: (-hit[1], hit[0]))[: COPIES.tried]
        for leader, count in best:
            if count < least or self._one_template(text, leader):
                continue
            if count >= COPIES.whole * size or self._begins_in(text, leader) or self._begins_in(leader, text):
                return leader
        return None

    def _begins_in(self, text: int, other: int) -> bool:
        """Some of a text's first third stands in the other. If nothing of either's does, they share an added block."""
        import numpy as np

        runs = np.frombuffer(self.traits[text].runs, dtype=np.uint32)
        opening = runs[: max(COPIES.fewest_runs, len(runs) // 3)]
        return bool(np.count_nonzero(np.isin(opening, self.runs[other])) >= COPIES.opening * len(opening))

    def _one_template(self, text: int, other: int) -> bool:
        """Texts of one template share their words and differ in numbers and names: the short gaps between what they
        share hold facts, many of them."""
        import numpy as np

        mine, theirs = self.facts(text), self.facts(other)
        if len(mine) < COPIES.template_gaps:
            return False
        order = np.frombuffer(self.traits[text].runs, dtype=np.uint32)
        covered = np.zeros(len(order) + FINGERPRINT.run - 1, dtype=bool)
        held = np.flatnonzero(np.isin(order, self.runs[other]))
        for k in range(FINGERPRINT.run):
            covered[held + k] = True
        known = np.concatenate([[-1], np.flatnonzero(covered), [len(covered)]])
        widths = np.diff(known) - 1
        gaps = np.flatnonzero((widths > 0) & (widths <= COPIES.short_gap))
        places = mine[:, 0]
        foreign = np.zeros(len(covered) + 1, dtype=np.int64)
        foreign[places[~np.isin(mine[:, 1], theirs[:, 1])] + 1] = 1
        foreign = np.cumsum(foreign)
        held_by_gap = foreign[known[gaps + 1]] - foreign[known[gaps] + 1]
        telling, in_gaps = int(np.count_nonzero(held_by_gap)), int(held_by_gap.sum())
        every = in_gaps + int(np.count_nonzero(covered[places]))
        return (
            telling >= COPIES.template_gaps
            and telling * COPIES.template_spacing >= len(known)
            and in_gaps >= COPIES.template_facts * every
        )

    def facts(self, text: int) -> NDArray[np.uint32]:
        """Rows of position and hash."""
        import numpy as np

        return np.frombuffer(self.traits[text].facts, dtype=np.uint32).reshape(-1, 2)

    def relation(self, text: int, other: int) -> tuple[float, Literal["same", "contained", "near"]]:
        """How much of the shorter text stands in the longer, and whether it is a part of it or a version."""
        import numpy as np

        if text == other:
            return 1.0, "same"
        short, long = sorted((text, other), key=self.length)
        both = len(np.intersect1d(self.runs[short], self.runs[long], assume_unique=True))
        share = both / max(1, len(self.runs[short]))
        part = share >= COPIES.part and self.length(short) < COPIES.part * self.length(long)
        return round(share, 3), "contained" if part else "near"


def _stand_in(known: NDArray[np.uint32], runs: NDArray[np.uint32]) -> NDArray[np.bool_]:
    """Which of the runs are among the known ones, which ascend."""
    import numpy as np

    if len(known) == 0:
        return np.zeros(len(runs), dtype=bool)
    held: NDArray[np.bool_] = known[np.minimum(np.searchsorted(known, runs), len(known) - 1)] == runs
    return held


def shared_sentences(articles: Sequence[Article]) -> dict[tuple[str, int], int]:
    """(path, sentence index) → group, for sentences that stand word for word in two articles or more.

    Such sentences are one piece of evidence, whoever prints them. Sentences of fewer than six words are left out.
    """

    places: dict[tuple[str, ...], list[tuple[str, int]]] = defaultdict(list)
    for article in articles:
        for index, sentence in enumerate(article.sentences):
            words = tuple(lower(letters(sentence.text)))
            if len(words) >= COPIES.sentence:
                places[words].append((article.path, index))
    shared = [where for where in places.values() if len({path for path, _ in where}) > 1]
    shared.sort(key=min)
    return {place: group for group, where in enumerate(shared) for place in where}
