"""Whom a description means that no office settles: by a place ("the Marland Democrat"), as the only one who can be
meant ("the former candidate"), or as the author of a writing ("the letter")."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from briefing.prepare.speech.mentions import Mention, NamedPerson, Registry
from briefing.prepare.speech.phrases.naming import NamedSource
from briefing.prepare.speech.speakers import Speaker
from briefing.prepare.speech.words import lexicon as lx
from briefing.prepare.speech.words.lexicon import Lexicon, given_names, key

BRIEF = 3  # words of a description that points back
_FULL = 4  # words of a description of somebody: "la double médaillée olympique"
_NEAR = 2  # sentences in which the only one stands who can be meant, before the description's own
_BACK = 12  # sentences searched for somebody of a place
_BEHIND = 60  # characters behind a name in which its place stands
_PREFIX = 4  # letters that two cases of a noun share
_LETTERS = 3  # of a place's short form, that its full form begins with
_TAG = re.compile(r"\s*\(\s*(?:[A-Z]{1,3}[-–])?([A-Z][\w. ]*?)\.?\s*\)|,\s+[A-Z]{1,3}[-–]([A-Z][\w. ]*?)\.?,")
_OF = re.compile(r"\s+of\s+((?:[A-Z][\w'’-]+ ?)+)")


def means_one_person(found: NamedSource, words: Lexicon) -> bool:
    """Whether a description can mean one person who was named before: "the politician", but not "der Vater eines
    Schülers"."""
    bits, said = words.of(found.noun), found.name.lower().split()
    if found.plural or not bits & (lx.ROLE | lx.TITLE) or bits & lx.BODY or len(said) > _FULL:
        return False
    return len(said) <= BRIEF or not any(words.of(word) & (lx.PREPOSITION | lx.DETERMINER) for word in said[1:])


def called_before(
    lately: Iterable[Speaker], roles: Mapping[str, str], words: Lexicon, found: NamedSource
) -> Speaker | None:
    """ "the minister", "the ministry": the last one so called, of those who spoke, the last first."""
    office = lx.ROLE | (lx.TITLE if words.free_order else 0)
    for speaker in lately:
        role = roles.get(speaker.name, "").lower().replace("-", " ").split()
        if speaker.kind == "person" and words.of(found.noun) & office and named_so(found.noun, role, words):
            return speaker
        if speaker.kind == "body" and (found.noun == speaker.noun or found.noun in speaker.name.lower().split()):
            return speaker
        if speaker.noun == found.noun and speaker.kind == "described" and len(speaker.name) > len(found.name):
            return speaker if len(found.name.split()) == 2 else None
    return None


def are_people(subject: NamedSource, words: Lexicon) -> bool:
    """Whether "they" can stand for a subject: "pilots", but not "some"."""
    people = words.bits.get(subject.noun, 0) & lx.ROLES
    return bool(people) and subject.kind != "person" and subject.noun not in words.alone


def is_body(subject: NamedSource, words: Lexicon) -> bool:
    """Whether "it" can stand for a subject: "the harbour board"."""
    return bool(words.bits.get(subject.noun, 0) & lx.BODY) and subject.kind != "person"


def person_described(
    registry: Registry, words: Lexicon, sentence: int, at: int, found: NamedSource
) -> NamedPerson | None:
    """The person whom "the Marland Democrat" or "the former candidate" means, None if that is not sure.

    at: where in the sentence the description stands.
    """
    said = [word.strip(".,") for word in found.name.split()]
    aged = bool(words.aged) and found.noun.endswith(words.aged)
    if found.plural or len(said) < 2 or key(said[-1]) != found.noun or not (aged or found.noun in words.varied):
        return None
    place = [key(word) for word in said[1:-1] if word[:1].isupper()]
    if place:
        return _of_place(registry, sentence, place)
    return _only(registry, words, sentence, at)


def _of_place(registry: Registry, sentence: int, place: Sequence[str]) -> NamedPerson | None:
    """The last person named who is of a place, if no other such was named since the article began."""
    fitting: dict[str, NamedPerson] = {}
    for where in range(sentence, -1, -1):
        for mention in registry.mentions[where]:
            if len(mention.words) < 2 or not _has_place(registry.texts[where], mention, place):
                continue
            person = registry.person(mention.text, where)
            if person is not None:
                fitting.setdefault(person.name, person)
    found = next(iter(fitting.values())) if len(fitting) == 1 else None
    return found if found is not None and registry.lately(found, sentence, _BACK) else None


def _has_place(text: str, mention: Mention, place: Sequence[str]) -> bool:
    """Whether a place stands beside a name: "Marland Rep. X Y", "X Y of Marland", "X Y (D-Mar.)"."""
    before = [key(word) for word in text[: mention.start].split()[-len(place) - 3 :]]
    if any(before[k : k + len(place)] == list(place) for k in range(len(before))):
        return bool(mention.title)
    behind = text[mention.end : mention.end + _BEHIND]
    told = _TAG.match(behind) or _OF.match(behind)
    return told is not None and _same_place(next(filter(None, told.groups()), ""), place)


def _same_place(short: str, place: Sequence[str]) -> bool:
    """ "Calif" is California, "S.C" South Carolina, "N.Y" New York."""
    parts = [key(part) for part in short.replace(".", ". ").split()]
    if parts == list(place):
        return True
    if len(parts) == len(place) > 1:
        return all(whole.startswith(part) for part, whole in zip(parts, place, strict=True))
    return len(parts) == len(place) == 1 and _abbreviates(parts[0], place[0])


def _abbreviates(short: str, whole: str) -> bool:
    """Whether a word begins with its short form, or has the two letters of one, the first at its head."""
    if not short or len(short) >= len(whole) or short[0] != whole[0]:
        return False
    if len(short) >= _LETTERS:
        return whole.startswith(short)
    return len(short) == 2 and short[1] in whole[1:]


def _only(registry: Registry, words: Lexicon, sentence: int, at: int) -> NamedPerson | None:
    """The only person named in the sentences right before, and in this one before the description."""
    named: dict[str, NamedPerson] = {}
    for mention in _named(registry, sentence, at):
        if any(words.of(key(word)) & lx.BODY for word in mention.words):
            continue
        person = registry.person(mention.text, sentence)
        if person is not None and (_surely(registry, person) or person.words[0] in given_names(words)):
            named.setdefault(person.name, person)
    surely = [person for person in named.values() if _surely(registry, person)]
    return surely[0] if len(named) == len(surely) == 1 else None


def _surely(registry: Registry, person: NamedPerson) -> bool:
    """Whether a name is a person's, and no place's."""
    return person.titled or person.name in registry.spoke


def _named(registry: Registry, sentence: int, at: int) -> Iterator[Mention]:
    for where in range(max(0, sentence - _NEAR), sentence + 1):
        for mention in registry.mentions[where]:
            if (where < sentence or mention.start < at) and not registry.quoted(mention):
                yield mention


def writing_told_of(text: str, noun: str, done: frozenset[str]) -> bool:
    """Whether a sentence reports that somebody wrote or sent a writing: "sent the council an open letter"."""
    before: list[str] = []
    for word in text.lower().split():
        plain = word.strip(".,;:!?”\"'’")
        if plain == noun and not done.isdisjoint(before[-_BEHIND:]):
            return True
        before.append(plain)
    return False


def said_in(text: str, noun: str) -> bool:
    """Whether a sentence says that its speaker said it in a writing: "said in a joint statement"."""
    return re.search(rf"\bin an? (?:[\w-]+ ){{0,2}}{re.escape(noun)}\b", text.lower()) is not None


def named_so(noun: str, role: Sequence[str], words: Lexicon) -> bool:
    """Whether a role has a noun, in whatever case, or a compound of it."""
    if noun in role:
        return True
    if not words.free_order:
        return False
    noun = next((noun[len(one) :] for one in words.affixes.article if noun.startswith(one)), noun)
    stem = words.stem(noun)
    return any(word.endswith(noun) or (len(stem) >= _PREFIX and words.stem(word) == stem) for word in role)


def with_genitive(subject: NamedSource, words: Lexicon) -> bool:
    """ "the emir of Tarn" """
    said = subject.name.lower().split()
    return any(one == subject.noun and other in words.genitive for one, other in pairwise(said))
