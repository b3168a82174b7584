"""What a line is by itself: a date, a byline, a word on the author, a caption with its credit."""

from __future__ import annotations

import re
from functools import cache

from briefing.prepare.furniture.bounds import LINES, RUN
from briefing.prepare.furniture.lines.lines import Line
from briefing.prepare.furniture.lines.phrases import Cues, tokens
from briefing.prepare.furniture.names import authors

_STAMP = re.compile(r"(?<!\d)(?:(?:19|20)\d\d|[012]?\d:[0-5]\d)(?!\d)")
_NOTICE = re.compile(r"\W{0,3}([^:—–\n]{4,50}?)\s*[:—–]")


def is_date_line(line: Line, cues: Cues) -> bool:
    """A line of a date, a time, a place at most: "Updated Nov. 19, 2024 6:55 AM"."""
    if line.post or not 1 <= line.count <= LINES.date_words or "0" not in line.known:
        return False
    if line.prose and line.count > LINES.dated_prose:
        return False
    named = line.known & (cues.months.keys() | cues.update_words | cues.publish_words)
    if not named and not _STAMP.search(line.text[: LINES.looked_at]) and not line.known & cues.stamp_words:
        return False
    times = sum(word == "0" or word in cues.time_words for word in line.words)
    labelled = len(named) > 1 and not line.terminal
    return times > 1 and times >= (LINES.labelled_share if labelled else LINES.date_share) * line.count


def is_byline(line: Line, cues: Cues) -> bool:
    """ "By Jane Doe, Staff Writer": a byline word, then names."""
    if not 1 < line.count <= LINES.byline or (line.terminal and line.count > LINES.prose):
        return False
    if line.address and authors.with_address(line.text, cues):
        return True
    padded = " " + " ".join(line.words) + " "
    if line.capitals < LINES.named or not padded.startswith(cues.byline):
        return False
    return line.words[0] == "by" or len(line.words[0]) > RUN.name or authors.in_byline(line.text, cues) is not None


def is_about_author(line: Line, cues: Cues) -> bool:
    """ "Jane Doe is a reporter at the Example Times." """
    if not LINES.author_least <= line.count <= LINES.author_most or line.quoted or not line.known & cues.roles:
        return False
    first = line.text.split(maxsplit=LINES.author_least)[: LINES.author_least]
    named = all(word[:1].isupper() for word in first[:2])
    return named and any(word in cues.author_verbs for word in first[2:])


def has_credit(line: Line, cues: Cues) -> bool:
    """Ends with a bracket, or a few words after a full stop, that credit a picture: "(Jane Doe/AP)"."""
    if not 0 < line.count <= LINES.credit:
        return False
    text = line.text.rstrip(" .")
    if text.endswith((")", "]")):
        return _is_credit(text[max(text.rfind("("), text.rfind("[")) + 1 : -1].lower(), cues)
    return not line.terminal and _is_glued(text, line, cues)


def has_labelled_credit(line: Line, cues: Cues) -> bool:
    """Ends with a credit that says what it is: "The berth at night. PHOTO: OLE RANDA", "Foto: …", "© Name / AVP"."""
    found = _labels(cues.credit_labels).search(line.text[-LINES.credit :]) if line.count <= LINES.credit else None
    if found is None or (line.terminal and not line.text.endswith(found[1])):
        return False
    names = re.findall(r"[^\W\d_]+", found[1])
    capitals = sum(name[0].isupper() or name[0].lower() == name[0].upper() for name in names)
    return 0 < len(names) <= LINES.credit_words and capitals >= LINES.named * len(names)


@cache
def _labels(labels: tuple[str, ...]) -> re.Pattern[str]:
    """A label and what follows it to the line's end: the credited names."""
    either = "|".join(map(re.escape, sorted(labels, key=len, reverse=True)))
    return re.compile(
        rf"(?:^|[.!?…»”\"')\]。]\s*|\s[|–—-]\s*)(?:(?:{either})\s?[:：/]|©)\s*([^:©.!?]{{2,70}}?)\.?\s*$", re.I
    )


def is_notice(line: Line, cues: Cues) -> bool:
    """What a newspaper says of its own article: "Correction: …", "Editor's note — …"."""
    begun = line.text[: LINES.looked_at]
    head = _NOTICE.match(line.text) if ":" in begun or "—" in begun or "–" in begun else None
    if head is None:
        return False
    words = [word for word in tokens(head[1]) if word != "0" and word not in cues.months]
    return " " + " ".join(words) + " " in cues.notices


def has_credit_first(line: Line, cues: Cues) -> bool:
    """An agency's name glued before a caption: "Associated Press A soldier rides on a truck on Thursday."."""
    words = line.text.split(maxsplit=LINES.agency + 1)
    for many in range(1, min(LINES.agency, len(words) - 1) + 1):
        if " ".join(words[:many]).lower() in cues.agencies:
            behind = words[many]
            return behind[:1].isupper() and behind.lower() in cues.stop_words and line.count <= LINES.credit
    return False


def has_name_last(line: Line, cues: Cues) -> bool:
    """A caption with the name of whose picture it is glued behind it: "The ferry at its berth. Jon Ek"."""
    if line.terminal or line.quoted or not line.inner or not LINES.caption_least <= line.count <= LINES.credit:
        return False
    caption, mark, name = line.text.rpartition(". ")
    words = name.split()
    alone = not re.search(r"[.!?]\s", caption)
    return bool(mark) and alone and len(words) in (2, 3) and all(w[:1].isupper() and w.isalpha() for w in words)


def _is_credit(inner: str, cues: Cues) -> bool:
    """Is it a credit what stands between brackets?"""
    if len(inner) > LINES.credit:
        return False
    words = inner.replace("/", " ").split()
    plain = [word.strip(".,:") for word in words]
    supplied = len(words) <= LINES.credit_words and any(word in cues.lenders for word in plain)
    return supplied or inner.startswith(cues.credit_words) or plain[-1:] == ["photos"] or plain[-1:] == ["photo"]


def _is_glued(text: str, line: Line, cues: Cues) -> bool:
    """A credit behind a caption without brackets: "The ferry at its berth. Jon Ek/AP"."""
    if line.links > 0 and line.inner and "/" in text[-LINES.sample_line :]:
        return True
    end = text[max(text.rfind(". ", 0, -1), len(text) - LINES.sample_line) :].lower()
    words = [word.strip(".,:") for word in end.split()]
    if line.count < LINES.caption_least or not words:
        return False
    glued = re.split(r"[./|]", words[-1])[-1]
    parted = line.inner or "." in words[-1] or "/" in words[-1]
    return parted and (glued in cues.lenders or words[-1] in cues.lenders)
