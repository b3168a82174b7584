"""What the package defines: a public class has a name of its own and says what it is, and nothing stands unused."""

from __future__ import annotations

import ast
import re
from collections import Counter
from pathlib import Path

import pytest

from tests.helpers.running import ROOT

FILES = sorted((ROOT / "briefing").rglob("*.py"))
USERS = sorted(
    file for folder in ("briefing", "tests", "quality", "examples") for file in (ROOT / folder).rglob("*.py")
)
# called by libraries under these names, or a part of a tuple that is compared whole
FOR_OTHERS = {"persistent_id", "persistent_load", "to_words", "intercepted_binops", "inode"}


def public_classes(file: Path) -> list[ast.ClassDef]:
    body = ast.parse(file.read_text(encoding="utf-8")).body
    return [node for node in body if isinstance(node, ast.ClassDef) and not node.name.startswith("_")]


@pytest.fixture(name="classes", scope="module")
def all_public_classes() -> list[ast.ClassDef]:
    return [one for file in FILES for one in public_classes(file)]


def test_no_two_public_classes_share_a_name(classes: list[ast.ClassDef]) -> None:
    counted = Counter(one.name for one in classes)
    assert len(counted) > 400
    assert [name for name, count in counted.items() if count > 1] == []


def test_every_public_class_has_a_docstring(classes: list[ast.ClassDef]) -> None:
    assert [one.name for one in classes if not ast.get_docstring(one)] == []


def defined(code: str) -> set[str]:
    """Functions, classes, constants and fields of a module, at whatever depth, but what Python itself calls."""
    names = set()
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            names.add(node.name)
        elif isinstance(node, (ast.Assign, ast.AnnAssign)):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            names |= {target.id for target in targets if isinstance(target, ast.Name)}
    return {name for name in names if not name.startswith("__")}


def unused(modules: list[str], users: list[str]) -> set[str]:
    """Names that the modules define and that are written nowhere else, the templates among the users."""
    counted = Counter(word for text in users for word in re.findall(r"\w+", text))
    return {name for code in modules for name in defined(code) if counted[name] == 1}


def test_nothing_is_defined_and_never_used() -> None:
    templates = [file.read_text(encoding="utf-8") for file in (ROOT / "templates").glob("*.j2")]
    desk = [file.read_text(encoding="utf-8") for file in (ROOT / "briefing" / "desk" / "pages").glob("*.j2")]
    code = {file: file.read_text(encoding="utf-8") for file in USERS if file != Path(__file__).resolve()}
    found = unused([code[file] for file in FILES], [*code.values(), *templates, *desk])
    assert found == FOR_OTHERS


def test_what_is_used_nowhere_is_found() -> None:
    module = (
        "FEW = 3\nMANY = 9\ndef used():\n    return MANY\ndef idle():\n    return 1\nclass Kept:\n    size: int = 1\n"
    )
    assert unused([module], [module, "used() Kept"]) == {"FEW", "idle", "size"}
