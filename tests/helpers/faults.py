"""Every fault of the server at every stage × a kill of the program at every stage, and then another run.

`python -m quality.faults` tries them all and prints how many there were.

The kill is a SIGKILL of a process: by the server, when the process has come to a stage; or before or after one of its
notes in the journal. Then the weather clears and a second run ends the work. The law: each recipient has the message
exactly once, or none or perhaps one, and the journal says so.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import ssl
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from briefing.editions import sending
from briefing.publish.mail.options import SmtpOptions
from briefing.publish.mail.recipients import Recipient
from briefing.publish.mail.smtp import Smtp
from briefing.storage import archive
from briefing.storage.archive import Receipt
from tests.servers.smtp import STAGES, Server, listening

DAY = "2026-03-03"
MESSAGE = b"From: a@b.example\r\nTo: x\r\n\r\nHello\r\n.dot\r\n"
PEOPLE = [Recipient(f"r{i}@x.example", f"r{i}@x.example") for i in range(3)]


def way(server: Server, **options: object) -> Smtp:
    settings = SmtpOptions(host="127.0.0.1", port=server.port, seconds=1.0, **options)  # type: ignore[arg-type]
    return Smtp(settings, None, ssl.create_default_context())


def run(server: Server, journal: archive.Journal, tries: int = 2) -> sending.SendingReport:
    todo = sending.owed(journal.of(DAY), "d", PEOPLE)
    out = way(server)
    try:
        run = sending.SendingRun(
            messages=lambda recipient: MESSAGE, way=out, journal=journal,
            date=DAY, digest="d", sender="a@b.example", tries=tries, pause=0.0, sleep=lambda seconds: None,
        )  # fmt: skip
        return sending.send(todo.recipients, run)
    finally:
        out.close()


@contextmanager
def opened(server: Server, **options: object) -> Iterator[Smtp]:
    out = way(server, **options)
    try:
        yield out
    finally:
        out.close()


def nobody_twice_nobody_lost(server: Server, entries: list[Receipt]) -> None:
    """Each recipient has the message exactly once, or none and that is reported."""
    for entry in entries:
        got = server.stored[entry.recipient]
        assert got <= 1
        if entry.state == "accepted":
            assert got == 1
        if got == 0:
            assert entry.state in ("queued", "refused", "unknown") and entry.words
        if got == 1:
            assert entry.state in ("accepted", "unknown")


FAULTS = ("close", "451 later", "550 never", "421 too many")
DROPS = (("", ""), *((stage, fault) for stage in STAGES for fault in FAULTS))
NOTES = 8  # of a run with three recipients: new entries, then sending and outcome of each


@dataclass(frozen=True, slots=True)
class Kill:
    """When the process dies: at the nth time that the server sees a stage, or before or after its nth note."""

    where: str
    nth: int


KILLS = (
    *(Kill(stage, nth) for stage in STAGES if stage not in ("connect", "ehlo", "quit") for nth in (1, 2, 3)),
    *(Kill(stage, 1) for stage in ("connect", "ehlo", "quit")),
    *(Kill(where, nth) for where in ("before note", "after note") for nth in range(1, NOTES + 1)),
)


def _die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _first_run(port: int, state: str, kill: Kill) -> None:
    """What the process does that is killed."""
    count = 0
    note = archive.Journal.note

    def watched(journal: archive.Journal, *entries: Receipt) -> None:
        nonlocal count
        count += bool(entries)
        if kill == Kill("before note", count):
            _die()
        note(journal, *entries)
        if kill == Kill("after note", count):
            _die()

    archive.Journal.note = watched  # type: ignore[method-assign,assignment]
    with archive.journal(Path(state), lambda: None) as journal:
        run(Server(port=port), journal)


def tried(stage: str, fault: str, kill: Kill, state: Path) -> Counter[str]:
    """One fault and one kill; AssertionError where somebody is lost or served twice. How often each state stands."""
    known, gone = threading.Event(), threading.Event()
    seen: Counter[str] = Counter()

    def reached(where: str) -> None:
        seen[where] += 1
        if kill == Kill(where, seen[where]):
            known.wait(10)
            os.kill(process.pid or 0, signal.SIGKILL)
            gone.wait(10)

    with listening(Server(stage, fault, 1, reached=reached)) as server:
        process = _context().Process(target=_first_run, args=(server.port, str(state), kill))
        process.start()
        known.set()
        process.join(30)
        gone.set()
        assert process.exitcode in (0, -signal.SIGKILL), process.exitcode
        server.settle()
        server.times, server.reached = 0, lambda where: None
        with archive.journal(state, lambda: None) as journal:
            run(server, journal)
            entries = journal.of(DAY)
        server.settle()
    assert {entry.recipient for entry in entries} == {recipient.key for recipient in PEOPLE}
    nobody_twice_nobody_lost(server, entries)
    assert all(entry.state in ("accepted", "refused", "unknown") for entry in entries)
    return Counter(entry.state for entry in entries) + Counter(killed=process.exitcode != 0)


def _context() -> multiprocessing.context.ForkServerContext:
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.helpers.faults"])
    return context
