from __future__ import annotations

import pytest

from briefing.prepare.furniture.lines.parts import parts
from briefing.prepare.furniture.lines.phrases import cues
from briefing.text import Span

STORY = "The ferry of Tervo sank in the storm on Monday night, the police said."


def split(text: str, code: str = "en") -> list[tuple[str, bool]]:
    """The parts of a paragraph, and whether each is set aside."""
    return [(span.of(text), bool(why)) for span, why in parts(text, Span(0, len(text)), code, cues(code))]


@pytest.mark.parametrize(
    ("text", "before", "behind"),
    [
        (f"Advertisement {STORY}", "Advertisement ", ""),
        (f"Photo Gallery>>> {STORY}", "Photo Gallery>>> ", ""),
        (f"ADVERTISEMENT: {STORY}", "ADVERTISEMENT: ", ""),
        (f"{STORY} (Writing by Ada Roe; editing by Bo Kell)", "", "(Writing by Ada Roe; editing by Bo Kell)"),
        (f"“{STORY}” – AP", "", "– AP"),
        (f"{STORY} — Reuters", "", "— Reuters"),
    ],
)
def test_what_is_glued_to_a_paragraph_is_cut_off(text: str, before: str, behind: str) -> None:
    story = text[len(before) : len(text) - len(behind)].strip()
    wanted = [(before, True), (story, False), (behind, True)]
    assert split(text) == [one for one in wanted if one[0]]


@pytest.mark.parametrize(
    "text",
    [
        STORY,
        f"{STORY} (The mayor was not there.)",
        f"{STORY} – Roe",
        "Advertisement for the ferry of Tervo will be put up again in the spring, the police said on Monday.",
        "Videos of the ferry of Tervo show how it sank in the storm on Monday night, the police said.",
    ],
)
def test_what_belongs_to_a_paragraph_stays(text: str) -> None:
    assert split(text) == [(text, False)]


def test_where_the_bound_is_not_sure_the_line_is_set_aside() -> None:
    text = "Advertisement Kell said in the council of Tervo on Monday that the ferry had been safe."
    assert split(text) == [(text, True)]


@pytest.mark.parametrize(
    ("code", "text"),
    [("de", "Anzeige Die Fähre von Tervo sank am Montag im Sturm."), ("fr", "Publicité Le bac a coulé lundi soir.")],
)
def test_words_of_other_languages(code: str, text: str) -> None:
    assert [aside for _, aside in split(text, code)] == [True, False]
