"""Runs a function in a process of its own, under a bound of time and memory; says so when the bound is hit."""

from __future__ import annotations

import gc
import os
import pickle
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from briefing.errors import BriefingError, RenderError

Result = TypeVar("Result")
_ROOT = Path(__file__).resolve().parent.parent.parent
_REMEDY = "raise the bound in the config, page: seconds or megabytes, or print less"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcessBounds:
    """What a process of its own may take.

    what: names the work in messages; seconds: of processor time; clock: seconds on the clock, four times as many unless
    given; megabytes: of address space; environment: variables beside those of this process.
    """

    what: str
    seconds: int
    megabytes: int
    clock: int | None = None
    environment: Mapping[str, str] = field(default_factory=dict)


def run(bounds: ProcessBounds, function: Callable[..., Result], *arguments: object) -> Result:
    """What a function of a module returns for these arguments. All of them must be picklable.

    Raises RenderError where a bound is hit, and the BriefingError that the function raised.
    """
    clock = bounds.clock or 4 * bounds.seconds
    paths = os.pathsep.join([str(_ROOT), *filter(None, [os.environ.get("PYTHONPATH")])])
    job = pickle.dumps((bounds.seconds, bounds.megabytes, pickle.dumps((function, arguments))))
    try:
        done = subprocess.run(
            [sys.executable, "-m", __name__],
            input=job,
            capture_output=True,
            timeout=clock,
            env={**os.environ, "PYTHONPATH": paths, **bounds.environment},
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise RenderError(f"{bounds.what} took longer than {clock} seconds", _REMEDY) from None
    if done.returncode:
        raise RenderError(_why(bounds, done.returncode, done.stderr), _REMEDY)
    kind, value = pickle.loads(done.stdout)  # noqa: S301 -- written by ourselves, see main()
    if kind == "fault":
        raise value
    result: Result = value
    return result


def _why(bounds: ProcessBounds, code: int, stderr: bytes) -> str:
    import signal

    if code in (-signal.SIGXCPU, -signal.SIGKILL):
        return f"{bounds.what} took more than {bounds.seconds} seconds of processor time"
    last = stderr.decode("utf-8", "replace").strip().rpartition("\n")[2][:300]
    if "MemoryError" in last or code < 0:
        return f"{bounds.what} needed more than {bounds.megabytes} MB of memory"
    return f"{bounds.what} failed: {last}"


def _bound(seconds: int, megabytes: int) -> None:
    try:
        import resource
    except ImportError:  # a system without such bounds: the clock still holds
        return
    for kind, most in ((resource.RLIMIT_CPU, seconds), (resource.RLIMIT_AS, megabytes * 1_000_000)):
        _, hard = resource.getrlimit(kind)
        limit = most if hard == resource.RLIM_INFINITY else min(most, hard)
        try:
            resource.setrlimit(kind, (limit, hard))
        except (ValueError, OSError):  # macOS knows no bound on address space
            continue


def main() -> None:
    seconds, megabytes, job = pickle.load(sys.stdin.buffer)  # noqa: S301 -- our own parent wrote it
    _bound(seconds, megabytes)
    gc.disable()  # a tenth of the time of a PDF went into looking for objects that go in circles; it has hardly any
    results = sys.stdout.buffer
    sys.stdout = sys.stderr  # whatever a library prints must not stand in the result
    try:
        function, arguments = pickle.loads(job)  # noqa: S301 -- as above; the function's module is imported here
        answer: tuple[str, object] = ("done", function(*arguments))
    except BriefingError as fault:
        answer = ("fault", fault)
    pickle.dump(answer, results)
    results.flush()


if __name__ == "__main__":
    main()
    os._exit(0)  # the answer is written; to take a PDF's boxes apart one by one takes as long as a page of it
