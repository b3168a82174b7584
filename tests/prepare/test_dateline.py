from __future__ import annotations

import pytest

from briefing.prepare.dateline import after_dateline, after_mark


@pytest.mark.parametrize(
    "text",
    [
        "TERVO - ",
        "SARN, March 3, 2026 (Harbour Wire) - ",
        "SARN (Harbour Wire) — ",
        "SARN ― ",
        "NORD HAVEN, Velmar -- ",
        "Sarn (Harbour Wire) – ",
        "SARN/LINDMARK, Jan. 4 (Wire) - ",
        "SARN, Velmar, March 5, 2026 /WIRE/ -- ",
        "(WIRE) -- ",
        "SARN—",
        "NORD HAVEN: ",
        "SARN, 11 March 2031 – ",
        "SARN, 11.03.2031 - ",
    ],
)
def test_the_sentence_begins_behind_the_dateline(text: str) -> None:
    whole = text + "A dam above the town broke on Sunday night."
    assert after_dateline(whole, 0, len(whole)) == len(text)


@pytest.mark.parametrize(
    "text",
    [
        "A dam above the town broke on Sunday night.",
        "NATO - and nobody else.",
        "NATO, 11 members strong – and nobody else.",
        "WARNING: the dam may break, said the board.",
        "The minister (a lawyer by training) resigned - to the surprise of all who knew her well.",
        "UN-backed talks were to begin on Monday in the capital.",
        "Marant, Berrin and Solvei met - for the first time in a year - at the old port.",
    ],
)
def test_what_is_no_dateline_stays(text: str) -> None:
    assert after_dateline(text, 0, len(text)) == 0


def test_a_long_line_of_capitals_is_no_hang() -> None:
    text = "A" * 100_000 + ", " * 1000
    assert after_dateline(text, 0, len(text)) == 0


@pytest.mark.parametrize("mark", ["• ", ">>> ", "▪", "SARN, March 3 (Wire) -- ", "(WIRE) — "])
def test_a_sentence_further_down_begins_behind_its_mark(mark: str) -> None:
    whole = mark + "A dam above the town broke on Sunday night."
    assert after_mark(whole, 0, len(whole)) == len(mark)


@pytest.mark.parametrize(
    "text", ["NATO — The alliance — met on Sunday.", "– We will not go, she said on Monday.", "3 dams broke."]
)
def test_what_may_belong_to_the_sentence_stays(text: str) -> None:
    assert after_mark(text, 0, len(text)) == 0


def test_a_dash_that_was_read_in_the_wrong_encoding_ends_a_dateline() -> None:
    text = "TERVO, Lake District \x97 The council closed the road behind the dam on Monday."
    assert text[after_dateline(text, 0, len(text)) :].startswith("The council")
