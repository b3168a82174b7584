"""A page → PDF. Alone knows weasyprint; runs in a process of its own, which imports little else.

Nothing is fetched: only `data:` addresses and files below the given folders are opened.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, ParseError, fromstring

from briefing.errors import RenderError
from briefing.publish.pdf.page_numbers import fill_in


def typeset(
    html: str,
    roots: list[Path],
    attachments: Mapping[str, bytes],
    moment: datetime,
    smaller: Sequence[str] = (),
    larger: Mapping[float, str] | None = None,
) -> bytes:
    """The PDF of a page whose assets lie below `roots`; the environment should hold SOURCE_DATE_EPOCH. smaller: the
    same in smaller type, of which the first that fits on one page is taken where `html` does not; larger: in larger
    type, by how much larger, the largest first, where `html` leaves space on the page for it."""
    import logging

    try:
        weasyprint = _weasyprint()
    except OSError as fault:
        raise RenderError(
            f"the PDF needs a library that is not installed: {fault}",
            "apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fontconfig",
        ) from fault
    logging.getLogger("weasyprint").setLevel(logging.CRITICAL)
    _count_pages_once(weasyprint)
    fetcher = _fetcher(roots)
    files = [
        weasyprint.Attachment(
            string=content, name=name, created=moment, modified=moment, relationship="Source", url_fetcher=fetcher
        )
        for name, content in attachments.items()
    ]

    def laid_out(page: str) -> Any:
        return _read(weasyprint, page, f"{roots[0].resolve().as_uri()}/", fetcher).render()

    document = _that_fits(laid_out, html, smaller, larger or {})
    fill_in(document.pages)
    document.metadata.attachments = files
    made: bytes = document.write_pdf(
        finisher=lambda _, pdf: _make_objects_once(weasyprint, pdf),
        pdf_variant="pdf/ua-1",
        pdf_identifier=hashlib.sha256(html.encode("utf-8", "replace")).digest()[:16],
    )
    return made


def _that_fits(laid_out: Callable[[str], Any], html: str, smaller: Sequence[str], larger: Mapping[float, str]) -> Any:
    """The document in the largest type in which it takes one page; in the smallest where it takes more in each."""
    document = laid_out(html)
    if len(document.pages) == 1:
        used = _used(document.pages[0])
        for scale, page in larger.items():
            if used * scale**2 <= 1 and len((found := laid_out(page)).pages) == 1:
                return found
        return document
    for page in smaller:
        document = laid_out(page)
        if len(document.pages) == 1:
            break
    return document


def _used(page: Any) -> float:
    """How much of a page's height its text takes, from 0 to 1."""
    box = page._page_box
    body = box.children[0].children[0]
    return float((body.position_y + body.height - box.content_box_y()) / box.height)


def _weasyprint() -> Any:
    """The library. It asks for its shared libraries by other systems' names first, and for each of these Python runs a
    C compiler and a linker to learn that there is no such file: a third of the import. On Linux the names that it asks
    for last need no search. Raises OSError where one is not installed."""
    import ctypes.util
    import importlib

    search = ctypes.util.find_library
    if sys.platform == "linux":
        ctypes.util.find_library = lambda name: None
    try:
        return importlib.import_module("weasyprint")
    except OSError:
        if ctypes.util.find_library is search:
            raise
    finally:
        ctypes.util.find_library = search
    return importlib.import_module("weasyprint")  # a Linux whose loader does not know the names: searched after all


def _count_pages_once(weasyprint: Any) -> None:
    """The list of all pages, which the library makes anew for each tagged element, is made once for each number of
    pages: a twelfth of the time of 45 pages, and more the more there are."""
    kind = weasyprint.pdf.pydyf.PDF
    made = kind.page_references.fget

    def page_references(pdf: Any) -> Any:
        size, found = getattr(pdf, "_page_references", (-1, ()))
        if size != len(pdf.pages["Kids"]):
            found = made(pdf)
            pdf._page_references = len(pdf.pages["Kids"]), found
        return found

    if made.__module__ == kind.__module__:  # not done before in this process
        kind.page_references = property(page_references)


def _make_objects_once(weasyprint: Any, pdf: Any) -> None:
    """The library makes the bytes of each object when it writes it, and once more for the digest of all objects that
    stands at the end of a PDF with an identifier: they are made here, once, streams compressed."""
    kind: Any = weasyprint.pdf.pydyf.Object

    class Made(kind):  # type: ignore[misc]
        data = compressible = None

        def __init__(self, whole: Any) -> None:
            super().__init__()
            self.number, self.generation, self.free = whole.number, whole.generation, whole.free
            self.data, self.compressible = whole.data, whole.compressible

    pdf.objects = [one if one.free == "f" else Made(one) for one in pdf.objects]


def _read(weasyprint: Any, page: str, base: str, fetcher: Any) -> Any:
    """The library's document of a page. Its own parser of HTML is written in Python and takes a sixteenth of the time:
    a page that is well-formed XML, as the packaged templates print it, is parsed as such; any other by the library."""
    root = _well_formed(page)
    if root is None:
        return weasyprint.HTML(string=page, base_url=base, url_fetcher=fetcher)

    class Parsed(weasyprint.HTML):  # type: ignore[misc]
        def __init__(self) -> None:
            self.base_url, self.url_fetcher, self.media_type = base, fetcher, "print"
            self.wrapper_element = weasyprint.cssselect2.ElementWrapper.from_html_root(root, content_language=None)
            self.etree_element = root

    return Parsed()


def _well_formed(page: str) -> Element | None:
    """The page's root where it is XML that declares nothing and sets no base of its own, else None."""
    if "<!ENTITY" in page or "<base" in page or not page.lstrip().startswith("<!DOCTYPE html>"):
        return None
    try:
        return fromstring(page.strip())  # noqa: S314 -- no page that declares entities comes here
    except (ParseError, ValueError):
        return None


def _fetcher(roots: list[Path]) -> Any:
    """Opens `data:` addresses and files below the roots, nothing else; follows no redirect."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    inside = [root.resolve() for root in roots]

    class Locked(URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: Any = None) -> Any:
            from urllib.parse import unquote, urlsplit

            parts = urlsplit(url)
            if parts.scheme == "data":
                return super().fetch(url, headers)
            path = Path(unquote(parts.path)).resolve()
            local = parts.scheme == "file" and parts.netloc in ("", "localhost")
            if local and any(path.is_relative_to(root) for root in inside) and path.is_file():
                return URLFetcherResponse(url, path.read_bytes())
            raise ValueError(f"nothing is loaded from {url[:100]}")

    return Locked(allowed_protocols=("data", "file"), allow_redirects=False)
