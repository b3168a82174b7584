"""LSA: the sentences that weigh most in the text's latent topics.

Steinberger and Ježek, "Using Latent Semantic Analysis in Text Summarization" (2004), as sumy has it. There every
dimension of the decomposition is kept, and a sentence's rank √Σ(σᵢ·vᵢ)² over all dimensions is nothing but the length
of its column in the matrix that is decomposed (σ·V is that matrix, rotated). So the same ranks come without the
decomposition, in time linear in the text, and free of its rounding.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from math import sqrt

from briefing.compose.summarizers.classic.bag import Words

SMOOTH = 0.4


def scores(stems: Sequence[Words], all_stems: Sequence[Words]) -> list[float]:
    """The rank of each passage, ≥ 0. A column holds for every word of the text .4 + .6 · count / the passage's highest
    count (0 in a passage without any)."""
    dictionary = {word for row in stems for word in row}
    rest = 1.0 - SMOOTH
    found = []
    for row in all_stems:
        tally = Counter(word for word in row if word in dictionary)
        if not tally:
            found.append(0.0)
            continue
        most = max(tally.values())
        square = len(dictionary) * SMOOTH**2
        for number in sorted(tally.values()):
            share = number / most
            square += 2 * SMOOTH * rest * share + (rest * share) ** 2
        found.append(sqrt(square))
    return found
