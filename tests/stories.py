"""Articles made of plain sentences, for tests of what comes after reading."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

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


def article(
    path: str,
    sentences: Sequence[str],
    *,
    title: str | None = None,
    published: str | None = None,
    outlet: str | None = None,
    language: str | None = "en",
    speech: Sequence[Speech] = (),
    days: Sequence[Sequence[str]] = (),
) -> Article:
    """One block a sentence. speech and days go by the sentence's number; what is missing is none."""
    found: list[Sentence] = []
    at = 0
    for number, text in enumerate(sentences):
        span = Span(at, at + len(text))
        mentions = tuple(DateMention(Span(at, at + 1), day) for day in (days[number] if number < len(days) else ()))
        voice = speech[number] if number < len(speech) else NO_SPEECH
        found.append(Sentence(span, text, number, mentions, voice))
        at = span.end + 1
    body = "\n".join(sentences)
    digest = hashlib.sha256(f"{path}\n{body}".encode()).hexdigest()
    return Article(
        path=path,
        source=Source(path, digest, "text", "utf-8"),
        body=Text.whole(body),
        text_sha256=digest,
        blocks=tuple(Block(sentence.span, "body", True) for sentence in found),
        sentences=tuple(found),
        title=Detail(title, "test") if title else None,
        published=When(published, "day", "test") if published else None,
        outlet=Detail(outlet, "test") if outlet else None,
        language=language,
    )


def passages(*articles: Article) -> list[Passage]:
    """Every sentence a passage."""
    return [Passage(one, index, index) for one in articles for index in range(len(one.sentences))]


def story(*articles: Article, independent: tuple[tuple[str, ...], ...] | None = None, day: str | None = None) -> Story:
    """A story whose articles are each an independent source, unless told."""
    alone = tuple((one.path,) for one in articles)
    return Story("t0", articles, independent=alone if independent is None else independent, day=day)
