"""KLSum: the sentences whose words come closest, together, to the words of the whole text.

Haghighi and Vanderwende, "Exploring Content Models for Multi-Document Summarization", NAACL 2009, as sumy has it
(summed over the summary's words; the length counts stop words of what is chosen already). sumy builds the joint
distribution anew for every candidate of every round; here a round updates only what the last pick changed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import log
from typing import Any

from briefing.compose.summarizers.classic.bag import Words, counts


def order(words: Sequence[Words], content: Sequence[Words]) -> Iterator[int]:
    """The passages, best first, found as they are asked for.

    With f the text's frequency of a word, c its count in summary and candidate together and T their length, the
    divergence is Σ f·log f − Σ f·log c + log T · Σ f over the words of both. The sums over the summary's words are
    kept; `spread` and `mass` are what each candidate would add to the first two and to the third.
    """
    import numpy as np

    size = len(words)
    matrix = counts(content)
    state = _State(matrix)
    lengths = np.array([len(row) for row in content], dtype=float)
    spread, mass = state.spread, state.mass
    summary_spread = summary_mass = 0.0
    taken = 0
    free = np.ones(size, dtype=bool)
    for _ in range(size):
        logs = np.log(np.maximum(lengths + taken, 1.0))
        divergence = summary_spread + spread + logs * (summary_mass + mass)
        divergence[~free] = np.inf
        best = int(np.argmin(divergence))
        yield best
        free[best] = False
        taken += len(words[best])
        summary_spread, summary_mass = summary_spread + float(spread[best]), summary_mass + float(mass[best])
        state.take(best)


class _State:
    """What each candidate adds, kept up to date while the summary grows. Arrays of shape (passages,)."""

    def __init__(self, matrix: Any) -> None:
        import numpy as np

        self.rows, self.columns = matrix, matrix.tocsc()
        size = matrix.shape[0]
        self.frequency = np.asarray(matrix.sum(axis=0)).ravel() / max(matrix.sum(), 1.0)
        self.entropy = self.frequency * np.log(np.where(self.frequency > 0, self.frequency, 1.0))
        self.summary = np.zeros(matrix.shape[1])  # how often the summary holds each word
        which = np.repeat(np.arange(size), np.diff(matrix.indptr))
        f, e = self.frequency[matrix.indices], self.entropy[matrix.indices]
        self.spread = np.bincount(which, weights=e - f * np.log(matrix.data), minlength=size)
        self.mass = np.bincount(which, weights=f, minlength=size)

    def take(self, index: int) -> None:
        """The passage joins the summary: rate its words again in all passages that hold them."""
        first, last = self.rows.indptr[index], self.rows.indptr[index + 1]
        for column, number in zip(self.rows.indices[first:last], self.rows.data[first:last], strict=True):
            self._more_of(int(column), float(number))

    def _more_of(self, column: int, number: float) -> None:
        import numpy as np

        old, new = float(self.summary[column]), float(self.summary[column]) + number
        f, e = float(self.frequency[column]), float(self.entropy[column])
        first, last = self.columns.indptr[column], self.columns.indptr[column + 1]
        who, own = self.columns.indices[first:last], self.columns.data[first:last]
        if old == 0:
            self.spread[who] += f * np.log(own) - e
            self.mass[who] -= f
        else:
            self.spread[who] += f * (np.log(old + own) - log(old))
        self.spread[who] -= f * (np.log(new + own) - log(new))
        self.summary[column] = new
