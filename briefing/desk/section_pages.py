"""The pages on which sections are changed: by form, or by example."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import log

from briefing.compose.edits.places import places
from briefing.compose.sections.rules import SectionRule
from briefing.compose.sections.score import Scored
from briefing.compose.selection.select import Chooser
from briefing.compose.sentences.slices import statement_id
from briefing.desk import sections_editor
from briefing.desk.bench import View
from briefing.desk.changes import Form
from briefing.desk.desk import Desk
from briefing.desk.edits import examples
from briefing.desk.edits.examples import Example
from briefing.desk.faults import Unable
from briefing.desk.pages_of import Values, of_view, sections
from briefing.desk.sections_editor import Proposal
from briefing.errors import UsageError
from briefing.model import Passage
from briefing.proof.within import statements_of

MARK = "like."  # opens the names of fields that mark a statement: like.s0123456789
MOST_MARKED = 60  # sentences that one page offers


@dataclass(frozen=True, slots=True, kw_only=True)
class PossibleExample:
    """A sentence that may be an example. score: for the section; story: its headline."""

    id: str
    text: str
    score: float
    printed: bool
    story: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """An example with its score before and after. met: it is above or below the least score now, as it should be."""

    text: str
    more: bool
    before: float
    after: float
    met: bool


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
    """The page that shows what examples of “more like this” and “less like that” make of a section; None where it was
    written."""
    rule = _rule(view, form.get("section", ""))
    marked = _marked(form)
    if not marked:
        raise Unable("err_example")
    tried = [_example(view, rule, name, more=more) for name, more in marked.items()]
    weights = examples.moved(rule, [example for _, example in tried])
    found = examples.changed(rule, weights)
    proposed = sections_editor.with_weights(desk.bench(view.day), rule.id, {one.feature: one.after for one in found})
    if form.get("write") == "yes":
        sections_editor.write(proposed, form.get("config", ""))
        return None
    again = {key: value for key, value in form.items() if key not in ("write", "config")}
    values = _shown(desk, view, proposed, again, "/sections/example")
    return {**values, "weights": found, "tried": [_tried(rule, weights, *one) for one in tried]}


def to_mark(view: View, section: str) -> Values:
    """The page on which several sentences are marked as examples: those that a section prints, and the best of the
    others."""
    rules = view.project.config.sections
    rule = _rule(view, section or rules[0].id)
    printed = {one.id for one in statements_of(view.edition)}
    rows = []
    for story in view.edition.stories:
        chosen = view.chosen.get(story.id)
        for candidate in chosen.chooser.everything if chosen else ():
            score = candidate.scores.get(rule.id)
            if score is not None:
                passage = candidate.passage
                name = statement_id(passage.article, passage.span)
                rows.append(
                    PossibleExample(
                        id=name, text=passage.text, score=score, printed=name in printed, story=story.headline
                    )
                )
    rows.sort(key=lambda one: -one.score)
    return {**of_view(view), "here": "sections", "section": rule, "candidates": rows[:MOST_MARKED]}


def _rule(view: View, section: str) -> SectionRule:
    rule = next((one for one in view.project.config.sections if one.id == section), None)
    if rule is None:
        raise UsageError("there is no such section")
    return rule


def _marked(form: Form) -> dict[str, bool]:
    """Statement id → more of it? From a form for one statement, or one that marks several."""
    found = {key.removeprefix(MARK): value for key, value in form.items() if key.startswith(MARK)}
    if form.get("statement"):
        found[form["statement"]] = form.get("do", "")
    return {name: what == "more" for name, what in found.items() if what in ("more", "less")}


def _shown(desk: Desk, view: View, proposed: Proposal, again: Form, address: str) -> Values:
    effect = sections_editor.effect(view, proposed) if proposed.diff else None
    values = sections(desk, proposed=proposed, effect=effect, again=again, write_to=address)
    return {**values, "weights": (), "tried": ()}


def _tried(rule: SectionRule, weights: Mapping[str, float], text: str, example: Example) -> Tried:
    before, after = (examples.score(rule, each, example) for each in (rule.weights, weights))
    return Tried(
        text=text, more=example.more, before=before, after=after, met=(after >= rule.min_score) == example.more
    )


def _example(view: View, rule: SectionRule, name: str, *, more: bool) -> tuple[str, Example]:
    """The statement of an id with its text, as the section's rule sees its strongest sentence."""
    found = places(view.told.stories[: view.told.head], {name} if name else set()).get(name)
    if found is None or found[0].id not in view.chosen:
        raise Unable("err_sentence")
    chooser = view.chosen[found[0].id].chooser
    scored = _sentences(chooser, found[1])
    strongest = max(scored, key=lambda one: one.scores.get(rule.id, 0.0), default=None)
    if strongest is None or rule.id not in strongest.scores:
        raise UsageError(
            f"a filter of the section {rule.id} turns this sentence away (where, with_words, without_words)"
        )
    own = 1.0 - rule.scorer
    features = strongest.features
    share = min(1 - 1e-9, max(1e-9, strongest.scores[rule.id]))
    weighed = own * sum(weight * features.get(name, 0.0) for name, weight in rule.weights.items())
    return found[1].text, Example(features, more, log(share / (1.0 - share)) - weighed)


def _sentences(chooser: Chooser, passage: Passage) -> list[Scored]:
    numbers = range(passage.first, passage.last + 1)
    return [
        scored
        for candidate in chooser.everything
        if candidate.passage.article.path == passage.article.path
        for at, scored in enumerate(candidate.scored, candidate.passage.first)
        if at in numbers
    ]
