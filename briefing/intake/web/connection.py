"""One request over one connection, to the IP address that was looked at, ended at a moment however the bytes come. The
only module that imports urllib3."""

from __future__ import annotations

import http.client
import socket
import ssl
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import urllib3
from urllib3.connection import HTTPConnection, HTTPSConnection

from briefing.errors import ConfigError
from briefing.intake.web.addresses import AddressParts
from briefing.publish.mail.outcome import plain

_STEP = 1 << 16
_SLOW = "no whole answer in time"


class Failed(Exception):
    """No whole answer, with the reason in words."""


class TooSlow(Failed):
    """No whole answer in time."""


@dataclass(frozen=True, slots=True)
class AnswerBounds:
    """Of one answer: bytes of its body, seconds from the first packet to the last byte."""

    bytes: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Answer:
    """As it came: the body as the server packed it, without the framing of the transfer."""

    status: int
    reason: str
    headers: tuple[tuple[str, str], ...]
    body: bytes


class _Timed:
    """A socket whose every wait ends at `ends` (time.monotonic), once that is set."""

    ends: float | None = None

    def _left(self) -> None:
        if self.ends is None:
            return
        left = self.ends - time.monotonic()
        if left <= 0:
            raise TimeoutError("timed out")
        self.settimeout(left)  # type: ignore[attr-defined]


class _Socket(_Timed, socket.socket):
    def recv_into(self, *args: Any, **more: Any) -> int:
        self._left()
        return super().recv_into(*args, **more)

    def sendall(self, *args: Any, **more: Any) -> None:
        self._left()
        super().sendall(*args, **more)


class _TlsSocket(_Timed, ssl.SSLSocket):
    def recv_into(self, *args: Any, **more: Any) -> int:
        self._left()
        return super().recv_into(*args, **more)

    def sendall(self, *args: Any, **more: Any) -> None:
        self._left()
        super().sendall(*args, **more)


def trusted(file: Path | None) -> ssl.SSLContext:
    """Certificates are verified, by the system's authorities or those of the file. Raises ConfigError."""
    try:
        context = ssl.create_default_context(cafile=str(file) if file else None)
    except OSError as fault:  # ssl.SSLError is one
        reason = "holds no certificate" if isinstance(fault, ssl.SSLError) else f"cannot be read: {fault.strerror}"
        raise ConfigError(reason, file=str(file)) from None
    context.sslsocket_class = _TlsSocket
    return context


def connected(address: str, port: int, ends: float) -> socket.socket:
    """A connection to an IP address. Raises OSError."""
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    made = _Socket(family, socket.SOCK_STREAM)
    try:
        made.ends = ends
        made._left()
        made.connect((address, port))
    except BaseException:
        made.close()
        raise
    return made


class _Http(HTTPConnection):
    made: socket.socket

    def _new_conn(self) -> socket.socket:
        return self.made


class _Https(HTTPSConnection):
    made: socket.socket

    def _new_conn(self) -> socket.socket:
        return self.made


def asked(
    where: AddressParts,
    address: str,
    headers: Mapping[str, str],
    bounds: AnswerBounds,
    tls: ssl.SSLContext,
    connect: Any = connected,
) -> Answer:
    """The answer to a GET. Raises Failed. address: of `where.host`, the one that is connected to."""
    ends = time.monotonic() + bounds.seconds
    connection: _Http | _Https | None = None
    try:
        made = connect(address, where.port, ends)
        if where.scheme == "https":
            connection = _Https(address, where.port, ssl_context=tls, server_hostname=where.host)
        else:
            connection = _Http(address, where.port)
        connection.made = made
        connection.connect()
        if isinstance(connection.sock, _Timed):
            connection.sock.ends = ends
        connection.request(
            "GET", where.target, headers={"Host": where.authority, **headers, "Connection": "close"},
            preload_content=False, decode_content=False,
        )  # fmt: skip
        response = connection.getresponse()
        body = _body(response, bounds.bytes)
        return Answer(response.status, response.reason or "", tuple(response.headers.iteritems()), body)
    except ssl.SSLCertVerificationError as fault:
        raise Failed(plain(fault)) from None
    except (urllib3.exceptions.HTTPError, http.client.HTTPException, OSError, ValueError) as fault:
        words = _words(fault)
        raise (TooSlow if words == _SLOW else Failed)(words) from None
    finally:
        if connection is not None:
            connection.close()


def _body(response: Any, most: int) -> bytes:
    """The whole body. Raises Failed where it is larger."""
    pieces: list[bytes] = []
    size = 0
    while piece := response.read(_STEP, decode_content=False):
        size += len(piece)
        if size > most:
            raise Failed(f"the answer is larger than {most >> 20} MB")
        pieces.append(piece)
    return b"".join(pieces)


def _words(fault: BaseException) -> str:
    """A fault in a few plain words."""
    causes = [fault, fault.__cause__, fault.__context__]
    if any(isinstance(one, TimeoutError) or "timed out" in str(one) for one in causes if one is not None):
        return _SLOW
    if isinstance(fault, urllib3.exceptions.IncompleteRead | http.client.IncompleteRead) or "IncompleteRead" in str(
        fault
    ):
        return "the connection ended within the answer"
    if isinstance(fault, http.client.RemoteDisconnected) or "RemoteDisconnected" in str(fault):
        return "the connection ended without an answer"
    if any(isinstance(one, http.client.HTTPException) for one in causes) or isinstance(fault, ValueError):
        return "the answer is no HTTP"
    return plain(fault)
