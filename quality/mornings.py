"""A whole morning (fetch, build, verify, send) killed at any moment and run again: nothing lost, torn or done twice.

The project reads a feed with two pages and has yesterday's edition; what a morning makes that nobody stopped is the
measure of all others.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from difflib import unified_diff
from pathlib import Path

from briefing.commands.morning import _Done
from quality.killing import PEOPLE, Broken, accesses, called, in_box, killed, must, process_of, served, spread
from tests.servers.web import Site, article, rss, serving

STEPS = ("fetch", "build", "verify", "send")
_RECEIVED = re.compile(r"-\d{6}-[0-9a-f]+")  # in the name of a list that was received: when, and its digest
_DIGEST = re.compile(r"SHA-256 \w+")  # of a file that holds when it was received
_TODAY = datetime.now(UTC).date()
DAY = _TODAY.isoformat()
BEFORE = (_TODAY - timedelta(days=1)).isoformat()
_TOLD = "The council of Ostrau approved a toll bridge over the river Lune, the mayor's office said. "
_NEWS = (
    "The court at Ostrau stopped the toll bridge over the river Lune, its president said. ",
    "Fishermen at Merrow found a bell of the year 1702 in their nets, the harbour museum said. ",
)


@dataclass(frozen=True, slots=True)
class Mornings:
    """A project before its morning, kept in `made`, and worked on in `home`."""

    site: Site
    made: Path
    home: Path

    def fresh(self) -> None:
        """The project as it was before."""
        shutil.rmtree(self.home, ignore_errors=True)
        shutil.copytree(self.made, self.home)
        self.site.asked.clear()

    def run(self) -> tuple[int, str]:
        """The morning: exit code, and what it says."""
        return called("morning", "--send", "--date", DAY, cwd=self.home)

    def whole(self, at: str) -> None:
        """Runs a morning that may fail."""
        code, said = self.run()
        if code not in (0, 5):
            raise Broken(f"{at}: exit code {code}: {said[-300:]}")

    def left(self) -> tuple[str, tuple[str, ...]]:
        """The edition's text without digests, and all files below the sources and beside the editions, hidden ones too,
        without the time at which lists were received."""
        out, sources = self.home / "out", self.home / "sources"
        files = [one.relative_to(self.home).as_posix() for one in (*sources.rglob("*"), *out.iterdir())]
        named = (_RECEIVED.sub("", name) for name in files)
        text = _DIGEST.sub("", (out / DAY / "brief.txt").read_text(encoding="utf-8"))
        return text, tuple(sorted(named))


@contextmanager
def before_it(scratch: Path) -> Iterator[Mornings]:
    """A project with yesterday's edition, and the site that it reads."""
    made = scratch / "made"
    with serving() as site:
        pages = [(f"/{number}", words) for number, words in enumerate(_NEWS)]
        site.put("/feed.xml", rss([(site.url(path), words[:40], "The first line …", "") for path, words in pages]))
        for path, words in pages:
            site.put(path, article(words[:40], [words * 8], f"{DAY}T00:00:00Z"))
        (made / "sources" / BEFORE).mkdir(parents=True)
        (made / "sources" / BEFORE / "bridge.txt").write_text(f"Ostrau approves a toll bridge\n\n{_TOLD * 6}")
        (made / "config.yaml").write_text(
            "formats: [txt, eml]\nworkers: here\n"
            f"intake: {{allow_private: true, contact: a@b.example, pause: 0, feeds: [{site.url('/feed.xml')}]}}\n"
            f"mail: {{recipients: {json.dumps(PEOPLE)}, via: maildir, path: box}}\n"
        )
        must("build", "--date", BEFORE, cwd=made)
        yield Mornings(site, made, scratch / "home")


def checked(run: Mornings, wanted: tuple[str, tuple[str, ...]], at: str) -> Counter[str]:
    """Runs the morning again after it was killed, and looks at what is there."""
    run.whole(at)
    found = run.left()
    if found[1] != wanted[1]:
        raise Broken(f"{at}: other files are there: {sorted(set(found[1]) ^ set(wanted[1]))}")
    if found[0] != wanted[0]:
        lines = list(unified_diff(wanted[0].splitlines(), found[0].splitlines(), lineterm="", n=0))
        raise Broken(f"{at}: another edition: {lines[2:8]}")
    must("verify", DAY, cwd=run.home)
    asked = Counter(run.site.paths())
    if asked.total() > len(asked) + 1:
        raise Broken(f"{at}: asked again: {asked}")
    counts = served(run.home, in_box(run.home), DAY)
    code, said = run.run()
    if counts["accepted"] == len(PEOPLE) and (code or in_box(run.home).total() != len(PEOPLE)):
        raise Broken(f"{at}: once more: {said[-300:]}")
    return counts


def undisturbed(run: Mornings) -> tuple[str, tuple[str, ...]]:
    """What a morning leaves that nobody stops."""
    run.fresh()
    run.whole("alone")
    return run.left()


def mornings(rounds: int, scratch: Path) -> Counter[str]:
    """Killed at its accesses to files, evenly over all of them."""
    counts: Counter[str] = Counter()
    with before_it(scratch) as run:
        wanted = undisturbed(run)
        run.fresh()
        points = accesses(lambda: run.whole("counted"), run.home)
        for at in spread(rounds, points):
            run.fresh()
            counts["killed"] += killed(lambda: run.whole("killed"), run.home, at)
            counts += checked(run, wanted, f"after a kill at {at} of {points}")
    return counts


def between(run: Mornings, step: str, *, noted: bool) -> None:
    """A morning that dies when a step is done, before or after that is noted."""

    def dying() -> None:
        note = _Done.note

        def last(self: _Done, name: str) -> None:
            if name != step or noted:
                note(self, name)
            if name == step:
                os.kill(os.getpid(), signal.SIGKILL)

        _Done.note = last  # type: ignore[method-assign]
        run.run()

    process = process_of(dying)
    process.join(120)
    if process.exitcode != -signal.SIGKILL:
        raise Broken(f"did not die at {step}: {process.exitcode}")
