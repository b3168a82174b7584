"""Who is named in an article, where, and by which full name a surname, a role or a pronoun points back to whom."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from briefing.prepare.speech.bearers import is_thing, of_the_title, office_behind, with_title
from briefing.prepare.speech.runs import behind_owner, cut_ending, run_of, without_article, without_office
from briefing.prepare.speech.words import lexicon as lx
from briefing.prepare.speech.words.caseless import name_runs
from briefing.prepare.speech.words.lexicon import Lexicon, given_names, key, keys_of
from briefing.prepare.speech.words.quotations import SentenceQuotations

_STEM = 3  # letters that a name keeps
_OPENING = 2  # characters before a sentence's first word, at most
_AHEAD = 40  # characters
_TITLE = 60  # characters of a title before a name
_MANY = 40  # bearers of one surname among whom forms are not compared
_FORENAME_AND_SURNAME = 2  # words
_LONGEST_NAME = 5  # words
_LONG = 20_000  # characters of a sentence that are searched for names


@dataclass(slots=True, kw_only=True)
class NamedPerson:
    """Somebody named in full. places: (sentence, start, end) of each full mention."""

    name: str
    words: tuple[str, ...]
    role: str | None = None
    gender: str = ""
    titled: bool = False
    places: list[tuple[int, int, int]] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A run of capitalised words at `start` of a sentence; titles: how many leading words are titles."""

    sentence: int
    start: int
    end: int
    words: tuple[str, ...]
    title: str
    text: str
    lead: bool  # it opens its sentence, alone or after one connective
    beside: int  # 1: a role or the like stands beside it; -1: "in" or the like before it; else 0


class Registry:
    """The names of one article."""

    def __init__(self, texts: Sequence[str], words: Lexicon, quoted: Sequence[SentenceQuotations] = ()) -> None:
        self.words = words
        self._keys = keys_of(words)
        self._given = given_names(words)
        self._participles = words.gerund_endings + words.past_endings
        self._run = run_of(words)
        self._quoted = quoted
        self.by_surname: dict[str, list[NamedPerson]] = {}
        self._exact: dict[tuple[str, ...], NamedPerson] = {}
        self.bodies: list[tuple[int, str, tuple[str, ...]]] = []
        self.mentions: list[list[Mention]] = [self._mentions(k, text) for k, text in enumerate(texts)]
        self.spoke: set[str] = set()
        self.texts = texts
        self._holders: dict[str, list[tuple[int, frozenset[str], NamedPerson]]] | None = None
        self.alone = {key(m.words[0]) for found in self.mentions for m in found if len(m.words) == 1}
        for found in self.mentions:
            for mention in found:
                self._add(mention)
        for surname, known in self.by_surname.items():
            self.by_surname[surname] = _merged(known)
        self._by_stem: dict[str, list[NamedPerson]] = {}
        if words.case_endings:
            for known in self.by_surname.values():
                for person in known:
                    self._by_stem.setdefault(self._stem(person.words[-1]), []).append(person)
        self.by_first: dict[str, list[NamedPerson]] = {}
        for known in self.by_surname.values():
            for person in known:
                self.by_first.setdefault(person.words[0], []).append(person)

    def _mentions(self, sentence: int, text: str) -> list[Mention]:
        found: list[Mention] = []
        opener = text[:_AHEAD].split(" ", 1)[0].lower()
        participle = opener.endswith(self._participles)
        opens = not participle and not self.words.of(opener) & (lx.PREPOSITION | lx.SUBORDINATOR)
        for start, run in self._runs(text):
            titles, low, kept = self._behind_titles(run.split(" "), start)
            if kept and self.words.elision:
                low, kept = without_article(kept, low, self.words.elision)
            if not kept or (low == start and len(kept) == 1 and self._keys[kept[0]][1] & lx.FUNCTION):
                continue
            if titles and self.words.genitive and self.words.free_order:
                kept, run = without_office(kept, run, self.words.genitive)
            end = start + len(run) - cut_ending(kept, self.words.name_endings)
            low, kept = behind_owner(kept, low, self.words.owner_endings)
            low, kept = self._behind_body(text, low, kept)
            if kept[-1]:
                lead = start <= _AHEAD and (opens or len(text[:start].split()) <= 1)
                beside = self._beside(text, low, end)
                found.append(
                    Mention(
                        sentence=sentence,
                        start=low,
                        end=end,
                        words=tuple(kept),
                        title=titles,
                        text=text[low:end],
                        lead=lead,
                        beside=beside,
                    )
                )
        return found

    def _runs(self, text: str) -> Iterator[tuple[int, str]]:
        """Where what may be a name begins, and its words."""
        if self.words.caseless:
            return name_runs(text[:_LONG], self.words)
        return ((match.start(), match.group()) for match in self._run.finditer(text, 0, _LONG))

    def _behind_titles(self, pieces: list[str], start: int) -> tuple[str, int, list[str]]:
        """The titles that a run of capitalised words opens with, and where the rest begins, and the rest."""
        titles: list[str] = []
        at = 0
        while at < len(pieces):
            word, bit = self._keys[pieces[at]]
            if bit & (lx.TITLE | lx.ROLE | lx.ROLES) and at < len(pieces) - 1:
                titles.append(word)
            elif self._no_name(word, bit, at):
                titles.clear()
            elif not any(self._keys[piece][1] & lx.TITLE for piece in pieces[at + 1 : -1]):
                break
            start += len(pieces[at]) + 1
            at += 1
        return " ".join(titles), start, pieces[at:]

    def _behind_body(self, text: str, low: int, kept: list[str]) -> tuple[int, list[str]]:
        """ "the attorney for the District of Tarn Joseph Venn": Joseph Venn, and where that begins."""
        given = next((k for k in range(1, len(kept) - 1) if self._keys[kept[k]][0] in self._given), 0)
        before = text[max(0, low - _TITLE) : low].split()[-2:] if given else []
        if not before or not self._names_thing([self._keys[word] for word in before]):
            return low, kept
        return low + sum(len(piece) + 1 for piece in kept[:given]), kept[given:]

    def _names_thing(self, before: Sequence[tuple[str, int]]) -> bool:
        """Whether an article, or "of" behind a body's word, stands before a name: it begins as a thing's."""
        word, _ = before[-1]
        return word in self.words.definite or (word in self.words.genitive and bool(before[0][1] & lx.BODY))

    def _no_name(self, word: str, bit: int, at: int) -> bool:
        """Whether a word has its capital from its place or its kind."""
        if word in self.words.not_name:
            return True
        opens = bit & (lx.FUNCTION | lx.CUE) and not bit & lx.PARTICLE
        return at == 0 and (bool(opens) or word in self.words.leads)

    def _beside(self, text: str, start: int, end: int) -> int:
        before = text[max(0, start - 24) : start].split()
        last, bit = self._keys[before[-1] if before else ""]
        if bit & (lx.ROLE | lx.TITLE):
            return 1
        placed = bit & lx.PREPOSITION and last in self.words.place
        after = text[end : end + 12]
        if not (placed and last not in self.words.genitive) and (
            after[:1] == "," or after.split(maxsplit=1)[:1] == [","]
        ):
            follows, may = self._keys[next(iter(after[1:].split()), "")]
            if follows.isdigit() or may & (lx.RELATIVE | lx.DETERMINER | lx.ROLE):
                return 1
        return -1 if placed else 0

    def _add(self, mention: Mention) -> None:
        found = [self._keys[word] for word in mention.words]
        names = tuple([name for name, _ in found])
        bits = [bit for _, bit in found]
        if any(bit & lx.BODY for bit in bits) or names[-1] in self.words.outlet:
            self.bodies.append((mention.sentence, mention.text, names))
        elif _full_name(mention.words, names, bits[-1]):
            self._add_person(mention, names)

    def _add_person(self, mention: Mention, names: tuple[str, ...]) -> None:
        surname = names[-2] if names[-1] in self.words.suffix and len(names) > 2 else names[-1]
        person = self._exact.get(names)
        if person is None:
            person = self._exact[names] = NamedPerson(name=mention.text, words=names)
            self.by_surname.setdefault(surname, []).append(person)
        person.places.append((mention.sentence, mention.start, mention.end))
        person.titled = person.titled or bool(mention.title) or mention.beside > 0
        person.gender = person.gender or self._gender(mention.title, names[0])

    def holder(self, office: Sequence[str], sentence: int) -> NamedPerson | None:
        """The only person whose name has an office beside it, up to a sentence, that a description's words can mean:
        "the police chief" and "the chief" a "harbour police chief", but "the president" no "vice president".

        office: the description's words up to its noun, lower case.
        """
        self._holders = self._offices() if self._holders is None else self._holders
        ranks, words = self.words.ranks, frozenset(office)
        for behind in (False, True):  # "Mayor X Y", else "X Y, the mayor"
            fitting: dict[str, NamedPerson] = {}
            for when, title, person in self._holders.get(f", {office[-1]}" if behind else office[-1], ()):
                if when + behind <= sentence and words - ranks <= title and (words & ranks) == (title & ranks):
                    fitting.setdefault(person.name, person)
            if fitting:
                return next(iter(fitting.values())) if len(fitting) == 1 else None
        return None

    def lately(self, person: NamedPerson, sentence: int, back: int) -> bool:
        """Whether one of the last sentences, or this one, has a person's surname."""
        near = self.mentions[max(0, sentence - back) : sentence + 1]
        return any(self._keys[mention.words[-1]][0] == person.words[-1] for found in near for mention in found)

    def _offices(self) -> dict[str, list[tuple[int, frozenset[str], NamedPerson]]]:
        """Office → (sentence, all words of the title, who bears it), for each title printed before a full name; of one
        printed behind it (", the mayor"), with a comma before the office."""
        found: dict[str, list[tuple[int, frozenset[str], NamedPerson]]] = {}
        for mention in (mention for mentions in self.mentions for mention in mentions):
            person = self._exact.get(tuple(self._keys[word][0] for word in mention.words))
            if person is None:
                continue
            if behind := office_behind(self.texts[mention.sentence][mention.end : mention.end + _TITLE], self.words):
                owner = self.person(mention.text, mention.sentence) or person
                found.setdefault(f", {behind[-1]}", []).append((mention.sentence, frozenset(behind), owner))
            before = self.texts[mention.sentence][max(0, mention.start - _TITLE) : mention.start].split()
            title: list[str] = []
            for piece in reversed(before):
                word, bit = self._keys[piece]
                marked = piece[-1] in ';:.)”"' or (piece[-1] == "," and title)
                if marked or not (piece[0].isupper() or bit & (lx.TITLE | lx.ROLE | lx.ROLES | lx.BODY)):
                    break
                title.append(word)
            if title and self.words.of(title[0]) & (lx.TITLE | lx.ROLE) and title[0] not in self.words.courtesy:
                owner = self.person(mention.text, mention.sentence) or person
                found.setdefault(title[0], []).append((mention.sentence, frozenset(title), owner))
        return found

    def named(self, name: str) -> NamedPerson | None:
        """The person of exactly this full name."""
        return self._exact.get(tuple(key(word) for word in name.split()))

    def quoted(self, mention: Mention) -> bool:
        """Whether a name stands inside a quotation."""
        if not self._quoted:
            return False
        return any(start <= mention.start < end for start, end in self._quoted[mention.sentence].spans)

    def _gender(self, title: str, given: str) -> str:
        for word in title.split():
            if word in self.words.she_words:
                return "she"
            if word in self.words.he_words:
                return "he"
        if given in self.words.she_names:
            return "she"
        if given in self.words.he_names:
            return "he"
        if any(not self.words.bits.get(word) for word in title.split()):
            return ""  # in another case the name may be either's: "геолога Степана Дроздова"
        if self.words.she_given and given.endswith(self.words.she_given):
            return "she"
        return "he" if self.words.he_given and given.endswith(self.words.he_given) else ""

    def person(self, name: str, sentence: int) -> NamedPerson | None:
        """The person that a name (surname, first name, full name) points to: named in full before, else after."""
        words = tuple([self._keys[word][0] for word in name.split()])
        fitting = of_the_title(self._fitting(words), self.mentions[sentence], words, self.words) if words else []
        if not fitting:
            return None
        before = [p for p in fitting if p.places[0][0] <= sentence]
        found = min(before or fitting, key=lambda p: (p.name not in self.spoke, p.places[0]))
        if self.words.case_endings:
            forms = [p for p in self._by_stem.get(self._stem(found.words[-1]), []) if self._same_stems(p, found)]
            found = min(forms, key=lambda p: (len(p.name), p.places[0]), default=found)  # the nominative is shortest
        return found

    def printed(self, name: str, sentence: int) -> str:
        """A name that points to nobody known: with its "Ms" where others bear it."""
        texts, known = self.texts, self.by_surname.get(key(name))
        return with_title(name, self.mentions[sentence], texts[sentence], self.words) if known else name

    def _fitting(self, words: tuple[str, ...]) -> list[NamedPerson]:
        """Everybody whom a name can mean: by surname, by its stem, by what stands first in their name."""
        surname = words[-2] if words[-1] in self.words.suffix and len(words) > 1 else words[-1]
        known = self.by_surname.get(surname, [])
        if len(known) > _MANY:
            exact = self._exact.get(words)
            known = [exact] if exact else known[:_MANY]
        fitting = [p for p in known if _fits(words, p.words)]
        if not fitting and self.words.case_endings:
            stems = tuple(self._stem(word) for word in words)
            fitting = [p for p in self._by_stem.get(stems[-1], []) if _fits(stems, tuple(map(self._stem, p.words)))]
        if not fitting and len(words) == 1:  # a family name that stands first, or a given name alone
            first = [p for p in self.by_first.get(words[0], []) if not is_thing(p, self.texts, self.words)]
            fitting = first if len(first) == 1 else []
        return fitting

    def _stem(self, word: str) -> str:
        """A name's word without what its case adds."""
        for ending in self.words.case_endings:
            if word.endswith(ending) and len(word) - len(ending) >= _STEM:
                return word[: -len(ending)]
        return word

    def _same_stems(self, one: NamedPerson, other: NamedPerson) -> bool:
        return tuple(map(self._stem, one.words)) == tuple(map(self._stem, other.words))


def names_of(texts: Sequence[str], words: Lexicon) -> frozenset[str]:
    """Stems of the words with a capital inside a sentence; where every noun has one, of the last words of names."""
    found: set[str] = set()
    if words.caseless:
        return frozenset(
            run.split()[-1] for text in texts for _, run in name_runs(text[:_LONG], words) if len(run.split()) > 1
        )
    for text in texts:
        for match in run_of(words).finditer(text, 0, _LONG):
            run = match.group().split(" ")
            inside = run if match.start() > _OPENING else run[1:]
            kept = inside[-1:] if words.nouns_capital and len(run) > 1 else [] if words.nouns_capital else inside
            found.update(words.stem(key(word)) for word in kept)
    return frozenset(found)


def _without_callings(known: list[NamedPerson]) -> list[NamedPerson]:
    """Those of one surname, without a form that only opens sentences and is another one behind one more word, which
    gets its places: "Entertainer X Y" beside "X Y"."""
    forms = {person.words: person for person in known}
    kept: list[NamedPerson] = []
    for person in known:
        shorter = forms.get(person.words[1:]) if len(person.words) > _FORENAME_AND_SURNAME else None
        if shorter is None or any(start for _, start, _ in person.places):
            kept.append(person)
            continue
        shorter.places = sorted(shorter.places + person.places)
        shorter.titled = shorter.titled or person.titled
        shorter.gender = shorter.gender or person.gender
    return kept


def _merged(known: list[NamedPerson]) -> list[NamedPerson]:
    """One person for forms of one name ("X Y", "X Q. Y"), the fullest, with all places. At most one form may take in
    another: a form that fits two stays."""
    if len(known) == 1 or len(known) > _MANY:
        return known
    known = _without_callings(known)
    ordered = sorted(known, key=lambda p: (-len(p.words), -sum(map(len, p.words)), p.places[0]))
    kept: list[NamedPerson] = []
    for person in ordered:
        owners = [p for p in kept if p.words[0][0] == person.words[0][0] and _fits(person.words, p.words)]
        if len(owners) != 1:
            kept.append(person)
            continue
        owner = owners[0]
        owner.places = sorted(owner.places + person.places)
        owner.titled = owner.titled or person.titled
        owner.gender = owner.gender or person.gender
    return kept


def _full_name(words: tuple[str, ...], names: tuple[str, ...], last: int) -> bool:
    """Whether words as printed are a person's name. names: the same for comparison; last: what the last may be."""
    if not 2 <= len(names) <= _LONGEST_NAME or last & (lx.TIME | lx.ROLE | lx.ROLES):
        return False
    return not _shouted(words) and len(names[-1]) > 1


def _shouted(words: tuple[str, ...]) -> bool:
    """ "European NATO", a heading in capitals."""
    loud = [word.isupper() and len(word) > 2 for word in words]
    return (loud[-1] and not all(loud)) or (all(loud) and len(words) > 2)


def _fits(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Whether all words of a shorter name stand in the fuller one, in order; an initial stands for its word."""
    at = 0
    for word in short:
        while at < len(full) and not (full[at] == word or (len(word) == 1 and full[at].startswith(word))):
            at += 1
        if at == len(full):
            return False
        at += 1
    return True
