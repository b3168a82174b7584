"""What earlier editions printed and a source no longer says: it was changed, withdrawn or put right by its outlet.

    source changed     the file or address holds another text today (also where what the address had on an earlier day
                       is kept too), which says otherwise what was printed: another figure, name or day, a denial. What
                       is only moved, added or worded anew is none; nor is a text that is dated anew and carries no note
                       that it was corrected: there the news went on.
    source withdrawn   the config names it, its outlet says so, or its file is gone while those that lay beside it, and
                       none of them newer, are still there (who clears a folder begins with the oldest)
    superseded         the outlet corrects it in an article of its own

A statement that another independent source of its edition still says is none, where its source was withdrawn.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Literal

from briefing import language
from briefing.compose.changes.past import EarlierSource, Past
from briefing.compose.changes.tuning import CHANGES
from briefing.compose.sentences.claims import claim, compare, of_words
from briefing.compose.sentences.paraphrase import ComparedPassage, conflict, likeness
from briefing.compose.sentences.passages import passages
from briefing.compose.stories.independence import name_key, outlet_key
from briefing.language import plain
from briefing.language.cues import CueMatcher
from briefing.model import Article, CitedSource, Passage, Sentence, Statement
from briefing.text import Span

Why = Literal["source changed", "source withdrawn", "superseded"]
_DAY = re.compile(r"\d{4}-\d\d-\d\d")  # in a path: the day on which a file was received
NOTE = 200  # characters of a block that may be a note
SHORT = 4  # sentences of an article that may be nothing but such a note
OPENING = 8  # words among which a note says what it is
AGAINST = ("another figure", "another day", "another name", "negation", "the opposite")  # reasons of `conflict`


@dataclass(frozen=True, slots=True)
class Wrong:
    """A statement of an earlier edition that no longer stands. now: what its source says today."""

    place: EarlierSource
    statement: Statement
    why: Why
    now: Passage | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Today:
    """The files of the day, as far as corrections look at them. openings: every article that was read, also those that
    do not count for the day; withdrawn: paths, addresses and digests that the config names; replaced: the digest of a
    text → the article that was received from its address on the last of several days, with another text."""

    openings: Sequence[Article] = ()
    withdrawn: Collection[str] = ()
    paths: Mapping[str, Article] = field(default_factory=dict)
    texts: frozenset[str] = frozenset()
    replaced: Mapping[str, Article] = field(default_factory=dict)


def today(openings: Sequence[Article], withdrawn: Collection[str]) -> Today:
    """What is there today, without what the config withdraws."""
    there = [one for one in openings if not is_withdrawn(one, withdrawn)]
    paths = {key: one for one in there for key in (one.path, *([one.url.value] if one.url else []))}
    return Today(
        openings=openings,
        withdrawn=withdrawn,
        paths=paths,
        texts=frozenset(one.text_sha256 for one in there),
        replaced=_replaced(there),
    )


def _replaced(there: Sequence[Article]) -> dict[str, Article]:
    """The texts that their address no longer has: digest → what it had on the last day on which it was received."""
    by_address: dict[str, list[tuple[str, Article]]] = {}
    for one in there:
        days = _DAY.findall(one.path) if one.url else []
        if one.url and days:
            by_address.setdefault(one.url.value, []).append((days[-1], one))
    found: dict[str, Article] = {}
    for received in by_address.values():
        last, newest = max(received, key=lambda item: (item[0], item[1].path))
        now = {one.text_sha256 for day, one in received if day == last}
        if len(now) == 1:
            found |= {one.text_sha256: newest for _, one in received if one.text_sha256 not in now}
    return found


def is_withdrawn(article: Article, withdrawn: Collection[str]) -> bool:
    """Does the config name this article: its path, the file that holds it, its address, a digest?"""
    names = {article.path, article.path.rsplit("#", 1)[0], article.source.sha256, article.text_sha256}
    return bool(withdrawn) and bool((names | ({article.url.value} if article.url else set())) & set(withdrawn))


@dataclass(frozen=True, slots=True)
class Suspects:
    """Sources of earlier editions whose statements are looked at again. changed: the source → the path of what stands
    in its place; withdrawn: those that are no more."""

    changed: Mapping[EarlierSource, str] = field(default_factory=dict)
    withdrawn: frozenset[EarlierSource] = frozenset()


def suspects(past: Past, now: Today) -> Suspects:
    """The sources of earlier editions that are not what they were. Time: the sources of all these editions."""
    changed: dict[EarlierSource, str] = {}
    withdrawn: set[EarlierSource] = set()
    for number, earlier in enumerate(past.editions):
        for source in earlier.edition.sources:
            place = EarlierSource(number, source.number)
            if _named(source, now.withdrawn):
                withdrawn.add(place)
            elif newer := now.replaced.get(source.text_sha256):
                changed[place] = newer.path
            elif source.text_sha256 in now.texts:
                continue
            elif found := now.paths.get(source.path) or (now.paths.get(source.url) if source.url else None):
                changed[place] = found.path
            elif _taken_away(source, earlier.edition.sources, now):
                withdrawn.add(place)
    return Suspects(changed, frozenset(withdrawn))


def _named(source: CitedSource, withdrawn: Collection[str]) -> bool:
    names = {source.path, source.path.rsplit("#", 1)[0], source.sha256, source.text_sha256, source.url}
    return bool(names & set(withdrawn))


def _taken_away(source: CitedSource, beside: Sequence[CitedSource], now: Today) -> bool:
    """Is its file gone, and not with those that lay beside it? Files that are older are there still, or of one age."""
    if source.published is None or any(copy.path in now.paths for copy in source.copies):
        return False
    folder = _folder(source.path)
    left = [one for one in beside if _folder(one.path) == folder and one.number != source.number]
    there = [one for one in left if one.path in now.paths]
    no_newer = [one for one in there if one.published and one.published[:10] <= source.published[:10]]
    return bool(no_newer) and 2 * len(there) >= len(left)


def _folder(path: str) -> str:
    """Where an article lies: its folder, or the file that holds it with others."""
    outer, inside, _ = path.partition("#")
    return outer if inside and outer.endswith(("l", ".xml", ".rss")) else outer.rpartition("/")[0]


# --- statement by statement -----------------------------------------------------------------------------------------


def wrong(past: Past, found: Suspects, articles: Mapping[str, Article], fresh: Sequence[Article]) -> tuple[Wrong, ...]:
    """The statements that no longer stand and were not corrected before, the newest edition's first. articles: those
    that stand in the place of changed sources, whole; fresh: articles of the day that no earlier edition had."""
    seen = set(past.taken_back)
    made: list[Wrong] = []
    notices = _Notices(fresh)
    for number, earlier in enumerate(past.editions):
        for story in earlier.edition.stories:
            for statement in story.statements:
                if statement.id in seen or not statement.citations:
                    continue
                one = _judged(
                    past, EarlierSource(number, statement.citations[0].source), statement, found, articles, notices
                )
                if one is not None:
                    seen.add(statement.id)
                    made.append(one)
    return tuple(made)


def _judged(
    past: Past,
    place: EarlierSource,
    statement: Statement,
    found: Suspects,
    articles: Mapping[str, Article],
    notices: _Notices,
) -> Wrong | None:
    source = past.source(place)
    if place in found.withdrawn:
        others = [EarlierSource(place.edition, one.source) for one in statement.citations[1:]]
        stands = statement.corroborated_by and any(other not in found.withdrawn for other in others)
        return None if stands else Wrong(place, statement, "source withdrawn")
    if place in found.changed and found.changed[place] in articles:
        return _changed(place, statement, source, articles[found.changed[place]], past.editions[place.edition].day)
    now = notices.against(statement, source)
    return None if now is None else Wrong(place, statement, "superseded", now)


def _changed(
    place: EarlierSource, statement: Statement, source: CitedSource, article: Article, day: str
) -> Wrong | None:
    """What a changed source says otherwise."""
    noted = has_note(article)
    if not noted and _dated_after(article, day):
        return None
    kept = plain(article.body.string)
    said_now = [one for one in passages(article) if plain(one.text) not in plain(source.text)]
    code = statement.language or source.language
    lost = [one for one in _sentences(statement.text, code) if one not in kept]
    for words in lost:
        for passage in said_now:
            if _otherwise(words, passage, statement, code):
                return Wrong(place, statement, "source changed", passage)
    return Wrong(place, statement, "source changed") if lost and noted and not _reworded(lost, said_now, code) else None


def _otherwise(words: str, passage: Passage, statement: Statement, code: str | None) -> bool:
    """Does the passage say of the same thing what cannot be true with these words?"""
    old, new = of_words(words, code, speaker=statement.speaker), claim(passage)
    if compare(old, new, compare_speakers=False).kind in ("contradicts", "updates"):
        return True
    dice, _ = likeness(old.said.terms, new.said.terms)
    return dice >= CHANGES.edited and _against(old.said, new.said)


def _against(old: ComparedPassage, new: ComparedPassage) -> bool:
    return conflict(old, new, compare_speakers=False) in AGAINST


def _reworded(lost: Sequence[str], now: Sequence[Passage], code: str | None) -> bool:
    """Does the text still say all of it, in other words?"""
    return all(
        any(
            compare(of_words(words, code), claim(passage), compare_speakers=False).kind in ("same", "adds")
            for passage in now
        )
        for words in lost
    )


def _sentences(text: str, code: str | None) -> list[str]:
    """The sentences of a statement, white space folded."""
    return [plain(span.of(text)) for span in language.sentence_spans(text, Span(0, len(text)), code)]


def _dated_after(article: Article, day: str) -> bool:
    dates = [when.day for when in (article.published, article.updated) if when is not None and not when.inferred]
    return bool(dates) and max(dates) > day


# --- what outlets say of their own reports --------------------------------------------------------------------------


@lru_cache(maxsize=64)
def _cues(lang: str | None) -> CueMatcher:
    return CueMatcher(dict(language.table("corrections", lang)))


def has_note(article: Article) -> bool:
    """Does the article carry a note in which its outlet corrects it?"""
    return bool(_notes(article))


def _notes(article: Article) -> list[Passage]:
    """The sentences of such notes, which are set aside as no part of the report."""
    text, code = article.body.string, article.language
    found: list[Passage] = []
    for number, block in enumerate(article.blocks):
        words = language.words(block.span.of(text)[:NOTE], code) if not block.kept else ()
        if any(at < OPENING for at in _cues(code).find(words).get("notes", ())):
            spans = language.sentence_spans(text, block.span, code)
            said = tuple(Sentence(span=span, text=plain(span.of(text)), block=number) for span in spans)
            whole = replace(article, sentences=said)
            found += [Passage(whole, at, at) for at in range(len(said))]
    return found


def may_be_a_notice(opening: Article) -> bool:
    """Is it worth reading whole: does its title say that it is a correction, or has it hardly a sentence of prose?"""
    return len(opening.sentences) < SHORT or _is_notice(opening)


class _Notices:
    """Articles of the day in which an outlet takes back what it reported."""

    def __init__(self, fresh: Sequence[Article]) -> None:
        self._by_outlet: dict[str, list[Passage]] = {}
        self._retractions: list[Passage] = []
        for article in fresh:
            notes = _notes(article)
            own = [*notes, *passages(article)]
            if notes or _is_notice(article):
                self._by_outlet.setdefault(outlet_key(article), []).extend(own)
            self._retractions += [one for one in own if _retracts(one)]

    def against(self, statement: Statement, source: CitedSource) -> Passage | None:
        """The passage that takes the statement back."""
        code = statement.language or source.language
        for passage in self._by_outlet.get(name_key(source.publisher or ""), ()):
            if _otherwise(statement.text, passage, statement, code):
                return passage
        return next((one for one in self._retractions if _of_this(one, source)), None)


def _is_notice(article: Article) -> bool:
    """Does its title, or its first words, say that it is a correction?"""
    texts = [article.title.value] if article.title else []
    texts += [sentence.text for sentence in article.sentences[:1]]
    return any(
        any(at < 3 for at in _cues(article.language).find(language.words(text, article.language)).get("notes", ()))
        for text in texts
    )


def _retracts(passage: Passage) -> bool:
    found = _cues(passage.article.language).find(language.words(passage.text, passage.article.language))
    return bool(found.get("retracted")) and bool(found.get("reports"))


def _of_this(passage: Passage, source: CitedSource) -> bool:
    """Does a passage that says that a report was taken back name the outlet of this source, and its matter?"""
    name = (source.publisher or "").casefold().removeprefix("the ")
    if not name or name not in passage.text.casefold():
        return False
    matter = of_words(source.title or source.text[:NOTE], source.language).said.terms
    whole = of_words(_opening(passage.article), passage.article.language).said.terms
    shared = matter.content & whole.content
    return sum(matter.weights[stem] for stem in sorted(shared)) >= CHANGES.fewest


def _opening(article: Article) -> str:
    title = article.title.value if article.title else ""
    return " ".join([title, *(sentence.text for sentence in article.sentences[:3])])


def changed_paths(found: Suspects) -> Iterator[str]:
    """The paths of the articles that stand in the place of changed sources."""
    yield from dict.fromkeys(found.changed.values())
