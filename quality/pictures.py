"""The pictures of the documentation: pages of the sample edition, as PNG files of few colours in docs/pictures/.

    python -m quality.pictures [--out DIR]

Needs pdftoppm (poppler-utils) and Chromium, which `tools/setup dev` and `tools/check-page` install. CHROMIUM: its name
or path, where it is another than `chromium`. The edition is built into a temporary folder; nothing is fetched.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "docs" / "pictures"
DAY = "2026-03-03"
MOST_BYTES = 200_000  # of one picture
COLOURS = 128  # with fewer, the greys of the letters leave none for the accent
PDF_PIXELS = 900  # width of a page of the PDF
FRAME = 12  # pixels of grey around a page of the PDF, so that its edge is seen
GREY = (203, 203, 203)

# picture: (page of the PDF, counted from 1)
OF_THE_PDF = {"pdf-first-page": 1, "pdf-second-page": 2}
# picture: (file of the edition, width and height in pixels, further flags of Chromium)
OF_THE_PAGE: dict[str, tuple[str, int, int, tuple[str, ...]]] = {
    "page": ("brief.html", 1280, 1000, ()),
    "page-dark": ("brief.html", 1280, 1000, ("--force-dark-mode", "--blink-settings=preferredColorScheme=0")),
    "page-narrow": ("brief.html", 500, 1000, ()),
    "source-page": ("sources/001.html", 1280, 800, ()),
}


def sample_edition(out: Path) -> Path:
    """The edition of the sample day, below `out`."""
    command = [sys.executable, "-m", "briefing", "build", "--quiet", "--date", DAY, "--out", str(out)]
    subprocess.run(command, cwd=ROOT, check=True, env={**os.environ, "OPENBLAS_NUM_THREADS": "1"})
    return out / DAY


def pdf_page(pdf: Path, number: int, target: Path) -> None:
    stem = target.with_suffix("")
    size = ["-scale-to-x", str(PDF_PIXELS), "-scale-to-y", "-1"]
    pages = ["-f", str(number), "-l", str(number), "-singlefile"]
    subprocess.run(["pdftoppm", "-png", *size, *pages, str(pdf), str(stem)], check=True)
    with Image.open(target) as page:
        framed = Image.new("RGB", (page.width + 2 * FRAME, page.height + 2 * FRAME), GREY)
        framed.paste(page, (FRAME, FRAME))
    framed.save(target)


def screenshot(file: Path, width: int, height: int, more: tuple[str, ...], target: Path) -> None:
    program = os.environ.get("CHROMIUM", "chromium")
    flags = ["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--force-color-profile=srgb", *more]
    size = [f"--window-size={width},{height}", f"--screenshot={target}"]
    subprocess.run([program, *flags, *size, file.as_uri()], check=True, capture_output=True)


def made_small(target: Path) -> None:
    """The picture with few colours. Raises SystemExit where it is too large all the same."""
    with Image.open(target) as picture:
        small = picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    small.save(target, optimize=True)
    if target.stat().st_size > MOST_BYTES:
        raise SystemExit(f"{target} has {target.stat().st_size} bytes, more than {MOST_BYTES}")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--out", type=Path, default=TARGET)
    out = parser.parse_args().out
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        edition = sample_edition(Path(scratch))
        for name, number in OF_THE_PDF.items():
            pdf_page(edition / "brief.pdf", number, out / f"{name}.png")
        for name, (file, width, height, more) in OF_THE_PAGE.items():
            screenshot(edition / file, width, height, more, out / f"{name}.png")
    for picture in sorted(out.glob("*.png")):
        made_small(picture)
        print(f"{picture.name}: {picture.stat().st_size} bytes")


if __name__ == "__main__":
    main()
