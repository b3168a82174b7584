"""What an editor changes is data: exactly one change a line, and every fault is named."""

from __future__ import annotations

import pytest

from briefing.compose.edits.edits import DETAILS, NO_EDITS, Edit, Edits
from briefing.editions.edits_file import parse
from briefing.errors import ConfigError
from briefing.shape import fields_of

SECTIONS = ["decision", "reactions", "context"]
ID = "s0123456789"
DIGEST = "a" * 64


def parsed(text: str) -> Edits:
    return parse(text.encode(), "edits/2026-03-03.yaml", SECTIONS)


def test_every_verb_can_be_written_by_hand() -> None:
    lines = [
        *(f"{{{verb}: {ID}}}" for verb in ("strike", "restore", "pin")),
        *(f"{{{verb}: {ID}, section: context, before: s9876543210}}" for verb in ("put", "move")),
        "{hide_section: timeline}",
        "{show_section: context, story: a.txt}",
        *(f"{{{verb}: sources/a.txt}}" for verb in ("hide_story", "show_story", "full_story", "line_story", "lead")),
        "{move_story: a.txt, before: t0123}",
        "{merge: [a.txt, b.txt]}",
        "{part: [a.txt]}",
        "{headline: a.txt, title_of: b.txt}",
        "{note: 'Read this first: it is new.', story: a.txt, by: Ada Roe, at: 2026-03-03T06:30:00Z, why: asked for}",
        "{drop_notes: a.txt}",
        f"{{approve: {DIGEST}}}",
        f"{{revise: {DIGEST}}}",
    ]
    found = parsed("edits:\n" + "".join(f"  - {line}\n" for line in lines))
    assert {edit.verb for edit in found.edits} == set(DETAILS)
    assert next(edit for edit in found.edits if edit.note).at == "2026-03-03T06:30:00Z"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (f"{{stike: {ID}}}", "did you mean 'strike'?"),
        ("{strike: the second one}", "expected a statement's id, such as s0123456789"),
        (f"{{put: {ID}}}", "expected the key 'section' beside 'put'"),
        (f"{{put: {ID}, section: contxt}}", "did you mean 'context'?"),
        (f"{{put: {ID}, section: timeline}}", "expected one of: decision, reactions, context"),
        ("{hide_section: timelime}", "did you mean 'timeline'?"),
        (f"{{strike: {ID}, restore: {ID}}}", "expected one change a line"),
        (f"{{strike: {ID}, story: a.txt}}", "beside 'strike' only"),
        ("{by: Ada Roe}", "expected one of: strike, restore"),
        ("{merge: [a.txt]}", "two stories or more"),
        (f"{{strike: {ID}, at: noon}}", "expected a time such as"),
        ("{approve: yes}", "text in quotation marks"),
        ("{note: ' ', story: a.txt}", "found ' '"),
        (f"strike {ID}", "expected a mapping"),
    ],
)
def test_a_fault_names_file_line_column_and_the_nearest_word(line: str, said: str) -> None:
    with pytest.raises(ConfigError) as caught:
        parsed(f"# of the day\nedits:\n  - {{pin: {ID}}}\n  - {line}\n")
    assert caught.value.file == "edits/2026-03-03.yaml" and caught.value.line == 4 and (caught.value.column or 0) >= 5
    assert said in f"{caught.value.message}; {caught.value.remedy}"


def test_an_empty_file_is_no_change() -> None:
    assert parsed("") == parsed("# nothing yet\n") == parsed("edits: []\n") == NO_EDITS
    assert NO_EDITS.digest == ""


def test_what_says_how_far_an_edition_is_changes_nothing_in_it() -> None:
    strike, approve = Edit(strike=ID), Edit(approve=DIGEST)
    assert Edits((strike, approve)).digest == Edits((strike,)).digest != ""
    assert Edits((approve,)).digest == ""
    assert Edits((), undone=(strike,)).digest == ""


def test_every_field_says_what_it_is() -> None:
    assert all(field.metadata.get("doc") for _, field in fields_of(Edit).values())
