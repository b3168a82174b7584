from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.language import plain, plain_of

WORDS = st.sampled_from(
    ["Ostmere", "harbour,", "3.5%", "“Why?”", "don't", "l’été", "end.", "a-b", "2 * 3", "(x)", "#7", "x_y_z"]
)


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ('The mayor [confirmed](http://a.example/x_(1) "t") it.', "The mayor confirmed it."),
        ("A [note][ref] here[^3] and ![a picture](p.png) there.", "A note here and there."),
        ("**Bold. Really** and __under__ and ~~gone~~ and `code`.", "Bold. Really and under and gone and code."),
        ("*All* of _it_ and 2 * 3 * 4, snake_case_name.", "All of it and 2 * 3 * 4, snake_case_name."),
        ("A<br>B <em>c</em> <!-- no --> d &amp; e&nbsp;f <unknown> x < y", "A B c d & e f <unknown> x < y"),
        ("**Cut off at the start.", "Cut off at the start."),
        ("and at the end.**", "and at the end."),
        ("One\n two\u00a0 \t three", "One two three"),
        ("a well-\nknown, soft\u00ad\nened word", "a well-known, softened word"),
        ("See <https://a.example/b> or <me@a.example>", "See https://a.example/b or me@a.example"),
        (r"a \*star\* and C:\new", r"a *star* and C:\new"),
        ("[[1]](#x) and [a [b] c](#y)", "[1] and a [b] c"),
        ("f*** that, price* (incl. tax)", "f*** that, price* (incl. tax)"),
        ("&lt;b&gt; &bogus; &#8217;", "<b> &bogus; ’"),
        ("", ""),
    ],
)
def test_what_goes_and_what_stays(source: str, text: str) -> None:
    assert plain(source) == text


@st.composite
def marked(draw: st.DrawFn) -> tuple[str, str]:
    """A passage put together from marked pieces, and what a reader sees of it."""
    source: list[str] = []
    seen: list[str] = []
    for _ in range(draw(st.integers(1, 6))):
        word = draw(WORDS)
        before, after = draw(
            st.sampled_from(
                [
                    ("", ""),
                    ("[", "](http://a.example/p?q=1)"),
                    ("[", "][1]"),
                    ("<b>", "</b>"),
                    ("<a href='x'>", "</a>"),
                    ("<!-- a -->", ""),
                    ("", "![alt words](i.png)"),
                    ("", "[^n]"),
                ]
            )
        )
        source.append(before + word + after)
        seen.append(word)
    gap = draw(st.sampled_from([" ", "\n", "  ", "\u00a0", "\t\n", "&nbsp;"]))
    return gap.join(source), " ".join(" ".join(seen).split())


@given(marked())
def test_pieces_lose_their_marks_and_nothing_else(case: tuple[str, str]) -> None:
    source, seen = case
    assert plain(source) == seen


@given(st.text(alphabet=st.characters(exclude_characters="<&[*_~`\\#>-\u2010\u00ad"), max_size=80))
def test_text_without_marks_is_only_folded(text: str) -> None:
    assert plain(text) == " ".join(text.split())


@given(st.text(alphabet="ab \n\t\u00a0\x1c*<-", max_size=40), st.integers(0, 39), st.integers(0, 40))
def test_passages_of_a_text_are_plain_as_by_themselves(text: str, start: int, end: int) -> None:
    assert plain_of(text)(text[start:end]) == plain(text[start:end])


def test_a_text_without_marks_is_not_looked_at_again() -> None:
    assert plain_of("The ferry sank.\nNobody was hurt.") is not plain_of("The ferry\u00a0sank.")
    assert plain_of("The *ferry* sank.\nNobody was hurt.") is plain


@given(st.text(alphabet='ab *_~`[]()<>&;#!\\\n"^-x:/', max_size=60))
def test_letters_are_never_added_or_moved(text: str) -> None:
    rest = iter(text)
    assert all(any(letter == other for other in rest) for letter in plain(text) if letter.isalnum())


@pytest.mark.parametrize(
    "piece", ["[", "![", "](", "**", "*a", "<!--", "<a ", "&a", "\\", "-\n", "`", '[a](b "', "[^", "> ", "_a_ "]
)
def test_hostile_lines_end(piece: str) -> None:
    assert plain(piece * (200_000 // len(piece))) is not None
