"""When two figures count the same thing, and whether at one moment: the same kind and unit, of nothing that is said to
be elsewhere or of another day, in sentences that share enough of what they say."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import lru_cache

from briefing import language
from briefing.compose.sentences.numbers.kinds import growing, moving
from briefing.compose.sentences.numbers.quantities import Quantity
from briefing.compose.sentences.paraphrase import likeness, names_differ, said
from briefing.compose.sentences.terms import Terms, terms
from briefing.compose.sentences.tuning import COUNT
from briefing.model import Passage

CountKey = tuple[str, str, str]  # kind, noun, unit


def key(quantity: Quantity) -> CountKey:
    """What two quantities must have in common to be compared at all: kind, noun, unit."""
    noun = "" if quantity.kind and _is_people(quantity) else quantity.noun
    return (quantity.kind, noun, quantity.figure.unit)


def _is_people(quantity: Quantity) -> bool:
    return not quantity.noun or quantity.noun in _people(quantity.article.language)


@lru_cache(maxsize=64)
def _people(lang: str | None) -> frozenset[str]:
    table = language.table("figures", lang) or language.table("figures", "en")
    return frozenset(language.stem(word, lang) for word in table.get("people", ()))


def same_quantity(a: Quantity, b: Quantity) -> bool:
    """Do two figures count the same thing at one moment? Kind, noun and unit are known to agree (see `key`)."""
    return one_moment(a, b) and counts_the_same(a, b)


def counts_the_same(a: Quantity, b: Quantity) -> bool:
    """Do two figures count the same thing, be it at different times? Kind, noun and unit are known to agree."""
    if a.article.path == b.article.path and a.sentence == b.sentence:
        return False
    shared_stems = a.terms.content & b.terms.content
    if bool(a.terms.denied & shared_stems) != bool(b.terms.denied & shared_stems) or a.scope != b.scope:
        return False
    if _elsewhere(a, b) or (a.days and b.days and not a.days & b.days) or _of_another_whole(a, b):
        return False
    if not _comparable(a, b):
        return False
    beside = {a.noun, b.noun} | _people(a.article.language)
    shared = sum(a.terms.weights[stem] for stem in sorted(shared_stems - beside))
    if not a.figure.high or not b.figure.high:
        return bool(a.kind) and _one_event(a, b)
    if a.kind:
        return shared >= COUNT.event
    if likeness(a.terms, b.terms)[0] < COUNT.alike or not a.near & b.near - beside:
        return False
    return not names_differ(*(said(Passage(q.article, q.sentence, q.sentence)) for q in (a, b)))


def _one_event(a: Quantity, b: Quantity) -> bool:
    """Whether nobody and somebody are counted of one event, by what the sentences and those before them share: "There
    were no injuries" says nothing of it itself."""
    one, other = _with_before(a), _with_before(b)
    return sum(one.weights[stem] for stem in sorted(one.content & other.content)) >= COUNT.nobody


def _with_before(quantity: Quantity) -> Terms:
    """The terms of the figure's sentence and of the one before."""
    near = quantity.article.sentences[max(0, quantity.sentence - 1) : quantity.sentence + 1]
    return terms(" ".join(sentence.text for sentence in near), quantity.article.language)


def _elsewhere(a: Quantity, b: Quantity) -> bool:
    """Does each sentence name a place of its own, and neither hold all of the other's ("a Velm bus", "in Velm")?"""
    if not a.places or not b.places or a.places & b.places:
        return False
    return not (a.places <= _words(b) or b.places <= _words(a))


def _words(quantity: Quantity) -> frozenset[str]:
    return frozenset(quantity.terms.words)


def _of_another_whole(a: Quantity, b: Quantity) -> bool:
    """Are two shares of different wholes ("80 percent of precincts", "52 percent"), or two sums of different things
    ("in taxes", "in income")?"""
    if a.share_of and b.share_of:
        return a.share_of != b.share_of
    return a.figure.unit == "%" and any(
        one.share_of and one.share_of not in other.terms.content for one, other in ((a, b), (b, a))
    )


def _comparable(a: Quantity, b: Quantity) -> bool:
    """Whether the values are of one order: what is many times another is seldom a count of the same."""
    most = COUNT.apart * (2 if a.kind else 1)
    low, high = sorted((a.figure.high, b.figure.high))
    if not low:
        return bool(a.kind)  # nobody against some
    return high <= most * max(low, 1e-9)


def one_moment(a: Quantity, b: Quantity) -> bool:
    """Whether both could be counts of one moment: a toll of another day has moved on; other figures of another day
    count the same only if the sentences name the same day."""
    one, two = a.article.published, b.article.published
    if one is None or two is None:
        return True
    if one.day == two.day:
        return not (growing(a.kind, a.article.language) and _grew(a, b))
    if growing(a.kind, a.article.language):
        return False
    return bool(a.days & b.days)


def _grew(a: Quantity, b: Quantity) -> bool:
    """Whether the higher of two counts of one day is so much later that it has grown since the lower one; either of
    them, where the kind may fall."""
    low, high = sorted((a, b), key=lambda quantity: quantity.figure.high)
    one, two = low.article.published, high.article.published
    if one is None or two is None or one.precision != "second" or two.precision != "second":
        return False
    waited = datetime.fromisoformat(two.value) - datetime.fromisoformat(one.value)
    if moving(a.kind, a.article.language):
        waited = abs(waited)
    return bool(low.figure.high) and waited >= timedelta(hours=COUNT.grown_hours)
