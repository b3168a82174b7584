"""Who a sentence's words are said by, once that is known."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """A resolved source. person: it is a person named in full somewhere."""

    name: str
    role: str | None = None
    kind: str = "described"  # "person", "body", "described"
    plural: bool = False
    noun: str = ""  # at the head of a description or a body's name


def is_several(speaker: Speaker) -> bool:
    """Whether "they" can mean a speaker."""
    return speaker.plural or speaker.kind == "body"
