"""`briefing schedule`: what runs a morning every day, by three services, in the time zone of the configuration."""

from __future__ import annotations

import os
import plistlib
import re
import shlex
import shutil
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from briefing.commands import zones
from briefing.commands.schedule import ScheduledJob, crontab, job_of, launchd, systemd, with_lines
from briefing.config import read
from tests.helpers.running import called, project

HARD = "a b%c$d\"e'f&g"  # a folder's name that every one of these files would misread if it stood there as it is


@pytest.fixture
def hard(tmp_path: Path) -> Path:
    folder = tmp_path / HARD
    project(folder, "title: 100 % brief\ntime_zone: Europe/Berlin\n")
    return folder


def test_the_units_of_systemd(hard: Path, tmp_path: Path) -> None:
    files = systemd(job_of(read(hard / "config.yaml"), "06:30", send=True))
    service, timer = files.values()
    assert "OnCalendar=*-*-* 06:30:00 Europe/Berlin" in timer and "Persistent=true" in timer
    assert 'morning --config "' in service and service.count("%%") == 3 and "$$d" in service and '\\"e' in service
    if shutil.which("systemd-analyze") is None:
        return
    for name, text in files.items():
        (tmp_path / name).write_text(text)
    done = subprocess.run(
        ["systemd-analyze", "verify", *(str(tmp_path / name) for name in files)],
        capture_output=True, text=True, check=False, env={**os.environ, "SYSTEMD_UNIT_PATH": f"{tmp_path}:"},
    )  # fmt: skip
    assert not [line for line in done.stderr.splitlines() if "briefing-" in line], done.stderr
    found = subprocess.run(
        ["systemd-analyze", "calendar", "*-*-* 06:30:00 Europe/Berlin"], capture_output=True, text=True, check=False
    )
    assert found.returncode == 0, found.stderr


def job(folder: Path, machine: str, zoned: bool = False, day: str = "2026-01-15") -> ScheduledJob:
    """A job at 06:05 in Berlin on a machine of another zone or of the same."""
    made = job_of(read(folder / "config.yaml"), "06:05", send=True)
    return replace(made, machine=machine, zoned=zoned, day=date.fromisoformat(day))


def test_a_crontab_runs_what_it_says(hard: Path, tmp_path: Path) -> None:
    here = job(hard, "Europe/Berlin")
    (lines,) = crontab(here).values()
    said, line, _ = lines.splitlines()
    assert line.startswith("5 6 * * * ") and said.endswith("every day at 06:05 (Europe/Berlin)")
    command = line.split(" ", 5)[5]
    assert not re.search(r"(?<!\\)%", command)
    command = command.replace("\\%", "%").replace(shlex.quote(sys.executable), "echo", 1)  # as cron passes it on
    done = subprocess.run(["/bin/sh", "-c", command], capture_output=True, text=True, check=False)
    assert done.stdout.strip() == f"-m briefing morning --config {hard / 'config.yaml'} --send"


@pytest.mark.parametrize(("day", "hour"), [("2026-01-15", 5), ("2026-07-15", 4)])
def test_a_crontab_of_a_machine_in_another_zone(hard: Path, day: str, hour: int) -> None:
    said, line, _ = crontab(job(hard, "Etc/UTC", day=day))["crontab"].splitlines()
    assert line.startswith(f"5 {hour} * * * ") and "CRON_TZ" not in line
    assert said.endswith(f"06:05 (Europe/Berlin), 0{hour}:05 by the machine's clock (Etc/UTC) now")


def test_a_cron_that_knows_zones_is_given_it_for_these_lines_alone(hard: Path) -> None:
    _, zone, line, back, _ = crontab(job(hard, "Etc/UTC", zoned=True))["crontab"].splitlines()
    assert zone == "CRON_TZ=Europe/Berlin" and line.startswith("5 6 * * * ") and back == "CRON_TZ=Etc/UTC"


def test_lines_of_a_crontab_take_the_place_of_those_before(hard: Path) -> None:
    one, other = job(hard, "Etc/UTC", zoned=True), job(hard, "Europe/Berlin")
    table = f"0 1 * * * other\n1 2 * * * old  # {one.name}\n"
    table = with_lines(table, one, crontab(one)["crontab"]) + "0 2 * * * last\n"
    assert table.count("CRON_TZ") == 2 and "old" not in table
    table = with_lines(table, other, crontab(other)["crontab"])
    assert table.count("morning") == 1 and "CRON_TZ" not in table
    assert table.startswith("0 1 * * * other\n0 2 * * * last\n")


def test_zones_of_other_names_with_the_same_clocks_are_alike() -> None:
    day = date(2026, 1, 15)
    assert zones.alike("Etc/UTC", "UTC", day) and zones.alike("Europe/Berlin", "Europe/Vienna", day)
    assert not zones.alike("Europe/London", "UTC", day)  # in winter they agree
    assert zones.of_machine()


def test_a_property_list_of_launchd(hard: Path) -> None:
    (text,) = launchd(job(hard, "Etc/UTC")).values()
    found = plistlib.loads(text.encode())
    assert found["ProgramArguments"][-2:] == [str(hard / "config.yaml"), "--send"]
    assert found["StartCalendarInterval"] == {"Hour": 5, "Minute": 5} and found["WorkingDirectory"] == str(hard)


def test_a_machine_of_another_zone_is_named(hard: Path) -> None:
    text = (hard / "config.yaml").read_text().replace("Europe/Berlin", "Asia/Kathmandu")
    (hard / "config.yaml").write_text(text)
    done = called("schedule", "--at", "07:15", "--by", "crontab", cwd=hard, PATH=str(hard))
    assert "Asia/Kathmandu" in done.stdout and "the configuration by Asia/Kathmandu" in done.stderr


@pytest.mark.parametrize("way", ["systemd", "crontab", "launchd"])
def test_it_prints_and_changes_nothing(hard: Path, way: str) -> None:
    done = called("schedule", "--at", "07:15", "--by", way, cwd=hard, HOME=str(hard / "home"), XDG_CONFIG_HOME="")
    assert done.returncode == 0 and "briefing" in done.stdout and "--install" in done.stderr
    assert not (hard / "home").exists()


def test_a_wrong_time_and_no_config(tmp_path: Path) -> None:
    assert called("schedule", "--at", "25:00", cwd=tmp_path).returncode == 2
    assert called("schedule", cwd=tmp_path).returncode == 2


@pytest.mark.parametrize("way", ["systemd", "crontab"])
def test_install_by_the_programs_of_the_machine(hard: Path, tmp_path: Path, way: str) -> None:
    """Programs of the test's own stand for those of the machine: they write down how they are called."""
    programs = tmp_path / "programs"
    programs.mkdir()
    log = tmp_path / "log"
    for name in ("systemctl", "crontab"):
        (programs / name).write_text(
            f'#!/bin/sh\necho {name} "$@" >> {log}\n[ "$1" != -l ] || {{ echo "no crontab for you" >&2; exit 1; }}\n'
            f'[ "$1" != - ] || cat > {tmp_path}/table\n'
        )
        (programs / name).chmod(0o755)
    done = called(
        "schedule", "--install", "--by", way, cwd=hard, PATH=f"{programs}:{os.environ['PATH']}", HOME=str(tmp_path),
        XDG_CONFIG_HOME=str(tmp_path / "xdg"),
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    if way == "systemd":
        units = sorted(path.suffix for path in (tmp_path / "xdg" / "systemd" / "user").iterdir())
        assert units == [".service", ".timer"] and "enable --now" in log.read_text()
    else:
        assert "morning" in (tmp_path / "table").read_text()
