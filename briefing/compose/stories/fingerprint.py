"""What copies and stories need to know of one article: compact, picklable, made once per article.

Everything that looks at words happens here, article by article, so that it can be done beside reading a file, in any
process, and kept. What follows (copies, neighbours, pair scores) only looks at numbers.
"""

from __future__ import annotations

import math
import re
from array import array
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import pairwise
from typing import TYPE_CHECKING, overload
from zlib import crc32

from briefing import language
from briefing.compose.stories import events
from briefing.compose.stories.tuning import FINGERPRINT
from briefing.language.memo import Memory
from briefing.language.names import SELDOM
from briefing.language.tokens import letters, letters_of, lower
from briefing.language.vocabulary.weights import information, name_information, number_information
from briefing.model import Article

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

TITLE, LEAD, NUMBER, MONTH, WEEKDAY = 1, 2, 4, 8, 16  # where or what a term is
MARKS = "\"'“”‘’„‚«»`´.,;:!?()[]…–—-"

_CASELESS = re.compile(r"[\u0590-\u08ff\u0900-\u10ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_BARE_ASCII = "".join(  # for `bytes.translate`: lower case, marks and all white space within a line as spaces
    " " if char in MARKS or (char.isspace() and char != "\n") else char.casefold() for char in map(chr, range(128))
).encode() + bytes(range(128, 256))


@dataclass(frozen=True, slots=True)
class TermTable:
    """Distinct terms of an article, column by column: 32-bit hashes (ascending), how often each occurs (at most 255),
    where it stands or what it is (bits TITLE, LEAD, NUMBER, MONTH, WEEKDAY), and its weight, the information in nats
    that the term carries by its background frequency."""

    hashes: bytes  # uint32
    counts: bytes  # uint8
    places: bytes  # uint8
    weights: bytes  # float32


@dataclass(frozen=True, slots=True, kw_only=True)
class Traits:
    """An article as copies and stories see it.

    digest: of all words in their order (spelling marks, case and mark-up aside); "" if there are none.
    length: number of words.
    runs: hash of each run of four words, in the order of the text (uint32); shorter texts have one run.
    facts: position and hash, one after the other, of each number and each capitalised word inside a sentence (uint32):
        what differs between texts of one template.
    words: stems. names: capitalised words and runs of them. shown: the leading names as printed.
    sentences: hashes of the kept sentences, without case and marks (uint32). appeals: of long appeals set aside.
    opening: what the title and first sentence name (see `events.named`).
    """

    digest: str
    length: int
    runs: bytes
    facts: bytes
    words: TermTable
    names: TermTable
    shown: tuple[str, ...]
    sentences: bytes
    appeals: bytes
    opening: int


class KnownTraits(Mapping[str, Traits]):
    """The traits of articles by path: those at hand, which may be unpacked each time, else made of the article."""

    def __init__(self, articles: Sequence[Article], traits: Mapping[str, Traits] | None) -> None:
        self._traits = traits or {}
        self._made = {article.path: traits_of(article) for article in articles if article.path not in self._traits}
        self._articles = articles

    def __getitem__(self, path: str) -> Traits:
        return self._made.get(path) or self._traits[path]

    def __iter__(self) -> Iterator[str]:
        return (article.path for article in self._articles)

    def __len__(self) -> int:
        return len(self._articles)


class TraitsInOrder(Sequence[Traits]):
    """The traits of articles in their order, each as `known` gives it by path."""

    def __init__(self, articles: Sequence[Article], known: Mapping[str, Traits]) -> None:
        self._articles, self._known = articles, known

    @overload
    def __getitem__(self, at: int) -> Traits: ...

    @overload
    def __getitem__(self, at: slice) -> list[Traits]: ...

    def __getitem__(self, at: int | slice) -> Traits | list[Traits]:
        if isinstance(at, slice):
            return [self._known[article.path] for article in self._articles[at]]
        return self._known[self._articles[at].path]

    def __len__(self) -> int:
        return len(self._articles)


def traits_of(article: Article) -> Traits:
    """The traits of an article's title and kept sentences; of its whole text if it has no sentences."""
    code = article.language
    memory = _memory(code)
    title = letters(article.title.value) if article.title else []
    tokens, starts = _read(article)
    lowered = lower(tokens)
    marked = [at for at, low in enumerate(map(str.islower, tokens)) if not low]  # what is capitalised, or a number
    capitals = [at for at in marked if tokens[at][0].isupper()]
    names = _names(title, _Text(tokens, lowered, starts, capitals), memory, code)
    weights = {name: memory.names[name] for name in names}
    telling = sorted([(-(1 + math.log(count)) * weights[name], name) for name, count in names.items()])
    return Traits(
        digest=f"{len(lowered)}-{crc32(' '.join(lowered).encode()):08x}" if lowered else "",
        length=len(lowered),
        runs=_runs(lowered),
        facts=_facts(tokens, lowered, starts, marked),
        words=_words(lower(title), lowered, memory),
        names=_columns({_HASHES[name]: (count, 0, weights[name]) for name, count in names.items()}),
        shown=_printed(
            [name for _, name in telling[: FINGERPRINT.shown_names]], [*title, *tokens], capitals, len(title)
        ),
        sentences=sentence_hashes(article),
        appeals=appeal_hashes(article),
        opening=events.named(article),
    )


def _printed(names: Sequence[str], tokens: Sequence[str], capitals: Sequence[int], shift: int) -> tuple[str, ...]:
    """Names as the article writes them; not in capitals throughout where it writes them otherwise too. capitals: the
    capitalised words of the text, `shift` tokens after the beginning of the title."""
    forms: dict[str, str] = {}
    for at in [*(at + shift for at in capitals), *range(shift)]:
        low = tokens[at].lower()
        if low not in forms or (forms[low].isupper() and not tokens[at].isupper()):
            forms[low] = tokens[at]
    return tuple([" ".join([forms.get(word, word) for word in name.split(" ")]) for name in names])


@dataclass(frozen=True, slots=True)
class _Text:
    """The words of an article as printed and in lower case; where sentences begin and where capitalised words stand."""

    tokens: Sequence[str]
    lowered: Sequence[str]
    starts: Set[int]
    capitals: Sequence[int]


def _read(article: Article) -> tuple[list[str], set[int]]:
    """The words of the sentences, and at which of them sentences begin."""
    tokens: list[str] = []
    starts: set[int] = set()
    texts = [sentence.text for sentence in article.sentences]
    for found in letters_of(texts or [article.body.string[: FINGERPRINT.most_words * 20]]):
        starts.add(len(tokens))
        tokens += found
        if len(tokens) >= FINGERPRINT.most_words:
            break
    return tokens[: FINGERPRINT.most_words], starts


def _crc(text: str) -> int:
    return crc32(text.encode("utf-8", "surrogatepass"))


_HASHES = Memory(_crc, most=FINGERPRINT.kept)


@dataclass(frozen=True, slots=True)
class _OfLanguage:
    """What is known of the words of a language. stems: see `_stemmed`; weights: of words as printed, names: of runs of
    words, in nats; nameless: words that name nothing that an article is about, though they may be capitalised."""

    stems: Memory[tuple[int, float, int] | None]
    weights: Memory[float]
    names: Memory[float]
    nameless: frozenset[str]


@lru_cache(maxsize=64)
def _memory(code: str | None) -> _OfLanguage:
    known = language.data(code or "en")
    calendar = frozenset(word.lower() for word in (*known.months, *known.weekdays))
    weights = Memory(partial(information, language=code or "en"), most=FINGERPRINT.kept)
    return _OfLanguage(
        Memory(partial(_stemmed, code=code), most=FINGERPRINT.kept),
        weights,
        Memory(partial(_name_weight, weights=weights), most=FINGERPRINT.kept),
        language.stop_words(code or "en") | calendar,
    )


def _stemmed(word: str, code: str | None) -> tuple[int, float, int] | None:
    """Hash of the stem, its weight in nats, place bits; None for words that say nothing."""
    if word[0].isdigit():
        return crc32(b"#" + word.encode()), number_information(word), NUMBER
    if word in language.stop_words(code or "en"):
        return None
    key, bits = _calendar(code).get(word, (None, 0))
    return key or _crc(language.stem(word, code or "en")), information(word, code or "en"), bits


@lru_cache(maxsize=64)
def _calendar(code: str | None) -> Mapping[str, tuple[int, int]]:
    """Names of months and weekdays → one hash for all names of the same, in any language, and which of both it is."""
    known = language.data(code or "en")
    return {
        word.lower(): (_crc(f"#{bit} {number}"), bit)
        for names, bit in ((known.months, MONTH), (known.weekdays, WEEKDAY))
        for word, number in names.items()
        if len(word) >= FINGERPRINT.shortest_date
    }


def _runs(words: Sequence[str]) -> bytes:
    import numpy as np

    if not words:
        return b""
    hashes = np.frombuffer(array("I", map(_HASHES.__getitem__, words)), dtype=np.uint32)
    if len(hashes) < FINGERPRINT.run:
        hashes = np.concatenate([hashes, np.zeros(FINGERPRINT.run - len(hashes), dtype=np.uint32)])
    found = hashes[: len(hashes) - FINGERPRINT.run + 1].copy()
    for k in range(1, FINGERPRINT.run):
        found *= np.uint32(0x9E3779B1)
        found ^= hashes[k : k + len(found)]
    found ^= found >> np.uint32(15)
    return (found * np.uint32(0x85EBCA77)).tobytes()


def _names(title: Sequence[str], text: _Text, memory: _OfLanguage, code: str | None) -> dict[str, int]:
    """Capitalised words and runs of two to four of them, in lower case, with how often they occur.

    A sentence's first word counts if it is capitalised elsewhere too, or is rare and never written small.
    """
    inside = {text.lowered[at] for at in text.capitals if at not in text.starts}
    printed = set(text.tokens)

    def known(low: str) -> bool:
        return low in inside or (low not in printed and memory.weights[low] > SELDOM)

    found: dict[str, int] = {}
    _collect(text, known, memory, found)
    if title:
        loud = [at for at, token in enumerate(title) if token[0].isupper()]
        lowered = lower(title)
        if 2 * len(loud) > len(title) and text.tokens:
            # a headline in capitals: only names that the text knows, or words that it never writes small
            loud = [at for at in loud if known(lowered[at])]
        _collect(_Text(title, lowered, {0}, loud), known, memory, found)
    return found or _keywords(title, text.tokens, code)


def _collect(text: _Text, known: Callable[[str], bool], memory: _OfLanguage, found: dict[str, int]) -> None:
    run: list[str] = []
    last = -1
    for at in text.capitals:
        low = text.lowered[at]
        begins = at in text.starts
        if run and (begins or at != last + 1):
            _note(run, memory, found)
            run = []
        if not begins or known(low):
            run.append(low)
        last = at
    if run:
        _note(run, memory, found)


def _note(run: Sequence[str], memory: _OfLanguage, found: dict[str, int]) -> None:
    for word in run:
        if len(word) > 1 and word not in memory.nameless:
            found[word] = found.get(word, 0) + 1
    for size in range(2, min(len(run), FINGERPRINT.name_words) + 1):
        for at in range(len(run) - size + 1):
            name = " ".join(run[at : at + size])
            found[name] = found.get(name, 0) + 1


def _keywords(title: Sequence[str], tokens: Sequence[str], code: str | None) -> Counter[str]:
    """Where a text has no capitals (or its script has none) its rare words serve as names."""
    memory, stops = _memory(code), language.stop_words(code or "en")
    words = lower([*title, *tokens])
    rare = [
        w
        for w in words
        if len(w) >= FINGERPRINT.keyword_letters
        and not w[0].isdigit()
        and w not in stops
        and memory.weights[w] > FINGERPRINT.keyword_rare
    ]
    # a character is no word: two beside each other may be one
    bigrams = [a + b for a, b in pairwise(words) if len(a) == len(b) == 1 and _CASELESS.match(a) and _CASELESS.match(b)]
    return Counter(rare) + Counter(bigrams)


def _name_weight(name: str, weights: Memory[float]) -> float:
    return name_information(weights[word] for word in name.split())


def _words(title: Sequence[str], body: Sequence[str], memory: _OfLanguage) -> TermTable:
    rows: dict[int, tuple[int, int, float]] = {}
    counts = Counter(body)
    places = dict.fromkeys(body[: FINGERPRINT.lead_words], LEAD)
    for word in title:
        counts[word] += 1
        places[word] = places.get(word, 0) | TITLE
    for (word, count), known in zip(counts.items(), map(memory.stems.__getitem__, counts), strict=True):
        if known is None:
            continue
        key, weight, bits = known
        if word in places:
            bits |= places[word]
        if key in rows:
            before = rows[key]
            rows[key] = (count + before[0], bits | before[1], min(weight, before[2]))
        else:
            rows[key] = (count, bits, weight)
    return _columns(rows)


def _columns(rows: Mapping[int, tuple[int, int, float]]) -> TermTable:
    if not rows:
        return TermTable(b"", b"", b"", b"")
    keys = sorted(rows)
    counts, places, weights = zip(*map(rows.__getitem__, keys), strict=True)
    return TermTable(
        hashes=array("I", keys).tobytes(),
        counts=bytes(counts if max(counts) < 256 else [min(255, count) for count in counts]),
        places=bytes(places),
        weights=array("f", weights).tobytes(),
    )


def _facts(tokens: Sequence[str], lowered: Sequence[str], starts: Set[int], marked: Sequence[int]) -> bytes:
    found = array("I")
    for at in marked:
        first = tokens[at][0]
        if first.isdigit() or (at not in starts and first.isupper()):
            found.extend((at, _HASHES[lowered[at]]))
    return found.tobytes()


def sentence_hashes(article: Article) -> bytes:
    """Hashes of an article's longer sentences without what reprints change, case and marks; each once (uint32)."""
    texts = "\n".join([sentence.text for sentence in article.sentences])
    lines = texts.encode().translate(_BARE_ASCII).split(b"\n") if texts.isascii() else _bare_lines(texts)
    bare = {b" ".join(line.split()) for line in lines}
    return array(
        "I", sorted({crc32(text) for text in bare if text.count(b" ") >= FINGERPRINT.words_of_a_sentence - 1})
    ).tobytes()


def _bare_lines(texts: str) -> list[bytes]:
    """The lines as `_BARE_ASCII` makes them where they are ASCII; all white space is spaces."""
    text = texts.casefold()
    for mark in MARKS:
        if mark in text:
            text = text.replace(mark, " ")
    return [" ".join(line.split()).encode("utf-8", "surrogatepass") for line in text.split("\n")]


def appeal_hashes(article: Article) -> bytes:
    """Hashes of the long appeals of an outlet that were set aside (uint32)."""
    appeals = {
        _crc(" ".join(lower(letters(article.body[block.span]))))
        for block in article.blocks
        if not block.kept and block.kind == "appeal" and len(block.span) >= FINGERPRINT.long_appeal
    }
    return array("I", sorted(appeals)).tobytes()


def distinct(numbers: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """The different numbers, ascending. For some hundreds, `numpy.unique` takes six times as long."""
    import numpy as np

    ordered = np.sort(numbers)
    first = np.ones(len(ordered), dtype=bool)
    np.not_equal(ordered[1:], ordered[:-1], out=first[1:])
    return ordered[first]
