"""Passages as lists of words, the common ground of the classic algorithms, and what they all do with a ranking."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from briefing import language
from briefing.model import Passage

if TYPE_CHECKING:
    from numpy.typing import NDArray

Words = tuple[str, ...]
MOST_WORDS = 5_000  # words of one passage that count for a ranking; a sentence never has more, a hostile line may


@dataclass(frozen=True, slots=True)
class Bag:
    """words: lower-case tokens of each passage; content: without stop words; stems: of the content words;
    all_stems: of all words. Each in order, repeats kept."""

    words: tuple[Words, ...]
    content: tuple[Words, ...]
    stems: tuple[Words, ...]
    all_stems: tuple[Words, ...]

    def __len__(self) -> int:
        return len(self.words)


def bag(passages: Sequence[Passage]) -> Bag:
    """The passages' words, each by the stop words and the stemmer of its own article's language."""
    from briefing.compose.summarizers.classic import adapter

    words, stops, stemmers = [], [], []
    for passage in passages:
        lang = passage.article.language
        words.append(tuple(language.words(passage.text, lang)[:MOST_WORDS]))
        stops.append(adapter.stop_words(lang))
        stemmers.append(adapter.stemmer(lang))
    return bag_of(words, stops, stemmers)


def bag_of(words: Sequence[Words], stops: Sequence[frozenset[str]], stemmers: Sequence[Callable[[str], str]]) -> Bag:
    """A bag of tokens that are already lower case, with stop words and stemmer for each passage."""
    known: dict[tuple[int, str], str] = {}

    def stemmed(row: Words, stemmer: Callable[[str], str]) -> Words:
        found = []
        for word in row:
            key = (id(stemmer), word)
            if key not in known:
                known[key] = stemmer(word)
            found.append(known[key])
        return tuple(found)

    content = tuple(tuple(w for w in row if w not in stop) for row, stop in zip(words, stops, strict=True))
    return Bag(
        words=tuple(words),
        content=content,
        stems=tuple(map(stemmed, content, stemmers)),
        all_stems=tuple(map(stemmed, words, stemmers)),
    )


def counts(rows: Sequence[Words]) -> Any:
    """Sparse matrix (passages × distinct words) of counts, scipy.sparse.csr_array of float64."""
    import numpy as np
    from scipy.sparse import csr_array

    columns: dict[str, int] = {}
    where: list[int] = []
    ends = [0]
    for row in rows:
        where += [columns.setdefault(word, len(columns)) for word in row]
        ends.append(len(where))
    shape = (len(rows), max(1, len(columns)))
    found = csr_array((np.ones(len(where)), np.array(where, dtype=np.int32), np.array(ends)), shape=shape)
    found.sum_duplicates()
    return found


def shared_over_lengths(rows: Sequence[Words]) -> Any:
    """Sparse symmetric matrix: how often words of i stand in j, over the sum of the logarithms of their lengths.

    The similarity of TextRank (Mihalcea and Tarau, 2004). Where that sum is zero (two passages of one word each) the
    quotient has no value: the entry is infinite if they share the word, and the caller says what that means.
    """
    import numpy as np

    matrix = counts(rows)
    shared = (matrix @ matrix.T).tocoo()
    lengths = np.array([len(row) for row in rows], dtype=float)
    logs = np.log(np.maximum(lengths, 1.0))
    norms = logs[shared.row] + logs[shared.col]
    shared.data = np.divide(shared.data, norms, out=np.full_like(norms, np.inf), where=norms > 1e-8)
    return shared.tocsr()


def by_score(scores: Sequence[float] | NDArray[Any]) -> list[int]:
    """Indices by falling score, the earlier first where two are equal."""
    return sorted(range(len(scores)), key=lambda i: (-float(scores[i]), i))


def fill(order: Iterable[int], passages: Sequence[Passage], words: int) -> list[int]:
    """The best passages that fit the budget together, best first: one that is too long is passed over, and so is one
    that repeats another word for word. `order` is asked no further than needed."""
    chosen: list[int] = []
    seen: set[str] = set()
    lengths = [len(passage.text.split()) for passage in passages]
    shortest = min((length for length in lengths if length), default=0)
    left = words
    if not shortest or shortest > left:
        return []
    for index in order:
        if lengths[index] == 0 or lengths[index] > left or passages[index].text in seen:
            continue
        seen.add(passages[index].text)
        chosen.append(index)
        left -= lengths[index]
        if left < shortest:
            break
    return chosen
