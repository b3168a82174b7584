"""What docs/summarizers.md says: its names, and its example, read from the page and put to work."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from briefing.compose.summarizers import SUMMARIZERS, summarizer
from tests.articles import article, passages

PAGE = (Path(__file__).parents[2] / "docs" / "summarizers.md").read_text(encoding="utf-8")


def test_the_table_names_every_summarizer() -> None:
    assert sorted(re.findall(r"^\| `(\w+)` \|", PAGE, re.M)) == sorted(SUMMARIZERS)


def test_the_example_works(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (example,) = re.findall(r"```python\n(.*?)```", PAGE, re.S)
    (tmp_path / "a_users_own.py").write_text(example, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "a_users_own", raising=False)
    rows = passages(article("a", ["The bridge at Marlow has collapsed.", "It rained.", "Nobody was hurt in Tarvin."]))
    assert summarizer("a_users_own:shortest")(rows, 7) == [1, 2]
