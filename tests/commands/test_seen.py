"""What `build` says of characters that are not as they look, and what it prints of them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.helpers.running import called, project

HEAD = "Ferry tolls rise at Lisk\n\nLisk Post, 3 March 2031\n\n"
TOLD = "The council of Lisk will {}raise the toll{} in May, its clerk said on Monday.\n"
DAY = "2031-03-03"


def built(home: Path, text: str, formats: str = "txt") -> str:
    """All that the command says."""
    project(home, f"formats: [{formats}]\n", {"a.txt": HEAD + text})
    done = called("build", "--date", DAY, cwd=home)
    assert done.returncode == 0
    return done.stdout + done.stderr


def test_where_all_sentences_turn_their_order_that_is_the_reason(tmp_path: Path) -> None:
    said = built(tmp_path, TOLD.format("\u202e", "\u202c"))
    why = "1 sentence holds controls that turn the order of what is seen, and not quoted"
    assert f"left out: sources/a.txt: {why}" in said
    assert json.loads((tmp_path / "out" / DAY / "brief.json").read_bytes())["left_out"][0]["reason"] == why


@pytest.mark.parametrize("mark", ["\u200b", ""])
def test_an_invisible_mark_within_a_word_is_said(tmp_path: Path, mark: str) -> None:
    said = built(tmp_path, TOLD.replace("raise", f"ra{mark}ise").format("", ""))
    warned = "to look at: sources/a.txt: 1 sentence holds invisible marks within a word or figure; compared as seen"
    assert (warned in said) is bool(mark)


def test_text_of_a_source_turns_nothing_beside_it_in_any_output(tmp_path: Path) -> None:
    built(tmp_path, TOLD.format("\u202b\u05d0\u05d1 ", "\u202c"), "txt, html, eml")
    for name in ("brief.txt", "brief.html"):
        text = (tmp_path / "out" / DAY / name).read_text("utf-8")
        assert "\u2067\u05d0\u05d1 raise the toll\u2069" in text
        assert not set(text) & set("\u202a\u202b\u202c\u202d\u202e")
    assert called("verify", DAY, cwd=tmp_path).returncode == 0
