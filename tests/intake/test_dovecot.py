"""IMAP folders of a real Dovecot. `make test-mail` runs these."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
import trustme

from briefing.intake.mailboxes import Mailbox
from briefing.intake.options import MailboxOptions
from briefing.intake.report import SourceLine
from briefing.intake.state import StateChanges
from briefing.intake.web.connection import trusted
from briefing.storage import fetched as store
from tests.helpers.running import called, project
from tests.intake.fetches import DAY
from tests.servers.dovecot import PASSWORD, USER, Dovecot, running
from tests.servers.imap import message
from tests.servers.web import authority_file

pytestmark = pytest.mark.mail
AUTHORITY = trustme.CA()


@pytest.fixture(scope="module")
def shared() -> Iterator[Dovecot]:
    with running(AUTHORITY) as server:
        yield server


@pytest.fixture
def server(shared: Dovecot) -> Dovecot:
    """The server with an empty folder."""
    if shared.box.is_dir():
        for part in ("new", "cur"):
            for file in (shared.box / part).iterdir():
                file.unlink()
    return shared


def visit(where: Path, server: Dovecot, password: str = PASSWORD, **options: object) -> SourceLine:
    given = {"host": "127.0.0.1", "port": server.tls, "user": USER, "folder": "INBOX/briefs", "days": 9999, **options}
    file = authority_file(AUTHORITY, where)
    with store.fetched(where / "state", where, lambda: None) as state:
        return Mailbox(
            options=MailboxOptions(**given), password=password, tls=trusted(file),  # type: ignore[arg-type]
            into=f"sources/{DAY}/", state=state, day=DAY, most=1 << 20, seconds=20.0,
        ).copied()  # fmt: skip


def kept(folder: Path) -> list[bytes]:
    return sorted(file.read_bytes() for file in (folder / "sources").rglob("*.eml"))


@pytest.mark.parametrize("security", ["tls", "starttls", "plain-text-insecure"])
def test_messages_as_they_came_once_and_none_is_touched(tmp_path: Path, server: Dovecot, security: str) -> None:
    raw = {f"m{n}": message(n) for n in range(20)}
    for name, data in raw.items():
        server.deliver(name, data)
    before = server.mails()
    port = server.tls if security == "tls" else server.plain
    line = visit(tmp_path, server, security=security, port=port)
    assert (line.status, line.new) == ("new", 20), line.words
    assert kept(tmp_path) == sorted(raw.values())
    assert visit(tmp_path, server, security=security, port=port).new == 0
    server.deliver("later", message(99))
    assert visit(tmp_path, server, security=security, port=port).new == 1
    assert {name: server.mails()[name] for name in before} == before  # not moved, no flag set


def test_a_login_refused_and_a_folder_that_is_not_there(tmp_path: Path, server: Dovecot) -> None:
    server.deliver("m1", message(1))
    line = visit(tmp_path, server, "wrong secret")
    assert line.status == "failed" and "refused the login" in line.words[0] and "wrong secret" not in line.words[0]
    assert visit(tmp_path, server, folder="INBOX/nothing").status == "failed"
    assert visit(tmp_path, server).new == 1


def _killed(folder: str, server: Dovecot, nth: int) -> None:
    count = 0
    commit = store.Fetched.commit

    def watched(self: store.Fetched, changes: StateChanges) -> None:
        nonlocal count
        count += 1
        if count == nth:
            os.kill(os.getpid(), signal.SIGKILL)
        commit(self, changes)

    store.Fetched.commit = watched  # type: ignore[method-assign]
    visit(Path(folder), server, security="plain-text-insecure", port=server.plain)  # the authority is another process's


@pytest.mark.parametrize("nth", [1, 2, 5, 10])
def test_a_kill_while_it_reads(tmp_path: Path, server: Dovecot, nth: int) -> None:
    raw = [message(n) for n in range(10)]
    for number, data in enumerate(raw):
        server.deliver(f"m{number}", data)
    process = multiprocessing.get_context("forkserver").Process(target=_killed, args=(str(tmp_path), server, nth))
    process.start()
    process.join(120)
    assert process.exitcode == -signal.SIGKILL
    assert visit(tmp_path, server, security="plain-text-insecure", port=server.plain).new == 10 - (nth - 1)
    assert kept(tmp_path) == sorted(raw)


def test_by_the_command_and_into_an_edition(tmp_path: Path, server: Dovecot) -> None:
    text = "The ferry company cut its morning crossings after the strike began. Passengers waited for two hours."
    server.deliver("m1", message(1, text))
    authority_file(AUTHORITY, tmp_path)
    (tmp_path / "secret").write_text(PASSWORD + "\n")
    (tmp_path / "secret").chmod(0o600)
    box = f"host: 127.0.0.1, port: {server.tls}, user: {USER}, folder: INBOX/briefs, password_file: secret, days: 9999"
    project(tmp_path, f"formats: [txt]\nintake: {{mailboxes: [{{{box}, ca_file: authority.pem}}]}}\n")
    done = called("fetch", "--date", "2026-03-03", cwd=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    assert called("build", "--date", "2026-03-03", cwd=tmp_path).returncode == 0
    assert "ferry company" in (tmp_path / "out/2026-03-03/brief.txt").read_text()
    assert called("verify", "2026-03-03", cwd=tmp_path).returncode == 0
