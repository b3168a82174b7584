"""Sentences, words and per language one data file. Everything that depends on a language is asked for here."""

from __future__ import annotations

from briefing.language.data import LanguageData, data, languages, months, table
from briefing.language.detect import detect
from briefing.language.markup import plain, plain_of
from briefing.language.sentences import sentence_spans
from briefing.language.tokens import words
from briefing.language.vocabulary.stems import stem, stems, stop_words
from briefing.language.vocabulary.weights import document_frequency, information

__all__ = [
    "LanguageData",
    "data",
    "detect",
    "document_frequency",
    "information",
    "languages",
    "months",
    "plain",
    "plain_of",
    "sentence_spans",
    "stem",
    "stems",
    "stop_words",
    "table",
    "words",
]
