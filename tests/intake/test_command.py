"""`briefing fetch`, as a user calls it; and that nothing else opens a connection."""

from __future__ import annotations

import ast
import json
import re
import shutil
import socket
import tomllib
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from unittest import mock

import pytest

from briefing.editions.feeds_health import PHRASES
from briefing.publish.page.labels import languages
from tests.helpers.running import ROOT, called, project
from tests.servers.web import Reply, article, rss, serving

WHOLE = " ".join(["The harbour board voted to dredge the eastern channel before the autumn storms."] * 12)
DAY = "2026-03-03"


def config(*feeds: str, more: str = "") -> str:
    lines = "".join(f"    - {feed}\n" for feed in feeds)
    return f"intake:\n  allow_private: true\n  contact: desk@example.org\n  pause: 0\n  feeds:\n{lines}{more}"


def test_fetch_then_build(tmp_path: Path) -> None:
    with serving() as site:
        items = [(site.url("/a"), "Board votes for the channel", WHOLE, "Tue, 03 Mar 2026 05:30:00 GMT")]
        site.put("/feed.xml", rss(items))
        site.replies["/bad.xml"] = Reply(status=500)
        project(tmp_path, config(site.url("/feed.xml"), site.url("/bad.xml")) + "formats: [txt]\n")
        done = called("fetch", "--date", DAY, cwd=tmp_path)
        assert done.returncode == 0, done.stderr
        assert "new" in done.stdout and "500" in done.stdout and "1 of 2 feeds not to be had" in done.stdout
        again = called("fetch", "--date", DAY, "--json", cwd=tmp_path)
        found = json.loads(again.stdout)
        assert [line["status"] for line in found["sources"]] == ["not due", "not due"] and found["requests"] == 0
        assert len(site.asked) == 2
    built = called("build", "--date", DAY, cwd=tmp_path)
    assert built.returncode == 0, built.stderr
    brief = json.loads((tmp_path / "out" / DAY / "brief.json").read_bytes())
    (source,) = brief["sources"]
    assert source["publisher"] == "Velm Gazette" and source["published"].startswith(DAY)
    assert called("verify", DAY, cwd=tmp_path).returncode == 0


def test_the_edition_says_which_feeds_bring_nothing(tmp_path: Path) -> None:
    today = datetime.now(UTC)
    long_ago, now = (format_datetime(moment) for moment in (today - timedelta(days=9), today))
    day = today.date().isoformat()
    with serving() as site:
        site.put("/a.xml", rss([(site.url("/a"), "Board votes for the channel", WHOLE, now)]))
        site.put("/b.xml", rss([(site.url("/b"), "An old notice of the board", WHOLE, long_ago)]))
        site.replies["/c.xml"] = Reply(status=500)
        feeds = [f"{{url: {site.url(f'/{name}.xml')}, name: Feed {name}}}" for name in "abc"]
        project(tmp_path, config(*feeds) + "formats: [html, txt]\nlanguage: de\n")
        done = called("fetch", cwd=tmp_path)
        assert "1 of 3 feeds silent since" in done.stdout and "1 of 3 feeds not to be had: Feed c" in done.stdout
    built = called("build", cwd=tmp_path)
    assert built.returncode == 0, built.stderr
    brief = json.loads((tmp_path / "out" / day / "brief.json").read_bytes())
    about, messages = zip(*((one["about"], one["message"]) for one in brief["warnings"]), strict=True)
    assert about == ("feeds", "feeds")
    assert re.fullmatch(r"1 von 3 Feeds ohne Neues seit \w+, \d+\. \w+ \d{4}: Feed b", messages[0]), messages
    assert messages[1] == "1 von 3 Feeds nicht abrufbar: Feed c"
    page, text = ((tmp_path / "out" / day / f"brief.{kind}").read_text() for kind in ("html", "txt"))
    for message in messages:
        assert message in page and message in " ".join(text.split())
    assert called("verify", day, cwd=tmp_path).returncode == 0
    shutil.rmtree(tmp_path / ".briefing")  # it stands in the folder of the day, not in the state
    assert called("build", cwd=tmp_path).returncode == 0
    assert json.loads((tmp_path / "out" / day / "brief.json").read_bytes())["warnings"] == brief["warnings"]


def test_every_language_says_it() -> None:
    phrases = tomllib.loads(PHRASES.read_text("utf-8"))
    assert set(phrases) == set(languages())
    for language in phrases.values():
        assert sorted(re.findall(r"{\w+}", language["silent"])) == ["{day}", "{names}", "{n}", "{total}"]
        assert sorted(re.findall(r"{\w+}", language["failing"])) == ["{names}", "{n}", "{total}"]


def test_a_dry_run_asks_nothing_and_writes_nothing(tmp_path: Path) -> None:
    with serving() as site:
        project(tmp_path, config(site.url("/feed.xml")))
        before = sorted(tmp_path.rglob("*"))
        done = called("fetch", "--dry-run", cwd=tmp_path)
        assert done.returncode == 0 and "would fetch" in done.stdout
        assert site.asked == [] and sorted(tmp_path.rglob("*")) == before


def test_nothing_named_and_nothing_answers(tmp_path: Path) -> None:
    project(tmp_path, "title: A\n")
    done = called("fetch", cwd=tmp_path)
    assert done.returncode == 2 and "intake" in done.stderr
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    project(tmp_path, config(f"http://127.0.0.1:{port}/"))
    done = called("fetch", cwd=tmp_path)
    assert done.returncode == 3 and "refused" in done.stdout.lower()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("intake:\n  feeds: [ftp://x.example/]\n", "https://"),
        ("intake:\n  feeds: [https://ann:secret@x.example/]\n", "without a user's name"),
        ("intake:\n  feeds: [{url: https://x.example/, full_text: sometimes}]\n", "auto, always, never"),
        ("intake:\n  feeds: [https://x.example/, {url: https://x.example/}]\n", "each address once"),
        ("intake:\n  into: ../elsewhere\n", "below that of the config"),
        ("intake:\n  feed: [https://x.example/]\n", "feeds"),
    ],
)
def test_a_fault_in_the_config_names_its_place(tmp_path: Path, text: str, words: str) -> None:
    project(tmp_path, text)
    done = called("fetch", cwd=tmp_path)
    assert done.returncode == 2 and words in done.stderr and re.search(r"config.yaml:2:\d+", done.stderr)


def test_a_folder_that_is_not_read_is_pointed_out(tmp_path: Path) -> None:
    for sources, pointed_out in (("sources/", False), ("sources/{date}/", False), ("press/", True)):
        project(tmp_path, config("http://127.0.0.1:1/") + f'sources: "{sources}"\n')
        assert ("which `sources:` does not name" in called("fetch", "--dry-run", cwd=tmp_path).stderr) is pointed_out


def test_check_looks_at_secrets_and_certificates(tmp_path: Path) -> None:
    box = "{host: mail.example.org, user: ann, password_file: secret}"
    project(tmp_path, f"intake:\n  mailboxes: [{box}]\n", {"a.txt": "A text.\n"})
    done = called("check", cwd=tmp_path)
    assert done.returncode == 2 and "secret" in done.stderr
    (tmp_path / "secret").write_text("x")
    (tmp_path / "secret").chmod(0o644)
    assert "read by others" in called("check", cwd=tmp_path).stderr
    (tmp_path / "secret").chmod(0o600)
    assert called("check", cwd=tmp_path).returncode == 0


# --- nothing else opens a connection ----------------------------------------------------------------------------------

MAY_IMPORT_INTAKE = ("briefing/intake/", "briefing/commands/intake.py", "briefing/storage/fetched.py")
OPTIONS_ONLY = {"briefing.intake.options", "briefing.intake.health", "briefing.intake.overview"}  # plain data
CONNECTING = {"urllib3", "requests", "httpx", "imapclient", "imaplib", "smtplib", "ftplib", "socket", "http.client"}
MAY_CONNECT = ("briefing/intake/web/", "briefing/intake/mailbox", "briefing/publish/mail/smtp.py")
LISTENS = "briefing/desk/serve.py"  # on this machine alone


def imported(file: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found


def test_only_the_commands_for_it_import_the_intake() -> None:
    for file in sorted((ROOT / "briefing").rglob("*.py")):
        name = file.relative_to(ROOT).as_posix()
        if not name.startswith(MAY_IMPORT_INTAKE):
            modules = {one for one in imported(file) if one.startswith("briefing.intake.")}
            allowed = {one for one in modules if one.startswith(tuple(OPTIONS_ONLY))}
            assert modules == allowed, name
        if not name.startswith((*MAY_CONNECT, LISTENS)):
            assert not imported(file) & CONNECTING, name


def test_no_other_command_opens_a_connection(tmp_path: Path) -> None:
    def refuse(*args: object, **more: object) -> None:
        raise AssertionError("a connection was asked for")

    page = (
        article("Board votes", [WHOLE]) + '<img src="http://192.0.2.1/x.png"><script src="http://192.0.2.1/"></script>'
    )
    project(tmp_path, config("http://192.0.2.1/") + "formats: [html, txt]\n", {"a.html": page})
    with mock.patch.object(socket.socket, "connect", refuse), mock.patch.object(socket, "getaddrinfo", refuse):
        for command in (
            ("build", "--date", DAY), ("verify", DAY), ("check",), ("config", "--all"), ("inspect", "sources"),
            ("stories", "sources"), ("summarize", "sources"), ("fetch", "--dry-run"),
        ):  # fmt: skip
            done = called(*command, cwd=tmp_path)
            assert done.returncode == 0, (command, done.stderr)
