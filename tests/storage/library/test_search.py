"""What is found is what a linear scan of the editions finds, whatever the words."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefing.errors import UsageError
from briefing.storage.library.library import FoundStatement, library
from briefing.storage.library.queries import parsed, query
from briefing.storage.library.search import Filter
from tests.helpers.series import Row, write

ROWS = {
    "2026-03-02": [
        Row(text="The council of Ostrau approved a toll bridge over the Lune.", speaker="Ada Roe", role="mayor"),
        Row(
            text="“It is a gift,” Roe said.",
            speaker="Roe", section="reactions", outlet="Harbour Wire", path="sources/wire.txt",
        ),
        Row(text="Bridge tolls begin in May; the bridge is closed until then.", section="context"),
        Row(text="总理周二宣布，新的大桥将于五月开放。", path="sources/zh.txt", outlet="晨报", story="大桥"),
        Row(text="NATOは声明を発表した。", path="sources/ja.txt", outlet="朝の新聞", story="声明", speaker="山田太郎"),
    ],
    "2026-03-03": [
        Row(text="Łódź and Ostrau signed a treaty on 3.5 million tonnes.", speaker="Ada Roe"),
        Row(text="A. Roe called the café’s re-opening “a toll on us all”.", speaker="A. Roe", section="reactions"),
        Row(text="Jonas Lind opposed it.", speaker="Jonas Lind", also=("sources/wire.txt",)),
        Row(text="Песков отказался от комментариев.", speaker="Дмитрий Песков", path="sources/ru.txt", outlet="Утро"),
        Row(text="Peskov declined to comment.", speaker="Dmitry Peskov", path="sources/ru-en.txt"),
    ],
    "2026-02-23_2026-03-01": [Row(text="The week: a bridge, a toll, a treaty.", story="The week")],
}  # fmt: skip


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("library") / "out"
    for name, rows in ROWS.items():
        write(folder, name, rows)
    return folder


def found(out: Path, *words: str, **only: str) -> list[str]:
    with library(out.parent / "state", out) as lib:
        number, statements = lib.search(query(words), Filter(**only))
    assert number == len(statements)
    return [str(one.place.statement["text"]) for one in statements]


def starts(texts: list[str]) -> list[str]:
    return sorted(text.split()[0] for text in texts)


@pytest.mark.parametrize(
    "words, expected",
    [
        (["bridge"], ["Bridge", "The", "The"]),
        (["BRIDGE", "toll"], ["The", "The"]),
        (["toll bridge"], ["The"]),
        (['"toll bridge"'], ["The"]),
        (['toll "the lune"'], ["The"]),
        (["toll*"], ["A.", "Bridge", "The", "The"]),
        (["bridge tol*"], ["Bridge"]),
        (["lodz"], ["Łódź"]),
        (["Łódź"], ["Łódź"]),
        (["3.5"], ["Łódź"]),
        (["cafe's"], ["A."]),
        (["reopening"], []),
        (["re-opening"], ["A."]),
        (["песков"], ["Песков"]),
        (["总理"], ["总理周二宣布，新的大桥将于五月开放。"]),
        (["大桥将于"], ["总理周二宣布，新的大桥将于五月开放。"]),
        (["桥"], ["总理周二宣布，新的大桥将于五月开放。"]),
        (["声明", "nato"], ["NATOは声明を発表した。"]),
        (["NATOは声明を発表"], ["NATOは声明を発表した。"]),
        (["声明", "ost"], []),
        (["bridge", "nowhere"], []),
    ],
)
def test_words_phrases_and_beginnings(out: Path, words: list[str], expected: list[str]) -> None:
    assert starts(found(out, *words)) == sorted(expected)


@pytest.mark.parametrize(
    "speaker, expected",
    [
        ("Ada Roe", ["A.", "The", "Łódź", "“It"]),  # A. Roe and Roe can be nobody else here
        ("roe", ["A.", "The", "Łódź", "“It"]),
        ("Jonas Lind", ["Jonas"]),
        ("Dmitri Peskow", ["Peskov", "Песков"]),
        ("Песков", ["Peskov", "Песков"]),
        ("山田", ["NATOは声明を発表した。"]),
        ("Ida Roe", []),  # another person of that surname, who is not quoted
        ("nobody", []),
    ],
)
def test_a_speaker_under_all_forms_of_the_name(out: Path, speaker: str, expected: list[str]) -> None:
    assert starts(found(out, speaker=speaker)) == sorted(expected)


def test_two_people_of_one_surname_stay_two(tmp_path: Path) -> None:
    rows = [Row(text=f"{name} agreed.", speaker=name) for name in ("Ada Roe", "John Roe", "Roe")]
    write(tmp_path / "out", "2026-03-02", rows)
    assert found(tmp_path / "out", speaker="Ada Roe") == ["Ada Roe agreed."]
    assert len(found(tmp_path / "out", speaker="Roe")) == 3


def test_outlet_section_and_days(out: Path) -> None:
    assert starts(found(out, outlet="harbour wire")) == ["“It"]
    assert starts(found(out, outlet="WIRE")) == ["“It"]
    assert starts(found(out, outlet="朝")) == ["NATOは声明を発表した。"]
    assert found(out, outlet="gaz") == []
    assert starts(found(out, section="reactions")) == ["A.", "“It"]
    assert starts(found(out, "toll", first="2026-03-03")) == ["A."]
    assert starts(found(out, "toll", last="2026-02-25")) == ["The"]
    assert starts(found(out, "toll", first="2026-03-01", last="2026-03-02")) == ["The", "The"]


def test_what_says_it_most_comes_first_and_the_newest_of_equals(tmp_path: Path) -> None:
    for day in ("2026-03-01", "2026-03-02"):
        write(tmp_path / "out", day, [Row(text="A ferry sank.", path=day), Row(text="Ferry to ferry, ferry by ferry.")])
    with library(tmp_path / "state", tmp_path / "out") as lib:
        _, statements = lib.search(query(["ferry"]))
    assert [(one.edition, one.place.statement["text"][:1]) for one in statements] == [
        ("2026-03-02", "F"),
        ("2026-03-01", "F"),
        ("2026-03-02", "A"),
        ("2026-03-01", "A"),
    ]


def test_of_very_many_the_newest_come_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for day in ("2026-03-01", "2026-03-02", "2026-03-03"):
        write(tmp_path / "out", day, [Row(text=f"Ferry {i} of {day}.", path=f"sources/{i}.txt") for i in range(4)])
    monkeypatch.setattr("briefing.storage.library.search.RANKED", 5)
    with library(tmp_path / "state", tmp_path / "out") as lib:
        for words, only in ((["ferry"], Filter()), ([], Filter(section="decision"))):
            number, statements = lib.search(query(words), only, 6)
            shown = [(one.edition[-1], one.place.statement["text"][6]) for one in statements]
            assert number == 12
            assert shown == [("3", "0"), ("3", "1"), ("3", "2"), ("3", "3"), ("2", "0"), ("2", "1")]


def test_marks_are_where_the_words_stand(out: Path) -> None:
    with library(out.parent / "state", out) as lib:
        _, statements = lib.search(query(["toll bridge", "lun*"]))
        _, chinese = lib.search(query(["大桥"]))
    assert marked(statements[0]) == ["toll bridge", "Lune"]
    assert marked(chinese[0]) == ["大桥"]


def marked(one: FoundStatement) -> list[str]:
    return [one.place.statement["text"][start:end] for start, end in one.marks]


@pytest.mark.parametrize(
    "words",
    [
        ['"'], ["*"], ['""'], ["-"], ["AND"], ["NOT bridge"], ["bridge OR"], ["words:bridge"], ["^bridge"], ["(bridge"],
        ["NEAR(a b)"], ["bridge*toll"], ["'; DROP TABLE statements; --"], ["\x00bridge"], ["\u202ebridge"],
        ["{bridge}"],        ["bridge" * 200], ["+ +"], ["a" * 1999], ["\ud800"], ["%_%"],
    ],
)  # fmt: skip
def test_hostile_words_are_words_or_a_fault_with_a_message(out: Path, words: list[str]) -> None:
    try:
        asked = query(words)
    except UsageError as fault:
        assert "expected" in fault.message
        return
    with library(out.parent / "state", out) as lib:
        number, statements = lib.search(asked)
        assert number == len(statements)


def test_a_query_that_is_too_long_is_a_fault() -> None:
    for text in ("a " * 1001, " ".join(f"w{i}" for i in range(61))):
        with pytest.raises(UsageError, match="at most"):
            parsed(text)


# --- the law: search equals a linear scan ---------------------------------------------------------------------------

LETTERS = st.sampled_from(
    "abA éÉßłøİıﬁ1²½_-’'\".,*総理大臣がか\u3099\u0301\u0640\u064bهकीनΣςσЁё😀\u202e\U0001f1e6\U00020000"
    "\u10d0\u1e9e\ua7b5"
)
TEXTS = st.lists(st.text(LETTERS, min_size=1, max_size=24), min_size=1, max_size=6)
ASKED = st.lists(st.text(LETTERS, min_size=1, max_size=5), min_size=1, max_size=2)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(TEXTS, st.lists(ASKED, min_size=1, max_size=5))
def test_search_equals_a_linear_scan(tmp_path: Path, texts: list[str], queries: list[list[str]]) -> None:
    out = tmp_path / "out"
    write(out, "2026-03-02", [Row(text=text, path=f"sources/{i}.txt") for i, text in enumerate(texts)])
    with library(tmp_path / "state", out) as lib:
        for words in queries:
            try:
                asked = query(words)
            except UsageError:
                continue
            number, statements = lib.search(asked)
            expected = sorted(text for text in texts if all(stands(term, text) for term in terms(words)))
            assert sorted(str(one.place.statement["text"]) for one in statements) == expected
            assert number == len(expected)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.text(min_size=1, max_size=30), min_size=1, max_size=6), st.data())
def test_the_tables_part_words_as_the_query_does(tmp_path: Path, texts: list[str], data: st.DataObject) -> None:
    """Over all characters that there are: what the tables find is where the query finds marks."""
    out = tmp_path / "out"
    write(out, "2026-03-02", [Row(text=text, path=f"sources/{i}.txt") for i, text in enumerate(texts)])
    with library(tmp_path / "state", out) as lib:
        for _ in range(4):
            text = data.draw(st.sampled_from(texts))
            start = data.draw(st.integers(0, len(text) - 1))
            try:
                asked = query([text[start : start + data.draw(st.integers(1, 8))]])
            except UsageError:
                continue
            expected = sum(asked.marks(one) is not None for one in texts)
            assert lib.search(asked)[0] == expected


def terms(words: list[str]) -> Iterator[str]:
    """The words and phrases of a call, found in another way than the program does."""
    for word in words:
        text = word.strip()
        if '"' not in text:
            yield text
            continue
        for number, part in enumerate(text.split('"')):
            yield from [part] if number % 2 else part.split()


def stands(term: str, text: str) -> bool:
    wanted, there = plain(term), plain(text)
    opened = term.endswith("*") and wanted and not unspaced(wanted[-1][-1])
    words = [word for word in wanted if not unspaced(word[0])]
    line = " " + "".join(f"{word} " for word in there if not unspaced(word[0]))
    phrase = " " + " ".join(words) + ("" if opened else " ")
    runs = [run for run in there if unspaced(run[0])]
    found = all(any(run in piece for piece in runs) for run in wanted if unspaced(run[0]))
    return found and (not words or phrase in line)


def unspaced(character: str) -> bool:
    return character in "総理大臣がか\u3099" or unicodedata.name(character, "").startswith(("CJK", "HIRAGANA"))


def plain(text: str) -> list[str]:
    """Words and runs, a letter at a time."""
    line = ""
    for c in unicodedata.normalize("NFC", text) if "\u3099" in text else text:
        folded = "".join(d for d in unicodedata.normalize("NFKD", c.casefold()).casefold())
        if unspaced(c):
            line += c if line[-1:] and unspaced(line[-1]) else " " + c
        elif c in "\u0301\u0640\u064b":
            line += " " if line[-1:] and unspaced(line[-1]) else ""  # a mark of another script ends a run
        elif c.isalnum() or c in "ी":
            kept = "".join(d for d in folded.translate({0x142: "l", 0xF8: "o", 0x131: "i"}) if d.isalnum() or d in "ी")
            line += (" " if line[-1:] and unspaced(line[-1]) else "") + kept
        else:
            line += " "
    return line.split()
