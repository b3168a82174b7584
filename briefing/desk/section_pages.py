"""The pages on which sections are changed: by form, or by example."""

from __future__ import annotations

from math import log

from briefing.compose.edits.places import places
from briefing.compose.sections.rules import SectionRule
from briefing.compose.sections.score import Scored
from briefing.compose.selection.select import Chooser
from briefing.desk import sections_editor
from briefing.desk.bench import View
from briefing.desk.changes import Form
from briefing.desk.desk import Desk
from briefing.desk.edits import examples
from briefing.desk.edits.examples import Example
from briefing.desk.pages_of import Values, sections
from briefing.desk.sections_editor import Proposal
from briefing.errors import UsageError
from briefing.model import Passage


def changed(desk: Desk, form: Form) -> Values | None:
    """The page that shows what a change of the sections does; None where it was written."""
    bench = desk.bench(desk.day)
    proposed = sections_editor.proposal(bench, form)
    if form.get("write") == "yes":
        sections_editor.write(proposed, form.get("config", ""))
        return None
    again = {key: value for key, value in form.items() if key not in ("write", "config")}
    return _shown(desk, bench.view(), proposed, again, "/sections")


def by_example(desk: Desk, view: View, form: Form) -> Values | None:
    """The page that shows what “more like this” or “less like that” makes of a section; None where it was written."""
    rule = next((one for one in view.project.config.sections if one.id == form.get("section")), None)
    if rule is None:
        raise UsageError("there is no such section")
    example = _example(view, rule, form)
    weights = examples.moved(rule, [example])
    found = examples.changed(rule, weights)
    proposed = sections_editor.with_weights(desk.bench(view.day), rule.id, {one.feature: one.after for one in found})
    if form.get("write") == "yes":
        sections_editor.write(proposed, form.get("config", ""))
        return None
    again = {key: value for key, value in form.items() if key not in ("write", "config")}
    return {**_shown(desk, view, proposed, again, "/sections/example"), "weights": found}


def _shown(desk: Desk, view: View, proposed: Proposal, again: Form, address: str) -> Values:
    effect = sections_editor.effect(view, proposed) if proposed.diff else None
    values = sections(desk, proposed=proposed, effect=effect, again=again, write_to=address)
    return {**values, "weights": ()}


def _example(view: View, rule: SectionRule, form: Form) -> Example:
    """The statement that the form names, as the section's rule sees its strongest sentence."""
    name = form.get("statement", "")
    found = places(view.told.stories[: view.told.head], {name} if name else set()).get(name)
    if found is None or found[0].id not in view.chosen:
        raise UsageError("this sentence is in no story that is printed in full")
    chooser = view.chosen[found[0].id].chooser
    scored = _sentences(chooser, found[1])
    strongest = max(scored, key=lambda one: one.scores.get(rule.id, 0.0))
    if rule.id not in strongest.scores:
        raise UsageError(
            f"a filter of the section {rule.id} turns this sentence away (where, with_words, without_words)"
        )
    own = 1.0 - rule.scorer
    features = strongest.features
    share = min(1 - 1e-9, max(1e-9, strongest.scores[rule.id]))
    weighed = own * sum(weight * features.get(name, 0.0) for name, weight in rule.weights.items())
    return Example(features, form.get("do") == "more", log(share / (1.0 - share)) - weighed)


def _sentences(chooser: Chooser, passage: Passage) -> list[Scored]:
    numbers = range(passage.first, passage.last + 1)
    return [
        scored
        for candidate in chooser.everything
        if candidate.passage.article.path == passage.article.path
        for at, scored in enumerate(candidate.scored, candidate.passage.first)
        if at in numbers
    ]
