from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from briefing.compose.sentences.numbers.agreement import agree
from briefing.compose.sentences.numbers.figures import figures


@pytest.mark.parametrize(
    ("text", "words", "low", "high", "bound", "unit"),
    [
        ("At least 12 people died.", "At least 12", 12, 12, "least", ""),
        ("Some 11,000 soldiers came.", "Some 11,000", 11000, 11000, "about", ""),
        ("Two dozen boats sank.", "Two dozen", 24, 24, "exact", ""),
        ("It fell by between 3 and 5 per cent.", "between 3 and 5 per cent", 3, 5, "range", "%"),
        ("It cost $1.2 billion.", "$1.2 billion", 1.2e9, 1.2e9, "exact", "dollar"),
        ("It cost 20-30 million euros.", "20-30 million euros", 2e7, 3e7, "range", "euro"),
        ("Nearly half a million votes.", "Nearly half a million", 5e5, 5e5, "about", ""),
        ("Two hundred and fifty thousand came.", "Two hundred and fifty thousand", 250000, 250000, "exact", ""),
        ("Twenty-one rooms burned.", "Twenty-one", 21, 21, "exact", ""),
        ("A rise of 3.5%.", "3.5%", 3.5, 3.5, "exact", "%"),
        ("More than 1\u00a0200 homes.", "More than 1\u00a0200", 1200, 1200, "least", ""),
    ],
)
def test_reads_a_figure(text: str, words: str, low: float, high: float, bound: str, unit: str) -> None:
    (found,) = figures(text, "en")
    assert found.span.of(text) == words
    assert (found.low, found.high, found.bound, found.unit) == (low, high, bound, unit)


@pytest.mark.parametrize(
    "text",
    [
        "In 2024 it rained.",
        "A 45-year-old man slept.",
        "They met at 10:30 on 12 March.",
        "An F-16 flew.",
        "She is aged 7.",
        "The 21st day.",
    ],
)
def test_what_is_no_figure(text: str) -> None:
    assert figures(text, "en") == ()


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("12 died", "12 died", True),
        ("12 died", "14 died", False),
        ("some 11,000 men", "11,432 men", True),
        ("some 11,000 men", "10,000 men", False),
        ("more than 40 died", "43 died", True),
        ("more than 40 died", "38 died", False),
        ("between 10 and 15 died", "12 died", True),
        ("about 50 died", "53 died", True),
        ("50 died", "54 died", False),
        ("$1.2 billion", "$1,190 million", True),
        ("3.5%", "3.48%", True),
        ("3.5%", "4.1%", False),
        ("twelve died", "12 died", True),
    ],
)
def test_rounding_is_no_disagreement(one: str, other: str, expected: bool) -> None:
    (a,), (b,) = figures(one, "en"), figures(other, "en")
    assert agree(a, b) is expected
    assert agree(b, a) is expected


@pytest.mark.parametrize(
    ("lang", "text", "words", "low", "unit"),
    [
        ("de", "Rund 11.000 Soldaten kamen.", "Rund 11.000", 11000, ""),
        ("de", "Es kostet 1,2 Milliarden Euro.", "1,2 Milliarden Euro", 1.2e9, "euro"),
        ("fr", "Au moins 12 personnes sont mortes.", "Au moins 12", 12, ""),
        ("fr", "Une hausse de 3,5 %.", "3,5 %", 3.5, "%"),
        ("es", "Cerca de 2.500 personas marcharon.", "Cerca de 2.500", 2500, ""),
        ("it", "Circa 3,4 milioni di euro.", "Circa 3,4 milioni", 3.4e6, ""),
        ("pt", "Mais de 20 mil pessoas.", "Mais de 20 mil", 20000, ""),
        ("nl", "Ongeveer 40 boten zonken.", "Ongeveer 40", 40, ""),
        ("sv", "Drygt 40 båtar sjönk.", "Drygt 40", 40, ""),
        ("ru", "Около 1,5 млн человек.", "Около 1,5 млн", 1.5e6, ""),
        ("uk", "Понад 300 людей.", "Понад 300", 300, ""),
        ("pl", "Ponad 2 tys. osób.", "Ponad 2 tys", 2000, ""),
    ],
)
def test_figures_of_other_languages(lang: str, text: str, words: str, low: float, unit: str) -> None:
    (found,) = figures(text, lang)
    assert (found.span.of(text), found.low, found.unit) == (words, low, unit)


@settings(max_examples=200, deadline=None)
@example(text="0$0", lang="en")
@given(
    st.text(alphabet=st.characters() | st.sampled_from("0123456789,. %$-"), max_size=200),
    st.sampled_from(["en", "de", None, "xx"]),
)
def test_any_text_gives_spans_inside_it(text: str, lang: str | None) -> None:
    end = 0
    for figure in figures(text, lang):
        assert end <= figure.span.start < figure.span.end <= len(text)
        assert figure.low <= figure.high
        end = figure.span.end
