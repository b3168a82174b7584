"""What only a program that holds all the full texts can add: who else says it, where figures disagree, what nobody has
confirmed, what happened when, what lies ahead. Passages and slices; citations are made of them in `edition.py`."""

from __future__ import annotations

from briefing.compose.evidence.ahead import ahead
from briefing.compose.evidence.corroboration import Corroboration, corroboration
from briefing.compose.evidence.disagreements import Dispute, Given, disagreements
from briefing.compose.evidence.not_known import not_known
from briefing.compose.evidence.timeline import DatedLine, timeline
from briefing.compose.sentences.slices import Slice

__all__ = [
    "Corroboration",
    "DatedLine",
    "Dispute",
    "Given",
    "Slice",
    "ahead",
    "corroboration",
    "disagreements",
    "not_known",
    "timeline",
]
