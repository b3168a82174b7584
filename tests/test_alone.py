from __future__ import annotations

import pytest

from briefing.compose.alone import leaning
from tests.told import article


@pytest.mark.parametrize(
    "text",
    [
        "However, Ostrau voted for the bridge.",
        "She left the hall.",
        "These bridges cost much.",
        "Roe voted for the ferry as well.",
        "Some have voiced doubts about the bridge.",
        "Previously, she had built ferries.",
        "On Monday she left Ostrau.",
        "Among the tasks she faces are the ferries of Ostrau.",
        "The figure was frozen by the council of Ostrau.",
        "I have seen the bridge from the ferry.",
        "Please tell the council what you think of the bridge.",
        "Ada Roe is pictured here at the bridge.",
        "Perhaps it will sink.",
        "[Ada Roe] The bridge is a disgrace, she said.",
        "[Ada Roe] “The bridge is a disgrace.”",
    ],
)
def test_what_leans(text: str) -> None:
    assert leaning(article(text).sentences[0], "en")


@pytest.mark.parametrize(
    "text",
    [
        "Ostrau voted for the bridge.",
        "And Mayor Ada Roe voted for the bridge.",
        "There is no bridge in Ostrau.",
        "It is unclear whether Ostrau will vote.",
        "Roe left the hall.",
        "Some ferries have sunk.",
        "After she left, Ada Roe called the bridge a disgrace.",
        "The mayor said she would leave.",
        "The figure of 40 ferries was frozen by the council.",
        "Roe voted for the ferry as well as the bridge.",
        "[Ada Roe] “The bridge is a disgrace,” Roe said.",
    ],
)
def test_what_stands(text: str) -> None:
    assert leaning(article(text).sentences[0], "en") is None
