"""A mail server for tests that fails where it is told to: it refuses, hangs or closes at a given stage."""

from __future__ import annotations

import socket
import threading
from base64 import b64decode
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

STAGES = ("connect", "ehlo", "mail", "rcpt", "data", "body", "dot", "quit")


@dataclass
class Server:
    """at: the stage of the fault; fault: "close", "hang" or an answer such as "451 later"; times: how often it happens
    (None: always). `stored` counts whole messages by recipient, whatever the client was told."""

    at: str = ""
    fault: str = "close"
    times: int | None = None
    port: int = 0
    stored: Counter[str] = field(default_factory=Counter)
    messages: list[bytes] = field(default_factory=list)
    connections: int = 0
    threads: list[threading.Thread] = field(default_factory=list)
    echoes: bool = False  # offers a login, refuses it, and repeats what it was told
    reached: Callable[[str], None] = lambda stage: None  # told of each stage before anything is answered

    def settle(self) -> None:
        """Waits until all connections have ended."""
        for thread in self.threads:
            thread.join(10)

    def strikes(self, stage: str) -> bool:
        self.reached(stage)
        if stage != self.at or self.times == 0:
            return False
        if self.times is not None:
            self.times -= 1
        return True


class _Closed(Exception):
    pass


def _serve(server: Server, connection: socket.socket) -> None:
    stream = connection.makefile("rb")

    def say(text: str) -> None:
        connection.sendall(text.encode() + b"\r\n")

    def stage(name: str, answer: str) -> bool:
        """Whether the stage went well."""
        if not server.strikes(name):
            say(answer)
            return True
        if server.fault == "close":
            raise _Closed
        if server.fault == "hang":
            connection.settimeout(5)
            stream.read(1)
            raise _Closed
        say(server.fault)
        if server.fault.startswith("421"):
            raise _Closed
        return False

    recipient = ""
    try:
        if not stage("connect", "220 test"):
            return
        while line := stream.readline():
            verb = line[:4].upper()
            if verb in (b"EHLO", b"HELO"):
                stage("ehlo", "250-test\r\n250 AUTH PLAIN" if server.echoes else "250 test")
            elif verb == b"AUTH" and server.echoes:
                word = line.split()[-1].decode()
                say(f"535 no {b64decode(word).decode()!r} here" if server.fault == "plain" else f"454 {word} later")
            elif verb == b"MAIL":
                stage("mail", "250 ok")
            elif verb == b"RCPT":
                recipient = line.decode().partition("<")[2].partition(">")[0]
                stage("rcpt", "250 ok")
            elif verb == b"DATA":
                if stage("data", "354 go on"):
                    _body(server, stream, recipient, stage)
            elif verb == b"QUIT":
                stage("quit", "221 bye")
                return
            else:
                say("250 ok")
    except (_Closed, OSError):
        pass
    finally:
        stream.close()
        connection.close()


def _body(server: Server, stream, recipient: str, stage) -> None:  # type: ignore[no-untyped-def]
    lines = []
    if server.strikes("body"):
        stream.readline()
        raise _Closed
    while (line := stream.readline()) != b".\r\n":
        if not line:
            raise _Closed
        lines.append(line[1:] if line.startswith(b"..") else line)
    if server.at == "dot" and server.fault == "close" and server.times != 0:
        server.stored[recipient] += 1  # the server has it, and the client never hears
        server.messages.append(b"".join(lines))
    if stage("dot", "250 stored"):
        server.stored[recipient] += 1
        server.messages.append(b"".join(lines))


@contextmanager
def listening(server: Server) -> Iterator[Server]:
    """The server on a loopback port while the block runs."""
    listener = socket.create_server(("127.0.0.1", 0))
    server.port = listener.getsockname()[1]
    ended = threading.Event()

    def accept() -> None:
        while not ended.is_set():
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            server.connections += 1
            server.threads.append(threading.Thread(target=_serve, args=(server, connection), daemon=True))
            server.threads[-1].start()

    thread = threading.Thread(target=accept, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        ended.set()
        listener.shutdown(socket.SHUT_RDWR)  # wakes accept
        listener.close()
        thread.join(1)
