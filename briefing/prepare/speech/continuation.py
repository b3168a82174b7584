"""Quotations that do not say themselves who speaks: they go on from the sentence before, or the next one says it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from briefing.model import Quote, Sentence, Speech
from briefing.prepare.speech.coreference import Resolver
from briefing.prepare.speech.drafts import SIGNED, Draft
from briefing.prepare.speech.free_order.marks import MARKS
from briefing.prepare.speech.words import lexicon as lx

_WORD = re.compile(r"[^\W\d_]+")
_TAG, _TAG_REST = 100, 8  # characters of "X asked.", tokens from its verb on
_STATEMENT = 5  # words of a quotation without a cue that make it a statement
_BESIDE = 2  # words outside the marks of a sentence that is nothing but a quotation
_AHEAD = 9  # sentences within which a quotation's end names who speaks


def _words_quoted(draft: Draft) -> int:
    return max((len(draft.text[start:end].split()) for start, end in draft.quoted.spans), default=0)


def _whole(draft: Draft) -> bool:
    """Whether a sentence is nothing but a quotation (or part of one)."""
    ends = [0, *(end for _, end in draft.quoted.spans)]
    starts = [*(start for start, _ in draft.quoted.spans), len(draft.text)]
    outside = "".join(draft.text[end:start] for end, start in zip(ends, starts, strict=True))
    beside = len(_WORD.findall(outside))
    if not draft.quoted.spans or beside > _BESIDE or draft.text.isupper():
        return False
    return not (beside and _names_alone(draft))


def _names_alone(draft: Draft) -> bool:
    """Whether nothing stands in marks but names of one word, in a sentence in which nobody is said to say anything."""
    inside = [draft.text[start:end].strip(MARKS) for start, end in draft.quoted.spans]
    return not draft.said and all(word.isalpha() and word[0].isupper() for word in inside)


def continued_without_tags(found: list[Speech], drafts: list[Draft], sentences: Sequence[Sentence]) -> list[Speech]:
    """The same where nothing is known of what a sentence is about."""
    return continued(found, drafts, sentences, None)


def continued(
    found: list[Speech], drafts: list[Draft], sentences: Sequence[Sentence], resolver: Resolver | None
) -> list[Speech]:
    """Quotations without words of their own that say who speaks: who spoke before, else who is named after."""
    result = list(found)
    for k, draft in enumerate(drafts):
        if result[k].speaker is None and not result[k].attributed and _announced(result, drafts, sentences, k):
            result[k] = replace(result[k - 1], quote="direct", attributed=True, cue="", unit=None)
        elif result[k].speaker is None and _unsigned(draft, result[k]):
            kind: Quote = "direct" if _whole(draft) else "mixed"
            giver = _giver(_before(result, drafts, sentences, k), _after(found, drafts, sentences, k), draft)
            if giver is not None:
                result[k] = Speech(
                    speaker=giver.speaker, role=giver.role, quote=kind, attributed=True, cue="", via=giver.via
                )
            else:
                subject = _subject_before(drafts, resolver, k) if resolver and _whole(draft) else None
                result[k] = Speech(speaker=subject, role=None, quote=kind, attributed=True, cue="")
    return result


def _unsigned(draft: Draft, said: Speech) -> bool:
    """Whether a sentence is a statement in marks, and its own words do not say whose."""
    if not draft.quoted.spans or draft.text.isupper():
        return False  # a heading in marks
    if _whole(draft):
        return True
    runs_on = draft.quoted.carried or draft.quoted.open
    return not said.attributed and (runs_on or _words_quoted(draft) >= _STATEMENT)


def _giver(before: Speech | None, after: Speech | None, draft: Draft) -> Speech | None:
    """Whose the quotation is: who spoke before, unless who is named after has the better claim."""
    if after is not None and (after.quote == "indirect" or (draft.quoted.open and not draft.quoted.carried)):
        return after
    return before or after


def _announced(result: Sequence[Speech], drafts: Sequence[Draft], sentences: Sequence[Sentence], k: int) -> bool:
    """Whether a sentence without marks is the statement that the paragraph before announced ("She said:")."""
    if k == 0 or drafts[k].quoted.spans or result[k - 1].speaker is None:
        return False
    if sentences[k - 1].block != sentences[k].block:
        return drafts[k - 1].text.endswith(":") and result[k - 1].quote == "indirect"
    return not drafts[k - 1].quoted.spans and result[k - 1].quote == "direct" and result[k - 1].cue == ""


def _subject_before(drafts: Sequence[Draft], resolver: Resolver, k: int) -> str | None:
    """The person that the sentence before a bare quotation is about ("Venn shook his head. “Never.”")."""
    if k == 0 or drafts[k - 1].quoted.spans:
        return None
    return resolver.subject(k - 1)


def _before(result: Sequence[Speech], drafts: Sequence[Draft], sentences: Sequence[Sentence], k: int) -> Speech | None:
    if k == 0:
        return None
    last = result[k - 1]
    if drafts[k].quoted.carried:
        return last if last.speaker is not None else None
    if last.speaker is None:
        earlier = result[k - 2] if k > 1 and not last.attributed else None
        near = earlier is not None and sentences[k - 2].block == sentences[k].block and earlier.quote == "direct"
        return earlier if near else None
    if sentences[k - 1].block == sentences[k].block:
        return last if last.quote != "none" else None
    if drafts[k - 1].text.rstrip().endswith(":"):
        return last
    return last if last.quote in ("direct", "mixed", "indirect") else None


def _after(found: Sequence[Speech], drafts: Sequence[Draft], sentences: Sequence[Sentence], k: int) -> Speech | None:
    for n in range(k + 1, min(len(found), k + _AHEAD)):
        signed = SIGNED.match(drafts[n].text) is not None
        if sentences[n].block != sentences[k].block and not drafts[n].quoted.carried and not signed:
            return None
        if not drafts[n].quoted.spans:
            return found[n] if _tag(found[n], drafts[n]) else None
        if found[n].speaker is not None:
            return found[n] if found[n].quote in ("direct", "mixed") else None
    return None


def _tag(said: Speech, draft: Draft) -> bool:
    """Whether a sentence is only "X asked." or "X said of Y.", the end of the quotation before it."""
    t = draft.tokens
    if said.speaker is None or t is None or t.words.free_order or len(draft.text) > _TAG or not said.cue:
        return False
    at = next((k for k in range(len(t) - 1, -1, -1) if t.slice(k, k) == said.cue), None)
    if at is None or len(t) - at > _TAG_REST:
        return False
    if at == 0 and t.bits[0] & lx.DASH:
        return True
    return at + 1 >= len(t) or bool(t.bits[at + 1] & (lx.PREPOSITION | lx.TIME))


def numbered(found: Sequence[Speech], drafts: Sequence[Draft], sentences: Sequence[Sentence]) -> list[Speech]:
    """Give the sentences of one quotation one number."""
    result = list(found)
    number = 0
    k = 0
    while k < len(result):
        last = k
        while last + 1 < len(result) and _joined(result, drafts, sentences, last):
            last += 1
        if last > k:
            for n in range(k, last + 1):
                result[n] = replace(result[n], unit=number)
            number += 1
        elif result[k].quote == "direct":
            result[k] = replace(result[k], unit=number)
            number += 1
        k = last + 1
    return result


def _joined(result: Sequence[Speech], drafts: Sequence[Draft], sentences: Sequence[Sentence], k: int) -> bool:
    """Whether sentence k + 1 belongs to the quotation of sentence k."""
    if drafts[k + 1].quoted.carried:
        return True
    if sentences[k].block != sentences[k + 1].block or not drafts[k].quoted.spans:
        return False
    same = result[k].speaker == result[k + 1].speaker and result[k].speaker is not None
    return same and (_whole(drafts[k + 1]) or (_whole(drafts[k]) and bool(drafts[k + 1].quoted.spans)))
