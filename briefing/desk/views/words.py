"""What the desk says, in the edition's language: a file a language in words/; English where there is none."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

FOLDER = Path(__file__).parent / "words"


def languages() -> tuple[str, ...]:
    """The languages that the desk speaks."""
    return tuple(sorted(file.stem for file in FOLDER.glob("*.toml")))


@cache
def words(language: str) -> Mapping[str, str]:
    """Every phrase by its key; what a language lacks is English."""
    found = _read("en")
    if language != "en" and language in languages():
        found = found | _read(language)
    return MappingProxyType(found)


def _read(language: str) -> dict[str, str]:
    data = tomllib.loads((FOLDER / f"{language}.toml").read_text("utf-8"))
    return {key: str(value) for key, value in data.items()}
