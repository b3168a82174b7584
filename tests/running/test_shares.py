"""A large file of records that several processes read gives what one process makes of it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace

import pytest

from briefing.model import Article, Problem
from briefing.prepare import reading
from briefing.prepare.options import PrepareOptions, ReaderOptions
from briefing.prepare.prepare import read_file, read_lines
from briefing.prepare.readers.bounds import RECORD_BOUNDS
from briefing.prepare.readers.records import rows
from briefing.prepare.readers.records.lines import pieces
from briefing.running import records, shares, tasks
from briefing.running.limits import TimeExceeded
from briefing.running.records import FileRecord
from briefing.running.workers import Means

Made = tuple[list[Article], list[Problem]]


def line(number: int, **more: object) -> str:
    return json.dumps({"title": f"Ferry {number}", "text": f"The ferry {number} säńk.", **more}, ensure_ascii=False)


def lines(*more: str, ids: int = 0, count: int = 40) -> str:
    """Forty records, the others among them; ids: how many different names they want."""
    own = [line(n, id=f"n{n % ids}") if ids else line(n) for n in range(count)]
    return "\n".join([*own[:17], *more, *own[17:]]) + "\n"


def table(header: str = "title,text", text: str = "The ferry {n} säńk.", between: str = ",", ids: int = 0) -> bytes:
    rows = [[*([f"n{n % ids}"] if ids else []), f"Ferry {n}", text.replace("{n}", str(n))] for n in range(40)]
    return "".join(f"{line}\n" for line in (header, *(between.join(row) for row in rows))).encode()


FAR = json.dumps({"title": "Long", "text": "The ferry sank. " * 200})
CUT: dict[str, bytes] = {
    "without names": lines().encode(),
    "with names": lines(ids=40).encode(),
    "a line that is no record": lines("no record").encode(),
    "words that read like a count": lines('{"title": "3 of 4 records could not be read (so)"}').encode(),
    "several, in several pieces": ("{}\n" + lines("[1]", "{}") + '{"a"\n').encode(),
    "empty lines, of every kind": lines("", "\u00a0\u2003", " \t").encode(),
    "a mark of byte order": b"\xef\xbb\xbf" + lines().encode(),
    "ends of lines of another system": lines().replace("\n", "\r\n").encode(),
    "a date that is none": lines(line(41, published="Ides of March")).encode(),
    "an article that is too long": lines(FAR).encode(),
    "a mark of byte order within": lines("\ufeff" + line(41)).encode(),
    "no end of the last line": lines().rstrip().encode(),
    "a table": table(),
    "a table with names": table(header="id,title,text", ids=40),
    "a table with ends of lines in its cells": table(text='"The ferry {n}\nsäńk,\r\n""twice""."'),
    "a table with another mark between cells": table(header="title;text", between=";"),
    "a table with lines before its header": table(header="Export of Lisk\n\ntitle,text"),
    "a table with a mark of byte order": b"\xef\xbb\xbf" + table(header='"title",text'),
    "a table with ends of lines of another system": table().replace(b"\n", b"\r\n"),
    "a table with ends of lines of an old system": table().replace(b"\n", b"\r"),
    "a table with empty rows and rows without text": table().replace(b"Ferry 7,", b",\n\n,,\nFerry 7,"),
    "a table whose last cell is not closed": table() + b'Ferry,"The ferry sank.\nNobody was on it.',
    "a table with a mark of quotation within a cell": table(text='A 5" ferry {n} säńk.'),
}
WHOLE: dict[str, bytes] = {
    "the same names": lines(ids=7).encode(),
    "a name that is another's number": lines(line(41, id="30")).encode(),
    "no text at all": lines().replace('"text"', '"nothing"').encode(),
    "links alone": "".join(json.dumps({"url": f"https://lisk.example/{n}"}) + "\n" for n in range(60)).encode(),
    "another character set": lines().replace("ń", "n").encode("latin-1"),
    "UTF-16": lines().encode("utf-16"),
    "one value": json.dumps([json.loads(line(n)) for n in range(40)], indent=0).encode(),
    "a first line that is no record": ("so\n" + lines()).encode(),
    "a table with the same names": table(header="id,title,text", ids=7),
    "a table without texts": table(header="title,nothing"),
    "a table of links": table(header="title,url", text="https://lisk.example/{n}"),
    "a table without a header": table(header="one,two"),
    "a table in another character set": table().decode().replace("ń", "n").encode("latin-1"),
    "a table with NUL": table().replace(b"Ferry 7,", b"Ferry\0 7,"),
}


def made(data: bytes, options: ReaderOptions, cache: dict[str, bytes] | None = None) -> FileRecord:
    every = PrepareOptions(options)
    name = "all.jsonl" if b"{" in data[:40] or b"e\x00" in data else "all.csv"
    files = [("a.txt", b"Ferry\n\nA ferry sank.\n"), (name, data), ("b.txt", b"Ferry\n\nTwo sank.\n")]
    return list(tasks.read(files, records.recipe_of(every), every, means=Means(cache=cache)))[1]


def articles(file: FileRecord) -> list[Article]:
    return [records.opened_whole(one.text, one.parts) for one in file.records]


class Counting:
    """How many pieces were read, and how many shares of the whole."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.pieces = self.wholes = 0
        plain, whole = read_lines, read_file

        def piece(name: str, data: bytes, lines: reading.Lines, options: PrepareOptions) -> Made:
            self.pieces += 1
            return plain(name, data, lines, options)

        def share(name: str, data: bytes, options: PrepareOptions, share: tuple[int, int]) -> Made:
            self.wholes += name.startswith("all")
            return whole(name, data, options, share)

        monkeypatch.setattr(shares, "read_lines", piece)
        monkeypatch.setattr(shares, "read_file", share)


def same_in_shares(monkeypatch: pytest.MonkeyPatch, data: bytes, options: ReaderOptions) -> Counting:
    whole, cache = made(data, options), dict[str, bytes]()
    counting = Counting(monkeypatch)
    for size in (100, 700, len(data) // 2):
        monkeypatch.setattr(shares, "SHARE", size)
        monkeypatch.setattr(shares, "PIECE", size)
        for _ in range(2):  # from the cache the second time
            found = made(data, options, cache)
            assert (found.problems, found.name) == (whole.problems, whole.name)
            assert articles(found) == articles(whole)
            assert [one.opening for one in found.records] == [one.opening for one in whole.records]
            assert len({one.key for one in found.records}) == len(found.records)
    return counting


@pytest.mark.parametrize("kind", CUT)
def test_pieces_of_a_file_give_what_the_file_gives(monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    counting = same_in_shares(monkeypatch, CUT[kind], ReaderOptions(article_characters=1000))
    assert counting.pieces > 3 and not counting.wholes


@pytest.mark.parametrize("kind", WHOLE)
def test_where_pieces_might_give_something_else_all_of_it_is_read(monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    assert same_in_shares(monkeypatch, WHOLE[kind], ReaderOptions()).wholes > 3


def test_of_too_many_rows_the_first_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    assert same_in_shares(monkeypatch, table(), ReaderOptions(articles=39)).wholes > 3
    assert not same_in_shares(monkeypatch, table(), ReaderOptions(articles=40)).wholes


def test_a_row_that_is_too_long_to_be_looked_at_first_leaves_the_table_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rows, "RECORD_BOUNDS", replace(RECORD_BOUNDS, line=400))
    assert same_in_shares(monkeypatch, table(), ReaderOptions()).pieces
    for text in ("The ferry {n} säńk. " * 30, '"' + "The ferry {n} säńk.\n" * 30 + '"'):
        assert same_in_shares(monkeypatch, table(text=text), ReaderOptions()).wholes


def test_of_too_many_records_the_first_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    assert same_in_shares(monkeypatch, lines().encode(), ReaderOptions(articles=39)).wholes > 3
    assert not same_in_shares(monkeypatch, lines().encode(), ReaderOptions(articles=40)).wholes


def test_a_reader_of_the_users_gets_the_whole_file(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[bytes] = []

    def own(name: str, path: str, data: bytes) -> reading.Read:
        seen.append(data)
        return [], [Problem(path, "holds no text")]

    monkeypatch.setattr(reading, "_by_plugin", own)
    monkeypatch.setattr(records, "digest_of", ",".join)
    monkeypatch.setattr(shares, "PIECE", 100)
    made(lines().encode(), ReaderOptions(readers={".jsonl": "own:read"}))
    assert seen == [lines().encode()]


@pytest.mark.parametrize("beyond", [TimeExceeded, MemoryError])
def test_a_piece_that_takes_too_much_costs_its_file(
    monkeypatch: pytest.MonkeyPatch, beyond: type[BaseException]
) -> None:
    def slow(name: str, data: bytes, lines: reading.Lines, options: PrepareOptions) -> Made:
        if lines.before > 20:
            raise beyond
        return read_lines(name, data, lines, options)

    monkeypatch.setattr(shares, "PIECE", 700)
    monkeypatch.setattr(shares, "read_lines", slow)
    found = made(lines().encode(), ReaderOptions())
    assert not found.records
    said = "takes more than 60 seconds" if beyond is TimeExceeded else "needs more than 700 MB"
    assert [problem.message.startswith(said) for problem in found.problems] == [True]


def sizes(data: bytes, size: int) -> Sequence[int]:
    return [len(one.data) for one in pieces(data, size, 1000)]


def test_pieces_are_about_as_large_as_asked_and_together_the_file() -> None:
    data = lines().encode()
    found = pieces(data, 500, 1000)
    assert b"".join(one.data for one in found) == data
    assert [one.data.startswith(b"{") and one.data.endswith(b"\n") for one in found] == [True] * len(found)
    assert max(len(one.data) for one in found) < 500 + len(line(39)) + 2
    assert [one.before for one in found] == [data[: data.index(one.data)].count(b"\n") for one in found]
    assert not sizes(data, len(data)) and not sizes(data.replace(b"\n{", b"\n {"), 500)
