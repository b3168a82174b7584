"""A folder with two editions that hold, together, every part that an edition can have: the second goes on the first,
corrects it, is changed by an editor, was sent, and then replaced. All names, places and words are invented."""

from __future__ import annotations

import json
from pathlib import Path

from tests.helpers.days import Paper, paper
from tests.helpers.running import called

FIRST, SECOND = "2026-09-07", "2026-09-08"
CONFIG = """\
title: Orle Letter
first_day: 2026-09-01
formats: [html, pdf, txt, eml, epub, docx]
sections: [decision, reactions, context, what-next, not-confirmed]
mail: {sender: desk@orle.example, recipients: [ada@orle.example], via: maildir, path: post}
"""
GRANT = (
    "The council of Pell gave {sum} crowns to the rowing club for a new boathouse, the treasurer said on Monday.\n\n"
    "The club has 120 members. “We row in the rain anyway,” chairwoman Tove Lind said. Work begins in May."
)
NOTE = "Correction: An earlier version of this article gave the sum as 90,000 crowns.\n\n"
BEFORE: dict[str, Paper] = {
    "quarry": paper(
        "Quarry at Orle to close in spring",
        "The quarry at Orle will close in spring and 140 people will lose their work, the owner Vask Stone said on "
        "Monday.\n\nVask Stone said that the slate had run out. “We have reached the clay,” manager Lena Brodt said."
        "\n\nThe town council asked for a meeting with the owner. The quarry has been worked since 1871.",
        "2026-09-07T10:00:00Z",
    ),
    "owls": paper(
        "Barn owls return to Mirrow church",
        "Barn owls have nested in the tower of Mirrow church for the first time in 40 years, the bird society said."
        "\n\nFour chicks hatched in August. “They hiss at us,” warden Piet Alm said. The tower stays locked until "
        "they have flown.",
        "2026-09-07T12:00:00Z",
    ),
    "grant": paper("Pell pays for a boathouse", GRANT.format(sum="90,000"), "2026-09-07T10:00:00Z"),
    "otters": paper(
        "Otters seen at Pell weir",
        "Three otters were seen at the weir of Pell on Sunday, the river watch said.\n\nThe last otter there was seen "
        "in 1962. Warden Ulf Krag asked walkers to keep dogs on a lead.",
        "2026-09-06T09:00:00Z",
        "Lowland Post",
    ),
    "choir": paper(
        "Harbour choir sings for the lifeboat",
        "The harbour choir of Lisk sang for the lifeboat on Sunday and took 4,100 crowns, its leader Ann Moll said.\n\n"
        "The boat needs a new engine. Another concert is planned for Advent.",
        "2026-09-06T08:00:00Z",
    ),
}
GONE = ("otters", "choir")  # are no longer among the sources on the second day
AFTER: dict[str, Paper] = {
    "stays": paper(
        "Vask Stone halts closure of Orle quarry",
        "Vask Stone on Tuesday halted its plan to close the quarry at Orle. The owner said that new slate had been "
        "found below the clay.\n\nManager Lena Brodt, who leads the quarry, said that a drill had struck slate at 60 "
        "metres. “The hill has kept a drawer locked,” Brodt said.\n\nThe town council welcomed the news. The quarry "
        "has been worked since 1871, and closed for a year in 1932. It is not known who paid for the drill. "
        "The first shaft was sunk on 4 May 1871. A fire closed it on 9 June 1932. The union signed a contract on 14 "
        "March 2024. The council will meet on 12 September.",
        "2026-09-08T09:00:00Z",
        "Lowland Post",
    ),
    "halted": paper(
        "Orle quarry stays open",
        "The owner of the quarry at Orle, Vask Stone, halted its plan to close the quarry on Tuesday, and 130 people "
        "keep their work.\n\nManager Lena Brodt said that a drill had struck slate at 70 metres.",
        "2026-09-08T10:00:00Z",
        "Orle Courier",
    ),
    "grant": {**paper("Pell pays for a boathouse", NOTE + GRANT.format(sum="9,000"), "2026-09-07T10:00:00Z")},
    "bridge": paper(
        "Footbridge at Senn washed away",
        "A flood washed away the footbridge at Senn on Tuesday morning. Nobody was on it, the fire service said.\n\n"
        "The bridge was built in 1998. Mayor Dora Kuhl said that a ferry would cross every half hour.",
        "2026-09-08T11:00:00Z",
    ),
}
EDITS = """\
edits:
- strike: {struck}
  by: Ada Roe
- note: The bridge is the one beside the mill.
  story: sources/bridge.json
  by: Ada Roe
"""


def _lay(home: Path, papers: dict[str, Paper]) -> None:
    for name, data in papers.items():
        text = json.dumps(data, ensure_ascii=False)
        (home / "sources" / f"{name}.json").write_text(text, encoding="utf-8")


def _last(edition: Path) -> str:
    """The id of the last statement of the first story."""
    brief = json.loads((edition / "brief.json").read_bytes())
    return str(brief["stories"][0]["sections"][-1]["statements"][-1]["id"])


def _done(home: Path, *arguments: str) -> None:
    done = called(*arguments, cwd=home)
    assert done.returncode == 0, done.stderr


def two_days(home: Path, config: str = CONFIG) -> Path:
    """Builds both editions in `home`; returns the folder of the second."""
    (home / "sources").mkdir(parents=True)
    (home / "config.yaml").write_text(config, encoding="utf-8")
    _lay(home, BEFORE)
    _done(home, "build", "--quiet", "--date", FIRST, "--formats", "html,txt")
    _lay(home, AFTER)
    for name in GONE:
        (home / "sources" / f"{name}.json").unlink()
    _done(home, "build", "--quiet", "--date", SECOND, "--formats", "eml")
    _done(home, "send", SECOND, "--past")
    (home / "edits").mkdir()
    (home / "edits" / f"{SECOND}.yaml").write_text(EDITS.format(struck=_last(home / "out" / SECOND)), encoding="utf-8")
    _done(home, "build", "--quiet", "--date", SECOND)
    return home / "out" / SECOND
