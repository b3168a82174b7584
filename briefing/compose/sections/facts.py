"""What stands with a speaker and is no reaction: a fact that a body or somebody unnamed passes on, the share of those
who were polled, an interviewer's question, what was said long before. The words are those of [facts] in the language's
sections.toml; a language without has none."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cache

from briefing import language
from briefing.compose.sections.times import bounds_of
from briefing.compose.sections.views import SentenceView
from briefing.compose.sentences.paraphrase import is_person
from briefing.compose.sentences.standalone import outside_quotation
from briefing.model import DateMention

_QUIET = frozenset(',;:“”"«»()')
_APOSTROPHE = re.compile("['’]")
_LONG_AGO = 14  # days before the story's from which what was said is no reaction to it
_BESIDE = 12  # characters between a date and the verb of saying that it belongs to: "said in", "in May last year"
_OPENING, _SUBJECT = 4, 30  # characters before a date that opens a sentence; of who says something behind it
_OWN = 6  # words behind the verb of saying among which a body speaks of itself: "said that it would"


def told_fact(view: SentenceView) -> bool:
    """ "The ministry said forty were hurt": nothing is quoted, judged or expected, and the speaker is no named person
    and speaks not of itself; or "58 percent of voters agree"."""
    speech, code = view.sentence.speech, view.article.article.language or "en"
    own = fact_words("own", code)
    if not speech.speaker or not own:
        return False
    if not fact_words("shares", code).isdisjoint(speech.speaker.lower().split()):
        return True
    plain = fact_words("plain", code).intersection(speech.cue.lower().split())
    if speech.quote != "indirect" or not plain or is_person(speech.speaker, code) or _is_quoted_beside(view):
        return False
    weighs = any(view.cues.get(name) for name in ("evaluation", "expectation")) or "?" in view.sentence.text[-3:]
    told = view.numbers or view.cues.get("harm") or view.cues.get("past_tense")
    return bool(told) and not weighs and not _of_itself(view, own)


def _is_quoted_beside(view: SentenceView) -> bool:
    """Whether its speaker is quoted in the sentence before or after."""
    sentences = view.article.article.sentences
    beside = (sentences[k].speech for k in (view.index - 1, view.index + 1) if 0 <= k < len(sentences))
    return any(one.speaker == view.sentence.speech.speaker and one.quote in ("direct", "mixed") for one in beside)


def _of_itself(view: SentenceView, own: Collection[str]) -> bool:
    """Whether the words right behind the verb of saying are of the speaker itself: "said its pilots"."""
    said = view.sentence.speech.cue
    at = view.sentence.text.find(said)
    behind = view.sentence.text[at + len(said) :].lower().split(maxsplit=_OWN)[:_OWN] if at >= 0 else []
    return any(part in own for word in behind for part in _APOSTROPHE.split(word.strip('.,;:“”"')))


def answered(view: SentenceView) -> bool:
    """A question in marks that the next sentence answers with somebody else's words: an interviewer's."""
    sentence, sentences = view.sentence, view.article.article.sentences
    asks = sentence.speech.quote in ("direct", "mixed") and sentence.text.rstrip(" ”\"'’»“").endswith("?")
    if not asks or sentence.speech.role or view.index + 1 >= len(sentences):
        return False
    after = sentences[view.index + 1].speech
    return after.speaker is not None and after.speaker != sentence.speech.speaker and after.quote == "direct"


def said_before(view: SentenceView) -> bool:
    """ "Venn said in 2006", "in May the mayor warned", "Venn once promised": the time beside the verb of saying is long
    before the story's day, or some day or other."""
    text, cue, code = view.sentence.text, view.sentence.speech.cue, view.article.article.language or "en"
    outside = outside_quotation(text) if view.sentence.speech.quote != "none" else text
    at = text.find(cue) if cue else -1
    if at < 0 or cue not in outside:
        return False
    if not fact_words("formerly", code).isdisjoint(language.words(text[:at], code)[-1:]):
        return True
    return any(_is_beside(view, mention, at, at + len(cue)) for mention in view.sentence.dates)


def _is_beside(view: SentenceView, mention: DateMention, first: int, end: int) -> bool:
    """Whether a time of long before stands right before or behind the words from `first` to `end` of the sentence."""
    code = view.article.article.language or "en"
    start = mention.span.start - view.sentence.span.start
    stop = mention.span.end - view.sentence.span.start
    between = view.sentence.text[stop:first] if stop <= first else view.sentence.text[end:start]
    leads = start <= _OPENING and between.startswith(",")  # "In 2006, Ada Venn said"
    if len(between) > (_SUBJECT if leads else _BESIDE) or not _QUIET.isdisjoint(between[leads:]):
        return False
    if stop > first and (len(between.split()) > 1 or not _articles(code).isdisjoint(between.lower().split())):
        return False  # "said the May vote", but "said in May"
    if view.sentence.text[start:stop] in (view.sentence.speech.speaker or ""):
        return False  # "the 14 March bloc"
    bounds = bounds_of(mention.value)
    return view.day is not None and bounds is not None and (view.day - bounds[1]).days > _LONG_AGO


@cache
def _articles(code: str) -> frozenset[str]:
    return frozenset(language.table("sections", code).get("alone", {}).get("articles", ()))


@cache
def fact_words(name: str, code: str) -> frozenset[str]:
    return frozenset(language.table("sections", code).get("facts", {}).get(name, ()))
