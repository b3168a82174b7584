"""The one builder of articles for tests, and the notations that tests write articles in.

`article` takes sentences, `from_lines` lines with speakers, `from_prose` running text. All make the article's kept
text and the ranges of its sentences and blocks themselves.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256
from typing import TypedDict, Unpack

from briefing.model import (
    NO_SPEECH,
    Article,
    Block,
    DateMention,
    Detail,
    Passage,
    Sentence,
    Source,
    Speech,
    Story,
    When,
)
from briefing.text import Span, Text

_SPEAKER = re.compile(r"\[([^\]]*)\] (.*)")
_PROSE = re.compile(r"\S[^.!?]*(?:[.!?](?=\S)[^.!?]*)*[.!?]*")
_SAID = re.compile(r"\b(?:said|says|warned|called|added|confirmed|told)\b")


class About(TypedDict, total=False):
    """What is known of an article beside its text. published: a day."""

    title: str | None
    published: str | None
    outlet: str | None
    language: str | None


def built(
    path: str, body: str, sentences: Sequence[Sentence], blocks: Sequence[Block], key: str, **about: Unpack[About]
) -> Article:
    """An article of this kept text. key: what its digest is made of; articles of one digest have one text."""
    digest = sha256(key.encode("utf-8", "surrogatepass")).hexdigest()
    title, published, outlet = about.get("title"), about.get("published"), about.get("outlet")
    return Article(
        path=path,
        source=Source(path, digest, "text", "utf-8"),
        body=Text.whole(body),
        text_sha256=digest,
        blocks=tuple(blocks),
        sentences=tuple(sentences),
        title=Detail(title, "test") if title else None,
        published=When(value=published, precision="day", origin="test") if published else None,
        outlet=Detail(outlet, "test") if outlet else None,
        language=about.get("language", "en"),
    )


def article(
    path: str,
    sentences: Sequence[str],
    *,
    speech: Sequence[Speech] = (),
    days: Sequence[Sequence[str]] = (),
    **about: Unpack[About],
) -> Article:
    """One block a sentence. speech and days go by the sentence's number; what is missing is none."""
    found: list[Sentence] = []
    at = 0
    for number, text in enumerate(sentences):
        span = Span(at, at + len(text))
        mentions = tuple(DateMention(Span(at, at + 1), day) for day in (days[number] if number < len(days) else ()))
        voice = speech[number] if number < len(speech) else NO_SPEECH
        found.append(Sentence(span=span, text=text, block=number, dates=mentions, speech=voice))
        at = span.end + 1
    body = "\n".join(sentences)
    blocks = [Block(span=sentence.span, kind="body", kept=True) for sentence in found]
    return built(path, body, found, blocks, f"{path}\n{body}", **about)


def from_lines(text: str, path: str = "a.txt", title: str | None = None, day: str | None = None) -> Article:
    """Lines of `text` as sentences, a blank line ends a block. "[Ada Roe] …" gives the speaker; "[Ada Roe/3] …" the
    quotation's number too."""
    body, sentences, blocks = "", [], []
    for number, block in enumerate(text.strip().split("\n\n")):
        start = len(body)
        for line in block.strip().splitlines():
            speech, words = _speech(line.strip())
            sentences.append(
                Sentence(span=Span(len(body), len(body) + len(words)), text=words, block=number, speech=speech)
            )
            body += words + " "
        blocks.append(Block(span=Span(start, len(body) - 1), kind="body", kept=True))
        body = body[:-1] + "\n\n"
    return built(path, body, sentences, blocks, path + body, title=title, published=day)


def from_prose(
    path: str,
    text: str,
    title: str | None = None,
    published: str | None = None,
    outlet: str | None = None,
    language: str | None = "en",
) -> Article:
    """Running text whose sentences end at full stops, without blocks. Articles of one text have one digest."""
    spans = [Span(m.start(), m.end()) for m in _PROSE.finditer(text)]
    sentences = [Sentence(span=span, text=" ".join(span.of(text).split()), block=0) for span in spans]
    about = About(title=title, published=published, outlet=outlet, language=language)
    return built(path, text, sentences, (), text, **about)


def passages(*articles: Article) -> list[Passage]:
    """Every sentence a passage."""
    return [Passage(one, index, index) for one in articles for index in range(len(one.sentences))]


def story(*articles: Article, independent: tuple[tuple[str, ...], ...] | None = None, day: str | None = None) -> Story:
    """A story whose articles are each an independent source, unless told."""
    alone = tuple((one.path,) for one in articles)
    return Story(id="t0", articles=articles, independent=alone if independent is None else independent, day=day)


def _speech(line: str) -> tuple[Speech, str]:
    found = _SPEAKER.match(line)
    if not found:
        return NO_SPEECH, line
    speaker, _, unit = found.group(1).partition("/")
    words = found.group(2)
    marks = sum(words.count(mark) for mark in "“”")
    quote = "direct" if words.startswith("“") else "mixed" if marks else "indirect"
    cue = "said" if _SAID.search(words) else ""
    speech = Speech(
        speaker=speaker or None,
        role=None,
        quote="none",
        attributed=True,
        cue=cue,
        via=None,
        unit=int(unit) if unit else None,
    )
    return replace(speech, quote=quote), words  # type: ignore[arg-type]
