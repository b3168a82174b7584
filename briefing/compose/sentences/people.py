"""One name for one speaker across the articles of a story: the fullest form that a single article prints.

Two names are one person's if their surnames sound alike and their given names can be the same; never because of a
first name or a role alone. Two bodies are one if their names agree without article and case, if one is the other's
initials, or if one's words all stand in the other and no third one would fit as well.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from briefing import language
from briefing.compose.sentences.spelling import consonants, folded_word, sound
from briefing.model import Article, Sentence

__all__ = ["resolve", "same_speaker"]

_ARTICLES = frozenset(("the", "a", "an"))
_SUFFIXES = frozenset(("jr", "sr", "ii", "iii", "iv"))
_WORD = re.compile(r"[^\W_]+(?:[-'’.][^\W_]+)*")
_SMALL = frozenset(("of", "and", "for", "in"))
_SHORT = 3  # letters of an initialism, at least


@dataclass(frozen=True, slots=True)
class _Form:
    """A speaker's name as one article prints it."""

    name: str
    role: str | None
    article: str


def resolve(articles: Sequence[Article]) -> tuple[Article, ...]:
    """The articles with each speaker in the fullest form that one of them prints, and the role printed beside that."""
    forms = _forms(articles)
    names = sorted({form.name for form in forms} | {form.name for form in _printed(articles, forms)})
    best = _best(names, forms)
    if all(best[form.name] == (form.name, form.role) for form in forms):
        return tuple(articles)
    return tuple(_renamed(article, best) for article in articles)


def same_speaker(a: str, b: str) -> bool:
    """Whether two names stand for one speaker; a capital, a country and its government speak with one voice."""
    if _plain(a) == _plain(b):
        return True
    country = _country(a)
    if country is not None and country == _country(b):
        return True
    return _same_person(a, b) or _same_body(a, b)


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
    singles = {sound(form.name): form.name for form in forms if " " not in form.name and form.name[:1].isupper()}
    full = {sound(form.name.split()[-1]) for form in forms if " " in form.name}
    wanted = {key: name for key, name in singles.items() if key not in full}
    if not wanted or len(articles) < 2:
        return []
    runs: Counter[str] = Counter()
    for article in articles:
        table = language.table("speech", article.language or "en")
        titles = frozenset((*table.get("names", {}).get("title", ()), *table.get("words", {}).get("preposition", ())))
        for sentence in article.sentences:
            runs.update(_full_names(sentence.text, wanted, titles))
    return [_Form(name, None, "") for name in sorted(runs)]


_RUN = re.compile(r"(?:[A-ZÀ-ÖØ-ÞŁŚŻŽŠČİ][\w’'-]+ ){1,3}[A-ZÀ-ÖØ-ÞŁŚŻŽŠČİ][\w-]+")


def _full_names(text: str, wanted: Mapping[str, str], titles: frozenset[str]) -> list[str]:
    found = []
    for match in _RUN.finditer(text[:20_000]):
        words = match.group().split()
        if sound(words[-1]) not in wanted:
            continue
        if words[-2].lower() not in titles and words[-2].lower() not in _ARTICLES:
            found.append(" ".join(words[-2:]))
    return found


def _best(names: Sequence[str], forms: Sequence[_Form]) -> dict[str, tuple[str, str | None]]:
    """Name → the fullest name of its bearer and the role beside it.

    From the fullest name down, each joins the one bearer that it fits; a name that fits nobody yet is a bearer of its
    own, one that fits two stays as it is.
    """
    roles: dict[str, Counter[str]] = {}
    for form in forms:
        if form.role:
            roles.setdefault(form.name, Counter())[form.role] += 1
    bearers: dict[str, list[str]] = {}  # by what a name that means the same must share with them
    owner: dict[str, str] = {}
    for name in sorted(names, key=lambda n: (-_person_words(n), n not in roles, -len(n), n)):
        near = dict.fromkeys(other for key in _keys(name) for other in bearers.get(key, ()))
        fitting = [other for other in near if _same_person(name, other) or _same_body(name, other)]
        owner[name] = fitting[0] if len(fitting) == 1 else name
        if not fitting:
            for key in _keys(name):
                bearers.setdefault(key, []).append(name)
    best: dict[str, tuple[str, str | None]] = {}
    for name in names:
        said = roles.get(owner[name], Counter())
        best[name] = (owner[name], max(said, key=lambda r: (said[r], len(r), r)) if said else None)
    return best


def _keys(name: str) -> tuple[str, ...]:
    """Names that can mean the same share one of these: the last word, its sound, the initials."""
    words = _surname_last(name)
    if not words:
        return ()
    initials = "".join(word[0] for word in words if word not in _SMALL)
    letters = "".join(c for c in name.lower() if c.isalnum())
    return tuple(dict.fromkeys((words[-1], "~" + sound(words[-1]), "=" + (initials if len(words) > 1 else letters))))


def _person_words(name: str) -> int:
    return len([word for word in _words(name) if len(word) > 1])


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


@cache
def _words(name: str) -> tuple[str, ...]:
    found = [folded_word(word) for word in _WORD.findall(name.replace("’s", "").replace("'s", ""))]
    return tuple(word for word in found if word and word not in _ARTICLES)


def _plain(name: str) -> str:
    return " ".join(_words(name))


def _is_name(name: str) -> bool:
    """Whether every word but articles, particles and the like begins with a capital: a name, not a description."""
    words = _WORD.findall(name)
    small = [word for word in words if word[0].islower()]
    return len(small) < len(words) and not any(len(word) > 3 or word in _counting() for word in small)


@cache
def _counting() -> frozenset[str]:
    """Short words before several of a kind: "a few Greens"."""
    words = language.table("speech", "en").get("words", {})
    return frozenset(words.get("determiner", ())) - _ARTICLES


@cache
def _bodies() -> frozenset[str]:
    names = language.table("speech", "en").get("names", {})
    return frozenset((*names.get("body", ()), *names.get("outlet", ())))


def _same_person(a: str, b: str) -> bool:
    """Surnames that sound alike and given names that can be the same."""
    if not (_is_name(a) and _is_name(b)):
        return False
    first, second = _surname_last(a), _surname_last(b)
    if not first or not second or any(word in _bodies() for word in (*first, *second)):
        return False
    if sound(first[-1]) != sound(second[-1]):
        return False
    given, other = first[:-1], second[:-1]
    if not given or not other:
        return True
    return _given_alike(given[0], other[0]) or (len(given) == len(other) == 1 and given[0] == other[0])


def _surname_last(name: str) -> tuple[str, ...]:
    words = _words(name)
    return words[:-1] if len(words) > 1 and words[-1] in _SUFFIXES else words


def _given_alike(a: str, b: str) -> bool:
    if a == b or sound(a) == sound(b):
        return True
    if len(a) == 1 or len(b) == 1:
        return a[0] == b[0]
    short, long = sorted((a, b), key=len)
    if len(short) >= _SHORT and long.startswith(short):
        return True
    return len(consonants(a)) >= 2 and consonants(a) == consonants(b)


def _same_body(a: str, b: str) -> bool:
    if not (_is_name(a) and _is_name(b)):
        return False
    first, second = _words(a), _words(b)
    if not first or not second:
        return False
    if first == second or _initials(first, b) or _initials(second, a):
        return True
    short, long = sorted((first, second), key=len)
    if not any(word in _bodies() for word in short) or len(short) < 2:
        return False
    return long[-len(short) :] == short


def _initials(words: tuple[str, ...], short: str) -> bool:
    letters = "".join(c for c in short if c.isalnum())
    if len(words) < _SHORT - 1 or not letters.isupper() or len(letters) < _SHORT:
        return False
    return "".join(word[0] for word in words if word not in _SMALL) == letters.lower()


@cache
def _countries() -> Mapping[str, str]:
    """Capital, country, demonym, seat of government → country."""
    found: dict[str, str] = {}
    for country, others in language.table("countries", "en").get("country", {}).items():
        for name in (country, *others):
            found.setdefault(" ".join(_words(name)), country)
    return found


_STATE = frozenset(("government", "administration", "authorities", "officials", "state"))


def _country(name: str) -> str | None:
    words = _words(name)
    if len(words) > 1 and words[-1] in _STATE:
        words = words[:-1]
    return _countries().get(" ".join(words))
