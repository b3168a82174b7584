"""Invented articles in any number, the same for the same seed: stories reported by several outlets, with reprints."""

from __future__ import annotations

import random
from collections.abc import Iterator

_LISTS = """
Bran Kest Lor Mar Nor Ost Pell Quin Rad Sel Tar Ul Var Wes Yel Zor
ton ford holm by gard mere wick dal stad vik field burg haven moor
Ada Bo Cleo Dag Eva Finn Gro Hal Ines Jon Kai Lena Mika Nils Olga Per Rosa Sven Tess Ulla
council ministry court union bank police board company commission agency parliament hospital
approved rejected suspended announced delayed cancelled extended reviewed funded closed
bridge tariff budget ferry pension reactor railway harbour levy treaty licence tunnel pipeline festival
before during long talks night morning week vote protest storm strike report winter harvest river valley coast border \
market prices workers families drivers farmers engineers students judges nurses plan deal cost delay safety supply \
access repair debate record majority concern support warning promise answer
"""
_STARTS, _ENDS, _FIRST, _BODIES, _DEEDS, _THINGS, _WORDS = (
    line.split() for line in _LISTS.replace("\\\n", "").strip().splitlines()
)


def articles(count: int, words: int = 500, seed: int = 7, day: str = "March 3, 2026") -> Iterator[tuple[str, str]]:
    """File names and texts; about eight articles report one event, one in ten of them is a reprint."""
    chance = random.Random(seed)
    made = 0
    number = 0
    while made < count:
        story = _Story(random.Random(f"{seed}-{number}"))
        number += 1
        last = ""
        for _ in range(min(count - made, chance.randint(3, 13))):
            reprint = bool(last) and chance.random() < 0.1
            body = last if reprint else story.body(words)
            last = body
            yield f"{made:06d}.txt", f"{story.headline()}\n\n{day}\n\n{body}\n"
            made += 1


class _Story:
    """One event with its own places, people and things."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.place = chance.choice(_STARTS) + chance.choice(_ENDS)
        self.people = [f"{chance.choice(_FIRST)} {chance.choice(_STARTS)}{chance.choice(_ENDS)}" for _ in range(6)]
        self.body_of = chance.choice(_BODIES)
        self.thing = chance.choice(_THINGS)
        self.deed = chance.choice(_DEEDS)
        self.theme = chance.sample(_WORDS, 18)

    def headline(self) -> str:
        return f"{self.place} {self.body_of} {self.deed} {self.thing} {' '.join(self.chance.sample(self.theme, 3))}"

    def body(self, words: int) -> str:
        lead = f"The {self.place} {self.body_of} {self.deed} the {self.thing} on Tuesday {self._tail()}."
        paragraphs, paragraph, size = [], [lead], len(lead.split())
        while size < words:
            sentence = self._sentence()
            paragraph.append(sentence)
            size += len(sentence.split())
            if len(paragraph) == 3:
                paragraphs.append(" ".join(paragraph))
                paragraph = []
        return "\n\n".join([*paragraphs, " ".join(paragraph)] if paragraph else paragraphs)

    def _tail(self) -> str:
        return " ".join(["after", *self.chance.sample(self.theme, 3), "in", self.place])

    def _sentence(self) -> str:
        chance = self.chance
        some = " ".join(chance.sample(self.theme, chance.randint(4, 8)))
        person = chance.choice(self.people)
        kind = chance.randrange(5)
        if kind == 0:
            return f"“The {self.thing} needs {some},” {person} said."
        if kind == 1:
            return (
                f"{person}, who leads the {self.body_of}, said the {some} would cost {chance.randint(2, 900)} crowns."
            )
        if kind == 2:
            return f"In {chance.randint(1950, 2025)} the {self.place} {self.thing} had {some}."
        if kind == 3:
            return f"The {self.body_of} has long {chance.choice(_DEEDS)} {some} near {self.place}."
        return f"Some {chance.randint(20, 9000)} {some} were counted on Monday, according to {person}."
