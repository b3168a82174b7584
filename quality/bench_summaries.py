"""CPU seconds of each summarizer and of sumy's own in one run on the same sentences: how many times faster ours is.

python -m quality.bench_summaries [--sizes 50,200,800] [--names lexrank,kl] [--most SECONDS]

Both sides are whole calls: from sentences with their words to the picks for 250 words. sumy is skipped where the next
size would take longer than --most seconds by its growth so far.
"""

from __future__ import annotations

import argparse
import random
import time
import warnings
from collections.abc import Callable, Sequence

from briefing import language
from briefing.compose.summarizers import SUMMARIZERS, summarizer
from briefing.compose.summarizers.classic import adapter
from briefing.model import Passage
from tests.articles import article

WORDS = 250
SENTENCES_AN_ARTICLE = 25


def text(sentences: int, seed: int = 1) -> list[Passage]:
    """Articles of invented words with the frequencies of a language (Zipf) and sentences of newspaper length."""
    rng = random.Random(seed)
    syllables = [c + v for c in "bdfgklmnprstvz" for v in "aeiou"]
    vocabulary = sorted({"".join(rng.choices(syllables, k=rng.randint(2, 4))) for _ in range(12_000)})
    rng.shuffle(vocabulary)
    common = sorted(language.stop_words("en"))[:120]
    stop_weights = [1 / (rank + 1) for rank in range(len(common))]
    weights = [1 / (rank + 2.7) for rank in range(len(vocabulary))]
    rows = []
    for _ in range(sentences):
        length = rng.randint(8, 38)
        words = [
            rng.choices(common, stop_weights)[0] if rng.random() < 0.45 else rng.choices(vocabulary, weights)[0]
            for _ in range(length)
        ]
        rows.append(" ".join(words).capitalize() + ".")
    articles = [
        article(f"a{start:05}", rows[start : start + SENTENCES_AN_ARTICLE])
        for start in range(0, sentences, SENTENCES_AN_ARTICLE)
    ]
    return [Passage(one, index, index) for one in articles for index in range(len(one.sentences))]


def seconds(call: Callable[[], object]) -> float:
    """CPU seconds of one call, the better of two where it is quick."""
    started = time.process_time()
    call()
    first = time.process_time() - started
    if first > 2:
        return first
    started = time.process_time()
    call()
    return min(first, time.process_time() - started)


def ours(name: str, passages: Sequence[Passage]) -> float:
    chosen = summarizer(name)
    return seconds(lambda: chosen(passages, WORDS))


def theirs(name: str, passages: Sequence[Passage]) -> float:
    """sumy's call, its words from the same tokenizer, stop words and stemmer."""

    def call() -> None:
        paragraphs = [[language.words(passage.text, "en")] for passage in passages]
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            adapter.rank(name, paragraphs, stop=adapter.stop_words("en"), stem=adapter.stemmer("en"))

    return seconds(call)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", default="50,200,800,2000", help="sentences")
    parser.add_argument("--names", default="coverage,lexrank,textrank,lsa,kl,reduction,luhn,sumbasic")
    parser.add_argument("--most", type=float, default=60.0, help="seconds that one call of sumy may take")
    args = parser.parse_args()
    sizes = [int(size) for size in args.sizes.split(",")]
    texts = {size: text(size) for size in sizes}
    for name in sorted(SUMMARIZERS):
        summarizer(name)(texts[sizes[0]], WORDS)  # imports and data are read once
    for name in args.names.split(","):
        last: tuple[int, float] | None = None
        for size in sizes:
            mine = ours(name, texts[size])
            line = f"{name:10} {size:5} sentences {mine:8.3f} s"
            expected = last[1] * (size / last[0]) ** (3 if name == "kl" else 2) if last else 0.0
            if name in adapter.CLASSES and name != "edmundson" and expected <= args.most:
                last = (size, theirs(name, texts[size]))
                line += f"   sumy {last[1]:8.3f} s   {last[1] / max(mine, 1e-4):7.1f} times faster"
            print(line, flush=True)


if __name__ == "__main__":
    main()
