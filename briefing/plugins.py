"""A user's own function, found by its name "package.module:function"."""

from __future__ import annotations

import hashlib
import importlib
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from briefing.errors import ConfigError

_NAME = re.compile(r"[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*:[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*")


def is_plugin(name: str) -> bool:
    """Has the name the form "package.module:function"? (Built-in names have no colon.)"""
    return ":" in name


def load(name: str) -> Callable[..., Any]:
    """The function that `name` means. Raises ConfigError, with what to do, where there is none."""
    if not _NAME.fullmatch(name):
        raise ConfigError(f"{name!r} is no function name", remedy='Write it as "package.module:function".')
    module_name, _, path = name.partition(":")
    try:
        found: Any = importlib.import_module(module_name)
    except ImportError as fault:
        raise ConfigError(
            f"the module of {name!r} cannot be imported: {fault}",
            remedy="Install the package in the environment of the program, or put its folder on PYTHONPATH.",
        ) from fault
    except Exception as fault:
        raise ConfigError(f"the module of {name!r} fails when imported: {type(fault).__name__}: {fault}") from fault
    for part in path.split("."):
        if not hasattr(found, part):
            raise ConfigError(f"{name!r}: the module {module_name} has no {path!r}")
        found = getattr(found, part)
    if not callable(found):
        raise ConfigError(f"{name!r} is not a function")
    loaded: Callable[..., Any] = found
    return loaded


def digest_of(name: str) -> str:
    """Of the source of the module that holds the function `name`: what was made by other code is not made by this.
    "" where it has no source file, or is none of the user's."""
    if not is_plugin(name):
        return ""
    module = sys.modules.get(getattr(load(name), "__module__", "")) or sys.modules[name.partition(":")[0]]
    file = getattr(module, "__file__", None)
    return hashlib.sha256(Path(file).read_bytes()).hexdigest() if file and Path(file).is_file() else ""
