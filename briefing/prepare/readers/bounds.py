"""What of a file is read at most. Sources may be hostile: these bounds keep memory and time from growing with them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class PackageBounds:
    """Archives and office documents."""

    xml: int = 16 << 20  # bytes of an XML part of a document; in memory it takes a dozen times as much
    members: int = 100_000  # files of a package; each takes memory before any is read
    spaces: int = 100  # spaces that one text:s element may stand for
    rtf_depth: int = 1000  # RTF groups within each other


@dataclass(frozen=True, slots=True, kw_only=True)
class PageBounds:
    """Web pages."""

    extracted: int = 3_000_000  # characters of a page that is given to trafilatura
    tags: int = 40_000  # tags of such a page: its work grows with the square of their number
    attributes: int = 1000  # attributes of a tag; the work of other parsers grows with the square of their number
    pieces: int = 300_000  # pieces of a page; each takes memory
    depth: int = 300  # elements within each other; deeper ones count as siblings
    pictures: int = 2000  # pictures of a page whose alternative texts are kept
    # characters compared when blocks are looked for in a page, so that a hostile one cannot keep us
    compared: int = 400_000_000
    json_ld: int = 1_000_000  # characters of a JSON-LD script
    value: int = 2000  # characters of a value that is handed on
    warc_head: int = 64 << 10  # bytes of the head of a record of a web archive


@dataclass(frozen=True, slots=True, kw_only=True)
class MailBounds:
    """Mails."""

    boundaries: int = 20_000  # lines that may part a mail; each part takes memory
    lines: int = 2_000_000  # lines of a mail
    parts: int = 500  # parts of a mail
    header: int = 2000  # characters of a header line that are looked at
    attached: int = 500  # files attached to a message of Outlook


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordBounds:
    """Tables, JSON, feeds and wires."""

    depth: int = 4  # objects within each other among which fields are looked for
    whole: int = 12 << 20  # characters of a file that is one JSON value; in memory it takes many times as much
    line: int = 1 << 20  # bytes of a line or row that is looked at before any bound of time and memory holds
    rows: int = 1_000_000  # rows of a table
    cell: int = 4_000_000  # characters of a cell
    items: int = 20_000  # items of a wire's file
    feed: int = 8 << 20  # bytes of a feed; its parsers take many times as much memory
    writers: int = 50  # writers of a site's export; each is looked for in all of it
    broken: int = 50  # items at which the parser fails: with more, the feed is given up
    attributes: int = 200  # attributes of one element: its parser looks at all of them for each


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleBounds:
    """What is looked at to find out what a file is."""

    encoding: int = 1 << 16  # bytes that detection looks at
    mail_head: int = 1 << 16  # bytes of a mail's header that are looked at


PACKAGE_BOUNDS = PackageBounds()
PAGE_BOUNDS = PageBounds()
MAIL_BOUNDS = MailBounds()
RECORD_BOUNDS = RecordBounds()
SAMPLE_BOUNDS = SampleBounds()
