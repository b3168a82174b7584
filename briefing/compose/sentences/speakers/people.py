"""One name for one speaker across the articles of a story: the fullest form that a single article prints.

Two names are one person's if their surnames sound alike and their given names can be the same; never because of a
first name or a role alone. Two bodies are one if their names agree without article and case, if one is the other's
initials, or if one's words all stand in the other and no third one would fit as well.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from briefing import language
from briefing.compose.sentences.speakers.acronyms import letters_of, spelled_out
from briefing.compose.sentences.speakers.spelling import consonants, folded_word, sound
from briefing.compose.sentences.tuning import PEOPLE
from briefing.language.memo import Memory
from briefing.language.names import bare, is_name, names
from briefing.language.tokens import tokens
from briefing.model import Article, Sentence

__all__ = ["bearers", "resolve", "same_speaker"]


_POSSESSIVE = re.compile(r"['’]s?$")


@dataclass(frozen=True, slots=True)
class _Form:
    """A speaker's name as one article prints it."""

    name: str
    role: str | None
    article: str


def resolve(articles: Sequence[Article]) -> tuple[Article, ...]:
    """The articles with each speaker in the fullest form that one of them prints, and the role printed beside that: but
    no role of another time, which may be somebody else's now."""
    forms = _forms(articles)
    known = _naming(
        Counter(article.language or "en" for article in articles).most_common(1)[0][0] if articles else "en"
    )
    printed = _printed(articles, forms) + _spelled_out(articles, forms, known)
    past = _of_another_time(articles)
    every = sorted({form.name for form in forms} | {form.name for form in printed})
    best = _best(every, [form for form in forms if form.article not in past], known)
    if all(best[form.name] == (form.name, form.role) for form in forms):
        return tuple(articles)
    return tuple(_renamed(article, best) for article in articles)


def _of_another_time(articles: Sequence[Article]) -> frozenset[str]:
    """The paths of articles that are so much older than the newest that an office may have changed hands."""
    days = {a.path: date.fromisoformat(a.published.day) for a in articles if a.published}
    newest = max(days.values(), default=date.min)
    return frozenset(path for path, day in days.items() if (newest - day).days > PEOPLE.office_days)


class _Naming:
    """What the names of one language are made of, and the words of each name that was met."""

    def __init__(self, code: str) -> None:
        table, speech = language.table("names", code), language.table("speech", code)
        words, named = speech.get("words", {}), speech.get("names", {})
        self.code = code
        self.articles = frozenset(table.get("articles", ()))
        self.suffixes = frozenset(table.get("suffixes", ()))
        self.small = frozenset(table.get("small", ()))  # words that initials leave out
        self.counting = frozenset(words.get("determiner", ())) - self.articles  # "a few Greens"
        self.bodies = frozenset((*named.get("body", ()), *named.get("outlet", ())))
        self.courtesy = frozenset(named.get("courtesy", ()))
        self.joining = frozenset(words.get("conjunction", ()))
        given = speech.get("given") or language.table("given_names", code) or language.table("given_names", "en")
        self.genders = tuple(frozenset((*named.get(kind, ()), *given.get(kind, ()))) for kind in ("she", "he"))
        self.before = frozenset((*named.get("title", ()), *words.get("preposition", ()))) | self.articles
        self.words = Memory(self._words, longest=PEOPLE.long)
        self.is_name = Memory(self._is_name, longest=PEOPLE.long)

    def surname(self, name: str) -> tuple[str, ...]:
        """The words of a name without "Ms" and "Jr" and the like."""
        words = self.surname_last(name)
        return words[1:] if self.title(name) else words

    def title(self, name: str) -> str:
        """ "ms" and the like before a bare surname, "" where there is none: before a full name it tells nothing."""
        words = self.surname_last(name)
        return words[0] if len(words) == 2 and words[0] in self.courtesy else ""

    def other_gender(self, one: str, other: str) -> bool:
        """Is one word a woman's, by a title or a given name, and the other a man's?"""
        she, he = self.genders
        return (one in she and other in he and one not in he) or (one in he and other in she and other not in he)

    def _words(self, name: str) -> tuple[str, ...]:
        """The words of a name without articles and accidents of spelling."""
        found = [folded_word(bare(word)) for word in tokens(name) if word.kind != "mark"]
        return tuple(word for word in found if word and word not in self.articles)

    def _is_name(self, name: str) -> bool:
        return is_name([word for word in tokens(name) if word.kind != "mark"], self.counting)

    def surname_last(self, name: str) -> tuple[str, ...]:
        """The words of a name without "Jr" and the like."""
        words = self.words[name]
        return words[:-1] if self.suffix(name) else words

    def letters(self, name: str) -> str:
        """The letters of its words in a row."""
        return "".join(c for word in self.words[name] for c in word if c.isalnum())

    def suffix(self, name: str) -> str:
        """ "jr" and the like at a name's end, "" where there is none."""
        words = self.words[name]
        return words[-1] if len(words) > 1 and words[-1] in self.suffixes else ""


@lru_cache(maxsize=64)
def _naming(code: str) -> _Naming:
    return _Naming(code)


def _forms(articles: Iterable[Article]) -> list[_Form]:
    found: dict[_Form, None] = {}
    for article in articles:
        for sentence in article.sentences:
            speech = sentence.speech
            if speech.speaker:
                found.setdefault(_Form(speech.speaker, speech.role, article.path))
    return list(found)


def _printed(articles: Sequence[Article], forms: Sequence[_Form]) -> list[_Form]:
    """Full names that an article prints without letting their bearer speak, for speakers known by one word only."""
    known = _naming(articles[0].language or "en") if articles else _naming("en")
    bare = {form.name for form in forms if " " not in form.name or known.title(form.name)}
    singles = {sound(name.split()[-1]): name for name in bare if name[:1].isupper()}
    full = {sound(form.name.split()[-1]) for form in forms if " " in form.name and form.name not in bare}
    wanted = {key: name for key, name in singles.items() if key not in full}
    if not wanted or len(articles) < 2:
        return []
    found = {
        name
        for article in articles
        for sentence in article.sentences
        for name in _full_names(sentence.text, wanted, _naming(article.language or "en"))
    }
    return [_Form(name, None, "") for name in sorted(found)]


def _spelled_out(articles: Sequence[Article], forms: Sequence[_Form], known: _Naming) -> list[_Form]:
    """The names that acronyms among the speakers stand for, as the articles spell them out."""
    wanted = dict.fromkeys(letters for form in forms if (letters := letters_of(form.name, known.articles)))
    texts = [article.body.string for article in articles] if wanted else []
    found = (spelled_out(letters, texts, known.small | known.articles, known.bodies) for letters in wanted)
    return [_Form(name, None, "") for name in found if name]


def _full_names(text: str, wanted: Mapping[str, str], known: _Naming) -> list[str]:
    """The last two words of each name that ends in a wanted surname, unless a title or the like is the first."""
    found = []
    for name in names(text[: PEOPLE.long], known.code):
        words = _POSSESSIVE.sub("", text[name.start : name.end]).split()
        if len(words) > 1 and name.words[-2] not in known.before and sound(words[-1]) in wanted:
            found.append(" ".join(words[-2:]))
    return found


def _best(every: Sequence[str], forms: Sequence[_Form], known: _Naming) -> dict[str, tuple[str, str | None]]:
    """Name → the fullest name of its bearer and the role beside it."""
    roles: dict[str, Counter[str]] = {}
    for form in forms:
        if form.role:
            roles.setdefault(form.name, Counter())[form.role] += 1
    owner = _bearers(every, roles, known)
    best: dict[str, tuple[str, str | None]] = {}
    for name in every:
        said = roles.get(owner[name], Counter())
        best[name] = (owner[name], max(said, key=lambda r: (said[r], len(r), r)) if said else None)
    return best


def bearers(every: Iterable[str], code: str | None = None, titled: Collection[str] = ()) -> dict[str, str]:
    """Name → the fullest name of its bearer, among these. titled: names that stand beside a role somewhere."""
    return _bearers(list(every), titled, _naming(code or "en"))


def _bearers(every: Sequence[str], titled: Collection[str], known: _Naming) -> dict[str, str]:
    """From the fullest name down, each joins the one bearer that it fits; a name that fits nobody yet is a bearer of
    its own, one that fits two stays as it is."""
    found: dict[str, list[str]] = {}  # by what a name that means the same must share with them
    owner: dict[str, str] = {}
    for name in sorted(every, key=lambda n: (-_person_words(known.surname(n)), n not in titled, -len(n), n)):
        near = dict.fromkeys(other for key in _keys(name, known) for other in found.get(key, ()))
        fitting = [other for other in near if same_speaker(name, other, known.code)]
        if len(fitting) > 1:  # "Roe" is Ada Roe rather than Ada Roe Jr
            fitting = [other for other in fitting if not known.suffix(other)] or fitting
        owner[name] = fitting[0] if len(fitting) == 1 else name
        if not fitting:
            for key in _keys(name, known):
                found.setdefault(key, []).append(name)
    return owner


def _keys(name: str, known: _Naming) -> tuple[str, ...]:
    """Names that can mean the same share one of these: the last word, its sound, the initials."""
    words = known.surname_last(name)
    if not words:
        return ()
    initials = "".join(word[0] for word in words if word not in known.small)
    letters = "".join(words)
    return tuple(
        dict.fromkeys(
            (
                words[-1],
                "~" + sound(words[-1]),
                "+" + known.letters(name),
                "=" + (initials if len(words) > 1 else letters),
            )
        )
    )


def _person_words(words: Sequence[str]) -> int:
    return len([word for word in words if len(word) > 1])


def _renamed(article: Article, best: Mapping[str, tuple[str, str | None]]) -> Article:
    changed = False
    sentences: list[Sentence] = []
    for sentence in article.sentences:
        speech = sentence.speech
        if speech.speaker is not None:
            name, role = best.get(speech.speaker, (speech.speaker, speech.role))
            if name == speech.speaker and role is None:
                role = speech.role
            if (name, role) != (speech.speaker, speech.role):
                sentence = replace(sentence, speech=replace(speech, speaker=name, role=role))
                changed = True
        sentences.append(sentence)
    return replace(article, sentences=tuple(sentences)) if changed else article


def same_speaker(a: str, b: str, code: str | None = None) -> bool:
    """Whether two names can stand for one person or one body."""
    known = _naming(code or "en")
    return _spelled_alike(a, b, known) or _same_person(a, b, known) or _same_body(a, b, known)


def _spelled_alike(a: str, b: str, known: _Naming) -> bool:
    """The same letters, be they parted otherwise: "Han Soo Min" and "Han Soo-min"."""
    return known.words[a] == known.words[b] or (" " in a and " " in b and known.letters(a) == known.letters(b))


def _same_person(a: str, b: str, known: _Naming) -> bool:
    """Surnames that sound alike and given names that can be the same."""
    if not (known.is_name[a] and known.is_name[b]):
        return False
    first, second = known.surname_last(a), known.surname_last(b)
    if not first or not second or any(word in known.bodies for word in (*first, *second)):
        return False
    if sound(first[-1]) != sound(second[-1]) or (first[-1] != second[-1] and (_shouted(a) or _shouted(b))):
        return False
    titles = known.title(a), known.title(b)
    if any(titles):
        return not known.other_gender(titles[0] or first[0], titles[1] or second[0])
    given, other = first[:-1], second[:-1]
    if known.suffix(a) != known.suffix(b):  # a father and a son, unless one is a bare surname
        return any(not known.suffix(name) and not its for name, its in ((a, given), (b, other)))
    return not given or not other or _all_given_alike(given, other)


def _all_given_alike(given: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether the given names of two people of one surname, one or more each, can be those of one."""
    if _behind_initial(given) == other or _behind_initial(other) == given:
        return True
    return _given_alike(given[0], other[0])


def _shouted(name: str) -> bool:
    """Whether a name's last word is all capitals, like initials."""
    return name.split()[-1].isupper()


def _behind_initial(given: tuple[str, ...]) -> tuple[str, ...] | None:
    """ "K. Michael": what is behind the initial."""
    return given[1:] if len(given) > 1 and len(given[0]) == 1 else None


def _given_alike(a: str, b: str) -> bool:
    if a == b or sound(a) == sound(b):
        return True
    if len(a) == 1 or len(b) == 1:
        return a[0] == b[0]
    short, long = sorted((a, b), key=len)
    if len(short) >= PEOPLE.short and long.startswith(short):
        return True
    return len(consonants(a)) >= 2 and consonants(a) == consonants(b)


def _same_body(a: str, b: str, known: _Naming) -> bool:
    if not (known.is_name[a] and known.is_name[b]):
        return False
    first, second = known.words[a], known.words[b]
    if not first or not second:
        return False
    if first == second or _initials(first, b, known) or _initials(second, a, known):
        return True
    short, long = sorted((first, second), key=len)
    if not any(word in known.bodies for word in short) or len(short) < 2:
        return False
    joint = len(long) > len(short) and long[-len(short) - 1] in known.joining  # "the Council and the Harbour Board"
    return long[-len(short) :] == short and not joint


def _initials(words: tuple[str, ...], short: str, known: _Naming) -> bool:
    letters = letters_of(short, known.articles)
    if len(words) < PEOPLE.short - 1 or not letters:
        return False
    return "".join(word[0] for word in words if word not in known.small) == letters.lower()
