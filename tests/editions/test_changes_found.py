"""What is shown as changed: counts in other forms, and what became of what was foretold; what is not."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from briefing.compose.changes.news import Series, StoryLine
from briefing.compose.changes.past import EarlierSource, EarlierStory, Past
from briefing.compose.changes.threads import Thread
from briefing.config import Config
from tests.articles import from_lines, story
from tests.helpers import editions
from tests.helpers.days import Days, paper


def pairs(tmp_path: Path, language: str, before: str, after: str) -> list[tuple[str, str]]:
    """The changes that the second of two days shows: what it was, what it is."""
    days = Days(tmp_path, replace(Config(), language=language))
    titles = before.partition(".")[0], after.partition(".")[0]
    days.build("2026-01-26", {"a": paper(titles[0], before, "2026-01-26T18:00:00Z")})
    edition = days.build("2026-01-27", {"b": paper(titles[1], after, "2026-01-27T17:00:00Z")})
    return [(one.before.text, one.after.text) for told in edition.stories for one in told.changes]


FLOOD = (
    "A cheia do rio Alvor deixou 210 pessoas desalojadas em Monforte, informou a Proteção Civil nesta segunda-feira."
    "\n\nA ponte velha será fechada na terça-feira se o rio continuar a subir, disse o prefeito, Rui Salgado."
)


def test_a_count_whose_noun_follows_with_its_article_has_changed(tmp_path: Path) -> None:
    after = "São agora 520 as pessoas desalojadas pela cheia do rio Alvor em Monforte, segundo a Proteção Civil."
    assert ("210 pessoas desalojadas", "520 as pessoas desalojadas") in pairs(tmp_path, "pt", FLOOD, after)


def test_what_was_foretold_is_held_against_what_came(tmp_path: Path) -> None:
    after = "A ponte velha de Monforte está fechada desde a manhã desta terça-feira por causa da cheia do rio Alvor."
    found = pairs(tmp_path, "pt", FLOOD, after)
    assert any("será fechada" in was and "está fechada" in now for was, now in found)


def test_homes_without_power_are_counted_again(tmp_path: Path) -> None:
    before = FLOOD + " O número de casas sem luz chega a 1.400. A água entrou em 85 casas."
    after = (
        "A ponte velha de Monforte está fechada desde a manhã desta terça-feira por causa da cheia do rio Alvor."
        "\n\nO número de casas sem luz caiu para 300, informou a companhia Eletroalvor."
    )
    found = pairs(tmp_path, "pt", before, after)
    assert any("1.400" in was and "300" in now for was, now in found)
    assert not any("85" in was for was, _ in found)


STATES = [
    (
        "en",
        "A leak in a pipeline of the company Petrolin has fouled the estuary of the Marl.\n\n"
        "The beaches of Sandwick will stay open for now, mayor Olive Hart said.",
        "The beaches of Sandwick were closed on Tuesday after oil from the leaking Petrolin pipeline had passed the "
        "booms at the mouth of the Marl.",
        ("will stay open", "were closed"),
    ),
    (
        "fr",
        "Trente-huit élèves du collège de Sauveterre sont tombés malades lundi après le déjeuner à la cantine.\n\n"
        "Le collège restera ouvert mardi, a annoncé la principale, Mireille Caron.",
        "La préfecture a fermé mardi le collège de Sauveterre, où des élèves sont tombés malades à la cantine.",
        ("restera ouvert", "a fermé"),
    ),
    (
        "nl",
        "Bij Oostmeer is maandagmiddag een dijk over een lengte van negentig meter verzakt.\n\n"
        "De brug bij Harlum blijft tot vrijdag gesloten, meldde het waterschap.",
        "De brug bij Harlum is dinsdagmiddag weer geopend, omdat de verzakte dijk bij Oostmeer niet meer beweegt.",
        ("gesloten", "geopend"),
    ),
    (
        "it",
        "Una galleria della miniera di sale di Valdonega è crollata lunedì mattina.\n\n"
        "Le ricerche dureranno diversi giorni, ha detto il capo dei soccorritori, Bruno Testa.",
        "Le ricerche nella miniera di sale di Valdonega sono finite martedì sera.",
        ("dureranno", "sono finite"),
    ),
]


@pytest.mark.parametrize(("lang", "before", "after", "words"), STATES)
def test_the_opposite_of_what_was_said_of_one_thing_is_a_change(
    tmp_path: Path, lang: str, before: str, after: str, words: tuple[str, str]
) -> None:
    found = pairs(tmp_path, lang, before, after)
    assert any(words[0] in was and words[1] in now for was, now in found)


@pytest.mark.parametrize("subject", ["The museum of Sandwick", "The beaches of Thorne"])
def test_the_opposite_of_another_thing_or_place_is_no_change(tmp_path: Path, subject: str) -> None:
    _, before, after, _ = STATES[0]
    found = pairs(tmp_path, "en", before, after.replace("The beaches of Sandwick", subject))
    assert not any("stay open" in was for was, _ in found)


def test_what_shares_little_with_what_was_foretold_is_held_against_the_opening(tmp_path: Path) -> None:
    after = "O rio Alvor voltou ao leito em Monforte, disse a Proteção Civil nesta terça-feira, e a cheia acabou."
    found = pairs(tmp_path, "pt", FLOOD, after)
    assert not any("será fechada" in was for was, _ in found)


MINE = (
    "Una galleria della miniera di sale di Valdonega è crollata lunedì.\n\n"
    "Nove operai sono dispersi e due sono morti, ha detto la prefettura."
)


def test_a_toll_in_other_words_has_changed(tmp_path: Path) -> None:
    after = (
        "Le ricerche nella miniera di sale di Valdonega sono finite martedì.\n\n"
        "Salgono a tre le vittime: il corpo dell'ultimo disperso è stato trovato, ha detto la prefettura."
    )
    assert ("due sono morti", "tre le vittime") in pairs(tmp_path, "it", MINE, after)


def test_the_toll_of_another_place_is_no_change(tmp_path: Path) -> None:
    after = (
        "Le ricerche nella miniera di sale di Valdonega sono finite martedì.\n\n"
        "Anche una cava è crollata: a Rovasenda i morti sono quattordici in totale, ha detto il sindaco."
    )
    assert not any("due sono morti" in was for was, _ in pairs(tmp_path, "it", MINE, after))


METERS = (
    "The works committee of Norvale approved a bill on Monday that puts a gauge into every home.\n\n"
    "Under the bill, gauges would have to be fitted by the end of 2029, and the town would lend the money."
)


def test_a_deadline_that_moved_has_changed(tmp_path: Path) -> None:
    after = (
        "The council of Norvale passed the bill on gauges in every home on Tuesday, 31 to 12.\n\n"
        "One point is new: gauges must now be fitted by the end of 2031, two years later than the committee had said."
    )
    moved = ("gauges would have to be fitted by the end of 2029", "gauges must now be fitted by the end of 2031")
    assert moved in pairs(tmp_path, "en", METERS, after)


def test_another_thing_of_another_day_is_no_change(tmp_path: Path) -> None:
    after = (
        "The council of Norvale passed the bill on gauges in every home on Tuesday, 31 to 12.\n\n"
        "The mayor's office said that the loan to the town would have to be repaid by the end of 2031."
    )
    assert not any("2031" in now for _, now in pairs(tmp_path, "en", METERS, after))


def test_a_deadline_that_is_still_given_has_not_moved(tmp_path: Path) -> None:
    after = (
        "The council of Norvale passed the bill on gauges in every home on Tuesday, 31 to 12.\n\n"
        "Gauges must be fitted by the end of 2031 in the villages. In the town the year 2029 stays as it was."
    )
    assert not any("2031" in now for _, now in pairs(tmp_path, "en", METERS, after))


def test_what_has_been_on_a_day_is_no_deadline(tmp_path: Path) -> None:
    before = METERS.replace("would have to be fitted by the end of 2029", "were fitted in the town in 2019")
    after = (
        "The council of Norvale passed the bill on gauges in every home on Tuesday, 31 to 12.\n\n"
        "Gauges were fitted in the town in 2021, the works said."
    )
    assert not any("2021" in now for _, now in pairs(tmp_path, "en", before, after))


def test_what_is_left_over_of_a_story_that_goes_on_is_not_called_unchanged() -> None:
    first, second = editions.small().stories
    old, new = from_lines("One line.", "old.txt"), from_lines("Another line.", "new.txt")
    threads = {
        "old.txt": Thread(told=(EarlierStory(0, first),)),
        "new.txt": Thread(told=(EarlierStory(0, first), EarlierStory(1, second))),
    }
    earlier = threads["old.txt"].told[0]
    threads["new.txt"] = replace(threads["new.txt"], told=(earlier, *threads["new.txt"].told[1:]))
    series = Series(past=Past(()), threads=threads)
    rest = StoryLine(story(old), story(old), "unchanged")
    moved = StoryLine(story(new), story(new), "developing")
    assert series.left_over(rest, [moved])
    assert not series.left_over(rest, [replace(moved, since="new")])
    assert not series.left_over(moved, [replace(rest, since="developing")])


def test_what_was_told_together_and_is_another_story_by_now_is_not_what_this_one_said_before() -> None:
    both, later = editions.small().stories
    strike, otters = from_lines("One line.", "strike.txt"), from_lines("Another line.", "otters.txt")
    places = {path: EarlierSource(1, number) for number, path in enumerate(("strike.txt", "otters.txt"), 1)}
    together, since = EarlierStory(1, both), EarlierStory(0, later)
    threads = {
        "strike.txt": Thread(told=(since, together), places=frozenset([places["strike.txt"]])),
        "otters.txt": Thread(told=(together,), places=frozenset([places["otters.txt"]])),
    }
    series = Series(past=Past(()), threads=threads)
    assert series.of_others(story(otters)) == {places["strike.txt"]}
    assert series.of_others(story(strike)) == set()  # what lags behind it is left over of it
