"""The only module that imports sumy: its stop words, its stemmers, and any of its summarizers as a ranking of our own
passages.

sumy splits and joins texts by rules of its own, needs a download for its tokenizer, and takes equal sentences of two
sources for one. So it only ever ranks: it is given our passages as sentences that are compared by identity, our words
as their words, and its answer is read as indices.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache, partial
from typing import Any

from briefing import language

LANGUAGES = {
    "ar": "arabic",
    "cs": "czech",
    "da": "danish",
    "de": "german",
    "el": "greek",
    "en": "english",
    "es": "spanish",
    "fi": "finnish",
    "fr": "french",
    "he": "hebrew",
    "hu": "hungarian",
    "it": "italian",
    "ja": "japanese",
    "ko": "korean",
    "nl": "dutch",
    "no": "norwegian",
    "pl": "polish",
    "pt": "portuguese",
    "ro": "romanian",
    "ru": "russian",
    "sk": "slovak",
    "sv": "swedish",
    "th": "thai",
    "uk": "ukrainian",
    "zh": "chinese",
}
OWN_STEMMERS = ("cs", "sk", "uk")  # in sumy's package; its Greek and Polish ones are packages of others

CLASSES = {
    "edmundson": ("edmundson", "EdmundsonSummarizer"),
    "kl": ("kl", "KLSummarizer"),
    "lexrank": ("lex_rank", "LexRankSummarizer"),
    "lsa": ("lsa", "LsaSummarizer"),
    "luhn": ("luhn", "LuhnSummarizer"),
    "reduction": ("reduction", "ReductionSummarizer"),
    "sumbasic": ("sum_basic", "SumBasicSummarizer"),
    "textrank": ("text_rank", "TextRankSummarizer"),
}


@lru_cache(maxsize=64)
def stop_words(lang: str | None) -> frozenset[str]:
    """sumy's stop words of a language (ISO 639-1), else the project's own; empty where neither has any."""
    name = LANGUAGES.get(lang or "en")
    if name is not None:
        from sumy.utils import get_stop_words

        try:
            return frozenset(word.strip().lower() for word in get_stop_words(name))
        except LookupError:
            pass
    return language.stop_words(lang)


@lru_cache(maxsize=64)
def stemmer(lang: str | None) -> Callable[[str], str]:
    """The stemmer of a language: sumy's own where it ships one, else the project's (Snowball, or none)."""
    if lang not in OWN_STEMMERS:
        return partial(_stem, lang)
    from sumy.nlp.stemmers import Stemmer

    # sumy's Czech stemmer warns of words that are no words
    return partial(_letters, Stemmer(LANGUAGES[lang]))


def _stem(lang: str | None, word: str) -> str:
    return language.stem(word, lang)


def _letters(stemmer: Callable[[str], str], word: str) -> str:
    return stemmer(word) if word.isalpha() and word.islower() else word


def rank(
    name: str,
    paragraphs: Sequence[Sequence[Sequence[str]]],
    headings: Sequence[Sequence[str]] = (),
    *,
    stop: frozenset[str] = frozenset(),
    stem: Callable[[str], str] = str,
    **attributes: Any,
) -> list[int]:
    """Indices of the sentences, best first, as sumy's summarizer `name` ranks them.

    paragraphs: of sentences, of words; headings: of words. attributes: what that summarizer has set beside its stop
    words (Edmundson's bonus_words, stigma_words, null_words). Raises KeyError for a name that sumy does not have.
    """
    import importlib

    from sumy.models.dom import ObjectDocumentModel, Paragraph, Sentence

    class Ours(Sentence):  # type: ignore[misc]
        """A sentence that is itself and no other, whatever its words."""

        __slots__ = ("index",)
        __hash__ = object.__hash__

        def __init__(self, words: Sequence[str], index: int, heading: bool = False) -> None:
            super().__init__(" ".join(words), _Given(words), heading)
            self.index = index

        def __eq__(self, other: object) -> bool:
            return self is other

    module, kind = CLASSES[name]
    summarizer = getattr(importlib.import_module(f"sumy.summarizers.{module}"), kind)(stem)
    if hasattr(summarizer, "stop_words"):
        summarizer.stop_words = stop
    for key, value in attributes.items():
        setattr(summarizer, key, value)
    number = iter(range(sum(map(len, paragraphs))))
    model = [Paragraph([Ours(words, -1, True) for words in headings])] if headings else []
    model += [Paragraph([Ours(words, next(number)) for words in sentences]) for sentences in paragraphs]
    found: list[int] = []

    def take(infos: Sequence[Any]) -> Sequence[Any]:
        found.extend(info.sentence.index for info in infos)
        return infos

    summarizer(ObjectDocumentModel(model), take)
    return found


class _Given:
    """A tokenizer that gives the words it was given."""

    def __init__(self, words: Sequence[str]) -> None:
        self.words = tuple(words)

    def to_words(self, text: str) -> tuple[str, ...]:
        return self.words
