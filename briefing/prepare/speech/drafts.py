"""What one sentence says by itself: its quotations, and who is said to say something in it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from briefing.model import Quote
from briefing.prepare.speech.clauses.clause import Clause
from briefing.prepare.speech.clauses.clauses import clauses
from briefing.prepare.speech.free_order.clauses import free_clauses
from briefing.prepare.speech.words import lexicon as lx
from briefing.prepare.speech.words.caseless import mark_names
from briefing.prepare.speech.words.lexicon import Lexicon
from briefing.prepare.speech.words.quotations import SentenceQuotations
from briefing.prepare.speech.words.surnames import mark_surnames
from briefing.prepare.speech.words.tokens import Tokens, tokens

LONGEST = 4000  # characters; a longer "sentence" is a table or junk, and only its quotations are read
SIGNED = re.compile(r"(?:[–—―]|--) ?[^\W\d_]")  # a name under a quotation
_MARKED = re.compile("[:–—―]|--")  # with a quotation, these may name who speaks
_ENDS = ("", *",.?!…—–")  # the last character of a whole statement, "" where it is all marks
_GOES_ON = (",", "", "–", "—", "-")  # what follows one


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What one sentence says by itself."""

    text: str
    quoted: SentenceQuotations
    tokens: Tokens | None = None
    said: tuple[Clause, ...] = ()
    asides: tuple[Clause, ...] = ()


def draft_of(
    text: str,
    quoted: SentenceQuotations,
    words: Lexicon,
    known: frozenset[str] = frozenset(),
    surnames: frozenset[str] = frozenset(),
) -> Draft:
    """known: stems of words that are names somewhere in the article; surnames: words that are other words too."""
    if len(text) > LONGEST:
        return Draft(text=text, quoted=quoted)
    marked = (quoted.spans and _MARKED.search(text)) or SIGNED.match(text)
    if not (marked or (words.free_order and quoted.spans)) and not any(
        map(lx.cue_in(words).__getitem__, text.lower().split())
    ):
        return Draft(text=text, quoted=quoted)
    t = tokens(text, quoted.spans, words)
    t.known = known
    if words.caseless:
        mark_names(t)
    if surnames:
        mark_surnames(t, surnames)
    found = sorted(free_clauses(t) if words.free_order else clauses(t), key=lambda clause: -clause.weight)
    said = tuple(clause for clause in found if clause.kind != "aside")
    return Draft(
        text=text,
        quoted=quoted,
        tokens=t,
        said=said,
        asides=tuple(clause for clause in found if clause.kind == "aside"),
    )


def kind_of(draft: Draft, clause: Clause) -> Quote:
    spans = draft.quoted.spans
    if not spans:
        return "indirect"
    text = draft.text
    start, end = spans[0]
    if draft.quoted.carried or not text[:start].strip(" -–—(*_"):
        complete = text[start:end].rstrip("”\"'’»“ ")[-1:] in _ENDS or text[end:].lstrip()[:1] in _GOES_ON
        return "direct" if complete else "mixed"
    lead = text[:start].rstrip(" (*_")
    if lead.endswith((":", ",")) and text[end:].strip(" .*_)") == "":
        return "direct"
    return "mixed"
