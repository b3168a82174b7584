"""From source files to a dated brief in which every sentence is quoted and cited.

    import briefing

    config = briefing.load_config("config.yaml")                   # or none: the packaged defaults
    edition = briefing.build("sources", day="2026-03-03", config=config)
    files = briefing.render(edition, formats=["html", "pdf"], config=config)
    folder = briefing.write(files, "out/2026-03-03")
    report = briefing.verify(folder)                               # .holds, .problems

What a user can mend is a BriefingError with a message, a remedy and an exit code; anything else is a fault of this
program. The names below are loaded when they are first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from briefing.api import Reading, Report, build, load_config, read, render, stories, verify, write
    from briefing.config import Config, Project
    from briefing.errors import (
        BriefingError,
        CitationError,
        ConfigError,
        DeliveryError,
        NothingReadError,
        RenderError,
        StateError,
        UsageError,
    )
    from briefing.model import (
        Article,
        Citation,
        CitedSource,
        Edition,
        Evidence,
        Passage,
        Problem,
        Section,
        Sentence,
        Speech,
        Statement,
        Story,
        StoryBrief,
    )
    from briefing.proof.citations import Finding

__version__ = "0.1.0"
__all__ = [
    "Article",
    "BriefingError",
    "Citation",
    "CitationError",
    "CitedSource",
    "Config",
    "ConfigError",
    "DeliveryError",
    "Edition",
    "Evidence",
    "Finding",
    "NothingReadError",
    "Passage",
    "Problem",
    "Project",
    "Reading",
    "RenderError",
    "Report",
    "Section",
    "Sentence",
    "Speech",
    "StateError",
    "Statement",
    "Story",
    "StoryBrief",
    "UsageError",
    "__version__",
    "build",
    "load_config",
    "read",
    "render",
    "stories",
    "verify",
    "write",
]

_MODULES = {
    "api": ("Reading", "Report", "build", "load_config", "read", "render", "stories", "verify", "write"),
    "config": ("Config", "Project"),
    "errors": tuple(name for name in __all__ if name.endswith("Error")),
    "model": (
        *("Article", "Citation", "CitedSource", "Edition", "Evidence", "Passage", "Problem", "Section", "Sentence"),
        *("Speech", "Statement", "Story", "StoryBrief"),
    ),
    "proof.citations": ("Finding",),
}
_PLACES = {name: module for module, names in _MODULES.items() for name in names}


def __getattr__(name: str) -> Any:
    if name not in _PLACES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_PLACES[name]}"), name)


def __dir__() -> list[str]:
    return sorted(__all__)
