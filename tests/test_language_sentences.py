from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from briefing.language import sentence_spans
from briefing.text import Span


def cut(text: str, language: str | None = "en") -> list[str]:
    return [span.of(text) for span in sentence_spans(text, Span(0, len(text)), language)]


def test_abbreviations_and_initials_end_nothing() -> None:
    text = "Mr. Alder met Gov. J. K. Birch at 5 p.m. on Nov. 3. He left the U.S. Senate. The U.S. The rest stayed."
    assert cut(text) == [
        "Mr. Alder met Gov. J. K. Birch at 5 p.m. on Nov. 3.",
        "He left the U.S. Senate.",
        "The U.S.",
        "The rest stayed.",
    ]


def test_quotations_are_cut_inside() -> None:
    text = "“We lost. We will rebuild,” he said. “Why us?” Mira Holt asked. 'It was the boys' boat.' So it went."
    assert cut(text) == [
        "“We lost.",
        "We will rebuild,” he said.",
        "“Why us?” Mira Holt asked.",
        "'It was the boys' boat.'",
        "So it went.",
    ]


@given(
    st.text(alphabet=st.sampled_from('Ab1 .!?…"“”‘’()[]\n*_-#。」é'), max_size=60),
    st.sampled_from(["en", "de", "zh", None]),
)
def test_spans_are_trimmed_disjoint_and_cover_all_letters(text: str, language: str | None) -> None:
    spans = sentence_spans(text, Span(0, len(text)), language)
    at = 0
    for span in spans:
        assert at <= span.start < span.end <= len(text)
        assert span.of(text) == span.of(text).strip()
        assert not any(map(str.isalpha, text[at : span.start]))
        at = span.end
    assert not any(map(str.isalpha, text[at:]))
