"""What a date's words mean: a match of a form, in its sentence and on its article's day, → an ISO value.

Each function here is what a row of `forms.FORMS` resolves by. None is the answer where the words leave a choice.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from briefing.language import LanguageData, table
from briefing.prepare.dates.options import DATES
from briefing.prepare.dates.patterns import day_words
from briefing.prepare.dates.tense import Outlook, outlook
from briefing.text import Span

Parts = Mapping[str, tuple[str, int, int]]

WEEK = 7
MONTHS = 12
_BEFORE = re.compile(r"([^\W\d_]+)[\s-]*$")
_NUMBER_BEFORE = re.compile(r"(?<![\w.,])(\d{1,3}|[^\W\d_]+)\s+$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """One match of a form, and all that it is resolved by.

    anchor: the day on which the article was published; None resolves only dates that say their year.
    heading_year: the year that a heading above sets.
    """

    text: str
    span: Span
    match: re.Match[str]
    form: str
    parts: Parts
    anchor: date | None
    known: LanguageData
    heading_year: int | None = None

    def get(self, name: str) -> str:
        return self.parts[name][0] if name in self.parts else ""

    def word(self, name: str) -> str:
        """A part in lower case, its full stop and its line breaks apart."""
        return " ".join(self.get(name).rstrip(".").lower().split())

    def has(self, name: str) -> bool:
        return name in self.parts

    @property
    def grammar(self) -> Mapping[str, Any]:
        return table("dates", self.known.code)

    def extent(self) -> tuple[int, int]:
        """The words of the date; of "two days ago" the pattern matches only the end."""
        start, end = self.match.span()
        if set(self.parts) == {"unit"}:
            number = self.number_before()
            start = number.start() if number else start
        return start, end

    def word_before(self) -> str:
        """The word that stands before the match, lower-case; a mark that parts it off counts as none."""
        found = _BEFORE.search(self.text, max(self.span.start, self.match.start() - DATES.word), self.match.start())
        return found[1].lower() if found else ""

    def number_before(self) -> re.Match[str] | None:
        start = self.match.start()
        return _NUMBER_BEFORE.search(self.text, max(self.span.start, start - DATES.word), start)

    def follows(self, role: str) -> bool:
        """Does one of the words of that role stand before it ("in", "since")?"""
        return self.word_before() in self.known.date_words.get(role, ())

    def side(self, name: str) -> int:
        """-1 for last, 0 for this, 1 for next."""
        word = self.word(name)
        if word in self.known.date_words.get("last", ()):
            return -1
        return 1 if word in self.known.date_words.get("next", ()) else 0

    def away(self) -> int:
        """How many years, months or weeks away a stretch of time is that is one word (去年 is -1)."""
        return int(str(self.grammar["stretches"][self.word("stretch")]).split()[-1])

    def outlook(self) -> Outlook:
        at, stop = self.match.span()
        return outlook(self.text, self.span.start, self.span.end, at, stop, self.known.code or None)

    def is_month(self) -> bool:
        """March and May are months after "in", "since", "early", …"""
        return self.follows("before_month")


def iso(here: Named) -> str | None:
    return date.fromisoformat(here.get("iso")).isoformat()


def numeric(here: Named) -> str | None:
    """19.11.2024 has the day first. With strokes the order depends on the country: where the language does not settle
    it, the figures must leave no choice, or one of the readings lie near the article's own date."""
    day, month, year = (int(here.get(name)) for name in ("day", "monthnumber", "year"))
    if year < 100:
        known = here.anchor.year if here.anchor else 2000
        year = min((year + 1900, year + 2000), key=lambda full: abs(full - known))
    if here.get("dot") == "." or (month <= MONTHS and here.grammar.get("day_first")):
        return date(year, month, day).isoformat()
    readings = set(_existing((year, m, d) for m, d in ((month, day), (day, month))))
    if len(readings) > 1 and here.anchor is not None:
        anchor = here.anchor
        readings = {reading for reading in readings if abs(reading - anchor) <= DATES.near}
    return readings.pop().isoformat() if len(readings) == 1 else None


def calendar(here: Named) -> str | None:
    """A month's name or number with a day, with or without a year."""
    month, day = _month(here), int(re.sub(r"\D+", "", here.get("day")))
    year = int(here.get("year")) if here.has("year") else _year_beside(here)
    if year is None and not here.has("side"):
        year = here.heading_year
    if year is None:
        if here.anchor is None:
            return None
        year = _nearest_year(here, month, day, here.anchor)
    first = date(year, month, day)
    if here.has("last"):
        return f"{first.isoformat()}/{first.replace(day=int(here.get('last'))).isoformat()}"
    return first.isoformat()


def month_alone(here: Named) -> str | None:
    """A month's name without a day: "in March", "last March", "March last year", "March 2020"."""
    month = _month(here)
    if here.has("year"):
        return f"{int(here.get('year')):04}-{month:02}"
    if here.heading_year is not None and not here.has("side") and here.is_month():
        return f"{here.heading_year:04}-{month:02}"
    if here.anchor is None or not (here.has("side") or here.is_month()):
        return None
    return f"{here.anchor.year + _years_to(here, month, here.anchor):04}-{month:02}"


def _years_to(here: Named, month: int, anchor: date) -> int:
    """How many years lie between the article's and that of a month that stands without its day."""
    if here.has("side"):
        side = here.side("side")
        if here.parts["side"][1] > here.parts["month"][1]:  # March last year
            return side
        return -(month >= anchor.month) if side < 0 else side * (month <= anchor.month)
    when, close = here.outlook()
    ahead = (month - anchor.month) % MONTHS
    if when == "past" and (close or ahead > 1):
        return -(month > anchor.month)
    if when == "future":
        return int(month < anchor.month)
    return _shift(month, anchor.month)


def named_day(here: Named) -> str | None:
    """Days with names of their own: "Christmas Eve", "9/11"."""
    value = str(here.grammar["named_days"][here.word("named")])
    if len(value) == len("2001-09-11"):
        return value
    if here.anchor is None:
        return None
    month, day = map(int, value.split("-"))
    return date(_nearest_year(here, month, day, here.anchor), month, day).isoformat()


def year_alone(here: Named) -> str | None:
    """Four figures are a year after "in", "since", …, and between brackets or dashes."""
    start, end = here.match.span()
    beside = here.text[max(0, start - 1) : start], here.text[end : end + 1]
    enclosed = beside[0] in ("(", "–", "-", "/") and beside[1] in (")", "–", "-", "/", "")
    return here.get("year") if enclosed or here.follows("before_year") else None


def year_marked(here: Named) -> str | None:
    """2024年, 2024年11月."""
    return f"{here.get('year')}-{_month(here):02}" if here.has("monthnumber") else here.get("year")


def day_word(here: Named) -> str | None:
    """ "Yesterday"; where one word is "tomorrow" and "morning", the word before it decides."""
    if here.anchor is None or here.word_before() in str(here.grammar.get("no_day_after", "")).split():
        return None
    return (here.anchor + timedelta(days=day_words(here.known, here.grammar)[here.word("word")])).isoformat()


def part_of_today(here: Named) -> str | None:
    return here.anchor.isoformat() if here.anchor else None


def day_alone(here: Named) -> str | None:
    """「８日」: a day of the month, by its sentence the last one or the next one, else the nearest."""
    anchor = here.anchor
    if anchor is None:
        return None
    day = int(here.get("day"))
    months = [_month_at(anchor, by) for by in ((here.away(),) if here.has("stretch") else (-1, 0, 1))]
    days = _existing((year, month, day) for year, month in months)
    when = here.outlook().tense
    right = [one for one in days if when == "none" or (one <= anchor if when == "past" else one >= anchor)]
    return min(right or days, key=lambda one: abs(one - anchor)).isoformat()


def weekday(here: Named) -> str | None:
    if here.anchor is None:
        return None
    day = _weekday(here, here.anchor)
    return None if here.anchor - day == timedelta(days=WEEK - 1) and _adds_to_the_news(here) else day.isoformat()


def _adds_to_the_news(here: Named) -> bool:
    """Is the sentence of what followed the news ("in a follow-up statement on Saturday", in an article of Friday that
    was brought up to date)? Then the day after the article's may be meant as well as that of the week before."""
    cues = str(here.grammar.get("follows_the_news", "")).split()
    before = here.text[here.span.start : here.match.start()].lower().split()
    return not here.has("side") and any(cue in before for cue in cues)


def _weekday(here: Named, anchor: date) -> date:
    wanted = here.known.weekdays[here.word("weekday")]
    weeks = _weeks_away(here)
    if weeks is not None:
        return anchor - timedelta(days=anchor.weekday()) + timedelta(days=wanted + WEEK * weeks)
    back = timedelta(days=(anchor.weekday() - wanted) % WEEK)
    ahead = timedelta(days=(wanted - anchor.weekday()) % WEEK)
    side = here.side("side") if here.has("side") else None
    if side == -1:
        return anchor - (back or timedelta(days=WEEK))
    tense = "future" if side == 1 else here.outlook().tense
    if side == 0:  # this Friday
        return anchor + ahead if tense == "future" or (tense == "none" and ahead < back) else anchor - back
    if tense == "future":
        # "will speak Friday", "until Friday", "later on Friday" on a Friday: that day; "will meet on Friday": the next
        on = str(here.grammar.get("next_on", "")).split()
        today = side is None and (here.follows("later") or bool(on and here.word_before() not in on))
        return anchor + (ahead or timedelta(days=0 if today else WEEK))
    return anchor - back


def _weeks_away(here: Named) -> int | None:
    """How many weeks away a weekday's week is, where the words say so ("Monday last week", 上周一)."""
    if here.has("stretch"):
        return here.away()
    if here.has("side") and here.grammar.get("side_of_week"):
        return here.side("side")
    return here.side("weekside") if here.has("weekside") else None


def ago(here: Named) -> str | None:
    """ "Two days ago", "vor zwei Tagen"."""
    before = here.number_before()
    figure = here.word("number") if here.has("number") else before[1].lower() if before else ""
    if here.anchor is None or (not figure.isdigit() and figure not in here.known.numbers):
        return None
    number = int(figure) if figure.isdigit() else here.known.numbers[figure]
    role = _role(here, here.get("unit"))
    if role in ("day", "week"):
        return (here.anchor - timedelta(days=number * (WEEK if role == "week" else 1))).isoformat()
    return _stretch(role, -number, here.anchor)


def period(here: Named) -> str | None:
    """ "Last week", "next month", "this year"."""
    return _stretch(_role(here, here.get("period")), here.side("side"), here.anchor) if here.anchor else None


def stretch(here: Named) -> str | None:
    """A word that is a stretch of time by itself: 去年, 来月."""
    role = str(here.grammar["stretches"][here.word("stretch")]).split()[0]
    return _stretch(role, here.away(), here.anchor) if here.anchor else None


def _stretch(role: str, by: int, anchor: date) -> str:
    """The year, month or week so many away."""
    if role == "year":
        if anchor.year + by < 1:
            raise ValueError(by)
        return f"{anchor.year + by:04}"
    if role == "month":
        year, month = _month_at(anchor, by)
        return f"{year:04}-{month:02}"
    year, week, _ = (anchor + timedelta(days=WEEK * by)).isocalendar()
    return f"{year:04}-W{week:02}"


def _role(here: Named, word: str) -> str:
    words = here.known.date_words
    return next(
        (role for role in ("day", "week", "weekend", "month", "year") if word.lower() in words.get(role, ())), ""
    )


def _month(here: Named) -> int:
    if not here.has("monthnumber"):
        return here.known.months[here.word("month")]
    number = int(here.get("monthnumber"))
    if not 1 <= number <= MONTHS:
        raise ValueError(number)
    return number


def _year_beside(here: Named) -> int | None:
    """ "March 3 last year", 去年3月15日: the year is said by another word."""
    if here.anchor is None or not (here.has("side") or here.has("stretch")):
        return None
    return here.anchor.year + (here.away() if here.has("stretch") else here.side("side"))


def _nearest_year(here: Named, month: int, day: int, anchor: date) -> int:
    days = _existing((year, month, day) for year in (anchor.year - 1, anchor.year, anchor.year + 1))
    if here.has("beside"):  # Tuesday, Nov. 12: the year in which that was a Tuesday
        wanted = here.known.weekdays[here.word("beside")]
        days = [one for one in days if one.weekday() == wanted] or days
    return _of_these(here, days, anchor).year


def _of_these(here: Named, days: list[date], anchor: date) -> date:
    """The day that the sentence means: the last one that was, the next one, else the nearest."""
    if not days:
        raise ValueError(days)
    when, close = here.outlook()
    if here.has("lead") and (side := here.side("lead")):  # last Oct. 23
        when, close = ("past" if side < 0 else "future"), True
    if when == "past":
        behind = [one for one in days if one <= anchor + (DATES.leeway if close else DATES.soon)]
        return max(behind or days)
    if when == "future":
        ahead = [one for one in days if one >= anchor - (timedelta() if close else DATES.soon)]
        return min(ahead or days)
    return min(days, key=lambda one: abs(one - anchor))


def _existing(days: Iterable[tuple[int, int, int]]) -> list[date]:
    """Those of the days (year, month, day) that there are."""
    found: list[date] = []
    for year, month, day in days:
        try:
            found.append(date(year, month, day))
        except ValueError:
            continue
    return found


def _shift(month: int, of: int) -> int:
    """How many years to add for the month to be the one nearest to `of`."""
    half = MONTHS // 2
    return -1 if month - of > half else 1 if of - month > half else 0


def _month_at(anchor: date, by: int) -> tuple[int, int]:
    """Year and month so many months away. ValueError before the year 1."""
    year, month = divmod(anchor.year * MONTHS + anchor.month - 1 + by, MONTHS)
    if not 1 <= year <= date.max.year:
        raise ValueError(year)
    return year, month + 1
