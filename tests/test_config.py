from __future__ import annotations

import contextlib
import json
import re
import subprocess
import sys
import tomllib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing import config
from briefing.compose.sections.features import FEATURES
from briefing.compose.sections.rules import DEFAULT_SECTIONS, READY, ready_lines, ready_rules
from briefing.config import Config, parse
from briefing.errors import ConfigError
from briefing.publish.page.labels import languages
from briefing.reports.config_text import explained, in_force


@pytest.mark.parametrize(
    ("text", "line", "column", "words"),
    [
        ("title: A\ntitel: B\n", 2, 1, ["titel", "one of", "title"]),
        ("title: A\nlayout: by-stroy\n", 2, 9, ["by-stroy", "by-story, by-section"]),
        ("window:\n  days: -1\n", 2, 9, ["-1", "from 0"]),
        ("window:\n  dayz: 1\n", 2, 3, ["dayz"]),
        ("title: A\ntitle: B\n", 2, 1, ["a second time"]),
        ("title: [1\n", 2, 1, ["not YAML"]),
        ("time_zone: Mars/Olympus\n", 1, 12, ["Mars/Olympus", "time zone"]),
        ("first_day: 2024-13-45\n", 1, 12, ["2024-13-45", "a day such as"]),
        ("- a\n", 1, 1, ["a mapping"]),
        ("title: !!python/object/apply:os.system [ls]\n", 1, 8, ["text"]),
        ("title: !x y\n", 1, 8, ["tag"]),
        ("formats: [html, odt]\n", 1, 17, ["odt", "html, pdf, txt"]),
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


@settings(deadline=None)  # the first call imports what reads YAML
@given(st.binary(max_size=200))
def test_any_bytes_give_a_config_or_a_config_error(raw: bytes) -> None:
    with contextlib.suppress(ConfigError):
        assert isinstance(parse(raw), Config)


ROOT = Path(__file__).parent.parent


def test_the_packaged_file_is_short_and_states_the_defaults() -> None:
    text = (ROOT / "config.yaml").read_text(encoding="utf-8")
    assert config.read(ROOT / "config.yaml").config == Config()
    assert len(text.splitlines()) <= 80


def test_the_packaged_file_names_every_language_and_every_ready_section() -> None:
    text = (ROOT / "config.yaml").read_text(encoding="utf-8")
    for name in ready_rules():
        assert re.search(rf"^#     {name} +\w", text, re.M), name
    (listed,) = re.findall(r"headings and dates: (.*?)\.", text)
    assert re.split(r", | or ", listed) == list(languages())


def test_the_schema_that_travels_is_that_of_the_code() -> None:
    shipped = json.loads((ROOT / "briefing" / "config.schema.json").read_text(encoding="utf-8"))
    assert shipped == config.schema(), "run `make schema`"
    first = (ROOT / "config.yaml").read_text(encoding="utf-8").splitlines()[0]
    assert (ROOT / first.split("=")[1]).is_file()


OLD = ROOT / "tests" / "fixtures" / "config-0.1.0.yaml"


def test_a_configuration_of_an_earlier_version_says_the_same() -> None:
    """The file that 0.1.0 came with: every key by its older name, each with its default of then. What the sections
    prefer, what they print and from which score on, has been set anew since; such a file keeps what it says."""
    found = config.read(OLD).config
    anew = [
        replace(rule, prefer=now.prefer, min_score=now.min_score, print_if=now.print_if)
        for rule, now in zip(found.sections, DEFAULT_SECTIONS, strict=True)
    ]
    assert replace(found, sections=tuple(anew)) == Config()
    assert found.sections[0].prefer["main_event"] == 1.0


def test_an_older_key_stands_on_its_line_under_its_present_name(tmp_path: Path) -> None:
    file = tmp_path / "config.yaml"
    file.write_text("budget:\n  glance: 4\nsections:\n- id: a\n  least: 0.5\n", encoding="utf-8")
    found = config.lines(file)
    assert (found["length.at_a_glance"], found["sections[0].min_score"]) == (2, 5)


def test_a_key_of_a_ready_section_stands_in_its_own_file(tmp_path: Path) -> None:
    file = tmp_path / "config.yaml"
    file.write_text("sections:\n- context\n- {like: decision, id: a, base: 1.0}\n", encoding="utf-8")
    found = config.places(file)
    for number, name in ((0, "context"), (1, "decision")):
        where, line = found[f"sections[{number}].weights.lead"].split(":")
        text = (READY / where).read_text(encoding="utf-8").splitlines()
        assert (where, text[int(line) - 1][:7]) == (f"{name}.toml", "lead = ")
    assert found["sections[1].base"] == f"{file}:3"
    assert config.places(None)["sections[0].base"].startswith("decision.toml:")


@pytest.mark.parametrize("name", list(ready_rules()))
def test_every_key_of_a_ready_section_has_its_line(name: str) -> None:
    """The lines are found without a TOML reader, so they are held against one."""
    data = tomllib.loads((READY / f"{name}.toml").read_text(encoding="utf-8"))
    keys = {k for k, v in data.items() if not isinstance(v, dict)}
    keys |= {f"{k}.{inner}" for k, v in data.items() if isinstance(v, dict) for inner in v}
    assert set(ready_lines(name)) == keys


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


CHANGED = """
title: A
sections:
- decision
- {like: reactions, id: voices, title: Voices, statements: 12, weights: {we: 0, narrated: 2}}
- {id: x, where: {numbers: true}, cues: {"a: b": 1}}
mail: {groups: [{name: a, sections: [x]}, {name: b}]}
reading: {clean: {keep: [{pattern: 'x: {y} #'}]}}
"""


@pytest.mark.parametrize("text", ["", CHANGED])
@pytest.mark.parametrize("written", [in_force, explained])
def test_what_is_printed_of_a_configuration_is_that_configuration(written: Callable[[Config], str], text: str) -> None:
    assert parse(written(parse(text.encode())).encode()) == parse(text.encode())


def test_every_key_is_explained_with_its_value_and_what_else_it_would_be() -> None:
    text = explained(parse(b"length: {stories: 5}\n"))
    assert "  # stories in full; the others stand in one line each (default: 8)\n  stories: 5\n" in text
    keys = re.findall(r"^(?:(?: *#.*\n)+) *(?:- )?(\w+):", text, re.M)
    assert {"title", "at_a_glance", "min_score", "max_words", "password_file", "attach", "smtp"} <= set(keys)
    assert "  dkim: null\n  #   domain: the domain that signs\n" in text  # what it would hold
    for name, feature in FEATURES.items():
        assert re.search(rf"^#   {name} +{re.escape(feature.doc)}$", text, re.M)


@pytest.mark.parametrize(
    ("text", "line", "column", "remedy"),
    [
        ("sections: [decison]\n", 1, 12, "did you mean 'decision'?"),
        ("sections:\n- {like: reaction, id: x}\n", 2, 10, "did you mean 'reactions'?"),
        ("sections:\n- {lik: reactions}\n", 2, 4, "did you mean 'like'?"),
        ("sections:\n- {like: context, min_scor: 1}\n", 2, 19, "did you mean 'min_score'?"),
        ("sections:\n- {like: context, weights: {ledd: 1}}\n", 2, 29, "did you mean 'lead'?"),
        ("sections: [decision, decision]\n", 1, 22, None),
        ("sections: [3]\n", 1, 12, None),
    ],
)
def test_a_section_that_does_not_exist_is_named_with_the_nearest(
    text: str, line: int, column: int, remedy: str | None
) -> None:
    with pytest.raises(ConfigError) as caught:
        parse(text.encode())
    assert (caught.value.line, caught.value.column, caught.value.remedy) == (line, column, remedy)


def test_a_section_by_name_and_one_that_starts_from_another() -> None:
    voices = parse(CHANGED.encode()).sections[1]
    reactions = ready_rules()["reactions"]
    assert parse(CHANGED.encode()).sections[0] == ready_rules()["decision"]
    assert (voices.id, voices.title, voices.statements, voices.group_by) == ("voices", "Voices", 12, "speaker")
    assert voices.weights == {**reactions.weights, "we": 0, "narrated": 2}  # points are changed one by one
    filtered = parse(b"sections: [{like: reactions, print_if: {speaker: false}}]").sections[0]
    assert filtered.print_if == {"speaker": False}  # filters are replaced
    older = parse(b"sections: [{like: reactions, too_little: note, least: 0.9}]").sections[0]
    assert (older.if_too_few, older.min_score) == ("note", 0.9)


def test_a_config_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="cannot be read"):
        config.read(tmp_path / "none.yaml")
