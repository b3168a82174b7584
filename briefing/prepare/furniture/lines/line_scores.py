"""What can be seen of a line alone: a table of rules for its shape and its looks, then the phrases of its language.

The weights are set by hand; a positive sum is furniture.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

from briefing.language.rules import Rule, RuleTable
from briefing.model import BlockKind
from briefing.prepare.furniture.bounds import LINES, PAGE
from briefing.prepare.furniture.lines.line_kinds import (
    has_credit,
    has_credit_first,
    has_labelled_credit,
    has_name_last,
    is_byline,
    is_date_line,
    is_notice,
)
from briefing.prepare.furniture.lines.lines import Line, one
from briefing.prepare.furniture.lines.phrases import Cue, Cues, cues
from briefing.prepare.furniture.lines.verdicts import Verdict, Weight
from briefing.text import Span

LineTest = Callable[[Line, Cues], object]

_ODD_END = re.compile(r"(?:[)\]…]|\.\.\.)\W*$")
_MENU = re.compile(r"\s[/|·•»>]\s")
_GOES_ON = re.compile(r"(?:…|\.\.\.)\s?[a-zà-þа-я]\S* ")
_TAGGED = re.compile(r"\S \[[A-Z][A-Z -]{2,20}\]\|?$")


FORMAT: Mapping[str, Weight] = {
    "aside": Weight(weight=30.0, why="the format sets it apart", kind="other", words=lambda line, _: line.said),
    "caption": Weight(weight=12.0, why="the format marks it as a caption", kind="caption"),
    "meta": Weight(weight=12.0, why="the format marks it as a byline or a date", kind="byline"),
}
"""What the format itself says of a block."""


class Shape(NamedTuple):
    """What is seen first of a line: so few facts that what they say together is found once for all lines alike."""

    notice: bool  # the newspaper speaks of its own article
    prose: bool
    sentence: bool  # a short sentence, and no prose
    long: bool
    several: bool  # several sentences of prose, or a long one
    quoted: bool
    goes_on: bool  # with the sentence before


def own_score(line: Line, cues: Cues) -> Verdict:
    """What can be said of a line without looking at the others."""
    verdict = Verdict()
    verdict.add(FORMAT.get(line.tag), line, cues)
    for weight in SHAPE.kept_verdicts(_shape(line, cues)):
        verdict.add(weight, line, cues)
    # Long prose without an odd character is not looked at closer: it makes up most of all texts.
    if line.count < LINES.long or not line.prose or line.address or line.item or line.links or _is_odd(line.text):
        for weight in LOOKS.verdicts(line, cues):
            verdict.add(weight, line, cues)
    _phrases(line, cues, verdict)
    verdict.own = verdict.score
    return verdict


def _shape(line: Line, cues: Cues) -> Shape:
    prose, long = line.prose, line.count >= LINES.long
    return Shape(
        notice=is_notice(line, cues),
        prose=prose,
        sentence=not prose and line.sentence,
        long=long,
        several=prose and (long or line.inner),
        quoted=line.quoted,
        goes_on=line.text[:1] in ("…", ".") and _GOES_ON.match(line.text) is not None,
    )


def _is_odd(text: str) -> bool:
    """Does a line hold, or end with, a mark that furniture has?"""
    if "©" in text:
        return True
    return (")" in text or "]" in text or "…" in text or "..." in text) and _ODD_END.search(text) is not None


def _phrases(line: Line, cues: Cues, verdict: Verdict) -> None:
    """The phrases of the language's table. One phrase in a long line says less than the same in a short one."""
    found = cues.of(line.words, line.known)
    count = max(1, line.count)
    strongest: tuple[float, Cue] | None = None
    for cue in found:
        if cue.at == "any":
            verdict.weigh(cue.weight * min(1.0, LINES.phrase / count), cue.why, cue.kind)
            continue
        full = LINES.phrase_sure if cue.weight >= PAGE.sure else LINES.phrase_unsure
        weight = cue.weight * min(1.0, full / count)
        if strongest is None or weight > strongest[0]:
            strongest = weight, cue
    if strongest is not None:
        verdict.weigh(strongest[0], strongest[1].why, strongest[1].kind)


def _example(text: str) -> BlockKind:
    """What an English line alone is taken for."""
    verdict = own_score(one(text, Span(0, len(text))), cues("en"))
    return verdict.kind if verdict.score > 0 else "body"


def _row(
    name: str, test: LineTest, weight: Weight, example: tuple[str, BlockKind]
) -> Rule[[Line, Cues], Weight | None]:
    return Rule(name=name, test=test, verdict=weight, example=example)


def _shaped(
    name: str, test: Callable[[Shape], object], weight: Weight, example: tuple[str, BlockKind]
) -> Rule[[Shape], Weight | None]:
    return Rule(name=name, test=test, verdict=weight, example=example)


def _shorter(full: int) -> Callable[[Line, Cues], float]:
    """The more words a line has over so many, the less one sign in it says."""
    return lambda line, _: min(1.0, full / max(1, line.count))


SHAPE: RuleTable[[Shape], Weight | None] = RuleTable(
    "shape",
    _shaped(
        "a notice",
        lambda shape: shape.notice,
        Weight(weight=12.0, why="the newspaper speaks of its own article", kind="other"),
        ("Correction: The headline of this article gave the ferry of Tervo a wrong age. It is thirty-one.", "other"),
    ),
    _shaped(
        "a sentence",
        lambda shape: shape.prose,
        Weight(weight=-4.5, why="a sentence"),
        ("Photos of the ferry were shown to the council of Tervo on Monday.", "body"),
    ),
    _shaped(
        "several sentences, or a long one",
        lambda shape: shape.several,
        Weight(weight=-2.5, why="sentences", times=lambda line, _: min(1.0, line.count / LINES.full)),
        (
            "Photos of the ferry were put into the newsletter of the board, which asked for news in the comments "
            "section. The board says that it wants to read what they have seen who have used the ferry in this "
            "winter, and will answer them.",
            "body",
        ),
    ),
    _shaped(
        "a quotation",
        lambda shape: shape.prose and shape.quoted,
        Weight(weight=-2.0, why="a quotation"),
        ("“Follow the ferry,” she said, and signed the letter of the board to its customer service.", "body"),
    ),
    _shaped(
        "goes on",
        lambda shape: shape.goes_on,
        Weight(weight=-6.0, why="goes on with the sentence before"),
        ("… share this with the whole crew, the harbour master had said.", "body"),
    ),
    _shaped(
        "a short sentence",
        lambda shape: shape.sentence,
        Weight(weight=-3.0, why="a short sentence"),
        ("More photos followed.", "body"),
    ),
    _shaped(
        "long and cut off",
        lambda shape: not shape.prose and not shape.sentence and shape.long,
        Weight(
            weight=-1.2, why="long, and not ended like a sentence", times=lambda line, _: 2.0 if line.inner else 1.0
        ),
        (
            "1. The council of Tervo has named the men and women who will look after the quay and the ferry in the "
            "years to come, and among them are two fishermen",
            "body",
        ),
    ),
    _shaped(
        "short, and no sentence",
        lambda shape: not shape.prose and not shape.sentence and not shape.long,
        Weight(weight=-1.3, why="no sentence"),  # a heading of the article, or furniture
        ("THE OLD FERRY", "body"),
    ),
    otherwise=None,
    run=_example,
)

LOOKS: RuleTable[[Line, Cues], Weight | None] = RuleTable(
    "looks",
    _row(
        "no words",
        lambda line, _: (
            line.count == 0
            or (line.count <= 2 and line.digits > LINES.named)
            or not any(map(str.isalpha, line.text[: LINES.looked_at]))
        ),
        Weight(weight=2.5, why="no words", kind="other"),
        ("12 / 40", "other"),
    ),
    _row(
        "mostly links",
        lambda line, _: line.links > LINES.mostly_links,
        Weight(weight=3.0, why="nothing but links", kind="related"),
        ("[Old ferry fails again](https://example.org/old)", "related"),
    ),
    _row(
        "a post",
        lambda line, _: line.post,
        Weight(weight=-3.0, why="a post that the article quotes"),
        ("Join me on the new ferry! pic.twitter.com/tervo", "body"),
    ),
    _row(
        "an address alone",
        lambda line, _: "://" in line.text and not line.post and len(line.text.split()) == 1,
        Weight(weight=4.0, why="nothing but an address", kind="other"),
        ("https://mail.example/images/ferry.png", "other"),
    ),
    _row(
        "copyright",
        lambda line, _: "©" in line.text,
        Weight(weight=5.0, why="a copyright line", kind="credit", times=_shorter(LINES.address)),
        ("© 2026 The Tervo Mail", "caption"),
    ),
    _row(
        "all in capitals",
        lambda line, _: line.shouted and 3 <= line.count < LINES.long,
        Weight(weight=1.0, why="all in capitals", times=lambda line, _: 3.0 if line.count >= LINES.prose else 1.0),
        ("COME TO THE GREAT SPRING SALE AT THE OLD HARBOUR THIS WEEK", "other"),
    ),
    _row(
        "networks",
        lambda line, cues: _networks(line, cues) > 0,
        Weight(
            weight=4.0,
            why="names networks",
            kind="appeal",
            times=lambda line, cues: 1.0 if _networks(line, cues) > 1 else 0.4,
        ),
        ("The Mail on Facebook and Instagram", "appeal"),
    ),
    _row(
        "buttons",
        lambda line, cues: cues.is_made_of_buttons(line.words),
        Weight(weight=6.0, why="buttons of the page", kind="appeal"),
        ("Share Tweet Email", "appeal"),
    ),
    _row(
        "a menu",
        lambda line, _: (
            not line.terminal and line.count <= LINES.phrase_sure and len(_MENU.findall(line.text)) >= LINES.menu
        ),
        Weight(weight=3.0, why="a menu", kind="related"),
        ("Harbour | Town | Region | Ferries | Quay", "related"),
    ),
    _row(
        "ends like a link",
        lambda line, _: not line.terminal and _TAGGED.search(line.text[-40:]),
        Weight(weight=4.0, why="ends like a link", kind="related"),
        ("The ferry that never sailed [TERVO MAIL]", "related"),
    ),
    _row(
        "a date by itself",
        lambda line, cues: is_date_line(line, cues),
        Weight(weight=5.0, why="a date by itself", kind="byline"),
        ("March 3, 2026 at 4:12 PM", "byline"),
    ),
    _row(
        "a byline",
        lambda line, cues: is_byline(line, cues) and not is_date_line(line, cues),
        Weight(weight=5.0, why="names the author", kind="byline"),
        ("By Mira Solheim, Tervo", "byline"),
    ),
    _row(
        "a credit with its label",
        has_labelled_credit,
        Weight(weight=9.0, why="ends with a picture credit", kind="caption"),
        ("The only berth at Tervo seen from the lighthouse. PHOTO: JON EK", "caption"),
    ),
    _row(
        "a credit at the start",
        has_credit_first,
        Weight(weight=9.0, why="begins with a picture credit", kind="caption"),
        ("Associated Press A ferryman stands on the quay of Tervo on Thursday.", "caption"),
    ),
    _row(
        "a name behind a caption",
        has_name_last,
        Weight(weight=5.0, why="ends with a name, like a picture credit", kind="caption"),
        ("The ferryman and his two sisters before the quay was shut. Jon Ek", "caption"),
    ),
    _row(
        "a credit at the end",
        lambda line, cues: has_credit(line, cues),
        Weight(weight=5.5, why="ends with a picture credit", kind="caption"),
        ("The ferry at its berth (Jon Ek/AP)", "caption"),
    ),
    otherwise=None,
    run=_example,
)


def _networks(line: Line, cues: Cues) -> int:
    """How many networks a short line names; one in a sentence counts for none."""
    if line.count > LINES.long or line.post:
        return 0
    named = len(line.known & cues.networks)
    return named if named > 1 or not line.prose else 0
