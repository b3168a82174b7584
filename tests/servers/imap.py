"""A small IMAP server for tests that fails where it is told to. It counts every command that would change a mailbox."""

from __future__ import annotations

import base64
import re
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

USER, PASSWORD = "desk@example.org", "correct horse"


@dataclass
class Imap:
    """messages: UID → bytes of INBOX/briefs; separator: between folders; at, fault: the command at which it closes,
    hangs, drips or answers something else; reached: called with each command before it is answered."""

    messages: dict[int, bytes] = field(default_factory=dict)
    validity: int = 7
    separator: str = "/"
    capabilities: str = "IMAP4rev1 AUTH=PLAIN"
    at: str = ""
    fault: str = ""
    port: int = 0
    commands: list[str] = field(default_factory=list)
    fetched: list[int] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    reached: Callable[[str], None] = lambda command: None
    context: ssl.SSLContext | None = None
    ended: threading.Event = field(default_factory=threading.Event)


class _Closed(Exception):
    pass


class _Talk:
    def __init__(self, server: Imap, connection: socket.socket) -> None:
        self.server, self.connection = server, connection
        self.stream = connection.makefile("rb")

    def say(self, data: str | bytes) -> None:
        self.connection.sendall((data.encode() if isinstance(data, str) else data) + b"\r\n")

    def run(self) -> None:
        self.step("greeting", "")
        self.say("* OK ready")
        while line := self.stream.readline():
            tag, _, rest = line.decode().strip().partition(" ")
            words = rest.split(" ")
            name = " ".join(words[:2] if words[0].upper() == "UID" else words[:1]).upper()
            self.server.commands.append(name)
            self.server.reached(name)
            if self.step(name, tag):
                getattr(self, name.lower().replace(" ", "_"), self.unknown)(tag, rest)
            if name == "LOGOUT":
                return

    def step(self, name: str, tag: str) -> bool:
        server = self.server
        if server.at != name:
            return True
        if server.fault == "close":
            raise _Closed
        if server.fault == "hang":
            server.ended.wait(20)
            raise _Closed
        if server.fault == "drip":
            while not server.ended.wait(0.02):
                self.connection.sendall(b"x")
            raise _Closed
        self.say(server.fault.replace("TAG", tag))
        return False

    def unknown(self, tag: str, rest: str) -> None:
        self.server.changed.append(rest)
        self.say(f"{tag} BAD unknown")

    def capability(self, tag: str, rest: str) -> None:
        self.say(f"* CAPABILITY {self.server.capabilities}")
        self.say(f"{tag} OK done")

    def starttls(self, tag: str, rest: str) -> None:
        assert self.server.context is not None
        self.say(f"{tag} OK go on")
        self.connection = self.server.context.wrap_socket(self.connection, server_side=True)
        self.stream = self.connection.makefile("rb")

    def authenticate(self, tag: str, rest: str) -> None:
        self.say("+ ")
        answer = base64.b64decode(self.stream.readline().strip())
        good = answer in (f"\0{USER}\0{PASSWORD}".encode(), f"user={USER}\1auth=Bearer {PASSWORD}\1\1".encode())
        self.say(f"{tag} OK welcome" if good else f"{tag} NO [AUTHENTICATIONFAILED] wrong for {answer!r}")

    def login(self, tag: str, rest: str) -> None:
        self.say(f"{tag} OK welcome" if f'"{PASSWORD}"' in rest and USER in rest else f"{tag} NO wrong")

    def list(self, tag: str, rest: str) -> None:
        self.say(f'* LIST (\\Noselect) "{self.server.separator}" ""')
        self.say(f"{tag} OK done")

    def select(self, tag: str, rest: str) -> None:
        self.server.changed.append(rest)
        self.say(f"{tag} NO read only, please")

    def examine(self, tag: str, rest: str) -> None:
        if rest.split(" ", 1)[1].strip('"') != f"INBOX{self.server.separator}briefs":
            self.say(f"{tag} NO there is no such folder")
            return
        self.say(f"* {len(self.server.messages)} EXISTS")
        self.say(f"* OK [UIDVALIDITY {self.server.validity}] valid")
        self.say(f"{tag} OK [READ-ONLY] done")

    def uid_search(self, tag: str, rest: str) -> None:
        assert "SINCE" in rest
        self.say("* SEARCH " + " ".join(map(str, self.server.messages)))
        self.say(f"{tag} OK done")

    def uid_fetch(self, tag: str, rest: str) -> None:
        uids = [int(number) for number in re.split(r"[ ,]", rest)[2:] if number.isdigit()]
        for number, uid in enumerate(uids, 1):
            raw = self.server.messages.get(uid)
            if raw is None:
                continue
            if "BODY.PEEK[]" in rest:
                self.server.fetched.append(uid)
                self.say(f"* {number} FETCH (UID {uid} BODY[] {{{len(raw)}}}\r\n".encode() + raw + b")")
            elif "RFC822.SIZE" in rest:
                self.say(f"* {number} FETCH (UID {uid} RFC822.SIZE {len(raw)})")
            else:
                self.server.changed.append(rest)
        self.say(f"{tag} OK done")

    def logout(self, tag: str, rest: str) -> None:
        self.say("* BYE")
        self.say(f"{tag} OK done")


@contextmanager
def listening(server: Imap, tls: ssl.SSLContext | None = None) -> Iterator[Imap]:
    """The server on a loopback port while the block runs. tls: from the first byte."""
    listener = socket.create_server(("127.0.0.1", 0))
    server.port = listener.getsockname()[1]

    def serve(connection: Any) -> None:
        with suppress(_Closed, OSError, AssertionError), connection:
            _Talk(server, tls.wrap_socket(connection, server_side=True) if tls else connection).run()

    def accept() -> None:
        with suppress(OSError):
            while True:
                threading.Thread(target=serve, args=(listener.accept()[0],), daemon=True).start()

    threading.Thread(target=accept, daemon=True).start()
    try:
        yield server
    finally:
        server.ended.set()
        with suppress(OSError):
            listener.shutdown(socket.SHUT_RDWR)
        listener.close()


def message(number: int, text: str = "The board met on Monday and adopted the budget.") -> bytes:
    return (
        f"From: Harbour Wire <wire@example.org>\r\nTo: {USER}\r\nSubject: Morning wire {number}\r\n"
        f"Date: Tue, 03 Mar 2026 05:0{number % 10}:00 +0000\r\nMessage-ID: <{number}@example.org>\r\n"
        f"Content-Type: text/plain; charset=utf-8\r\n\r\n{text}\r\n.leading dot\r\n"
    ).encode()
