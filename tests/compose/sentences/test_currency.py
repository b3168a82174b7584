"""What a later article overtakes, what is days old, and what only an author says."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from briefing import language
from briefing.compose.sentences.currency import as_of, currency, of_no_source, overtaken, undoes
from briefing.compose.sentences.turns import later
from briefing.model import Article, Detail, Passage, When
from tests.articles import article

DAY = date(2026, 5, 12)


def at(hour: str, title: str, *sentences: str, path: str = "") -> Article:
    """An article of an hour ("05-12T09") with its title as its first words."""
    made = article(path or f"{hour}.txt", sentences or (title + ".",), title=title)
    when = When(value=f"2026-{hour}:00:00+00:00", precision="second", origin="test")
    return replace(made, published=when)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Dockers in Tarn enter third day of strike", "Tarn dockers end strike: walkout is over after pay deal"),
        ("Tarn court jails banker Ruben Olk for six years", "Appeal court in Tarn acquits banker Ruben Olk"),
        ("Lind leads count in Marrow mayor election", "Lind wins Marrow mayor election as rival concedes"),
        ("Bridge over the Tarn closed after crack is found", "Bridge over the Tarn reopens after crack is repaired"),
        ("Marrow shares fall as Tarn Bank slides", "Marrow shares rise as Tarn Bank recovers"),
    ],
)
def test_a_turn_overtakes_what_was_reported_before(old: str, new: str) -> None:
    before, after = at("05-12T06", old), at("05-12T15", new)
    assert set(overtaken([before, after])) == {before.path}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        # the same end, told twice
        ("Tarn dockers end strike after pay deal", "Strike of Tarn dockers is over, ends in deal"),
        # an answer to what was decided yesterday, which holds
        ("Marrow parliament bans phones in schools", "Pupils in Marrow plan protest against phones ban"),
        # another matter in which something ends
        ("Fire in Marrow hotel kills 12 people", "Tarn ferry strike ends"),
        ("Fire in Marrow hotel killed 19 people", "Fire in Marrow hotel killed 12 people, police say"),
    ],
)
def test_what_is_no_turn_overtakes_nothing(old: str, new: str) -> None:
    assert not overtaken([at("05-12T06", old), at("05-12T15", new)])


@pytest.mark.parametrize("outlet", ["Marrow Star", "Tarn Post"])
def test_a_figure_that_its_outlet_gives_otherwise_later_is_stale(outlet: str) -> None:
    old = at("05-12T06", "Choir owes rent", "The choir of Marrow owes its landlord 6 million crowns, a letter says.")
    new = at("05-12T15", "Choir owes rent", "The choir of Marrow owes its landlord 600,000 crowns, a letter says.")
    old = replace(old, outlet=Detail("Marrow Star", "test"))
    found = currency([old, replace(new, outlet=Detail(outlet, "test"))], DAY)
    assert bool(found.stale(Passage(old, 0, 0))) is (outlet == "Marrow Star")
    assert found.newest(old.path) is (outlet != "Marrow Star")


def test_of_one_day_without_hours_what_is_decided_is_later_than_what_is_asked_for() -> None:
    asked = "Traders in Marrow call for mayor to veto market law"
    decided = "Mayor of Marrow announces veto of market law"
    one, other = (
        replace(
            article(f"{title}.txt", (title + ".",), title=title),
            published=When(value="2026-05-12", precision="day", origin="test"),
        )
        for title in (asked, decided)
    )
    assert set(overtaken([one, other])) == set(overtaken([other, one])) == {one.path}
    closed, open_again = (
        replace(
            article(f"{title}.txt", (title + ".",), title=title),
            published=When(value="2026-05-12", precision="day", origin="test"),
        )
        for title in ("Bridge of Marrow closed after crack is found", "Bridge of Marrow reopens after crack is mended")
    )
    assert not overtaken([closed, open_again])  # it may have been closed again
    due, other_matter = (
        replace(
            article(f"{title}.txt", (title + ".",), title=title),
            published=When(value="2026-05-12", precision="day", origin="test"),
        )
        for title in (
            "Marrow council set to debate market law, traders present plan",
            "Traders of Marrow reject market law",
        )
    )
    assert not overtaken([due, other_matter])  # what is rejected need not be what is to be debated


MISSING = "Reporter Ivo Salk of the Marrow Post has been missing in Orland for five days, his editor said."
FREED = "Reporter Ivo Salk of the Marrow Post and two others were freed by their captors in Orland on Monday."


@pytest.mark.parametrize("day", ["2026-05-12", None])
def test_who_was_freed_is_no_longer_missing_whichever_article_comes_first(day: str | None) -> None:
    when = When(value=day, precision="day", origin="test") if day else None
    old = replace(article("old.txt", (MISSING,), title="Marrow Post reporter missing in Orland"), published=when)
    new = replace(article("new.txt", (FREED,), title="Marrow Post reporter freed in Orland"), published=when)
    found = currency([old, new], DAY)
    assert "they are free" in found.stale(Passage(old, 0, 0))
    assert set(found.overtaken) == {old.path}
    assert not found.stale(Passage(new, 0, 0))


@pytest.mark.parametrize(
    ("said", "title"),
    [
        ("Salk went missing on a road near the border in Orland last Wednesday.", "How Salk went missing in Orland"),
        ("Two drivers who were with Ivo Salk in Orland are still missing.", "Drivers of Salk still missing in Orland"),
        ("A dam in the Arle valley is missing a gate since May.", "Dam lacks a gate"),
    ],
)
def test_who_vanished_before_and_who_is_still_missing_stay(said: str, title: str) -> None:
    other = article("other.txt", (said,), title=title)
    freed = article("new.txt", (FREED,), title="Marrow Post reporter freed in Orland")
    assert not currency([other, freed], DAY).stale(Passage(other, 0, 0))


def test_who_is_missing_after_others_were_freed_is_missing() -> None:
    old = at("05-12T06", "Salk freed in Orland", FREED)
    new = at("05-12T15", "Salk missing again in Orland", MISSING)
    assert not currency([old, new], DAY).stale(Passage(new, 0, 0))


def test_that_something_will_be_over_does_not_say_that_it_is() -> None:
    old = at("05-12T06", "Marrow airport closed", "The airport of Marrow is closed and will reopen on Wednesday.")
    new = at("05-12T15", "Marrow airport reopens", "The airport of Marrow reopened on Tuesday, sooner than expected.")
    assert set(overtaken([old, new])) == {old.path}


def test_a_count_that_has_grown_is_stale_and_the_rest_of_its_article_is_not() -> None:
    old = at("05-12T06", "Hotel fire in Marrow", "A fire in a Marrow hotel killed 12 people.", "The roof fell in.")
    new = at("05-12T15", "Hotel fire in Marrow", "The fire in a Marrow hotel killed 19 people.")
    found = currency([old, new], DAY)
    assert found.current(old.path) and not found.newest(old.path)
    assert "later count" in found.stale(Passage(old, 0, 0))
    assert not found.stale(Passage(old, 1, 1))
    assert not found.stale(Passage(new, 0, 0))


def test_a_lower_count_later_overtakes_nothing() -> None:
    old = at("05-12T06", "Hotel fire in Marrow", "A fire in a Marrow hotel killed 19 people.")
    new = at("05-12T15", "Hotel fire in Marrow", "The fire in a Marrow hotel killed 12 people.")
    assert not currency([old, new], DAY).grown


def test_what_is_earlier_or_of_unknown_hour_overtakes_nothing() -> None:
    old = at("05-12T15", "Dockers in Tarn enter third day of strike")
    new = at("05-12T06", "Tarn dockers end strike after pay deal")
    assert not overtaken([old, new])
    by_day = replace(new, published=When(value="2026-05-12", precision="day", origin="test"))
    assert not later(by_day, old)
    assert not overtaken([old, by_day])


def test_the_day_of_an_old_article_is_shown_and_that_of_yesterday_where_it_says_today() -> None:
    old, yesterday, today = at("05-08T09", "a"), at("05-11T09", "b"), at("05-12T09", "c")
    assert as_of(old, DAY) == "2026-05-08"
    assert as_of(yesterday, DAY, "The court ruled on Monday.") is None
    assert as_of(yesterday, DAY, "The court will rule tomorrow.") == "2026-05-11"
    assert as_of(today, DAY, "The court will rule tomorrow.") is None


def test_old_articles_are_old_only_beside_newer_ones() -> None:
    old, new = at("05-04T09", "Marrow sells forest"), at("05-12T09", "Villages protest")
    assert currency([old, new], DAY).older == {old.path}
    assert not currency([old], DAY).older


def test_an_opinion_is_its_authors_voice_only_beside_reports() -> None:
    opinion = replace(at("05-12T09", "The fares are theft"), genre="opinion", path="opinion.txt")
    report = at("05-12T08", "Parliament raises fares")
    assert not currency([opinion, report], DAY).current(opinion.path)
    assert currency([opinion], DAY).current(opinion.path)


@pytest.mark.parametrize(
    ("text", "undone"),
    [
        ("It withdrew the statement an hour later.", True),
        ("Police denied it.", True),
        ("Verdict: false.", True),
        ("The claim was dismissed by the ministry.", True),
        ("The ministry opened a line for those who denied themselves a holiday.", False),
        ("Police denied entry to the stadium.", False),
    ],
)
def test_what_takes_back_the_claim_before_it(text: str, undone: bool) -> None:
    assert undoes(language.words(text, "en"), "en") is undone


def test_a_rumour_is_no_source_unless_the_sentence_exposes_it() -> None:
    rumour = "The dam has burst and 3,000 are dead, a post shared 90,000 times claimed."
    exposed = "The dam has burst, said a fake message that police warned of."
    assert of_no_source(language.words(rumour, "en"), "en")
    assert not of_no_source(language.words(exposed, "en"), "en")
    for plain in ("In a post to Twitter, the head of the union spoke of a fair deal.", "Purported men were held."):
        assert not of_no_source(language.words(plain, "en"), "en")
