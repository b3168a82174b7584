"""Can a sentence be understood without the one before it, and is it fit to print at all? Two tables of rules. The words
are those of `briefing/language/<code>/sections.toml`, [alone]; a rule whose lists a language lacks says nothing there.
"""

from __future__ import annotations

from briefing.compose.sentences.standalone.dependence import (
    LEANING,
    leaning,
    opens_with_an_article,
    speaks_as_a_pronoun,
)
from briefing.compose.sentences.standalone.fitness import UNFIT, unfit
from briefing.compose.sentences.standalone.opening import inside_quotation, outside_quotation

__all__ = [
    "LEANING",
    "UNFIT",
    "inside_quotation",
    "leaning",
    "opens_with_an_article",
    "outside_quotation",
    "speaks_as_a_pronoun",
    "unfit",
]
