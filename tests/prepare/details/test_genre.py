"""What kind of text an article is, by its own marks, and what only looks like one."""

from __future__ import annotations

import pytest

from briefing.language.rules import Rule
from briefing.model import Genre
from briefing.prepare.details.genre import GENRE, ArticleWords, genre_of


@pytest.mark.parametrize("rule", GENRE.rules, ids=lambda rule: rule.name)
def test_each_rule_decides_its_example(rule: Rule[[ArticleWords], Genre | None]) -> None:
    text, genre = rule.example
    seen: set[str] = set()
    with GENRE.noting(seen):
        assert GENRE.run(text) == genre
    assert rule.name in seen


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("Satirical paper fined for cartoon of president", ["A court fined the satirical weekly The Nail on Tuesday."]),
        ("Opinion poll: Lund ahead in Ardo", ["An opinion poll shows President Ester Lund ahead with 44 percent."]),
        ("Letters found in the attic of a mill", ["Sir John Orr wrote them in 1880, the museum said."]),
        (
            "Weather kills 12 in Marrow",
            ["A storm killed 12 people.", "It goes on.", "Roads are shut.", "Help came."],
        ),
        ("Minister answers critics", ["Lund: I will not resign.", "He said so on Monday.", "Nobody asked again."]),
        ("Five live in a cave for a month", ["Five people lived in a cave, the university said."]),
    ],
)
def test_news_about_such_things_is_news(title: str, lines: list[str]) -> None:
    assert genre_of(ArticleWords(title=title, outlet="Marrow Post", address="", lines=lines, code="en")) is None


@pytest.mark.parametrize(
    ("title", "code", "genre"),
    [
        ("Kommentar: Die Fähre ist teuer", "de", "opinion"),
        ("Leserbriefe", "de", "letter"),
        ("Tribune : Le prix du bac", "fr", "opinion"),
        ("En bref", "fr", "round-up"),
        ("Editorial: El precio del barco", "es", "opinion"),
    ],
)
def test_other_languages_have_their_words(title: str, code: str, genre: Genre) -> None:
    assert genre_of(ArticleWords(title=title, outlet="", address="", lines=["Text."], code=code)) == genre


def test_an_article_that_asks_its_own_questions_argues_or_explains() -> None:
    lines = [
        "Who would want a second ferry? Not the people of Tarn, it seems.",
        "What has the council learned since the first one sank? Nothing. It should listen for once.",
        "And what will it cost? The council does not say. The town pays, as it always did. It is time to stop.",
    ]
    assert genre_of(ArticleWords(title="A ferry too many", outlet="", address="", lines=lines, code="en")) == "opinion"


@pytest.mark.parametrize(
    "lines",
    [
        # those it quotes ask
        [
            "“Who pays for it? Who was asked? What now?” the mayor of Tarn asked on Monday.",
            "The council answered that the county pays.",
        ],
        # fewer than one sentence in ten is a question
        ["Where is the ferry? Who sank it? Who pays?", *["The council met on Monday in Tarn."] * 40],
        # a sign in the middle of a sentence, where another was lost
        ["The ferry cost ?40 million. The repair cost ? 3 million. The fine was ? 1 million and is paid."],
        # two questions are no habit
        ["Where is the ferry? Police do not know. Who was on board? The company would not say."],
    ],
)
def test_a_report_in_which_questions_stand_is_news(lines: list[str]) -> None:
    assert genre_of(ArticleWords(title="The ferry of Tarn", outlet="", address="", lines=lines, code="en")) is None


@pytest.mark.parametrize(
    ("code", "lines"),
    [
        ("en", ["We have waited long enough for a bridge.", "My boat sank in May.", "It is our river and our town."]),
        ("de", ["Wir brauchen eine Brücke.", "Unser Ort zahlt seit Jahren.", "Ich sage: Baut sie endlich."]),
        ("fr", ["Nous attendons ce pont depuis dix ans.", "Notre ville paie le bac.", "Et je ne vois rien venir."]),
        ("es", ["Nosotros pagamos el barco.", "Nuestro pueblo no tiene puente.", "Y nosotros esperamos diez años."]),
        ("ru", ["Мы ждали этот мост десять лет.", "Наш город платит за паром.", "Нам обещали его весной."]),
    ],
)
def test_who_speaks_as_i_or_we_speaks_for_himself(code: str, lines: list[str]) -> None:
    lines = [*lines, "Nobody answers."]
    assert genre_of(ArticleWords(title="A bridge", outlet="", address="", lines=lines, code=code)) == "opinion"


@pytest.mark.parametrize(
    "lines",
    [
        # what others say of themselves, in every kind of quotation marks, also over more than one line
        [
            "“We have waited long enough for a bridge,” said Mayor Ilse Tarn. “It is our town.”",
            "“We pay for the ferry. I pay for it every day.",
            "“And we see nothing of it,” she said.",
            "The council meets on Monday.",
        ],
        ["``We want our bridge,'' she said. ``I told them so. We will wait,'' said the mayor.", "It rained on Monday."],
        ["'We want our bridge. I told them so, and we don't wait,' she said.", "It rained on Monday."],
        # a number, a country, a name
        ["World War I ended here.", "World War I began there.", "Elizabeth I never came.", "The US Army left US soil."],
        # one aside of a reporter in a long report
        ["We are told the bridge is closed.", *(f"Road {number} is open, police said." for number in range(12))],
    ],
)
def test_the_first_person_in_a_report_is_somebody_else(lines: list[str]) -> None:
    assert genre_of(ArticleWords(title="A bridge", outlet="", address="", lines=lines, code="en")) is None
