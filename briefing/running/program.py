"""What the program is: digests of its code, its libraries and a user's own functions.

Work that rests on them is done again where one of them changed, and by no worker that has others.
"""

from __future__ import annotations

import hashlib
import importlib.util
import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache as once
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path
from typing import Any

from briefing.config import Config
from briefing.plugins import is_plugin
from briefing.running.records import code_below, digest_of_files
from briefing.shape import dump


@once
def whole_program() -> str:
    """A digest of all the program's code and tables."""
    return digest_of_files(code_below(Path(__file__).parent.parent))


def program_of(functions: Sequence[str] = ()) -> str:
    """A digest of all that work rests on, wherever it is done: the program, the modules of the user's own functions (by
    their names), Python and the libraries that the program asks for, by their versions."""
    parts = [
        whole_program(),
        *digests_of(functions),
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


def digests_of(functions: Iterable[str]) -> list[str]:
    """The names of functions, each with a digest of the module that it stands in."""
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
