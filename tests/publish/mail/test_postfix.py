"""The delivery against a real Postfix. `make test-mail` runs these."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from briefing.editions import sending
from briefing.errors import DeliveryError
from briefing.publish.mail.options import SmtpOptions
from briefing.publish.mail.recipients import Recipient
from briefing.publish.mail.smtp import Smtp, trusted
from briefing.storage import archive
from briefing.storage.archive import Receipt
from tests.helpers.faults import MESSAGE
from tests.helpers.running import ROOT, SAMPLE, SAMPLE_DAY, called
from tests.servers.certificates import authority, certificate
from tests.servers.postfix import DOMAIN, Postfix, running

pytestmark = pytest.mark.mail


def people(count: int) -> list[Recipient]:
    return [Recipient(f"r{i}@{DOMAIN}", f"r{i}@{DOMAIN}") for i in range(count)]


def send(
    server: Postfix,
    folder: Path,
    recipients: list[Recipient],
    *,
    sleep: Callable[[float], None] = lambda seconds: None,
    told: Callable[[Receipt], None] = lambda entry: None,
    **options: object,
) -> sending.SendingReport:
    settings = SmtpOptions(**{"host": "127.0.0.1", "port": server.port, "seconds": 20.0, **options})  # type: ignore[arg-type]
    way = Smtp(settings, None, trusted(settings, folder))
    with archive.journal(folder / "state", lambda: None) as journal:
        todo = sending.owed(journal.of(SAMPLE_DAY), "d", recipients).recipients
        try:
            run = sending.SendingRun(
                messages=lambda recipient: b"To: " + recipient.address.encode() + b"\r\n" + MESSAGE,
                way=way, journal=journal, date=SAMPLE_DAY, digest="d", sender="a@b.example",
                tries=5, pause=1.0, sleep=sleep, reported=told,
            )  # fmt: skip
            return sending.send(todo, run)
        finally:
            way.close()


def once(count: int) -> Counter[str]:
    return Counter({recipient.address: 1 for recipient in people(count)})


def test_many_recipients_once_each(tmp_path: Path) -> None:
    with running(200) as server:
        assert send(server, tmp_path, people(200)).all_served
        assert not send(server, tmp_path, people(200)).entries
        assert server.arrived(200) == once(200)
        assert b".dot" in server.mails("r7@mail.test")[0].splitlines()


def test_only_over_a_trusted_connection(tmp_path: Path) -> None:
    for name in ("ours", "other"):
        authority(tmp_path, name)
    certificate(tmp_path, "server", "ours", "IP:127.0.0.1")
    tls = {
        "smtpd_tls_cert_file": f"{tmp_path}/server.pem",
        "smtpd_tls_key_file": f"{tmp_path}/server.key",
        "smtpd_tls_security_level": "encrypt",
        "smtpd_tls_received_header": "yes",
    }
    with running(2, **tls) as server:
        report = send(server, tmp_path, people(2), ca_file="other.pem")
        assert isinstance(report.fault, DeliveryError) and "not to be trusted" in report.fault.message
        report = send(server, tmp_path, people(2), security="plain-text-insecure")
        assert report.fault is not None and "530" in report.fault.message
        assert not (server.folder / "boxes" / "r0").exists()
        assert send(server, tmp_path, people(2), ca_file="ours.pem").all_served
        assert server.arrived(2) == once(2)
        assert b"using TLSv1." in server.mails("r0@mail.test")[0]


def test_an_unknown_user_and_a_mail_that_is_too_large(tmp_path: Path) -> None:
    with running(2, message_size_limit="2000") as server:
        recipients = [*people(2), Recipient("nobody@mail.test", "nobody@mail.test")]
        report = send(server, tmp_path, recipients)
        assert [entry.state for entry in report.entries.values()] == ["accepted", "accepted", "refused"]
        assert report.entries["nobody@mail.test"].words.startswith("550 5.1.1")
        assert server.arrived(2) == once(2)
        settings = SmtpOptions(host="127.0.0.1", port=server.port)
        way = Smtp(settings, None, trusted(settings, tmp_path))
        outcome = way.send("a@b.example", "r0@mail.test", MESSAGE + b"x" * 3000 + b"\r\n", lambda: None)
        assert outcome.fate == "refused" and outcome.words.startswith("552 5.3.4")
        assert way.send("a@b.example", "r1@mail.test", MESSAGE, lambda: None).fate == "accepted"
        way.close()


def test_the_server_restarts_in_the_middle(tmp_path: Path) -> None:
    done = 0

    with running(60) as server:

        def told(entry: Receipt) -> None:
            nonlocal done
            done += 1
            if done in (20, 40):
                server.control("stop")

        report = send(server, tmp_path, people(60), told=told, sleep=lambda seconds: server.start())
        assert report.all_served and done == 60
        assert server.arrived(60) == once(60)


def test_a_server_that_throttles(tmp_path: Path) -> None:
    limits = {
        "smtpd_client_message_rate_limit": "15",
        "anvil_rate_time_unit": "2s",
        "smtpd_client_event_limit_exceptions": "",
    }
    with running(40, **limits) as server:
        pauses: list[float] = []

        def sleep(seconds: float) -> None:
            pauses.append(seconds)
            time.sleep(2.5)

        assert send(server, tmp_path, people(40), sleep=sleep).all_served
        assert pauses and server.arrived(40) == once(40)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with an edition and 60 recipients."""
    folder = tmp_path_factory.mktemp("killed")
    shutil.copytree(SAMPLE, folder / "sources")
    (folder / "list").write_text("".join(f"{recipient.address}\n" for recipient in people(60)))
    (folder / "config.yaml").write_text("formats: [txt, eml]\nmail: {recipients_file: list, smtp: {tries: 1}}\n")
    assert called("build", "--date", SAMPLE_DAY, cwd=folder).returncode == 0
    return folder


@pytest.mark.parametrize("after", [0, 1, 10, 30, 59])
def test_the_program_is_killed_in_the_middle(built: Path, tmp_path: Path, after: int) -> None:
    folder = tmp_path / "project"
    shutil.copytree(built, folder)
    with running(60) as server:
        environment = {"BRIEFING_SMTP_HOST": "127.0.0.1", "BRIEFING_SMTP_PORT": str(server.port)}
        command = [sys.executable, "-m", "briefing", "send", SAMPLE_DAY, "--past"]
        with subprocess.Popen(
            command, cwd=folder, env={"PYTHONPATH": str(ROOT), **environment}, stdout=subprocess.DEVNULL
        ) as process:
            while process.poll() is None and accepted(folder) < after:
                time.sleep(0.001)
            process.send_signal(signal.SIGKILL)
        done = called("send", SAMPLE_DAY, "--past", cwd=folder, **environment)
        entries = {entry.recipient: entry.state for entry in archive.noted(folder / ".briefing", SAMPLE_DAY)}
        states = Counter(entries.values())
        assert set(states) <= {"accepted", "unknown"} and len(entries) == 60 and states["unknown"] <= 1
        assert done.returncode == (5 if states["unknown"] else 0)
        mails = server.arrived(states["accepted"])
        for recipient, state in entries.items():
            assert mails[recipient] == 1 or (state == "unknown" and mails[recipient] == 0)


def accepted(folder: Path) -> int:
    return sum(entry.state == "accepted" for entry in archive.noted(folder / ".briefing", SAMPLE_DAY))
