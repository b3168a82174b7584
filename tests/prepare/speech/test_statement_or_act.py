"""What is a statement of somebody's and what is not, each pattern beside the nearest text that is the other."""

from __future__ import annotations

import pytest

from tests.prepare.speech.test_attribution import spoken

# what the pattern is, text, speaker
CASES = [
    ("parties settle what will be", "Tarn and Marland agreed on Monday that Marland will buy grain.", None),
    ("two agree on how things are", "Tarn and Marland agreed on Monday that the grain is bad.", "Tarn"),
    ("one agrees to what will be", "Orla Venn agreed that the port will be sold.", "Orla Venn"),
    ("not said yet", "Brightwater, which owns the ferries, could announce a sale on Thursday.", None),
    ("said, and not by chance", "Brightwater, which owns the ferries, announced a sale on Thursday.", "Brightwater"),
    ("a thing that makes good", "The sweeping bill, passed 34-19, makes good on the campaign pledge.", None),
    ("a pledge is made", "The harbour board made a pledge on Monday to rebuild the quay.", "The harbour board"),
    ("an interviewer asks", "The host, Orla Venn, asked him whether the quay was safe.", None),
    ("somebody else asks", "The mayor, Orla Venn, asked whether the quay was safe.", "Orla Venn"),
    ("points to figures", "Orla Venn, a member of the council, also pointed to the figures of May.", "Orla Venn"),
    ("a thing shows a change", "The storm in Tarn signaled a change of season.", None),
    ("signals what is wanted", "The harbour board signaled its intention to close the quay.", "The harbour board"),
    ("takes a stand", "On Monday Marland governor Orla Venn took a similar stand against the bill.", "Orla Venn"),
    ("takes a seat", "On Monday Marland governor Orla Venn took a seat near the door.", None),
    ("notes something", "In her book, Orla Venn noted the quay's decay.", "Orla Venn"),
    ("a noted one", "The noted pilot left the quay.", None),
    ("noted at the end", "Talks will not change the vote, noted Orla Venn.", "Orla Venn"),
    (
        "office behind the party",
        "Fears grow, and the Senator Orla Venn, Democrat of Marland, the majority leader, has promised a bill.",
        "Orla Venn",
    ),
    (
        "a clause before which",
        "They turned to the Tarn Harbour Board which reported “251 landings” in May.",
        "the Tarn Harbour Board",
    ),
    ("a dateline without a dash", "OSTRAU, Marland Farmers protesting the tax burned a flag.", None),
    ("a body in capitals", "NATO, the alliance of the north, protested the tax.", "NATO"),
    ("of what kind", "Venn led a choir of the kind that mocked the “old guard” of Tarn.", None),
    ("in a letter", "Orla Venn sent a letter that mocked the “old guard” of Tarn.", "Orla Venn"),
]


@pytest.mark.parametrize(("pattern", "text", "speaker"), CASES)
def test_who_says_it_if_anybody(pattern: str, text: str, speaker: str | None) -> None:
    assert spoken(text)[0].speaker == speaker, pattern
