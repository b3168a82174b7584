"""Which passages say the same thing, also in other words. Precise rather than complete.

Two passages are alike by the weighted share of the stems that they have in common (Dice; a word weighs its
information against a background of documents). They are not the same, however alike, where a figure, a day, a place
or another name stands against one, where one denies, doubts or merely plans what the other asserts, where the roles
are swapped, or where different people answer for them. Candidates come from an inverted index over rare stems, and a
passage is compared with the leaders of groups only (prefix filtering after Chaudhuri, Ganti, Kaushik, 2006).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from itertools import pairwise
from math import fsum

from briefing import language
from briefing.compose.sentences.numbers.agreement import agree
from briefing.compose.sentences.numbers.figures import Figure, figures
from briefing.compose.sentences.terms import Terms, cues, opposites, terms
from briefing.compose.sentences.tuning import PARAPHRASE
from briefing.language.memo import kept_for_the_same
from briefing.language.names import may_open_with
from briefing.model import Passage, Speech

Framed = tuple[str, str, str, str]  # two words, the word that they stand before, and the word after it


@dataclass(frozen=True, kw_only=True)
class ComparedPassage:
    """A passage made ready for comparison; what comparing asks of one passage alone is found once."""

    terms: Terms
    figures: tuple[Figure, ...]
    days: frozenset[str]
    speech: tuple[Speech, ...]
    language: str | None

    @cached_property
    def speaker(self) -> str | None:
        return next((speech.speaker for speech in self.speech if speech.speaker), None)

    @cached_property
    def attributed(self) -> bool:
        return any(speech.attributed for speech in self.speech)

    @cached_property
    def word_set(self) -> frozenset[str]:
        return frozenset(self.terms.words)

    @cached_property
    def said_names(self) -> frozenset[str]:
        """Names inside sentences, and rare words at their head."""
        rare = {word for word in self.terms.maybe if may_open_with(word, self.language)}
        return frozenset(self.terms.names) | rare

    @cached_property
    def every_name(self) -> frozenset[str]:
        """Names inside sentences, and all words with a capital at their head."""
        return frozenset(self.terms.names) | self.terms.maybe

    @cached_property
    def name_stems(self) -> frozenset[str]:
        return frozenset(language.stem(name, self.language) for name in self.every_name)

    @cached_property
    def voices(self) -> Sequence[str]:
        """The names of those who answer for it, each once."""
        return tuple(dict.fromkeys(speech.speaker for speech in self.speech if speech.speaker))

    @cached_property
    def bare_numbers(self) -> frozenset[str]:
        """Numbers in digits that are no figures: years, ages, parts of names."""
        values = {f"{value:g}" for figure in self.figures for value in (figure.low, figure.high)}
        return frozenset(number for number in self.terms.numbers if number not in values and len(number) < 9)

    @cached_property
    def sides(self) -> tuple[frozenset[int], frozenset[int]]:
        """The numbers of the pairs of opposites of which it holds words of the first side, and of the second."""
        return sides_of(self.word_set, self.language)

    @cached_property
    def frames(self) -> Sequence[tuple[str, Framed]]:
        """Each word of the content but the first, by its stem, with the words around it."""
        words = ("", "", *self.terms.words, "")
        stems = {word: language.stem(word, self.language) for word in self.word_set}
        return tuple(
            (stems[words[at]], (words[at - 2], words[at - 1], words[at], words[at + 1]))
            for at in range(3, len(words) - 1)
            if stems[words[at]] in self.terms.content
        )


@kept_for_the_same(most=8192)
def said(passage: Passage) -> ComparedPassage:
    text, lang = passage.text, passage.article.language
    return ComparedPassage(
        terms=_without_attribution(terms(text, lang), passage),
        figures=figures(text, lang),
        days=frozenset(
            mention.value for sentence in passage.sentences for mention in sentence.dates if "W" not in mention.value
        ),
        speech=tuple(sentence.speech for sentence in passage.sentences),
        language=lang,
    )


def _without_attribution(found: Terms, passage: Passage) -> Terms:
    """The terms without the words that only say who answers for it ("union leader Bo Carr said"): two remarks of one
    person share them, whatever they say."""
    lang = passage.article.language
    about: set[str] = set()
    for sentence in passage.sentences:
        speech = sentence.speech
        if speech.attributed:
            for words in (speech.speaker, speech.role, speech.cue):
                about |= terms(words or "", lang).content
    if not about & found.content:
        return found
    left = found.content - about
    return replace(found, content=left, weight=fsum(map(found.weights.__getitem__, left)))


def groups(passages: Sequence[Passage], *, compare_speakers: bool = True) -> tuple[int, ...]:
    """A group number for each passage: those that say the same thing share one.

    compare_speakers: what someone is said to say and what an article asserts itself are two things; False joins them
    too
    (for an editor who prints a thing once, whoever says it). The numbers count groups in the order of their first
    passage; which passages share a group does not depend on the order of the input. Time near linear in the input.
    """
    ready = [said(passage) for passage in passages]
    found: list[list[int]] = []
    leader_of: dict[tuple[object, ...], int] = {}
    index: dict[str, list[int]] = defaultdict(list)
    counts = Counter(stem for item in ready for stem in item.terms.content)
    order = sorted(
        range(len(passages)), key=lambda i: (-len(ready[i].terms.content), passages[i].text, passages[i].key)
    )
    for i in order:
        same_words = _fingerprint(ready[i], compare_speakers)
        known = leader_of.get(same_words)
        if known is None:
            known = _joined(ready, i, found, index, counts, compare_speakers)
            leader_of[same_words] = known if known is not None else len(found)
        if known is not None:
            found[known].append(i)
            continue
        for stem in _prefix(ready[i].terms, counts):
            index[stem].append(len(found))
        found.append([i])
    number = {i: group for group, members in enumerate(found) for i in members}
    names: dict[int, int] = {}
    return tuple(names.setdefault(number[i], len(names)) for i in range(len(passages)))


def _fingerprint(item: ComparedPassage, compare_speakers: bool) -> tuple[object, ...]:
    words = item.terms.words
    return (words, item.speaker, item.attributed) if compare_speakers else (words,)


def _prefix(row: Terms, counts: Counter[str]) -> Iterator[str]:
    """The rarest stems, one of which any passage that is alike must share."""
    left, total = row.weight, row.weight
    for stem in sorted(row.content, key=lambda stem: (counts[stem], stem)):
        yield stem
        left -= row.weights[stem]
        if left < total * PARAPHRASE.loose / (2 - PARAPHRASE.loose):
            return


def _joined(
    ready: Sequence[ComparedPassage],
    i: int,
    found: Sequence[Sequence[int]],
    index: dict[str, list[int]],
    counts: Counter[str],
    compare_speakers: bool,
) -> int | None:
    """The group that a passage joins: the one whose leader is most like it and whose members do not contradict it."""
    held: dict[int, float] = defaultdict(float)
    for stem in _prefix(ready[i].terms, counts):
        for group in index.get(stem, ())[: PARAPHRASE.postings]:
            held[group] += ready[i].terms.weights[stem]
    candidates = sorted(held, key=lambda group: (-held[group], group))[: PARAPHRASE.tried]
    best: tuple[float, int] | None = None
    for group in candidates:
        members = found[group]
        if not same(ready[i], ready[members[0]], compare_speakers=compare_speakers):
            continue
        if any(conflict(ready[i], ready[other], compare_speakers) for other in members[1 : 1 + PARAPHRASE.compared]):
            continue
        score = likeness(ready[i].terms, ready[members[0]].terms)[0]
        if best is None or score > best[0]:
            best = (score, group)
    return best[1] if best else None


def likeness(a: Terms, b: Terms) -> tuple[float, float]:
    """(Dice share, share of the shorter one's weight) of the stems that two passages have in common, 0..1 each."""
    return _likeness(a, b, a.content & b.content)


def _likeness(a: Terms, b: Terms, both: frozenset[str]) -> tuple[float, float]:
    """The same, where the stems that both have are known."""
    one, two = a.weight, b.weight
    if not both or not one or not two:
        return (0.0, 0.0)
    shared = fsum(map(min, map(a.weights.__getitem__, both), map(b.weights.__getitem__, both)))
    return (min(1.0, 2 * shared / (one + two)), min(1.0, shared / min(one, two)))


def shared_nats(a: ComparedPassage, b: ComparedPassage) -> float:
    """Nats of what both say, measured on the first."""
    return fsum(map(a.terms.weights.__getitem__, a.terms.content & b.terms.content))


def same(a: ComparedPassage, b: ComparedPassage, *, compare_speakers: bool = True) -> bool:
    """Whether two passages say the same thing."""
    one, two = a.terms, b.terms
    if one.words == two.words and one.words:
        return not (compare_speakers and _other_voice(a, b))
    both = one.content & two.content
    if len(both) < 3:
        return False
    dice, inside = _likeness(one, two, both)
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


def sides_of(words: frozenset[str], lang: str | None) -> tuple[frozenset[int], frozenset[int]]:
    """The numbers of a language's pairs of opposites of which words of the first side are there, and of the second."""
    pairs = opposites(lang)
    return (
        frozenset(number for number, (this, _) in enumerate(pairs) if not words.isdisjoint(this)),
        frozenset(number for number, (_, that) in enumerate(pairs) if not words.isdisjoint(that)),
    )


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
