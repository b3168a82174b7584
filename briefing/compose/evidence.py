"""What only a program that holds all the full texts can add: who else says it, where figures disagree, what nobody has
confirmed, what happened when. Passages and slices; citations are made of them in `edition.py`."""

from __future__ import annotations

from briefing.compose.corroboration import Support, corroboration
from briefing.compose.disagreements import Dispute, Given, disagreements
from briefing.compose.slices import Slice
from briefing.compose.timeline import Dated, timeline
from briefing.compose.unknown import not_known

__all__ = [
    "Dated",
    "Dispute",
    "Given",
    "Slice",
    "Support",
    "corroboration",
    "disagreements",
    "not_known",
    "timeline",
]
