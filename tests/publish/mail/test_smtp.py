"""Logging in, encryption and limits, against aiosmtpd."""

from __future__ import annotations

import base64
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from briefing.errors import ConfigError, DeliveryError
from briefing.publish.mail.options import SmtpOptions
from briefing.publish.mail.outcome import Outcome
from briefing.publish.mail.smtp import Smtp, trusted
from tests.helpers.faults import MESSAGE
from tests.servers.certificates import authority, certificate

SECRET = "pässword: hush"
TOKEN = "ya29.token"


class Box:
    """Takes all mails; passes PLAIN, LOGIN and XOAUTH2 with the right words."""

    def __init__(self) -> None:
        self.mails: list[tuple[str, bytes]] = []
        self.login = ""
        self.empty_line = False

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        assert isinstance(envelope.content, bytes)
        self.mails.append((envelope.rcpt_tos[0], envelope.content))
        return "250 stored"

    def passes(self, server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: Any) -> AuthResult:
        self.login = mechanism
        right = isinstance(data, LoginPassword) and data == LoginPassword(b"me", SECRET.encode())
        return AuthResult(success=right, handled=False)

    async def auth_XOAUTH2(self, server: SMTP, words: list[str]) -> AuthResult:
        self.login = "XOAUTH2"
        if base64.b64decode(words[1]) == f"user=me\1auth=Bearer {TOKEN}\1\1".encode():
            return AuthResult(success=True)
        await server.push("334 " + base64.b64encode(b'{"status":"401"}').decode())
        assert server._reader is not None
        self.empty_line = await server._reader.readline() == b"\r\n"
        return AuthResult(success=False, handled=False)


@contextmanager
def listening(box: Box, **settings: Any) -> Iterator[int]:
    context = settings.pop("ssl_context", None)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    controller = Controller(
        box,
        hostname="127.0.0.1",
        port=port,
        ssl_context=context,
        authenticator=box.passes,
        auth_require_tls=False,
        **settings,
    )
    controller.start()
    try:
        yield port
    finally:
        controller.stop()


def sent(port: int, folder: Path, password: str | None = None, **options: Any) -> Outcome:
    settings = SmtpOptions(**{"host": "127.0.0.1", "port": port, "seconds": 5.0, **options})
    out = Smtp(settings, password, trusted(settings, folder))
    try:
        return out.send("a@b.example", "r@x.example", MESSAGE, lambda: None)
    finally:
        out.close()


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """ours.pem: an authority; server.pem: a certificate of it for 127.0.0.1; other.pem: another authority."""
    folder = tmp_path_factory.mktemp("keys")
    authority(folder, "ours")
    authority(folder, "other")
    certificate(folder, "server", "ours", "IP:127.0.0.1")
    certificate(folder, "elsewhere", "ours", "DNS:mail.example.org")
    return folder


def served(folder: Path, name: str = "server") -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / f"{name}.pem", folder / f"{name}.key")
    return context


@pytest.mark.parametrize(("excluded", "used"), [([], "PLAIN"), (["PLAIN"], "LOGIN")])
def test_a_login_with_a_password_in_any_characters(tmp_path: Path, excluded: list[str], used: str) -> None:
    box = Box()
    with listening(box, auth_exclude_mechanism=excluded) as port:
        assert sent(port, tmp_path, SECRET, user="me").fate == "accepted"
        assert box.login == used
        with pytest.raises(DeliveryError, match="refused the login: 535") as caught:
            sent(port, tmp_path, "wrong-word", user="me")
        assert "wrong-word" not in str(caught.value)
    assert len(box.mails) == 1


def test_a_login_with_a_token(tmp_path: Path) -> None:
    box = Box()
    with listening(box) as port:
        assert sent(port, tmp_path, TOKEN, user="me", login="xoauth2").fate == "accepted"
        with pytest.raises(DeliveryError, match="refused the login: 535"):
            sent(port, tmp_path, "stale", user="me", login="xoauth2")
        assert box.empty_line
    with (
        listening(box, auth_exclude_mechanism=["XOAUTH2"]) as port,
        pytest.raises(DeliveryError, match="offers no login by XOAUTH2"),
    ):
        sent(port, tmp_path, TOKEN, user="me", login="xoauth2")
    assert len(box.mails) == 1


def test_no_password_and_no_login_offered(tmp_path: Path) -> None:
    box = Box()
    with listening(box, auth_exclude_mechanism=["PLAIN", "LOGIN", "XOAUTH2"]) as port:
        with pytest.raises(DeliveryError, match="no password for me"):
            sent(port, tmp_path, None, user="me")
        with pytest.raises(DeliveryError, match="offers no login by PLAIN or LOGIN"):
            sent(port, tmp_path, SECRET, user="me")
    assert not box.mails


@pytest.mark.parametrize("security", ["tls", "starttls"])
def test_only_a_certificate_that_can_be_trusted(keys: Path, security: str) -> None:
    box = Box()

    def at(name: str) -> dict[str, Any]:
        context = served(keys, name)
        return {"ssl_context": context} if security == "tls" else {"tls_context": context, "require_starttls": True}

    with listening(box, **at("server")) as port:
        assert sent(port, keys, security=security, ca_file="ours.pem").fate == "accepted"
        for file in ("other.pem", None):
            with pytest.raises(DeliveryError, match=r"certificate is not to be trusted.*nothing was sent"):
                sent(port, keys, security=security, ca_file=file)
    with listening(box, **at("elsewhere")) as port, pytest.raises(DeliveryError, match="not to be trusted"):
        sent(port, keys, security=security, ca_file="ours.pem")
    assert len(box.mails) == 1


def test_a_file_without_certificates(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="cannot be read"):
        trusted(SmtpOptions(ca_file="none.pem"), tmp_path)
    (tmp_path / "none.pem").write_text("nothing")
    with pytest.raises(ConfigError, match="holds no certificate"):
        trusted(SmtpOptions(ca_file="none.pem"), tmp_path)


def test_encryption_expected_where_there_is_none(tmp_path: Path) -> None:
    with listening(Box()) as port:
        outcome = sent(port, tmp_path, security="tls", seconds=1.0)
    assert outcome.fate == "deferred" and outcome.of_server


def test_a_mail_that_is_too_large_for_the_server(tmp_path: Path) -> None:
    box = Box()
    with listening(box, data_size_limit=20) as port:
        outcome = sent(port, tmp_path)
    assert outcome.fate == "refused" and outcome.words.startswith("552") and not outcome.of_server
    assert not box.mails
