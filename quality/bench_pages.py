"""Processor seconds a page of the PDF, as a ratio to WeasyPrint's own time for the same text in one plain flow.

    python quality/bench_pages.py [STORIES …]

Prints for each size: pages, seconds in all, seconds a page, the ratio, peak memory. Goals: 0.12 s a page of 100,
ratio at most 2.5, 300 pages below 1.1 GB. Each measurement has a process of its own.
"""

from __future__ import annotations

import gc
import json
import resource
import subprocess
import sys
import time
from datetime import UTC, datetime
from html import escape
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))


def measure(kind: str, stories: int) -> dict[str, float]:
    import weasyprint

    from briefing.files import packaged
    from briefing.publish.page import render
    from briefing.publish.page.options import PageOptions
    from briefing.publish.pdf import typeset
    from tests.helpers.torture import torture

    gc.disable()  # as publish/bounded.py, whose process sets the PDF
    edition = torture(stories)
    started = time.process_time()
    html = render.print_page(edition, PageOptions())
    if kind == "plain":
        html = plain_flow(html)
        started = time.process_time()
    made = typeset.typeset(html, [packaged("templates")], {}, datetime(2026, 3, 3, 6, tzinfo=UTC))
    seconds = time.process_time() - started
    _ = weasyprint.__version__
    import pypdfium2

    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"pages": len(pypdfium2.PdfDocument(made)), "seconds": seconds, "megabytes": memory}


def plain_flow(html: str) -> str:
    """All the text of a page as paragraphs, in the same face and size."""
    import re

    body = re.sub(r"<style>.*?</style>", "", html.partition("<body")[2], flags=re.S)
    texts = [" ".join(re.sub(r"<[^>]+>", "", part).split()) for part in re.split(r"</(?:p|h\d|dt|li|dd)>", body)]
    style = """
    @font-face { font-family: "Brief Serif"; src: url(fonts/serif-400.ttf); }
    @page { size: A4; margin: 21mm 22mm 20mm; } body { font: 10pt/14.2pt "Brief Serif"; margin: 0 0 0 36mm }
    p { margin: 0 0 1.5mm }"""
    flow = "".join(f"<p>{escape(text)}</p>" for text in texts if text)
    head = f"<head><title>Plain</title><style>{style}</style></head>"
    return f'<!DOCTYPE html><html lang="en">{head}<body>{flow}</body></html>'


def main() -> None:
    if len(sys.argv) == 3 and sys.argv[1] in ("plain", "edition"):
        print(json.dumps(measure(sys.argv[1], int(sys.argv[2]))))
        return
    for stories in [int(word) for word in sys.argv[1:]] or [10, 30, 90, 200]:
        found = {}
        for kind in ("edition", "plain"):
            command = [sys.executable, __file__, kind, str(stories)]
            found[kind] = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
        edition, plain = found["edition"], found["plain"]
        print(
            f"{stories} stories: {edition['pages']:.0f} pages, {edition['seconds']:.2f} s, "
            f"{edition['seconds'] / edition['pages']:.3f} s a page, "
            f"{edition['seconds'] / plain['seconds']:.2f} times a plain flow ({plain['pages']:.0f} pages, "
            f"{plain['seconds']:.2f} s), {edition['megabytes']:.0f} MB"
        )


if __name__ == "__main__":
    main()
