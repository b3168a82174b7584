"""Mark-up taken out of a passage, and nothing else: what a reader sees of a cited slice.

The rule is that of `text` in brief.json. Goes: links and images (the link's words stay), note marks, tags of known
HTML elements, comments, entities (their character stays), paired ** __ ~~ and back-ticks, emphasis by one * or _,
marks of headings and quotations. White space is folded. No word is added, dropped, moved or re-spelt.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable

_ELEMENTS = """
    a abbr address article aside b bdi bdo blockquote br button caption cite code col colgroup data dd del details
    dfn div dl dt em figcaption figure footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd li main mark nav ol p
    picture pre q s samp section small source span strike strong sub summary sup table tbody td tfoot th thead time
    tr tt u ul var video wbr font center script style
"""
_APART = """
    address article aside blockquote br caption dd details div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6
    header hr img li main nav ol p pre section summary table tbody td tfoot th thead tr ul video
"""
ELEMENTS = frozenset(_ELEMENTS.split())
APART = frozenset(_APART.split())  # what stands on either side of their tags are two words

# Quantifiers are possessive and what they run over cannot hold what they began with, so that the scan stays linear.
_MARK = re.compile(
    r"(?P<comment><!--)"
    r"|(?P<tag></?(?P<name>[A-Za-z][A-Za-z0-9]*+)(?:\s[^<>]*+)?/?>)"
    r"|<(?P<address>(?:https?://|mailto:)[^\s<>]++|[^\s<>@]{1,100}+@[^\s<>@]{1,255}+)>"
    r"|(?P<image>!\[(?:[^\[\]]++|\[[^\[\]]*+\])*\]\([^()\s]*+(?:\s++\"[^\"]*+\")?\))"
    r"|(?P<note>\[\^[^\]\s]{1,100}+\])"
    r"|\[(?P<link>(?:[^\[\]]++|\[[^\[\]]*+\])+)\]"
    r"(?:\((?:[^()\s]++|\([^()\s]*+\))*(?:\s++\"[^\"]*+\")?\)|\[[^\[\]\n]{0,40}\])"
    r"|(?P<entity>&(?:#\d++|#[xX][0-9a-fA-F]++|[A-Za-z][A-Za-z0-9]*+);)"
    r"|(?P<pair>\*\*|__|~~|`++)"
    r"|(?P<edge>(?<!\w)[*_]++(?=[^\s*_])|(?<=[^\s*_])[*_]++(?!\w))"
    r"|(?P<head>^(?:\#{1,6}[ \t]++|(?:>[ \t]?)+)(?=[\w\"'“‘«(]|\Z))"
    r"|(?P<escape>\\(?=[*_`#>~|\])(]))"
    r"|(?P<wrap>(?<=\w)[-\u2010\u00ad][ \t]*+\r?\n\s*+(?=\w))",
    re.M,
)
# one set of characters to look for: twice as fast as two alternatives
_ANY = re.compile(r"[<&\[*_~`\\#>\u2010\u00ad-](?:(?<=[<&\[*_~`\\#>])|[ \t]*+\r?\n)")
_INNER = frozenset("\"'“”‘’«»„(),.?…:%$€£")  # besides letters and figures: what emphasis may stand close to


def plain(text: str) -> str:
    """The passage without its mark-up, white space folded; see the head of this file for the rule. Linear."""
    if _ANY.search(text):
        text = _stripped(text)
    return " ".join(text.split())


def plain_of(text: str) -> Callable[[str], str]:
    """What gives the passages of a text as `plain` does. A text is gone through once for what most have none of:
    mark-up, and white space that is no single space; lines of such a text are plain as they stand."""
    if _ANY.search(text):
        return plain
    return _folded if _UNEVEN.search(text) else _on_lines


_UNEVEN = re.compile(r"[^\S \n]|  ")  # white space within a line that is folded


def _folded(passage: str) -> str:
    return " ".join(passage.split())


def _on_lines(passage: str) -> str:
    return _folded(passage) if "\n" in passage else passage.strip()


def _stripped(text: str) -> str:
    pieces: list[str] = []
    emphasis: list[tuple[int, re.Match[str]]] = []  # index of the piece, the mark
    counts: dict[str, int] = {}
    at = search = 0
    comments = True
    while (mark := _MARK.search(text, search)) is not None:
        start, search = mark.span()
        kind = mark.lastgroup
        if kind == "comment":
            end = text.find("-->", start + 4) if comments else -1
            comments = end >= 0
            if not comments:
                continue
            new, search = "", end + 3
        elif kind == "tag" and mark["name"].lower() not in ELEMENTS:
            continue
        elif kind == "edge" or (kind == "pair" and not _is_paired(text, mark, counts)):
            emphasis.append((len(pieces) + 1, mark))
            new = mark[0]
        else:
            new = _replacement(mark)
        pieces += (text[at:start], new)
        at = search
    pieces.append(text[at:])
    for index in _droppable(text, emphasis):
        pieces[index] = ""
    return "".join(pieces)


def _replacement(mark: re.Match[str]) -> str:
    """What stays of a mark that is not emphasis."""
    kind = mark.lastgroup
    if kind == "link":
        return plain(mark["link"])
    if kind == "tag":
        return " " if mark["name"].lower() in APART else ""
    if kind == "entity":
        character = html.unescape(mark["entity"])
        return " " if character.isspace() else character
    if kind == "address":
        return mark["address"]
    if kind == "wrap":
        return "" if mark[0][0] == "\u00ad" else mark[0][0]
    return ""


def _is_paired(text: str, mark: re.Match[str], counts: dict[str, int]) -> bool:
    """Whether a ** __ ~~ or ` must go: the text has two of them, and this one stands close to a word."""
    sign = mark[0]
    if sign not in counts:
        counts[sign] = text.count(sign)
    beside = text[mark.end() : mark.end() + 1] + text[max(0, mark.start() - 1) : mark.start()]
    return counts[sign] >= 2 and sign != "``" and any(not c.isspace() and c not in "*_~`" for c in beside)


def _droppable(text: str, emphasis: list[tuple[int, re.Match[str]]]) -> list[int]:
    """The pieces that are emphasis though the rule leaves it open: an opening mark with its closing one, and a ** or
    ~~ of which a sentence's end cut the fellow off."""
    found: list[int] = []
    open_marks: dict[str, int] = {}
    for index, mark in emphasis:
        sign, start, end = mark[0], mark.start(), mark.end()
        before, after = text[start - 1 : start] if start else "", text[end : end + 1]
        if before == "\\":
            continue
        if _is_inner(after) and not before.isalnum():
            if sign in ("**", "__", "~~"):
                found.append(index)
            elif "`" not in sign:
                open_marks[sign] = index
        elif _is_inner(before) and not after.isalnum():
            if sign in ("**", "__", "~~"):
                if before in '.!?…”"' and not after.strip():
                    found.append(index)
            elif sign in open_marks:
                found += (open_marks.pop(sign), index)
    return found


def _is_inner(character: str) -> bool:
    return character.isalnum() or character in _INNER if character else False
