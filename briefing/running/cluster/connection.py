"""The scheduler of a cluster: found, lost, found again. The only module that imports dask and distributed."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from importlib.util import find_spec
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from briefing.contents import FileBytes, HashedFile
from briefing.errors import UsageError
from briefing.running.cluster.addresses import LOCAL, Certificates
from briefing.running.workers import processors

if TYPE_CHECKING:
    from distributed import Future

SECONDS = 15  # to find the scheduler, and for it to answer
PATIENCE = 10  # seconds without a result, after which it is looked whether there are workers
LOOKS = 6  # in a row without any, after which there are none: one that ended is started again
INSTALL = "install this version of briefing, the same libraries and the same user's functions on all of them"
AGAIN = "start it again, and run the same command: what was kept in the cache is not done twice"
_LOGGERS = ("distributed", "distributed.worker", "distributed.nanny", "distributed.scheduler", "tornado")
_SETTINGS = {
    "distributed.comm.timeouts.connect": SECONDS,
    "distributed.comm.retry.count": 2,
    "distributed.admin.large-graph-warning-threshold": "1GB",  # a batch may be one large file
}
_OWN_SETTINGS: dict[str, list[str]] = {  # pages that would show what goes on: their server answers nothing
    "distributed.scheduler.http.routes": [],
    "distributed.worker.http.routes": [],
}

Program = Callable[[], str]  # a digest of the program


class OtherProgram(Exception):
    """A worker that joined later runs another program."""


class NoWorker(Exception):
    """The workers that had a task ended, several times."""


class Gone(Exception):
    """The scheduler, and all that it had to do, is gone."""


class Connection:
    """A client of the scheduler. round: how often it was found again."""

    def __init__(self, connect: Callable[[], Any], *, own: bool) -> None:
        self._connect = connect
        self._client = connect()
        self._shared = True if own else None
        self.round = 0

    def close(self) -> None:
        self._client.close(SECONDS)

    def renew(self) -> None:
        """Finds the scheduler again. Raises UsageError where it does not come back."""
        self.close()
        try:
            self._client = self._connect()
            self._client.wait_for_workers(1, timeout=SECONDS)
        except (UsageError, TimeoutError, OSError) as fault:
            raise UsageError("workers: the scheduler of the cluster is gone", AGAIN) from fault
        self.round += 1

    def threads(self) -> int:
        """How many tasks the workers do at a time, at least 1."""
        return max(1, int(sum(self._client.nthreads().values())))

    def shared(self, file: FileBytes) -> bool:
        """Whether all workers find the file on their disk; looked at once, with the first file."""
        if self._shared is None:
            place = file.place
            self._shared = all(self._client.run(_is_there, place).values())
        return self._shared

    def require(self, program: Program) -> None:
        """Raises UsageError where there is no worker, or one that runs another program, or none."""
        try:
            self._client.wait_for_workers(1, timeout=SECONDS)
            found = self._client.run(program)
        except TimeoutError:
            raise UsageError("workers: the cluster has none", "start some: dask worker ADDRESS --nthreads 1") from None
        except _lost() as fault:
            raise UsageError("workers: the scheduler of the cluster is gone", AGAIN) from fault
        except Exception as fault:  # whatever a worker without the program raises
            raise UsageError(f"workers: one cannot run this program: {fault}", INSTALL) from fault
        ours = program()
        others = sorted(address for address, digest in found.items() if digest != ours)
        if others:
            raise UsageError(f"workers: {', '.join(others[:3])} run another version of this program", INSTALL)

    def submit(self, work: Callable[..., Any], data: object) -> Future[Any]:
        """Begins a task."""
        future: Future[Any] = self._client.submit(work, data, pure=False)
        return future

    def result(self, future: Future[Any]) -> Any:
        """What a task gave. Raises Gone, NoWorker, what the task raises, and UsageError where no worker is left."""
        killed: type[Exception] = import_module("distributed").KilledWorker
        empty = 0
        while True:
            try:
                return future.result(timeout=PATIENCE)
            except TimeoutError:
                empty = 0 if self._has_workers() else empty + 1
                if empty >= LOOKS:
                    raise UsageError("workers: the cluster has none any more", AGAIN) from None
            except killed as fault:
                raise NoWorker from fault
            except _lost() as fault:
                raise Gone from fault

    def _has_workers(self) -> bool:
        try:
            return bool(self._client.nthreads())
        except _lost() as fault:
            raise Gone from fault


def _lost() -> tuple[type[BaseException], ...]:
    """What a lost connection raises."""
    from asyncio import CancelledError as OfLoop
    from concurrent.futures import CancelledError as OfFuture

    return OfLoop, OfFuture, OSError, import_module("distributed.client").FutureCancelledError


def _is_there(place: HashedFile) -> bool:
    return place.read() is not None


@contextmanager
def connected(name: str, count: int | None, certificates: Certificates | None) -> Iterator[Connection]:
    """A connection to the cluster of that name, which may be used. count: of processes, for one of its own. Raises
    UsageError where it cannot be reached."""
    if find_spec("distributed") is None:
        raise UsageError(f"workers: {name} needs dask", "pip install 'briefing[cluster]'")
    import_module("distributed")  # first: what is set before its own settings are there goes with them afterwards
    config: Any = import_module("dask").config
    for logger in _LOGGERS:
        logging.getLogger(logger).setLevel(logging.CRITICAL)  # what goes wrong is said in our words
    with config.set(_SETTINGS | (_OWN_SETTINGS if name == LOCAL else {})), _address(name, count) as address:
        connection = Connection(lambda: _client(name, address, certificates), own=name == LOCAL)
        try:
            yield connection
        finally:
            connection.close()


def _client(name: str, address: Any, certificates: Certificates | None) -> Any:
    distributed: Any = import_module("distributed")
    security = None
    if name.startswith("tls:") and certificates is not None:
        security = distributed.Security(
            tls_ca_file=str(certificates.authority),
            tls_client_cert=str(certificates.certificate),
            tls_client_key=str(certificates.key),
            require_encryption=True,
        )
    try:
        return distributed.Client(address, timeout=SECONDS, security=security, set_as_default=False)
    except (OSError, TimeoutError) as fault:
        raise UsageError(f"workers: {name} does not answer: {fault}", "start its scheduler and workers") from fault


@contextmanager
def _address(name: str, count: int | None) -> Iterator[Any]:
    """The address of a cluster that is there, or a cluster of its own for as long as it is needed. It can be reached on
    this machine alone, and only with a key made for it where the package cryptography is installed."""
    if name != LOCAL:
        yield name
        return
    config: Any = import_module("dask").config
    distributed: Any = import_module("distributed")
    with TemporaryDirectory(prefix="briefing-") as scratch, config.set({"temporary-directory": scratch}):
        own = _own_cluster(distributed, count)
        try:
            yield own
        finally:
            own.close(SECONDS)


def _own_cluster(distributed: Any, count: int | None) -> Any:
    """A cluster on this machine. Raises UsageError where one of its processes ends while it starts."""
    try:
        return distributed.LocalCluster(
            n_workers=count or processors(),
            threads_per_worker=1,
            processes=True,
            host="127.0.0.1",
            dashboard_address="127.0.0.1:0",
            scheduler_kwargs={"dashboard": False},
            worker_dashboard_address=None,
            security=distributed.Security.temporary() if find_spec("cryptography") else None,
            silence_logs=logging.CRITICAL,
        )
    except RuntimeError as fault:  # what distributed makes of a worker that ends too early
        raise UsageError(f"workers: the cluster on this machine does not start: {fault}", AGAIN) from fault
