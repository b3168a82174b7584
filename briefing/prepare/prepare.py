"""Prepare: each file on its own. Bytes become articles whose every sentence knows its exact place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256

from briefing.language import plain_of, sentence_spans
from briefing.language.seen import hides, seen, turns
from briefing.model import NO_SPEECH, Article, Block, Problem, Sentence
from briefing.prepare import reading
from briefing.prepare.bundles.rows import count_words
from briefing.prepare.dateline import after_dateline, after_mark
from briefing.prepare.dates.mentions import heading_years, mentions, own_day
from briefing.prepare.details.details import details
from briefing.prepare.furniture.blocks import blocks_of
from briefing.prepare.options import PrepareOptions
from briefing.prepare.raw import RawArticle
from briefing.prepare.readers.decoding.encoding import printable
from briefing.prepare.speech.attribution import attribute
from briefing.prepare.speech.labels import CONVERSATIONS, by_labels, label_of
from briefing.prepare.speech.words.quotations import quoted_spans
from briefing.text import Span, counted

LOST = "\ufffd"  # stands where a file's bytes gave no character


WHOLE = (0, 1)  # the first of one share: the file


def read_file(
    path: str, data: bytes, options: PrepareOptions, share: tuple[int, int] = WHOLE
) -> tuple[list[Article], list[Problem]]:
    """A file's articles, and what stood in the way. Never raises on any bytes; a pure function of its arguments.

    The sentences are without the dates that they name and without speakers: what `annotated` finds takes as long as
    all the rest, and few articles are printed. share: (number from 0, of how many) of the file's articles are made; the
    first has what stood in the way of reading the file.
    """
    raws, problems = reading.read(path, data, options.read)
    number, shares = share
    return _made(
        raws[number * len(raws) // shares : (number + 1) * len(raws) // shares], [] if number else problems, options
    )


def read_lines(
    path: str, data: bytes, lines: reading.Lines, options: PrepareOptions
) -> tuple[list[Article], list[Problem]]:
    """As `read_file`, of some lines of a file of JSON Lines, or rows of a table."""
    return _made(*reading.read_lines(path, data, lines, options.read), options)


def _made(
    raws: Sequence[RawArticle], problems: list[Problem], options: PrepareOptions
) -> tuple[list[Article], list[Problem]]:
    articles: list[Article] = []
    for raw in raws:
        try:
            articles.append(_article(raw, options))
        except Exception as fault:  # one article that trips a step must not cost the others
            problems.append(_failed(raw.path, fault))
    return articles, problems


def annotated(article: Article) -> Article:
    """The article as it was read, its sentences with the dates that they name and with who says them. Depends on the
    article alone."""
    day = article.published.own_day if article.published and not article.published.inferred else None
    found = dated(article.body.string, article.blocks, article.sentences, day, article.language)
    sentences = spoken(found, article.blocks, article.language)
    if article.genre in CONVERSATIONS:
        sentences = by_labels(sentences, article)
    return replace(article, sentences=sentences)


def annotate_or_problem(article: Article) -> Article | Problem:
    """As `annotated`; what stood in the way where a step fails. Never raises."""
    try:
        return annotated(article)
    except Exception as fault:  # as in `read_file`
        return _failed(article.path, fault)


def prepare_file(path: str, data: bytes, options: PrepareOptions) -> tuple[list[Article], list[Problem]]:
    """A file's articles, read and annotated, and what stood in the way. Never raises on any bytes."""
    found, problems = read_file(path, data, options)
    done = [annotate_or_problem(article) for article in found]
    articles = [one for one in done if isinstance(one, Article)]
    return articles, [*problems, *(one for one in done if isinstance(one, Problem))]


def _failed(path: str, fault: Exception) -> Problem:
    message = f"cannot be prepared ({type(fault).__name__}: {printable(str(fault))[:120]})"
    return Problem(path, message, "Please report it with the file.", failure=True)


def _article(raw: RawArticle, options: PrepareOptions) -> Article:
    blocks = blocks_of(raw, options.clean)
    known = details(raw, blocks)
    sentences, passed = sentences_of(raw, blocks, known.language, labelled=known.genre in CONVERSATIONS)
    problems = (*raw.problems, *_character_problems(raw.path, passed))
    return Article(
        path=raw.path,
        source=raw.source,
        body=raw.body,
        text_sha256=sha256(raw.body.string.encode("utf-8")).hexdigest(),
        blocks=blocks,
        sentences=sentences,
        title=known.title,
        title_span=known.title_span,
        published=known.published,
        updated=known.updated,
        outlet=known.outlet,
        author=known.author,
        url=known.url,
        language=known.language,
        credits=known.credits,
        genre=known.genre,
        pages=raw.pages,
        problems=problems,
        visible_words=raw.visible_words or count_words(raw.body.string),
    )


@dataclass(slots=True)
class Passed:
    """How many sentences are not quoted because characters are lost, or because they turn the order of what is seen;
    and in how many that are quoted a mark that shows nothing stands within a word or a figure."""

    lost: int = 0
    turned: int = 0
    hiding: int = 0


def _character_problems(path: str, passed: Passed) -> Iterator[Problem]:
    if passed.lost:
        message = f"{_sentences(passed.lost)} characters that could not be read, and not quoted"
        yield Problem(path, message, "Save the file anew as UTF-8.", unquoted=True)
    if passed.turned:
        message = f"{_sentences(passed.turned)} controls that turn the order of what is seen, and not quoted"
        remedy = "Look at the source: somebody may want it to be read wrongly."
        yield Problem(path, message, remedy, unquoted=True)
    if passed.hiding:
        message = f"{_sentences(passed.hiding)} invisible marks within a word or figure; compared as seen"
        yield Problem(path, message, "Look at the source: programs that search it may miss these words.")


def _sentences(number: int) -> str:
    return counted(number, "sentence holds", "sentences hold")


def sentences_of(
    raw: RawArticle, blocks: Sequence[Block], language: str | None, *, labelled: bool = False
) -> tuple[tuple[Sentence, ...], Passed]:
    """The sentences of the kept prose, and how many were passed over because of their characters.

    labelled: lines open with the label of whoever speaks, which is no part of what is said."""
    text = raw.body.string
    # A reader's own text is no Markdown: what looks like mark-up there was on the page.
    exact = bool(raw.blocks) and not raw.partial
    bare = plain_of(text)
    found: list[Sentence] = []
    passed = Passed()
    for number, block in enumerate(blocks):
        if not block.kept or block.kind != "body":
            continue
        for span in sentence_spans(text, block.span, language):
            if span.start == block.span.start:
                span = Span(after_mark(text, span.start, span.end), span.end)
            if not found:
                begins = after_dateline(text, span.start, block.span.end)
                if begins >= span.end:  # the dateline ends with a full stop
                    continue
                span = Span(begins, span.end)
            if labelled and span.start == block.span.start and (label := label_of(span.of(text))):
                span = Span(span.start + label.length, span.end)
            printed = span.of(text)
            words = bare(printed)
            as_seen = words if words.isascii() else " ".join(seen(words).split())
            if not as_seen or (exact and words != printed):
                continue
            if words.isascii():  # nothing of what follows
                found.append(Sentence(span=span, text=as_seen, block=number))
            elif LOST in words:
                passed.lost += 1
            elif turns(words):
                passed.turned += 1
            else:
                passed.hiding += hides(words)
                found.append(Sentence(span=span, text=as_seen, block=number))
    return tuple(found), passed


def spoken(sentences: Sequence[Sentence], blocks: Sequence[Block], language: str | None) -> tuple[Sentence, ...]:
    """The sentences with who says them."""
    speech = attribute(sentences, blocks, language)
    return tuple(
        sentence if said is NO_SPEECH else replace(sentence, speech=said)
        for sentence, said in zip(sentences, speech, strict=True)
    )


def dated(
    text: str, blocks: Sequence[Block], sentences: Sequence[Sentence], day: str | None, language: str | None
) -> tuple[Sentence, ...]:
    """The sentences with the dates that they name. text: the kept text; day: of publication, in ISO form."""
    anchor = own_day(text, blocks, date.fromisoformat(day), language) if day else None
    years = heading_years(text, blocks)
    found: list[Sentence] = []
    quoted = quoted_spans(text, sentences)  # "tomorrow" in somebody's words is no day of the article's
    for sentence, words in zip(sentences, quoted, strict=True):
        named = mentions(text, sentence.span, anchor, language, words, year=years[sentence.block])
        found.append(replace(sentence, dates=named) if named else sentence)
    return tuple(found)
