"""The texts of earlier editions read again as articles, where they are no articles of the day."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from briefing.compose.changes.past import EarlierSource, Past
from briefing.compose.changes.threads import KnownTexts
from briefing.compose.changes.tuning import CHANGES
from briefing.model import CitedSource
from briefing.prepare.options import PrepareOptions
from briefing.running import records, tasks
from briefing.running.records import Record
from briefing.running.workers import Means


@dataclass(frozen=True, slots=True)
class Recalled:
    """Earlier texts as records. clustered: those that the day's stories are grouped with; versions: path of an article
    of the day → the record of its earlier version; memory: where each of them was a source."""

    clustered: tuple[Record, ...] = ()
    versions: Mapping[str, Record] = field(default_factory=dict)
    memory: KnownTexts = field(default_factory=KnownTexts)


def recalled(past: Past, found: Sequence[Record], options: PrepareOptions, *, means: Means) -> Recalled:
    """The texts of recent editions that no article of the day has."""
    today = {record.opening.text_sha256 for record in found}
    places = {digest: at[0] for digest, at in past.places.items() if digest not in today}
    wanted = sorted(places.items(), key=lambda item: (item[1].edition, item[1].source))[: CHANGES.remembered]
    texts = [(place, source) for _, place in wanted if (source := past.source(place)).text]
    read = dict(_read(texts, options, means))
    versions: dict[str, EarlierSource] = {}
    for record in found:
        place = past.before(record.opening)
        if place in read and _one_article(record, read[place]):
            versions[record.path] = place
    older = set(versions.values())
    return Recalled(
        tuple(record for place, record in read.items() if place not in older),
        {path: read[place] for path, place in versions.items()},
        KnownTexts(
            {record.path: place for place, record in read.items()},
            {path: read[place].path for path, place in versions.items()},
        ),
    )


def _read(
    texts: Sequence[tuple[EarlierSource, CitedSource]], options: PrepareOptions, means: Means
) -> Iterator[tuple[EarlierSource, Record]]:
    files = [_file(source) for _, source in texts]
    results = tasks.read(files, records.recipe_of(options), options, means=means)
    for (place, _), result in zip(texts, results, strict=True):
        if result.records:
            yield place, result.records[0]


def _file(source: CitedSource) -> tuple[str, bytes]:
    """A source as a file of one record, named by its text, so that what is read of it is kept from day to day."""
    data = {
        "text": source.text,
        "title": source.title,
        "published": source.published,
        "publisher": source.publisher,
        "author": source.author,
        "language": source.language,
    }
    said = {key: value for key, value in data.items() if value is not None}
    return f"earlier:{source.text_sha256[:24]}.json", json.dumps(said, ensure_ascii=False).encode()


def _one_article(now: Record, before: Record) -> bool:
    """Are these two versions of one article? A file of one name may hold another article each day."""
    one, other = now.opening.title, before.opening.title
    if one is not None and other is not None and one.value == other.value:
        return True
    first, second = (set(memoryview(record.traits.sentences).cast("I")) for record in (now, before))
    return len(first & second) >= CHANGES.same_article * max(1, min(len(first), len(second)))
