"""A user's own function, found by its name "package.module:function"."""

from __future__ import annotations

import importlib
import re
from collections.abc import Callable
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
