"""Edmundson: cue words, words of the titles, and place in the text.

H. P. Edmundson, "New Methods in Automatic Extracting", JACM 16 (1969), as sumy has it, which needs word lists before it
answers: bonus and stigma words come from the language's `summaries` table, null words are its stop words, headings
are the titles of the articles, paragraphs their blocks.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from briefing import language
from briefing.compose.summarizers.classic import adapter
from briefing.model import Passage

NONE = "\u0000"  # sumy refuses an empty list; no word is this one


def order(passages: Sequence[Passage]) -> list[int]:
    """All passages, best first."""
    if not passages:
        return []
    lang = passages[0].article.language
    row = range(len(passages))
    paragraphs = [list(group) for _, group in groupby(row, key=lambda i: _block(passages[i]))]
    titles = dict.fromkeys(p.article.title.value for p in passages if p.article.title)
    return adapter.rank(
        "edmundson",
        [[language.words(passages[i].text, lang) for i in group] for group in paragraphs],
        [language.words(title, lang) for title in titles],
        stem=adapter.stemmer(lang),
        bonus_words=_cues(lang, "bonus"),
        stigma_words=_cues(lang, "stigma"),
        null_words=adapter.stop_words(lang) or {NONE},
    )


def _block(passage: Passage) -> tuple[str, int]:
    return (passage.article.path, passage.sentences[0].block)


def _cues(lang: str | None, key: str) -> Iterable[str]:
    table = language.table("summaries", lang) or language.table("summaries", "en")
    return table.get(key) or {NONE}
