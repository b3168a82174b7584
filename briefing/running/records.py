"""Articles as they were read, in two parts: what finding stories needs, and the rest, unpacked when it is asked for.

Ten thousand articles with all their sentences take most of a minute to unpack; their light parts a second or two. One
form serves workers, the cache and every command: plain data and bytes, so that a cache from elsewhere can hold wrong
data but no code.
"""

from __future__ import annotations

import hashlib
import json
import os
import struct
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache as once
from functools import lru_cache
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any

from briefing.compose.stories import repeats
from briefing.compose.stories.fingerprint import TermTable, Traits, traits_of
from briefing.compose.stories.repeats import Counts, Paragraphs
from briefing.model import Article, Problem, Sentence
from briefing.plugins import digest_of
from briefing.prepare.options import PrepareOptions
from briefing.running.openings import Opening
from briefing.running.packing import pack, pack_with, unpack
from briefing.shape import dump, fields_of
from briefing.text import Text

_NO_TEXT = Text("")
_NOTHING: Counts = {}
_SENTENCES, _TEXT = list(fields_of(Article)).index("sentences"), list(fields_of(Sentence)).index("text")
HEAVY = ("hashes", "marks", "text", "parts")
OPENING = 12  # sentences in the light part: enough for a headline, for topics, and to say what two articles share
UNFIT = (
    zlib.error,
    struct.error,
    ValueError,
    TypeError,
    KeyError,
    IndexError,
    AttributeError,
)  # what wrong data raises


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """An article as it was read.

    key: names it among all that was ever read, by its file's name and bytes and how they were read.
    opening: its details and first OPENING sentences, without kept text and blocks.
    light: opening and traits, packed as `light_part` does; heavy: the blocks as `repeats` looks at them, the kept text,
        and all else that the whole article holds, packed.
    aside: its blocks that are furniture because other articles repeat them; opening and traits are without them.
    """

    key: str
    opening: Article
    light: bytes
    heavy: bytes
    aside: Counts = field(default_factory=lambda: _NOTHING)

    @property
    def path(self) -> str:
        return self.opening.path

    @property
    def traits(self) -> Traits:
        """What copies and stories know of it; unpacked each time."""
        return opened_traits(self.light)

    @property
    def paragraphs(self) -> Paragraphs:
        """Its blocks as they were read."""
        return Paragraphs(*split(self.heavy)[:2])

    @property
    def text(self) -> bytes:
        """The kept text, packed."""
        return part(self.heavy, HEAVY.index("text"))

    @property
    def parts(self) -> bytes:
        """All else that the whole article holds, packed."""
        return part(self.heavy, HEAVY.index("parts"))

    def body(self) -> str:
        """The kept text."""
        return _text(self.text)

    def whole(self, sentences: Sequence[Sentence]) -> Article:
        """The whole article without what others repeat. sentences: all that were read, with what was found of them."""
        article = replace(opened_whole(self.text, self.parts), sentences=tuple(sentences))
        return repeats.without(article, self.aside)


@dataclass(frozen=True, slots=True)
class FileRecord:
    """What a file holds, and what stood in the way. `name` is that of the file."""

    name: str
    records: tuple[Record, ...]
    problems: tuple[Problem, ...]

    @property
    def sound(self) -> bool:
        """Whether nothing broke, so that another run would find the same."""
        return not any(problem.failure for problem in self.problems)


def without_repeats(record: Record, aside: Counts, light: bytes) -> Record | None:
    """The record without what others repeat. light: as `light_part` gives it for the article without these blocks;
    None where it does not fit."""
    try:
        return replace(record, opening=opened_opening(light), light=light, aside=aside)
    except UNFIT:
        return None


class TraitsByPath(Mapping[str, Traits]):
    """The traits of records, unpacked when they are asked for."""

    def __init__(self, records: Mapping[str, Record]) -> None:
        self._records = records

    def __getitem__(self, path: str) -> Traits:
        return self._records[path].traits

    def __contains__(self, path: object) -> bool:
        return path in self._records

    def __iter__(self) -> Iterator[str]:
        return iter(self._records)

    def __len__(self) -> int:
        return len(self._records)


# --- packing ---------------------------------------------------------------------------------------------------------


def packed(articles: Sequence[Article], problems: Sequence[Problem]) -> bytes:
    """A file's articles as the cache keeps them."""
    blobs: list[bytes] = []
    for article in articles:
        paragraphs, sentences = repeats.paragraphs_of(article), pack(article.sentences)
        light = _light(article, sentences[:OPENING])
        blobs += [light, joined([paragraphs.hashes, paragraphs.marks, *_heavy(article, sentences)])]
    return joined([closed(pack(tuple(problems))) if problems else _no_problems(), *blobs])


def unpacked(name: str, key: str, data: bytes) -> FileRecord | None:
    """What `packed` was given, as records; None where nothing fits."""
    try:
        problems, *blobs = split(data)
        records = []
        for number, at in enumerate(range(0, len(blobs), 2)):
            light, heavy = blobs[at : at + 2]
            if len(split(heavy)) != len(HEAVY):
                return None
            records.append(Record(key=f"{key}#{number}", opening=opened_opening(light), light=light, heavy=heavy))
        return FileRecord(name, tuple(records), tuple(unpack(Problem, one) for one in opened(problems)))
    except UNFIT:
        return None


@once
def _no_problems() -> bytes:
    return closed([])


def light_part(article: Article) -> bytes:
    """An article's opening and traits, packed."""
    return _light(article, pack(article.sentences[:OPENING]))


def _light(article: Article, sentences: list[Any]) -> bytes:
    """The same. sentences: the first ones, as `pack` gives them."""
    t = traits_of(article)
    columns = [t.runs, t.facts, *_columns(t.words), *_columns(t.names), t.sentences, t.appeals]
    details = pack_with(article, body=_NO_TEXT, blocks=(), sentences=(), pages=())
    return joined([closed(details), closed(sentences), _head(t), *columns])


def _head(traits: Traits) -> bytes:
    """What of the traits is no column. Names hold letters and spaces."""
    return "\0".join([traits.digest, str(traits.length), str(traits.opening), *traits.shown]).encode(
        "utf-8", "surrogatepass"
    )


def opened_opening(light: bytes) -> Article:
    """The opening of a light part. Data that does not fit, also as traits, raises one of UNFIT."""
    opened_traits(light)
    made = Opening.of(unpack(Article, _shared(opened(part(light, 0)))), light, _opening_sentences)
    if len(made.sentences) > OPENING:
        raise ValueError("more sentences than an opening has")
    return made


def _shared(data: Any) -> Any:
    """The same plain data, in which strings that came before (an outlet, a day, a path that stands twice) are those
    objects: openings of all articles stay in memory, and such strings would be a third of what they take."""
    if isinstance(data, list):
        return [_shared(one) for one in data]
    return _before(data) if isinstance(data, str) else data


@lru_cache(4096)
def _before(string: str) -> str:
    """The equal string that came before, where that is not long ago."""
    return string


def _opening_sentences(light: bytes) -> tuple[Sentence, ...]:
    return tuple(unpack(Sentence, one) for one in opened(part(light, 1)))


def opened_traits(light: bytes) -> Traits:
    """The traits of a light part. Data that does not fit raises one of UNFIT."""
    _, _, head, runs, facts, *columns, sentences, appeals = split(light)
    digest, length, opening, *shown = str(head, "utf-8", "surrogatepass").split("\0")
    words, names = TermTable(*columns[:4]), TermTable(*columns[4:])
    return Traits(
        digest=digest,
        length=int(length),
        runs=runs,
        facts=facts,
        words=words,
        names=names,
        shown=tuple(shown),
        sentences=sentences,
        appeals=appeals,
        opening=int(opening),
    )


def opened_whole(text: bytes, parts: bytes) -> Article:
    """The whole article of a record's parts: without dates and speakers, with what others repeat."""
    article = unpack(Article, opened(parts))
    string = _text(text)
    sentences = [
        one
        if one.text
        else Sentence(span=one.span, text=one.span.of(string), block=one.block, dates=one.dates, speech=one.speech)
        for one in article.sentences
    ]
    return replace(article, body=Text(string, article.body.runs), sentences=tuple(sentences))


def packed_sentences(found: Article | Problem) -> bytes:
    """An article's sentences with all that is known of them, or why nothing is, packed."""
    return closed([None, pack(found.sentences)] if isinstance(found, Article) else [pack(found), []])


def opened_sentences(data: bytes) -> tuple[Sentence, ...] | Problem | None:
    """What `packed_sentences` packed; None where nothing fits."""
    try:
        problem, sentences = opened(data)
        return unpack(Problem, problem) if problem else tuple(unpack(Sentence, one) for one in sentences)
    except UNFIT:
        return None


def _columns(terms: TermTable) -> tuple[bytes, bytes, bytes, bytes]:
    return terms.hashes, terms.counts, terms.places, terms.weights


def _text(data: bytes) -> str:
    return zlib.decompress(data).decode("utf-8", "surrogatepass")


def _heavy(article: Article, sentences: list[Any]) -> tuple[bytes, bytes]:
    """The text; and all else, where a sentence whose words are those of its place stands without them. sentences: as
    `pack` gives them, which are changed."""
    string = article.body.string
    for one, values in zip(article.sentences, sentences, strict=True):
        if one.text == one.span.of(string):
            values[_TEXT] = ""
    rest = pack_with(article, body=Text("", article.body.runs), sentences=True if sentences else ())
    if sentences:
        rest[_SENTENCES] = sentences
    return _squeezed(string.encode("utf-8", "surrogatepass")), closed(rest)


def closed(value: Any) -> bytes:
    """Plain data as bytes."""
    return _squeezed(_encoded(value).encode("utf-8", "surrogatepass"))


_encoded = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":")).encode


def _squeezed(data: bytes) -> bytes:
    """The bytes compressed. For few, a compressor with a small window: the usual one takes longer to set up than they
    do to be compressed."""
    if len(data) > _FEW:
        return zlib.compress(data, 1)
    small = zlib.compressobj(1, zlib.DEFLATED, _FEW.bit_length() - 1, _FEW_LEVEL)
    return small.compress(data) + small.flush()


_FEW, _FEW_LEVEL = 4096, 6  # bytes, as many as such a window has; and how much memory it takes, of 1 to 9


def opened(data: bytes) -> Any:
    """What `closed` was given. Data that does not fit raises one of UNFIT."""
    return json.loads(zlib.decompress(data).decode("utf-8", "surrogatepass"))


def joined(parts: Sequence[bytes]) -> bytes:
    """Byte strings as one: their number, their sizes (four bytes each), then they themselves."""
    return b"".join([struct.pack(f"<{len(parts) + 1}I", len(parts), *map(len, parts)), *parts])


def split(data: bytes) -> list[bytes]:
    """What `joined` joined. Raises ValueError where the sizes do not fit."""
    number = int.from_bytes(data[:4], "little")
    at = 4 * (number + 1)
    if not data or at > len(data):
        raise ValueError("cut short")
    bounds = list(accumulate(struct.unpack(f"<{number}I", data[4:at]), initial=at))
    if bounds[-1] != len(data):
        raise ValueError("cut short")
    return [data[start:stop] for start, stop in pairwise(bounds)]


def part(data: bytes, number: int) -> bytes:
    """One of the byte strings that `joined` joined."""
    count = int.from_bytes(data[:4], "little")
    sizes = struct.unpack_from(f"<{number + 1}I", data, 4)
    stop = 4 * (count + 1) + sum(sizes)
    return data[stop - sizes[-1] : stop]


# --- keys ------------------------------------------------------------------------------------------------------------


def recipe_of(options: PrepareOptions) -> str:
    """What, besides its name and bytes, says how a file is read: the options, the program's own files, and those of the
    user's readers."""
    settings = json.dumps(dump(options), sort_keys=True, ensure_ascii=False)
    own = digest_of(tuple(sorted(options.read.readers.values())))
    return f"{program_digest()}\0{settings}\0{own}"


def file_key(recipe: str, name: str, data: bytes) -> str:
    """What a file's entry in the cache is called."""
    return hashlib.sha256(f"{recipe}\0{name}\0".encode("utf-8", "surrogateescape") + data).hexdigest()


def made_key(step: str, record: Record, more: Mapping[int, int] | None = None) -> str:
    """What the entry of what `step` makes of an article is called."""
    return hashlib.sha256(
        f"{step}\0{program_digest()}\0{record.key}\0{sorted((more or {}).items())}".encode()
    ).hexdigest()


@once
def program_digest() -> str:
    """Of the program's files that have a part in what is kept of an article."""
    package = Path(__file__).parent.parent
    folders = (package / "model", package / "prepare", package / "language", package / "compose" / "stories")
    return digest_of_files([*(package / name for name in _OWN), *(p for folder in folders for p in code_below(folder))])


_OWN = (
    "text.py",
    "shape.py",
    "running/packing.py",
    "running/records.py",
    "running/openings.py",
    "compose/sentences/terms.py",
)


def code_below(folder: Path) -> Iterator[Path]:
    """Files of code and tables, in a fixed order."""
    return (p for p in sorted(folder.rglob("*")) if p.suffix in (".py", ".toml", ".json"))


def digest_of_files(files: Iterable[Path]) -> str:
    """Of their names and bytes."""
    digest = hashlib.sha256()
    for file in files:
        digest.update(os.fsencode(file.name) + b"\0" + file.read_bytes())
    return digest.hexdigest()
