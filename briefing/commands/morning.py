"""The command that does a day's work: morning, which fetches, builds, verifies and sends.

One run at a time. What a run of the day has done is noted in the state folder (`morning.json`), so that one that was
killed or failed is taken up at the step where it ended, with the edition that it made: one that was taken away since is
made again, one that was changed since is verified again.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid
from hashlib import sha256
from pathlib import Path
from zoneinfo import ZoneInfo

from briefing import commands
from briefing import config as settings
from briefing.config import Project
from briefing.errors import BriefingError, StateError
from briefing.publish.mail import delivery
from briefing.publish.mail.address import address
from briefing.reports.terminal import Terminal, visible
from briefing.storage.locks import hold

NOTES = "morning.json"
LATEST = 2.5e11  # seconds since 1970, beyond which no calendar has a date
SHOWN = 40  # messages of a step that failed, in the report
_COUNTS = {"fetch": -1, "build": 1, "verify": -1, "send": 0}  # which line of a step's results says the most


@dataclass(slots=True, kw_only=True)
class Step:
    """One step as it went. began: seconds since 1970; words: its results in a line; said: its messages."""

    name: str
    began: float
    seconds: float = 0.0
    words: str = ""
    said: list[str] = field(default_factory=list)

    def line(self, zone: ZoneInfo) -> str:
        clock = datetime.fromtimestamp(self.began, zone).strftime("%H:%M:%S")
        return f"{self.name:<7} {clock}  {self.seconds:5.1f} s  {self.words}".rstrip()


def morning(args: argparse.Namespace, terminal: Terminal) -> int:
    """Fetch, build, verify and, with --send, send: a line a step; ends with the exit code of the step that failed."""
    project = settings.find(args.config)
    zone = ZoneInfo(project.config.time_zone)
    day = args.date or datetime.now(zone).date()
    names = [*(["fetch"] if project.config.intake.asks_for_something else []), "build", "verify"]
    names += ["send"] if args.send else []
    steps: list[Step] = []
    with _alone(project, terminal):
        done = _Done(project.state / NOTES, day, project.folder / "out" / day.isoformat())
        if args.send and done.at("send"):
            terminal.result(f"{day}: sent already at {_clock(done.at('send'), zone)}")
            return 0
        if all(done.at(name) for name in names):
            done.forget()
        try:
            for name in names:
                if done.at(name):
                    terminal.result(f"{name:<7} done already at {_clock(done.at(name), zone)}")
                    continue
                steps.append(Step(name=name, began=time.time()))
                _made(steps[-1], lambda step: _run(step, args, day))
                terminal.result(steps[-1].line(zone))
                terminal.out.flush()
                done.note(name)
        except Exception as fault:
            steps[-1].words = "failed: " + visible(fault.message if isinstance(fault, BriefingError) else repr(fault))
            terminal.result(steps[-1].line(zone))
            for line in steps[-1].said[-SHOWN:]:
                terminal.message(line)
            _report(project, day, steps, terminal, failed=True)
            raise
    _report(project, day, steps, terminal, failed=False)
    return 0


def _made(step: Step, run: Callable[[Step], None]) -> None:
    try:
        run(step)
    finally:
        step.seconds = time.time() - step.began


def _run(step: Step, args: argparse.Namespace, day: date) -> None:
    """One command, called as a user would call it. Raises BriefingError."""
    call = [step.name, *(["--config", args.config] if args.config is not None else [])]
    call += {"fetch": ["--date", str(day)], "build": ["--date", str(day)]}.get(step.name, [str(day)])
    call += ["--workers", args.workers] if step.name == "build" and args.workers is not None else []
    out, err = io.StringIO(), io.StringIO()
    try:
        code = commands.command(step.name)(args.parsed(call), Terminal(out=out, err=err))
    finally:
        step.said = err.getvalue().splitlines()
        results = out.getvalue().splitlines()
        wanted = _COUNTS[step.name]
        step.words = results[wanted if -len(results) <= wanted < len(results) else -1] if results else ""
    if code:
        fault = BriefingError(f"{step.name} ended with exit code {code}")
        fault.exit_code = code
        raise fault


def _clock(moment: float, zone: ZoneInfo) -> str:
    return datetime.fromtimestamp(moment, zone).strftime("%H:%M")


@contextmanager
def _alone(project: Project, terminal: Terminal) -> Iterator[None]:
    """Held by one run at a time. Raises StateError."""
    try:
        project.state.mkdir(parents=True, exist_ok=True)
        lock = (project.state / "morning.lock").open("w")
    except OSError as fault:
        raise _unusable(project.state, fault) from fault
    with lock:
        hold(lock, lambda: terminal.message("another morning is at work; waiting for it to end"))
        yield


def _unusable(state: Path, fault: OSError) -> StateError:
    return StateError(
        f"the state folder {state} cannot be used: {fault.strerror}",
        "set `state:` in config.yaml to a folder you can write",
    )


class _Done:
    """Which steps of a day are done, and when; of the last day that was worked on. edition: its folder. What was done
    with an edition is not done with another one that stands there by now."""

    def __init__(self, file: Path, day: date, edition: Path) -> None:
        self._file, self._day, self._edition = file, day.isoformat(), edition
        self._done: dict[str, float] = {}
        try:
            found = json.loads(file.read_bytes())
            if found["day"] == self._day:
                times = {str(name): float(moment) for name, moment in found["done"].items()}
                self._done = {name: moment for name, moment in times.items() if 0 < moment < LATEST}
                self._compare(found.get("edition"))
        except (OSError, ValueError, TypeError, KeyError, AttributeError, OverflowError, RecursionError):
            self._done = {}

    def _compare(self, known: object) -> None:
        """known: the digest of the edition that the steps before were done with."""
        now = self._digest()
        for name, stands in (("build", now is not None), ("verify", now is not None and now == known)):
            if not stands:
                self._done.pop(name, None)

    def _digest(self) -> str | None:
        try:
            return sha256((self._edition / "brief.json").read_bytes()).hexdigest()
        except OSError:
            return None

    def at(self, name: str) -> float:
        """When the step was done; 0 where it was not."""
        return self._done.get(name, 0.0)

    def forget(self) -> None:
        """All is to be done anew."""
        self._done = {}

    def note(self, name: str) -> None:
        """Stores it before the next step begins. Raises StateError."""
        self._done[name] = time.time()
        scratch = self._file.with_name(self._file.name + ".new")
        try:
            data = {"day": self._day, "done": self._done, "edition": self._digest()}
            scratch.write_text(json.dumps(data), encoding="utf-8")
            scratch.replace(self._file)
        except OSError as fault:
            raise _unusable(self._file.parent, fault) from fault


# --- the report -----------------------------------------------------------------------------------------------------


def _report(project: Project, day: date, steps: Sequence[Step], terminal: Terminal, *, failed: bool) -> None:
    """A mail to the editors, by the way of the edition's mail. That it does not go out is a message, no fault."""
    options = project.config.mail
    if not options.report_to or (options.reports == "failures" and not failed):
        return
    try:
        way = delivery.delivery(options, project.folder, os.environ)
        try:
            for to in options.report_to:
                raw = report(project, day, steps, to, failed).as_bytes()
                outcome = way.send(address(options.sender), address(to), raw, lambda: None)
                if outcome.fate != "accepted":
                    terminal.message(f"the report to {visible(to)} did not go out: {outcome.words}")
        finally:
            way.close()
    except BriefingError as fault:
        terminal.message(f"the report did not go out: {fault.message}")


def report(project: Project, day: date, steps: Sequence[Step], to: str, failed: bool) -> EmailMessage:
    """What the editors get: a line a step, and the messages of the steps."""
    options, zone = project.config.mail, ZoneInfo(project.config.time_zone)
    title = " ".join(project.config.title.split())
    mail = EmailMessage()
    mail["From"], mail["To"] = options.sender, to
    mail["Subject"] = f"{title}, {day}: " + (f"{steps[-1].name} failed" if failed else "done")
    mail["Date"] = format_datetime(datetime.now(UTC))
    mail["Message-ID"] = make_msgid(domain=address(options.sender).rpartition("@")[2])
    mail["Auto-Submitted"] = "auto-generated"
    lines = [step.line(zone) for step in steps]
    for step in steps:
        if step.said:
            more = [f"and {len(step.said) - SHOWN} more lines"] if len(step.said) > SHOWN else []
            lines += ["", f"{step.name}:", *(f"  {line}" for line in [*step.said[:SHOWN], *more])]
    mail.set_content("\n".join(lines) + "\n")
    return mail
