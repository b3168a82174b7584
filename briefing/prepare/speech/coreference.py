"""From what a sentence calls its source ("he", "the minister", "Smith") to the fullest name that the article prints."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from briefing.prepare.speech.antecedents import Antecedents
from briefing.prepare.speech.described import (
    BRIEF,
    are_people,
    called_before,
    is_body,
    means_one_person,
    named_so,
    person_described,
    said_in,
    with_genitive,
    writing_told_of,
)
from briefing.prepare.speech.mentions import NamedPerson, Registry
from briefing.prepare.speech.phrases.naming import NamedSource
from briefing.prepare.speech.speakers import Speaker, is_several
from briefing.prepare.speech.spoken import Spoken
from briefing.prepare.speech.words import lexicon as lx
from briefing.prepare.speech.words.lexicon import Lexicon, key

Subject = tuple[NamedSource, int]  # of a sentence, and its end
_BACK = 8  # sentences searched for whom a pronoun stands for
_SILENT = 4  # sentences searched for whom a subject that is left out stands for


class Resolver:
    """Resolves sources in the order of the sentences and remembers who spoke."""

    def __init__(self, registry: Registry, words: Lexicon, about: Callable[[int], Subject | None]) -> None:
        """about: the noun phrase that a sentence is about, and where it ends; asked only for pronouns."""
        self._registry = registry
        self._about = about
        self._words = words
        self._antecedents = Antecedents(registry.texts, words)
        self._roles: dict[str, str] = {}
        self._printed: dict[str, str] = {}
        self._genders: dict[str, str] = {}
        self._authors: dict[str, set[Speaker]] = {}  # noun of a writing → who such are by
        self._joined = False
        self.spoken = Spoken()

    def resolve(self, sentence: int, at: int, found: NamedSource, *, joined: bool = False) -> Speaker | None:
        """Who is meant; None if a pronoun or the like points to nobody.

        at: where in the sentence the source stands, -1 if nobody named in the sentence can be meant. joined: "and" or
        the like joins it to what stands before it in the sentence.
        """
        self._joined = joined
        speaker = self._resolved(sentence, at, found)
        if speaker is not None and speaker.kind == "person":
            self._registry.spoke.add(speaker.name)
        if speaker is not None:
            self.spoken.add(sentence, speaker)
        return speaker

    def resolve_author(self, sentence: int, noun: str, author: NamedSource) -> Speaker | None:
        """Who answers for a writing ("a report by the board"), and for "the report" from there on."""
        speaker = self.resolve(sentence, -1, author)
        if speaker is not None:
            self._authors.setdefault(noun, set()).add(speaker)
        return speaker

    def silent(self, sentence: int, kind: str) -> Speaker | None:
        """Whom a subject that is left out means: kind is "he", "she", "they" or "any"."""
        between = self._about(sentence - 1) if sentence and self.spoken.long_ago(sentence) else None
        if between is not None and between[0].kind == "person":
            named = self._resolved(sentence - 1, 0, between[0])
            if named is not None and self._agrees(named, kind):
                self.spoken.add(sentence, named)
                return named
        lately = [speaker for when, speaker in self.spoken.since(sentence - _SILENT)]
        fitting = [speaker for speaker in lately if self._agrees(speaker, kind)]
        if kind in ("he", "she"):
            fitting.sort(key=lambda speaker: not self._human(speaker))
        if fitting:
            self.spoken.add(sentence, fitting[0])
            return fitting[0]
        found = self._about(sentence - 1) if sentence else None
        meant = self._resolved(sentence - 1, 0, found[0]) if found else None
        if meant is None or not self._agrees(meant, kind):
            return None
        self.spoken.add(sentence, meant)
        return meant

    def _agrees(self, speaker: Speaker, kind: str) -> bool:
        if kind in ("any", ""):
            return True
        if kind == "one":
            return self._human(speaker)
        if kind == "they":
            return speaker.plural or speaker.kind == "body"
        return not speaker.plural and self._genders.get(speaker.name, kind) == kind

    def subject(self, sentence: int) -> str | None:
        """The person whom a sentence names first."""
        for mention in self._registry.mentions[sentence][:3]:
            person = self._registry.person(mention.text, sentence)
            if person is not None and self._sure(person):
                return person.name
        return None

    def role_of(self, name: str) -> str | None:
        return self._roles.get(name)

    def note_role(self, name: str, role: str | None) -> None:
        if role and name not in self._roles:
            self._roles[name] = role

    def _resolved(self, sentence: int, at: int, found: NamedSource) -> Speaker | None:
        if found.kind == "pronoun":
            return self._pronoun(sentence, at, found.name)
        if found.kind == "owned":
            owner = self._pronoun(sentence, at, found.role or "")
            if owner is not None and found.noun in self._words.office | self._words.sayings:
                return owner
            return Speaker(name=found.name, plural=found.plural, noun=found.noun)
        if found.kind == "person":
            return self._named(sentence, found)
        if found.noun in self._words.own_office and (owner := self._owner(sentence, found.name.split())) is not None:
            return owner
        if found.kind == "body":
            return self._body_or_person(sentence, found)
        if found.definite and found.noun and (meant := self._described(sentence, at, found)) is not None:
            return meant
        return Speaker(name=found.name, kind="described", plural=found.plural, noun=found.noun)

    def _owner(self, sentence: int, said: list[str]) -> Speaker | None:
        """The person whose office a phrase is: "Abelow’s office"."""
        ending = next((one for one in self._words.owner_endings if len(said) > 1 and said[-2].endswith(one)), None)
        if ending is None or self._words.free_order:
            return None
        name = " ".join(said[:-1]).removesuffix(ending)
        person = self._registry.person(name, sentence)
        if person is None or key(name.split()[-1]) != person.words[-1] or not self._sure(person):
            return None
        return self._named(sentence, NamedSource(kind="person", name=name))

    def _body_or_person(self, sentence: int, found: NamedSource) -> Speaker:
        """Who answers where a body is named; "De Wit" behind "minister De Wit" is that minister."""
        bare = found.name.split(" ", 1)[-1] if found.definite else ""
        if self._words.free_order and (said := self._body_back(sentence, found)) is not None:
            return said
        particle = self._words.bits.get(found.name.split(" ", 1)[0].lower(), 0) & lx.PARTICLE
        person = self._registry.person(bare, sentence) if bare else None
        if person is not None and person.titled and (particle or person.name != bare):
            return self._named(sentence, NamedSource(kind="person", name=bare))
        full = None if self._words.free_order else self._antecedents.initials(sentence, found.name)
        return Speaker(name=self._body(full or found.name), kind="body", noun=found.noun)

    def _described(self, sentence: int, at: int, found: NamedSource) -> Speaker | None:
        """Whom "the minister" means: who spoke before, who holds the office, or another; None: nobody known."""
        lately = (speaker for _, speaker in self.spoken.since(sentence - 2 * _BACK))
        back = called_before(lately, self._roles, self._words, found)
        if back is not None:
            return back
        holder = self._office(sentence, found)
        return holder if holder is not None else self._meant_otherwise(sentence, at, found)

    def _meant_otherwise(self, sentence: int, at: int, found: NamedSource) -> Speaker | None:
        """Whom a description means that neither an office nor who spoke before settles."""
        if self._words.free_order:
            return self._somebody(sentence, at, found)
        if (body := self._antecedents.body(sentence, found)) is not None:
            return Speaker(name=self._body(body), kind="body", noun=found.noun)
        person = person_described(self._registry, self._words, sentence, at, found)
        if person is not None:
            return Speaker(name=person.name, role=self._roles.get(person.name), kind="person")
        if found.noun in self._words.writing and len(found.name.split()) == BRIEF - 1:
            by = self._authors.get(found.noun, set())
            return next(iter(by)) if len(by) == 1 else None
        return self._author(sentence, found) if found.noun in self._words.writings else None

    def _author(self, sentence: int, found: NamedSource) -> Speaker | None:
        """Who answers for "the letter", if one of the sentences before says who sent it or said so in it."""
        if found.name.lower().split()[1:] != [found.noun]:
            return None
        for where in range(sentence - 1, max(-1, sentence - _SILENT), -1):
            text = self._registry.texts[where]
            said = next((s for when, s in self.spoken.since(where) if when == where and s.noun != found.noun), None)
            outlet = said is not None and said.name.lower().split()[-1] in self._words.outlet
            if said is not None and said_in(text, found.noun) and not outlet:
                return said
            about = self._about(where) if writing_told_of(text, found.noun, self._words.written) else None
            if about is not None and about[0].kind in ("person", "body", "described"):
                return self._resolved(where, 0, about[0])
        return None

    def _named(self, sentence: int, found: NamedSource) -> Speaker:
        person = self._registry.person(found.name, sentence)
        name = person.name if person else self._registry.printed(found.name, sentence)
        if len(found.name) > len(name) and len(found.name.split()) >= len(name.split()):
            name = found.name
        self.note_role(name, found.role)
        if found.role:
            for word in found.role.lower().split():
                self._gender(name, word)
        if person and person.gender:
            self._genders.setdefault(name, person.gender)
        return Speaker(name=name, role=found.role, kind="person")

    def _gender(self, name: str, word: str) -> None:
        if word in self._words.she_words:
            self._genders[name] = "she"
        elif word in self._words.he_words:
            self._genders[name] = "he"

    def _body(self, name: str) -> str:
        """The first form of a body's name that the article printed ("the Kremlin", later "The Kremlin")."""
        plain = " ".join(key(word) for word in name.split() if key(word) not in self._words.definite)
        return self._printed.setdefault(plain, name)

    def _pronoun(self, sentence: int, at: int, word: str) -> Speaker | None:
        words = self._words
        if word in words.he:
            gender = "he"
        elif word in words.she:
            gender = "she"
        elif word in words.they:
            return self._near(sentence, at, several=True) or self.spoken.recent(sentence, 4, is_several)
        elif word in words.it:
            near = self._near(sentence, at, several=False)
            return near or self.spoken.recent(sentence, 3, lambda s: not self._human(s) and not s.plural)
        else:
            return self._latter(sentence) if word in words.latter else None
        person = self._person_before(sentence, at, gender)
        return person or (self._thing_before(sentence) if words.free_order else None)

    def _latter(self, sentence: int) -> Speaker | None:
        """ "dieser", "ce dernier": whom the sentence before names last, before whoever spoke in it."""
        spoke = {speaker.name for _, speaker in self.spoken.since(sentence - 1)}
        before = self._registry.mentions[sentence - 1] if sentence else []
        named = (self._registry.person(one.text, sentence) for one in reversed(before))
        persons = sorted(filter(None, named), key=lambda person: person.name in spoke)
        if not persons:
            return self.spoken.recent(sentence, 2, self._human)
        return Speaker(name=persons[0].name, role=self._roles.get(persons[0].name), kind="person")

    def _thing_before(self, sentence: int) -> Speaker | None:
        """The body that the sentence before is about, in a language whose nouns have a gender."""
        if (spoken := self.spoken.recent(sentence, 2, is_several)) is not None:
            return spoken
        found = self._about(sentence - 1) if sentence else None
        return self._resolved(sentence - 1, 0, found[0]) if found and found[0].kind in ("body", "described") else None

    def _near(self, sentence: int, at: int, *, several: bool) -> Speaker | None:
        """Those ("they") or the body ("it") that the sentence itself, or the one before, is about, unless such spoke
        there."""
        for where in (sentence, sentence - 1):
            if where < 0 or (where == sentence and at < 0):
                continue
            if where < sentence and any(is_several(one) or not several for one in self.spoken.in_sentence(where)):
                return None
            found = self._about(where)
            if found is None or (where == sentence and found[1] > at):
                continue
            if are_people(found[0], self._words) if several else where == sentence and is_body(found[0], self._words):
                return self._resolved(where, 0, found[0])
        return None

    def _person_before(self, sentence: int, at: int, gender: str) -> Speaker | None:
        """Whom "he" or "she" means: who spoke last, unless another person has come to stand first since then."""
        unsure: NamedPerson | None = None
        for where in range(sentence, max(-1, sentence - _BACK), -1):
            if where < sentence and (speaker := self._spoke_in(where, sentence, gender)) is not None:
                return speaker
            if where == sentence and at < 0:
                continue  # "X is held, he said": somebody else said it
            found = list(self._persons(where, at if where == sentence else 1 << 30, gender))
            if (surest := self._surest(found, gender)) is not None:
                return self._meant(surest, gender)
            unsure = unsure or (found[0][0] if found else None)
            if unsure is not None and where <= sentence - 2:
                break
        return self._meant(unsure, gender) if unsure else None

    def _spoke_in(self, where: int, sentence: int, gender: str) -> Speaker | None:
        """The last person of a gender who spoke in an earlier sentence; or the holder of an office who has come to
        stand between."""
        said = (s for when, s in self.spoken.since(where) if when == where and self._human(s))
        last = next((s for s in said if self._genders.get(s.name, gender) == gender), None)
        if last is None:
            return None
        if where == sentence - 2 and (other := self._holder(sentence - 1, last)) is not None:
            return other
        self._genders.setdefault(last.name, gender)
        return last

    def _surest(self, found: list[tuple[NamedPerson, bool]], gender: str) -> NamedPerson | None:
        """The first who is surely a person, unless another is known to be a "she" and it is not."""
        certain = [person for person, sure in found if sure]
        known = [p for p in certain if (self._genders.get(p.name) or p.gender) == gender]
        return next(iter(known or certain), None)

    def _holder(self, sentence: int, last: Speaker) -> Speaker | None:
        """The holder of an office whom a sentence is about, if whoever spoke last holds another: "For his part, the
        emir of Tarn used the visit …", after a prime minister spoke."""
        role = (self._roles.get(last.name) or "").lower()
        found = self._about(sentence) if role else None
        if found is None or found[0].kind != "described" or not found[0].definite or found[0].plural:
            return None
        subject = found[0]
        bits = self._words.of(subject.noun)
        office = bits & (lx.ROLE | lx.TITLE) and not bits & lx.BODY and with_genitive(subject, self._words)
        return self._resolved(sentence, 0, subject) if office and subject.noun not in role.split() else None

    def _human(self, speaker: Speaker) -> bool:
        if speaker.kind == "person":
            return True
        return speaker.kind == "described" and not speaker.plural and bool(self._words.of(speaker.noun) & lx.ROLE)

    def _meant(self, person: NamedPerson, gender: str) -> Speaker:
        self._genders.setdefault(person.name, gender)
        return Speaker(name=person.name, role=self._roles.get(person.name), kind="person")

    def _persons(self, sentence: int, before: int, gender: str) -> Iterator[tuple[NamedPerson, bool]]:
        """The persons a sentence names before a position, and whether each is surely one."""
        for mention in self._registry.mentions[sentence]:
            if mention.start >= before:
                break
            if self._registry.quoted(mention):
                continue
            if before < 1 << 30 and not mention.lead:  # "When X came, he …", but not "Noting that X came, he …"
                continue
            if any(self._words.bits.get(key(word), 0) & lx.BODY for word in mention.words):
                continue
            person = self._registry.person(mention.text, sentence)
            if person is None:
                continue
            known = self._genders.get(person.name) or person.gender
            if not known or known == gender:
                sure = self._sure(person) or (self._words.free_order and mention.lead and len(mention.words) > 1)
                if sure or mention.beside >= 0:
                    yield person, sure

    def _sure(self, person: NamedPerson) -> bool:
        """Whether a name is a person's and no place's: it has a title, spoke, or its surname stands alone somewhere."""
        surname = person.words[-2] if person.words[-1] in self._words.suffix else person.words[-1]
        return (
            person.titled
            or surname in self._registry.alone
            or person.name in self._genders
            or person.name in self._roles
        )

    def _office(self, sentence: int, found: NamedSource) -> Speaker | None:
        """ "The president", where one person is called so in full and nobody else."""
        words = [word.strip(".,").lower() for word in found.name.split()]
        words = words if self._words.free_order and words[0] not in self._words.definite else words[1:]
        bits = self._words.of(found.noun)
        if found.plural or found.noun not in words or not bits & (lx.ROLE | lx.TITLE) or bits & lx.BODY:
            return None
        person = self._registry.holder(words[: words.index(found.noun) + 1], sentence)
        if person is None or not self._registry.lately(person, sentence, _BACK):
            return None
        self._genders.setdefault(person.name, person.gender) if person.gender else None
        return Speaker(name=person.name, role=self._roles.get(person.name), kind="person")

    def _somebody(self, sentence: int, at: int, found: NamedSource) -> Speaker | None:
        """ "The politician", after nobody else who can be one: who spoke or was named last."""
        words = self._words
        if not means_one_person(found, words):
            return None
        meant = self._of_gender(sentence, at, found, found.name.split()[0].lower())
        office = words.of(found.noun) & lx.TITLE and not words.of(found.noun) & lx.ROLE
        role = self._roles.get(meant.name) if meant is not None else None
        other = role is not None and not named_so(found.noun, role.lower().split(), words)
        another = office or bool(words.oblique_endings)  # with no article a description names somebody new as well
        return None if other and another and found.noun not in words.varied else meant

    def _of_gender(self, sentence: int, at: int, found: NamedSource, article: str) -> Speaker | None:
        """The last person whom a description can mean by its gender."""
        words = self._words
        if found.noun in words.she_words or found.noun.endswith(words.she_endings or "\x00"):
            return self._person_before(sentence, at, "she")
        if found.noun in words.he_words or article in words.masculine:
            return self._person_before(sentence, at, "he")
        if article in words.feminine:
            return self._person_before(sentence, at, "she")
        between = self._about(sentence - 1) if sentence and self.spoken.long_ago(sentence) else None
        if between is not None and between[0].kind == "person":
            return self._resolved(sentence - 1, 0, between[0])
        return self.spoken.recent(sentence, _SILENT, self._human)

    def _body_back(self, sentence: int, found: NamedSource) -> Speaker | None:
        """ "The ministry", "das Gericht": the last body whose name has that word."""
        if len(found.name.split()) > BRIEF or not found.definite or found.name.split()[-1].lower() != found.noun:
            return None
        for _, speaker in self.spoken.since(sentence - 2 * _BACK):
            if speaker.kind == "body" and speaker.noun.endswith(found.noun):
                return speaker
        return None
