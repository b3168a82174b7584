"""Shares of words: the same as wordfreq's own, whether its files are opened or it is asked."""

from __future__ import annotations

import gzip
import subprocess
import sys
from pathlib import Path

import msgpack
import pytest
import wordfreq

from briefing.language.vocabulary import frequencies
from tests.helpers.running import ROOT

WORDS = ["7", "19", "2026", "1984", "2087", "007", "3.5", "1,000", "1,234,567", "10:30", "5:07pm", "19th", "1990s"]
WORDS += ["4x4", "120m2", "4x4.5b", "84719", "99999999999999999999", "0", "0.0", "½", "3½"]


@pytest.mark.parametrize("code", ["en", "de", "zh"])
def test_a_list_is_the_librarys(code: str) -> None:
    assert frequencies.shares(code) == wordfreq.get_frequency_dict(code, "small")


def test_a_language_without_a_list_has_no_shares() -> None:
    assert frequencies.shares("xx") == {}
    assert frequencies.shares("../en") == {}


@pytest.mark.parametrize(
    "word",
    WORDS,
)
def test_a_number_has_the_share_that_the_library_estimates(word: str) -> None:
    expected = max(frequencies.RARE, wordfreq.word_frequency(word, "en", wordlist="small"))
    assert frequencies.number_share(word) == expected


@pytest.mark.parametrize("content", [[{"format": "cB", "version": 2}, ["the"]], [["the"]], None])
def test_where_the_files_are_of_another_version_the_library_is_asked(
    content: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if content is not None:
        (tmp_path / "data").mkdir()
        (tmp_path / "data" / "small_en.msgpack.gz").write_bytes(gzip.compress(msgpack.packb(content)))
    monkeypatch.setattr(frequencies, "_package", lambda: tmp_path)
    assert frequencies.shares.__wrapped__("en") == wordfreq.get_frequency_dict("en", "small")


def test_the_library_itself_is_not_loaded_for_words_and_numbers() -> None:
    asked = "import sys; from briefing.language import document_frequency as share; "
    asked += "print([share(word, 'en') > 0 for word in ('harbour', '2026', '10:30')], 'wordfreq' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", asked], cwd=ROOT, capture_output=True, encoding="utf-8", check=True)
    assert done.stdout.strip() == "[True, True, True] False"
