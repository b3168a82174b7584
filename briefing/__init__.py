"""From a folder of source files to a dated brief in which every sentence is quoted and cited.

    from briefing import Config, build, read, render

    files = list(read([Path("sources")], Path(), Config().reading))
    edition = build(files, Config(), date(2026, 3, 3))

The names below are the public face; each is loaded when it is first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from briefing.config import Config, Project
    from briefing.errors import BriefingError
    from briefing.model import Article, Edition, Statement, Story
    from briefing.pipeline import build, read, render

__version__ = "0.1.0"
__all__ = [
    "Article",
    "BriefingError",
    "Config",
    "Edition",
    "Project",
    "Statement",
    "Story",
    "__version__",
    "build",
    "read",
    "render",
]

_ROOMS = {
    "config": ("Config", "Project"),
    "errors": ("BriefingError",),
    "model": ("Article", "Edition", "Statement", "Story"),
    "pipeline": ("build", "read", "render"),
}
_PLACES = {name: (room, name) for room, names in _ROOMS.items() for name in names}


def __getattr__(name: str) -> Any:
    if name not in _PLACES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    room, there = _PLACES[name]
    return getattr(import_module(f"{__name__}.{room}"), there)
