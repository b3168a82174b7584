"""Which articles tell no news of their own: a guide, a profile, a page on what something is, a text that begins with
how things came about. Beside others they explain what happened, and are not what happened; beside none they are all
there is.

The words are those of the language's `claims` table, [explains]; in a language without, every article tells news.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from functools import lru_cache

from briefing import language
from briefing.compose.sentences.standalone import outside_quotation
from briefing.compose.sentences.tuning import EXPLAINING
from briefing.language.cues import CueMatcher
from briefing.model import Article, Sentence

_LABEL = re.compile(r"([^\W\d_][\w ’'&-]{1,30}?)\s?[:|–—]\s")
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def explaining(articles: Sequence[Article]) -> Mapping[str, str]:
    """Path → why an article of the story only explains; {} where none of them tells news."""
    found = {article.path: why for article in articles if (why := _explains(article))}
    return found if len(found) < len(articles) else {}


def _explains(article: Article) -> str:
    if not _table(article.language) or not article.sentences:
        return ""
    if article.title is not None and _names_a_guide(article.title.value, article.language):
        return "its title names a guide, a profile, questions and answers"
    opening = article.sentences[: EXPLAINING.opening]
    if any(_is_news(sentence, article) for sentence in opening):
        return ""
    if article.title is not None and _tells_how(article.title.value, article.language):
        return "its title says that it tells how or why, and it opens with no day of its own"
    words = language.words(opening[0].text, article.language)
    if _list("offers", article.language).find(words):
        return "it opens with what it has to offer its reader"
    if _reaches_back(opening[0], words, article):
        return "it opens with an earlier time, and names no day of its own"
    if _defines(words, article.language) and not any(sentence.speech.attributed for sentence in opening):
        return "it opens with what something is, and names no day of its own"
    return ""


def _names_a_guide(title: str, code: str | None) -> bool:
    words = language.words(title, code)
    label = _LABEL.match(title)
    named = label is not None and bool(_list("labels", code).find(language.words(label[1], code)))
    return named or bool(_list("guides", code).find(words)) or _list("asks", code).opens(words)


def _tells_how(title: str, code: str | None) -> bool:
    """Does a title, or what stands behind a colon in it, begin with "how", "why" or "inside"?"""
    return any(_list("tells", code).opens(language.words(part, code)) for part in (title, *title.split(": ")[1:]))


def _is_news(sentence: Sentence, article: Article) -> bool:
    """Does a sentence name, outside of quotations, a day about the article's own ("on Monday", "today")?"""
    words = language.words(outside_quotation(sentence.text), article.language)
    if not language.data(article.language).weekdays.keys().isdisjoint(words):
        return True
    return bool(_list("today", article.language).find(words)) or any(
        _is_near(mention.value, article) for mention in sentence.dates
    )


def _is_near(value: str, article: Article) -> bool:
    own = article.published.day if article.published else ""
    if not own or not _DAY.fullmatch(value):
        return False
    return abs(date.fromisoformat(value) - date.fromisoformat(own)) <= timedelta(days=EXPLAINING.near)


def _reaches_back(lead: Sentence, words: Sequence[str], article: Article) -> bool:
    """Does it begin with a time that is over: "In recent years", "Since 1999", "Three years ago"?"""
    code = article.language
    if _list("earlier", code).opens(words):
        return True
    if len(words) > 1 and _list("before_year", code).opens(words) and _YEAR.fullmatch(words[1]):
        return article.published is None or words[1] < article.published.day[:4]
    return bool(_list("ago", code).find(words[: EXPLAINING.adverbial]).get("ago"))


def _defines(words: Sequence[str], code: str | None) -> bool:
    """Does it say in its first words what its subject is ("is an alliance of", "is caused by")?"""
    return bool(_list("is", code).find(words[: EXPLAINING.subject]))


@lru_cache(maxsize=64)
def _table(code: str | None) -> Mapping[str, Sequence[str]]:
    table: Mapping[str, Sequence[str]] = language.table("claims", code).get("explains", {})
    return table


@lru_cache(maxsize=256)
def _list(name: str, code: str | None) -> CueMatcher:
    return CueMatcher({name: _table(code).get(name, ())})
