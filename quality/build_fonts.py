"""Makes the faces in templates/fonts from Adobe's published ones; run once, when a new version of them comes out.

    npm pack source-sans@3.52.0 source-serif@4.5.1, unpack each, then
    python quality/build_fonts.py UNPACKED_SANS UNPACKED_SERIF

For print one file a face (.ttf): Latin, Greek and Cyrillic together, because a PDF engine that ignores `unicode-range`
draws wrong glyphs from several files under one family name. For the screen one small file a face and script (.woff2):
a page embeds only those whose characters it uses.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import Any

from fontTools.subset import Options, Subsetter, load_font, save_font

from briefing.publish.page.styles.fonts import FACES, SCRIPTS

FILES = {
    "serif-400": "SourceSerif4-Regular",
    "serif-600": "SourceSerif4-Semibold",
    "serif-400-italic": "SourceSerif4-It",
    "sans-400": "SourceSans3-Regular",
    "sans-600": "SourceSans3-Semibold",
}
MARKS = range(0x300, 0x370)  # combining: with every script
PRINT_ONLY = (
    (0x2070, 0x20A0),
    (0x2100, 0x2190),
    (0x2200, 0x2300),
    (0x25A0, 0x2600),
    (0xFB00, 0xFB07),
    (0xFFFD, 0xFFFE),
)
FEATURES = ["ccmp", "kern", "liga", "locl", "mark", "mkmk", "onum", "lnum", "pnum", "tnum", "case", "frac"]
SCREEN_FEATURES = ["ccmp", "kern", "liga", "locl", "mark", "mkmk", "lnum", "tnum", "onum", "pnum"]


def points(*ranges: tuple[int, int]) -> set[int]:
    return {point for start, end in ranges for point in range(start, end)}


def renamed(font: Any, name: str) -> None:
    """The licence reserves the name "Source" for Adobe's own files, and these are cut down from them."""
    family, weight, style = FACES[name]
    form = {(400, "normal"): "Regular", (600, "normal"): "Semibold", (400, "italic"): "Italic"}[weight, style]
    texts = {1: f"{family} {form}".removesuffix(" Regular"), 2: "Regular", 3: f"briefing;{name}", 4: f"{family} {form}"}
    texts |= {6: f"{family} {form}".replace(" ", ""), 16: family, 17: form}
    for number, text in texts.items():
        font["name"].setName(text, number, 3, 1, 0x409)


def write(source: Path, target: Path, wanted: set[int], features: list[str], flavor: str | None) -> None:
    options = Options()
    options.flavor = flavor
    options.layout_features = features
    options.hinting = False
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 7, 13, 14, 16, 17]  # the copyright and the licence stay in the file
    options.notdef_outline = True
    options.recalc_timestamp = False
    font = load_font(str(source), options)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=wanted)
    subsetter.subset(font)
    renamed(font, target.name.split(".")[0])
    save_font(font, str(target), options)


def main() -> None:
    folders = {"sans": Path(sys.argv[1]), "serif": Path(sys.argv[2])}
    target = Path(__file__).parent.parent / "templates" / "fonts"
    target.mkdir(parents=True, exist_ok=True)
    for name, face in FILES.items():
        source = folders[name.split("-")[0]] / "TTF" / f"{face}.ttf"
        everything = points(*PRINT_ONLY, *(r for ranges in SCRIPTS.values() for r in ranges)) | set(MARKS)
        write(source, target / f"{name}.ttf", everything, FEATURES, None)
        for script, ranges in SCRIPTS.items():
            write(source, target / f"{name}.{script}.woff2", points(*ranges) | set(MARKS), SCREEN_FEATURES, "woff2")
    for family, folder in folders.items():
        shutil.copyfile(folder / "LICENSE.md", target / f"LICENSE-{family}.md")
    for file in sorted(target.iterdir()):
        print(f"{file.stat().st_size:8d} {file.name}")


if __name__ == "__main__":
    main()
