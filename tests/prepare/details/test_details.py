"""Details: known with their origin, or unknown."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.model import Detail, Source, When
from briefing.prepare.details import publication_dates
from briefing.prepare.details.details import Details, details
from briefing.prepare.furniture.blocks import blocks_of
from briefing.prepare.furniture.lines.phrases import cues
from briefing.prepare.furniture.names import outlets
from briefing.prepare.options import CleanOptions
from briefing.prepare.raw import RawArticle
from briefing.text import Text
from tests.prepare.furniture.test_blocks import APPEAL, STORY

TITLE = "Lower Brenn to rebuild its bridge"


def known(text: str, path: str = "a.txt", **values: object) -> Details:
    raw = RawArticle(path=path, source=Source(path, "0" * 64, "text", "utf-8"), body=Text.whole(text), **values)  # type: ignore[arg-type]
    return details(raw, blocks_of(raw, CleanOptions()))


def test_nothing_is_invented() -> None:
    assert known("\n".join(STORY)) == Details(language="en")


def test_a_page_as_people_save_it() -> None:
    text = "\n".join([TITLE, "By Karel Novy and Ada Brook, Staff Writer", "Published May 4, 2023 | Updated May 6, 2023",
                      *STORY, "AFP contributed reporting.", *APPEAL])  # fmt: skip
    found = known(text)
    assert found.title == Detail(TITLE, "first line")
    assert found.author == Detail("Karel Novy; Ada Brook", "byline")
    assert found.published == When(value="2023-05-04", precision="day", origin="date line")
    assert found.updated == When(value="2023-05-06", precision="day", origin="date line")
    assert found.outlet == Detail("The Brenn Courier", "appeal")
    assert found.credits == ("AFP",)


def test_markdown_with_its_address() -> None:
    text = "\n\n".join([f"# {TITLE}", *STORY, "Original url:", "<https://www.courier.example/2023/05/04/bridge-a1>"])
    found = known(text)
    assert found.title == Detail(TITLE, "heading")
    assert found.url is not None and found.url.value == "https://www.courier.example/2023/05/04/bridge-a1"
    assert found.published == When(value="2023-05-04", precision="day", origin="address")
    assert found.outlet == Detail("courier.example", "address")


def test_front_matter() -> None:
    text = f"---\ntitle: {TITLE}\ndate: 2023-05-04\nauthor: Karel Novy\n---\n\n" + "\n\n".join(STORY)
    found = known(text)
    assert (found.title, found.author) == (Detail(TITLE, "front matter"), Detail("Karel Novy", "front matter"))
    assert found.published == When(value="2023-05-04", precision="day", origin="front matter")


def test_a_name_gives_a_date_last() -> None:
    assert known("\n".join(STORY), "sources/2023-05-04/a.txt").published == When(
        value="2023-05-04", precision="day", origin="folder name"
    )
    assert known("\n".join(STORY), "20230504-bridge.txt").published == When(
        value="2023-05-04", precision="day", origin="file name"
    )


def test_agencies_of_datelines_are_credits() -> None:
    assert known("\n".join(["BRENN (Reuters) - " + STORY[0], *STORY[1:]])).credits == ("Reuters",)
    assert known("\n".join(["BRENN, May 4, 2023 (AFP) – " + STORY[0], *STORY[1:]])).published == When(
        value="2023-05-04", precision="day", origin="dateline"
    )


def test_the_name_of_an_outlet_over_a_title_is_not_the_title() -> None:
    for name in ("The Brenn Courier", "Brenn Daily News", "Diario de Brenn"):
        for lines in (["4 May 2023", "", TITLE], [TITLE, "4 May 2023"], ["", TITLE, "By Karel Novy"]):
            found = known("\n".join([name, *lines, "", *STORY]))
            assert found.title == Detail(TITLE, "first line")
            assert found.outlet == Detail(name, "masthead")


def test_a_title_about_an_outlet_stays_one() -> None:
    alone = known("\n".join(["Mayor Sues Brenn Courier", "4 May 2023", *STORY]))
    assert alone.title == Detail("Mayor Sues Brenn Courier", "first line")
    deck = ["Courier Names New Editor", "Search of the publisher took a year", "4 May 2023"]
    assert known("\n".join([*deck, *STORY])).title == Detail("Courier Names New Editor", "first line")


def test_an_outlet_by_its_masthead_or_its_copyright_line() -> None:
    masthead = known("\n".join(["The Brenn Courier | Tuesday 4 May 2023", *STORY]))
    assert masthead.outlet == Detail("The Brenn Courier", "masthead")
    assert masthead.published == When(value="2023-05-04", precision="day", origin="date line")
    owned = known("\n".join([*STORY, "© 2023 The Brenn Courier. All rights reserved."]))
    assert owned.outlet == Detail("The Brenn Courier", "copyright line")
    assert known("\n".join(["Ada Brook | 4 May 2023", *STORY])).outlet is None


def test_a_signature_names_the_author() -> None:
    assert known("\n".join([*STORY, "Karel Novy"])).author == Detail("Karel Novy", "signature")


def test_declared_by_a_page() -> None:
    meta = (
        ("og:site_name", "The Brenn Courier"),
        ("author", "The Brenn Courier"),
        ("json-ld:author", "Ada Brook"),
        ("json-ld:datepublished", "2023-05-04T23:30:00-05:00"),
        ("article:section", "Opinion"),
        ("canonical", "https://courier.example/bridge"),
    )
    found = known("\n".join([TITLE, *STORY]), "page.html", meta=meta)
    assert found.author == Detail("Ada Brook", "json-ld:author")
    assert found.published == When(value="2023-05-04", precision="day", origin="json-ld:datepublished")
    assert found.outlet == Detail("The Brenn Courier", "og:site_name")
    assert (found.genre, found.url) == ("opinion", Detail("https://courier.example/bridge", "canonical"))


def test_lines_around_a_page_name_author_and_day() -> None:
    meta = (("near", "4 May 2023 | Ada Brook"), ("byline", "Kim Orme says:"), ("below", "© 2019 The Brenn Courier"))
    found = known("\n".join([TITLE, *STORY]), "page.html", meta=meta)
    assert found.author == Detail("Ada Brook", "byline")
    assert found.published == When(value="2023-05-04", precision="day", origin="date line")


def test_opinion_by_its_marker() -> None:
    assert known("\n".join(["Opinion", TITLE, "By Karel Novy", *STORY])).genre == "opinion"
    assert known("\n".join([TITLE, "By Karel Novy", *STORY])).genre == "news"


def test_dates_in_lines() -> None:
    months = cues("en").months
    for line, day in {"November 19, 2024": "2024-11-19", "19 Nov. 2024": "2024-11-19",
                      "Nov 19th, 2024 at 4 pm": "2024-11-19",
                      "2024-11-19T05:00": "2024-11-19", "19.11.2024": "2024-11-19", "11/19/2024": "2024-11-19",
                      "2024年11月19日": "2024-11-19"}.items():  # fmt: skip
        assert publication_dates.in_line(line, months) == day, line
    for line in ("11/12/2024", "February 30, 2024", "May 2024", "2024", "at 4 pm"):
        assert publication_dates.in_line(line, months) is None, line
    assert publication_dates.in_line("11/12/2024", months, month_first=True) == "2024-11-12"


def test_outlets_of_hosts() -> None:
    assert outlets.of_host("https://www.courier.example/a") == Detail("courier.example", "address")
    assert outlets.of_host("https://127.0.0.1/a") is None
    assert outlets.key("The Brenn Courier") == outlets.key("https://www.thebrenncourier.co.uk") == "brenncourier"


@settings(max_examples=100, deadline=None)
@given(
    st.text(max_size=300),
    st.text(max_size=40),
    st.lists(
        st.tuples(st.sampled_from(["og:title", "canonical", "time", "byline", "title"]), st.text(max_size=40)),
        max_size=5,
    ),
)
def test_no_text_is_too_much(text: str, path: str, meta: list[tuple[str, str]]) -> None:
    known(text, path, meta=tuple(meta))


def test_a_name_with_its_mail_address_over_the_text_is_a_byline() -> None:
    lines = [
        "The bridge at Lower Brenn will be rebuilt",
        "The Brenn Courier",
        "3 May 2031",
        "ADA QUILL desk@brenn.example",
    ]
    text = "\n\n".join([*lines, *STORY])
    author = known(text).author
    assert author is not None and author.value == "ADA QUILL"
    foot = "\n\n".join([lines[0], *STORY, "Ada Quill press@brenn.example"])
    assert known(foot).author is None  # whom to write to
    assert known("\n\n".join([lines[0], "Brenn Town Council desk@brenn.example", *STORY])).author is None
