"""What a hostile or careless folder, config or template gets: a clear word, the rest of the brief, no harm."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from briefing.cli import main
from briefing.prepare import reading
from briefing.prepare.options import PrepareOptions, ReaderOptions
from briefing.prepare.prepare import prepare_file
from briefing.prepare.readers.bounds import RECORD_BOUNDS
from briefing.prepare.readers.records import json_records
from tests.helpers.running import ROOT, SAMPLE, SAMPLE_DAY, called, project, run

ARTICLE = (
    "Harbour council closes the inner basin\n\nMarch 3, 2026\n\n"
    "The harbour council of Lindmark voted on Tuesday to close the inner basin to tankers.\n\n"
    '"It was time," harbour master Ines Roth said after the vote in the old customs house.\n\n'
    "The basin has been used by tankers since 1962, when the first pier was built of larch and granite.\n"
)


def build(config: Path, html: bool = False) -> subprocess.CompletedProcess[str]:
    formats = "html,txt" if html else "txt"
    call = ("build", "--config", str(config), "--date", SAMPLE_DAY, "--formats", formats)
    return called(*call, cwd=config.parent.parent)


def brief_of(config: Path) -> dict[str, object]:
    found: dict[str, object] = json.loads((config.parent / "out" / SAMPLE_DAY / "brief.json").read_bytes())
    return found


def left_out(config: Path) -> dict[str, str]:
    return {one["path"]: one["reason"] for one in brief_of(config)["left_out"]}  # type: ignore[attr-defined]


def test_an_empty_folder(tmp_path: Path) -> None:
    done = build(project(tmp_path))
    assert done.returncode == 3 and "no files" in done.stderr
    assert not (tmp_path / "out" / SAMPLE_DAY).exists()


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    done = build(project(tmp_path, "sources: nowhere/\n"))
    assert done.returncode == 2 and "nowhere" in done.stderr


def test_only_unreadable_files(tmp_path: Path) -> None:
    done = build(project(tmp_path, files={"a.bin": os.urandom(64) + b"\0" * 100, "b.txt": ""}))
    assert done.returncode == 3 and "b.txt" in done.stderr


def test_the_rest_is_made_and_what_is_unreadable_is_listed(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "good.txt": ARTICLE,
        "empty.txt": "",
        "junk.bin": bytes(range(256)) * 20,
        "invalid.txt": ARTICLE.replace("larch", "l\x00arch").encode() + b"\xff\xfe\xfa caf\xe9 \xff",
        "one line.txt": "word " * 1_000_000,
        'it\'s "quoted" <script>alert(1)</script>.txt': ARTICLE.replace("Lindmark", "Tervo").replace(
            "tankers", "barges"
        ),
        "a/same.txt": ARTICLE.replace("Tuesday", "Monday"),
        "b/same.txt": "The bakers of Orme baked the longest loaf of the valley on Tuesday, 214 metres of rye.\n" * 3,
    }
    config = project(tmp_path, files=files)
    (tmp_path / "sources" / "new\nline.txt").write_text(ARTICLE)
    (tmp_path / "sources" / "loop").symlink_to(tmp_path / "sources")
    done = build(config, html=True)
    assert done.returncode == 0, done.stderr
    reasons = left_out(config)
    assert {"sources/empty.txt", "sources/junk.bin"} <= set(reasons)
    page = (tmp_path / "out" / SAMPLE_DAY / "brief.html").read_text(encoding="utf-8")
    assert "<script" not in page
    text = (tmp_path / "out" / SAMPLE_DAY / "brief.txt").read_text(encoding="utf-8")
    assert "\x00" not in text
    assert "Traceback" not in done.stderr


def test_a_file_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    config = project(tmp_path, files={"good.txt": ARTICLE, "closed.txt": ARTICLE})
    real: Callable[..., Any] = Path.open

    def guarded(path: Path, *args: Any, **kwargs: Any) -> Any:
        if path.name == "closed.txt":  # root may read everything, so the refusal is made here
            raise PermissionError(13, "Permission denied")
        return real(path, *args, **kwargs)

    monkeypatch.setattr(Path, "open", guarded)
    code = main(["build", "--config", str(config), "--date", SAMPLE_DAY, "--formats", "txt", "--quiet"])
    assert code == 0
    assert "Permission denied" in left_out(config)["sources/closed.txt"]


def test_ten_thousand_empty_files_are_one_line(tmp_path: Path) -> None:
    config = project(tmp_path, files={"good.txt": ARTICLE})
    for i in range(10_000):
        (tmp_path / "sources" / f"{i}.txt").touch()
    done = build(config)
    assert done.returncode == 0, done.stderr
    assert len(left_out(config)) == 10_000
    assert sum("left out" in line for line in done.stderr.splitlines()) == 1
    assert "10000 files" in done.stderr


def test_a_day_without_news(tmp_path: Path) -> None:
    config = project(tmp_path, files={"old.txt": ARTICLE})
    done = called("build", "--config", str(config), "--date", "2027-01-01", "--formats", "txt,html,pdf", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    found = json.loads((tmp_path / "out" / "2027-01-01" / "brief.json").read_bytes())
    assert found["stories"] == [] and "older than the window" in found["left_out"][0]["reason"]


def test_tomorrow_is_not_today(tmp_path: Path) -> None:
    config = project(tmp_path, files={"new.txt": ARTICLE.replace("March 3", "March 4"), "good.txt": ARTICLE})
    assert build(config).returncode == 0
    assert "published after the day" in left_out(config)["sources/new.txt"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("title: [", ["config.yaml:1", "not YAML"]),
        ("sections:\n  - id: a\n    wieghts: {}\n", ["config.yaml:3:5", "wieghts", "did you mean 'weights'?"]),
        ("sections:\n  - id: a\n    weights: {laed: 1}\n", ["config.yaml:3:15", "laed", "'lead'"]),
        ("sections:\n  - {id: a, summarizer: lexrnak}\n", ["config.yaml:2:25", "lexrnak", "'lexrank'"]),
        ("title: x\npage:\n\tsize: A4\n", ["config.yaml:3:1", "spaces", "no tabs"]),
        ("title: News: today\n", ["config.yaml:1:12", "quotation marks"]),
        ("language: english\n", ["config.yaml:1:11", "'english'", "two letters"]),
        ("title: x\ntemplates: mine/\n", ["config.yaml:2", "'mine/'", "a folder that is there"]),
    ],
)
def test_a_config_with_a_mistake(tmp_path: Path, text: str, words: list[str]) -> None:
    done = build(project(tmp_path, text, {"good.txt": ARTICLE}))
    assert done.returncode == 2
    for word in words:
        assert word in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("template", "words"),
    [
        ("{% for i in range(10 ** 12) %}{% for j in range(10 ** 12) %}x{% endfor %}{% endfor %}", ["brief.txt.j2"]),
        ("{{ brief.__class__.__mro__ }}", ["brief.txt.j2"]),
        ("one\n{{ nobody_knows }}", ["brief.txt.j2", "2", "nobody_knows"]),
        ("{% if %}", ["brief.txt.j2"]),
        ("one\n{% for i in [1] | map('nosuch') %}{% endfor %}", ["brief.txt.j2:2", "No filter named 'nosuch'"]),
    ],
)
def test_a_template_that_goes_wrong(tmp_path: Path, template: str, words: list[str]) -> None:
    config = project(tmp_path, "page: {seconds: 5}\n", {"good.txt": ARTICLE})
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "brief.txt.j2").write_text(template)
    done = build(config)
    assert done.returncode == 4, done.stderr
    for word in words:
        assert word in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "out" / SAMPLE_DAY).exists()


def test_an_output_folder_that_cannot_be_written(tmp_path: Path) -> None:
    config = project(tmp_path, files={"good.txt": ARTICLE})
    (tmp_path / "out").write_text("a file in the way")
    done = build(config)
    assert done.returncode == 6 and "cannot" in done.stderr


@pytest.mark.parametrize("delay", [0.5, 1.5])
def test_a_kill_at_any_moment_leaves_an_edition_whole(tmp_path: Path, delay: float) -> None:
    config = project(tmp_path, files={"good.txt": ARTICLE})
    assert build(config).returncode == 0
    before = (tmp_path / "out" / SAMPLE_DAY / "brief.json").read_bytes()
    (tmp_path / "sources" / "more.txt").write_text(ARTICLE.replace("Lindmark", "Orme").replace("basin", "lock"))
    command = [sys.executable, "-m", "briefing", "build", "--config", str(config), "--date", SAMPLE_DAY]
    process = subprocess.Popen(command, env={**os.environ, "PYTHONPATH": str(ROOT)}, stdout=subprocess.DEVNULL)
    time.sleep(delay)
    process.send_signal(signal.SIGKILL)
    process.wait()
    done = called("verify", SAMPLE_DAY, "--config", str(config), "--strict", cwd=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    assert build(config).returncode == 0
    assert (tmp_path / "out" / SAMPLE_DAY / "brief.json").read_bytes() != before
    assert sorted(p.name for p in (tmp_path / "out").iterdir()) == [SAMPLE_DAY, "feed.xml", "index.html", "series"]


def test_a_quiet_build_says_nothing(tmp_path: Path) -> None:
    config = project(tmp_path, "formats: [txt]\n", {"good.txt": ARTICLE, "bad.pdf": b"%PDF-1.4"})
    done = called("build", "--config", str(config), "--date", SAMPLE_DAY, "--quiet", cwd=tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_help_loads_no_heavy_library() -> None:
    code = (
        "import sys\nfrom briefing.cli import main\n"
        "try:\n    main(['build', '--help'])\nexcept SystemExit:\n    pass\n"
        "heavy = {'numpy', 'scipy', 'sumy', 'weasyprint', 'jinja2', 'yaml', 'sqlite3'} & set(sys.modules)\n"
        "print('HEAVY', sorted(heavy))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True, cwd=ROOT)
    assert "HEAVY []" in done.stdout


def test_a_fault_in_a_template_of_another_folder_names_that_folder(tmp_path: Path) -> None:
    config = project(tmp_path, "templates: mine\n", {"good.txt": ARTICLE})
    (tmp_path / "mine").mkdir()
    for text in ("\n{{ nobody_knows }}", "\n{% if %}"):
        (tmp_path / "mine" / "brief.txt.j2").write_text(text)
        assert f"{Path('mine') / 'brief.txt.j2'}:2: " in build(config).stderr


def test_check_names_the_sources_that_are_not_there(tmp_path: Path) -> None:
    done = called("check", "--config", str(project(tmp_path, "title: x\nsources: [sources, gone]\n")), cwd=tmp_path)
    assert done.returncode == 2
    assert "config.yaml:2: sources: found" in done.stderr and "gone" in done.stderr


def test_one_of_a_thing_is_not_told_as_many(tmp_path: Path) -> None:
    done = build(project(tmp_path, files={"good.txt": ARTICLE}))
    assert "quoted from 1 article\n" in done.stdout and "\n1 article counted" in done.stdout


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (["bulid"], ["found 'bulid'", "expected a command: build, ", "did you mean 'build'?"]),
        (["build", "--fromats", "html"], ["found '--fromats'", "--date", "did you mean '--formats'?"]),
        (["build", "--fromats=html"], ["found '--fromats'"]),
        (["check", "--date", "2026-03-03"], ["found '--date'", "  see `briefing check --help`"]),
        (["build", "tomorrow"], ["found 'tomorrow', expected nothing more", "briefing build --help"]),
        (["--config", "config.yaml", "check"], ["'--config'", "a command first", "briefing COMMAND … --config …"]),
        (["build", "--date", "0001-01-01"], ["--date: found '0001-01-01', expected a day such as"]),
        (["build", "--date", "9999-12-31"], ["--date: found '9999-12-31', expected a day such as"]),
        (["build", "--jobs", "many"], ["--jobs: found 'many', expected a whole number"]),
        ([], ["COMMAND", "briefing --help"]),
    ],
)
def test_a_call_that_is_not_understood_names_the_nearest_word(call: list[str], words: list[str]) -> None:
    done = run(*call)
    assert done.returncode == 2
    for word in words:
        assert word in done.stderr, done.stderr


def test_a_folder_as_config_names_the_file_in_it(tmp_path: Path) -> None:
    done = called("check", "--config", str(tmp_path), cwd=tmp_path)
    assert done.returncode == 2 and f"name the file: {tmp_path / 'config.yaml'}" in done.stderr


def test_a_wrong_call() -> None:
    assert run("build", "--date", "yesterday").returncode == 2
    assert run("summarize", "--words", "0", str(SAMPLE)).returncode == 2
    assert run("--version").stdout.startswith("briefing 0.")


GOOD = "<item><title>Bridge {0} approved</title><description>The council approved bridge {0}.</description></item>"


def feed_of(*items: str) -> bytes:
    good = "".join(GOOD.format(number) for number in range(5))
    head = "<rss version='2.0'><channel><title>Lune Post</title>"
    return f"{head}{good}{''.join(items)}{GOOD.format(9)}</channel></rss>".encode()


@pytest.mark.parametrize("reference", ["&#xFFFFFFFF;", "&#99999999999999;", "&#x110000;", "&#" + "9" * 5000 + ";"])
def test_a_character_that_does_not_exist_costs_no_item_of_a_feed(reference: str) -> None:
    bad = f"<item><title>Ferry {reference} sank</title><description>The ferry sank.</description></item>"
    articles, problems = reading.read("a.rss", feed_of(bad), ReaderOptions())
    assert len(articles) == 7 and not problems
    assert "\ufffd" in articles[5].body.string
    kept, _ = reading.read("a.rss", feed_of(bad.replace(reference, "&#x1F600; &#233;")), ReaderOptions())
    assert "\U0001f600 é" in kept[5].body.string


def test_a_mail_folder_without_a_first_line_is_one_message() -> None:
    mail = b"From: Ada Roe <ada@lune.example>\nSubject: Bridge approved\n\nThe council approved the bridge on Monday.\n"
    articles, problems = reading.read("box.mbox", mail, ReaderOptions())
    assert [article.body.string.splitlines()[-1] for article in articles] == [
        "The council approved the bridge on Monday."
    ]
    assert not problems
    other = b"From ada@lune.example Mon Mar  2 10:00:00 2026\n" + mail
    assert len(reading.read("box.mbox", other + b"\n" + other, ReaderOptions())[0]) == 2


def test_an_item_at_which_the_parser_fails_costs_itself_only() -> None:
    chapters = "<c:chapters xmlns:c='http://podlove.org/simple-chapters'><c:chapter/></c:chapters>"
    bad = f"<item><title>Broken</title><description>Never read.</description>{chapters}</item>"
    articles, problems = reading.read("a.rss", feed_of(bad, GOOD.format(7), bad), ReaderOptions())
    assert [re.findall(r"\d", article.body.string)[0] for article in articles] == list("0123479")
    assert len(problems) == 1 and problems[0].message.startswith("2 of its items") and problems[0].failure
    _, problems = reading.read("a.rss", feed_of(*[bad] * 60), ReaderOptions())
    assert problems and problems[0].failure


def test_a_json_value_that_is_too_large_says_so_and_how_it_can_be_saved(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_records, "RECORD_BOUNDS", replace(RECORD_BOUNDS, whole=1000))
    records = [{"title": "Ferry", "text": f"Ferry {number} sank off Lisk."} for number in range(40)]
    for indent in (None, 0, 2):
        found, (problem,) = prepare_file("all.json", json.dumps(records, indent=indent).encode(), PrepareOptions())
        assert found == [] and "a JSON value of more than" in problem.message and "JSON Lines" in (problem.remedy or "")
    lines = "".join(json.dumps(record) + "\n" for record in records).encode()
    assert [len(part) for part in prepare_file("all.json", lines, PrepareOptions())] == [40, 0]
