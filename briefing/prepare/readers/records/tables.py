"""Tables of articles: CSV, TSV and spreadsheets, a row each, read by the names in their header row."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice

from briefing.model import Problem
from briefing.prepare.options import ReaderOptions
from briefing.prepare.raw import RawArticle
from briefing.prepare.readers.archives import Damaged, open_zip
from briefing.prepare.readers.base import unique
from briefing.prepare.readers.bounds import PACKAGE_BOUNDS, RECORD_BOUNDS
from briefing.prepare.readers.decoding.encoding import decoded
from briefing.prepare.readers.records import fields
from briefing.prepare.readers.records.fields import Names
from briefing.prepare.readers.records.record import article, body_of

HEADER = 10  # rows among which the header row is looked for
_DELIMITERS = ",;\t|"
_REMEDY = (
    "Name its columns in the first row: text, title, published, publisher, author, url, language; or name yours under "
    "`record_fields` in the configuration."
)
Read = tuple[list[RawArticle], list[Problem]]


def read_csv(path: str, data: bytes, options: ReaderOptions) -> Read:
    rows, encoding = _rows(data)
    return _read(path, rows, options, "table", encoding)


def read_rows(path: str, data: bytes, options: ReaderOptions, before: int) -> Read:
    """As `read_csv`, of the header and some rows of a table; that none of them is an article is no problem. before: the
    rows between, whose names are not known here."""
    rows, encoding = _rows(data)
    return _read(path, rows, options, "table", encoding, before)[0], []


def _rows(data: bytes) -> tuple[Iterator[list[str]], str]:
    text, encoding = decoded(data)
    return _safe(cells(io.StringIO(text.replace("\0", " "), newline=""), delimiter(text))), encoding


def cells(lines: Iterable[str], between: str) -> Iterator[list[str]]:
    """The cells of each row of CSV. Raises csv.Error where there is no telling."""
    csv.field_size_limit(RECORD_BOUNDS.cell)
    return csv.reader(lines, delimiter=between)


def delimiter(text: str) -> str:
    """What parts the header's names."""
    head = text.lstrip("\ufeff").partition("\n")[0]
    return max(_DELIMITERS, key=lambda char: (head.count(char), -_DELIMITERS.index(char)))


def _safe(rows: Iterator[list[str]]) -> Iterator[list[str]]:
    while True:
        try:
            yield next(rows)
        except StopIteration:
            return
        except csv.Error as fault:
            raise Damaged(f"is a table that cannot be read ({fault})", "Save it anew as CSV in UTF-8.") from fault


def read_xlsx(path: str, data: bytes, options: ReaderOptions) -> Read:
    """Every sheet that has a header row."""
    package = open_zip(data)
    if sum(info.file_size for info in package.infolist()) > 16 * PACKAGE_BOUNDS.xml:
        raise Damaged("unpacks to more than is read of a spreadsheet", "Split it, or save it as CSV.")
    import openpyxl

    try:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        found: list[RawArticle] = []
        problems: list[Problem] = []
        for number, sheet in enumerate(book.worksheets):
            rows = ([_cell(value) for value in row] for row in sheet.iter_rows(values_only=True))
            here = path if number == 0 else f"{path}#{sheet.title.replace('#', '%23')}"
            articles, faults = _read(here, rows, options, "table", None)
            found += articles
            problems += faults
    except Damaged:
        raise
    except Exception as fault:  # a library that was made for its own program's files
        raise Damaged("is a spreadsheet that cannot be read", "Save it anew, or as CSV.") from fault
    return (found, []) if found else ([], problems[:1])


def _cell(value: object) -> str:
    if value is None:
        return ""
    stated = getattr(value, "isoformat", None)
    return str(stated()).removesuffix("T00:00:00") if stated is not None else str(value)


def _read(
    path: str, rows: Iterable[Sequence[str]], options: ReaderOptions, reader: str, encoding: str | None, before: int = 0
) -> Read:
    known = fields.names_of(options.record_fields)
    every = iter(rows)
    head = list(islice(every, HEADER))
    at = next((index for index, row in enumerate(head) if is_header(row, known)), None)
    if at is None:
        return [], [Problem(path, "is a table without columns that are known, and no article", _REMEDY)]
    columns = [fields.normal(name) for name in head[at]]
    articles: list[RawArticle] = []
    taken: set[str] = set()
    for position, row in enumerate(islice(chain(head[at + 1 :], every), RECORD_BOUNDS.rows), before + 1):
        record = {name: value for name, value in zip(columns, row, strict=False) if name and value.strip()}
        if not body_of(record, known):
            continue
        if len(articles) >= options.articles:
            return articles, [Problem(path, f"only the first {options.articles} rows were read", "Raise `articles`.")]
        wanted = fields.first(record, known, "id")[:200]
        articles.append(article(f"{path}#{unique(wanted, position, taken)}", reader, record, known, encoding))
    if articles:
        return articles, []
    message = "is a table of links without text" if "url" in _named(columns, known) else "is a table without texts"
    return [], [Problem(path, message, _REMEDY)]


def _named(columns: Sequence[str], known: Names) -> set[str]:
    return {known.first[name] for name in columns if name in known.first}


def is_header(row: Sequence[str], known: Names) -> bool:
    """Do the cells of a row name two different fields at least?"""
    return len(_named([fields.normal(cell) for cell in row if len(cell) <= 60], known)) >= 2
