"""The map over a cluster: only a few batches are under way at a time, so that memory does not grow with the number of
items; results come in order; what a lost worker or scheduler had to do is done again.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from briefing.errors import UsageError
from briefing.running.cluster import child
from briefing.running.cluster.addresses import Certificates, check
from briefing.running.cluster.batches import Batch, batches
from briefing.running.cluster.connection import INSTALL, Connection, Gone, NoWorker, OtherProgram, Program, connected
from briefing.running.workers import Item, Map, Outcomes, ProcessLost, Result, WideMap

if TYPE_CHECKING:
    from distributed import Future

WINDOW = 3  # batches under way for each thread of the workers
RENEWALS = 5  # times that the scheduler may go and come back during one map


@contextmanager
def cluster(name: str, count: int | None, program: Program, certificates: Certificates | None = None) -> Iterator[Map]:
    """A map over the workers of the cluster `name`. count: of processes, for one of its own. program: of whoever sends
    work; it can be pickled, and gives the same on all workers.

    Raises UsageError where there is no cluster, or its workers run another program."""
    check(name, certificates)
    with connected(name, count, certificates) as connection:
        connection.require(program)
        threads = connection.threads()

        def spread(function: Callable[[Item], Result], items: Iterable[Item], /) -> Iterator[Result]:
            work = _Work(child.packed(function), program, program())
            return Outcomes(_Run(connection, work, items, WINDOW * threads).outcomes())

        yield WideMap(spread, threads)


@dataclass(frozen=True, slots=True)
class _Work:
    """A packed function over packed items, for the program of that digest."""

    function: bytes
    program: Program
    digest: str

    def __call__(self, data: tuple[bytes, ...]) -> list[bytes]:
        if self.program() != self.digest:
            raise OtherProgram
        return child.answers(self.function, data)


@dataclass(slots=True)
class _Sent:
    """A batch under way. round: of the connection."""

    batch: Batch
    future: Future[Any]
    round: int


class _Run:
    """One call of the map. Its first batches are begun at once."""

    def __init__(self, connection: Connection, work: _Work, items: Iterable[Any], window: int) -> None:
        self._connection, self._work = connection, work
        self._left = batches(items, connection.shared)
        self._under_way: deque[_Sent] = deque()
        for _ in range(window):
            self._begin()

    def outcomes(self) -> Iterator[Any]:
        """The result of each item in order; ProcessLost for one that ended its process or worker each time it was
        tried."""
        while self._under_way:
            sent = self._under_way.popleft()
            answers = self._answers(sent)
            self._begin()
            yield from self._outcomes(sent.batch, answers)

    def _begin(self) -> None:
        batch = next(self._left, None)
        if batch is not None:
            self._under_way.append(self._sent(batch))

    def _sent(self, batch: Batch) -> _Sent:
        return _Sent(batch, self._connection.submit(self._work, batch.data), self._connection.round)

    def _outcomes(self, batch: Batch, answers: Iterable[bytes]) -> Iterator[Any]:
        for item, answer in zip(batch.items, answers, strict=True):
            kind, value = child.unpacked(answer)
            if kind == child.ABSENT:  # a worker without this disk
                (whole,) = Batch((item,), ()).alone
                kind, value = child.unpacked(self._answers(self._sent(whole))[0])
            if kind == child.FAULT:
                raise value
            yield ProcessLost() if kind == child.LOST else value

    def _answers(self, sent: _Sent) -> list[bytes]:
        try:
            return self._answered(sent)
        except NoWorker:
            self._wait()
            return [self._alone(batch) for batch in sent.batch.alone]

    def _wait(self) -> None:
        """Until nothing is under way: what is tried now is alone with what it does."""
        for other in self._under_way:
            try:
                self._connection.result(other.future)
            except Exception:  # noqa: S112 - it is raised when its turn comes
                continue

    def _alone(self, batch: Batch) -> bytes:
        try:
            return self._answered(self._sent(batch))[0]
        except NoWorker:
            return child.packed((child.LOST, None))

    def _answered(self, sent: _Sent) -> list[bytes]:
        """Raises NoWorker; UsageError where the scheduler is gone for good, or a worker runs another program."""
        while True:
            try:
                found: list[bytes] = self._connection.result(sent.future)
                return found
            except Gone:
                if sent.round == self._connection.round:
                    self._found_again()
                sent.future, sent.round = self._connection.submit(self._work, sent.batch.data), self._connection.round
            except OtherProgram:
                raise UsageError("workers: one that joined runs another version of this program", INSTALL) from None

    def _found_again(self) -> None:
        if self._connection.round >= RENEWALS:
            raise UsageError("workers: the scheduler of the cluster keeps going away", "look at its log")
        self._connection.renew()
