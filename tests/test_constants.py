"""What `quality.constants` counts, on a module made for it."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from quality.constants import Count, complexity, counted, of_checkout

PACKAGE = Path(__file__).parent.parent / "briefing"
MOST_CONSTANTS = 6.3  # of modules, for each 1,000 lines: half as many as release 0.1.0 has
SOURCE = """
LONGEST = 40
FEW, MANY = 3, 7.5
NAME = "x"

@dataclass(frozen=True)
class Five:
    a: int
    b: int
    c: int
    d: int
    e: int = 5

@dataclass(frozen=True, kw_only=True)
class Named:
    a: int
    b: int
    c: int
    d: int
    e: int = 6

def seven(self, a, b, c, d, e, f, *, g):
    return a * 12 if b > 1 else 0.25
"""


def test_numbers_classes_and_signatures_are_counted() -> None:
    found = counted(SOURCE, "m.py")
    assert (found.constants, found.inline) == (3, 2)
    assert found.classes == ["m.py:7 Five (5)"]
    assert found.signatures == ["m.py:22 seven (7)"]
    assert not found.complex


@pytest.mark.parametrize(
    ("body", "branches"),
    [
        ("return 1", 1),
        ("return 1 if a and b else 2", 3),
        ("for x in a:\n  if x: return [y for y in x if y]", 5),
        ("try: pass\n except E: pass", 2),
    ],
)
def test_complexity_is_one_more_than_the_branches(body: str, branches: int) -> None:
    function = ast.parse(f"def f():\n {body}").body[0]
    assert complexity(function) == branches


def test_the_package_keeps_to_the_limits() -> None:
    """No class of more than four fields is made by position, no function has more than six parameters or more than
    twenty branches."""
    found = Count()
    for path in sorted(PACKAGE.rglob("*.py")):
        found.add(counted(path.read_text(encoding="utf-8"), path.relative_to(PACKAGE).as_posix()))
    assert not found.signatures
    assert not found.complex
    assert [place.split()[1] for place in found.classes] == ["Shape"]  # a key of a memory, made by name


def test_numbers_stand_with_their_package_and_not_in_its_modules() -> None:
    found = of_checkout(PACKAGE.parent)["briefing"]
    assert 1000 * found.constants / found.lines <= MOST_CONSTANTS
