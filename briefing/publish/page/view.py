"""Edition → what the templates print: everything named, ordered, numbered and linked, so that a template only loops.

Pure. Strings are plain text; whoever prints them escapes them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, tzinfo

from briefing.language.memo import kept_for_the_same
from briefing.model import FEEDS, OWN_VOICE, Edition, Evidence, Section, StoryBrief
from briefing.publish.page import series
from briefing.publish.page.addresses import slug
from briefing.publish.page.citations import PageCitations
from briefing.publish.page.elements import (
    Also,
    Band,
    Brief,
    Chapter,
    EditorsWords,
    Front,
    Group,
    Kind,
    LeftOutGroup,
    Link,
    Picture,
    PrintedQuotation,
)
from briefing.publish.page.labels import direction, left_out_for, moment, short_date, text_direction
from briefing.publish.page.parts import front, notes, pictures, sizes, voices
from briefing.publish.page.parts.voices import capitalised

WORDS_A_MINUTE = 220
KIND_LABELS = {"days": "day_by_day"}  # labels of bands that are not called as their kind
LISTED = 30  # files left out for one reason; more are counted
_SMALL = ("brief", "notice")


@kept_for_the_same(most=2)
def view(edition: Edition, time_zone: tzinfo = UTC, *, pictures: bool = False) -> Brief:
    """The edition as the templates print it; times of day in `time_zone`. pictures: with those of its own data."""
    return _Builder(edition, time_zone, pictures).brief()


def first_page(edition: Edition, time_zone: tzinfo = UTC) -> tuple[Front, ...]:
    """What the first page says of each story, in the order of the edition, where each story is a chapter."""
    return _Builder(edition, time_zone).front(())


class _Builder(PageCitations):
    """Puts the parts of a page together."""

    def __init__(self, edition: Edition, time_zone: tzinfo, drawn: bool = False) -> None:
        super().__init__(edition, time_zone)
        self.drawn = drawn
        self.sizes = sizes.sizes(edition)
        self.numbers = {story.id: number for number, story in enumerate(edition.stories, 1)}

    # -- bands

    def section_band(self, story: StoryBrief, section: Section, across: bool) -> Band:
        kind: Kind = "statements" if section.group_by == "none" else "speakers"
        if kind == "speakers":
            groups = list(voices.groups(self, section))
        else:
            items = tuple(self.quoted(statement, section.title) for statement in section.statements)
            groups = [Group(name="", role="", quoted=items)] if items else []
        return replace(self.band(story, slug(section.id), kind, section.title, groups, across), note=section.note)

    def band(self, story: StoryBrief, section: str, kind: Kind, label: str, groups: list[Group], across: bool) -> Band:
        language = self.sources[story.headline_source.source].language
        return Band(
            id=f"{story.id}-{section}",
            section=section,
            kind=kind,
            label="" if across else label,
            headline=capitalised(story.headline) if across else "",
            support=(*self.tags(story), *self.support(story)) if across else (),
            groups=tuple(groups),
            note="",
            language=self.foreign(language),
            direction=text_direction(story.headline, language),
            number=self.numbers[story.id] if across else 0,
            compact=kind == "speakers" and len(groups) > voices.MANY,
        )

    def evidence_bands(self, story: StoryBrief, across: bool) -> Iterator[Band]:
        evidence: Evidence = story.evidence
        if evidence.disagreements:
            title = self.words["disagreements"]
            groups = []
            for i, found in enumerate(evidence.disagreements, 1):
                values = []
                for k, value in enumerate(found.values, 1):
                    owner = f"{story.id}-d{i}-{k}"
                    source = self.sources[value.citations[0].source]
                    values.append(
                        PrintedQuotation(
                            id=owner,
                            text=value.text,
                            cites=self.cites(owner, value.text, value.citations, title),
                            remarks=(),
                            language=self.foreign(source.language),
                            direction=text_direction(value.text, source.language),
                            outlets=source.publisher or "",
                        )
                    )
                picture = pictures.disagreement(found) if self.drawn else None
                groups.append(Group(name=capitalised(found.about), role="", quoted=tuple(values), picture=picture))
            yield self.band(story, "disagreements", "disagreements", title, groups, across)
        if evidence.not_known:
            title = self.words["not_known"]
            items = tuple(self.quoted(statement, title) for statement in evidence.not_known)
            yield self.band(story, "not-known", "not-known", title, [Group(name="", role="", quoted=items)], across)
        dated = tuple(event for event in evidence.timeline if not event.ahead)
        if dated:
            title = self.words["timeline"]
            groups = [
                Group(
                    name=short_date(event.date, self.language, self.zone),
                    role="",
                    quoted=(self.quoted(event.statement, title),),
                    iso=event.date[:10],
                )
                for event in dated
            ]
            picture = pictures.timeline(self, dated) if self.drawn else None
            yield replace(self.band(story, "timeline", "timeline", title, groups, across), picture=picture)

    def series_bands(self, story: StoryBrief, across: bool) -> Iterator[Band]:
        """What changed since the edition before, and the days of a story in an edition of several."""
        if story.changes:
            groups = list(series.changed(self, story))
            yield self.band(story, "changes", "changes", self.words["changes"], groups, across)
        if story.days:
            yield self.band(story, "days", "days", self.words["day_by_day"], list(series.days(self, story)), across)

    # -- chapters

    def support(self, story: StoryBrief) -> tuple[str, ...]:
        """Why it stands where it stands: how many tell it independently, in how many outlets where these are more; the
        outlet where it is one; how many parties and opinions speak for themselves beside them; the latest day where
        that is another than the edition's."""
        told = self.count("independent", story.independent_sources)
        parts = [self.words["whole_story"].replace("{n}", told)]
        if story.independent_sources == 1:
            own = () if story.opinion else OWN_VOICE
            reporting = [source for n in story.articles if (source := self.sources[n]).genre not in own]
            known = {source.publisher for source in reporting if source.publisher}
            outlet = f": {known.pop()}" if len(known) == 1 else ""
            parts = [f"{self.words['single_source']}{outlet}"]
        elif story.outlets and story.outlets > story.independent_sources:
            parts.append(self.count("outlets", story.outlets))
        parts += [self.count(key, number) for key, number in self.own_voices(story) if number]
        if story.date and story.date != self.edition.date:
            parts.append(f"{self.words['latest']} {short_date(story.date, self.language, self.zone)}")
        return tuple(parts)

    def own_voices(self, story: StoryBrief) -> tuple[tuple[str, int], ...]:
        """How many parties, by their releases, and how many opinions stand beside the sources that report; none where
        nobody reports. A party with two releases is one."""
        voices = () if story.opinion else [s for n in story.articles if (s := self.sources[n]).genre in OWN_VOICE]
        parties = {s.publisher or s.path for s in voices if s.genre == "press-release"}
        return ("parties", len(parties)), ("opinions", sum(s.genre != "press-release" for s in voices))

    def tags(self, story: StoryBrief) -> tuple[str, ...]:
        found = [self.words[story.since]] if story.since in series.STATES else []
        found += [self.words["background"]] if story.background else []
        found += [self.words["opinion"]] if story.opinion else []
        return tuple(found + ([self.words["date_unknown"]] if story.date is None else []))

    def stories(self) -> tuple[Chapter, ...]:
        """The stories in the order of the edition, each in its size."""
        found: list[Chapter] = []
        for story in self.edition.stories:
            bands = [self.section_band(story, s, False) for s in story.sections if s.statements or s.note]
            bands[1:1] = self.series_bands(story, False)
            bands += self.evidence_bands(story, False)
            bands[:1] = [replace(bands[0], opening=True)] if bands and bands[0].kind == "statements" else bands[:1]
            before = found[-1].size if found else ""
            found.append(replace(self.chapter(story, tuple(bands)), label=self.label(self.sizes[story.id], before)))
        return tuple(found)

    def chapter(self, story: StoryBrief, bands: tuple[Band, ...] = ()) -> Chapter:
        """A story with these parts."""
        language = self.sources[story.headline_source.source].language
        return Chapter(
            id=story.id,
            kind="story",
            headline=capitalised(story.headline),
            tags=self.tags(story),
            support=self.support(story),
            bands=bands,
            language=self.foreign(language),
            direction=text_direction(story.headline, language),
            number=self.numbers[story.id],
            size=self.sizes[story.id],
            editor=self.editor(story),
            pictures=self.pictures(story) if self.drawn else (),
        )

    def pictures(self, story: StoryBrief) -> tuple[Picture, ...]:
        """Who reports a story, and when, where there is something to see."""
        found = (pictures.known_by(self, story), pictures.by_day(self, story))
        return tuple(one for one in found if one is not None)

    def label(self, size: str, before: str) -> str:
        """What stands beside the first of several briefs or notices."""
        return self.words[{"brief": "in_brief", "notice": "notices"}[size]] if size in _SMALL and size != before else ""

    def editor(self, story: StoryBrief) -> tuple[EditorsWords, ...]:
        label = self.words["editors_note"]
        return tuple(EditorsWords(f"{label} ({n.by})" if n.by else label, n.text) for n in story.notes)

    def sections(self) -> tuple[Chapter, ...]:
        """One chapter a section, in the order in which sections first occur; the evidence last."""
        titles: dict[str, str] = {}
        bands: dict[str, list[Band]] = {}
        for story in self.edition.stories:
            editor = self.editor(story)  # beside the first of the story's bands
            for section in story.sections:
                found = bands.setdefault(section.id, [])
                if section.title != titles.setdefault(section.id, section.title):
                    titles[section.id] = self.words["what_happened"]  # what is true of all, decided or not
                if section.statements:
                    found.append(replace(self.section_band(story, section, True), editor=editor))
                    editor = ()
        for story in self.edition.stories:
            for band in (*self.series_bands(story, True), *self.evidence_bands(story, True)):
                titles.setdefault(
                    f"evidence {band.section}", self.words[KIND_LABELS.get(band.kind, band.kind.replace("-", "_"))]
                )
                bands.setdefault(f"evidence {band.section}", []).append(band)
        anchored = _anchored([bands[key] for key in titles], [story.id for story in self.edition.stories])
        return tuple(
            Chapter(id=f"part-{slug(key)}", kind="section", headline=title, tags=(), support=(), bands=tuple(of_part))
            for (key, title), of_part in zip(titles.items(), anchored, strict=True)
            if of_part
        )

    # -- the rest

    def front(self, chapters: tuple[Chapter, ...]) -> tuple[Front, ...]:
        """The stories on the first page."""
        own = {story.id: self.chapter(story) for story in self.edition.stories}
        return front.front(self, own, self.targets(chapters))

    def targets(self, chapters: tuple[Chapter, ...]) -> dict[str, str]:
        """Where each story goes on: in the layout by section, where it stands first."""
        targets = {story.id: story.id for story in self.edition.stories}
        if self.edition.layout == "by-section":
            first = [band.id for chapter in chapters for band in chapter.bands]
            targets = {name: next((one for one in first if one.startswith(f"{name}-")), "brief") for name in targets}
        return targets

    def glance(self) -> tuple[PrintedQuotation, ...]:
        title = self.words["at_a_glance"]
        by_id = {s.id: s for story in self.edition.stories for s in story.statements}
        return tuple(self.again(by_id[i], title, "#glance") for i in self.edition.at_a_glance if i in by_id)

    def also(self, unchanged: bool = False) -> tuple[Also, ...]:
        """The stories that stand in a line: those to which nothing came since the edition before, or the others."""
        found = []
        place, title = "#also", self.words["also"]
        if unchanged:
            place, title = "#unchanged", series.unchanged_label(self, self.edition)
        for story in self.edition.also:
            if (story.since == "unchanged") is not unchanged:
                continue
            language = self.sources[story.headline_source.source].language
            links = tuple(Link(str(n), f"#note-{n}") for n in story.articles)
            for number in story.articles:
                self.cited_in.setdefault(number, {}).setdefault(title, place)
            found.append(
                Also(
                    capitalised(story.headline), links, self.foreign(language), text_direction(story.headline, language)
                )
            )
        return tuple(found)

    def left_out(self) -> tuple[LeftOutGroup, ...]:
        by_reason: dict[str, list[str]] = {}
        for left in self.edition.left_out:
            by_reason.setdefault(left_out_for(self.words, left), []).append(left.path)
        return tuple(
            LeftOutGroup(reason, tuple(paths) if len(paths) <= LISTED else (), self.count("files", len(paths)))
            for reason, paths in by_reason.items()
        )

    def cut_off(self) -> str:
        """Until when the edition knows what happened, and that there is none before it, if so."""
        cut_off = self.edition.cut_off
        until = f"{self.words['cut_off']} {moment(cut_off, self.language, self.zone)}" if cut_off else ""
        return " · ".join(filter(None, (until, "" if self.edition.previous else self.words["first_edition"])))

    def cut(self) -> str:
        """What an edition of one page leaves out, in words."""
        found = self.edition.cut
        counts = [] if found is None else [("cut_statements", found.statements), ("cut_stories", found.stories)]
        parts = [self.count(key, number) for key, number in counts if number]
        return f"{self.words['cut']}: {', '.join(parts)}" if parts else ""

    def brief(self) -> Brief:
        edition = self.edition
        corrections = tuple(series.corrected(self))  # first: a note lists its sections in the order of the page
        glance = self.glance()
        coming = front.ahead(self)
        chapters = self.sections() if edition.layout == "by-section" else self.stories()
        targets = self.targets(chapters)
        also, unchanged = self.also(), self.also(unchanged=True)
        found = notes.notes(self)
        number = self.words["edition_number"].replace("{n}", str(edition.number)) if edition.number else ""
        return Brief(
            title=series.title_of(self, edition),
            date=edition.date,
            day=series.day_of(self, edition),
            language=self.language,
            direction=direction(self.language),
            number=number,
            cut_off=self.cut_off(),
            reading_time=self.count("reading_time", reading_minutes(edition)),
            generator=edition.generator,
            compiled=self.count("compiled", len(edition.sources)),
            edited=self.count("edited", len(edition.edited)) if edition.edited else "",
            health=tuple(one.message for one in edition.warnings if one.about == FEEDS),
            layout=edition.layout,
            glance=glance,
            front=self.front(chapters),
            chapters=chapters,
            also=also,
            notes=found,
            cited=tuple(one for one in found if one.cited),
            counted=tuple(one for one in found if not one.cited),
            left_out=self.left_out(),
            more=self.count("more", edition.more) if edition.more else "",
            since=series.since(self, edition),
            since_label=series.since_label(self, edition),
            marks=bool(self.fresh),
            unchanged=unchanged,
            unchanged_label=series.unchanged_label(self, edition),
            gone=series.gone(self, edition),
            alerts=front.alerts(self),
            corrections=corrections,
            revised=series.replaced(self, edition),
            cut=self.cut(),
            ahead=tuple(replace(one, target=targets[one.target]) for one in coming),
        )


def _anchored(parts: Sequence[Sequence[Band]], stories: Sequence[str]) -> list[list[Band]]:
    """The bands of the sections across stories, the first of each story with the story's id."""
    left = {f"{story}-": story for story in stories}
    found: list[list[Band]] = []
    for bands in parts:
        found.append([])
        for band in bands:
            story = next((known for known in left if band.id.startswith(known)), None)
            found[-1].append(band if story is None else replace(band, anchor=left.pop(story)))
    return found


def reading_minutes(edition: Edition) -> int:
    """Minutes for what is printed before the source notes, at least one; a Chinese letter is half a word."""
    texts = [s.text for story in edition.stories for s in story.statements]
    texts += [story.headline for story in edition.stories] + [story.headline for story in edition.also]
    words = sum(len(text.split()) + sum("\u3040" <= c <= "\u9fff" for c in text) / 2 for text in texts)
    return max(1, round(words / WORDS_A_MINUTE))
