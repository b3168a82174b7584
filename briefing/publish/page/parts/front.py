"""The first page: the whole day, each story once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice

from briefing import language
from briefing.model import DayAhead, Edition, Statement, StoryBrief, Worded
from briefing.publish.page.citations import PageCitations
from briefing.publish.page.elements import Chapter, Coming, Front, FrontLine, PrintedQuotation
from briefing.publish.page.labels import coming_date, short_date, text_direction
from briefing.publish.page.parts.voices import capitalised
from briefing.publish.page.series import STATES

WITH_SENTENCE = 8  # stories with a sentence; those after them stand there by headline
WITH_BEFORE = 5  # stories with what they said before; more would not leave the page to the day
MOST_OPEN = 2  # disagreements of the lead that the first page prints
FIGURE = 60  # letters: a change of figures, which stands as “11 → 14”


def front(citer: PageCitations, chapters: Mapping[str, Chapter], targets: Mapping[str, str]) -> tuple[Front, ...]:
    """Each story in the order of the edition; a notice by its headline, which says it. chapters: the stories by id,
    with number, tags and support; targets: where each goes on."""
    edition = citer.edition
    said = opening(edition)
    found = []
    for story in edition.stories:
        chapter = chapters[story.id]
        title = citer.words["at_a_glance"]
        notice = chapter.size == "notice"
        statements = said[story.id][:1] if chapter.number <= WITH_SENTENCE and not notice else ()
        found.append(
            Front(
                number=0 if notice else chapter.number,
                target=targets[story.id],
                headline=chapter.headline,
                tags=chapter.tags,
                support=(*chapter.support, *_counted(citer, story, chapter.number == 1)),
                quoted=tuple(citer.again(one, title, "#glance") for one in statements),
                language=chapter.language,
                direction=chapter.direction,
                state=citer.words[story.since] if story.since in STATES else "",
                lines=_lines(citer, story, chapter.number) if statements else (),
            )
        )
    return tuple(found)


def _lines(citer: PageCitations, story: StoryBrief, number: int) -> tuple[FrontLine, ...]:
    """What the first page says of a story beside its sentence: what it said before; of the lead, what is open."""
    before = _changed(citer, story) if number <= WITH_BEFORE else ()
    return (*before, *_open(citer, story)) if number == 1 else before


def _changed(citer: PageCitations, story: StoryBrief) -> tuple[FrontLine, ...]:
    """Figures as “11 → 14”; without any, what was said before: the page says what is said now, and its corrections
    what was wrong."""
    corrected = {one.statement.text for one in citer.edition.corrections}
    figures, others = [], []
    for number, change in enumerate(story.changes, 1):
        owner = f"{story.id}-c{number}"
        before, after = (
            _worded(citer, f"{owner}-{k}", side) for k, side in enumerate((change.before, change.after), 1)
        )
        if max(len(before.text), len(after.text)) <= FIGURE:
            about = capitalised(citer.words.get(change.about, change.about))
            figures.append(FrontLine(about, (before, after), "→"))
        elif before.text not in corrected:
            others.append(FrontLine(citer.words["before"], (before,)))
    return tuple(figures or others[:1])


def _worded(citer: PageCitations, owner: str, side: Worded) -> PrintedQuotation:
    here = side.edition is None
    language = citer.sources[side.citations[0].source].language if here and side.citations else None
    return PrintedQuotation(
        id=owner,
        text=side.text,
        cites=tuple(citer.cite(owner, place, side.text) for place in side.citations[:1]) if here else (),
        remarks=() if side.edition is None else (short_date(side.edition, citer.language, citer.zone),),
        language=citer.foreign(language),
        direction=text_direction(side.text, language),
    )


def _open(citer: PageCitations, story: StoryBrief) -> Iterator[FrontLine]:
    """What is open of a story: the first figures that disagree, and the first sentence that says what is not known."""
    for number, found in enumerate(story.evidence.disagreements[:MOST_OPEN], 1):
        values = []
        for k, value in enumerate(found.values, 1):
            side = Worded(text=value.text, edition=None, citations=value.citations)
            values.append(_worded(citer, f"{story.id}-d{number}-{k}", side))
        label = f"{citer.words['disagreements']}: {capitalised(found.about)}"
        yield FrontLine(label, tuple(values), "/")
    for statement in _not_known(citer, story):
        yield FrontLine(citer.words["not_known"], (citer.again(statement, citer.words["at_a_glance"], "#glance"),))


def _not_known(citer: PageCitations, story: StoryBrief) -> tuple[Statement, ...]:
    """The first sentence that says what is not known and that the headline and the sentence at a glance explain."""
    above = " ".join([story.headline, *(one.text for one in _of_story(story, citer.edition.at_a_glance)[:1])])
    explained = (one for one in story.evidence.not_known if _explained(one, above, citer.edition.language))
    return tuple(islice(explained, 1))


def _explained(statement: Statement, above: str, otherwise: str) -> bool:
    """Whether a sentence does not open with somebody or something that only sentences before it name ("The offer could
    not be confirmed"), or the words above it name that. otherwise: the language where the statement's is not known."""
    code = statement.language or otherwise
    alone = language.table("sections", code).get("alone", {})
    words = language.words(statement.text, code)
    if len(words) < 3 or words[0] not in alone.get("articles", ()) or words[2] not in alone.get("auxiliaries", ()):
        return True
    return language.stems(words[1:2], code)[0] in language.stems(language.words(above, code), code)


def _counted(citer: PageCitations, story: StoryBrief, lead: bool) -> Iterator[str]:
    """How much is open of a story, in numbers; of the lead, which says it, where it says less than there is."""
    evidence = story.evidence
    said_open = len(_not_known(citer, story)) if lead else 0
    counts = (("disagreements", evidence.disagreements, MOST_OPEN), ("not_known", evidence.not_known, said_open))
    for label, found, said in counts:
        if len(found) > (said if lead else 0):
            yield f"{citer.words[label]}: {len(found)}"


def opening(edition: Edition) -> dict[str, tuple[Statement, ...]]:
    """What the first page says of each story, by its id: its statements at a glance; where none is among these, the
    first that it says of this day."""
    return {story.id: _of_story(story, edition.at_a_glance) for story in edition.stories}


def _of_story(story: StoryBrief, at_a_glance: tuple[str, ...]) -> tuple[Statement, ...]:
    by_id = {one.id: one for section in story.sections for one in section.statements}
    chosen = tuple(by_id[name] for name in at_a_glance if name in by_id)
    return chosen or tuple(one for one in by_id.values() if one.as_of is None)[:1]


def ahead(citer: PageCitations) -> tuple[Coming, ...]:
    """What is to come, by its day."""
    stories = {story.id: story for story in citer.edition.stories}
    return tuple(_coming(citer, one, stories[one.story]) for one in citer.edition.ahead)


def _coming(citer: PageCitations, one: DayAhead, story: StoryBrief) -> Coming:
    title = citer.words["ahead"]
    own = {event.statement.id: event.statement for event in story.evidence.timeline if event.ahead}
    here = own.get(one.statement)
    said = {statement.id: statement for statement in story.statements}
    return Coming(
        day=coming_date(one.date, citer.language, citer.edition.date),
        iso=one.date,
        target=story.id,
        quoted=citer.quoted(here, title) if here else citer.again(said[one.statement], title, "#ahead"),
        here=here is not None,
    )


def alerts(citer: PageCitations) -> tuple[str, ...]:
    """What a reader should know before he relies on the edition: articles that were read without knowing their
    language."""
    known = frozenset(language.languages())
    found = [one.language for one in citer.edition.sources if one.language and one.language not in known]
    if not found:
        return ()
    told = citer.words["unserved"].replace("{n}", str(len(found)))
    return (told.replace("{m}", ", ".join(sorted(set(found)))),)
