"""What the desk says, in the edition's language: a file a language in words/; English where there is none."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from briefing.publish.page.labels import counted

FOLDER = Path(__file__).parent / "words"
_COMMAS = {"ar": "، "}  # languages whose comma is another than that of English


@dataclass(frozen=True, slots=True)
class Phrases:
    """What is said in one language: `phrases["undo"]`. What is counted has a form for each plural of the language,
    under its key and the form's name (`found_one`)."""

    language: str
    texts: Mapping[str, str]

    def __getitem__(self, key: str) -> str:
        return self.texts[key]

    @property
    def comma(self) -> str:
        """What stands between the members of a list."""
        return _COMMAS.get(self.language, ", ")

    def counted(self, key: str, n: int) -> str:
        """The form of a phrase for `n`, with the number in it."""
        return counted(self.texts, key, n, self.language)


def languages() -> tuple[str, ...]:
    """The languages that the desk speaks."""
    return tuple(sorted(file.stem for file in FOLDER.glob("*.toml")))


@cache
def words(language: str) -> Phrases:
    """Every phrase by its key; all in English where the desk does not speak the language."""
    spoken = language if language in languages() else "en"
    data = tomllib.loads((FOLDER / f"{spoken}.toml").read_text("utf-8"))
    return Phrases(spoken, MappingProxyType(dict(_flat(data))))


def _flat(data: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    for key, value in data.items():
        if isinstance(value, dict):
            yield from ((f"{key}_{form}", str(text)) for form, text in value.items())
        else:
            yield key, str(value)
