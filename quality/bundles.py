"""Several articles in one file: is a single article ever split, and what does a large bundle cost?

python -m quality.bundles [FOLDER …]     FOLDER: files and JSON Lines with `text` that hold one article each

Prints how many of the folders' files and records were split, and how long a bundle of 1,000 and one of 5,000 articles
take with their peak memory: the second should be five times the first.
"""

from __future__ import annotations

import json
import sys
import time
import tracemalloc
from collections.abc import Iterator, Sequence
from pathlib import Path

from briefing.prepare.bundles.split import split
from briefing.prepare.options import ReaderOptions
from briefing.prepare.raw import RawArticle
from briefing.prepare.readers.base import source
from briefing.prepare.reading import read
from briefing.text import Text
from tests.prepare.bundles import exports

_SUFFIXES = (".html", ".htm", ".txt", ".md", ".eml", ".docx", ".rtf", ".pdf")
_LEAST = 300  # characters of a record's text


def counted(folders: Sequence[Path]) -> tuple[int, int]:
    """(files and records, those that were split)"""
    whole = parted = 0
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            for articles in _read(path):
                whole += 1
                if any(article.member for article in articles):
                    parted += 1
                    print(f"split: {path} {[a.title.value if a.title else None for a in articles][:4]}")
    return whole, parted


def _read(path: Path) -> Iterator[list[RawArticle]]:
    if path.suffix.lower() in _SUFFIXES:
        yield read(path.name, path.read_bytes(), ReaderOptions())[0]
    elif path.suffix == ".jsonl":
        for title, text in _articles(path):
            body = Text.whole(f"{title}\n\n{text}")
            yield split(RawArticle(path="a.txt", source=source("a.txt", "text", None), body=body))


def _articles(path: Path) -> Iterator[tuple[str, str]]:
    """Title and text of a file's records. Records of another kind are passed over; a file that is no JSON Lines is left
    out from the first line on that shows it, which is said."""
    number = 0
    try:
        for line in path.read_text(encoding="utf-8").split("\n"):
            number += 1
            record = json.loads(line) if line.strip() else None
            text = record.get("text") if isinstance(record, dict) else None
            if isinstance(record, dict) and isinstance(text, str) and len(text) >= _LEAST:
                yield str(record.get("title") or ""), text
    except UnicodeDecodeError:
        print(f"left out: {path} is no UTF-8")
    except (ValueError, RecursionError):
        print(f"left out: {path} is no JSON Lines: line {number} holds no JSON value of its own")


def cost(articles: int) -> tuple[int, float, float]:
    """(articles found, seconds, megabytes at the peak) of an export of so many articles."""
    data = b"\n\n".join([exports.factiva_txt()] * (articles // len(exports.ITEMS)))
    tracemalloc.start()
    begin = time.process_time()
    found, _ = read("export.txt", data, ReaderOptions())
    seconds = time.process_time() - begin
    peak = tracemalloc.get_traced_memory()[1] / 1e6
    tracemalloc.stop()
    return len(found), seconds, peak


def main() -> None:
    folders = [Path(name) for name in sys.argv[1:]]
    for folder in folders:
        if not folder.is_dir():
            raise SystemExit(f"{folder} is no folder: give folders of files that hold one article each")
    if folders:
        whole, parted = counted(folders)
        print(f"single articles wrongly split: {parted} of {whole}")
    for articles in (1000, 5000):
        found, seconds, peak = cost(articles)
        print(f"a bundle of {found} articles: {seconds:.2f} s, {peak:.0f} MB")


if __name__ == "__main__":
    main()
