"""IMAP folders, read only, by a scripted server. tests/intake/test_dovecot.py does the same with a real one."""

from __future__ import annotations

import gc
import ssl
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import trustme

from briefing.errors import ConfigError
from briefing.intake import mailboxes
from briefing.intake.mailboxes import Mailbox
from briefing.intake.options import MailboxOptions
from briefing.intake.report import SourceLine
from briefing.intake.web.connection import trusted
from briefing.prepare.options import ReaderOptions
from briefing.prepare.reading import read
from briefing.storage.fetched import fetched
from tests.helpers.running import called, project
from tests.intake.fetches import DAY
from tests.servers.imap import PASSWORD, USER, Imap, listening, message
from tests.servers.web import authority_file


def visit(
    folder: Path,
    server: Imap,
    password: str = PASSWORD,
    authority: Path | None = None,
    seconds: float = 30.0,
    **options: object,
) -> tuple[SourceLine, list[str]]:
    given = {
        "host": "127.0.0.1", "port": server.port, "user": USER, "folder": "INBOX/briefs",
        "security": "plain-text-insecure", **options,
    }  # fmt: skip
    with fetched(folder / "state", folder, lambda: None) as state:
        box = Mailbox(
            options=MailboxOptions(**given), password=password, tls=trusted(authority),  # type: ignore[arg-type]
            into=f"sources/{DAY}/", state=state, day=DAY, most=1 << 20, seconds=seconds,
        )  # fmt: skip
        return box.copied(), box.files


def kept(folder: Path) -> list[bytes]:
    return [file.read_bytes() for file in sorted((folder / "sources").rglob("*.eml"))]


def test_messages_are_kept_as_they_came_and_once(tmp_path: Path) -> None:
    raw = {uid: message(uid) for uid in (3, 5, 9)}
    with listening(Imap(raw)) as server:
        line, files = visit(tmp_path, server)
        assert (line.status, line.items, line.new) == ("new", 3, 3) and len(files) == 3
        assert sorted(kept(tmp_path)) == sorted(raw.values())
        assert files[0].startswith("sources/2026-03-03/mail/inbox-briefs-desk-example.org/3-morning-wire-3-")
        assert visit(tmp_path, server)[0].status == "unchanged"
        server.messages[12] = message(12)
        assert visit(tmp_path, server)[0].new == 1
        assert server.fetched == [3, 5, 9, 12]
        assert server.changed == [] and "SELECT" not in server.commands and "STORE" not in " ".join(server.commands)


def test_a_mailbox_that_grows_and_shrinks_while_it_is_read(tmp_path: Path) -> None:
    with listening(Imap({1: message(1), 2: message(2)})) as server:

        def reached(command: str) -> None:
            if command == "UID FETCH":
                server.messages[50] = message(50)
                server.messages.pop(2, None)

        server.reached = reached
        line, _ = visit(tmp_path, server)
        assert (line.status, line.new) == ("new", 1)
        assert visit(tmp_path, server)[0].new == 1
    assert len(kept(tmp_path)) == 2


def test_new_numbers_for_known_messages(tmp_path: Path) -> None:
    with listening(Imap({1: message(1)})) as server:
        visit(tmp_path, server)
        server.validity, server.messages = 8, {1: message(2), 7: message(1)}
        line, _ = visit(tmp_path, server)
        assert line.new == 1 and len(kept(tmp_path)) == 2
        assert visit(tmp_path, server)[0].new == 0 and server.fetched == [1, 1, 7]


@pytest.mark.parametrize(
    "step", ["greeting", "CAPABILITY", "AUTHENTICATE", "LIST", "EXAMINE", "UID SEARCH", "UID FETCH"]
)
@pytest.mark.parametrize("fault", ["close", "hang", "drip", "nonsense", "* BYE shutting down"])
def test_a_fault_at_any_step_is_a_line_and_loses_nothing(tmp_path: Path, step: str, fault: str) -> None:
    with listening(Imap({1: message(1)}, at=step, fault=fault)) as server:
        line, files = visit(tmp_path, server, seconds=0.3 if fault in ("hang", "drip") else 30.0)
        assert line.status == "failed" and line.words and files == []
        server.at = ""
        server.ended.clear()
        assert visit(tmp_path, server)[0].new == 1


def test_a_message_that_is_lost_on_its_way_comes_with_the_next_run(tmp_path: Path) -> None:
    with listening(Imap({uid: message(uid) for uid in range(1, 6)})) as server:

        def reached(command: str) -> None:
            server.at, server.fault = ("UID FETCH", "close") if len(server.fetched) == 3 else ("", "")

        server.reached = reached
        line, files = visit(tmp_path, server)
        assert line.status == "failed" and len(files) == 3
        server.reached = lambda command: None
        server.at = ""
        assert visit(tmp_path, server)[0].new == 2
        assert sorted(server.fetched) == [1, 2, 3, 4, 5]


def test_too_large_a_message(tmp_path: Path) -> None:
    with listening(Imap({1: b"x" * (2 << 20), 2: message(2)})) as server:
        line, files = visit(tmp_path, server)
        assert len(files) == 1 and "2 MB is larger" in line.words[0] and server.fetched == [2]


def test_a_server_that_lies_about_sizes(tmp_path: Path) -> None:
    with listening(Imap({1: message(1)}, at="UID FETCH")) as server:
        server.fault = "* 1 FETCH (UID 1 RFC822.SIZE 10 BODY[] {99999999999}"
        line, _ = visit(tmp_path, server)
        assert line.status == "failed"


@pytest.mark.parametrize("capabilities", ["IMAP4rev1 AUTH=PLAIN", "IMAP4rev1"])
def test_a_login_refused_says_so_without_the_password(tmp_path: Path, capabilities: str) -> None:
    with listening(Imap({1: message(1)}, capabilities=capabilities)) as server:
        line, _ = visit(tmp_path, server, "wrong secret")
        assert line.status == "failed" and "refused the login" in line.words[0]
        assert "wrong secret" not in " ".join(line.words)
        assert visit(tmp_path, server)[0].new == 1


def test_a_bearer_token_and_another_separator(tmp_path: Path) -> None:
    with listening(Imap({1: message(1)}, separator=".", capabilities="IMAP4rev1 AUTH=XOAUTH2")) as server:
        assert visit(tmp_path, server, login="xoauth2")[0].new == 1


# imapclient leaves the socket of a failed handshake to the collector of garbage
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning", "ignore::ResourceWarning")
def test_only_over_a_trusted_connection(tmp_path: Path) -> None:
    authority = trustme.CA()
    file = authority_file(authority, tmp_path)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    with listening(Imap({1: message(1)}), tls=context) as server:
        line, _ = visit(tmp_path, server, security="tls")
        assert line.status == "failed" and "certificate" in line.words[0]
        assert visit(tmp_path, server, authority=file, security="tls")[0].new == 1
    with listening(Imap({2: message(2)}, capabilities="IMAP4rev1 STARTTLS AUTH=PLAIN", context=context)) as server:
        line, _ = visit(tmp_path, server, security="starttls")
        assert line.status == "failed" and "AUTHENTICATE" not in server.commands
        assert visit(tmp_path, server, authority=file, security="starttls")[0].new == 1
    with listening(Imap({3: message(3)})) as server:  # it offers none
        line, _ = visit(tmp_path, server, authority=file, security="starttls")
        assert line.status == "failed" and "AUTHENTICATE" not in server.commands
    gc.collect()


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning", "ignore::ResourceWarning")
def test_a_certificate_that_has_expired_says_so_and_gets_no_password(tmp_path: Path) -> None:
    authority = trustme.CA()
    file = authority_file(authority, tmp_path)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1", not_after=datetime.now(UTC) - timedelta(days=1)).configure_cert(context)
    with listening(Imap({1: message(1)}), tls=context) as server:
        line, _ = visit(tmp_path, server, authority=file, security="tls")
        assert line.status == "failed" and "certificate has expired" in line.words[0] and server.commands == []
    with listening(Imap({1: message(1)}, capabilities="IMAP4rev1 STARTTLS AUTH=PLAIN", context=context)) as server:
        line, _ = visit(tmp_path, server, authority=file, security="starttls")
        assert line.status == "failed" and "expired" in line.words[0] and "AUTHENTICATE" not in server.commands
    gc.collect()


NESTED = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n) for n in range(150))
HOSTILE = {
    "a path": b"Subject: ../../../etc/passwd\r\n\r\nBody.\r\n",
    "a path in words": b"Subject: =?utf-8?q?a=0Ab=2F=2E=2E=2Fc?=\r\n\r\nBody.\r\n",
    "no such charset": b"Subject: =?x-no-such?q?abc?=\r\n\r\nBody.\r\n",
    "a long subject": b"Subject: " + b"x" * 50_000 + b"\r\n\r\nBody.\r\n",
    "parts within parts": NESTED,
    "a code that is no charset": b"Subject: c\r\nContent-Type: text/plain; charset=rot13\r\n\r\nuryyb\r\n",
    "no header": b"\r\n",
    "an impossible date": b"Subject: d\r\nDate: Tue, 99 Foo 99999 99:99:99 +9999\r\n\r\nBody.\r\n",
}


def test_hostile_messages_cost_themselves(tmp_path: Path) -> None:
    raw = dict(enumerate(HOSTILE.values(), 1))
    with listening(Imap({**raw, 99: message(99)})) as server:
        line, files = visit(tmp_path, server)
    assert (line.status, line.new) == ("new", len(raw) + 1)
    assert all(".." not in name.split("/") and len(name.rpartition("/")[2]) < 120 for name in files)
    assert sorted(kept(tmp_path)) == sorted([*raw.values(), message(99)])
    for name in files:
        read(name, (tmp_path / name).read_bytes(), ReaderOptions())  # raises nothing


ANSWERS = (
    ("EXAMINE", "* OK [UIDVALIDITY abc] x\r\nTAG OK done"),
    ("EXAMINE", "* NO [ALERT] \x1b[31mred\r\nTAG NO \x1b[31mno such folder"),
    ("UID SEARCH", "* SEARCH a b\r\nTAG OK done"),
    ("UID SEARCH", "* SEARCH 0 -1 99999999999999999999\r\nTAG OK done"),
    ("LIST", "* LIST " + "x" * 1_500_000),
    ("UID FETCH", f"* 1 FETCH (UID 1 {'(' * 5000}{')' * 5000})\r\nTAG OK done"),
    ("UID FETCH", "* 1 FETCH (UID 77 RFC822.SIZE 9)\r\nTAG OK done"),
    ("AUTHENTICATE", "TAG NO \x1b]0;evil\x07 bad"),
)


@pytest.mark.parametrize(("step", "answer"), ANSWERS)
def test_hostile_answers_are_a_line_without_what_a_terminal_obeys(tmp_path: Path, step: str, answer: str) -> None:
    with listening(Imap({1: message(1)}, at=step, fault=answer)) as server:
        line, files = visit(tmp_path, server, seconds=3)
        assert line.status in ("failed", "unchanged") and files == []
        assert not any("\x1b" in words or "\x07" in words for words in line.words)
        server.at = ""
        assert visit(tmp_path, server)[0].new == 1


def test_secrets_come_from_a_private_file_or_the_environment(tmp_path: Path) -> None:
    options = MailboxOptions(host="x.example", user="ann", password_file="secret")
    (tmp_path / "secret").write_text("from the file\n")
    with pytest.raises(ConfigError, match="read by others"):
        mailboxes.secret(options, tmp_path, {})
    (tmp_path / "secret").chmod(0o600)
    assert mailboxes.secret(options, tmp_path, {}) == "from the file"
    options = MailboxOptions(host="x.example", user="ann", password_variable="WIRE_PASSWORD")
    assert mailboxes.secret(options, tmp_path, {"WIRE_PASSWORD": "from there"}) == "from there"
    with pytest.raises(ConfigError, match="no password for ann"):
        mailboxes.secret(options, tmp_path, dict.fromkeys(["BRIEFING_IMAP_PASSWORD"], "x"))


def test_by_the_command(tmp_path: Path) -> None:
    with listening(Imap({1: message(1)})) as server:
        box = f"host: 127.0.0.1, port: {server.port}, user: {USER}, folder: INBOX/briefs, security: plain-text-insecure"
        project(tmp_path, f"formats: [txt]\nintake:\n  mailboxes: [{{{box}}}]\n")
        done = called("fetch", "--date", "2026-03-03", cwd=tmp_path, BRIEFING_IMAP_PASSWORD="wrong")
        assert done.returncode == 3 and "refused the login" in done.stdout
        done = called("fetch", "--date", "2026-03-03", cwd=tmp_path, BRIEFING_IMAP_PASSWORD=PASSWORD)
        assert done.returncode == 0, done.stderr
        assert "1 new of 1" in done.stdout and PASSWORD not in done.stdout
    built = called("build", "--date", "2026-03-03", cwd=tmp_path)
    assert built.returncode == 0, built.stderr
