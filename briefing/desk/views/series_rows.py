"""What the pages of the series show: stories since the edition before, a story through its days, the feeds."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from briefing.desk.bench import View
from briefing.desk.views.rows import numbers
from briefing.editions.through import DayTold
from briefing.model import Change, Citation, Correction, Edition, Statement, StoryBrief
from briefing.model.printed import Worded
from briefing.publish.page.labels import short_date, zone
from briefing.reports.changes import ORDER, State, report

MOST_SAID = 12  # statements of a day of a story that are shown


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Words of a source with who published them and where they stand. href: a page on which they can be read; when: its
    day, as the language writes it."""

    text: str
    outlet: str
    when: str
    where: str
    href: str
    language: str | None = None
    speaker: str | None = None


@dataclass(frozen=True, slots=True)
class Turn:
    """What a story said before and says now."""

    about: str
    before: Words
    after: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class SinceRow:
    """A story against the edition before. href: where it stands; days: the page of its days, "" where there is one day
    alone; new: statements that were not known."""

    headline: str
    href: str
    days: str = ""
    turns: tuple[Turn, ...] = ()
    new: tuple[Words, ...] = ()


@dataclass(frozen=True, slots=True)
class CorrectedRow:
    """A statement of an earlier edition that no longer stands. when: its day; why: the key of a phrase."""

    when: str
    why: str
    before: Words
    now: Words | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DayRow:
    """A story in the edition of a day. in_full: it was printed with statements; more: statements that are not shown."""

    day: str
    headline: str
    href: str
    since: str | None
    in_full: bool
    turns: tuple[Turn, ...] = ()
    said: tuple[Words, ...] = ()
    more: int = 0


class Sources:
    """Where the sources of editions can be read: those of the day at the desk, those of earlier days in out/."""

    def __init__(self, view: View, words: Mapping[str, str]) -> None:
        self.view, self.words = view, words
        self.out = view.project.folder / "out"
        self.numbers = numbers(view)
        self.language, self.zone = view.edition.language, zone(view.project.config.time_zone)

    def words_of(self, edition: Edition, text: str, place: Citation | None, speaker: str | None = None) -> Words:
        """Words of an edition's source; of none, the words alone."""
        source = next((one for one in edition.sources if place and one.number == place.source), None)
        if source is None or place is None:
            return Words(text=text, outlet="", when="", where="", href="", speaker=speaker)
        when = short_date(source.published, self.language, self.zone) if source.published else ""
        return Words(
            text=text,
            outlet=source.publisher or source.title or source.path,
            when=when,
            where=self.words["line"].replace("{n}", str(place.line)),
            href=self.href(edition, source.number, source.path, place.line),
            language=source.language,
            speaker=speaker,
        )

    def href(self, edition: Edition, number: int, path: str, line: int) -> str:
        """The page of a source: at the desk, or beside the edition that cites it."""
        if edition is self.view.edition and path in self.numbers:
            return f"/{self.view.day}/source/{self.numbers[path]}"
        name = next((name for name in _names(number) if (self.out / edition.date / name).is_file()), "")
        if not name:
            return ""
        return f"/library/{edition.date}/{name}" + (f"#L{line}" if name.endswith(".html") else "")

    def said(self, edition: Edition, statements: Sequence[Statement]) -> tuple[Words, ...]:
        return tuple(self.words_of(edition, one.text, one.citations[0], one.speaker) for one in statements)

    def turns(
        self, edition: Edition, changes: Sequence[Change], earlier: Callable[[str], Edition | None]
    ) -> Iterator[Turn]:
        """earlier: the edition of an earlier day, whose sources the words before are cited from."""
        for change in changes:
            about = edition.labels.get(change.about, change.about)
            yield Turn(about, self._side(edition, change.before, earlier), self._side(edition, change.after, earlier))

    def _side(self, edition: Edition, side: Worded, earlier: Callable[[str], Edition | None]) -> Words:
        of = edition if side.edition is None else earlier(side.edition)
        place = side.citations[0] if side.citations else None
        if of is None:
            return Words(text=side.text, outlet=side.outlet or "", when="", where="", href="")
        return self.words_of(of, side.text, place)


def _names(number: int) -> tuple[str, str]:
    return f"sources/{number:03d}.html", f"sources/{number:03d}.txt"


def since_rows(view: View, sources: Sources) -> Mapping[State, list[SinceRow]]:
    """The day's stories and those that ended, by what became of them since the edition before."""
    edition = view.edition
    earlier = {one.day: one.edition for one in view.before}
    old = view.before[0].edition if view.before else None
    stories = {story.id: story for story in edition.stories}
    found: dict[State, list[SinceRow]] = {state: [] for state in ORDER}
    for row in report(edition, old).rows:
        if row.since is None:
            continue
        story = stories.get(row.id or "")
        if row.since == "gone":
            found["gone"].append(_gone(row.headline, row.id, old))
        elif story is None:
            found[row.since].append(_line(view, sources, row.headline))
        else:
            new = [one for one in story.statements if one.since == "new"] if row.since == "developing" else []
            found[row.since].append(
                SinceRow(
                    headline=story.headline,
                    href=f"/{view.day}/#{story.id}",
                    days=f"/{view.day}/story/{story.id}" if story.goes_on else "",
                    turns=tuple(sources.turns(edition, story.changes, earlier.get)),
                    new=sources.said(edition, new),
                )
            )
    return found


def _line(view: View, sources: Sources, headline: str) -> SinceRow:
    paths = {source.number: source.path for source in view.edition.sources}
    line = next(one for one in view.edition.also if one.headline == headline)
    return SinceRow(headline=headline, href=f"/{view.day}/source/{sources.numbers[paths[line.articles[0]]]}")


def _gone(headline: str, name: str | None, old: Edition | None) -> SinceRow:
    day = old.date if old else ""
    if name is None:
        return SinceRow(headline=headline, href="")
    return SinceRow(headline=headline, href=f"/{day}/#{name}", days=f"/{day}/story/{name}")


def corrected(view: View, sources: Sources) -> list[CorrectedRow]:
    """What earlier editions printed that no longer stands."""
    earlier = {one.day: one.edition for one in view.before}
    return [_corrected(one, view.edition, sources, earlier.get(one.edition)) for one in view.edition.corrections]


def _corrected(one: Correction, edition: Edition, sources: Sources, then: Edition | None) -> CorrectedRow:
    why = {"source changed": "source_changed", "source withdrawn": "source_withdrawn"}.get(one.why, "superseded")
    before = sources.words_of(then or edition, one.statement.text, one.statement.citations[0] if then else None)
    now = sources.words_of(edition, one.now.text, one.now.citations[0]) if one.now else None
    return CorrectedRow(short_date(one.edition, edition.language), why, before, now)


def day_rows(days: Sequence[DayTold], sources: Sources, earlier: Callable[[str], Edition | None]) -> list[DayRow]:
    """A story's days, the newest first: on its first day all that it said, on the others what was new."""
    return [_day(one, sources, earlier, first=at == 0) for at, one in enumerate(days)][::-1]


def _day(one: DayTold, sources: Sources, earlier: Callable[[str], Edition | None], *, first: bool) -> DayRow:
    edition, story = one.edition, one.story
    at_desk = edition is sources.view.edition
    page = f"/{edition.date}/" if at_desk else _page(sources.out, edition.date)
    if not isinstance(story, StoryBrief):
        return DayRow(day=edition.date, headline=story.headline, href=page, since=story.since, in_full=False)
    said = [one for one in story.statements if first or one.since != "known"]
    return DayRow(
        day=edition.date,
        headline=story.headline,
        href=f"{page}#{story.id}" if page else "",
        since=story.since,
        in_full=True,
        turns=tuple(sources.turns(edition, story.changes, earlier)),
        said=sources.said(edition, said[:MOST_SAID]),
        more=max(0, len(said) - MOST_SAID),
    )


def _page(out: Path, day: str) -> str:
    name = next((name for name in ("brief.html", "brief.txt") if (out / day / name).is_file()), "")
    return f"/library/{day}/{name}" if name else f"/{day}/"
