"""Where the sentences of a text stand between quotation marks, across sentences and paragraphs.

A mark opens or closes by where it stands (before or after a word) and by what is open, its shape only helps: files mix
curly, straight, single, low and pointed marks. An apostrophe is distinguished from a closing single mark by what
precedes it and
by whether a better closing mark follows. Everything is linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain

from briefing.model import Sentence
from briefing.text import Span

_SIGNS = "\"“”„‟«»‹›‘’‚'「」『』＂"
_MARK = re.compile(f"[{_SIGNS}`—–](?:(?<=')'|(?<=`)`|(?<=[{_SIGNS}])|(?<= [—–]))")  # looks back: sooner searched for
_LEADING_DASH = re.compile("[—–-] ?(?=\\S)")
_DOUBLE = frozenset('"“”„‟＂') | {"``", "''"}
_SINGLE = frozenset("‘’‚'")
_POINTED = frozenset("«»‹›")
_CORNER = {"「": "」", "『": "』"}
_UNSPACED = "\u2e80"  # the first sign of scripts whose words stand without spaces
_STOPS = frozenset(".,!?…;:—–-)]")
_LOOK_AHEAD = 24  # marks searched for the end of a quotation in single marks
_FEW = 8
_MARKUP = 500  # characters of mark-up passed over at most


@dataclass(frozen=True, slots=True)
class SentenceQuotations:
    """The quotations of one sentence: ranges of its `text`, marks included, in order.

    carried: the first range goes on from the sentence before. open: the last one goes on in the sentence after.
    """

    spans: tuple[tuple[int, int], ...] = ()
    carried: bool = False
    open: bool = False


NO_QUOTE = SentenceQuotations()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Mark:
    sentence: int
    at: int
    end: int
    kind: str  # "double", "single", "pointed", "corner", "dash"
    shape: str
    can_open: bool
    can_close: bool
    wrong: bool = False  # an opening mark typed where one closes


def _kind(shape: str) -> str:
    if shape in _DOUBLE:
        return "double"
    if shape in _SINGLE:
        return "single"
    if shape in _POINTED:
        return "pointed"
    return "corner" if shape in "「」『』" else "dash"


def _marks(sentence: int, text: str, dashes: bool) -> list[_Mark]:
    found: list[_Mark] = []
    dash = _LEADING_DASH.match(text)
    rest = _MARK.finditer(text, dash.end() if dash else 0)
    for match in chain((dash,), rest) if dash else rest:
        at, end = match.span()
        shape = match.group().strip()
        if _kind(shape) != "dash":
            found.append(_quotation_mark(sentence, text, at, end, shape))
        elif dashes and (at == 0 or text[at - 1] == " "):
            found.append(
                _Mark(
                    sentence=sentence,
                    at=at,
                    end=end,
                    kind="dash",
                    shape=shape,
                    can_open=at == 0 or text.endswith(": ", 0, at),
                    can_close=at > 0,
                )
            )
    return found


def _quotation_mark(sentence: int, text: str, at: int, end: int, shape: str) -> _Mark:
    """A mark, and whether it can open or close where it stands."""
    kind = _kind(shape)
    before = text[at - 1] if at else " "
    after = text[end] if end < len(text) else " "
    left_open = before.isspace() or before in '([{—–-/|>*_“"‘«…'
    right_open = after.isspace() or after in _STOPS or after in "'\"”’»]*_"
    if kind == "single" and shape != "‘":
        opens = shape in ("'", "‚") and left_open and after.isalnum()
        return _Mark(
            sentence=sentence,
            at=at,
            end=end,
            kind=kind,
            shape=shape,
            can_open=opens,
            can_close=not left_open and not after.isalnum(),
        )
    can_open = _opens(shape, kind, before, after, left_open)
    typed_wrong = shape == "“" and after.islower() and text[max(0, at - 2) : at] == ", "  # "…, “said X"
    return _Mark(
        sentence=sentence,
        at=at,
        end=end,
        kind=kind,
        shape=shape,
        can_open=can_open,
        can_close=right_open or not left_open or typed_wrong,
        wrong=typed_wrong,
    )


def _opens(shape: str, kind: str, before: str, after: str, left_open: bool) -> bool:
    """Whether a mark can open a quotation between two characters. left_open: a word can begin behind the first."""
    if kind == "corner":
        return shape in _CORNER
    if shape in ("“", "‘", "``") and not after.isspace() and (not before.isalnum() or before >= _UNSPACED):
        return True
    return left_open and (kind == "pointed" or not after.isspace())


def _closes_single(marks: Sequence[_Mark], start: int, texts: Sequence[str]) -> int | None:
    """The index of the mark that ends the single-marked quotation opened by `marks[start]`."""
    opener = marks[start]
    fallback: int | None = None
    for index in range(start + 1, min(len(marks), start + _LOOK_AHEAD)):
        mark = marks[index]
        if mark.kind != "single" or mark.sentence - opener.sentence > _FEW:
            continue
        if mark.shape == "‘" and mark.can_open:
            break
        if not mark.can_close:
            continue
        before = texts[mark.sentence][mark.at - 1] if mark.at else " "
        if before in ".,!?…":
            return index
        if before.isalnum() and before not in "sS":
            return index
        if fallback is None:
            fallback = index
    return fallback


def _pairs(marks: Sequence[_Mark], texts: Sequence[str]) -> tuple[list[tuple[_Mark, _Mark]], _Mark | None]:
    """The quotations of a paragraph as pairs of marks, and the mark of one that does not end there."""
    pairs: list[tuple[_Mark, _Mark]] = []
    opened: _Mark | None = None
    index = 0
    while index < len(marks):
        mark = marks[index]
        if opened is None:
            if mark.kind == "single" and mark.can_open:
                end = _closes_single(marks, index, texts)
                if end is not None:
                    pairs.append((mark, marks[end]))
                    index = end
            elif mark.kind != "single" and mark.can_open:
                opened = mark
        elif mark.kind == opened.kind and mark.can_close and not _nested(opened, mark):
            pairs.append((opened, mark))
            opened = None
        index += 1
    return pairs, opened


def _nested(opened: _Mark, mark: _Mark) -> bool:
    """Whether a mark that could close only opens again (a paragraph's mark repeated, or a quotation in one)."""
    if opened.kind == "corner":
        return mark.shape != _CORNER.get(opened.shape)
    if opened.kind == "pointed":
        return mark.shape == opened.shape
    return mark.shape == "“" and opened.shape == "“" and mark.can_open and not mark.wrong


def quotations(sentences: Sequence[Sentence], dashes: bool = False) -> tuple[SentenceQuotations, ...]:
    """Per sentence its quotations. dashes: a paragraph that opens with a dash is speech up to the next dash. Asked
    twice an article: for its dates and for its speakers."""
    texts = tuple([sentence.text for sentence in sentences])
    return _quotations(texts, tuple([sentence.block for sentence in sentences]), dashes)


def paragraph_quotes(text: str, dashes: bool = False) -> tuple[tuple[int, int], ...]:
    """The quotations of one sentence that is a paragraph."""
    return _quotations((text,), (0,), dashes)[0].spans


@lru_cache(maxsize=2)
def _quotations(texts: tuple[str, ...], blocks: tuple[int, ...], dashes: bool) -> tuple[SentenceQuotations, ...]:
    """Per text its quotations; texts of one block are one paragraph."""
    result: list[SentenceQuotations] = [NO_QUOTE] * len(texts)
    start = 0
    carried: _Mark | None = None
    while start < len(texts):
        stop = start + 1
        while stop < len(texts) and blocks[stop] == blocks[start]:
            stop += 1
        marks = [mark for k in range(start, stop) for mark in _marks(k, texts[k], dashes)]
        follows = _opens_again(texts[stop]) if stop < len(texts) else ""
        if marks or carried:
            carried = _paragraph(result, texts, marks, range(start, stop), carried, follows)
        start = stop
    return tuple(result)


def _opens_again(text: str) -> str:
    """The quotation mark that a paragraph opens with, or ""."""
    if text.startswith(("''", "``")):
        return text[:2]
    return text[:1] if text[:1] in ("“", '"', "«", "„", "‘") else ""


def _paragraph(
    result: list[SentenceQuotations],
    texts: Sequence[str],
    marks: Sequence[_Mark],
    own: range,
    carried: _Mark | None,
    follows: str,
) -> _Mark | None:
    """Fill in the sentences of one paragraph (`own`); the mark of a quotation that goes on in the next, or None."""
    pairs, opened = _pairs(marks, texts)
    found = _Found()
    if carried is not None and _opens_again(texts[own.start]):
        found.bound.add(own.start)
    for first, last in pairs:
        found.add(texts, first, last.sentence, last.end)
        found.loose.update(range(first.sentence, last.sentence))
    keeps_open = opened if opened is not None and follows and (opened.shape != '"' or follows == '"') else None
    if opened is not None:
        whole = keeps_open is not None or opened.kind == "dash" or (opened.sentence == own.start and opened.at == 0)
        last_one = own.stop - 1 if whole else opened.sentence
        found.add(texts, opened, last_one, len(texts[last_one]))
        found.loose.update(range(opened.sentence, last_one + 1 if keeps_open else last_one))
    for k, ranges in found.spans.items():
        result[k] = SentenceQuotations(tuple(sorted(ranges)), k in found.bound, k in found.loose)
    return keeps_open


@dataclass(slots=True)
class _Found:
    """The quotations of a paragraph: their ranges by sentence; the sentences whose first one goes on from the sentence
    before (bound), and whose last one goes on in the next (loose)."""

    spans: dict[int, list[tuple[int, int]]] = field(default_factory=dict)
    bound: set[int] = field(default_factory=set)
    loose: set[int] = field(default_factory=set)

    def add(self, texts: Sequence[str], first: _Mark, last: int, end: int) -> None:
        """A quotation from a mark to the place `end` of sentence `last`."""
        for k in range(first.sentence, last + 1):
            low = first.at if k == first.sentence else 0
            self.spans.setdefault(k, []).append((low, end if k == last else len(texts[k])))
        self.bound.update(range(first.sentence + 1, last + 1))


def quoted_spans(text: str, sentences: Sequence[Sentence], dashes: bool = False) -> list[tuple[Span, ...]]:
    """Per sentence its quotations as spans of the article's text, which may hold mark-up that `Sentence.text` lacks."""
    found: list[tuple[Span, ...]] = []
    for sentence, quoted in zip(sentences, quotations(sentences, dashes), strict=True):
        if not quoted.spans:
            found.append(())
            continue
        places = _places(text, sentence)
        found.append(tuple(Span(places[low], places[high - 1] + 1) for low, high in quoted.spans if low < high))
    return found


def _places(text: str, sentence: Sentence) -> Sequence[int]:
    """Where each character of a sentence stands in the text: the next equal one, what lies between is mark-up."""
    start, end = sentence.span.start, sentence.span.end
    if end - start == len(sentence.text):
        return range(start, end)
    places = []
    at = start
    for letter in sentence.text:
        ahead = min(end, at + _MARKUP)
        if letter == " ":
            follows = next((k for k in range(at, ahead) if text[k].isspace()), at)
        else:
            follows = text.find(letter, at, ahead)
        at = follows if follows >= at else at
        places.append(min(at, end - 1))
        at = min(at + 1, end - 1)
    return places
