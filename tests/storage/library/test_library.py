"""The library is an index of out/: whatever becomes of it, the editions say what is found."""

from __future__ import annotations

import json
import multiprocessing
import os
import random
import shutil
import sqlite3
import time
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from briefing.errors import StateError
from briefing.storage.library import filling, tables
from briefing.storage.library.library import FILE, library
from briefing.storage.library.queries import query
from tests.helpers.running import digest_of
from tests.helpers.series import Row, digest, write

DAYS = [f"2026-03-{day:02d}" for day in range(1, 13)]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A folder with out/ of twelve editions."""
    for number, day in enumerate(DAYS):
        rows = [Row(text=f"Ferry number {number} sank.", path=f"sources/{day}.txt"), Row(text="Trams stood still.")]
        write(tmp_path / "out", day, rows)
    return tmp_path


def number_of(home: Path, *words: str) -> int:
    with library(home / "state", home / "out") as lib:
        return lib.search(query(words))[0]


def file_of(home: Path) -> Path:
    return home / "state" / FILE


def rebuilt(home: Path, monkeypatch: pytest.MonkeyPatch) -> bool:
    """Whether the next search makes the library anew."""
    made: list[Path] = []
    anew = tables.anew

    def noted(file: Path) -> sqlite3.Connection:
        made.append(file)
        return anew(file)

    monkeypatch.setattr(tables, "anew", noted)
    assert number_of(home, "ferry") == 12
    monkeypatch.undo()
    return bool(made)


def test_it_is_made_once_and_then_kept(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert rebuilt(home, monkeypatch)
    before = file_of(home).read_bytes()
    assert not rebuilt(home, monkeypatch)
    assert file_of(home).read_bytes() == before


def test_new_changed_and_deleted_editions(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    number_of(home, "ferry")
    write(home / "out", "2026-03-13", [Row(text="A ferry was raised.")])
    assert number_of(home, "ferry") == 13
    write(home / "out", "2026-03-13", [Row(text="A hull was raised.")])
    assert (number_of(home, "ferry"), number_of(home, "hull")) == (12, 1)
    shutil.rmtree(home / "out" / "2026-03-13")
    assert (number_of(home, "ferry"), number_of(home, "hull")) == (12, 0)
    assert not rebuilt(home, monkeypatch)


def test_a_copied_out_is_noted_and_not_read_again(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    number_of(home, "ferry")
    for file in (home / "out").glob("*/brief.json"):
        os.utime(file, (0, 0))
    monkeypatch.setattr(filling, "contents", lambda raw: pytest.fail("read again"))
    assert number_of(home, "ferry") == 12


def cut_short(file: Path) -> None:
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


def emptied(file: Path) -> None:
    file.write_bytes(b"")


def of_another_program(file: Path) -> None:
    file.unlink()
    with sqlite3.connect(file) as connection:
        connection.execute("CREATE TABLE about (made_by TEXT)")
    connection.close()


def one_row_less(file: Path) -> None:
    with sqlite3.connect(file) as connection:
        connection.execute("DELETE FROM spaced WHERE rowid = (SELECT min(rowid) FROM spaced)")
    connection.close()


def other_words(file: Path) -> None:
    with sqlite3.connect(file) as connection:
        connection.execute("UPDATE spaced SET words = 'ferry' WHERE rowid % 2 = 0")
        connection.execute("UPDATE statements SET name = 's0000000000'")
    connection.close()


def damaged_bytes(file: Path) -> None:
    data = bytearray(file.read_bytes())
    chance = random.Random(7)
    for _ in range(200):
        data[chance.randrange(100, len(data))] ^= 255
    file.write_bytes(data)


def text_instead(file: Path) -> None:
    file.write_text("no database")


def another_place(file: Path) -> None:
    with sqlite3.connect(file) as connection:
        connection.execute("UPDATE statements SET start = (SELECT max(start) FROM statements)")
    connection.close()


def another_headline(file: Path) -> None:
    with sqlite3.connect(file) as connection:
        connection.execute("UPDATE told SET headline = headline + 1")
    connection.close()


HARMS = [Path.unlink, cut_short, emptied, of_another_program, one_row_less, other_words, damaged_bytes, text_instead]


@pytest.mark.parametrize("harm", HARMS, ids=lambda harm: harm.__name__)
def test_whatever_becomes_of_it_is_mended_from_out(
    home: Path, harm: Callable[[Path], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    number_of(home, "ferry")
    editions = digest_of(home / "out")
    harm(file_of(home))
    assert rebuilt(home, monkeypatch)
    assert digest_of(home / "out") == editions


HIDDEN = [other_words, damaged_bytes, cut_short, another_place, another_headline]


@pytest.mark.parametrize("harm", HIDDEN, ids=lambda harm: harm.__name__)
def test_a_change_that_hides_itself_shows_when_the_editions_are_read(home: Path, harm: Callable[[Path], None]) -> None:
    """The note of what the file looked like is forged too: what is shown is still what the editions say."""
    number_of(home, "ferry")
    harm(file_of(home))
    found = file_of(home).stat()
    note = [found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino]
    file_of(home).with_suffix(".lock").write_text(json.dumps(note))
    with library(home / "state", home / "out") as lib:
        number, statements = lib.search(query(["ferry"]))
    assert number == 12
    assert all("Ferry" in one.place.statement["text"] for one in statements)
    assert all(one.place.headline == "The bridge" for one in statements)


def test_one_of_another_version_is_made_anew(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    number_of(home, "ferry")
    monkeypatch.setattr(tables, "made_by", lambda: "another version")
    number_of(home, "ferry")
    with sqlite3.connect(file_of(home)) as connection:
        assert connection.execute("SELECT made_by FROM about").fetchall() == [("another version",)]
    connection.close()


def killed(home: Path) -> None:
    """Ends in the middle of filling, as a kill does."""

    def dying(names: Iterable[str], size: int) -> Iterable[str]:
        for number, name in enumerate(names):
            if number == 5:
                os._exit(9)
            yield name

    with library(home / "state", home / "out", progress=dying):
        pass


def test_a_kill_while_it_is_filled_costs_nothing(home: Path) -> None:
    process = multiprocessing.get_context("fork").Process(target=killed, args=(home,))
    process.start()
    process.join()
    assert process.exitcode == 9
    assert number_of(home, "ferry") == 12


def searching(home: Path, answers: multiprocessing.Queue[int]) -> None:
    answers.put(number_of(home, "ferry"))


def test_several_runs_at_once_get_the_same_answer(home: Path) -> None:
    context = multiprocessing.get_context("fork")
    answers: multiprocessing.Queue[int] = context.Queue()
    runs = [context.Process(target=searching, args=(home, answers)) for _ in range(4)]
    for run in runs:
        run.start()
    assert [answers.get(timeout=60) for _ in runs] == [12] * 4
    for run in runs:
        run.join()


DAMAGE = [
    b"", b"{}", b"[]", b"null", b"\xff\xfe", b"{" * 100_000, b'{"language": "en"}', b'{"a": 1e999}',
    b'{"language": "en", "stories": 7, "also": [], "sources": []}',
    b'{"language": "en", "stories": [{"id": 1}], "also": [], "sources": []}',
    b'{"language": "en", "stories": [], "also": [], "sources": [{"number": "x"}]}',
    b'{"language": "en", "stories": [], "also": [{}], "sources": []}',
]  # fmt: skip


@pytest.mark.parametrize("raw", DAMAGE, ids=range(len(DAMAGE)))
def test_a_damaged_edition_is_named_and_costs_itself_only(home: Path, raw: bytes) -> None:
    (home / "out" / DAYS[3] / "brief.json").write_bytes(raw)
    for _ in range(2):  # a second run knows it too
        with library(home / "state", home / "out") as lib:
            assert lib.search(query(["ferry"]))[0] == 11
            assert [name for name, _ in lib.damaged()] == [DAYS[3]]
            assert "brief.json" in lib.damaged()[0][1]


def test_what_is_no_edition_is_not_looked_at(home: Path) -> None:
    (home / "out" / "notes").mkdir()
    (home / "out" / "2026-04-01").mkdir()
    os.mkfifo(home / "out" / "2026-04-01" / "brief.json")
    (home / "out" / "2026-04-02").write_text("a file")
    assert number_of(home, "ferry") == 12


def test_half_a_surrogate_pair_in_every_text(tmp_path: Path) -> None:
    bad = "\ud800 ferry"
    write(
        tmp_path / "out",
        "2026-03-01",
        [Row(text=bad, speaker=bad, role=bad, outlet=bad, path=bad, section=bad, url=bad)],
    )
    assert number_of(tmp_path, "ferry") == 1
    with library(tmp_path / "state", tmp_path / "out") as lib:
        assert [person.statements for person in lib.people("ferry")] == [1]


def test_a_state_folder_that_cannot_be_used(home: Path) -> None:
    (home / "file").write_text("in the way")
    with pytest.raises(StateError, match="state folder"), library(home / "file" / "state", home / "out"):
        pass


def test_letters_of_several_bytes_and_any_white_space(tmp_path: Path) -> None:
    """Where a statement stands is counted in bytes."""
    rows = [
        Row(text="Паром затонул у моста. 🚢", story="Міст 🌉", path="sources/é.txt", outlet="Вісник"),
        Row(text="轮渡沉没。 Ferry sank.", story="Мост", path="sources/ü.txt", section="context", speaker="Ада Ро"),
    ]
    file = write(tmp_path / "out", "2026-03-01", rows) / "brief.json"
    brief = json.loads(file.read_bytes())
    for form in ({"indent": 1}, {"separators": (" ,\t", "\r\n:  ")}, {"indent": 3, "ensure_ascii": True}):
        file.write_text("\n " + json.dumps(brief, **{"ensure_ascii": False, **form}) + " \n", encoding="utf-8")  # type: ignore[arg-type]
        with library(tmp_path / "state", tmp_path / "out") as lib:
            [one] = lib.search(query(["паром"]))[1]
            [two] = lib.said(lib.people()[0])
            rest = lib.impact(["sources/ü.txt"])
        assert (one.place.statement["text"], one.place.headline) == (rows[0].text, "Міст 🌉")
        assert one.source is not None and one.source["publisher"] == "Вісник"
        assert (two.place.statement["text"], two.place.section) == (rows[1].text, "context")
        assert [(found.headlines, len(found.statements)) for found in rest] == [(("Мост",), 1)]


def test_a_folder_in_the_place_of_the_library_is_put_aside(home: Path) -> None:
    (home / "state" / FILE).mkdir(parents=True)
    (home / "state" / FILE / "kept.txt").write_text("somebody's")
    with library(home / "state", home / "out"):
        pass
    assert (home / "state" / FILE).is_file()
    assert [file.read_text() for file in (home / "state").glob("*/kept.txt")] == ["somebody's"]


def test_libraries_of_two_folders_in_one_state_folder(tmp_path: Path) -> None:
    for name in ("one", "two"):
        write(tmp_path / name, "2026-03-01", [Row(text=f"Ferry {name} sank.")])
    for name in ("one", "two", "one"):
        with library(tmp_path / "state", tmp_path / name, own=False) as lib:
            assert lib.search(query(["ferry", name]))[0] == 1
    assert len(list((tmp_path / "state").glob("*.sqlite"))) == 2


def test_an_edition_that_is_exchanged_while_it_is_searched(home: Path) -> None:
    with library(home / "state", home / "out") as lib:
        write(home / "out", DAYS[0], [Row(text="Nothing sank.")])
        assert lib.search(query(["ferry"]))[0] == 11


def test_people_with_all_forms_of_their_names_and_roles(tmp_path: Path) -> None:
    rows = [
        Row(text="One.", speaker="Ada Roe", role="mayor"),
        Row(text="Two.", speaker="Roe"),
        Row(text="Three.", speaker="A. Roe", role="engineer"),
        Row(text="Four.", speaker="the council"),
        Row(text="Five."),
    ]
    write(tmp_path / "out", "2026-03-01", rows)
    write(tmp_path / "out", "2026-03-05", [Row(text="Six.", speaker="Ada Roe", role="mayor")])
    with library(tmp_path / "state", tmp_path / "out") as lib:
        first, second = lib.people()
        said = [one.place.statement["text"] for one in lib.said(first)]
    assert (first.name, first.statements, first.editions) == ("Ada Roe", 4, 2)
    assert first.forms == (("Ada Roe", 2), ("A. Roe", 1), ("Roe", 1))
    assert first.roles == (("mayor", 2), ("engineer", 1))
    assert (first.first, first.last) == ("2026-03-01", "2026-03-05")
    assert said == ["One.", "Two.", "Three.", "Six."]
    assert second.name == "the council"


def test_what_rests_on_a_source(tmp_path: Path) -> None:
    url = "https://Gazette.example/a/"
    write(
        tmp_path / "out",
        "2026-03-01",
        [
            Row(text="One.", path="sources/a.txt", url=url),
            Row(text="Two.", path="sources/b.txt", also=("sources/a.txt",), story="Trams"),
            Row(text="Three.", path="sources/press.pdf#3", story="Hulls"),
        ],
    )
    write(tmp_path / "out", "2026-03-02", [Row(text="Four.", path="sources/a.txt")])
    with library(tmp_path / "state", tmp_path / "out") as lib:

        def of(name: str) -> list[tuple[str, list[str]]]:
            return [
                (one.edition, [found.place.statement["text"] for found in one.statements]) for one in lib.impact([name])
            ]

        both = [("2026-03-01", ["One.", "Two."]), ("2026-03-02", ["Four."])]
        assert of("sources/a.txt") == both
        for name in (url, "https://gazette.example/a#top", digest("file sources/a.txt 2026-03-01")):
            assert of(name) == both[:1]
        assert of(digest("file sources/a.txt 2026-03-01")[:12].upper()) == both[:1]
        assert of(digest("text sources/a.txt 2026-03-01")) == both[:1]
        assert of("sources/press.pdf") == of("sources/press.pdf#3") == [("2026-03-01", ["Three."])]
        assert of("a.txt") == of("") == of("https://gazette.example") == []
        assert [one.headlines for one in lib.impact(["sources/press.pdf"])] == [("Hulls",)]


def test_many_editions_are_kept_within_bounds_of_time(tmp_path: Path) -> None:
    """Not a measurement: only that nothing grows with the square."""
    for day in range(1, 29):
        write(
            tmp_path / "out",
            f"2026-02-{day:02d}",
            [Row(text=f"Word{i} ferry.", speaker=f"Ada R{i}oe") for i in range(60)],
        )
    start = time.process_time()
    assert number_of(tmp_path, "ferry") == 28 * 60
    assert time.process_time() - start < 20
