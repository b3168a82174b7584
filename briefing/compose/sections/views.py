"""What section features look at: a sentence with its words, stems, cues and place, in its article and story.

A view is made once per story, in time linear in its sentences; features only read it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from math import sqrt

from briefing import language
from briefing.compose.sections.tuning import VIEW
from briefing.compose.sentences.currency import CURRENT, Currency
from briefing.compose.sentences.standalone import outside_quotation
from briefing.language.cues import CueMatcher
from briefing.language.names import names
from briefing.language.vocabulary.weights import rarity
from briefing.model import Article, Sentence

_NUMBER = re.compile(r"\d")
_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleView:
    """An article as features see it: how much later it is than the story's oldest dated article, 0..1."""

    article: Article
    sentences: int
    blocks: int
    day: date | None
    freshness: float
    overtaken: bool = False  # a later article of the story says that things stand otherwise
    own_voice: bool = False  # it speaks for its author or issuer, and other articles of the story report
    older: bool = False  # of an earlier day than the edition's and the one before, and the story has newer ones
    explains: bool = False  # it tells no news of its own, and other articles of the story do
    long_ago: bool = False  # of so long before the day that it can only explain what is new


@dataclass(frozen=True, slots=True, kw_only=True)
class SentenceView:
    """A sentence as features see it. cues: list name → positions of the words where one begins."""

    sentence: Sentence
    article: ArticleView
    index: int
    block: int  # counted among the blocks that hold sentences
    words: tuple[str, ...]
    stems: frozenset[str]
    cues: Mapping[str, Sequence[int]]
    names: int
    numbers: int
    event: float  # closeness to the story's titles and leads
    own_event: float  # closeness to its own article's title and lead
    central: float
    aside: bool  # after the point where its article turns to another matter
    scene: float  # how surely it is a scene that opens its article, not the news, 0..1
    closer: float  # share of the story's sentences that are farther from its titles and leads
    previous: SentenceView | None = field(repr=False, compare=False)
    day: date | None  # the story's

    @property
    def narration(self) -> tuple[str, ...]:
        """The words that stand outside of quotations."""
        if self.sentence.speech.quote == "none":
            return self.words
        return tuple(language.words(outside_quotation(self.sentence.text), self.article.article.language))

    def told(self, name: str) -> bool:
        """Does a cue of that list stand outside of quotations?"""
        if name not in self.cues:
            return False
        found = matcher(self.article.article.language or "en").find(self.narration)
        return name in found

    def cue(self, name: str) -> float:
        """1 if the sentence holds a cue of that list, else 0."""
        return 1.0 if name in self.cues else 0.0


@cache
def matcher(code: str) -> CueMatcher:
    """The cue lists of a language; those of English where it has none."""
    return CueMatcher(cue_lists(code))


@cache
def cue_lists(code: str) -> Mapping[str, Sequence[str]]:
    table = language.table("sections", code)
    lists: dict[str, Sequence[str]] = {}
    for group in ("cues", "people"):
        for name, cues in dict(table.get(group, {})).items():
            lists[name] = tuple(str(cue) for cue in cues)
    return lists


@cache
def sayings(code: str) -> frozenset[str]:
    """The verbs with which somebody says something in so many words; none where the language's table names none."""
    return frozenset(cue_lists(code).get("saying", ()))


_SOURCES = ("before", "after", "behind_mark", "opening", "manner", "one", "his", "hers", "theirs", "own", "citing")


@cache
def sources(code: str) -> frozenset[tuple[str, ...]]:
    """The phrases that name a source and say nothing of how it spoke: "according to"."""
    phrases = language.table("speech", code).get("phrases", {})
    lists = [phrases.get(key, ()) for key in _SOURCES]
    words = [word for known in lists for word in ([known] if isinstance(known, str) else known)]
    return frozenset(tuple(str(word).split()) for word in words)


@cache
def source_pattern(code: str) -> re.Pattern[str] | None:
    """What names a source in a language without spaces ("によると"); None in others."""
    pattern = language.table("speech", code).get("unspaced", {}).get("according")
    return re.compile(pattern) if pattern else None


@cache
def made_known(code: str) -> CueMatcher:
    """The words of passing on ("announced", "reported")."""
    return CueMatcher({"made_known": cue_lists(code).get("made_known", ())})


@cache
def openings(code: str) -> CueMatcher:
    """The words that tie a sentence to what stands before it, where it opens with one ("but", "and")."""
    table = language.table("sections", code).get("alone", {})
    return CueMatcher({"soft": [str(cue) for cue in table.get("soft_connectives", ())]})


def content_stems(words: Sequence[str], code: str | None) -> frozenset[str]:
    """The stems of the words that carry meaning, stop words left out."""
    stop = language.stop_words(code)
    return frozenset(language.stems([word for word in words if len(word) > 1 and word not in stop], code))


def _day(article: Article) -> date | None:
    if article.published is None:
        return None
    try:
        return date.fromisoformat(article.published.day)
    except ValueError:
        return None


def _names(text: str, code: str | None) -> int:
    """How many names a sentence holds beside the word that opens it."""
    return sum(1 for name in names(text, code) if name.certain)


class _Event:
    """The words that say what a story is about, weighted by rarity and by how many titles and leads hold them."""

    def __init__(self, heads: Sequence[Mapping[str, float]]) -> None:
        self.weight: dict[str, float] = {}
        for head in heads:
            for stem, weight in head.items():
                self.weight[stem] = self.weight.get(stem, 0.0) + weight
        self.most = sum(sorted(self.weight.values(), reverse=True)[: VIEW.strongest]) or 1.0

    def closeness(self, stems: frozenset[str], own: Mapping[str, float]) -> float:
        """0..1; own: the weights of a head that is not to count (a lead is close to itself whatever it says)."""
        total = sum(sorted(self.weight.get(stem, 0.0) - VIEW.own_head * own.get(stem, 0.0) for stem in stems))
        return max(0.0, min(1.0, total / self.most))


def _rarities(words: Iterable[str], code: str | None) -> dict[str, float]:
    """Stem → how rare its commonest form among the words is, 0..1."""
    stop = language.stop_words(code)
    found: dict[str, float] = {}
    for word in words:
        if len(word) > 1 and word not in stop:
            stem = language.stem(word, code)
            found[stem] = min(found.get(stem, 1.0), rarity(word, code))
    return found


@dataclass(frozen=True, slots=True)
class _Read:
    """An article with the words and the stems of each sentence, and how close each is to the story and to its own
    title."""

    article: Article
    words: Sequence[tuple[str, ...]]
    stems: Sequence[frozenset[str]]
    close: Sequence[tuple[float, float]]


@dataclass(frozen=True, slots=True)
class _Spread:
    """In how many of the story's sentences each stem stands, and the highest of these numbers."""

    count: Counter[str]
    most: int

    def centrality(self, stems: frozenset[str]) -> float:
        """The mean share, on a root scale, of the story's sentences that hold the sentence's stems."""
        if not stems:
            return 0.0
        shares = sorted(self.count[stem] / self.most for stem in stems)
        return min(1.0, sum(map(sqrt, shares)) / max(VIEW.few_stems, len(stems)))


def views(articles: Sequence[Article], day: date | None, currency: Currency = CURRENT) -> list[list[SentenceView]]:
    """The views of every article's sentences, article by article. currency: which articles say how things stand."""
    words = [[tuple(language.words(s.text, a.language)) for s in a.sentences] for a in articles]
    stems = [[content_stems(w, a.language) for w in found] for a, found in zip(articles, words, strict=True)]
    heads = [_rarities(_head(a, found), a.language) for a, found in zip(articles, words, strict=True)]
    event = _Event(heads)
    count = Counter(stem for found in stems for sentence in found for stem in sentence)
    spread = _Spread(count, max(count.values(), default=1))
    close = [
        _closeness(article, event, heads[k] if len(articles) > 1 else {}, (words[k], stems[k]))
        for k, article in enumerate(articles)
    ]
    order = sorted(event for found in close for event, _ in found)
    return [
        _article_views(
            _Read(article, words[k], stems[k], close[k]), spread, _place(article, articles, currency), day, order
        )
        for k, article in enumerate(articles)
    ]


def _closeness(
    article: Article,
    event: _Event,
    not_counted: Mapping[str, float],
    read: tuple[Sequence[tuple[str, ...]], Sequence[frozenset[str]]],
) -> list[tuple[float, float]]:
    """Of each sentence its closeness to the story and to its own title. read: their words and their stems."""
    words, stems = read
    own = _Event([_rarities(_own_head(article, words), article.language)])
    return [(event.closeness(found, not_counted), own.closeness(found, {})) for found in stems]


def _head(article: Article, words: Sequence[Sequence[str]]) -> frozenset[str]:
    title = language.words(article.title.value, article.language) if article.title else []
    return frozenset(title).union(*words[: 1 if title else VIEW.lead_sentences])


def _own_head(article: Article, words: Sequence[Sequence[str]]) -> frozenset[str]:
    """The words of the title; of the first sentence where there is none."""
    if article.title:
        return frozenset(language.words(article.title.value, article.language))
    return frozenset(words[0] if words else ())


def _place(article: Article, articles: Sequence[Article], currency: Currency) -> ArticleView:
    days = [day for a in articles if (day := _day(a))]
    own = _day(article)
    if own is None or len(set(days)) < 2:
        freshness = VIEW.undated
    else:
        freshness = (own - min(days)).days / (max(days) - min(days)).days
    return ArticleView(
        article=article,
        sentences=len(article.sentences),
        blocks=len({sentence.block for sentence in article.sentences}),
        day=own,
        freshness=freshness,
        overtaken=article.path in currency.overtaken,
        own_voice=article.path in currency.own_voice,
        older=article.path in currency.older,
        explains=article.path in currency.explaining,
        long_ago=article.path in currency.long_ago,
    )


def _article_views(
    read: _Read, spread: _Spread, place: ArticleView, day: date | None, order: Sequence[float]
) -> list[SentenceView]:
    """order: the closeness of all the story's sentences to its titles and leads, the least first."""
    article = read.article
    find = matcher(article.language or "en").find
    turn = _turn(article, [event for event, _ in read.close])
    result: list[SentenceView] = []
    block, last_block = -1, None
    for index, sentence in enumerate(article.sentences):
        if sentence.block != last_block:
            block, last_block = block + 1, sentence.block
        words, (event, own) = read.words[index], read.close[index]
        view = SentenceView(
            sentence=sentence,
            article=place,
            index=index,
            block=block,
            words=words,
            stems=read.stems[index],
            cues=find(words),
            names=_names(sentence.text, article.language),
            numbers=_figures(article, sentence, words),
            event=event,
            own_event=own,
            central=spread.centrality(read.stems[index]),
            aside=index >= turn,
            scene=_scene(index, read.close),
            closer=bisect_left(order, event) / len(order),
            previous=result[-1] if result else None,
            day=day or place.day,
        )
        result.append(view)
    return result


def _figures(article: Article, sentence: Sentence, words: Sequence[str]) -> int:
    """How many numbers a sentence holds, those of dates left out."""
    count = sum(1 for word in words if _NUMBER.search(word) and not _YEAR.fullmatch(word))
    if count and sentence.dates:
        dated = [language.words(mention.span.of(article.body.string), article.language) for mention in sentence.dates]
        count -= sum(1 for found in dated for word in found if _NUMBER.search(word) and not _YEAR.fullmatch(word))
    return max(0, count)


def _turn(article: Article, closeness: Sequence[float]) -> int:
    """The sentence at which an article turns to another matter, its number of sentences if it does not: one in the
    second half that opens a paragraph, is nobody's statement, and from which on the closeness to the story's titles
    and leads stays well below what it was before (the lead left out)."""
    total = len(closeness)
    before = sum(closeness[1 : max(VIEW.turns_after, total // 2)])
    after = sum(closeness[max(VIEW.turns_after, total // 2) :])
    for k in range(max(VIEW.turns_after, total // 2), total - 2):
        usual = before / (k - 1)
        sentence = article.sentences[k]
        opens = sentence.block != article.sentences[k - 1].block and not sentence.speech.attributed
        if opens and closeness[k] < VIEW.turns_below * usual and after / (total - k) < VIEW.stays_below * usual:
            return k
        before, after = before + closeness[k], after - closeness[k]
    return total


def _scene(index: int, closeness: Sequence[tuple[float, float]]) -> float:
    """1 for a first sentence that shares nothing with a title that one of the next sentences takes up; 0 for others,
    and where nothing takes the title up: it is too vague to decide."""
    if index or max((own for _, own in closeness[1 : VIEW.opening]), default=0.0) < VIEW.news:
        return 0.0
    return max(0.0, 1.0 - closeness[0][1] / VIEW.news)


def years(text: str) -> list[int]:
    return [int(found) for found in _YEAR.findall(text)]
