"""The command that has `morning` run every day: schedule. It prints; --install sets it up for this user."""

from __future__ import annotations

import argparse
import hashlib
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from xml.sax.saxutils import escape

from briefing import config as settings
from briefing.commands import zones
from briefing.config import Project
from briefing.errors import BriefingError, UsageError
from briefing.reports.terminal import Terminal

NAMES = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.,/:=+@"  # plain in every one of these files


@dataclass(frozen=True, slots=True, kw_only=True)
class ScheduledJob:
    """What is to run. name: of the unit; call: the program and its arguments; folder: where; at: HH:MM; zone: of it;
    machine: the machine's zone; zoned: its cron obeys CRON_TZ; day: on which it is set up."""

    name: str
    title: str
    call: Sequence[str]
    folder: str
    at: str
    zone: str
    machine: str
    zoned: bool
    day: date

    @property
    def here(self) -> str:
        """HH:MM by the machine's clock, on the day on which it is set up."""
        return zones.moved(self.at, self.zone, self.machine, self.day)

    @property
    def shifts(self) -> bool:
        """Does the machine's clock show another time than the zone's on some day of the year?"""
        return not zones.alike(self.zone, self.machine, self.day)

    @property
    def when(self) -> str:
        """The time, for people."""
        there = f"{self.at} ({self.zone})"
        return f"{there}, {self.here} by the machine's clock ({self.machine}) now" if self.shifts else there


def schedule(args: argparse.Namespace, terminal: Terminal) -> int:
    """Prints what runs `morning` every day; --install sets it up."""
    project = settings.find(args.config)
    job = job_of(project, args.at, args.send)
    way = args.by or chosen()
    if job.shifts and (way == "launchd" or (way == "crontab" and not job.zoned)):
        terminal.message(
            f"this machine's {way} goes by {job.machine}, the configuration by {job.zone}: {job.at} there is "
            f"{job.here} here now; where one of the two changes its clocks, call schedule again"
        )
    files = {"systemd": systemd, "crontab": crontab, "launchd": launchd}[way](job)
    if args.install:
        for line in {"systemd": _by_systemd, "crontab": _by_crontab, "launchd": _by_launchd}[way](job, files):
            terminal.result(line)
        return 0
    for name, text in files.items():
        terminal.result(f"# {name}")
        terminal.result(text)
    terminal.message("nothing was set up; --install does it")
    return 0


def job_of(project: Project, at: str, send: bool) -> ScheduledJob:
    """Raises UsageError where there is no config file: its folder is where the day's work is done."""
    if project.file is None:
        raise UsageError("there is no config file here", "name it with --config; `briefing init DIR` makes one")
    file = project.file.resolve()
    folder = str(file.parent)
    if any(ord(character) < 32 for character in folder + file.name):
        raise UsageError("the config's path holds a control character", "put it elsewhere")
    call = [sys.executable, "-m", "briefing", "morning", "--config", str(file), *(["--send"] if send else [])]
    return ScheduledJob(
        name=f"briefing-{hashlib.sha256(str(file).encode()).hexdigest()[:8]}",
        title=" ".join("".join(c if c.isprintable() else " " for c in project.config.title).split()),
        call=call, folder=folder, at=at, zone=project.config.time_zone,
        machine=zones.of_machine(), zoned=zones.cron_knows_zones(), day=date.today(),
    )  # fmt: skip


def chosen() -> str:
    """What this machine has to run something every day."""
    if sys.platform == "darwin":
        return "launchd"
    return "systemd" if Path("/run/systemd/system").is_dir() and shutil.which("systemctl") else "crontab"


# --- systemd --------------------------------------------------------------------------------------------------------


def systemd(job: ScheduledJob) -> Mapping[str, str]:
    """The units of a user (systemd.timer(5)). A run that was missed, since the machine was off, is made up for."""
    service = (
        f"[Unit]\nDescription={_unit(job.title)}: the brief of the day\n"
        "Wants=network-online.target\nAfter=network-online.target\n\n"
        f"[Service]\nType=oneshot\nWorkingDirectory={_unit(job.folder)}\n"
        f"ExecStart={' '.join(_unit_word(word) for word in job.call)}\n"
        "Environment=PYTHONUNBUFFERED=1\nNice=5\n"
    )
    timer = (
        f"[Unit]\nDescription={_unit(job.title)}: every day at {job.at}\n\n"
        f"[Timer]\nOnCalendar=*-*-* {job.at}:00 {job.zone}\nPersistent=true\n\n[Install]\nWantedBy=timers.target\n"
    )
    return {f"{job.name}.service": service, f"{job.name}.timer": timer}


def _unit(text: str) -> str:
    return text.replace("%", "%%")


def _unit_word(word: str) -> str:
    """A word of a command line (systemd.service(5))."""
    plain = word.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%").replace("$", "$$")
    return plain if all(c in NAMES for c in word) else f'"{plain}"'


def _by_systemd(job: ScheduledJob, files: Mapping[str, str]) -> list[str]:
    base = os.environ.get("XDG_CONFIG_HOME") or str(Path.home() / ".config")
    folder = Path(base) / "systemd" / "user"
    _write(folder, files)
    _must_run("systemctl", "--user", "daemon-reload")
    _must_run("systemctl", "--user", "enable", "--now", f"{job.name}.timer")
    return [
        *(f"{folder / name}" for name in files),
        f"every day at {job.at} ({job.zone}); `systemctl --user list-timers` shows it",
        "it runs while you are logged in; `loginctl enable-linger` lets it run always",
    ]


# --- crontab --------------------------------------------------------------------------------------------------------


def crontab(job: ScheduledJob) -> Mapping[str, str]:
    """Lines of crontab(5): what o'clock it is where, and the job. In it "%" ends the command unless it is escaped.

    Where the machine's clock is another and its cron obeys CRON_TZ, the job is between two lines that set it, the
    second back to the machine's zone; else it is at what the time is by the machine's clock on the day on which it is
    set up.
    """
    command = f"cd {shlex.quote(job.folder)} && {shlex.join(job.call)}".replace("%", "\\%")
    own = job.shifts and job.zoned
    hour, minute = (job.at if own else job.here).split(":")
    row = f"{int(minute)} {int(hour)} * * * {command}  # {job.name}\n"
    if own:
        row = f"CRON_TZ={job.zone}\n{row}CRON_TZ={job.machine}\n"
    return {"crontab": f"# {job.name} begins: every day at {job.when}\n{row}# {job.name} ends\n"}


def with_lines(table: str, job: ScheduledJob, lines: str) -> str:
    """A crontab with the lines, instead of those that it had for this job."""
    kept: list[str] = []
    inside = False
    for one in table.splitlines():
        inside = inside or one.startswith(f"# {job.name} begins")
        if not inside and not one.endswith(f"# {job.name}"):
            kept.append(one)
        inside = inside and one != f"# {job.name} ends"
    return "\n".join([*kept, lines.rstrip("\n")]) + "\n"


def _by_crontab(job: ScheduledJob, files: Mapping[str, str]) -> list[str]:
    if not shutil.which("crontab"):
        raise UsageError("this machine has no crontab", "install cron, or name another way with --by")
    listed = subprocess.run(["crontab", "-l"], capture_output=True, text=True, check=False)
    if listed.returncode and not re.search(r"no crontab", listed.stderr, re.I):  # else it could not be read
        raise BriefingError(f"crontab -l failed: {listed.stderr.strip()}", "nothing was changed")
    table = with_lines(listed.stdout if not listed.returncode else "", job, files["crontab"])
    done = subprocess.run(["crontab", "-"], input=table, capture_output=True, text=True, check=False)
    if done.returncode:
        raise BriefingError(f"crontab failed: {done.stderr.strip()}", "nothing was changed")
    return [f"every day at {job.when}; `crontab -l` shows it"]


# --- launchd --------------------------------------------------------------------------------------------------------


def launchd(job: ScheduledJob) -> Mapping[str, str]:
    """A property list of launchd.plist(5), in the time zone of the machine."""
    hour, minute = job.here.split(":")
    words = "\n".join(f"    <string>{escape(word)}</string>" for word in job.call)
    text = (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">\n'
        f"<!-- every day at {escape(job.when)} -->\n"
        '<plist version="1.0">\n<dict>\n'
        f"  <key>Label</key><string>{job.name}</string>\n"
        f"  <key>WorkingDirectory</key><string>{escape(job.folder)}</string>\n"
        f"  <key>ProgramArguments</key>\n  <array>\n{words}\n  </array>\n"
        "  <key>StartCalendarInterval</key>\n"
        f"  <dict><key>Hour</key><integer>{int(hour)}</integer>"
        f"<key>Minute</key><integer>{int(minute)}</integer></dict>\n"
        "</dict>\n</plist>\n"
    )
    return {f"{job.name}.plist": text}


def _by_launchd(job: ScheduledJob, files: Mapping[str, str]) -> list[str]:
    folder = Path.home() / "Library" / "LaunchAgents"
    _write(folder, files)
    (name,) = files
    _must_run("launchctl", "load", "-w", str(folder / name))
    return [f"{folder / name}", f"every day at {job.when}; `launchctl list {job.name}` shows it"]


# --- what all share -------------------------------------------------------------------------------------------------


def _write(folder: Path, files: Mapping[str, str]) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in files.items():
            (folder / name).write_text(text, encoding="utf-8")
    except OSError as fault:
        raise BriefingError(f"cannot write to {folder}: {fault.strerror}") from fault


def _must_run(*call: str) -> None:
    try:
        done = subprocess.run(call, capture_output=True, text=True, check=False)
    except OSError as fault:
        raise BriefingError(f"{call[0]} cannot be run: {fault.strerror}", "name another way with --by") from fault
    if done.returncode:
        raise BriefingError(f"{shlex.join(call)} failed: {(done.stderr or done.stdout).strip()}")
