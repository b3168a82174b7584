"""Features of a sentence, each 0..1 and each explainable in one line: what section rules weigh and filter by.

The table FEATURES is all there is; a rule names a feature, config gives it a weight.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from briefing import language
from briefing.compose.sections.decisions import decides
from briefing.compose.sections.facts import answered, said_before, told_fact
from briefing.compose.sections.times import bounds_of
from briefing.compose.sections.tuning import FEATURE
from briefing.compose.sections.views import SentenceView, made_known, openings, sayings, source_pattern, sources, years
from briefing.compose.sentences.paraphrase import is_person

_AGE = re.compile(r", (?:aged )?\d\d(?=[,.;])|\b\d\d-year-old\b|\(\d\d\)")
_ONE_DATE = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")


@dataclass(frozen=True, slots=True)
class Feature:
    """doc: one line for users. of: the value for a sentence, 0..1."""

    doc: str
    of: Callable[[SentenceView], float]


# --- place ------------------------------------------------------------------------------------------------------------


def _lead(view: SentenceView) -> float:
    return 1.0 if view.index == 0 else 0.0


def _early(view: SentenceView) -> float:
    return float(FEATURE.earlier**view.index)


def _late(view: SentenceView) -> float:
    return view.index / (view.article.sentences - 1) if view.article.sentences > 1 else 0.0


def _second(view: SentenceView) -> float:
    return 1.0 if view.index == 1 else 0.0


# --- what it is about -------------------------------------------------------------------------------------------------


def _main_event(view: SentenceView) -> float:
    return view.event


def _title(view: SentenceView) -> float:
    return view.own_event


def _cold_open(view: SentenceView) -> float:
    return view.scene


def _aside(view: SentenceView) -> float:
    return 1.0 if view.aside else 0.0


def _overtaken(view: SentenceView) -> float:
    return 1.0 if view.article.overtaken else 0.0


def own_voice(view: SentenceView) -> float:
    """1 for what an opinion, a letter or a press release says, but not for what a named person says in it to answer for
    it: in a release anybody, in an opinion its author."""
    article, speaker = view.article.article, view.sentence.speech.speaker
    if not view.article.own_voice:
        return 0.0
    if article.genre == "press-release":
        return 0.0 if is_person(speaker, article.language) else 1.0
    return 0.0 if speaker and article.author and speaker == article.author.value else 1.0


def _older(view: SentenceView) -> float:
    return 1.0 if view.article.older else 0.0


def _off_event(view: SentenceView) -> float:
    """The sentence and the one before it both have little to do with the titles and leads."""
    before = view.previous.event if view.previous else view.event
    return max(0.0, 1.0 - FEATURE.event_apart * max(view.event, before))


# --- who says it ------------------------------------------------------------------------------------------------------


def _attributed(view: SentenceView) -> float:
    return 1.0 if view.sentence.speech.attributed or view.sentence.speech.quote != "none" else 0.0


def _quoted(view: SentenceView) -> float:
    return 1.0 if view.sentence.speech.quote in ("direct", "mixed") else 0.0


def _direct(view: SentenceView) -> float:
    return 1.0 if view.sentence.speech.quote == "direct" else 0.0


def _continued(view: SentenceView) -> float:
    speech = view.sentence.speech
    return 1.0 if speech.unit is not None and not speech.cue else 0.0


def _speaker(view: SentenceView) -> float:
    return 1.0 if view.sentence.speech.speaker else 0.0


def _named_speaker(view: SentenceView) -> float:
    speaker = view.sentence.speech.speaker
    if not speaker:
        return 0.0
    words = speaker.split()
    return 1.0 if len(words) > 1 and words[0][:1].isupper() and words[-1][:1].isupper() else 0.0


def _full_name(view: SentenceView) -> float:
    return _named_speaker(view) if (view.sentence.speech.speaker or "\n") in view.sentence.text else 0.0


def _office(view: SentenceView) -> float:
    return 1.0 if view.sentence.speech.speaker and view.sentence.speech.role else 0.0


def _nameless(view: SentenceView) -> float:
    """Its speaker is no name but a description ("a farmer", "the agency"), in scripts that have capitals."""
    words = (view.sentence.speech.speaker or "").split()
    if not words or words[0][:1].lower() == words[0][:1].upper():
        return 0.0
    first = words[0][:1].islower() or len(words[0]) <= FEATURE.article
    return 1.0 if first and not any(word[:1].isupper() for word in words[1:]) and not words[0].isupper() else 0.0


def _said(view: SentenceView) -> float:
    """Its speaker says so in so many words; in a language without a list of such verbs, in any words but those that
    pass on what is known, or only name a source."""
    speech, code = view.sentence.speech, view.article.article.language or "en"
    cue = speech.cue.lower().split()
    if not speech.attributed or not cue:
        return 0.0
    if known := sayings(code):
        return 0.0 if known.isdisjoint(cue) else 1.0
    passed_on = made_known(code).find(language.words(speech.cue, code))
    named = source_pattern(code)
    only_named = tuple(cue) in sources(code) or (named is not None and named.search(speech.cue))
    return 0.0 if passed_on or only_named else 1.0


def _goes_on(view: SentenceView) -> float:
    """The same speaker has the word in a sentence beside it."""
    speaker, sentences = view.sentence.speech.speaker, view.article.article.sentences
    beside = sentences[max(0, view.index - 1) : view.index + 2]
    return 1.0 if speaker and sum(sentence.speech.speaker == speaker for sentence in beside) > 1 else 0.0


def _before_quote(view: SentenceView) -> float:
    following = view.article.article.sentences[view.index + 1 : view.index + 2]
    return 1.0 if any(sentence.speech.quote in ("direct", "mixed") for sentence in following) else 0.0


def _relayed(view: SentenceView) -> float:
    return 1.0 if view.sentence.speech.via else 0.0


# --- time -------------------------------------------------------------------------------------------------------------


def _time(view: SentenceView) -> tuple[bool, bool, bool]:
    """Does it name a day more than a week before, one near, one after the story's day?"""
    before = near = after = False
    day = view.day
    for mention in view.sentence.dates:
        bounds = bounds_of(mention.value)
        if day is None or bounds is None:
            continue
        if (day - bounds[1]).days > 7:
            before = True
        elif (bounds[0] - day).days > 0:
            after = True
        else:
            near = True
    return before, near, after


def _date_before(view: SentenceView) -> float:
    before, near, after = _time(view)
    if before or "past" in view.cues:
        return 1.0
    if view.day is not None and any(year < view.day.year for year in years(view.sentence.text)):
        return 1.0
    return 0.6 if view.day is None and not (near or after) and years(view.sentence.text) else 0.0


def _date_on(view: SentenceView) -> float:
    return 1.0 if _time(view)[1] or "recent" in view.cues else 0.0


def _date_after(view: SentenceView) -> float:
    return 1.0 if _time(view)[2] or "coming" in view.cues else 0.0


def _now(view: SentenceView) -> float:
    return 1.0 if view.told("recent") else 0.0


def _dated(view: SentenceView) -> float:
    return 1.0 if view.sentence.dates else 0.0


def _one_date(view: SentenceView) -> float:
    values = {mention.value for mention in view.sentence.dates}
    return 1.0 if len(values) == 1 and all(_ONE_DATE.fullmatch(value) for value in values) else 0.0


def _freshness(view: SentenceView) -> float:
    return view.article.freshness


# --- what it holds ----------------------------------------------------------------------------------------------------


def _names(view: SentenceView) -> float:
    return min(1.0, view.names / FEATURE.full_names)


def _numbers(view: SentenceView) -> float:
    return min(1.0, view.numbers / FEATURE.full_numbers)


def _figure(view: SentenceView) -> float:
    return 1.0 if view.numbers else 0.0


def _length(view: SentenceView) -> float:
    return min(1.0, len(view.words) / FEATURE.full_words)


def _short(view: SentenceView) -> float:
    return max(0.0, 1.0 - len(view.words) / 10)


def _question(view: SentenceView) -> float:
    return 1.0 if "?" in view.sentence.text[-3:] else 0.0


def _decided(view: SentenceView) -> float:
    return 1.0 if decides(view.words, view.article.article.language) else 0.0


def _private(view: SentenceView) -> float:
    return 1.0 if _AGE.search(view.sentence.text) or view.told("private") else 0.0


def _soft_opening(view: SentenceView) -> float:
    code = view.article.article.language or "en"
    return 1.0 if openings(code).opens(view.words) else 0.0


def _told(name: str) -> Callable[[SentenceView], float]:
    """1 where a cue of the list stands outside of quotations."""
    return lambda view: 1.0 if view.told(name) else 0.0


def _closer(view: SentenceView) -> float:
    return view.closer


def _central(view: SentenceView) -> float:
    return view.central


def _cue(name: str) -> Callable[[SentenceView], float]:
    """Of a cue list: 1 with two cues or more, .7 with one, 0 without."""

    def value(view: SentenceView) -> float:
        count = len(view.cues.get(name, ()))
        return 0.0 if count == 0 else 0.7 if count == 1 else 1.0

    return value


FEATURES: Mapping[str, Feature] = {
    "lead": Feature("the first sentence of its article", _lead),
    "second": Feature("the second sentence of its article", _second),
    "cold_open": Feature(
        "the first sentence, where it is far from the title and a later one is close: a scene", _cold_open
    ),
    "early": Feature("near the top of its article (0.8 to the power of the sentences before it)", _early),
    "late": Feature("near the end of its article", _late),
    "main_event": Feature("shares words with the titles and leads of the story's articles", _main_event),
    "title": Feature("shares words with its own article's title and lead", _title),
    "closer": Feature("share of the story's sentences that share less with its titles and leads", _closer),
    "off_event": Feature("neither it nor the sentence before it shares words with titles and leads", _off_event),
    "aside": Feature("stands after the point where its article turns to another matter", _aside),
    "overtaken": Feature(
        "its article is overtaken: a later one of the story says that things stand otherwise", _overtaken
    ),
    "own_voice": Feature(
        "an opinion, a letter or a press release says it, and nobody answers for it by name", own_voice
    ),
    "older": Feature("its article is older than the day before the edition's, and the story has newer ones", _older),
    "central": Feature("holds the words that the whole story uses most", _central),
    "attributed": Feature("somebody is said to say it", _attributed),
    "said": Feature("somebody says it in so many words (said, told, added, warned …)", _said),
    "goes_on": Feature("its speaker also says the sentence before or after", _goes_on),
    "before_quote": Feature("a quotation follows it", _before_quote),
    "quoted": Feature("holds quoted words", _quoted),
    "direct": Feature("is a direct quotation", _direct),
    "continued": Feature("goes on with a quotation that began before", _continued),
    "speaker": Feature("its speaker is known", _speaker),
    "named_speaker": Feature("its speaker is a person with a full name", _named_speaker),
    "full_name": Feature("the full name of its speaker stands in it", _full_name),
    "office": Feature("its speaker has an office or a role", _office),
    "nameless": Feature("its speaker is no name but a description (a farmer, the agency)", _nameless),
    "told_fact": Feature("a fact that a body passes on, or a share of those polled", lambda v: float(told_fact(v))),
    "said_before": Feature("said long before the story's day", lambda v: float(said_before(v))),
    "answered": Feature("a question that the next sentence answers in another's words", lambda v: float(answered(v))),
    "relayed": Feature("another outlet's report is passed on", _relayed),
    "date_before": Feature("names a time well before the story's day", _date_before),
    "date_on": Feature("names a time about the story's day", _date_on),
    "now": Feature("names, outside of quotations, a day about the story's own in words (today, on Monday)", _now),
    "date_after": Feature("names a time after the story's day, or what is to come", _date_after),
    "dated": Feature("names a day, month or year", _dated),
    "one_date": Feature("names exactly one day, month or year, and no week or range", _one_date),
    "freshness": Feature("its article is among the newest of the story", _freshness),
    "names": Feature("names people, places, bodies", _names),
    "numbers": Feature("holds numbers other than dates (three count as 1)", _numbers),
    "figure": Feature("holds a number other than a date", _figure),
    "length": Feature("is long (45 words count as 1)", _length),
    "short": Feature("is very short", _short),
    "question": Feature("is a question", _question),
    "action": Feature("words of deciding and doing (approve, announce, arrest …)", _cue("action")),
    "decided": Feature("somebody decides: a government, a court, a company (approved, banned, sentenced …)", _decided),
    "evaluation": Feature("words of judging (condemn, welcome, should, dangerous …)", _cue("evaluation")),
    "expectation": Feature("words of expecting (will, could, likely, plan …)", _cue("expectation")),
    "background": Feature("words that reach back (since, has long, earlier …)", _cue("background")),
    "occasion": Feature("hangs the news on what came before (comes after, in response to …)", _cue("occasion")),
    "unknown": Feature("says that something is not known or not confirmed", _cue("unknown")),
    "confirmation": Feature("somebody confirms it", _cue("confirmation")),
    "refusal": Feature("somebody would not say, confirm or comment", _cue("refusal")),
    "records": Feature("passes on figures or papers (according to, data, survey, court documents)", _cue("records")),
    "made_known": Feature("words of passing on and charging (announced, reported, accused …)", _cue("made_known")),
    "narrated": Feature("words of a report step by step (went, found, later …)", _cue("narrated")),
    "harm": Feature("who was hurt and what was damaged (killed, flooded, evacuated …)", _cue("harm")),
    "contrast": Feature("weighs one thing against another (but, however, even …)", _cue("contrast")),
    "present": Feature("says how things are (is, are, do not)", _cue("present_tense")),
    "past": Feature("says how things were (was, had, were told)", _cue("past_tense")),
    "pluperfect": Feature("says what had been before that (had promised)", _told("pluperfect")),
    "perfect": Feature("says what has come about (has promised)", _told("perfect")),
    "ahead": Feature("says outside of quotations what may come (will, could, likely …)", _told("expectation")),
    "soft_opening": Feature("opens with a word that ties it to what stands before (but, and, so …)", _soft_opening),
    "private": Feature("somebody without an office: an age, a resident, a witness …", _private),
    "we": Feature("speaks of us", _cue("we")),
    "outside": Feature("outsiders judge: analysts, experts, residents …", _cue("outside")),
    "anecdote": Feature("somebody speaks of himself", _cue("anecdote")),
}


def values(view: SentenceView) -> dict[str, float]:
    """All features of a sentence, rounded to three places."""
    return {name: round(feature.of(view), 3) for name, feature in FEATURES.items()}
