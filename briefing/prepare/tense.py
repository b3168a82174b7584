"""Whether a date without a year, or a bare weekday, lies behind its article or ahead of it.

Newswire convention: “police said Friday” is the last Friday, “parliament will vote on Friday” the next one. The verb
nearest before the date decides, else the first one after it.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from briefing.language import data

Tense = Literal["past", "future", "none"]

_ENGLISH_FUTURE = (
    r"(?:will|won['’]t|shall)(?:\s+\w+)?|\w+['’]ll|(?:going|set|about|due|likely|expected|scheduled|slated|poised|plans?|"
    r"planning|planned|hopes?|hoping|intends?|wants?|aims?|seeks?|vow(?:s|ed)|agreed|pledged|promised)\s+to|"
    r"(?:is|are)\s+to|(?:scheduled|due|slated|planned|set)\s+(?:for|on)|ahead\s+of|upcoming|deadline|expires?|due"
)
_REACH = 400  # characters on either side that are looked at


@cache
def _cues(language: str | None) -> re.Pattern[str] | None:
    known = data(language)
    future, past = (known.date_words.get(role, ()) for role in ("future", "past"))
    if not future and not past:
        return None
    ahead = [_ENGLISH_FUTURE] if known.code == "en" else []
    ahead += [re.escape(word) for word in future]
    behind = [re.escape(word) for word in (*past, *sorted(known.speech_verbs))]
    if known.code == "en":
        behind = [word for word in behind if not word.endswith("s")] + ["was", r"[a-z]{2,}ed"]
    never = r"(?!x)x"
    return re.compile(rf"\b(?:(?P<future>{'|'.join(ahead) or never})|(?P<past>{'|'.join(behind) or never}))\b")


def tense(text: str, start: int, end: int, at: int, stop: int, language: str | None) -> Tense:
    """The tense about the date `text[at:stop]` in the sentence `text[start:end]`."""
    cues = _cues(language)
    if cues is None:
        return "none"
    found: Tense = "none"
    for cue in cues.finditer(text, max(start, at - _REACH), at):
        found = "future" if cue["future"] else "past"
    if found == "none":
        after = cues.search(text, stop, min(end, stop + _REACH))
        if after:
            found = "future" if after["future"] else "past"
    return found
