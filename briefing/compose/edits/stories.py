"""An editor's changes of the stories: merged, parted, hidden, moved, printed in full."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from briefing.compose.edits.edits import NO_EDITS, STORIES, Edit, Edits, said
from briefing.compose.stories import independence
from briefing.compose.stories.fingerprint import Traits
from briefing.compose.stories.grouping.cluster import story_id
from briefing.model import Article, LeftOut, Story, Warned


@dataclass(frozen=True, slots=True, kw_only=True)
class Arranged:
    """The stories in the editor's order; how many are printed in full; which would be without the editor, None where he
    changed nothing; what is hidden; the edits, each story named by its id; and what could not be obeyed."""

    stories: tuple[Story, ...]
    head: int
    unedited: tuple[Story, ...] | None = None
    left_out: tuple[LeftOut, ...] = ()
    edits: Edits = NO_EDITS
    warnings: tuple[Warned, ...] = ()


def arranged(stories: Sequence[Story], edits: Edits, head: int, traits: Mapping[str, Traits] | None = None) -> Arranged:
    """The stories as the editor wants them. head: how many the config prints in full; traits: of the articles by their
    paths, where they are at hand."""
    if not edits.edits:
        return Arranged(stories=tuple(stories), head=head)
    table = _Table(stories=list(stories), traits=traits or {}, full={story.id for story in stories[:head]})
    kept = tuple(done for edit in edits.edits if (done := table.obeyed(edit)) is not None)
    shown = [story for story in table.stories if story.id not in table.hidden]
    left = [
        LeftOut.of(path, "hidden") for story in table.stories if story.id in table.hidden for path in paths_of(story)
    ]
    first = [story for story in shown if story.id in table.full]
    rest = [story for story in shown if story.id not in table.full]
    return Arranged(
        stories=(*first, *rest),
        head=len(first),
        unedited=tuple(stories[:head]),
        left_out=tuple(left),
        edits=replace(edits, edits=kept),
        warnings=tuple(table.warnings),
    )


def paths_of(story: Story) -> list[str]:
    """The paths of its articles and of their copies."""
    return [article.path for article in everyone(story)]


def everyone(story: Story) -> list[Article]:
    """Its articles and their copies."""
    return [*story.articles, *(article for article, _ in story.copies)]


@dataclass(slots=True, kw_only=True)
class _Table:
    """The stories while they are arranged. full: the ids of those that are printed in full: no other takes the place of
    one that is hidden; other_names: the ids that merged stories had → those that they have."""

    stories: list[Story]
    traits: Mapping[str, Traits]
    full: set[str]
    hidden: set[str] = field(default_factory=set)
    other_names: dict[str, str] = field(default_factory=dict)
    warnings: list[Warned] = field(default_factory=list)

    def obeyed(self, edit: Edit) -> Edit | None:
        """The edit with the ids of its stories, obeyed if it is about stories; None where they are not there."""
        if edit.merge is not None:
            return self._merged(edit, edit.merge)
        if edit.part is not None:
            return self._parted(edit, edit.part)
        if edit.of_story is None:
            return edit
        story = self.find(edit.of_story)
        if story is None:
            return self._gone(edit, edit.of_story)
        if edit.verb in STORIES:
            return self._placed(edit, story)
        if edit.story is not None:
            return replace(edit, story=story.id)
        return replace(edit, headline=story.id) if edit.headline else replace(edit, drop_notes=story.id)

    def find(self, name: str) -> Story | None:
        """The story of that id, or the one that holds the article of that path."""
        name = self.other_names.get(name, name)
        return next((story for story in self.stories if story.id == name or name in paths_of(story)), None)

    def _gone(self, edit: Edit, name: str) -> Edit | None:
        """None, with a warning that the story is not there."""
        self.warnings.append(Warned(name, f"{edit.verb}: there is no such story{_words(edit)}"))
        return None

    def _placed(self, edit: Edit, story: Story) -> Edit | None:
        if edit.hide_story is not None:
            self.hidden.add(story.id)
        elif edit.show_story is not None:
            self.hidden.discard(story.id)
        elif edit.full_story is not None:
            self.full.add(story.id)
        elif edit.line_story is not None:
            self.full.discard(story.id)
        elif edit.lead is not None:
            self.hidden.discard(story.id)
            self.full.add(story.id)
            self._move(story, self.stories[0])
        else:
            return self._moved(edit, story)
        return edit

    def _moved(self, edit: Edit, story: Story) -> Edit | None:
        """Before the story that is named, in full as that one is; without one, to the end of those in full."""
        if edit.before is None:
            full = [one for one in self.stories if one.id in self.full and one.id != story.id]
            self.full.add(story.id)
            place = self.stories.index(full[-1]) + 1 if full else 0
            self._move(story, next(iter(self.stories[place:]), None))
            return edit
        other = self.find(edit.before)
        if other is None:
            return self._gone(edit, edit.before)
        if other.id in self.full:
            self.full.add(story.id)
        else:
            self.full.discard(story.id)
        self._move(story, other)
        return edit

    def _move(self, story: Story, before: Story | None) -> None:
        if before is not story:
            self.stories.remove(story)
            self.stories.insert(len(self.stories) if before is None else self.stories.index(before), story)

    def _merged(self, edit: Edit, names: Sequence[str]) -> Edit | None:
        found = [(name, self.find(name)) for name in names]
        for name, story in found:
            if story is None:
                return self._gone(edit, name)
        stories = list(dict.fromkeys(story.id for _, story in found if story is not None))
        if len(stories) < 2:
            self.warnings.append(Warned(names[0], f"merge: they are one story already{_words(edit)}"))
            return None
        first, *others = [next(story for story in self.stories if story.id == name) for name in stories]
        joined = self._told(
            first,
            [article for story in (first, *others) for article in story.articles],
            (*first.why, f"merged by the editor{_words(edit)}"),
            copies_of=(first, *others),
        )
        self.stories[self.stories.index(first)] = joined
        self.stories = [story for story in self.stories if story not in others]
        if any(name in self.full for name in stories):
            self.full.add(first.id)
        for story in others:
            self.other_names = {old: first.id if new == story.id else new for old, new in self.other_names.items()}
            self.other_names[story.id] = first.id
        return edit

    def _parted(self, edit: Edit, paths: Sequence[str]) -> Edit | None:
        story = self.find(paths[0])
        if story is None:
            return self._gone(edit, paths[0])
        mine = [article for article in story.articles if article.path in paths]
        rest = [article for article in story.articles if article.path not in paths]
        if len(mine) != len(set(paths)) or not rest:
            why = "they are not articles of one story" if rest else "they are the whole story"
            self.warnings.append(Warned(paths[0], f"part: {why}{_words(edit)}"))
            return None
        name = story_id(mine[0].text_sha256, {one.id for one in self.stories} | set(self.other_names))
        place = self.stories.index(story)
        remaining = self._told(story, rest, story.why, copies_of=(story,))
        own = self._told(replace(story, id=name), mine, (f"parted by the editor{_words(edit)}",), copies_of=(story,))
        self.stories[place : place + 1] = [remaining, own]
        if story.id in self.full:
            self.full.add(name)
        return edit

    def _told(
        self, story: Story, articles: Sequence[Article], why: tuple[str, ...], *, copies_of: Sequence[Story]
    ) -> Story:
        """The story with these articles, their copies, and all that follows from them."""
        paths = {article.path for article in articles}
        copies = tuple(pair for one in copies_of for pair in one.copies if pair[1].of in paths)
        members = [*articles, *(article for article, _ in copies)]
        return replace(
            story,
            articles=tuple(articles),
            copies=copies,
            independent=independence.independent(members, [copy for _, copy in copies], self.traits),
            day=independence.day_of(members),
            why=why,
        )


def _words(edit: Edit) -> str:
    """What was said of an edit, in parentheses."""
    words = said(edit)
    return f" ({words})" if words else ""
