"""The facts that end an announcement: where and when it takes place, what a ticket costs, whom to ask. They look like
furniture line by line (a date by itself, a telephone number), and are part of the article."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from briefing.prepare.furniture.bounds import LINES, PAGE, RUN
from briefing.prepare.furniture.lines.lines import Line
from briefing.prepare.furniture.lines.phrases import Cues
from briefing.prepare.furniture.lines.verdicts import Verdict

_PRICE = re.compile(r"[€$£¥₩₹₽₴]\s?\d|\d\s?(?:[€$£¥₩₹₽₴]|EUR\b|USD\b|GBP\b|CHF\b|SEK\b|PLN\b|zł|kr\b|руб|грн)")
_HOUR = re.compile(r"(?<!\d)(?:[01]?\d|2[0-4])(?:[:.h][0-5]\d|\s?[ap]\.?m\b|\s?h\b|\s?Uhr\b)", re.I)
_PHONE = re.compile(r"(?<![\d.])(?:\+\d{1,3}[ -]?)?(?:\(\d{1,5}\)|\d{2,5})(?:[ /-]\d{2,5}){1,4}(?![\d.])")
_DAY = re.compile(r"(?<!\d)(?:(?:19|20)\d\d[.-]\d{1,2}[.-]\d{1,2}|\d{1,2}[./]\d{1,2}[./](?:19|20)?\d\d)(?!\d)")
_SHAPES = {"price": _PRICE, "hour": _HOUR, "phone": _PHONE, "day": _DAY}


def box(every: Sequence[Line], verdicts: Sequence[Verdict], cues: Cues, start: int) -> range:
    """The lines from `start` on that are such facts; empty where they are none: several kinds of them stand there, and
    nothing that speaks for furniture by its words."""
    rest = zip(every[start : start + RUN.most_facts], verdicts[start:], strict=False)
    run = [line for line, _ in takewhile(lambda pair: _could_belong(*pair), rest)]
    kinds = {kind for line in run for kind in _kinds(line, cues)}
    enough = len(run) >= RUN.fact_lines and len(kinds) >= RUN.fact_kinds and "label" in kinds
    return range(start, start + len(run) if enough else start)


def _could_belong(line: Line, verdict: Verdict) -> bool:
    named = any(
        kind in ("appeal", "related", "credit") and weight >= LINES.quotation for weight, kind, _ in verdict.reasons
    )
    return not (line.prose and line.count >= LINES.cut_off) and not named and verdict.own < PAGE.byline


def _kinds(line: Line, cues: Cues) -> set[str]:
    found = {kind for kind, shape in _SHAPES.items() if shape.search(line.text[: LINES.looked_at])}
    if not line.known.isdisjoint(cues.stamp_words) and "0" in line.known:
        found.add("day")
    padded = " " + " ".join(line.words) + " "
    if padded in cues.fact_labels or (":" in line.text and padded.startswith(cues.fact_starts)):
        found.add("label")
    return found
