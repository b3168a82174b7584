"""The numbers that comparing sentences, figures and passages go by. None is an option: they were set by measuring."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ParaphraseTuning:
    """When two passages say the same thing."""

    alike: float = 0.6  # Dice share of weighted stems from which two passages may say the same
    alike_day: float = 0.5  # the same where both name the same day
    # share of the shorter one's stems that the longer one holds, enough from the Dice share `loose` on
    contained: float = 0.85
    loose: float = 0.5  # Dice share below which two passages never say the same
    # nats of shared information below which alike is not enough: short sentences resemble each other easily
    fewest: float = 14.0
    short: float = 0.85  # Dice share that is enough for short ones too
    many_names: int = 3  # names in common from which each passage may add some of its own
    doubt: float = 0.15  # share of the common information from which a doubt counts
    both_doubt: float = 0.5  # the same where both doubt, plan or ask something
    compared: int = 6  # members of a group that a new member is compared with, beside its leader
    tried: int = 24  # leaders that a passage is compared with, those that share most of its rare stems
    postings: int = 300  # leaders that one stem may name as candidates


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureTuning:
    """What is a figure, and when two figures agree."""

    most_words: int = 12  # words of one number
    years: tuple[int, int] = (1900, 2100)  # a bare number between them is a year
    few: int = 4000  # tokens of one text that are looked at; a sentence never has more, a hostile line may
    thousand: int = 1000  # a scale from here on closes a group of a number in words
    rated: float = 10.0  # a number on a scale ("magnitude 6.1") is below it
    rounded: int = 100  # a number in words from here on, with a zero at its end, is rounded to tens
    digits: int = 18  # digits of a number that is read
    slack: float = 0.05  # share by which "about" may be off
    slack_of_tens: float = 5.0  # by which "about 40" may be off, and other tens below a hundred
    slack_of_bounds: float = 0.03  # share by which two lower bounds, or two upper bounds, may differ
    above: float = 1.5  # "more than 40" admits so many times 40, not 400
    below: float = 0.5  # "up to 40" admits so many times 40


@dataclass(frozen=True, slots=True, kw_only=True)
class PassageTuning:
    """How sentences are joined to passages."""

    most_joined: int = 3  # sentences that a leaning one may draw in before it
    least_words: int = 6  # words of a passage
    least_words_nameless: int = 8  # words of a passage without any name
    most_sentences: int = 5  # sentences of a passage; a longer quotation is left out whole


@dataclass(frozen=True, slots=True, kw_only=True)
class QuantityTuning:
    """How far from a figure stands what it counts."""

    beside: int = 6  # words on either side of a figure that may say what it counts
    close: int = 2  # words from a verb to the figure that is its object
    noun_within: int = 4  # words after a figure among which the counted noun ends
    turned: int = 4  # words before a figure among which the verb stands that its subject follows
    numbered: int = 10  # words from "the number of" to its figure
    longest: int = 12  # words of a figure with what stands beside it
    nobody: int = 9  # words after "nobody" among which the word of a kind stands
    counted: int = 5  # words beside a share within which it is said of what has been counted so far
    all_counted: float = 100.0  # percent at which a count is over


@dataclass(frozen=True, slots=True, kw_only=True)
class CountTuning:
    """When two figures count the same."""

    # share of their information that two sentences with figures of no kind must have in common (Dice)
    alike: float = 0.5
    event: float = 20.0  # nats that two sentences with a figure of the same kind must share beside it
    nobody: float = 15.0  # the same of sentences that count nobody and somebody, with those before them
    # a value so many times another is not likely to be of the same quantity; twice as much for a kind
    apart: float = 10.0
    grown_hours: float = 2.0  # between two counts of one day, the later of which is higher: an update, no dispute


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimTuning:
    """What one claim is to another."""

    matter: float = 12.0  # nats that two claims of one matter share
    opposed: float = 0.4  # share of the information (Dice) from which opposite words are about one thing
    denied: float = 0.25  # share of the common information that one denies and the other does not: a contradiction
    held: float = 0.85  # share of a claim's information that another must hold to say it too, and more


@dataclass(frozen=True, slots=True, kw_only=True)
class CarriedTuning:
    """When a passage carries all that another claims."""

    all: float = 0.42  # share of the information that must stand in the other
    told: float = 0.5  # the same of what is no name
    fewest: float = 12.0  # nats of that
    figure: float = 0.1  # taken off that share for a figure that both give
    figures: int = 2  # figures that count so
    quoted_part: float = 0.45  # share of a passage that is quoted, from which the quoted words are its claim
    quoted_nats: float = 14.0  # nats of them, at least
    run: float = 0.6  # share of them that stands word for word in the other
    shown: int = 5  # words of them in a reason
    other_words: int = 2  # words that stand for others in one frame, from which two claims are of two things
    opening: int = 1  # the last sentence, counted from 0, that opens an article
    matter: float = 6.0  # nats that two openings with one toll must share beside it


@dataclass(frozen=True, slots=True, kw_only=True)
class CurrencyTuning:
    """When an article no longer says how things stand."""

    opening: int = 2  # sentences that say, beside the title, how things stand
    fake_within: int = 6  # words after "according to" among which its source is called a fake
    undone_within: int = 8  # words at a sentence's head that take back what stands before it
    denied_within: int = 14  # the same, where "this" or "the claim" stands right before what takes it back
    beside: int = 3  # words that this is
    shared: float = 10.0  # nats that two openings must share to be about one matter
    long_ago: int = 30  # days before the edition's from which an article only explains what newer ones report
    revised: float = 0.6  # share of an opening that a later one of the same outlet must hold to be its new version
    subject: float = 4.0  # nats that a sentence on the end of a state must share with one that tells it
    planned: float = 14.0  # nats that a sentence on what was done must share with one that plans it


@dataclass(frozen=True, slots=True, kw_only=True)
class ExplainingTuning:
    """When an article tells no news of its own."""

    opening: int = 3  # sentences of which one would name a day about the article's own
    near: int = 7  # days from the article's own to such a day, at most
    adverbial: int = 4  # words at a sentence's head among which it says how long ago something was
    subject: int = 10  # words within which a sentence says what its subject is


@dataclass(frozen=True, slots=True, kw_only=True)
class TermTuning:
    """How the words of a passage are weighed."""

    long: int = 3000  # characters of a text whose terms are kept
    denied: int = 4  # words after a negation that it turns round
    doubted: int = 6  # words after "may", "plans", "urged" … that are not said to be so
    least: float = 1.0  # nats of the commonest word
    most: float = 9.0  # nats of the rarest words, which are distinguished no further


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleTuning:
    """When two names are one."""

    short: int = 3  # letters of an initialism, at least; of a first name that begins a longer one ("Tom", "Tomas")
    long: int = 20_000  # characters of a sentence that are searched for names
    office_days: int = 180  # older than that, an article says nothing of who holds an office now


PARAPHRASE = ParaphraseTuning()
FIGURE = FigureTuning()
PASSAGE = PassageTuning()
QUANTITY = QuantityTuning()
TERM = TermTuning()
PEOPLE = PeopleTuning()
CURRENCY = CurrencyTuning()
COUNT = CountTuning()
CLAIM = ClaimTuning()
CARRIED = CarriedTuning()
EXPLAINING = ExplainingTuning()
