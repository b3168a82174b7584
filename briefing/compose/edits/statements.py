"""An editor's changes of a story's statements: struck, put in, moved, put first; sections hidden."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from briefing.compose.edits.edits import EVIDENCE, STATEMENTS, Edit, said
from briefing.compose.sections.rules import SectionRule
from briefing.compose.selection.by_hand import best_section, pick_by_hand
from briefing.compose.selection.select import Chooser, Pick, SectionPicks
from briefing.model import Passage, Story, Warned

Sections = tuple[tuple[SectionPicks, tuple[Pick, ...]], ...]  # per section its picks in the order of print


@dataclass(frozen=True, slots=True, kw_only=True)
class Edited:
    """A story's sections as the editor wants them. struck: passages that are printed nowhere; hidden: parts of the
    evidence that are not printed; obeyed: the statement ids that changes were made for."""

    sections: Sections
    struck: tuple[Passage, ...] = ()
    hidden: frozenset[str] = frozenset()
    obeyed: tuple[str, ...] = ()
    warnings: tuple[Warned, ...] = ()

    def leaves_out(self, part: str, passage: Passage) -> bool:
        """Is the part of the evidence hidden, or any sentence of the passage struck?"""
        return part in self.hidden or any(overlaps(passage, other) for other in self.struck)


UNEDITED = Edited(sections=())


def effective(edits: Sequence[Edit]) -> list[Edit]:
    """The edits without those that a later one takes back: of a statement that is restored, of what is shown again."""
    kept: list[Edit] = []
    for edit in edits:
        if edit.restore is not None:
            kept = [one for one in kept if one.statement != edit.restore]
        elif edit.show_section is not None:
            gone = (edit.show_section, edit.story)
            kept = [one for one in kept if one.hide_section is None or (one.hide_section, one.story) != gone]
        elif edit.drop_notes is not None:
            kept = [one for one in kept if one.note is None or one.story != edit.drop_notes]
        else:
            kept.append(edit)
    return kept


def edited(
    story: Story,
    sections: Sections,
    chooser: Chooser,
    edits: Sequence[Edit],
    places: Mapping[str, tuple[Story, Passage]],
) -> Edited:
    """What is printed of a story. edits: `effective` ones; places: of the ids that they name."""
    mine = [edit for edit in edits if _is_about(edit, story, places)]
    if not mine:
        return Edited(sections=sections)
    table = _Table(story=story, chooser=chooser, places=places)
    table.picks = {section.rule.id: list(picks) for section, picks in sections}
    for edit in mine:
        table.obey(edit)
    known = {section.rule.id: section for section, _ in sections}
    found = []
    for rule in chooser.rules:
        picks = table.picks.get(rule.id, [])
        if rule.id not in table.hidden and (picks or (rule.id in known and rule.id not in table.changed)):
            section = known.get(rule.id) or SectionPicks(rule, (), False)
            found.append((replace(section, too_little=section.too_little and not table.placed(rule)), tuple(picks)))
    return Edited(
        sections=tuple(found),
        struck=tuple(table.struck.values()),
        hidden=frozenset(table.hidden & set(EVIDENCE)),
        obeyed=tuple(table.obeyed),
        warnings=tuple(table.warnings),
    )


def _is_about(edit: Edit, story: Story, places: Mapping[str, tuple[Story, Passage]]) -> bool:
    if edit.hide_section is not None:
        return edit.story in (None, story.id)
    name = edit.statement
    return edit.verb in STATEMENTS and name is not None and name in places and places[name][0].id == story.id


def overlaps(one: Passage, other: Passage) -> bool:
    """Do two passages share a sentence?"""
    return one.article.path == other.article.path and one.first <= other.last and other.first <= one.last


@dataclass(slots=True, kw_only=True)
class _Table:
    """A story's statements while they are changed. struck: by id; changed: sections that something left or came to."""

    story: Story
    chooser: Chooser
    places: Mapping[str, tuple[Story, Passage]]
    picks: dict[str, list[Pick]] = field(default_factory=dict)
    struck: dict[str, Passage] = field(default_factory=dict)
    hidden: set[str] = field(default_factory=set)
    changed: set[str] = field(default_factory=set)
    obeyed: dict[str, None] = field(default_factory=dict)
    warnings: list[Warned] = field(default_factory=list)

    def obey(self, edit: Edit) -> None:
        if edit.hide_section is not None:
            self.hidden.add(edit.hide_section)
            return
        name = edit.statement
        assert name is not None
        passage = self._whole(self.places[name][1])
        self.obeyed[name] = None
        if edit.strike is not None:
            self.struck[name] = passage
            self._remove(passage)
        else:
            self._place(edit, name, passage)

    def placed(self, rule: SectionRule) -> bool:
        """Did the editor place anything in the section?"""
        return rule.id in self.changed and bool(self.picks.get(rule.id))

    def _whole(self, passage: Passage) -> Passage:
        """The passage with the article as the story has it, whose speakers are known."""
        article = next(one for one in self.story.articles if one.path == passage.article.path)
        return Passage(article, passage.first, passage.last)

    def _place(self, edit: Edit, name: str, passage: Passage) -> None:
        section = edit.section or self._section_of(passage)
        if section not in {rule.id for rule in self.chooser.rules}:
            self.warnings.append(Warned(name, f"{edit.verb}: the config has no section {section!r}"))
            return
        self.struck = {key: one for key, one in self.struck.items() if not overlaps(one, passage)}
        first = edit.pin is not None
        pick = self._remove(passage) if edit.put is None else None
        if pick is None or pick.section != section or first:
            self._remove(passage)
            pick = pick_by_hand(self.chooser, passage, section, first=first, why=said(edit))
        row = self.picks.setdefault(section, [])
        row.insert(0 if first else self._index(row, edit.before), pick)
        self.changed.add(section)

    def _section_of(self, passage: Passage) -> str:
        """The section that prints it, else the one that it fits best."""
        printed = (name for name, row in self.picks.items() for pick in row if pick.passage.key == passage.key)
        return next(printed, None) or best_section(self.chooser, passage)

    def _index(self, row: Sequence[Pick], before: str | None) -> int:
        """Where the statement named `before` stands; the end where it does not."""
        if before is None or before not in self.places:
            return len(row)
        other = self.places[before][1]
        return next((at for at, pick in enumerate(row) if overlaps(pick.passage, other)), len(row))

    def _remove(self, passage: Passage) -> Pick | None:
        """Takes out what shares a sentence with the passage; the pick of just this passage, if there was one."""
        found = None
        for name, row in self.picks.items():
            for pick in [one for one in row if overlaps(one.passage, passage)]:
                row.remove(pick)
                self.changed.add(name)
                found = pick if pick.passage.key == passage.key else found
        return found


def beyond_their_words(stories: Sequence[Edited], most: int | None) -> list[Warned]:
    """Sources of which more words are quoted than the config allows, because an editor put some in."""
    if most is None:
        return []
    words: Counter[str] = Counter()
    for story in stories:
        for _, picks in story.sections:
            for pick in picks:
                words[pick.passage.article.path] += len(pick.passage.text.split())
    return [
        Warned(path, f"{count} words are quoted from it, more than words_per_source ({most})")
        for path, count in words.items()
        if count > most
    ]
