"""Who else says it: for every printed passage the sentences of other articles that say the same, and how many
independent sources that makes."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from briefing.compose.evidence.entailment import given_figures, of_the_same, tells_enough
from briefing.compose.evidence.tuning import CORROBORATION
from briefing.compose.sentences.carried import held_share, quotes
from briefing.compose.sentences.claims import Claim, claim, contained, excluded
from briefing.compose.sentences.paraphrase import likeness
from briefing.compose.stories.copies import shared_sentences
from briefing.language.memo import kept_for_the_same
from briefing.model import OWN_VOICE, Article, Passage, Story


@dataclass(frozen=True, slots=True)
class Corroboration:
    """Who else says what a passage says.

    passages: one of each other article that says it, best match first; reasons: what makes each of them say it.
    independent: how many other independent sources they are, never more than len(passages). relays: the outlet whose
    report the passage only passes on.
    """

    passages: tuple[Passage, ...] = ()
    independent: int = 0
    relays: str | None = None
    reasons: tuple[str, ...] = ()


@kept_for_the_same(most=512)
def corroboration(story: Story, printed: Sequence[Passage]) -> tuple[Corroboration, ...]:
    """For each printed passage, who else says it; the order of the answer is that of `printed`.

    Copies, articles of one independent source (story.independent), and articles that pass on the report of the same
    outlet count once; a sentence that only relays the printed article's own outlet does not count. Nor does one that
    stands there word for word (shared wire text); several that share their words count once. Time is near linear in
    the story's sentences (an inverted index over the printed passages' stems).
    """
    origins = _Origins(story)
    wire = shared_sentences(story.articles)
    found = []
    for passage, others in zip(printed, _best_of_others(story, printed), strict=True):
        whole = [item for item in others if _says_each_sentence(item[1], passage)]
        ranked = sorted(whole, key=lambda item: (-item[0], item[1].key))
        passages = tuple(other for _, other, _ in ranked)
        told: set[int | None] = {wire.get((passage.article.path, n)) for n in range(passage.first, passage.last + 1)}
        sources: set[int | str] = set()
        for other in passages:
            words = wire.get((other.article.path, other.first))
            if words is None or words not in told:
                sources.add(origins.of(other))
                told.add(words)
        sources -= {origins.of(passage), origins.group(passage.article)}
        reasons = tuple(why for _, _, why in ranked)
        found.append(Corroboration(passages, len(sources), _relayed(passage), reasons))
    return tuple(found)


def _best_of_others(story: Story, printed: Sequence[Passage]) -> list[list[tuple[float, Passage, str]]]:
    """For each printed passage and each other article of the story: the sentence that says it in the most alike words,
    how alike (0..1), and why it says it."""
    ready = [claim(passage) for passage in printed]
    index: dict[str, list[int]] = defaultdict(list)
    for number, item in enumerate(ready):
        for stem in sorted(item.said.terms.content):
            index[stem].append(number)
    best: list[dict[str, tuple[float, Passage, str]]] = [{} for _ in printed]
    for article in _reporting(story):
        for place in range(len(article.sentences)):
            candidate = Passage(article, place, place)
            mine = claim(candidate)
            for number in _candidates(mine, ready, index):
                if printed[number].article.path == article.path or not (why := says(mine, ready[number])):
                    continue
                score = likeness(mine.said.terms, ready[number].said.terms)[0]
                known = best[number].get(article.path)
                if known is None or score > known[0]:
                    best[number][article.path] = (score, candidate, why)
    return [list(of_one.values()) for of_one in best]


def _reporting(story: Story) -> Sequence[Article]:
    """The articles that report; opinions and releases confirm nothing."""
    return [article for article in story.articles if article.genre not in OWN_VOICE]


def _candidates(item: Claim, ready: Sequence[Claim], index: Mapping[str, Sequence[int]]) -> list[int]:
    """Printed passages of whose information the sentence holds a good part."""
    held: Counter[int] = Counter()
    for stem in sorted(item.said.terms.content):
        for number in index.get(stem, ())[: CORROBORATION.postings]:
            held[number] += ready[number].said.terms.weights[stem]  # type: ignore[assignment]
    return sorted(
        number for number, weight in held.items() if weight >= CORROBORATION.held * ready[number].said.terms.weight
    )


def says(other: Claim, statement: Claim) -> str:
    """Why a sentence says all that a statement says, perhaps more; "" if it does not."""
    found = contained(statement, other)
    if found is None or (found.kind == "same" and held_share(statement.said, other.said) < CORROBORATION.same):
        return ""
    if excluded(statement, other):
        return ""
    if statement.quoted is not None and quotes(statement.quoted, other.passage):
        return found.reason
    if not given_figures(statement, other):
        return ""
    if found.kind == "adds" and not (tells_enough(statement, other) and of_the_same(statement, other)):
        return ""
    return found.reason


def _says_each_sentence(other: Passage, statement: Passage) -> bool:
    """Whether the article of a sentence that says what a statement says does so for each of its sentences: of two
    sentences, one may be all that it tells. A short one adds little ("He did not say why")."""
    every = [claim(Passage(statement.article, n, n)) for n in range(statement.first, statement.last + 1)]
    every = [one for one in every if one.said.terms.weight >= CORROBORATION.sentence]
    if statement.first == statement.last or not every:
        return True
    there = [claim(Passage(other.article, n, n)) for n in range(len(other.article.sentences))]
    return all(any(says(candidate, one) for candidate in there) for one in every)


class _Origins:
    """Which independent source answers for a passage: its article's, or the outlet whose report it passes on."""

    def __init__(self, story: Story) -> None:
        self._group = {path: number for number, paths in enumerate(story.independent) for path in paths}
        self._outlet: dict[str, int | str] = {}
        for article in story.articles:
            if article.outlet:
                self._outlet.setdefault(_plain(article.outlet.value), self.group(article))

    def group(self, article: Article) -> int | str:
        return self._group.get(article.path, article.path)

    def of(self, passage: Passage) -> int | str:
        outlet = _relayed(passage)
        if outlet is None:
            return self.group(passage.article)
        return self._outlet.get(_plain(outlet), f"via {_plain(outlet)}")


def _plain(outlet: str) -> str:
    return outlet.lower().removeprefix("the ").strip()


def _relayed(passage: Passage) -> str | None:
    """The outlet whose report a passage only passes on; not its own."""
    own = passage.article.outlet
    for sentence in passage.sentences:
        via = sentence.speech.via
        if via and not (own and _plain(own.value) == _plain(via)):
            return via
    return None
