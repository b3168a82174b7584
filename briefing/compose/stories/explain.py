"""Why two articles are, or are not, in one story: in words and numbers that a person can check."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from briefing.compose.stories.copies import find as find_copies
from briefing.compose.stories.fingerprint import Traits, traits_of
from briefing.compose.stories.grouping import pair_score
from briefing.compose.stories.grouping.cluster import THRESHOLDS, Clustering, grouped, stated_day
from briefing.compose.stories.options import ClusterOptions, CopyOptions
from briefing.compose.stories.tuning import REASONS, VECTORS
from briefing.errors import UsageError
from briefing.language import stop_words
from briefing.language.tokens import letters, lower
from briefing.model import Article, Copy
from briefing.plugins import is_plugin

FEATURES: Mapping[str, str] = {
    "words": "words in common",
    "title": "titles",
    "lead": "titles and first sentences",
    "lead_in_one": "the beginning of one found in the other",
    "lead_in_both": "the beginning of either found in the other",
    "names_in_one": "names of one found in the other",
    "numbers": "numbers",
    "runs": "runs of four words",
    "month_shared": "a month that both name",
    "month_apart": "months that only one names",
    "weekday_shared": "a weekday that both begin with",
    "weekday_apart": "weekdays that only one begins with",
    "near_for_one": "compared with what is nearest to one of them",
    "near_for_both": "compared with what is nearest to either",
    "long": "length of the shorter",
    "kin_words": "words, with the articles next to them",
    "kin_names": "names, with the articles next to them",
    "kin_lead": "beginnings, with the articles next to them",
    "kin_near": "with the articles next to them, compared with what is nearest to one of them",
    "subject": "what articles of the same subject have in common anyway",
}


def explain_pair(
    first: str,
    second: str,
    articles: Sequence[Article],
    copies: Sequence[Copy] | None = None,
    options: ClusterOptions | None = None,
    traits: Mapping[str, Traits] | None = None,
) -> tuple[str, ...]:
    """Lines that say why the articles at two paths are or are not in one story, among these articles.

    Raises UsageError if a path is not among them.
    """
    by_path = {article.path: article for article in articles}
    for path in (first, second):
        if path not in by_path:
            raise UsageError(f"{path}: no article of this name was read")
    options = options or ClusterOptions()
    if copies is None:
        copies = find_copies(articles, CopyOptions(), traits)
    known = {path: (traits or {}).get(path) or traits_of(by_path[path]) for path in (first, second)}
    lines = _in_common(by_path[first], by_path[second], known[first], known[second])
    of = {copy.path: copy for copy in copies}
    for path in (first, second):
        if path in of:
            copy = of[path]
            lines.append(f"{path} is a copy of {copy.of} ({copy.kind}, {copy.share:.0%} of the shorter text)")
    one, other = (of[path].of if path in of else path for path in (first, second))
    if one == other:
        return (f"One story: {first} and {second} hold the same text.", *lines)
    found = grouped(articles, copies, options, traits)
    verdict, reasons = _judged(one, other, found, THRESHOLDS[options.granularity])
    if is_plugin(options.clusterer):
        reasons.append(f"they were grouped by {options.clusterer}")
    return (verdict, *lines, *reasons)


def _in_common(one: Article, other: Article, traits: Traits, others: Traits) -> list[str]:
    theirs = {name.lower() for name in others.shown}
    names = [name for name in traits.shown if name.lower() in theirs]
    stops = stop_words(one.language or "en")
    opening = set(opening_words(other, REASONS.opening))
    both = [word for word in dict.fromkeys(opening_words(one, REASONS.opening)) if word in opening]
    words = [word for word in both if word not in stops and not word.isdigit()]
    numbers = [word for word in both if word[0].isdigit()]
    lines = [
        "names in both: " + (", ".join(names) or "none"),
        "words in the beginnings of both: " + (", ".join(words[:20]) or "none"),
    ]
    if numbers:
        lines.append("numbers in the beginnings of both: " + ", ".join(numbers[:12]))
    days = [a.published.day if a.published else "date unknown" for a in (one, other)]
    lines.append(f"dates: {days[0]} and {days[1]}")
    return lines


def opening_words(article: Article, sentences: int) -> list[str]:
    """The words of an article's title and first sentences."""
    texts = [article.title.value] if article.title else []
    return lower(letters(" ".join([*texts, *(sentence.text for sentence in article.sentences[:sentences])])))


def _judged(one: str, other: str, found: Clustering, threshold: float) -> tuple[str, list[str]]:
    row_of = {article.path: row for row, article in enumerate(found.articles)}
    group_of = {row: number for number, group in enumerate(found.groups) for row in group}
    a, b = sorted((row_of[one], row_of[other]))
    together = group_of[a] == group_of[b]
    verdict = "One story." if together else "Two stories."
    for number, (x, y) in enumerate(zip(found.compared.first, found.compared.second, strict=True)):
        if (x, y) == (a, b):
            score = float(found.score[number])
            reasons = [f"score of the pair: {score:.2f}; {threshold:.2f} on average joins two groups"]
            if found.score[number] < found.compared.score[number] - 0.005:
                reasons.append(f"their dates lower it from {float(found.compared.score[number]):.2f}")
            reasons += _features(number, found)
            break
    else:
        score = 0.0
        apart = abs(stated_day(found.articles[a]) - stated_day(found.articles[b]))
        why = "they share too little to be compared (no name, no run of four words)"
        if apart > VECTORS.most_days:
            why = f"{apart:.0f} days are between them, and more than {VECTORS.most_days} keep two from being compared"
        reasons = [f"score of the pair: none; {why}"]
    if together and score < threshold:
        reasons.append("they are together through the other articles of the story, which are like both")
    elif not together and score >= threshold:
        reasons.append("they are apart because the other articles of their stories are not alike")
    return verdict, reasons


def _features(number: int, found: Clustering) -> list[str]:
    """Each feature with its value and how much it adds to the log-odds, the weightiest first."""
    known = pair_score.weights("second")
    parts: dict[str, list[float]] = {}
    for name, value in found.compared.features(number).items():
        plain = name
        for ending in ("_alone", "_crowd", "_short", "_long"):
            plain = plain.removesuffix(ending)
        if plain in FEATURES:
            part = parts.setdefault(plain, [0.0, 0.0])
            part[0] += value
            part[1] += known.adds(name, value)
    ordered = sorted(parts.items(), key=lambda part: (-abs(part[1][1]), part[0]))
    return [f"  {FEATURES[name]}: {value:.2f} ({adds:+.1f})" for name, (value, adds) in ordered if abs(adds) >= 0.05]
