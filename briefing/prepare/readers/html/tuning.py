"""The numbers by which an article is found in its page. None is an option: they were set by measuring. Characters are
those that are visible.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class AddedTuning:
    """Paragraphs that the extraction left out."""

    link_words: int = 25  # a paragraph of more words that is one link may still be text
    link_share: float = 0.9  # share of a paragraph's characters that are links, above which it is one link
    links: int = 4  # links of a paragraph that is a list of them
    links_share: float = 0.8  # share of such a paragraph's characters that are links
    label: int = 20  # characters of a label before a link
    headline: int = 20  # characters of a headline that is linked, at least
    short_link: int = 40  # characters of each of these links, at most
    shortest_caption: int = 12  # characters of a caption that repeats a picture's alternative text,
    longest_caption: int = 150  # at least and at most
    shortest: int = 40  # characters of a paragraph that is added
    shortest_claim: int = 400  # characters of a stated article text that counts
    same_class: float = 0.5  # share of the article's paragraphs that stand in containers of one class


@dataclass(frozen=True, slots=True, kw_only=True)
class BetweenTuning:
    """Headings and lists between two paragraphs."""

    heading: int = 150  # characters of a heading
    linked: float = 0.5  # share of a list's characters above which it is a list of links
    lines: int = 40  # lines between two paragraphs; a longer stretch is more than the article's own list


@dataclass(frozen=True, slots=True, kw_only=True)
class UnkeptProseTuning:
    """Prose beside the article that is worth a word to the user."""

    prose: int = 12  # words of a paragraph that ends like a sentence
    much: float = 1.5  # times the words of the article; more prose than that beside it is worth a word
    least: int = 150  # words of such prose


@dataclass(frozen=True, slots=True, kw_only=True)
class FullerTuning:
    """When a second extraction is tried."""

    collapsed: float = 0.25  # of what the plain extraction finds; less is not the article
    left_within: float = 0.1  # of the found text; so much that is no link between its paragraphs is looked at again
    least_left: int = 120  # characters of such text


@dataclass(frozen=True, slots=True, kw_only=True)
class LocatedTuning:
    """How blocks that were extracted are found in the page."""

    anchor: int = 40  # characters that make a block an anchor
    part: int = 12  # characters of a part, where a block is found in parts
    reach: int = 4000  # how far the next part of a block may stand behind the one before


@dataclass(frozen=True, slots=True, kw_only=True)
class SeveralTuning:
    """Pages of several articles, and pages of links."""

    words: int = 30  # words of unlinked text in an `article` element that is an article
    links: int = 3  # links of a page of links
    title: int = 15  # characters of a link on such a page, on average
    linked: float = 0.85  # share of a page's characters that are links, from which it is a list of links
    entries: float = 0.8  # share of a page's prose that its entries hold
    stories: int = 2  # stories of a page that links to several
    story_words: int = 20  # words of a story there


@dataclass(frozen=True, slots=True, kw_only=True)
class AroundTuning:
    """Lines around the article that may say when and by whom."""

    line: int = 140  # characters of a line
    foot: int = 60  # lines at the page's foot, of which those that name a year are handed on
    above_title: int = 4  # lines above the title,
    above_text: int = 24  # above the text
    below: int = 8  # and below it
    prose: int = 60  # characters of a part of the article that is no heading, list item or byline


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkupTuning:
    """What a page's mark-up is believed in."""

    aside: float = 0.4  # share of a page's text in a navigation or footer element above which its tags are not believed
    loose_after: int = 10  # tags whose quotation marks do not match, before quotation marks are ignored
    tag: int = 200  # characters before a text in which the tag around it begins
    # characters at a page's beginning in which the comment stands that says where it was saved from
    comment: int = 4000


ADDED = AddedTuning()
BETWEEN = BetweenTuning()
COVERAGE = UnkeptProseTuning()
FULLER = FullerTuning()
LOCATED = LocatedTuning()
SEVERAL = SeveralTuning()
AROUND = AroundTuning()
MARKUP = MarkupTuning()
