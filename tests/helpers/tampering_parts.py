"""Single changes to the edition of tests/helpers/two_days.py that are more than another value in one place: parts that
are left out, swapped, doubled or forged together, and what stands in the parts of its files."""

from __future__ import annotations

import copy
import io
import json
import re
import shutil
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from tests.helpers.tampering import Change, of_bytes, removed

Brief = dict[str, Any]


def _json(change: Callable[[Brief], object], name: str = "brief.json") -> Change:
    """The JSON file written again as the program writes it, with a change."""

    def changed(folder: Path) -> bool:
        data = json.loads((folder / name).read_bytes())
        change(data)
        (folder / name).write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        return True

    return changed


def _swap(row: list[Any]) -> None:
    row[0], row[1] = row[1], row[0]


def _story(brief: Brief) -> Brief:
    found: Brief = brief["stories"][0]
    return found


def _rows(brief: Brief, at: int = 0) -> list[Any]:
    """The statements of a section of the first story."""
    found: list[Any] = _story(brief)["sections"][at]["statements"]
    return found


def _correction(brief: Brief) -> Brief:
    found: Brief = brief["corrections"][0]
    return found


def _forged_correction(brief: Brief) -> None:
    said = _correction(brief)["statement"]
    for part, key in ((said, "text"), (said["citations"][0], "exact")):
        part[key] = part[key].replace("90,000", "80,000")


def _change(brief: Brief) -> Brief:
    found: Brief = _story(brief)["changes"][0]
    return found


def _values(brief: Brief) -> list[Any]:
    found: list[Any] = _story(brief)["evidence"]["disagreements"][0]["values"]
    return found


def _put(key: str, value: object) -> Callable[[Brief], object]:
    return lambda brief: brief.update({key: value})


def _of_story(key: str, value: object) -> Callable[[Brief], object]:
    return lambda brief: _story(brief).update({key: value})


def _of_statement(key: str, value: object) -> Callable[[Brief], object]:
    return lambda brief: _rows(brief)[0].update({key: value})


OF_BRIEF: Mapping[str, Callable[[Brief], object]] = {
    "changes: before says what after says": lambda b: _change(b)["before"].update(text=_change(b)["after"]["text"]),
    "changes: before cites nothing": lambda b: _change(b)["before"].update(citations=[]),
    "changes: none": _of_story("changes", []),
    "changes: about another thing": lambda b: _change(b).update(about="toll"),
    "gone: one fewer": lambda b: b["gone"].pop(),
    "gone: one more": lambda b: b["gone"].append({**b["gone"][0], "headline": "The mayor resigned"}),
    "gone: in another order": lambda b: _swap(b["gone"]),
    "corrections: none": _put("corrections", []),
    "corrections: one twice": lambda b: b["corrections"].append(copy.deepcopy(_correction(b))),
    "corrections: the source says nothing now": lambda b: _correction(b).update(now=None),
    "corrections: another reason": lambda b: _correction(b).update(why="superseded"),
    "corrections: another outlet": lambda b: _correction(b).update(outlet="Lowland Post"),
    "corrections: other words as printed, cited alike": _forged_correction,
    "since: a story is new": _of_story("since", "new"),
    "since: a statement is known": _of_statement("since", "known"),
    "since: a statement is neither": _of_statement("since", None),
    "since: a story in a line is new": lambda b: b["also"][0].update(since="new"),
    "as_of: another day": _of_statement("as_of", "2026-09-01"),
    "genre: an opinion": lambda b: b["sources"][1].update(genre="opinion"),
    "relays: another's report": lambda b: b["sources"][1].update(relays="Harbour Wire"),
    "independence: one source": _of_story("independent_sources", 1),
    "independence: one outlet": _of_story("outlets", 1),
    "corroboration: one more": lambda b: _rows(b)[0].update(corroborated_by=_rows(b)[0]["corroborated_by"] + 1),
    "disagreement: in another order": lambda b: _swap(_values(b)),
    "disagreement: one value": lambda b: _values(b).pop(),
    "disagreement: none": lambda b: _story(b)["evidence"].update(disagreements=[]),
    "timeline: a day more": lambda b: _story(b)["evidence"]["timeline"].append(
        {"date": "2026-09-08", "statement": copy.deepcopy(_rows(b)[0])}
    ),
    "not known: one more": lambda b: _story(b)["evidence"]["not_known"].append(copy.deepcopy(_rows(b)[0])),
    "glance: in another order": lambda b: _swap(b["at_a_glance"]),
    "glance: one fewer": lambda b: b["at_a_glance"].pop(),
    "glance: another statement": lambda b: b["at_a_glance"].__setitem__(0, _rows(b, -1)[-1]["id"]),
    "previous: none": _put("previous", None),
    "previous: one more before it": lambda b: b["previous"]["before"].append(
        {"date": "2026-09-01", "sha256": "0" * 64}
    ),
    "revises: nothing": _put("revises", None),
    "revises: nothing dropped": lambda b: b["revises"].update(dropped=[]),
    "revises: other words dropped": lambda b: b["revises"]["dropped"][0].update(text="A fire closed it."),
    "revises: one more added": lambda b: b["revises"]["added"].append(_rows(b)[0]["id"]),
    "notes: none": lambda b: b["stories"][1].update(notes=[]),
    "notes: somebody else's": lambda b: b["stories"][1]["notes"][0].update(by="Bo Roe"),
    "notes: other words": lambda b: b["stories"][1]["notes"][0].update(text="The bridge is safe."),
    "edited: nothing": _put("edited", []),
    "warnings: one of the feeds": lambda b: b["warnings"].append({"about": "feeds", "message": "A feed was silent."}),
    "more: stories not named": _put("more", 3),
    "cut: some": _put("cut", {"statements": 3, "stories": 1}),
    "layout: by section": _put("layout", "by-section"),
    "number: the next": _put("number", 9),
    "from: another day": _put("from", "2026-09-01"),
    "schema: the first": _put("schema", 1),
    "goes_on: nothing": _of_story("goes_on", []),
    "stories: in another order": lambda b: _swap(b["stories"]),
    "statements: one removed": lambda b: _rows(b, -1).pop(),
    "statements: one in another section": lambda b: _rows(b).append(_rows(b, -1).pop()),
    "statements: an invisible mark": lambda b: _rows(b)[0].update(text=_rows(b)[0]["text"].replace("130", "1\u200b30")),
    "sources: in another order": lambda b: _swap(b["sources"]),
    "left_out: one more": lambda b: b["left_out"].append({"path": "sources/x.txt", "reason": "empty"}),
    "types: a number as a fraction": _of_story("independent_sources", 2.0),
    "types: no for none": _of_statement("corroborated_by", False),
}


def _written(how: Callable[[Brief], str | bytes]) -> Change:
    """brief.json with the same content in another form."""

    def changed(folder: Path) -> bool:
        found = how(json.loads((folder / "brief.json").read_bytes()))
        (folder / "brief.json").write_bytes(found.encode() if isinstance(found, str) else found)
        return True

    return changed


def _plain(brief: Brief) -> str:
    return json.dumps(brief, ensure_ascii=False, indent=1) + "\n"


def _zipped(name: str, inner: str, find: bytes, put: bytes) -> Change:
    """The first such bytes in a part of a zipped file replaced; with `inner` a new name, a part more."""

    def changed(folder: Path) -> bool:
        out, done = io.BytesIO(), False
        with zipfile.ZipFile(folder / name) as old, zipfile.ZipFile(out, "w") as new:
            for part in old.infolist():
                data = old.read(part)
                if not done and part.filename.endswith(inner) and find in data:
                    data, done = data.replace(find, put, 1), True
                new.writestr(part, data)
            if not find:
                new.writestr(inner, put)
        (folder / name).write_bytes(out.getvalue())
        return done or not find

    return changed


def _mail(pattern: bytes, put: bytes) -> Change:
    def changed(folder: Path) -> bool:
        raw = (folder / "brief.eml").read_bytes()
        new = re.sub(pattern, put, raw, count=1, flags=re.M | re.I)
        (folder / "brief.eml").write_bytes(new)
        return new != raw

    return changed


def _in_html_part(folder: Path) -> bool:
    raw = (folder / "brief.eml").read_bytes()
    at = raw.rindex(b"quarry")
    (folder / "brief.eml").write_bytes(raw[:at] + b"quarrx" + raw[at + 6 :])
    return True


def _added(name: str) -> Change:
    def changed(folder: Path) -> bool:
        (folder / name).write_text("<p>The mayor resigned.</p>")
        return True

    return changed


def _other_page(folder: Path) -> bool:
    shutil.copy(folder / "sources" / "001.html", folder / "sources" / "002.html")
    return True


def _exchanged(data: Brief) -> None:
    one, other = list(data["statements"])[:2]
    data["statements"][one], data["statements"][other] = data["statements"][other], data["statements"][one]


OF_PARTS: Mapping[str, Change] = {
    "brief.json: keys in another order": _written(lambda b: _plain(dict(reversed(b.items())))),
    "brief.json: letters escaped": _written(lambda b: json.dumps(b, ensure_ascii=True, indent=1) + "\n"),
    "brief.json: a byte order mark": _written(lambda b: b"\xef\xbb\xbf" + _plain(b).encode()),
    "explain.json: two exchanged": _json(_exchanged, "explain.json"),
    "explain.json: one fewer not printed": _json(lambda data: data["not_printed"].pop(), "explain.json"),
    "explain.json: a key twice": of_bytes("explain.json", b'{\n "statements"', b'{\n "statements": {},\n "statements"'),
    "explain.json: in another form": of_bytes("explain.json", b'\n "', b'\n  "'),
    "a page more: what a server shows of the folder": _added("index.html"),
    "a page more: what a server obeys": _added(".htaccess"),
    "a page more: packed beside the page": _added("brief.html.gz"),
    "a page more: another name for it": _added("BRIEF.HTM"),
    "a page more: another format": _added("brief.doc"),
    "a page more: beside the version before": _added("revised/brief.html"),
    "html: another language": of_bytes("brief.html", b'<html lang="en"', b'<html lang="de"'),
    "html: a comment": of_bytes("brief.html", b"</body>", b"<!-- x --></body>"),
    "html: a script": of_bytes("brief.html", b"</body>", b"<script>1</script></body>"),
    "html: a citation leads elsewhere": of_bytes("brief.html", b"sources/003.html#L", b"sources/002.html#L"),
    "html: a part hidden": of_bytes("brief.html", b"<p ", b"<p hidden "),
    "html: a style": of_bytes("brief.html", b"<style>", b"<style>p{display:none}"),
    "html: leads on at once": of_bytes("brief.html", b"<meta ", b'<meta http-equiv="refresh" content="0"><meta '),
    "html: a base": of_bytes("brief.html", b"<head>", b'<head><base href="//x.example">'),
    "earlier.html: another address": of_bytes("earlier.html", b"../", b"../../"),
    "later.html: none": removed("later.html"),
    "source page: no mark": of_bytes("sources/003.html", b"<mark", b"<span"),
    "source page: that of another": _other_page,
    "source page: one more": _added("sources/099.html"),
    "mail: another subject": _mail(rb"^Subject: ", b"Subject: Re: "),
    "mail: another id": _mail(rb"^Message-ID: <", b"Message-ID: <x"),
    "mail: another day": _mail(rb"^Date: Tue", b"Date: Wed"),
    "mail: answers another": _mail(rb"^In-Reply-To: <", b"In-Reply-To: <x"),
    "mail: a hidden recipient": _mail(rb"\A", b"Bcc: eve@elsewhere.example\n"),
    "mail: the page alone": _in_html_part,
    "mail: words after the last part": _mail(rb"\Z", b"more\n"),
    "epub: a word": _zipped("brief.epub", ".xhtml", b"quarry", b"quarrx"),
    "epub: its title": _zipped("brief.epub", ".opf", b"Orle Letter", b"Orla Letter"),
    "epub: its style": _zipped("brief.epub", ".css", b"{", b"{display:none;"),
    "epub: a part more": _zipped("brief.epub", "more.txt", b"", b"x"),
    "docx: a word": _zipped("brief.docx", "document.xml", b"quarry", b"quarrx"),
    "docx: its title": _zipped("brief.docx", "core.xml", b"Orle", b"Orla"),
    "docx: a link": _zipped("brief.docx", ".rels", b'Target="', b'Target="x'),
    "docx: a part more": _zipped("brief.docx", "word/comments.xml", b"", b"<x/>"),
    "the version before: other words": of_bytes("revised/brief.json", b"130 people", b"131 people"),
    "the version before: none": removed("revised/brief.json"),
}


def every_part() -> dict[str, Change]:
    return {**{f"brief.json: {name}": _json(change) for name, change in OF_BRIEF.items()}, **OF_PARTS}
