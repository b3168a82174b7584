"""An earlier edition that was changed by hand is not printed from."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.helpers.days import paper
from tests.helpers.running import called, project

FIRST, SECOND = "2026-09-07", "2026-09-08"
QUARRY = paper(
    "Quarry at Orle to close in spring",
    "The quarry at Orle will close in spring and 140 people will lose their work, the owner Vask Stone said on Monday."
    "\n\nVask Stone said that the slate had run out. The town council asked for a meeting with the owner.",
    f"{FIRST}T10:00:00Z",
)
FORGED = "The owner of the quarry was arrested for fraud."


@pytest.fixture
def built(tmp_path: Path) -> Path:
    project(tmp_path, "formats: [txt, html]\n", {"quarry.json": json.dumps(QUARRY)})
    assert called("build", "--date", FIRST, cwd=tmp_path).returncode == 0
    return tmp_path


def second(folder: Path) -> tuple[str, str]:
    """What building the next day says, and what its edition does."""
    done = called("build", "--date", SECOND, cwd=folder)
    assert done.returncode == 0, done.stderr
    out = folder / "out" / SECOND
    return done.stderr, "".join((out / name).read_text("utf-8") for name in ("brief.json", "brief.html", "brief.txt"))


@pytest.mark.parametrize("what", ["text", "text and exact", "headline", "speaker", "role"])
def test_it_is_named_and_left_alone(built: Path, what: str) -> None:
    file = built / "out" / FIRST / "brief.json"
    brief = json.loads(file.read_text("utf-8"))
    (story,) = brief["stories"]
    for statement in story["sections"][0]["statements"] if what != "headline" else ():
        if what in ("speaker", "role"):
            assert statement["speaker"] == "Vask Stone"
            statement[what] = "Bishop Orm Tolland" if what == "speaker" else "president of Norvale"
            continue
        statement["text"] = FORGED
        if what == "text and exact":
            statement["citations"][0]["exact"] = FORGED
    if what == "headline":
        story["headline"] = FORGED
    file.write_text(json.dumps(brief, ensure_ascii=False), encoding="utf-8")
    said, printed = second(built)
    assert f"out/{FIRST} says what its sources do not" in said
    assert (
        FORGED not in printed
        and "Tolland" not in printed
        and FIRST not in json.dumps(json.loads((built / f"out/{SECOND}/brief.json").read_text())["previous"])
    )


@pytest.mark.parametrize("dropped", [False, True])
def test_one_that_says_what_they_say_is_held_against(built: Path, dropped: bool) -> None:
    """Also where its texts are no longer kept, and whatever the layout of its file."""
    file = built / "out" / FIRST / "brief.json"
    file.write_text(json.dumps(json.loads(file.read_text("utf-8"))), encoding="utf-8")
    if dropped:
        for text in (built / "out" / FIRST / "sources").iterdir():
            text.unlink()
    said, _ = second(built)
    assert "sources do not" not in said
    assert json.loads((built / f"out/{SECOND}/brief.json").read_text())["previous"]["date"] == FIRST
