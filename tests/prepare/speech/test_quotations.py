"""Quotations: where they stand, and which sentences are one of them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from briefing.model import Sentence
from briefing.prepare.speech.words.quotations import quoted_spans
from briefing.text import Span
from tests.prepare.speech.test_attribution import spoken


def test_a_quotation_over_sentences_is_one_unit() -> None:
    said = spoken(
        [
            "‘Today many write that we have won,’ Ivo Salk said.",
            "‘But ships do not sail on words.",
            "Such things are not told,’ he said.",
        ],
        "The port was quiet.",
    )
    assert [s.speaker for s in said] == ["Ivo Salk"] * 3 + [None]
    assert said[0].unit is not None
    assert said[0].unit == said[1].unit == said[2].unit
    assert said[3].unit is None


def test_a_sentence_of_a_quotation_without_a_cue() -> None:
    said = spoken(["“We support the port,” Salk said.", "“I know what the risks are.”"])
    assert [(s.speaker, s.quote) for s in said] == [("Salk", "direct")] * 2
    assert said[0].unit == said[1].unit


def test_a_quotation_over_paragraphs() -> None:
    said = spoken("“We support the port,” Ivo Salk said. “It is ours.", "“Nobody will take it.”")
    assert said[1].speaker == "Ivo Salk"


def test_where_quotations_stand_in_a_text_with_markup() -> None:
    text = "He said: “We [will](#) go *on Tuesday*,”  he said on Sunday."
    plain = "He said: “We will go on Tuesday,” he said on Sunday."
    made = (Sentence(span=Span(0, len(text)), text=plain, block=0),)
    ((span,),) = quoted_spans(text, made)
    assert span.of(text) == "“We [will](#) go *on Tuesday*,”"


@given(st.text(max_size=60), st.text(max_size=60))
def test_quotations_stand_inside_their_sentence(text: str, words: str) -> None:
    folded = " ".join(words.split())
    if not text or not folded:
        return
    for spans in quoted_spans(text, (Sentence(span=Span(0, len(text)), text=folded, block=0),)):
        assert all(span.end <= len(text) for span in spans)
