"""The country that a statement speaks for or of: by its speaker, the speaker's role, or the first country it names."""

from __future__ import annotations

from functools import cache

from briefing import language
from briefing.language.cues import CueMatcher
from briefing.model import Passage


@cache
def _matcher(code: str) -> CueMatcher:
    """Country → its names, capital and adjective; the English table where the language has none."""
    table = language.table("countries", code).get("country") or language.table("countries", "en")["country"]
    lists = {}
    for country, names in dict(table).items():
        spoken = [" ".join(language.words(str(name), code)) for name in (country, *names)]
        lists[str(country)] = [name for name in spoken if name]
    return CueMatcher(lists)


def named_country(text: str, code: str | None) -> str | None:
    """The first country that a text names; of two that begin at one word the one with the longer name."""
    found = _matcher(code or "en").find(language.words(text, code))
    return min(found, key=lambda country: (found[country][0], -len(country), country)) if found else None


def country_of(passage: Passage) -> str | None:
    """The country of a passage's speaker, else of the speaker's role, else the first one that the passage names."""
    code = passage.article.language
    texts = [text for s in passage.sentences for text in (s.speech.speaker, s.speech.role) if text]
    for text in (*texts, passage.text):
        country = named_country(text, code)
        if country:
            return country
    return None
