"""What stands with a speaker and is no reaction: a fact that a body or somebody unnamed passes on, the share of those
who were polled, an interviewer's question. The words are those of [facts] in the language's sections.toml; a language
without has none."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cache

from briefing import language
from briefing.compose.sections.views import SentenceView
from briefing.compose.sentences.paraphrase import is_person

_APOSTROPHE = re.compile("['’]")
_OWN = 6  # words behind the verb of saying among which a body speaks of itself: "said that it would"


def told_fact(view: SentenceView) -> bool:
    """ "The ministry said forty were hurt": nothing is quoted, judged or expected, and the speaker is no named person
    and speaks not of itself; or "58 percent of voters agree"."""
    speech, code = view.sentence.speech, view.article.article.language or "en"
    own = words_of("own", code)
    if not speech.speaker or not own:
        return False
    if not words_of("shares", code).isdisjoint(speech.speaker.lower().split()):
        return True
    plain = words_of("plain", code).intersection(speech.cue.lower().split())
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
    return any(_APOSTROPHE.split(word.strip('.,;:“”"'), maxsplit=1)[0] in own for word in behind)


def answered(view: SentenceView) -> bool:
    """A question in marks that the next sentence answers with somebody else's words: an interviewer's."""
    sentence, sentences = view.sentence, view.article.article.sentences
    asks = sentence.speech.quote in ("direct", "mixed") and sentence.text.rstrip(" ”\"'’»“").endswith("?")
    if not asks or sentence.speech.role or view.index + 1 >= len(sentences):
        return False
    after = sentences[view.index + 1].speech
    return after.speaker is not None and after.speaker != sentence.speech.speaker and after.quote == "direct"


@cache
def words_of(name: str, code: str) -> frozenset[str]:
    return frozenset(language.table("sections", code).get("facts", {}).get(name, ()))
