"""A page that holds several articles: a database's export, several `article` elements, a digest's linked headlines."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from briefing.prepare.bundles import exports, repeated
from briefing.prepare.bundles.heads import HeadForm, read_part, saved_message
from briefing.prepare.bundles.labels import Role
from briefing.prepare.bundles.rows import BundlePart, BundleRow, article_of, rows_of
from briefing.prepare.bundles.split import joined
from briefing.prepare.raw import RawArticle
from briefing.prepare.readers.base import TextMaker, source
from briefing.prepare.readers.html.article.complete import FoundBlock, everything, piece_at
from briefing.prepare.readers.html.meta import Stated
from briefing.prepare.readers.html.stream import Node, Stream
from briefing.prepare.readers.html.text import text_of
from briefing.prepare.readers.html.tuning import SEVERAL

_LIKELY = re.compile(
    r"<article[\s>]|\bDocument\s+[A-Z]{3,8}\d{8}|End of Document|\d+\s+of\s+\d+\s+DOCUMENT|ProQuest|DocPublicationName"
    r"|\b(?:Dokument|Treffer|Article|Artikel)\s+\d+\s+(?:von|of|van|sur|de)\s+\d+",
    re.I,
)
_STATING = ("og:type", "article:published_time", "json-ld:@type", "json-ld:headline", "parsely-title", "twitter:title")
"""What a page states that is one article, or that a site made for networks to show."""
_EXPORT = HeadForm(name="elements", author=True)
# What elements of exports hold, by their class: Europresse, Factiva, and how others call such parts.
_EDGES = r"(?:^|[\s_-])(?:{})(?:$|[\s_-])"
_CLASSES: Mapping[Role, str] = {
    "title": r"titrearticle|articletitle|\w{2}headline|"
    + _EDGES.format("(?:article-?)?(?:title|headline|titre|titel)"),
    "edition": "docpublicationname|publication-?name|"
    + _EDGES.format("outlet|publication|source-?name|newspaper|journal|medium"),
    "published": "docheader|" + _EDGES.format("date|pubdate|published|datum"),
    "author": "docauthors|" + _EDGES.format("authors?|byline|auteurs?|autor(?:en)?"),
    "aside": "public-lblnodoc",
}
_ROLES: tuple[tuple[re.Pattern[str], Role], ...] = tuple((re.compile(c, re.I), role) for role, c in _CLASSES.items())
_AROUND: Mapping[str, Role] = {"footer": "aside", "nav": "aside"}
_BOXES = frozenset({"td", "section", "article", "div", "li", "table", "tr"})


def several(path: str, found: Stream, said: Stated, encoding: str | None) -> list[RawArticle]:
    """The articles of a page that holds several, or that is an export; [] for any other page."""
    plain = not any(said.first(name) for name in _STATING)
    if not (plain or _LIKELY.search(found.source)):
        return []
    maker = TextMaker()
    parts = [
        part
        for part in everything(found, around=False)
        if maker.add_text(text_of(found, part.ranges), part.tag, part.why)
    ]
    raw = RawArticle(
        path=path,
        source=source(path, "html", encoding),
        body=maker.text(),
        blocks=maker.blocks(),
        language=_language(said),
    )
    plain_rows = rows_of(raw)
    if plain and (head := saved_message(plain_rows, raw.body.string)) is not None:
        message = article_of(raw, plain_rows, head, None)
        stories = digest(message, found, parts)
        return stories if len(stories) > 1 else [message]
    rows = [_row_of(found, row, part) for row, part in zip(plain_rows, parts, strict=True)]
    chosen = exports.split(raw, rows)
    if not chosen and plain:
        chosen = _articles(raw, rows, found, parts) or _entries(raw, rows, found, parts) or repeated.split(raw, rows)
        chosen = chosen if len(chosen) > 1 else []
    return joined(raw, rows, chosen) if chosen else []


def is_list_of_links(found: Stream) -> bool:
    """Several links, and hardly a word that is none: bookmarks, a reading list, a table of contents."""
    linked = sum(size for part, size in _sizes(found) if part)
    blocks = {piece.block for piece in found.pieces if piece.link}
    enough = len(blocks) >= SEVERAL.links and linked >= SEVERAL.title * len(blocks)
    return enough and linked >= SEVERAL.linked * len(found.visible)


def _sizes(found: Stream) -> list[tuple[bool, int]]:
    if not found.pieces:
        return []
    ends = [*(piece.at for piece in found.pieces[1:]), len(found.visible)]
    return [(piece.link, end - piece.at) for piece, end in zip(found.pieces, ends, strict=True)]


def _language(said: Stated) -> str | None:
    code = (said.language or "").replace("_", "-").split("-")[0].lower()
    return code if len(code) == 2 and code.isascii() and code.isalpha() else None


def _row_of(found: Stream, row: BundleRow, part: FoundBlock) -> BundleRow:
    """The row with the role that the classes of the elements around it give, the innermost first."""
    node: Node | None = piece_at(found, part.ranges[0][0]).node
    for _ in range(3):
        if node is None:
            break
        role = _AROUND.get(node.name) or next(
            (role for shape, role in _ROLES if node.kind and shape.search(node.kind[:200])), None
        )
        if role is not None and row.words <= 60:
            return replace(row, role=role)
        node = node.parent
    return row


def _articles(
    raw: RawArticle, rows: Sequence[BundleRow], found: Stream, parts: Sequence[FoundBlock]
) -> list[BundlePart]:
    """The outermost `article` elements, where at least two hold a title and a text of some length each."""
    owners = [_outermost(found, part) for part in parts]
    chosen: list[BundlePart] = []
    start = 0
    while start < len(rows):
        stop = start + 1
        while stop < len(rows) and owners[stop] is owners[start]:
            stop += 1
        if owners[start] is not None:
            part = read_part(rows, start, stop, _EXPORT, raw.body.string)
            text = sum(
                row.words
                for row, found_ in zip(rows[start:stop], parts[start:stop], strict=True)
                if row.prose and not found_.why
            )
            if part is None or part.title is None or text < SEVERAL.words:
                return []
            chosen.append(part)
        start = stop
    return chosen if len(chosen) > 1 else []


def _entries(
    raw: RawArticle, rows: Sequence[BundleRow], found: Stream, parts: Sequence[FoundBlock]
) -> list[BundlePart]:
    """The entries of a saved board or reading list: each a linked headline over a text of some length, in an element of
    its own; [] unless they hold most of the page's text. (Teasers under an article do not; its own linked headings
    stand in one element.)"""
    titles = [index for index, part in enumerate(parts) if _is_linked_title(found, part, rows[index])]
    if len(titles) < SEVERAL.stories or len({id(_box(found, parts[index])) for index in titles}) < len(titles):
        return []
    chosen: list[BundlePart] = []
    for title in titles:
        box, stop = _box(found, parts[title]), title + 1
        while stop < len(parts) and _within(found, parts[stop], box):
            stop += 1
        marked = [*rows[:title], replace(rows[title], tag="heading"), *rows[title + 1 :]]
        part = read_part(marked, title, stop, _EXPORT, raw.body.string)
        if part is None or part.body_words < SEVERAL.words:
            return []
        chosen.append(part)
    prose = sum(row.words for row, part in zip(rows, parts, strict=True) if row.prose and not part.why)
    return chosen if sum(part.body_words for part in chosen) >= SEVERAL.entries * prose else []


def _outermost(found: Stream, part: FoundBlock) -> Node | None:
    node: Node | None = piece_at(found, part.ranges[0][0]).node
    article: Node | None = None
    while node is not None:
        article = node if node.name == "article" else article
        node = node.parent
    return article


# --- digests --------------------------------------------------------------------------------------------------------


def digest(raw: RawArticle, found: Stream, parts: Sequence[FoundBlock]) -> list[RawArticle]:
    """The articles of a mail whose headlines are links with a text of some length under each; the mail itself where it
    is no such digest. parts: one for each of the last blocks of `raw`."""
    rows = rows_of(raw)
    before = len(rows) - len(parts)
    titles = [index for index in range(len(parts)) if _is_linked_title(found, parts[index], rows[before + index])]
    stories: list[BundlePart] = []
    for index, title in enumerate(titles):
        stop = titles[index + 1] if index + 1 < len(titles) else len(parts)
        stop = _end_of_story(found, parts, rows[before:], title, stop)
        marked = [*rows]
        marked[before + title] = replace(rows[before + title], tag="heading")
        part = read_part(marked, before + title, before + stop, _EXPORT, raw.body.string)
        prose = sum(row.words for row in rows[before + title + 1 : before + stop] if row.prose and not row.why)
        if part is not None and prose >= SEVERAL.story_words:
            part.published = part.published or raw.published
            stories.append(part)
    if len(stories) < SEVERAL.stories:
        return [raw]
    return joined(replace(raw, title=None), rows, stories)


def _is_linked_title(found: Stream, part: FoundBlock, row: BundleRow) -> bool:
    """A headline that is a link: in a heading element, or a line of some words that is no invitation to click."""
    if part.why != "nothing but a link" or not 3 <= row.words <= 30:
        return False
    node: Node | None = piece_at(found, part.ranges[0][0]).node
    while node is not None and node.name not in _BOXES:
        if re.fullmatch(r"h[1-6]", node.name):
            return True
        node = node.parent
    return False


def _end_of_story(found: Stream, parts: Sequence[FoundBlock], rows: Sequence[BundleRow], title: int, stop: int) -> int:
    """Where a story ends: with the box that holds its headline, if that holds text too; else before the next headline
    or the first link by itself that follows text."""
    box = _box(found, parts[title])
    inside = title + 1
    while inside < stop and _within(found, parts[inside], box):
        inside += 1
    if any(row.prose for row in rows[title + 1 : inside]):
        return inside
    told = False
    for index in range(title + 1, stop):
        told = told or (rows[index].prose and not parts[index].why)
        if told and parts[index].why == "nothing but a link":
            return index + 1
    return stop


def _box(found: Stream, part: FoundBlock) -> Node | None:
    node: Node | None = piece_at(found, part.ranges[0][0]).node
    while node is not None and node.name not in _BOXES:
        node = node.parent
    return node


def _within(found: Stream, part: FoundBlock, box: Node | None) -> bool:
    node: Node | None = piece_at(found, part.ranges[0][0]).node
    while node is not None:
        if node is box:
            return True
        node = node.parent
    return False
