"""News that nobody wrote, as many articles as wanted, in a stream: the same for the same seed, whatever part is made.

    python -m quality.made_news FOLDER --articles 10000 [--words 500] [--seed 1]

Stories of one to twelve articles, each with its own people, places and subject; every tenth article has a reprint, cut
or whole. A story happens on one of ten days. A thousand files to a folder.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate, islice
from pathlib import Path


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


FIRST_DAY, DAYS = date(2026, 3, 1), 10
SIZES = (1, 1, 2, 3, 5, 8, 12)  # articles of a story
A_FOLDER = 1000  # files
REPRINTED = 0.1  # of the articles
SYLLABLES = _words(
    """
    ka lo mi ren tas vor bel dun quo zar fen gil hob jur nim pod ster wick ham ley
    """
)
SMALL = _words(
    """
    the of to and in a is that for on it with as was at by be from are this has have had not but they which or an were
    one their been will would who more its said about after up there into over than out when also new could other some
    time two all may first most only now them these people years year before many under last between such still
    because each if what where while so no his her our made can like through since during against later then well even
    way back just
    """
)
PLAIN = _words(
    """
    council harbour bridge budget hospital school police court minister union company price market water power road
    rail strike vote bill plan report inquiry committee board mayor county river storm flood fire rescue worker driver
    teacher nurse patient pupil farmer crop field factory plant steel coal gas oil energy tax rate bank loan debt fund
    trade export import ship port ferry tunnel station airport flight passenger ticket fare delay repair contract deal
    offer bid stake share profit loss sale store shop rent house flat tower estate land owner tenant judge trial
    appeal verdict sentence prison officer soldier border law rule permit licence ban fine charge claim evidence
    witness document record letter study test sample vaccine virus doctor ward clinic trust charity museum theatre
    film song festival match team coach season league goal player stadium race medal election campaign party leader
    seat voter poll debate reform pension wage benefit job office
    """
)
VERBS = _words(
    """
    approve reject close open build repair delay cancel announce warn promise demand accept refuse expect consider
    review publish sign join leave raise cut pay spend sell buy move start finish plan order call ask tell meet agree
    propose oppose support defend attack blame praise question investigate charge arrest release find lose win hold
    carry reach cross rebuild replace restore protect threaten affect cover include follow lead
    """
)
ENDINGS = ("", "s", "ed", "ing")
KNOWN = 200  # places that many stories name


@dataclass(frozen=True, slots=True)
class Made:
    """An article: the name of its file, its text, its story, and what it reprints."""

    name: str
    text: str
    story: int
    reprints: str | None = None


@dataclass(frozen=True, slots=True)
class _Story:
    """What a story is about: its own names, its subject's words, its day."""

    names: tuple[str, ...]
    subject: tuple[str, ...]
    day: date


def articles(size: int, words: int = 500, seed: int = 1) -> Iterator[Made]:
    """So many articles."""
    return islice(_all(words, seed), size)


def _all(words: int, seed: int) -> Iterator[Made]:
    number = story = 0
    while True:
        chance = random.Random(f"{seed} {story}")
        about = _story(chance)
        for _ in range(chance.choice(SIZES)):
            sentences = _sentences(chance, about, words)
            title = " ".join([chance.choice(about.names), *chance.sample(about.subject, 3), chance.choice(about.names)])
            made = Made(_name(number), _text(title, about.day, sentences), story)
            yield made
            number += 1
            if chance.random() < REPRINTED:
                kept = sentences[: chance.randint(len(sentences) // 2, len(sentences))]
                yield Made(_name(number), _text(title, about.day, kept), story, made.name)
                number += 1
        story += 1


def _name(number: int) -> str:
    return f"{number // A_FOLDER:04}/{number:07}.txt"


def _story(chance: random.Random) -> _Story:
    own = [_word(chance, 2, 3).capitalize() for _ in range(7)]
    places = [_PLACES[int(KNOWN * chance.random() ** 3)] for _ in range(2)]
    subject = [chance.choice(PLAIN) for _ in range(20)] + [chance.choice(VERBS) for _ in range(10)]
    return _Story((*own, *places), tuple(dict.fromkeys(subject)), FIRST_DAY + timedelta(chance.randrange(DAYS)))


def _word(chance: random.Random, least: int, most: int) -> str:
    return "".join(chance.choices(SYLLABLES, k=chance.randint(least, most)))


_PLACES = tuple(_word(random.Random(f"place {number}"), 2, 3).capitalize() for number in range(KNOWN))
_SHARES = tuple(accumulate(1 / (rank + 3) for rank in range(len(SMALL))))


def _sentences(chance: random.Random, about: _Story, words: int) -> list[str]:
    found: list[str] = []
    count = 0
    while count < words:
        length = chance.randint(12, 28)
        drawn = chance.choices(SMALL, cum_weights=_SHARES, k=length)
        for place in range(1, length, 2):
            drawn[place] = _telling(chance, about)
        drawn[0] = drawn[0].capitalize()
        found.append(" ".join(drawn) + ".")
        count += length
    return found


def _telling(chance: random.Random, about: _Story) -> str:
    kind = chance.random()
    if kind < 0.2:
        return chance.choice(about.names)
    if kind < 0.5:
        return chance.choice(about.subject)
    if kind < 0.54:
        return str(chance.randint(2, 5000))
    return chance.choice(PLAIN) if kind < 0.8 else chance.choice(VERBS) + chance.choice(ENDINGS)


def _text(title: str, day: date, sentences: list[str]) -> str:
    parts = [" ".join(sentences[at : at + 3]) for at in range(0, len(sentences), 3)]
    return "\n\n".join([title, f"{day.day} {day:%B %Y}", *parts]) + "\n"


def write(folder: Path, size: int, words: int = 500, seed: int = 1) -> None:
    """Writes so many articles below the folder."""
    for made in articles(size, words, seed):
        file = folder / made.name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(made.text, encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--words", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    write(given.folder, given.articles, given.words, given.seed)


if __name__ == "__main__":
    main()
