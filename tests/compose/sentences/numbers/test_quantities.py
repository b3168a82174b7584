from __future__ import annotations

from dataclasses import replace

import pytest

from briefing import language
from briefing.compose.sentences.numbers.quantities import Quantity, quantities
from tests.articles import from_lines


def counted(text: str, lang: str) -> list[Quantity]:
    return quantities(replace(from_lines(text), language=lang))


@pytest.mark.parametrize(
    ("lang", "text", "figure", "kind", "noun"),
    [
        ("it", "Sono 310 le famiglie senza corrente a Montesalvo.", 310, "", "famiglie"),
        ("it", "Salgono a più di 40 le persone sfollate.", 40, "displaced", "persone"),
        ("es", "Son ya 260 las toneladas de basura en las calles.", 260, "", "toneladas"),
        ("pt", "São agora 520 as pessoas desalojadas.", 520, "displaced", "pessoas"),
        ("fr", "Ce sont désormais 64 élèves qui sont tombés malades.", 64, "", "élèves"),
        ("de", "Inzwischen sind es 95 Helfer, die das Tal absuchen.", 95, "", "helfer"),
    ],
)
def test_a_verb_before_the_figure_and_an_article_behind_it_hide_no_count(
    lang: str, text: str, figure: float, kind: str, noun: str
) -> None:
    (found,) = counted(text, lang)
    assert (found.figure.high, found.kind, found.noun) == (figure, kind, language.stem(noun, lang))


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("it", "La squadra ha vinto 3 le gare di ieri."),  # no verb that is said of what follows
        ("it", "Sono scappati, ne mancano 12: le guardie cercano."),  # a sign between
        ("es", "Salieron a las 10 los vecinos."),  # a time
    ],
)
def test_an_article_behind_a_figure_is_no_count_of_what_it_begins(lang: str, text: str) -> None:
    assert counted(text, lang) == []


@pytest.mark.parametrize(
    ("lang", "text", "figure", "noun"),
    [
        ("en", "The number of households without power rose to 2,000.", 2000, "households"),
        ("de", "Die Zahl der Haushalte ohne Strom stieg auf 1.400.", 1400, "haushalte"),
        ("fr", "Le nombre des élèves hospitalisés est passé à 12.", 12, "élèves"),
        ("es", "El número de casas sin luz subió a 400.", 400, "casas"),
        ("it", "Il numero delle case senza luce è salito a 400.", 400, "case"),
        ("pt", "O número de casas sem luz caiu para 300.", 300, "casas"),
    ],
)
def test_what_a_number_is_of_is_counted(lang: str, text: str, figure: float, noun: str) -> None:
    (found,) = counted(text, lang)
    assert (found.figure.high, found.noun) == (figure, language.stem(noun, lang))
    assert found.about.of(found.article.body.string).lower() == noun


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "The number of households without power rose by 2,000."),  # by how much
        ("en", "The number of seats fell, he said, by vote 40."),
        ("de", "Die Zahl der Haushalte ohne Strom stieg um 1.400."),
        ("en", "The number of households rose, and on the line 4 it was dark."),  # another clause
    ],
)
def test_what_is_not_the_number_itself_is_no_count_of_it(lang: str, text: str) -> None:
    assert counted(text, lang) == []


def test_and_between_a_kind_and_a_figure_begins_something_else() -> None:
    nine, two = counted("Nine workers are missing and two are dead.", "en")
    assert (nine.kind, two.kind) == ("missing", "killed")
    twelve, *others = counted("12 people were killed and 30 taken to hospital.", "en")
    assert twelve.kind == "killed" and others == []


def test_a_kind_right_before_a_figure_is_its_kind() -> None:
    (found,) = counted("The blast killed and injured 30 people.", "en")
    assert found.kind == "injured"


@pytest.mark.parametrize(
    ("text", "nouns"),
    [
        ("Inzwischen sind 185 geplante Operationen verschoben.", ["operationen"]),
        ("Der Streik hat um sechs Uhr begonnen.", []),  # a time, which no participle makes a count
        ("Es kamen 40 freiwillige Helfer und Ärzte.", ["helfer"]),
    ],
)
def test_a_participle_behind_a_german_noun_is_not_what_is_counted(text: str, nouns: list[str]) -> None:
    assert [one.noun for one in counted(text, "de")] == [language.stem(noun, "de") for noun in nouns]
