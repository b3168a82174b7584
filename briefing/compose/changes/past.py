"""The editions before, and where an article of today stood in them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from briefing.compose.changes.tuning import CHANGES
from briefing.language.memo import lazy
from briefing.model import AlsoStory, Article, CitedSource, Edition, NamedEdition, Previous, Statement, StoryBrief


@dataclass(frozen=True, slots=True)
class Earlier:
    """An edition of an earlier day with its sources' texts. sha256: of its brief.json."""

    edition: Edition
    sha256: str

    @property
    def day(self) -> str:
        return self.edition.date


@dataclass(frozen=True, slots=True)
class EarlierSource:
    """A source of an earlier edition. edition: its number among the editions, the newest is 0."""

    edition: int
    source: int


@dataclass(frozen=True, slots=True)
class EarlierStory:
    """A story as an earlier edition had it, in full or in a line."""

    edition: int
    story: StoryBrief | AlsoStory

    @property
    def statements(self) -> tuple[Statement, ...]:
        return self.story.statements if isinstance(self.story, StoryBrief) else ()


class Past:
    """The editions before, the newest first, and what they held, by text, file, path and address."""

    def __init__(self, editions: Sequence[Earlier]) -> None:
        self.editions = tuple(editions)
        self._sources = [{one.number: one for one in earlier.edition.sources} for earlier in self.editions]

    @property
    def newest(self) -> Earlier:
        return self.editions[0]

    @property
    def previous(self) -> Previous:
        """What brief.json says of them."""
        first, *rest = (NamedEdition(one.day, one.sha256) for one in self.editions)
        return Previous(first.date, first.sha256, tuple(rest))

    def source(self, place: EarlierSource) -> CitedSource:
        return self._sources[place.edition][place.source]

    def is_near(self, number: int) -> bool:
        """Is the edition of that number recent enough for its stories to be taken up again?"""
        first = date.fromisoformat(self.newest.day) - timedelta(days=CHANGES.matched_days)
        return self.editions[number].day >= first.isoformat()

    @lazy
    def places(self) -> Mapping[str, tuple[EarlierSource, ...]]:
        """The digest of a text → where it was a source, the newest first; recent editions only."""
        return self._by(lambda source: (source.text_sha256,))

    @lazy
    def files(self) -> Mapping[str, tuple[EarlierSource, ...]]:
        """A path with its file's digest → the source that it was, or that it was a copy of."""
        return self._by(
            lambda source: (_file(source.path, source.sha256), *(_file(c.path, c.sha256) for c in source.copies))
        )

    @lazy
    def paths(self) -> Mapping[str, tuple[EarlierSource, ...]]:
        """A path or an address → the source that it was."""
        return self._by(lambda source: (source.path, *([source.url] if source.url else [])))

    @lazy
    def told(self) -> Mapping[EarlierSource, EarlierStory]:
        """A source → the story that it belonged to, one object for all of its sources."""
        found: dict[EarlierSource, EarlierStory] = {}
        for number, earlier in enumerate(self.editions):
            stories: tuple[StoryBrief | AlsoStory, ...] = (*earlier.edition.stories, *earlier.edition.also)
            for story in stories:
                told = EarlierStory(number, story)
                for source in story.articles:
                    found.setdefault(EarlierSource(number, source), told)
        return found

    @lazy
    def printed(self) -> frozenset[str]:
        """The words of every statement that recent editions printed."""
        return frozenset(
            statement.text
            for number, earlier in enumerate(self.editions)
            if self.is_near(number)
            for story in earlier.edition.stories
            for statement in story.statements
        )

    @lazy
    def taken_back(self) -> frozenset[str]:
        """The ids of the statements that these editions corrected."""
        return frozenset(one.statement.id for earlier in self.editions for one in earlier.edition.corrections)

    def known(self, article: Article) -> tuple[EarlierSource, ...]:
        """Where this very text was a source, or a copy of one."""
        return self.places.get(article.text_sha256) or self.files.get(_file(article.path, article.source.sha256), ())

    def before(self, article: Article) -> EarlierSource | None:
        """The source that stood at the path or address of this article, with another text; None without one."""
        keys = [article.path, *([article.url.value] if article.url else [])]
        places = [place for key in keys for place in self.paths.get(key, ())]
        changed = [place for place in places if self.source(place).text_sha256 != article.text_sha256]
        return changed[0] if changed and not self.known(article) else None

    def _by(self, keys: Callable[[CitedSource], Sequence[str]]) -> Mapping[str, tuple[EarlierSource, ...]]:
        found: dict[str, list[EarlierSource]] = {}
        for number, sources in enumerate(self._sources):
            if self.is_near(number):
                for source in sources.values():
                    for key in keys(source):
                        found.setdefault(key, []).append(EarlierSource(number, source.number))
        return {key: tuple(places) for key, places in found.items()}


def _file(path: str, digest: str) -> str:
    return f"{path}\0{digest}"
