"""A sentence as tokens: words, marks, and each quotation as one token."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from briefing.language.memo import Memory
from briefing.language.tokens import spans
from briefing.prepare.speech.words import lexicon as lx
from briefing.prepare.speech.words.lexicon import Lexicon

_HIDDEN = "\x00"
_SHORT_PREFIX = 4  # letters
_UNSPACED = re.compile(r"\S+")
_APOSTROPHE = re.compile("['’]")
_MARK_BITS = {
    ",": lx.COMMA,
    "،": lx.COMMA,
    "，": lx.COMMA,
    "、": lx.COMMA,
    ";": lx.STOP,
    "!": lx.STOP,
    "?": lx.STOP,
    "…": lx.STOP,
    "。": lx.STOP,
    ":": lx.COLON,
    "：": lx.COLON,
    "–": lx.DASH,
    "—": lx.DASH,
    "―": lx.DASH,
    "-": lx.DASH,
    "(": lx.OPEN,
    "[": lx.OPEN,
    ")": lx.CLOSE,
    "]": lx.CLOSE,
}


@dataclass(slots=True, kw_only=True)
class Tokens:
    """Parallel lists; `text` is the sentence as printed, `bits` says what each token may be."""

    text: str
    starts: list[int]
    ends: list[int]
    lowers: list[str]
    bits: list[int]
    words: Lexicon
    verbs: dict[int, bool] = field(default_factory=dict)  # which tokens were found to be verbs of saying, and which not
    known: frozenset[str] = frozenset()  # stems of words that are names somewhere in the article

    def __len__(self) -> int:
        return len(self.bits)

    def slice(self, first: int, last: int) -> str:
        """The printed text from token `first` to token `last`, inclusive."""
        return self.text[self.starts[first] : self.ends[last]]


def _masked(text: str, hidden: Sequence[tuple[int, int]]) -> str:
    pieces: list[str] = []
    at = 0
    for start, end in hidden:
        pieces += (text[at:start], _HIDDEN * (end - max(at, start)))
        at = max(at, end)
    pieces.append(text[at:])
    return "".join(pieces)


def tokens(text: str, hidden: Sequence[tuple[int, int]], words: Lexicon) -> Tokens:
    """The tokens of a sentence; each of the `hidden` ranges (its quotations) is one token."""
    masked = _masked(text, hidden) if hidden else text
    known = _known(words)
    starts: list[int] = []
    ends: list[int] = []
    lowers: list[str] = []
    bits: list[int] = []
    for match in _UNSPACED.finditer(masked):
        at = match.start()
        for start, end, lower, bit, opening in known[match[0]]:
            if lower == ".":
                inside = bits and at + end < len(masked) and bits[-1] & (lx.NAME | lx.NUMBER)
                if inside and at + start == ends[-1]:
                    ends[-1] = at + end  # an abbreviation inside the sentence
                continue
            starts.append(at + start)
            ends.append(at + end)
            lowers.append(lower)
            bits.append(bit if bits else opening)
    if not words.time_names.isdisjoint(lowers):
        for at in range(len(bits) - 1):
            if lowers[at] in words.time_names and bits[at + 1] & lx.NAME and not bits[at + 1] & lx.TIME:
                bits[at] = lx.NAME  # "Minister Jan Berg"
    cut = _dateline(text, starts, ends, bits)
    if cut:
        return Tokens(
            text=text, starts=starts[cut:], ends=ends[cut:], lowers=lowers[cut:], bits=bits[cut:], words=words
        )
    return Tokens(text=text, starts=starts, ends=ends, lowers=lowers, bits=bits, words=words)


# Where a token stands in what no white space parts, the token in lower case, what it may be, and what as a sentence's
# first. A full stop is among them, for what stands before it.
Look = tuple[int, int, str, int, int]


@cache
def _known(words: Lexicon) -> Memory[tuple[Look, ...]]:
    """The tokens of what stands between white space: no token has any inside, and none depends on what is around."""
    return Memory(lambda piece: tuple(_looks(piece, words)))


def _looks(piece: str, words: Lexicon) -> Iterator[Look]:
    for start, end in _pieces(piece, words):
        token = piece[start:end]
        first = token[0]
        if first == _HIDDEN:
            yield start, end, "", lx.QUOTE, lx.QUOTE
        elif first.isalnum():
            lower = lx.unvowelled(token.lower())
            yield start, end, lower, _word_bits(token, lower, words, False), _word_bits(token, lower, words, True)
        elif bit := lx.DASH if first == "-" and len(token) > 1 else _MARK_BITS.get(first, 0):
            yield start, end, token, bit, bit
        elif first == ".":
            yield start, end, token, 0, 0


def _listed_bits(word: str, lower: str, words: Lexicon, opens: bool) -> int:
    """What the lexicon says of a word, or of what it is without "'s"."""
    bit = words.of(lower)
    if bit and not opens and word[0].isupper() and lower not in words.bits and words.named_by_capital(lower):
        bit = 0  # "l'Ombreuse"
    if not bit and (base := words.bits.get(_APOSTROPHE.split(lower, maxsplit=1)[0], 0)) & lx.FUNCTION:
        return lx.AUXILIARY | (base & lx.PRONOUN)  # "he's"
    if lower.endswith(words.genitive_endings) and len(lower) > 2:
        bit |= lx.GENITIVE
        if not bit & lx.FUNCTION:
            bit |= words.bits.get(lower[:-2], 0) & (lx.ROLE | lx.ROLES | lx.BODY | lx.TITLE)
    return bit


def _word_bits(word: str, lower: str, words: Lexicon, opens: bool) -> int:
    """What a word may be by the lexicon, its capital and its ending; opens: it is the sentence's first."""
    bit = _listed_bits(word, lower, words, opens)
    if word[0].isupper():
        sure = words.adverb_endings_sure
        return lx.ADVERB if opens and not bit and sure and lower.endswith(sure) else bit | lx.NAME
    if word[0].isdigit():
        return bit | lx.NUMBER
    head, hyphen, tail = word.partition("-")
    if hyphen and tail[:1].isupper() and len(head) < _SHORT_PREFIX:
        return bit | lx.NAME  # "al-Masri"
    if not bit and len(word) > _SHORT_PREFIX and any(map(str.isupper, word[1:_SHORT_PREFIX])) and word.isalpha():
        return lx.NAME  # "diGenova"
    if not bit and words.adverb_endings and lower.endswith(words.adverb_endings):
        return lx.ADVERB
    return bit


def _pieces(masked: str, words: Lexicon) -> Iterator[tuple[int, int]]:
    """Where the tokens stand; an elided article or preposition ("l'", "d'") is one of its own."""
    for start, end in spans(masked):
        if words.elision:
            mark = _APOSTROPHE.search(masked, start, end)
            if mark and masked[start : mark.start()].lower() in words.elision and mark.end() < end:
                yield start, mark.end()
                start = mark.end()
        yield start, end


def _dateline(text: str, starts: Sequence[int], ends: Sequence[int], bits: Sequence[int]) -> int:
    """How many tokens at the head are a dateline: "LONDON —", "Kyiv (Reuters) -", "PARIS, May 2 (AFP) –"."""
    agency = False
    for at in range(min(len(bits), 16)):
        bit = bits[at]
        if bit & lx.DASH and at:
            shouted = text[starts[0] : ends[0]].isupper() and ends[0] - starts[0] > 3
            return at + 1 if agency or shouted else 0
        if bit & lx.CLOSE and at + 1 < len(bits) and bits[at + 1] & lx.DASH:
            agency = True
        if not bit & (lx.NAME | lx.COMMA | lx.OPEN | lx.CLOSE | lx.NUMBER | lx.TIME | lx.PARTICLE):
            return 0
    return 0
