"""Why a sentence is not fit to print, whatever stands before it: a caption, a listing, a heading, half a sentence."""

from __future__ import annotations

import re

from briefing import language
from briefing.compose.sentences.standalone.opening import (
    AROUND,
    BOUNDS,
    SentenceOpening,
    inside_quotation,
    nobody_speaks,
    outside_quotation,
    row,
    sentence_of,
)
from briefing.language.rules import RuleTable
from briefing.model import Sentence

_NUMBERED = re.compile(r"\d{1,2} of \d{1,2}\b[.:)]|\d{1,2}[.)] [^\W\d_]")  # of pictures, of a list's items
_HEADING = re.compile(r"(?:[^\W\d_a-z]{4,} ){2,}(?=[^\W\d_][a-z])")  # two words and more in capitals, then a sentence
_DATELINE = re.compile(r"[–—,(]|-- ?")
_BEHIND_STROKE = re.compile(r"(?<=[^\W\d_]/)[^\W\d_]+")
_BRACKETED = re.compile(r"\([^()]*\)")
_LABEL = re.compile(r"(?:^|[.;|]? )[^\W\d_a-z][^\W\d_]{2,14}: ")  # "Venue: " of a listing


def unfit(sentence: Sentence, code: str | None) -> str | None:
    """Why nothing said before could make a sentence fit to print: a caption, a heading run into it, half a sentence."""
    return UNFIT(SentenceOpening(sentence, code))


def _shows(opening: SentenceOpening) -> bool:
    """What a picture shows, in the present tense with the day it was taken."""
    words = opening.every
    months = language.data(opening.code).months
    dated = any(word in months for word in words[-BOUNDS.day :]) and opening.text.rstrip(" .")[-1:].isdigit()
    if not dated or not nobody_speaks(opening):
        return False
    begun = words[: min(BOUNDS.dated_scene, len(words) - BOUNDS.day)]  # "March" may be a month
    return any(
        not opening.is_a("no_scene", words[max(0, at - 1) : at])
        and not opening.holds("past", words[: max(BOUNDS.scene, at)])
        for at in opening.list("scenes").find(begun).get("scenes", ())
    )


def _is_credited(opening: SentenceOpening) -> bool:
    """Does it name, outside of brackets, whose picture it is ("Ada Roe/AFP")?"""
    found = _BEHIND_STROKE.findall(_BRACKETED.sub(" ", opening.text))
    return any(opening.is_a("credits", [word.lower()]) for word in found)


def _shows_on_a_weekday(opening: SentenceOpening) -> bool:
    """The same with a weekday, anywhere behind the verb: of fewer verbs, since a reporter's news may be of the present
    too. What somebody says, or is to do, is none."""
    words = opening.every
    begun = words[: BOUNDS.scene]
    named = set(words[1:]) & set(language.data(opening.code).weekdays)
    scene = opening.holds("poses", begun) and not opening.holds("past", words)
    return bool(named) and scene and nobody_speaks(opening) and not opening.holds("ahead", words)


def _is_listing(opening: SentenceOpening) -> bool:
    """Does it open with a label, and have another further on ("Date: … Venue: …"), outside of any quotation?"""
    labels = list(_LABEL.finditer(opening.text[: BOUNDS.listing]))
    return len(labels) > 1 and labels[0].start() == 0 and not inside_quotation(opening.text)


def _is_labelled_a_caption(opening: SentenceOpening) -> bool:
    """ "Caption Divers pass the bridge.": but "Caption writers" are people."""
    labels = opening.list("picture_labels")
    size = next((size for size in (2, 1) if " ".join(opening.every[:size]) in labels.plain), 0)
    return bool(size) and "".join(opening.text.split()[size : size + 1])[:1].isupper()


def _calls_out(opening: SentenceOpening) -> bool:
    """Something is called out that nobody is said to call: a slogan, a heading."""
    return nobody_speaks(opening) and outside_quotation(opening.text).rstrip(AROUND + " ").endswith("!")


def _begins_with_heading(text: str) -> bool:
    return _HEADING.match(text) is not None and not _DATELINE.search(text[: BOUNDS.dateline])


def _is_unfit(text: str) -> bool:
    return unfit(*sentence_of(text)) is not None


UNFIT: RuleTable[[SentenceOpening], str | None] = RuleTable(
    "unfit",
    row(
        "half a sentence",
        lambda opening: opening.opens("halves", opening.every) and "," not in opening.text,
        "is half a sentence",
        "Although the ferry hopes to run.",
    ),
    row(
        "a caption",
        lambda opening: opening.holds("captions", opening.every),
        "reads as the caption of a picture",
        "Ada Roe, mayor of Ostrau, is pictured at the bridge.",
    ),
    row(
        "what a picture shows",
        _shows,
        "reads as the caption of a picture",
        "Ada Roe stands at the bridge of Ostrau on December 6, 2031.",
    ),
    row(
        "whose picture it is",
        _is_credited,
        "reads as the caption of a picture",
        "Vote Begins Tom Dahl/AFP/Getty Images Posters hang in an old market in Ostrau, ahead of the third round.",
    ),
    row(
        "what a picture shows on a weekday",
        _shows_on_a_weekday,
        "reads as the caption of a picture",
        "Neighbours look at the broken bridge of Ostrau after a storm on Monday.",
    ),
    row(
        "called out",
        _calls_out,
        "is called out, and nobody is named",
        "Stop the building of the bridge!",
    ),
    row(
        "a listing",
        _is_listing,
        "is an entry of a listing",
        "Date: 30 May Venue: Ostrau bridge, from noon, in any weather.",
    ),
    row(
        "the caption of a picture, so called",
        _is_labelled_a_caption,
        "reads as the caption of a picture",
        "Caption The ferry of Ostrau passes the bridge, said Ada Roe.",
        language="en",
    ),
    row(
        "an appeal to who knows something",
        lambda opening: opening.opens("appeals", opening.every),
        "asks the reader for something",
        "Anyone with information is asked to call the police of Ostrau.",
        language="en",
    ),
    row(
        "a page's words",
        lambda opening: opening.holds("residue", opening.every),
        "speaks to the reader of a page",
        "The bridge is closed, read more below.",
    ),
    row(
        "begins with a heading or a number",
        lambda opening: _NUMBERED.match(opening.text) or _begins_with_heading(opening.text),
        "begins with a heading or a number",
        "BRIDGE CLOSED AGAIN The bridge of Ostrau was closed on Monday.",
    ),
    otherwise=None,
    run=_is_unfit,
)
