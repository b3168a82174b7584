"""A morning at the desk by its forms: what they change is what `build` prints, and what is approved is what is sent."""

from __future__ import annotations

import json
import re
from html import unescape
from pathlib import Path

import pytest

from briefing.desk.desk import Desk
from briefing.proof.within import statements_of
from briefing.publish.document import brief_json
from tests.desk.browser import Answer, Browser, form_with
from tests.helpers.running import SAMPLE_DAY, called
from tests.servers.smtp import Server, listening

PAGE = f"/{SAMPLE_DAY}/"


def press(browser: Browser, page: str, more: dict[str, str] | None = None, **wanted: str) -> Answer:
    """Presses a button of a page, with what is typed into its form."""
    action, form = form_with(browser.get(page).text, **wanted)
    return browser.post(action, {**form, **(more or {})})


def ids(desk: Desk) -> list[str]:
    return [statement.id for statement in statements_of(desk.bench(desk.day).view().edition)]


def test_a_morning(desk: tuple[Desk, Browser], folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made, browser = desk
    first = ids(made)
    page = browser.get(PAGE).text
    assert all(name in page for name in first) and "Not built yet" in page

    assert press(browser, PAGE, do="strike", statement=first[1]).status == 303
    assert ids(made) == [name for name in first if name != first[1]]
    assert press(browser, PAGE, do="restore", statement=first[1]).status == 303
    assert ids(made) == first

    source = browser.get(f"/{SAMPLE_DAY}/source/3").text
    assert "Why it is not printed" in source and "Set aside" in source
    action, form = form_with(source, do="put")
    count = len(ids(made))
    answer = browser.post(action, {**form, "to": "context", "count": "1", "why": "it was asked for"})
    put = answer.headers["location"].partition("#")[2]
    assert put in ids(made) and len(ids(made)) <= count + 1

    story = made.bench(made.day).view().edition.stories[1].id
    assert press(browser, PAGE, {"note": "Answered at noon."}, do="note").status == 303
    assert press(browser, PAGE, do="story_down").status == 303
    assert made.bench(made.day).view().edition.stories[0].id == story
    assert "Editor’s note" in browser.get(PAGE).text
    log = browser.get(f"/{SAMPLE_DAY}/changes").text
    assert "it was asked for" in log and f"edits/{SAMPLE_DAY}.yaml" in log

    # what the desk shows is what the command prints, to the byte, and it holds
    shown = {
        name: browser.get(f"/{SAMPLE_DAY}/print/{name}").body for name in ("brief.json", "brief.txt", "brief.html")
    }
    assert called("build", "--date", SAMPLE_DAY, "--formats", "txt,html,eml", cwd=folder).returncode == 0
    out = folder / "out" / SAMPLE_DAY
    assert {name: (out / name).read_bytes() for name in shown} == shown
    assert called("verify", SAMPLE_DAY, cwd=folder).returncode == 0

    assert browser.post(f"/{SAMPLE_DAY}/approve", {"base": base(made)}).status == 303
    assert "Approved" in browser.get(PAGE).text and made.bench(made.day).view().state.name == "approved"
    with listening(Server()) as server:
        monkeypatch.setenv("BRIEFING_SMTP_HOST", "127.0.0.1")
        monkeypatch.setenv("BRIEFING_SMTP_PORT", str(server.port))
        assert browser.post(f"/{SAMPLE_DAY}/test", {"to": "me@example.org"}).status == 200
        assert server.stored == {"me@example.org": 1} and b"[TEST]" in server.messages[0]
        assert browser.post(f"/{SAMPLE_DAY}/send", {"base": base(made)}).status == 200
        assert server.stored == {"me@example.org": 1, "ann@example.org": 1}
        assert b"[TEST]" not in server.messages[1]
    page = browser.get(PAGE).text
    assert "Open a revision" in page and 'value="strike"' not in page
    refused = browser.post(f"/{SAMPLE_DAY}/edit", {"do": "strike", "statement": first[0], "base": base(made)})
    assert refused.status == 400 and "was sent and stays as it is" in refused.text
    assert browser.post(f"/{SAMPLE_DAY}/undo", {"base": base(made)}).status == 400
    assert browser.post(f"/{SAMPLE_DAY}/revise", {"base": base(made), "why": "a wrong name"}).status == 303
    assert made.bench(made.day).view().state.name == "revision"
    assert press(browser, PAGE, do="strike", statement=first[0]).status == 303
    assert browser.post(f"/{SAMPLE_DAY}/send", {"base": base(made)}).status == 400  # not approved again


def base(desk: Desk) -> str:
    return desk.bench(desk.day).view().page.base


def test_undo_of_all_gives_the_first_bytes(desk: tuple[Desk, Browser]) -> None:
    made, browser = desk
    before = brief_json(made.bench(made.day).view().edition)
    for verb in ("strike", "pin", "down", "hide_section", "line_story", "headline"):
        assert press(browser, PAGE, {"title_of": title_of(made)} if verb == "headline" else {}, do=verb).status == 303
    assert brief_json(made.bench(made.day).view().edition) != before
    for _ in range(6):
        assert browser.post(f"/{SAMPLE_DAY}/undo", {"base": base(made)}).status == 303
    assert brief_json(made.bench(made.day).view().edition) == before
    assert browser.post(f"/{SAMPLE_DAY}/redo", {"base": base(made)}).status == 303
    assert len(made.bench(made.day).view().page.edits.edits) == 1


def title_of(desk: Desk) -> str:
    return desk.bench(desk.day).view().told.stories[0].articles[0].path


def test_the_second_of_two_editors_is_told_and_nothing_is_lost(desk: tuple[Desk, Browser]) -> None:
    made, browser = desk
    page = browser.get(PAGE).text
    action, mine = form_with(page, do="strike", statement=ids(made)[0])
    _, theirs = form_with(page, do="strike", statement=ids(made)[1])
    assert browser.post(action, theirs).status == 303
    answer = browser.post(action, {**mine, "why": "mine too"})
    assert answer.status == 409 and "Somebody changed this edition meanwhile" in answer.text
    assert mine["statement"] in answer.text and theirs["statement"] in answer.text and "mine too" in answer.text
    again, form = form_with(answer.text, statement=mine["statement"])
    assert form["do"] == "strike" and browser.post(again, form).status == 303
    struck = {edit.strike for edit in made.bench(made.day).view().page.edits.edits}
    assert struck == {mine["statement"], theirs["statement"]}


def test_a_change_by_hand_is_shown_at_once(desk: tuple[Desk, Browser], folder: Path) -> None:
    made, browser = desk
    name = ids(made)[0]
    (folder / "edits").mkdir(exist_ok=True)
    (folder / "edits" / f"{SAMPLE_DAY}.yaml").write_text(
        f"edits:\n  - {{strike: {name}}}\n  - {{strike: s{'0' * 10}}}\n"
    )
    page = browser.get(PAGE).text
    assert name not in ids(made) and "no story printed in full has this sentence" in page


def test_a_config_that_is_changed_by_hand_is_obeyed_at_once(desk: tuple[Desk, Browser], folder: Path) -> None:
    """Its title and its language are those of the page and of what the desk says."""
    with (folder / "config.yaml").open("a") as config:
        config.write("title: Harbour brief\nlanguage: de\n")
    page = desk[1].get(PAGE).text
    assert '<a href="/2026-03-03/">Harbour brief</a>' in page and '<html lang="de"' in page and "Streichen" in page


def test_why_a_statement_is_there_and_what_it_was_preferred_to(desk: tuple[Desk, Browser]) -> None:
    made, browser = desk
    page = browser.get(f"/{SAMPLE_DAY}/statement/{ids(made)[0]}").text
    assert "<mark>" in page and "min_score" in page and "Preferred to" in page
    action, form = form_with(page, do="put")
    assert browser.post(action, form).status == 303
    assert browser.get(f"/{SAMPLE_DAY}/statement/s{'0' * 10}").status == 404


def test_sections_are_changed_in_the_file_that_people_wrote(desk: tuple[Desk, Browser], folder: Path) -> None:
    made, browser = desk
    form = {"do": "save", "section": "reactions", "title": "Voices", "statements": "2", "statements_before": "8"}
    page = browser.post("/sections", form)
    assert page.status == 200 and "title: Voices, statements: 2" in unescape(page.text) and "goes" in page.text
    config = re.findall(r'name="config" value="(\w+)"', page.text)[0]
    assert browser.post("/sections", {**form, "write": "yes", "config": "0" * 64}).status == 400
    assert browser.post("/sections", {**form, "write": "yes", "config": config}).status == 303
    text = (folder / "config.yaml").read_text()
    assert "# the brief of the harbour office" in text and "# no PDF" in text
    assert [rule.title for rule in made.bench(made.day).view().project.config.sections] == [None, "Voices", None]
    steps = {"up": {"section": "context"}, "add": {"add": "timeline"}, "remove": {"section": "decision"}}
    for what in ({"do": verb, **more} for verb, more in steps.items()):
        page = browser.post("/sections", what)
        config = re.findall(r'name="config" value="(\w+)"', page.text)[0]
        assert browser.post("/sections", {**what, "write": "yes", "config": config}).status == 303
    rules = made.bench(made.day).view().project.config.sections
    assert [rule.id for rule in rules] == ["context", "reactions", "timeline"]


def test_more_like_this_moves_the_rule_until_the_sentence_passes(desk: tuple[Desk, Browser]) -> None:
    made, browser = desk
    view = made.bench(made.day).view()
    statement = view.edition.stories[0].sections[0].statements[0].id
    before = view.edition.explain[statement]["scores"]["context"]  # type: ignore[index]
    form = {"do": "more", "day": SAMPLE_DAY, "statement": statement, "section": "context"}
    page = browser.post("/sections/example", form)
    assert page.status == 200 and "like: context" in page.text and before < 0.5
    config = re.findall(r'name="config" value="(\w+)"', page.text)[0]
    assert browser.post("/sections/example", {**form, "write": "yes", "config": config}).status == 303
    after = made.bench(made.day).view().chosen[view.edition.stories[0].id].chooser
    text = view.edition.stories[0].sections[0].statements[0].text
    assert any(one.passage.text == text and one.scores["context"] >= 0.5 for one in after.everything)


def test_what_is_missing_of_a_story_is_put_in(desk: tuple[Desk, Browser]) -> None:
    made, browser = desk
    page = browser.get(PAGE).text
    assert "Strike what should not go out" in page
    address = re.findall(rf'href="(/{SAMPLE_DAY}/missing/t\w+)"', page)[0]
    shown = browser.get(address).text
    action, form = form_with(shown, do="put")
    printed = len(ids(made))
    assert form["statement"] not in ids(made)
    assert browser.post(action, {**form, "to": "context"}).status == 303
    assert form["statement"] in ids(made) and len(ids(made)) == printed + 1
    assert form["statement"] not in browser.get(address).text
    assert "Strike what should not go out" not in browser.get(PAGE).text
    assert browser.get(f"/{SAMPLE_DAY}/missing/t0000000000").status == 404


def test_several_examples_at_once(desk: tuple[Desk, Browser]) -> None:
    made, browser = desk
    page = browser.get(f"/{SAMPLE_DAY}/examples?section=context").text
    names = list(dict.fromkeys(re.findall(r'name="like\.(s\w+)"', page)))
    assert len(names) > 5 and "printed" in page
    form = {"day": SAMPLE_DAY, "section": "context"}
    assert "Mark a sentence first" in browser.post("/sections/example", form).text
    marked = {**form, f"like.{names[0]}": "less", f"like.{names[3]}": "more", f"like.{names[1]}": ""}
    page = browser.post("/sections/example", marked).text
    scores = re.findall(r"<li>(More|Less) like this: (\d\.\d+) → (\d\.\d+)", page)
    assert [what for what, _, _ in scores] == ["Less", "More"]
    least = made.bench(made.day).view().project.config.sections[2].min_score
    assert float(scores[0][2]) < least <= float(scores[1][2])
    config = re.findall(r'name="config" value="(\w+)"', page)[0]
    assert f'name="like.{names[3]}" value="more"' in page
    assert browser.post("/sections/example", {**marked, "write": "yes", "config": config}).status == 303
    assert made.bench(made.day).view().project.config.sections[2].weights
    other = {**form, f"like.{names[0]}": "more", f"like.s{'0' * 10}": "less"}
    assert browser.post("/sections/example", other).status == 400


def test_the_changes_are_said_in_words(desk: tuple[Desk, Browser]) -> None:
    made, browser = desk
    assert press(browser, PAGE, {"why": "said twice"}, do="strike").status == 303
    assert press(browser, PAGE, do="line_story").status == 303
    view = made.bench(made.day).view()
    page = unescape(browser.get(f"/{SAMPLE_DAY}/changes").text)
    assert f"Strike · “{view.page.edits.edits[0].words}”" in page and "said twice" in page
    assert f"Print in a line · {view.edition.also[0].headline}" in page


def test_the_library_is_searched(desk: tuple[Desk, Browser], folder: Path) -> None:
    assert "There is no edition yet" in desk[1].get("/library").text
    assert called("build", "--quiet", "--date", SAMPLE_DAY, cwd=folder).returncode == 0
    page = desk[1].get("/library?q=canal").text
    assert (
        'class="found"' in page
        and re.search(r"\d+ statements? found", page)
        and f'href="/library/{SAMPLE_DAY}/brief.html"' in page
    )
    assert json.loads(desk[1].get(f"/library/{SAMPLE_DAY}/brief.json").body)["date"] == SAMPLE_DAY
    assert desk[1].get(f"/library/{SAMPLE_DAY}/config.yaml").status == 404


def test_keys_and_names_are_kept_for_the_session(desk: tuple[Desk, Browser]) -> None:
    browser = desk[1]
    assert 'data-keys="on"' in browser.get("/help").text
    assert browser.post("/keys", {"keys": "off"}).status == 303 and 'data-keys="off"' in browser.get("/help").text
    assert browser.post("/keys", {"keys": "on"}).status == 303
    assert browser.post("/name", {"name": "Ada Roe"}).status == 303 and 'value="Ada Roe"' in browser.get(PAGE).text
    assert press(browser, PAGE, do="strike").status == 303
    assert desk[0].bench(desk[0].day).view().page.edits.edits[-1].by == "Ada Roe"
