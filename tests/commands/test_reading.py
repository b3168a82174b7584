"""What `inspect --json` prints: a line an article, its keys in the order that others rely on."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.helpers.running import called, project

KEYS = (
    *("path", "sha256", "reader", "encoding", "language", "title", "published", "publisher", "author", "url"),
    *("text", "blocks", "sentences", "problems"),
)
MORE = ("genre", "relays", "coverage")
RELAY = (
    "Bridge for Ostrau\n\nOstrau approved a toll bridge on Tuesday, the Lune Gazette reported. Work begins in May.\n"
)
OPINION = (
    "Opinion: A bridge too dear\n\nOstrau needs no bridge, and the council knows it. The council should think again.\n"
)


@pytest.fixture(name="lines", scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    folder = tmp_path_factory.mktemp("inspected")
    records = "".join(
        json.dumps({"text": text, "id": name}) + "\n" for name, text in (("one", RELAY), ("two", OPINION))
    )
    project(folder, "", {"relay.txt": RELAY, "opinion.txt": OPINION, "both.jsonl": records, "bad.pdf": b"%PDF-1.4 ."})
    done = called("inspect", "sources", "--json", cwd=folder)
    assert done.returncode == 0 and not done.stderr
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    return {line["path"]: line for line in lines}


def test_a_line_stands_for_each_article_and_for_what_cannot_be_read(lines: dict[str, dict[str, Any]]) -> None:
    names = ("bad.pdf", "both.jsonl#one", "both.jsonl#two", "opinion.txt", "relay.txt")
    assert list(lines) == [f"sources/{name}" for name in names]
    assert [path for path, line in lines.items() if line["problems"]] == ["sources/bad.pdf"]
    assert lines["sources/bad.pdf"]["sha256"] is None and lines["sources/bad.pdf"]["text"] == ""


def test_all_keys_are_there_in_their_order(lines: dict[str, dict[str, Any]]) -> None:
    for line in lines.values():
        assert tuple(key for key in line if key in KEYS) == KEYS
        assert set(MORE) <= set(line)


def test_genre_and_whose_report_is_passed_on_stand_in_each_line(lines: dict[str, dict[str, Any]]) -> None:
    found = {path.removeprefix("sources/"): (line["genre"], line["relays"]) for path, line in lines.items()}
    assert found["relay.txt"] == ("news", "Lune Gazette")
    assert found["opinion.txt"] == ("opinion", None)
    assert found["bad.pdf"] == (None, None)
