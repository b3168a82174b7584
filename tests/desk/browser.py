"""A browser for tests: it asks the desk as browsers do, keeps the cookie, and reads the forms of a page."""

from __future__ import annotations

import asyncio
import re
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

from briefing import config as settings
from briefing.cli import parser
from briefing.commands import desk as command
from briefing.desk.access.guard import App
from briefing.desk.desk import Desk
from briefing.desk.serve import app
from tests.helpers.running import SAMPLE_DAY

PORT = 8640
HOST = f"127.0.0.1:{PORT}"
ORIGIN = f"http://{HOST}"
PAGE = f"/{SAMPLE_DAY}/"


@dataclass(frozen=True, slots=True)
class Answer:
    """status, headers and body of an answer."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode("utf-8")


@dataclass(slots=True)
class Browser:
    """headers: what it sends with every request beside the cookie and what browsers say of the request's site."""

    app: App
    cookie: str = ""
    headers: dict[str, str] = field(default_factory=dict)

    def get(self, path: str, **headers: str | None) -> Answer:
        return self.ask("GET", path, b"", **{"Sec-Fetch-Site": "same-origin", **headers})

    def post(self, path: str, form: dict[str, str] | bytes, **headers: str | None) -> Answer:
        body = form if isinstance(form, bytes) else urlencode(form).encode()
        usual = {
            "Sec-Fetch-Site": "same-origin",
            "Origin": ORIGIN,
            "Content-Type": "application/x-www-form-urlencoded",
            "Content-Length": str(len(body)),
        }
        return self.ask("POST", path, body, **{**usual, **headers})

    def ask(self, method: str, path: str, body: bytes, **headers: str | None) -> Answer:
        """One request. A header of None is not sent."""
        parts = urlsplit(path)
        sent = {"Host": HOST, "Cookie": self.cookie or None, **self.headers, **headers}
        scope: dict[str, Any] = {
            "type": "http",
            "asgi": {"version": "3.0"},
            "http_version": "1.1",
            "method": method,
            "scheme": "http",
            "path": parts.path,
            "raw_path": parts.path.encode(),
            "query_string": parts.query.encode(),
            "root_path": "",
            "headers": [(k.lower().encode(), v.encode("latin-1")) for k, v in sent.items() if v is not None],
            "client": ("127.0.0.1", 40000),
            "server": ("127.0.0.1", PORT),
        }
        return asyncio.run(_asked(self.app, scope, body))

    def enter(self, link: str) -> Answer:
        """Opens a link, and keeps the cookie that it gives."""
        answer = self.get(link.removeprefix(ORIGIN), **{"Sec-Fetch-Site": "none"})
        given = answer.headers.get("set-cookie", "")
        self.cookie = given.partition(";")[0]
        return answer


async def _asked(application: App, scope: dict[str, Any], body: bytes) -> Answer:
    messages: list[dict[str, Any]] = []
    sent = False

    async def receive() -> dict[str, Any]:
        nonlocal sent
        if sent:
            return {"type": "http.disconnect"}
        sent = True
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message: dict[str, Any]) -> None:
        messages.append(message)

    await application(scope, receive, send)
    start = messages[0]
    headers = {name.decode().lower(): value.decode("latin-1") for name, value in start["headers"]}
    return Answer(start["status"], headers, b"".join(m.get("body", b"") for m in messages[1:]))


def opened(folder: Path, *more: str) -> tuple[Desk, Browser]:
    """The desk of a project's sample day, and a browser that came in by its link."""
    words = ["desk", "--config", str(folder / "config.yaml"), "--date", SAMPLE_DAY, "--no-browser", *more]
    args = parser().parse_args(words)
    desk = command.opened(args, settings.read(folder / "config.yaml"), PORT)
    browser = Browser(app(desk))
    if args.behind_proxy is None:
        browser.enter(command.link(desk, args, PORT))
    return desk, browser


def forms(page: str) -> list[tuple[str, dict[str, str], list[tuple[str, str]]]]:
    """The forms of a page: where each goes, its fields, its buttons (name, value)."""
    found = []
    for action, inner in re.findall(r'<form method="post" action="([^"]*)"[^>]*>(.*?)</form>', page, re.S):
        fields = dict(re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)"', inner))
        buttons = re.findall(r'<button[^>]*?name="([^"]*)" value="([^"]*)"', inner)
        found.append((action, {k: unescape(v) for k, v in fields.items()}, buttons))
    return found


def form_with(page: str, **wanted: str) -> tuple[str, dict[str, str]]:
    """The first form with these fields, and a button of value `do` where that is asked for."""
    verb = wanted.pop("do", None)
    for action, fields, buttons in forms(page):
        if all(fields.get(key) == value for key, value in wanted.items()) and (verb is None or ("do", verb) in buttons):
            return action, {**fields, **({"do": verb} if verb else {})}
    raise AssertionError(f"no form with {wanted} {verb}")


def strike(browser: Browser, **headers: str | None) -> Answer:
    """Asks for the first statement to be struck, as its button does."""
    action, form = form_with(browser.get(PAGE).text, do="strike")
    return browser.post(action, form, **headers)


def unchanged(folder: Path) -> bool:
    return not list((folder / "edits").glob("*"))
