"""The author's remark between dashes inside a quotation: «Лодка ушла, — сказал Роев. — Мы ждём», «Torno – dice Venn – e
resto». What it says is nobody's words, so that the quotation has a gap there.

A dash counts where a verb of saying follows, alone or behind what may stand before one ("ha detto", "jak mówi").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from briefing.prepare.speech.words import lexicon as lx
from briefing.prepare.speech.words.lexicon import Lexicon
from briefing.prepare.speech.words.quotations import NO_QUOTE, SentenceQuotations

_DASH = re.compile(r"[,.!?…]? [—–],? ?(?=\S)|(?<=\w)[—–][.,]? ?")
_WORD = re.compile(r"[^\W\d_]+")
_BEFORE_VERB = 3  # words among which the verb of saying stands
_LONGEST = 240  # characters of a remark
_STOPS = ",.!?…"
_DASHES = ("—", "–")

Range = tuple[int, int]


def around_remarks(
    texts: Sequence[str], quoted: Sequence[SentenceQuotations], words: Lexicon
) -> tuple[SentenceQuotations, ...]:
    """The quotations of each sentence without the remarks in them."""
    found: list[SentenceQuotations] = []
    for number, (text, one) in enumerate(zip(texts, quoted, strict=True)):
        resumed = one.open and number + 1 < len(texts) and texts[number + 1][:1] in _DASHES
        whole = one is NO_QUOTE
        found.append(one if whole else replace(one, spans=tuple(_parts(text, one.spans, words, resumed=resumed))))
    return tuple(found)


def _parts(text: str, spans: Sequence[Range], words: Lexicon, *, resumed: bool) -> Iterator[Range]:
    """What is left of the quotations of a sentence. resumed: the next one goes on with the last behind a dash."""
    for low, high in spans:
        at = low
        if text[low] not in _DASHES:
            for start, end in _remarks(text, (low, high), words, resumed=resumed and high == len(text)):
                yield at, start
                at = end
        if at < high:
            yield at, high


def _remarks(text: str, quotation: Range, words: Lexicon, *, resumed: bool) -> Iterator[Range]:
    """The remarks inside a quotation, each from the blank before its first dash to behind its last, or to the
    quotation's end."""
    low, high = quotation
    dashes = list(_DASH.finditer(text, low + 1, high))
    behind = low
    for number, dash in enumerate(dashes):
        mark = dash[0][0] if dash[0][0] in _STOPS else ""
        if dash.start() < behind or not _says(text[dash.end() : high], words):
            continue
        after = dashes[number + 1] if number + 1 < len(dashes) else None
        if after is not None and after.start() - dash.end() <= _LONGEST:
            behind = after.end()
        elif (mark or resumed) and high - dash.end() <= _LONGEST:
            behind = high
        else:
            continue
        yield dash.start() + len(mark), behind


def _says(text: str, words: Lexicon) -> bool:
    """Whether a text opens with a verb of saying, small words before it passed over."""
    for found in list(_WORD.finditer(text[:_LONGEST]))[:_BEFORE_VERB]:
        word = found[0]
        bits = words.of(word.lower())
        if word[0].isupper():
            return False
        if bits & lx.CUE:
            return True
        if not bits & (lx.AUXILIARY | lx.PRONOUN) and word not in words.clitics and word not in words.manner:
            return False
    return False
