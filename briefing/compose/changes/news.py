"""A story of the day against the editions before: new, developing or unchanged, and what of it is known."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, tzinfo

from briefing.compose.changes.claims import Claims, Key, claims
from briefing.compose.changes.corrections import Wrong
from briefing.compose.changes.past import EarlierSource, Past
from briefing.compose.changes.threads import Thread, joined
from briefing.compose.changes.tuning import CHANGES
from briefing.compose.selection.headline import Headline, title_of
from briefing.language import plain
from briefing.model import Article, GoesOn, HeadlineSource, Since, Statement, Story, StoryBrief
from briefing.text import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """The editions before, and how the day's stories go on them. threads: by the path of an article; remembered:
    earlier texts that are no articles of the day, by the path under which they are remembered; versions: path of an
    article of the day → that of its earlier version; places: where what is remembered was a source; unchanged: stories
    to which nothing came; wrong: what earlier editions printed and no longer stands; zone: the one that says which day
    it is."""

    past: Past
    zone: tzinfo = UTC
    threads: Mapping[str, Thread] = field(default_factory=dict)
    remembered: Mapping[str, Article] = field(default_factory=dict)
    versions: Mapping[str, str] = field(default_factory=dict)
    places: Mapping[str, EarlierSource] = field(default_factory=dict)
    unchanged: tuple[Story, ...] = ()
    wrong: tuple[Wrong, ...] = ()

    def thread(self, story: Story) -> Thread:
        """How a story goes on, also one that an editor made of others."""
        found = [self.threads[article.path] for article in story.articles if article.path in self.threads]
        return joined(list({id(one): one for one in found}.values()))

    @property
    def still(self) -> tuple[StoryLine, ...]:
        """The stories to which nothing came, as they are named."""
        return tuple(StoryLine(story, story, "unchanged", self.headline(story)) for story in self.unchanged)

    def put_right(self, line: StoryLine) -> StoryLine:
        """The line of a story; of one that something is put right of, not as unchanged; of one to which nothing came
        but what puts something right, under the title of that."""
        since: Since | None = (
            "developing" if line.since == "unchanged" and self._is_corrected(line.story) else line.since
        )
        notices = {one.now.article.path: one.now.article for one in self.wrong if one.now is not None}
        came = line.story.articles if line.since == "unchanged" else line.fresh.articles
        own = [notices[article.path] for article in came if article.path in notices]
        if since == "unchanged" or (line.since != "unchanged" and len(own) < len(came)):
            return line
        return replace(line, since=since, headline=next(filter(None, map(title_of, own)), None))

    def _is_corrected(self, story: Story) -> bool:
        """Does something that an earlier edition printed of the story no longer stand?"""
        told = {id(one) for one in self.thread(story).told}
        return any(id(self.past.told.get(wrong.place)) in told for wrong in self.wrong)

    def place(self, article: Article) -> EarlierSource | None:
        """Where an article of an earlier edition was a source, the newest first; None for the earlier version of one
        that was changed in place: what it says otherwise is corrected, it did not change."""
        if article.path in self.versions.values():
            return None
        if article.path in self.places:
            return self.places[article.path]
        return next(iter(self.past.known(article)), None)

    def goes_on(self, story: Story) -> tuple[GoesOn, ...]:
        """The stories of earlier editions that a story goes on, the newest first."""
        told = self.thread(story).told
        days = [self.past.editions[one.edition].day for one in told]
        return tuple(
            GoesOn(day, one.story.id if isinstance(one.story, StoryBrief) else None, one.story.headline)
            for day, one in zip(days, told, strict=True)
        )

    def left_over(self, line: StoryLine, lines: Iterable[StoryLine]) -> bool:
        """Does a developing one of the lines go on all earlier stories that this one goes on, and others too?"""
        own = self.thread(line.story)
        return any(one.since == "developing" and self.thread(one.story).holds(own) for one in lines)

    def of_others(self, story: Story) -> set[EarlierSource]:
        """What was a source of an earlier edition and belongs to other stories by now, told together with this one
        then. What is left over of this one is no other."""
        own = self.thread(story)
        others = {id(thread): thread for thread in self.threads.values() if not own.holds(thread)}
        return set().union(*(thread.places for thread in others.values())) - own.places

    def headline(self, story: Story) -> Headline | None:
        """What heads a story to which nothing came: what headed it before, where that article is still there."""
        for told in self.thread(story).told[:1]:
            place = told.story.headline_source
            source = self.past.source(EarlierSource(told.edition, place.source))
            for article in story.articles:
                if article.text_sha256 == source.text_sha256 and _titled(article, place, told.story.headline):
                    span = None if place.start is None or place.end is None else Span(place.start, place.end)
                    return Headline(article.path, span, told.story.headline)
        return None

    def state(self, story: Story) -> Since:
        """What is said of a story that is not looked at closely."""
        thread = self.thread(story)
        return "new" if not thread.told else "developing" if thread.fresh else "unchanged"


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """What is new of a story. fresh: the story with the articles alone that say something new, where it goes on, else
    the whole; before: the articles that earlier editions had; found: what its passages are."""

    since: Since | None
    story: Story
    fresh: Story
    before: tuple[Article, ...] = ()
    found: Claims = field(default_factory=Claims)
    printed: frozenset[str] = frozenset()

    @property
    def known(self) -> Mapping[Key, str]:
        return self.found.known

    @property
    def line(self) -> StoryLine:
        """The story as it stands in a line."""
        return StoryLine(self.story, self.fresh, self.since)

    def mark(self, statement: Statement) -> Statement:
        """The statement with what it is to a reader of the editions before."""
        if self.since is None:
            return statement
        return replace(statement, since="known" if statement.text in self.printed else "new")


def _titled(article: Article, place: HeadlineSource, headline: str) -> bool:
    """Does the headline stand in this article as it did in the earlier one?"""
    return place.start is not None or (article.title is not None and plain(article.title.value) == headline)


def news(story: Story, series: Series | None) -> News:
    """How the story stands against the editions before; of none without any."""
    if series is None:
        return News(since=None, story=story, fresh=story)
    thread, printed = series.thread(story), series.past.printed
    if not thread.told:
        found = claims(story.articles, (), printed)
        return News(since="new", story=story, fresh=story, found=found, printed=printed)
    fresh = tuple(article for article in story.articles if article.path in thread.fresh)
    before = tuple(article for article in story.articles if article.path not in thread.fresh)
    before += tuple(series.remembered[path] for path in thread.remembered if path in series.remembered)
    found = claims(fresh, before, printed)
    moved = tuple(article for article in fresh if _moved(article, found, series))
    if not moved:
        return News(since="unchanged", story=story, fresh=story, before=before, found=found, printed=printed)
    return News(
        since="developing",
        story=story,
        fresh=_only(story, moved),
        before=before,
        found=found,
        printed=printed,
    )


@dataclass(frozen=True, slots=True)
class StoryLine:
    """A story that stands in a line. fresh: with the articles alone whose titles may head it; headline: what headed it
    before, where nothing came to it."""

    story: Story
    fresh: Story
    since: Since | None
    headline: Headline | None = None


def in_a_line(story: Story, series: Series | None) -> StoryLine:
    """A story that is not looked at closely."""
    if series is None:
        return StoryLine(story, story, None)
    since, fresh = series.state(story), series.thread(story).fresh
    articles = [article for article in story.articles if article.path in fresh]
    return StoryLine(story, _only(story, articles) if since == "developing" and articles else story, since)


def _moved(article: Article, found: Claims, series: Series) -> bool:
    """Does the article say something new? A text that was changed in place and is not dated anew needs more than a
    sentence for it: passages that begin with the same one count once."""
    new = [passage for passage in found.new if passage.article.path == article.path and not passage.flaws]
    if article.path not in series.versions or _dated_after(article, series.past.newest.day):
        return bool(new)
    return len({passage.first for passage in new}) >= CHANGES.quiet


def _dated_after(article: Article, day: str) -> bool:
    dates = [when.day for when in (article.published, article.updated) if when is not None and not when.inferred]
    return bool(dates) and max(dates) > day


def _only(story: Story, articles: Sequence[Article]) -> Story:
    """The story with these of its articles alone."""
    paths = {article.path for article in articles}
    groups = (tuple(path for path in group if path in paths) for group in story.independent)
    return replace(
        story,
        articles=tuple(articles),
        copies=tuple((one, copy) for one, copy in story.copies if copy.of in paths),
        independent=tuple(group for group in groups if group),
    )


def window_days(days: int, day: date, past: Past | None) -> int:
    """How many days before the day count: at least all since the edition before."""
    if past is None:
        return days
    return max(days, (day - date.fromisoformat(past.newest.day)).days)
