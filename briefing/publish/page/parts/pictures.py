"""Small pictures of an edition's own data: plain shapes with their places, which picture.html.j2 draws as SVG.

A picture needs three values; it is as wide as the text column, and all its words stand at the data. All in points.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date

from briefing.model import OWN_VOICE, Disagreement, Event, StoryBrief, Value
from briefing.publish.page.citations import PageCitations
from briefing.publish.page.elements import Bar, Dot, Picture, PictureWords, Shade, Stroke
from briefing.publish.page.labels import short_date
from briefing.publish.page.styles.balance import width

WIDE = 368.0  # points: 130 mm
SIZE = 7.6  # points, of words
LEAST = 3  # values
GAP = 6.0  # between two words on one line
_SCALES = {
    "thousand": 3, "million": 6, "m": 6, "mn": 6, "billion": 9, "bn": 9, "trillion": 12, "tn": 12,
}  # fmt: skip
_NUMBER = re.compile(r"\d[\d,.\u00a0\u202f]*")


def timeline(citer: PageCitations, events: Sequence[Event]) -> Picture | None:
    """The days of a timeline on a line to scale, those after the edition's day hollow; None below three days."""
    days = sorted({day for event in events if (day := _day(event.date))})
    if len(days) < LEAST:
        return None
    today = date.fromisoformat(citer.edition.date)
    first, last = min(days[0], today), max(days[-1], today)
    span = (last - first).days

    def place(day: date) -> float:
        return round(6 + (WIDE - 12) * (day - first).days / span, 1)

    names = {day: short_date(_said(events, day), citer.language, citer.zone) for day in days}
    rows = _rows([(place(day), names[day]) for day in days])
    words = tuple(PictureWords(x, 26 + 10 * row, text, anchor) for x, row, text, anchor in rows)
    dots = tuple(Dot(place(day), 12, hollow=day > today) for day in days)
    strokes = (
        Stroke(x1=6, y1=12, x2=WIDE - 6, y2=12),
        Stroke(x1=place(today), y1=5, x2=place(today), y2=19, accent=True),
    )
    height = 30.0 + 10 * max(row for _, row, _, _ in rows)
    alt = f"{citer.words['timeline']}: {', '.join(names.values())}"
    return Picture(kind="timeline", alt=alt, height=height, strokes=strokes, dots=dots, words=words)


def _day(iso: str) -> date | None:
    """The day of a date, the middle of a month or a year."""
    try:
        return date.fromisoformat((iso + {4: "-07-01", 7: "-15"}.get(len(iso), ""))[:10])
    except ValueError:
        return None


def _said(events: Sequence[Event], day: date) -> str:
    return next(event.date for event in events if _day(event.date) == day)


def _rows(places: Sequence[tuple[float, str]]) -> list[tuple[float, int, str, str]]:
    """(x, row, text, anchor) of words at these places, on the first row where none covers another."""
    ends: list[float] = []
    found = []
    for x, text in places:
        wide = width(text) * SIZE
        anchor = "start" if x < wide / 2 else "end" if x > WIDE - wide / 2 else "middle"
        left = {"start": x, "middle": x - wide / 2, "end": x - wide}[anchor]
        row = next((row for row, end in enumerate(ends) if end + GAP <= left), len(ends))
        ends[row:] = [left + wide, *ends[row + 1 :]]
        found.append((x, row, text, anchor))
    return found


def disagreement(found: Disagreement) -> Picture | None:
    """Figures that differ, on a line from nought to the largest, each with its source; None below three figures, or
    where they are not of one unit."""
    each = [_amount(value.text) for value in found.values]
    amounts = [amount for amount in each if amount is not None]
    units = {unit for _, unit in amounts}
    if len(amounts) < LEAST or len(amounts) < len(found.values) or len(units) != 1:
        return None
    most = max(number for number, _ in amounts)
    if most <= 0:
        return None
    strokes = [Stroke(x1=6, y1=8, x2=6, y2=6 + 12.0 * len(amounts))]
    dots, words = [], []
    for row, (value, (number, _)) in enumerate(zip(found.values, amounts, strict=True)):
        x, y = round(6 + (WIDE * 0.6 - 6) * number / most, 1), 12.0 + 12 * row
        strokes.append(Stroke(x1=6, y1=y, x2=x, y2=y, accent=True))
        dots.append(Dot(x, y, accent=True))
        words.append(PictureWords(x + 6, y + 2.6, _cited(value)))
    alt = "; ".join(_cited(value) for value in found.values)
    height = 14.0 + 12 * len(amounts)
    return Picture(kind="range", alt=alt, height=height, strokes=tuple(strokes), dots=tuple(dots), words=tuple(words))


def _cited(value: Value) -> str:
    return f"{value.text} [{value.citations[0].source}]"


def _amount(text: str) -> tuple[float, str] | None:
    """A figure and its unit: “nearer 60 million crowns” is (6e7, “crowns”); None without one clear number."""
    numbers = _NUMBER.findall(text)
    if len(numbers) != 1:
        return None
    digits = numbers[0].rstrip(".,\u00a0\u202f")
    plain = re.sub(r"(?<=\d)[,.\u00a0\u202f](?=\d{3}(?!\d))", "", digits).replace(",", ".")
    after = re.findall(r"[^\W\d_]+|%", text.partition(numbers[0])[2])
    scale = _SCALES.get(after[0].lower(), 0) if after else 0
    unit = after[1:2] if scale else after[:1]
    try:
        return float(plain) * 10**scale, (unit[0].lower() if unit else "")
    except ValueError:
        return None


def by_day(citer: PageCitations, story: StoryBrief) -> Picture | None:
    """How many articles report a story on each day; None below three days, and where no day has two."""
    days = Counter(when[:10] for n in story.articles if (when := citer.sources[n].published))
    if len(days) < LEAST or max(days.values()) < 2:
        return None
    found = sorted(days.items())[-10:]
    step, most = WIDE / len(found), max(count for _, count in found)
    bars, words = [], []
    for index, (day, count) in enumerate(found):
        high = round(26 * count / most, 1)
        middle = round(step * (index + 0.5), 1)
        bars.append(Bar(x=round(middle - 9, 1), y=round(36 - high, 1), width=18, height=high, shade="ink"))
        words.append(PictureWords(middle, round(33 - high, 1), str(count), "middle"))
        words.append(PictureWords(middle, 45, short_date(day, citer.language, citer.zone), "middle"))
    shown = ", ".join(f"{short_date(day, citer.language, citer.zone)}: {count}" for day, count in found)
    alt = f"{citer.words['reports_by_day']}: {shown}"
    line = (Stroke(x1=0, y1=36, x2=WIDE, y2=36),)
    return Picture(kind="by-day", alt=alt, height=48, strokes=line, bars=tuple(bars), words=tuple(words))


def known_by(citer: PageCitations, story: StoryBrief) -> Picture | None:
    """A bar of who reports a story: independent sources, articles that pass on another's report, parties of their own,
    opinions and letters, whose authors are no parties; None below three, or where all are of one kind."""
    sources = [citer.sources[n] for n in story.articles]
    relayed = sum(source.relays is not None for source in sources)
    own = [source.genre for source in sources if source.genre in OWN_VOICE]
    counts: list[tuple[str, int, Shade]] = [
        ("independent", story.independent_sources, "ink"),
        ("relayed_reports", relayed, "grey"),
        ("own_voice", own.count("press-release"), "white"),
        ("opinions", len(own) - own.count("press-release"), "white"),
    ]
    parts = [(citer.count(key, number), number, shade) for key, number, shade in counts if number]
    total = sum(number for _, number, _ in parts)
    if total < LEAST or len(parts) < 2 or story.opinion:
        return None
    at, bars, places = 0.0, [], []
    for text, number, shade in parts:
        wide = WIDE * number / total
        bars.append(Bar(x=round(at, 1), y=3, width=round(wide, 1), height=7, shade=shade))
        places.append((round(at, 1), text))
        at += wide
    rows = _left(places)
    words = tuple(PictureWords(x, 20 + 10 * row, text) for x, row, text in rows)
    alt = ", ".join(text for text, _, _ in parts)
    height = 24.0 + 10 * max(row for _, row, _ in rows)
    return Picture(kind="known-by", alt=alt, height=height, bars=tuple(bars), words=words)


def _left(places: Sequence[tuple[float, str]]) -> list[tuple[float, int, str]]:
    """Words that begin at these places, or before where they would leave the picture, none over another."""
    found: list[tuple[float, int, str]] = []
    end, row = -GAP, 0
    for place, text in places:
        wide = width(text) * SIZE
        x = max(0.0, min(place, WIDE - wide))
        row = row + 1 if x < end + GAP else row
        found.append((round(x, 1), row, text))
        end = x + wide
    return found
