"""What every request must pass before a page is made, and what every answer carries.

host       the address must be this desk's own: a name that leads here by a trick of DNS is refused
site       a request that another page makes is refused, whatever it asks for (Sec-Fetch-Site, Origin)
size       long addresses and bodies are refused, and bodies of another kind than a form's
session    a cookie from the one-time link; behind a proxy its headers, with the key that only it knows
role       a reader changes nothing, an editor approves nothing
answer     no script and no style but our own files, no frames, nothing stored, nothing passed on to other sites
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from http.cookies import CookieError, SimpleCookie
from typing import Any

from briefing.desk.access.sessions import ROLES, Role, Session, Sessions
from briefing.errors import UsageError

Scope = dict[str, Any]  # as ASGI has them: mappings of plain data
Message = dict[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

MOST_BODY = 200_000  # bytes of a form
SHORTEST_KEY = 20  # characters
MOST_ADDRESS = 4_000  # bytes of a path with its query
OPEN = ("/enter", "/static/")  # what needs no session
FORM = "application/x-www-form-urlencoded"
POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
    "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
# of an edition's own pages: their style stands in them, and their own policy admits no other
OF_A_PAGE = (
    "sandbox; default-src 'none'; style-src 'unsafe-inline'; font-src data:; img-src data:; frame-ancestors 'none'; "
    "base-uri 'none'; form-action 'none'"
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",  # with no-referrer a form of ours would name no origin
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "cross-origin-embedder-policy": "require-corp",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "cache-control": "no-store",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """What is let in. hosts: the values of Host that are this desk; origins: those of Origin; cookie: the session's
    name there; read_only: nobody changes anything; proxy_key: the secret by which a trusted proxy is known, None: there
    is none, and its headers are not believed."""

    hosts: frozenset[str]
    origins: frozenset[str]
    cookie: str
    read_only: bool = False
    proxy_key: str | None = None
    sessions: Sessions = field(default_factory=Sessions)


def local(port: int, *, read_only: bool) -> Gate:
    """For this machine alone, at a port."""
    names = (f"127.0.0.1:{port}", f"localhost:{port}")
    origins = frozenset(f"http://{name}" for name in names)
    return Gate(hosts=frozenset(names), origins=origins, cookie=f"briefing_desk_{port}", read_only=read_only)


def behind_proxy(address: str, key: str, *, read_only: bool) -> Gate:
    """For a proxy that says who somebody is. address: what browsers see; key: the secret that only the proxy knows.

    Raises UsageError for an address or a key that is none."""
    if not re.fullmatch(r"https?://[a-z0-9.-]+(?::\d+)?", address):
        expected = "expected the address that browsers see, such as https://desk.example.org"
        raise UsageError(f"--behind-proxy: found {address!r}, {expected}")
    if len(key) < SHORTEST_KEY:
        remedy = "openssl rand -hex 32 makes one"
        raise UsageError(
            f"--proxy-key: the secret has {len(key)} characters, at least {SHORTEST_KEY} are needed", remedy
        )
    return Gate(
        hosts=frozenset({address.partition("://")[2]}),
        origins=frozenset({address}),
        cookie="__Host-briefing_desk",
        read_only=read_only,
        proxy_key=key,
    )


class RequestRefused(Exception):
    """A request that is not answered, with the status of HTTP that says so."""

    def __init__(self, status: int, why: str) -> None:
        super().__init__(why)
        self.status, self.why = status, why


class Guard:
    """The application with all that above before it."""

    def __init__(self, app: App, gate: Gate) -> None:
        self.app, self.gate = app, gate

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            if scope["type"] == "websocket":
                await send({"type": "websocket.close", "code": 1008})
                return
            await self.app(scope, receive, send)
            return
        try:
            body = await self._checked(scope, receive)
        except RequestRefused as refused:
            await _refusal(refused, send)
            return
        scope["desk.body"] = body
        await self.app(scope, receive, _with_headers(send))

    async def _checked(self, scope: Scope, receive: Receive) -> bytes:
        headers = _headers(scope)
        method = str(scope["method"])
        if method not in ("GET", "HEAD", "POST"):
            raise RequestRefused(405, "this desk answers GET and POST")
        if len(scope["path"]) + len(scope.get("query_string", b"")) > MOST_ADDRESS:
            raise RequestRefused(414, "the address is too long")
        _check_host(headers, self.gate)
        _check_site(headers, method, self.gate)
        session = None if _is_open(scope["path"]) else self._session(headers)
        scope["desk.session"] = session
        if method == "POST":
            self._may_change(session)
            return await _body(headers, receive)
        return b""

    def _session(self, headers: Mapping[str, str]) -> Session:
        if self.gate.proxy_key is not None:
            return _of_proxy(headers, self.gate.proxy_key)
        found = self.gate.sessions.of(_cookie(headers, self.gate.cookie))
        if found is None:
            raise RequestRefused(403, "open the desk by the link that `briefing desk` prints; it works once")
        return found

    def _may_change(self, session: Session | None) -> None:
        if self.gate.read_only:
            raise RequestRefused(403, "this desk is read only")
        if session is None or not session.may("editor"):
            raise RequestRefused(403, "you may read here, and not change anything")


def _headers(scope: Scope) -> dict[str, str]:
    """Header → value. One that decides who comes in and stands there twice is refused."""
    found: dict[str, str] = {}
    for raw_name, raw_value in scope["headers"]:
        name = raw_name.decode("latin-1").lower()
        if name in found and name in ("host", "origin", "cookie", "sec-fetch-site", "content-length", *PROXY):
            raise RequestRefused(400, f"the header {name} stands there twice")
        found[name] = raw_value.decode("latin-1")
    return found


def _check_host(headers: Mapping[str, str], gate: Gate) -> None:
    if headers.get("host", "").lower() not in gate.hosts:
        raise RequestRefused(403, "this is not the address of the desk")


def _check_site(headers: Mapping[str, str], method: str, gate: Gate) -> None:
    """Where the request comes from. Every browser of these years says so; one that does not may only look."""
    site, origin = headers.get("sec-fetch-site"), headers.get("origin")
    if site is not None and site != "same-origin" and not (site == "none" and method != "POST"):
        raise RequestRefused(403, "another site asks for this")
    if origin is not None and origin.lower() not in gate.origins:
        raise RequestRefused(403, "another site asks for this")
    if method == "POST" and site is None and origin is None:
        raise RequestRefused(403, "nothing says which page asks for this")


def _is_open(path: str) -> bool:
    return path == OPEN[0] or path.startswith(OPEN[1])


def _cookie(headers: Mapping[str, str], name: str) -> str:
    try:
        found = SimpleCookie(headers.get("cookie", "")).get(name)
    except CookieError:
        return ""
    return found.value if found is not None else ""


_ROLES = ", ".join(ROLES)
PROXY = ("x-briefing-key", "x-briefing-user", "x-briefing-role")


def _of_proxy(headers: Mapping[str, str], key: str) -> Session:
    """Who the proxy says it is. Raises Refused without its key, a name, or a role that there is."""
    if not secrets.compare_digest(headers.get(PROXY[0], "").encode(), key.encode()):
        raise RequestRefused(403, "this desk is reached through its proxy alone")
    name = headers.get(PROXY[1], "").encode("latin-1").decode("utf-8", "replace").strip()
    role: Role | None = next((one for one in ROLES if one == headers.get(PROXY[2], "")), None)
    if not name or len(name) > 200 or role is None:
        raise RequestRefused(
            403, f"the proxy must say who you are ({PROXY[1]}) and in which role ({PROXY[2]}: {_ROLES})"
        )
    return Session(name, role)


async def _body(headers: Mapping[str, str], receive: Receive) -> bytes:
    if headers.get("content-type", FORM).partition(";")[0].strip().lower() != FORM:
        raise RequestRefused(415, "a form is expected")
    if not headers.get("content-length", "0").isdecimal() or int(headers.get("content-length", "0")) > MOST_BODY:
        raise RequestRefused(413, "the form is too large")
    parts: list[bytes] = []
    size = 0
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise RequestRefused(400, "the form did not arrive whole")
        parts.append(message.get("body", b""))
        size += len(parts[-1])
        if size > MOST_BODY:
            raise RequestRefused(413, "the form is too large")
        if not message.get("more_body"):
            return b"".join(parts)


def _with_headers(send: Send) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            given = {name.lower() for name, _ in message["headers"]}
            more = [(k.encode(), v.encode()) for k, v in HEADERS.items() if k.encode() not in given]
            message = {**message, "headers": [*message["headers"], *more]}
        await send(message)

    return sending


async def _refusal(refused: RequestRefused, send: Send) -> None:
    """A plain answer: nothing of the request stands in it."""
    body = f"{refused.why}\n".encode()
    headers = {**HEADERS, "content-type": "text/plain; charset=utf-8", "content-length": str(len(body))}
    fields = [(name.encode(), value.encode()) for name, value in headers.items()]
    await send({"type": "http.response.start", "status": refused.status, "headers": fields})
    await send({"type": "http.response.body", "body": body})
