"""What an edition says of the ones before it: changes, each side cited where it stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefing.compose.changes.news import Series
from briefing.compose.changes.past import Past
from briefing.compose.changes.turns import UncitedChange, Was
from briefing.compose.edition.citations import surroundings
from briefing.compose.edition.statements import Writer
from briefing.compose.sentences.slices import Slice
from briefing.language import plain
from briefing.model import Article, Change, Citation, CitedSource, Correction, Worded
from briefing.text import Span, line_of


def changes(found: Sequence[UncitedChange], writer: Writer, series: Series) -> Iterator[Change]:
    """The changes of a story; one whose earlier words cannot be found in their source is none."""
    for turn in found:
        before = _before(turn.before, series.past)
        if before is not None:
            about = turn.about.text if isinstance(turn.about, Slice) else turn.about
            yield Change(about, before, _now(turn.after, writer))


def corrections(series: Series, writer: Writer) -> Iterator[Correction]:
    """What earlier editions printed and no longer stands, with what the source says today."""
    for wrong in series.wrong:
        yield Correction(
            edition=series.past.editions[wrong.place.edition].day,
            statement=wrong.statement,
            why=wrong.why,
            now=writer.statement(wrong.now) if wrong.now else None,
            outlet=series.past.source(wrong.place).publisher,
        )


def corrected_by(series: Series | None) -> Iterator[Article]:
    """The articles that corrections cite, each once."""
    found = {wrong.now.article.path: wrong.now.article for wrong in series.wrong if wrong.now} if series else {}
    yield from found.values()


def _now(words: Slice, writer: Writer) -> Worded:
    text, citation = writer.value(words.article, words.span)
    outlet = words.article.outlet.value if words.article.outlet else None
    return Worded(text=text, citations=(citation,), outlet=outlet)


def _before(was: Was, past: Past) -> Worded | None:
    source, day = past.source(was.place), past.editions[was.place.edition].day
    if isinstance(was.words, Slice):
        citation = cited_before(source, was.words.span.of(was.words.article.body.string), was.words.span.start)
        text = was.words.text
    else:
        citation, text = was.words.citations[0], was.words.text
    if citation is None:
        return None
    return Worded(text=text, edition=day, citations=(citation,), outlet=source.publisher)


def cited_before(source: CitedSource, exact: str, start: int = 0) -> Citation | None:
    """Where words stand in the text of a source of an earlier edition, by the numbers of that edition; None where they
    do not. start: where they are looked for first."""
    if source.text[start : start + len(exact)] != exact:
        start = source.text.find(exact)
    if start < 0 or not plain(exact):
        return None
    end = start + len(exact)
    prefix, suffix = surroundings(source.text, Span(start, end))
    return Citation(
        source=source.number,
        start=start,
        end=end,
        line=line_of(source.text, start),
        page=None,
        file_start=None,
        file_end=None,
        exact=exact,
        prefix=prefix,
        suffix=suffix,
    )
