"""The same text twice: identical, edited, or one inside the other.

A text is the set of its runs of four words (shingles: Broder, "On the resemblance and containment of documents",
1997). An article is a copy when most of its runs stand in a fuller article. Groups form around a leader, the fullest
text: each copy is compared with leaders only, so that no chain of half-similar texts can join two that have little in
common, and sixty reprints of one text need sixty comparisons. A run that stands in several leaders is furniture or a
template: it says nothing about copying and is not counted.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, Literal

from briefing.compose.sentences.numbers.agreement import agree
from briefing.compose.sentences.numbers.figures import Figure, figures
from briefing.compose.stories.fingerprint import KnownTraits, Traits, distinct
from briefing.compose.stories.options import CopyOptions
from briefing.compose.stories.scratch import Scratch, Writer, scratch_for
from briefing.compose.stories.sorting import held_twice, stand_in
from briefing.compose.stories.tuning import COPIES, FINGERPRINT, SCRATCH
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
        texts = _Texts(sorted(firsts, key=lambda a: (-length[a.path], a.text_sha256, a.path)), known, scratch)
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

    def __init__(self, articles: Sequence[Article], known: Mapping[str, Traits], scratch: Scratch) -> None:
        import numpy as np

        self.articles, self._known, self._scratch = articles, known, scratch
        self._runs = _Rows(scratch.writer("uint32"))
        for some in self._windows():
            self._runs.add(*_distinct_runs([self.traits(text) for text in some]), len(some))
        self._runs.close()
        shared = held_twice(self._runs.values)
        self._common = _Rows(scratch.writer("int32"))
        self._held = np.zeros(len(shared), dtype=np.int32)
        for some in self._windows():
            self._add_common(shared, some)
        self._common.close()

    def _windows(self) -> Iterator[range]:
        size = len(self.articles)
        for at in range(0, size, SCRATCH.rows):
            yield range(at, min(size, at + SCRATCH.rows))
            self._scratch.release()

    def _add_common(self, shared: NDArray[np.uint32], texts: range) -> None:
        """Puts down which of the shared runs stand in these texts, by number."""
        import numpy as np

        runs, row = self._runs.rows(texts)
        keep = stand_in(shared, runs)
        number = np.searchsorted(shared, runs[keep]).astype(np.int32)
        np.add.at(self._held, number, 1)
        self._common.add(row[keep], number, len(texts))

    def traits(self, text: int) -> Traits:
        return self._known[self.articles[text].path]

    def runs(self, text: int) -> NDArray[np.uint32]:
        """The different runs of a text, ascending."""
        found: NDArray[np.uint32] = self._runs[text]
        return found

    def length(self, text: int) -> int:
        return self.traits(text).length

    def grouped(self, options: CopyOptions) -> list[list[int]]:
        """Groups of texts, the leader first. The second pass knows the furniture that the first has met."""
        import numpy as np

        none = np.zeros(len(self._held), dtype=bool)
        groups, furniture = self._pass(options, none)
        if furniture.any():
            groups, _ = self._pass(options, furniture)
        return groups

    def _pass(self, options: CopyOptions, furniture: NDArray[np.bool_]) -> tuple[list[list[int]], NDArray[np.bool_]]:
        holders = _Holders(self._held, self._scratch)
        groups: dict[int, list[int]] = {}
        for text in range(len(self.articles)):
            common = self._common[text]
            runs = common[~furniture[common]]
            size = self._runs.size(text) - (len(common) - len(runs))
            leader = self._leader(text, runs, size, holders, options)
            if leader is not None:
                groups[leader].append(text)
                continue
            groups[text] = [text]
            holders.add(runs, text)
            if text % SCRATCH.rows == 0:
                self._scratch.release()
        return list(groups.values()), holders.number >= COPIES.furniture_groups

    def _leader(
        self, text: int, runs: NDArray[np.int32], size: int, holders: _Holders, options: CopyOptions
    ) -> int | None:
        """The leader whose text holds most of this one's runs, if enough of them and of its facts."""
        least = max(options.min_share, COPIES.short_share if size < COPIES.short else 0.0) * size
        if size < COPIES.fewest_runs or len(runs) < least:
            return None
        for leader, count in holders.most(runs, COPIES.tried):
            if count < least or self._one_template(text, leader):
                continue
            if count >= COPIES.whole * size or self._begins_in(text, leader) or self._begins_in(leader, text):
                return leader
        return None

    def _begins_in(self, text: int, other: int) -> bool:
        """Some of a text's first third stands in the other. If nothing of either's does, they share an added block."""
        import numpy as np

        runs = np.frombuffer(self.traits(text).runs, dtype=np.uint32)
        opening = runs[: max(COPIES.fewest_runs, len(runs) // 3)]
        return bool(np.count_nonzero(np.isin(opening, self.runs(other))) >= COPIES.opening * len(opening))

    def _one_template(self, text: int, other: int) -> bool:
        """Texts of one template share their words and differ in numbers and names: the short gaps between what they
        share hold facts, many of them."""
        import numpy as np

        mine, theirs = self.facts(text), self.facts(other)
        if len(mine) < COPIES.template_gaps:
            return False
        order = np.frombuffer(self.traits(text).runs, dtype=np.uint32)
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
        import numpy as np

        return np.frombuffer(self.traits(text).facts, dtype=np.uint32).reshape(-1, 2)

    def relation(self, text: int, other: int) -> tuple[float, Literal["same", "contained", "near"]]:
        """How much of the shorter text stands in the longer, and whether it is a part of it or a version."""
        import numpy as np

        if text == other:
            return 1.0, "same"
        short, long = sorted((text, other), key=self.length)
        both = len(np.intersect1d(self.runs(short), self.runs(long), assume_unique=True))
        share = both / max(1, len(self.runs(short)))
        part = share >= COPIES.part and self.length(short) < COPIES.part * self.length(long)
        return round(share, 3), "contained" if part else "near"


class _Rows:
    """Numbers of texts, a row of them for each text."""

    def __init__(self, writer: Writer) -> None:
        self._writer = writer
        self._sizes: list[Any] = []

    def add(self, row: Any, values: Any, rows: int) -> None:
        """Puts the rows of so many texts at the end. row: of each value, counted from the first of them."""
        import numpy as np

        self._writer.add(values)
        self._sizes.append(np.bincount(row, minlength=rows))

    def close(self) -> None:
        """Nothing is added after that, and the rows can be read."""
        import numpy as np

        self.values = self._writer.whole()
        self._bounds = np.cumsum(np.concatenate([np.zeros(1, dtype=np.int64), *self._sizes]))
        self._sizes = []

    def __getitem__(self, text: int) -> Any:
        return self.values[self._bounds[text] : self._bounds[text + 1]]

    def size(self, text: int) -> int:
        return int(self._bounds[text + 1] - self._bounds[text])

    def rows(self, texts: range) -> tuple[Any, Any]:
        """The values of these texts, and of each the text, counted from the first of them."""
        import numpy as np

        bounds = self._bounds[texts.start : texts.stop + 1]
        return self.values[bounds[0] : bounds[-1]], np.repeat(np.arange(len(texts)), np.diff(bounds))


class _Holders:
    """Of each shared run the leaders in which it stands, of many the first `COPIES.most_leaders`. held: in how many
    texts each stands; number: how many leaders are listed."""

    def __init__(self, held: Any, scratch: Scratch) -> None:
        import numpy as np

        places = np.minimum(held, COPIES.most_leaders)
        self._ends = np.cumsum(places, dtype=np.int64)
        self._starts = self._ends - places
        self._listed = scratch.zeros(int(places.sum()), np.int32)
        self.number = np.zeros(len(held), dtype=np.int32)

    def add(self, runs: Any, text: int) -> None:
        """A new leader, with its runs."""
        at = self._starts[runs] + self.number[runs]
        free = at < self._ends[runs]
        self._listed[at[free]] = text
        self.number[runs[free]] += 1

    def most(self, runs: Any, number: int) -> list[tuple[int, int]]:
        """The leaders in which most of these runs stand, with how many."""
        import numpy as np

        count = self.number[runs]
        begins = np.repeat(self._starts[runs] - np.cumsum(count) + count, count)
        leader, hits = np.unique(self._listed[begins + np.arange(len(begins))], return_counts=True)
        order = np.lexsort((leader, -hits))[:number]
        return list(zip(leader[order].tolist(), hits[order].tolist(), strict=True))


def _distinct_runs(traits: Sequence[Traits]) -> tuple[Any, Any]:
    """Of each of the different runs of these texts, which text it stands in and the run; ascending."""
    import numpy as np

    runs = np.frombuffer(b"".join([t.runs for t in traits]), dtype=np.uint32)
    row = np.repeat(np.arange(len(traits), dtype=np.uint64), [len(t.runs) // runs.itemsize for t in traits])
    both = distinct((row << np.uint64(32)) | runs)
    return (both >> np.uint64(32)).astype(np.int64), both.astype(np.uint32)


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
