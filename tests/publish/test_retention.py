"""Old editions without the texts of their sources: what they print stays, links hold, and verify says what is gone."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from briefing.publish.retention import MARK, remains
from tests.helpers.running import SAMPLE, SAMPLE_DAY, called, digest_of
from tests.helpers.series import Row, brief


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """The sample day's edition without its texts, and two newer ones with them."""
    shutil.copytree(SAMPLE, tmp_path / "sources")
    (tmp_path / "config.yaml").write_text("formats: [html, txt]\nrights: {keep_texts_days: 5}")
    for day in (SAMPLE_DAY, "2026-03-06", "2026-03-09"):
        done = called("build", "--quiet", "--date", day, cwd=tmp_path)
        assert done.returncode == 0, done.stderr
    return tmp_path


def texts(home: Path, day: str) -> list[str]:
    return sorted(path.name for path in (home / "out" / day / "sources").glob("*.txt"))


def verified(home: Path, *options: str) -> tuple[int, str]:
    done = called("verify", SAMPLE_DAY, *options, cwd=home)
    return done.returncode, done.stdout + done.stderr


def test_old_editions_lose_their_texts_and_keep_what_they_print(home: Path) -> None:
    assert texts(home, SAMPLE_DAY) == [] and texts(home, "2026-03-06")
    before = digest_of(home / "out" / SAMPLE_DAY)
    assert {"brief.json", "brief.html", "explain.json", MARK} <= set(before)
    assert called("build", "--quiet", "--date", "2026-03-09", cwd=home).returncode == 0
    assert digest_of(home / "out" / SAMPLE_DAY) == before


def test_the_newest_editions_keep_theirs_whatever_their_age(tmp_path: Path) -> None:
    shutil.copytree(SAMPLE, tmp_path / "sources")
    (tmp_path / "config.yaml").write_text("formats: [txt]\nrights: {keep_texts_days: 1}")
    for day in (SAMPLE_DAY, "2026-04-20"):
        assert called("build", "--quiet", "--date", day, cwd=tmp_path).returncode == 0
    assert texts(tmp_path, SAMPLE_DAY)


def test_every_link_of_the_page_still_leads_to_its_words(home: Path) -> None:
    folder = home / "out" / SAMPLE_DAY
    links = re.findall(r'href="(sources/\d+\.html)#(L\d+)', (folder / "brief.html").read_text())
    assert links
    for page, line in links:
        assert f'id="{line}"' in (folder / page).read_text()


def test_verify_reads_the_originals_instead_and_says_so(home: Path) -> None:
    code, said = verified(home)
    assert code == 0, said
    assert "are no longer kept (rights: keep_texts_days)" in said and "read again from their originals" in said
    assert "citations hold" in said


def test_verify_without_originals_says_what_it_cannot_check(home: Path) -> None:
    shutil.rmtree(home / "sources")
    code, said = verified(home, "--without-originals")
    assert code == 0, said
    assert "not checked: citations of" in said and "0 citations hold" in said
    assert [verified(home, *more)[0] for more in ((), ("--strict",))] == [7, 7]


def test_a_changed_original_is_a_fault_as_before(home: Path) -> None:
    path = json.loads((home / "out" / SAMPLE_DAY / "brief.json").read_text())["sources"][0]["path"]
    (home / path).write_bytes((home / path).read_bytes() + b" ")
    assert verified(home)[0] == 7


@pytest.mark.parametrize("name", ["sources/001.html", MARK, "brief.json", "brief.html"])
def test_what_is_left_is_proved(home: Path, name: str) -> None:
    file = home / "out" / SAMPLE_DAY / name
    file.write_bytes(file.read_bytes().replace(b"a", b"e"))
    assert verified(home)[0] == 7


def test_a_text_that_is_missing_without_the_mark_is_a_fault(home: Path) -> None:
    (home / "out" / SAMPLE_DAY / MARK).unlink()
    shutil.rmtree(home / "sources")
    code, said = verified(home)
    assert code == 7 and "sources/001.txt: missing" in said


def test_a_pdf_that_carries_the_texts_contradicts_it(tmp_path: Path) -> None:
    (tmp_path / "config.yaml").write_text("page: {attach: texts}\nrights: {keep_texts_days: 30}")
    done = called("check", cwd=tmp_path)
    assert done.returncode == 2 and "keep_texts_days" in done.stderr


def test_hostile_words_stay_words() -> None:
    row = Row(text="<script>x</script>", story="<b>x</b>", outlet="<i>", path="<u>.txt")
    page = remains(brief("2026-03-03", [row]))["sources/001.html"].decode()
    assert not re.search("<(script|b|i|u)>", page) and 'id="L1"' in page
