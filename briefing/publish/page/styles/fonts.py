"""The faces that travel with the project, and what they do not cover.

Print uses one file a face; the screen embeds small files by script, only those whose characters the page shows.
quality/build_fonts.py makes the files from the ranges below.
"""

from __future__ import annotations

import base64
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from briefing.files import packaged
from briefing.model import Problem

Ranges = tuple[tuple[int, int], ...]  # half-open, code points

SCRIPTS: dict[str, Ranges] = {
    "latin": ((0x20, 0x100), (0x2000, 0x2070), (0x20A0, 0x20C1), (0x2113, 0x2127), (0x2190, 0x2194), (0x2212, 0x2213)),
    "latin-ext": ((0x100, 0x250), (0x1E00, 0x1F00), (0x2C60, 0x2C80), (0xA720, 0xA800)),
    "greek": ((0x370, 0x400), (0x1F00, 0x2000)),
    "cyrillic": ((0x400, 0x530), (0x1C80, 0x1C90), (0x2DE0, 0x2E00), (0xA640, 0xA6A0), (0x2116, 0x2117)),
}
FACES = {
    "serif-400": ("Brief Serif", 400, "normal"),
    "serif-600": ("Brief Serif", 600, "normal"),
    "serif-400-italic": ("Brief Serif", 400, "italic"),
    "sans-400": ("Brief Sans", 400, "normal"),
    "sans-600": ("Brief Sans", 600, "normal"),
}


class Foreign(NamedTuple):
    """A script that the faces do not hold: a letter to ask the system for, the package that has it on Debian."""

    name: str
    ranges: Ranges
    letter: int
    package: str


FOREIGN = (
    Foreign("Arabic", ((0x600, 0x700), (0x750, 0x780), (0x8A0, 0x900), (0xFB50, 0xFE00)), 0x628, "fonts-noto-core"),
    Foreign("Hebrew", ((0x590, 0x600), (0xFB1D, 0xFB50)), 0x5D0, "fonts-noto-core"),
    Foreign("Armenian", ((0x530, 0x590),), 0x531, "fonts-noto-core"),
    Foreign("Georgian", ((0x10A0, 0x1100), (0x1C90, 0x1CC0)), 0x10D0, "fonts-noto-core"),
    Foreign("Devanagari", ((0x900, 0x980),), 0x905, "fonts-noto-core"),
    Foreign("Bengali", ((0x980, 0xA00),), 0x985, "fonts-noto-core"),
    Foreign("Tamil", ((0xB80, 0xC00),), 0xB85, "fonts-noto-core"),
    Foreign("Thai", ((0xE00, 0xE80),), 0xE01, "fonts-noto-core"),
    Foreign("Ethiopic", ((0x1200, 0x13A0),), 0x1200, "fonts-noto-core"),
    Foreign("Japanese", ((0x3040, 0x3100), (0x31F0, 0x3200)), 0x3042, "fonts-noto-cjk"),
    Foreign("Korean", ((0xAC00, 0xD7B0), (0x1100, 0x1200)), 0xAC00, "fonts-noto-cjk"),
    Foreign("Chinese", ((0x3400, 0x4DC0), (0x4E00, 0xA000), (0x20000, 0x30000)), 0x4E00, "fonts-noto-cjk"),
    Foreign("Emoji", ((0x1F300, 0x1FB00),), 0x1F600, "fonts-noto-color-emoji"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ScreenFace:
    """One @font-face of a page: what CSS needs to know, the file as base64."""

    family: str
    weight: int
    style: str
    unicode_range: str
    data: str


def screen_faces(text: str) -> tuple[ScreenFace, ...]:
    """The files a page with this text needs, some 25 KB each."""
    points = {ord(character) for character in set(text)}
    scripts = [name for name, ranges in SCRIPTS.items() if name == "latin" or _touches(points, ranges)]
    return tuple(_screen_face(face, script) for face in FACES for script in scripts)


def _screen_face(face: str, script: str) -> ScreenFace:
    family, weight, style = FACES[face]
    return ScreenFace(
        family=family,
        weight=weight,
        style=style,
        unicode_range=_css_ranges(SCRIPTS[script]),
        data=_encoded(f"{face}.{script}.woff2"),
    )


def _touches(points: Iterable[int], ranges: Ranges) -> bool:
    return any(start <= point < end for point in points for start, end in ranges)


def _css_ranges(ranges: Ranges) -> str:
    return ",".join(f"U+{start:X}-{end - 1:X}" for start, end in ranges)


@cache
def _encoded(name: str) -> str:
    return base64.b64encode((packaged("templates") / "fonts" / name).read_bytes()).decode("ascii")


def font_gaps(texts: Iterable[str]) -> tuple[Problem, ...]:
    """The scripts of these texts for which neither the project nor the system has a face, with what to install."""
    points: set[int] = set()
    for text in texts:
        points.update(map(ord, set(text)))
    found: list[Problem] = []
    for script in FOREIGN:
        if _touches(points, script.ranges) and not _system_has(script.letter):
            message = f"no face for {script.name}: its characters would be printed as empty boxes"
            found.append(Problem("fonts", message, f"apt-get install {script.package}"))
    return tuple(found)


@cache
def _system_has(letter: int) -> bool:
    """Asks fontconfig; True where it cannot be asked, so that nobody is asked to install what may be there."""
    try:
        done = subprocess.run(
            ["fc-list", f":charset={letter:x}", "family"], capture_output=True, timeout=20, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return True
    return done.returncode != 0 or bool(done.stdout.strip())
