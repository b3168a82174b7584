"""JSON and JSON Lines: records of this program and of others (`fields.toml`), chats and the archive of a network."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from briefing.model import Problem, Unread
from briefing.prepare.options import ReaderOptions
from briefing.prepare.raw import RawArticle
from briefing.prepare.readers.base import first_text, unique
from briefing.prepare.readers.bounds import RECORD_BOUNDS
from briefing.prepare.readers.decoding.encoding import decoded
from briefing.prepare.readers.records import fields
from briefing.prepare.readers.records.fields import Names
from briefing.prepare.readers.records.record import article, body_of, is_picture
from briefing.prepare.readers.records.stores import channel_records, is_channel, thread, with_authors

_REMEDY = (
    'Each record is an object with "text", and optionally id, title, published, publisher, author, url, language. '
    "Name fields of another kind under `record_fields` in the configuration."
)
_LINE_BY_LINE = "Save it as JSON Lines, a record a line, which may be larger; or split it."
_LINKS = "is a list of links without text"
Item = tuple[int, bool, Mapping[str, Any] | str]
_ASSIGNED = re.compile(r"\s*(?:window\.|var |const )[\w.]{1,80}\s*=\s*(?=[\[{])")


def read(path: str, data: bytes, options: ReaderOptions) -> tuple[list[RawArticle], list[Problem]]:
    """One article a record. What is no record is counted in one problem that names the first."""
    text, encoding = decoded(data)
    if assigned := _ASSIGNED.match(text):
        text = text[assigned.end() :].rstrip().removesuffix(";")
    known = fields.names_of(options.record_fields)
    found = _made(path, _records(text, known), known, options, encoding)
    if not found.articles and len(text) > RECORD_BOUNDS.whole and text.lstrip()[:1] in ("[", "{"):
        return [], [Problem(path, f"holds a JSON value of more than {RECORD_BOUNDS.whole >> 20} MB", _LINE_BY_LINE)]
    return found.articles, _problems(path, found, options)


def read_lines(path: str, data: bytes, options: ReaderOptions, before: int) -> tuple[list[RawArticle], list[Problem]]:
    """As `read`, of some lines of a file of JSON Lines, and always with the count of what is no record. before: the
    records that stand before the lines, whose names are not known here."""
    text, encoding = decoded(data)
    known = fields.names_of(options.record_fields)
    found = _made(path, _of_lines(text, known, before), known, options, encoding)
    return found.articles, [counted(path, found.unread)]


@dataclass(slots=True, kw_only=True)
class _Found:
    """The articles of a file's records; how many are none, how many of these have a link, and what is wrong with the
    first; whether the file is a single record; whether there are more records than are read."""

    articles: list[RawArticle]
    bad: int = 0
    linked: int = 0
    first: str = ""
    alone: bool = False
    more: bool = False

    @property
    def unread(self) -> Unread:
        return Unread(self.bad, self.bad + len(self.articles), self.first)


def _made(path: str, items: Iterator[Item], known: Names, options: ReaderOptions, encoding: str) -> _Found:
    found = _Found(articles=[])
    taken: set[str] = set()
    for position, several, record in items:
        found.alone = not several
        if len(found.articles) >= options.articles:
            found.more = True
            break
        if isinstance(record, str):
            found.bad, found.first = found.bad + 1, found.first or f"record {position}: {record}"
        elif body_of(record, known):
            wanted = fields.first(record, known, "id")[:200]
            here = f"{path}#{unique(wanted, position, taken)}" if several or wanted else path
            found.articles.append(article(here, "json", record, known, encoding))
        elif not record.get("_silent") and not is_picture(record):
            found.bad, found.first = found.bad + 1, found.first or f"record {position}: no text"
            found.linked += bool(fields.first(record, known, "url"))
    return found


def _problems(path: str, found: _Found, options: ReaderOptions) -> list[Problem]:
    if found.more:
        return [Problem(path, f"only the first {options.articles} records were read", "Raise `articles`.")]
    if not found.bad:
        return []
    if not found.articles and found.linked == found.bad:
        return [Problem(path, _LINKS, "Save the pages that it names.")]
    if found.alone:
        return [Problem(path, found.first, _REMEDY)]
    return [counted(path, found.unread)]


def counted(path: str, unread: Unread) -> Problem:
    """So many of a file's records could not be read."""
    message = f"{unread.bad} of {unread.number} records could not be read ({unread.first})"
    return Problem(path, message, _REMEDY, unread=unread)


def _records(text: str, known: Names) -> Iterator[Item]:
    """(number from 1, is it one of several?, the record or what is wrong with it). A whole value is tried first."""
    start = text.lstrip()[:1]
    whole: Any = None
    if start in ("[", "{") and len(text) <= RECORD_BOUNDS.whole and not is_json_lines(text):
        try:
            whole = json.loads(text)
        except (ValueError, RecursionError):
            whole = None
    if isinstance(whole, (Mapping, list)):
        yield from _of_value(whole, known)
        return
    yield from _of_lines(text, known, 0)


def _of_lines(text: str, known: Names, position: int) -> Iterator[Item]:
    for line in text.split("\n"):
        if line.strip():
            position += 1
            value = _record(line)
            yield position, True, value if isinstance(value, str) else _unwrapped(value, known)


def _of_value(whole: Mapping[str, Any] | Sequence[Any], known: Names) -> Iterator[Item]:
    if isinstance(whole, Mapping):
        if (chats := _chats(whole)) is not None:
            yield from chats
            return
        record = _unwrapped(whole, known)
        posts = thread(whole)
        inner = posts or (None if fields.first(record, known, "text") else _list_in(whole, known, 0))
        if inner is None:
            yield 1, False, record
            return
        whole = inner
    if is_channel(whole):
        yield from ((position, True, record) for position, record in enumerate(channel_records(whole), 1))
        return
    for position, item in enumerate(whole, 1):
        yield position, True, _unwrapped(item, known) if isinstance(item, Mapping) else "no object"


def _list_in(value: Mapping[str, Any], known: Names, depth: int) -> list[Any] | None:
    """The list of records that an object holds, at most a few objects deep."""
    named = fields.folded(value)
    for name in known.records:
        if isinstance(named.get(name), list) and _whole_store(named[name]) is None:
            return with_authors(named, named[name]) if "postsauthors" in named else list(named[name])
    for name in (*known.records, *known.wrapped):
        inner = _whole_store(named.get(name)) or named.get(name)
        if isinstance(inner, Mapping) and depth < 3 and (found := _list_in(inner, known, depth + 1)) is not None:
            return found
    return None


def _whole_store(value: Any) -> Mapping[str, Any] | None:
    """What a site's export holds: a list of one object whose tables are in `data`."""
    alone = value[0] if isinstance(value, list) and len(value) == 1 else None
    tables = alone.get("data") if isinstance(alone, Mapping) else None
    is_store = isinstance(tables, Mapping) and any(
        isinstance(table, list) and table and isinstance(table[0], Mapping) for table in tables.values()
    )
    return alone if is_store else None


def _unwrapped(record: Mapping[str, Any], known: Names) -> dict[str, Any]:
    """The record itself where it stands within an object of one field or two; names as they are compared."""
    named = fields.folded(record)
    for _ in range(3):
        inner = next((named[name] for name in known.wrapped if isinstance(named.get(name), Mapping)), None)
        if inner is None or body_of(named, known):
            break
        named = fields.folded(inner)
    return named


def is_json_lines(text: str) -> bool:
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


def _chats(whole: Mapping[str, Any]) -> Iterator[Item] | None:
    """The messages of a Telegram export: one channel, or all chats."""
    listed = whole.get("chats")
    chats = listed.get("list") if isinstance(listed, Mapping) else [whole]
    chats = [chat for chat in chats if isinstance(chat, Mapping)] if isinstance(chats, list) else []
    messages = [chat for chat in chats if isinstance(chat.get("messages"), list) and isinstance(chat.get("type"), str)]
    return _messages(messages) if messages else None


def _messages(chats: Sequence[Mapping[str, Any]]) -> Iterator[Item]:
    position = 0
    for chat in chats:
        outlet = first_text(chat.get("name")) or ""
        for message in chat["messages"]:
            position += 1
            if not isinstance(message, Mapping):
                yield position, True, "no object"
                continue
            sender = first_text(message.get("from")) or ""
            record = {
                "id": message.get("id"),
                "text": message.get("text") or "",
                "date": message.get("date"),
                "publisher": outlet or sender,
            }
            if sender and sender != outlet:
                record["author"] = sender
            silent = message.get("type") != "message" or not record["text"]
            yield position, True, {"_silent": True} if silent else record
