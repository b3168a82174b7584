"""Articles told in a few lines, for tests of what is composed from them.

A line is a sentence; a blank line ends a block; "Ada Roe: …" before a sentence in brackets says who speaks.
"""

from __future__ import annotations

import re
from dataclasses import replace

from briefing.model import Article, Block, Detail, Sentence, Source, Speech, Story, When
from briefing.text import Span, Text

_SPEAKER = re.compile(r"\[([^\]]*)\] (.*)")


def article(text: str, path: str = "a.txt", title: str | None = None, day: str | None = None) -> Article:
    """Lines of `text` as sentences. "[Ada Roe] …" gives the speaker; "[Ada Roe/3] …" the quotation's number too."""
    body, sentences, blocks = "", [], []
    for number, block in enumerate(text.strip().split("\n\n")):
        start = len(body)
        for line in block.strip().splitlines():
            speech, words = _speech(line.strip())
            sentences.append(Sentence(Span(len(body), len(body) + len(words)), words, number, speech=speech))
            body += words + " "
        blocks.append(Block(Span(start, len(body) - 1), "body", True))
        body = body[:-1] + "\n\n"
    return Article(
        path=path,
        source=Source(path, "0" * 64, "text", "utf-8"),
        body=Text.whole(body),
        text_sha256=f"{sum(map(ord, path + body)):064x}",
        blocks=tuple(blocks),
        sentences=tuple(sentences),
        title=Detail(title, "first line") if title else None,
        published=When(day, "day", "front matter") if day else None,
        language="en",
    )


def _speech(line: str) -> tuple[Speech, str]:
    found = _SPEAKER.match(line)
    if not found:
        return Speech(), line
    speaker, _, unit = found.group(1).partition("/")
    words = found.group(2)
    marks = sum(words.count(mark) for mark in "“”")
    quote = "direct" if words.startswith("“") else "mixed" if marks else "indirect"
    cue = "said" if re.search(r"\b(?:said|says|warned|called|added|confirmed|told)\b", words) else ""
    speech = Speech(speaker or None, None, "none", True, cue, None, int(unit) if unit else None)
    return replace(speech, quote=quote), words  # type: ignore[arg-type]


def story(*articles: Article) -> Story:
    return Story("t0", articles)
