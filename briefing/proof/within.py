"""What an edition proves of itself: its parts agree with each other and with the texts that it holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from hashlib import sha256
from typing import Any

from briefing.compose.edition.citations import surroundings
from briefing.language import plain
from briefing.model import LEFT_OUT, AlsoStory, Citation, CitedSource, Edition, LeftOut, Statement, StoryBrief
from briefing.proof.citations import Finding
from briefing.text import Span

SHORTEST_ID = 10  # hex digits


def agrees(edition: Edition, explain: Mapping[str, Any] | None) -> Iterator[Finding]:
    """A fault for each part that does not agree with the rest. explain: the content of explain.json, if at hand."""
    sources = {source.number: source for source in edition.sources}
    if list(sources) != list(range(1, len(edition.sources) + 1)):
        yield Finding(False, "sources: not numbered 1, 2, 3, …")
    for statement in statements_of(edition):
        yield from (Finding(False, why, (statement.id,)) for why in _of_statement(statement, sources))
    for story in edition.stories:
        yield from _values(story, sources)
    yield from _of_series(edition, sources)
    told: list[StoryBrief | AlsoStory] = [*edition.stories, *edition.also]
    for one in told:
        yield from (Finding(False, why) for why in _of_story(one, sources))
    yield from _names(edition, explain)
    yield from _ahead(edition)
    yield from _quoted(edition)
    for left in edition.left_out:
        if left.code is not None and (
            left.code not in LEFT_OUT or left != LeftOut.of(left.path, left.code, left.value)
        ):
            yield Finding(False, f"left_out: {left.path}: {left.reason!r} is not what {left.code!r} stands for")


def statements_of(edition: Edition) -> Iterator[Statement]:
    """All statements, in the order of brief.json."""
    for story in edition.stories:
        yield from story.statements


def _of_statement(statement: Statement, sources: Mapping[int, CitedSource]) -> Iterator[str]:
    if not statement.citations:
        yield "a statement without a citation"
        return
    yield from _of_citations(statement.citations, sources)
    first = statement.citations[0]
    if first.source in sources:
        place = f"{sources[first.source].text_sha256}:{first.start}-{first.end}"
        digits = statement.id[1:]
        if statement.id[:1] != "s" or len(digits) < SHORTEST_ID or not _digest(place).startswith(digits):
            yield f"the id {statement.id} is not that of its place"
        if statement.language != sources[first.source].language:
            yield f"language: found {statement.language}, its source is in {sources[first.source].language}"
    if not 0 <= statement.corroborated_by < len(statement.citations):
        yield f"corroborated_by: {statement.corroborated_by}, with {len(statement.citations)} citations"
    if statement.role is not None and statement.speaker is None:
        yield "a role without a speaker"


def _of_citations(citations: tuple[Citation, ...], sources: Mapping[int, CitedSource]) -> Iterator[str]:
    for one in citations:
        source = sources.get(one.source)
        if source is None:
            yield f"cites source {one.source}, which is not among the sources"
        elif not 0 <= one.start <= one.end:
            yield f"source {one.source}, {one.start}–{one.end}: no range of a text"
        elif source.text and one.end > len(source.text):
            yield f"source {one.source}, {one.start}–{one.end}: no range of its text"
        elif source.text and (one.prefix, one.suffix) != surroundings(source.text, Span(one.start, one.end)):
            yield f"source {one.source}, {one.start}–{one.end}: the surroundings differ"


def _of_series(edition: Edition, sources: Mapping[int, CitedSource]) -> Iterator[Finding]:
    """What is said against the editions before: only those that are named can be meant."""
    named = {edition.previous.date, *(one.date for one in edition.previous.before)} if edition.previous else set()
    for number, correction in enumerate(edition.corrections, 1):
        if correction.now is not None:
            yield from (
                Finding(False, why, (f"correction {number}",)) for why in _of_statement(correction.now, sources)
            )
        if correction.edition not in named:
            yield Finding(False, f"corrections: an edition of {correction.edition} is not among those before")
    for story in edition.stories:
        for k, change in enumerate(story.changes, 1):
            name = f"{story.id}, change {k}"
            yield from (Finding(False, why, (name,)) for why in _of_citations(change.after.citations, sources))
            if change.before.edition not in named:
                yield Finding(False, "a change since an edition that is not among those before", (name,))


def _values(story: StoryBrief, sources: Mapping[int, CitedSource]) -> Iterator[Finding]:
    for i, disagreement in enumerate(story.evidence.disagreements, 1):
        for k, value in enumerate(disagreement.values, 1):
            name = f"{story.id}, disagreement {i}.{k}"
            if not value.citations:
                yield Finding(False, "a figure without a citation", (name,))
            yield from (Finding(False, why, (name,)) for why in _of_citations(value.citations, sources))


def _of_story(story: StoryBrief | AlsoStory, sources: Mapping[int, CitedSource]) -> Iterator[str]:
    about = f"the headline {story.headline!r}"
    place = story.headline_source
    source = sources.get(place.source)
    if source is None or place.source not in story.articles:
        yield f"{about}: its source {place.source} is none of the story's articles"
    elif place.start is None:
        if plain(source.title or "") != story.headline:
            yield f"{about} is not the title of source {place.source}"
    elif source.text and _uncut(plain(source.text[place.start : place.end])) != _uncut(story.headline):
        yield f"{about} does not stand in source {place.source}, {place.start}–{place.end}"
    if any(number not in sources for number in story.articles) or len(set(story.articles)) != len(story.articles):
        yield f"{about}: articles {list(story.articles)} are not all among the sources, each once"
    if isinstance(story, StoryBrief):
        most = len(story.articles) + sum(len(sources[n].copies) for n in story.articles if n in sources)
        if not 1 <= story.independent_sources <= most or not 0 <= (story.outlets or 0) <= most:
            found = f"{story.independent_sources} independent sources, {story.outlets} outlets"
            yield f"{about}: {found}, of {most} articles"


def _uncut(words: str) -> str:
    """Without the mark of a headline that is cut at a clause."""
    return words.removesuffix("…").rstrip()


def _names(edition: Edition, explain: Mapping[str, Any] | None) -> Iterator[Finding]:
    """Every id that is named is that of a statement, and each statement is explained."""
    counts = Counter(statement.id for statement in statements_of(edition))
    printed = {one.id for story in edition.stories for section in story.sections for one in section.statements}
    yield from (Finding(False, "two statements of one id", (name,)) for name, count in counts.items() if count > 1)
    for name in edition.at_a_glance:
        if name not in printed:
            yield Finding(False, f"at_a_glance: {name} is no statement of a section", (name,))
    if len(set(edition.at_a_glance)) != len(edition.at_a_glance):
        yield Finding(False, "at_a_glance: a statement twice")
    if explain is None:
        return
    explained = explain.get("statements")
    if not isinstance(explained, Mapping):
        yield Finding(False, "explain.json: found no statements")
        return
    for name in counts.keys() - explained.keys():
        yield Finding(False, "explain.json: does not explain this statement", (name,))
    for name in sorted(explained.keys() - counts.keys()):
        yield Finding(False, f"explain.json: explains {name}, which is no statement")


def _ahead(edition: Edition) -> Iterator[Finding]:
    """What is to come: days after the edition's, in their order, each of a statement of the story that it names."""
    told = {story.id: {statement.id for statement in story.statements} for story in edition.stories}
    for one in edition.ahead:
        if one.statement not in told.get(one.story, ()):
            yield Finding(False, f"ahead: {one.statement} is no statement of the story {one.story}", (one.statement,))
        if one.date <= edition.date:
            yield Finding(False, f"ahead: {one.date} does not come after the edition's day", (one.statement,))
    days = [one.date for one in edition.ahead]
    if days != sorted(days):
        yield Finding(False, "ahead: the days are not in their order")
    named = {one.statement for one in edition.ahead}
    for story in edition.stories:
        for event in story.evidence.timeline:
            if event.ahead and event.statement.id not in named:
                yield Finding(False, "ahead: the first page does not print this statement", (event.statement.id,))


def _quoted(edition: Edition) -> Iterator[Finding]:
    counts: Counter[int] = Counter()
    now = (one.now for one in edition.corrections if one.now is not None)
    for statement in (*statements_of(edition), *now):
        counts[statement.citations[0].source if statement.citations else 0] += len(statement.text.split())
    for source in edition.sources:
        if source.words_quoted != counts[source.number]:
            yield Finding(
                False,
                f"source {source.number}: words_quoted: found {source.words_quoted}, expected {counts[source.number]}",
            )


def _digest(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
