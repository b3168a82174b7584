"""Evidence as an edition prints it: who else says it, what disagrees, what is not known, what happened when."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from briefing.compose.edition.length.budget import Ledger
from briefing.compose.edition.statements import Support, Writer
from briefing.compose.edition.tuning import EDITION
from briefing.compose.edits.statements import UNEDITED, Edited
from briefing.compose.evidence import Dispute, corroboration, disagreements, not_known, timeline
from briefing.compose.stories.order import is_notice
from briefing.model import Disagreement, Event, Evidence, Passage, Statement, Story, Value


def who_else(story: Story, printed: Sequence[Passage]) -> Mapping[tuple[str, int, int], Support]:
    """Passage key → the places of other articles that say the same."""
    found = corroboration(story, printed)
    return {
        passage.key: Support(
            places=tuple((other.article, other.span) for other in support.passages),
            independent=support.independent,
            relays=support.relays,
            reasons=support.reasons,
        )
        for passage, support in zip(printed, found, strict=True)
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceParts:
    """What the evidence of a story must know of the rest. printed: what sections print, or printed before an editor
    changed them; replaced: the parts that a section is printed instead of."""

    printed: Sequence[Passage]
    replaced: Collection[str | None] = ()
    edited: Edited = UNEDITED


def gathered(story: Story, parts: EvidenceParts, writer: Writer, ledger: Ledger) -> Evidence:
    """The story's evidence: nothing that a section prints, nothing that an editor struck, within what the budget has
    left. A notice is one line and has none."""
    if is_notice(story):
        return Evidence()
    limits, edited = ledger.options, parts.edited
    most_open = 0 if "not_known" in parts.replaced else limits.not_known
    most_lines = 0 if "timeline" in parts.replaced else limits.timeline
    most_disputes = 0 if "disagreements" in edited.hidden else limits.disagreements
    open_questions = _fitting(story, not_known(story, parts.printed, most_open + EDITION.spare), most_open, ledger)
    lines = timeline(story, [*parts.printed, *open_questions], most_lines) if most_lines else ()
    lines = tuple(line for line in lines if ledger.take(story.id, line.passage))
    lines = tuple(line for line in lines if not edited.leaves_out("timeline", line.passage))
    open_questions = [passage for passage in open_questions if not edited.leaves_out("not_known", passage)]
    support = who_else(story, [*open_questions, *(line.passage for line in lines)])

    def statement(passage: Passage, kind: str, why: str) -> Statement:
        made = writer.statement(passage, support[passage.key])
        writer.explain(made, passage, kind, why)
        return made

    return Evidence(
        disagreements=tuple(_written(dispute, writer) for dispute in disagreements(story)[:most_disputes]),
        not_known=tuple(
            statement(passage, "not_known", "says that something is not known, confirmed or decided")
            for passage in open_questions
        ),
        timeline=tuple(
            Event(line.date, statement(line.passage, "timeline", f"names one date, {line.date}")) for line in lines
        ),
    )


def _fitting(story: Story, passages: Sequence[Passage], most: int, ledger: Ledger) -> list[Passage]:
    return list(islice((passage for passage in passages if ledger.take(story.id, passage)), most))


def _written(dispute: Dispute, writer: Writer) -> Disagreement:
    values = []
    for given in dispute.values:
        text, first = writer.value(given.slices[0].article, given.slices[0].span)
        others = (writer.value(piece.article, piece.span)[1] for piece in given.slices[1:])
        values.append(Value(text, (first, *others)))
    return Disagreement(dispute.about.text, tuple(values))
