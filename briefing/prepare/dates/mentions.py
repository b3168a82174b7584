"""Dates in sentences: "Monday last week" → a day, against the article's own date.

Values are ISO 8601: a day "2024-11-19", a month "2024-11", a year "2024", a week or weekend "2024-W47", a range of days
"2024-11-11/2024-11-17". What cannot be resolved is left out rather than guessed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from briefing.language import LanguageData, data, table
from briefing.model import Block, DateMention
from briefing.prepare.dates.patterns import pattern
from briefing.prepare.dates.tense import Outlook, outlook
from briefing.text import Span

Parts = Mapping[str, tuple[str, int, int]]

_BEFORE = re.compile(r"([^\W\d_]+)[\s-]*$")
_NUMBER_BEFORE = re.compile(r"(?<![\w.,])(\d{1,3}|[^\W\d_]+)\s+$")
_YEAR_HEADING = re.compile(r"^\W*((?:19|20)\d\d)\W*$|\w.*\(((?:19|20)\d\d)\)\W*$")
_HEADING = 80  # characters of a heading at most
_NEAR = timedelta(days=20)
_MOST = 100  # dates of one sentence; a "sentence" with more is a table
_SOON = timedelta(days=45)  # a day that comes so soon is meant rather than that of a year ago: the June 19 election
_LEEWAY = timedelta(days=3)  # an article's stated date may lag behind what it tells of


def mentions(
    text: str,
    span: Span,
    anchor: date | None,
    language: str | None,
    quoted: Sequence[Span] = (),
    year: int | None = None,
) -> tuple[DateMention, ...]:
    """The dates that a sentence names, in order, as spans of `text`.

    anchor: the day on which the article was published; None resolves only dates that say their year.
    quoted: stretches of someone's words, in which "yesterday" is counted from an unknown day and stays unresolved.
    year: the year that a heading above sets, for days and months that say none (see `heading_years`).
    """
    known = data(language)
    found: list[DateMention] = []
    forms = pattern(known.code or None)
    for match in forms.finditer(text, span.start, span.end):
        here = forms.parts(match)
        inside = any(quote.start <= match.start() and match.end() <= quote.end for quote in quoted)
        resolver = _Resolver(text, span, match, here, None if inside else anchor, known, year)
        value = resolver.value()
        if value is not None:
            start, end = resolver.extent()
            found.append(DateMention(Span(start, end), value))
            if len(found) == _MOST:
                break
    return tuple(found)


def heading_years(text: str, blocks: Sequence[Block]) -> list[int | None]:
    """Per block, the year that a heading above it sets ("2014", "In the council (2012)"), up to the next heading: in a
    timeline or a life "May 17" is counted from it, not from the article's date."""
    found: list[int | None] = []
    year: int | None = None
    for block in blocks:
        words = block.span.of(text) if len(block.span) <= _HEADING else ""
        said = _YEAR_HEADING.search(words)
        if said:
            year = int(said[1] or said[2])
        elif block.kind == "heading":
            year = None
        found.append(year)
    return found


class _Resolver:
    """One match of the pattern, and what it means."""

    def __init__(
        self,
        text: str,
        span: Span,
        match: re.Match[str],
        here: Parts,
        anchor: date | None,
        known: LanguageData,
        heading_year: int | None,
    ) -> None:
        self.text, self.span, self.match, self.here, self.anchor, self.known = text, span, match, here, anchor, known
        self.heading_year = heading_year

    def get(self, name: str) -> str:
        return self.here[name][0] if name in self.here else ""

    def extent(self) -> tuple[int, int]:
        """The words of the date; of "two days ago" the pattern matches only the end."""
        start, end = self.match.span()
        if set(self.here) == {"unit"}:
            number = self._number_before()
            start = number.start() if number else start
        return start, end

    def _word_before(self) -> str:
        """The word that stands before the match, lower-case; a mark that parts it off counts as none."""
        found = _BEFORE.search(self.text, max(self.span.start, self.match.start() - 24), self.match.start())
        return found[1].lower() if found else ""

    def _number_before(self) -> re.Match[str] | None:
        start = self.match.start()
        return _NUMBER_BEFORE.search(self.text, max(self.span.start, start - 24), start)

    def value(self) -> str | None:
        """The ISO value, or None."""
        try:
            return self._value()
        except (ValueError, OverflowError):  # the 30th of February, the year 0
            return None

    def _value(self) -> str | None:
        here = self.here
        if "iso" in here:
            return date.fromisoformat(self.get("iso")).isoformat()
        if "dotted" in here:
            return self._numeric()
        if "month" in here or "monthnumber" in here:
            return self._calendar()
        if "named" in here:
            return self._named()
        if "year" in here:
            return self._year_alone()
        if self.anchor is None:
            return None
        return self._relative(self.anchor)

    def _numeric(self) -> str | None:
        """19.11.2024 has the day first. With strokes the order depends on the country: the figures must leave no
        choice, or one of the readings lie near the article's own date."""
        day, month, year = (int(self.get(name)) for name in ("day", "monthnumber", "year"))
        if year < 100:
            known = self.anchor.year if self.anchor else 2000
            year = min((year + 1900, year + 2000), key=lambda full: abs(full - known))
        if self.get("dot") == "." or (month <= 12 and self.known.code not in ("en", "")):
            return date(year, month, day).isoformat()
        readings = {date(year, m, d) for m, d in ((month, day), (day, month)) if _exists(year, m, d)}
        if len(readings) > 1 and self.anchor is not None:
            anchor = self.anchor
            readings = {reading for reading in readings if abs(reading - anchor) <= _NEAR}
        return readings.pop().isoformat() if len(readings) == 1 else None

    def _month(self) -> int:
        if "monthnumber" in self.here:
            number = int(self.get("monthnumber"))
            if not 1 <= number <= 12:
                raise ValueError(number)
            return number
        return self.known.months[self.get("month").rstrip(".").lower()]

    def _named(self) -> str | None:
        name = " ".join(self.get("named").lower().split())
        value = str(table("dates", self.known.code)["named_days"][name])
        if len(value) == 10:
            return value
        if self.anchor is None:
            return None
        month, day = int(value[:2]), int(value[3:])
        return date(self._nearest_year(month, day, self.anchor), month, day).isoformat()

    def _year_alone(self) -> str | None:
        """Four figures are a year after "in", "since", …, and between brackets or dashes."""
        start, end = self.match.span()
        beside = self.text[max(0, start - 1) : start], self.text[end : end + 1]
        enclosed = beside[0] in ("(", "–", "-", "/") and beside[1] in (")", "–", "-", "/", "")
        if "hanmonth" in self.here or enclosed or self._word_before() in self.known.date_words.get("before_year", ()):
            return self.get("year")
        return None

    def _calendar(self) -> str | None:
        """A month's name, with or without day and year."""
        month = self._month()
        year = int(self.get("year")) if "year" in self.here else self._year_beside()
        if year is None and "side" not in self.here and ("day" in self.here or self._is_month()):
            year = self.heading_year
        if "day" not in self.here:
            return self._month_alone(month, year)
        day = int(re.sub(r"\D+", "", self.get("day")))
        if year is None:
            if self.anchor is None or self._names_an_attack():
                return None
            year = self._nearest_year(month, day, self.anchor)
        first = date(year, month, day)
        if "last" in self.here:
            return f"{first.isoformat()}/{first.replace(day=int(self.get('last'))).isoformat()}"
        return first.isoformat()

    def _names_an_attack(self) -> bool:
        """ "The Sept. 11 attacks" are known by their day; which year's they are does not follow from the article's."""
        known = str(table("dates", self.known.code).get("after_its_day", "")).split()
        end = self.match.end()
        return any(word in known for word in re.findall(r"\w+|\S", self.text[end : end + 40].lower())[:2])

    def _year_beside(self) -> int | None:
        """ "March 3 last year", "last March" say the year by another word."""
        if "side" not in self.here or self.anchor is None or "day" not in self.here:
            return None
        return self.anchor.year + self._side("side")

    def _month_alone(self, month: int, year: int | None) -> str | None:
        if year is not None:
            return f"{year:04}-{month:02}"
        if self.anchor is None or not ("side" in self.here or self._is_month()):
            return None
        year = self.anchor.year
        side = self._side("side") if "side" in self.here else 0
        after_side = "side" in self.here and self.here["side"][1] > self.here["month"][1]
        if after_side:  # March last year
            year += side
        elif side < 0:
            year -= month >= self.anchor.month
        elif side > 0:
            year += month <= self.anchor.month
        elif "side" not in self.here:
            when, close = self._outlook()
            ahead = (month - self.anchor.month) % 12
            if when == "past" and (close or ahead > 1):
                year -= month > self.anchor.month
            elif when == "future":
                year += month < self.anchor.month
            else:
                year += _shift(month, self.anchor.month)
        return f"{year:04}-{month:02}"

    def _is_month(self) -> bool:
        """March and May are months after "in", "since", "early", …"""
        return self._word_before() in self.known.date_words.get("before_month", ())

    def _nearest_year(self, month: int, day: int, anchor: date) -> int:
        when, close = self._outlook()
        years = [year for year in (anchor.year - 1, anchor.year, anchor.year + 1) if _exists(year, month, day)]
        if not years:
            raise ValueError(day)
        if "beside" in self.here:  # Tuesday, Nov. 12: the year in which that was a Tuesday
            wanted = self.known.weekdays[self.get("beside").rstrip(".").lower()]
            years = [year for year in years if date(year, month, day).weekday() == wanted] or years
        if when == "past":
            leeway = _LEEWAY if close else _SOON
            behind = [year for year in years if date(year, month, day) <= anchor + leeway]
            return max(behind or years)
        if when == "future":
            leeway = timedelta() if close else _SOON
            ahead = [year for year in years if date(year, month, day) >= anchor - leeway]
            return min(ahead or years)
        return min(years, key=lambda year: abs(date(year, month, day) - anchor))

    def _relative(self, anchor: date) -> str | None:
        here = self.here
        if "weekday" in here:
            return self._weekday(anchor).isoformat()
        if "word" in here:
            word = re.sub(r"\s+", " ", self.get("word").lower())
            return (anchor + timedelta(days=self.known.days[word])).isoformat()
        if "today" in here:
            return anchor.isoformat()
        if "lastnight" in here:
            return (anchor - timedelta(days=1)).isoformat()
        if "unit" in here:
            return self._ago(anchor)
        if "period" in here:
            return self._period(anchor)
        return None

    def _side(self, name: str) -> int:
        """-1 for last, 0 for this, 1 for next."""
        word = re.sub(r"\s+", " ", self.get(name).lower())
        if word in self.known.date_words.get("last", ()):
            return -1
        return 1 if word in self.known.date_words.get("next", ()) else 0

    def _weekday(self, anchor: date) -> date:
        wanted = self.known.weekdays[self.get("weekday").rstrip(".").lower()]
        if "weekside" in self.here:
            monday = anchor - timedelta(days=anchor.weekday())
            return monday + timedelta(days=wanted + 7 * self._side("weekside"))
        back = (anchor.weekday() - wanted) % 7
        ahead = (wanted - anchor.weekday()) % 7
        side = self._side("side") if "side" in self.here else None
        if side == -1:
            return anchor - timedelta(days=back or 7)
        if side == 0:  # this Friday
            return anchor - timedelta(days=back) if self._outlook().tense == "past" else anchor + timedelta(days=ahead)
        if side == 1 or self._outlook().tense == "future":
            today = not ahead and side is None and self._word_before() in self.known.date_words.get("later", ())
            return anchor + timedelta(days=0 if today else ahead or 7)
        return anchor - timedelta(days=back)

    def _role(self, word: str) -> str:
        lower = word.lower()
        for role in ("day", "week", "weekend", "month", "year"):
            if lower in self.known.date_words.get(role, ()):
                return role
        return ""

    def _ago(self, anchor: date) -> str | None:
        if "number" in self.here:
            figure = self.get("number").lower()
        else:
            before = self._number_before()
            figure = before[1].lower() if before else ""
        if not figure.isdigit() and figure not in self.known.numbers:
            return None
        number = int(figure) if figure.isdigit() else self.known.numbers[figure]
        role = self._role(self.get("unit"))
        if role in ("day", "week"):
            return (anchor - timedelta(days=number * (7 if role == "week" else 1))).isoformat()
        if role == "month":
            return _month_value(anchor, -number)
        return f"{anchor.year - number:04}" if anchor.year > number else None

    def _period(self, anchor: date) -> str | None:
        side, role = self._side("side"), self._role(self.get("period"))
        if role == "year":
            return f"{anchor.year + side:04}"
        if role == "month":
            return _month_value(anchor, side)
        year, week, _ = (anchor + timedelta(days=7 * side)).isocalendar()
        return f"{year:04}-W{week:02}"

    def _outlook(self) -> Outlook:
        at, stop = self.match.span()
        return outlook(self.text, self.span.start, self.span.end, at, stop, self.known.code or None)


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _shift(month: int, of: int) -> int:
    """How many years to add for the month to be the one nearest to `of`."""
    return -1 if month - of > 6 else 1 if of - month > 6 else 0


def _month_value(anchor: date, by: int) -> str:
    year, month = divmod(anchor.year * 12 + anchor.month - 1 + by, 12)
    if not 1 <= year <= 9999:
        raise ValueError(year)
    return f"{year:04}-{month + 1:02}"
