"""Kills work at one of its accesses to a file, so that a program can look at what is left of it: commands, mails."""

from __future__ import annotations

import mailbox
import multiprocessing
import os
import signal
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from multiprocessing.process import BaseProcess
from pathlib import Path

from briefing.cli import main as command
from briefing.storage import archive

ACCESSES = ("open", "os.", "shutil.", "sqlite3.")  # events of Python's audit that reach a file
CALLS = (
    *((archive.Journal, name) for name in ("note", "note_new", "intend")),
    *((os, name) for name in ("fsync", "ftruncate")),
)
Work = Callable[[], None]
ENDED = ("accepted", "refused", "unknown")  # states of a recipient to whom nothing more is sent by itself
PEOPLE = [f"r{number}@x.example" for number in range(3)]


class Broken(Exception):
    """Something is torn, twice or lost."""


def _mortal(work: Work, place: str, at: int) -> None:
    """Does the work, and dies at its nth access to a file below a folder, or its nth step of CALLS; at 0: notes there
    how many there were."""
    count = 0

    def step() -> None:
        nonlocal count
        count += 1
        if count == at:
            os.kill(os.getpid(), signal.SIGKILL)

    def heard(event: str, arguments: tuple[object, ...]) -> None:
        if event.startswith(ACCESSES) and arguments and place in str(arguments[0]):
            step()

    def watched(call: Callable[..., object]) -> Callable[..., object]:
        def stepping(*arguments: object, **named: object) -> object:
            step()
            done = call(*arguments, **named)
            step()
            return done

        return stepping

    def halved(file: int, data: bytes, offset: int) -> int:
        size = write(file, data[: (len(data) + 1) // 2], offset)
        step()
        return size

    write = os.pwrite
    for owner, name in CALLS:
        setattr(owner, name, watched(getattr(owner, name)))
    setattr(os, "pwrite", halved)  # noqa: B010 -- a module has no such settings
    sys.addaudithook(heard)
    work()
    if not at:
        Path(f"{place}.count").write_text(str(count))


def process_of(target: Callable[..., None], *arguments: object) -> BaseProcess:
    """The work begun in a process of its own."""
    process = multiprocessing.get_context("fork").Process(target=target, args=arguments)
    process.start()
    return process


def killed(work: Work, place: Path, at: int) -> bool:
    """Whether the work was killed at its nth access below the folder; it may have fewer."""
    process = process_of(_mortal, work, str(place), at)
    process.join(120)
    if process.exitcode is None:
        process.kill()
        raise Broken("hangs")
    if process.exitcode not in (0, -signal.SIGKILL):
        raise Broken(f"exit code {process.exitcode}")
    return process.exitcode != 0


def accesses(work: Work, place: Path) -> int:
    """How many accesses the work makes below the folder."""
    killed(work, place, 0)
    file = Path(f"{place}.count")
    count = int(file.read_text())
    file.unlink()
    return count


# --- commands -------------------------------------------------------------------------------------------------------


def called(*words: str, cwd: Path) -> tuple[int, str]:
    """A command in this process: exit code, and all that it says."""
    said = StringIO()
    before = Path.cwd()
    os.chdir(cwd)
    try:
        with redirect_stdout(said), redirect_stderr(said):
            return command(words), said.getvalue()
    finally:
        os.chdir(before)


def must(*words: str, cwd: Path) -> None:
    code, said = called(*words, cwd=cwd)
    if code:
        raise Broken(f"{' '.join(words)}: exit code {code}: {said[-300:]}")


def spread(rounds: int, points: int) -> Iterator[int]:
    """The accesses at which the rounds are killed, evenly over all."""
    return (1 + (number * points) // rounds for number in range(rounds))


# --- mail ------------------------------------------------------------------------------------------------------------


def _delivered(box: Path) -> Counter[str]:
    """Whole messages of a box by their recipients."""
    found = mailbox.Maildir(box) if box.is_dir() else mailbox.mbox(box)
    try:
        recipients: Counter[str] = Counter()
        for message in found:
            if not message.as_bytes().rstrip().endswith(b"--"):  # of its last part
                raise Broken(f"half a message for {message['To']}")
            recipients[str(message["To"])] += 1
        return recipients
    finally:
        found.close()


def served(home: Path, got: Counter[str], day: str) -> Counter[str]:
    """Everybody has it once, or the journal says that he may not have it."""
    counts: Counter[str] = Counter()
    states = {entry.recipient: entry.state for entry in archive.noted(home / ".briefing", day)}
    for who in PEOPLE:
        state, number = states.get(who, "none"), got[who]
        if number > 1 or (state == "accepted") != (number == 1 and state != "unknown") or state not in ENDED:
            raise Broken(f"{who}: {number} times, {state}")
        counts[state] += 1
    return counts


def in_box(home: Path) -> Counter[str]:
    """How many whole messages a project's box has for each recipient."""
    return _delivered(home / "box") if (home / "box").exists() else Counter()
