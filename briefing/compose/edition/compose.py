"""Stories → Edition: the chosen passages become statements with citations, under budgets, in order."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import replace
from datetime import date

from briefing import language
from briefing.compose.changes.gone import gone
from briefing.compose.changes.news import Series, StoryLine, in_a_line
from briefing.compose.changes.turns import turns
from briefing.compose.edition.ahead import with_ahead
from briefing.compose.edition.citations import Citer
from briefing.compose.edition.evidence import EvidenceParts, gathered, who_else
from briefing.compose.edition.length.budget import Ledger
from briefing.compose.edition.length.choosing import Choosing, Chosen, Plan, all_chosen, choose
from briefing.compose.edition.length.one_page import fitted
from briefing.compose.edition.series import changes, corrected_by, corrections
from briefing.compose.edition.served import unserved
from briefing.compose.edition.statements import Writer, outlets
from briefing.compose.edition.unprinted import unprinted
from briefing.compose.edits.edits import Edit
from briefing.compose.edits.places import places
from briefing.compose.edits.statements import beyond_their_words, edited, effective
from briefing.compose.selection.headline import Headline, Printed, at_a_glance, headline, title_of
from briefing.compose.sentences.currency import Currency, currency, told_by_a_fake
from briefing.compose.stories.independence import relays
from briefing.model import (
    OWN_VOICE,
    AlsoStory,
    Article,
    CitedSource,
    CopyOf,
    Correction,
    DayOfStory,
    Edition,
    EditorNote,
    GoesOn,
    HeadlineSource,
    LeftOut,
    Passage,
    Statement,
    Story,
    StoryBrief,
    Warned,
)


def compose(
    stories: Sequence[Story],
    left_out: Sequence[LeftOut],
    day: date,
    plan: Plan,
    *,
    unedited: Sequence[Story] | None = None,
    choosing: Choosing | None = None,
) -> Edition:
    """The edition of the day: the first stories in full, the others under "also"; what is known from the editions
    before is not printed again.

    unedited: those that would be printed in full without the editor's changes, where there are any: what he does to one
    story changes nothing of another. choosing: `choose`, or what remembers its results."""
    ledger = Ledger(plan.length)
    head = stories[: plan.length.stories]
    chosen = all_chosen(head, head if unedited is None else unedited, day, plan, ledger, choosing or choose)
    edits = effective(plan.edits.edits)
    chosen, warnings = _as_edited(chosen, edits, plan, stories)
    also, more = _lines(chosen, stories, plan)
    chosen = [one for one in chosen if one.picks]
    cited = _cited([*(one.story for one in chosen), *(line.story for line in also)], plan.series)
    story_of = {article.path: story for story in cited for article in story.articles}
    citer = Citer(article for story in cited for article in story.articles)
    writer = Writer(citer, plan.labels, day, _overtaken(chosen, day))
    printed = tuple(_story_brief(one, writer, ledger, day, plan) for one in chosen)
    printed, coming = with_ahead(chosen, printed, writer, ledger, day)
    corrected = _corrections(plan.series, writer)  # before the sources, which count the words quoted
    edition = Edition(
        title=plan.title,
        date=day.isoformat(),
        language=plan.language,
        generator=plan.generator,
        number=plan.number,
        cut_off=_cut_off(citer.articles),
        labels=plan.labels,
        at_a_glance=_at_a_glance(chosen, printed, plan.length.at_a_glance, day),
        stories=printed,
        also=tuple(_also(line, citer, day, plan) for line in also),
        sources=tuple(_source(a, n, story_of[a.path], writer) for n, a in enumerate(citer.articles, 1)),
        left_out=tuple(sorted((*left_out, *_beyond(more)), key=lambda left: (left.path, left.reason))),
        layout=plan.layout,
        edited=_obeyed(chosen),
        more=len(more),
        warnings=(*warnings, *unserved(citer.articles)),
        previous=plan.series.past.previous if plan.series else None,
        gone=_gone_stories(printed, (*also, *more), plan.series),
        corrections=corrected,
        begins=plan.begins.isoformat() if plan.begins else None,
        ahead=coming,
        explain=writer.explained,
        not_printed=unprinted(zip((one.chooser for one in chosen), printed, strict=True), citer),
    )
    return fitted(edition) if plan.layout == "one-page" else edition


def _lines(chosen: Sequence[Chosen], stories: Sequence[Story], plan: Plan) -> tuple[list[StoryLine], list[StoryLine]]:
    """The stories that have a line under "also", and those that are only counted; unchanged ones come last, after those
    of which nothing is new but that something is put right. What is left over of an earlier story that a story of
    the day goes on is not called unchanged."""
    most, series = plan.length.also, plan.series
    lines = [one.news.line for one in chosen if not one.picks]
    lines += [in_a_line(story, series) for story in stories[plan.length.stories :]]
    still: list[StoryLine] = []
    if series is not None:
        named = [series.put_right(line) for line in series.still]
        lines = [*map(series.put_right, lines), *(line for line in named if line.since != "unchanged")]
        moved = [*(one.news.line for one in chosen), *lines]
        still = [line for line in named if line.since == "unchanged" and not series.left_over(line, moved)]
    return [*lines[:most], *still[:most]], [*lines[most:], *still[most:]]


def _cited(printed: list[Story], series: Series | None) -> list[Story]:
    """The stories printed, and the articles that correct what was printed earlier, each as a story of its own."""
    listed = {article.path for story in printed for article in story.articles}
    return printed + [_alone(article) for article in corrected_by(series) if article.path not in listed]


def _overtaken(chosen: Sequence[Chosen], day: date) -> set[str]:
    """The paths of articles that a later one overtook."""
    return {path for one in chosen for path in currency(one.story.articles, day).overtaken}


def _obeyed(chosen: Sequence[Chosen]) -> tuple[str, ...]:
    """The names of the edits that changed something, each once."""
    return tuple(dict.fromkeys(name for one in chosen for name in one.edited.obeyed))


def _first_day(day: date, plan: Plan) -> str:
    """The day before which a story is background: the edition's, or the last that a reader has read of."""
    if plan.begins is not None:
        return plan.begins.isoformat()
    return plan.series.past.newest.day if plan.series else day.isoformat()


def _gone_stories(
    printed: Sequence[StoryBrief], lines: Sequence[StoryLine], series: Series | None
) -> tuple[GoesOn, ...]:
    """The stories of the edition before that the day goes on nowhere, not even where it only counts a story."""
    if series is None:
        return ()
    in_lines = (one for line in lines for one in series.goes_on(line.story))
    return gone(series.past.newest.edition, (*(one for story in printed for one in story.goes_on), *in_lines))


def _days(story: Story, plan: Plan, citer: Citer) -> tuple[DayOfStory, ...]:
    """The days on which a story moved, in an edition of several: each with a title of that day."""
    first = plan.begins.isoformat() if plan.begins else ""
    by_day: dict[str, list[Article]] = {}
    for article in story.articles:
        if plan.begins and article.published is not None and article.published.day >= first:
            by_day.setdefault(article.published.day, []).append(article)
    if len(by_day) < 2:
        return ()
    heads = {day: headline(replace(story, articles=tuple(by_day[day]))) for day in sorted(by_day)}
    return tuple(DayOfStory(day, head.text, _headline_source(head, citer)) for day, head in heads.items())


def _alone(article: Article) -> Story:
    """An article that is only cited for a correction, as a story of its own."""
    return Story(id="", articles=(article,), independent=((article.path,),))


def _corrections(series: Series | None, writer: Writer) -> tuple[Correction, ...]:
    return tuple(corrections(series, writer.marking(_unmarked))) if series else ()


def _unmarked(statement: Statement) -> Statement:
    return statement


def _beyond(lines: Sequence[StoryLine]) -> list[LeftOut]:
    """The files of stories that are only counted."""
    stories = [line.story for line in lines]
    paths = {a.path for story in stories for a in (*story.articles, *(copy for copy, _ in story.copies))}
    return [LeftOut.of(path, "beyond") for path in paths]


def _story_brief(chosen: Chosen, writer: Writer, ledger: Ledger, day: date, plan: Plan) -> StoryBrief:
    story, fresh = chosen.story, chosen.news.fresh
    edits, series = effective(plan.edits.edits), plan.series
    head = _chosen_title(story, edits) or headline(fresh, currency(fresh.articles, day))
    printed = [pick.passage for pick in chosen.picks]
    support = who_else(story, printed)
    parts = EvidenceParts(
        printed=[*chosen.selected, *printed, *chosen.news.found.repeated],
        replaced={section.rule.instead_of for section, picks in chosen.sections if picks},
        edited=chosen.edited,
    )
    writer = writer.marking(chosen.news.mark)
    return StoryBrief(
        id=story.id,
        headline=head.text,
        headline_source=_headline_source(head, writer.citer),
        articles=tuple(writer.citer.number_of[article.path] for article in story.articles),
        independent_sources=_reporting(story),
        outlets=outlets(story),
        date=story.day,
        sections=tuple(writer.section(section, picks, support) for section, picks in chosen.sections),
        evidence=gathered(fresh, parts, writer, ledger),
        background=story.day is not None and story.day < _first_day(day, plan),
        opinion=all(article.genre in OWN_VOICE for article in story.articles),
        notes=tuple(EditorNote(one.note, one.by) for one in edits if one.note is not None and one.story == story.id),
        days=_days(story, plan, writer.citer),
        since=chosen.news.since,
        changes=tuple(changes(turns(chosen.news, printed, series), writer, series)) if series else (),
        goes_on=series.goes_on(story) if series else (),
    )


def _chosen_title(story: Story, edits: Sequence[Edit]) -> Headline | None:
    """The title that the editor chose last, where the story has it."""
    chosen = [edit.title_of for edit in edits if edit.headline == story.id]
    found = (title_of(article) for path in reversed(chosen) for article in story.articles if article.path == path)
    return next((one for one in found if one is not None), None)


def _reporting(story: Story) -> int:
    """The independent sources that report; all of them where none does but opinions and releases."""
    partial = {article.path for article in story.articles if article.genre in OWN_VOICE}
    reporting = [paths for paths in story.independent if not partial.issuperset(paths)]
    return len(reporting) or len(story.independent)


def _also(line: StoryLine, citer: Citer, day: date, plan: Plan) -> AlsoStory:
    story, edits = line.story, effective(plan.edits.edits)
    head = _chosen_title(story, edits) or line.headline or headline(line.fresh, currency(line.fresh.articles, day))
    numbers = tuple(citer.number_of[article.path] for article in story.articles)
    goes_on = plan.series.goes_on(story) if plan.series else ()
    return AlsoStory(
        headline=head.text,
        headline_source=_headline_source(head, citer),
        articles=numbers,
        since=line.since,
        goes_on=goes_on,
    )


def _headline_source(head: Headline, citer: Citer) -> HeadlineSource:
    number = citer.number_of[head.path]
    return HeadlineSource(number) if head.span is None else HeadlineSource(number, head.span.start, head.span.end)


# --- what an editor changes -----------------------------------------------------------------------------------------


def _as_edited(
    chosen: Sequence[Chosen], edits: Sequence[Edit], plan: Plan, stories: Sequence[Story]
) -> tuple[list[Chosen], list[Warned]]:
    """What is printed as the editor wants it; and what of that cannot be, or passes a limit."""
    if not edits:
        return [replace(one, selected=_passages(one)) for one in chosen], []
    wanted = {name for edit in edits for name in (edit.statement, edit.before) if name is not None}
    at = places([one.story for one in chosen], wanted)
    made = [edited(one.story, one.sections, one.chooser, edits, at) for one in chosen]
    found = [
        replace(one, sections=new.sections, edited=new, selected=_passages(one))
        for one, new in zip(chosen, made, strict=True)
    ]
    told = {one.story.id for one in found if one.picks}
    lost = [notice for edit in edits for notice in _lost(edit, at, told, stories)]
    beyond = beyond_their_words(made, plan.length.words_per_source)
    return found, [*lost, *(notice for new in made for notice in new.warnings), *beyond]


def _lost(edit: Edit, at: Container[str], told: Container[str], stories: Sequence[Story]) -> Iterator[Warned]:
    """What of an edit cannot be. at: the statements that stand where; told: the stories printed in full."""
    if edit.statement and edit.statement not in at:
        yield Warned(edit.statement, _gone(edit))
    if edit.note and edit.story not in told:
        yield Warned(str(edit.story), _unprinted(edit))
    if edit.headline and not _titles(edit, stories):
        yield Warned(edit.headline, _untitled(edit))


def _passages(chosen: Chosen) -> tuple[Passage, ...]:
    return tuple(pick.passage for pick in chosen.picks)


def _gone(edit: Edit) -> str:
    words = f" (“{edit.words}”)" if edit.words else ""
    return f"{edit.verb}: no story printed in full has this sentence{words}"


def _titles(edit: Edit, stories: Sequence[Story]) -> bool:
    """Has the story that the edit names an article of that path with a title?"""
    return any(story.id == edit.headline and _chosen_title(story, [edit]) is not None for story in stories)


def _untitled(edit: Edit) -> str:
    return f"headline: the story has no article {edit.title_of!r} with a title"


def _unprinted(edit: Edit) -> str:
    return f"note: its story is not printed in full (“{edit.note}”)"


# --- the edition's own parts ----------------------------------------------------------------------------------------


def _at_a_glance(chosen: Sequence[Chosen], stories: Sequence[StoryBrief], most: int, day: date) -> tuple[str, ...]:
    """What the edition opens with; statements stand in the order of their picks."""
    known = [currency(one.story.articles, day) for one in chosen]
    rows = [
        [
            Printed(
                id=statement.id,
                passage=pick.passage,
                section=number,
                rank=pick.rank,
                current=statement.as_of is None and _fit_to_open(pick.passage, now),
            )
            for number, (section, (_, picks)) in enumerate(zip(story.sections, one.sections, strict=True))
            for statement, pick in zip(section.statements, picks, strict=True)
        ]
        for one, story, now in zip(chosen, stories, known, strict=True)
    ]
    return at_a_glance(rows, most)


def _fit_to_open(passage: Passage, now: Currency) -> bool:
    """May an edition open with a statement of this article? It says how things stand, is no notice, and no fake's."""
    article = passage.article
    faked = any(told_by_a_fake(language.words(s.text, article.language), article.language) for s in passage.sentences)
    return now.current(article.path) and article.genre != "notice" and not faked


def _source(article: Article, number: int, story: Story, writer: Writer) -> CitedSource:
    copies = story.copies
    passed_on = relays(article, story.articles)
    return CitedSource(
        number=number,
        path=article.path,
        sha256=article.source.sha256,
        text_sha256=article.text_sha256,
        reader=article.source.reader,
        encoding=article.source.encoding,
        title=article.title.value if article.title else None,
        publisher=article.outlet.value if article.outlet else None,
        author=article.author.value if article.author else None,
        published=article.published.value if article.published else None,
        published_origin=article.published.origin if article.published else None,
        url=article.url.value if article.url else None,
        language=article.language,
        copies=tuple(CopyOf(a.path, a.source.sha256, copy.kind) for a, copy in copies if copy.of == article.path),
        text=article.body.string,
        words_quoted=writer.words_quoted[number],
        genre=article.genre,
        relays=passed_on.outlet.value if passed_on and passed_on.outlet else None,
    )


def _cut_off(articles: Sequence[Article]) -> str | None:
    """The newest publication time among the sources."""
    times = [article.published for article in articles if article.published and not article.published.inferred]
    return max((when.value for when in times), key=lambda value: (value[:10], value), default=None)
