from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.model import Article
from briefing.prepare.options import PrepareOptions
from briefing.prepare.prepare import prepare_file
from briefing.prepare.reading import READERS
from briefing.text import folded

OPTIONS = PrepareOptions()


def only(path: str, data: bytes) -> Article:
    articles, problems = prepare_file(path, data, OPTIONS)
    assert not problems
    assert len(articles) == 1
    return articles[0]


def test_plain_text_is_kept_character_for_character() -> None:
    text = "Ferry late\r\n\r\nThe ferry\u00a0to Östmark is late.\r\n"
    article = only("a.txt", text.encode())
    assert article.body.string == text
    assert article.source.reader == "text"


def test_a_record_has_its_title_first_and_its_details() -> None:
    record = {
        "id": "f1",
        "title": "Ferry late",
        "text": "The ferry is late.\nNobody minds.",
        "published": "2031-03-04T06:30:00+02:00",
        "publisher": "The Östmark Courier",
        "author": ["Ada Quill", "Bo Reed"],
        "url": "https://courier.example/ferry",
        "language": "en-GB",
    }
    article = only("day/a.jsonl", json.dumps(record).encode())
    assert article.path == "day/a.jsonl#f1"
    assert article.body.string == "Ferry late\n\nThe ferry is late.\nNobody minds."
    assert article.published is not None
    assert (article.published.value, article.published.precision) == ("2031-03-04T04:30:00+00:00", "second")
    assert article.author is not None
    assert article.author.value == "Ada Quill; Bo Reed"


def test_a_record_of_a_title_and_an_empty_text_is_an_article_of_that_title() -> None:
    article = only("a.jsonl", b'{"id": "f2", "title": "Ferry to Amberly late again", "text": " "}')
    assert article.path == "a.jsonl#f2"
    assert article.body.string == "Ferry to Amberly late again"
    assert article.title is not None
    assert article.title.value == "Ferry to Amberly late again"


def test_a_feed_with_an_empty_text_of_its_own_still_holds_its_records() -> None:
    data = b'{"title": "Ferries", "text": "", "articles": [{"id": 3, "text": "One ferry sails."}]}'
    assert only("a.json", data).path == "a.json#3"


def test_records_without_an_id_are_numbered_and_bad_ones_named() -> None:
    lines = [
        '{"text": "One ferry sails."}',
        "{",
        '{"id": 7, "text": "Two."}',
        '{"id": 7, "text": "Three."}',
        '{"a": 1}',
    ]
    articles, problems = prepare_file("a.jsonl", "\n".join(lines).encode(), OPTIONS)
    assert [article.path for article in articles] == ["a.jsonl#1", "a.jsonl#7", "a.jsonl#4"]
    assert len(problems) == 1
    assert "2 of 5 records" in problems[0].message


@pytest.mark.parametrize("data", ['[{"text": "A ferry."}]', '{"articles": [{"text": "A ferry."}]}'])
def test_json_lists_hold_records(data: str) -> None:
    assert only("a.json", data.encode()).path == "a.json#1"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("empty.txt", b""),
        ("space.txt", b" \n\t \n"),
        ("mark.txt", b"\xef\xbb\xbf"),
        ("picture.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"),
        ("old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500)),
        ("program", b"\x7fELF" + bytes(100)),
        ("number.json", b"17"),
        ("deep.json", b"[" * 100_000),
        ("no-text.jsonl", b'{"title": "x"}'),
    ],
)
def test_what_cannot_be_read_is_a_problem_with_a_remedy(name: str, data: bytes) -> None:
    articles, problems = prepare_file(name, data, OPTIONS)
    assert not articles
    assert [problem.path for problem in problems] == [name]
    assert problems[0].message
    assert problems[0].remedy


def test_a_lone_surrogate_of_a_record_becomes_a_mark_of_loss() -> None:
    article = only("a.jsonl", b'{"text": "The vote \\ud800 was held."}')
    assert "\ufffd" in article.body.string
    article.body.string.encode("utf-8")


NAMES = st.sampled_from(["a.txt", "a.md", "a.json", "a.jsonl", "a.html", "a.eml", "a.xml", "a", "a.xyz"])


@settings(deadline=None)
@given(NAMES, st.binary(max_size=300))
def test_any_bytes_give_text_or_a_problem(name: str, data: bytes) -> None:
    articles, problems = prepare_file(name, data, OPTIONS)
    assert articles or problems
    for article in articles:
        check(article)


def check(article: Article) -> None:
    text = article.body.string
    text.encode("utf-8")
    for block in article.blocks:
        assert block.span.end <= len(text)
    for sentence in article.sentences:
        assert sentence.text
        assert sentence.text == folded(sentence.text)
        assert article.blocks[sentence.block].span.contains(sentence.span)


def test_every_reader_has_a_name() -> None:
    assert {"text", "markdown", "json"} <= set(READERS)


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "https://a.example/\x00b", 'https://a.example/"onload=', "x", 7]
)
def test_what_is_no_web_address_is_no_address(address: object) -> None:
    data = json.dumps({"text": "The ferry sails.", "url": address}).encode()
    assert only("a.jsonl", data).url is None
