"""Does a sentence say that somebody decides? A word of deciding ("approved", "sentenced") says so alone; a wider one
("raised", "rejected") where a body that decides (a government, a court, a company) stands shortly before it, or behind
it after "by". The words are those of [decisions] in the language's sections.toml; a language without has none."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from briefing import language
from briefing.language.cues import CueMatcher

BEFORE = 12  # words from a body to what it does, at most: "the council of Wexmoor on Monday night, after …, rejected"
BEHIND = 4  # words from what is done to the body, at most: "rejected on Monday by the council"
_LISTS = ("verbs", "body_verbs", "bodies", "by")


def decides(words: Sequence[str], code: str | None) -> bool:
    """words: those of a sentence, as `language.words` gives them; code: their language. Linear in the words."""
    found = _matcher(code).find(words)
    if "verbs" in found:
        return True
    bodies, by = found.get("bodies", ()), found.get("by", ())
    return any(
        0 < verb - body <= BEFORE or any(verb < link < body <= verb + BEHIND for link in by)
        for verb in found.get("body_verbs", ())
        for body in bodies
    )


@cache
def _matcher(code: str | None) -> CueMatcher:
    table = dict(language.table("sections", code or "en").get("decisions", {}))
    return CueMatcher({name: table.get(name, ()) for name in _LISTS})
