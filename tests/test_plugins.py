from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from briefing.errors import ConfigError, UsageError
from briefing.plugins import ExtensionPoint, UserFunction, is_plugin, load


def test_a_function_is_found_by_its_name() -> None:
    assert load("posixpath:basename")("a/b.txt") == "b.txt"
    assert is_plugin("posixpath:basename")
    assert not is_plugin("lexrank")


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("posixpath", "no function name"),
        ("os.path:join()", "no function name"),
        ("__import__('os'):x", "no function name"),
        ("no_such_package_of_ours:read", "cannot be imported"),
        ("posixpath:nothing", "has no 'nothing'"),
        ("posixpath:sep", "is not a function"),
    ],
)
def test_a_wrong_name_is_told_with_what_to_do(name: str, told: str) -> None:
    with pytest.raises(ConfigError, match=told.replace("(", r"\(")):
        load(name)


def test_a_module_that_fails_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "module_that_fails_here.py").write_text("1 / 0\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    with pytest.raises(ConfigError, match="ZeroDivisionError"):
        load("module_that_fails_here:read")


@pytest.mark.parametrize("ending", ["raise SystemExit(0)", "import sys; sys.exit()", "exit('done')"])
def test_a_module_that_ends_the_program_is_told(ending: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "module_that_ends_here.py").write_text(ending + "\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    with pytest.raises(ConfigError, match=r"module_that_ends_here:read.*SystemExit"):
        load("module_that_ends_here:read")


POINT = ExtensionPoint(role="reader", key="readers:", takes=("path",), gives="text", guide="docs/add-a-reader.md")


def own(function: object) -> UserFunction:
    assert callable(function)
    return UserFunction(name="mine:read", point=POINT, function=function)


def ends(path: str) -> str:
    raise SystemExit(0)


def ends_late(path: str) -> Iterator[str]:
    yield path
    raise SystemExit(0)


class Unspeakable(ValueError):
    def __str__(self) -> str:
        raise RuntimeError("no words")

    __repr__ = __str__


def has_no_words(path: str) -> str:
    raise Unspeakable


def test_a_function_that_ends_the_program_has_failed() -> None:
    """Else the command would end with exit code 0, as if it had done its work."""
    with pytest.raises(ConfigError, match="the reader 'mine:read' failed: SystemExit: 0"):
        own(ends)("a")
    with pytest.raises(ConfigError, match="failed: SystemExit"):
        own(ends_late).rows("a")


def test_a_signal_and_an_error_of_the_program_go_through() -> None:
    class Stop(SystemExit):
        """As a signal raises it while the function works."""

    def stopped(path: str) -> str:
        raise Stop

    def refused(path: str) -> str:
        raise UsageError("no such file")

    with pytest.raises(Stop):
        own(stopped)("a")
    with pytest.raises(UsageError):
        own(refused)("a")


def test_a_fault_or_a_result_that_cannot_be_printed_is_named_by_its_kind() -> None:
    with pytest.raises(ConfigError, match=r"failed: Unspeakable$"):
        own(has_no_words)("a")
    assert "returned Unspeakable, expected text" in own(ends).wrong(Unspeakable()).message
