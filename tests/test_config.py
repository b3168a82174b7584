from __future__ import annotations

import contextlib
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing import config
from briefing.config import Config, parse
from briefing.errors import ConfigError
from briefing.example import config_yaml


@pytest.mark.parametrize(
    ("text", "line", "column", "words"),
    [
        ("title: A\ntitel: B\n", 2, 1, ["titel", "one of", "title"]),
        ("title: A\nlayout: by-stroy\n", 2, 9, ["by-stroy", "by-story, by-section"]),
        ("window:\n  days: -1\n", 2, 9, ["-1", "at least 0"]),
        ("window:\n  dayz: 1\n", 2, 3, ["dayz"]),
        ("title: A\ntitle: B\n", 2, 1, ["a second time"]),
        ("title: [1\n", 2, 1, ["not YAML"]),
        ("time_zone: Mars/Olympus\n", 1, 12, ["Mars/Olympus", "time zone"]),
        ("first_day: 2024-13-45\n", 1, 12, ["2024-13-45", "a day such as"]),
        ("- a\n", 1, 1, ["a mapping"]),
        ("title: !!python/object/apply:os.system [ls]\n", 1, 8, ["text"]),
        ("title: !x y\n", 1, 8, ["tag"]),
        ("formats: [html, docx]\n", 1, 17, ["docx", "html, pdf, txt"]),
        ("title: 3\n", 1, 8, ["3", "text in quotation marks"]),
    ],
)
def test_a_mistake_is_answered_with_its_place(text: str, line: int, column: int, words: list[str]) -> None:
    with pytest.raises(ConfigError) as caught:
        parse(text.encode(), "config.yaml")
    assert (caught.value.line, caught.value.column) == (line, column)
    for word in words:
        assert word in f"{caught.value.message} {caught.value.remedy}"


def test_the_nearest_valid_word_is_named() -> None:
    with pytest.raises(ConfigError) as caught:
        parse(b"windw: {}\n")
    assert caught.value.remedy == "did you mean 'window'?"


def test_aliases_cannot_blow_it_up() -> None:
    bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
    bomb += "".join(f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 10)}]\n" for i in range(1, 12))
    with pytest.raises(ConfigError, match="more than"):
        parse(bomb.encode())


def test_an_alias_of_itself_is_no_hang() -> None:
    with pytest.raises(ConfigError):
        parse(b"a: &a [*a]\n")


def test_not_utf8_names_the_line() -> None:
    with pytest.raises(ConfigError) as caught:
        parse(b"title: A\nlanguage: \xff\n")
    assert caught.value.line == 2


@given(st.binary(max_size=200))
def test_any_bytes_give_a_config_or_a_config_error(raw: bytes) -> None:
    with contextlib.suppress(ConfigError):
        assert isinstance(parse(raw), Config)


ROOT = Path(__file__).parent.parent


def test_the_example_states_every_key_with_its_default() -> None:
    assert config.read(ROOT / "config.yaml").config == Config()
    assert (ROOT / "config.yaml").read_text(encoding="utf-8") == config_yaml(), "run `make schema`"


def test_the_schema_that_travels_is_that_of_the_code() -> None:
    shipped = json.loads((ROOT / "briefing" / "config.schema.json").read_text(encoding="utf-8"))
    assert shipped == config.schema(), "run `make schema`"
    first = (ROOT / "config.yaml").read_text(encoding="utf-8").splitlines()[0]
    assert (ROOT / first.split("=")[1]).is_file()


def test_a_config_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="cannot be read"):
        config.read(tmp_path / "none.yaml")
