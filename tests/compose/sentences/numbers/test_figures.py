from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from briefing.compose.sentences.numbers.agreement import agree
from briefing.compose.sentences.numbers.figures import figure_table, figures
from briefing.compose.sentences.numbers.quantities import quantities
from tests.articles import from_lines


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
    ("text", "lang", "words"),
    [
        ("A quake of magnitude 6.1 struck.", "en", "magnitude 6.1"),
        ("It had a magnitude of about 6.1.", "en", "magnitude of about 6.1"),
        ("A 6.1-magnitude quake struck.", "en", "6.1-magnitude"),
        ("Ein Beben der Stärke 6,1.", "de", "Stärke 6,1"),
        ("Un séisme d'une magnitude de 6,1.", "fr", "magnitude de 6,1"),
        ("Землетрясение магнитудой 6,1.", "ru", "магнитудой 6,1"),
        ("マグニチュード6.1の地震。", "ja", "マグニチュード6.1"),
    ],
)
def test_a_number_on_a_scale_has_the_scale_as_its_unit(text: str, lang: str, words: str) -> None:
    (found,) = figures(text, lang)
    assert (found.span.of(text), found.high) == (words, 6.1)
    assert found.unit == "magnitude"


def test_a_count_beside_the_word_of_a_scale_is_a_count() -> None:
    (found,) = figures("In einer Stärke von 300 Soldaten zog die Truppe ein.", "de")
    assert found.unit == ""


@pytest.mark.parametrize(
    ("text", "lang", "expected"),
    [
        ("Two hundred and five came.", "en", [205]),
        ("Half of a million came.", "en", [500_000]),
        ("Six thousand two hundred came.", "en", [6200]),
        ("Quatre-vingt-deux maisons.", "fr", [82]),
        ("Soixante et onze maisons.", "fr", [71]),
        ("Quatre-vingt-dix-sept maisons.", "fr", [97]),
        ("Deux cents maisons.", "fr", [200]),
        ("Plus de cent maisons.", "fr", [100]),
        ("Mille deux cents maisons.", "fr", [1200]),
        ("Treinta y dos casas.", "es", [32]),
        ("Treinta y un casas.", "es", [31]),
        ("Mil doscientas casas.", "es", [1200]),
        ("Vinte e uma casas.", "pt", [21]),
        ("Mil e quinhentas casas.", "pt", [1500]),
        ("Duecentocinquanta case.", "it", [250]),
        ("Centottantadue case.", "it", [182]),
        ("Zweihundertfünfzig Häuser.", "de", [250]),
        ("Einhundertsiebzehn Häuser.", "de", [117]),
        ("Driehonderdtwaalf huizen.", "nl", [312]),
        ("Tvåhundraett hus.", "sv", [201]),
        ("Dwieście pięćdziesiąt jeden domów.", "pl", [251]),
        ("Пятьсот двадцать один дом.", "ru", [521]),
        ("Двісті п'ятдесят будинків.", "uk", [250]),
    ],
)
def test_reads_a_number_in_words(text: str, lang: str, expected: list[float]) -> None:
    assert [one.low for one in figures(text, lang)] == expected


@pytest.mark.parametrize(
    ("text", "lang", "expected"),
    [
        ("Two three came.", "en", [2, 3]),
        ("Deux trois maisons.", "fr", [2, 3]),
        ("Il coûte 50 cents.", "fr", [50]),
        ("Una y media.", "es", []),
        ("Tres y dos casas.", "es", [3, 2]),
        ("Diez y dos casas.", "es", [10, 2]),
        ("Tio en dag.", "sv", [10]),
        ("Das Achtelfinale.", "de", []),
        ("Un groupe de cent.", "fr", [100]),
    ],
)
def test_what_is_no_single_number(text: str, lang: str, expected: list[float]) -> None:
    assert [one.low for one in figures(text, lang)] == expected


@pytest.mark.parametrize(
    ("text", "lang", "words"),
    [
        ("Piden el nueve por ciento.", "es", ["nueve por ciento"]),
        ("Chiedono il nove per cento.", "it", ["nove per cento"]),
        ("El nueve por ciento de cien casas.", "es", ["nueve por ciento", "cien"]),
    ],
)
def test_the_word_of_a_percentage_is_no_number_of_its_own(text: str, lang: str, words: list[str]) -> None:
    assert [one.span.of(text) for one in figures(text, lang)] == words


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


@st.composite
def _number_words(draw: st.DrawFn) -> tuple[str, str]:
    """A text of the words that one language's numbers are made of."""
    lang = draw(st.sampled_from(["ar", "de", "en", "es", "fr", "it", "nl", "pl", "pt", "ru", "sv", "uk"]))
    table = figure_table(lang)
    keys = ("words", "within", "scales", "currencies", "percent", "articles", "half", "joins", "least", "to")
    known = [*dict.fromkeys(word for key in keys for word in table.get(key, ())), "9", "%"]
    return " ".join(draw(st.lists(st.sampled_from(known), max_size=8))), lang


@settings(max_examples=300, deadline=None)
@example(("piden el nueve por ciento", "es"))
@given(_number_words())
def test_words_of_numbers_in_any_order_give_spans_behind_each_other(case: tuple[str, str]) -> None:
    text, lang = case
    end = 0
    for figure in figures(text, lang):
        assert end <= figure.span.start < figure.span.end <= len(text)
        end = figure.span.end


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


@pytest.mark.parametrize(
    ("text", "counted"),
    [("Zweihundertfünfzig Menschen starben.", True), ("Das Achtelfinale begann.", False)],
)
def test_a_sentence_with_no_figure_but_a_compound_counts(text: str, counted: bool) -> None:
    told = replace(from_lines(text), language="de")
    assert bool(quantities(told)) is counted
