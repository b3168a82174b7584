"""The pages of the desk as HTML. The page of an edition is made of regions, so that a change sends those alone that it
changes."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType
from typing import Any

from briefing.desk.access.sessions import Session
from briefing.desk.desk import Desk
from briefing.publish.page.labels import direction, long_date
from briefing.publish.page.templating.sandbox import of_folder

HERE = Path(__file__).parent
STATIC: Mapping[str, bytes] = MappingProxyType(
    {file.name: file.read_bytes() for file in sorted((HERE / "static").iterdir())}
)
# htmx without what a strict policy refuses or a page of the desk should not do: no code from attributes, no script in
# what comes back, no style of its own, no copy of a page kept in the browser; faults that are pages are shown
HTMX = json.dumps(
    {
        "allowEval": False,
        "allowScriptTags": False,
        "includeIndicatorStyles": False,
        "selfRequestsOnly": True,
        "historyEnabled": False,
        "historyCacheSize": 0,
        "responseHandling": [
            {"code": "204", "swap": False},
            {"code": "[23]..", "swap": True},
            {"code": "400|404|409", "swap": True},
            {"code": "...", "swap": False, "error": True},
        ],
    }
)
DIGEST = 12  # hex digits by which a region's HTML is known
UNKNOWN = 'data-digest=""'  # as the templates write it


@dataclass(frozen=True, slots=True)
class Region:
    """A part of the page of an edition. digest: of its HTML, but for the base of its forms, which is another after
    every change."""

    id: str
    digest: str
    html: str


def page(desk: Desk, session: Session, name: str, day: date, values: Mapping[str, Any]) -> str:
    """One page. session: who looks at it, which says what it offers."""
    every = _every(desk, session, day, values)
    if name == "edition.html.j2":
        every["regions"] = [region.html for region in regions(every)]
    return _rendered(name, every)


def changed(desk: Desk, session: Session, day: date, values: Mapping[str, Any], seen: str) -> str:
    """The regions that are others than those which a browser shows, each in its place; all of them where their order
    is another. seen: `id:digest` of those, in their order, with spaces between."""
    made = regions(_every(desk, session, day, values))
    known = dict(part.partition(":")[::2] for part in seen.split())
    if list(known) != [region.id for region in made]:
        return f'<div id="regions" hx-swap-oob="true">{"".join(region.html for region in made)}</div>'
    others = (region for region in made if known[region.id] != region.digest)
    return "".join(region.html.replace("data-digest=", 'hx-swap-oob="true" data-digest=', 1) for region in others)


def regions(values: Mapping[str, Any]) -> list[Region]:
    """The page of an edition in its order: its state, what is to be known first, every story, what else there is."""
    return [_region(name, html, str(values["base"])) for name, html in _parts(values)]


def _parts(values: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for name in ("state", "opening"):
        yield name, _rendered(f"{name}.html.j2", values)
    template = _templates().get_template("told.html.j2")
    for story in values["stories"]:
        yield story.brief.id, template.render({**values, "story": story})
    yield "ending", _rendered("ending.html.j2", values)


def _region(name: str, html: str, base: str) -> Region:
    bare = html.replace(base, "") if base else html
    digest = sha256(bare.encode()).hexdigest()[:DIGEST]
    return Region(name, digest, html.replace(UNKNOWN, f'data-digest="{digest}"', 1))


@cache
def _templates() -> Any:
    return of_folder(HERE / "pages")


def _rendered(name: str, values: Mapping[str, Any]) -> str:
    text: str = _templates().get_template(name).render(values)
    return text


def _every(desk: Desk, session: Session, day: date, values: Mapping[str, Any]) -> dict[str, Any]:
    """What every page is given, and the values of this one."""
    config = desk.config
    frozen = bool(values.get("frozen", False))
    may_change = session.may("editor") and not desk.gate.read_only
    every: dict[str, Any] = {
        "t": desk.words,
        "language": config.language,
        "direction": direction(config.language),
        "heading": config.title,
        "day": day.isoformat(),
        "long_day": long_date(day.isoformat(), config.language),
        "who": session.name,
        "keys": session.keys,
        "can_name": desk.gate.proxy_key is None and not desk.gate.read_only,
        "session_kept": desk.gate.proxy_key is None and not desk.gate.read_only,
        "read_only": desk.gate.read_only,
        "may_change": may_change,
        "may_edit": may_change and not frozen,
        "may_approve": may_change and session.may("approver"),
        "here": "edition",
        "rules": (),
        "base": "",
        "htmx": HTMX,
    }
    return {**every, **values}
