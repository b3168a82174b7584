"""Names in a folder of templates that nothing would use are faults; what templates bring along is none."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.errors import RenderError
from briefing.publish.page.templating.own_templates import check

OWN = "{% block a %}{% endblock %}"
EXTENDS = '{% extends "!builtin/masthead.html.j2" %}\n'


def laid(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    return folder


@pytest.mark.parametrize(
    ("files", "words", "hint"),
    [
        (
            {"brief.html.j22": "x"},
            "templates/brief.html.j22: found 'brief.html.j22', expected the name of",
            "brief.html",
        ),
        ({"masthed.html.j2": EXTENDS}, "templates/masthed.html.j2: found", "did you mean 'masthead.html.j2'?"),
        ({"breif.css": "p {}"}, "templates/breif.css: found", "did you mean 'brief.css'?"),
        (
            {"masthead.html.j2": EXTENDS + "{% block nam %}x{% endblock %}"},
            "templates/masthead.html.j2:2: found 'nam', expected a block of the page that it extends: dateline,",
            "did you mean 'name'?",
        ),
        ({"masthead.html.j2": "{% if %}"}, "templates/masthead.html.j2:1: ", "docs/templates.md"),
        (
            {"masthead.html.j2": '{% extends "masthead.html.j2" %}'},
            "templates/masthead.html.j2: found 'masthead.html.j2', which extends this template",
            '"!builtin/masthead.html.j2"',
        ),
        (
            {"brief.html.j2": '{% extends "own.html.j2" %}', "own.html.j2": '{% extends "brief.html.j2" %}'},
            "templates/brief.html.j2: found 'brief.html.j2', which extends this template",
            '"!builtin/brief.html.j2"',
        ),
    ],
)
def test_a_name_that_nothing_would_use(tmp_path: Path, files: dict[str, str], words: str, hint: str) -> None:
    with pytest.raises(RenderError) as raised:
        check(laid(tmp_path, files))
    assert words in raised.value.message and hint in (raised.value.remedy or "")


@pytest.mark.parametrize(
    "files",
    [
        {},
        {"README.md": "what this is", "logo.svg": "<svg/>", "fonts/own.woff2": ""},
        {"masthead.html.j2": EXTENDS + "{% block name %}{% block mine %}x{% endblock %}{% endblock %}"},
        {"masthead.html.j2": '{% include "office.html.j2" %}', "office.html.j2": "x"},
        {"masthead.html.j2": '{% extends "office.html.j2" %}' + OWN, "office.html.j2": OWN},
        {"brief.html.j2": '{% extends "masthead.html.j2" %}', "masthead.html.j2": EXTENDS},
        {"masthead.html.j2": "{% block own %}x{% endblock %}", "brief.css": "p {}"},
    ],
)  # fmt: skip
def test_what_is_used_or_no_template(tmp_path: Path, files: dict[str, str]) -> None:
    check(laid(tmp_path, files))
