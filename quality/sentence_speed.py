"""Prints how many megabytes a second of CPU time are cut into sentences, tokenised and stemmed, on one core.

python quality/sentence_speed.py [FILE …]: the files' lines as blocks; without files a made-up text.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path

from briefing.language import plain, sentence_spans, words
from briefing.language.vocabulary.stems import stems
from briefing.text import Span

SAMPLE = (
    "The harbour council of Ostmere met on Tuesday at 5 p.m. in the old customs house. “We have waited for 12 years. "
    "We will not wait for another,” said Dr. J. K. Alder, who heads the ferry union. The U.S. firm Brightwater Inc. "
    "offered $3.5 million... Nobody answered! Why did the mayor leave? She declined to say.\n"
)


def _rate(name: str, size: int, work: Callable[[], object]) -> None:
    started = time.process_time()
    work()
    seconds = max(time.process_time() - started, 1e-9)
    print(f"{name:<12} {size / 1e6 / seconds:8.1f} MB/s")


def main() -> None:
    """Time each step on the same text."""
    files = [Path(name).read_text(encoding="utf-8", errors="replace") for name in sys.argv[1:]]
    text = "\n".join(files) if files else SAMPLE * 20_000
    blocks: list[Span] = []
    at = 0
    for line in text.split("\n"):
        if line:
            blocks.append(Span(at, at + len(line)))
        at += len(line) + 1
    lines = [block.of(text) for block in blocks]
    tokens = [words(line, "en") for line in lines]
    size = len(text.encode())
    _rate("sentences", size, lambda: [sentence_spans(text, block, "en") for block in blocks])
    _rate("plain", size, lambda: [plain(line) for line in lines])
    _rate("words", size, lambda: [words(line, "en") for line in lines])
    _rate("stems", size, lambda: [stems(line, "en") for line in tokens])


if __name__ == "__main__":
    main()
