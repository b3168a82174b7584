from __future__ import annotations

import pytest

from briefing.compose.sentences.standalone import LEANING, UNFIT, leaning, unfit
from briefing.language.rules import Rule, RuleTable
from tests.articles import from_lines

ROWS = [(table, rule) for table in (LEANING, UNFIT) for rule in table.rules]


@pytest.mark.parametrize(("table", "rule"), ROWS, ids=[f"{table.name}: {rule.name}" for table, rule in ROWS])
def test_every_rule_decides_its_example(table: RuleTable[..., object], rule: Rule[..., object]) -> None:
    text, wanted = rule.example
    seen: set[str] = set()
    with table.noting(seen):
        assert table.run(text) == wanted
    assert rule.name in seen


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
        "Perhaps it will sink.",
        "For his part, the emir of Ostrau called for a ferry.",
        "In response, Ostrau closed the bridge.",
        "No mayor has made such a journey since Roe.",
        "The Republican governor returned home on Tuesday to another bridge.",
        "Ostrau has pledged four ferries for building projects here.",
        "[Ada Roe] The bridge is a disgrace, she said.",
        "[Ada Roe] “The bridge is a disgrace.”",
        "[Ada Roe] “This is a disgrace,” she said.",
        "[Ada Roe] “They sail no more,” Roe said.",
        "“This is a disgrace.”",
        "My bridge in Ostrau is the oldest, I-Beam included.",
        "The other 11 ferries are all in Ostrau.",
        "The research was paid for by the council of Ostrau.",
        "The announcement shows how much Ostrau wants a ferry.",
        "Roe, though, called for a bridge.",
        "Minutes later, the ferry reached Ostrau.",
        "Shortly afterwards it was closed by Ostrau.",
        "As she spoke, she searched for a ferry on Tarn Road.",
    ],
)
def test_what_leans(text: str) -> None:
    assert leaning(from_lines(text).sentences[0], "en")


@pytest.mark.parametrize(
    "text",
    [
        "Ostrau voted for the bridge.",
        "[Ada Roe] “It’s a disgrace,” said Ada Roe, the ferrywoman.",
        "[Ada Roe] “There must be a bridge,” Roe said.",
        "Ostrau-i-Roe and the senator Tarn (I-Vt.) voted for the bridge.",
        "The other day Roe sold the mill.",
        "Ferrymen inspect the old bridge of Ostrau every Monday.",
        "Ferries that carry cars will stop at the bridge on Monday.",
        "Police who inspect ferries found two tonnes of tea on Monday, the port said.",
        "[Ada Roe] “Save the old ferry!” Roe said.",
        "Ostrau: the bridge of Roe and the ferry of Tarn are closed.",
        "Roe: “We lost the bridge.” Tarn: “We kept the ferry.”",
        "The research of Ada Roe was paid for by the council.",
        "And Mayor Ada Roe voted for the bridge.",
        "There is no bridge in Ostrau.",
        "It is unclear whether Ostrau will vote.",
        "Roe left the hall.",
        "Photo editors of Ostrau left the hall.",
        "Anyone in Ostrau may call the police.",
        "Some ferries have sunk.",
        "In response to the storm, Ostrau closed the bridge.",
        "Ostrau looked in such a way that Roe left.",
        "The governor of Ostrau returned home.",
        "The Ostrau governor returned home on Tuesday.",
        "Although the ferry hopes to run, the bridge is closed.",
        "Although it is late, Ostrau wants a bridge.",
        "Ostrau, though it is small, wants a bridge.",
        "A day after the ferry sank, Ostrau closed the bridge.",
        "Roe later sold the mill.",
        "Two earlier bridges sank in the floods of 1953.",
        "The announcement of a new ferry pleased Ostrau.",
        "Roe was born in Ostrau on December 6, 2031.",
        "OSTRAU, Marland — Roe left the hall.",
        "The court suggested that Roe leave.",
        "After she left, Ada Roe called the bridge a disgrace.",
        "[The mayor] The mayor said she would leave.",
        "The figure of 40 ferries was frozen by the council.",
        "Roe voted for the ferry as well as the bridge.",
        "[Ada Roe] “The bridge is a disgrace,” Roe said.",
        "Ada Roe, who works at the bridge of Ostrau, resigned on 6 May 2031.",
        "The new ferry of Ostrau is to take part in the race on 6 May 2031.",
        "The ferry of Ostrau makes its first trip in March 2031.",
        "Getty Images has sued the ferry company of Ostrau over forty pictures.",
        "Ostrau/Hest: the ferry company (Roe/AFP) denied that its boats were old.",
    ],
)
def test_what_stands(text: str) -> None:
    assert leaning(from_lines(text).sentences[0], "en") is None
    assert unfit(from_lines(text).sentences[0], "en") is None


@pytest.mark.parametrize(
    "text",
    [
        "Although the ferry hopes to run half of its trips by Saturday.",
        "Ferrymen of Ostrau walk past tanks that were sent to the bridge on December 6, 2031.",
        "Continue reading the main story Across Ostrau, flags are out.",
        "OSTRAU BRIDGE Plan: four piers and a roof.",
        "1 of 2. Ferrymen hold a flag at the bridge.",
        "5. Despite the ferries, Ostrau stays dry.",
        "Ada Roe is pictured here at the bridge.",
        "Tom Dahl, son of the former mayor Jan Dahl, arrives at a court house in Ostrau, Monday, Jan. 2, 2031.",
        "A worker returns a bag with a runner's things near the bridge of Ostrau on April 16.",
        "Enlarge image Ferrymen wait for passengers in Ostrau, ahead of the race.",
        "Image copyright Roe Image caption The ferry of Ostrau is a hundred years old.",
        "Bridge opens again Ada Roe/Getty Only two weeks until the race of Ostrau begins.",
        "Two children carry a mattress through the flooded streets of Ostrau on Monday.",
        "Save the old ferry!",
        "Time: 9 p.m. on Ostrau One Cast: Ada Roe and the ferrymen of the bridge.",
        "Say no to the bridge, people of Ostrau!",
        "The item you've requested, ostrau.html, was not found.",
        "Caption Divers of Ostrau pass the bridge.",
        "If you have any information, call the police of Ostrau.",
        "1 of 10 Full Screen Autoplay Close Skip Ad The moment a ferry sinks at Ostrau.",
    ],
)
def test_what_nothing_mends(text: str) -> None:
    assert unfit(from_lines(text).sentences[0], "en")
