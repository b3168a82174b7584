"""Which names of workers are clusters, and which of these may be used: what may not is said before anything starts."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.config import parse
from briefing.errors import ConfigError, UsageError
from briefing.running.cluster import Certificates, check, is_cluster
from tests.helpers.running import SAMPLE, SAMPLE_DAY, called, project


@pytest.mark.parametrize("name", ["dask", "tcp://127.0.0.1:8786", "tls://scheduler.example.org:8786"])
def test_names_of_clusters(name: str) -> None:
    assert is_cluster(name)


@pytest.mark.parametrize("name", ["here", "processes", "four:spread", "http://127.0.0.1:8786"])
def test_other_names(name: str) -> None:
    assert not is_cluster(name)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("tcp://10.0.0.5:8786", "not on this machine"),
        ("tcp://scheduler.example.org:8786", "not on this machine"),
        ("tcp://0.0.0.0:8786", "not on this machine"),
        ("tcp://127.0.0.1.example.org:8786", "not on this machine"),
        ("tcp://127.0.0.1", "expected an address"),
        ("tcp://127.0.0.1:port", "expected an address"),
        ("tls://:8786", "expected an address"),
        ("tls://scheduler.example.org:8786", "needs certificates"),
    ],
)
def test_an_address_that_is_no_safe_scheduler(name: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=said):
        check(name, None)
    project(tmp_path, f"sources: {SAMPLE}\nworkers: '{name}'\n")
    done = called("check", cwd=tmp_path)
    assert done.returncode == 2 and said in done.stderr


@pytest.mark.parametrize("name", ["tcp://127.0.0.1:8786", "tcp://127.9.9.9:1", "tcp://[::1]:8786", "tcp://localhost:1"])
def test_an_address_on_this_machine(name: str) -> None:
    check(name, None)


def test_certificates_are_files_that_are_there(tmp_path: Path) -> None:
    files = [tmp_path / name for name in "abc"]
    with pytest.raises(UsageError, match="is not there"):
        check("tls://scheduler.example.org:8786", Certificates(*files))
    for file in files:
        file.touch()
    check("tls://scheduler.example.org:8786", Certificates(*files))


@pytest.mark.parametrize("name", ["threads", "udp://127.0.0.1:8786", "http://127.0.0.1:8786"])
def test_other_names_are_faults_of_the_call_or_the_config(name: str, tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="workers"):
        parse(f"workers: '{name}'\n".encode())
    project(tmp_path, f"sources: {SAMPLE}\n")
    done = called("build", "--date", SAMPLE_DAY, "--workers", name, cwd=tmp_path)
    assert done.returncode == 2 and f"found '{name}'" in done.stderr
