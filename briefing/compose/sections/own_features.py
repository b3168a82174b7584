"""Features of a user's own, beside the table FEATURES: `features:` in the config names each "package.module:function".

A function takes a SentenceView and returns a number from 0 to 1; the first line of its docstring is its documentation,
as every feature has one.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from numbers import Real

from briefing.compose.sections.features import FEATURES, Feature
from briefing.compose.sections.views import SentenceView
from briefing.errors import ConfigError
from briefing.plugins import ExtensionPoint, UserFunction

POINT = ExtensionPoint(
    role="feature",
    key="features:",
    takes=("sentence",),
    gives="a number from 0 to 1",
    guide="docs/add-a-feature.md",
)


def features(own: Mapping[str, str]) -> Mapping[str, Feature]:
    """All features by name: the program's and the user's. own: name → "package.module:function". Raises ConfigError."""
    return {**FEATURES, **{name: _own(name, POINT.load(function)) for name, function in own.items()}}


def _own(name: str, function: UserFunction) -> Feature:
    doc = (inspect.getdoc(function.function) or "").partition("\n")[0].strip()
    if not doc:
        raise ConfigError(
            f"the feature {name!r} ({function.name}) has no docstring",
            remedy="say in its first line what the feature is: `briefing explain` prints it",
        )
    return Feature(doc, _checked(function))


def _checked(function: UserFunction) -> Callable[[SentenceView], float]:
    def value(view: SentenceView) -> float:
        found = function(view)
        if not isinstance(found, Real) or not 0.0 <= float(found) <= 1.0:
            raise function.wrong(found)
        return float(found)

    return value
