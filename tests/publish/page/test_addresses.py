"""Addresses: what may be a link, and where it leads."""

from __future__ import annotations

from urllib.parse import unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.publish.page.addresses import slug, source_link, text_fragment, web_address, with_fragment


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "file:///etc/passwd",
        "//example.org/x",
        "http://user:word@example.org/",
        "http://[broken",
        "http://example.org:port/",
        "https://example.org/a b",
        "https://example.org/\x01",
        'https://example.org/"onclick=',
        "https:",
        "",
        None,
    ],
)
def test_what_is_no_link(url: str | None) -> None:
    assert web_address(url) is None


def test_a_link_leads_to_the_words() -> None:
    assert with_fragment("https://a.example/x", "two words") == "https://a.example/x#:~:text=two%20words"
    assert with_fragment("https://a.example/x#y", "two words") == "https://a.example/x#y:~:text=two%20words"
    assert source_link(3, 12, "a-b, c") == "sources/003.html#L12:~:text=a%2Db%2C%20c"
    long = " ".join(f"w{n}" for n in range(30))
    assert text_fragment(long) == ":~:text=w0%20w1%20w2%20w3%20w4%20w5,w24%20w25%20w26%20w27%20w28%20w29"
    assert text_fragment(" \n ") == ""


@given(st.text(max_size=200), st.text(max_size=60))
def test_no_text_whatever_breaks_a_link(url: str, exact: str) -> None:
    found = with_fragment(url, exact)
    assert found is None or urlsplit(found).scheme.lower() in ("http", "https")
    link = source_link(1, 1, exact)
    assert link.startswith("sources/001.html#L1")
    assert not set(link) & set("\"'<> \n")
    unquote(link)


@given(st.text(max_size=40))
def test_a_slug_is_a_word(text: str) -> None:
    assert slug(text).replace("-", "a").isalnum()
