"""A web server of the tests' own on a loopback port: real HTTP, TLS by an authority that nobody else trusts, and every
way in which a server can be slow, wrong or hostile."""

from __future__ import annotations

import gzip
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import trustme

ATOM = "http://www.w3.org/2005/Atom"


@dataclass(frozen=True)
class Reply:
    """status, headers and body; etag, modified: given, and answered by 304 when they come back word for word; fault:
    "drip" (a byte at a time), "endless", "hang" (no answer), "slow head", "cut" (ends within the body)."""

    body: bytes = b""
    status: int = 200
    kind: str = "text/html; charset=utf-8"
    headers: Mapping[str, str] = field(default_factory=dict)
    etag: str | None = None
    modified: str | None = None
    fault: str = ""
    packed: bool = False


@dataclass
class Asked:
    """A request as it came. began, ended: time.monotonic, the end once it is answered."""

    path: str
    headers: Mapping[str, str]
    began: float
    ended: float = 0.0


Answer = Reply | Callable[[Mapping[str, str]], Reply]


class Site:
    """What a server answers (path → reply; unknown paths: 404), and what it was asked. `together`: the most requests
    that it had before it at one time."""

    def __init__(self) -> None:
        self.replies: dict[str, Answer] = {}
        self.asked: list[Asked] = []
        self.statuses: list[int] = []
        self.together = self.now = 0
        self.guard = threading.Lock()
        self.ended = threading.Event()
        self.port = 0
        self.scheme = "http"
        self.host = "127.0.0.1"
        self.before: Callable[[str], None] = lambda path: None  # called before a request is answered
        self.after: Callable[[str], None] = lambda path: None

    def url(self, path: str = "/") -> str:
        return f"{self.scheme}://{self.host}:{self.port}{path}"

    def paths(self) -> list[str]:
        return [one.path for one in self.asked]

    def put(self, path: str, body: str | bytes, **more: Any) -> None:
        self.replies[path] = Reply(body.encode() if isinstance(body, str) else body, **more)


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    site: Site

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that went away is what many tests are about."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    def log_message(self, *args: Any) -> None:
        pass

    def do_GET(self) -> None:
        site = self.server.site
        asked = Asked(self.path, dict(self.headers.items()), time.monotonic())
        with site.guard:
            site.asked.append(asked)
            site.now += 1
            site.together = max(site.together, site.now)
        try:
            site.before(self.path)
            with site.guard:
                site.now -= 1
            found = site.replies.get(self.path, Reply(b"nothing here", 404))
            reply = found(dict(self.headers.items())) if callable(found) else found
            self.answer(reply)
            site.after(self.path)
        finally:
            asked.ended = time.monotonic()

    def answer(self, reply: Reply) -> None:
        site = self.server.site
        known = {"ETag": reply.etag, "Last-Modified": reply.modified}
        sent = {"ETag": self.headers.get("If-None-Match"), "Last-Modified": self.headers.get("If-Modified-Since")}
        given = {name: value for name, value in known.items() if value is not None}
        status = 304 if given and all(sent[name] == value for name, value in given.items()) else reply.status
        site.statuses.append(status)
        body = b"" if status == 304 else gzip.compress(reply.body) if reply.packed else reply.body
        if reply.fault == "hang":
            site.ended.wait(20)
            return
        self.send_response(status)
        for name, value in {**given, **reply.headers}.items():
            self.send_header(name, value)
        if status != 304:
            self.send_header("Content-Type", reply.kind)
            if reply.packed:
                self.send_header("Content-Encoding", "gzip")
            if reply.fault != "endless":
                self.send_header("Content-Length", str(len(body) + (10 if reply.fault == "cut" else 0)))
        if reply.fault == "slow head":
            self._drip(b"".join(self._headers_buffer) + b"X-More: y\r\n" * 1000)  # type: ignore[attr-defined]
            return
        self.end_headers()
        if reply.fault == "drip":
            self._drip(body)
        elif reply.fault == "endless":
            while not site.ended.is_set():
                self.wfile.write(reply.body)
        else:
            self.wfile.write(body)
        if reply.fault:
            self.close_connection = True

    def _drip(self, data: bytes) -> None:
        for at in range(len(data)):
            self.wfile.write(data[at : at + 1])
            self.wfile.flush()
            if self.server.site.ended.wait(0.05):
                return


@contextmanager
def serving(authority: trustme.CA | None = None, *names: str, expired: bool = False) -> Iterator[Site]:
    """The server while the block runs; with an authority it speaks TLS under these names (else 127.0.0.1)."""
    from datetime import UTC, datetime, timedelta

    site = Site()
    server = _Server(("127.0.0.1", 0), _Handler)
    server.site = site
    site.port = server.server_address[1]
    if authority is not None:
        more = {"not_after": datetime.now(UTC) - timedelta(days=1)} if expired else {}
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        authority.issue_cert(*(names or ("127.0.0.1",)), **more).configure_cert(context)  # type: ignore[arg-type]
        server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
        site.scheme = "https"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        site.ended.set()
        server.shutdown()
        with suppress(OSError):
            server.server_close()
        thread.join(2)


@contextmanager
def trap() -> Iterator[list[int]]:
    """A port that must not be reached: the list grows with every connection. Its port is the first number."""
    listener = socket.create_server(("127.0.0.1", 0))
    seen = [listener.getsockname()[1]]

    def accept() -> None:
        with suppress(OSError):
            while True:
                connection, _ = listener.accept()
                seen.append(1)
                connection.close()

    threading.Thread(target=accept, daemon=True).start()
    try:
        yield seen
    finally:
        with suppress(OSError):
            listener.shutdown(socket.SHUT_RDWR)
        listener.close()


def authority_file(authority: trustme.CA, folder: Path) -> Path:
    file = folder / "authority.pem"
    authority.cert_pem.write_to_path(str(file))
    return file


# --- what it serves ---------------------------------------------------------------------------------------------------


def rss(items: list[tuple[str, str, str, str]], head: str = "", title: str = "Velm Gazette") -> str:
    """(address, title, text, RFC 822 date or "") of each item."""
    parts = [
        f"<item><title>{name}</title><link>{link}</link><guid>{link}</guid>"
        + (f"<description>{text}</description>" if text else "")
        + (f"<pubDate>{day}</pubDate>" if day else "")
        + "</item>"
        for link, name, text, day in items
    ]
    return (
        f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>{title}</title>{head}'
        + "".join(parts)
        + "</channel></rss>"
    )


def article(title: str, paragraphs: list[str], day: str = "2026-03-03T06:00:00Z") -> str:
    text = "".join(f"<p>{one}</p>" for one in paragraphs)
    return (
        f"<!doctype html><html lang=en><head><title>{title}</title>"
        f'<meta property="article:published_time" content="{day}"></head>'
        f"<body><article><h1>{title}</h1>{text}</article></body></html>"
    )
