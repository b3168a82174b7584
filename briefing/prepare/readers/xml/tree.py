"""XML read with care: no entities of its own, no document type, nothing from outside. The only module that imports
defusedxml."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element, ParseError

from briefing.prepare.readers.archives import Damaged


def parsed(data: bytes) -> Element:
    """The root element. Raises Damaged."""
    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import fromstring

    try:
        root: Element = fromstring(data, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, LookupError) as fault:
        raise Damaged("holds XML that cannot be read", "Save it anew.") from fault
    return root


def local(element: Element) -> str:
    """The element's name without its namespace."""
    return element.tag.rsplit("}", 1)[-1]


def attribute(element: Element, name: str) -> str:
    """The attribute of that local name, "" where there is none."""
    for key, value in element.attrib.items():
        if key.rsplit("}", 1)[-1] == name:
            return value
    return ""


def walk(root: Element, skip: frozenset[str]) -> Iterator[tuple[Element, bool]]:
    """(element, False) where it begins, (element, True) where it ends, in the order of the document, without
    recursion. Of elements named in `skip` only the end is given: what they hold is left out, what follows is not."""
    stack: list[tuple[Element, bool]] = [(root, False)]
    while stack:
        element, closing = stack.pop()
        yield element, closing
        if not closing:
            stack.append((element, True))
            stack += [(child, local(child) in skip) for child in reversed(element)]
