"""What an article's last lines say of its author: "Ada Quill covers the harbour towns for the Courier."

A line that begins with the name of the declared author opens such a box; what follows it to the end belongs to it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from briefing.prepare.furniture.bounds import RUN
from briefing.prepare.furniture.lines.lines import Line
from briefing.prepare.furniture.lines.phrases import Cues
from briefing.prepare.raw import RawArticle

_AUTHORS = re.compile(r"\s*(?:,|;|&|\band\b|\bund\b|\bet\b|\by\b|\be\b)\s*")
_NAMED = ("author", "byl", "parsely-author", "json-ld:author")


def author_box(raw: RawArticle, every: Sequence[Line], aside: Sequence[bool], known: Cues) -> range:
    """The numbers of the lines about the declared author at the end; empty where there are none."""
    names = _names(raw)
    kept = [index for index, line in enumerate(every) if line.count and not aside[index]]
    for index in kept[1:][-RUN.author_box :] if names else ():
        if any(_is_about(every[index].text, name, known.speech_verbs) for name in names):
            return range(index, len(every))
    return range(0)


def _names(raw: RawArticle) -> list[str]:
    """Names of two words or more."""
    said = [raw.author.value] if raw.author else []
    said += [value for name, value in raw.meta if name in _NAMED]
    return [name for value in said for name in _AUTHORS.split(value) if 2 <= len(name.split()) <= 4]


def _is_about(text: str, name: str, speech: Collection[str]) -> bool:
    """Does a line begin with this name, and go on as a sentence on its bearer?"""
    verb = text[len(name) + 1 :].split(maxsplit=1)[:1] if text.startswith(name) else []
    return bool(verb) and verb[0].islower() and verb[0] not in speech
