from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.language import data, languages
from briefing.model import Block
from briefing.prepare.dates.forms import pattern
from briefing.prepare.dates.mentions import heading_years, mentions
from briefing.text import Span

ANCHOR = date(2024, 11, 19)  # a Tuesday


def found(text: str, anchor: date | None = ANCHOR, language: str | None = "en") -> list[tuple[str, str]]:
    return [(m.span.of(text), m.value) for m in mentions(text, Span(0, len(text)), anchor, language)]


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("The ferry sank on Tuesday.", "Tuesday", "2024-11-19"),
        ("The ferry sank late Sunday.", "Sunday", "2024-11-17"),
        ("Talks ended on Monday last week.", "Monday last week", "2024-11-11"),
        ("The vote last Tuesday was close.", "last Tuesday", "2024-11-12"),
        ("The council will meet on Tuesday.", "Tuesday", "2024-11-26"),
        ("The curfew stays in force until Tuesday.", "Tuesday", "2024-11-19"),
        ("She was planning to give a speech Tuesday.", "Tuesday", "2024-11-19"),
        ("Polls close at 8 p.m. Thursday.", "Thursday", "2024-11-21"),
        ("The polls closed at 8 p.m. Thursday.", "Thursday", "2024-11-14"),
        ("Police said Friday that the bridge will reopen.", "Friday", "2024-11-15"),
        ("The harbour will reopen on Jan. 6.", "Jan. 6", "2025-01-06"),
        ("The harbour closed on Aug. 6.", "Aug. 6", "2024-08-06"),
        ("It closed two weeks ago.", "two weeks ago", "2024-11-05"),
        ("It closed in early August.", "August", "2024-08"),
        ("It was sold in June 2020.", "June 2020", "2020-06"),
        ("Prices rose last month.", "last month", "2024-10"),
        ("It came into force on 17 September 2019.", "17 September 2019", "2019-09-17"),
        ("The fair ran Nov. 11-17.", "Nov. 11-17", "2024-11-11/2024-11-17"),
        ("It opened in 1998.", "1998", "1998"),
    ],
)
def test_dates_resolve_against_the_article(text: str, words: str, value: str) -> None:
    assert found(text) == [(words, value)]


def test_the_day_after_the_articles_in_what_followed_its_news_is_left_open() -> None:
    assert found("In a follow-up statement on Wednesday, the council withdrew it.") == []
    assert found("In a statement on Wednesday, the council withdrew it.") == [("Wednesday", "2024-11-13")]
    assert found("In a follow-up statement on Monday, the council withdrew it.") == [("Monday", "2024-11-18")]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The report will be released Monday.", "2024-11-25"),
        ("He is expected to be named on Friday.", "2024-11-22"),
        ("They will visit the flooded quarter on Monday.", "2024-11-25"),
        ("Police said the talks would resume Thursday.", "2024-11-21"),
        ("The trial, which begins Monday, is long.", "2024-11-25"),
        ("She would not comment Monday.", "2024-11-18"),
        ("The council will meet later Tuesday.", "2024-11-19"),
        ("Parliament, which passed the bill on Monday, is split.", "2024-11-18"),
        ("The council on Friday vowed to appeal.", "2024-11-15"),
        ("They agreed to meet again Friday.", "2024-11-22"),
        ("Friday's report says the bank would fail.", "2024-11-15"),
        ("The port stays closed until Saturday.", "2024-11-23"),
        ("Monday is a holiday.", "2024-11-25"),
        ("It reopens on Thursday, Nov. 28.", "2024-11-28"),
        ("The ferry sank on Tuesday, Nov. 28, that year.", "2023-11-28"),
        ("The yard said it was ready to send the first ships in March.", "2025-03"),
        ("Traders had expected a cut in February.", "2025-02"),
        ("Prices rose faster than expected in March.", "2024-03"),
        ("Some wanted to put off the Nov. 26 election.", "2024-11-26"),
        ("The strike began on Nov. 26.", "2023-11-26"),
        ("On Friday, the ferry sank.", "2024-11-15"),
        ("It sank on 11/21/2024.", "2024-11-21"),
        ("It will reopen this Friday.", "2024-11-22"),
        ("It sank on Christmas Eve.", "2023-12-24"),
        ("The ferry has been guarded since 9/11.", "2001-09-11"),
        ("It sank on 11/18/24, not on the 12th.", "2024-11-18"),
        ("It sank on the Fourth of July.", "2024-07-04"),
        ("The war has gone on since the Nov. 30 raid.", "2023-11-30"),
        ("He was held over the Sept. 11 attacks.", "2001-09-11"),
        ("They mourned the dead of the May 3 ferry bombing.", "2024-05-03"),
        ("It was signed on MARCH 3, 2021.", "2021-03-03"),
    ],
)
def test_the_verb_decides_the_direction(text: str, value: str) -> None:
    assert [found_value for _, found_value in found(text)] == [value]


@pytest.mark.parametrize(
    ("language", "text", "values"),
    [
        ("de", "Am Montag vergangener Woche, am 3. Oktober 2023, vor zwei Tagen", "2024-11-11 2023-10-03 2024-11-17"),
        (
            "fr",
            "Lundi dernier, le 3 mars 2020, il y a deux jours, en juin 2019",
            "2024-11-18 2020-03-03 2024-11-17 2019-06",
        ),
        ("es", "el lunes pasado, el 3 de marzo de 2020, hace dos días", "2024-11-18 2020-03-03 2024-11-17"),
        ("it", "lunedì scorso, il 3 marzo 2020, due giorni fa", "2024-11-18 2020-03-03 2024-11-17"),
        ("pt", "na segunda-feira, 3 de março de 2020, há dois dias", "2020-03-03 2024-11-17"),
        ("nl", "vorige maandag, 3 maart 2020, twee dagen geleden", "2024-11-18 2020-03-03 2024-11-17"),
        ("sv", "i måndags, den 3 mars 2020, för två dagar sedan", "2024-11-18 2020-03-03 2024-11-17"),
        ("pl", "w poniedziałek, 3 marca 2020 r., dwa dni temu", "2020-03-03 2024-11-17"),
        ("uk", "у вівторок, 3 березня 2020 року, два дні тому", "2020-03-03 2024-11-17"),
        ("ru", "во вторник, 3 марта 2020 года, два дня назад", "2020-03-03 2024-11-17"),
        ("zh", "2024年11月18日，港口于周二关闭，昨天开放", "2024-11-18 2024-11-19 2024-11-18"),
        ("ja", "11月18日、港は火曜日に閉鎖", "2024-11-18 2024-11-19"),
        ("ar", "يوم الثلاثاء 3 مارس 2020", "2020-03-03"),
    ],
)
def test_dates_of_other_languages(language: str, text: str, values: str) -> None:
    assert [value for _, value in found(text, language=language)] == values.split()


def test_a_heading_sets_the_year_of_what_stands_below() -> None:
    text = "Mayor (2012)\nOn May 17 she left.\n2014\nIn June she came back.\nLater\nOn May 17 she left again."
    lines = [0, *(at + 1 for at, letter in enumerate(text) if letter == "\n"), len(text) + 1]
    blocks = [
        Block(span=Span(start, end - 1), kind="heading" if number % 2 == 0 else "body", kept=True)
        for number, (start, end) in enumerate(pairwise(lines))
    ]
    years = heading_years(text, blocks)
    assert years == [2012, 2012, 2014, 2014, None, None]
    prose = [(block.span, year) for block, year in zip(blocks, years, strict=True) if block.kind == "body"]
    values = [m.value for span, year in prose for m in mentions(text, span, ANCHOR, "en", year=year)]
    assert values == ["2012-05-17", "2014-06", "2024-05-17"]


def test_numbers_and_verbs_are_no_dates() -> None:
    assert found("Some 400 people will march 20 miles; the group may 15 times have paid 2000 crowns.") == []


def test_an_undated_article_resolves_only_what_needs_no_date() -> None:
    text = "On Tuesday they recalled 3 May 2011 and last year."
    assert found(text, None) == [("3 May 2011", "2011-05-03")]


def test_quoted_words_are_not_resolved_relatively() -> None:
    text = "“It broke yesterday, on 3 May 2024,” she said yesterday."
    quoted = [Span(0, text.index("”") + 1)]
    values = [m.value for m in mentions(text, Span(0, len(text)), ANCHOR, "en", quoted)]
    assert values == ["2024-05-03", "2024-11-18"]


@given(st.text(max_size=80), st.sampled_from(["en", "de", None]))
def test_any_text_gives_ordered_mentions(text: str, language: str | None) -> None:
    spans = [m.span for m in mentions(text, Span(0, len(text)), ANCHOR, language)]
    assert all(a.end <= b.start for a, b in pairwise(spans))


@settings(max_examples=300, deadline=None)
@given(st.sampled_from([*languages(), None]), st.data())
def test_no_date_is_passed_over_by_the_quick_search(code: str | None, drawn: st.DataObject) -> None:
    known = data(code)
    names = [*known.months, *known.weekdays, *known.days, *(w for words in known.date_words.values() for w in words)]
    pieces = [
        *names,
        *map(str.capitalize, names),
        "3",
        "2031",
        "2031-05-06",
        "7/5/2031",
        "2031年5月",
        "(",
        "$",
        "-",
        "é",
    ]
    words = drawn.draw(st.lists(st.sampled_from(pieces), max_size=12))
    joints = drawn.draw(st.lists(st.sampled_from([" ", "", "  ", ", ", "\n", "_"]), min_size=len(words) + 1))
    text = "".join(joint + word for joint, word in zip(joints, words, strict=False)) + joints[-1]
    start = drawn.draw(st.integers(0, len(text)))
    forms = pattern(code)
    quick = [match.span() for match in forms.finditer(text, start, len(text))]
    assert quick == [match.span() for match in forms.form.finditer(text, start, len(text))]
