"""The people of an article in a language without spaces: their names, titles and who spoke last."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from briefing.prepare.speech.unspaced.table import UnspacedPatterns

_HAN = r"\u3005\u3006\u4e00-\u9fff"
# A Japanese name before its title: Chinese characters, then the given name in either syllabary; or all in katakana.
_NAME = re.compile(
    rf"(?:[{_HAN}]{{1,6}}(?:[\u30a1-\u30fa\u30fc]{{1,5}}|[\u3041-\u3096]{{2,4}})?|[\u30a1-\u30fa\u30fc・＝]{{2,}})$"
)
_OFFICE = re.compile(r"[県市町村省庁局部課会社党院所署学校国都府道]")
_SHORTEST = 2  # characters of a name whose surname is unknown
_LONGEST = 4  # characters of a name without a foreign one's point
_BACK = 6  # sentences


@dataclass(slots=True, kw_only=True)
class Party:
    """Somebody who speaks. title: what stands beside the name; kind: "person", "body" or "described"."""

    name: str
    title: str = ""
    kind: str = "described"
    gender: str = ""
    seen: int = -1


@dataclass(slots=True)
class People:
    """Who is named in an article. spoken: (sentence, who) in order."""

    table: UnspacedPatterns
    persons: dict[str, Party] = field(default_factory=dict)
    spoken: list[tuple[int, Party]] = field(default_factory=list)

    def read(self, texts: Sequence[str]) -> None:
        """Note everybody who is named with a title."""
        for number, text in enumerate(texts):
            for name, title in self._titled(text):
                self._note(name, title, number)

    def _titled(self, text: str) -> Iterator[tuple[str, str]]:
        table = self.table
        if not table.verbs_last:
            for title in table.before:
                for match in re.finditer(re.escape(title), text):
                    name = self._name_at(text, match.end())
                    if name:
                        yield name, title
        ends: set[int] = set()  # of titles, of which the longest stand first
        for title in table.after:
            for match in re.finditer(re.escape(title), text):
                if match.end() in ends:
                    continue
                ends.add(match.end())
                name = self.name_before(text[: match.start()])
                if name and len(name) > 2:
                    yield name, title

    def _note(self, name: str, title: str, number: int) -> Party:
        party = self.persons.get(name)
        if party is None:
            party = self.persons[name] = Party(name=name, kind="person", seen=number)
        if title and title not in self.table.courtesy and not party.title:
            party.title = title
        if title in self.table.she_titles:
            party.gender = "she"
        return party

    def _name_at(self, text: str, at: int) -> str:
        """A name that begins at a place: a foreign one, or surname and given name."""
        match = self.table.foreign.match(text, at)
        if match:
            return match[0]
        size = 2 if text[at : at + 2] in self.table.surnames else 1
        if text[at : at + size] not in self.table.surnames:
            return ""
        name = text[at : at + size + 2]
        if text.startswith(self.table.after, at + size + 1):
            name = name[:-1]  # "主任冯维教授"
        while name and (name[-1] in self.table.not_given or not "\u4e00" <= name[-1] <= "\u9fff"):
            name = name[:-1]
        return name if len(name) > size else ""

    def name_before(self, text: str) -> str:
        """The name that ends a text: before a title."""
        if self.table.verbs_last:
            return self._name_of_syllables(text)
        foreign = [match for match in self.table.foreign.finditer(text) if match.end() == len(text)]
        if foreign:
            return self._without_title(foreign[0][0])
        for size in (_LONGEST, 3, 2):
            name = text[-size:]
            if len(name) == size and self._is_name(name):
                short = next((n for n in range(2, size) if text[:-n].endswith(self.table.before)), size)
                return text[-short:] if self._is_name(text[-short:]) else name
        return text[-1:] if text[-1:] in self.table.surnames else ""

    def _is_name(self, name: str) -> bool:
        if name[:2] in self.table.surnames:
            return 3 <= len(name) <= _LONGEST
        return name[:1] in self.table.surnames and len(name) <= 3

    def _name_of_syllables(self, text: str) -> str:
        match = _NAME.search(text)
        if not match:
            return ""
        name = match[0]
        for title in self.table.before:
            at = name.rfind(title)
            if at >= 0 and len(name) - at - len(title) >= 2:
                name = name[at + len(title) :]
        offices = [one.end() for one in _OFFICE.finditer(name, 0, max(0, len(name) - 2))]
        if len(name) > _LONGEST + 1 and offices:
            name = name[offices[-1] :]
        return name

    def _without_title(self, name: str) -> str:
        for title in self.table.before:
            at = name.rfind(title)
            if at >= 0 and at + len(title) < len(name):
                return name[at + len(title) :]
        return name

    def party(self, phrase: str, number: int) -> Party | None:
        """Who a noun phrase means; None if nobody is meant by it so far."""
        table = self.table
        if phrase in table.he | table.she | table.they or not phrase:
            gender = "she" if phrase in table.she else "he" if phrase in table.he else "they" if phrase else ""
            return self.last(number, gender)
        for sign in table.same:
            if phrase.startswith(sign) and len(phrase) > len(sign):
                again = self._again(phrase[len(sign) :], number) or self._named(phrase, number)
                return again or Party(name=phrase, kind="described")
        return self._named(phrase, number) or self._bare_title(phrase, number) or self._other(phrase)

    def _named(self, phrase: str, number: int) -> Party | None:
        for name, party in self.persons.items():
            if phrase.endswith(name) and len(name) > 1:
                return party
        for title in () if phrase.endswith(self.table.unnamed) else self.table.after:
            if phrase.endswith(title) and len(phrase) > len(title):
                name = self.name_before(phrase[: -len(title)])
                if name:
                    return self._fullest(name, title, number)
        if self.table.verbs_last:
            return self._by_surname(phrase)
        name, title = self._between_titles(phrase)
        if name:
            return self._note(name, title, number)
        name = self.name_before(phrase)
        before = phrase[: -len(name)] if name else ""
        titled = before.endswith((*self.table.before, *self.table.callings))
        if len(name) > 1 and (not before or titled or "·" in name):
            title = next((one for one in self.table.before if before.endswith(one)), "")
            return self._note(name, title, number)
        return None

    def _by_surname(self, phrase: str) -> Party | None:
        found = [party for name, party in self.persons.items() if len(phrase) > 1 and name.startswith(phrase)]
        return found[0] if len(found) == 1 else None

    def _fullest(self, name: str, title: str, number: int) -> Party:
        """The person of a full name that begins with a surname alone."""
        if name not in self.persons:
            same = [party for full, party in self.persons.items() if full.startswith(name) and full != name]
            if same:
                return next((party for party in same if party.title == title), same[-1])
        return self._note(name, title, number)

    def _bare_title(self, phrase: str, number: int) -> Party | None:
        """ "The mayor", where one who is named has that title."""
        titles = (*self.table.before, *self.table.after)
        title = phrase if phrase in titles else ""
        found = [p for p in self.persons.values() if title and p.title.endswith(title) and p.seen <= number]
        return found[-1] if found else None

    def _other(self, phrase: str) -> Party:
        kind = "body" if phrase.endswith(self.table.bodies) else "described"
        return Party(name=phrase, kind=kind)

    def _again(self, noun: str, number: int) -> Party | None:
        """ "该局": the body or the person last named so."""
        for when, party in reversed(self.spoken):
            if number - when > 2 * _BACK:
                break
            described = party.kind == "described" and noun in party.name
            if party.name.endswith(noun) or described or (party.title and party.title.endswith(noun)):
                return party
        if noun in self.table.firms:
            near = (party for when, party in reversed(self.spoken) if number - when <= _BACK)
            return next((party for party in near if party.kind != "person"), None)
        return self._bare_title(noun, number)

    def _between_titles(self, phrase: str) -> tuple[str, str]:
        """A name that stands between two titles, whatever its surname, and the title behind it: "领队西平教授"."""
        before = next((one for one in self.table.before if phrase.startswith(one)), "")
        after = next((one for one in self.table.after if before and phrase.endswith(one)), "")
        name = phrase[len(before) : len(phrase) - len(after)] if after else ""
        plain = _SHORTEST <= len(name) <= _LONGEST - 1 and not name.endswith(self.table.bodies + self.table.before)
        return (name, after) if plain else ("", "")

    def last(self, number: int, gender: str = "") -> Party | None:
        """Who spoke last."""
        for when, party in reversed(self.spoken):
            if number - when > _BACK:
                return None
            if gender in ("he", "she") and (party.kind == "body" or (party.gender or gender) != gender):
                continue
            if gender in ("he", "she") and party.kind == "person":
                party.gender = gender
            return party
        return None
