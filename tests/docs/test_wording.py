"""Names, comments, documents and messages are plain English: the metaphors that once stood in them do not come back."""

from __future__ import annotations

import io
import re
import tokenize
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.helpers.running import ROOT

# the metaphor: what to write instead
METAPHORS = {
    r"rooms?": "module, package, place",
    r"(?:only |'s )doors?": "the only module that imports it",
    r"hands? on|editor's hand|hand_options|handoptions": "return, yield; manual changes",
    r"acts? (?:one|two|three|before|after)|(?:this|first|second|third|the) acts?": "stage: prepare, compose, publish",
    r"(?:is|are|was|were|be|cannot be) told (?:apart|from|by|with|on|of|in|as|once|at)": "distinguish, report, judge",
    r"tells? (?:one|the same|a|of|that)": "report",
    r"lends?|lent|lending": "take from, share, supply",
    r"heed(?:s|ed|ing)?|heed_\w+": "compare, count, obey",
    r"others fly|flies": "propagate",
    r"on the side": "in passing",
    r"in the measure of": "in proportion to",
    r"the nouns": "data classes, elements",
}
PATTERN = re.compile("|".join(rf"(?<![A-Za-z])(?:{one})(?![A-Za-z])" for one in METAPHORS), re.I)
FLOORS = re.compile(r"(?<![A-Za-z])floors?(?![A-Za-z])", re.I)  # of measured figures; nowhere else
QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|`[^`]*`")  # examples in a comment or a document are language, not ours
DOCUMENTS = [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), *(ROOT / "templates").glob("*.*"), ROOT / "config.yaml"]
CODE = [*(ROOT / "briefing").rglob("*.py"), *(ROOT / "quality").rglob("*.py")]
COMMENTED = [*(ROOT / "briefing").rglob("*.toml"), *(ROOT / "tools").iterdir(), ROOT / "Makefile"]
WORDS = (tokenize.COMMENT, tokenize.NAME, tokenize.STRING)


def of_code(file: Path) -> Iterator[tuple[int, str]]:
    """Lines of comments, docstrings, messages and names, each with its number."""
    for token in tokenize.generate_tokens(io.StringIO(file.read_text(encoding="utf-8")).readline):
        if token.type in WORDS or token.type == getattr(tokenize, "FSTRING_MIDDLE", -1):
            written = (
                token.string.strip("#").removeprefix('"""').removesuffix('"""')
                if token.string.startswith(('"""', "#"))
                else ""
            )
            text = QUOTED.sub("", written) if written else token.string
            for number, line in enumerate(text.splitlines()):
                yield token.start[0] + number, line.replace("_", " ")


def of_comments(file: Path) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        if line.lstrip().startswith("#"):
            yield number, QUOTED.sub("", line)


def of_text(file: Path) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        yield number, QUOTED.sub("", line)


def faults(file: Path, lines: Iterator[tuple[int, str]]) -> list[str]:
    found = []
    for number, line in lines:
        figures = "quality" in file.parts or " " not in line.strip()  # floor alone is a name, as in math.floor
        known = PATTERN.search(line) or (None if figures else FLOORS.search(line))
        if known and not (
            known[0].lower().startswith("floor") and re.search(r"gate|figure|measured|quality|ablat|its floors", line)
        ):
            found.append(f"{file.relative_to(ROOT)}:{number}: {known[0]!r} in {line.strip()!r}")
    return found


@pytest.mark.parametrize("reader, files", [(of_code, CODE), (of_comments, COMMENTED), (of_text, DOCUMENTS)])
def test_no_metaphor_comes_back(reader: object, files: list[Path]) -> None:
    assert callable(reader) and len(files) > 5
    found = [fault for file in files if file.is_file() for fault in faults(file, reader(file))]
    advice = "\n".join(f"{pattern}: write {instead}" for pattern, instead in METAPHORS.items())
    assert not found, "\n".join(found) + "\n\n" + advice


@pytest.mark.parametrize(
    "line", ["# heavy rooms are imported", "# sumy's only door", "x = heed_speech", "# the budget has no room for it"]
)
def test_a_metaphor_is_found(line: str, tmp_path: Path) -> None:
    file = ROOT / "briefing" / "x.py"
    assert faults(file, iter([(1, line.replace("_", " "))]))


@pytest.mark.parametrize("line", ["# set by hand", "# where a key is at hand", "# the noun phrase that ends it"])
def test_what_is_plain_english_is_not(line: str) -> None:
    assert not faults(ROOT / "briefing" / "x.py", iter([(1, line)]))
