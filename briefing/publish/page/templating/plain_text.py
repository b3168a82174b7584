"""Text for outputs without mark-up: lines filled to a width in columns, and strings made fit to be shown."""

from __future__ import annotations

import re
import unicodedata

from briefing.language.seen import isolated

# What no page can hold: control characters, halves of surrogate pairs, code points that are no characters.
NO_TEXT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_SPACE = re.compile(r"\s")
_WIDE = "\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff"
_PIECE = re.compile(f"[{_WIDE}]|[^{_WIDE}]+")


def shown(text: object) -> str:
    """A name or a passage on one line, without control characters (a file's name may hold line feeds) and without
    controls of order that reach beyond it."""
    return isolated(" ".join(NO_TEXT.sub("", str(text)).split()))


def final(value: object) -> object:
    """What a template prints of a value: text of a source turns nothing beside it."""
    return isolated(value) if type(value) is str else value


def css_string(text: object) -> str:
    """The text as a CSS string with its quotation marks: nothing in it can end the string or the style sheet."""
    line = NO_TEXT.sub("", _SPACE.sub(" ", str(text)))
    return '"' + re.sub(r"[^\w .,:;!?()+=@%|~–—’“”„«»…·-]", lambda found: f"\\{ord(found[0]):x} ", line) + '"'


def columns(text: str) -> int:
    """The width in columns of a terminal: combining marks have none, East Asian letters two."""
    if text.isascii():
        return len(text)
    return sum(
        0
        if unicodedata.combining(c) or unicodedata.category(c) == "Cf"
        else 1 + (unicodedata.east_asian_width(c) in "WF")
        for c in text
    )


def filled(text: object, width: int = 72, first: str = "", rest: str | None = None) -> str:
    """The text in lines of at most `width` columns, which begin with `first`, then with `rest`. Words are not cut;
    between East Asian letters a line may end."""
    rest = " " * columns(first) if rest is None else rest
    lines: list[str] = []
    line, size, empty = first, columns(first), True
    for word, glued in _words(shown(text)):
        wide = columns(word)
        if not empty and size + (not glued) + wide > width:
            lines.append(line.rstrip())
            line, size, empty = rest, columns(rest), True
        if not empty and not glued:
            line, size = f"{line} ", size + 1
        line, size, empty = line + word, size + wide, False
    lines.append(line.rstrip())
    return "\n".join(lines)


def _words(text: str) -> list[tuple[str, bool]]:
    """Words, each with whether it joins the one before without a space (East Asian letters stand alone)."""
    found: list[tuple[str, bool]] = []
    for word in text.split(" "):
        glued = False
        for piece in [word] if word.isascii() else _PIECE.findall(word):
            if glued and unicodedata.category(piece[0]) in ("Pe", "Pf", "Po"):  # a line does not begin with a full stop
                found[-1] = (found[-1][0] + piece, found[-1][1])
            else:
                found.append((piece, glued))
            glued = True
    return found
