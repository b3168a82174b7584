"""A form of the desk → the changes that it asks for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from urllib.parse import parse_qsl

from briefing.compose.edits.edits import Edit
from briefing.compose.edits.places import places
from briefing.compose.sentences.slices import statement_id
from briefing.desk.bench import View
from briefing.desk.edits.edits_book import now
from briefing.desk.faults import Unable
from briefing.desk.views.rows import numbers
from briefing.errors import UsageError
from briefing.model import Article, Passage, Story
from briefing.shape import ShapeError

Form = Mapping[str, str]
MOST_FIELDS = 200
WORDS = 60  # characters of a statement that stand beside its id in the file
LONGEST_NOTE = 2000


def form_of(body: bytes) -> dict[str, str]:
    """The fields of a form; the last of a name counts. Raises UsageError for what is none."""
    try:
        text = body.decode("utf-8")
        pairs = parse_qsl(text, keep_blank_values=True, strict_parsing=bool(text), max_num_fields=MOST_FIELDS)
    except ValueError:
        raise UsageError("this is not a form of the desk") from None
    return {name: value.replace("\r\n", "\n").replace("\r", "\n") for name, value in pairs}


def changes(form: Form, view: View, who: str) -> tuple[Edit, ...]:
    """What the form asks for. Raises UsageError where it asks for nothing that there is."""
    verb = form.get("do", "")
    if verb not in _MAKERS:
        raise UsageError(f"{verb[:40]!r} is no change that the desk knows")
    why = form.get("why", "").strip()
    try:
        made = _MAKERS[verb](form, view)
    except ShapeError as fault:
        raise UsageError(f"this change cannot be made: {fault}") from None
    return tuple(replace(edit, by=who, at=now(), why=why[:500]) for edit in made)


def _statement(verb: str) -> Callable[[Form, View], list[Edit]]:
    def make(form: Form, view: View) -> list[Edit]:
        name = form.get("statement", "")
        return [Edit(**{verb: name}, words=_words(name, view))]  # type: ignore[arg-type]

    return make


def _placed(before: str) -> Callable[[Form, View], list[Edit]]:
    """A statement moved before the one that a field of the form names."""

    def make(form: Form, view: View) -> list[Edit]:
        name, section = form.get("statement", ""), form.get("section", "")
        other = form.get(before) or None
        return [Edit(move=name, section=section, before=other, words=_words(name, view))]

    return make


def _moved(form: Form, view: View) -> list[Edit]:
    name = form.get("statement", "")
    return [Edit(move=name, section=form.get("to", ""), words=_words(name, view))]


def _put(form: Form, view: View) -> list[Edit]:
    """Sentences of an article (its number, the first one's, how many), or a statement by its id."""
    story, passage = _passage(form, view)
    name = statement_id(passage.article, passage.span)
    put = Edit(put=name, section=form.get("to", ""), before=form.get("before") or None, words=_start(passage.text))
    full = {one.id for one in view.told.stories[: view.told.head]}
    return [put] if story.id in full else [Edit(full_story=passage.article.path), put]


def _passage(form: Form, view: View) -> tuple[Story, Passage]:
    if form.get("statement"):
        found = places(view.told.stories, {form["statement"]}).get(form["statement"])
        if found is None:
            raise Unable("err_sentence")
        return found
    article = article_number(view, form.get("article", ""))
    story = view.story_of(article.path)
    first, count = _number(form.get("first", "")), max(1, _number(form.get("count", "1")))
    if story is None or not 0 <= first < len(article.sentences):
        raise UsageError("there is no such sentence")
    return story, Passage(article, first, min(first + count, len(article.sentences)) - 1)


def article_number(view: View, number: str) -> Article:
    """The whole article of a number at the desk. Raises UsageError where there is none."""
    wanted = _number(number)
    path = next((path for path, one in numbers(view).items() if one == wanted), None)
    article = view.whole(path) if path is not None else None
    if article is None:
        raise UsageError("there is no such source")
    return article


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 9 else -1


def _story(verb: str) -> Callable[[Form, View], list[Edit]]:
    def make(form: Form, view: View) -> list[Edit]:
        return [Edit(**{verb: form.get("story", "")})]  # type: ignore[arg-type]

    return make


def _section(verb: str) -> Callable[[Form, View], list[Edit]]:
    def make(form: Form, view: View) -> list[Edit]:
        return [Edit(**{verb: form.get("section", "")}, story=form.get("story") or None)]  # type: ignore[arg-type]

    return make


def _story_before(field: str) -> Callable[[Form, View], list[Edit]]:
    def make(form: Form, view: View) -> list[Edit]:
        return [Edit(move_story=form.get("story", ""), before=form.get(field) or None)]

    return make


def _headline(form: Form, view: View) -> list[Edit]:
    return [Edit(headline=form.get("story", ""), title_of=form.get("title_of", ""))]


def _note(form: Form, view: View) -> list[Edit]:
    text = form.get("note", "").strip()
    if not text:
        raise Unable("err_note_empty")
    if len(text) > LONGEST_NOTE:
        raise Unable("err_note_long", LONGEST_NOTE)
    return [Edit(note=text, story=form.get("story", ""))]


def _merge(form: Form, view: View) -> list[Edit]:
    first, second = form.get("story", ""), form.get("with", "")
    if first == second:
        raise Unable("err_merge")
    return [Edit(merge=(first, second))]


def _part(form: Form, view: View) -> list[Edit]:
    return [Edit(part=(form.get("article", ""),))]


def _words(name: str, view: View) -> str | None:
    """The first words of a statement, where it is found."""
    found = places(view.told.stories[: view.told.head], {name} if name else set()).get(name)
    return _start(found[1].text) if found else None


def _start(text: str) -> str:
    return text if len(text) <= WORDS else text[:WORDS].rsplit(" ", 1)[0] + " …"


_MAKERS: Mapping[str, Callable[[Form, View], list[Edit]]] = {
    **{verb: _statement(verb) for verb in ("strike", "restore", "pin")},
    "up": _placed("up"),
    "down": _placed("down"),
    "move": _moved,
    "put": _put,
    **{verb: _section(verb) for verb in ("hide_section", "show_section")},
    **{verb: _story(verb) for verb in ("hide_story", "show_story", "full_story", "line_story", "lead", "drop_notes")},
    "story_up": _story_before("up"),
    "story_down": _story_before("down"),
    "headline": _headline,
    "note": _note,
    "merge": _merge,
    "part": _part,
}
