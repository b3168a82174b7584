"""What can be seen of a line alone: its words, its shape. The weights are set by hand; a positive sum is furniture."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from briefing.model import BlockKind
from briefing.prepare.furniture import authors
from briefing.prepare.furniture.lines import Line, is_image, is_rule
from briefing.prepare.furniture.phrases import Cue, Cues

WEIGHTS = {
    "prose": -4.5,  # a sentence, whole
    "long prose": -2.5,  # and more than one, or a long one
    "quotation": -2.0,
    "short sentence": -3.0,
    "long and cut off": -1.2,
    "short": -1.3,  # no sentence: a heading of the article, or furniture
    "tweet": -3.0,
    "byline": 5.0,
    "date line": 5.0,
    "credit in brackets": 5.5,
    "mostly links": 3.0,
    "address": 0.9,
    "copyright": 5.0,
    "no letters": 2.5,
    "said twice": 0.9,
    "said again": 9.0,
    "about the author": 8.0,
    "tagged": 4.0,
    "menu": 3.0,
    "label": 2.0,
    "before the article": 2.6,
    "after the article": 3.0,
    "among furniture": 1.2,
    "after the last word": 7.0,  # behind "Comments", "You may also like"
    "standfirst": 5.5,
    "cut off at the end": 4.5,
    "speaks of something else": 2.5,
    "list item": -1.0,
    "shouted": 1.0,
    "a headline": 1.6,  # many words, capitals throughout, no full stop
    "speaks to the reader": 1.8,
    "networks": 4.0,
    "buttons": 6.0,
    "ellipsis": 1.0,
}
SURE = 6.0
"""A cue of this weight settles a short line alone."""


@dataclass(slots=True)
class Verdict:
    """What speaks for and against a line, while it is being judged. own: the part of the score that was seen of the
    line alone."""

    score: float = 0.0
    own: float = 0.0
    reasons: list[tuple[float, BlockKind | None, str]] = field(default_factory=list)

    def add(self, name: str, why: str, kind: BlockKind | None = None, times: float = 1.0) -> None:
        self.weigh(WEIGHTS[name] * times, why, kind)

    def weigh(self, weight: float, why: str, kind: BlockKind | None = None) -> None:
        self.score += weight
        self.reasons.append((weight, kind, why))

    @property
    def evidence(self) -> float:
        """What speaks for furniture alone."""
        return sum(weight for weight, _, _ in self.reasons if weight > 0)

    @property
    def kind(self) -> BlockKind:
        """The kind that most of the weight speaks for."""
        kinds: Counter[BlockKind] = Counter()
        for weight, kind, _ in self.reasons:
            if kind is not None and weight > 0:
                kinds[kind] += weight  # type: ignore[assignment]
        return min(kinds, key=lambda kind: (-kinds[kind], kind)) if kinds else "other"

    @property
    def why(self) -> str:
        found = sorted((reason for reason in self.reasons if reason[0] > 0), key=lambda reason: -reason[0])
        most = 1 if found and found[0][0] >= 12 else 2
        return "; ".join(dict.fromkeys(why for _, _, why in found[:most]))


_PLAIN = 25
"""From this many words on, prose without odd characters is not looked at closer."""
_ODD = re.compile(r"©|[)\]]\W*$|\.\.\.\W*$|…\W*$")


def own_score(line: Line, cues: Cues) -> Verdict:
    """What can be said of a line without looking at the others."""
    verdict = Verdict()
    count = line.count
    if line.tag != "paragraph":
        _tagged(line, verdict)
    if line.prose:
        verdict.add("prose", "a sentence")
        if count >= 25 or line.inner:
            verdict.add("long prose", "sentences", times=min(1.0, count / 40))
        if line.quoted:
            verdict.add("quotation", "a quotation")
    elif line.sentence:
        verdict.add("short sentence", "a short sentence")
    elif count >= 25:
        verdict.add("long and cut off", "long, and not ended like a sentence", times=2.0 if line.inner else 1.0)
    else:
        verdict.add("short", "no sentence")
    if count < _PLAIN or not line.prose or line.address or line.item or line.links or _ODD.search(line.text):
        _looks(line, cues, verdict)
    _words(line, cues, verdict)
    verdict.own = verdict.score
    return verdict


def _tagged(line: Line, verdict: Verdict) -> None:
    """What the format itself says of the block."""
    if line.tag == "aside":
        verdict.weigh(30.0, line.said or "the format sets it apart", "other")
    elif line.tag == "caption":
        verdict.weigh(12.0, "the format marks it as a caption", "caption")
    elif line.tag == "meta":
        verdict.weigh(12.0, "the format marks it as a byline or a date", "byline")


def _words(line: Line, cues: Cues, verdict: Verdict) -> None:
    """The phrases of the language's table. One phrase in a long line says less than the same in a short one."""
    found = cues.of(line.words, line.known)
    if not found:
        return
    count = max(1, line.count)
    strongest: tuple[float, Cue] | None = None
    for cue in found:
        if cue.at == "any":
            verdict.weigh(cue.weight * min(1.0, 24 / count), cue.why, cue.kind)
            continue
        weight = cue.weight * min(1.0, (30 if cue.weight >= SURE else 12) / count)
        if strongest is None or weight > strongest[0]:
            strongest = weight, cue
    if strongest is not None:
        verdict.weigh(strongest[0], strongest[1].why, strongest[1].kind)


def _looks(line: Line, cues: Cues, verdict: Verdict) -> None:
    if (not line.count and is_rule(line.text)) or (line.text.startswith("!") and is_image(line.text)):
        verdict.weigh(6.0, "no words", "other")
    elif line.count == 0 or (line.count <= 2 and line.digits > 0.5) or not any(map(str.isalpha, line.text[:200])):
        verdict.add("no letters", "no words", "other")
    if line.links > 0.6:
        verdict.add("mostly links", "nothing but links", "related")
    if line.post:
        verdict.add("tweet", "a post that the article quotes")
    elif line.address:
        verdict.add("address", "holds an address", "other", times=min(1.0, 20 / max(1, line.count)))
    if "©" in line.text:
        verdict.add("copyright", "a copyright line", "credit", times=min(1.0, 20 / max(1, line.count)))
    if line.shouted and 3 <= line.count < 25:
        verdict.add("shouted", "all in capitals", times=3.0 if line.count >= 8 else 1.0)
    if (
        line.count <= 25
        and not line.post
        and (named := len(line.known & cues.networks))
        and (named > 1 or not line.prose)
    ):
        verdict.add("networks", "names networks", "appeal", times=1.0 if named > 1 else 0.4)
    if cues.is_made_of_buttons(line.words):
        verdict.add("buttons", "buttons of the page", "appeal")
    if line.item:
        verdict.add("list item", "a list item")
    if not line.terminal and line.count <= 30 and len(_MENU.findall(line.text)) >= 3:
        verdict.add("menu", "a menu", "related")
    if not line.terminal and _TAGGED.search(line.text[-40:]):
        verdict.add("tagged", "ends like a link", "related")
    if line.text.endswith(("...", "…", "[…]", "[...]")) and line.count > 8:
        verdict.add("ellipsis", "breaks off", "teaser")
    if is_date_line(line, cues):
        verdict.add("date line", "a date by itself", "byline")
    elif is_byline(line, cues):
        verdict.add("byline", "names the author", "byline")
    if has_credit(line, cues):
        verdict.add("credit in brackets", "ends with a picture credit", "caption")


_MENU = re.compile(r"\s[/|·•»>]\s")
_TAGGED = re.compile(r"\S \[[A-Z][A-Z -]{2,20}\]\|?$")
_STAMP = re.compile(r"(?<!\d)(?:(?:19|20)\d\d|[012]?\d:[0-5]\d)(?!\d)")


def is_date_line(line: Line, cues: Cues) -> bool:
    """A line of a date, a time, a place at most: "Updated Nov. 19, 2024 6:55 AM"."""
    if line.post or not 1 <= line.count <= 22 or "0" not in line.known or (line.prose and line.count > 14):
        return False
    named = line.known & (cues.months.keys() | cues.update_words | cues.publish_words)
    if not named and not _STAMP.search(line.text[:200]) and not line.known & cues.stamp_words:
        return False
    times = sum(word == "0" or word in cues.time_words for word in line.words)
    least = 0.45 if len(named) >= 2 and not line.terminal else 0.6
    return times >= 2 and times >= least * line.count


def is_byline(line: Line, cues: Cues) -> bool:
    """ "By Jane Doe, Staff Writer": a byline word, then names."""
    if not 1 < line.count <= 16 or (line.terminal and line.count > 8):
        return False
    padded = " " + " ".join(line.words) + " "
    if line.capitals < 0.5 or not padded.startswith(cues.byline):
        return False
    return line.words[0] == "by" or len(line.words[0]) > 3 or authors.in_byline(line.text, cues) is not None


def is_about_author(line: Line, cues: Cues) -> bool:
    """ "Jane Doe is a reporter at the Example Times." """
    if not 5 <= line.count <= 45 or line.quoted or not line.known & cues.roles:
        return False
    first = line.text.split(maxsplit=5)
    return (
        len(first) == 6
        and first[0][:1].isupper()
        and first[1][:1].isupper()
        and (any(word in ("is", "was", "covers", "writes") for word in first[2:5]))
    )


def has_credit(line: Line, cues: Cues) -> bool:
    """Ends with a bracket, or a few words after a full stop, that credit a picture: "(Jane Doe/AP)"."""
    if line.count > 90:
        return False
    text = line.text.rstrip(" .")
    if text.endswith((")", "]")):
        start = max(text.rfind("("), text.rfind("["))
        inner = text[start + 1 : -1].lower()
        if start >= 0 and len(inner) <= 90:
            words = inner.replace("/", " ").split()
            return (any(word.strip(".,:") in cues.lenders for word in words) and len(words) <= 8) or (
                inner.startswith(("photo", "image", "picture", "©", "source", "credit", "courtesy", "file"))
            )
        return False
    if line.terminal or not line.count:
        return False
    if line.links > 0 and line.inner and "/" in text[-60:]:
        return True
    words = [word.strip(".,:") for word in text[max(text.rfind(". ", 0, -1), len(text) - 60) :].lower().split()]
    glued = re.split(r"[./|]", words[-1])[-1] if words else ""
    return (
        line.count >= 6
        and (glued in cues.lenders or words[-1] in cues.lenders)
        and bool(line.inner or "." in words[-1] or "/" in words[-1])
    )
