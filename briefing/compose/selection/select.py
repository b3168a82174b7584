"""What is printed under each section of a story: ranked, spread, nothing twice, nothing that cannot stand alone.

Selection is greedy and explains itself: every passage that was good enough for a section and is not printed there
carries the reason. Linear in the story's passages but for ranking (n log n) and for comparing what is chosen.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import islice

from briefing.compose.sections.features import FEATURES, Feature
from briefing.compose.sections.rules import SectionRule
from briefing.compose.sections.score import Contribution, Router
from briefing.compose.selection.candidates import Candidate, Key, best_of, candidates, joined
from briefing.compose.selection.options import SelectOptions
from briefing.compose.selection.ranking import in_turn, merits, ordered, total
from briefing.compose.selection.redundancy import says_the_same, superseded, why_the_same
from briefing.compose.selection.tuning import SELECT
from briefing.compose.sentences.currency import currency
from briefing.compose.sentences.passages import adjoins
from briefing.compose.sentences.tuning import PASSAGE
from briefing.compose.summarizers import Summarizer
from briefing.model import Passage, Story


@dataclass(frozen=True, slots=True)
class Rival:
    """A passage that could have stood there, and why it does not."""

    passage: Passage
    score: float
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Pick:
    """A printed passage: its score, the features and sums behind it, its rank, its rivals."""

    passage: Passage
    section: str
    score: float
    scores: Mapping[str, float]
    features: tuple[Mapping[str, float], ...]  # sentence by sentence
    contributions: tuple[Contribution, ...]  # of its strongest sentence
    merit: tuple[Contribution, ...]  # what ranked it among those that its section could have printed
    rank: int  # among these, from 1
    of: int
    rule_number: int  # its section's place among the rules, from 0
    why: tuple[str, ...]  # the rules that produced it, in words
    speaker: str | None
    group: str | None = None
    edited: bool = False
    rivals: tuple[Rival, ...] = ()


@dataclass(frozen=True, slots=True)
class SectionPicks:
    """A section's picks in the order of print. too_little: fewer than its rule's `min_statements`."""

    rule: SectionRule
    picks: tuple[Pick, ...]
    too_little: bool


@dataclass(frozen=True, slots=True)
class Selection:
    """A story's sections in the order of the rules; a section that is to be hidden is not among them."""

    sections: tuple[SectionPicks, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SelectionPlan:
    """All that selection obeys, the same for every story.

    summarizers: by the names that the rules give them; features: all that a rule may name.
    """

    rules: Sequence[SectionRule]
    options: SelectOptions = field(default_factory=SelectOptions)
    summarizers: Mapping[str, Summarizer] = field(default_factory=dict)
    features: Mapping[str, Feature] = field(default_factory=lambda: FEATURES)


def select(
    story: Story, plan: SelectionPlan, day: date | None = None, known: Mapping[Key, str] | None = None
) -> Selection:
    """The story's sections. day: what dates are held against in a story without a day of its own."""
    return chooser(story, plan, day, known).selection()


def chooser(
    story: Story, plan: SelectionPlan, day: date | None = None, known: Mapping[Key, str] | None = None
) -> Chooser:
    """What selects the story's sections, and knows afterwards what it did not select, and why. known: passages that a
    reader of earlier editions has read, and why; they are not selected."""
    own = date.fromisoformat(story.day) if story.day else day
    rules = [replace(r, only_current=r is plan.rules[0]) if r.only_current is None else r for r in plan.rules]
    settled = replace(plan, rules=rules)
    router = Router(rules, plan.features)
    now = currency(story.articles, day)
    everything = candidates(story.articles, router, own, now)
    return Chooser(everything, settled, router, {**superseded(everything, now), **(known or {})})


class Chooser:
    """One story's choice, section by section in the order of the rules."""

    def __init__(
        self, everything: Sequence[Candidate], plan: SelectionPlan, router: Router, stale: Mapping[Key, str]
    ) -> None:
        """stale: passages that are not to be selected, and why."""
        self.rules, self.options, self.router = plan.rules, plan.options, router
        self.everything = everything = [self._as_context(candidate) for candidate in everything]
        self.summarizers = plan.summarizers
        self.printed: list[Candidate] = []
        self.lost: dict[str, list[tuple[Candidate, str]]] = {rule.id: [] for rule in self.rules}
        self.usable: list[Candidate] = []
        self.merits: dict[str, dict[Key, tuple[Contribution, ...]]] = {}
        self.ranks: dict[str, list[Key]] = {}
        self.homes = {
            (turn, candidate.passage.key): self._home(candidate, turn)
            for turn in self._turns()
            for candidate in everything
        }
        self.by_start: dict[tuple[int, int], list[Candidate]] = {}
        self.by_end: dict[tuple[int, int], list[Candidate]] = {}
        for candidate in everything:
            why = ""
            if candidate.passage.flaws:
                why = "cannot stand alone: " + "; ".join(candidate.passage.flaws)
            elif not candidate.reported:
                why = "an opinion, a letter or a press release says it, and nobody answers for it by name"
            elif candidate.passage.key in stale:
                why = stale[candidate.passage.key]
            if why:
                self._lose(candidate, why)
            else:
                self.usable.append(candidate)
                self.by_start.setdefault(candidate.place, []).append(candidate)
                self.by_end.setdefault((candidate.place[0], candidate.passage.last), []).append(candidate)

    def _as_context(self, candidate: Candidate) -> Candidate:
        """What is no longer current, and would open the story if it were, is context: the candidate with a share of
        that score for the first section that asks neither for what is current nor for a speaker. What was said long
        ago is no reaction."""
        asking = [rule for rule in self.rules if rule.only_current and rule.id in candidate.scores]
        if candidate.current or not asking:
            return candidate
        first = asking[0]
        free = [r for r in self.rules if r.turn == first.turn and not r.only_current and r.group_by == "none"]
        if not free or free[0].id not in candidate.scores:
            return candidate
        score = max(candidate.scores[free[0].id], SELECT.no_longer_current * candidate.scores[first.id])
        scores = {**candidate.scores, free[0].id: score}
        if candidate.long_ago:  # what somebody said then is no answer to what is new
            answers = {rule.id for rule in self.rules if rule.group_by == "speaker"}
            scores = {name: value for name, value in scores.items() if name not in answers}
        return replace(candidate, scores=scores)

    def _home(self, candidate: Candidate, turn: int) -> str | None:
        """The section of that turn that scores it highest among those that would print it; among all if none would."""
        mine = [rule for rule in self.rules if rule.turn == turn]
        fitting = [
            rule.id
            for rule in mine
            if candidate.scores.get(rule.id, -1.0) >= self._least(rule, candidate) and candidate.suits(rule)
        ]
        if fitting:
            return max(fitting, key=lambda name: candidate.scores[name])
        return best_of(candidate.scores, mine)

    def _least(self, rule: SectionRule, candidate: Candidate) -> float:
        """What the rule asks for; less of a passage that belongs to another section which will not print it."""
        best = best_of(candidate.scores, [other for other in self.rules if other.turn == rule.turn])
        first = next((other for other in self.rules if other.id == best), rule)
        turned_away = first is not rule and not candidate.suits(first)
        return min(rule.min_score, self.options.second_choice_least) if turned_away else rule.min_score

    def _lose(self, candidate: Candidate, why: str, section: str | None = None) -> None:
        homes = [section] if section else [self.homes[turn, candidate.passage.key] for turn in self._turns()]
        for name in homes:
            if name is not None:
                self.lost[name].append((candidate, why))

    def reasons(self) -> dict[Key, tuple[str | None, float, str]]:
        """Passage → the section that it fits best, its score there, and why it was not selected; without those that
        were. To be asked after `selection`."""
        told = {(name, candidate.passage.key): why for name, row in self.lost.items() for candidate, why in row}
        chosen = {candidate.passage.key for candidate in self.printed}
        found: dict[Key, tuple[str | None, float, str]] = {}
        turns, rules = self._turns(), {rule.id: rule for rule in self.rules}
        for candidate in self.everything:
            key = candidate.passage.key
            homes = [self.homes[turn, key] for turn in turns]
            home = next((name for name in homes if name and (name, key) in told), homes[0] if homes else None)
            if home is None:
                found[key] = (None, 0.0, "no section takes it: each excludes it (where, with_words, without_words)")
            elif key not in chosen:
                score, why = candidate.scores[home], told.get((home, key))
                if why is None:
                    least = self._least(rules[home], candidate)
                    why = f"its score for {home} is {score:.2f}, and {least:.2f} is the least"
                found[key] = (home, score, why)
        return found

    def _turns(self) -> list[int]:
        return sorted({rule.turn for rule in self.rules})

    def selection(self) -> Selection:
        chosen_by = {rule.id: self._choose(rule) for rule in sorted(self.rules, key=lambda rule: rule.turn)}
        found = []
        for rule in self.rules:
            chosen = chosen_by[rule.id]
            too_little = len(chosen) < rule.min_statements
            if too_little and rule.if_too_few == "hide":
                continue
            found.append((rule, ordered(rule, chosen), too_little))
        return Selection(
            tuple(
                SectionPicks(rule, tuple(self._pick(rule, c) for c in chosen), little) for rule, chosen, little in found
            )
        )

    def _choose(self, rule: SectionRule) -> list[Candidate]:
        chosen: list[Candidate] = []
        words = 0
        for candidate in self._ranked(rule):
            why = self._refused(rule, candidate, chosen, words)
            if why:
                self._lose(candidate, why, rule.id)
                continue
            longer = self._grown(rule, candidate, chosen, words)
            chosen.append(longer)
            self.printed.append(longer)
            if longer is not candidate:  # it stands on what it goes on from
                self.merits[rule.id][longer.passage.key] = self.merits[rule.id][candidate.passage.key]
                self.ranks[rule.id][self.ranks[rule.id].index(candidate.passage.key)] = longer.passage.key
            words += longer.words
        return chosen

    def _ranked(self, rule: SectionRule) -> list[Candidate]:
        """What the rule admits: the best first; speakers in turn where they head groups."""
        admitted = []
        for candidate in self.usable:
            score = candidate.scores.get(rule.id)
            if score is None or score < self._least(rule, candidate):
                continue
            home = self.homes[rule.turn, candidate.passage.key]
            if home is not None and home != rule.id:
                self._lose(candidate, f"fits {home} better ({candidate.scores[home]:.2f})", rule.id)
                continue
            if not candidate.suits(rule):
                self._lose(candidate, _unsuited(rule, candidate), rule.id)
                continue
            if rule.group_by == "speaker" and not _same_voice(candidate):
                self._lose(candidate, "two speakers stand in it, it could not stand under one", rule.id)
                continue
            admitted.append(candidate)
        names = frozenset().union(*(other.names for other in self.printed))
        merit = merits(rule, admitted, self.summarizers.get(rule.summarizer), self.options.summarizer_share, names)
        ranked = sorted(admitted, key=lambda c: (-total(merit[c.passage.key]), c.place))
        self.merits[rule.id], self.ranks[rule.id] = merit, [c.passage.key for c in ranked]
        return in_turn(ranked, rule.group_by)

    def _refused(self, rule: SectionRule, candidate: Candidate, chosen: Sequence[Candidate], words: int) -> str:
        if any(candidate.overlaps(other) for other in self.printed):
            return "its words are printed in another statement"
        twin = next((other for other in self.printed if says_the_same(candidate, other)), None)
        if twin is not None:
            place = f"{twin.passage.article.path}, sentence {twin.passage.first + 1}"
            return f"says the same as {place}: {why_the_same(candidate, twin)}"
        if len(chosen) >= rule.statements:
            return taken(rule.statements)
        if rule.words is not None and words + candidate.words > rule.words:
            return f"the section's {rule.words} words do not hold it"
        if rule.per_speaker is not None and candidate.speaker is not None:
            count = sum(other.speaker == candidate.speaker for other in chosen)
            if count >= rule.per_speaker:
                return f"{candidate.speaker} has {count} statements already"
        return ""

    def _grown(self, rule: SectionRule, candidate: Candidate, chosen: Sequence[Candidate], words: int) -> Candidate:
        """The candidate with all that is printed with it."""
        if not self.options.extend:
            return candidate
        longer = self._going_on(rule, candidate, chosen, words)
        return self._with_more_of_the_same(rule, longer, chosen, words) if rule.group_by == "speaker" else longer

    def _going_on(self, rule: SectionRule, candidate: Candidate, chosen: Sequence[Candidate], words: int) -> Candidate:
        """The candidate, or the longest usable one that begins with it and goes on with what leans on it."""
        best = candidate
        rivals = [other for other in self.rules if other.turn == rule.turn]
        for other in self.by_start.get(candidate.place, ()):
            fits = other.covers(best) and other is not best
            added = other.scored[len(best.scored) :]
            if (
                fits
                and all(best_of(scored.scores, rivals) == rule.id for scored in added)
                and _same_voice(other)
                and other.grouped_as(best, rule.group_by)
                and not self._refused(rule, other, chosen, words)
            ):
                best = other
        return best

    def _with_more_of_the_same(
        self, rule: SectionRule, candidate: Candidate, chosen: Sequence[Candidate], words: int
    ) -> Candidate:
        """The candidate with what the same speaker says right after it and right before it, as far as a statement
        may be long."""
        best = candidate
        for after in (True, False):
            wider = self._wider(rule, best, after, chosen, words)
            while wider is not None:
                best, wider = wider, self._wider(rule, wider, after, chosen, words)
        return best

    def _wider(
        self, rule: SectionRule, best: Candidate, after: bool, chosen: Sequence[Candidate], words: int
    ) -> Candidate | None:
        number = best.place[0]
        if after:
            beside = self.by_start.get((number, best.passage.last + 1), [])
        else:
            beside = self.by_end.get((number, best.passage.first - 1), [])
        for other in beside:
            if (
                best.speaker is None
                or other.speaker != best.speaker
                or self.homes[rule.turn, other.passage.key] != rule.id
            ):
                continue
            one = joined(best, other, self.rules) if after else joined(other, best, self.rules)
            fits = (
                one.words <= self.options.max_words and len(one.scored) <= PASSAGE.most_sentences and _same_voice(one)
            )
            if fits and adjoins(one.passage) and not self._refused(rule, one, chosen, words):
                return one
        return None

    def _pick(self, rule: SectionRule, candidate: Candidate) -> Pick:
        strongest = max(candidate.scored, key=lambda scored: scored.scores.get(rule.id, 0.0))
        return Pick(
            passage=candidate.passage,
            section=rule.id,
            score=candidate.scores[rule.id],
            scores=candidate.scores,
            features=tuple({k: round(v, 3) for k, v in scored.features.items()} for scored in candidate.scored),
            contributions=tuple(self.router.contributions(rule, strongest)),
            merit=self.merits[rule.id][candidate.passage.key],
            rank=self.ranks[rule.id].index(candidate.passage.key) + 1,
            of=len(self.ranks[rule.id]),
            rule_number=list(self.rules).index(rule),
            why=_why(rule, candidate),
            speaker=candidate.speaker,
            group=candidate.group_name(rule.group_by),
            rivals=self._rivals(rule, candidate),
        )

    def _rivals(self, rule: SectionRule, candidate: Candidate) -> tuple[Rival, ...]:
        """The strongest that lost in this section, its twins first."""
        most = self.options.rivals
        lost = sorted(self.lost[rule.id], key=lambda pair: (-pair[0].scores.get(rule.id, 0.0), pair[0].place))
        twins = list(islice((pair for pair in lost if says_the_same(pair[0], candidate)), most))
        others = (pair for pair in lost if all(pair is not twin for twin in twins))
        found = [*twins, *islice(others, most - len(twins))]
        return tuple(Rival(c.passage, c.scores.get(rule.id, 0.0), why) for c, why in found)


def _unsuited(rule: SectionRule, candidate: Candidate) -> str:
    if rule.only_current and not candidate.current:
        return "its article is overtaken, old beside newer ones, or only explains (only_current)"
    if candidate.fits(rule.print_if):
        return f"no {rule.group_by} stands in it, under which it could be printed"
    return "print_if of the section excludes it"


def _same_voice(candidate: Candidate) -> bool:
    voices = {sentence.speech.speaker for sentence in candidate.passage.sentences if sentence.speech.speaker}
    return len(voices) <= 1


def _why(rule: SectionRule, candidate: Candidate) -> tuple[str, ...]:
    """The lines of the rule that let a passage through, in words."""
    lines = [f"min_score: {rule.min_score:.2f}, its score for {rule.id} is {candidate.scores[rule.id]:.2f}"]
    lines += [f"scorer: {rule.scorer:g}, its share beside the rule's own points"] if rule.scorer else []
    lines += [f"where: {name}: {str(has).lower()}" for name, has in rule.where.items()]
    lines += [f"print_if: {name}: {str(has).lower()}" for name, has in rule.print_if.items()]
    lines += ["with_words: one of them occurs"] if rule.with_words else []
    lines += ["without_words: none of them occurs"] if rule.without_words else []
    return tuple(lines)


def taken(most: int) -> str:
    """Why a passage is not printed where its section has all its statements."""
    return f"the section's {most} statements are taken"
