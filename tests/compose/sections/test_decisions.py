from __future__ import annotations

import pytest

from briefing import language
from briefing.compose.sections.decisions import BEFORE, decides


def said(text: str, code: str = "en") -> bool:
    return decides(language.words(text, code), code)


@pytest.mark.parametrize(
    ("text", "decided"),
    [
        # a word of deciding, whoever it is
        ("Ostrau approved the bridge on Tuesday.", True),
        ("A man from Prell was sentenced to nine years.", True),
        ("The bridge over the Lune collapsed on Tuesday.", False),
        # a wider word, and a body that decides
        ("The council of Prell on Monday night rejected the bridge.", True),
        ("The central bank kept its key rate at 4 percent.", True),
        ("The strike rejected by many was over.", False),
        ("The plan was rejected by the council.", True),
        ("A swimmer kept her title in Prell.", False),
        ("Rain raised the river, and the council met.", False),
        # what is only intended is no decision yet
        ("The council is expected to approve the bridge.", False),
        ("Deputies came to blows over a law that would raise fees.", False),
    ],
)
def test_a_sentence_that_says_that_somebody_decides(text: str, decided: bool) -> None:
    assert said(text) is decided


def test_the_body_stands_near() -> None:
    between = " ".join(["yesterday"] * (BEFORE - 1))
    assert said(f"The council {between} rejected it.")
    assert not said(f"The council {between} again rejected it.")


@pytest.mark.parametrize(
    ("code", "decision", "event"),
    [
        ("de", "Der Stadtrat von Prell lehnte die Brücke ab.", "Die Brücke stürzte am Dienstag ein."),
        ("es", "El ayuntamiento rechazó el puente.", "El puente se hundió el martes."),
        ("fr", "Le conseil a rejeté le pont mardi.", "Le pont s’est effondré mardi."),
        ("it", "Il consiglio ha respinto il ponte.", "Il ponte è crollato martedì."),
        ("nl", "De gemeenteraad verwierp de brug.", "De brug stortte dinsdag in."),
        ("pl", "Rada odrzuciła projekt mostu.", "Most zawalił się we wtorek."),
        ("pt", "O governo rejeitou a ponte.", "A ponte ruiu na terça-feira."),
        ("ru", "Парламент отклонил проект моста.", "Мост обрушился во вторник."),
        ("uk", "Парламент відхилив проєкт мосту.", "Міст обвалився у вівторок."),
    ],
)
def test_every_language_with_sections_has_its_words(code: str, decision: str, event: str) -> None:
    assert said(decision, code) and not said(event, code)


def test_a_language_without_a_table_decides_nothing() -> None:
    assert not said("The council approved the bridge.", "ja")
