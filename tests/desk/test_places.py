"""Where a change leaves the editor: at its place, with the panel open; and what is said of it there."""

from __future__ import annotations

import re

from briefing.compose.selection.select import taken
from briefing.desk.desk import Desk
from briefing.desk.views.reasons_now import reason_now
from briefing.desk.views.rows import _read, stories
from tests.desk.browser import PAGE, Browser, form_with
from tests.helpers.running import SAMPLE_DAY


def sent(browser: Browser, page: str, more: dict[str, str] | None = None, **wanted: str) -> str:
    """The address to which a button leads."""
    action, form = form_with(browser.get(page).text, **wanted)
    answer = browser.post(action, {**form, **(more or {})})
    assert answer.status == 303
    return answer.headers["location"]


def first_section(desk: Desk) -> list[str]:
    return [one.id for one in desk.bench(desk.day).view().edition.stories[0].sections[0].statements]


def test_a_strike_leaves_the_editor_at_the_next_sentence_with_undo(desk: tuple[Desk, Browser]) -> None:
    made, browser = desk
    first, second, *rest = first_section(made)
    assert sent(browser, PAGE, do="strike", statement=first) == f"{PAGE}?struck={second}#{second}"
    page = browser.get(f"{PAGE}?struck={second}").text
    assert page.count("was-struck") == 1 and page.index("was-struck") < page.index(f'id="{second}"')
    assert "was-struck" not in browser.get(PAGE).text
    answer = browser.post(f"/{SAMPLE_DAY}/undo", {"base": made.bench(made.day).view().page.base})
    assert answer.headers["location"] == f"{PAGE}#{first}"
    assert "was-struck" not in browser.get(f"{PAGE}?struck={second}").text  # the last change is no strike any more
    last, before = [first, second, *rest][-1], [first, second, *rest][-2]
    assert sent(browser, PAGE, do="strike", statement=last) == f"{PAGE}?struck={before}#{before}"


def test_the_panel_of_a_story_stays_open(desk: tuple[Desk, Browser]) -> None:
    made, browser = desk
    story = made.bench(made.day).view().edition.stories[0].id
    address = sent(browser, PAGE, {"note": "Answered at noon."}, do="note")
    assert address == f"{PAGE}?open={story}#{story}"
    page = browser.get(address.partition("#")[0]).text
    opened = f'<details class="tools" id="tools-{story}" open>'
    assert page.count(opened) == page.count(" open>") == 1
    assert " open>" not in browser.get(PAGE).text
    assert 'href="#you"' in page and 'id="you"' in page


def test_the_first_of_a_section_is_not_moved_to_its_top(desk: tuple[Desk, Browser]) -> None:
    made, browser = desk
    first, second, *_ = first_section(made)
    for page, wanted in ((PAGE, "pin"), (f"/{SAMPLE_DAY}/statement/{first}", "pin")):
        forms = re.findall(rf'name="statement" value="{first}".*?</form>', browser.get(page).text, re.S)
        assert forms and not any(f'value="{wanted}"' in form for form in forms)
    assert 'value="pin"' in browser.get(f"/{SAMPLE_DAY}/statement/{second}").text


def test_what_is_put_in_has_no_rank(desk: tuple[Desk, Browser]) -> None:
    made, browser = desk
    story = made.bench(made.day).view().edition.stories[0].id
    action, form = form_with(browser.get(f"/{SAMPLE_DAY}/missing/{story}").text, do="put")
    assert browser.post(action, {**form, "to": "context"}).status == 303
    view = made.bench(made.day).view()
    rows = [row for one in stories(view, view.edition.labels) for part in one.parts for row in part.rows]
    assert next(row for row in rows if row.statement.id == form["statement"]).rank is None
    ranked = [row for row in rows if row.rank]
    assert ranked and all(row.rank <= (row.of or 0) for row in ranked if row.rank)


def test_a_section_that_lost_statements_is_not_said_to_be_full(desk: tuple[Desk, Browser]) -> None:
    view = desk[0].bench(desk[0].day).view()
    most = {rule.id: rule.statements for rule in view.project.config.sections}
    told = ((story, one) for story in view.edition.stories for one in story.sections)
    story, short = next((story, one) for story, one in told if len(one.statements) < most[one.id])
    said = reason_now(view, story, short.id, taken(most[short.id]))
    assert f"it prints {len(short.statements)} now" in said and "are taken" not in said
    assert reason_now(view, story, short.id, "its score is low") == "its score is low"
    assert reason_now(view, None, short.id, taken(most[short.id])) == taken(most[short.id])


def test_places_in_sources_are_read_without_mark_up() -> None:
    assert _read(" The council [voted](#) on\n**Monday** and ") == " The council voted on\nMonday and "
    assert _read("  ") == "  " and _read("2 * 3 [sic] stays") == "2 * 3 [sic] stays"


def test_an_approved_edition_offers_no_second_approval(desk: tuple[Desk, Browser]) -> None:
    made, browser = desk
    page = browser.get(PAGE).text
    forms = re.findall(r'action="/2026-03-03/approve"(.*?)</form>', page, re.S)
    assert len(forms) == 2 and all("Building and checking…" in form for form in forms)
    base = made.bench(made.day).view().page.base
    assert browser.post(f"/{SAMPLE_DAY}/approve", {"base": base}).status == 303
    assert f'action="/{SAMPLE_DAY}/approve"' not in browser.get(PAGE).text
    sent(browser, PAGE, do="strike")
    assert f'action="/{SAMPLE_DAY}/approve"' in browser.get(PAGE).text


def test_the_help_leads_back(desk: tuple[Desk, Browser]) -> None:
    page = desk[1].get("/help").text
    assert f'<a href="{PAGE}">Back to the edition</a>' in page and "Put a sentence in" in page
