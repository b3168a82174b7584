"""The numbers by which an article's details are found. None is an option: they were set by measuring."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceTuning:
    """Where in an article its details are looked for."""

    head: int = 25  # blocks at its beginning
    tail: int = 15  # blocks at its end
    dateline: int = 3  # paragraphs at its beginning that may have a dateline, blocks at its end that may have a date
    aside: int = 40  # words of a block set aside that may speak of the article
    line_aside: int = 16  # words of one that may be its date or its byline
    above: int = 12  # blocks at the beginning of a page that may be a line with its date
    declared: int = 200  # characters of a text from which its own language says more than what the page declares
    listed: int = 3000  # characters of a note at whose head a list says what it is of
    foot: int = 20_000  # characters at a text's end among which a program's own record of a note stands
    first_year: int = 1900  # a publication date before it is a mistake
    last_year: int = 2100  # and one after it
    day_words: int = 4  # words of a day with its year


@dataclass(frozen=True, slots=True, kw_only=True)
class GenreTuning:
    """From when on an article is a live blog, a conversation, somebody's opinion."""

    head: int = 3  # lines of the text that may say what it is
    tail: int = 3  # the same of its end
    line: int = 400  # characters of such a line
    turns: int = 3  # labelled lines from which a text is a conversation
    entries: int = 3  # lines that open with an hour from which a text is a live blog
    questions: int = 3  # questions of its own from which an article argues or explains more than it reports
    # share of its own sentences, those in quotation marks left out, that such questions make at least
    asked: float = 0.1
    own: int = 3  # sentences of the author's own in the first person from which an article speaks for its author
    own_share: float = 1 / 12  # of its sentences, those in quotation marks left out, that they make at least
    numbers: float = 0.25  # share of words with digits from which short lines under a notice's title are one


@dataclass(frozen=True, slots=True, kw_only=True)
class LinksTuning:
    """From when on a page is a list of links."""

    least: int = 3  # paragraphs, each under a link
    title: int = 3  # words of such a link, at least: it is the title of another article
    characters: int = 300  # of the link, and of the paragraph under it, at most


PLACES = PlaceTuning()
KIND = GenreTuning()
LINKS = LinksTuning()
