from __future__ import annotations

from itertools import pairwise

import pytest
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


def test_an_abbreviation_behind_a_hyphen_ends_nothing() -> None:
    text = "The post-Sept. 11 law and then-Gen. Roe are gone. He likes the co-op. It is big."
    assert cut(text) == ["The post-Sept. 11 law and then-Gen. Roe are gone.", "He likes the co-op.", "It is big."]


def test_what_a_bracket_adds_goes_on() -> None:
    text = "The boat left Prell at 9:30 a.m. [0130 GMT] on Sunday. It sank at 4 p.m. (2000 GMT) off Ostrau."
    assert cut(text) == [
        "The boat left Prell at 9:30 a.m. [0130 GMT] on Sunday.",
        "It sank at 4 p.m. (2000 GMT) off Ostrau.",
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


@pytest.mark.parametrize(
    ("language", "sentences"),
    [
        (
            "de",
            ["Am 3. Oktober kam Dr. Holm in die Stadt.", "Es war der 2. Besuch, z. B. mit Gästen usw. und Freunden."],
        ),
        ("de", ["„Wir bleiben.", "Das ist sicher“, sagte Frau Ahl.", "Niemand ging."]),
        (
            "fr",
            [
                "M. Delmas a quitté la ville en 2019.",
                "« Nous restons », a-t-il dit.",
                "Pourquoi ?",
                "Personne ne sait.",
            ],
        ),
        ("es", ["El Sr. Rivas llegó a EE.UU. el 3 de mayo.", "¿Quién paga?", "¡Nadie!", "El puerto cerró."]),
        ("it", ["Il dott. Ferri è arrivato alle 5.", "«Resto qui», ha detto.", "È partito poi."]),
        ("pt", ["O Sr. Prado chegou às 10h.", "“Ficamos”, disse.", "À noite choveu."]),
        ("nl", ["Dr. Van Maas kwam om 5 uur.", "‘We blijven’, zei hij.", "Het regende."]),
        ("sv", ["Dr. Alm kom kl. 5.", "”Vi stannar”, sade han.", "Det kostar 3 tkr. per år."]),
        ("pl", ["W 2019 r. prof. Lis wyjechał do miasta.", "„Zostajemy”, powiedział.", "Łódź czekała."]),
        ("uk", ["У 2019 р. проф. Лис поїхав до міста.", "«Ми лишаємося», — сказав він.", "Його ніхто не чув."]),
        ("ru", ["В 2019 г. проф. Лисов уехал в г. Тверь.", "«Мы остаёмся», — сказал он.", "Его никто не слышал."]),
        ("ar", ["وصل الوفد إلى المدينة.", "هل يبقى؟", "لا أحد يعرف."]),
    ],
)
def test_sentences_of_other_languages(language: str, sentences: list[str]) -> None:
    assert cut(" ".join(sentences), language) == sentences


@pytest.mark.parametrize(
    ("language", "sentences"),
    [
        ("zh", ["港口周二关闭。", "“我们不会离开！”", "市长说，价格上涨了3.5%。", "谁来付钱？"]),
        ("ja", ["港は火曜日に閉鎖された。", "「もう限界だ。誰も来ない」と市長は述べた。", "理由は不明だ。"]),
    ],
)
def test_scripts_without_spaces(language: str, sentences: list[str]) -> None:
    assert cut("".join(sentences), language) == sentences


def test_structure_within_a_block() -> None:
    text = "# Harbour news\n\n- The ferry sank. Nobody died.\n- It was old\n\n1. First point here.\n2. Second."
    assert cut(text) == [
        "Harbour news",
        "The ferry sank.",
        "Nobody died.",
        "It was old",
        "1. First point here.",
        "2. Second.",
    ]


def test_links_are_not_cut() -> None:
    text = "See [the report. It is long](http://a.example/b.c?d) now. [It ended.](#x) **All is well.** "
    text += "Then <b title='A. B'>x</b>."
    assert cut(text) == [
        "See [the report. It is long](http://a.example/b.c?d) now.",
        "[It ended.](#x)",
        "**All is well.**",
        "Then <b title='A. B'>x</b>.",
    ]


@pytest.mark.parametrize(
    "piece", [". ", "[", "](", "A. ", '" ', "<a ", "… ", "'s. ", "(a. ", "\n", "![", "&#8221;", "1. ", "。"]
)
def test_hostile_lines_take_linear_time(piece: str) -> None:
    text = piece * (400_000 // len(piece))
    spans = sentence_spans(text, Span(0, len(text)), "en")
    assert all(a.end <= b.start for a, b in pairwise(spans))
