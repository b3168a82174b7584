"""Names in quotation marks: of bodies, of papers."""

from __future__ import annotations

from briefing.prepare.speech.words import lexicon as lx
from briefing.prepare.speech.words.tokens import Tokens

PEOPLE = lx.ROLE | lx.ROLES | lx.BODY | lx.TITLE
_LONGEST = 4  # words of a name in marks
MARKS = "\"'“”„‘’«»`「」『』 \u00a0\u202f"


def name_in_marks(t: Tokens, at: int) -> list[str]:
    """The words of a name that stands in marks at a token; [] where none does, or where it opens the sentence."""
    inside = t.slice(at, at).strip(MARKS) if at and t.bits[at] & lx.QUOTE else ""
    words = inside.split() if inside[:1].isupper() and inside[-1:] not in ".!?…," else []
    return words if len(words) <= _LONGEST else []


def quoted_name(t: Tokens, at: int) -> bool:
    """Whether what stands in marks is the name of the body before it: "компания «Север»"."""
    name = name_in_marks(t, at)
    if not name:
        return False
    before = t.bits[at - 1]
    if before & lx.DETERMINER:
        return name[-1].lower() in t.words.outlet  # "wie der „Tarner Kurier“ berichtet"
    return bool(before & (PEOPLE | lx.GENITIVE)) or not before & ~lx.NAME
