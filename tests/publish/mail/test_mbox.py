"""An mbox: whole messages alone, whatever was interrupted and whoever else has it."""

from __future__ import annotations

import errno
import fcntl
import mailbox
import os
from pathlib import Path

import pytest

from briefing.publish.mail import mbox
from briefing.publish.mail.mbox import Mbox

MESSAGE = b"From: a@b.example\r\nSubject: x\r\n\r\nFrom here on\r\n.dot\r\n"


def sent(box: Path, message: bytes = MESSAGE) -> str:
    return Mbox(box).send("a@b.example", "c@d.example", message, lambda: None).fate


def subjects(box: Path) -> list[str]:
    found = mailbox.mbox(box)
    try:
        return [str(message["Subject"]) for message in found]
    finally:
        found.close()


def test_other_programs_read_what_is_appended(tmp_path: Path) -> None:
    box = tmp_path / "box"
    box.write_bytes(b"From x@y.example Mon Mar  2 10:00:00 2026\nSubject: before\n\nThe last line has no end")
    assert [sent(box), sent(box)] == ["accepted", "accepted"]
    assert subjects(box) == ["before", "x", "x"]
    assert b"\n>From here on\n.dot\n\n" in box.read_bytes()
    assert [path.name for path in tmp_path.iterdir()] == ["box"]


@pytest.mark.parametrize("written", [0, 1, 60, 10_000])
def test_a_kill_leaves_a_message_whole_or_not_at_all(tmp_path: Path, written: int) -> None:
    box = tmp_path / "box"
    assert sent(box) == "accepted"
    before = box.read_bytes()
    entry = mbox._entry("a@b.example", MESSAGE.replace(b"x\r\n", b"killed\r\n"), before[-2:])
    (tmp_path / "box.lock").write_bytes(b"briefing %d %d\n" % (len(before), len(before) + len(entry)))
    box.write_bytes(before + entry[:written])
    assert sent(box) == "accepted"
    assert subjects(box) == (["x", "killed", "x"] if written >= len(entry) else ["x", "x"])
    assert not (tmp_path / "box.lock").exists()


def test_a_full_disk_takes_nothing_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    box = tmp_path / "box"
    assert sent(box) == "accepted"
    before = box.read_bytes()
    real = os.pwrite

    def full(file: int, data: bytes, at: int) -> int:
        if at > len(before):
            raise OSError(errno.ENOSPC, "No space left on device")
        return real(file, data[:20], at)

    monkeypatch.setattr(os, "pwrite", full)
    assert sent(box) == "unknown"
    monkeypatch.undo()
    assert box.read_bytes() == before and not (tmp_path / "box.lock").exists()


def test_another_programs_lock_is_waited_for_and_never_broken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    box, lock = tmp_path / "box", tmp_path / "box.lock"
    monkeypatch.setattr(mbox, "_PATIENCE", 0.15)
    lock.write_bytes(b"")
    began: list[bool] = []
    outcome = Mbox(box).send("a@b.example", "c@d.example", MESSAGE, lambda: began.append(True))
    assert (outcome.fate, outcome.of_server, began) == ("deferred", True, []) and "box.lock" in outcome.words
    assert lock.exists()
    lock.unlink()
    assert sent(box) == "accepted"
    held = os.open(box, os.O_RDWR)
    fcntl.lockf(held, fcntl.LOCK_EX)
    try:
        if os.fork() == 0:  # the system's lock is of a process
            os._exit(0 if sent(box) == "deferred" else 1)
        assert os.waitstatus_to_exitcode(os.wait()[1]) == 0
    finally:
        os.close(held)
