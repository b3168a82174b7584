from __future__ import annotations

from pathlib import Path

import pytest

from briefing.errors import ConfigError
from briefing.plugins import is_plugin, load


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
