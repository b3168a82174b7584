"""Chats as Telegram exports them to HTML."""

# ruff: noqa: E501 (what a file holds is not broken)

from __future__ import annotations

from briefing.prepare.options import PrepareOptions
from briefing.prepare.prepare import prepare_file
from briefing.prepare.readers.decoding.encoding import printable

HEAD = (
    '<!DOCTYPE html><html><head><meta charset="utf-8"/><title>Exported Data</title></head><body><div class="page_wrap">'
    '<div class="page_header"><div class="content"><div class="text bold">Östmark Harbour News </div></div></div>'
    '<div class="page_body chat_page"><div class="history">'
)
SERVICE = '<div class="message service" id="message-1"><div class="body details">4 March 2031</div></div>'


def message(number: int, clock: str, inner: str, sender: str = "", joined: bool = False) -> str:
    name = f'<div class="from_name">\n{sender}\n</div>' if sender else ""
    return (
        f'<div class="message default clearfix{" joined" if joined else ""}" id="message{number}"><div class="body">'
        f'<div class="pull_right date details" title="04.03.2031 {clock} UTC+02:00">{clock[:5]}</div>{name}{inner}</div></div>'
    )


PAGE = HEAD + SERVICE + message(
    7, "09:12:05", '<div class="text">The ferry is stuck at the quay.<br>Captain <strong>Ada Quill</strong> asked for a tug.</div>',
    "Östmark Harbour News",
) + message(
    8, "10:40:00", '<div class="text">The tug has arrived, the harbour says.</div>', joined=True
) + message(
    9, "10:41:00", '<div class="media_wrap"><div class="media"><div class="body"><div class="title bold">Photo</div>'
    '<div class="status details">Not included</div></div></div></div>', joined=True,
) + message(11, "23:59:30", '<div class="text">I saw it from the bridge.</div>', "Bo Reed") + "</div></div></div></body></html>"  # fmt: skip


def test_each_message_with_text_is_an_article() -> None:
    found, problems = prepare_file("messages.html", PAGE.encode(), PrepareOptions())
    assert not problems
    assert [article.path for article in found] == ["messages.html#7", "messages.html#8", "messages.html#11"]
    assert [[s.text for s in article.sentences] for article in found] == [
        ["The ferry is stuck at the quay.", "Captain Ada Quill asked for a tug."],
        ["The tug has arrived, the harbour says."],
        ["I saw it from the bridge."],
    ]
    assert {article.outlet.value for article in found if article.outlet} == {"Östmark Harbour News"}
    assert [article.author.value if article.author else None for article in found] == [None, None, "Bo Reed"]
    assert [a.published.value if a.published else None for a in found] == [
        "2031-03-04T07:12:05+00:00", "2031-03-04T08:40:00+00:00", "2031-03-04T21:59:30+00:00",
    ]  # fmt: skip


def test_the_places_lead_into_the_page() -> None:
    found, _ = prepare_file("messages.html", PAGE.encode(), PrepareOptions())
    source = printable(PAGE)
    for article in found:
        for run in article.body.runs:
            if run.verbatim and run.source is not None:
                ends = [other.at for other in article.body.runs if other.at > run.at]
                words = article.body.string[run.at : min(ends, default=len(article.body.string))]
                assert source[run.source : run.source + len(words)] == words


def test_a_page_about_such_chats_is_one_article() -> None:
    text = "".join(
        f'<p class="message default">{line} The channel of the harbour was read by many people in Östmark.</p>'
        for line in ("The ferry is stuck at the quay.", "The tug has arrived, the harbour says.")
    )
    found, _ = prepare_file(
        "page.html", f"<html><body><h1>A ferry is stuck</h1>{text}</body></html>".encode(), PrepareOptions()
    )
    assert [article.path for article in found] == ["page.html"]


def test_a_page_cut_within_a_message_gives_what_can_be_read() -> None:
    for end in range(len(HEAD), len(PAGE), 61):
        found, problems = prepare_file("messages.html", PAGE[:end].encode(), PrepareOptions())
        assert found or problems
