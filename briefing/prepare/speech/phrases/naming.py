"""What a noun phrase names, whatever the order of its language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from briefing.prepare.speech.words.tokens import Tokens

Kind = Literal["person", "body", "pronoun", "owned", "described"]


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedSource:
    """Who a noun phrase names. name: as printed; role: as printed beside it; noun: the common noun at its head
    ("minister"), lower case; definite: whether it points back ("the minister")."""

    kind: Kind
    name: str
    role: str | None = None
    noun: str = ""
    definite: bool = False
    plural: bool = False


def plain_text(t: Tokens, first: int, last: int) -> str:
    """The words of a phrase, without what shows an owner."""
    text = t.slice(first, last)
    for ending in t.words.owner_endings:
        text = text.removesuffix(ending)
    return text.strip(" .,;:“”\"'‘’") if text.endswith((",", ";", ":")) else text
