"""What copies and stories need to know of one article: compact, picklable, made once per article.

Everything that looks at words happens here, article by article, so that it can be done beside reading a file, in any
process, and kept. What follows (copies, neighbours, pair scores) only looks at numbers.
"""

from __future__ import annotations

import math
import re
from array import array
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from zlib import crc32

from briefing import language
from briefing.model import Article

RUN = 4  # words: shorter runs are shared by chance, longer ones miss edited copies
TITLE, LEAD, NUMBER = 1, 2, 4  # where or what a term is
LEAD_WORDS = 60  # a news lead: one to three sentences
NAME_WORDS = 4  # the longest run of capitalised words taken as one name
SHOWN_NAMES = 24  # names kept as words, to tell people why articles are together
MOST_WORDS = 200_000  # of one article
WORDS_OF_A_SENTENCE = 6  # shorter sentences ("He declined to comment.") are nobody's
LONG_APPEAL = 120  # characters: a shorter appeal ("Subscribe now") may be anybody's
MARKS = str.maketrans(dict.fromkeys("\"'“”‘’„‚«»`´.,;:!?()[]…–—-", " "))

_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|[^\W\d_]+")
_CASELESS = re.compile(r"[\u0590-\u08ff\u0900-\u10ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_RAREST = 1e-6  # background share below which words are equally rare


@dataclass(frozen=True, slots=True)
class Terms:
    """Distinct terms of an article, column by column: 32-bit hashes (ascending), how often each occurs (at most 255),
    where it stands (bits TITLE, LEAD, NUMBER), and its weight, the information in nats that the term carries by its
    background frequency."""

    hashes: bytes  # uint32
    counts: bytes  # uint8
    places: bytes  # uint8
    weights: bytes  # float32


@dataclass(frozen=True, slots=True)
class Traits:
    """An article as copies and stories see it.

    digest: of all words in their order (spelling marks, case and mark-up aside); "" if there are none.
    length: number of words.
    runs: hash of each run of four words, in the order of the text (uint32); shorter texts have one run.
    facts: position and hash, one after the other, of each number and each capitalised word inside a sentence (uint32):
        what differs between texts of one template.
    words: stems. names: capitalised words and runs of them. shown: the leading names as printed.
    sentences: hashes of the kept sentences, without case and marks (uint32). appeals: of long appeals set aside.
    """

    digest: str
    length: int
    runs: bytes
    facts: bytes
    words: Terms
    names: Terms
    shown: tuple[str, ...]
    sentences: bytes
    appeals: bytes


def traits_of(article: Article) -> Traits:
    """The traits of an article's title and kept sentences; of its whole text if it has no sentences."""
    code = article.language
    title = _tokens(article.title.value) if article.title else []
    texts = [sentence.text for sentence in article.sentences] or [article.body.string[: MOST_WORDS * 20]]
    sentences: list[list[str]] = []
    room = MOST_WORDS
    for text in texts:
        tokens = _tokens(text)[:room]
        room -= len(tokens)
        if tokens:
            sentences.append(tokens)
        if room <= 0:
            break
    lowered = [token for sentence in sentences for token in _lower(sentence)]
    names = _names(title, sentences, code)
    words = _words(_lower(title), lowered, code)
    return Traits(
        digest=f"{len(lowered)}-{crc32(' '.join(lowered).encode()):08x}" if lowered else "",
        length=len(lowered),
        runs=_runs(lowered),
        facts=_facts(sentences),
        words=words,
        names=_terms(names, code),
        shown=tuple(name for name, _ in sorted(names.items(), key=lambda n: (-_interest(n[0], n[1], code), n[0])))[
            :SHOWN_NAMES
        ],
        sentences=sentence_hashes(article),
        appeals=appeal_hashes(article),
    )


def _tokens(text: str) -> list[str]:
    return _TOKEN.findall(text)


def _lower(tokens: Sequence[str]) -> list[str]:
    return "\n".join(tokens).lower().split("\n") if tokens else []


class _Hashes(dict[str, int]):
    """Word → its 32-bit hash. A plain dictionary is several times faster than a cached function."""

    def __missing__(self, word: str) -> int:
        if len(self) >= 400_000:
            self.clear()
        self[word] = value = crc32(word.encode("utf-8", "surrogatepass"))
        return value


_HASHES = _Hashes()


def _hash(word: str) -> int:
    return _HASHES[word]


@lru_cache(maxsize=400_000)
def _stemmed(word: str, code: str | None) -> tuple[int, float, int] | None:
    """Hash of the stem, its weight in nats, place bits; None for words that say nothing."""
    if word[0].isdigit():
        return crc32(b"#" + word.encode()), _number_weight(word), NUMBER
    if word in language.stop_words(code or "en"):
        return None
    weight = _information(word, code)
    return crc32(language.stem(word, code or "en").encode("utf-8", "surrogatepass")), weight, 0


def _number_weight(word: str) -> float:
    """Numbers have no useful background frequency: the more digits, the rarer; years are common."""
    digits = sum(c.isdigit() for c in word)
    if digits == 4 and word[:2] in ("19", "20"):
        return 3.0
    return min(2.0 + 1.5 * digits, 9.0)


@lru_cache(maxsize=400_000)
def _information(word: str, code: str | None) -> float:
    return -math.log(max(language.document_frequency(word, code or "en"), _RAREST))


def _runs(words: Sequence[str]) -> bytes:
    import numpy as np

    if not words:
        return b""
    hashes = np.fromiter(map(_HASHES.__getitem__, words), dtype=np.uint32, count=len(words))
    if len(hashes) < RUN:
        hashes = np.concatenate([hashes, np.zeros(RUN - len(hashes), dtype=np.uint32)])
    found = np.zeros(len(hashes) - RUN + 1, dtype=np.uint32)
    for k in range(RUN):
        found = (found * np.uint32(0x9E3779B1)) ^ hashes[k : k + len(found)]
    found ^= found >> np.uint32(15)
    return (found * np.uint32(0x85EBCA77)).tobytes()


def _names(title: Sequence[str], sentences: Sequence[Sequence[str]], code: str | None) -> Counter[str]:
    """Capitalised words and runs of two to four of them, in lower case, with how often they occur.

    A sentence's first word counts if it is capitalised elsewhere too, or is rare and never written small.
    """
    inside = {token.lower() for sentence in sentences for token in sentence[1:] if token[0].isupper()}
    small = {token for sentence in sentences for token in sentence if not token[0].isupper()}
    found: Counter[str] = Counter()
    for sentence in sentences:
        _collect(sentence, inside, small, code, found)
    loud = sum(token[0].isupper() for token in title)
    if title and (2 * loud <= len(title) or not sentences):
        _collect(title, inside, small, code, found)
    elif title:  # a headline in capitals: only names that the text knows, or words that it never writes small
        quiet = [
            t if t.lower() in inside or (t.lower() not in small and _information(t.lower(), code) > 4) else t.lower()
            for t in title
        ]
        _collect(quiet, inside, small, code, found)
    if not found:
        found.update(_keywords(title, sentences, code))
    return found


def _collect(sentence: Sequence[str], inside: set[str], small: set[str], code: str | None, found: Counter[str]) -> None:
    run: list[str] = []
    for index, token in enumerate([*sentence, ""]):
        if token and not token.islower() and token[0].isupper():
            low = token.lower()
            if index or low in inside or (low not in small and _information(low, code) > 4):
                run.append(low)
                continue
        if run:
            _note(run, code, found)
            run = []


def _note(run: Sequence[str], code: str | None, found: Counter[str]) -> None:
    stops = language.stop_words(code or "en")
    for word in run:
        if len(word) > 1 and word not in stops and word not in _calendar(code):
            found[word] += 1
    for size in range(2, min(len(run), NAME_WORDS) + 1):
        for at in range(len(run) - size + 1):
            found[" ".join(run[at : at + size])] += 1


@lru_cache(maxsize=64)
def _calendar(code: str | None) -> frozenset[str]:
    """Months and weekdays are capitalised in some languages, but name nothing that an article is about."""
    known = language.data(code or "en")
    return frozenset(word.lower() for word in (*known.months, *known.weekdays))


def _keywords(title: Sequence[str], sentences: Iterable[Sequence[str]], code: str | None) -> Counter[str]:
    """Where a text has no capitals (or its script has none) its rare words serve as names."""
    stops = language.stop_words(code or "en")
    words = [t.lower() for t in title] + [t.lower() for s in sentences for t in s]
    rare = [w for w in words if len(w) > 3 and not w[0].isdigit() and w not in stops and _information(w, code) > 5]
    bigrams = [a + b for a, b in pairwise(words) if _CASELESS.match(a) and _CASELESS.match(b)]
    return Counter(rare) + Counter(bigrams)


def _interest(name: str, count: int, code: str | None) -> float:
    return (1 + math.log(count)) * _name_weight(name, code)


@lru_cache(maxsize=400_000)
def _name_weight(name: str, code: str | None) -> float:
    """A run of words tells more than its rarest word, less than all of them together."""
    parts = sorted((_information(word, code) for word in name.split()), reverse=True)
    return parts[0] + 0.5 * sum(parts[1:])


def _terms(names: Counter[str], code: str | None) -> Terms:
    rows = {}
    for name, count in names.items():
        rows[_hash(name)] = (count, 0, _name_weight(name, code))
    return _columns(rows)


def _words(title: Sequence[str], body: Sequence[str], code: str | None) -> Terms:
    rows: dict[int, tuple[int, int, float]] = {}
    counts = Counter(body)
    places: dict[str, int] = {}
    for word in body[:LEAD_WORDS]:
        places[word] = LEAD
    for word in title:
        counts[word] += 1
        places[word] = places.get(word, 0) | TITLE
    for word, count in counts.items():
        known = _stemmed(word, code)
        if known is None:
            continue
        key, weight, bits = known
        bits |= places.get(word, 0)
        if key in rows:
            count += rows[key][0]
            bits |= rows[key][1]
            weight = min(weight, rows[key][2])
        rows[key] = (count, bits, weight)
    return _columns(rows)


def _columns(rows: dict[int, tuple[int, int, float]]) -> Terms:
    ordered = sorted(rows.items())
    return Terms(
        hashes=array("I", [key for key, _ in ordered]).tobytes(),
        counts=bytes(min(255, row[0]) for _, row in ordered),
        places=bytes(row[1] for _, row in ordered),
        weights=array("f", [row[2] for _, row in ordered]).tobytes(),
    )


def _facts(sentences: Sequence[Sequence[str]]) -> bytes:
    found = array("I")
    at = 0
    for sentence in sentences:
        for index, token in enumerate(sentence):
            if not token.islower() and (token[0].isdigit() or (index > 0 and token[0].isupper())):
                found.extend((at + index, _HASHES[token.lower()]))
        at += len(sentence)
    return found.tobytes()


def words_of(text: str) -> list[str]:
    """The words of a text in lower case, marks aside, as copies compare them."""
    return [token.lower() for token in _tokens(text)]


def sentence_hashes(article: Article) -> bytes:
    """Hashes of an article's longer sentences without what reprints change, case and marks; each once (uint32)."""
    bare = {" ".join(s.text.casefold().translate(MARKS).split()) for s in article.sentences}
    return array("I", sorted({_crc(text) for text in bare if text.count(" ") >= WORDS_OF_A_SENTENCE - 1})).tobytes()


def appeal_hashes(article: Article) -> bytes:
    """Hashes of the long appeals of an outlet that were set aside (uint32)."""
    appeals = {
        _crc(" ".join(words_of(article.body[block.span])))
        for block in article.blocks
        if not block.kept and block.kind == "appeal" and len(block.span) >= LONG_APPEAL
    }
    return array("I", sorted(appeals)).tobytes()


def _crc(text: str) -> int:
    return crc32(text.encode("utf-8", "surrogatepass"))
