"""Whether two passages say the same thing, and what speaks against it: figures, days, names, denials, voices."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise
from math import fsum

from briefing import language
from briefing.compose.sentences.numbers.agreement import agree
from briefing.compose.sentences.paraphrase.compared import ComparedPassage, likeness, likeness_of_shared, sides_of
from briefing.compose.sentences.terms import cues, terms
from briefing.compose.sentences.tuning import PARAPHRASE

_LEAST_ALIKE = min(PARAPHRASE.loose, PARAPHRASE.alike, PARAPHRASE.alike_day)


def same(a: ComparedPassage, b: ComparedPassage, *, compare_speakers: bool = True) -> bool:
    """Whether two passages say the same thing."""
    one, two = a.terms, b.terms
    if one.words == two.words and one.words:
        return not (compare_speakers and _other_voice(a, b))
    if 2 * min(one.weight, two.weight) < _LEAST_ALIKE * (one.weight + two.weight):
        return False  # one is so much longer that whatever they share is little of both
    both = one.content & two.content
    if len(both) < 3:
        return False
    dice, inside = likeness_of_shared(one, two, both)
    if not (
        dice >= (PARAPHRASE.alike_day if a.days & b.days else PARAPHRASE.alike)
        or (dice >= PARAPHRASE.loose and inside >= PARAPHRASE.contained)
    ):
        return False
    enough = inside * min(one.weight, two.weight) >= PARAPHRASE.fewest or dice >= PARAPHRASE.short
    return enough and not conflict(a, b, compare_speakers)


def conflict(a: ComparedPassage, b: ComparedPassage, compare_speakers: bool = True) -> str:
    """Why two passages that look alike do not say the same thing; "" if nothing speaks against it."""
    shared = a.terms.content & b.terms.content
    if bool(denied(a, shared)) != bool(denied(b, shared)):
        return "negation"
    if _other_certainty(a, b, shared):
        return "only one is certain"
    if a.days and b.days and not _days_agree(a.days, b.days):
        return "another day"
    if _figures_differ(a, b):
        return "another figure"
    if names_differ(a, b):
        return "another name"
    if turned(a, b):
        return "the opposite"
    if compare_speakers and _other_voice(a, b) and not _word_for_word(a, b):
        return "another voice"
    return ""


def denied(item: ComparedPassage, shared: frozenset[str]) -> frozenset[str]:
    """What one passage denies of what it shares with another."""
    return item.terms.denied & shared


def _other_certainty(a: ComparedPassage, b: ComparedPassage, shared: frozenset[str]) -> bool:
    """Whether one asserts a good part of what the other only doubts, plans or wishes."""
    if shared.isdisjoint(a.terms.doubted) and shared.isdisjoint(b.terms.doubted):
        return False
    if _doubted(a, shared) == _doubted(b, shared):
        return False
    turning = (a.terms.doubted ^ b.terms.doubted) & shared
    both = a.terms.doubted and b.terms.doubted
    return _share(a, turning, shared) > (PARAPHRASE.both_doubt if both else PARAPHRASE.doubt)


def _share(item: ComparedPassage, part: frozenset[str], whole: frozenset[str]) -> float:
    """The share of a part in the information of a whole."""
    weight = item.terms.weights.__getitem__
    return fsum(map(weight, part)) / (fsum(map(weight, whole)) or 1.0)


def _doubted(item: ComparedPassage, shared: frozenset[str]) -> bool:
    """Whether a good part of what two passages share is in one of them a plan, a wish or a rumour."""
    return _share(item, item.terms.doubted & shared, shared) > PARAPHRASE.doubt


def _word_for_word(a: ComparedPassage, b: ComparedPassage) -> bool:
    """Whether two quotations have the same words, and one leaves it to its surroundings who spoke: then the names of
    the speakers come from different places, and say little."""
    quoted = all(any(speech.quote in ("direct", "mixed") for speech in item.speech) for item in (a, b))
    named = all(item.speaker and not item.word_set.isdisjoint(language.words(item.speaker)) for item in (a, b))
    return quoted and not named and likeness(a.terms, b.terms)[0] >= PARAPHRASE.short


def _days_agree(a: frozenset[str], b: frozenset[str]) -> bool:
    """Whether some day of one is, or lies in, a day, month, year or range of the other."""
    return any(_within(one, two) or _within(two, one) for one in a for two in b)


def _within(day: str, span: str) -> bool:
    first, _, last = span.partition("/")
    return day.startswith(first) if not last else first <= day[: len(first)] <= last


def _figures_differ(a: ComparedPassage, b: ComparedPassage) -> bool:
    """Whether a figure of the one that has fewer stands in no form in the other, or years and plain numbers differ."""
    few, many = sorted((a, b), key=lambda item: len(item.figures))
    for figure in few.figures:
        alike = [other for other in many.figures if other.unit == figure.unit]
        if alike and not any(agree(figure, other) for other in alike):
            return True
    one, two = a.bare_numbers, b.bare_numbers
    if one <= two or two <= one:
        return False
    return not any(agree(x, y) and x.unit == y.unit for x in a.figures for y in b.figures)


def names_differ(a: ComparedPassage, b: ComparedPassage) -> bool:
    """Whether each names somebody or some place that the other does not. Where they have most of many names in common,
    each may add some."""
    one = _unshared(a, b)
    two = _unshared(b, a) if one else set()
    if not two:
        return False
    calendar = _calendar(a.language)
    if not (one & calendar and two & calendar):  # a day that only one of them names sets nothing apart
        one, two = one - calendar, two - calendar
    if not one or not two:
        return False
    common = max(len(a.said_names - one), len(b.said_names - two))
    few = common < PARAPHRASE.many_names or max(len(one), len(two)) > common
    return few or bool(_places_and_days(a) & one and _places_and_days(b) & two)


def _unshared(a: ComparedPassage, b: ComparedPassage) -> set[str]:
    left = a.said_names - b.word_set - b.every_name
    if not left:
        return set()
    stems, names = b.terms.content, b.every_name
    return {
        name
        for name in left - _voices(a, b)
        if language.stem(name, a.language) not in stems and not any(_one_name(name, other) for other in names)
    }


def _voices(a: ComparedPassage, b: ComparedPassage) -> set[str]:
    """The words of the names of those who answer for two passages."""
    return {word for name in (*a.voices, *b.voices) for word in _name_words(name, a.language)}


@lru_cache(maxsize=4096)
def _name_words(name: str, lang: str | None) -> frozenset[str]:
    return frozenset(language.words(name, lang))


def _one_name(one: str, other: str) -> bool:
    """Whether two spellings may be one name: "ark" and "arkansas", "vincente" and "vicente"."""
    short, long = sorted((one, other), key=len)
    if len(short) >= 3 and long.startswith(short):
        return True
    if len(short) < 6 or len(long) - len(short) > 1 or one[0] != other[0]:
        return False
    first = next((i for i, pair in enumerate(zip(short, long, strict=False)) if pair[0] != pair[1]), len(short))
    return short[first + (len(short) == len(long)) :] == long[first + 1 :]


def _places_and_days(item: ComparedPassage) -> set[str]:
    """Words after a preposition of place, weekdays and months."""
    words = item.terms.words
    before = cues(item.language, "place_words")
    calendar = _calendar(item.language)
    return {word for place, word in pairwise(words) if place in before} | {word for word in words if word in calendar}


@lru_cache(maxsize=64)
def _calendar(lang: str | None) -> frozenset[str]:
    """The names of weekdays and months."""
    data = language.data(lang)
    return frozenset(data.weekdays.keys() | data.months.keys())


def turned(a: ComparedPassage, b: ComparedPassage) -> bool:
    """Whether one says the opposite (rose, fell), or names the same two the other way round (A hit B, B hit A)."""
    this, that = a.sides
    here, there = b.sides if a.language == b.language else sides_of(b.word_set, a.language)
    if (this - that) & (there - here) or (that - this) & (here - there):
        return True
    if a.terms.passive != b.terms.passive:
        return False
    both = (a.said_names | b.said_names) & a.word_set & b.word_set
    if len(both) < 2:
        return False
    both = both - _calendar(a.language) - _voices(a, b)
    if not 2 <= len(both) <= 4:
        return False
    first = [word for word in dict.fromkeys(a.terms.words) if word in both]
    second = [word for word in dict.fromkeys(b.terms.words) if word in both]
    return first[:2] == second[:2][::-1]


def _other_voice(a: ComparedPassage, b: ComparedPassage) -> bool:
    """Whether different people answer for the two, or somebody for one and the article itself for the other."""
    if a.attributed != b.attributed:
        return True
    one, two = a.speaker, b.speaker
    return bool(one and two) and other_speaker(str(one), str(two), a.language)


@lru_cache(maxsize=4096)
def other_speaker(one: str, two: str, lang: str | None) -> bool:
    """Whether two names of speakers are of two: of people the last name says it, else any word in common."""
    first, second = terms(one, lang), terms(two, lang)
    if is_person(one, lang) and is_person(two, lang):
        return first.words[-1] != second.words[-1]
    return not (first.content & second.content)


@lru_cache(maxsize=4096)
def is_person(speaker: str | None, lang: str | None) -> bool:
    """Whether a speaker is named as people are: two words and more, with capitals, no article before them."""
    parts = (speaker or "").split()
    articles = language.table("names", lang).get("articles", ())
    named = len(parts) > 1 and parts[0][:1].isupper() and parts[-1][:1].isupper()
    return named and parts[0].lower() not in articles
