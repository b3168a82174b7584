"""Passages of a story with their score for each section: what selection chooses from."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from briefing import language
from briefing.compose.sections.features import own_voice
from briefing.compose.sections.rules import SectionRule
from briefing.compose.sections.score import Router, Scored, route
from briefing.compose.selection.tuning import CANDIDATE
from briefing.compose.sentences.currency import CURRENT, Currency, told_by_a_fake
from briefing.compose.sentences.paraphrase import groups
from briefing.compose.sentences.passages import passages, speaker_of
from briefing.compose.sentences.speakers.countries import country_of
from briefing.language.names import names
from briefing.language.vocabulary.weights import information_of
from briefing.model import Article, Passage

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
NAMED_GROUPS = ("country", "date")  # a statement without has no place in a section that is grouped so
Key = tuple[str, int, int]  # a passage: its article's path, its first and last sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A passage, its sentences' scores, and its own.

    place: the article's number in the story, then the sentence's in the article; stems: of the words that carry
    meaning; group: passages that say the same have one number.
    """

    passage: Passage
    scored: tuple[Scored, ...] = field(repr=False)
    scores: Mapping[str, float]
    place: tuple[int, int]
    stems: frozenset[str] = field(repr=False)
    group: int
    information: float  # of its stems, in nats
    names: frozenset[str] = field(repr=False)  # words of names, those that open a sentence left out
    ends: frozenset[tuple[str, ...]] = field(repr=False)  # the last words of each sentence that has so many
    of_a_fake: bool = False  # its source is a letter, a post, a statement that it calls forged or false

    @property
    def current(self) -> bool:
        """Does its article say how things stand, and is its source no fake?"""
        if self.of_a_fake:
            return False
        articles = [scored.view.article for scored in self.scored]
        return not any(article.overtaken or article.older or article.explains for article in articles)

    @property
    def long_ago(self) -> bool:
        """Is its article so old that it only explains what newer ones report?"""
        return any(scored.view.article.long_ago for scored in self.scored)

    @property
    def reported(self) -> bool:
        """Does a report say it, or somebody by name, not merely an opinion, a letter or a press release?"""
        return not any(own_voice(scored.view) for scored in self.scored)

    @property
    def speaker(self) -> str | None:
        """Who answers for it."""
        return speaker_of(self.passage)[0]

    def group_name(self, group_by: str) -> str | None:
        """The speaker, the country or the only date that it stands under in a section that is grouped so."""
        if group_by == "country":
            return country_of(self.passage)
        if group_by == "date":
            values = {mention.value for sentence in self.passage.sentences for mention in sentence.dates}
            return values.pop() if len(values) == 1 else None
        return self.speaker if group_by == "speaker" else None

    @property
    def words(self) -> int:
        return sum(len(scored.view.words) for scored in self.scored)

    @property
    def days(self) -> frozenset[str]:
        """The days that it names, weeks, months and ranges left out."""
        found = (mention.value for sentence in self.passage.sentences for mention in sentence.dates)
        return frozenset(value for value in found if _DAY.fullmatch(value))

    def feature(self, name: str) -> float:
        """The mean of a feature over the passage's sentences."""
        return sum(scored.features[name] for scored in self.scored) / len(self.scored)

    def fits(self, wanted: Mapping[str, bool]) -> bool:
        """Does any of its sentences have each feature that is wanted, none one that is not?"""
        return all(any(scored.features[name] >= 0.5 for scored in self.scored) is has for name, has in wanted.items())

    def suits(self, rule: SectionRule) -> bool:
        """Would the section print it, were its score high enough? It needs what the section groups by."""
        grouped = rule.group_by not in NAMED_GROUPS or self.group_name(rule.group_by) is not None
        return grouped and self.fits(rule.print_if) and (self.current or not rule.only_current)

    def grouped_as(self, other: Candidate, group_by: str) -> bool:
        """Would both stand under one country or one date, where a section is grouped so?"""
        return group_by not in NAMED_GROUPS or self.group_name(group_by) == other.group_name(group_by)

    def covers(self, other: Candidate) -> bool:
        return self.place[0] == other.place[0] and self.passage.span.contains(other.passage.span)

    def overlaps(self, other: Candidate) -> bool:
        return self.place[0] == other.place[0] and self.passage.span.overlaps(other.passage.span)


def _of_a_fake(passage: Passage) -> bool:
    code = passage.article.language
    return any(told_by_a_fake(language.words(sentence.text, code), code) for sentence in passage.sentences)


def best_of(scores: Mapping[str, float], rules: Sequence[SectionRule]) -> str | None:
    """The section that scores highest of those rules, the first of equals; None where each excludes it."""
    mine = [rule.id for rule in rules if rule.id in scores]
    return max(mine, key=lambda name: scores[name]) if mine else None


def _names(passage: Passage) -> frozenset[str]:
    code = passage.article.language
    found = (name for sentence in passage.sentences for name in names(sentence.text, code))
    return frozenset(word for name in found for word in name.certain if len(word) >= CANDIDATE.shortest_name)


def candidates(
    articles: Sequence[Article], router: Router, day: date | None, currency: Currency = CURRENT
) -> list[Candidate]:
    """All passages of the articles, the lead article's first, each as it stands in its article."""
    scored = route(articles, router, day, currency)
    whole = [(number, passage) for number, article in enumerate(articles) for passage in passages(article)]
    alike = groups([passage for _, passage in whole], compare_speakers=False)
    return [
        candidate_of(passage, tuple(scored[number][passage.first : passage.last + 1]), router, (number, group))
        for (number, passage), group in zip(whole, alike, strict=True)
    ]


def candidate_of(passage: Passage, members: tuple[Scored, ...], router: Router, numbers: tuple[int, int]) -> Candidate:
    """numbers: the article's in the story, and that of the passages that say the same."""
    stems = frozenset().union(*(member.view.stems for member in members))
    return Candidate(
        passage=passage,
        scored=members,
        scores=_mean(members, router.rules),
        place=(numbers[0], passage.first),
        stems=stems,
        group=numbers[1],
        information=information_of(stems, passage.article.language, most=CANDIDATE.most),
        names=_names(passage),
        ends=_ends(passage),
        of_a_fake=_of_a_fake(passage),
    )


def _ends(passage: Passage) -> frozenset[tuple[str, ...]]:
    last = (tuple(sentence.text.split()[-CANDIDATE.last :]) for sentence in passage.sentences)
    return frozenset(words for words in last if len(words) == CANDIDATE.last)


def joined(one: Candidate, other: Candidate, rules: Sequence[SectionRule]) -> Candidate:
    """Two passages that follow each other in an article as one."""
    passage = Passage(one.passage.article, one.passage.first, other.passage.last)
    scored, stems = one.scored + other.scored, one.stems | other.stems
    held = information_of(stems, passage.article.language, most=CANDIDATE.most)
    return replace(
        one,
        passage=passage,
        scored=scored,
        scores=_mean(scored, rules),
        stems=stems,
        information=held,
        names=one.names | other.names,
        ends=one.ends | other.ends,
        of_a_fake=one.of_a_fake or other.of_a_fake,
    )


def _mean(members: Sequence[Scored], rules: Sequence[SectionRule]) -> dict[str, float]:
    """Per section the mean of the sentences' mean and least score: what must be printed together should belong
    together. A section that turns one of the sentences away has none."""
    means = {}
    for rule in rules:
        given = [member.scores[rule.id] for member in members if rule.id in member.scores]
        if len(given) == len(members):
            means[rule.id] = (sum(given) / len(given) + min(given)) / 2
    return means
