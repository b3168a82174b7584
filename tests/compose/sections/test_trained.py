from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from briefing.compose.sections.features import FEATURES
from briefing.compose.sections.trained import SECTIONS, scorer
from quality.train_sections import LABELS, TARGET, check, read, trained

FILES = sorted(LABELS.glob("*.txt"))


@pytest.mark.parametrize("section", SECTIONS)
def test_the_packaged_scorer_weighs_features_that_there_are(section: str) -> None:
    known = scorer(section)
    assert known.weights
    assert set(known.weights) <= set(FEATURES)


def test_the_packaged_file_says_what_it_was_trained_on() -> None:
    assert "quality/labels/own" in TARGET.read_text(encoding="utf-8").partition("[")[0]


def test_every_label_is_a_section_and_every_sentence_is_there_once() -> None:
    rows = [row for file in FILES for paragraph in read(file).paragraphs for row in paragraph]
    assert {label for label, _ in rows} == set(SECTIONS)
    assert all(sentence == sentence.strip() and sentence for _, sentence in rows)
    assert len({sentence for _, sentence in rows}) > 0.99 * len(rows)


def test_training_gives_the_same_bytes_twice_and_in_any_order() -> None:
    told = [read(file) for file in FILES[:12]]
    text = trained(told)
    assert trained(told[::-1]) == text
    assert set(tomllib.loads(text)) == set(SECTIONS)


def test_articles_that_the_training_had_not_seen_are_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert check([read(file) for file in FILES[:24]]) > 0.6
    assert capsys.readouterr().out.count("F1") == len(SECTIONS)


def test_a_label_that_is_no_section_is_named(tmp_path: Path) -> None:
    file = tmp_path / "one.txt"
    file.write_text("title: Rain\ndate: 2024-05-07\ntype: wire\n\nweather\tIt rains.\n", encoding="utf-8")
    with pytest.raises(SystemExit, match="weather"):
        read(file)
