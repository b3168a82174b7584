"""The numbers that choosing what is printed go by. None is an option: they were set by measuring."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadlineTuning:
    """What becomes a headline and what opens an edition."""

    longest_title: int = 20  # words of a title, at most
    shortest_title: int = 4  # words of a title, at least
    whole: int = 16  # words of a lead that is printed whole
    longest_cut: int = 14  # words of one that is cut
    shortest_cut: int = 5  # words that are left of a lead that is cut, at least
    leads: int = 3  # sentences of each article that say what the story is about
    opening: int = 8  # sentences of its article in which a title's words must be found
    told: float = 0.12  # share of a title's information that its article must hold in its opening
    glance: int = 5  # statements that an edition opens with, at most
    glance_fewest: int = 3  # the same, at least, where there are so many
    glance_words: int = 55  # words of such a statement
    # of a turn, by which each section begins after the one before: decision, reactions, decision, context
    stagger: float = 0.6
    opening_words: int = 60  # of a story's first printed statement, which is what happened
    shortest_unspaced: int = 8  # characters of a title in a script without spaces, at least
    longest_unspaced: int = 60  # the same at most
    poor: float = 0.4  # what a label, a question or a title in capitals is worth beside a full title
    opinion: float = 0.6  # the same of an opinion piece
    lead: float = 1.15  # the same of the leading article
    older: float = 0.7  # the same of an article that is not of the newest day
    spread: int = 4  # words added to the length of a title, so that the shortest do not win by being short
    whole_characters: int = 160  # characters of a lead that is printed whole
    cut_characters: int = 200  # characters of a lead that is cut, at most
    unspaced_characters: int = 60  # characters of a lead that is cut in a script without spaces
    searched: int = 4000  # characters of a lead in which a place to cut is looked for


@dataclass(frozen=True, slots=True, kw_only=True)
class SelectTuning:
    """What is printed where."""

    no_longer_current: float = 0.5  # of the score for what is current that counts for the context


@dataclass(frozen=True, slots=True, kw_only=True)
class RankingTuning:
    """How passages are ranked."""

    full_names: int = 3  # names of printed statements that a passage must hold to explain them in full


@dataclass(frozen=True, slots=True, kw_only=True)
class RedundancyTuning:
    """When a reader would take a passage for a repeat."""

    same: float = 0.42  # share of the information of both that two passages have in common (Dice)
    # the same for first or second sentences, which report one event anyway, of days that may be one
    leads_same: float = 0.24
    quoted: int = 10  # words of a quotation, at least, that two articles print: fewer may be a name
    confirmed_same: float = 0.6  # the same where one confirms and the other does not
    other_days_same: float = 0.6  # the same where the two are about different days
    held: float = 0.75  # share of the shorter passage's information that the longer one holds
    fewest: float = 12.0  # nats of information that the shorter passage must have to be judged by what it holds


@dataclass(frozen=True, slots=True, kw_only=True)
class CandidateTuning:
    """What is known of a passage."""

    most: float = 9.0  # nats of a stem, at most
    last: int = 10  # words at the end of two sentences that make them one
    shortest_name: int = 3  # letters of a word that tells who is meant


@dataclass(frozen=True, slots=True, kw_only=True)
class ExplainTuning:
    """How much an explanation shows."""

    width: int = 100  # characters of a line
    most_terms: int = 10  # terms of a sum that are listed


HEADLINE = HeadlineTuning()
SELECT = SelectTuning()
RANKING = RankingTuning()
REDUNDANCY = RedundancyTuning()
CANDIDATE = CandidateTuning()
EXPLAIN = ExplainTuning()
