"""Two events of one kind, in one town, on one day: what two articles' openings name that makes them two.

Reports of one court, one street, one matchday share names, days and words, whatever each reports. What they report is
named in their titles and first sentences: who it happened to ("a baker", "a nurse"), at which street or building, and
which figures. Two articles whose openings differ in two of these report two events, where neither text holds the
other's word: one event under two names agrees in its figures, or has the other's name further down.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from briefing import language
from briefing.compose.sentences.numbers.agreement import agree
from briefing.compose.sentences.numbers.figures import Figure, figures
from briefing.compose.sentences.terms import cues, terms
from briefing.compose.stories.tuning import EVENTS
from briefing.language.memo import lazy
from briefing.model import Article

SOMEBODY, SITES = 1, 2  # bits: an opening names somebody, a street or building


@dataclass(frozen=True)
class ArticleOpening:
    """What an article opens with; each part is looked for when it is first asked for, since most pairs need none."""

    article: Article

    @property
    def code(self) -> str | None:
        return self.article.language

    @property
    def title(self) -> str:
        return self.article.title.value if self.article.title else ""

    @property
    def first(self) -> str:
        return self.article.sentences[0].text if self.article.sentences else ""

    @lazy
    def somebody(self) -> frozenset[str]:
        """Stems of the words for the one it begins with ("a baker")."""
        return _somebody(self.first, self.code)

    @lazy
    def sites(self) -> frozenset[str]:
        """The names of its streets and buildings, in lower case."""
        return _sites(self.first, self.code) | _sites(self.title, self.code)

    @lazy
    def figures(self) -> Sequence[tuple[str, Figure]]:
        """Its figures with what they count."""
        return [(_counted(self.first, figure, self.code), figure) for figure in figures(self.first, self.code)]

    @lazy
    def held(self) -> frozenset[str]:
        """Stems and words of its title and first sentences."""
        every = [self.title, *(sentence.text for sentence in self.article.sentences[: EVENTS.sentences])]
        found = [terms(text, self.code) for text in every]
        return frozenset().union(*(one.content | frozenset(one.words) for one in found))


def named(article: Article) -> int:
    """What an article's opening names, as bits SOMEBODY and SITES."""
    opening = ArticleOpening(article)
    return SOMEBODY * bool(opening.somebody) + SITES * bool(opening.sites)


def two_events(a: ArticleOpening, b: ArticleOpening) -> str:
    """What the openings of two articles that read alike name that makes them two events; "" if nothing does."""
    if a.code != b.code or not ((a.somebody and b.somebody) or (a.sites and b.sites)):
        return ""
    found = [
        *(["they begin with another person"] if _apart(a.somebody, a, b.somebody, b) else []),
        *(["they name another place"] if _apart(a.sites, a, b.sites, b) else []),
    ]
    if found and _other_figure(a, b):
        found.append("they give another figure")
    return " and ".join(found) if len(found) >= EVENTS.differences else ""


def _apart(one: frozenset[str], a: ArticleOpening, other: frozenset[str], b: ArticleOpening) -> bool:
    """Does each name something that the other article does not hold?"""
    return bool(one and other) and not one & b.held and not other & a.held


def _other_figure(a: ArticleOpening, b: ArticleOpening) -> bool:
    """Do both count one thing, and differently?"""
    pairs = [(x, y) for what, x in a.figures for that, y in b.figures if what and what == that and x.unit == y.unit]
    return bool(pairs) and not any(agree(x, y) for x, y in pairs)


def _counted(text: str, figure: Figure, code: str | None) -> str:
    """The stem of the word right after a figure."""
    after = language.words(text[figure.span.end :], code)
    return figure.unit or (language.stem(after[0], code) if after else "")


def _somebody(text: str, code: str | None) -> frozenset[str]:
    """The words between "a" at a sentence's head and its first auxiliary or preposition, those for anybody apart."""
    words = language.words(text, code)
    if not words or words[0] not in cues(code, "one_of"):
        return frozenset()
    ends = cues(code, "passive") | cues(code, "place_words") | cues(code, "after_somebody")
    named: list[str] = []
    for word in words[1 : 1 + EVENTS.somebody]:
        if word in ends:
            return frozenset() if set(named) & cues(code, "anybody") else _stems(" ".join(named), code)
        named.append(word)
    return frozenset()


@lru_cache(maxsize=4096)
def _stems(text: str, code: str | None) -> frozenset[str]:
    return terms(text, code).content


def _sites(text: str, code: str | None) -> frozenset[str]:
    """The names of streets and buildings: capitalised words right before "Street", "Hospital", …"""
    known = cues(code, "sites")
    row = text.split()
    bare = [word.strip("\"'“”‘’,.;:!?()") for word in row]
    return frozenset(
        bare[at].lower() for at in range(len(row) - 1) if bare[at + 1].lower() in known and bare[at][:1].isupper()
    )
