"""`briefing morning`, as a user calls it."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.helpers.running import ROOT, called, project
from tests.servers.smtp import Server
from tests.servers.smtp import listening as mail_server
from tests.servers.web import rss, serving

WHOLE = " ".join(["The harbour board voted to dredge the eastern channel before the autumn storms."] * 12)
TODAY = datetime.now(UTC).date().isoformat()


def config(feed: str, more: str = "") -> str:
    return (
        f"formats: [txt, eml]\nintake: {{allow_private: true, contact: desk@example.org, pause: 0, feeds: [{feed}]}}\n"
        f"mail:\n  recipients: [ann@example.org, bob@example.org]\n  smtp: {{tries: 1, seconds: 20}}\n{more}"
    )


def morning(folder: Path, server: Server | None, *more: str) -> tuple[int, list[str], str]:
    environment = {"BRIEFING_SMTP_HOST": "127.0.0.1", "BRIEFING_SMTP_PORT": str(server.port if server else 1)}
    done = called("morning", *more, cwd=folder, **environment)
    return done.returncode, done.stdout.splitlines(), done.stderr


def test_a_line_a_step_and_everyone_is_served_once(tmp_path: Path) -> None:
    with serving() as site, mail_server(Server()) as mail:
        site.put("/feed.xml", rss([(site.url("/a"), "Board votes for the channel", WHOLE, "")]))
        project(tmp_path, config(site.url("/feed.xml"), "  report_to: [editor@example.org]\n"))
        code, lines, err = morning(tmp_path, mail, "--send")
        assert code == 0, err
        assert [line.split()[0] for line in lines] == ["fetch", "build", "verify", "send"]
        for line, words in zip(lines, ("1 new", "1 story", "citations hold", "2 sent"), strict=True):
            assert re.match(r"\w+ +\d\d:\d\d:\d\d +\d+\.\d s  ", line) and words in line, line
        assert mail.stored == {"ann@example.org": 1, "bob@example.org": 1, "editor@example.org": 1}
        report = next(m for m in mail.messages if b"To: editor@example.org" in m).decode()
        assert "done" in report and "2 sent" in report
        code, lines, _ = morning(tmp_path, mail, "--send")
        assert code == 0 and "sent already" in lines[0] and len(lines) == 1
        assert sum(mail.stored.values()) == 3 and len(site.asked) == 1


@pytest.mark.parametrize(("step", "code"), [("fetch", 3), ("build", 2), ("verify", 7), ("send", 5)])
def test_the_first_step_that_fails_ends_it_with_its_exit_code(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, code: int
) -> None:
    from briefing.commands import editions

    with serving() as site, mail_server(Server("rcpt", "550 no such user")) as mail:
        more = "  report_to: [editor@example.org]\n  reports: failures\n"
        site.put("/feed.xml", rss([(site.url("/a"), "Board votes", WHOLE, "")]))
        project(tmp_path, config(site.url("/feed.xml" if step != "fetch" else "/missing.xml"), more))
        if step == "build":
            shutil.rmtree(tmp_path / "sources")
            (tmp_path / "config.yaml").write_text(
                (tmp_path / "config.yaml").read_text() + "sources: nowhere/\n", encoding="utf-8"
            )
        if step == "verify":
            build = editions.build

            def tampering(args, terminal):  # type: ignore[no-untyped-def]
                made = build(args, terminal)
                text = tmp_path / "out" / TODAY / "sources" / "001.txt"
                text.write_text(text.read_text().replace("harbour", "Harbour"))
                return made

            monkeypatch.setattr(editions, "build", tampering)
        if step != "send":
            mail.at = ""
        found, lines, err = morning(tmp_path, mail, "--send")
        assert found == code, (lines, err)
        assert lines[-1].startswith(step) and "failed" in lines[-1]
        assert not any(to.startswith(("ann", "bob")) for to in mail.stored)
        if step != "send":
            assert mail.stored == {"editor@example.org": 1}
            assert f"{step} failed".encode() in mail.messages[0]


def test_a_run_that_ended_is_taken_up_where_it_ended(tmp_path: Path) -> None:
    with serving() as site, mail_server(Server("rcpt", "550 no such user", 1)) as mail:
        site.put("/feed.xml", rss([(site.url("/a"), "Board votes", WHOLE, "")]))
        project(tmp_path, config(site.url("/feed.xml")))
        assert morning(tmp_path, mail, "--send")[0] == 5
        (tmp_path / "sources" / "later.txt").write_text(
            "A later text.\n\nIt must not change what half the readers have.\n"
        )
        before = (tmp_path / "out" / TODAY / "brief.json").read_bytes()
        code, lines, _ = morning(tmp_path, mail, "--send")
        assert code == 5 and [line.split()[:2] for line in lines[:3]] == [
            [n, "done"] for n in ("fetch", "build", "verify")
        ]
        assert (tmp_path / "out" / TODAY / "brief.json").read_bytes() == before
        assert mail.stored == {"bob@example.org": 1}


def test_what_was_done_with_another_edition_is_done_again(tmp_path: Path) -> None:
    """The run ended at the mail; then the edition was built anew by hand, or taken away."""
    with mail_server(Server("rcpt", "550 no such user")) as mail:
        project(tmp_path, config("").replace("feeds: []", ""))
        (tmp_path / "sources").mkdir(exist_ok=True)
        (tmp_path / "sources" / "a.txt").write_text(f"Board votes\n\n{WHOLE}\n")
        assert morning(tmp_path, mail, "--send")[0] == 5
        (tmp_path / "sources" / "b.txt").write_text(f"Pilots strike\n\n{WHOLE.replace('board', 'pilots')}\n")
        assert called("build", cwd=tmp_path).returncode == 0
        _, lines, _ = morning(tmp_path, mail, "--send")
        assert lines[0].startswith("build   done already") and "citations hold" in lines[1], lines
        shutil.rmtree(tmp_path / "out" / TODAY)
        _, lines, _ = morning(tmp_path, mail, "--send")
        assert "story" in lines[0] or "stories" in lines[0], lines
        assert "citations hold" in lines[1], lines


@pytest.mark.parametrize("notes", ["NaN", "1e400", "-5", '"x"', "[" * 5000, "99999999999999"])
def test_notes_that_are_damaged_cost_a_step_done_again(tmp_path: Path, notes: str) -> None:
    project(tmp_path, "formats: [txt]\n", {"a.txt": f"Board votes\n\n{WHOLE}\n"})
    (tmp_path / ".briefing").mkdir()
    text = f'{{"day": "{TODAY}", "edition": null, "done": {{"build": {notes}, "verify": {notes}}}}}'
    (tmp_path / ".briefing" / "morning.json").write_text(text)
    code, lines, err = morning(tmp_path, None)
    assert code == 0 and [line.split()[0] for line in lines] == ["build", "verify"], err


def test_notes_that_cannot_be_written_are_a_fault_of_the_state(tmp_path: Path) -> None:
    project(tmp_path, "formats: [txt]\n", {"a.txt": f"Board votes\n\n{WHOLE}\n"})
    (tmp_path / ".briefing" / "morning.json").mkdir(parents=True)
    (tmp_path / ".briefing" / "morning.json" / "x").touch()
    code, _, err = morning(tmp_path, None)
    assert code == 6 and "the state folder" in err and "Traceback" not in err, err


def test_a_kill_while_it_sends_loses_nobody(tmp_path: Path) -> None:
    with serving() as site, mail_server(Server()) as mail:
        site.put("/feed.xml", rss([(site.url("/a"), "Board votes", WHOLE, "")]))
        project(tmp_path, config(site.url("/feed.xml")))
        environment = {"BRIEFING_SMTP_HOST": "127.0.0.1", "BRIEFING_SMTP_PORT": str(mail.port)}
        process = subprocess.Popen(
            [sys.executable, "-m", "briefing", "morning", "--send"], cwd=tmp_path, stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        )  # fmt: skip

        def reached(stage: str) -> None:
            if stage == "rcpt" and sum(mail.stored.values()) == 1:
                os.kill(process.pid, signal.SIGKILL)
                time.sleep(0.1)

        mail.reached = reached
        process.communicate(timeout=120)
        mail.reached = lambda stage: None
        assert process.returncode == -signal.SIGKILL
        code, lines, _ = morning(tmp_path, mail, "--send")
        assert code == 0 and "1 sent, 1 had it already" in lines[-1], lines
        assert mail.stored == {"ann@example.org": 1, "bob@example.org": 1} and len(site.asked) == 1


def test_without_an_intake_and_without_sending(tmp_path: Path) -> None:
    project(tmp_path, "formats: [txt]\n", {"a.txt": f"Board votes\n\n{WHOLE}\n"})
    for _ in range(2):  # a run that came to its end is done anew
        code, lines, _ = morning(tmp_path, None, "--date", "2026-03-03")
        assert code == 0 and [line.split()[0] for line in lines] == ["build", "verify"]
        assert "done already" not in " ".join(lines)


def test_two_at_once_are_one_after_the_other(tmp_path: Path) -> None:
    with serving() as site, mail_server(Server()) as mail:
        site.put("/feed.xml", rss([(site.url("/a"), "Board votes", WHOLE, "")]))
        project(tmp_path, config(site.url("/feed.xml")))
        environment = {"BRIEFING_SMTP_HOST": "127.0.0.1", "BRIEFING_SMTP_PORT": str(mail.port)}
        processes = [
            subprocess.Popen(
                [sys.executable, "-m", "briefing", "morning", "--send"], cwd=tmp_path, stdout=subprocess.PIPE,
                env={**os.environ, "PYTHONPATH": str(ROOT), **environment}, text=True,
            )
            for _ in range(2)
        ]  # fmt: skip
        outputs = [process.communicate(timeout=200)[0] for process in processes]
        assert [process.returncode for process in processes] == [0, 0]
        assert sum("sent already" in output for output in outputs) == 1
        assert mail.stored == {"ann@example.org": 1, "bob@example.org": 1} and len(site.asked) == 1


def test_the_notes_of_a_morning_are_checked(tmp_path: Path) -> None:
    project(tmp_path, "formats: [txt]\n", {"a.txt": f"Board votes\n\n{WHOLE}\n"})
    (tmp_path / ".briefing").mkdir()
    for nonsense in (
        "",
        "[1]",
        '{"day": "2026-03-03", "done": 3}',
        json.dumps({"day": "2026-03-03", "done": {"build": "x"}}),
    ):
        (tmp_path / ".briefing" / "morning.json").write_text(nonsense)
        assert morning(tmp_path, None, "--date", "2026-03-03")[0] == 0
