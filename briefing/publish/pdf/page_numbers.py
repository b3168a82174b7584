"""The pages on which stories begin, put into a document that is laid out already.

The PDF engine could do it alone (`target-counter`), but lays out each page that names a page of another, and the first
page names that of every story: it was laid out three times, of four.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

PLACE = "00"  # stands for a number until the document is laid out; templates/glance.html.j2 prints it


def fill_in(pages: Sequence[Any]) -> None:
    """Puts the number of the page that `data-to` leads to in its place, wherever that stands. pages: the engine's,
    laid out and not drawn. A place without a page keeps nothing."""
    begins: dict[str, int] = {}
    for number, page in enumerate(pages, 1):
        for name in page.anchors:
            begins.setdefault(name, number)
    for page in pages:
        for target, box in _places(page):
            box.text = box.pango_layout.text = box.text.replace(PLACE, str(begins.get(target, "")))


def _places(page: Any) -> Iterator[tuple[str, Any]]:
    """The texts of a page that hold a place, each with the id of its target."""
    for box in page._page_box.descendants():
        element = getattr(box, "element", None)
        target = element.get("data-to", "") if element is not None and hasattr(element, "get") else ""
        if target and PLACE in getattr(box, "text", ""):
            yield target.removeprefix("#"), box
