"""Runs a function in a process of its own, under a bound of time and memory; says so when the bound is hit."""

from __future__ import annotations

import gc
import importlib
import os
import pickle
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from briefing.errors import BriefingError, RenderError

_ROOT = Path(__file__).resolve().parent.parent.parent
_REMEDY = "raise the bound in the config, page: seconds or megabytes, or print less"


def run(
    function: str,
    *arguments: object,
    what: str,
    seconds: int,
    megabytes: int,
    clock: int | None = None,
    environment: Mapping[str, str] | None = None,
) -> Any:
    """What `module:function` returns for these arguments. All of them must be picklable.

    seconds: of processor time. clock: on the clock, four times as many unless given. megabytes: of address space.
    Raises RenderError where a bound is hit, and the BriefingError that the function raised.
    """
    clock = clock or 4 * seconds
    paths = os.pathsep.join([str(_ROOT), *filter(None, [os.environ.get("PYTHONPATH")])])
    job = pickle.dumps((function, arguments, seconds, megabytes))
    try:
        done = subprocess.run(
            [sys.executable, "-m", __name__],
            input=job,
            capture_output=True,
            timeout=clock,
            env={**os.environ, "PYTHONPATH": paths, **(environment or {})},
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise RenderError(f"{what} took longer than {clock} seconds", _REMEDY) from None
    if done.returncode:
        raise RenderError(_why(what, done.returncode, done.stderr, seconds, megabytes), _REMEDY)
    kind, value = pickle.loads(done.stdout)  # noqa: S301 -- written by ourselves, see main()
    if kind == "fault":
        raise value
    return value


def _why(what: str, code: int, stderr: bytes, seconds: int, megabytes: int) -> str:
    import signal

    if code in (-signal.SIGXCPU, -signal.SIGKILL):
        return f"{what} took more than {seconds} seconds of processor time"
    last = stderr.decode("utf-8", "replace").strip().rpartition("\n")[2][:300]
    if "MemoryError" in last or code < 0:
        return f"{what} needed more than {megabytes} MB of memory"
    return f"{what} failed: {last}"


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
    function, arguments, seconds, megabytes = pickle.load(sys.stdin.buffer)  # noqa: S301 -- our own parent wrote it
    _bound(seconds, megabytes)
    gc.set_threshold(50_000)  # a tenth of the time of a PDF went into looking for objects that go in circles
    results = sys.stdout.buffer
    sys.stdout = sys.stderr  # whatever a library prints must not stand in the result
    module, _, name = function.partition(":")
    try:
        answer: tuple[str, object] = ("done", getattr(importlib.import_module(module), name)(*arguments))
    except BriefingError as fault:
        answer = ("fault", fault)
    pickle.dump(answer, results)
    results.flush()


if __name__ == "__main__":
    main()
