"""Who says what: a table of patterns in invented sentences, and the laws that hold for any text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.model import Sentence, Speech
from briefing.prepare.speech.attribution import attribute
from briefing.text import Span


def sentences(*paragraphs: str | list[str]) -> tuple[Sentence, ...]:
    """Sentences as they would be cut: each paragraph is one sentence or a list of them."""
    made: list[Sentence] = []
    at = 0
    for block, paragraph in enumerate(paragraphs):
        for text in [paragraph] if isinstance(paragraph, str) else paragraph:
            made.append(Sentence(span=Span(at, at + len(text)), text=text, block=block))
            at += len(text) + 1
    return tuple(made)


def spoken(*paragraphs: str | list[str], language: str = "en") -> tuple[Speech, ...]:
    return attribute(sentences(*paragraphs), (), language)


# label, text, speaker, role, quote
ONE = [
    ("that clause", "Orla Venn said that the bridge would close.", "Orla Venn", None, "indirect"),
    ("no that", "The harbour office said the bridge would close.", "The harbour office", None, "indirect"),
    ("quotation, normal order", "“The bridge is unsafe,” Orla Venn said.", "Orla Venn", None, "direct"),
    ("quotation, inverted", "“The bridge is unsafe,” said Orla Venn.", "Orla Venn", None, "direct"),
    (
        "inverted with apposition",
        "“The bridge is unsafe,” said Orla Venn, a harbour commissioner.",
        "Orla Venn",
        "harbour commissioner",
        "direct",
    ),
    (
        "title before the name",
        "Marland Foreign Minister Orla Venn said the talks had failed.",
        "Orla Venn",
        "Marland Foreign Minister",
        "indirect",
    ),
    (
        "apposition before the verb",
        "Orla Venn, the mayor of Tarn, said the talks had failed.",
        "Orla Venn",
        "mayor of Tarn",
        "indirect",
    ),
    (
        "relative clause before the verb",
        "Orla Venn, who announced on Friday that she would resign, said the talks had failed.",
        "Orla Venn",
        None,
        "indirect",
    ),
    (
        "the hearer",
        "A senior Marland official told AFP the ships had left.",
        "A senior Marland official",
        None,
        "indirect",
    ),
    (
        "the hearer, after a relative clause",
        "“The ships left,” Orla Venn, who runs the port, told the Tarn Courier on Sunday.",
        "Orla Venn",
        None,
        "direct",
    ),
    ("set between", "The ships, Orla Venn said, had left by noon.", "Orla Venn", None, "indirect"),
    ("at the end", "The ships had left by noon, Orla Venn said on Sunday.", "Orla Venn", None, "indirect"),
    ("according to", "According to Tarn police, the ships had left by noon.", "Tarn police", None, "indirect"),
    (
        "according to, in the middle",
        "The ships had, according to a port official, left by noon.",
        "a port official",
        None,
        "indirect",
    ),
    (
        "partial quotation",
        "President Ivo Salk described the plan as a “gift to smugglers.”",
        "Ivo Salk",
        "President",
        "mixed",
    ),
    ("called on", "Ivo Salk called on both sides to return to the table.", "Ivo Salk", None, "indirect"),
    ("condemned", "The Tarn council condemned the ‘cowardly’ attacks on the port.", "The Tarn council", None, "mixed"),
    ("declined", "Ivo Salk declined to comment on the report.", "Ivo Salk", None, "indirect"),
    (
        "warned, as a participle",
        "Marland will answer, with President Ivo Salk warning of war.",
        "Ivo Salk",
        "President",
        "indirect",
    ),
    (
        "participle of the main subject",
        "Deputy spokesman Rolf Haas avoided an answer, noting that it was “too early.”",
        "Rolf Haas",
        "Deputy spokesman",
        "mixed",
    ),
    ("quoted as saying", "“Perhaps it will rain,” Venn was quoted as saying.", "Venn", None, "direct"),
    ("a noun, not a verb", "The claims of the two firms differ.", None, None, "none"),
    ("passive", "Ivo Salk was accused of taking bribes.", None, None, "none"),
    ("no statement", "The ships left the port at noon.", None, None, "none"),
    ("colon", "Venn: “We will not pay.”", "Venn", None, "direct"),
    ("dateline", "TARN, Marland (Wire) — Orla Venn said the talks had failed.", "Orla Venn", None, "indirect"),
    ("by-agent", "The plan was rejected by Ivo Salk.", "Ivo Salk", None, "indirect"),
    ("two apostrophes as marks", "''We will not pay,'' Orla Venn said.", "Orla Venn", None, "direct"),
    ("single marks", "‘We won’t pay the pilots’ bill,’ Orla Venn said.", "Orla Venn", None, "direct"),
    (
        "the name in the apposition",
        "The port’s director, Orla Venn, said the talks had failed.",
        "Orla Venn",
        "port’s director",
        "indirect",
    ),
]


@pytest.mark.parametrize(("label", "text", "speaker", "role", "quote"), ONE, ids=[case[0] for case in ONE])
def test_one_sentence(label: str, text: str, speaker: str | None, role: str | None, quote: str) -> None:
    (speech,) = spoken(text)
    assert (speech.speaker, speech.role, speech.quote) == (speaker, role, quote)
    assert speech.attributed == (quote != "none")


# label, text, speaker, role: what a reader of much news learns to tell apart
LEARNT = [
    (
        "a name after its office",
        "Marland Minister of Defence Guy Crane called the plan a mistake.",
        "Guy Crane",
        "Marland Minister of Defence",
    ),
    ("a body with of", "Marland’s Ministry of Trade said exports had fallen.", "Marland’s Ministry of Trade", None),
    ("particles", "Council chief Ursel van der Leck said no.", "Ursel van der Leck", "Council chief"),
    (
        "a small-letter prefix",
        "Tarn Health Ministry spokesman Ashraf al-Kodra said two had died.",
        "Ashraf al-Kodra",
        "Tarn Health Ministry spokesman",
    ),
    (
        "a hyphenated title",
        "Union Secretary-General Antono Gut condemned the strike.",
        "Antono Gut",
        "Union Secretary-General",
    ),
    (
        "of two persons the first",
        "Prime Minister Ivo Salk and President Orla Venn announced the deal.",
        "Ivo Salk",
        "Prime Minister",
    ),
    (
        "the name in an apposition at the end",
        "Two died, said an army spokesman, captain Ivo Salk.",
        "Ivo Salk",
        "army spokesman",
    ),
    (
        "an apposition in an apposition",
        "Ivo Salk, an expert from Tarn House, a think tank, told Reuters it was late.",
        "Ivo Salk",
        "expert from Tarn House",
    ),
    ("an age", "Ivo Salk, 34, said the bridge was closed.", "Ivo Salk", None),
    (
        "a party in brackets",
        "Sen. Orla Venn (D-Tarn), chair of the harbour panel, said it was late.",
        "Orla Venn",
        "Sen.",
    ),
    ("both", "The Greens and Left both attacked the move.", "The Greens and Left", None),
    ("people close to", "People close to the talks said so.", "People close to the talks", None),
    ("a relative clause with that", "Groups that have backed him say they will wait.", "Groups", None),
    ("whose", "The move drew a rebuke from Ivo Salk, whose government said it would wait.", "Ivo Salk", None),
    ("a reduced relative", "Tarn officials cited by the Courier said it was late.", "Tarn officials", None),
    ("inside what is said", "Orla Venn said that Ivo Salk believes the bridge is safe.", "Orla Venn", None),
    (
        "at the end over what is said",
        "The chief prosecutor said there is a strong suspicion, the Tarn Courier reported.",
        "the Tarn Courier",
        None,
    ),
    ("while", "While Ivo Salk said the bridge was safe, Orla Venn said it was not.", "Orla Venn", None),
    ("by doing", "Ivo Salk reacted on Monday by calling for a ‘quick end’ to the talks.", "Ivo Salk", None),
    ("put it", "As Ivo Salk put it, “We are late.”", "Ivo Salk", None),
    ("a light verb", "Ivo Salk gave a cautious welcome to the plan.", "Ivo Salk", None),
    ("as a noun beside a noun", "The blast came after the Tarn attacks suspect fled.", None, None),
    ("a participle", "The party’s chief, known as the Hammer, left.", None, None),
    ("an adjective", "Ten alleged smugglers were held.", None, None),
    ("before a list", "The house can rule on planning, heritage and sport.", None, None),
    ("a month as a name", "“It is late,” said Interior Minister Jan Jamb.", "Jan Jamb", "Interior Minister"),
    (
        "a place between commas",
        "At a rally in Tarn, Marland, on Sunday, Mrs. Venn was blunt, saying that it was late.",
        "Venn",
        None,
    ),
    (
        "a group by number",
        "More than 50 percent of voters said they would stay.",
        "More than 50 percent of voters",
        None,
    ),
    ("not the surname in the quotation", "“Venn must go,” said Ivo Salk.", "Ivo Salk", None),
]


@pytest.mark.parametrize(("label", "text", "speaker", "role"), LEARNT, ids=[case[0] for case in LEARNT])
def test_who_says_it(label: str, text: str, speaker: str | None, role: str | None) -> None:
    (speech,) = spoken(text)
    assert (speech.speaker, speech.role) == (speaker, role)


def test_she_in_the_same_sentence() -> None:
    (speech,) = spoken("Orla Venn scolded him: “You are late,” she said.")
    assert speech.speaker == "Orla Venn"


def test_he_is_not_whom_the_sentence_is_about() -> None:
    said = spoken("Ivo Salk said charges would follow.", "Karl Haas has been held since his arrest, he said.")
    assert said[1].speaker == "Ivo Salk"


def test_she_is_a_woman() -> None:
    said = spoken("Ivo Salk, a pilot, met Maria Haas, a nurse.", "She said it was late.")
    assert said[1].speaker == "Maria Haas"


def test_a_family_name_that_stands_first() -> None:
    said = spoken("President Ko Sun Yel vowed an answer.", "Ko said it was a threat.")
    assert [s.speaker for s in said] == ["Ko Sun Yel"] * 2


def test_a_role_printed_where_somebody_is_first_named() -> None:
    said = spoken("The talks were led by Marland President Ivo Salk.", "Salk said they had failed.")
    assert (said[1].speaker, said[1].role) == ("Ivo Salk", "Marland President")


def test_a_question_and_who_asks_it() -> None:
    said = spoken(["“Did you see the ship?”", "Harbour master Ivo Salk asked."])
    assert [s.speaker for s in said] == ["Ivo Salk"] * 2


def test_the_paragraph_that_a_colon_announces() -> None:
    said = spoken("Ivo Salk then continued:", ["The port is ours.", "It will stay ours."], "The ships left.")
    assert [s.speaker for s in said] == ["Ivo Salk"] * 3 + [None]


def test_junk_is_read_in_bounded_depth() -> None:
    for junk in ("who " * 999 + "said", "said, " * 600, "X and " * 600 + "said it", "(" * 2000 + "X said", "“" * 3000):
        assert len(spoken(junk)) == 1


# language, text, speaker, role
ELSEWHERE = [
    (
        "de",
        "Außenminister Karl Berger sagte am Montag, die Gespräche seien gescheitert.",
        "Karl Berger",
        "Außenminister",
    ),
    ("de", "Die Lage sei ernst, erklärte die Sprecherin des Ministeriums.", "die Sprecherin des Ministeriums", None),
    ("de", "Das sei „ein Fehler“, so Ministerpräsidentin Anna Lindt.", "Anna Lindt", "Ministerpräsidentin"),
    ("de", "Die Brücke ist laut Polizei gesperrt.", "Polizei", None),
    ("fr", "Le ministre Jean Morel a déclaré lundi que tout était fini.", "Jean Morel", "ministre"),
    ("fr", "« C’est fini », a déclaré Anne Lefort, porte-parole du port.", "Anne Lefort", "porte-parole du port"),
    ("fr", "Selon la police, trois personnes sont mortes.", "la police", None),
    ("es", "—Esto se acabó —dijo la alcaldesa Ana Pardo.", "Ana Pardo", "alcaldesa"),
    ("es", "«No nos rendiremos», afirmó Juan Robles.", "Juan Robles", None),
    ("it", "«Non ci arrenderemo», ha affermato Marco Bruni.", "Marco Bruni", None),
    ("it", "L’ambasciatore Luca Ferri ha condannato l’attacco.", "Luca Ferri", "ambasciatore"),
    ("pt", "“Não vamos desistir”, afirmou o ministro João Prado.", "João Prado", "ministro"),
    ("nl", "Minister Jan de Wit zei maandag dat de brug dicht is.", "Jan de Wit", "Minister"),
    ("sv", "Bron är stängd, meddelade statsminister Ada Alm i måndags.", "Ada Alm", "statsminister"),
    ("pl", "„Nie poddamy się” – powiedział Jan Kowal.", "Jan Kowal", None),
    ("uk", "«Ми не здамося», — сказав Іван Коваль.", "Іван Коваль", None),
    ("ru", "— Это ошибка, — добавила представитель МИД Анна Лисова.", "Анна Лисова", "представитель МИД"),
]


@pytest.mark.parametrize(("language", "text", "speaker", "role"), ELSEWHERE, ids=[case[1][:30] for case in ELSEWHERE])
def test_other_languages(language: str, text: str, speaker: str, role: str | None) -> None:
    (speech,) = spoken(text, language=language)
    assert (speech.speaker, speech.role) == (speaker, role)


def test_a_case_form_gets_the_name() -> None:
    said = spoken("Министр Иван Ковров заявил, что мост закрыт.", "По словам Коврова, это ошибка.", language="ru")
    assert [s.speaker for s in said] == ["Иван Ковров"] * 2


def test_a_hanging_pronoun() -> None:
    said = spoken("« C’est fini », a dit Anne Lefort.", "« Jamais », a-t-elle ajouté.", language="fr")
    assert [s.speaker for s in said] == ["Anne Lefort"] * 2


def test_who_answers_where_an_outlet_relays() -> None:
    (speech,) = spoken("Ivo Salk said, according to the Kelmar news agency, that the talks were over.")
    assert (speech.speaker, speech.via) == ("Ivo Salk", "the Kelmar news agency")
    (speech,) = spoken("The Tarn Times reported on Sunday, citing Defence Minister Ivo Salk, that ships had moved.")
    assert (speech.speaker, speech.role, speech.via) == ("Ivo Salk", "Defence Minister", "The Tarn Times")
    (speech,) = spoken("The Tarn Times reported on Sunday, citing unnamed officials, that ships had moved.")
    assert (speech.speaker, speech.via) == ("The Tarn Times", None)


def test_the_ministry_is_the_one_named_before() -> None:
    said = spoken("The Kelmar health ministry said two had died.", "The ministry said three were ill.")
    assert [s.speaker for s in said] == ["The Kelmar health ministry"] * 2


def test_a_line_signed_with_a_dash() -> None:
    assert spoken("“The port must stay open.” — Orla Venn")[0].speaker == "Orla Venn"


def test_a_signature_in_a_sentence_of_its_own() -> None:
    said = spoken(["“The port must stay open.", "It feeds us.”", "― Orla Venn"])
    assert [s.speaker for s in said] == ["Orla Venn"] * 3
    said = spoken(["“The port must stay open.”"], "— Orla Venn", "The ships left.")
    assert [s.speaker for s in said] == ["Orla Venn", "Orla Venn", None]


def test_a_surname_gets_the_full_name_and_role() -> None:
    said = spoken("Kelmar spokesman Ivo Salk warned of war.", "“It is late,” Salk said.")
    assert [(s.speaker, s.role) for s in said] == [("Ivo Salk", "Kelmar spokesman")] * 2


def test_he_is_who_spoke_before() -> None:
    said = spoken(["Ivo Salk said the port was closed.", "He said ships would turn back."])
    assert said[1].speaker == "Ivo Salk"


@pytest.mark.parametrize(
    ("first", "name"),
    [
        ("On Wednesday, Assistant Secretary of State P.J. Venn said no.", "P.J. Venn"),
        ("Mayor of Tarn J.R.R. Venn said no.", "J.R.R. Venn"),
        ("P. J. Venn said no.", "P. J. Venn"),
        ("Harbour pilot Orla P. Venn said no.", "Orla P. Venn"),
    ],
)
def test_initials_stay_with_their_name(first: str, name: str) -> None:
    assert [speech.speaker for speech in spoken(first, "“We are here,” Venn said.")] == [name, name]


def test_three_people_with_one_first_name() -> None:
    said = spoken(
        "Dora Venn said yes.", "Dora Salk said no.", "“Perhaps,” Dora Haas said.", "Salk added that it was late."
    )
    assert [s.speaker for s in said] == ["Dora Venn", "Dora Salk", "Dora Haas", "Dora Salk"]


def test_nothing_says_nothing() -> None:
    assert attribute((), (), "en") == ()
    assert spoken("The port was quiet.", language="xx")[0] == Speech()


WORDS = (
    "Orla Venn|said|“|”|‘|’|\"|''|«|»|,|.|—|(|)|:|according to|he|she|who|told|AFP|the minister|a senior official|that"
    "|and|was quoted as saying|warning|by|to|of|it|whose|Ivo Salk|Salk|President|'s|’s|in Tarn|on Monday|said."
    "|claims|ИВАН|сказал|\u2028|ﬁ|I.|J."
)
PIECES = st.sampled_from(WORDS.split("|"))


@settings(max_examples=150, deadline=None)
@given(st.lists(st.lists(PIECES, min_size=1, max_size=14).map(" ".join), min_size=1, max_size=5), st.booleans())
def test_a_speaker_is_printed_in_the_article(texts: list[str], together: bool) -> None:
    said = attribute(sentences(texts) if together else sentences(*texts), (), "en")
    assert len(said) == len(texts)
    whole = " ".join(texts)
    for speech in said:
        for printed in (speech.speaker, speech.role, speech.via, speech.cue):
            assert printed is None or printed in whole
        assert speech.speaker is None or (speech.attributed and speech.quote != "none")
        assert (speech.speaker or "").lower() not in ("he", "she", "it", "they", "who", "which")


@settings(max_examples=100, deadline=None)
@given(st.lists(st.text(max_size=80), max_size=5), st.sampled_from(["en", "de", "fr", "ru", "", None]))
def test_any_text_is_read(texts: list[str], language: str | None) -> None:
    assert len(attribute(sentences(*texts), (), language)) == len(texts)
