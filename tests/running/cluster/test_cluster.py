"""A real cluster does the same work; what is lost is done again; what cannot go on is said."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
import yaml

from briefing.errors import UsageError
from briefing.running.cluster import Certificates, batches, connection
from briefing.running.maps import map_by
from briefing.running.workers import Map, ProcessLost, width
from tests.helpers.running import ROOT, SAMPLE, SAMPLE_DAY, called, digest_of, project


def double(number: int) -> int:
    return 2 * number


def divided(number: int) -> float:
    return 1 / number


def ends_its_process(number: int) -> int:
    if number == 7:
        os.kill(os.getpid(), signal.SIGKILL)
    return -number


def ends_its_worker_once(task: tuple[str, int]) -> int:
    """The parent of the process is the worker."""
    mark = Path(task[0])
    if task[1] == 7 and not mark.exists():
        mark.touch()
        os.kill(os.getppid(), signal.SIGKILL)
    return task[1]


def waits(number: int) -> int:
    time.sleep(0.2)
    return number


def program() -> str:
    return "the same on all workers"


def its_process() -> str:
    return str(os.getpid())


@pytest.fixture(scope="module")
def map_() -> Iterator[Map]:
    with pytest.MonkeyPatch.context() as patched, map_by("dask", 2, program=program) as found:
        patched.setattr(batches, "BATCH_ITEMS", 5)
        yield found


def test_results_come_in_order(map_: Map) -> None:
    assert width(map_) == 2
    assert list(map_(double, range(40))) == [2 * number for number in range(40)]
    assert list(map_(double, [])) == []


def test_what_a_function_raises_is_raised_in_its_turn(map_: Map) -> None:
    found = map_(divided, [1, 2, 0, 4])
    assert [next(found), next(found)] == [1.0, 0.5]
    with pytest.raises(ZeroDivisionError):
        next(found)


def test_an_item_that_ends_its_process_costs_itself(map_: Map) -> None:
    results, lost, found = map_(ends_its_process, range(20)), [], []
    for number in range(20):
        try:
            found.append(next(results))
        except ProcessLost:
            lost.append(number)
    assert lost == [7] and found == [-number for number in range(20) if number != 7]


def test_what_a_worker_was_at_when_it_ended_is_done_again(map_: Map, tmp_path: Path) -> None:
    tasks = [(str(tmp_path / "mark"), number) for number in range(30)]
    assert list(map_(ends_its_worker_once, tasks)) == list(range(30))
    assert (tmp_path / "mark").exists()


def test_the_same_edition(tmp_path: Path) -> None:
    editions = []
    for workers in ("here", "dask"):
        folder = tmp_path / workers
        folder.mkdir()
        project(folder, f"sources: {SAMPLE}\nformats: [txt]\n")
        done = called("build", "--date", SAMPLE_DAY, "--workers", workers, "--jobs", "1", cwd=folder)
        assert done.returncode == 0, done.stderr
        editions.append(digest_of(folder / "out" / SAMPLE_DAY))
    assert editions[0] == editions[1]


def test_a_worker_with_another_program_gets_no_work() -> None:
    with pytest.raises(UsageError, match="another version of this program"), map_by("dask", 1, program=its_process):
        pass


def test_no_page_shows_what_a_cluster_of_its_own_is_at() -> None:
    with connection.connected("dask", 1, None) as found:
        server = found._client.cluster.scheduler.http_server
        assert server.address == "127.0.0.1"
        for page in ("", "status", "info/main/workers.html", "json/identity.json", "metrics"):
            with pytest.raises(HTTPError, match="404"):
                urlopen(f"http://127.0.0.1:{server.port}/{page}")


def test_settings_of_the_library_are_left_as_they_were() -> None:
    """In a process that has not imported it, so that its own settings come while ours are in force."""
    once = (
        "from briefing.running.cluster import connection\nfrom briefing.errors import UsageError\nimport dask\n"
        "connection.SECONDS = 1\n"
        "try:\n    connection.connected('tcp://127.0.0.1:9', None, None).__enter__()\nexcept UsageError:\n    pass\n"
        "get = dask.config.get\n"
        "print(get('distributed.comm.tls.ciphers', 'lost'), get('distributed.worker.http.routes'))"
    )
    done = subprocess.run([sys.executable, "-c", once], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.startswith("None ['distributed"), done.stdout


def test_a_scheduler_that_is_not_there_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(connection, "SECONDS", 1)
    project(tmp_path, f"sources: {SAMPLE}\nworkers: tcp://127.0.0.1:9\n")
    done = called("build", "--date", SAMPLE_DAY, cwd=tmp_path)
    assert done.returncode == 2 and "does not answer" in done.stderr and "Traceback" not in done.stderr


# --- a scheduler in a process of its own, set up as examples/cluster says ---------------------------------------------

EXAMPLE = ROOT / "examples" / "cluster"


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@contextmanager
def started(service: str, environment: dict[str, str], *changed: str) -> Iterator[subprocess.Popen[bytes]]:
    """A service of the example, as a process of this machine."""
    entry = yaml.safe_load((EXAMPLE / "compose.yaml").read_text())["services"][service]["entrypoint"]
    kept = [word for word in entry[2:] if "://" not in word]
    environment = {**os.environ, **environment, "PYTHONPATH": str(ROOT), "OPENBLAS_NUM_THREADS": "1"}
    process = subprocess.Popen(
        [sys.executable, "-m", f"distributed.cli.dask_{entry[1]}", *kept, *changed],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait()


@contextmanager
def running(folder: Path) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """The example's scheduler and one worker, with certificates in the folder; yields the address and the scheduler."""
    subprocess.run([EXAMPLE / "certificates", folder, "1"], check=True)
    node = yaml.safe_load((EXAMPLE / "compose.yaml").read_text())["x-node"]["environment"]
    environment = {name: value.replace("/certificates", str(folder)) for name, value in node.items()}
    port = str(free_port())
    address = f"tls://127.0.0.1:{port}"
    here = ("--host", "127.0.0.1")
    scheduler = started("scheduler", environment, *here, "--port", port, "--dashboard-address", "127.0.0.1:0")
    worker = started("worker", environment, address, *here, "--no-nanny", "--nthreads", "1")
    with scheduler as process, worker:
        yield address, process


def test_workers_of_the_example_see_the_brief_and_its_temporary_files() -> None:
    services = yaml.safe_load((EXAMPLE / "compose.yaml").read_text())["services"]
    mounted = {name: [one.rsplit("}:", 1)[-1].split(":")[0] for one in services[name]["volumes"]] for name in services}
    assert "/brief" in mounted["worker"] and "/brief" in mounted["brief"]
    assert services["brief"]["environment"]["TMPDIR"].startswith("/brief/")


def test_a_scheduler_by_tls_that_goes_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "PATIENCE", 1)
    monkeypatch.setattr(batches, "BATCH_ITEMS", 1)
    files = Certificates(*(tmp_path / name for name in ("ca.pem", "node.pem", "node.key")))
    with ExitStack() as stack:
        address, scheduler = stack.enter_context(running(tmp_path))
        map_ = stack.enter_context(map_by(address, program=program, certificates=files))
        assert list(map_(double, range(5))) == [0, 2, 4, 6, 8]
        monkeypatch.setattr(connection, "SECONDS", 1)
        found = map_(waits, range(30))
        assert next(found) == 0
        scheduler.kill()
        with pytest.raises(UsageError, match="the scheduler of the cluster is gone"):
            list(found)


def test_a_cluster_of_its_own_that_does_not_start_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    import distributed

    def failing(**_: object) -> None:
        raise RuntimeError("Nanny failed to start.")

    monkeypatch.setattr(distributed, "LocalCluster", failing)
    with pytest.raises(UsageError, match="does not start: Nanny failed"), connection.connected("dask", 1, None):
        pass
