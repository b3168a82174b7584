"""Plain text: lines of at most so many columns, no word cut, no sign lost."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from briefing.publish.page.templating.plain_text import columns, css_string, filled, shown


def test_lines_hang_under_their_first() -> None:
    assert filled("one two three four", 12, first="1.  ") == "1.  one two\n    three\n    four"
    assert filled("x" * 90) == "x" * 90
    assert filled("港务委员会表示，内港将关闭。", 8) == "港务委员\n会表示，\n内港将关\n闭。"


@given(st.text(), st.integers(10, 80))
def test_nothing_is_lost_and_lines_keep_their_width(text: str, width: int) -> None:
    lines = filled(text, width, first="  ").split("\n")
    assert "".join("".join(lines).split()) == "".join(shown(text).split())
    assert all(columns(line) <= width or " " not in line.strip() for line in lines if line.isascii())


@given(st.text())
def test_a_css_string_ends_only_at_its_end(text: str) -> None:
    found = css_string(text)
    assert found[0] == found[-1] == '"'
    assert not set(found[1:-1]) & set("\"'<>\n{}/")
