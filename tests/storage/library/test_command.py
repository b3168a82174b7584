"""search, people and impact, as a user calls them."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from briefing.reports.library import _lines, _shown
from briefing.storage.library.library import FILE
from tests.helpers.running import SAMPLE, SAMPLE_DAY, called, digest_of, project
from tests.helpers.series import Row, write

LONG = "The port " + "waits for word from the council and " * 30 + "the ferry sails."


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("home")
    project(folder)
    rows = [
        Row(text="The council approved a toll bridge.", speaker="Ada Roe", role="mayor", path="sources/a.txt"),
        Row(text="A \u202eferry\x1b[31m sank.", speaker="\u202eEve", section="reactions", story="A \u202eferry"),
        Row(text=LONG, section="context", path="sources/b.txt", story="The port"),
    ]
    (write(folder / "out", "2026-03-02", rows) / "brief.html").write_text("a page")
    write(
        folder / "out",
        "2026-03-04",
        [Row(text="总理周二宣布，新的大桥将于五月开放。", path="sources/zh.txt", outlet="晨报")],
    )
    return folder


def asked(home: Path, *arguments: str) -> str:
    done = called(*arguments, cwd=home)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_search_prints_statements_with_the_words_marked(home: Path) -> None:
    assert asked(home, "search", "toll bridge", "council").splitlines() == [
        "1 statement",
        "",
        "2026-03-02  The bridge · decision",
        "  The *council* approved a *toll bridge*.",
        "  Ada Roe, mayor · Lune Gazette, 2026-03-02",
        "  " + str(Path("out/2026-03-02/brief.html")) + "#" + ids(home, "toll")[0],
    ]
    assert "out/2026-03-04 s" in asked(home, "search", "大桥")  # an edition without a page


def ids(home: Path, *words: str) -> list[str]:
    data = json.loads(asked(home, "search", *words, "--json"))
    return [one["statement"]["id"] for one in data["statements"]]


def test_search_as_json_is_the_interfaces(home: Path) -> None:
    data = json.loads(asked(home, "search", "council", "--limit", "1", "--json"))
    assert list(data) == ["query", "found", "statements"]
    assert (data["query"], data["found"], len(data["statements"])) == ("council", 2, 1)
    (one,) = data["statements"]
    assert {"edition", "story", "section", "statement", "source"} <= set(one)
    assert one["source"]["path"] == "sources/b.txt" and one["statement"]["citations"][0]["exact"]


def test_nothing_that_a_terminal_would_obey_is_printed(home: Path) -> None:
    for arguments in (["search", "ferry"], ["people"], ["people", "eve"], ["impact", "sources/gazette.txt"]):
        printed = asked(home, *arguments)
        assert "\x1b" not in printed and "\u202e" not in printed


def test_a_long_statement_is_shown_around_the_words(home: Path) -> None:
    printed = asked(home, "search", "sails")
    assert "*sails*" in printed and "…" in printed and len(printed) < 900


def test_people_and_what_they_said(home: Path) -> None:
    assert asked(home, "people").splitlines()[0].split()[:3] == ["1", "Ada", "Roe,"]
    assert "The council approved a toll bridge." in asked(home, "people", "roe")
    assert "nobody of the name Row is quoted" in asked(home, "people", "Row")
    data = json.loads(asked(home, "people", "roe", "--json"))
    assert [one["name"] for one in data["people"]] == ["Ada Roe"]
    assert data["people"][0]["said"][0]["edition"] == "2026-03-02"
    names = [one["name"] for one in json.loads(asked(home, "people", "--json"))["people"]]
    assert names == sorted(names, key=lambda name: name != "Ada Roe")


def test_impact_as_text_and_as_json(home: Path) -> None:
    printed = asked(home, "impact", "sources/a.txt")
    assert printed.startswith("1 statement in 1 edition rests on sources/a.txt\n")
    assert "The council approved a toll bridge." in printed and "headline: The bridge" in printed
    data = json.loads(asked(home, "impact", "sources/a.txt", "--json"))
    assert (data["source"], [one["edition"] for one in data["editions"]]) == ("sources/a.txt", ["2026-03-02"])
    assert data["editions"][0]["statements"][0]["text"] == "The council approved a toll bridge."
    assert asked(home, "impact", "sources/other.txt") == "no edition names sources/other.txt\n"


def test_impact_of_a_file_from_another_folder_and_under_another_name(tmp_path: Path) -> None:
    shutil.copytree(SAMPLE, tmp_path / "sources")
    (tmp_path / "config.yaml").write_text("formats: [txt]")
    assert called("build", "--quiet", "--date", SAMPLE_DAY, cwd=tmp_path).returncode == 0
    config = str(tmp_path / "config.yaml")
    moved = tmp_path / "sources" / "moved"
    moved.mkdir()
    shutil.copyfile(SAMPLE / "courier-canal-vote.md", moved / "vote.md")
    for name in ("../courier-canal-vote.md", "vote.md", str(tmp_path / "sources" / "courier-canal-vote.md")):
        data = json.loads(called("impact", name, "--json", "--config", config, cwd=moved).stdout)
        assert len(data["editions"]) == 1 and len(data["editions"][0]["statements"]) >= 3, name


@pytest.mark.parametrize(
    "arguments, expected",
    [
        (["search"], "expected words"),
        (["search", "*"], "expected a word"),
        (["search", "a", "--limit", "0"], "at least 1"),
        (["search", "a", "--from", "2026-03-05", "--to", "2026-03-02"], "is after"),
        (["search", "a", "--from", "yesterday"], "such as 2024-11-19"),
        (["impact"], "PATH"),
    ],
)
def test_a_wrong_call_says_what_was_expected(home: Path, arguments: list[str], expected: str) -> None:
    done = called(*arguments, cwd=home)
    assert done.returncode == 2 and expected in done.stderr


def test_a_section_or_an_outlet_that_there_is_not_names_the_nearest(home: Path) -> None:
    done = called("search", "council", "--section", "decisions", cwd=home)
    assert (done.returncode, done.stdout) == (0, "0 statements\n") and "nearest: decision" in done.stderr
    assert "nearest: Lune Gazette" in called("search", "council", "--outlet", "Lune Gazete", cwd=home).stderr


def test_without_editions_it_says_so(tmp_path: Path) -> None:
    done = called("search", "ferry", cwd=tmp_path, XDG_CACHE_HOME=str(tmp_path / "cache"))
    assert (done.returncode, done.stdout) == (0, "0 statements\n") and "no editions in out" in done.stderr


def test_the_library_changes_no_edition_and_its_loss_loses_nothing(home: Path) -> None:
    before, printed = digest_of(home / "out"), asked(home, "search", "council")
    file = home / ".briefing" / FILE
    file.write_bytes(file.read_bytes()[:5000])
    assert asked(home, "search", "council") == printed
    shutil.rmtree(home / ".briefing")
    assert asked(home, "search", "council") == printed
    assert digest_of(home / "out") == before


def test_a_damaged_edition_is_reported(tmp_path: Path) -> None:
    project(tmp_path)
    write(tmp_path / "out", "2026-03-02", [Row(text="A ferry sank.")])
    (write(tmp_path / "out", "2026-03-03", []) / "brief.json").write_text("{")
    done = called("search", "ferry", cwd=tmp_path)
    assert "A *ferry* sank." in done.stdout
    assert "left out: the edition 2026-03-03: its brief.json is not JSON" in done.stderr


@pytest.mark.parametrize(
    "text", ["one two three four", "总理周二宣布新的大桥将于五月开放", "a" * 50, "a " * 40, "é" * 30 + " b"]
)
def test_lines_are_no_wider_than_asked_and_lose_nothing(text: str) -> None:
    lines = [text[start:end] for start, end in _lines(text, 10)]
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(len(line) <= 10 for line in lines)


def test_marks_move_with_a_text_that_is_cut() -> None:
    start = LONG.index("sails")
    text, ((low, high),) = _shown(LONG, [(start, start + 5)])
    assert text[low:high] == "sails" and text.startswith("… ")


def test_a_source_that_is_too_long_for_a_file_or_nothing(tmp_path: Path) -> None:
    project(tmp_path)
    done = called("impact", "a" * 300, cwd=tmp_path)
    assert done.returncode == 0 and "no edition names aaa" in done.stdout
    done = called("impact", "", cwd=tmp_path)
    assert done.returncode == 2 and "expected a path, an address or a SHA-256" in done.stderr


@pytest.mark.parametrize("call", [("verify",), ("changes",), ("check", "--config"), ("build", "--out")])
def test_a_path_that_no_system_allows(tmp_path: Path, call: tuple[str, ...]) -> None:
    project(tmp_path, files={"a.txt": "The harbour board voted on Monday to dredge the channel.\n"})
    done = called(*call, "a" * 300, cwd=tmp_path)
    assert done.returncode in (2, 6) and "too long" in done.stderr.lower(), done.stderr


def test_a_folder_in_the_place_of_the_library_is_put_aside(tmp_path: Path) -> None:
    project(tmp_path)
    (tmp_path / ".briefing/library.sqlite/inner").mkdir(parents=True)
    assert called("search", "harbour", cwd=tmp_path).returncode == 0
    assert (tmp_path / ".briefing/library.sqlite").is_file()
    assert (tmp_path / ".briefing/library.sqlite.damaged/inner").is_dir()


def test_a_statement_that_was_put_right_says_when_and_why(tmp_path: Path) -> None:
    project(tmp_path)
    said = [Row(text="The council approved a toll bridge.", speaker="Ada Roe"), Row(text="The council met.")]
    write(tmp_path / "out", "2026-03-02", said)
    (wrong, _) = json.loads((tmp_path / "out/2026-03-02/brief.json").read_bytes())["stories"][0]["sections"][0][
        "statements"
    ]
    for day in ("2026-03-04", "2026-03-05"):  # the first one that says so counts
        later = write(tmp_path / "out", day, [Row(text="Another council met.")]) / "brief.json"
        data = json.loads(later.read_bytes())
        right = {"edition": "2026-03-02", "statement": wrong, "why": "source withdrawn", "now": None}
        later.write_text(json.dumps({**data, "corrections": [right]}))
    found = json.loads(asked(tmp_path, "search", "council", "--json"))["statements"]
    marks = {one["statement"]["text"]: one["withdrawn"] for one in found}
    assert marks == {
        "The council approved a toll bridge.": {"edition": "2026-03-04", "why": "source withdrawn"},
        "The council met.": None,
        "Another council met.": None,
    }
    line = "  put right in the edition of 2026-03-04: source withdrawn"
    for arguments in (["search", "toll"], ["people", "Roe"]):
        assert asked(tmp_path, *arguments).splitlines().count(line) == 1
    assert asked(tmp_path, "impact", "sources/gazette.txt").splitlines().count(line) == 1
    shutil.rmtree(tmp_path / "out/2026-03-04")
    assert "edition of 2026-03-05" in asked(tmp_path, "search", "toll")
    shutil.rmtree(tmp_path / "out/2026-03-05")
    assert "put right" not in asked(tmp_path, "search", "toll")
