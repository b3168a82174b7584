from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.language import plain
from briefing.language.seen import seen
from briefing.model import NO_SPEECH, Article
from briefing.prepare.options import PrepareOptions
from briefing.prepare.prepare import prepare_file, read_file
from briefing.running.packing import pack, unpack

SAMPLE = sorted((Path(__file__).parents[2] / "sources").iterdir())


def hold(article: Article) -> None:
    """The law of act one: every sentence is what its place says, in a kept block of prose."""
    text = article.body.string
    at = 0
    for block in article.blocks:
        assert not text[at : block.span.start].strip()
        at = block.span.end
    assert not text[at:].strip()
    last = 0
    for sentence in article.sentences:
        block = article.blocks[sentence.block]
        assert block.kept and block.kind == "body" and block.span.contains(sentence.span)
        assert " ".join(seen(plain(text[sentence.span.start : sentence.span.end])).split()) == sentence.text != ""
        assert sentence.span.start >= last
        last = sentence.span.end
        for mention in sentence.dates:
            assert sentence.span.contains(mention.span)


@pytest.mark.parametrize("file", SAMPLE, ids=lambda file: file.name)
def test_the_sample(file: Path) -> None:
    articles, problems = prepare_file(f"sources/{file.name}", file.read_bytes(), PrepareOptions())
    assert articles and not problems
    for article in articles:
        hold(article)
        assert unpack(Article, pack(article)) == article


@pytest.mark.parametrize("file", SAMPLE, ids=lambda file: file.name)
def test_articles_as_read_lack_dates_and_speakers_alone(file: Path) -> None:
    whole, _ = prepare_file(f"sources/{file.name}", file.read_bytes(), PrepareOptions())
    plainly, _ = read_file(f"sources/{file.name}", file.read_bytes(), PrepareOptions())
    assert plainly == [
        replace(article, sentences=tuple(replace(s, dates=(), speech=NO_SPEECH) for s in article.sentences))
        for article in whole
    ]


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400), st.sampled_from(["a.txt", "a.md", "a.jsonl", "a.html", "a.bin"]))
def test_any_bytes(data: bytes, name: str) -> None:
    articles, problems = prepare_file(name, data, PrepareOptions())
    assert articles or problems
    for article in articles:
        hold(article)


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=400), st.sampled_from(["a.txt", "a.md"]))
def test_any_text(text: str, name: str) -> None:
    for article in prepare_file(name, text.encode("utf-8", "replace"), PrepareOptions())[0]:
        hold(article)
