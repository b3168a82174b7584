from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.compose.sections.features import FEATURES, values
from briefing.compose.sections.views import views
from briefing.model import DateMention
from briefing.text import Span
from tests.articles import from_lines

DAY = date(2024, 5, 7)


def value(name: str, text: str, title: str | None = None) -> float:
    """A feature of the last sentence of an article."""
    return FEATURES[name].of(views([from_lines(text, title=title)], DAY)[0][-1])


@pytest.mark.parametrize(
    ("name", "has", "has_not"),
    [
        ("lead", "Ostrau votes.", "Ostrau votes.\nIt rains."),
        ("second", "Ostrau votes.\nIt rains.", "Ostrau votes."),
        ("attributed", "[Ada Roe] It rains, Ada Roe said.", "It rains."),
        ("quoted", "[Ada Roe] “It rains,” Ada Roe said.", "[Ada Roe] It rains, Ada Roe said."),
        ("direct", "[Ada Roe] “It rains,” Ada Roe said.", "[Ada Roe] Ada Roe said that “it” rains."),
        ("continued", "[Ada Roe/1] “It rains.”", "[Ada Roe/1] “It rains,” Ada Roe said."),
        ("said", "[Ada Roe] It rains, Ada Roe said.", "[Ada Roe] Ada Roe announced rain."),
        ("goes_on", "[Ada Roe] It rains, she said.\n[Ada Roe] It pours.", "[Ada Roe] It rains.\n[Bo Lind] It pours."),
        ("harm", "Two people died and a barn was flooded.", "Two people sat in a barn."),
        ("made_known", "The council announced and published it.", "The council sat."),
        ("narrated", "They went home and later found it.", "They sit at home."),
        ("contrast", "But it rains, although softly.", "It rains softly."),
        ("named_speaker", "[Ada Roe] It rains, Ada Roe said.", "[a farmer] It rains, a farmer said."),
        ("full_name", "[Ada Roe] It rains, Ada Roe said.", "[Ada Roe] It rains, Roe said."),
        ("nameless", "[the agency] It rains, the agency said.", "[The Gazette] It rains, The Gazette said."),
        ("now", "The council met on Tuesday.", "[Ada Roe] “We met on Tuesday,” Ada Roe said."),
        ("pluperfect", "The council had promised a bridge.", "The council promised a bridge."),
        ("perfect", "The council has promised a bridge.", "The council promises a bridge."),
        ("ahead", "The bridge will open.", "[Ada Roe] “The bridge will open,” Ada Roe said."),
        ("soft_opening", "But the bridge is closed.", "The bridge is closed, but dry."),
        ("private", "Ada Roe, 34, saw the bridge fall.", "Ada Roe saw 34 bridges."),
        ("private", "A resident saw the bridge fall.", "[Bo Lind] “A resident saw it,” Bo Lind said."),
        ("numbers", "It cost 3 million for 40 houses on 12 acres.", "It cost much in 2019."),
        ("question", "Will it rain?", "It will rain."),
        ("action", "The council approved and signed it.", "The council sat."),
        ("evaluation", "It is a dangerous mistake.", "It is a house."),
        ("expectation", "It will probably rain, and may snow.", "It rained."),
        ("background", "It had long been so since 1911.", "It rains."),
        ("unknown", "It is not clear who pays.", "He pays."),
        ("refusal", "The mayor declined to comment.", "The mayor spoke."),
        ("date_before", "It was built in 1911.", "It is built."),
        ("date_after", "It is scheduled for next week.", "It was built."),
    ],
)
def test_what_has_a_feature_and_what_has_not(name: str, has: str, has_not: str) -> None:
    assert value(name, has) >= 0.5
    assert value(name, has_not) < 0.5


@pytest.mark.parametrize(
    ("code", "name", "has", "has_not"),
    [
        ("de", "date_before", "Seit Jahren ist die Straße gesperrt.", "Seit 15 Uhr ist die Straße gesperrt."),
        ("fr", "date_before", "La route est coupée depuis des années.", "La route est coupée depuis 15 heures."),
        ("es", "date_before", "Desde hace años la calle está cerrada.", "Desde las tres la calle está cerrada."),
        ("nl", "date_before", "De weg is sinds jaren dicht.", "De weg is sinds vanmiddag dicht."),
        ("pt", "date_before", "A rua está fechada há meses.", "A rua está fechada desde as três."),
        ("de", "date_after", "Nächste Woche öffnet die Halle.", "Am Morgen brannte die Halle."),
        ("es", "date_after", "La próxima semana abre el puente.", "Por la mañana ardió el puente."),
        ("de", "now", "Am Nachmittag brannte die Halle.", "Im Sommer brannte die Halle."),
        ("fr", "now", "Le pont a brûlé dans la soirée.", "Le pont a brûlé dans la forêt."),
        ("es", "now", "El puente ardió de madrugada.", "El puente ardió en verano."),
        ("it", "now", "Il ponte è bruciato all’alba.", "Il ponte è bruciato d’estate."),
        ("nl", "now", "De brug brandde vanmiddag.", "De brug brandde in de zomer."),
        ("pt", "now", "A ponte ardeu de madrugada.", "A ponte ardeu no verão."),
        ("pl", "now", "Most spłonął nad ranem.", "Most spłonął latem."),
        ("es", "evaluation", "Hay que cerrar el puente.", "Hay un puente que cruza el río."),
        ("es", "background", "El puente era antiguo.", "La calle llega hasta el puente."),
        ("pt", "expectation", "A ponte vai fechar.", "A ponte partiu-se em duas e se perdeu."),
        ("ru", "background", "Ранее мост был закрыт.", "Кто-то закрыл мост."),
    ],
)
def test_what_has_a_feature_in_other_languages(code: str, name: str, has: str, has_not: str) -> None:
    def of(text: str) -> float:
        found = replace(from_lines("Ostrau.\n" + text), language=code)
        return FEATURES[name].of(views([found], DAY)[0][-1])

    assert of(has) >= 0.5
    assert of(has_not) < 0.5


def test_a_sentence_before_a_quotation() -> None:
    seen = views([from_lines("Ada Roe sat down.\n[Ada Roe] “It rains,” Ada Roe said.\nIt rained.")], DAY)[0]
    assert [FEATURES["before_quote"].of(view) for view in seen] == [1.0, 0.0, 0.0]


@pytest.mark.parametrize(
    ("first", "next_one", "scene"),
    [
        ("Ada Roe ties her boat to a willow.", "The council approved the bridge over the Lune.", 1.0),
        ("The council approved the bridge over the Lune.", "Ada Roe ties her boat to a willow.", 0.0),
        ("Ada Roe ties her boat to a willow.", "It rains.", 0.0),  # a title that nothing takes up tells nothing
    ],
)
def test_a_scene_opens_an_article_whose_title_is_taken_up_later(first: str, next_one: str, scene: float) -> None:
    told = from_lines(f"{first}\n{next_one}", title="Council approves bridge over the Lune")
    assert FEATURES["cold_open"].of(views([told], DAY)[0][0]) == scene


@pytest.mark.parametrize(
    ("lang", "cue", "said"),
    [
        ("de", "sagte", 1.0),
        ("de", "kritisierte", 1.0),  # no list of such verbs: all that speech knows, but for what follows
        ("de", "meldete", 0.0),  # passes on what is known
        ("de", "laut", 0.0),  # only names a source
        ("de", "", 0.0),
        ("uk", "переконаний", 1.0),
        ("uk", "повідомили", 0.0),
        ("ar", "وتعهد", 1.0),  # written together with "and"
        ("ja", "によると", 0.0),
        ("en", "announced", 0.0),
        ("en", "clinched", 0.0),  # English names its verbs
    ],
)
def test_the_verbs_of_saying_are_those_of_the_articles_language(lang: str, cue: str, said: float) -> None:
    told = from_lines("[Ada Roe] Es regnet, Ada Roe.")
    speech = replace(told.sentences[0].speech, cue=cue)
    told = replace(told, language=lang, sentences=(replace(told.sentences[0], speech=speech),))
    assert FEATURES["said"].of(views([told], DAY)[0][0]) == said


def test_closeness_to_the_title() -> None:
    title = "Council approves bridge over the Lune"
    near = value("title", "Ostrau votes.\nThe bridge over the Lune was approved by the council.", title)
    assert near > value("title", "Ostrau votes.\nFerries need paint.", title)


def test_dates_are_held_against_the_storys_day() -> None:
    told = from_lines("The bridge opens then.")
    sentence = told.sentences[0]

    def dated(mention: str) -> dict[str, float]:
        dates = (DateMention(Span(17, 21), mention),)
        return values(views([replace(told, sentences=(replace(sentence, dates=dates),))], DAY)[0][0])

    assert dated("2024-05-06")["date_on"] == dated("2023")["date_before"] == dated("2024-06")["date_after"] == 1.0
    assert dated("2023")["date_after"] == dated("2024-06")["date_before"] == 0.0
    assert dated("2024-W16")["date_before"] == dated("2024-W19")["date_on"] == dated("2024-W20")["date_after"] == 1.0
    assert dated("2024-04")["date_on"] == 1.0  # the 30th of April is seven days before
    assert dated("2024-04-28/2024-04-29")["date_before"] == 1.0


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\n\r[]"), min_size=1, max_size=60), max_size=5)
)
def test_any_text_has_features_between_nought_and_one(lines: list[str]) -> None:
    told = from_lines("\n".join(line for line in lines if line.strip()) or "x")
    for view in views([told], None)[0]:
        assert all(0 <= found <= 1 for found in values(view).values())


def test_how_close_a_sentence_is_beside_the_others_of_its_story() -> None:
    told = from_lines(
        "Ostrau opens the toll bridge.\nIt rains in the north.\nThe toll bridge of Ostrau is new.",
        title="Ostrau toll bridge",
    )
    first, second, third = (FEATURES["closer"].of(view) for view in views([told], DAY)[0])
    assert second == 0.0
    assert min(first, third) > second


def test_a_speaker_with_an_office() -> None:
    article = from_lines("[Ada Roe] It rains, Ada Roe said.")
    speech = replace(article.sentences[0].speech, role="mayor")
    known = replace(article, sentences=(replace(article.sentences[0], speech=speech),))
    assert FEATURES["office"].of(views([known], DAY)[0][0]) == 1.0
    assert FEATURES["office"].of(views([article], DAY)[0][0]) == 0.0


def test_no_speaker_is_nameless_where_writing_has_no_capitals() -> None:
    assert value("nameless", "[王女士] 下雨了,王女士说。") == 0.0
