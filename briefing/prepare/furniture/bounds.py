"""The bounds by which lines are judged, set by hand: one line for each."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class LineBounds:
    """What is called long, short, many of a line; counts are words unless a comment says otherwise."""

    characters: int = 4000  # of a block that are looked at: more would not change the verdict on it
    ending: int = 200  # of them at the end of a longer block
    sampled: int = 20_000  # characters of a text in which lines are looked for that show its language
    sample_line: int = 60  # characters of a line that tells it, at least
    sample: int = 900  # characters that are enough to tell it
    begun: int = 160  # characters of a block in which capitals and digits are counted
    wrapped: int = 100  # characters of a line that a machine may have wrapped, at most
    wide: int = 55  # characters of such a line, where the next one begins with a capital
    broken_off: float = 0.6  # share of wrapped lines that break off within a sentence
    goes_on_small: float = 0.4  # share of wrapped lines that go on in lower case
    titled: float = 0.8  # share of capitals from which a line reads as a headline
    title_words: int = 4  # of a line that reads as a headline, at least
    prose: int = 8  # of a sentence of an article, at least
    quotation: int = 3  # of a quotation, at least
    lead_in: int = 15  # of prose that ends in a colon
    cut_off: int = 20  # from which three dots at the end do not end a sentence
    sentence_capitals: float = 0.7  # share of capitals of a short sentence, at most
    long: int = 25  # a paragraph rather than a heading
    full: int = 40  # from which more words say no more
    address: int = 20  # beyond which an address in a line says less
    phrase: int = 24  # beyond which a phrase anywhere in a line says less
    phrase_sure: int = 30  # beyond which a sure phrase at its start or end says less
    phrase_unsure: int = 12  # beyond which an unsure one says less
    mostly_links: float = 0.6  # share of a line that is links
    menu: int = 3  # marks between the items of a menu
    date_words: int = 22  # of a line that holds nothing but a date
    date_share: float = 0.6  # share of it that is of dates and times
    dated_prose: int = 14  # of a date line that ends like a sentence
    labelled_share: float = 0.45  # the same, of a line with two words for publishing or months
    looked_at: int = 200  # characters of a line in which letters and years are looked for
    byline: int = 16  # of a byline
    named: float = 0.5  # share of capitals of a byline, at least
    author_least: int = 5  # of a line about the author; the verb is among the first of them
    author_most: int = 45  # of such a line
    caption_least: int = 6  # of a caption that ends with a credit without brackets
    agency: int = 3  # of an agency's name before a caption
    credit: int = 90  # of a caption that ends with a credit; characters of the credit's bracket
    credit_words: int = 8  # of that bracket


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleBounds:
    """Where an article begins and ends, and what its neighbourhood says."""

    alone: float = -1.0  # the most that one piece of furniture between paragraphs counts against the article
    enough: int = 4  # paragraphs by which an article shows how often it says its words again
    usual: float = 0.08  # share of common words under which an article says too little again to tell
    foreign: float = 0.3  # a share of common words that points to another subject
    own: float = 0.6  # a share of common words that points to the article's subject
    clearly_prose: float = -2.0  # a score of prose that adjoins the article and is part of it
    sure: float = 6.0  # the weight of a phrase that settles a short line alone
    row: int = 3  # pieces of furniture in a row that count in full against going on with the article
    certain: float = 0.9  # a score above which a line that is no sentence is furniture without doubt
    tail_evidence: float = (
        3.0  # what speaks for furniture in an article's last lines, from which on they are none of it
    )
    last_word: float = 4.0  # a score of the first furniture behind the article, above which all behind it is furniture
    reader_share: float = 0.025  # share of "we" and "you" of an article that speaks to its reader
    reader_words: int = 3  # of them that any article may hold
    some_prose: float = 0.4  # share of prose under which a document is one of lists and headings
    least_prose: float = 0.3  # how much being no sentence says at least
    mostly: float = 0.7  # share of an article's long paragraphs that end as sentences do, if they do
    author_box: int = 6  # lines at an article's end among which a box on its author stands
    top: int = 14  # lines from the top among which a byline stands
    below_core: int = 6  # lines below an article's first one among which a byline stands
    long_tail: int = 24  # lines without a sentence: more than an article ends with
    body_least: int = 60  # words of an article before what ends it
    voices_after: float = 0.1  # share of all prose that stands before where others speak
    lists_after: float = 0.4  # share of all prose that stands before a list of other articles
    byline: float = 5.0  # the weight by which a line is surely a byline or a date


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockBounds:
    """How blocks are judged together."""

    extracted: float = 1.75  # added to the limit of the score where a page's article was extracted before
    schedule: int = 3  # lines of dates from which on they are what the article tells
    below: int = 4  # lines below a heading among which its paragraph stands
    few: int = 2  # lines of a document in which furniture cannot be parted from the article
    stem: int = 6  # letters of a word that are compared: enough for the endings of most languages
    short: int = 3  # letters of a word that is too short to be compared
    before: float = 8.0  # score of a block from which more no longer matters where zones are parted
    clear: float = 12.0  # weight of a reason that leaves no doubt


@dataclass(frozen=True, slots=True, kw_only=True)
class PhraseBounds:
    """Lines that hold a phrase of furniture."""

    whole: int = 12  # words of a line that is looked up as a whole
    opening: int = 60  # words of a line that opens something else, at most
    buttons: int = 16  # words of a row of buttons, at most
    button: tuple[int, int, int, int] = (4, 3, 2, 1)  # words of one button


@dataclass(frozen=True, slots=True, kw_only=True)
class TitleBounds:
    """When a line of the text is its title."""

    within: int = 14  # lines from the top in which a title is looked for
    above: int = 8  # lines above the article's first paragraph, where more than that stands above it
    least: int = 3  # words of a title
    longest: int = 30  # words of a title, at most
    short: int = 22  # words of a title that needs no empty line below it
    digits: float = 0.4  # share of digits in a title, at most
    capitals: float = 0.75  # share of words with a capital in a title that ends in a full stop


@dataclass(frozen=True, slots=True, kw_only=True)
class RunBounds:
    """Lines that are furniture only together, or only where they stand."""

    fact_lines: int = 4  # lines of a list of facts on a venue, at least
    fact_kinds: int = 3  # of price, hour, telephone number, day, label
    most_facts: int = 24  # lines of such a list, at most
    head: int = 1500  # characters of a text among which its dateline stands
    ending: int = 330  # characters in which what is glued to a paragraph's end stands
    author_box: int = 4  # lines at an article's end that a box on its author takes
    wire_line: int = 320  # characters of a line that a wire adds for newsrooms
    name: int = 3  # letters of a word that is more than a preposition


LINES = LineBounds()
PAGE = ArticleBounds()
BLOCK = BlockBounds()
PHRASE = PhraseBounds()
TITLE = TitleBounds()
RUN = RunBounds()
