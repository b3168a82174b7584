"""The numbers that an edition is held against the ones before by. None is an option: they were set by measuring."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangesTuning:
    """When a story goes on, and what counts as said before."""

    matched_days: int = 7  # days before the edition before, within which a story is taken up again
    corrected_days: int = 31  # days back in which what was printed is looked at again
    remembered: int = 3000  # earlier texts that a day's stories are held against, the newest first
    same_article: float = 0.3  # share of an article's sentences that its later version still holds
    quiet: int = 2  # new passages of a text that was changed in place and not dated anew, to make it news
    verbatim: float = 0.8  # Dice share of weighted stems from which an article opens as a known one does
    inside: float = 0.8  # share of a passage's weight from which a known one says all of it
    fewest: float = 12.0  # nats of shared information below which likeness proves nothing
    figures: int = 3  # changed figures of a story that are shown
    beside: float = 9.0  # nats of the words that stand beside two figures, from which they count the same thing
    hardly: float = 4.0  # likewise, where their sentences share `together`
    together: float = 15.0  # nats
    very_much: float = 20.0  # nats of their sentences, where nothing beside them is shared
    most_beside: float = 0.6  # share of what stands beside one of them, from which their sentences need not share much
    toll: float = 6.0  # nats that the sentences of two tolls of a story share
    days: int = 2  # days that are others by now, likewise
    before_day: int = 10  # words before a day that say what is to be then
    after_day: int = 5  # words behind it, likewise
    moved: float = 9.0  # nats that the words about two days share, from which they are of one thing
    moved_share: float = 0.4  # share of the lesser of both, likewise
    foretold: float = 0.5  # share of a statement that looks ahead, from which an opening takes it up
    taken_up: float = 12.0  # nats of it, at least
    opposite: float = 4.0  # nats that two statements share beside names and days, of which one says the opposite
    apart: float = 10.0  # times that one of them may be the other
    edited: float = 0.5  # Dice share from which a changed text speaks of what it said before
    states: int = 2  # statements that no longer hold, likewise


CHANGES = ChangesTuning()
