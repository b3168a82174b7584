"""Every reader against damaged files: for minutes by `python -m quality.fuzz`, for seconds in the tests.

python -m quality.fuzz [--seconds N | --examples N] [--first N] [READER …]
python -m quality.fuzz --files PATH…      the laws over files as they are

Small files of each format are cut, have bits flipped, stretches removed, repeated, swapped with those of another format
or replaced by what a parser stumbles over; what comes out is read as far as sentences. Whatever the bytes: no
exception, none of this program's own told as damage of the file, at most MOST_SECONDS and MOST_MEGABYTES, no text that
cannot be written as UTF-8, no control characters, every span in its place, every problem with its file's name. A
finding is printed with the bytes that led to it, as small as hypothesis can make them.
"""

from __future__ import annotations

import argparse
import resource
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest import mock

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

import briefing
from briefing.errors import BriefingError
from briefing.language.seen import seen
from briefing.model import Article, Problem
from briefing.prepare import reading
from briefing.prepare.options import PrepareOptions, ReaderOptions
from briefing.prepare.prepare import prepare_file
from briefing.prepare.readers import feed
from briefing.prepare.scan import content, files
from briefing.text import Span
from tests.helpers import format_seeds

SEEDS = format_seeds.every()
OPTIONS = PrepareOptions(ReaderOptions(archive_megabytes=4, archive_files=20, articles=50))
MOST_SECONDS = 5  # CPU time of one small file
MOST_MEGABYTES = 500  # of memory that reading adds to what the process holds
PACKAGE = Path(briefing.__file__).parent
_WRITTEN = (
    r"\0 \xff\xfe \xef\xbb\xbf \x1a %s%n < > & &#x110000; &#xd800; ]]> <![CDATA[ <!-- --x =?utf-8?b? charset= \r \n -0"
    r" \\u55357? \\bin99999999999 {\\rtf1 PK\x03\x04 PK\x01\x02 \x1f\x8b\x08 %PDF-1.4 endstream /Length WARC/1.0 ../../"
    r" Content-Length:99999999999999 Content-Type:multipart/mixed;boundary= From <!DOCTYPE \\ud800 \xe2\x80\xae 1e999"
)
STUMBLES = [word.encode("latin-1").decode("unicode_escape").encode("latin-1") for word in _WRITTEN.split(" ")]
STUMBLES += [b"{" * 50, b"[" * 200, b"9" * 400, b"<!DOCTYPE a [<!ENTITY b 'c'>]>"]


@st.composite
def damaged(draw: st.DrawFn, whole: bytes) -> bytes:
    """The file after one to six accidents."""
    data = bytearray(whole)
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, max(0, len(data) - 1)))
        length = draw(st.integers(0, 200))
        accident = draw(st.integers(0, 6))
        if accident == 0:
            del data[at:]
        elif accident == 1:
            del data[at : at + length]
        elif accident == 2:
            data[at:at] = data[at : at + length] * draw(st.integers(1, 4))
        elif accident == 3 and data:
            data[at] ^= 1 << draw(st.integers(0, 7))
        elif accident == 4:
            data[at : at + length // 20] = draw(st.sampled_from(STUMBLES))
        elif accident == 5:
            data[at : at + length] = draw(st.binary(max_size=40))
        else:
            other = SEEDS[draw(st.sampled_from(sorted(SEEDS)))]
            data[at:at] = other[: draw(st.integers(0, len(other)))]
    return bytes(data)


def check(name: str, data: bytes) -> None:
    """The laws that hold for any bytes under any name. Raises AssertionError."""
    started = time.process_time()
    with watching() as ours:
        articles, problems = prepare_file(name, data, OPTIONS)
    taken = time.process_time() - started
    assert taken < MOST_SECONDS, f"took {taken:.1f} seconds"
    assert not ours, f"a bug of ours, told as damage: {ours}"
    assert articles or problems, "neither text nor a problem"
    for problem in problems:
        _check_problem(name, problem)
    assert len({article.path for article in articles}) == len(articles), "two articles of one path"
    for article in articles:
        assert article.path.startswith(name)
        check_article(article)


@contextmanager
def watching() -> Iterator[list[str]]:
    """Exceptions that a reader raises in a line of this program, not of a library, while the block runs: the program
    goes on with the next file, but should have known better."""
    ours: list[str] = []

    def note(fault: Exception) -> None:
        place = traceback.extract_tb(fault.__traceback__)[-1]
        if isinstance(fault, BriefingError) or not Path(place.filename).is_relative_to(PACKAGE):
            return
        ours.append(f"{type(fault).__name__}: {fault} ({place.filename}:{place.lineno})")

    def watched(call: Callable[..., Any]) -> Callable[..., Any]:
        def reading(*arguments: Any) -> Any:
            try:
                found = call(*arguments)
                return list(found) if isinstance(found, Iterator) else found
            except (MemoryError, RecursionError):
                raise
            except Exception as fault:
                note(fault)
                raise

        return reading

    readers = {name: watched(reader) for name, reader in reading.READERS.items()}
    unpackers = {name: watched(unpacker) for name, unpacker in reading.UNPACKERS.items()}
    with (
        mock.patch.object(reading, "READERS", readers),
        mock.patch.object(reading, "UNPACKERS", unpackers),
        mock.patch.object(feed, "_item", watched(feed._item)),
    ):
        yield ours


def _check_problem(name: str, problem: Problem) -> None:
    assert problem.path.startswith(name), problem
    assert problem.message, problem
    assert problem.remedy, problem
    assert "cannot be prepared" not in problem.message, problem


def check_article(article: Article) -> None:
    """Every span holds what it claims, and nothing stands in the text that cannot be printed."""
    text = article.body.string
    text.encode("utf-8")
    assert not any(c < " " and c not in "\t\n\r\f" for c in text), "a control character"
    said = (article.title, article.outlet, article.author, article.url)
    for told in [*(detail.value for detail in said if detail), *article.credits, article.path, article.language or ""]:
        told.encode("utf-8")
        assert not any(c < " " for c in told.replace("\n", "")), f"a control character in {told!r}"
    at = 0
    for block in article.blocks:
        assert at <= block.span.start <= block.span.end <= len(text)
        assert not text[at : block.span.start].strip(), "text outside of every block"
        at = block.span.end
    assert not text[at:].strip(), "text outside of every block"
    last = 0
    for sentence in article.sentences:
        assert last <= sentence.span.start < sentence.span.end <= len(text)
        last = sentence.span.end
        assert article.blocks[sentence.block].kept
        assert article.blocks[sentence.block].span.contains(sentence.span)
        assert sentence.text
        assert sentence.text == " ".join(sentence.text.split())
        if article.source.reader not in ("text", "markdown", "json", "table"):
            assert sentence.text == " ".join(seen(sentence.span.of(text)).split())
        for mention in sentence.dates:
            assert sentence.span.contains(mention.span)
        _check_place(article, sentence.span)
    assert list(article.pages) == sorted(article.pages)


def _check_place(article: Article, span: Span) -> None:
    place = article.body.source_of(span)
    if place is not None:
        first = article.body.source_of(Span(span.start, span.start + 1))
        assert first is None or place.contains(first)


def fuzz(name: str, examples: int, number: int = 0) -> None:
    """Runs so many examples on the seed of that name; another number gives other examples."""

    @seed(20310304 + number)
    @settings(
        max_examples=examples,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
        phases=(Phase.generate, Phase.shrink),
    )
    @given(damaged(SEEDS[name]))
    def target(data: bytes) -> None:
        check(name, data)

    target()


def check_files(paths: list[Path]) -> int:
    """The laws over files in place; returns how many break one."""
    failed = 0
    found, _ = files(paths, Path())
    for file in found:
        data = content(file, OPTIONS.read.most_megabytes)
        try:
            if not isinstance(data, Problem):
                check(file.name, data)
        except AssertionError as finding:
            failed += 1
            print(f"{file.name}: {finding}")
    print(f"{len(found)} files, {failed} break a law")
    return failed


def main() -> int:
    parser = argparse.ArgumentParser(description="Every reader against damaged files.")
    parser.add_argument("--seconds", type=float, default=15.0, help="for each reader (default 15)")
    parser.add_argument("--examples", type=int, help="so many files for each reader, however long they take")
    parser.add_argument("--first", type=int, default=0, help="another number gives other files (0)")
    parser.add_argument("readers", nargs="*", metavar="READER", help=", ".join(sorted(SEEDS)))
    parser.add_argument("--files", nargs="+", type=Path, metavar="PATH", help="check the laws over these files instead")
    args = parser.parse_args()
    if args.files:
        return 1 if check_files(args.files) else 0
    failed = 0
    for name, data in SEEDS.items():  # loads all libraries
        check(name, data)
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    for name in args.readers or sorted(SEEDS):
        started, count = time.monotonic(), 0
        try:
            while count < args.examples if args.examples else time.monotonic() - started < args.seconds:
                fuzz(name, 100, args.first + count)
                count += 100
            print(f"{name:<12} {count:6} files, nothing found", flush=True)
        except Exception as finding:
            failed += 1
            print(f"{name:<12} {type(finding).__name__}: {finding}", *getattr(finding, "__notes__", []), sep="\n")
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024 - held
    print(f"at most {grown} MB beside the {held} MB of the program{'  TOO MUCH' if grown > MOST_MEGABYTES else ''}")
    return 1 if failed or grown > MOST_MEGABYTES else 0


if __name__ == "__main__":
    sys.exit(main())
