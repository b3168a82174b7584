"""Which stories of the day go on a story of an earlier edition, found before any sentence is parsed.

The texts of the editions before are grouped together with those of the day, so that a story goes on where its articles
and theirs would be one story. What is not of the day is then taken out again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256

from briefing.compose.changes.past import EarlierSource, EarlierStory, Past
from briefing.compose.stories.independence import day_of
from briefing.model import Article, Copy, Story


@dataclass(frozen=True, slots=True, kw_only=True)
class Thread:
    """How a story goes on. told: the stories of earlier editions that it goes on, the newest first, those that share
    most with it before others; fresh: paths of the articles that no earlier edition had; remembered: paths of the
    earlier texts that it goes on and that are none of its own articles; places: where its texts were sources before."""

    told: tuple[EarlierStory, ...] = ()
    fresh: frozenset[str] = frozenset()
    remembered: tuple[str, ...] = ()
    places: frozenset[EarlierSource] = frozenset()

    @property
    def at_rest(self) -> bool:
        """Is it known, and nothing came to it?"""
        return bool(self.told) and not self.fresh

    def holds(self, other: Thread) -> bool:
        """Does it go on all earlier stories that another one goes on, and others too?"""
        return {id(one) for one in self.told} > {id(one) for one in other.told}


def joined(threads: Sequence[Thread]) -> Thread:
    """How a story goes on that holds articles of these."""
    if len(threads) == 1:
        return threads[0]
    told = {id(one): one for thread in threads for one in thread.told}
    return Thread(
        told=tuple(sorted(told.values(), key=lambda one: one.edition)),
        fresh=frozenset().union(*(thread.fresh for thread in threads)),
        remembered=tuple(dict.fromkeys(path for thread in threads for path in thread.remembered)),
        places=frozenset().union(*(thread.places for thread in threads)),
    )


@dataclass(frozen=True, slots=True)
class KnownTexts:
    """Earlier texts that are no articles of the day. places: path under which a text is remembered → where it was a
    source; versions: path of an article of the day → path under which its earlier version is remembered."""

    places: Mapping[str, EarlierSource] = field(default_factory=dict)
    versions: Mapping[str, str] = field(default_factory=dict)


def followed(
    stories: Sequence[Story], past: Past, memory: KnownTexts
) -> tuple[tuple[Story, ...], Mapping[str, Thread]]:
    """The stories without what is only remembered, and the thread of each by the paths of its articles."""
    kept: list[Story] = []
    threads: dict[str, Thread] = {}
    taken: set[str] = set()
    for story in stories:
        own = without(story, memory.places.keys(), taken)
        if own is None:
            continue
        taken.add(own.id)
        kept.append(own)
        threads |= dict.fromkeys((one.path for one in own.articles), _thread(story, own, past, memory))
    return tuple(kept), threads


def _thread(story: Story, own: Story, past: Past, memory: KnownTexts) -> Thread:
    """story: with what is remembered; own: without."""
    everyone = _everyone(story)
    remembered = [one.path for one in everyone if one.path in memory.places]
    remembered += [memory.versions[one.path] for one in everyone if one.path in memory.versions]
    places = [place for one in everyone for place in past.known(one)]
    places += [memory.places[path] for path in remembered]
    counts = Counter(place for place in places)
    told: Counter[int] = Counter()
    by_id: dict[int, EarlierStory] = {}
    for place, count in counts.items():
        found = past.told.get(place)
        if found is not None:
            by_id[id(found)] = found
            told[id(found)] += count
    ordered = sorted(by_id.values(), key=lambda one: (one.edition, -told[id(one)], one.story.articles))
    fresh = frozenset(one.path for one in _everyone(own) if not past.known(one))
    remembered += [one.path for one, copy in own.copies if one.path not in fresh and copy.of in fresh]
    return Thread(
        told=tuple(ordered),
        fresh=fresh,
        remembered=tuple(dict.fromkeys(remembered)),
        places=frozenset(places),
    )


def _everyone(story: Story) -> tuple[Article, ...]:
    return (*story.articles, *(article for article, _ in story.copies))


def without(story: Story, paths: Collection[str], taken: Collection[str] = ()) -> Story | None:
    """The story without these articles, None if nothing is left. A copy of one that goes stands in its place. taken:
    ids that other stories have."""
    if not any(article.path in paths for article in _everyone(story)):
        return story
    articles: list[Article] = []
    copies: list[tuple[Article, Copy]] = []
    for article in story.articles:
        hung = [(one, copy) for one, copy in story.copies if copy.of == article.path and one.path not in paths]
        if article.path in paths and hung:
            article, hung = hung[0][0], [(one, replace(copy, of=hung[0][0].path)) for one, copy in hung[1:]]
        if article.path not in paths:
            articles.append(article)
            copies += hung
    if not articles:
        return None
    groups = (tuple(path for path in group if path not in paths) for group in story.independent)
    return replace(
        story,
        id=_name(articles[0].text_sha256, taken) if articles[0] is not story.articles[0] else story.id,
        articles=tuple(articles),
        copies=tuple(copies),
        independent=tuple(group for group in groups if group),
        day=day_of([*articles, *(one for one, _ in copies)]),
    )


def _name(text_sha256: str, taken: Collection[str]) -> str:
    digest, size = sha256(text_sha256.encode()).hexdigest(), 10
    while "t" + digest[:size] in taken and size < len(digest):
        size += 1
    return "t" + digest[:size]
