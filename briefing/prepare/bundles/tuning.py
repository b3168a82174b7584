"""The numbers by which a text of several articles is divided. None is an option: they were set by measuring."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class RowTuning:
    """Lines of a text that may hold several articles."""

    longest: int = 600  # characters of a row that are looked at
    prose: int = 12  # words of a line that ends like a sentence, from which it is prose
    long: int = 30  # words from which any line is
    label: int = 50  # characters of a label
    splittable: int = 60  # characters below which a text holds no two articles
    mark: int = 300  # characters of a line that parts documents
    mark_words: int = 12  # words of such a line
    cover: int = 400  # rows of a cover page and its table of contents


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadTuning:
    """The details above an article."""

    message: int = 8  # lines among which the head of a saved message stands
    rows: int = 60  # rows of a head
    title: int = 400  # characters of a title as it stands in the document
    outlet: int = 8  # words of a line that is an outlet's name
    value: int = 60  # words of a labelled value that may still be a detail


@dataclass(frozen=True, slots=True, kw_only=True)
class RepeatedTuning:
    """Heads of one form that come again and again."""

    roles: int = 2  # different details in a labelled head
    words: int = 20  # words of text under each head, at least
    title: int = 30  # words of a title
    label: int = 160  # characters among which a label ends
    source: int = 160  # characters of a line that names an outlet and a day
    source_words: int = 20  # words of such a line
    head: int = 9  # rows of a head without labels
    notice: int = 60  # words that may stand under the details at the foot of an article: whose text it is
    top: int = 120  # words that may stand over the first head of a press review


ROW = RowTuning()
HEAD = HeadTuning()
REPEATED = RepeatedTuning()
