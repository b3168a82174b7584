"""The day of a page: by what its head declares, and by what its readers see under the headline."""

from __future__ import annotations

import pytest

from briefing.model import Article
from briefing.prepare.options import PrepareOptions
from briefing.prepare.prepare import prepare_file
from tests.helpers import format_seeds as seeds

TEXT = "".join(f"<p>{sentence}</p>" for sentence in seeds.SENTENCES)
SAVED = '<meta property="article:published_time" content="2031-06-12T10:00:00+00:00">'
CHANGED = SAVED + '<meta property="article:modified_time" content="2031-08-01T10:00:00+00:00">'


def page(head: str = "", above: str = "", below: str = "", before: str = "") -> Article:
    body = f"{before}<article><h1>{seeds.TITLE}</h1>{above}{TEXT}</article>{below}"
    source = f"<html><head><title>{seeds.TITLE}</title>{head}</head><body>{body}</body></html>"
    found, _ = prepare_file("a.html", source.encode(), PrepareOptions())
    return found[0]


def day(article: Article) -> str | None:
    return article.published.day if article.published else None


def test_an_article_that_a_system_took_over_has_the_day_its_readers_see() -> None:
    assert day(page(SAVED, "<div>4 May 2023</div>")) == "2023-05-04"
    assert day(page(SAVED, "<div>Published 4 May 2023</div>")) == "2023-05-04"


def test_a_later_day_counts_where_it_is_marked_as_a_time() -> None:
    marked = '<section class="byline"><time datetime="2031-07-02">2 July 2031</time></section>'
    assert day(page(CHANGED, marked)) == "2031-07-02"


@pytest.mark.parametrize(
    ("head", "above"),
    [
        (SAVED, "<div>Updated 4 May 2023</div>"),
        (SAVED, "<div>The bridge of 4 May 2023 is the third in as many years</div>"),
        (SAVED, "<div>4 May 2023</div><div>9 May 2023</div>"),
        (CHANGED, "<div>2 July 2031</div>"),  # the day of what is announced
        (CHANGED, "<div>1 August 2031</div>"),  # the day of the last change
        (CHANGED, '<time datetime="2031-09-02">2 September 2031</time>'),
    ],
)
def test_other_days_beside_the_headline_leave_the_declared_one(head: str, above: str) -> None:
    assert day(page(head, above)) == "2031-06-12"


def test_a_day_in_another_zone_is_seen_beside_the_headline_and_not_in_a_list_of_others() -> None:
    others = '<ul><li class="date">11 June 2031</li><li class="date">2 March 2031</li></ul>'
    assert day(page(SAVED, "<div>11 June 2031</div>")) == "2031-06-11"
    assert day(page(SAVED, below=f"<aside>{others}</aside>")) == "2031-06-12"


def test_a_day_under_a_subtitle() -> None:
    subtitle = "<h3>What the council of Brenn decided on the ferry, and who pays for it in the end</h3>"
    assert (
        day(page(above=f"{subtitle}<div>Ada Quill</div><div>May 04, 2023</div><div>Members only</div>")) == "2023-05-04"
    )


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("04-ago-2023", "2023-08-04"),
        ("4 paź 2023", "2023-10-04"),
        ("4 déc. 2023", "2023-12-04"),
        ("4 days ago 2023", None),
    ],
)
def test_months_of_another_language_than_the_text_s(line: str, expected: str | None) -> None:
    assert day(page(above=f"<div>{line}</div>")) == expected


def test_the_line_under_the_headline_before_the_one_marked_date_of_a_list() -> None:
    below = '<div class="date">13 March 2031</div>'
    assert day(page(above="<div>2 March 2031</div>", below=below)) == "2031-03-02"


@pytest.mark.parametrize(("opening", "expected"), [("29.11.2022 – ", "2022-11-29"), ("In 2022 – ", None)])
def test_a_dateline_under_a_lead_in(opening: str, expected: str | None) -> None:
    first, second, *others = seeds.SENTENCES
    text = "\n\n".join([seeds.TITLE, first, opening + second, *others])
    found, _ = prepare_file("a.txt", text.encode(), PrepareOptions())
    assert day(found[0]) == expected
