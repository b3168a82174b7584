"""NewsML-G2, NewsML 1 and NITF: one article a news item that holds text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element, tostring

from briefing.model import Detail, Problem, When
from briefing.prepare.options import ReaderOptions
from briefing.prepare.raw import RawArticle
from briefing.prepare.readers.base import TextMaker, first_text, names, source, web_address
from briefing.prepare.readers.bounds import RECORD_BOUNDS
from briefing.prepare.readers.html import fragment
from briefing.prepare.readers.times import when
from briefing.prepare.readers.xml.tree import attribute, local, parsed

_DOCTYPE = re.compile(rb"<!DOCTYPE[^\[>]{0,1000}(?:\[.{0,100000}?\]\s*)?>", re.S | re.I)
_BY = re.compile(r"^(?:by|von|par|por|di|door)\s+", re.I)
_COMPACT = re.compile(r"(\d{8})T(\d{2})(\d{2})(\d{2})?(?:\.\d+)?(Z|[+-]\d{2}:?\d{2})?")
_ASIDE = frozenset(
    {"media", "mediametadata", "photo", "note", "body.end", "tagline", "bibliography", "media-reference"}
)
_CAPTIONS = frozenset({"media-caption", "caption"})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Item:
    """What a news item states."""

    title: str | None
    author: str | None
    outlet: str | None
    published: When | None
    updated: When | None
    language: str | None
    url: str | None
    body: list[Element | str]
    withheld: bool = False


def is_wire(root: str) -> bool:
    """Is an element of that name the root of a wire?"""
    return root in _KINDS or root in ("newsMessage", "NewsML", "news-message")


def read(path: str, data: bytes, options: ReaderOptions) -> tuple[list[RawArticle], list[Problem]]:
    root = parsed(_DOCTYPE.sub(b"", data, count=1))
    items = list(_items(root))
    articles: list[RawArticle] = []
    problems: list[Problem] = []
    for number, (kind, element) in enumerate(items[: min(options.articles, RECORD_BOUNDS.items)], 1):
        here = path if len(items) == 1 else f"{path}#{number}"
        item = _KINDS[kind](element)
        if item.withheld:
            problems.append(Problem(here, "is an item that its agency withdrew or withholds", "Take it away."))
        elif (article := _article(here, item)) is not None:
            articles.append(article)
    if len(items) > options.articles:
        problems.append(Problem(path, f"only the first {options.articles} items were read", "Raise `articles`."))
    if not articles and not problems:
        problems.append(Problem(path, "is a wire without text", "Take it away, or save its text."))
    return articles, problems


def _items(root: Element) -> Iterator[tuple[str, Element]]:
    """The outermost news items, in the order of the document."""
    stack = [root]
    while stack:
        element = stack.pop()
        if local(element) in _KINDS:
            yield local(element), element
        else:
            stack += reversed(element)


def _article(path: str, item: _Item) -> RawArticle | None:
    maker = TextMaker()
    if item.title:
        maker.add(item.title, "title")
    for piece in item.body:
        if isinstance(piece, str):
            for line in piece.split("\n"):
                maker.add(line)
        else:
            _add(maker, piece, item.title or "")
    blocks = maker.blocks()
    if not any(block.tag not in ("title", "aside", "caption", "heading", "meta") for block in blocks):
        return None
    return RawArticle(
        path=path,
        source=source(path, "wire", None),
        body=maker.text(),
        blocks=blocks,
        title=Detail(item.title, "headline") if item.title else None,
        published=item.published,
        updated=item.updated if item.updated != item.published else None,
        outlet=Detail(item.outlet, "provider") if item.outlet else None,
        author=Detail(item.author, "byline") if item.author else None,
        url=web_address(item.url, "item"),
        language=item.language,
    )


def _add(maker: TextMaker, body: Element, title: str) -> None:
    """A body's mark-up; what it says of pictures is a caption or set aside."""
    for element in list(body.iter()):
        element.tag = local(element).lower()
        element.attrib = {}
        if element.tag in _CAPTIONS:
            element.tag = "figcaption"
        elif element.tag in _ASIDE:
            element.tag = "figure"
    for parent in list(body.iter()):
        for child in list(parent):
            if child.tag in ("head", "style", "script", "metadata"):
                parent.remove(child)
    fragment.add(maker, tostring(body, encoding="unicode", method="html"), title)


# --- what elements say ----------------------------------------------------------------------------------------------


def _all(element: Element, *path: str) -> Iterator[Element]:
    """The elements that a path of local names leads to, at any depth below the first step."""
    found = [element]
    for step in path:
        found = [inner for outer in found for inner in outer.iter() if inner is not outer and local(inner) == step]
    yield from found


def _text(element: Element | None) -> str | None:
    return first_text("".join(element.itertext())) if element is not None else None


def _written_by(byline: Element) -> str | None:
    """A byline without the office that stands in an element of its own: the newspaper, the place."""
    parts = [byline.text or ""]
    for child in byline:
        parts += ["" if local(child) in _OFFICES else "".join(child.itertext()), child.tail or ""]
    return first_text("".join(parts))


def _first(element: Element, *paths: tuple[str, ...]) -> str | None:
    for path in paths:
        for found in _all(element, *path):
            if text := _text(found):
                return text
    return None


def _stated(element: Element, name: str, *paths: tuple[str, ...]) -> str | None:
    """The attribute of the first element that has it."""
    for path in paths:
        for found in _all(element, *path):
            if value := first_text(attribute(found, name)):
                return value
    return None


def _when(value: str | None) -> When | None:
    if not value:
        return None
    if match := _COMPACT.fullmatch(value):
        day = f"{match[1][:4]}-{match[1][4:6]}-{match[1][6:]}"
        value = f"{day}T{match[2]}:{match[3]}:{match[4] or '00'}{match[5] or ''}"
    return when(value, "item")


def _people(values: Iterator[str | None]) -> str | None:
    return names([_BY.sub("", value) for value in values if value])


def _code(value: str | None) -> str | None:
    code = (value or "").replace("_", "-").split("-")[0].lower()
    return code[:8] or None


def _g2(item: Element) -> _Item:
    """A NewsML-G2 item."""
    kinds = [attribute(found, "qcode") for found in _all(item, "itemClass")]
    text = not kinds or any(kind.rsplit(":", 1)[-1] in ("text", "composite") for kind in kinds)
    status = (_stated(item, "qcode", ("pubStatus",)) or "").rsplit(":", 1)[-1]
    created = _when(_first(item, ("firstCreated",)))
    version = _when(_first(item, ("versionCreated",)))
    dated = _when(_first(item, ("pubDate",))) or created or version or _when(_first(item, ("contentCreated",)))
    return _Item(
        title=_first(item, ("headline",), ("hl1",), ("itemMeta", "title")),
        author=_people(_text(found) for found in _all(item, "by"))
        or _people(map(_written_by, _all(item, "byline")))
        or _people(_text(found) for found in _all(item, "creator", "name")),
        outlet=_first(item, ("provider", "name"), ("infoSource", "name"), ("copyrightHolder", "name"))
        or _stated(item, "literal", ("provider",)),
        published=dated,
        updated=version,
        language=_code(_stated(item, "tag", ("language",)) or attribute(item, "lang")),
        url=_stated(item, "href", ("link",)),
        body=_g2_bodies(item) if text else [],
        withheld=status in ("canceled", "withheld"),
    )


def _g2_bodies(item: Element) -> list[Element | str]:
    """The texts that a NewsML-G2 item carries in itself."""
    bodies: list[Element | str] = []
    for content in _all(item, "contentSet"):
        for inline in content:
            if local(inline) == "inlineXML":
                bodies += _bodies(inline)
            elif local(inline) == "inlineData" and attribute(inline, "contenttype") in ("", "text/plain"):
                bodies.append(inline.text or "")
    return bodies


def _bodies(inline: Element) -> list[Element | str]:
    """The body of XHTML or of NITF within an item, else all that it holds."""
    for name in ("body.content", "body"):
        found = list(_all(inline, name))
        if found:
            return list(found[:1])
    return [inline]


def _nitf(item: Element) -> _Item:
    dates = [_when(_stated(item, "norm", ("date.issue",))), _when(_stated(item, "norm", ("story.date",)))]
    dates += [_when(_stated(item, "norm", ("date.release",))), _when(_stated(item, "date.publication", ("pubdata",)))]
    return _Item(
        title=_first(item, ("hl1",), ("hedline",), ("head", "title")),
        author=_people(_text(found) for found in _all(item, "byline", "person"))
        or _people(map(_written_by, _all(item, "byline"))),
        outlet=_stated(item, "name", ("pubdata",))
        or _first(item, ("distributor",))
        or _stated(item, "holder", ("doc.copyright",)),
        published=next((found for found in dates if found is not None), None),
        updated=None,
        language=_code(attribute(item, "lang") or _stated(item, "lang", ("body",))),
        url=_stated(item, "ex-ref", ("pubdata",)),
        body=_bodies(item),
    )


def _newsml1(item: Element) -> _Item:
    status = (_stated(item, "FormalName", ("Status",)) or "").lower()
    bodies: list[Element | str] = []
    for component in _main(item):
        for content in _all(component, "DataContent"):
            plain = not len(content)
            bodies += [content.text or ""] if plain else _bodies(content)
    return _Item(
        title=_first(item, ("HeadLine",), ("hl1",)),
        author=_people(_text(found) for found in _all(item, "ByLine"))
        or _people(map(_written_by, _all(item, "byline"))),
        outlet=_stated(item, "FormalName", ("Provider", "Party"), ("Source", "Party"))
        or _first(item, ("CreditLine",), ("ProviderId",)),
        published=_when(_first(item, ("FirstCreated",), ("ThisRevisionCreated",), ("DateId",))),
        updated=_when(_first(item, ("ThisRevisionCreated",))),
        language=_code(_stated(item, "FormalName", ("Language",)) or attribute(item, "lang")),
        url=None,
        body=bodies,
        withheld=status in ("canceled", "withheld", "embargoed"),
    )


def _main(item: Element) -> list[Element]:
    """The components that hold the text itself: those whose role says so, else all that are no caption or picture."""
    leaves = [found for found in _all(item, "NewsComponent") if any(True for _ in found.iterfind("./{*}ContentItem"))]
    roles = [(_stated(found, "FormalName", ("Role",)) or "").lower() for found in leaves]
    main = [
        found
        for found, role in zip(leaves, roles, strict=True)
        if role in ("main", "main text", "text", "story", "article")
    ]
    other = ("caption", "picture", "photo", "image", "graphic", "video", "preview", "thumbnail", "supporting")
    return (
        main
        or [found for found, role in zip(leaves, roles, strict=True) if role not in other]
        or ([item] if not leaves else [])
    )


_OFFICES = frozenset({"byttl", "virtloc", "location", "chron"})
_KINDS: Mapping[str, Callable[[Element], _Item]] = {"newsItem": _g2, "nitf": _nitf, "NewsItem": _newsml1}


def root_of(data: bytes) -> str:
    """The local name of an XML file's root element; "" where none is found near its beginning."""
    head = _DOCTYPE.sub(b"", data[:8192], count=1)
    found = re.search(
        rb"<([A-Za-z_][\w.:-]{0,80})[\s>/]", re.sub(rb"<!--.{0,4000}?-->|<\?.{0,1000}?\?>", b"", head, flags=re.S)
    )
    return found[1].decode("ascii", "replace").rsplit(":", 1)[-1] if found else ""
