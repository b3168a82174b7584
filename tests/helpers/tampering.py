"""Single changes to an edition, none of which may pass: each leaf and list of brief.json and explain.json by its kind
of place, and each file that is printed."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

Place = tuple[str | int, ...]
Change = Callable[[Path], bool]  # changes the edition in a folder; False where it holds no such place

OTHER = {"direct": "indirect", "indirect": "direct", "none": "direct", "mixed": "none", "by-story": "by-section"}
# what is looked at but proves nothing: the digest by which a change of the configuration is told
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
    return found


def every(folder: Path) -> dict[str, Change]:
    """All changes to the edition in a folder, each with its name."""
    found: dict[str, Change] = {}
    for name in ("brief.json", "explain.json"):
        data = json.loads((folder / name).read_bytes())
        found |= {f"{name}: {what}": of_json(name, place) for what, place in kinds(data).items()}
    return found | of_files(folder)
