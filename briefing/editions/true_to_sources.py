"""Whether an earlier edition says what its sources say: only then may the edition of the day print from it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from briefing.language import plain
from briefing.model import AlsoStory, CitedSource, Edition, Statement, StoryBrief


def true_to_sources(edition: Edition) -> bool:
    """Whether each statement prints the words of its citation, these stand in the kept text where there is one, its
    speaker and role are named by an article of its story, and each headline is the title or the words of its source."""
    sources = {source.number: source for source in edition.sources}
    told: tuple[StoryBrief | AlsoStory, ...] = (*edition.stories, *edition.also)
    stated = all(_is_cited(one, sources) for one in _statements(edition))
    named = all(_names_its_speakers(story, sources) for story in edition.stories)
    return stated and named and all(_has_its_headline(story, sources) for story in told)


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


def _names_its_speakers(story: StoryBrief, sources: Mapping[int, CitedSource]) -> bool:
    """Does an article of the story hold each speaker and role? Where a text of it is not at hand, that is not known."""
    articles = [sources[number] for number in story.articles if number in sources]
    names = {name for one in story.statements for name in (one.speaker, one.role) if name}
    left = {name for name in names if not any(name in one.text for one in articles)}
    if not left or not all(one.text for one in articles):
        return True
    texts = [_folded(one) for one in articles]
    return all(any(plain(name).casefold() in text for text in texts) for name in left)


def _folded(source: CitedSource) -> str:
    """All words of a source in small letters, mark-up out."""
    details = (source.title, source.publisher, source.author)
    return plain(" ".join([source.text, *filter(None, details)])).casefold()


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
