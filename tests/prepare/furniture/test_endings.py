"""What ends a document: facts of what is announced, other articles' beginnings, a box on the author, notes of a site."""

# ruff: noqa: E501 (invented lines are not broken)

from __future__ import annotations

import pytest

from briefing.model import Detail
from briefing.prepare.furniture.blocks import blocks_of
from briefing.prepare.options import CleanOptions
from tests.prepare.furniture.test_blocks import STORY, found, kept, raw

FACTS = {
    "en": ["The Bridge Builders, an exhibition", "Opening hours", "Mon – Fri 10am – 6pm", "Admission: 40 crowns",
           "Telephone: 555-010-020", "2031-03-04"],
    "de": ["Die Brückenbauer, Ausstellung", "Öffnungszeiten", "Mo – Fr 10:00 – 18:00", "Eintritt: 4 EUR",
           "Telefon: 0555 010-020", "04.03.2031"],
    "fr": ["Les bâtisseurs du pont, exposition", "Horaires", "lundi – vendredi 10h00 – 18h00", "Tarif : 4 €",
           "Téléphone : 05 55 01 00 20", "04/03/2031"],
    "pl": ["Budowniczowie mostu, wystawa", "Godzina", "pon. – pt. 10:00 – 18:00", "Wstęp: 4 zł",
           "Telefon: 555-010-020", "04.03.2031"],
    "sv": ["Brobyggarna, en utställning", "Öppettider", "mån – fre 10:00 – 18:00", "Inträde: 40 kr",
           "Telefon: 0555-010 020", "2031-03-04"],
}  # fmt: skip
STORIES = {
    "en": STORY,
    "de": [
        "Der Rat von Unterbrenn hat am Dienstag beschlossen, die Brücke über den Fluss Ald neu zu bauen, die eine Flut weggerissen hat.",
        "Die Brücke ist seit elf Monaten gesperrt, und die Fähre, die sie ersetzt, fällt jede Woche aus.",
        "Der Neubau wird den Rat 4,2 Millionen Kronen kosten, von denen das Land Aldmark das meiste zugesagt hat.",
        "Bauern am anderen Ufer hatten gedroht, den Rat zu verklagen, wenn die Brücke nicht neu gebaut wird.",
    ],
    "fr": [
        "Le conseil de Bas-Brenn a décidé mardi de reconstruire le pont sur la rivière Ald, qu'une crue a emporté.",
        "Le pont est fermé depuis onze mois, et le bac qui le remplace tombe en panne chaque semaine.",
        "La reconstruction coûtera au conseil 4,2 millions de couronnes, dont la région a promis la plus grande part.",
        "Les paysans de l'autre rive avaient menacé de porter plainte si le pont n'était pas reconstruit.",
    ],
    "pl": [
        "Rada Dolnego Brennu postanowiła we wtorek odbudować most na rzece Ald, który zabrała powódź.",
        "Most jest zamknięty od jedenastu miesięcy, a prom, który go zastępuje, psuje się co tydzień.",
        "Odbudowa będzie kosztować radę 4,2 miliona koron, z których większość obiecał rząd regionu.",
        "Rolnicy z drugiego brzegu grozili, że pozwą radę, jeśli most nie zostanie odbudowany.",
    ],
    "sv": [
        "Rådet i Nedre Brenn beslutade på tisdagen att bygga upp bron över floden Ald, som en flod tog med sig.",
        "Bron har varit stängd i elva månader, och färjan som ersätter den går sönder varje vecka.",
        "Bygget kommer att kosta rådet 4,2 miljoner kronor, varav regionen har lovat det mesta.",
        "Bönderna på andra sidan hade hotat att stämma rådet om bron inte byggdes upp igen.",
    ],
}  # fmt: skip


@pytest.mark.parametrize("code", FACTS)
def test_the_facts_that_end_an_announcement_are_kept(code: str) -> None:
    pieces = found("\n".join([*STORIES[code], *FACTS[code]]))
    assert [piece for _, is_kept, piece in pieces if is_kept] == [*STORIES[code], *FACTS[code]]


@pytest.mark.parametrize(
    "foot",
    [
        ["Contact us", "Mon – Fri 9am – 5pm", "Telephone: 555-010-020", "2031-03-04"],
        ["Share", "Newsletter", "Monday, March 3, 2031, 4:12 pm", "40 comments"],
        ["Old ferry fails again", "March 3, 2031, 9:15 am", "Quay to be rebuilt", "March 2, 2031, 8:40 am"],
    ],
)
def test_a_foot_of_the_page_is_no_such_facts(foot: list[str]) -> None:
    assert kept("\n".join([*STORY, *foot])) == STORY or not set(foot[1:]) & set(kept("\n".join([*STORY, *foot])))


BEGINNINGS = [
    "The bakers of the upper town have given their prize to a shop that opened two winters ago, and whose owner said "
    "that she had never thought of anything but rye, salt,",
    "A choir of eleven villages will perform in the chapel on Sunday with candles and cider, and with a new piece by "
    "the organist of the chapel, who is known for his",
]


@pytest.mark.parametrize("first", [0, 1])
def test_beginnings_of_other_articles_behind_the_article(first: int) -> None:
    story = [" ".join(STORY[:2]), " ".join(STORY[2:4])]
    text = "\n".join([*story, "Ilse Tamm", *BEGINNINGS[first:], *BEGINNINGS[:first]])
    assert not set(kept(text)) & set(BEGINNINGS)


def test_a_single_paragraph_that_breaks_off_is_the_article_s() -> None:
    cut = "The farmers said that the bridge was needed for the harvest of the river Ald, and that the council of Lower Brenn had known"
    assert cut in kept("\n".join([*STORY, cut]))


def test_an_article_that_breaks_off_throughout_is_kept() -> None:
    lines = [
        line.rstrip(".") + " of the river, for which the council had waited since the flood of the spring"
        for line in STORY
    ]
    assert kept("\n".join(lines)) == lines


def test_three_dots_and_a_small_letter_go_on_with_a_sentence() -> None:
    line = "… keep reading the letters of the farmers, the mayor was told on Tuesday."
    assert line in kept("\n".join([*STORY[:3], "The council will …", line, *STORY[3:]]))
    other = "… Subscribe to our newsletter"
    assert other not in kept("\n".join([*STORY, other]))


def test_a_box_on_the_author_under_a_name() -> None:
    box = ["Petra Lind", "Petra Lind is an author and speaker who has lived on the river Ald for thirty years.",
           "She will answer questions about the bridge in the library of Lower Brenn on Friday."]  # fmt: skip
    assert not set(kept("\n".join([*STORY, *box]))) & set(box[:2])


def test_a_portrait_under_a_name_is_none() -> None:
    box = [
        "Petra Lind",
        "Petra Lind is a farmer on the far side of the river Ald and wants to be on the council.",
        *STORY[1:3],
    ]
    assert box[1] in kept("\n".join([*STORY, *box]))


NOTES = {
    "en": "This site uses Akismet to reduce spam. Learn how your comment data is processed.",
    "de": "Diese Website verwendet Akismet, um Spam zu reduzieren. Erfahre, wie deine Kommentardaten verarbeitet werden.",
    "fr": "Ce site utilise Akismet pour réduire les indésirables. En savoir plus sur la façon dont elles sont traitées.",
    "pl": "Ta strona używa Akismet do redukcji spamu. Dowiedz się, w jaki sposób przetwarzane są dane komentarzy.",
}


@pytest.mark.parametrize("code", NOTES)
def test_a_site_s_note_on_comments(code: str) -> None:
    assert kept("\n".join([*STORIES[code], NOTES[code]])) == STORIES[code]


def _extracted(last: list[str], author: str = "") -> list[str]:
    text = "\n".join([*STORY, *last])
    detail = Detail(author, "json-ld:author") if author else None
    blocks = blocks_of(raw(text, extracted=True, author=detail), CleanOptions())
    return [block.span.of(text) for block in blocks if block.kept][len(STORY) :]


@pytest.mark.parametrize(
    "line",
    [
        "Like this story? Send it to a friend!",
        "Hanna Orre of the Brenn Courier contributed to this report.",
        "Filed under: Bridges |",
    ],
)
def test_what_an_extraction_takes_too_much_of_stands_at_the_end(line: str) -> None:
    assert _extracted([line]) == []
    assert _extracted([line, "The vote was watched by some three hundred people in the square."])[0] == line


def test_the_last_lines_of_an_extraction_stay_that_are_prose() -> None:
    for line in (
        "The next vote is in May.",
        "“We will see it built,” Tamm said.",
        "Karel Novy, the ferryman, was glad.",
    ):
        assert _extracted([line]) == [line]


def test_lines_on_the_declared_author_end_an_article() -> None:
    box = ["Karel Novy is the owner of two ferries and of a mill.", "When he is not at home he paints."]
    assert _extracted(box, "Karel Novy") == []
    assert _extracted(box, "Hanna Orre and Karel Novy") == []
    assert _extracted(box, "Hanna Orre") == box
    said = ["Karel Novy said the council had not asked him.", "He will see it in May."]
    assert _extracted(said, "Karel Novy") == said
