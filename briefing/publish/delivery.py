"""Messages → a server, a maildir, an mbox or sendmail. Every try ends as accepted, refused, deferred or unknown.

Unknown is what cannot be told: the connection was lost after the message had begun to go out. The server may have it,
so it must not be sent again without being asked.
"""

from __future__ import annotations

import os
import re
import smtplib
import ssl
import stat
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from ipaddress import ip_address
from pathlib import Path
from typing import Literal, Protocol

from briefing.errors import ConfigError, DeliveryError
from briefing.publish.mail import MailOptions, SmtpOptions

Fate = Literal["accepted", "refused", "deferred", "unknown"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one message, with the server's words."""

    fate: Fate
    words: str


class Delivery(Protocol):
    """A way out. `about_to_send` is called right before the message goes out: from then on nothing is certain."""

    def send(self, sender: str, recipient: str, message: bytes, about_to_send: Callable[[], None]) -> Outcome: ...

    def close(self) -> None: ...


def delivery(options: MailOptions, folder: Path, environment: Mapping[str, str]) -> Delivery:
    """The way that the config names. Raises ConfigError; opens no connection yet."""
    if options.via == "smtp":
        return Smtp(settled(options.smtp, environment), secret(options.smtp, folder, environment), folder)
    if options.via == "sendmail":
        return Sendmail(Path(options.path or "/usr/sbin/sendmail"))
    if options.path is None:
        raise ConfigError(f"mail: via {options.via} needs `path:`, the {options.via}")
    return Maildir(folder / options.path) if options.via == "maildir" else Mbox(folder / options.path)


def settled(options: SmtpOptions, environment: Mapping[str, str]) -> SmtpOptions:
    """The options with what the environment says."""
    host = environment.get("BRIEFING_SMTP_HOST") or options.host
    port = environment.get("BRIEFING_SMTP_PORT") or str(options.port)
    if not port.isdigit() or not 1 <= int(port) <= 65535:
        raise ConfigError(f"BRIEFING_SMTP_PORT: found {port!r}, expected a whole number from 1 to 65535")
    return replace(options, host=host, port=int(port), user=environment.get("BRIEFING_SMTP_USER") or options.user)


def secret(options: SmtpOptions, folder: Path, environment: Mapping[str, str]) -> str | None:
    """The password or token: from the environment, else from its file, which only its owner may read."""
    if environment.get("BRIEFING_SMTP_PASSWORD"):
        return environment["BRIEFING_SMTP_PASSWORD"]
    if options.password_file is None:
        return None
    return private_file(folder / options.password_file).decode("utf-8").strip()


def private_file(file: Path) -> bytes:
    """The bytes of a file that only its owner can read. Raises ConfigError."""
    try:
        mode = file.stat().st_mode
        if stat.S_IMODE(mode) & 0o077:
            raise ConfigError("can be read by others", file=str(file), remedy=f"chmod 600 {file}")
        return file.read_bytes()
    except OSError as fault:
        raise ConfigError(f"cannot be read: {fault.strerror}", file=str(file)) from fault


# --- SMTP -----------------------------------------------------------------------------------------------------------


class Smtp:
    """A mail server. The connection is kept over several messages and made anew when it is lost."""

    def __init__(self, options: SmtpOptions, password: str | None, folder: Path) -> None:
        self.options, self._password, self._folder = options, password, folder
        self._server: smtplib.SMTP | None = None
        self._inside = False  # a message: the server would take any word for a part of it

    def send(self, sender: str, recipient: str, message: bytes, about_to_send: Callable[[], None]) -> Outcome:
        try:
            server = self._connected()
            code, words = server.mail(sender, [f"size={len(message)}"] if server.has_extn("size") else [])
            if code == 250:
                code, words = server.rcpt(recipient)
            if code not in (250, 251):
                self._reset()
                return _outcome(code, words)
        except smtplib.SMTPAuthenticationError as fault:
            self.close()
            raise DeliveryError(
                f"the mail server refused the login: {_said(fault.smtp_code, fault.smtp_error)}"
            ) from None
        except smtplib.SMTPNotSupportedError as fault:
            self.close()
            raise DeliveryError(f"{self.options.host}: {_plain(fault)}, and nothing was sent") from None
        except smtplib.SMTPResponseException as fault:
            self.close()
            return _outcome(fault.smtp_code, fault.smtp_error)
        except ssl.SSLCertVerificationError as fault:
            self.close()
            raise DeliveryError(f"{self.options.host}: {_plain(fault)}, and nothing was sent") from None
        except (smtplib.SMTPServerDisconnected, OSError) as fault:
            self.close()
            return Outcome("deferred", f"no connection: {_plain(fault)}")
        return self._data(server, message, about_to_send)

    def _data(self, server: smtplib.SMTP, message: bytes, about_to_send: Callable[[], None]) -> Outcome:
        try:
            code, words = server.docmd("DATA")
            if code != 354:
                self._reset()
                return _outcome(code, words)
        except (smtplib.SMTPServerDisconnected, OSError) as fault:
            self.close()
            return Outcome("deferred", f"lost before the message went out: {_plain(fault)}")
        self._inside = True
        about_to_send()
        try:
            server.send(_quoted(message) + b".\r\n")
            code, words = server.getreply()
            self._inside = False
        except smtplib.SMTPResponseException as fault:
            self.close()
            return Outcome("unknown", f"an answer that makes no sense: {_said(fault.smtp_code, fault.smtp_error)}")
        except (smtplib.SMTPServerDisconnected, OSError) as fault:
            self.close()
            return Outcome("unknown", f"lost while the message went out: {_plain(fault)}")
        if code == 421:
            self.close()
        return Outcome("accepted", _said(code, words)) if code == 250 else _outcome(code, words)

    def _connected(self) -> smtplib.SMTP:
        if self._server is None:
            self._server = self._connect()
        return self._server

    def _connect(self) -> smtplib.SMTP:
        options = self.options
        if options.security == "tls":
            server: smtplib.SMTP = smtplib.SMTP_SSL(
                options.host, options.port, timeout=options.seconds, context=self._context()
            )
        else:
            server = smtplib.SMTP(options.host, options.port, timeout=options.seconds)
        try:
            server.ehlo_or_helo_if_needed()
            if options.security == "starttls":
                self._start_tls(server)
            if options.user is not None:
                self._log_in(server)
        except BaseException:
            server.close()
            raise
        return server

    def _start_tls(self, server: smtplib.SMTP) -> None:
        if server.has_extn("starttls"):
            server.starttls(context=self._context())
            server.ehlo()
        elif not _is_loopback(server):
            raise DeliveryError(
                f"{self.options.host} offers no encryption (STARTTLS), and nothing was sent",
                "use another port or server; `security: plain-text-insecure` sends readable to all on the way",
            )

    def _log_in(self, server: smtplib.SMTP) -> None:
        user = self.options.user or ""
        if self._password is None:
            raise DeliveryError(
                f"no password for {user} at {self.options.host}", "set BRIEFING_SMTP_PASSWORD or `password_file`"
            )
        token = self._password
        if self.options.login == "password":
            server.login(user, token)
            return
        code, words = server.auth("XOAUTH2", lambda challenge=None: f"user={user}\1auth=Bearer {token}\1\1")
        if code != 235:
            raise smtplib.SMTPAuthenticationError(code, words)

    def _context(self) -> ssl.SSLContext:
        file = self.options.ca_file
        return ssl.create_default_context(cafile=str(self._folder / file) if file else None)

    def _reset(self) -> None:
        try:
            self._connected().rset()
        except (smtplib.SMTPException, OSError):
            self.close()

    def close(self) -> None:
        if self._server is not None:
            server, self._server = self._server, None
            if self._inside:
                self._inside = False
                server.close()
                return
            try:
                if server.sock is not None:
                    server.sock.settimeout(5)
                server.quit()
            except (smtplib.SMTPException, OSError):
                server.close()


def _is_loopback(server: smtplib.SMTP) -> bool:
    """Whether the other end is this machine: what goes there crosses no network."""
    try:
        return server.sock is not None and ip_address(server.sock.getpeername()[0]).is_loopback
    except (OSError, ValueError):
        return False


def _quoted(message: bytes) -> bytes:
    """Lines end in CR LF, a leading dot is doubled (RFC 5321, 4.5.2)."""
    text = re.sub(rb"\r?\n|\r", b"\r\n", message)
    text = re.sub(rb"(?m)^\.", b"..", text)
    return text if text.endswith(b"\r\n") else text + b"\r\n"


def _outcome(code: int, words: bytes | str) -> Outcome:
    return Outcome("deferred" if 400 <= code < 500 or code < 0 else "refused", _said(code, words))


def _said(code: int, words: bytes | str) -> str:
    text = words.decode("utf-8", "replace") if isinstance(words, bytes) else words
    return f"{code} {_one_line(text)}"


def _plain(fault: BaseException) -> str:
    if isinstance(fault, ssl.SSLCertVerificationError):
        return f"the certificate is not to be trusted ({fault.verify_message})"
    if isinstance(fault, TimeoutError) or "timed out" in str(fault):
        return "no answer in time"
    return _one_line(str(fault) or type(fault).__name__)


def _one_line(text: str) -> str:
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())[:300]


# --- on this machine ------------------------------------------------------------------------------------------------


class Maildir:
    """A maildir; each message is a file of its own, there whole or not at all."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def send(self, sender: str, recipient: str, message: bytes, about_to_send: Callable[[], None]) -> Outcome:
        import mailbox

        about_to_send()
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            key = mailbox.Maildir(self._path, create=True).add(message.replace(b"\r\n", b"\n"))
        except OSError as fault:
            return Outcome("deferred", f"cannot be written: {_plain(fault)}")
        return Outcome("accepted", f"stored as {key.split('.')[0]}…")

    def close(self) -> None:
        pass


class Mbox:
    """An mbox file, locked while it is written."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def send(self, sender: str, recipient: str, message: bytes, about_to_send: Callable[[], None]) -> Outcome:
        import mailbox

        about_to_send()
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            box = mailbox.mbox(self._path, create=True)
            box.lock()
            try:
                box.add(mailbox.mboxMessage(message.replace(b"\r\n", b"\n")))
                box.flush()
            finally:
                box.unlock()
                box.close()
        except (OSError, mailbox.ExternalClashError) as fault:
            return Outcome("unknown", f"cannot be written for certain: {_plain(fault)}")
        return Outcome("accepted", f"appended to {self._path.name}")

    def close(self) -> None:
        pass


class Sendmail:
    """A program that takes a message with its recipients in the header (`sendmail -t`)."""

    def __init__(self, program: Path) -> None:
        self._program = program

    def send(self, sender: str, recipient: str, message: bytes, about_to_send: Callable[[], None]) -> Outcome:
        about_to_send()
        try:
            done = subprocess.run(
                [str(self._program), "-t", "-i", "-f", sender],
                input=message.replace(b"\r\n", b"\n"),
                capture_output=True,
                check=False,
                timeout=120,
            )
        except FileNotFoundError:
            return Outcome("deferred", f"there is no program {self._program}")
        except (OSError, subprocess.TimeoutExpired) as fault:
            return Outcome("unknown", _plain(fault))
        words = _one_line((done.stderr or done.stdout).decode("utf-8", "replace"))
        if done.returncode == 0:
            return Outcome("accepted", words or "taken by sendmail")
        temporary = done.returncode == os.EX_TEMPFAIL
        return Outcome("deferred" if temporary else "refused", f"exit code {done.returncode}: {words}")

    def close(self) -> None:
        pass
