"""Which articles of a story still say how things stand. An end, a result, a cancellation, a retraction overtakes what
was reported before it; what was reported days ago is no news.

Articles are put in time to the second where both times are known, else to the day. What makes a turn is a table of the
language (`claims.toml`): words of a later article's title and opening, against words of the earlier one's.
"""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import lru_cache
from math import fsum

from briefing import language
from briefing.compose.sentences.explaining import explaining
from briefing.compose.sentences.numbers.agreement import agree
from briefing.compose.sentences.numbers.kinds import growing, moving
from briefing.compose.sentences.numbers.quantities import Quantity, quantities
from briefing.compose.sentences.terms import opposites, terms
from briefing.compose.sentences.tuning import CURRENCY
from briefing.compose.sentences.turns import Turns, in_any_order, later, turned_by
from briefing.language.cues import CueMatcher
from briefing.language.memo import kept_for_the_same, lazy
from briefing.model import OWN_VOICE, Article, Passage


@dataclass(frozen=True, slots=True)
class Overtaking:
    """An article is overtaken by the article `by`, because `why`; `cue`: the words that say so there."""

    by: str
    why: str
    cue: str


@dataclass(frozen=True, slots=True)
class Grown:
    """A count of an article that is another in the later article `by`: higher, or lower where its kind may fall; or
    any other figure, where the outlet itself gives another in a later version.
    kind: "killed", "injured" …, "" for a figure of none of them."""

    by: str
    kind: str
    count: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Currency:
    """What no longer says how things stand. overtaken: path → the turn that overtook the article; older: paths of
    articles of an earlier day than the edition's and the day before it, where the story has newer ones; own_voice:
    those that speak for their author or issuer, where others report; explaining: those that only explain what others
    report → why."""

    overtaken: Mapping[str, Overtaking] = field(default_factory=dict)
    explaining: Mapping[str, str] = field(default_factory=dict)
    older: frozenset[str] = frozenset()
    long_ago: frozenset[str] = frozenset()  # those of `older` that are some weeks old
    own_voice: frozenset[str] = frozenset()
    grown: Mapping[str, tuple[Grown, ...]] = field(default_factory=dict)  # path → its counts that are others by now
    turns: Turns = field(default_factory=lambda: Turns(()), repr=False, compare=False)

    def current(self, path: str) -> bool:
        """Does the article report how things stand?"""
        told = path not in self.overtaken and path not in self.older and path not in self.own_voice
        return told and path not in self.explaining

    def newest(self, path: str) -> bool:
        """Is the article current, and do its counts still hold?"""
        return self.current(path) and path not in self.grown

    def stale(self, passage: Passage) -> str:
        """Why what a passage says no longer holds; "" if nothing speaks against it."""
        article = passage.article
        turn = self.overtaken.get(article.path)
        if turn and looks_ahead(language.words(passage.text, article.language), article.language):
            return f"overtaken by {turn.by}: {turn.why}"
        for grown in self.grown.get(article.path, ()):
            if any(
                quantity.kind == grown.kind and quantity.figure.high == grown.count
                for quantity in quantities(replace(article, sentences=passage.sentences))
            ):
                return f"overtaken by {grown.by}: a later count differs"
        return self.turns.ended(passage)


CURRENT = Currency()


@kept_for_the_same(most=512)
def currency(articles: Sequence[Article], day: date | None) -> Currency:
    """The currency of one story's articles on the edition's day."""
    partial = frozenset(article.path for article in articles if article.genre in OWN_VOICE)
    reported = len(partial) < len(articles)
    explained = explaining(articles)
    older = _older(articles, {*partial, *explained}, day)
    return Currency(
        overtaken=overtaken(articles),
        explaining=explained,
        older=older,
        long_ago=_long_ago(articles, older, day),
        own_voice=partial if reported else frozenset(),
        grown=grown(articles),
        turns=Turns(articles),
    )


def as_of(article: Article, day: date, text: str = "", *, overtaken: bool = False) -> str | None:
    """The day of an article that a reader must know: one before the day before the edition's; that of the day before
    too, where a later article overtakes it or the text says "today" or "tomorrow", which is that of its own place."""
    if article.published is None:
        return None
    relative = bool(claim_words("same_day", article.language).find(language.words(text, article.language)))
    own = article.published.own_day if relative else article.published.day
    if own >= day.isoformat():
        return None
    recent = own == (day - timedelta(days=1)).isoformat()
    return None if recent and not overtaken and not relative else own


def _older(articles: Sequence[Article], without_news: Container[str], day: date | None) -> frozenset[str]:
    """Those of days before, where there are newer ones. Newer ones that tell no news of their own make nothing old that
    the last days reported: then the day of the last report counts."""
    if day is None:
        return frozenset()
    old = frozenset(article.path for article in articles if as_of(article, day))
    told = [article for article in articles if article.path not in without_news]
    if told and all(article.path in old for article in told):
        last = max(article.published.day for article in told if article.published)
        if last >= (day - timedelta(days=CURRENCY.long_ago)).isoformat():
            old = frozenset(article.path for article in articles if as_of(article, date.fromisoformat(last)))
    return old if len(old) < len(articles) else frozenset()


def _long_ago(articles: Sequence[Article], older: frozenset[str], day: date | None) -> frozenset[str]:
    since = day - timedelta(days=CURRENCY.long_ago) if day else None
    return frozenset(
        article.path
        for article in articles
        if since and article.path in older and article.published and article.published.day < since.isoformat()
    )


def overtaken(articles: Sequence[Article]) -> Mapping[str, Overtaking]:
    """Path → the turn that overtook the article, of the articles of one story that are. Time: pairs of articles."""
    heads = {article.path: _Head(article) for article in articles}
    found: dict[str, Overtaking] = {}
    for old in articles:
        for new in articles:
            if old.path in found or new.path == old.path:
                continue
            if (known := later(new, old)) or in_any_order(new, old):
                turn = _turn(heads[old.path], heads[new.path], known)
                if turn:
                    found[old.path] = turn
    return found


def grown(articles: Sequence[Article]) -> Mapping[str, tuple[Grown, ...]]:
    """Path → the counts of the article's opening that the opening of a later one on the same matter replaces."""
    heads = {article.path: _Head(article) for article in articles}
    found: dict[str, dict[str, Grown]] = {}
    for old in articles:
        for new in articles:
            if not later(new, old) or _shared(heads[old.path], heads[new.path]) < CURRENCY.shared:
                continue
            revised = _revised(heads[old.path], heads[new.path])
            if revised is not None:
                found.setdefault(old.path, {}).setdefault(
                    revised.kind, Grown(new.path, revised.kind, revised.figure.high)
                )
            for kind, count in sorted(heads[old.path].counts.items()):
                now = heads[new.path].counts.get(kind)
                if now is not None and (now > count or (now < count and moving(kind, old.language))):
                    found.setdefault(old.path, {}).setdefault(kind, Grown(new.path, kind, count))
    return {path: tuple(kinds.values()) for path, kinds in found.items()}


def _revised(old: _Head, new: _Head) -> Quantity | None:
    """The figure of an opening that the same outlet gives otherwise in a later one in the same words."""
    outlets = [head.article.outlet.value.casefold() if head.article.outlet else "" for head in (old, new)]
    if not outlets[0] or outlets[0] != outlets[1] or _shared(old, new) < CURRENCY.revised * old.weight:
        return None
    for one in old.every:
        here = [other.figure for other in new.every if (other.kind, other.noun, other.figure.unit) == _counted(one)]
        if here and not any(agree(one.figure, figure) for figure in here):
            return one
    return None


def _counted(quantity: Quantity) -> tuple[str, str, str]:
    return quantity.kind, quantity.noun, quantity.figure.unit


class _Head:
    """An article's title and opening; what comparing asks of them is found when it is first asked for."""

    def __init__(self, article: Article) -> None:
        self.article = article
        self._texts = [article.title.value] if article.title else []
        self._texts += [sentence.text for sentence in article.sentences[: CURRENCY.opening]]

    @lazy
    def _rows(self) -> Sequence[Sequence[str]]:
        return [language.words(text, self.article.language) for text in self._texts]

    @lazy
    def words(self) -> Sequence[str]:
        return [word for row in self._rows for word in (*row, "|")]

    @lazy
    def settled(self) -> Sequence[str]:
        return [w for row in self._rows if not looks_ahead(row, self.article.language) for w in (*row, "|")]

    @lazy
    def weights(self) -> Mapping[str, float]:
        found = [terms(text, self.article.language) for text in self._texts]
        return {stem: weight for one in found for stem, weight in one.weights.items()}

    @lazy
    def weight(self) -> float:
        return fsum(self.weights.values())

    @lazy
    def every(self) -> Sequence[Quantity]:
        return quantities(replace(self.article, sentences=self.article.sentences[: CURRENCY.opening]))

    @lazy
    def counts(self) -> Mapping[str, float]:
        """The highest count of each kind that grows."""
        found: dict[str, float] = {}
        for quantity in self.every:
            if growing(quantity.kind, self.article.language):
                found[quantity.kind] = max(found.get(quantity.kind, 0.0), quantity.figure.high)
        return found

    @lazy
    def title(self) -> frozenset[str]:
        return terms(self._texts[0] if self.article.title else "", self.article.language).content


@lru_cache(maxsize=64)
def claim_words(name: str, lang: str | None) -> CueMatcher:
    """The cues of one list of the language's `claims` table, [words]."""
    return CueMatcher({name: language.table("claims", lang).get("words", {}).get(name, ())})


def looks_ahead(words: Sequence[str], lang: str | None) -> bool:
    """Does a sentence speak of what is to come, or of what goes on?"""
    return bool(claim_words("ahead", lang).find(words))


def of_no_source(words: Sequence[str], lang: str | None) -> bool:
    """Does a sentence say what only a rumour, a fake or an unknown post says, and nothing that exposes it?"""
    return bool(claim_words("unreliable", lang).find(words)) and not claim_words("exposed", lang).find(words)


def told_by_a_fake(words: Sequence[str], lang: str | None) -> bool:
    """Does a sentence give as its source a letter, a post or a statement that it calls false or forged?"""
    named = claim_words("by", lang).find(words).get("by", ())
    fakes = claim_words("fake", lang).find(words).get("fake", ()) if named else ()
    return any(0 < at - place <= CURRENCY.fake_within for place in named for at in fakes)


def undoes(words: Sequence[str], lang: str | None) -> bool:
    """Does a sentence take back, deny or judge the claim right before it? It says so in its first words, and points
    back to the claim; a little later ("a test showed that this was not true") where the two stand together."""
    opening = words[: CURRENCY.undone_within]
    if claim_words("undone", lang).find(opening) and claim_words("back", lang).find(opening):
        return True
    opening = words[: CURRENCY.denied_within]
    undone = claim_words("undone", lang).find(opening).get("undone", ())
    this = claim_words("this", lang).find(opening).get("this", ()) if undone else ()
    return any(0 < at - place <= CURRENCY.beside for place in this for at in undone)


@lru_cache(maxsize=64)
def _opposite_stems(lang: str | None) -> tuple[tuple[frozenset[str], frozenset[str]], ...]:
    """The stems of words that cannot both be true of one thing, words for one thing made one."""
    return tuple(
        (terms(" ".join(sorted(this)), lang).content, terms(" ".join(sorted(that)), lang).content)
        for this, that in opposites(lang)
    )


def _shared(old: _Head, new: _Head) -> float:
    """Nats of the words that both openings hold."""
    return fsum(weight for stem, weight in old.weights.items() if stem in new.weights)


def _turn(old: _Head, new: _Head, known: bool) -> Overtaking | None:
    """known: the second is known to be the later one."""
    if old.article.language != new.article.language or new.article.genre in OWN_VOICE:
        return None
    if _shared(old, new) < CURRENCY.shared:
        return None
    for this, that in _opposite_stems(new.article.language) if known else ():
        turned = old.title & this and new.title & that and not old.title & that and not new.title & this
        back = old.title & that and new.title & this and not old.title & this and not new.title & that
        if turned or back:
            return Overtaking(new.article.path, "it has turned", min(new.title & (this | that)))
    turn = turned_by(old.words, new.words, new.article.language, settled=old.settled, only_final=not known)
    return Overtaking(new.article.path, *turn) if turn else None
