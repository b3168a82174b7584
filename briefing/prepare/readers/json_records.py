"""JSON and JSON Lines: records with `text`, optionally id, title, published, publisher, author, url, language."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from briefing.model import Detail, Problem, When
from briefing.prepare.options import ReaderOptions
from briefing.prepare.raw import RawArticle
from briefing.prepare.readers.base import first_text, names, source, unique, web_address
from briefing.prepare.readers.decoding.encoding import decoded, printable
from briefing.prepare.readers.decoding.repair import mended
from briefing.prepare.readers.times import when
from briefing.text import Text

_REMEDY = 'Each record is an object with "text", and optionally id, title, published, publisher, author, url, language.'
_MOST_WHOLE = 12 << 20  # characters of a file that is one JSON value; in memory it takes many times as much
_LISTS = ("articles", "items", "records", "documents", "results", "data")
_UPDATED = ("updated", "modified", "date_modified")


def read(path: str, data: bytes, options: ReaderOptions) -> tuple[list[RawArticle], list[Problem]]:
    """One article a record. What is no record is counted in one problem that names the first."""
    text, encoding = decoded(data)
    articles: list[RawArticle] = []
    bad, first = 0, ""
    taken: set[str] = set()
    alone = False
    for position, several, record in _records(text):
        alone = not several
        if len(articles) >= options.articles:
            return articles, [
                Problem(path, f"only the first {options.articles} records were read", "Raise `articles`.")
            ]
        body = None if isinstance(record, str) else body_of(record)
        if not isinstance(record, str) and body:
            wanted = record.get("id")
            wanted = str(wanted)[:200] if isinstance(wanted, (str, int)) and not isinstance(wanted, bool) else ""
            here = f"{path}#{unique(wanted, position, taken)}" if several or wanted else path
            articles.append(_article(here, record, body, encoding))
        else:
            bad += 1
            first = first or f"record {position}: {record if isinstance(record, str) else 'no text'}"
    if not bad:
        return articles, []
    message = first if alone else f"{bad} of {bad + len(articles)} records could not be read ({first})"
    return articles, [Problem(path, message, _REMEDY)]


def _records(text: str) -> Iterator[tuple[int, bool, Mapping[str, Any] | str]]:
    """(number from 1, is it one of several?, the record or what is wrong with it). A whole value is tried first."""
    start = text.lstrip()[:1]
    whole: Any = None
    if start in ("[", "{") and len(text) <= _MOST_WHOLE and not _first_line_is_whole(text):
        try:
            whole = json.loads(text)
        except (ValueError, RecursionError):
            whole = None
    if isinstance(whole, Mapping):
        inner = next((whole[key] for key in _LISTS if isinstance(whole.get(key), list)), None)
        if inner is None or _text_of(whole):
            yield 1, False, whole
            return
        whole = inner
    if isinstance(whole, list):
        for position, item in enumerate(whole, 1):
            yield position, True, item if isinstance(item, Mapping) else "no object"
        return
    position = 0
    for line in text.split("\n"):
        if line.strip():
            position += 1
            yield position, True, _record(line)


def _first_line_is_whole(text: str) -> bool:
    """JSON Lines of more than one line?"""
    first, _, rest = text.lstrip().partition("\n")
    return bool(rest.strip()) and isinstance(_record(first), Mapping)


def _record(line: str) -> Mapping[str, Any] | str:
    try:
        value = json.loads(line)
    except RecursionError:
        return "nested too deep"
    except ValueError as fault:
        return f"no JSON ({fault.args[0] if fault.args else 'unreadable'})"[:120]
    return value if isinstance(value, Mapping) else "no object"


def body_of(record: Mapping[str, Any]) -> str | None:
    """The record's text; its title where the text is there but empty: a headline alone is an article too."""
    if isinstance(record.get("text"), str):
        return _text_of(record) or first_text(record.get("title"))
    return None


def _text_of(record: Mapping[str, Any]) -> str | None:
    value = record.get("text")
    return value if isinstance(value, str) and value.strip() else None


def _article(path: str, record: Mapping[str, Any], body: str, encoding: str) -> RawArticle:
    title = first_text(record.get("title"))
    body = printable(body)
    if title and " ".join(body.lstrip().partition("\n")[0].split()) != title:
        body = f"{title}\n\n{body}"
    published: When | None = None
    problems: tuple[Problem, ...] = ()
    stated = record.get("published")
    if stated is not None:
        published = when(str(stated), "record")
        if published is None:
            problems = (Problem(path, f"published: {str(stated)[:60]!r} is no date", "Write dates as 2024-11-19."),)
    updated = next((w for key in _UPDATED if (w := when(record.get(key), "record"))), None)
    author = record.get("author")
    author_names = names(author if isinstance(author, list) else [author])
    outlet = first_text(record.get("publisher"))
    language = first_text(record.get("language"))
    return RawArticle(
        path,
        source(path, "json", encoding),
        mended(Text(body)),
        title=Detail(title, "record") if title else None,
        published=published,
        updated=updated,
        outlet=Detail(outlet, "record") if outlet else None,
        author=Detail(author_names, "record") if author_names else None,
        url=web_address(record.get("url"), "record"),
        language=language.lower().replace("_", "-").split("-")[0][:8] if language else None,
        problems=problems,
    )
