"""The time zone by which a machine's cron or launchd goes, and what o'clock there it is when it is some other time in
another zone."""

from __future__ import annotations

import subprocess
from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

LOCAL = Path("/etc/localtime")
NAMED = Path("/etc/timezone")  # of Debian and its like
DAYS_A_YEAR = 366


def of_machine() -> str:
    """The name of the machine's zone, whatever a user's TZ says, since these services do not see that; UTC where
    nothing says which it is, as the C library has it."""
    names = []
    if LOCAL.is_symlink():
        names.append(str(LOCAL.resolve()).rpartition("/zoneinfo/")[2])
    with suppress(OSError, ValueError):
        names.append(NAMED.read_text(encoding="utf-8").strip())
    return next((name for name in names if _is_zone(name)), "UTC")


def alike(one: str, other: str, since: date) -> bool:
    """Do the clocks of two zones agree on each day of a year?"""
    moments = [datetime.combine(since, time(12), UTC) + timedelta(days=at) for at in range(DAYS_A_YEAR)]
    zones = ZoneInfo(one), ZoneInfo(other)
    return all(moment.astimezone(zones[0]).utcoffset() == moment.astimezone(zones[1]).utcoffset() for moment in moments)


def moved(at: str, zone: str, to: str, day: date) -> str:
    """HH:MM of a zone on a day, as HH:MM of another one."""
    there = datetime.combine(day, time.fromisoformat(at), ZoneInfo(zone))
    return there.astimezone(ZoneInfo(to)).strftime("%H:%M")


def cron_knows_zones() -> bool:
    """Is the machine's cron one that obeys CRON_TZ? Cronie does; Debian's takes it for a variable of the job."""
    for program in ("crond", "cron"):
        try:
            done = subprocess.run([program, "-V"], capture_output=True, text=True, check=False, timeout=5)
        except (OSError, subprocess.TimeoutExpired):
            continue
        if "cronie" in (done.stdout + done.stderr).lower():
            return True
    return False


def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (ValueError, OSError, LookupError):
        return False
    return bool(name)
