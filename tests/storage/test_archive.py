from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from briefing.errors import StateError
from briefing.storage import archive


def test_what_is_stored_comes_back_in_the_next_run(tmp_path: Path) -> None:
    with archive.cache(tmp_path) as cache:
        cache["a"] = b"one"
        assert cache["a"] == b"one"
    with archive.cache(tmp_path) as cache:
        assert dict(cache) == {"a": b"one"}
        del cache["a"]
        assert len(cache) == 0


def test_an_interrupted_run_keeps_what_it_made(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt), archive.cache(tmp_path) as cache:
        cache["ferry"] = b"made"
        raise KeyboardInterrupt
    with archive.cache(tmp_path) as cache:
        assert cache["ferry"] == b"made"


def test_entries_wait_two_seconds_for_others_and_no_longer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    now = [0.0]
    monkeypatch.setattr(archive, "monotonic", lambda: now[0])
    with archive.cache(tmp_path) as one, archive.cache(tmp_path) as other:
        one["first"] = b"1"
        assert "first" not in other
        now[0] = archive.SOON
        one["second"] = b"2"
        assert other["first"] == b"1" and other["second"] == b"2"


def test_what_one_run_asks_for_stays_however_much_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MOST_ENTRIES", 3)
    monkeypatch.setattr(archive, "TOGETHER", 1)
    with archive.cache(tmp_path) as cache:
        for number in range(8):
            assert cache.get(str(number)) is None
            cache[str(number)] = b"made"
        assert len(cache) == 8
    with archive.cache(tmp_path) as cache:  # this one asks for one thing alone
        assert cache.get("new") is None
        cache["new"] = b"made"
        assert set(cache) == {"6", "7", "new"}


def test_a_damaged_cache_is_made_anew(tmp_path: Path) -> None:
    (tmp_path / archive.CACHE).write_bytes(b"no database at all" * 100)
    with archive.cache(tmp_path) as cache:
        assert len(cache) == 0


def test_a_state_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(StateError) as caught, archive.cache(tmp_path / "file" / "state"):
        pass
    assert caught.value.exit_code == 6


def test_a_cache_with_a_damaged_page_is_made_anew_where_it_shows(tmp_path: Path) -> None:
    with archive.cache(tmp_path) as cache:
        for number in range(400):
            cache[f"key {number}"] = bytes(1000)
    file = tmp_path / archive.CACHE
    raw = bytearray(file.read_bytes())
    raw[8192:] = b"\xff" * (len(raw) - 8192)
    file.write_bytes(raw)
    with archive.cache(tmp_path) as cache:
        assert not [key for key in (f"key {number}" for number in range(400)) if key in cache]
        cache["key 1"] = b"new"
    with archive.cache(tmp_path) as cache:
        assert dict(cache) == {"key 1": b"new"}


@pytest.mark.parametrize("table", ["prepared (key INTEGER, other TEXT)", "prepared (key TEXT, data BLOB, more TEXT)"])
def test_a_cache_of_another_form_is_made_anew(tmp_path: Path, table: str) -> None:
    connection = sqlite3.connect(tmp_path / archive.CACHE)
    connection.execute(f"CREATE TABLE {table}")
    connection.close()
    with archive.cache(tmp_path) as cache:
        cache["a"] = b"one"
    with archive.cache(tmp_path) as cache:
        assert dict(cache) == {"a": b"one"}


def test_an_entry_of_another_type_counts_as_absent(tmp_path: Path) -> None:
    with archive.cache(tmp_path) as cache:
        cache["a"] = b"one"
    with sqlite3.connect(tmp_path / archive.CACHE) as connection:
        connection.execute("UPDATE prepared SET data = 12")
    connection.close()
    with archive.cache(tmp_path) as cache:
        assert "a" not in cache


def foreign(file: Path) -> None:
    connection = sqlite3.connect(file)
    connection.execute("CREATE TABLE sent (date TEXT)")
    connection.commit()
    connection.close()


@pytest.mark.parametrize("spoilt", [Path.touch, foreign], ids=["empty", "foreign"])
def test_a_journal_that_is_none_stops_with_words(tmp_path: Path, spoilt: Callable[[Path], None]) -> None:
    """It would count as new, and everybody would be mailed again."""
    spoilt(tmp_path / archive.JOURNAL)
    before = (tmp_path / archive.JOURNAL).read_bytes()
    with pytest.raises(StateError, match="no journal of what was sent"), archive.journal(tmp_path, lambda: None):
        pass
    with pytest.raises(StateError, match="no journal of what was sent"):
        archive.noted(tmp_path, "2026-03-03")
    assert (tmp_path / archive.JOURNAL).read_bytes() == before


def test_a_new_journal_is_there_whole_and_for_nobody_else(tmp_path: Path) -> None:
    entry = archive.Receipt(date="2026-03-03", digest="d", recipient="a@example.org", state="accepted", words="")
    with archive.journal(tmp_path, lambda: None) as journal:
        journal.note(entry)
    assert archive.noted(tmp_path, "2026-03-03") == [entry]
    assert (tmp_path / archive.JOURNAL).stat().st_mode & 0o077 == 0
    assert not list(tmp_path.glob("*.new"))
