"""LexRank: the sentences that most others resemble.

Erkan and Radev, "LexRank: Graph-based Lexical Centrality as Salience in Text Summarization", JAIR 22 (2004). With
sumy's constants (a link from cosine .1 on, power iteration to .1) the ranking is sumy's; the cosines come from one
sparse product instead of a loop over all pairs. Where no sentence has a word that counts, sumy divides by zero and
ranks by NaN; here all are equal and keep their order.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from briefing.compose.summarizers.classic.bag import Words, counts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

THRESHOLD = 0.1
EPSILON = 0.1


def scores(stems: Sequence[Words]) -> NDArray[Any]:
    """A centrality for each passage; shape (passages,), no unit, ≥ 0."""
    import numpy as np

    size = len(stems)
    if size == 0:
        return np.zeros(0)
    links = _links(stems)
    degrees = np.asarray(links.sum(axis=1)).ravel()
    degrees[degrees == 0] = 1.0
    walk = links.T.tocsr()
    vector = np.full(size, 1.0 / size)
    change = 1.0
    while change > EPSILON:
        following = walk @ (vector / degrees)
        length = np.linalg.norm(following)
        if length == 0:
            return np.zeros(size)
        following /= length
        change = float(np.linalg.norm(following - vector))
        vector = following
    return vector


def _links(stems: Sequence[Words]) -> Any:
    """Sparse 0/1 matrix: which passages have an idf-modified cosine above the threshold, themselves included."""
    import numpy as np
    from scipy.sparse import csr_array

    matrix = counts(stems)
    size = matrix.shape[0]
    holding = np.bincount(matrix.indices, minlength=matrix.shape[1])
    idf = np.log(size / (1.0 + holding))
    rows = np.repeat(np.arange(size), np.diff(matrix.indptr))
    most = np.ones(size)
    np.maximum.at(most, rows, matrix.data)
    values = matrix.data / most[rows] * idf[matrix.indices]
    lengths = np.sqrt(np.bincount(rows, weights=values**2, minlength=size))
    values = np.divide(values, lengths[rows], out=np.zeros_like(values), where=lengths[rows] > 0)
    unit = csr_array((values, matrix.indices, matrix.indptr), shape=matrix.shape)
    cosines = (unit @ unit.T).tocsr()
    cosines.data = (cosines.data > THRESHOLD).astype(float)
    cosines.eliminate_zeros()
    return cosines
