"""What stands with a speaker and is no reaction: a fact that a body passes on, a share of those polled, a question that
is answered."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from briefing.compose.sections.features import FEATURES
from briefing.compose.sections.views import views
from briefing.model import DateMention
from briefing.text import Span
from tests.articles import article, from_lines
from tests.prepare.speech.test_attribution import spoken

# label, sentences, whether the last one is a fact that is passed on
TOLD = [
    ("a figure", "[The health ministry] The health ministry said 40 people were ill.", True),
    ("who was hurt", "[Police] Police said that pilots were killed at the quay.", True),
    ("what was done", "[officials] The quay was shut, officials said.", True),
    ("a named person says it", "[Ada Roe] Ada Roe said 40 people were ill.", False),
    ("what is judged", "[The ministry] The ministry said a dangerous mistake made 40 people ill.", False),
    ("what is expected", "[The ministry] The ministry said 40 more people could fall ill.", False),
    ("of itself", "[The airline] The airline said in a statement that it had lost 40 bags.", False),
    ("a quotation", "[The ministry] The ministry said “40 people were ill,” no more.", False),
    ("quoted beside it", "[Police] “Nobody may pass,” Police said.\n[Police] Police said the quay was shut.", False),
    ("quoted elsewhere", "[Bo Lind] “Nobody may pass,” Bo Lind said.\n[Police] Police said the quay was shut.", True),
    ("a judgement", "[The council] The council denounced the 40 who were ill.", False),
    ("a share of those polled", "[58 percent of voters] 58 percent of voters agree that “the quay is ugly.”", True),
    ("a poll", "[Recent polls] Recent polls suggest that the quay has hurt the “good name” of the mayor.", True),
    ("a survey that is a body", "[The Tarn Survey] The Tarn Survey warned that the quay “could slide.”", False),
    ("no share", "[voters] Voters say that “the quay is ugly.”", False),
]


def _value(name: str, text: str, at: int = -1) -> bool:
    return bool(FEATURES[name].of(views([from_lines(text)], None)[0][at]))


@pytest.mark.parametrize(("label", "text", "told"), TOLD, ids=[row[0] for row in TOLD])
def test_a_fact_that_a_body_passes_on_is_told_from_what_it_says(label: str, text: str, told: bool) -> None:
    assert _value("told_fact", text) is told


# language, sentence, whether it is a fact that is passed on
TOLD_IN = [
    ("de", "Bei dem Brand wurden 40 Menschen verletzt, teilte die Polizei mit.", True),
    ("de", "Nach Angaben der Feuerwehr wurden 40 Menschen verletzt.", True),
    ("de", "Die Reederei teilte mit, sie habe 40 Koffer verloren.", False),
    ("de", "Ada Venn sagte, 40 Menschen seien verletzt worden.", False),
    ("de", "58 Prozent der Befragten halten den Kai für hässlich.", True),
    ("fr", "La police a indiqué que 40 personnes avaient été blessées.", True),
    ("fr", "La compagnie a indiqué qu’elle avait perdu 40 valises.", False),
    ("es", "La policía informó de que 40 personas resultaron heridas.", True),
    ("es", "La naviera informó de que había perdido 40 maletas.", False),
    ("it", "Secondo la polizia, 40 persone sono rimaste ferite.", True),
    ("it", "La compagnia ha riferito che avrà 40 navi.", False),
    ("nl", "De politie meldde dat 40 mensen gewond raakten.", True),
    ("nl", "De rederij meldde dat ze 40 koffers had verloren.", False),
    ("pt", "A polícia informou que 40 pessoas ficaram feridas.", True),
    ("pt", "A companhia informou que tem 40 barcos.", False),
    ("pl", "Policja poinformowała, że 40 osób zostało rannych.", True),
    ("pl", "Spółka poinformowała, że jej 40 statków stoi w porcie.", False),
]


@pytest.mark.parametrize(("code", "text", "told"), TOLD_IN)
def test_a_fact_that_a_body_passes_on_in_other_languages(code: str, text: str, told: bool) -> None:
    found = article("a", [text], speech=spoken([text], language=code), language=code)
    assert bool(FEATURES["told_fact"].of(views([found], None)[0][0])) is told


def test_a_question_that_somebody_answers_is_an_interviewers() -> None:
    asked = "[Bo Lind] Lind asked: “Will you stay?”\n"
    assert _value("answered", asked + "[Ada Roe] “I will,” Ada Roe said.", 0)
    assert not _value("answered", asked + "It rained.", 0)
    assert not _value("answered", asked + "[Bo Lind] “I ask you,” Lind said.", 0)
    assert not _value("answered", "[Bo Lind] Lind said: “You will stay.”\n[Ada Roe] “I will,” Ada Roe said.", 0)


# label, sentence, the words that name a time and that time, whether it was said long before
SAID = [
    ("beside the verb", "[Ada Roe] “The quay burns,” Ada Roe said in 2016 at the town hall.", "2016", "2016", True),
    ("before the speaker", "[Ada Roe] In May Ada Roe said the quay was old.", "May", "2026-05", True),
    ("opens the sentence", "[Ada Roe] In 2016, Ada Roe said the quay was old.", "2016", "2016", True),
    ("once", "[Ada Roe] Ada Roe once said the quay would burn.", "", "", True),
    ("days before", "[Ada Roe] Ada Roe said on Monday the quay was old.", "Monday", "2026-11-16", False),
    ("of what is said", "[Ada Roe] Ada Roe said the quay had burnt in 2016.", "2016", "2016", False),
    ("of something named", "[Ada Roe] Ada Roe said the 2016 fire was bad.", "2016", "2016", False),
    ("in the quotation", "[Ada Roe] “It burnt in 2016,” Ada Roe said.", "2016", "2016", False),
    ("in a name", "[the 2016 bloc] The 2016 bloc said the quay was old.", "2016", "2016", False),
]


@pytest.mark.parametrize(("label", "text", "words", "value", "before"), SAID, ids=[row[0] for row in SAID])
def test_what_was_said_long_before_is_no_reaction(label: str, text: str, words: str, value: str, before: bool) -> None:
    told = from_lines(text)
    sentence = told.sentences[0]
    if words:
        at = sentence.span.start + sentence.text.index(words)
        dates = (DateMention(Span(at, at + len(words)), value),)
        told = replace(told, sentences=(replace(sentence, dates=dates),))
    found = views([told], date(2026, 11, 18))[0][0]
    assert bool(FEATURES["said_before"].of(found)) is before
