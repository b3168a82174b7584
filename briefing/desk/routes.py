"""The addresses of the desk → its pages. What a page shows is made in rows.py and its neighbours."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import wraps
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from briefing.compose.edits.edits import Edit
from briefing.desk import actions, changes, pages_of, rendering, section_pages, series_pages
from briefing.desk.access.guard import OF_A_PAGE
from briefing.desk.access.sessions import Role, Session
from briefing.desk.bench import Bench, View
from briefing.desk.desk import Desk
from briefing.desk.edits.edits_book import ChangedMeanwhile, EditsBook
from briefing.desk.faults import Unable
from briefing.errors import BriefingError
from briefing.text import day_of

Handler = Callable[[Request], Response]
SEEN = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
}
# with a whole page that answers a form of htmx: what stands on it takes the place of what stood there
WHOLE = {"hx-retarget": "#content", "hx-reselect": "#content", "hx-reswap": "outerHTML show:window:top"}


def application(desk: Desk) -> Starlette:
    """The desk's pages, without what guards them."""
    made = Starlette(routes=_Routes(desk).all())
    made.router.redirect_slashes = False
    return made


class _Routes:
    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    def all(self) -> list[Route]:
        get = [
            ("/", self.home),
            ("/enter", self.enter),
            ("/static/{name}", self.static),
            ("/help", self.help),
            ("/sections", self.sections),
            ("/library", self.library),
            ("/feeds", self.feeds),
            ("/library/{edition}/{name:path}", self.published),
            ("/{day}/", self.edition),
            ("/{day}/statement/{name}", self.statement),
            ("/{day}/sources", self.sources),
            ("/{day}/source/{number}", self.source),
            ("/{day}/changes", self.log),
            ("/{day}/since", self.since),
            ("/{day}/examples", self.examples),
            ("/{day}/missing/{name}", self.missing),
            ("/{day}/story/{name}", self.story),
            ("/{day}/print/{name:path}", self.printed),
        ]
        post = [
            ("/name", self.named),
            ("/keys", self.keys),
            ("/sections", self.sections_changed),
            ("/sections/example", self.example),
            ("/{day}/edit", self.edited),
            ("/{day}/undo", self.undone),
            ("/{day}/redo", self.redone),
            ("/{day}/build", self.built),
            ("/{day}/approve", self.approved),
            ("/{day}/revise", self.revised),
            ("/{day}/test", self.tested),
            ("/{day}/send", self.sent),
        ]
        return [
            *(Route(path, self._answering(handler), methods=["GET"]) for path, handler in get),
            *(Route(path, self._answering(handler), methods=["POST"]) for path, handler in post),
        ]

    def _answering(self, handler: Handler) -> Handler:
        """The handler; a fault that a user can mend is a page that says it. Everything here runs in a thread."""

        @wraps(handler)
        def answer(request: Request) -> Response:
            try:
                return handler(request)
            except ChangedMeanwhile as fault:
                return self._conflict(request, fault)
            except BriefingError as fault:
                status = HTTPStatus.NOT_FOUND if isinstance(fault, NoSuchAddress) else HTTPStatus.BAD_REQUEST
                return self._fault(request, fault, status)

        return answer

    # -- what a request is about

    def _bench(self, request: Request) -> Bench:
        return self.desk.bench(_day(request.path_params["day"]))

    def _page(self, request: Request, name: str, values: Mapping[str, Any], day: date, status: int = 200) -> Response:
        session: Session = request.scope["desk.session"]
        html = rendering.page(self.desk, session, name, day, values)
        return Response(html, status, WHOLE if _by_htmx(request) else None, "text/html; charset=utf-8")

    def _fault(self, request: Request, fault: BriefingError, status: int) -> Response:
        text = self.desk.words
        values = {
            "message_title": text["fault"],
            "message": fault.said(text) if isinstance(fault, Unable) else actions.said(fault),
            "lines": (),
            "here": "",
        }
        return self._page(request, "message.html.j2", values, self._any_day(request), status)

    def _any_day(self, request: Request) -> date:
        try:
            return _day(request.path_params["day"])
        except (KeyError, BriefingError):
            return self.desk.day

    def _conflict(self, request: Request, fault: ChangedMeanwhile) -> Response:
        form = changes.form_of(request.scope["desk.body"])
        view = self._bench(request).view()
        values = pages_of.conflict(self.desk, view, form, request.url.path)
        return self._page(request, "conflict.html.j2", values, view.day, HTTPStatus.CONFLICT)

    # -- looking

    def home(self, request: Request) -> Response:
        return _to(f"/{self.desk.day}/")

    def enter(self, request: Request) -> Response:
        """The one-time link: it gives the cookie, and its secret goes from the address line."""
        gate = self.desk.gate
        name = gate.sessions.enter(request.query_params.get("key", ""))
        if name is None:
            text = "this link was used, or never given out; start `briefing desk` again for another\n"
            return Response(text, HTTPStatus.FORBIDDEN, media_type="text/plain; charset=utf-8")
        answer = _to("/")
        secure = gate.cookie.startswith("__Host-")
        answer.set_cookie(gate.cookie, name, httponly=True, samesite="strict", path="/", secure=secure)
        return answer

    def static(self, request: Request) -> Response:
        found = rendering.STATIC.get(request.path_params["name"])
        if found is None:
            return Response("not here\n", HTTPStatus.NOT_FOUND, media_type="text/plain; charset=utf-8")
        kind = SEEN["." + request.path_params["name"].rpartition(".")[2]]
        return Response(found, headers={"content-type": kind, "cache-control": "no-cache"})

    def help(self, request: Request) -> Response:
        return self._page(request, "help.html.j2", {"here": "help"}, self.desk.day)

    def edition(self, request: Request) -> Response:
        view = self._bench(request).view()
        return self._page(request, "edition.html.j2", pages_of.edition(self.desk, view, request.query_params), view.day)

    def statement(self, request: Request) -> Response:
        view = self._bench(request).view()
        values = pages_of.statement(self.desk, view, request.path_params["name"])
        return self._page(request, "statement.html.j2", _there(values), view.day)

    def sources(self, request: Request) -> Response:
        view = self._bench(request).view()
        return self._page(request, "sources.html.j2", pages_of.sources(view), view.day)

    def source(self, request: Request) -> Response:
        view = self._bench(request).view()
        values = pages_of.source(self.desk, view, request.path_params["number"])
        return self._page(request, "source.html.j2", values, view.day)

    def log(self, request: Request) -> Response:
        view = self._bench(request).view()
        return self._page(request, "changes.html.j2", pages_of.log(self.desk, view), view.day)

    def printed(self, request: Request) -> Response:
        """A file of the edition as `build` would write it now."""
        view = self._bench(request).view()
        return _file(_there(self.desk.printed(view).get(request.path_params["name"])), request.path_params["name"])

    def published(self, request: Request) -> Response:
        """A file of an edition in out/."""
        found = self.desk.published(_day(request.path_params["edition"])).get(request.path_params["name"])
        return _file(_there(found), request.path_params["name"])

    def library(self, request: Request) -> Response:
        values = pages_of.library(self.desk, request.query_params)
        return self._page(request, "library.html.j2", values, self.desk.day)

    def since(self, request: Request) -> Response:
        view = self._bench(request).view()
        return self._page(request, "since.html.j2", series_pages.since(self.desk, view), view.day)

    def story(self, request: Request) -> Response:
        """A story through its days."""
        view = self._bench(request).view()
        values = series_pages.days(self.desk, view, request.path_params["name"])
        return self._page(request, "story.html.j2", _there(values), view.day)

    def feeds(self, request: Request) -> Response:
        return self._page(request, "feeds.html.j2", series_pages.feeds(self.desk), self.desk.day)

    def sections(self, request: Request) -> Response:
        return self._page(request, "sections.html.j2", pages_of.sections(self.desk), self.desk.day)

    def missing(self, request: Request) -> Response:
        """What a story could print too."""
        view = self._bench(request).view()
        values = pages_of.missing(view, request.path_params["name"])
        return self._page(request, "missing.html.j2", _there(values), view.day)

    def examples(self, request: Request) -> Response:
        view = self._bench(request).view()
        values = section_pages.to_mark(view, request.query_params.get("section", ""))
        return self._page(request, "examples.html.j2", values, view.day)

    # -- changing

    def edited(self, request: Request) -> Response:
        bench = self._bench(request)
        form = changes.form_of(request.scope["desk.body"])
        view = bench.view()
        _must_be_open(view)
        made = changes.changes(form, view, request.scope["desk.session"].name)
        bench.book().add(made, form.get("base", ""))
        now = bench.view()
        place = pages_of.anchor(form, made, now)
        return self._changed(request, now, made, place, pages_of.asked_after(form, made, place))

    def undone(self, request: Request) -> Response:
        return self._moved(request, "edits", lambda book, base: book.undo(base))

    def redone(self, request: Request) -> Response:
        return self._moved(request, "undone", lambda book, base: book.redo(base))

    def _moved(self, request: Request, source: str, move: Callable[[EditsBook, str], object]) -> Response:
        """source: the list of the edits whose last one moves."""
        bench = self._bench(request)
        view = bench.view()
        _must_be_open(view)
        last: tuple[Edit, ...] = getattr(view.page.edits, source)[-1:]
        move(bench.book(), changes.form_of(request.scope["desk.body"]).get("base", ""))
        now = bench.view()
        return self._changed(request, now, last, pages_of.anchor_of_undo(last, now), {})

    def _changed(
        self, request: Request, view: View, made: Sequence[Edit], place: str, asked: Mapping[str, str]
    ) -> Response:
        """The edition after a change, at its place: by htmx what became another, else the whole page."""
        if not _by_htmx(request):
            return _to(f"/{view.day}/{'?' if asked else ''}{urlencode(asked)}#{place}")
        seen = changes.form_of(request.scope["desk.body"]).get("seen", "")
        values = pages_of.edition(self.desk, view, {"struck": asked.get("struck", "")})
        html = rendering.changed(self.desk, request.scope["desk.session"], view.day, values, seen)
        done = {"desk:done": pages_of.done(self.desk, view, made, place)}
        headers = {"hx-trigger-after-settle": json.dumps(done)}
        return Response(html, headers=headers, media_type="text/html; charset=utf-8")

    def built(self, request: Request) -> Response:
        bench = self._bench(request)
        return self._told(request, bench, actions.build(bench, self.desk.actions))

    def approved(self, request: Request) -> Response:
        session = _must_be(request, "approver")
        bench, form = self._bench(request), changes.form_of(request.scope["desk.body"])
        why, base = form.get("why", "")[:500], form.get("base", "")
        done = actions.approve(bench, self.desk.actions, session.name, why, base)
        return self._told(request, bench, done) if done.code else _to(f"/{bench.day}/")

    def revised(self, request: Request) -> Response:
        session = _must_be(request, "editor")
        bench, form = self._bench(request), changes.form_of(request.scope["desk.body"])
        actions.revise(bench, session.name, form.get("why", "")[:500], form.get("base", ""))
        return _to(f"/{bench.day}/")

    def tested(self, request: Request) -> Response:
        bench, form = self._bench(request), changes.form_of(request.scope["desk.body"])
        self.desk.actions.test_mail(bench.view(), form.get("to", ""))
        return self._told(request, bench, actions.Done(0, (f"→ {form.get('to', '')}",)))

    def sent(self, request: Request) -> Response:
        _must_be(request, "approver")
        bench, form = self._bench(request), changes.form_of(request.scope["desk.body"])
        if form.get("base", "") != bench.view().page.base:
            raise ChangedMeanwhile
        return self._told(request, bench, actions.send(bench, self.desk.actions))

    def _told(self, request: Request, bench: Bench, done: actions.Done) -> Response:
        text = self.desk.words
        title = text["fault"] if done.code else text["done_sent"]
        values = {"message_title": title, "message": "", "lines": done.lines, "here": ""}
        return self._page(request, "message.html.j2", values, bench.day, 400 if done.code else 200)

    def sections_changed(self, request: Request) -> Response:
        form = changes.form_of(request.scope["desk.body"])
        values = section_pages.changed(self.desk, form)
        return self._page(request, "sections.html.j2", values, self.desk.day) if values else _to("/sections")

    def example(self, request: Request) -> Response:
        form = changes.form_of(request.scope["desk.body"])
        view = self.desk.bench(_day(form.get("day", ""))).view()
        values = section_pages.by_example(self.desk, view, form)
        return self._page(request, "sections.html.j2", values, view.day) if values else _to("/sections")

    # -- who is here

    def named(self, request: Request) -> Response:
        session: Session = request.scope["desk.session"]
        name = " ".join(changes.form_of(request.scope["desk.body"]).get("name", "").split())[:100]
        if self.desk.gate.proxy_key is None and name:
            session.name = name
        return _to("/")

    def keys(self, request: Request) -> Response:
        session: Session = request.scope["desk.session"]
        session.keys = changes.form_of(request.scope["desk.body"]).get("keys") == "on"
        return _to("/help")


def _by_htmx(request: Request) -> bool:
    """Does the page's own script ask, which puts what comes back in its place?"""
    return request.headers.get("hx-request") == "true"


class NoSuchAddress(Unable):
    """An address under which nothing stands."""

    def __init__(self) -> None:
        super().__init__("err_address")


def _there(found: Any) -> Any:
    if found is None:
        raise NoSuchAddress
    return found


def _day(text: str) -> date:
    """The day of an address. Raises NoSuchAddress for what is none, or of years in which nothing is dated."""
    found = day_of(text) if len(text) == 10 else None
    if found is None:
        raise NoSuchAddress
    return found


def _to(address: str) -> RedirectResponse:
    return RedirectResponse(address, HTTPStatus.SEE_OTHER)


def _file(data: bytes, name: str) -> Response:
    """A file of an edition, apart from the desk: nothing in it runs, and it cannot speak for the desk."""
    kinds = {"html": "text/html; charset=utf-8", "txt": "text/plain; charset=utf-8", "pdf": "application/pdf"}
    kind = kinds.get(name.rpartition(".")[2], "application/octet-stream")
    return Response(data, headers={"content-type": kind, "content-security-policy": OF_A_PAGE})


def _must_be(request: Request, role: Role) -> Session:
    session: Session = request.scope["desk.session"]
    if not session.may(role):
        raise Unable("err_role")
    return session


def _must_be_open(view: View) -> None:
    if view.state.frozen:
        raise Unable("err_frozen")
