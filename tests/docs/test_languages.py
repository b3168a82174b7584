"""docs/add-a-language.md says exactly what a language is made of."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from briefing.language import languages, table
from quality.languages import LABELS
from tests.helpers.running import ROOT

PAGE = (ROOT / "docs" / "add-a-language.md").read_text(encoding="utf-8")
TABLES = ROOT / "briefing" / "language"
READERS = ("words/lexicon.py", "words/affixes.py", "unspaced/table.py")
LEXICON = "".join((ROOT / "briefing/prepare/speech" / name).read_text(encoding="utf-8") for name in READERS)
ADDED_SO = "sv"  # the language of which the page says that it was added this way


def _part(heading: str) -> str:
    """The page from a heading to the next."""
    return re.split(r"^#+ ", PAGE.partition(f"{heading}\n")[2], maxsplit=1, flags=re.M)[0]


def _explained(part: str) -> set[str]:
    """The keys that the second column of a table names."""
    rows = re.findall(r"^\|[^|]*\|(.*)\|$", part, re.M)
    return {key for row in rows for key in re.findall(r"`([a-z_]+)`", row)}


def test_the_files_of_a_language_are_those_that_the_page_lists() -> None:
    listed = set(re.findall(r"^\| `(\w+\.toml)` \|", _part("## The files"), re.M))
    assert listed == {file.name for file in (TABLES / ADDED_SO).iterdir()}
    assert (ROOT / "briefing/publish/page/labels" / f"{ADDED_SO}.toml").is_file()


def test_every_place_that_the_page_sends_to_knows_the_language() -> None:
    places = re.findall(r"`(tests/[\w/]+\.py)`", PAGE)
    assert len(places) == 7
    for place in set(places) - {"tests/language/test_labelled.py"}:
        assert f'"{ADDED_SO}"' in (ROOT / place).read_text(encoding="utf-8"), place
    assert {file.name for file in (LABELS / ADDED_SO).iterdir()} == {"articles.jsonl", "gold.jsonl", "floors.json"}


@pytest.mark.parametrize("code", languages())
def test_a_key_of_speech_that_a_language_uses_is_explained(code: str) -> None:
    used = {key for words in table("speech", code).values() for key in words}
    assert used <= _explained(_part("### `speech.toml`"))


def test_a_key_of_speech_that_is_explained_is_read() -> None:
    assert {key for key in _explained(_part("### `speech.toml`")) if f'"{key}"' not in LEXICON} == set()


def test_no_code_names_the_language() -> None:
    named = [
        file.name
        for file in Path(ROOT / "briefing").rglob("*.py")
        if f'"{ADDED_SO}"' in file.read_text(encoding="utf-8") and file.name != "adapter.py"  # a library's own list
    ]
    assert named == []
