"""Which passages say the same thing, also in other words. Precise rather than complete.

Two passages are alike by the weighted share of the stems that they have in common (Dice; a word weighs its
information against a background of documents). They are not the same, however alike, where a figure, a day, a place
or another name stands against one, where one denies, doubts or merely plans what the other asserts, where the roles
are swapped, or where different people answer for them. Candidates come from an inverted index over rare stems, and a
passage is compared with the leaders of groups only (prefix filtering after Chaudhuri, Ganti, Kaushik, 2006).
"""

from briefing.compose.sentences.paraphrase.compared import ComparedPassage, Framed, likeness, said, shared_nats
from briefing.compose.sentences.paraphrase.conflicts import (
    conflict,
    denied,
    is_person,
    names_differ,
    other_speaker,
    same,
    turned,
)
from briefing.compose.sentences.paraphrase.grouping import groups

__all__ = [
    "ComparedPassage",
    "Framed",
    "conflict",
    "denied",
    "groups",
    "is_person",
    "likeness",
    "names_differ",
    "other_speaker",
    "said",
    "same",
    "shared_nats",
    "turned",
]
