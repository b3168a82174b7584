"""What was made of all inputs together, kept for the next run: of each kind and day the newest alone.

It is used again where the inputs are the same, to the byte, and so are the options, the program and the user's own
code: then it could only be made the same once more.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache as once
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path
from typing import Any

from briefing.compose.edits.edits import NO_EDITS, Edits
from briefing.config import Config
from briefing.model import Edition
from briefing.plugins import is_plugin
from briefing.records import UNFIT, FileRecord, closed, code_below, digest_of_files, joined, opened, split
from briefing.shape import dump, pack, unpack
from briefing.workers import Cache


def inputs_of(
    found: Sequence[FileRecord],
    config: Config,
    day: date,
    edits: Edits = NO_EDITS,
    earlier: Sequence[str] = (),
) -> str:
    """A digest of all that an edition depends on: what was read, the options, the day, an editor's changes, the
    editions before by their digests, the program, and the modules of the user's own functions."""
    settings = dump(config)
    keys = sorted(record.key for file in found for record in file.records)
    problems = sorted((problem.path, problem.message) for file in found for problem in file.problems)
    own = _digests(own_functions(config))
    inputs = [whole_program(), settings, day.isoformat(), edits.digest, keys, problems, own, list(earlier)]
    data = json.dumps(inputs, sort_keys=True)
    return hashlib.sha256(data.encode("utf-8", "surrogatepass")).hexdigest()


def edition(cache: Cache, inputs: str, day: date) -> Edition | None:
    """The edition of the day that was made of these inputs, if it is kept."""
    data = newest(cache, f"edition {day}", inputs)
    try:
        return None if data is None else unpack(Edition, opened(data))
    except UNFIT:
        return None


def keep_edition(cache: Cache, inputs: str, day: date, made: Edition) -> None:
    """Keeps the edition of the day, instead of the one before."""
    keep(cache, f"edition {day}", inputs, closed(pack(made)))


def newest(cache: Cache, name: str, inputs: str) -> bytes | None:
    """What is kept under a name, if it was made of these inputs."""
    try:
        held, data = split(cache[name])
    except (KeyError, *UNFIT):
        return None
    return data if held == inputs.encode() else None


def keep(cache: Cache, name: str, inputs: str, data: bytes) -> None:
    """Keeps data under a name, with the inputs that it was made of."""
    cache[name] = joined([inputs.encode(), data])


def again(cache: Cache | None, name: str) -> Callable[[str, Callable[[], bytes]], bytes]:
    """A function (inputs, make) → what is kept under the name if it was made of these inputs, else what `make` makes,
    which is kept instead."""

    def found(inputs: str, make: Callable[[], bytes]) -> bytes:
        data = None if cache is None else newest(cache, name, inputs)
        if data is None:
            data = make()
            if cache is not None:
                keep(cache, name, inputs, data)
        return data

    return found


@once
def whole_program() -> str:
    """A digest of all the program's code and tables."""
    return digest_of_files(code_below(Path(__file__).parent))


def program_of(functions: Sequence[str] = ()) -> str:
    """A digest of all that work rests on, wherever it is done: the program, the modules of the user's own functions (by
    their names), Python and the libraries that the program asks for, by their versions."""
    parts = [
        whole_program(),
        *_digests(functions),
        f"Python {sys.version_info[0]}.{sys.version_info[1]}",
        *_libraries(),
    ]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


@once
def _libraries() -> tuple[str, ...]:
    """Names and versions of the libraries that the installed program asks for; none where it is not installed."""
    try:
        asked = requires("briefing") or []
    except PackageNotFoundError:
        return ()
    names = sorted({re.split(r"[^\w.-]", line, maxsplit=1)[0] for line in asked if "extra ==" not in line})
    return tuple(f"{name} {_version(name)}" for name in names)


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "none"


def own_functions(config: Config) -> tuple[str, ...]:
    """The names of the user's own functions in a config, each once."""
    return tuple(sorted(set(_own_functions(dump(config)))))


def _digests(functions: Iterable[str]) -> list[str]:
    return [f"{name} {_digest_of_module(name)}" for name in functions]


def _own_functions(settings: Any) -> Iterator[str]:
    """The names of a user's own functions in plain data."""
    if isinstance(settings, str):
        if is_plugin(settings):
            yield settings
    elif isinstance(settings, Mapping):
        for key, value in settings.items():
            yield from _own_functions(key)
            yield from _own_functions(value)
    elif isinstance(settings, (list, tuple)):
        for value in settings:
            yield from _own_functions(value)


def _digest_of_module(name: str) -> str:
    """Of the source of the module that a function's name begins with; "" where there is none."""
    try:
        spec = importlib.util.find_spec(name.partition(":")[0])
    except (ImportError, ValueError, AttributeError):
        return ""
    file = Path(spec.origin) if spec is not None and spec.origin else None
    return digest_of_files([file]) if file is not None and file.is_file() else ""
