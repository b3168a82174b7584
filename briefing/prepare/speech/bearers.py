"""Who of several can bear a name: by the title that stands before it ("Ms Venn"), and no thing ("the Venn Tower")."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from briefing.prepare.speech.words import lexicon as lx
from briefing.prepare.speech.words.lexicon import Lexicon, key

if TYPE_CHECKING:
    from briefing.prepare.speech.mentions import Mention, NamedPerson


def of_the_title(
    fitting: Sequence[NamedPerson], mentions: Sequence[Mention], name: tuple[str, ...], words: Lexicon
) -> Sequence[NamedPerson]:
    """Those whom a bare surname can mean behind "Ms" or the like, in a sentence with these mentions: no man is "Ms
    Venn". Where the sentence has the name behind two such titles, either may be meant."""
    if len(name) != 1 or not fitting:
        return fitting
    titles = {_gender(mention.title, words) for mention in mentions if _is(mention, name[0])}
    if not titles or "" in titles:
        return fitting
    return [person for person in fitting if not person.gender or person.gender in titles]


def with_title(name: str, mentions: Sequence[Mention], text: str, words: Lexicon) -> str:
    """A bare surname as the sentence has it, "Ms" or the like before it; as it is where there is none."""
    found = next((mention for mention in mentions if _is(mention, key(name))), None)
    before = text[: found.start].split()[-1:] if found is not None else []
    return f"{before[0]} {name}" if before and key(before[0]) in words.courtesy else name


def _is(mention: Mention, name: str) -> bool:
    return len(mention.words) == 1 and key(mention.words[0]) == name


def _gender(title: str, words: Lexicon) -> str:
    """Of the last word of a title, where that is a courtesy: an office has no gender ("Chairman Venn")."""
    last = next(iter(title.split()[-1:]), "")
    if last not in words.courtesy:
        return ""
    return "she" if last in words.she_words else "he" if last in words.he_words else ""


def office_behind(text: str, words: Lexicon) -> list[str]:
    """The words of the office that an apposition behind a name gives: "X Y, a harbour pilot from Tarn".

    text: what stands behind the name.
    """
    said: list[str] = []
    for piece in text[1:].split() if text[:2] == ", " else ():
        word = key(piece)
        bits = words.of(word)
        if not said and not bits & (lx.DETERMINER | lx.POSSESSIVE):
            return []
        if bits & (lx.PREPOSITION | lx.RELATIVE | lx.AUXILIARY | lx.CUE | lx.CONJUNCTION):
            break
        said.append(word)
        if piece[-1] in ',.;:”"':
            break
    last = words.of(said[-1]) if said and words.ranks.isdisjoint(said) else 0
    return said[1:] if last & (lx.TITLE | lx.ROLE) and not last & lx.BODY else []


def is_thing(person: NamedPerson, texts: Sequence[str], words: Lexicon) -> bool:
    """Is its last word that of a building or the like ("Venn Tower"), or does "the" stand before the name wherever the
    article prints it?"""
    if person.words[-1] in words.things:
        return True
    before = [texts[sentence][:start].lower().split()[-1:] for sentence, start, _ in person.places]
    return all(word and word[0] in words.definite for word in before)
