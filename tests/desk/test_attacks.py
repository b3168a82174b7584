"""Everything that should not come in, or should not come out: each refused, and nothing changed by it."""

from __future__ import annotations

import asyncio
import json
import re
import sys
from pathlib import Path
from urllib.parse import quote

import pytest

from briefing.desk.desk import Desk
from briefing.desk.guard import MOST_ADDRESS, MOST_BODY, Refused, _headers
from briefing.desk.serve import HOST, app, listening
from briefing.desk.sessions import MOST, Session, Sessions
from briefing.errors import BriefingError
from tests.desk.browser import HOST as AT
from tests.desk.browser import ORIGIN, Answer, Browser, form_with, opened
from tests.running import called

PAGE = "/2026-03-03/"
HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)>'\"\"><a href='javascript:alert(3)'>&{{7*7}}${7*7}"
KEY = "0123456789abcdef0123456789abcdef"


def strike(browser: Browser, **headers: str | None) -> Answer:
    """Asks for the first statement to be struck, as its button does."""
    action, form = form_with(browser.get(PAGE).text, do="strike")
    return browser.post(action, form, **headers)


def unchanged(folder: Path) -> bool:
    return not list((folder / "edits").glob("*"))


# --- where a request comes from ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",  # DNS rebinding: a name of somebody else's that leads to this machine
        "127.0.0.1",
        "127.0.0.1:1",
        "127.0.0.1.evil.example:8640",
        "localhost.evil.example:8640",
        "[::1]:8640",
        "0.0.0.0:8640",
        "127.0.0.1:8640@evil.example",
        "",
    ],
)
def test_a_foreign_host(desk: tuple[Desk, Browser], folder: Path, host: str) -> None:
    assert desk[1].get(PAGE, Host=host).status == 403
    assert strike(desk[1], Host=host, Origin=f"http://{host}").status == 403 and unchanged(folder)


@pytest.mark.parametrize("site", ["cross-site", "same-site", "none", "", "SAME-ORIGIN"])
def test_a_form_of_another_site(desk: tuple[Desk, Browser], folder: Path, site: str) -> None:
    answer = strike(desk[1], **{"Sec-Fetch-Site": site})
    assert answer.status == 403 and unchanged(folder)


@pytest.mark.parametrize(
    "origin",
    ["https://evil.example", "null", "http://127.0.0.1", "https://127.0.0.1:8640", f"{ORIGIN}.evil.example", ""],
)
def test_a_foreign_origin(desk: tuple[Desk, Browser], folder: Path, origin: str) -> None:
    assert strike(desk[1], Origin=origin).status == 403 and unchanged(folder)


def test_a_form_of_which_nothing_says_where_it_comes_from(desk: tuple[Desk, Browser], folder: Path) -> None:
    assert strike(desk[1], **{"Sec-Fetch-Site": None, "Origin": None}).status == 403 and unchanged(folder)


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_another_site_does_not_even_look(desk: tuple[Desk, Browser], site: str) -> None:
    for path in (PAGE, "/2026-03-03/source/1", "/static/desk.js", "/library?q=canal"):
        assert desk[1].get(path, **{"Sec-Fetch-Site": site}).status == 403


def test_a_change_by_an_address_alone(desk: tuple[Desk, Browser], folder: Path) -> None:
    action, form = form_with(desk[1].get(PAGE).text, do="strike")
    query = "&".join(f"{key}={value}" for key, value in form.items())
    assert desk[1].get(f"{action}?{query}").status == 405
    for method in ("PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT"):
        assert desk[1].ask(method, action, b"", **{"Sec-Fetch-Site": "same-origin"}).status == 405
    assert unchanged(folder)


def test_two_headers_of_one_name(desk: tuple[Desk, Browser]) -> None:
    twice = {"headers": [(b"host", AT.encode()), (b"host", b"evil.example")]}
    with pytest.raises(Refused):
        _headers(twice)


# --- who somebody is --------------------------------------------------------------------------------------------------


def test_nobody_without_a_session(desk: tuple[Desk, Browser], folder: Path) -> None:
    stranger = Browser(desk[1].app)
    for path in ("/", PAGE, "/library", "/sections", "/2026-03-03/source/1", "/2026-03-03/print/brief.html"):
        assert stranger.get(path).status == 403
    assert stranger.post("/2026-03-03/edit", {"do": "strike", "statement": "s0123456789"}).status == 403
    assert unchanged(folder)


def test_a_link_works_once(desk: tuple[Desk, Browser]) -> None:
    address = link_of(desk[0])
    first, second = Browser(desk[1].app), Browser(desk[1].app)
    assert first.enter(address).status == 303 and first.get(PAGE).status == 200
    assert second.enter(address).status == 403 and second.get(PAGE).status == 403


@pytest.mark.parametrize("key", ["", "x", "A" * 43, "%00", "../", "' OR 1=1"])
def test_a_guessed_link(desk: tuple[Desk, Browser], key: str) -> None:
    stranger = Browser(desk[1].app)
    answer = stranger.get(f"/enter?key={key}")
    assert answer.status == 403 and "set-cookie" not in answer.headers


def test_a_session_that_somebody_else_chose(desk: tuple[Desk, Browser]) -> None:
    victim = Browser(desk[1].app)
    chosen = f"{desk[0].gate.cookie}=chosen-by-the-attacker"
    victim.cookie = chosen
    assert victim.get(PAGE).status == 403
    answer = victim.enter(link_of(desk[0]))
    assert answer.status == 303 and "chosen-by-the-attacker" not in answer.headers["set-cookie"]
    assert Browser(desk[1].app, cookie=chosen).get(PAGE).status == 403


def test_the_cookie_is_for_this_desk_alone(desk: tuple[Desk, Browser]) -> None:
    given = Browser(desk[1].app).enter(link_of(desk[0])).headers["set-cookie"].lower()
    assert "httponly" in given and "samesite=strict" in given and "path=/" in given and "domain" not in given
    assert len(given.partition("=")[2].partition(";")[0]) >= 40


def test_a_cookie_that_is_none(desk: tuple[Desk, Browser]) -> None:
    for cookie in ("x", "=", ";;;", f"{desk[0].gate.cookie}=", "a" * 9000, f'{desk[0].gate.cookie}="\\0"'):
        assert Browser(desk[1].app, cookie=cookie).get(PAGE).status == 403


def test_sessions_do_not_fill_the_memory() -> None:
    sessions = Sessions()
    names = [sessions.enter(sessions.link(Session("Ada Roe", "reader"))) for _ in range(MOST + 5)]
    assert sessions.of(str(names[0])) is None and sessions.of(str(names[-1])) is not None


def link_of(desk: Desk) -> str:
    return f"{ORIGIN}/enter?key={desk.gate.sessions.link(Session('Ada Roe', 'approver'))}"


def test_headers_of_a_proxy_where_there_is_none(desk: tuple[Desk, Browser]) -> None:
    forged = {"X-Briefing-Key": KEY, "X-Briefing-User": "Ada Roe", "X-Briefing-Role": "approver"}
    assert Browser(desk[1].app, headers=forged).get(PAGE).status == 403
    assert (
        Browser(desk[1].app, headers={"X-Forwarded-For": "127.0.0.1", "X-Real-IP": "127.0.0.1"}).get(PAGE).status == 403
    )


def test_a_reader_changes_nothing(desk: tuple[Desk, Browser], folder: Path) -> None:
    reading, browser = opened(folder, "--read-only")
    reading._benches = desk[0]._benches
    assert browser.get(PAGE).status == 200 and "Strike" not in browser.get(PAGE).text
    form = {"do": "strike", "statement": "s0123456789", "base": ""}
    addresses = ("edit", "undo", "redo", "build", "approve", "revise", "test", "send")
    for address in (*(f"/2026-03-03/{one}" for one in addresses), "/sections", "/sections/example", "/name", "/keys"):
        assert browser.post(address, form).status == 403
    assert unchanged(folder) and not (folder / "out").exists()


@pytest.fixture
def team(desk: tuple[Desk, Browser], folder: Path) -> tuple[Desk, Browser]:
    """A desk behind a proxy at https://desk.example.org."""
    file = folder / "key"
    file.write_text(KEY)
    file.chmod(0o600)
    made, browser = opened(folder, "--behind-proxy", "https://desk.example.org", "--proxy-key", "key")
    made._benches = desk[0]._benches
    return made, browser


def member(team: tuple[Desk, Browser], role: str, **other: str) -> Browser:
    headers = {
        "Host": "desk.example.org",
        "X-Briefing-Key": KEY,
        "X-Briefing-User": "Ada Roe",
        "X-Briefing-Role": role,
    }
    return Browser(team[1].app, headers={**headers, **other})


def team_strike(browser: Browser) -> Answer:
    form = {"do": "strike", "statement": "s0123456789", "base": ""}
    return browser.post("/2026-03-03/edit", form, Origin="https://desk.example.org")


def test_behind_a_proxy_roles_count(team: tuple[Desk, Browser], folder: Path) -> None:
    assert member(team, "reader").get(PAGE).status == 200
    assert team_strike(member(team, "reader")).status == 403 and unchanged(folder)
    editor, approver = member(team, "editor"), member(team, "approver")
    assert "Approve" not in editor.get(PAGE).text and "Approve" in approver.get(PAGE).text
    action, form = form_with(editor.get(PAGE).text, do="strike")
    assert editor.post(action, form, Origin="https://desk.example.org").status == 303 and not unchanged(folder)
    for address in ("approve", "send"):
        base = {"base": team[0].bench(team[0].day).view().page.base}
        answer = editor.post(f"/2026-03-03/{address}", base, Origin="https://desk.example.org")
        assert answer.status == 400 and "your role does not allow this" in answer.text


@pytest.mark.parametrize(
    "other",
    [
        {"X-Briefing-Key": "wrong"},
        {"X-Briefing-Key": ""},
        {"X-Briefing-User": ""},
        {"X-Briefing-User": "a" * 300},
        {"X-Briefing-Role": "admin"},
        {"X-Briefing-Role": "approver, reader"},
        {"Host": AT},
    ],
)
def test_what_does_not_come_from_the_proxy(team: tuple[Desk, Browser], other: dict[str, str]) -> None:
    assert member(team, "approver", **other).get(PAGE).status == 403


def test_a_cookie_is_no_way_around_the_proxy(team: tuple[Desk, Browser]) -> None:
    name = team[0].gate.sessions.enter(team[0].gate.sessions.link(Session("Ada Roe", "approver")))
    browser = Browser(team[1].app, cookie=f"{team[0].gate.cookie}={name}", headers={"Host": "desk.example.org"})
    assert browser.get(PAGE).status == 403


@pytest.mark.parametrize("words", [["https://desk.example.org/x"], ["desk.example.org"], ["ftp://x"], ["https://a b"]])
def test_an_address_of_a_proxy_that_is_none(folder: Path, words: list[str]) -> None:
    (folder / "key").write_text(KEY)
    (folder / "key").chmod(0o600)
    with pytest.raises(BriefingError):
        opened(folder, "--behind-proxy", *words, "--proxy-key", "key")


def test_a_key_that_others_can_read_or_guess(folder: Path) -> None:
    (folder / "key").write_text(KEY)
    (folder / "key").chmod(0o644)
    with pytest.raises(BriefingError):
        opened(folder, "--behind-proxy", "https://desk.example.org", "--proxy-key", "key")
    (folder / "key").chmod(0o600)
    (folder / "key").write_text("short")
    with pytest.raises(BriefingError, match="at least 20"):
        opened(folder, "--behind-proxy", "https://desk.example.org", "--proxy-key", "key")
    with pytest.raises(BriefingError, match="--proxy-key"):
        opened(folder, "--behind-proxy", "https://desk.example.org")


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
    assert "<script>" not in desk[1].get(f"/library?q={quote(HOSTILE)}&person={quote(HOSTILE)}").text.replace(
        '<script src="/static/desk.js" defer></script>', ""
    )
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
        assert re.findall(r"<script[^>]*>", page) == ['<script src="/static/desk.js" defer>']
        assert "<style" not in page and " style=" not in page and not re.search(r"\son\w+=", page)


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
