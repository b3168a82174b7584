"""Single changes to an edition, none of which may pass: each leaf and list of brief.json and explain.json by its kind
of place, and each file that is printed."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

Place = tuple[str | int, ...]
Change = Callable[[Path], bool]  # changes the edition in a folder; False where it holds no such place

OTHER = {"direct": "indirect", "indirect": "direct", "none": "direct", "mixed": "none", "by-story": "by-section"}
# what can be held only against the state folder of the project in which the edition lies: a test of its own does
SPARED = {("settings",)}


def leaves(data: Any, place: Place = ()) -> Iterator[Place]:
    """The places of all values that hold no others, and of all lists."""
    if isinstance(data, dict):
        for key, value in data.items():
            yield from leaves(value, (*place, key))
    elif isinstance(data, list):
        yield place
        for number, value in enumerate(data):
            yield from leaves(value, (*place, number))
    else:
        yield place


def kind(place: Place) -> str:
    """What places of one kind share: numbers and ids left out, and which label it is."""
    if place[0] == "labels":
        return "labels.*"
    parts = ("*" if isinstance(part, int) or re.fullmatch(r"s[0-9a-f]{10,}", part) else part for part in place)
    return ".".join(parts)


def kinds(data: Any) -> dict[str, Place]:
    """Each kind of place with the first of it, one with a value rather than one without."""
    found: dict[str, Place] = {}
    for place in leaves(data):
        if place in SPARED:
            continue
        if kind(place) not in found or (not at(data, found[kind(place)]) and at(data, place)):
            found[kind(place)] = place
    return found


def at(data: Any, place: Place) -> Any:
    for part in place:
        data = data[part]
    return data


def changed(data: Any, place: Place) -> Any:
    """The data with another value there, of the same type where it has one."""
    data = copy.deepcopy(data)
    parent, last = at(data, place[:-1]), place[-1]
    parent[last] = _another(parent[last])
    return data


def _another(value: Any) -> Any:
    if isinstance(value, bool):
        return not value
    if isinstance(value, (int, float)):
        return value + 1
    if isinstance(value, str):
        return OTHER.get(value, _altered(value))
    if isinstance(value, list):
        return value[1:] if value else ["Ada Roe"]
    return "Ada Roe"


def _altered(text: str) -> str:
    """One letter or figure of it another one, so that a date or an id stays one."""
    found = re.search(r"[0-8a-eA-Y](?=[^0-9a-zA-Z]*\Z)", text) or re.search(r"\w", text)
    if found is None:
        return text + "x"
    letter = found.group()
    return text[: found.start()] + ("x" if not letter.isascii() else chr(ord(letter) + 1)) + text[found.end() :]


def of_json(name: str, place: Place) -> Change:
    """A change of one place of a JSON file."""

    def change(folder: Path) -> bool:
        file = folder / name
        data = json.loads(file.read_bytes())
        file.write_text(json.dumps(changed(data, place), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        return True

    return change


def of_bytes(name: str, find: bytes, put: bytes) -> Change:
    """The first such bytes of a file replaced."""

    def change(folder: Path) -> bool:
        file = folder / name
        raw = file.read_bytes() if file.is_file() else b""
        if find not in raw:
            return False
        file.write_bytes(raw.replace(find, put, 1))
        return True

    return change


def appended(name: str, more: bytes) -> Change:
    def change(folder: Path) -> bool:
        file = folder / name
        if file.is_file():
            file.write_bytes(file.read_bytes() + more)
        return file.is_file()

    return change


def removed(name: str) -> Change:
    def change(folder: Path) -> bool:
        (folder / name).unlink()
        return True

    return change


def of_text(name: str, pattern: str, put: str) -> Change:
    """What the pattern first finds in a file, replaced."""

    def change(folder: Path) -> bool:
        file = folder / name
        text = file.read_bytes().decode("utf-8") if file.is_file() else ""
        made = re.sub(pattern, put, text, count=1, flags=re.S)
        if made != text:
            file.write_bytes(made.encode("utf-8"))
        return made != text

    return change


def of_whole(name: str, made: Callable[[bytes], bytes]) -> Change:
    """All bytes of a file replaced."""

    def change(folder: Path) -> bool:
        file = folder / name
        raw = file.read_bytes() if file.is_file() else b""
        if raw:
            file.write_bytes(made(raw))
        return bool(raw) and made(raw) != raw

    return change


def of_data(name: str, alter: Callable[[Any], object]) -> Change:
    """The data of a JSON file altered in place."""

    def change(folder: Path) -> bool:
        data = json.loads((folder / name).read_bytes())
        before = json.dumps(data)
        try:
            alter(data)
        except LookupError:
            return False
        (folder / name).write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        return json.dumps(data) != before

    return change


def swapped(one: str, other: str) -> Change:
    """Two files with each other's names."""

    def change(folder: Path) -> bool:
        if not (folder / other).is_file():
            return False
        first, second = (folder / one).read_bytes(), (folder / other).read_bytes()
        (folder / one).write_bytes(second)
        (folder / other).write_bytes(first)
        return first != second

    return change


def _headed(name: str, raw: bytes) -> bytes:
    return f"{name}: a@b.example\r\n".encode() + raw


def _turned(raw: bytes, at: int) -> bytes:
    return raw[:at] + bytes([raw[at] ^ 1]) + raw[at + 1 :]


def _dumped(data: Any) -> bytes:
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


def _first(data: Any) -> Any:
    """The first statement of an edition."""
    return data["stories"][0]["sections"][0]["statements"][0]


def _shorter(data: Any) -> None:
    """A statement's words and its citation's end a letter sooner, both."""
    citation = _first(data)["citations"][0]
    citation["end"] -= 1
    citation["exact"] = citation["exact"][:-1]
    _first(data)["text"] = _first(data)["text"][:-1]


PAGE, TEXT, MAIL, JSON, WHY = "brief.html", "brief.txt", "brief.eml", "brief.json", "explain.json"
HEADERS = ("Bcc", "Cc", "Sender", "Reply-To", "Return-Path", "Disposition-Notification-To", "Resent-To")
# what an attacker tried who knew the program: of markup, characters, headers, forms of a file, and of data
ATTACKS: dict[str, Change] = {
    "an address that all links are relative to": of_text(PAGE, "<head>", '<head><base href="https://a.example/">'),
    "a page that leads elsewhere": of_text(PAGE, "<head>", '<head><meta http-equiv="refresh" content="0;url=/b">'),
    "a picture from elsewhere": of_text(PAGE, "</body>", '<img src="https://a.example/b.gif"></body>'),
    "a form": of_text(PAGE, "</body>", '<form action="https://a.example/"><input></form></body>'),
    "a script": of_text(PAGE, "</body>", "<script>1</script></body>"),
    "a call of a script": of_text(PAGE, "<body", '<body onload="a()"'),
    "a comment": of_text(PAGE, "</body>", "<!-- a --></body>"),
    "words of a style sheet": of_text(PAGE, "</style>", 'main::before{content:"The council resigned"}</style>'),
    "a statement hidden by style": of_text(PAGE, "</style>", "blockquote{visibility:hidden}</style>"),
    "another language": of_text(PAGE, '<html lang="[a-z]+"', '<html lang="xx"'),
    "another direction": of_text(PAGE, 'dir="ltr"', 'dir="rtl"'),
    "the policy of the page": of_text(PAGE, "Content-Security-Policy", "X-Policy"),
    "the number of a citation": of_text(PAGE, 'href="#note-1"', 'href="#note-2"'),
    "the line of a link": of_text(PAGE, "#L([0-9])", r"#L9\1"),
    "a letter as an entity": of_text(PAGE, "(>[^<>]*)parliament", r"\1&#112;arliament"),
    "a letter that looks like it": of_text(PAGE, "(>[^<>]*)parliament", "\\1p\u0430rliament"),
    "a mark that shows nothing": of_text(PAGE, "(>[^<>]*)parliament", "\\1par\u200bliament"),
    "a control of order": of_text(TEXT, "parliament", "\u202eparliament"),
    "ends of lines": of_text(PAGE, "\n", "\r\n"),
    "a mark of byte order": of_whole(PAGE, lambda raw: b"\xef\xbb\xbf" + raw),
    "a byte that is no text": of_whole(TEXT, lambda raw: raw[:40] + b"\xe9" + raw[40:]),
    "a null byte": of_whole(TEXT, lambda raw: raw[:40] + b"\0" + raw[40:]),
    "half a page": of_whole(PAGE, lambda raw: raw[: len(raw) // 2]),
    "nothing of a text": of_whole(TEXT, lambda raw: b""),
    "white space": of_text(TEXT, "\n", " \n"),
    "a number of the text": of_text(TEXT, r"\[1", "[2"),
    "no page": removed(PAGE),
    "no text": removed(TEXT),
    "no mail": removed(MAIL),
    **{f"a header: {name}": of_whole(MAIL, partial(_headed, name)) for name in HEADERS},
    "another recipient": of_text(MAIL, "undisclosed-recipients:;", "a@b.example"),
    "another hour": of_text(MAIL, "(Date: [^\n]*:[0-9]{2}:)[0-9]{2}", r"\g<1>59"),
    "another kind of text": of_text(MAIL, "text/plain", "text/enriched"),
    "words after the mail": of_whole(MAIL, lambda raw: raw + b"The council resigned.\n"),
    "words before its parts": of_text(MAIL, "\r?\n\r?\n", "\n\nThe council resigned.\n"),
    "a bit of the PDF": of_whole("brief.pdf", lambda raw: _turned(raw, len(raw) // 2)),
    "a PDF cut off": of_whole("brief.pdf", lambda raw: raw[:-30]),
    "pages of two sources": swapped("sources/001.html", "sources/002.html"),
    "texts of two sources": swapped("sources/001.txt", "sources/002.txt"),
    "a mark of a passage": of_text("sources/001.html", "<mark>", "<b>"),
    "the name of a line": of_text("sources/001.html", 'id="L1"', 'id="L99"'),
    "ends of lines of a source": of_whole("sources/001.txt", lambda raw: raw.replace(b"\n", b"\r\n")),
    "the same data in another order": of_whole(JSON, lambda raw: _dumped(dict(reversed(json.loads(raw).items())))),
    "the same data with escapes": of_whole(JSON, lambda raw: json.dumps(json.loads(raw), indent=1).encode() + b"\n"),
    "a schema that is no whole number": of_text(JSON, '"schema": 2', '"schema": 2.0'),
    "half a surrogate pair": of_text(JSON, "parliament", r"par\\ud800liament"),
    "a figure beyond all": of_text(JSON, '"schema": 2', '"schema": 2' + "0" * 5000),
    "no data": of_whole(JSON, lambda raw: b"null"),
    "lists without end": of_whole(WHY, lambda raw: b"[" * 50_000),
    "a range before the text": of_data(JSON, lambda data: _first(data)["citations"][0].update(start=-5)),
    "a source far away": of_data(JSON, lambda data: _first(data)["citations"][0].update(source=10**9)),
    "a path out of the folder": of_data(JSON, lambda data: data["sources"][0].update(path="../../../etc/passwd")),
    "a day out of the folder": of_data(JSON, lambda data: data.update(date="../../etc/passwd")),
    "words and their end": of_data(JSON, _shorter),
    "words in capitals": of_data(JSON, lambda data: _first(data).update(text=_first(data)["text"].upper())),
    "a statement twice": of_data(
        JSON, lambda data: data["stories"][0]["sections"][0]["statements"].append(_first(data))
    ),
    "a citation twice": of_data(JSON, lambda data: _first(data)["citations"].append(_first(data)["citations"][0])),
    "two sources in another order": of_data(JSON, lambda data: data["sources"].insert(0, data["sources"].pop(1))),
    "two stories in another order": of_data(JSON, lambda data: data["stories"].insert(0, data["stories"].pop(1))),
    "articles in another order": of_data(JSON, lambda data: data["stories"][0]["articles"].reverse()),
    "a note of nobody": of_data(
        JSON, lambda data: data["stories"][0]["notes"].append({"text": "So.", "by": "Ada Roe"})
    ),
    "no reasons for a statement": of_data(WHY, lambda data: data["statements"].popitem()),
    "reasons for one that is none": of_data(WHY, lambda data: data["statements"].update(s0123456789={})),
    "explain.json: statements without rivals": of_data(
        WHY, lambda data: [one.update(rivals=[]) for one in data["statements"].values()]
    ),
}


def of_files(folder: Path) -> dict[str, Change]:
    """Changes of the printed files and the texts of the edition in a folder."""
    brief = json.loads((folder / "brief.json").read_bytes())
    told = [s for story in brief["stories"] for section in story["sections"] for s in section["statements"]]
    words = max(re.findall(r"[a-z]{5,}", told[0]["text"]), key=len).encode()
    speaker = next((s["speaker"] for s in told if s["speaker"]), "Ada Roe").split()[-1].encode()
    headline = brief["stories"][0]["headline"].split()[-1].encode()
    found: dict[str, Change] = {}
    for name in ("brief.html", "brief.txt", "brief.eml"):
        found[f"{name}: a word of a statement"] = of_bytes(name, words, words[::-1])
        found[f"{name}: a speaker"] = of_bytes(name, speaker, speaker[::-1])
        found[f"{name}: a headline"] = of_bytes(name, headline, headline[::-1])
        found[f"{name}: a line more"] = appended(name, b"\nThe council resigned.\n")
    found["brief.html: another address of a link"] = of_bytes("brief.html", b"https://", b"http://")
    found["brief.eml: another sender"] = of_bytes("brief.eml", b"@localhost", b"@elsewhere")
    found["brief.pdf: bytes more"] = appended("brief.pdf", b"\n%% more\n")
    found["brief.pdf: no PDF at all"] = of_bytes("brief.pdf", b"%PDF-", b"%TXT-")
    found["sources/001.txt: a letter"] = of_bytes("sources/001.txt", b"e", b"a")
    found["sources/001.txt: none"] = removed("sources/001.txt")
    found["sources/001.html: a letter"] = of_bytes("sources/001.html", b"e", b"a")
    found["sources/001.html: none"] = removed("sources/001.html")
    found["explain.json: none"] = removed("explain.json")
    found["brief.json: other white space"] = appended("brief.json", b"\n")
    found["brief.json: a key more"] = of_bytes("brief.json", b'"title":', b'"approved": "Ada Roe",\n "title":')
    found["brief.json: a key twice"] = of_bytes("brief.json", b'"title":', b'"title": "Another",\n "title":')
    found["brief.json: cut off"] = of_bytes("brief.json", b"}\n", b"")
    found["brief.json: a list"] = of_bytes("brief.json", b"{", b"[{")
    return found | ATTACKS


def every(folder: Path) -> dict[str, Change]:
    """All changes to the edition in a folder, each with its name."""
    found: dict[str, Change] = {}
    for name in ("brief.json", "explain.json"):
        data = json.loads((folder / name).read_bytes())
        found |= {f"{name}: {what}": of_json(name, place) for what, place in kinds(data).items()}
    return found | of_files(folder)
