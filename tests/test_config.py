from __future__ import annotations

import contextlib
import json
import subprocess
import sys
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


OLD = ROOT / "tests" / "fixtures" / "config-0.1.0.yaml"


def test_a_configuration_of_an_earlier_version_says_the_same() -> None:
    """The file that 0.1.0 came with: every key by its older name, each with its default."""
    assert config.read(OLD).config == Config()


def test_an_older_key_stands_on_its_line_under_its_present_name(tmp_path: Path) -> None:
    file = tmp_path / "config.yaml"
    file.write_text("budget:\n  glance: 4\nsections:\n- id: a\n  least: 0.5\n", encoding="utf-8")
    found = config.lines(file)
    assert (found["length.at_a_glance"], found["sections[0].min_score"]) == (2, 5)


def test_a_fault_names_the_key_that_was_written() -> None:
    with pytest.raises(ConfigError, match=r"selection.longest: found 0") as caught:
        parse(b"selection:\n  longest: 0\n")
    assert (caught.value.line, caught.value.column) == (2, 12)


def test_importing_the_configuration_is_light() -> None:
    """Its options stand apart from the code that obeys them: no numpy, and at most a third of the modules."""
    program = "import sys, briefing.config; print('\\n'.join(sys.modules))"
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    loaded = run.stdout.split()
    own = [name for name in loaded if name == "briefing" or name.startswith("briefing.")]
    everything = list((ROOT / "briefing").rglob("*.py"))
    assert len(own) * 3 <= len(everything), own
    assert not {"numpy", "scipy", "yaml", "jinja2", "babel", "weasyprint"}.intersection(loaded)


def test_a_config_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="cannot be read"):
        config.read(tmp_path / "none.yaml")
