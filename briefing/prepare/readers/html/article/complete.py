"""The article's blocks looked at again in the page: what was left behind, what does not belong."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from briefing.prepare.raw import Tag
from briefing.prepare.readers.html.article.locate import Range
from briefing.prepare.readers.html.stream import INVISIBLE, Node, Stream, TextPiece
from briefing.prepare.readers.html.tuning import ADDED

_ENDS = '.!?”"’…'  # of a sentence
_AROUND = frozenset({"nav", "header", "footer", "aside", "form"})
_TAG_OF: dict[str, Tag] = {
    "h1": "heading",
    "h2": "heading",
    "h3": "heading",
    "h4": "heading",
    "h5": "heading",
    "h6": "heading",
    "li": "item",
    "tr": "row",
    "blockquote": "quotation",
    "figcaption": "caption",
    "pre": "code",
}


@dataclass(frozen=True, slots=True)
class FoundBlock:
    """A block of the article: its ranges of `Stream.visible`, rising."""

    tag: Tag
    ranges: tuple[Range, ...]
    why: str = ""


def completed(
    stream: Stream, tags: Sequence[Tag], places: Sequence[tuple[Range, ...]], article_body: str = ""
) -> list[FoundBlock]:
    """Located blocks → whole paragraphs of the page, with those in sister elements of theirs and those that the page
    itself (`article_body`, as its JSON-LD states it) counts to the article; links set aside."""
    found = whole(stream, tags, places)
    found += _sisters(stream, found)
    parts = [*found, *_claimed(stream, found, article_body)]
    parts.sort(key=lambda part: part.ranges[0])
    return [_judged(stream, part) for part in parts]


def whole(stream: Stream, tags: Sequence[Tag], places: Sequence[tuple[Range, ...]]) -> list[FoundBlock]:
    """One block a paragraph. The extraction leaves out words of a paragraph (a link, a bit of code) or cuts it there;
    who prints its sentences must have them whole. A paragraph of which it took less than half gives only that."""
    lines = lines_of(stream)
    starts = [low for low, _ in lines]
    taken: dict[int, list[tuple[int, int, Tag]]] = {}
    joined: set[int] = set()  # lines that go on from the line before: one block of the extraction, only `br` between
    for tag, ranges in zip(tags, places, strict=True):
        for low, high in ranges:
            first, last = bisect_right(starts, low) - 1, bisect_right(starts, high - 1) - 1
            for line in range(first, last + 1):
                bounds = lines[line]
                taken.setdefault(line, []).append((max(low, bounds[0]), min(high, bounds[1]), tag))
            joined.update(line for line in range(first + 1, last + 1) if piece_at(stream, starts[line]).after == "br")
    found: list[FoundBlock] = []
    for line in sorted(taken):
        bounds, parts = lines[line], taken[line]
        size = sum(high - low for low, high, _ in parts)
        tag = next((tag for _, _, tag in parts if tag != "code"), "code") if len(parts) > 1 else parts[0][2]
        if size * 2 < bounds[1] - bounds[0]:
            found += [FoundBlock(tag, ((low, high),)) for low, high, tag in parts]
        elif line in joined and found:
            found[-1] = replace(found[-1], ranges=(*found[-1].ranges, bounds))
        else:
            found.append(FoundBlock(tag, (bounds,)))
    return found


def everything(stream: Stream, around: bool = True) -> list[FoundBlock]:
    """Every paragraph in page order, with the tag of its element; `around`: what navigation, header and footer
    elements hold is set aside."""
    found: list[FoundBlock] = []
    for low, high in lines_of(stream):
        node: Node | None = piece_at(stream, low).node
        tag: Tag = "paragraph"
        why = ""
        while node is not None:
            tag = _TAG_OF.get(node.name, tag) if tag == "paragraph" else tag
            why = why or (f"in the page's {node.name}" if around and node.name in _AROUND else "")
            node = node.parent
        found.append(_judged(stream, FoundBlock("aside" if why else tag, ((low, high),), why)))
    return found


def lines_of(stream: Stream) -> list[Range]:
    """The ranges of the page's paragraphs, cut at line breaks."""
    starts = [
        piece.at
        for before, piece in zip([None, *stream.pieces], stream.pieces, strict=False)
        if before is None or before.block != piece.block or piece.after == "br"
    ]
    return list(pairwise([*starts, len(stream.visible)]))


def piece_at(stream: Stream, at: int) -> TextPiece:
    return stream.pieces[max(0, bisect_right(stream.pieces, at, key=lambda piece: piece.at) - 1)]


def _pieces(stream: Stream, ranges: Sequence[Range]) -> list[tuple[TextPiece, int]]:
    """(piece, visible characters of it) within the ranges."""
    result: list[tuple[TextPiece, int]] = []
    for low, high in ranges:
        index = max(0, bisect_right(stream.pieces, low, key=lambda piece: piece.at) - 1)
        while index < len(stream.pieces) and stream.pieces[index].at < high:
            piece = stream.pieces[index]
            end = stream.pieces[index + 1].at if index + 1 < len(stream.pieces) else len(stream.visible)
            size = min(high, end) - max(low, piece.at)
            if size > 0:
                result.append((piece, size))
            index += 1
    return result


def linked_share(stream: Stream, ranges: Sequence[Range]) -> float:
    """The share of the characters in these ranges that stand in links, 0..1."""
    linked = sum(size for piece, size in _pieces(stream, ranges) if piece.link)
    return linked / max(1, sum(high - low for low, high in ranges))


def _judged(stream: Stream, part: FoundBlock) -> FoundBlock:
    pieces = _pieces(stream, part.ranges)
    size = sum(count for _, count in pieces)
    linked = [count for piece, count in pieces if piece.link]
    if sum(linked) >= ADDED.link_share * size and size <= 6 * ADDED.link_words:
        return replace(part, tag="aside", why="nothing but a link")
    if _is_labelled_link(stream, pieces, part.ranges[-1][1]):
        return replace(part, tag="aside", why="nothing but a link and its label")
    if len(linked) >= ADDED.links and sum(linked) >= ADDED.links_share * size and max(linked) <= ADDED.short_link:
        return replace(part, tag="aside", why="nothing but links")
    if (
        part.tag == "paragraph"
        and ADDED.shortest_caption <= size <= ADDED.longest_caption
        and _is_caption(stream, part)
    ):
        return replace(part, tag="caption")
    return part


def _is_labelled_link(stream: Stream, pieces: Sequence[tuple[TextPiece, int]], end: int) -> bool:
    """ "Related: Ten ferries that never sailed", all but the label a link, and no sentence."""
    parted = next((number for number, (piece, _) in enumerate(pieces) if piece.link), 0)
    if not parted or not all(piece.link for piece, _ in pieces[parted:]):
        return False
    middle = pieces[parted][0].at
    label, linked = stream.visible[pieces[0][0].at : middle], stream.visible[middle:end]
    headline = len(linked) >= ADDED.headline and "://" not in linked and linked[-1] not in _ENDS
    return headline and len(label) <= ADDED.label and label[-1] in ":："


def _is_caption(stream: Stream, part: FoundBlock) -> bool:
    """Does a line without a full stop say what stands in place of a picture of the page?"""
    text = "".join(stream.visible[low:high] for low, high in part.ranges)
    return text[-1] not in '.!?”"…' and text in stream.alternatives


@dataclass(slots=True)
class _Homes:
    """Where the found paragraphs stand: containers by (name, class), the elements around those, the containers
    themselves, the paragraphs' numbers; `direct`: elements in which half of the text stands without an element of its
    own. Elements are distinguished by `id`; the stream holds them all."""

    around: dict[tuple[str, str], set[int]] = field(default_factory=dict)
    boxes: set[int] = field(default_factory=set)
    taken: set[int] = field(default_factory=set)
    direct: set[int] = field(default_factory=set)


def _homes(stream: Stream, found: Sequence[FoundBlock]) -> _Homes:
    """The classes of container that hold most of the article each."""
    weights: Counter[tuple[str, str]] = Counter()
    direct: Counter[int] = Counter()
    homes = _Homes()
    for part in found:
        for piece, size in _pieces(stream, part.ranges):
            homes.taken.add(piece.block)
            if piece.node.name in ("div", "td", "article", "section"):
                direct[id(piece.node)] += size
            box = piece.node.parent
            if piece.node.name == "p" and box is not None and box.kind:
                key = (box.name, box.kind)
                weights[key] += size
                homes.boxes.add(id(box))
                homes.around.setdefault(key, set()).update(id(node) for node in _around(box))
    total = sum(weights.values())
    for key, weight in weights.items():
        if weight < max(ADDED.same_class * total, 200):
            del homes.around[key]
    homes.direct = {node for node, size in direct.items() if size >= max(ADDED.same_class * direct.total(), 200)}
    return homes


def _sisters(stream: Stream, found: Sequence[FoundBlock]) -> list[FoundBlock]:
    """Paragraphs that the extraction left behind because the article stands in several containers of one class.

    A container counts where it has the name and class of one that holds found paragraphs, and hangs beside it or one
    level aside. In a container of which paragraphs were found, those left out were left out for a reason: there, only
    what reads as a sentence and is hardly linked is taken back.
    """
    homes = _homes(stream, found)
    more = _beside(stream, found, homes.direct) if homes.direct else []
    if not homes.around:
        return more
    for low, high in _blocks(stream):
        piece = piece_at(stream, low)
        box = piece.node.parent if piece.node.name == "p" else None
        if box is None or high - low < ADDED.shortest or piece.block in homes.taken:
            continue
        around = homes.around.get((box.name, box.kind), set())
        if not any(id(node) in around for node in _around(box)):
            continue
        linked = linked_share(stream, [(low, high)])
        ends = stream.visible[high - 1] in _ENDS
        if (ends and linked <= 0.3) if id(box) in homes.boxes else linked <= 0.5:
            more.append(FoundBlock("paragraph", ((low, high),)))
    return more


def _beside(stream: Stream, found: Sequence[FoundBlock], elements: set[int]) -> list[FoundBlock]:
    """Lines left behind that stand, as the article's do, in one of these elements without a paragraph of their own:
    only what reads as a sentence and is hardly linked."""
    taken = [found_range for part in found for found_range in part.ranges]
    more: list[FoundBlock] = []
    for low, high in lines_of(stream):
        if (
            high - low < ADDED.shortest
            or stream.visible[high - 1] not in _ENDS
            or id(piece_at(stream, low).node) not in elements
        ):
            continue
        if linked_share(stream, [(low, high)]) <= 0.3 and not any(start < high and low < end for start, end in taken):
            more.append(FoundBlock("paragraph", ((low, high),)))
    return more


def _blocks(stream: Stream) -> list[Range]:
    """The ranges of the page's paragraphs, whatever line breaks they hold."""
    starts = [
        piece.at
        for before, piece in zip([None, *stream.pieces], stream.pieces, strict=False)
        if before is None or before.block != piece.block
    ]
    return list(pairwise([*starts, len(stream.visible)]))


def _claimed(stream: Stream, found: Sequence[FoundBlock], article_body: str) -> list[FoundBlock]:
    """Paragraphs left behind that stand word for word in the text that the page states to be its article's."""
    claim = "".join(article_body.split()).translate(INVISIBLE)
    if len(claim) < ADDED.shortest_claim:
        return []
    taken = {low for part in found for low, _ in part.ranges}
    more: list[FoundBlock] = []
    at = 0
    for low, high in lines_of(stream):
        if high - low < ADDED.shortest or low in taken:
            continue
        place = claim.find(stream.visible[low:high], at)
        if place >= 0:
            more.append(FoundBlock("paragraph", ((low, high),)))
            at = place + high - low
    return more


def _around(box: Node) -> list[Node]:
    """The two elements around a container."""
    first = box.parent
    second = first.parent if first is not None else None
    return [node for node in (first, second) if node is not None and node.depth > 1]
