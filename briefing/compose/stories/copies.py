"""The same text twice: identical, edited, or one inside the other.

A text is the set of its runs of four words (shingles: Broder, "On the resemblance and containment of documents",
1997). An article is a copy when most of its runs stand in a fuller article. Groups form around a leader, the fullest
text: each copy is compared with leaders only, so that no chain of half-similar texts can join two that have little in
common, and sixty reprints of one text need sixty comparisons. A run that stands in several leaders is furniture or a
template: it says nothing about copying and is not counted.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from hashlib import blake2b
from itertools import groupby, islice
from operator import itemgetter
from typing import TYPE_CHECKING, Literal

from briefing.compose.sentences.numbers.agreement import agree
from briefing.compose.sentences.numbers.figures import Figure, figures
from briefing.compose.stories.arrays.blocks import Spread
from briefing.compose.stories.arrays.columns import text_columns
from briefing.compose.stories.arrays.scratch import Scratch, scratch_for
from briefing.compose.stories.fingerprint import KnownTraits, Traits, TraitsInOrder, distinct
from briefing.compose.stories.options import CopyOptions
from briefing.compose.stories.shared_runs import candidates, shared_runs
from briefing.compose.stories.tuning import COPIES, FINGERPRINT
from briefing.language.tokens import letters, lower
from briefing.model import Article, Copy

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


def find(
    articles: Sequence[Article],
    options: CopyOptions | None = None,
    traits: Mapping[str, Traits] | None = None,
    spread: Spread | None = None,
) -> tuple[Copy, ...]:
    """The copies among the articles, ordered by path; each names the article that stands for its group.

    traits: those of each path, if they are at hand. spread: does blocks of the work elsewhere, with the same result.
    Time is linear in the number of words, but for sorting them.
    """
    options = options or CopyOptions()
    known = KnownTraits(articles, traits)
    same: dict[str, list[Article]] = {}
    first_of: dict[str | bytes, str] = {}
    length: dict[str, int] = {}
    for article in sorted(articles, key=_preference):
        own = known[article.path]
        key = blake2b(own.digest.encode() + own.runs, digest_size=16).digest() if own.digest else article.path
        path = first_of.setdefault(key, article.path)
        same.setdefault(path, []).append(article)
        length[path] = own.length
    firsts = [group[0] for group in same.values()]
    with scratch_for(len(firsts)) as scratch:
        texts = _Texts(sorted(firsts, key=lambda a: (-length[a.path], a.text_sha256, a.path)), known, scratch, spread)
        found: list[Copy] = []
        for members in texts.grouped(options):
            found += _copies_of(members, same, texts)
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


def _copies_of(members: Sequence[int], same: Mapping[str, Sequence[Article]], texts: _Texts) -> list[Copy]:
    """The copies of one group, around the article that stands for it: nearly the fullest, and the best dated."""
    if len(members) == 1 and len(same[texts.articles[members[0]].path]) == 1:
        return []
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

    def __init__(
        self, articles: Sequence[Article], known: Mapping[str, Traits], scratch: Scratch, spread: Spread | None
    ) -> None:
        self.articles, self._scratch, self._spread = articles, scratch, spread
        self._columns = text_columns(TraitsInOrder(articles, known), scratch)
        self._shared = shared_runs(self._columns, scratch, spread)

    def length(self, text: int) -> int:
        return int(self._columns.lengths[text])

    def runs(self, text: int) -> NDArray[np.uint32]:
        """The runs of a text, in its order."""
        found: NDArray[np.uint32] = self._columns.runs[text]
        return found

    def grouped(self, options: CopyOptions) -> list[list[int]]:
        """Groups of texts, the leader first. The second pass knows the furniture that the first has met."""
        import numpy as np

        none = np.zeros(self._shared.count, dtype=bool)
        groups, leads = self._pass(options, none)
        furniture = self._shared.held_by(leads) >= COPIES.furniture_groups
        if furniture.any():
            groups, _ = self._pass(options, furniture)
        return groups

    def _pass(self, options: CopyOptions, furniture: NDArray[np.bool_]) -> tuple[list[list[int]], NDArray[np.bool_]]:
        """The groups; and which texts are leaders. A text that no other holds enough of leads, whatever else there is;
        the rest are decided one after the other."""
        found = candidates(self._shared, furniture, options, self._scratch, self._spread)
        leads = ~found.checked
        members: dict[int, list[int]] = {}
        likely = zip(found.text.tolist(), found.other.tolist(), found.count.tolist(), strict=True)
        near = {text: [pair[1:] for pair in pairs] for text, pairs in groupby(likely, key=itemgetter(0))}
        for text in found.checked.nonzero()[0].tolist():
            leader = self._leader(text, near.get(text, ()), int(found.sizes[text]), leads)
            if leader is None:
                leads[text] = True
            else:
                members.setdefault(leader, []).append(text)
        return [[text, *members.get(text, ())] for text in leads.nonzero()[0].tolist()], leads

    def _leader(self, text: int, near: Iterable[tuple[int, int]], size: int, leads: NDArray[np.bool_]) -> int | None:
        """The leader whose text holds most of this one's runs and enough of its facts. near: the texts that hold
        enough of its runs, with how many, most first."""
        tried = islice(((other, count) for other, count in near if leads[other]), COPIES.tried)
        for leader, count in tried:
            if self._one_template(text, leader):
                continue
            if count >= COPIES.whole * size or self._begins_in(text, leader) or self._begins_in(leader, text):
                return leader
        return None

    def _begins_in(self, text: int, other: int) -> bool:
        """Some of a text's first third stands in the other. If nothing of either's does, they share an added block."""
        import numpy as np

        runs = self.runs(text)
        opening = runs[: max(COPIES.fewest_runs, len(runs) // 3)]
        return bool(np.count_nonzero(np.isin(opening, self.runs(other))) >= COPIES.opening * len(opening))

    def _one_template(self, text: int, other: int) -> bool:
        """Texts of one template share their words and differ in numbers and names: the short gaps between what they
        share hold facts, many of them."""
        import numpy as np

        mine, theirs = self.facts(text), self.facts(other)
        if len(mine) < COPIES.template_gaps:
            return False
        order = self.runs(text)
        covered = np.zeros(len(order) + FINGERPRINT.run - 1, dtype=bool)
        held = np.flatnonzero(np.isin(order, self.runs(other)))
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
        found: NDArray[np.uint32] = self._columns.facts[text].reshape(-1, 2)
        return found

    def relation(self, text: int, other: int) -> tuple[float, Literal["same", "contained", "near"]]:
        """How much of the shorter text stands in the longer, and whether it is a part of it or a version."""
        import numpy as np

        if text == other:
            return 1.0, "same"
        short, long = sorted((text, other), key=self.length)
        runs = distinct(self.runs(short))
        share = int(np.count_nonzero(np.isin(runs, self.runs(long)))) / max(1, len(runs))
        part = share >= COPIES.part and self.length(short) < COPIES.part * self.length(long)
        return round(share, 3), "contained" if part else "near"


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
