"""What each page of the desk is given."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from briefing.compose.edits.edits import EVIDENCE, Edit
from briefing.compose.sections.rules import NAMES
from briefing.compose.selection.explain import screen
from briefing.config import places
from briefing.desk.bench import View
from briefing.desk.changes import Form, article_number
from briefing.desk.desk import Desk
from briefing.desk.views import source_rows
from briefing.desk.views.log_rows import log_rows
from briefing.desk.views.missing_rows import missing_rows
from briefing.desk.views.rows import numbers, row_of, stories
from briefing.proof.within import statements_of
from briefing.publish.page.labels import labels, moment, zone
from briefing.publish.series import catalogue
from briefing.reports import library as listings
from briefing.reports.changes import ORDER
from briefing.storage.library.library import library as opened_library
from briefing.storage.library.queries import query
from briefing.storage.library.search import Filter

MOST_FOUND = 50  # statements that a search shows
Values = dict[str, Any]  # what a template is given, by name


def of_view(view: View) -> Values:
    """What every page of a day is given."""
    config, approval = view.project.config, view.state.approval
    known = labels(config.language)
    rules = [{"id": rule.id, "title": rule.title or known.get(rule.id, rule.id)} for rule in config.sections]
    return {
        "base": view.page.base,
        "frozen": view.state.frozen,
        "state": view.state,
        "approved_at": moment(approval.at, config.language, zone(config.time_zone)) if approval else "",
        "undoable": bool(view.page.edits.edits) and not view.state.frozen,
        "redoable": bool(view.page.edits.undone) and not view.state.frozen,
        "warnings": view.edition.warnings,
        "rules": rules,
        "titles_of": {**{rule["id"]: rule["title"] for rule in rules}, **{name: known[name] for name in EVIDENCE}},
    }


def edition(desk: Desk, view: View, asked: Mapping[str, str]) -> Values:
    """The whole edition. asked: `open` names the story whose panel is open, `struck` the place of the last strike."""
    last = view.page.edits.edits[-1:]
    by_number = numbers(view)
    paths = {source.number: source.path for source in view.edition.sources}
    shown = {edit.show_story for edit in view.told.edits.edits if edit.show_story}
    hidden = [edit.hide_story for edit in view.page.edits.edits if edit.hide_story]
    hidden = [name for name in dict.fromkeys(hidden) if name and view.story_of(name) is None and name not in shown]
    return {
        **of_view(view),
        "edition": view.edition,
        "stories": stories(view, view.edition.labels),
        "several": len(view.edition.stories) > 1,
        "also": [
            (one.headline, paths[one.articles[0]], by_number[paths[one.articles[0]]]) for one in view.edition.also
        ],
        "hidden_stories": hidden,
        "since_counts": _since_counts(view),
        "recipients": desk.actions.recipients(view),
        "open": asked.get("open", ""),
        "struck_at": asked.get("struck", "") if last and last[0].strike else "",
    }


def _since_counts(view: View) -> list[tuple[str, int]]:
    """How many stories are new, develop, are unchanged and ended; nothing where there is no edition before."""
    edition = view.edition
    states = [*(story.since for story in edition.stories), *(story.since for story in edition.also)]
    found: Counter[str | None] = Counter(states)
    found["gone"] = len(edition.gone)
    return [(state, found[state]) for state in ORDER if found[state]] if view.before else []


def statement(desk: Desk, view: View, name: str) -> Values | None:
    """A printed statement with all that is known of it; None where it is not printed."""
    found = row_of(view, view.edition.labels, name)
    if found is None:
        return None
    story, row = found
    data: Any = view.edition.explain.get(name, {})
    lines = screen(name, data, places(view.project.file)) if data else ()
    return {**of_view(view), "story": story, "row": row, "screen": "\n".join(lines)}


def missing(view: View, name: str) -> Values | None:
    """What a story's articles say beside what is printed; None where the story is not printed in full."""
    story = next((one for one in view.edition.stories if one.id == name), None)
    return None if story is None else {**of_view(view), "story": story, "rows": missing_rows(view, story)}


def sources(view: View) -> Values:
    """The sources of the day, and what is left out."""
    by_number = numbers(view)
    return {
        **of_view(view),
        "here": "sources",
        "rows": source_rows.source_rows(view, by_number),
        "left_out": source_rows.left_out(view, by_number),
    }


def source(desk: Desk, view: View, number: str) -> Values:
    """The whole text of a source."""
    article = article_number(view, number)
    story = view.story_of(article.path)
    full = {one.id for one in view.told.stories[: view.told.head]}
    out = next((why for path, why, _ in source_rows.left_out(view, {}) if path == article.path), "")
    return {
        **of_view(view),
        "here": "sources",
        "article": article,
        "number": number,
        "blocks": source_rows.block_rows(view, article),
        "why_out": out if story is None else "",
        "in_full": story is not None and story.id in full,
    }


def log(desk: Desk, view: View) -> Values:
    """What was changed, and what was taken back."""
    values = of_view(view)
    return {
        **values,
        "here": "changes",
        "log": log_rows(view, view.page.edits.edits, desk.words, values["titles_of"]),
        "undone": log_rows(view, view.page.edits.undone, desk.words, values["titles_of"]),
        "file": f"edits/{view.day}.yaml",
    }


def conflict(desk: Desk, view: View, form: Form, action: str) -> Values:
    """What somebody else changed, and the change that waits."""
    values = of_view(view)
    return {
        **values,
        "log": log_rows(view, view.page.edits.edits[-20:], desk.words, values["titles_of"]),
        "form": {key: value for key, value in form.items() if key not in ("base", "seen")},
        "action": action,
    }


def anchor(form: Form, made: Sequence[Edit], view: View) -> str:
    """The place of the page to go to after a change: what was changed, else what stands near it."""
    printed = [one.id for one in statements_of(view.edition)]
    name = next((edit.put or edit.move or edit.pin or edit.restore for edit in made if edit.statement), None)
    if name in printed:
        return str(name)
    for near in (form.get("near"), form.get("up"), form.get("down"), form.get("before")):
        if near in printed:
            return str(near)
    path = next((edit.of_story for edit in made if edit.of_story), None)
    story = view.story_of(path) if path else None
    if story is None and form.get("of") in {one.id for one in view.edition.stories}:
        return form["of"]
    return story.id if story else "content"


def asked_after(form: Form, made: Sequence[Edit], place: str) -> dict[str, str]:
    """What the page of an edition is asked for after a change: that the strike is said at its place, or that the panel
    which the change came from is open."""
    named = "struck" if made and made[0].strike else "open" if form.get("panel") else ""
    return {named: place} if named else {}


def anchor_of_undo(edits: Sequence[Edit], view: View) -> str:
    """The place to go to after a change was taken back or done again: its statement, where that is printed."""
    printed = [one.id for one in statements_of(view.edition)]
    name = next((edit.statement for edit in edits if edit.statement in printed), None)
    return name or anchor({}, edits, view)


def done(desk: Desk, view: View, made: Sequence[Edit], place: str) -> Values:
    """What a change gives to the page's script: its place, what the forms are based on now, and what was done."""
    rows = log_rows(view, made, desk.words, of_view(view)["titles_of"])
    return {"at": place, "base": view.page.base, "said": desk.words.comma.join(row.what for row in rows)}


def library(desk: Desk, asked: Mapping[str, str]) -> Values:
    """The editions in out/, what a search finds in them, who is quoted."""
    out = desk.project.folder / "out"
    words, person = asked.get("q", "").strip()[:200], asked.get("person", "").strip()[:200]
    values: Values = {"here": "library", "q": words, "person": person, "found": [], "number": 0, "people": []}
    every = [entry for month in catalogue.months(out) for entry in month.entries] if out.is_dir() else []
    values["editions"] = [entry for entry in every if entry.first == entry.last]
    if not values["editions"]:
        return values
    with opened_library(desk.project.state, out, own=desk.project.file is not None) as known:
        if words or person:
            number, rows = known.search(query(words.split()), Filter(speaker=person or None), MOST_FOUND)
            values["number"] = number
            values["found"] = [listings.found_json(row) for row in rows]
        values["people"] = [listings.person_json(one) for one in known.people()[:MOST_FOUND]]
    return values


def sections(desk: Desk, **more: Any) -> Values:
    """The sections of the config, and the ready-made ones that it does not have."""
    view = desk.bench(desk.day).view()
    rules = view.project.config.sections
    there = {rule.id for rule in rules}
    return {
        **of_view(view),
        "here": "sections",
        "section_rules": rules,
        "ready": [name for name in NAMES if name not in there],
        "proposed": None,
        "effect": None,
        "frozen": False,
        **more,
    }
