"""What each command does: find the config, call the stages, print. One function a command, named as it is."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from importlib import import_module

from briefing.reports.terminal import Terminal

Command = Callable[[argparse.Namespace, Terminal], int]

MODULES = {
    "editions": ("build", "explain", "verify"),
    "library": ("search", "people", "impact"),
    "intake": ("fetch",),
    "morning": ("morning",),
    "project": ("check", "config", "init"),
    "reading": ("inspect", "stories", "summarize"),
    "schedule": ("schedule",),
    "sending": ("send",),
    "changes": ("changes",),
    "desk": ("desk",),
}


def command(name: str) -> Command:
    """The function of a command. Only its module is loaded: most commands need no mail."""
    module = next(module for module, names in MODULES.items() if name in names)
    found: Command = getattr(import_module(f"{__name__}.{module}"), name)
    return found
