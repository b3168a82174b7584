"""The numbers that an edition is made by. None is an option: they follow from the layout, or were set by looking."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetTuning:
    """The layout "one-page", on the safe side: heights in points, as in templates/print.css, and characters."""

    side: float = 800.0  # of a page, without its margins
    masthead: float = 66.0  # date, title and rule at the top
    headline: float = 17.0  # a line of a headline
    support: float = 24.0  # the line below a headline, with the gap
    label: float = 13.0  # a section's name
    line: float = 12.0  # a line of running text
    characters: int = 82  # of such a line
    gap: float = 2.5  # between two statements
    note_line: float = 9.0  # a line of a source note
    note_characters: int = 118  # of such a line
    note_words: int = 90  # characters of a note beside title and path


@dataclass(frozen=True, slots=True, kw_only=True)
class CutTuning:
    """What stays when an edition is cut to one page."""

    ahead: int = 3  # days ahead
    also: int = 6  # stories named in one line each
    story: float = 1.0  # how much later in the order weighs, of stories,
    section: float = 1.2  # of sections
    place: float = 0.9  # and of statements
    glance: int = 3  # statements at a glance, at least


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionTuning:
    """What every edition keeps to."""

    around: int = 32  # characters before and after at most, as TextQuoteSelector has them
    spare: int = 2  # candidates beyond the limit, for those that do not fit into the budget
    first_statements: int = 3  # statements that every printed story gets first: one of each of the default sections


SHEET = SheetTuning()
CUT = CutTuning()
EDITION = EditionTuning()
