"""Sentences of a block, by rules and the data of its language.

One scan over the places where a sentence may end; each is judged by the word before it and what follows. A quotation
is cut at its inner sentence ends, as newswire annotation does: “A. B,” he said → two sentences.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache
from typing import Literal

from briefing.language.data import LanguageData, data
from briefing.text import Span

Kind = Literal["plain", "never", "final", "number", "initial", "clock", "figure", "none"]

_CLOSERS = (
    r"(?:\]\([^()\s]{0,2000}+\)|\[\^?\w{1,4}\]|[\"'”’»›)\]}*_~」』）】〉》]"
    r"|[“«‹](?=[\s)\]]|\Z)|[ \u00a0\u202f][»›](?=[\s.,;:!?)]|\Z)"  # „German“, »German«, « French »
    r"|&(?:quot|rdquo|rsquo|raquo|#8221|#8217);|</(?:a|b|i|em|strong|q|u|span|cite)>)"
)
# Terminators and what closes after them (group 1), then white space or the end; scripts without spaces need none.
# Groups are not possessive in this module and in markup.py: Python before 3.11.5 matches such groups wrongly where an
# alternative fails half-way (its issue 106052). Each round of a group is atomic all the same: time stays linear.
_CANDIDATE = re.compile(r"[.!?…‽؟۔।。！？｡]++(" + _CLOSERS + r"*)(?:(?=\s)|\Z|(?<=[。！？｡”’」』）】〉》]))")
_UNSPACED = frozenset("。！？｡")
_OPENERS = re.compile(r"(?:[\"'“”‘’«»„‚(\[{*_~`¿¡「『（【<#]|\.\.\.+|…|\]|[-–—]+\s++|&\w{2,6};|\s(?=[\"“‘(\[]))*")
_OPENING_SIGNS = "\"'“”‘’«»„‚([{<*_~`¿¡「『（【—–/"
_QUOTES = frozenset("\"'“”‘’«»„‚「『")
_NEXT_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_ACRONYM = re.compile(r"[^\W\d_](?:\.[^\W\d_]{1,2})+")
_STRUCTURE = re.compile(r"\n[ \t\r\f\v]*+\n\s*+|\n(?=[ \t]*+(?:[-*+•‣▪]|\d{1,3}[.)]|#{1,6})[ \t])")
_MARKER = re.compile(r"\s*+(?:(?:[-*+•‣▪·]|#{1,6})[ \t]++|>[ \t]*+)*")
_GUARDED = re.compile(r"!?\[(?:[^\[\]]++|\[[^\[\]]*+\])+\]\([^()\s]*+(?:\s++\"[^\"]*+\")?\)|</?[A-Za-z][^<>]*+>")
# Where running text lost its line breaks, an address or an emoticon before a capital letter ends a sentence. Each with
# a piece of text without which it need not be looked for.
_CAPITAL = r"(?=\s+[\"“(]?[A-Z])"
_LOOSE = (
    ("://", re.compile(r"http(?<![(\[<\"'=\w]http)s?://[^\s<>()\[\]]{4,2000}+(?<![.,;:!?'\"])" + _CAPITAL)),
    ("@", re.compile(r"@(?<=[\w.]@)[\w-]{2,60}+(?:\.[\w-]{1,60}+){1,6}>?" + _CAPITAL)),
    (":)", re.compile(r":\)(?<=\s:\))" + _CAPITAL)),
    (":-)", re.compile(r":-\)(?<=\s:-\))" + _CAPITAL)),
)
_NO_START = frozenset(",;:)]}%=+/|.!?…")
_BEFORE = 48  # characters in which the word before a full stop is looked for
_BRACKET = 1_000  # characters in which an opening bracket is looked for
_ATTRIBUTION = 120  # characters after a quotation in which the words that attribute it are looked for
_TAG = 48  # characters of who said it, behind a quotation in a script without spaces
_CLAUSE = 600  # characters that a quotation after "that" may run without being cut
_PAIRS = (("「", "」"), ("『", "』"), ("（", "）"))


class _Rules:
    """The data of a language as the judge wants it; remembers the kind of each word that it has met."""

    def __init__(self, known: LanguageData) -> None:
        self.data = known
        self.kinds: dict[str, Kind] = {}
        self.clause_openings = {
            f" {sign}": [f"{word} {sign}" for word in sorted(known.conjunctions)] for sign in '"“«„'
        }
        verbs = "|".join(sorted(map(re.escape, known.speech_verbs), key=lambda verb: (-len(verb), verb)))
        no_name = "|".join(sorted(map(re.escape, known.pronouns | {"the", "this"})))
        self.attribution = (
            re.compile(rf"(?!(?i:{no_name})\b)(?:[^\W\d_a-z][\w.'’-]*+\s++){{1,4}}(?:{verbs})\b") if verbs else None
        )

        self.tag = (
            re.compile(rf"[^。！？，“”「」\n]{{1,40}}?(?:{verbs})[道着]?(?:[。！？]|，(?=“))")
            if verbs and not known.spaces
            else None
        )

    def kind(self, word: str) -> Kind:
        """What a full stop after this word may mean."""
        found = self.kinds.get(word)
        if found is None:
            if len(self.kinds) > 200_000:
                self.kinds.clear()
            found = self.kinds[word] = self._kind(word)
        return found

    def _kind(self, word: str) -> Kind:
        lower, known = word.lower(), self.data
        if not word or not any(map(str.isalnum, word)):
            return "none"
        if word.isdigit():
            return "figure"
        if len(word) == 1 and word.isupper():
            return "initial"
        last = word.rpartition("-")[2]
        if last != word and last[:1].isupper() and last.lower() in known.abbreviations | known.abbreviations_capital:
            return self._kind(last)  # "post-Sept. 11"
        if lower in known.abbreviations:
            return "never"
        if lower in ("a.m", "p.m"):
            return "clock"
        if lower in known.abbreviations_number:
            return "number"
        if lower in known.abbreviations_final or (lower in known.abbreviations_capital and not word.islower()):
            return "final"
        if _ACRONYM.fullmatch(word):
            return "final"
        return "plain"


@cache
def _rules(code: str) -> _Rules:
    return _Rules(data(code))


def sentence_spans(text: str, span: Span, language: str | None) -> list[Span]:
    """The sentences of one block, in order, disjoint, without white space at their ends; spans into `text`.

    List marks and heading marks at a line's start belong to no sentence; links and tags are never cut. A single line
    break is white space, an empty line or a list mark parts. Linear in the length of the block.
    """
    rules = _rules(data(language).code)
    found: list[Span] = []
    for start, end in _segments(text, span):
        guarded = _guarded(text, start, end)
        for low, high in _loose_parts(text, start, end, guarded):
            found += [Span(first, last) for first, last in _cut(text, low, high, rules, guarded)]
    return found


def _loose_parts(text: str, start: int, end: int, guarded: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """A stretch parted after addresses and emoticons."""
    cuts: list[int] = []
    for sign, pattern in _LOOSE:
        if text.find(sign, start, end) >= 0:
            cuts += [match.end() for match in pattern.finditer(text, start, end)]
    at = start
    for cut in sorted(cuts):
        if not _is_guarded(guarded, cut - 1, cut):
            yield at, cut
            at = cut
            while text[at].isspace():
                at += 1
    yield at, end


def _segments(text: str, span: Span) -> Iterator[tuple[int, int]]:
    """Stretches that no sentence reaches out of, without white space and list marks."""
    at = span.start
    breaks = [m.span() for m in _STRUCTURE.finditer(text, span.start, span.end)] if "\n" in span.of(text) else []
    for start, end in [*breaks, (span.end, span.end)]:
        mark = _MARKER.match(text, at, start)
        first = mark.end() if mark else at
        if first >= start:  # nothing but marks
            first = at
        while first < start and text[first].isspace():
            first += 1
        last = start
        while last > first and text[last - 1].isspace():
            last -= 1
        if first < last:
            yield first, last
        at = end


def _guarded(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Links and tags, that no cut may go through."""
    piece = text[start:end]
    if "](" not in piece and "<" not in piece:
        return []
    return [m.span() for m in _GUARDED.finditer(text, start, end)]


def _is_guarded(guarded: list[tuple[int, int]], at: int, stop: int) -> bool:
    """Whether a cut at `stop`, after the sign at `at`, would go through a link or a tag."""
    index = bisect_right(guarded, (at, 1 << 62)) - 1
    return index >= 0 and guarded[index][1] > stop


def _cut(text: str, start: int, end: int, rules: _Rules, guarded: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    begin = start
    quoted = [openings for sign, openings in rules.clause_openings.items() if text.find(sign, start, end) >= 0]
    clauses = any(text.find(opening, start, end) >= 0 for openings in quoted for opening in openings)
    for match in _CANDIDATE.finditer(text, start, end):
        stop = match.end()
        if stop >= end:
            break
        if guarded and _is_guarded(guarded, match.start(), stop):
            continue
        after = stop
        while after < end and text[after].isspace():
            after += 1
        if (
            after < end
            and _ends(text, begin, match, after, end, rules)
            and not (clauses and _is_clause(text, begin, match, rules))
        ):
            yield begin, stop
            begin = after
    if begin < end:
        yield begin, end


def _is_clause(text: str, begin: int, match: re.Match[str], rules: _Rules) -> bool:
    """Whether the candidate stands in a quotation that is a clause of the sentence: they wrote that “A. B.”"""
    at = match.start()
    low = max(begin, at - _CLAUSE)
    if not _QUOTES.isdisjoint(match[1]):
        return False
    quote = max(text.rfind("“", low, at), text.rfind('"', low, at), text.rfind("«", low, at), text.rfind("„", low, at))
    if quote <= low or not text[quote - 1].isspace() or text[quote + 1].isspace() or text.rfind("”", quote, at) >= 0:
        return False
    before = text[max(low, quote - 12) : quote].split()
    return bool(before) and before[-1] in rules.data.conjunctions


def _ends(text: str, begin: int, match: re.Match[str], after: int, end: int, rules: _Rules) -> bool:
    """Whether a sentence that began at `begin` ends at the candidate; `after` is where the next would begin."""
    at, closed = match.start(), match[1]
    sign = text[at : match.start(1)]
    if sign[-1] in _UNSPACED:
        return _ends_unspaced(text, begin, match, after, rules)
    first = text[after]
    if after == match.end() or first in _NO_START:
        return False
    first_at = after
    if not first.isalnum():
        opened = _OPENERS.match(text, after, min(end, after + _BEFORE))
        first_at = opened.end() if opened else after
        first = text[first_at] if first_at < end else ""
    if ")" in closed and _is_inserted(text, max(begin + 1, at - _BRACKET), at):
        return False
    if sign != ".":
        if first.islower():
            return text.startswith("http", first_at) or (not sign.strip("!?") and not closed and first_at == after)
        return not _is_attributed(text, closed, after, rules)
    last = _word_before(text, begin, at)
    kind = rules.kinds.get(last) or rules.kind(last)
    if first.islower():
        return _lower_begins(text, first_at, last, kind, closed)
    if kind == "plain" or kind == "none":
        return len(last) != 1 or not _is_initial(text, first_at)
    if kind == "figure":
        return _figure_ends(text, at, begin, last, first_at, rules)
    return _abbreviation_ends(text, kind, after, first_at, first, rules)


def _word_before(text: str, begin: int, at: int) -> str:
    """The word that a full stop stands close to, without opening signs; "" if white space parts them."""
    low = max(begin, at - _BEFORE)
    word = text[max(low, text.rfind(" ", low, at) + 1) : at]
    if word.isalnum():
        return word
    if word[-1:].isspace():
        return ""
    parts = word.split()
    return parts[-1].lstrip(_OPENING_SIGNS) if parts else ""


def _is_inserted(text: str, low: int, at: int) -> bool:
    """Whether the bracket that closes after `at` was opened within the sentence."""
    return text.count("(", low, at) > text.count(")", low, at)


def _ends_unspaced(text: str, begin: int, match: re.Match[str], after: int, rules: _Rules) -> bool:
    """Ends after 。！？: not inside 「 」, nor where the particle goes on (「…。」と述べた), nor before who said it
    (“…。”X说。)."""
    stop, low = match.end(), max(begin, match.start() - _BRACKET)
    if any(text.count(opens, low, stop) > text.count(closes, low, stop) for opens, closes in _PAIRS):
        return False
    if match[1] and after == stop and rules.tag is not None and rules.tag.match(text, after, after + _TAG):
        return False
    return not (match[1] and text[after] in "とっ")


def _is_attributed(text: str, closed: str, after: int, rules: _Rules) -> bool:
    """Whether the words after ! ? … and a closing quotation mark say who said it."""
    if not closed or _QUOTES.isdisjoint(closed) or rules.attribution is None:
        return False
    return rules.attribution.match(text, after, after + _ATTRIBUTION) is not None


def _lower_begins(text: str, first_at: int, last: str, kind: Kind, closed: str) -> bool:
    """Whether a small letter begins a sentence: a name such as iPhone does."""
    if kind not in ("plain", "none") or closed or text[first_at + 1 : first_at + 2] == ")":
        return False
    if text[first_at + 1 : first_at + 2].isupper() or text.startswith("http", first_at):
        return True
    return len(last) > 2 and last.isalpha() and last.islower()


def _figure_ends(text: str, at: int, begin: int, word: str, first_at: int, rules: _Rules) -> bool:
    """After a number: not where it is the number of a list item, or an ordinal."""
    if at - len(word) <= begin and len(word) <= 3:
        return False
    if rules.data.ordinals and len(word) <= 2:
        following = _NEXT_WORD.match(text, first_at)
        return not following or following[0].lower() in rules.data.starters
    return True


def _is_initial(text: str, at: int) -> bool:
    return text[at : at + 1].isalpha() and text[at + 1 : at + 2] == "."


def _abbreviation_ends(text: str, kind: Kind, after: int, first_at: int, first: str, rules: _Rules) -> bool:
    if kind == "never" or text[after] in "-–—([":  # Selma, Ala. – The coal …; 1:54 a.m. (2254 GMT)
        return False
    if first.isdigit():
        return kind not in ("number", "final", "initial")
    if kind == "number":
        return True
    following = _NEXT_WORD.match(text, first_at)
    word = following[0] if following else ""
    lower = word.lower().replace("’", "'")
    if kind == "clock":
        return (
            not (word.isupper() and len(word) > 1)
            and lower not in rules.data.weekdays
            and lower not in rules.data.months
        )
    if _is_initial(text, first_at):
        return False
    if lower in rules.data.starters:
        return True
    return kind == "final" and text[after] in _QUOTES
