"""Who may come in: requests from elsewhere, without a session, with somebody else's role. Each is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.desk.access.guard import RequestRefused, _headers
from briefing.desk.access.sessions import MOST, Session, Sessions
from briefing.desk.desk import Desk
from briefing.desk.serve import listening
from briefing.errors import BriefingError, UsageError
from tests.desk.browser import HOST as AT
from tests.desk.browser import ORIGIN, PAGE, Answer, Browser, form_with, opened, strike, unchanged

KEY = "0123456789abcdef0123456789abcdef"


@pytest.mark.parametrize("port", [-1, 65536, 99999999])
def test_a_port_that_there_is_not(port: int) -> None:
    with pytest.raises(UsageError, match=f"found {port}, expected a number from 0 to 65535"):
        listening(port)


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
    with pytest.raises(RequestRefused):
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
        assert answer.status == 400 and "Your role does not allow this" in answer.text


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
