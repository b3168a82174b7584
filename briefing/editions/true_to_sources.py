"""Whether an earlier edition says what its sources say: only then may the edition of the day print from it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from briefing.language import plain
from briefing.model import AlsoStory, CitedSource, Edition, Statement, StoryBrief


def true_to_sources(edition: Edition) -> bool:
    """Whether each statement prints the words of its citation, these stand in the kept text where there is one, and
    each headline is the title or the words of its source."""
    sources = {source.number: source for source in edition.sources}
    told: tuple[StoryBrief | AlsoStory, ...] = (*edition.stories, *edition.also)
    stated = all(_is_cited(one, sources) for one in _statements(edition))
    return stated and all(_has_its_headline(story, sources) for story in told)


def _statements(edition: Edition) -> Iterator[Statement]:
    for story in edition.stories:
        yield from story.statements


def _is_cited(statement: Statement, sources: Mapping[int, CitedSource]) -> bool:
    if not statement.citations or plain(statement.citations[0].exact) != statement.text:
        return False
    return all(
        one.source in sources and (not (text := sources[one.source].text) or text[one.start : one.end] == one.exact)
        for one in statement.citations
    )


def _has_its_headline(story: StoryBrief | AlsoStory, sources: Mapping[int, CitedSource]) -> bool:
    place = story.headline_source
    source = sources.get(place.source)
    if source is None:
        return False
    if place.start is None:
        return plain(source.title or "") == story.headline
    return not source.text or _uncut(plain(source.text[place.start : place.end])) == _uncut(story.headline)


def _uncut(words: str) -> str:
    """Without the mark of a headline that is cut at a clause."""
    return words.removesuffix("…").rstrip()
