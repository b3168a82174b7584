from __future__ import annotations

import pytest

from briefing.prepare.dateline import after_dateline


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
