"""What should not come in, or should not come out: each request refused, and nothing changed by it."""

from __future__ import annotations

import asyncio
import json
import re
import sys
from pathlib import Path
from urllib.parse import quote

import pytest

from briefing.desk.access.guard import MOST_ADDRESS, MOST_BODY
from briefing.desk.desk import Desk
from briefing.desk.serve import HOST, app, listening
from tests.desk.browser import PAGE, Browser, opened, strike, unchanged
from tests.helpers.running import called

OWN = ['<script src="/static/htmx.min.js" defer>', '<script src="/static/desk.js" defer>']
HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)>'\"\"><a href='javascript:alert(3)'>&{{7*7}}${7*7}"


# --- what is in a request ---------------------------------------------------------------------------------------------


def test_an_oversized_form(desk: tuple[Desk, Browser], folder: Path) -> None:
    body = b"note=" + b"a" * MOST_BODY
    assert desk[1].post("/2026-03-03/edit", body).status == 413
    assert desk[1].post("/2026-03-03/edit", body, **{"Content-Length": "10"}).status == 413  # it says it is short
    assert desk[1].post("/2026-03-03/edit", b"", **{"Content-Length": "99999999"}).status == 413
    assert desk[1].post("/2026-03-03/edit", b"", **{"Content-Length": "-1"}).status == 413
    assert unchanged(folder)


def test_an_oversized_address(desk: tuple[Desk, Browser]) -> None:
    assert desk[1].get("/library?q=" + "a" * MOST_ADDRESS).status == 414


@pytest.mark.parametrize("kind", ["multipart/form-data; boundary=x", "application/json", "text/plain", "text/xml"])
def test_a_body_that_is_no_form(desk: tuple[Desk, Browser], folder: Path, kind: str) -> None:
    assert strike(desk[1], **{"Content-Type": kind}).status == 415 and unchanged(folder)


@pytest.mark.parametrize("body", [b"\xff\xfe", b"a;b;c", b"&".join(b"a=1" for _ in range(500)), b"%ff%fe=%00"])
def test_a_form_that_is_none(desk: tuple[Desk, Browser], folder: Path, body: bytes) -> None:
    assert desk[1].post("/2026-03-03/edit", body).status == 400 and unchanged(folder)


@pytest.mark.parametrize(
    "path",
    [
        "/../../etc/passwd",
        "/2026-03-03/print/../../../etc/passwd",
        "/2026-03-03/print/..%2f..%2fconfig.yaml",
        "/2026-03-03/print//etc/passwd",
        "/library/2026-03-03/../../config.yaml",
        "/library/../config.yaml",
        "/library/2026-03-03/..%2f..%2f.briefing%2fjournal.sqlite",
        "/static/../desk.py",
        "/static/..%2fdesk.py",
        "/static/%2e%2e/desk.py",
        "/2026-03-03/source/..%2f..%2fetc",
        "/2026-03-03/source/-1",
        "/2026-03-03/source/999999999999",
        "/2026-03-03/source/1e3",
        "/2026-03-03/statement/..%2f..",
        "/..%2f..%2fetc/",
        "/2026-3-3/",
        "/20260303/",
        "/2026-03-03%00/",
    ],
)
def test_a_path_that_leads_out(desk: tuple[Desk, Browser], path: str) -> None:
    answer = desk[1].get(path)
    assert answer.status in (400, 403, 404)
    assert "root:" not in answer.text and "needs_approval" not in answer.text and "import" not in answer.text


@pytest.mark.parametrize(
    "form",
    [
        {"do": "strike", "statement": "../../etc/passwd"},
        {"do": "strike", "statement": ""},
        {"do": "put", "statement": "s0123456789", "to": "reactions"},
        {"do": "put", "article": "../../etc/passwd", "first": "0", "to": "reactions"},
        {"do": "put", "article": "1", "first": "-1", "to": "reactions"},
        {"do": "put", "article": "1", "first": "0", "to": "no-such-section"},
        {"do": "put", "article": "1", "first": "9999999999999999999", "to": "reactions"},
        {"do": "move", "statement": "s0123456789", "to": "../reactions"},
        {"do": "approve", "statement": "a" * 64},
        {"do": "revise", "story": "a" * 64},
        {"do": "__class__", "statement": "s0123456789"},
        {"do": "note", "story": "t1", "note": " "},
        {"do": "note", "story": "t1", "note": "a" * 3000},
        {"do": "merge", "story": "", "with": ""},
        {"do": "hide_section", "section": "no-such-section"},
        {"do": "", "statement": "s0123456789"},
        {},
    ],
)
def test_a_change_that_is_none(desk: tuple[Desk, Browser], folder: Path, form: dict[str, str]) -> None:
    base = desk[0].bench(desk[0].day).view().page.base
    assert desk[1].post("/2026-03-03/edit", {**form, "base": base}).status == 400 and unchanged(folder)


def test_words_of_another_language_than_yaml(desk: tuple[Desk, Browser], folder: Path) -> None:
    """What is typed stays one value of one line: it adds no change, no key, no tag."""
    story = desk[0].bench(desk[0].day).view().edition.stories[0].id
    words = 'x"}\n  - {approve: ' + "a" * 64 + "}\n  - !!python/object/apply:os.system [id] # &a *a"
    base = desk[0].bench(desk[0].day).view().page.base
    form = {"do": "note", "story": story, "note": words, "why": words, "base": base}
    assert desk[1].post("/2026-03-03/edit", form).status == 303
    view = desk[0].bench(desk[0].day).view()
    assert [(edit.verb, edit.note) for edit in view.page.edits.edits] == [("note", words)]


def test_a_change_of_the_config_that_is_none(desk: tuple[Desk, Browser], folder: Path) -> None:
    before = (folder / "config.yaml").read_bytes()
    for form in (
        {"do": "save", "section": "decision", "title": "x\n  y: &a [1]", "statements": "zero", "write": "yes"},
        {"do": "save", "section": "../x", "write": "yes"},
        {"do": "add", "add": "os.system", "write": "yes"},
        {"do": "remove", "section": "decision", "write": "yes", "config": "0" * 64},
        {"do": "templates", "write": "yes"},
    ):
        assert desk[1].post("/sections", form).status == 400
    assert (folder / "config.yaml").read_bytes() == before


def test_a_title_of_a_section_is_text(desk: tuple[Desk, Browser], folder: Path) -> None:
    form = {"do": "save", "section": "decision", "title": HOSTILE + ": {a: [", "statements": "4"}
    page = desk[1].post("/sections", form)
    assert page.status == 200 and "<script>alert" not in page.text and "onerror=alert(2)>" not in page.text
    digest = form_fields(page.text)["config"]
    assert desk[1].post("/sections", {**form, "write": "yes", "config": digest}).status == 303
    assert desk[0].bench(desk[0].day).view().project.config.sections[0].title == HOSTILE + ": {a: ["
    assert "<script>alert" not in desk[1].get(PAGE).text


def form_fields(page: str) -> dict[str, str]:
    return dict(re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)"', page))


# --- what a source says -----------------------------------------------------------------------------------------------


def test_script_in_every_field_of_a_source(tmp_path: Path) -> None:
    text = f"The council of Ostrau {HOSTILE} approved a toll bridge over the river Lune on Tuesday, the mayor said."
    (tmp_path / "sources").mkdir()
    (tmp_path / "config.yaml").write_text("title: '<b>Brief</b>'\n")
    name = f"a{HOSTILE.replace('/', '_')[:60]}.md"
    (tmp_path / "sources" / name).write_text(
        f"# {HOSTILE}\n\nBy {HOSTILE}\n\nMarch 3, 2026\n\n{text}\n\n“{HOSTILE}” said Ada {HOSTILE} Roe of {HOSTILE}.\n"
    )
    record = {"title": HOSTILE, "text": text, "publisher": HOSTILE, "author": HOSTILE, "url": "javascript:alert(1)"}
    (tmp_path / "sources" / "b.jsonl").write_text(json.dumps(record) + "\n")
    browser = opened(tmp_path)[1]
    page = browser.get(PAGE).text
    pages = [PAGE, "/2026-03-03/sources", "/2026-03-03/changes", "/2026-03-03/print/brief.html"]
    pages += [f"/2026-03-03/source/{number}" for number in (1, 2)]
    pages += sorted(set(re.findall(r"/2026-03-03/statement/s\w+", page)))
    assert len(pages) > 6
    for path in pages:
        shown = browser.get(path).text
        assert "<script>alert" not in shown and "<img src=x" not in shown and "href='javascript" not in shown, path
        assert 'href="javascript' not in shown and "<b>Brief" not in shown, path


def test_words_of_a_search_and_a_name_are_text(desk: tuple[Desk, Browser]) -> None:
    page = desk[1].get(f"/library?q={quote(HOSTILE)}&person={quote(HOSTILE)}").text
    assert re.findall(r"<script[^>]*>", page) == OWN
    assert desk[1].post("/name", {"name": HOSTILE}).status == 303
    assert "<img src=x" not in desk[1].get("/help").text
    desk[1].post("/name", {"name": "Ada Roe"})


# --- what every answer carries ----------------------------------------------------------------------------------------


def test_no_answer_without_the_policy(desk: tuple[Desk, Browser]) -> None:
    for answer in (
        desk[1].get(PAGE),
        desk[1].get("/static/desk.css"),
        desk[1].get("/nothing/here"),
        desk[1].get(PAGE, Host="evil.example"),
        Browser(desk[1].app).get(PAGE),
        strike(desk[1], Origin="null"),
    ):
        policy = answer.headers["content-security-policy"]
        assert "default-src 'none'" in policy and "unsafe" not in policy and "frame-ancestors 'none'" in policy
        assert answer.headers["x-frame-options"] == "DENY" and answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["cross-origin-resource-policy"] == "same-origin"


def test_the_pages_of_an_edition_stand_apart(desk: tuple[Desk, Browser]) -> None:
    """A template of a user's own may hold a script: it does not run, and cannot speak for the desk."""
    policy = desk[1].get("/2026-03-03/print/brief.html").headers["content-security-policy"]
    assert policy.startswith("sandbox;") and "allow-scripts" not in policy and "script-src" not in policy


def test_no_page_has_script_or_style_of_its_own(desk: tuple[Desk, Browser]) -> None:
    for path in (PAGE, "/2026-03-03/sources", "/2026-03-03/source/1", "/sections", "/library", "/help"):
        page = desk[1].get(path).text
        assert re.findall(r"<script[^>]*>", page) == OWN
        assert "<style" not in page and " style=" not in page and not re.search(r"\s(?:hx-)?on[\w:-]+=", page)


def test_a_refusal_says_nothing_of_the_request(desk: tuple[Desk, Browser]) -> None:
    answer = desk[1].get(f"/2026-03-03/{HOSTILE}", Host="<b>evil</b>")
    assert "<b>" not in answer.text and answer.headers["content-type"].startswith("text/plain")


def test_only_this_machine_is_answered(folder: Path) -> None:
    with listening(0) as on:
        assert on.getsockname()[0] == HOST == "127.0.0.1"


def test_a_taken_port_is_said(folder: Path) -> None:
    with listening(0) as on:
        done = called("desk", "--no-browser", "--port", str(on.getsockname()[1]), cwd=folder)
    assert done.returncode == 2 and "--port" in done.stderr


def test_a_websocket_is_closed(desk: tuple[Desk, Browser]) -> None:
    sent: list[dict[str, object]] = []

    async def receive() -> dict[str, object]:
        return {"type": "websocket.connect"}

    async def send(message: dict[str, object]) -> None:
        sent.append(message)

    async def connect() -> None:
        await app(desk[0])({"type": "websocket", "path": "/", "headers": []}, receive, send)

    asyncio.run(connect())
    assert [message["type"] for message in sent] == ["websocket.close"]


def test_a_fault_of_the_edits_is_a_page_and_no_traceback(desk: tuple[Desk, Browser], folder: Path) -> None:
    (folder / "edits").mkdir(exist_ok=True)
    (folder / "edits" / "2026-03-03.yaml").write_text("edits:\n  - {stike: s0123456789}\n")
    answer = desk[1].get(PAGE)
    assert answer.status == 400 and "did you mean &#39;strike&#39;" in answer.text and "Traceback" not in answer.text


def test_without_its_packages_the_desk_says_what_to_install(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import briefing.desk

    monkeypatch.delattr(briefing.desk, "serve")
    monkeypatch.setitem(sys.modules, "briefing.desk.serve", None)
    done = called("desk", "--no-browser", cwd=folder)
    assert done.returncode == 2 and "briefing[desk]" in done.stderr
