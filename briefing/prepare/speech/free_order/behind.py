"""What may stand between a verb of saying and the subject behind it."""

from __future__ import annotations

from briefing.prepare.speech.free_order.chunks import Chunk, chunk_at
from briefing.prepare.speech.free_order.strength import strength
from briefing.prepare.speech.phrases.kinds import Range
from briefing.prepare.speech.words import lexicon as lx
from briefing.prepare.speech.words.tokens import Tokens

_OFFICE = lx.TITLE | lx.ROLE


def aside(t: Tokens, k: int) -> int:
    """How many tokens at a place only say on whose side: "de son côté"."""
    return next((len(one) for one in t.words.aside if tuple(t.lowers[k : k + len(one)]) == one), 0)


def behind_manner(t: Tokens, found: Chunk) -> Range | None:
    """The subject behind a word that only says how: "dijo exultante [su entrenador]"."""
    if strength(t, found.range) == 2 or any(t.bits[found.first : found.last + 1]):
        return None
    subject = chunk_at(t, found.last + 1)
    return subject.range if subject is not None and strength(t, subject.range) == 2 else None


def titled_behind(t: Tokens, governed: Chunk) -> Range | None:
    """A person with title and name right behind what a preposition governs: "powiedział z trybuny [poseł Jan Wolf]"."""
    for k in range(governed.first + 1, governed.last):
        if t.bits[k] & _OFFICE and not t.bits[k] & lx.NAME and _in_first_case(t, k):
            found = chunk_at(t, k)
            return found.range if found is not None and t.bits[found.last] & lx.NAME else None
    return None


def _in_first_case(t: Tokens, k: int) -> bool:
    """Whether a title stands as the table has it, behind a word that is no title itself and no preposition."""
    first = t.lowers[k] in t.words.bits and t.lowers[k - 1] not in t.words.bits
    return first and not t.bits[k - 1] & lx.PREPOSITION
