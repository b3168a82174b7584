"""Whether one passage carries all that another claims, in whatever words, and perhaps more.

`paraphrase.same` asks how alike two passages are; a long sentence that reports a short one's news among other things is
not alike. What is asked here has a direction: how much of what the first tells stands in the second. Its names alone
do not count, since every sentence of a story holds them: what is said of them must be shared too. Three things carry a
claim: enough of its words; the words that somebody was quoted with; and, in two articles' opening sentences, the toll.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import fsum

from briefing import language
from briefing.compose.sentences.numbers.agreement import agree
from briefing.compose.sentences.numbers.kinds import growing, kinds_of
from briefing.compose.sentences.numbers.quantities import Quantity
from briefing.compose.sentences.paraphrase import (
    ComparedPassage,
    Framed,
    conflict,
    is_person,
    other_speaker,
    shared_nats,
)
from briefing.compose.sentences.standalone import inside_quotation
from briefing.compose.sentences.terms import cues, terms
from briefing.compose.sentences.tuning import CARRIED
from briefing.model import Passage, Sentence


@dataclass(frozen=True, slots=True)
class Held:
    """What a passage holds of what another tells, names left out: told: the share of its information; nats: of it."""

    told: float
    nats: float


def held(one: ComparedPassage, other: ComparedPassage) -> Held:
    """What the second holds of what the first tells."""
    weight = one.terms.weights.__getitem__
    told = one.terms.content - one.name_stems - other.name_stems
    shared = fsum(map(weight, told & other.terms.content))
    whole = fsum(map(weight, told))
    return Held(shared / (whole or 1.0), shared)


def held_share(one: ComparedPassage, other: ComparedPassage) -> float:
    """The share of the first one's information that the second holds."""
    return shared_nats(one, other) / (one.terms.weight or 1.0)


def carries(one: ComparedPassage, other: ComparedPassage, *, compare_speakers: bool = True) -> str:
    """Why the second passage says all that the first claims; "" if it does not."""
    if held_share(one, other) < CARRIED.all or shared_nats(one, other) < CARRIED.fewest:
        return ""
    found = held(one, other)
    if found.nats < CARRIED.fewest:
        return ""
    support = CARRIED.figure * _figures(one, other)
    if found.told + support < CARRIED.told or conflict(one, other, compare_speakers=False):
        return ""
    if (compare_speakers and _other_voice(one, other)) or set_apart(one, other):
        return ""
    return f"it holds {found.told:.0%} of what the other tells"


def _other_voice(one: ComparedPassage, other: ComparedPassage) -> bool:
    """Whether the second leaves to somebody else what the first says. Who tells what happened, a body, an office or the
    article, makes no difference, as long as it is nothing about the one who tells it and nobody's own words; what a
    person alone is said to say is no news of the article's own."""
    if one.speaker and other.speaker and _one_voice(one, other):
        return False
    if not one.attributed and not other.attributed:
        return False
    if any(
        is_person(a.speaker, a.language) and (not b.attributed or is_person(b.speaker, b.language))
        for a, b in ((one, other), (other, one))
    ):
        return True
    return not (_tells_what_happened(one) and _tells_what_happened(other))


def _one_voice(one: ComparedPassage, other: ComparedPassage) -> bool:
    """Whether the same person or body answers for both, one perhaps by office ("the governor") and one by name."""
    if not other_speaker(one.speaker or "", other.speaker or "", one.language):
        return True
    if is_person(one.speaker, one.language) == is_person(other.speaker, other.language):
        return False
    person, office = (one, other) if is_person(one.speaker, one.language) else (other, one)
    roles = " ".join(speech.role or "" for speech in person.speech)
    return bool(terms(roles, one.language).content & terms(office.speaker or "", one.language).content)


def _tells_what_happened(item: ComparedPassage) -> bool:
    """Whether a passage quotes nobody and says nothing of the one who answers for it ("he", "we")."""
    own = cues(item.language, "own" if is_person(item.speaker, item.language) else "own_of_a_body")
    quoted = any(speech.quote in ("direct", "mixed") for speech in item.speech)
    return not item.attributed or (bool(own) and not quoted and own.isdisjoint(item.word_set))


def harm_of(item: ComparedPassage) -> frozenset[str]:
    """The kinds of harm that a passage reports: killed, injured …"""
    kinds = kinds_of(item.language)
    return frozenset(kind for word in item.word_set if (kind := kinds.get(word)))


def set_apart(one: ComparedPassage, other: ComparedPassage) -> str:
    """Why two passages that share most of their words make two claims all the same; "" if nothing says that they do."""
    if _is_over(one, other):
        return "one says that it is over"
    if harm := sorted(harm_of(one) - harm_of(other)):
        return f"only one reports what it counts as {harm[0]}"
    return "they put other words into one frame" if _another_thing(one, other) else ""


def _is_over(one: ComparedPassage, other: ComparedPassage) -> bool:
    """Whether only one of the two says that something is no more."""
    over = cues(one.language, "over")
    return over.isdisjoint(one.word_set) != over.isdisjoint(other.word_set)


def _another_thing(one: ComparedPassage, other: ComparedPassage) -> bool:
    """Whether the two put different words into one frame: "pulled a girl alive", "pulled a dog alive"."""
    mine, there = _unlike(one, other), _unlike(other, one)
    put = {x[2] for x in mine for y in there if x[:2] == y[:2] or x[1::2] == y[1::2]}
    return len(put) >= CARRIED.other_words  # one may be another word for the same


def _unlike(one: ComparedPassage, other: ComparedPassage) -> list[Framed]:
    """The words that carry meaning and that the other does not hold: the two before each, itself, the one after it."""
    missing = one.terms.content - other.terms.content
    return [framed for stem, framed in one.frames if stem in missing] if missing else []


def _figures(one: ComparedPassage, other: ComparedPassage) -> int:
    """How many of the first one's figures stand in the second, two at most."""
    found = sum(any(agree(a, b) and a.unit == b.unit for b in other.figures) for a in one.figures)
    return min(CARRIED.figures, found)


@dataclass(frozen=True, slots=True)
class QuotedWords:
    """The words with which a passage quotes somebody, where they are its claim. weight: in nats."""

    words: Sequence[str]
    weight: float
    language: str | None


def quoted_words(passage: Passage) -> QuotedWords | None:
    """None where a passage quotes nobody, or too little to be its claim."""
    lang = passage.article.language
    quoted = " ".join(_quoted(sentence) for sentence in passage.sentences)
    if not quoted.strip():
        return None
    said, whole = terms(quoted, lang), terms(passage.text, lang)
    if said.weight < CARRIED.quoted_nats or said.weight < CARRIED.quoted_part * whole.weight:
        return None
    return QuotedWords(language.words(quoted, lang), said.weight, lang)


def quotes(one: QuotedWords, other: Passage) -> str:
    """Why a passage has the words with which another quotes somebody; "" if it has not."""
    run = longest_run(one.words, terms(other.text, one.language).words)
    kept = terms(" ".join(run), one.language).weight
    return (
        f'the same words are quoted ("{" ".join(run[: CARRIED.shown])} …")' if kept >= CARRIED.run * one.weight else ""
    )


def _quoted(sentence: Sentence) -> str:
    """What a sentence quotes: all of it, where a quotation goes on that another sentence opens."""
    found = inside_quotation(sentence.text)
    return found or (sentence.text if sentence.speech.quote == "direct" else "")


def longest_run(one: Sequence[str], other: Sequence[str]) -> Sequence[str]:
    """The longest run of words that both hold."""
    places: dict[str, list[int]] = {}
    for at, word in enumerate(other):
        places.setdefault(word, []).append(at)
    best, end = 0, 0
    before: dict[int, int] = {}  # where a run ends in the other → its words, of runs that end at the word before
    for place, word in enumerate(one, 1):
        row = {at: before.get(at - 1, 0) + 1 for at in places.get(word, ())}
        longest = max(row.values(), default=0)
        if longest > best:
            best, end = longest, place
        before = row
    return one[end - best : end]


def one_toll(mine: Sequence[Quantity], others: Sequence[Quantity]) -> str:
    """Why two sentences that open articles of one event give one toll of it; "" if they do not."""
    for a, b in _tolls(mine, others):
        if a.figure.high and agree(a.figure, b.figure) and not (a.days and b.days and not a.days & b.days):
            return f"both open with the same count of {a.kind}"
    return ""


def _tolls(mine: Sequence[Quantity], others: Sequence[Quantity]) -> Iterator[tuple[Quantity, Quantity]]:
    for a in mine:
        if growing(a.kind, a.article.language):
            yield from ((a, b) for b in others if b.kind == a.kind)
