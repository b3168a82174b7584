"""IMAP folders, read only: no message is marked, moved or deleted. The only module that imports imapclient.

Messages are known by the folder's UIDVALIDITY and their UID (RFC 9051, 2.3.1). Where the first changes all messages
have new numbers: those whose bytes are known are not taken again.
"""

from __future__ import annotations

import queue
import socket
import ssl
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, timedelta
from email import message_from_bytes
from email.header import decode_header, make_header
from hashlib import sha256
from pathlib import Path
from typing import Any

from briefing.errors import ConfigError
from briefing.intake.names import plain_name
from briefing.intake.options import MailboxOptions
from briefing.intake.report import SourceLine
from briefing.intake.state import StateChanges, StateStore
from briefing.intake.web.connection import Failed
from briefing.publish.mail.delivery import private_file
from briefing.publish.mail.outcome import one_line, plain

MOST_MESSAGES = 2_000  # of one folder in one run, the newest
BATCH = 200  # messages whose sizes are asked for at once


def secret(options: MailboxOptions, folder: Path, environment: Mapping[str, str]) -> str:
    """The password or token: from its file, which only its owner may read, else from the environment. Raises
    ConfigError."""
    if options.password_file is not None:
        file = folder / options.password_file
        try:
            return private_file(file).decode("utf-8").strip()
        except UnicodeDecodeError:
            raise ConfigError("is not UTF-8 text", file=str(file)) from None
    found = environment.get(options.password_variable)
    if not found:
        raise ConfigError(
            f"intake: mailboxes: no password for {options.user} at {options.host}",
            remedy=f"set {options.password_variable}, or `password_file:` with a file that only you can read",
        )
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A message as it came. number: UIDVALIDITY and UID."""

    number: str
    raw: bytes


@dataclass(slots=True, kw_only=True)
class Mailbox:
    """One folder of one account. into: the folder of the day below the project's; most: bytes of a message; seconds:
    that each step may take."""

    options: MailboxOptions
    password: str
    tls: ssl.SSLContext
    into: str
    state: StateStore
    day: date
    most: int
    seconds: float
    ticked: Callable[[], None] = lambda: None
    files: list[str] = field(default_factory=list)

    @property
    def key(self) -> str:
        return self.options.key

    def copied(self) -> SourceLine:
        """Takes what is new; the paths of the files are in `files`."""
        line = SourceLine(
            kind="mailbox", key=self.key, name=f"{self.options.user}: {self.options.folder}", status="unchanged"
        )
        known = self.state.every(f"mail {self.key}")
        digests = {str(data.get("digest")) for data in known.values()}
        try:
            for found in _in_time(_Reading(self, frozenset(known)), self.seconds):
                if isinstance(found, str):
                    line.words.append(found)
                elif isinstance(found, int):
                    line.items += found
                else:
                    self.ticked()
                    line.new += self._kept(found, digests)
        except Failed as fault:
            line.words.insert(0, str(fault))
            line.status = "failed"
            return line
        line.status = "new" if line.new else "unchanged"
        return line

    def _kept(self, message: Message, digests: set[str]) -> bool:
        """Whether it is new; then its file and what is remembered of it are stored together."""
        digest = sha256(message.raw).hexdigest()
        changes = StateChanges(known=[(f"mail {self.key}", message.number, {"digest": digest})])
        new = digest not in digests
        if new:
            digests.add(digest)
            name = plain_name(f"{self.options.folder}-{self.options.user}", "mail")
            uid = message.number.rpartition(":")[2]
            path = f"{self.into}mail/{name}/{uid}-{subject_name(message.raw)}-{digest[:10]}.eml"
            changes.files[path] = message.raw
            self.files.append(path)
        self.state.commit(changes)
        return new


def subject_name(raw: bytes) -> str:
    """The subject as a part of a file's name."""
    head = raw[: 1 << 16].replace(b"\r\n", b"\n").partition(b"\n\n")[0]
    try:
        subject = str(make_header(decode_header(str(message_from_bytes(head).get("Subject", "")))))
    except (ValueError, LookupError, UnicodeError):
        subject = ""
    return plain_name(subject, "message")


# --- the conversation with the server -------------------------------------------------------------------------------

Found = Message | int | str  # a message, how many more are listed, a remark


def _in_time(reading: _Reading, seconds: float) -> Iterator[Found]:
    """What is read, each step within so many seconds. Raises Failed. The reading is done by a thread, since the server
    may answer byte by byte; it goes on only when what it found before is stored."""
    found: queue.SimpleQueue[Found | Failed | None] = queue.SimpleQueue()
    stored = threading.Semaphore(0)

    def work() -> None:
        try:
            for one in reading.all():
                found.put(one)
                stored.acquire()
                if reading.over:
                    return
            found.put(None)
        except Failed as fault:
            found.put(fault)
        except Exception as fault:  # a bug of the library on a hostile answer must not cost the other sources
            found.put(Failed(f"the server's answer cannot be read ({type(fault).__name__})"))

    threading.Thread(target=work, daemon=True).start()
    try:
        while True:
            try:
                one = found.get(timeout=seconds)
            except queue.Empty:
                raise Failed("no whole answer in time") from None
            if one is None:
                return
            if isinstance(one, Failed):
                raise one
            yield one
            stored.release()
    finally:
        reading.end()
        stored.release()


class _Reading:
    """One visit: connect, log in, look, read. Knows nothing of files or state but which messages are known."""

    def __init__(self, box: Mailbox, known: frozenset[str]) -> None:
        self.box, self.known = box, known
        self.client: Any = None
        self.over = False

    def end(self) -> None:
        """Wakes whatever waits for the server: no more is read."""
        self.over = True
        if self.client is not None:
            with suppress(OSError):
                self.client.socket().shutdown(socket.SHUT_RDWR)

    def all(self) -> Iterator[Found]:
        """Raises Failed."""
        from imapclient.exceptions import IMAPClientError

        try:
            client = self._connected()
            self._log_in(client)
            yield from self._messages(client)
            client.logout()
        except ssl.SSLError as fault:
            raise Failed(plain(fault)) from None
        except (IMAPClientError, OSError, EOFError) as fault:
            raise Failed(self._without_secret(plain(fault))) from None
        finally:
            if self.client is not None:
                with suppress(OSError):
                    self.client.shutdown()

    def _connected(self) -> Any:
        from imapclient import IMAPClient, SocketTimeout

        options, seconds = self.box.options, self.box.seconds
        tls = options.security == "tls"
        client = IMAPClient(
            options.host, options.port, ssl=tls, ssl_context=self.box.tls if tls else None,
            timeout=SocketTimeout(seconds, seconds),
        )  # fmt: skip
        self.client = client
        read = client._imap.read

        def bounded(size: int) -> bytes:
            if size > self.box.most + 1024:
                raise OSError("the server sends more than was asked for")
            data: bytes = read(size)
            return data

        client._imap.read = bounded
        if options.security == "starttls":
            client.starttls(self.box.tls)
        return client

    def _log_in(self, client: Any) -> None:
        from imapclient.exceptions import IMAPClientError, LoginError

        options, password = self.box.options, self.box.password
        try:
            if options.login == "xoauth2":
                client.oauth2_login(options.user, password)
            elif client.has_capability("AUTH=PLAIN"):
                client.plain_login(options.user, password)
            else:
                client.login(options.user, password)
        except (LoginError, IMAPClientError) as fault:
            raise Failed(f"the server refused the login: {self._without_secret(str(fault))}") from None

    def _without_secret(self, words: str) -> str:
        return one_line(words.replace(self.box.password, "…"))

    def _messages(self, client: Any) -> Iterator[Found]:
        options = self.box.options
        name = _by_separator(options.folder, client.list_folders("", ""))
        validity = int(client.select_folder(name, readonly=True).get(b"UIDVALIDITY", 0))
        first = self.box.day - timedelta(days=options.days)
        listed = sorted(int(uid) for uid in client.search(["SINCE", first]))
        yield len(listed)
        new = [uid for uid in listed if f"{validity}:{uid}" not in self.known]
        if len(new) > MOST_MESSAGES:
            yield f"{len(new) - MOST_MESSAGES} older messages are not taken"
            new = new[-MOST_MESSAGES:]
        for at in range(0, len(new), BATCH):
            yield from self._batch(client, validity, new[at : at + BATCH])

    def _batch(self, client: Any, validity: int, uids: Sequence[int]) -> Iterator[Found]:
        sizes = client.fetch(list(uids), ["RFC822.SIZE"])
        for uid in uids:
            size = int(sizes.get(uid, {}).get(b"RFC822.SIZE", 0))
            if size > self.box.most:
                yield f"a message of {size >> 20} MB is larger than `intake: megabytes:` allows (UID {uid})"
                continue
            data = client.fetch([uid], ["BODY.PEEK[]"]).get(uid, {})
            raw = data.get(b"BODY[]")
            if isinstance(raw, bytes) and raw:  # else it was deleted in the meantime
                yield Message(number=f"{validity}:{uid}", raw=raw)


def _by_separator(folder: str, answer: Sequence[Any]) -> str:
    """The folder's name with the separator of the server, which may be another than "/"."""
    separator = answer[0][1] if answer and answer[0][1] else b"/"
    return folder.replace("/", separator.decode("ascii", "replace"))
