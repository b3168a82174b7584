"""How long the desk takes: each of its pages, and a change with what it altered, in an edition of 30 stories.

    python -m quality.bench_desk [--sources FOLDER] [--stories 30] [--changes 20]

Made news, or the articles of a folder. Everything goes through the whole desk, with what guards it, as a browser asks;
the first page, which reads the sources, is left out. Times are of the clock, and of the processor beside them: on a
machine that does other work too, only those say what the desk costs.
"""

from __future__ import annotations

import argparse
import re
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from briefing.desk.desk import Desk
from quality import made_news
from tests.desk.browser import PAGE, Answer, Browser, form_with, opened

ARTICLES = 700  # of made news, of which more than 30 stories have articles of the day
PAGE_GOAL, CHANGE_GOAL = 150, 300  # milliseconds
RUNS = 7  # of each page
REGION = re.compile(r'id="([\w-]+)"[^>]* data-digest="(\w+)"')


def project(folder: Path, sources: Path | None, stories: int) -> None:
    """A config and sources."""
    if sources is None:
        made_news.write(folder / "sources", ARTICLES, 250)
    else:
        shutil.copytree(sources, folder / "sources")
    length = f"length: {{stories: {stories}, statements: {5 * stories}}}"
    (folder / "config.yaml").write_text(f"formats: [html, txt]\n{length}\n", encoding="utf-8")


def timed(work: Callable[[], object]) -> tuple[float, float]:
    """Milliseconds of the clock and of the processor."""
    clock, processor = time.perf_counter(), time.process_time()
    work()
    return 1000 * (time.perf_counter() - clock), 1000 * (time.process_time() - processor)


def line(name: str, found: list[tuple[float, float]], goal: int) -> bool:
    """Prints the median and the longest time; does the median of the processor's time reach the goal?"""
    clocks, processor = [clock for clock, _ in found], [own for _, own in found]
    middle = statistics.median(processor)
    print(
        f"{name:28} {statistics.median(clocks):7.0f} {max(clocks):7.0f} {middle:10.0f} {max(processor):7.0f} {goal:7}"
    )
    return middle <= goal


def pages(desk: Desk, browser: Browser) -> dict[str, str]:
    """Name → address of each kind of page."""
    edition = desk.bench(desk.day).view().edition
    story, statement = edition.stories[0], edition.stories[0].sections[0].statements[0]
    named = {"statement": f"statement/{statement.id}", "missing": f"missing/{story.id}", "source": "source/1"}
    plain = ("", "sources", "changes", "since", "examples")
    return {
        **{name or "edition": PAGE + name for name in plain},
        **{name: PAGE + path for name, path in named.items()},
        **{name: f"/{name}" for name in ("sections", "library", "feeds", "help")},
    }


def strike(browser: Browser, page: str, statement: str, *, whole: bool) -> Answer:
    """One change and what the browser shows after it. whole: without htmx."""
    action, form = form_with(page, do="strike", statement=statement)
    if whole:
        browser.post(action, form)
        return browser.get(PAGE)
    seen = " ".join(f"{name}:{digest}" for name, digest in REGION.findall(page))
    return browser.post(action, {**form, "seen": seen}, **{"HX-Request": "true"})


def changes(desk: Desk, browser: Browser, count: int, *, whole: bool) -> list[tuple[float, float]]:
    edition = desk.bench(desk.day).view().edition
    names = [one.id for story in edition.stories for part in story.sections for one in part.statements[:1]]
    found = []
    for name in names[:count]:
        page = browser.get(PAGE).text
        if f'value="{name}"' in page:
            found.append(timed(lambda page=page, name=name: strike(browser, page, name, whole=whole)))  # type: ignore[misc]
    return found


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--sources", type=Path)
    options.add_argument("--stories", type=int, default=30)
    options.add_argument("--changes", type=int, default=20)
    args = options.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        project(folder, args.sources, args.stories)
        desk, browser = opened(folder)
        browser.get(PAGE)
        edition = desk.bench(desk.day).view().edition
        said = sum(len(part.statements) for story in edition.stories for part in story.sections)
        print(f"{len(edition.stories)} stories, {said} statements, {len(edition.sources)} sources; milliseconds")
        print(f"{'':28} {'median':>7} {'longest':>7} {'processor':>10} {'longest':>7} {'goal':>7}")
        met = []
        for name, address in pages(desk, browser).items():
            browser.get(address)
            runs = [timed(lambda address=address: browser.get(address)) for _ in range(RUNS)]  # type: ignore[misc]
            met.append(line(name, runs, PAGE_GOAL))
        met.append(line("a change, by htmx", changes(desk, browser, args.changes, whole=False), CHANGE_GOAL))
        met.append(line("a change and its page", changes(desk, browser, args.changes, whole=True), CHANGE_GOAL))
    return 0 if all(met) else 1


if __name__ == "__main__":
    sys.exit(main())
