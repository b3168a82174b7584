"""What a site shows that is no article: an error page, a shop's page, a form to sign up, the announcement of a
broadcast, a list of links (which was seen when it was read). Short texts alone are looked at; the words are those of
the language's `genres` table, [error_page] and [no_article], beside the English ones.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from briefing import language
from briefing.compose.stories.tuning import WINDOW
from briefing.language.cues import CueMatcher
from briefing.model import Article


def not_an_article(article: Article) -> str | None:
    """Which of LEFT_OUT says why a text is no article; None for an article."""
    if is_error_page(article):
        return "no_article"
    return "page" if article.genre == "page" or _offers(article) or _shows(article) else None


def is_error_page(article: Article) -> bool:
    """Is a short text what a site says in place of a page that it does not find? By its whole title, or by how its
    first sentence or title speaks to the reader; news of a page that is gone speaks to nobody."""
    if len(article.sentences) > WINDOW.error_page:
        return False
    found = _lists("error_page", article.language)
    title, opening = _title(article), language.words(article.sentences[0].text, article.language)
    return " ".join(title) in found["titles"].plain or any(found["says"].find(words) for words in (title, opening))


def _offers(article: Article) -> bool:
    """Do two sentences of a short text, and a third of all, sell something or ask the reader to sign up? Its title
    may be one of them. Who reports of a shop quotes one such sentence at most."""
    size = len(article.sentences)
    if size > WINDOW.offer:
        return False
    found = _lists("no_article", article.language)
    lines = [_title(article), *_all(article)]
    said = sum(bool(found["offers"].find(words)) or found["invites"].opens(words) for words in lines)
    return said >= WINDOW.offered and said >= WINDOW.offered_share * size


def _shows(article: Article) -> bool:
    """Does a text of a few sentences, by its title and again by one of them, send the reader to a broadcast?"""
    if len(article.sentences) > WINDOW.announcement:
        return False
    found = _lists("no_article", article.language)
    titled = found["shows"].opens(_title(article))
    said = [found["shows"].opens(words) or bool(found["plays"].find(words)) for words in _all(article)]
    return sum(said) + titled >= WINDOW.announced


def _title(article: Article) -> Sequence[str]:
    return language.words(article.title.value, article.language) if article.title else ()


def _all(article: Article) -> list[Sequence[str]]:
    return [language.words(sentence.text, article.language) for sentence in article.sentences]


@lru_cache(maxsize=64)
def _lists(table: str, code: str | None) -> Mapping[str, CueMatcher]:
    """The lists of a part of the language's table and of the English one."""
    tables = [language.table("genres", name).get(table, {}) for name in dict.fromkeys(("en", code))]
    names = {part for one in tables for part in one}
    phrases = {part: [phrase for one in tables for phrase in one.get(part, ())] for part in names}
    return {part: CueMatcher({part: [" ".join(language.words(one, code)) for one in phrases[part]]}) for part in names}
