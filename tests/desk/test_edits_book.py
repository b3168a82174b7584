"""The file of changes, written for people: nothing that they wrote is lost, and nothing stops half-way."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from random import Random

import pytest

from briefing.compose.edits.edits import Edit
from briefing.config import Config, Project
from briefing.desk.edits import edits_book
from briefing.desk.edits.edits_book import ChangedMeanwhile, EditsBook
from briefing.errors import ConfigError

FIRST, SECOND = Edit(strike="s0123456789", by="Ada Roe"), Edit(merge=("a b.txt", "sources/ü.txt#3"), why='"both": one')


@pytest.fixture
def book(tmp_path: Path) -> EditsBook:
    return EditsBook(Project(Config(), tmp_path, None), date(2026, 3, 3))


def test_a_change_is_a_line_that_is_undone_and_done_again(book: EditsBook) -> None:
    page = book.add((FIRST,), book.page().base)
    page = book.add((SECOND,), page.base)
    assert page.edits.edits == (FIRST, SECOND)
    assert '  - {strike: s0123456789, by: "Ada Roe"}\n' in page.text
    page = book.undo(page.base)
    assert (page.edits.edits, page.edits.undone) == ((FIRST,), (SECOND,))
    assert book.redo(page.base).edits.edits == (FIRST, SECOND)
    book.undo(None)
    book.undo(None)
    assert book.undo(None).edits.edits == () and book.redo(None).edits.edits == (FIRST,)
    assert book.add((SECOND,), None).edits.undone == ()  # what was taken back is not done again after another change


@pytest.mark.parametrize(
    "text",
    [
        "# mine\nedits:\n  # first\n  - {strike: s1111111111}   # why not\n\n"
        "  - put: s2222222222\n    section: context\n# end",
        "edits: [{strike: s1111111111}] # x\n",
        "# nothing yet\nedits: []\nundone:\n- pin: s0123456789\n",
        "{edits: [{strike: s1111111111}]}",
        "undone: [{pin: s0123456789}]\nedits:\n- {note: 'a: b', story: t1}\n",
        "edits:\n",
        "\ufeffedits:\r\n  - {strike: s1111111111}\r\n",
    ],
)
def test_what_people_wrote_stays(book: EditsBook, text: str) -> None:
    book.file.parent.mkdir()
    book.file.write_text(text, encoding="utf-8", newline="")
    before = book.page().edits.edits
    page = book.add((FIRST,), None)
    assert page.edits.edits == (*before, FIRST)
    for comment in ("# mine", "# first", "# end", "# nothing yet"):
        assert (comment in text) is (comment in page.text)
    for _ in range(len(before) + 1):
        page = book.undo(None)
    assert page.edits.edits == () and len(page.edits.undone) == len(before) + 1


@pytest.mark.parametrize("seed", range(20))
def test_whatever_a_change_says_comes_back_as_it_was(book: EditsBook, seed: int) -> None:
    random = Random(seed)
    alphabet = "aZ0 :#-{}[],&*!|>'\"%@`\\\n\t\u00e9\u2028\u200f日😀\x7f\x85\u2014"
    edits = []
    for _ in range(12):
        words = "x" + "".join(random.choice(alphabet) for _ in range(random.randrange(40)))
        edits.append(Edit(note=words, story=words.replace("\n", " ").strip() or "t1", by=words, why=words[::-1]))
        book.add(edits[-1:], None)
        if random.random() < 0.3:
            book.undo(None)
            assert book.redo(None).edits.edits == tuple(edits)
    assert book.page().edits.edits == tuple(edits)


def test_who_changes_an_old_page_is_told(book: EditsBook) -> None:
    old = book.page()
    book.add((FIRST,), old.base)
    with pytest.raises(ChangedMeanwhile):
        book.add((SECOND,), old.base)
    with pytest.raises(ChangedMeanwhile):
        book.undo(old.base)
    with pytest.raises(ChangedMeanwhile):
        book.redo(old.base)
    assert book.page().edits.edits == (FIRST,)


def test_a_stop_in_the_middle_leaves_the_file_as_it_was(book: EditsBook, monkeypatch: pytest.MonkeyPatch) -> None:
    before = book.add((FIRST,), None)

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", stop)
    with pytest.raises(KeyboardInterrupt):
        book.add((SECOND,), None)
    monkeypatch.undo()
    assert book.page() == before and [file.name for file in book.file.parent.iterdir()] == [book.file.name]


def test_a_file_with_a_fault_is_not_written_over(book: EditsBook) -> None:
    book.file.parent.mkdir()
    book.file.write_text("edits:\n  - {stike: s1111111111}\n")
    with pytest.raises(ConfigError, match=r"2026-03-03\.yaml:2:6: .*'stike'"):
        book.add((FIRST,), None)
    assert "stike" in book.file.read_text()


def test_the_time_of_a_change_is_one_that_the_file_takes(book: EditsBook) -> None:
    assert book.add((Edit(strike="s0123456789", at=edits_book.now()),), None).edits.edits[0].at.endswith("Z")
