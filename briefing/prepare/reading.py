"""The table of readers, and which of them reads a file: by its content first, then by its name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256

from briefing.errors import BriefingError
from briefing.model import Problem
from briefing.plugins import ExtensionPoint
from briefing.prepare.bundles.split import split
from briefing.prepare.options import ReaderOptions
from briefing.prepare.raw import RawArticle
from briefing.prepare.readers import archives, chats, feed, saved_pages, subtitles, text, warc
from briefing.prepare.readers.base import source
from briefing.prepare.readers.decoding import sniff
from briefing.prepare.readers.decoding.encoding import printable
from briefing.prepare.readers.documents import docx_odt, epub, rtf
from briefing.prepare.readers.html import page
from briefing.prepare.readers.mail import mail
from briefing.prepare.readers.pdf import pdf
from briefing.prepare.readers.records import json_records, tables
from briefing.prepare.readers.wires import wires
from briefing.prepare.readers.xml import notes
from briefing.prepare.readers.xml import text as xml_text
from briefing.text import Text

Read = tuple[list[RawArticle], list[Problem]]
Reader = Callable[[str, bytes, ReaderOptions], Read]
Unpacker = Callable[[str, bytes, archives.Budget], Iterator[tuple[str, bytes] | Problem]]

POINT = ExtensionPoint(
    role="reader",
    key="reading: read: readers:",
    takes=("path", "data"),
    gives="text, a RawArticle, or a list of these",
    guide="docs/add-a-reader.md",
)

READERS: Mapping[str, Reader] = {
    "text": text.read,
    "markdown": text.read_markdown,
    "json": json_records.read,
    "csv": tables.read_csv,
    "xlsx": tables.read_xlsx,
    "html": page.read,
    "pdf": pdf.read,
    "docx": docx_odt.read_docx,
    "odt": docx_odt.read_odt,
    "rtf": rtf.read,
    "mail": mail.read,
    "mbox": mail.read_mbox,
    "outlook": mail.read_outlook,
    "mhtml": saved_pages.read_mhtml,
    "webarchive": saved_pages.read_webarchive,
    "epub": epub.read,
    "feed": feed.read,
    "json feed": feed.read_json_feed,
    "wire": wires.read,
    "notes": notes.read,
    "xml": xml_text.read,
    "subtitles": subtitles.read,
    "chat": chats.read,
    "warc": warc.read,
}
# What holds files: each is read as if it lay in a folder of the holder's name.
UNPACKERS: Mapping[str, Unpacker] = {
    "zip": archives.unzip,
    "tar": archives.untar,
    "packed": archives.unpack_one,
    "mail": mail.attachments,
    "outlook": mail.attachments_of_outlook,
    "warc": warc.others,
}


def read(path: str, data: bytes, options: ReaderOptions) -> Read:
    """All articles of a file, and what stood in the way. Never raises on any bytes."""
    budget = archives.Budget(options.archive_files, options.archive_megabytes << 20)
    return _read(path, data, options, budget, 0)


@dataclass(frozen=True, slots=True)
class Lines:
    """Which lines or rows of a file: how many records stand before them; the digest of the file's bytes; and how many
    bytes of its beginning are repeated before them, where it is a table."""

    before: int
    sha256: str
    head: int = 0


def read_lines(path: str, data: bytes, lines: Lines, options: ReaderOptions) -> Read:
    """The articles of some lines of a file of JSON Lines or rows of a table, and what stood in the way. Never raises on
    any bytes."""
    read_part = tables.read_rows if lines.head else json_records.read_lines
    try:
        articles, problems = read_part(path, data, options, lines.before)
        articles, faults = _checked(articles, lines.sha256, options)
    except Exception as fault:  # as in `_read`
        return [], [_problem_of(path, fault)]
    return articles, [*problems, *faults]


def reader_of(path: str, options: ReaderOptions) -> str | None:
    """The user's reader of files of such a name, None where there is none."""
    return next((name for end, name in sorted(options.readers.items()) if path.lower().endswith(end.lower())), None)


def _read(path: str, data: bytes, options: ReaderOptions, budget: archives.Budget, depth: int) -> Read:
    articles: list[RawArticle] = []
    problems: list[Problem] = []
    kind = sniff.kind(path, data)
    own = reader_of(path, options)
    try:
        if own is not None:
            articles, problems = _by_plugin(own, path, data)
        elif kind in READERS:
            articles, problems = READERS[kind](path, data, options)
            if len(articles) == 1 and articles[0].path == path:
                articles = split(articles[0])
        elif kind not in UNPACKERS:
            return [], [sniff.refusal(path, kind)]
        articles, faults = _checked(articles, sha256(data).hexdigest(), options)
        problems = [*problems, *faults]
        if own is None and kind in UNPACKERS:
            inner, faults = _inside(kind, path, data, options, budget, depth)
            articles, problems = [*articles, *inner], [*problems, *faults]
    except Exception as fault:  # a library's bug on hostile bytes must not cost the other files
        problems = [*problems, _problem_of(path, fault, own=own is not None)]
    if not articles and not problems:
        problems = [Problem(path, "holds no text", "Take it away, or look whether it was saved whole.")]
    return articles, problems


def _problem_of(path: str, fault: Exception, *, own: bool = False) -> Problem:
    """What stopped the reading of a file. own: by a reader of the user's."""
    if isinstance(fault, BriefingError):
        return Problem(path, fault.message, fault.remedy, failure=own)
    if isinstance(fault, (MemoryError, RecursionError)):
        return Problem(path, "is too large or too deeply nested to be read", "Split the file.", failure=True)
    message = f"cannot be read ({type(fault).__name__}: {printable(str(fault))[:120]})"
    return Problem(path, message, "It seems to be damaged; save it anew, or as plain text.", failure=True)


def _checked(articles: Sequence[RawArticle], digest: str, options: ReaderOptions) -> Read:
    """The articles that hold text and are not too long, with the digest of the file's bytes."""
    found: list[RawArticle] = []
    problems: list[Problem] = []
    for article in articles:
        size = len(article.body.string)
        if size > options.article_characters:
            most = options.article_characters
            message = f"is too long for one article ({size:,} characters; at most {most:,} are read)"
            remedy = "Split it, or raise `article_characters` in the configuration."
            problems.append(Problem(article.path, message, remedy))
        elif article.body.string.strip():
            found.append(replace(article, source=replace(article.source, path=article.path, sha256=digest)))
    return found, problems


def _inside(kind: str, path: str, data: bytes, options: ReaderOptions, budget: archives.Budget, depth: int) -> Read:
    """What an archive, or a mail's attachments, hold."""
    articles: list[RawArticle] = []
    problems: list[Problem] = []
    taken: set[str] = set()
    for item in UNPACKERS[kind](path, data, budget):
        if isinstance(item, Problem):
            problems.append(item)
            continue
        name, count = item[0], 1
        while name in taken:
            count += 1
            name = f"{item[0]}~{count}"
        taken.add(name)
        here = f"{path}!/{name}"
        if sniff.kind(here, item[1]) in UNPACKERS and depth >= options.archive_depth:
            remedy = "Unpack it, or raise `archive_depth` in the configuration."
            problems.append(Problem(here, "is packed too deep within other archives", remedy))
            continue
        found, faults = _read(here, item[1], options, budget, depth + 1)
        articles += found
        problems += faults
    return articles, problems


def own(names: Iterable[str]) -> None:
    """Raises ConfigError for the first of a user's readers that cannot be found or takes other arguments."""
    for name in names:
        POINT.load(name)


def _by_plugin(name: str, path: str, data: bytes) -> Read:
    """A user's reader: (path, bytes) → the text, or a list of texts, or of RawArticle."""
    function = POINT.load(name)
    made = function(path, data)
    items = [made] if isinstance(made, (str, RawArticle)) else function.list_of(made)
    articles: list[RawArticle] = []
    for position, item in enumerate(items, 1):
        if isinstance(item, RawArticle):
            articles.append(item)
        elif isinstance(item, str):
            here = path if len(items) == 1 else f"{path}#{position}"
            articles.append(RawArticle(path=here, source=source(path, name, None), body=Text(printable(item))))
        else:
            fault = function.wrong(item)
            return articles, [Problem(path, fault.message, fault.remedy, failure=True)]
    return articles, []
