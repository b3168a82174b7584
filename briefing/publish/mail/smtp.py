"""Messages → a mail server (RFC 5321), one recipient each, over a connection that is kept and verified. The only
module that imports smtplib.

What a fault says of whom decides what follows. Of the message or its recipient: refused (5xx), deferred (4xx). Of the
server, before it took a sender: deferred for everybody (4xx, no connection), or the run ends (5xx, login, certificate).
"""

from __future__ import annotations

import re
import smtplib
import ssl
from base64 import b64encode
from collections.abc import Callable, Sequence
from ipaddress import ip_address
from pathlib import Path

from briefing.errors import ConfigError, DeliveryError
from briefing.publish.mail.options import SmtpOptions
from briefing.publish.mail.outcome import Outcome, one_line, plain

TOO_LARGE = 552  # the code of a server that takes no message of this size


class _NoServer(Exception):
    """There is no connection for now."""


class _Lost(Exception):
    """The connection ended before the message began to go out."""


def trusted(options: SmtpOptions, folder: Path) -> ssl.SSLContext:
    """Certificates are verified, by the system's authorities or those of the config's file. Raises ConfigError."""
    if options.ca_file is None:
        return ssl.create_default_context()
    file = folder / options.ca_file
    try:
        return ssl.create_default_context(cafile=str(file))
    except OSError as fault:  # ssl.SSLError is one
        reason = "holds no certificate" if isinstance(fault, ssl.SSLError) else f"cannot be read: {fault.strerror}"
        raise ConfigError(reason, file=str(file)) from None


class Smtp:
    """A mail server. The connection is kept over several messages and made anew when it is lost."""

    def __init__(self, options: SmtpOptions, password: str | None, context: ssl.SSLContext) -> None:
        self.options, self._password, self._context = options, password, context
        self._server: smtplib.SMTP | None = None
        self._inside = False  # a message: the server would take any word for a part of it

    def send(self, sender: str, recipient: str, message: bytes, about_to_send: Callable[[], None]) -> Outcome:
        """Raises DeliveryError where no message of this run can go out."""
        kept = self._server is not None
        try:
            try:
                refusal = self._announce(sender, recipient, len(message))
            except _Lost:
                if not kept:
                    raise
                refusal = self._announce(sender, recipient, len(message))  # it may have ended while nothing was said
        except _NoServer as fault:
            return Outcome("deferred", str(fault), of_server=True)
        except _Lost as fault:
            return Outcome("deferred", f"lost before the message went out: {fault}")
        return refusal or self._data(message, about_to_send)

    def _announce(self, sender: str, recipient: str, size: int) -> Outcome | None:
        """Sender, recipient, DATA: None when the server waits for the message."""
        server = self._connected()
        try:
            code, words = server.mail(sender, [f"size={size}"] if server.has_extn("size") else [])
            if code >= 500 and code != TOO_LARGE and b" 5.3.4" not in b" " + words:
                self.close()
                raise DeliveryError(f"{self.options.host} takes no mail from {sender}: {self._said(code, words)}")
            if code == 250:
                code, words = server.rcpt(recipient)
            if code in (250, 251):
                code, words = server.docmd("DATA")
                if code == 354:
                    return None
        except smtplib.SMTPResponseException as fault:  # an endless line
            self.close()
            return Outcome("deferred", self._said(fault.smtp_code, fault.smtp_error))
        except (smtplib.SMTPException, OSError) as fault:
            self.close()
            raise _Lost(plain(fault)) from None
        self._reset(code)
        return Outcome("refused" if code >= 500 else "deferred", self._said(code, words))

    def _data(self, message: bytes, about_to_send: Callable[[], None]) -> Outcome:
        server = self._server
        assert server is not None
        self._inside = True
        about_to_send()
        try:
            server.send(_quoted(message) + b".\r\n")
            code, words = server.getreply()
            self._inside = False
        except smtplib.SMTPResponseException as fault:
            self.close()
            return Outcome("unknown", f"an answer that makes no sense: {self._said(fault.smtp_code, fault.smtp_error)}")
        except (smtplib.SMTPException, OSError) as fault:
            self.close()
            return Outcome("unknown", f"lost while the message went out: {plain(fault)}")
        if 200 <= code < 300:
            return Outcome("accepted", self._said(code, words))
        if not 400 <= code < 600:
            self.close()
            return Outcome("unknown", f"an answer that makes no sense: {self._said(code, words)}")
        if code == 421:
            self.close()
        return Outcome("refused" if code >= 500 else "deferred", self._said(code, words))

    def _said(self, code: int, words: bytes | str) -> str:
        return said(code, words, secrets(self.options, self._password))

    def _connected(self) -> smtplib.SMTP:
        if self._server is not None:
            return self._server
        host = self.options.host
        try:
            self._server = self._connect()
        except ssl.SSLCertVerificationError as fault:
            raise DeliveryError(
                f"{host}: {plain(fault)}, and nothing was sent",
                "`mail: smtp: ca_file:` names the certificate of an authority of your own",
            ) from None
        except smtplib.SMTPResponseException as fault:
            said = self._said(fault.smtp_code, fault.smtp_error)
            if fault.smtp_code >= 500:
                raise DeliveryError(f"{host} refuses to serve: {said}") from None
            raise _NoServer(said) from None
        except (smtplib.SMTPException, OSError, UnicodeError) as fault:
            raise _NoServer(f"no connection to {host} port {self.options.port}: {plain(fault)}") from None
        return self._server

    def _connect(self) -> smtplib.SMTP:
        options = self.options
        if options.security == "tls":
            server: smtplib.SMTP = smtplib.SMTP_SSL(
                options.host, options.port, timeout=options.seconds, context=self._context
            )
        else:
            server = smtplib.SMTP(options.host, options.port, timeout=options.seconds)
        try:
            server.ehlo_or_helo_if_needed()
            if options.security == "starttls":
                self._start_tls(server)
            if options.user is not None:
                log_in(server, options, self._password)
        except BaseException:
            server.close()
            raise
        return server

    def _start_tls(self, server: smtplib.SMTP) -> None:
        if server.has_extn("starttls"):
            server.starttls(context=self._context)
            server.ehlo_or_helo_if_needed()
        elif not _is_loopback(server):
            raise DeliveryError(
                f"{self.options.host} offers no encryption (STARTTLS), and nothing was sent",
                "use another port or server; `security: plain-text-insecure` sends readable to all on the way",
            )

    def _reset(self, code: int) -> None:
        """Takes back sender and recipient; a server that is closing (421) is left."""
        try:
            if code == 421 or self._server is None:
                self.close()
            else:
                self._server.rset()
        except (smtplib.SMTPException, OSError):
            self.close()

    def close(self) -> None:
        """Says goodbye, but for within a message, where any word would be taken for a part of it."""
        if self._server is None:
            return
        server, self._server = self._server, None
        try:
            if not self._inside and server.sock is not None:
                server.sock.settimeout(5)
                server.quit()
        except (smtplib.SMTPException, OSError):
            pass
        self._inside = False
        server.close()


def log_in(server: smtplib.SMTP, options: SmtpOptions, password: str | None) -> None:
    """AUTH PLAIN (RFC 4616), LOGIN, or XOAUTH2 with a bearer token; names and passwords in UTF-8. Raises DeliveryError.

    Of what the server says of a failed login its code and words are repeated, unless these hold what it was told."""
    user = options.user or ""
    if password is None:
        raise DeliveryError(
            f"no password for {user} at {options.host}", "set BRIEFING_SMTP_PASSWORD or `password_file`"
        )
    offered = server.esmtp_features.get("auth", "").upper().split()
    if options.login == "xoauth2" and "XOAUTH2" in offered:
        code, words = server.docmd("AUTH", "XOAUTH2 " + _base64(f"user={user}\1auth=Bearer {password}\1\1"))
        if code == 334:  # the reason, which the client acknowledges by an empty line
            code, words = server.docmd("")
    elif options.login == "password" and "PLAIN" in offered:
        code, words = server.docmd("AUTH", "PLAIN " + _base64(f"\0{user}\0{password}"))
    elif options.login == "password" and "LOGIN" in offered:
        code, words = server.docmd("AUTH", "LOGIN")
        for answer in (user, password):
            if code == 334:
                code, words = server.docmd(_base64(answer))
    else:
        wanted = "XOAUTH2" if options.login == "xoauth2" else "PLAIN or LOGIN"
        raise DeliveryError(
            f"{options.host} offers no login by {wanted} (but {' '.join(offered) or 'none'}), and nothing was sent"
        )
    if not 200 <= code < 300:
        if 400 <= code < 500:
            raise smtplib.SMTPResponseException(code, words)
        raise DeliveryError(f"{options.host} refused the login: {said(code, words, secrets(options, password))}")


def secrets(options: SmtpOptions, password: str | None) -> tuple[str, ...]:
    """What a login sends that nobody may read in a message or in the journal, as it is and as it goes out."""
    if not password:
        return ()
    user = options.user or ""
    sent = (password, f"\0{user}\0{password}", f"user={user}\1auth=Bearer {password}\1\1")
    return (password, *map(_base64, sent))


def said(code: int, words: bytes | str, unsaid: Sequence[str]) -> str:
    """An answer's code, and its words where none of the secrets stands in them."""
    text = words.decode("utf-8", "replace") if isinstance(words, bytes) else words
    if any(secret in text for secret in unsaid):
        return f"{code} (its words repeat the login and are left out)"
    return f"{code} {one_line(text)}"


def _base64(text: str) -> str:
    return b64encode(text.encode("utf-8")).decode("ascii")


def _is_loopback(server: smtplib.SMTP) -> bool:
    """Whether the other end is this machine: what goes there crosses no network."""
    try:
        return server.sock is not None and ip_address(server.sock.getpeername()[0]).is_loopback
    except (OSError, ValueError):
        return False


def _quoted(message: bytes) -> bytes:
    """Lines end in CR LF, a leading dot is doubled (RFC 5321, 4.5.2)."""
    text = message
    if not text.count(b"\r\n") == text.count(b"\n") == text.count(b"\r"):
        text = re.sub(rb"\r?\n|\r", b"\r\n", text)
    text = text.replace(b"\r\n.", b"\r\n..")
    text = b"." + text if text.startswith(b".") else text
    return text if text.endswith(b"\r\n") else text + b"\r\n"
