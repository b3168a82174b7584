"""The numbers that finding evidence go by. None is an option: they were set by measuring."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class CorroborationTuning:
    """When another article says it too."""

    postings: int = 400  # statements that one stem may name as candidates
    same: float = 0.5  # the same of what says the same, where it may be the shorter one of the two
    sentence: float = 12.0  # nats from which each sentence of a statement must be said too
    # Share of a claim, names left out, that a sentence which tells more must tell: `told` where it tells `sure_nats`,
    # and so much more for each nat that is missing. A figure that both give counts for words and for a share.
    told: float = 0.5
    sure_nats: float = 24.0
    told_a_nat: float = 0.01
    figures: int = 2
    nats_of_figure: float = 5.0
    figure: float = 0.1
    held: float = 0.25  # share of a statement's information that a sentence must hold to be looked at


@dataclass(frozen=True, slots=True, kw_only=True)
class DisagreementTuning:
    """When two figures differ."""

    listed: int = 3  # figures that count the same in one sentence: a list of events, of which none need be this one
    opening: int = 3  # sentences at an article's head whose counts are of the whole
    bucket: int = 60  # quantities of one kind, noun and unit of one story that are compared


@dataclass(frozen=True, slots=True, kw_only=True)
class NotKnownTuning:
    """What is listed as not known."""

    most: int = 6  # statements of a story
    longest: int = 50  # words of one
    overtaken: float = 11.0  # nats that a confirmation must share with what it overtakes


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineTuning:
    """What makes a timeline."""

    fewest: int = 3  # different days below which there is no timeline
    most: int = 8  # days of a timeline
    longest: int = 45  # words of a line
    aim: int = 6  # words before a date among which "for" makes it an aim
    opening: int = 3  # sentences of an article that say what its story is about
    about: float = 4.0  # nats that a line must share with titles and openings: a name, or two words


@dataclass(frozen=True, slots=True, kw_only=True)
class AheadTuning:
    """What is said to lie ahead."""

    longest: int = 45  # words of a line
    horizon: int = 366  # days after the edition's
    without_year: int = 300  # days that a day without its year may lie ahead, where the sentence says that it does
    unsaid: int = 150  # … and where the sentence does not say so ("the law takes effect on June 1")
    by_name: int = 5  # days that "Saturday" may lie ahead: six or seven are yesterday's name and today's
    same: float = 0.5  # share of its information that a sentence must hold to be about the same
    of_the_first: int = 2  # lines of the first story, before the others have theirs
    of_a_story: int = 3  # rounds in which each story gets one more


CORROBORATION = CorroborationTuning()
DISAGREEMENT = DisagreementTuning()
NOT_KNOWN = NotKnownTuning()
TIMELINE = TimelineTuning()
AHEAD = AheadTuning()
