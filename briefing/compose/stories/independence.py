"""How many sources stand behind a story, and which day it belongs to."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import replace
from urllib.parse import urlsplit

from briefing import language
from briefing.compose.stories.fingerprint import Traits, appeal_hashes, sentence_hashes
from briefing.compose.stories.tuning import INDEPENDENCE
from briefing.language.names import names
from briefing.model import Article, Copy, When


def independent(
    articles: Sequence[Article], copies: Sequence[Copy], traits: Mapping[str, Traits] | None = None
) -> tuple[tuple[str, ...], ...]:
    """The paths of a story's articles, joined where they are no independent sources: copies, articles of one outlet
    (where it is known), articles that share most of their sentences, and one whose opening passes on what another's
    outlet reports. An agency that only contributed joins nobody.

    Each group ascending, groups by their first path.
    """
    joined = _Groups(article.path for article in articles)
    known = {article.path for article in articles}
    for copy in copies:
        if copy.path in known and copy.of in known:
            joined.join(copy.path, copy.of)
    first_of: dict[str, str] = {}
    for article in sorted(articles, key=lambda a: a.path):
        name = outlet_key(article)
        if name:
            joined.join(article.path, first_of.setdefault(name, article.path))
    for article in articles:
        passed_on = relays(article, articles)
        if passed_on is not None:
            joined.join(article.path, passed_on.path)
    if len(articles) > 1:
        fingerprints = _fingerprints(articles, traits or {})
        for one, other in (*_sharing(articles, fingerprints), *_same_house(articles, fingerprints)):
            joined.join(one, other)
    return joined.groups()


def relays(article: Article, others: Sequence[Article]) -> Article | None:
    """The other article whose outlet's report this one only passes on: its opening says "the Harbour Wire reported",
    "told the Marrow Post". None where it reports itself."""
    own = outlet_key(article)
    named = [other for other in others if other.outlet and other.path != article.path and outlet_key(other) != own]
    if not named:
        return None
    table = language.table("claims", article.language).get("relay", {})
    opening = " ".join(sentence.text for sentence in article.sentences[: INDEPENDENCE.opening]).casefold()
    for other in named:
        name = other.outlet.value.casefold().removeprefix("the ") if other.outlet else ""
        if name and name in opening and _reported_by(name, opening, table):
            return other
    return None


def relayed(article: Article) -> str | None:
    """The outlet whose report an article, looked at without others, only passes on: its opening names one as `relays`
    asks. None where it reports itself, and in languages whose names have no capitals."""
    own, code = outlet_key(article), article.language
    table, endings = language.table("claims", code).get("relay", {}), _endings_of_outlets(code)
    sentences = [sentence.text for sentence in article.sentences[: INDEPENDENCE.opening]]
    opening = " ".join(sentences).casefold()
    for name in (sentence[found.start : found.end] for sentence in sentences for found in names(sentence, code)):
        known = name.casefold().rpartition(" ")[2] in endings and name_key(name) != own
        if known and _reported_by(name.casefold().removeprefix("the "), opening, table):
            return name
    return None


def _endings_of_outlets(code: str | None) -> Container[str]:
    """The last words of outlets' names ("Gazette", "Wire"), in small letters."""
    return frozenset(language.table("speech", code).get("names", {}).get("outlet", ()))


def _reported_by(name: str, opening: str, table: Mapping[str, Sequence[str]]) -> bool:
    """Do words of the table's `after` follow the name, or those of `before` stand right before it?"""
    after = "|".join(re.escape(words) for words in table.get("after", ()))
    before = "|".join(re.escape(words) for words in table.get("before", ()))
    found = bool(after) and re.search(rf"(?<!\w){re.escape(name)}(?: \w+)? (?:{after})(?!\w)", opening)
    return bool(found or (before and re.search(rf"(?<!\w)(?:{before}) (?:the )?{re.escape(name)}(?!\w)", opening)))


def outlet_key(article: Article) -> str:
    """An outlet's name without what is written now this way, now that; its site's name where no outlet is stated."""
    return name_key(article.outlet.value) if article.outlet is not None else ""


def name_key(outlet: str) -> str:
    """An outlet's name without what is written now this way, now that."""
    name = re.sub(r"[^\w]+", " ", outlet.casefold()).strip()
    name = re.sub(r"^(the|www) | (com|org|net|co uk)$", "", name)
    name = name.replace(" ", "")
    return name.removeprefix("the") if len(name) > 8 else name


def site_of(article: Article) -> str:
    """The host of an article's address, "" if it has none."""
    if article.url is None:
        return ""
    try:
        host = urlsplit(article.url.value).hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.")


_Fingerprint = tuple[memoryview, memoryview]  # hashes of an article's sentences, and of its appeals


def _fingerprints(articles: Sequence[Article], traits: Mapping[str, Traits]) -> list[_Fingerprint]:
    """Of each article; of the traits, which may be unpacked each time, where they are at hand."""
    known = ((article, traits.get(article.path)) for article in articles)
    found = (
        (one.sentences, one.appeals) if one else (sentence_hashes(article), appeal_hashes(article))
        for article, one in known
    )
    return [(memoryview(sentences).cast("I"), memoryview(appeals).cast("I")) for sentences, appeals in found]


def _sharing(articles: Sequence[Article], fingerprints: Sequence[_Fingerprint]) -> list[tuple[str, str]]:
    """Pairs of articles of which one shares most of its sentences with the other (wire text)."""
    hashes = [sentences for sentences, _ in fingerprints]
    sizes = [len(own) for own in hashes]
    if len(set().union(*hashes)) == sum(sizes):
        return []  # as in most stories: no sentence stands in two articles
    holders: dict[int, list[int]] = defaultdict(list)
    for number, own in enumerate(hashes):
        for value in own:
            holders[value].append(number)
    shared: dict[tuple[int, int], int] = defaultdict(int)
    for numbers in holders.values():
        # who shares with the first shares with all: enough to join them
        for number in numbers[1:]:
            shared[numbers[0], number] += 1
    return [
        (articles[a].path, articles[b].path)
        for (a, b), count in sorted(shared.items())
        if count >= INDEPENDENCE.most_of * min(sizes[a], sizes[b]) and count >= 2
    ]


def _same_house(articles: Sequence[Article], fingerprints: Sequence[_Fingerprint]) -> list[tuple[str, str]]:
    """Pairs of articles that carry the same long appeal of an outlet, so are of one outlet even if it is not named."""
    holders: dict[int, list[str]] = defaultdict(list)
    for article, (_, appeals) in zip(articles, fingerprints, strict=True):
        if article.outlet is not None:
            continue  # named: its name decides
        for appeal in appeals:
            holders[appeal].append(article.path)
    return [(paths[0], path) for paths in holders.values() for path in paths[1:]]


class _Groups:
    """Disjoint sets of paths."""

    def __init__(self, paths: Iterable[str]) -> None:
        self._parent = {path: path for path in paths}

    def _root(self, path: str) -> str:
        while self._parent[path] != path:
            self._parent[path] = self._parent[self._parent[path]]
            path = self._parent[path]
        return path

    def join(self, one: str, other: str) -> None:
        low, high = sorted((self._root(one), self._root(other)))
        self._parent[high] = low

    def groups(self) -> tuple[tuple[str, ...], ...]:
        found: dict[str, list[str]] = defaultdict(list)
        for path in sorted(self._parent):
            found[self._root(path)].append(path)
        return tuple(tuple(paths) for _, paths in sorted(found.items()))


def with_dates_of_copies(articles: Sequence[Article], copies: Sequence[Copy]) -> tuple[Article, ...]:
    """The articles, those without a date with the day of their dated copies (the earliest, marked as inferred)."""
    group_of: Mapping[str, str] = {copy.path: copy.of for copy in copies}
    dated: dict[str, list[When]] = defaultdict(list)
    for article in articles:
        if article.published is not None and not article.published.inferred:
            dated[group_of.get(article.path, article.path)].append(article.published)
    found: list[Article] = []
    for article in articles:
        known = dated.get(group_of.get(article.path, article.path))
        if article.published is None and known:
            day = min(when.day for when in known)
            article = replace(article, published=When(value=day, precision="day", origin="copy", inferred=True))
        found.append(article)
    return tuple(found)


def day_of(articles: Sequence[Article]) -> str | None:
    """The day a story belongs to: the newest of its articles' days, None if no article has one.

    It places undated articles of the story too, but is too coarse to resolve "on Monday" by.
    """
    return max((a.published.day for a in articles if a.published is not None), default=None)
