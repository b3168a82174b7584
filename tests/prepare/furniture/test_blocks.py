"""Furniture: set aside with a kind and a reason, never deleted, and never an article lost to it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing import language
from briefing.model import Source
from briefing.prepare.furniture.blocks import blocks_of
from briefing.prepare.furniture.lines.lines import paragraphs
from briefing.prepare.options import BlockRule, CleanOptions
from briefing.prepare.raw import RawArticle, RawBlock
from briefing.text import Span, Text

SOURCE = Source("a.txt", "0" * 64, "text", "utf-8")

STORY = [
    "The council of Lower Brenn voted on Tuesday to rebuild the bridge over the river Ald, which a flood carried away.",
    "The bridge has been closed to traffic for eleven months, and the ferry that replaced it breaks down every week.",
    "“We have waited long enough for this bridge,” said Mayor Ilse Tamm after the vote of the council.",
    "The rebuilding will cost the council 4.2 million crowns, most of which the state of Aldmark has promised to pay.",
    "Farmers on the far side of the river had threatened to take the council to court if the bridge was not rebuilt.",
]
APPEAL = [
    "A Message from The Brenn Courier:",
    "Dear readers,",
    "Your support makes a difference. Please support us with as little as two crowns, and thank you for reading.",
    "Subscribe to our newsletter",
    "Not ready to support today?",
]


def raw(text: str, **values: object) -> RawArticle:
    return RawArticle(path="a.txt", source=SOURCE, body=Text.whole(text), **values)  # type: ignore[arg-type]


def found(text: str, options: CleanOptions | None = None) -> list[tuple[str, bool, str]]:
    return [(b.kind, b.kept, text[b.span.start : b.span.end]) for b in blocks_of(raw(text), options or CleanOptions())]


def kept(text: str, options: CleanOptions | None = None) -> list[str]:
    return [piece for kind, is_kept, piece in found(text, options) if is_kept and kind == "body"]


def test_a_clean_article_is_kept_whole() -> None:
    assert kept("\n".join(STORY)) == STORY


def test_an_appeal_behind_the_article_is_set_aside_with_a_reason() -> None:
    text = "\n".join([*STORY, "The Associated Press contributed reporting.", *APPEAL])
    assert kept(text) == STORY
    aside = [block for block in blocks_of(raw(text), CleanOptions()) if not block.kept]
    assert len(aside) == 6 and all(block.why for block in aside)
    assert aside[0].kind == "credit" and aside[1].kind == "appeal"


def test_lines_about_the_article_itself() -> None:
    for line in ("This story is being updated.", "By Karel Novy, Staff Writer", "Updated Nov. 19, 2024 6:55 AM",
                 "Read more: Ferry breaks down again in Upper Brenn", "ADVERTISEMENT",
                 "The bridge over the Ald after the flood. (Photo: J. Orme/AP)"):  # fmt: skip
        assert kept("\n".join([*STORY[:2], line, *STORY[2:]])) == STORY, line


def test_a_title_stands_above_an_empty_line_and_the_lead_is_none() -> None:
    title = "Lower Brenn to rebuild its bridge"
    assert found(title + "\n\n" + "\n".join(STORY))[0] == ("title", True, title)
    assert all(kind == "body" for kind, _, _ in found("\n".join(STORY)))


def test_a_dateline_and_a_note_on_the_source_are_no_titles() -> None:
    for line in ("LOWER BRENN, Marland |", "/ Source: COURIER By Jana Orme"):
        assert all(kind != "title" for kind, _, _ in found(line + "\n" + "\n".join(STORY))), line


def test_markdown() -> None:
    text = "\n\n".join(["# Lower Brenn to rebuild its bridge", "May 4, 2023", *STORY[:3],
                        "**Related article:** [Ferry breaks down](#)", *STORY[3:], "*AFP contributed reporting.*",
                        "Original url:", "<https://courier.example/2023/05/04/bridge>"])  # fmt: skip
    kinds = [(kind, is_kept) for kind, is_kept, _ in found(text)]
    assert kinds[:2] == [("title", True), ("byline", False)]
    assert ("related", False) in kinds and ("credit", False) in kinds
    assert kept(text) == STORY


def test_a_line_that_leads_in_a_statement_is_no_heading() -> None:
    text = "\n".join([STORY[0], "Mayor Tamm added:", "“" + STORY[1] + "”", "The ferry master replied:", STORY[4]])
    assert kept(text) == text.split("\n")


def test_a_cross_heading_is_kept_but_is_no_prose() -> None:
    text = "\n".join([*STORY[:3], "Farmers relieved", *STORY[3:]])
    assert ("heading", True, "Farmers relieved") in found(text)


def test_teasers_cut_off_behind_the_article() -> None:
    teasers = [
        "Growers of apples in the southern hills expect a poor harvest after frost in April, and cider makers have "
        "begun to import fruit from abroad, which their association calls a scandal that",
        "Astronomers at the observatory of Mount Karst have photographed a comet whose orbit, they say, brings it "
        "close to the sun only once in nine thousand years and the",
    ]
    text = "\n".join([*STORY, "With assistance from Ada Brook and Tom Hale", *teasers])
    assert kept(text) == STORY


def test_a_file_of_one_line_is_kept() -> None:
    text = " ".join([*STORY, "Subscribe to our newsletter."])
    assert kept(text) == [text]


def test_rules_of_the_user() -> None:
    text = "\n".join([*STORY, "Subscribe to our newsletter"])
    options = CleanOptions(keep=(BlockRule(pattern="newsletter"),), drop=(BlockRule(pattern="farmers"),))
    assert kept(text, options) == [*STORY[:4], "Subscribe to our newsletter"]
    assert kept(text, CleanOptions(keep=(BlockRule(kind="appeal"),)))[-1] == "Subscribe to our newsletter"


def test_wrapped_lines_are_one_paragraph() -> None:
    text = "The council of Brenn voted on Tuesday to build\nthe bridge over the Ald, which a flood\nhad carried away."
    assert paragraphs(text, 0, len(text)) == [Span(0, len(text))]
    assert len(paragraphs("Apples\nPears\nQuinces", 0, 20)) == 3


def test_what_the_format_says_counts() -> None:
    text = "Menu of the site\nLower Brenn to rebuild\n" + "\n".join(STORY)
    raw_blocks = (RawBlock(Span(0, 16), "aside", "navigation"), RawBlock(Span(17, 39), "title"))
    first, second, *rest = blocks_of(raw(text, blocks=raw_blocks), CleanOptions())
    assert (first.kept, first.why) == (False, "navigation")
    assert (second.kind, second.kept) == ("title", True)
    assert [text[b.span.start : b.span.end] for b in rest] == STORY


PAGES = {
    "de": (
        "Der Stadtrat von Niederbrenn hat am Dienstag beschlossen, die Brücke über die Ald wieder aufzubauen.",
        "Die Brücke ist seit elf Monaten gesperrt, und die Fähre, die sie ersetzt, fällt jede Woche aus.",
        "Der Wiederaufbau der Brücke kostet die Stadt vier Millionen Kronen, sagte die Bürgermeisterin am Abend.",
        "Lesen Sie auch: Fähre schon wieder ausgefallen", "Abonnieren Sie unseren Newsletter",
    ),
    "fr": (
        "Le conseil de Brenn a décidé mardi de reconstruire le pont sur la rivière, emporté par une crue.",
        "Le pont est fermé depuis onze mois et le bac qui le remplace tombe en panne chaque semaine.",
        "La reconstruction du pont coûtera quatre millions de couronnes à la commune, a dit la maire après le vote.",
        "À lire aussi : Le bac de nouveau en panne", "Abonnez-vous à notre newsletter",
    ),
    "es": (
        "El ayuntamiento de Brenn decidió el martes reconstruir el puente sobre el río que se llevó una crecida.",
        "El puente está cerrado desde hace once meses y la barca que lo sustituye se avería cada semana.",
        "La reconstrucción del puente costará cuatro millones de coronas, dijo la alcaldesa después de la votación.",
        "Lea también: La barca vuelve a averiarse", "Suscríbete a nuestro boletín",
    ),
    "it": (
        "Il consiglio comunale di Brenn ha deciso martedì di ricostruire il ponte sul fiume portato via da una piena.",
        "Il ponte è chiuso da undici mesi e il traghetto che lo sostituisce si guasta ogni settimana.",
        "La ricostruzione del ponte costerà quattro milioni di corone, ha detto la sindaca dopo il voto.",
        "Leggi anche: Il traghetto di nuovo guasto", "Iscriviti alla nostra newsletter",
    ),
    "pt": (
        "A câmara de Brenn decidiu na terça-feira reconstruir a ponte sobre o rio que uma cheia levou.",
        "A ponte está fechada há onze meses e a balsa que a substitui avaria todas as semanas.",
        "A reconstrução da ponte custará quatro milhões de coroas, disse a presidente da câmara depois da votação.",
        "Leia também: Balsa avaria outra vez", "Assine a nossa newsletter",
    ),
    "sv": (
        "Kommunfullmäktige i Brenn beslutade i tisdags att bygga upp bron över floden efter högvattnet.",
        "Bron har varit stängd i elva månader och färjan som ersätter den ställs in varje vecka.",
        "Bygget kostar kommunen fyra miljoner kronor, sade borgmästaren efter omröstningen.",
        "Läs också: Färjan inställd igen", "Prenumerera på vårt nyhetsbrev",
    ),
    "nl": (
        "De gemeenteraad van Brenn heeft dinsdag besloten de brug over de rivier te herbouwen na het hoogwater.",
        "De brug is al elf maanden dicht en het veer dat haar vervangt valt elke week uit.",
        "De herbouw van de brug kost de gemeente vier miljoen kronen, zei de burgemeester na de stemming.",
        "Lees ook: Veer alweer uitgevallen", "Schrijf je in voor onze nieuwsbrief",
    ),
    "pl": (
        "Rada miasta Brenn zdecydowała we wtorek o odbudowie mostu na rzece, który zabrała powódź.",
        "Most jest zamknięty od jedenastu miesięcy, a prom, który go zastępuje, psuje się co tydzień.",
        "Odbudowa mostu będzie kosztować miasto cztery miliony koron, powiedziała burmistrz po głosowaniu.",
        "Czytaj także: Prom znowu się zepsuł", "Zapisz się na nasz newsletter",
    ),
    "uk": (
        "Міська рада Бренна у вівторок вирішила відбудувати міст через річку, який знесла повінь.",
        "Міст закритий уже одинадцять місяців, а пором, що його замінює, ламається щотижня.",
        "Відбудова мосту коштуватиме місту чотири мільйони крон, сказала міська голова після голосування.",
        "Читайте також: Пором знову зламався", "Підписуйтесь на наш телеграм-канал",
    ),
    "ru": (
        "Городской совет Бренна во вторник решил восстановить мост через реку, который снесло паводком.",
        "Мост закрыт уже одиннадцать месяцев, а паром, который его заменяет, ломается каждую неделю.",
        "Восстановление моста обойдется городу в четыре миллиона крон, сказала мэр после голосования.",
        "Читайте также: Паром снова сломался", "Подписывайтесь на наш телеграм-канал",
    ),
}  # fmt: skip


@pytest.mark.parametrize("code", sorted(PAGES))
def test_furniture_of_other_languages(code: str) -> None:
    *story, related, appeal = PAGES[code]
    text = "\n".join([*story[:2], related, *story[2:], appeal])
    assert kept(text) == story
    assert [kind for kind, is_kept, _ in found(text) if not is_kept] == ["related", "appeal"]


@pytest.mark.parametrize("code", ["en", *sorted(PAGES)])
def test_every_language_has_every_key(code: str) -> None:
    table = language.table("clean", code)
    for key in ("byline", "roles", "time_words", "stamp_words", "update_words", "publish_words", "address_words",
                "opinion", "reader_words", "agencies", "cue", "ends"):  # fmt: skip
        assert table.get(key), f"{code}/clean.toml lacks {key}"
    assert {"voices", "voice_starts", "lists", "list_starts"} <= set(table["ends"])
    kinds = {group["kind"] for group in table["cue"]}
    assert {"related", "appeal", "credit", "byline", "other", "caption"} <= kinds
    for group in table["cue"]:
        assert set(group) == {"kind", "weight", "at", "why", "phrases"} and group["at"] in (
            "whole",
            "start",
            "end",
            "any",
        )


def test_a_block_keeps_the_score_that_is_seen_of_it_alone() -> None:
    scores = {text: block.score for text in (STORY[1], APPEAL[3]) for block in blocks_of(raw(text), CleanOptions())}
    among = raw("\n".join([*STORY, APPEAL[3]]))
    for block in blocks_of(among, CleanOptions()):
        if block.span.of(among.body.string) in scores:
            assert block.score == scores[block.span.of(among.body.string)]
    assert scores[STORY[1]] < 0 < scores[APPEAL[3]]


PIECES = st.lists(
    st.one_of(st.sampled_from([*STORY, *APPEAL, "# Title", "---", "* * *", "![a](b)", "", " "]), st.text(max_size=80)),
    max_size=30,
)


@settings(max_examples=150, deadline=None)
@given(PIECES, st.sampled_from(["\n", "\n\n", " \r\n"]))
def test_blocks_hold_every_visible_character_in_order(pieces: list[str], between: str) -> None:
    text = between.join(pieces)
    at = 0
    for block in blocks_of(raw(text), CleanOptions()):
        assert block.span.start >= at and text[at : block.span.start].strip() == ""
        assert block.kept or block.why
        at = block.span.end
    assert text[at:].strip() == ""
