"""How fast `briefing stories` is, how its time grows, and how it compares with plain peers on made-up days.

    python quality/bench_stories.py [--sizes 500,1000,2000,4000] [--batches 40] [--sets DATA_DIR]

The articles are generated: stories of one to twelve articles of about 500 words, each with its own names and subject,
neighbouring stories with some of them in common. Printed are the processor seconds of the stage compose for each size,
the
exponent fitted to them, BCubed F1 beside scikit-learn's DBSCAN and average linkage on plain TF-IDF, copies beside
datasketch's MinHash; and BCubed F1 on batches of 10 to 35 articles, drawn from the generated day or, with --sets, from
every set of DATA_DIR (folders with articles.jsonl and gold.jsonl of lines {path, story}).
"""

from __future__ import annotations

import argparse
import dataclasses
import json
import math
import random
import resource
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from briefing.compose.stories.copies import find
from briefing.compose.stories.fingerprint import Traits, traits_of
from briefing.compose.stories.grouping.cluster import cluster
from briefing.model import Article, Sentence
from briefing.prepare.options import PrepareOptions
from briefing.prepare.prepare import prepare_file
from briefing.text import Span
from tests.articles import built

WORDS = 500  # of an article
SYLLABLES = (
    "ka",
    "lo",
    "mi",
    "ren",
    "tas",
    "vor",
    "bel",
    "dun",
    "quo",
    "zar",
    "fen",
    "gil",
    "hob",
    "jur",
    "nim",
    "pod",
)
VOCABULARY = 6000
PEERS_UP_TO = 2000  # articles: the peers' distance matrix grows with the square

Groups = list[list[str]]


@dataclasses.dataclass(frozen=True)
class Day:
    """Articles, the story of each path, and pairs of path that hold one text."""

    articles: list[Article]
    stories: dict[str, str]
    copies: set[tuple[str, str]]


def generated(size: int, seed: int = 1) -> Day:
    """A made-up day: every tenth article is a reprint, edited or cut."""
    rng = random.Random(seed)
    common = ["".join(rng.choices(SYLLABLES, k=rng.randint(1, 3))) + rng.choice("aeioust") for _ in range(VOCABULARY)]
    weights = [1 / (rank + 10) for rank in range(VOCABULARY)]
    day = Day([], {}, set())
    names: list[str] = []
    while len(day.articles) < size:
        names = names[:2] + ["".join(rng.choices(SYLLABLES, k=rng.randint(2, 3))).capitalize() for _ in range(7)]
        subject = rng.choices(common[300:], k=40)
        story = f"story {len(day.stories)}"
        for _ in range(min(size - len(day.articles), rng.choice([1, 1, 2, 3, 5, 8, 12]))):
            sentences = _sentences(rng, common, weights, names, subject)
            title = " ".join([rng.choice(names), *rng.choices(subject, k=4), rng.choice(names)])
            _add(day, story, title, sentences)
            if rng.random() < 0.1 and len(day.articles) < size:
                original = day.articles[-1].path
                kept = sentences[: rng.randint(len(sentences) // 2, len(sentences))]
                _add(day, story, title, kept)
                day.copies.add((original, day.articles[-1].path))
    return day


def _sentences(
    rng: random.Random, common: Sequence[str], weights: Sequence[float], names: Sequence[str], subject: Sequence[str]
) -> list[str]:
    sentences: list[str] = []
    words = 0
    while words < WORDS:
        length = rng.randint(12, 28)
        drawn = rng.choices(common, weights, k=length)
        for place in range(length):
            chance = rng.random()
            if chance < 0.1:
                drawn[place] = rng.choice(names)
            elif chance < 0.25:
                drawn[place] = rng.choice(subject)
            elif chance < 0.27:
                drawn[place] = str(rng.randint(2, 5000))
        drawn[0] = drawn[0].capitalize()
        sentences.append(" ".join(drawn) + ".")
        words += length
    return sentences


def _add(day: Day, story: str, title: str, sentences: Sequence[str]) -> None:
    path = f"a{len(day.articles):06}"
    text = "\n".join([title, *sentences])
    spans = []
    at = len(title) + 1
    for sentence in sentences:
        spans.append(Sentence(span=Span(at, at + len(sentence)), text=sentence, block=0))
        at += len(sentence) + 1
    day.articles.append(built(path, text, spans, (), text, title=title))
    day.stories[path] = story


# --- ours and theirs --------------------------------------------------------------------------------------------------


def ours(articles: Sequence[Article], traits: Mapping[str, Traits] | None = None) -> Groups:
    traits = traits or {article.path: traits_of(article) for article in articles}
    return [
        [a.path for a in story.articles] + [a.path for a, _ in story.copies]
        for story in cluster(articles, find(articles, None, traits), None, traits)
    ]


def peer(articles: Sequence[Article], algorithm: str) -> Groups:
    """scikit-learn on plain TF-IDF cosines: "dbscan" (distance .6) or "average" (linkage up to distance .75)."""
    from sklearn.cluster import DBSCAN, AgglomerativeClustering
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.metrics.pairwise import cosine_distances

    matrix = TfidfVectorizer(sublinear_tf=True, stop_words="english").fit_transform(a.body.string for a in articles)
    distances = cosine_distances(matrix)
    if algorithm == "dbscan":
        model = DBSCAN(eps=0.6, min_samples=1, metric="precomputed")
    else:
        model = AgglomerativeClustering(None, metric="precomputed", linkage="average", distance_threshold=0.75)
    groups: dict[int, list[str]] = defaultdict(list)
    for article, label in zip(articles, model.fit_predict(distances).tolist(), strict=True):
        groups[label].append(article.path)
    return list(groups.values())


def minhash_copies(articles: Sequence[Article]) -> set[tuple[str, str]]:
    """datasketch: pairs of Jaccard similarity ≥ .5 of four-word runs, estimated by 128 permutations."""
    from datasketch import MinHash, MinHashLSH

    index = MinHashLSH(threshold=0.5, num_perm=128)
    found: set[tuple[str, str]] = set()
    for article in articles:
        words = " ".join(s.text for s in article.sentences).lower().split()
        sketch = MinHash(num_perm=128, seed=1)
        sketch.update_batch([" ".join(words[i : i + 4]).encode() for i in range(len(words) - 3)])
        found |= {tuple(sorted((str(other), article.path))) for other in index.query(sketch)}  # type: ignore[misc]
        index.insert(article.path, sketch)
    return found


# --- figures ----------------------------------------------------------------------------------------------------------


def bcubed(groups: Groups, stories: dict[str, str]) -> float:
    """BCubed F1 (Bagga and Baldwin, 1998)."""
    wanted = Counter(stories.values())
    precision = recall = 0.0
    for group in groups:
        for story, count in Counter(stories[path] for path in group).items():
            precision += count * count / len(group)
            recall += count * count / wanted[story]
    size = len(stories)
    return 2 * precision * recall / (precision + recall) / size if precision else 0.0


def f1(found: set[tuple[str, str]], wanted: set[tuple[str, str]]) -> float:
    return 2 * len(found & wanted) / (len(found) + len(wanted)) if found or wanted else 1.0


def timed(work: Callable[[], Groups]) -> tuple[Groups, float]:
    start = time.process_time()
    return work(), time.process_time() - start


def exponent(sizes: Sequence[int], seconds: Sequence[float]) -> float:
    """The slope of log seconds over log articles (least squares)."""
    x, y = [math.log(s) for s in sizes], [math.log(s) for s in seconds]
    mean_x, mean_y = sum(x) / len(x), sum(y) / len(y)
    over = sum((a - mean_x) * (b - mean_y) for a, b in zip(x, y, strict=True))
    return over / sum((a - mean_x) ** 2 for a in x)


def growth(sizes: Sequence[int]) -> None:
    ours(generated(100).articles)  # what is loaded once is not counted
    seconds = []
    for size in sizes:
        day = generated(size)
        groups, took = timed(lambda day=day: ours(day.articles))  # type: ignore[misc]
        seconds.append(took)
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        line = f"{size:7} articles: {took:6.1f} s, {memory} MB, BCubed F1 {bcubed(groups, day.stories):.3f}"
        if size <= PEERS_UP_TO:
            for name in ("dbscan", "average"):
                theirs, took = timed(lambda day=day, name=name: peer(day.articles, name))  # type: ignore[misc]
                line += f"; {name} {bcubed(theirs, day.stories):.3f} in {took:.1f} s"
            copies = {tuple(sorted((c.path, c.of))) for c in find(day.articles)}
            line += f"; copies {f1(copies, day.copies):.3f}, MinHash {f1(minhash_copies(day.articles), day.copies):.3f}"  # type: ignore[arg-type]
        print(line, flush=True)
    if len(sizes) > 1:
        print(f"fitted exponent: {exponent(sizes, seconds):.2f}")


def batches(day: Day, count: int, seed: int) -> Iterator[Day]:
    """Batches of 10 to 35 articles: whole stories until there are enough."""
    rng = random.Random(seed)
    members: dict[str, list[Article]] = defaultdict(list)
    for article in day.articles:
        members[day.stories[article.path]].append(article)
    names = sorted(members)
    for _ in range(count):
        size = rng.randint(10, 35)
        drawn: list[Article] = []
        for name in rng.sample(names, len(names)):
            drawn += members[name]
            if len(drawn) >= size:
                break
        kept = drawn[:size]
        yield Day(kept, {a.path: day.stories[a.path] for a in kept}, set())


def batch_quality(name: str, day: Day, count: int) -> None:
    traits = {article.path: traits_of(article) for article in day.articles}
    values = [bcubed(ours(batch.articles, traits), batch.stories) for batch in batches(day, count, 5)]
    average = [bcubed(peer(batch.articles, "average"), batch.stories) for batch in batches(day, count, 5)]
    mean, other = sum(values) / len(values), sum(average) / len(average)
    print(
        f"{count} batches of 10 to 35, {name}: BCubed F1 {mean:.3f} (average linkage on TF-IDF {other:.3f})", flush=True
    )


def read(folder: Path) -> Day:
    found, _ = prepare_file("articles.jsonl", (folder / "articles.jsonl").read_bytes(), PrepareOptions())
    rows = [json.loads(line) for line in (folder / "gold.jsonl").read_text(encoding="utf-8").splitlines() if line]
    gold = {row["path"]: row["story"] for row in rows if "story" in row and "path" in row}
    kept = [article for article in found if article.path in gold]
    return Day(kept, {article.path: gold[article.path] for article in kept}, set())


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--sizes", default="500,1000,2000,4000", help="articles, separated by commas")
    parser.add_argument("--batches", type=int, default=40)
    parser.add_argument("--sets", type=Path, help="a folder of labelled sets")
    arguments = parser.parse_args()
    growth([int(size) for size in arguments.sizes.split(",")])
    if arguments.sets is None:
        batch_quality("generated", generated(600, seed=2), arguments.batches)
        return
    for folder in sorted(path.parent for path in arguments.sets.glob("*/set.json")):
        about = json.loads((folder / "set.json").read_text(encoding="utf-8"))
        if "stories" in about["measures"] and (folder / "articles.jsonl").is_file():
            batch_quality(folder.name, read(folder), arguments.batches)


if __name__ == "__main__":
    main()
