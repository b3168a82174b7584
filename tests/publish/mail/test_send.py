"""`briefing send`, as a user calls it."""

from __future__ import annotations

import json
import shutil
from base64 import b64encode
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.helpers.running import SAMPLE, SAMPLE_DAY, called
from tests.servers.smtp import Server, listening

CONFIG = """\
formats: [txt, eml]
mail:
  sender: Morning Brief <brief@example.org>
  recipients: [ann@example.org, Ann Lee <ANN@example.org>, bob@example.org]
  groups:
    - {name: press, recipients: [cy@example.org], sections: [reactions]}
  smtp: {tries: 1, seconds: 2}
"""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("send")
    shutil.copytree(SAMPLE, folder / "sources")
    (folder / "config.yaml").write_text(CONFIG)
    done = called("build", "--date", SAMPLE_DAY, cwd=folder)
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture
def edition(built: Path, tmp_path: Path) -> Path:
    """A copy of the project with its edition, so that no test sees another's journal."""
    folder = tmp_path / "project"
    shutil.copytree(built, folder)
    return folder


def _files(folder: Path) -> list[Path]:
    """All files below a folder."""
    return [path for path in folder.rglob("*") if path.is_file()]


def send(folder: Path, server: Server | None, *more: str, past: bool = True) -> tuple[int, str, str]:
    environment = {"BRIEFING_SMTP_HOST": "127.0.0.1", "BRIEFING_SMTP_PORT": str(server.port if server else 1)}
    done = called("send", SAMPLE_DAY, *(["--past"] if past else []), *more, cwd=folder, **environment)
    return done.returncode, done.stdout, done.stderr


def test_each_recipient_once_however_often_it_is_called(edition: Path) -> None:
    with listening(Server()) as server:
        code, out, err = send(edition, server)
        assert code == 0, err
        assert server.stored == {"ann@example.org": 1, "bob@example.org": 1, "cy@example.org": 1}
        code, out, err = send(edition, server)
        assert code == 0 and "3 had it already" in out
        assert sum(server.stored.values()) == 3
    assert "3 accepted" in send(edition, None, "--status")[1]


def test_a_group_gets_its_sections_and_no_others(edition: Path) -> None:
    brief = json.loads((edition / "out" / SAMPLE_DAY / "brief.json").read_bytes())
    with listening(Server()) as server:
        assert send(edition, server)[0] == 0
    press = next(m for m in server.messages if b"To: cy@example.org" in m).decode()
    flat = "".join(press.replace("=\r\n", "").split())
    for section in brief["stories"][0]["sections"]:
        for statement in section["statements"]:
            if statement["text"].isascii() and "=" not in statement["text"]:
                shown = "".join(statement["text"].split()) in flat
                assert shown is (section["id"] == "reactions"), statement["text"]


def test_who_was_refused_is_told_and_only_the_rest_is_tried_again(edition: Path) -> None:
    with listening(Server("rcpt", "550 no such user", 1)) as server:
        code, out, _ = send(edition, server)
        assert code == 5 and "ann@example.org" in out and "550 no such user" in out
        assert send(edition, server)[0] == 5
        assert server.stored == {"bob@example.org": 1, "cy@example.org": 1}


def test_what_is_unknown_is_sent_again_only_when_asked(edition: Path) -> None:
    with listening(Server("dot", "close", 1)) as server:
        code, out, _ = send(edition, server)
        assert code == 5 and "unknown" in out
        assert send(edition, server)[0] == 5
        assert server.stored["ann@example.org"] == 1
        assert send(edition, server, "--resend-unknown")[0] == 0
        assert server.stored["ann@example.org"] == 2


def test_a_changed_edition_is_owed_to_nobody_until_it_is_called_revised(edition: Path) -> None:
    with listening(Server()) as server:
        assert send(edition, server)[0] == 0
        (edition / "config.yaml").write_text(CONFIG.replace("formats:", "title: Evening Brief\nformats:"))
        assert called("build", "--date", SAMPLE_DAY, cwd=edition).returncode == 0
        code, _, err = send(edition, server)
        assert (code, sum(server.stored.values())) == (0, 3) and "--revised" in err
        assert send(edition, server, "--revised")[0] == 0
        assert sum(server.stored.values()) == 6


def test_an_old_edition_an_untrue_one_and_a_dry_called(edition: Path) -> None:
    with listening(Server()) as server:
        if datetime.now(UTC).date().isoformat() != SAMPLE_DAY:
            code, _, err = send(edition, server, past=False)
            assert code == 2 and "--past" in err
        code, out, _ = send(edition, server, "--dry-run", "--to", "zoe@example.org")
        assert code == 0 and "would go to zoe@example.org" in out
        file = edition / "out" / SAMPLE_DAY / "sources" / "001.txt"
        file.write_bytes(file.read_bytes().replace(b"a", b"o", 1))
        code, _, err = send(edition, server)
        assert code == 7 and "not sent" in err
        assert server.connections == 0


def test_addresses_are_checked_before_anything_is_sent(edition: Path) -> None:
    with listening(Server()) as server:
        code, _, err = send(edition, server, "--to", "ann@example.org", "--to", "b@example.org\r\nBcc: c@example.org")
        assert code == 2 and "address" in err
        assert server.connections == 0


def test_no_secret_in_output_or_state(edition: Path) -> None:
    with listening(Server()) as server:
        environment = {"BRIEFING_SMTP_HOST": "127.0.0.1", "BRIEFING_SMTP_PORT": str(server.port)}
        done = called(
            "send", SAMPLE_DAY, "--past", cwd=edition, **environment,
            BRIEFING_SMTP_USER="me", BRIEFING_SMTP_PASSWORD="hush-hush",
        )  # fmt: skip
    assert done.returncode == 5
    assert "hush-hush" not in done.stdout + done.stderr
    for file in _files(edition / ".briefing"):
        assert b"hush-hush" not in file.read_bytes()


@pytest.mark.parametrize("fault", ["plain", "as sent"])
def test_a_server_that_repeats_a_login_has_no_word_printed(edition: Path, fault: str) -> None:
    secrets = "hush-hush", b64encode(b"\0me\0hush-hush").decode()
    with listening(Server(fault=fault, echoes=True)) as server:
        environment = {"BRIEFING_SMTP_HOST": "127.0.0.1", "BRIEFING_SMTP_PORT": str(server.port)}
        environment |= {"BRIEFING_SMTP_USER": "me", "BRIEFING_SMTP_PASSWORD": secrets[0]}
        done = called("send", SAMPLE_DAY, "--past", cwd=edition, **environment)
    assert done.returncode == 5 and "repeat the login" in done.stdout + done.stderr
    kept = b"".join(file.read_bytes() for file in _files(edition / ".briefing")).decode("utf-8", "replace")
    assert not [secret for secret in secrets if secret in done.stdout + done.stderr + kept]


def test_a_file_is_no_edition_to_send(edition: Path) -> None:
    code, _, err = send(edition, None, "--dry-run")
    assert code == 0, err
    done = called("send", f"out/{SAMPLE_DAY}/brief.txt", "--past", cwd=edition)
    assert done.returncode == 2 and "name the edition's folder" in done.stderr


def test_who_is_named_gets_the_mail_of_his_group(edition: Path) -> None:
    with listening(Server()) as server:
        assert send(edition, server, "--to", "CY@example.org")[0] == 0
        assert server.stored == {"cy@example.org": 1}
        assert b"Context" not in server.messages[0]


@pytest.mark.parametrize(
    ("lines", "place", "word"),
    [
        ("mail:\n  sender: nobody\n", "config.yaml:2:", "sender"),
        ("mail:\n  recipients:\n    - a@b.example\n    - x y\n", "config.yaml:4:", "recipients[1]"),
        ("mail:\n  groups:\n    - {name: a, sections: [nope]}\n", "config.yaml:3:", "nope"),
        ("mail:\n  subject: '{titel}'\n", "config.yaml:2:", "titel"),
        ("mail:\n  groups:\n    - {name: a}\n    - {name: a}\n", "config.yaml:4:", "no other group"),
        ("mail:\n  smtp: {password: hush}\n", "config.yaml:2:", "password"),
    ],
)
def test_faults_of_the_config_are_placed(tmp_path: Path, lines: str, place: str, word: str) -> None:
    (tmp_path / "config.yaml").write_text(lines)
    done = called("check", cwd=tmp_path)
    assert done.returncode == 2 and place in done.stderr and word in done.stderr
    assert "hush" not in done.stderr


def test_ten_thousand_recipients_and_no_server(edition: Path) -> None:
    (edition / "list").write_text("".join(f"r{i}@example.org\n" for i in range(10_000)))
    sender = "sender: Morning Brief <brief@example.org>"
    (edition / "config.yaml").write_text(f"mail: {{{sender}, recipients_file: list, smtp: {{tries: 1}}}}\n")
    code, out, _ = send(edition, None)
    assert code == 5 and "10000 not served" in out and "and 9950 more" in out


def test_other_settings_than_those_of_the_build_send_nothing(edition: Path) -> None:
    """The mail would have another sender than the configuration says."""
    (edition / "config.yaml").write_text(CONFIG.replace("brief@example.org", "desk@example.org"))
    with listening(Server()) as server:
        code, _, err = send(edition, server)
        assert code == 2 and "not those of the build" in err and not server.stored
        (edition / "config.yaml").write_text(CONFIG.replace("bob@example.org", "bea@example.org"))
        assert send(edition, server)[0] == 0  # who gets it and by which way is no part of the mail
        assert server.stored == {"ann@example.org": 1, "bea@example.org": 1, "cy@example.org": 1}


def test_the_dry_run_shows_what_recipients_see_first(edition: Path) -> None:
    code, out, _ = send(edition, None, "--dry-run")
    assert code == 0 and "From: Morning Brief <brief@example.org>" in out
    subject = next(line for line in out.splitlines() if line.startswith("Subject: "))
    assert "Morning Brief" in subject


@pytest.mark.parametrize(("host", "warned"), [("mail.example.org", True), ("127.0.0.1", False)])
def test_a_sender_that_no_server_knows_is_warned_of(tmp_path: Path, host: str, warned: bool) -> None:
    shutil.copytree(SAMPLE, tmp_path / "sources")
    (tmp_path / "config.yaml").write_text("formats: [txt, eml]\nmail: {recipients: [a@example.org]}\n")
    assert called("build", "--quiet", "--date", SAMPLE_DAY, cwd=tmp_path).returncode == 0
    done = called("send", SAMPLE_DAY, "--past", "--dry-run", cwd=tmp_path, BRIEFING_SMTP_HOST=host)
    assert done.returncode == 0 and ("means nothing to" in done.stderr) is warned
