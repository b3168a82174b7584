"""What changed in a story since an earlier edition: figures that are others by now, and how things stand.

Figures come from the articles of both; what the story said before is the statement that an earlier edition printed
first of it, or the one that a new statement overtakes or contradicts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import fsum

from briefing import language
from briefing.compose.changes.moved_days import moved_days
from briefing.compose.changes.news import News, Series
from briefing.compose.changes.opposite_states import is_opposite
from briefing.compose.changes.past import EarlierSource, EarlierStory
from briefing.compose.changes.tuning import CHANGES
from briefing.compose.sentences import counts
from briefing.compose.sentences.claims import Claim, Comparison, claim, compare, of_words
from briefing.compose.sentences.currency import looks_ahead
from briefing.compose.sentences.numbers.agreement import agree
from briefing.compose.sentences.numbers.quantities import Quantity, quantities
from briefing.compose.sentences.slices import Slice
from briefing.compose.sentences.terms import Terms
from briefing.model import Passage, Statement, When

FIGURES = '"'  # what the reason of a comparison begins with that figures decide
HEAD = 160  # characters of a text that is not at hand, its title included, among which its first sentence begins
UNRELATED = Comparison("unrelated", "")
CHANGED_BY = "change"  # the scope of a figure that says by how much something changed
STATE = "state_of_things"  # the label of what is no figure


@dataclass(frozen=True, slots=True)
class Was:
    """What a story said: words of an earlier text, or a statement as it was printed. place: its source then; opens: do
    they stand at the head of their text?"""

    words: Slice | Statement
    place: EarlierSource
    opens: bool = False


@dataclass(frozen=True, slots=True)
class UncitedChange:
    """A change that is not cited yet. about: words that say what of, STATE where it is no figure."""

    about: Slice | str
    before: Was
    after: Slice


def turns(found: News, printed: Sequence[Passage], series: Series) -> tuple[UncitedChange, ...]:
    """What changed in a story that goes on, figures first. printed: its passages in the order of print."""
    if found.since != "developing":
        return ()
    figures = list(_figures(found, printed, series))[: CHANGES.figures]
    days = list(_days(found, series))[: CHANGES.days]
    states = list(_states(found, printed, series))[: CHANGES.states]
    return (*figures, *days, *states)


# --- figures --------------------------------------------------------------------------------------------------------


def _figures(found: News, printed: Sequence[Passage], series: Series) -> Iterator[UncitedChange]:
    """Counts of the same thing with other values. A value that the new articles still give is none that changed."""
    new = [quantity for article in found.fresh.articles for quantity in quantities(article)]
    new.sort(key=lambda quantity: not any(_within(quantity, passage) for passage in printed))
    old = [quantity for article in found.before if series.place(article) for quantity in quantities(article)]
    seen: list[Quantity] = []
    for after in new:
        if any(counts.key(after) == counts.key(other) and agree(after.figure, other.figure) for other in seen):
            continue
        before = next((other for other in old if _changed(other, after) and not _still(other, new)), None)
        place = series.place(before.article) if before else None
        if before is not None and place is not None and not _still(after, old):
            seen.append(after)
            about = Slice(after.article, after.about)
            yield UncitedChange(about, Was(Slice(before.article, before.span), place), Slice(after.article, after.span))


def _within(quantity: Quantity, passage: Passage) -> bool:
    return passage.article.path == quantity.article.path and passage.first <= quantity.sentence <= passage.last


def _changed(before: Quantity, after: Quantity) -> bool:
    return (
        before.article.language == after.article.language
        and counts.key(before) == counts.key(after)
        and not agree(before.figure, after.figure)
        and _of_one_thing(before, after)
    )


def _one_thing(a: Quantity, b: Quantity) -> bool:
    """Do two figures of one key count the same thing? Also where the same words stand beside both ("14 people have
    fallen ill"), whatever else their sentences say."""
    if counts.counts_the_same(a, b):
        return True
    if not _may_be_one(a, b):
        return False
    return _beside(a, b) >= CHANGES.beside


def _of_one_thing(a: Quantity, b: Quantity) -> bool:
    """The same of a figure of today and one of an earlier day, where it suffices that they are of one kind, that little
    beside them and much of their sentences is shared, or very much of them, or most of the little beside one of them
    ("the number of homes without power")."""
    if _one_thing(a, b):
        return True
    if not _may_be_one(a, b) or a.scope != b.scope or not (_named(b.places, a) and _named(a.places, b)):
        return False
    around = _weight(a.terms, (a.terms.content & b.terms.content) - {a.noun, b.noun})
    if a.kind:
        return around >= CHANGES.toll
    if a.figure.unit or not a.noun:
        return False
    beside, whole = _beside(a, b), min(_weight(one.terms, one.near - {one.noun}) for one in (a, b))
    together = around >= CHANGES.together or beside >= CHANGES.most_beside * whole
    return (beside >= CHANGES.hardly and together) or around >= CHANGES.very_much


def _named(places: Iterable[str], other: Quantity) -> bool:
    """Does the article of another figure name all of these places?"""
    words = language.words(other.article.body.string, other.article.language)
    return set(places) <= {word.lower() for word in words}


def _may_be_one(a: Quantity, b: Quantity) -> bool:
    """Does nothing say that two figures of one key count different things?"""
    low, high = sorted((a.figure.high, b.figure.high))
    if CHANGED_BY in a.scope ^ b.scope or not low or high > CHANGES.apart * low:
        return False
    return not (
        (a.places and b.places and not a.places & b.places)
        or (a.terms.denied - b.terms.denied) & b.near
        or (b.terms.denied - a.terms.denied) & a.near
    )


def _beside(a: Quantity, b: Quantity) -> float:
    """Nats of the words that stand beside both figures."""
    return _weight(a.terms, (a.near & b.near) - {a.noun, b.noun})


def _still(quantity: Quantity, others: Sequence[Quantity]) -> bool:
    """Do other articles give this very value of the same thing?"""
    return any(
        counts.key(quantity) == counts.key(other)
        and agree(quantity.figure, other.figure)
        and _one_thing(quantity, other)
        for other in others
    )


def _days(found: News, series: Series) -> Iterator[UncitedChange]:
    """What is to be on another day than was said before."""
    old = [article for article in found.before if series.place(article)]
    for before, after in moved_days(found.fresh.articles, old):
        place = series.place(before.article)
        if place is not None:
            yield UncitedChange(STATE, Was(before.slice(after), place), after.slice(before))


# --- how things stand -----------------------------------------------------------------------------------------------


def _states(found: News, printed: Sequence[Passage], series: Series) -> Iterator[UncitedChange]:
    """What the story opened with before and opens with now; then what a new statement overtakes or contradicts."""
    if not printed:
        return
    before = list(_said_before(found, series))
    now = min(printed, key=lambda passage: passage.first)
    opening = _foretold(before, claim(now)) or _opened_with(before) or _opening(found, series)
    if opening is not None:
        yield UncitedChange(STATE, opening, _slice(now))
    taken = {id(opening)}
    for new in (claim(passage) for passage in printed if passage is not now and _asserts(passage)):
        for old, was in before:
            verdict = compare(old, new, compare_speakers=False) if id(was) not in taken else UNRELATED
            turned = verdict.kind in ("updates", "contradicts") and not verdict.reason.startswith(FIGURES)
            if turned or (id(was) not in taken and is_opposite(old, new)):
                taken.add(id(was))
                yield UncitedChange(STATE, was, _slice(new.passage))
                break


def _opened_with(before: Sequence[tuple[Claim, Was]]) -> Was | None:
    """The printed statement that stands at the head of its article."""
    return next((was for _, was in before if was.opens), None)


def _foretold(before: Sequence[tuple[Claim, Was]], now: Claim) -> Was | None:
    """The printed statement that looked ahead to what the story opens with now: it has a word that does, and half of
    what it says beside names stands in the opening, which has none, or the opposite of it does. None where none did, or
    the one that the story opened with looked ahead itself."""
    head = _opened_with(before)
    if _ahead(now) or any(was is head and _ahead(old) for old, was in before):
        return None
    held = [(_taken_up(old, now) or float(is_opposite(old, now)), was) for old, was in before if _ahead(old)]
    return max(held, key=lambda item: item[0])[1] if any(share for share, _ in held) else None


def _ahead(one: Claim) -> bool:
    return looks_ahead(one.said.terms.words, one.article.language)


def _taken_up(old: Claim, new: Claim) -> float:
    """The share of what a claim says, beside names, that another one says too; 0 where that is little."""
    terms = old.said.terms
    plain = terms.content - {language.stem(name, old.article.language) for name in terms.names}
    shared = _weight(terms, plain & new.said.terms.content)
    enough = shared >= CHANGES.taken_up and shared >= CHANGES.foretold * _weight(terms, plain)
    return shared / _weight(terms, plain) if enough else 0.0


def _weight(terms: Terms, stems: Iterable[str]) -> float:
    return fsum(terms.weights.get(stem, 0.0) for stem in sorted(stems))


def _said_before(found: News, series: Series) -> Iterator[tuple[Claim, Was]]:
    """The statements that the newest edition with the story in full printed of it, but for quotations and for what was
    taken back since or is today: that did not change. Where that story was of two matters, those of today's alone."""
    heads = {one.text_sha256: one.sentences[0].span.end for one in found.before if one.sentences}
    others = series.of_others(found.story)
    taken_back = series.past.taken_back | {one.statement.id for one in series.wrong}
    told = next((one for one in series.thread(found.story).told if one.statements), None)
    for statement in told.statements if told else ():
        places = [EarlierSource(told.edition, one.source) for one in statement.citations] if told else []
        if told is None or others.issuperset(places):
            continue
        if statement.quote != "direct" and statement.id not in taken_back:
            opens = statement.citations[0].start < heads.get(series.past.source(places[0]).text_sha256, HEAD)
            yield _claim(statement, told, series), Was(statement, places[0], opens)


def _opening(found: News, series: Series) -> Was | None:
    """What the newest earlier article opens with, where no statement from its head was printed or still stands."""
    dated = sorted(found.before, key=lambda one: one.published.value if one.published else "", reverse=True)
    for article in dated:
        place = series.place(article)
        if place is not None and article.sentences:
            return Was(Slice(article, article.sentences[0].span), place)
    return None


def _slice(passage: Passage) -> Slice:
    return Slice(passage.article, passage.span)


def _asserts(passage: Passage) -> bool:
    """Is it more than somebody's bare words?"""
    return any(sentence.speech.quote in ("none", "indirect") for sentence in passage.sentences)


def _claim(statement: Statement, told: EarlierStory, series: Series) -> Claim:
    """A printed statement as a claim, dated as its source was."""
    source = series.past.source(EarlierSource(told.edition, statement.citations[0].source))
    when = None
    if source.published is not None:
        when = When(
            value=source.published,
            precision="day" if len(source.published) == 10 else "second",
            origin=source.published_origin or "",
        ).in_zone(series.zone)
    return of_words(statement.text, statement.language or source.language, published=when, speaker=statement.speaker)
