"""Whether the day that a sentence names is the day of what it tells.

"Prices rose after Friday's attack" names a day, and not that of the rise. A timeline holds sure days only: where the
date belongs to a noun, to a clause that says which one is meant, to a span of time, or lies ahead, it is left out.
The words are those of `briefing/language/<code>/evidence.toml`, [timeline]; where a language lists none, the rule that
goes by them says nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from briefing import language
from briefing.compose.evidence.tuning import TIMELINE
from briefing.compose.sentences.terms import cues
from briefing.language.memo import lazy
from briefing.language.rules import Rule, RuleTable
from briefing.model import Article, DateMention, Sentence
from briefing.text import Span

_POSSESSIVE = ("'s", "’s", "s'", "s’")
_WORD_BEHIND = re.compile(r"\s+[^\W\d_]+")


@lru_cache(maxsize=64)
def _listed(lang: str | None, key: str) -> frozenset[str]:
    return frozenset(language.table("evidence", lang).get("timeline", {}).get(key, ()))


@dataclass(frozen=True, kw_only=True)
class DateInSentence:
    """A date in its sentence. published: the day of the article, "" if unknown."""

    sentence: Sentence
    mention: DateMention
    raw: str  # the sentence as it stands in the kept text
    lang: str | None
    published: str

    @lazy
    def at(self) -> int:
        return self.mention.span.start - self.sentence.span.start

    @lazy
    def words(self) -> list[str]:
        """The words before it, in lower case; marks stand for themselves."""
        return re.findall(r"[\w’']+|[^\w\s]", self.raw[: self.at].lower())

    @lazy
    def behind(self) -> str:
        return self.raw[self.mention.span.end - self.sentence.span.start :]

    @property
    def last(self) -> str:
        return self.words[-1] if self.words else ""

    @property
    def named(self) -> str:
        return self.mention.span.shifted(-self.sentence.span.start).of(self.raw)

    @property
    def has_figures(self) -> bool:
        return any(char.isdigit() for char in self.named)


def sure(article: Article, sentence: Sentence, mention: DateMention) -> bool:
    """Is the day that a sentence names that of what it tells?"""
    return not why_not(article, sentence, mention)


def why_not(article: Article, sentence: Sentence, mention: DateMention) -> str:
    """Why the day is perhaps another one's; "" where nothing says so."""
    return UNSURE(_dated(article, sentence, mention)) or ""


def names_its_day(article: Article, sentence: Sentence, mention: DateMention) -> bool:
    """Is the day that a sentence names one to which what it tells leads: that of an event, a deadline or an aim? Of a
    date that lies ahead, "until", "for" and "urged" say no less than "on"."""
    return not set(UNSURE.verdicts(_dated(article, sentence, mention))) & OF_SOMETHING_ELSE


def _dated(article: Article, sentence: Sentence, mention: DateMention) -> DateInSentence:
    published = article.published.day if article.published else ""
    raw = sentence.span.of(article.body.string)
    return DateInSentence(sentence=sentence, mention=mention, raw=raw, lang=article.language, published=published)


def _is_of_a_noun(dated: DateInSentence) -> bool:
    """ "Friday's attack", "the Sept. 11 attacks", "his 1998 interview", "the party's 14 March bloc"."""
    if dated.behind[:2] in _POSSESSIVE or dated.named.endswith(_POSSESSIVE):
        return True
    words = dated.words
    while len(words) > 2 and words[-2].isdigit():  # "his 2014 and 2016 campaigns"
        words = words[:-2]
    last = words[-1] if words else ""
    before = last in _listed(dated.lang, "noun_before") or last.endswith(("'s", "’s"))
    return before and _WORD_BEHIND.match(dated.behind) is not None


def _only_says_which(dated: DateInSentence) -> bool:
    """A relative clause that no comma has ended: "…, who died in October"; but not "said that it fell on Monday"."""
    relative, verbs = _listed(dated.lang, "relative"), language.data(dated.lang).speech_verbs
    for place in range(len(dated.words) - 1, 0, -1):
        word = dated.words[place]
        if word in (",", ";", "—", "–"):
            return False
        if word in relative:
            return dated.words[place - 1] not in verbs
    return False


def _is_an_aim(dated: DateInSentence) -> bool:
    """ "Prepared for a march on Saturday": a day without its figures, a few words behind "for", "before"."""
    near = dated.words[-TIMELINE.aim :]
    return not dated.has_figures and bool(_listed(dated.lang, "aims") & set(near))


def _is_wanted(dated: DateInSentence) -> bool:
    """ "Urged people to turn out on Sunday": what somebody asks for or plans has no sure day."""
    return not dated.has_figures and bool(cues(dated.lang, "weak") & set(dated.words))


def _lies_ahead(dated: DateInSentence) -> bool:
    """After the article's day, and not named by its figures."""
    day = dated.mention.value
    return bool(dated.published) and day > dated.published[: len(day)] and not dated.has_figures


def _is_on_a_condition(dated: DateInSentence) -> bool:
    """ "If Roe does not pay, the town can vote again on 8 May"."""
    return bool(_listed(dated.lang, "conditions") & set(dated.words))


def _is_this_year(dated: DateInSentence) -> bool:
    """ "This year": too wide to be a day of its own year."""
    year = len(dated.mention.value) == len("2031") and not dated.has_figures
    return year and dated.published.startswith(dated.mention.value)


def _row(name: str, test: Callable[[DateInSentence], object], example: str) -> Rule[[DateInSentence], str | None]:
    return Rule(name=name, test=test, verdict=name, example=(example, True))


def _unsure(text: str) -> bool:
    """An English sentence, written on 11 May 2031; its date between square brackets, the value behind a bar."""
    text, _, value = text.rpartition(" | ")
    at, stop = text.index("["), text.index("]") - 1
    plain = text.replace("[", "").replace("]", "")
    sentence = Sentence(span=Span(0, len(plain)), text=plain, block=0)
    return (
        UNSURE(
            DateInSentence(
                sentence=sentence,
                mention=DateMention(Span(at, stop), value),
                raw=plain,
                lang="en",
                published="2031-05-11",
            )
        )
        is not None
    )


UNSURE: RuleTable[[DateInSentence], str | None] = RuleTable(
    "unsure days",
    _row("the day of a noun", _is_of_a_noun, "Prices rose after the [May 9] storm. | 2031-05-09"),
    _row(
        "a span of time",
        lambda dated: dated.last in _listed(dated.lang, "spans"),
        "The port has been closed since [May 9]. | 2031-05-09",
    ),
    _row("only says which", _only_says_which, "Roe sold the mill, which burnt down in [2029]. | 2029"),
    _row("an aim", _is_an_aim, "Ostrau got ready for a march on [Saturday]. | 2031-05-10"),
    _row("wanted", _is_wanted, "Roe urged the town to march on [Saturday]. | 2031-05-10"),
    _row("on a condition", _is_on_a_condition, "If Roe leaves, Ostrau votes on [May 17]. | 2031-05-17"),
    _row("ahead", _lies_ahead, "Ostrau votes on [Saturday]. | 2031-05-17"),
    _row("this year", _is_this_year, "Roe sold the mill [this year]. | 2031"),
    otherwise=None,
    run=_unsure,
)

# The rows by which a date is not that of what its sentence tells, wherever it lies.
OF_SOMETHING_ELSE = frozenset(("the day of a noun", "only says which", "on a condition"))
