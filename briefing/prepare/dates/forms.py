"""The forms in which sentences name days, months, years: a table, each row with an example.

A row's pattern is filled with the words of a language (`patterns.pieces`), named between double angle brackets; a
group's name ends in "@". The rows stand in the order in which they are tried, longer forms before what they begin with.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache

from briefing.language import data
from briefing.language.rules import Rule, RuleTable
from briefing.prepare.dates import resolve
from briefing.prepare.dates.patterns import Pattern, compiled
from briefing.prepare.dates.resolve import Named
from briefing.text import Span

EXAMPLE_DAY = date(2024, 11, 19)
"""The day on which the examples are written, a Tuesday."""

_RANGE = r"(?:[ ]?[-–—][ ]?(?P<last@><<days>>))?"
_IN_YEAR = r"(?:,?<<gap>><<of>>(?P<year@><<year>>))?"
_OF_YEAR = r"(?:<<gap>><<of>>(?P<side@><<side>>)<<gap>><<year_word>>\b)?"
_BESIDE = r"(?:(?P<lead@><<side>>)<<gap>>|(?P<beside@><<anyday>>),?<<gap>><<article>>)?"
_WEEKDAY = "(?P<weekday@><<weekday>>)"
_SIDE = "(?P<side@><<side>>)"


@dataclass(frozen=True, slots=True)
class DateForm:
    """How a date is written, and how it resolves; None: the match is no date."""

    pattern: str
    value: Callable[[Named], str | None]


def _is(name: str) -> Callable[[Named], bool]:
    return lambda here: here.form == name


def _form(
    name: str, pattern: str, value: Callable[[Named], str | None], example: tuple[str, str], language: str = ""
) -> Rule[[Named], DateForm | None]:
    return Rule(name=name, test=_is(name), verdict=DateForm(pattern, value), example=example, language=language)


@cache
def pattern(language: str | None) -> Pattern:
    """How dates are written in a language."""
    return compiled(language, {rule.name: rule.verdict.pattern for rule in FORMS.rules if rule.verdict})


def value(here: Named) -> str | None:
    """The ISO value of a match, or None."""
    form = FORMS(here)
    try:
        return form.value(here) if form else None
    except (ValueError, OverflowError):  # the 30th of February, the year 0
        return None


def _example(text: str) -> str:
    """The first date of a sentence; a language may stand before it ("de| …")."""
    code, _, plain = text.rpartition("| ")
    known = data(code or "en")
    forms = pattern(known.code)
    for match in forms.finditer(plain, 0, len(plain)):
        found = value(
            Named(
                text=plain,
                span=Span(0, len(plain)),
                match=match,
                form=forms.name(match),
                parts=forms.parts(match),
                anchor=EXAMPLE_DAY,
                known=known,
            )
        )
        if found is not None:
            return found
    return ""


FORMS: RuleTable[[Named], DateForm | None] = RuleTable(
    "forms",
    _form(
        "ISO",
        r"(?P<iso@><<four>>-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]))(?!\d)",
        resolve.iso,
        ("It sank on 2024-11-18.", "2024-11-18"),
    ),
    _form(
        "named day",
        "(?P<named@><<named>>)",
        resolve.named_day,
        ("It sank on Christmas Eve.", "2023-12-24"),
    ),
    _form(
        "year, month and day with their signs",
        "(?:(?P<year@>\\d{4})年|(?P<stretch@><<stretch>>))?(?P<monthnumber@><<figures>>)月(?P<day@><<figures>>)[日号號]",
        resolve.calendar,
        ("zh| 港口去年11月8日关闭。", "2023-11-08"),
    ),
    _form(
        "year and month with their signs",
        "(?P<year@>\\d{4})年(?:(?P<monthnumber@><<figures>>)月)?",
        resolve.year_marked,
        ("zh| 港口2024年3月关闭。", "2024-03"),
    ),
    _form(
        "day with its sign",
        "(?P<stretch@><<stretch>>)?(?P<day@><<figures>>)[日号號](?![間间本後后内以])",
        resolve.day_alone,
        ("ja| 港は８日に閉鎖された。", "2024-11-08"),
    ),
    _form(
        "figures",
        r"(?P<dotted@>(?P<day@>\d{1,2})(?P<dot@>[./])(?P<monthnumber@>\d{1,2})(?P=dot@)(?P<year@>\d{4}|(?<=/)\d\d))(?![\d/])",
        resolve.numeric,
        ("It sank on 11/18/24.", "2024-11-18"),
    ),
    _form(
        "month and day",
        rf"{_BESIDE}(?P<month@><<month>>)<<gap>><<article>>(?P<day@><<day>>){_RANGE}{_IN_YEAR}{_OF_YEAR}\b",
        resolve.calendar,
        ("The fair ran Nov. 11-17.", "2024-11-11/2024-11-17"),
    ),
    _form(
        "day and month",
        rf"{_BESIDE}(?P<day@><<day>>){_RANGE}<<gap>><<of>>(?P<month@><<month>>){_IN_YEAR}{_OF_YEAR}",
        resolve.calendar,
        ("It came into force on 17 September 2019.", "2019-09-17"),
    ),
    _form(
        "last weekday",
        rf"{_SIDE}<<gap>>{_WEEKDAY}<<part>>",
        resolve.weekday,
        ("The vote last Tuesday was close.", "2024-11-12"),
    ),
    _form(
        "weekday of last week",
        rf"{_WEEKDAY}<<part>>(?:<<gap>><<of>>(?P<weekside@><<side>>)<<gap>><<week_word>>\b)",
        resolve.weekday,
        ("Talks ended on Monday last week.", "2024-11-11"),
    ),
    _form(
        "weekday behind its week",
        rf"(?P<stretch@><<stretch>>)の?{_WEEKDAY}",
        resolve.weekday,
        ("ja| 港は先週の金曜日に閉鎖された。", "2024-11-15"),
    ),
    _form(
        "weekday, last",
        rf"{_WEEKDAY}<<gap>>{_SIDE}\b",
        resolve.weekday,
        ("fr| Il est parti lundi dernier.", "2024-11-18"),
    ),
    _form("weekday", _WEEKDAY, resolve.weekday, ("Police said Friday that it will reopen.", "2024-11-15")),
    _form(
        "day by a word",
        "(?P<word@><<day_word>>)<<part>>",
        resolve.day_word,
        ("It sank yesterday.", "2024-11-18"),
    ),
    _form(
        "part of today",
        r"(?P<today@><<this_word>>)<<gap>><<today>>\b",
        resolve.part_of_today,
        ("It sank this morning.", "2024-11-19"),
    ),
    _form("ago", r"(?P<unit@><<unit>>)<<gap>><<ago_word>>\b", resolve.ago, ("It closed two weeks ago.", "2024-11-05")),
    _form(
        "ago, before the number",
        r"<<ago_before_word>><<gap>>(?P<number@><<number>>)<<gap>>(?P<unit@><<unit>>)\b",
        resolve.ago,
        ("de| Das Schiff sank vor zwei Tagen.", "2024-11-17"),
    ),
    _form(
        "last period", rf"{_SIDE}<<gap>>(?P<period@><<period>>)\b", resolve.period, ("It rose last month.", "2024-10")
    ),
    _form(
        "period, last",
        rf"(?P<period@><<period>>)<<gap>>{_SIDE}\b",
        resolve.period,
        ("fr| Il est parti la semaine dernière.", "2024-W46"),
    ),
    _form("period by a word", "(?P<stretch@><<stretch>>)", resolve.stretch, ("zh| 港口去年关闭。", "2023")),
    _form(
        "month and year",
        "(?P<month@><<month>>),?<<gap>><<of>>(?P<year@><<year>>)",
        resolve.month_alone,
        ("It was sold in June 2020.", "2020-06"),
    ),
    _form(
        "month of last year",
        rf"(?P<month@><<month>>)<<gap>>{_SIDE}<<gap>><<year_word>>\b",
        resolve.month_alone,
        ("It closed in March last year.", "2023-03"),
    ),
    _form(
        "last month by its name",
        rf"{_SIDE}<<gap>>(?P<month@><<month>>)(?!<<gap>>\d)",
        resolve.month_alone,
        ("It closed last March.", "2024-03"),
    ),
    _form(
        "month",
        r"(?P<month@><<month>>)(?!<<gap>>\d)",
        resolve.month_alone,
        ("It closed in early August.", "2024-08"),
    ),
    _form(
        "year",
        r"(?P<year@><<year>>)(?![-–/]?[^\W\d_]|[-–/]\d(?!\d\d?\d?\b)|<<gap>>?%)",
        resolve.year_alone,
        ("It opened in 1998.", "1998"),
    ),
    otherwise=None,
    run=_example,
)
