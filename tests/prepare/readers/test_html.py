# ruff: noqa: E501 (what a page holds is not broken)

from __future__ import annotations

import re
from html import unescape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.prepare.options import ReaderOptions
from briefing.prepare.raw import RawArticle
from briefing.prepare.readers.bounds import PAGE_BOUNDS
from briefing.prepare.readers.decoding.encoding import decoded, printable
from briefing.prepare.readers.html.article import fuller
from briefing.prepare.readers.html.article.complete import completed, everything
from briefing.prepare.readers.html.article.locate import located
from briefing.prepare.readers.html.page import declared, read
from briefing.prepare.readers.html.stream import stream

PARAGRAPHS = [
    "The harbour council of Östmark voted on Monday to keep the old ferry in service until the new bridge opens.",
    "“Nobody will be stranded,” said the council’s chair, Ada Quill, who had argued for the ferry for two years.",
    "The vote was <a href='/x'>closer than expected</a>: seven members were for it &amp; six against&nbsp;it.",
    "Bo Reed, who speaks for the boatmen, said the decision gave them time to look for other work.",
]
PAGE = f"""<!DOCTYPE html><html lang="en"><head>
<meta charset="utf-8"><title>Old ferry stays | The Östmark Courier</title>
<meta property="og:site_name" content="The Östmark Courier"><meta property="og:title" content="Old ferry stays">
<meta property="article:published_time" content="2031-03-04T06:30:00+02:00">
<link rel="canonical" href="https://courier.example/ferry">
<script type="application/ld+json">{{"@type": "NewsArticle", "author": [{{"name": "Cy Marsh"}}]}}</script></head>
<body><nav><ul><li><a href="/">Home</a></li><li><a href="/news">News</a></li></ul></nav>
<article><h1>Old ferry stays</h1>{"".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)}
<p><a href="/more">More news of the harbour</a></p></article>
<footer><p>All rights reserved by nobody at all.</p></footer></body></html>"""


def only(data: bytes) -> RawArticle:
    articles, problems = read("page.html", data, ReaderOptions())
    assert not problems
    return articles[0]


def lines(article: RawArticle) -> dict[str, str]:
    return {block.span.of(article.body.string): block.tag for block in article.blocks}


def visible(markup: str) -> str:
    return "".join(unescape(re.sub(r"<[^<>]*>", "", markup)).split())


def check_places(article: RawArticle, source: str) -> None:
    for block in article.blocks:
        place = article.body.source_of(block.span)
        if place is not None:
            assert visible(place.of(source)) == "".join(block.span.of(article.body.string).split())


def test_the_article_is_found_with_its_places() -> None:
    article = only(PAGE.encode())
    found = lines(article)
    assert next(iter(found)) == "Old ferry stays"
    assert found["Old ferry stays"] == "title"
    assert "The vote was closer than expected: seven members were for it & six against it." in found
    assert "All rights reserved by nobody at all." not in found
    assert found.get("More news of the harbour", "aside") == "aside"
    check_places(article, PAGE)
    assert all(article.body.source_of(block.span) is not None for block in article.blocks)


def test_the_page_states_its_details() -> None:
    article = only(PAGE.encode())
    assert article.title is not None
    assert (article.title.value, article.title.origin) == ("Old ferry stays", "h1")
    assert article.published is not None
    assert article.published.value == "2031-03-04T04:30:00+00:00"
    assert article.outlet is not None
    assert article.outlet.value == "The Östmark Courier"
    assert article.author is not None
    assert article.author.value == "Cy Marsh"
    assert article.url is not None
    assert article.url.value == "https://courier.example/ferry"
    assert article.language == "en"
    assert ("og:title", "Old ferry stays") in article.meta


@pytest.mark.parametrize("codec", ["utf-8", "windows-1252"])
@pytest.mark.parametrize("declaration", ["utf-8", "windows-1252", "nonsense", ""])
def test_the_declared_character_set_is_weighed(codec: str, declaration: str) -> None:
    page = PAGE.replace('charset="utf-8"', f'charset="{declaration}"')
    assert PARAGRAPHS[0] in lines(only(page.encode(codec)))


@pytest.mark.parametrize(
    "page",
    [
        PAGE.replace("</p>", ""),
        PAGE.replace("</article>", "").replace("</body></html>", ""),
        PAGE.replace("<article>", "<!-- <article> --><script>var x = '<p>no</p>' // <!--</script><article>"),
        PAGE.replace("<p>", "<P class='a>b' data-x=\"<p>\">"),
        PAGE.replace("The harbour", "The\n\n  har\u00adbour"),
    ],
)
def test_odd_mark_up_does_not_shift_places(page: str) -> None:
    article = only(page.encode())
    assert PARAGRAPHS[0] in lines(article)
    sources = page.replace("\u00ad", "")
    assert len(article.blocks) >= len(PARAGRAPHS)
    if sources == page:
        check_places(article, page)


def test_sister_containers_of_one_class_are_read_on() -> None:
    boxes = "".join(
        f'<div class="story-part"><p>{part} {part}</p></div><div class="ad">Buy</div>' for part in PARAGRAPHS
    )
    page = f"<html><body><div class='chunks'>{boxes}</div></body></html>"
    text = only(page.encode()).body.string
    assert all(paragraph[:12] in text for paragraph in PARAGRAPHS)


def test_blocks_are_located_in_order_and_never_guessed() -> None:
    text = "News" + "a" * 50 + "News" + "b" * 50
    assert located(text, ["News", "b" * 50, "zzz"]) == [((54, 58),), ((58, 108),), ()]


HOSTILE = [
    b"<" * 200_000,
    b"<a '" * 50_000,
    b"<button>" * 50_000,
    b"<!--" * 50_000,
    b"</div>" * 50_000,
    b"<div>" * 50_000 + b"The ferry sails on.",
    b"&amp" * 50_000,
    b"<p>" + b"word " * 200_000,
]


@pytest.mark.parametrize("data", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_pages_are_read_in_bounded_time(data: bytes) -> None:
    read("page.html", b"<html>" + data, ReaderOptions())


MARKUP = st.lists(
    st.sampled_from(["<p>", "</p>", "<b>", "</b>", "<br>", "<div class=x>", "</div>", "<li>", "<a href=#>", "</a>"])
    | st.sampled_from(["&amp;", "&#8212;", "&nbsp;", "&", "<", ">", '"', "<!-- x -->", "<script>", "</script>", "</"])
    | st.text(alphabet="abc é\n\u00ad“.", max_size=12),
    max_size=40,
)


@settings(deadline=None)
@given(MARKUP)
def test_places_hold_on_any_mark_up(parts: list[str]) -> None:
    source = "<html><body>" + "".join(parts)
    found = stream(source)
    assert found.visible == "".join(found.visible.split())
    for piece, after in zip(found.pieces, found.pieces[1:], strict=False):
        assert piece.at < after.at
        assert piece.end <= after.start
    article = only(source.encode())
    for block in article.blocks:
        place = article.body.source_of(block.span)
        assert place is None or place.end <= len(source)


@settings(deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_read(data: bytes) -> None:
    article = only(b"<html>" + data)
    text, _ = decoded(b"<html>" + data, declared(b"<html>" + data))
    printable(text)
    article.body.string.encode("utf-8")


@pytest.mark.parametrize("number", [PAGE_BOUNDS.attributes + 500, 100])
def test_a_tag_with_thousands_of_attributes_is_no_work_for_others(number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Parsers compare each attribute with each; the text is then read by our own means."""
    asked: list[int] = []

    def extracted(source: str, mode: str = "precise") -> list[object]:
        asked.append(source.count("="))
        return []

    monkeypatch.setattr(fuller, "extracted", extracted)
    words = "The vote was closer than expected, and the ferry stays in service until the new bridge opens."
    page = f"<html><body><article><p {' '.join(f'a{n}=b' for n in range(number))}>{words}</p></article></body></html>"
    assert words in only(page.encode()).body.string
    assert max(asked) == (0 if number > PAGE_BOUNDS.attributes else number)


def _with(body: str) -> RawArticle:
    return only(f'<html lang="en"><head><title>Old ferry stays</title></head><body>{body}</body></html>'.encode())


def test_a_picture_s_own_words_under_it_are_its_caption() -> None:
    picture = '<div><img src="a.jpg" alt="The ferry at the quay of Östmark"><br><span>The ferry at the quay of Östmark</span></div>'
    story = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS * 2)
    found = lines(_with(f"<article><h1>Old ferry stays</h1>{story}{picture}{story}</article>"))
    assert found.get("The ferry at the quay of Östmark", "caption") == "caption"
    heading = _with(
        f"<article><h1>Old ferry stays</h1>{story}<h2>The ferry at the quay</h2><img alt='The ferry at the quay'>{story}</article>"
    )
    assert lines(heading).get("The ferry at the quay") == "heading"


def _completed(markup: str, taken: list[str]) -> dict[str, str]:
    """The blocks of a page of which the extraction has found these paragraphs."""
    page = stream(markup)
    places = located(page.visible, taken)
    parts = completed(page, ["paragraph"] * len(taken), places)
    return {"".join(page.visible[low:high] for low, high in part.ranges): part.tag for part in parts}


def test_a_lead_that_stands_beside_the_others_in_their_element_is_read() -> None:
    lead = "Östmark keeps its old ferry, and the boatmen keep their work for as long as the bridge takes."
    box = "<div>Ferry tickets (<a href='/b'>Buy now</a>) for every day of the week from the harbour office.</div>"
    rest = [PARAGRAPHS[0], PARAGRAPHS[1], PARAGRAPHS[3]]
    text = "<br><br>".join(rest)
    found = _completed(f"<div>{lead}<br><br>{box}{text}<br>Follow us for all that is new in the harbour</div>", rest)
    assert list(found) == [visible(line) for line in (lead, *rest)]
    assert visible(lead) not in _completed(f"<div><div>{lead}</div>{text}</div>", rest)


def test_a_paragraph_of_tags_is_set_aside() -> None:
    words = ("ferry", "council", "bridge", "boatmen", "harbour", "quay", "vote", "spring", "winter", "autumn")
    tags = ", ".join(f'<a href="/tag/{word}">the {word} of Östmark</a>' for word in words)
    everywhere = everything(stream(f"<p>{PARAGRAPHS[0]}</p><p>{tags}</p><p>{PARAGRAPHS[2]} {PARAGRAPHS[2]}</p>"))
    assert [part.tag for part in everywhere] == ["paragraph", "aside", "paragraph"]
