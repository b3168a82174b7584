"""One attribution in a sentence."""

from __future__ import annotations

from dataclasses import dataclass

from briefing.prepare.speech.phrases.kinds import Range
from briefing.prepare.speech.words import lexicon as lx


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """One attribution. who: tokens of its source, None if the sentence does not name it. weight: how surely it covers
    the whole sentence. kind: "said", "according", "judged", "thought"; "cited" is whom an outlet relays, "aside" who
    only thinks or wants something in passing: no statement, but "he" may mean them later. silent: who a subject that is
    left out can be, "he", "she", "they" or "any"; "" where the sentence names one."""

    who: Range | None
    cue: Range
    weight: float
    kind: str
    via: Range | None = None
    silent: str = ""


WEIGHT = {lx.SAY: 80.0, lx.CLAUSE: 74.0, lx.JUDGE: 62.0, lx.ATTITUDE: 50.0}
KIND = {lx.SAY: "said", lx.CLAUSE: "said", lx.JUDGE: "judged", lx.ATTITUDE: "thought"}
