"""Annotated stories → an edition."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from briefing import __version__
from briefing.compose.edition.compose import compose as compose_edition
from briefing.compose.edition.length.choosing import Choosing, Plan
from briefing.compose.sections.own_features import features
from briefing.compose.selection.select import SelectionPlan
from briefing.compose.summarizers import summarizers
from briefing.config import Config
from briefing.model import Edition, LeftOut, Problem
from briefing.publish.page.labels import labels
from briefing.steps.stories import Stories


def of_days(config: Config, days: int) -> Config:
    """The config with a window of so many days before the last."""
    return replace(config, window=replace(config.window, days=days))


def compose(
    found: Stories,
    problems: Sequence[Problem],
    config: Config,
    day: date,
    begins: date | None = None,
    choosing: Choosing | None = None,
) -> Edition:
    """The edition of the day from annotated stories. Pure: the same stories and config give the same edition. begins:
    the first of several days; choosing: what remembers which passages were chosen, where a day is composed again and
    again."""
    left = [LeftOut(problem.path, problem.message) for problem in problems]
    length = config.length if found.head is None else replace(config.length, stories=found.head)
    obeyed = replace(plan(config, day), length=length, edits=found.edits, series=found.series, begins=begins)
    every = [*found.left_out, *left]
    edition = compose_edition(found.stories, every, day, obeyed, unedited=found.unedited, choosing=choosing)
    return replace(edition, warnings=(*found.warnings, *edition.warnings)) if found.warnings else edition


def plan(config: Config, day: date) -> Plan:
    """What composing obeys, made from the config."""
    first = date.fromisoformat(config.first_day) if config.first_day else None
    return Plan(
        title=config.title,
        language=config.language,
        generator=f"briefing {__version__}",
        number=(day - first).days + 1 if first and day >= first else None,
        labels=labels(config.language),
        length=config.length,
        selection=SelectionPlan(
            rules=config.sections,
            options=config.selection,
            summarizers=summarizers(rule.summarizer for rule in config.sections),
            features=features(config.features),
        ),
        layout=config.layout,
    )
