"""Hostile values where a browser, a proxy, a feed or an edition before gives them: refused, or shown as text."""

from __future__ import annotations

import json
import re
from pathlib import Path
from urllib.parse import quote

import pytest

from briefing.desk.access.guard import PROXY, RequestRefused, _headers
from briefing.desk.access.sessions import Session
from briefing.desk.desk import Desk
from tests.desk.browser import HOST, ORIGIN, PAGE, Browser, form_with, opened, unchanged
from tests.desk.test_attacks import HOSTILE
from tests.helpers.running import SAMPLE_DAY, called
from tests.servers.smtp import Server, listening

SCRIPTS = ("<script>alert", "<img src=x", "href='javascript", 'href="javascript', "<b>Brief", "49</")


def harmless(page: str) -> bool:
    return not any(words in page for words in SCRIPTS)


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "1970-01-01"])
def test_a_day_at_the_end_of_time(desk: tuple[Desk, Browser], day: str) -> None:
    for page in ("", "since", "examples"):
        assert desk[1].get(f"/{day}/{page}").status in (200, 404), page


@pytest.mark.parametrize(
    "path",
    [
        "/2026-03-03/story/..%2f..%2fconfig.yaml",
        "/2026-03-03/story/t%00",
        "/2026-03-03/missing/..%2f..",
        "/2026-03-03/missing/t0000000000%27%20OR%201=1",
        "/2026-03-03/examples?section=../x",
        "/2026-03-03/examples?section=%3Cscript%3E",
        "/library/2026-03-03/sources/../../../config.yaml",
        "/library/..%2f2026-03-03/brief.html",
        "/../2026-03-03/since",
    ],
)
def test_an_address_that_leads_out(desk: tuple[Desk, Browser], path: str) -> None:
    answer = desk[1].get(path)
    assert answer.status in (400, 403, 404) and "needs_approval" not in answer.text and "<script>a" not in answer.text


WAYS_OUT = ("../../../../etc/passwd", "..%2f..%2fconfig.yaml", "/etc/passwd", "config.yaml\x00", "file:///etc/passwd")
FORMS = (PAGE, "/sections", "/2026-03-03/source/3", "/2026-03-03/examples?section=context", "/help")


def test_a_way_out_in_every_field_of_every_form(desk: tuple[Desk, Browser], folder: Path) -> None:
    """No value of a form is a path that is opened: nothing outside is shown, nothing is written but changes."""
    made, browser = desk
    before = {path for path in folder.rglob("*") if "edits" not in path.parts and ".briefing" not in path.parts}
    config = (folder / "config.yaml").read_bytes()
    tried: set[tuple[str, ...]] = set()
    for page in FORMS:
        for action, fields, verb in every_form(browser.get(page).text):
            for field in fields:
                what = (action, verb.get("do", "") if action.endswith("/edit") else "", field)
                if field == "base" or what in tried:
                    continue
                tried.add(what)
                value = WAYS_OUT[len(tried) % len(WAYS_OUT)]
                based = {"base": made.bench(made.day).view().page.base} if "base" in fields else {}
                answer = browser.post(action, {**fields, **verb, **based, field: value})
                assert answer.status in (200, 303, 400, 404, 409), (action, verb, field)
                assert "root:" not in answer.text and "needs_approval" not in answer.text, (action, verb, field)
    assert len(tried) > 50
    after = {path for path in folder.rglob("*") if "edits" not in path.parts and ".briefing" not in path.parts}
    assert before == after and (folder / "config.yaml").read_bytes() == config
    browser.post("/name", {"name": "Ada Roe"})


def every_form(page: str) -> list[tuple[str, dict[str, str], dict[str, str]]]:
    """The forms of a page that build and send nothing: where each goes, all its fields, one of its buttons."""
    found = []
    for action, inner in re.findall(r'<form [^>]*action="([^"]*)"[^>]*>(.*?)</form>', page, re.S):
        names = re.findall(r'<(?:input|select|textarea)[^>]* name="([^"]*)"', inner)
        fields = dict.fromkeys(names, "") | dict(re.findall(r'name="([^"]*)" value="([^"]*)"', inner))
        buttons = re.findall(r'<button[^>]* name="([^"]*)" value="([^"]*)"', inner) or [("", "")]
        fields = {name: value for name, value in fields.items() if name not in dict(buttons)}
        if not action.endswith(("/build", "/approve", "/test", "/send", "/keys")):
            found += [(action, fields, {name: value} if name else {}) for name, value in buttons]
    return found


WORDS = ('"', "*", '"*', "' OR 1=1 --", "NEAR(a b)", "a" * 2500, "\x00", "-", "(", "{}", "%", "ca*", "canal AND NOT x")


def test_a_search_is_words(desk: tuple[Desk, Browser], folder: Path) -> None:
    assert called("build", "--quiet", "--date", SAMPLE_DAY, cwd=folder).returncode == 0
    for words in WORDS:
        for key in ("q", "person"):
            assert desk[1].get(f"/library?{key}={quote(words)}").status in (200, 400), words


ADDRESSES = (
    "ann@example.org\r\nBcc: eve@evil.example",
    "ann@example.org\nBcc: eve@evil.example",
    "ann@example.org, eve@evil.example",
    "ann@example.org eve@evil.example",
    "<ann@example.org> RCPT TO:<eve@evil.example>",
    "",
    "ann",
    "-oQ/tmp@example.org\x00",
)


def test_a_test_mail_goes_to_one_address_or_none(
    desk: tuple[Desk, Browser], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert called("build", "--quiet", "--date", SAMPLE_DAY, cwd=folder).returncode == 0
    with listening(Server()) as server:
        monkeypatch.setenv("BRIEFING_SMTP_HOST", "127.0.0.1")
        monkeypatch.setenv("BRIEFING_SMTP_PORT", str(server.port))
        for to in ADDRESSES:
            answer = desk[1].post(f"/{SAMPLE_DAY}/test", {"to": to})
            assert answer.status == 400 and not server.messages, to


@pytest.mark.parametrize("field", ["before", "up", "down", "story", "section"])
def test_no_field_says_where_a_form_leads(desk: tuple[Desk, Browser], field: str) -> None:
    action, form = form_with(desk[1].get(PAGE).text, do="strike")
    for value in ("//evil.example/", "https://evil.example", "x\r\nSet-Cookie: a=b", "\\\\evil.example"):
        base = desk[0].bench(desk[0].day).view().page.base
        answer = desk[1].post(action, {**form, field: value, "base": base})
        place = answer.headers.get("location", PAGE)
        assert (
            place.startswith(PAGE) and "evil" not in place and "\n" not in place and "set-cookie" not in answer.headers
        )


@pytest.mark.parametrize("name", ["host", "origin", "cookie", "sec-fetch-site", "content-length", *PROXY])
def test_a_header_that_decides_stands_there_once(name: str) -> None:
    twice = {"headers": [(b"host", HOST.encode()), (name.encode(), b"a"), (name.upper().encode(), b"b")]}
    with pytest.raises(RequestRefused):
        _headers(twice)


def test_a_link_that_another_site_opens(desk: tuple[Desk, Browser]) -> None:
    """Nobody is brought in to a session by a page of somebody else's."""
    key = desk[0].gate.sessions.link(Session("Ada Roe", "approver"))
    stranger = Browser(desk[1].app)
    for site in ("cross-site", "same-site"):
        answer = stranger.get(f"/enter?key={key}", **{"Sec-Fetch-Site": site})
        assert answer.status == 403 and "set-cookie" not in answer.headers
    assert stranger.enter(f"{ORIGIN}/enter?key={key}").status == 303  # and it is not used up by that


def test_a_name_from_the_proxy_is_text(desk: tuple[Desk, Browser], folder: Path) -> None:
    (folder / "key").write_text("k" * 40)
    (folder / "key").chmod(0o600)
    team, browser = opened(folder, "--behind-proxy", "https://desk.example.org", "--proxy-key", "key")
    team._benches = desk[0]._benches
    who = {"Host": "desk.example.org", "X-Briefing-Key": "k" * 40, "X-Briefing-Role": "editor"}
    member = Browser(browser.app, headers={**who, "X-Briefing-User": HOSTILE})
    page = member.get(PAGE).text
    assert harmless(page)
    action, form = form_with(page, do="strike")
    assert member.post(action, form, Origin="https://desk.example.org").status == 303
    assert desk[0].bench(desk[0].day).view().page.edits.edits[0].by == HOSTILE
    assert harmless(member.get("/2026-03-03/changes").text)
    assert Browser(browser.app, headers={**who, "X-Briefing-User": "\t "}).get(PAGE).status == 403


def test_nothing_is_kept_and_nothing_is_told_to_others(desk: tuple[Desk, Browser]) -> None:
    for answer in (desk[1].get(PAGE), desk[1].get("/nothing"), desk[1].get(PAGE, Host="evil.example")):
        assert answer.headers["cache-control"] == "no-store"
        assert answer.headers["referrer-policy"] in ("same-origin", "no-referrer")
        assert answer.headers["cross-origin-opener-policy"] == "same-origin"
        assert "access-control-allow-origin" not in answer.headers and "server" not in answer.headers


def test_script_in_the_editions_before_and_in_the_feeds(tmp_path: Path) -> None:
    """What is new, a story's days, the library and the feeds show what others wrote; all of it is text."""
    (tmp_path / "sources").mkdir()
    feeds = json.dumps({"feeds": [{"url": "https://x.example/rss", "name": HOSTILE}]})
    (tmp_path / "config.yaml").write_text(f"title: '<b>Brief</b>'\nformats: [html, txt]\nintake: {feeds}\n")
    for day, dead in (("2026-03-02", 11), ("2026-03-03", 14)):
        text = f"A fire at the mill of Holm {HOSTILE} killed {dead} people, the fire service {HOSTILE} said.\n\n"
        text += f"“We heard it on {day}, {HOSTILE},” said Ada Roe, a foreman {HOSTILE} of the mill."
        record = {"title": f"Fire at Holm kills {dead} {HOSTILE}", "text": text, "publisher": HOSTILE}
        record |= {"author": HOSTILE, "published": f"{day}T08:00:00Z", "url": "javascript:alert(1)"}
        (tmp_path / "sources" / f"{day}.json").write_text(json.dumps(record))
        assert called("build", "--quiet", "--date", day, cwd=tmp_path).returncode == 0
    browser = opened(tmp_path)[1]
    page = browser.get(PAGE).text
    found = set(re.findall(r'href="(/2026-03-03/(?:story|missing|statement|source)/[^"#]*)"', page))
    pages = [
        PAGE,
        "/2026-03-03/since",
        "/2026-03-03/examples",
        "/feeds",
        "/library?q=fire",
        "/library?person=Roe",
        *found,
    ]
    assert any("/story/" in one for one in found) and any("/missing/" in one for one in found)
    for path in pages:
        answer = browser.get(path)
        assert answer.status == 200 and harmless(answer.text), path
        assert "onerror=alert(2)>" not in answer.text, path
    assert unchanged(tmp_path)
