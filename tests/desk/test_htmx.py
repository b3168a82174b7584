"""A change asked for by htmx: what comes back is what became another, and put in place it is the page as it is now."""

from __future__ import annotations

import json
import re
from hashlib import sha256
from html import unescape
from pathlib import Path

import pytest

from briefing.desk.desk import Desk
from briefing.desk.rendering import STATIC
from tests.desk.browser import PAGE, Answer, Browser, form_with, unchanged
from tests.helpers.running import ROOT, SAMPLE_DAY

HTMX = {"HX-Request": "true"}
REGION = re.compile(r'id="([\w-]+)"(?: hx-swap-oob="true")? data-digest="(\w+)"')


def regions(page: str) -> dict[str, str]:
    """What a browser shows of the page of an edition: id → digest."""
    return dict(REGION.findall(page))


def asked(browser: Browser, page: str, seen: str | None = None, **wanted: str) -> Answer:
    """Presses a button of the page as htmx does. seen: what the browser says that it shows."""
    action, form = form_with(page, **wanted)
    shown = " ".join(f"{name}:{digest}" for name, digest in regions(page).items())
    return browser.post(action, {**form, "seen": shown if seen is None else seen}, **HTMX)


def done(answer: Answer) -> dict[str, str]:
    found: dict[str, str] = json.loads(answer.headers["hx-trigger-after-settle"])["desk:done"]
    return found


def put_in_place(page: str, answer: Answer) -> str:
    """The page with what came back in its place, as htmx and the desk's script put it there."""
    parts = re.split(r'(?=<\w+[^>]* hx-swap-oob="true")', answer.text)[1:]
    for part in parts:
        name = re.findall(r'id="([\w-]+)"', part)[0]
        start = re.search(rf'<(\w+)[^>]* id="{name}"', page)
        assert start is not None
        end = page.index(f"</{start[1]}>", start.start()) if start[1] in ("section", "article") else _end(page, start)
        end += len(f"</{start[1]}>") if start[1] in ("section", "article") else 0
        page = page[: start.start()] + part.replace(' hx-swap-oob="true"', "").rstrip() + page[end:]
    return re.sub(r'name="base" value="\w*"|data-base="\w*"', "", page)


def _end(page: str, start: re.Match[str]) -> int:
    """Where a division ends that holds others."""
    depth = 0
    for tag in re.finditer(r"<(/?)div\b[^>]*>", page[start.start() :]):
        depth += -1 if tag[1] else 1
        if not depth:
            return start.start() + tag.end()
    raise AssertionError("it does not end")


def ids(desk: Desk) -> list[str]:
    return [story.id for story in desk.bench(desk.day).view().edition.stories]


def bare(page: str) -> str:
    page = re.sub(r'name="base" value="\w*"|data-base="\w*"', "", page)
    return re.sub(r"\s*\n\s*", "\n", page)


@pytest.mark.parametrize("verb", ["strike", "pin", "hide_section", "down"])
def test_what_comes_back_makes_the_page_as_it_is_now(desk: tuple[Desk, Browser], verb: str) -> None:
    made, browser = desk
    before = browser.get(PAGE).text
    answer = asked(browser, before, do=verb)
    assert answer.status == 200 and done(answer)["base"] == made.bench(made.day).view().page.base
    place = done(answer)["at"]
    now = browser.get(f"{PAGE}?struck={place}" if verb == "strike" else PAGE).text
    assert regions(before) != regions(now)
    assert bare(put_in_place(before, answer)) == bare(now)


def test_only_what_changed_comes_back(desk: tuple[Desk, Browser]) -> None:
    made, browser = desk
    before = browser.get(PAGE).text
    statement = made.bench(made.day).view().edition.stories[1].sections[0].statements[-1].id
    answer = asked(browser, before, do="strike", statement=statement)
    sent = regions(answer.text)
    assert set(sent) <= {"state", "opening", ids(made)[1]} and ids(made)[1] in sent
    assert len(answer.body) < 0.7 * len(before.encode())


def test_a_change_that_moves_stories_sends_all_of_them(desk: tuple[Desk, Browser]) -> None:
    made, browser = desk
    before = browser.get(PAGE).text
    first = ids(made)
    answer = asked(browser, before, do="story_down")
    assert answer.text.startswith('<div id="regions" hx-swap-oob="true">')
    assert list(regions(answer.text)) == ["state", "opening", first[1], first[0], *first[2:], "ending"]


def test_changes_follow_each_other_on_one_page(desk: tuple[Desk, Browser]) -> None:
    """The forms that stayed are based on what the last answer said."""
    made, browser = desk
    page = browser.get(PAGE).text
    first = made.bench(made.day).view().edition.stories
    names = [story.sections[0].statements[0].id for story in first[:2]]
    base = done(asked(browser, page, do="strike", statement=names[0]))["base"]
    action, form = form_with(page, do="strike", statement=names[1])
    assert browser.post(action, {**form, "base": base, "seen": ""}, **HTMX).status == 200
    undo = {"base": made.bench(made.day).view().page.base, "seen": ""}
    answer = browser.post(f"/{SAMPLE_DAY}/undo", undo, **HTMX)
    assert answer.status == 200 and done(answer)["at"] == names[1] and names[1] in answer.text
    assert {edit.strike for edit in made.bench(made.day).view().page.edits.edits} == {names[0]}


def test_what_was_done_is_said(desk: tuple[Desk, Browser]) -> None:
    made, browser = desk
    answer = asked(browser, browser.get(PAGE).text, do="strike")
    words = made.bench(made.day).view().page.edits.edits[0].words
    assert done(answer)["said"] == f"Strike · “{words}”"
    assert answer.headers["hx-trigger-after-settle"].isascii()


def test_a_page_that_answers_takes_the_place_of_the_page(desk: tuple[Desk, Browser], folder: Path) -> None:
    made, browser = desk
    page = browser.get(PAGE).text
    assert asked(browser, page, do="strike").status == 200
    late = asked(browser, page, do="strike")  # of the page as it stood before
    assert late.status == 409 and late.headers["hx-retarget"] == "#content"
    assert 'id="content"' in late.text and "<dt>seen" not in late.text and 'name="seen"' not in late.text
    base = made.bench(made.day).view().page.base
    nothing = {"do": "strike", "statement": "", "base": base, "seen": "x"}
    fault = browser.post(f"/{SAMPLE_DAY}/edit", nothing, **HTMX)
    assert fault.status == 400 and fault.headers["hx-reselect"] == "#content"
    assert "hx-retarget" not in browser.get(PAGE).headers and "hx-retarget" in browser.get(PAGE, **HTMX).headers


@pytest.mark.parametrize("seen", ["", ":", "<script>:x", "state", "state:" * 200, "../..:0 \x00:\n", "é:" + "9" * 9000])
def test_what_a_browser_says_that_it_shows_is_only_compared(desk: tuple[Desk, Browser], seen: str) -> None:
    answer = asked(desk[1], desk[1].get(PAGE).text, seen, do="strike")
    assert answer.status == 200 and "<script" not in answer.text
    assert list(regions(answer.text)) == ["state", "opening", *ids(desk[0]), "ending"]


@pytest.mark.parametrize(
    "foreign",
    [{"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.example"}, {"Host": "evil.example"}, {"Cookie": None}],
)
def test_a_header_of_htmx_lets_nobody_in(
    desk: tuple[Desk, Browser], folder: Path, foreign: dict[str, str | None]
) -> None:
    action, form = form_with(desk[1].get(PAGE).text, do="strike")
    assert desk[1].post(action, form, **{**HTMX, **foreign}).status == 403 and unchanged(folder)


def test_htmx_runs_nothing_that_stands_in_a_page(desk: tuple[Desk, Browser]) -> None:
    found = re.findall(r'<meta name="htmx-config" content="([^"]*)">', desk[1].get(PAGE).text)
    config = json.loads(unescape(found[0]))
    for off in ("allowEval", "allowScriptTags", "includeIndicatorStyles", "historyEnabled"):
        assert config[off] is False
    assert config["selfRequestsOnly"] is True and config["historyCacheSize"] == 0


def test_the_library_is_the_one_that_the_list_of_dependencies_names(desk: tuple[Desk, Browser]) -> None:
    listed = (ROOT / "docs" / "dependencies.md").read_text("utf-8")
    digest = sha256(STATIC["htmx.min.js"]).hexdigest()
    version = re.findall(rb'version:"([\d.]+)"', STATIC["htmx.min.js"])[0].decode()
    assert digest in listed and f"htmx.org {version}" in listed
    licence = desk[1].get("/static/htmx.LICENSE.txt")
    assert licence.status == 200 and "Zero-Clause BSD" in licence.text
    assert desk[1].get("/static/htmx.min.js").body == STATIC["htmx.min.js"]
