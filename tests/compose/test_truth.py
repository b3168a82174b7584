"""What a brief must not tell: what is overtaken, taken back, forged or of another day. Each fault stands beside the
nearest folder for which the opposite is right."""

from __future__ import annotations

import pytest

from tests.compose.papers import DAY, Paper, built, opening, printed

TOLLS = {
    "en": (
        Paper(
            "Eight die as bus falls into ravine near Lom",
            f"{DAY}T05:00:00Z",
            "Eight people died when a bus fell into a ravine near Lom on Tuesday, police said.",
        ),
        Paper(
            "Death toll in Lom bus crash rises to 17",
            f"{DAY}T15:00:00Z",
            ("Seventeen people died when a bus fell into a ravine near Lom on Tuesday, the minister, Jan Voss, said."),
        ),
        "Eight",
        "Seventeen people",
    ),
    "de": (
        Paper(
            "Drei Tote bei Zugunglück nahe Lohm",
            f"{DAY}T05:00:00Z",
            (
                "Bei einem Zugunglück nahe Lohm sind am Dienstagmorgen mindestens drei Menschen ums "
                "Leben gekommen, teilte die Polizei mit."
            ),
        ),
        Paper(
            "Zahl der Toten bei Zugunglück steigt auf vierundzwanzig",
            f"{DAY}T15:00:00Z",
            (
                "Bei dem Zugunglück nahe Lohm sind vierundzwanzig Menschen getötet worden, sagte der "
                "Landrat Jens Holm am Dienstag."
            ),
        ),
        "drei Menschen",
        "vierundzwanzig Menschen",
    ),
    "es": (
        Paper(
            "Nueve muertos por el derrumbe de una mina en Orla",
            f"{DAY}T06:00:00Z",
            (
                "Al menos nueve mineros murieron el martes en el derrumbe de una mina de carbón en "
                "Orla, informó la policía."
            ),
        ),
        Paper(
            "Sube a 21 la cifra de muertos en la mina de Orla",
            f"{DAY}T18:00:00Z",
            (
                "Veintiún mineros murieron en el derrumbe de la mina de carbón de Orla, dijo el "
                "martes la gobernadora Inés Roca."
            ),
        ),
        "nueve",
        "Veintiún mineros",
    ),
    "ru": (
        Paper(
            "Пять человек погибли при пожаре в Ордынске",
            f"{DAY}T05:00:00Z",
            ("Пять человек погибли при пожаре в гостинице в Ордынске в ночь на вторник, сообщила полиция."),
        ),
        Paper(
            "Число погибших при пожаре в Ордынске выросло до 14",
            f"{DAY}T16:00:00Z",
            (
                "Четырнадцать человек погибли при пожаре в гостинице в Ордынске, заявил во вторник "
                "губернатор Игорь Лодин."
            ),
        ),
        "Пять человек",
        "Четырнадцать человек",
    ),
    "ja": (
        Paper(
            "ロム市の列車事故で3人死亡",
            f"{DAY}T01:00:00Z",
            "12日午前、ロム市で列車が脱線し、少なくとも3人が死亡したと警察が発表した。",
        ),
        Paper(
            "列車事故の死者9人に ロム市",
            f"{DAY}T10:00:00Z",
            "ロム市の列車脱線事故で、死者は9人に増えたと市長が12日夕方に明らかにした。",
        ),
        "3人",
        "9人",
    ),
    "zh": (
        Paper(
            "洛姆洪水造成至少12人死亡",
            f"{DAY}T06:00:00Z",
            "警方说，星期二清晨奥斯特河在洛姆市决堤，洪水造成至少12人死亡。",
        ),
        Paper(
            "洛姆洪水死亡人数升至47人",
            f"{DAY}T20:00:00Z",
            "内政部长星期二晚上说，奥斯特河在洛姆市的洪水已造成47人死亡。",
        ),
        "12人",
        "47人",
    ),
}


@pytest.mark.parametrize("code", TOLLS)
def test_a_later_toll_opens_the_edition(code: str) -> None:
    early, late, old, new = TOLLS[code]
    edition = built([early, late])
    assert new in printed(edition)
    assert old not in opening(edition)


STATES = (
    (
        Paper(
            "Actor hurt",
            f"{DAY}T07:00:00Z",
            (
                "The actor Pia Lohr fell on stage in Velm on Monday. Director Ada Kern said that Lohr "
                "was in intensive care and that nobody knew when she would speak again."
            ),
        ),
        Paper(
            "Pia Lohr back on her feet",
            f"{DAY}T18:00:00Z",
            ("The actor Pia Lohr, who fell on stage in Velm on Monday, left hospital on Tuesday evening."),
        ),
        "intensive care",
    ),
    (
        Paper(
            "Man held over theft of Velm crown",
            "2026-05-11T18:00:00Z",
            (
                "Police in Velm arrested a museum guard on Monday over the theft of a golden crown. "
                "The guard remains in custody, Inspector Tom Dahl said."
            ),
        ),
        Paper(
            "Guard freed in crown case",
            f"{DAY}T10:00:00Z",
            (
                "Police in Velm on Tuesday released a museum guard who had been arrested over the "
                "theft of a golden crown."
            ),
        ),
        "in custody",
    ),
    (
        Paper(
            "Une fillette disparue à Orvel",
            f"{DAY}T06:00:00Z",
            (
                "Une fillette de six ans a disparu lundi soir à Orvel. « La gendarmerie poursuit les "
                "recherches avec douze chiens », a déclaré le maire d'Orvel, Jean Pol."
            ),
        ),
        Paper(
            "La fillette disparue à Orvel retrouvée",
            f"{DAY}T15:00:00Z",
            (
                "La fillette de six ans qui avait disparu lundi soir à Orvel a été retrouvée mardi "
                "saine et sauve dans une grange d'Orvel, a déclaré la gendarmerie."
            ),
        ),
        "poursuit les recherches",
    ),
)


@pytest.mark.parametrize(("early", "late", "state"), STATES)
def test_a_state_that_has_ended_is_not_printed(early: Paper, late: Paper, state: str) -> None:
    assert state not in printed(built([early, late]))
    assert state in printed(built([early]))  # the mirror: nobody has told its end


def test_the_newest_entry_of_a_live_blog_counts() -> None:
    lines = (
        "9:15 a.m. The ferry Runa with 80 people on board is missing off Hest, the coast guard says.",
        "11:40 a.m. Helicopters have left Lisk to look for survivors of the ferry Runa off Hest.",
        "2:30 p.m. The ferry Runa has been found, the coast guard says. All 80 people on board are safe in Lisk.",
    )
    edition = built([Paper("Storm Ulla: live updates", f"{DAY}T20:00:00Z", "\n\n".join(lines))])
    assert "has been found" in printed(edition)
    assert "is missing off Hest" not in opening(edition)
    assert "is missing off Hest" in opening(
        built(
            [
                Paper(
                    "Storm: live updates",
                    f"{DAY}T10:00:00Z",
                    "\n\n".join(lines[:2]) + "\n\n11:50 a.m. The storm reaches Velm.",
                )
            ]
        )
    )


FAKES = (
    (
        "Prime Minister Eva Stahl has resigned, according to a forged letter that was sent to all papers on Tuesday.",
        "Prime Minister Eva Stahl has resigned, according to a letter that her office sent to all papers on Tuesday.",
        "has resigned",
    ),
    (
        "Der Bürgermeister von Lohm, Jens Holm, tritt zurück, hieß es am Montag in einem gefälschten Brief an alle.",
        "Der Bürgermeister von Lohm, Jens Holm, tritt zurück, hieß es am Dienstag in einem Brief an alle Haushalte.",
        "tritt zurück",
    ),
    (
        "El Banco de Orla ha quebrado y cerrará mañana, aseguraba un comunicado falso difundido el lunes en la red.",
        "El Banco de Orla ha quebrado y cerrará mañana, aseguraba un comunicado del banco difundido el lunes.",
        "ha quebrado",
    ),
)


@pytest.mark.parametrize(("forged", "real", "claim"), FAKES)
def test_what_a_fake_says_opens_nothing(forged: str, real: str, claim: str) -> None:
    faked = built([Paper("", f"{DAY}T08:00:00Z", forged)])
    assert claim not in printed(faked, "decision")
    told = built([Paper("", f"{DAY}T08:00:00Z", real)])
    assert claim in printed(told, "decision")


def test_tonight_is_that_of_its_own_place() -> None:
    text = "A Kestrel rocket blew up over Oro tonight, three minutes after its launch from the western islands."
    (statement,) = (
        built([Paper("Rocket blows up", "2026-05-11T22:10:00-04:00", text)]).stories[0].sections[0].statements
    )
    assert statement.as_of == "2026-05-11"
    (statement,) = built([Paper("Rocket blows up", f"{DAY}T02:10:00Z", text)]).stories[0].sections[0].statements
    assert statement.as_of is None


def test_a_text_is_as_old_as_it_says() -> None:
    saved = Paper(
        "Dam is unsafe",
        f"{DAY}T08:00:00Z",
        (
            "First published on 3 June 2021.\n\nThe dam at Orla could burst within weeks, the "
            "engineer Hanne Kold said on Thursday."
        ),
    )
    assert not built([saved]).stories
    near = Paper(
        "Dam is unsafe",
        f"{DAY}T08:00:00Z",
        (
            "First published on 11 May 2026.\n\nThe dam at Orla could burst within weeks, the "
            "engineer Hanne Kold said on Monday."
        ),
    )
    assert built([near]).stories


def test_an_older_decision_is_context_with_its_day() -> None:
    edition = built(
        [
            Paper(
                "Protest against harbour ruling in Velm",
                f"{DAY}T08:00:00Z",
                ("Two thousand people protested in Velm on Tuesday against a ruling that lets the harbour grow."),
            ),
            Paper(
                "Court lets Velm harbour grow",
                "2026-05-06T08:00:00Z",
                "A court ruled on Wednesday that the harbour of Velm may be extended into the bay.",
            ),
        ]
    )
    assert "may be extended" in printed(edition, "context")
    assert "may be extended" not in printed(edition, "decision")


def test_what_was_said_long_ago_is_no_reaction() -> None:
    now = Paper(
        "Orla county looks at bridge order",
        f"{DAY}T08:00:00Z",
        "The prosecutor of Orla county said on Tuesday that she was looking at the mayor's order on the Hest bridge.",
    )
    said = (
        'County prosecutor Jan Holt said the Hest bridge was safe. "There is no case against Orla county," Holt said.'
    )
    then = Paper("Orla county prosecutor drops Hest bridge case", "2025-02-03T08:00:00Z", said)
    assert "no case" not in printed(built([now, then]), "reactions")
    recent = Paper("Orla county prosecutor drops Hest bridge case", "2026-05-11T08:00:00Z", said)
    assert "no case" in printed(built([now, recent]), "reactions")


def test_a_short_text_that_shares_a_phrase_is_no_copy() -> None:
    march = "people marched through Sund on Tuesday against the new airport"
    one = Paper("Thousands march in Sund", f"{DAY}T15:00:00Z", f"Some 4,000 {march}, police said.")
    other = Paper("Airport protest in Sund", f"{DAY}T15:30:00Z", f"About 11,000 {march}, the organisers said.")
    (story,) = built([one, other]).stories
    assert [value.text for dispute in story.evidence.disagreements for value in dispute.values] == [
        "Some 4,000 people",
        "About 11,000 people",
    ]


def test_two_outlets_that_print_one_text_with_other_figures_disagree() -> None:
    text = (
        "A swarm of bees settled in the organ of Hest on Tuesday and stung {} choristers.\n\nThe beekeeper Roe took "
        "three hours to lure it into a hatbox with honey and the smoke of dried oranges. The wedding that was due "
        "was moved to the town hall, where nobody had brought a ring. The organ is to be cleaned before Sunday."
    )
    papers = [
        Paper("Bees sting choristers", f"{DAY}T08:00:00Z", text.format(number), publisher=outlet)
        for number, outlet in (("12", "Hest Mirror"), ("21", "Orla Post"))
    ]
    (story,) = built(papers).stories
    values = {value.text for dispute in story.evidence.disagreements for value in dispute.values}
    assert values == {"12 choristers", "21 choristers"}
