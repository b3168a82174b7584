"""Kills the program while it writes, and runs it several times at once: nothing torn, twice, or lost unsaid.

python -m quality.kills [--rounds N] [--at-once N] [--only WORD …]

Each round runs a command in a process that ends itself (SIGKILL) at one of its accesses to a file, the first, the
second and so on over the rounds, then looks at what is there, and runs the command to its end. N: 200 rounds of each of
build, send to a maildir, an mbox and a server, the desk's changes, fetch, and the whole morning; 50 rounds of two
builds, of a build and a send, and of four sends at the same time.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from briefing import config as settings
from briefing.compose.edits.edits import Edit
from briefing.desk.edits.edits_book import EditsBook
from briefing.publish import folder as exchanges
from quality.killing import PEOPLE, Broken, Work, accesses, called, in_box, killed, must, process_of, served, spread
from quality.mornings import mornings
from tests.helpers.running import digest_of
from tests.intake.fetches import Desk
from tests.servers.smtp import Server, listening
from tests.servers.web import Site, article, rss, serving

DAY = "2026-03-03"
TOLD = "The council of Ostrau approved a toll bridge over the river Lune on Tuesday, the mayor's office said.\n"
LONG = " ".join(["The lock keepers of the lower canal went on strike at dawn."] * 12)
CONFIG = f"formats: [txt, html, eml]\nmail: {{recipients: {json.dumps(PEOPLE)}, smtp: {{tries: 1, seconds: 5}}, %s}}\n"


# --- what is killed -------------------------------------------------------------------------------------------------


def _project(home: Path, mail: str = "via: maildir, path: box") -> None:
    (home / "sources").mkdir(parents=True)
    (home / "config.yaml").write_text(CONFIG % mail)
    (home / "sources" / "bridge.txt").write_text(f"Ostrau approves a toll bridge\n\n{TOLD}")


def _more(home: Path) -> None:
    text = TOLD.replace("a toll bridge", "a fish ladder").replace("Tuesday", "Monday")
    (home / "sources" / "ladder.txt").write_text(f"Ostrau approves a fish ladder\n\n{text}")


def builds(rounds: int, scratch: Path) -> Counter[str]:
    """The edition is the one before or the new one, whole; and the next build makes the new one and leaves nothing."""
    old, new, home = scratch / "old", scratch / "new", scratch / "home"
    _project(old)
    must("build", "--date", DAY, cwd=old)
    shutil.copytree(old, new)
    _more(new)
    must("build", "--date", DAY, cwd=new)
    whole = [digest_of(one / "out" / DAY) for one in (old, new)]
    counts: Counter[str] = Counter()

    def fresh() -> None:
        shutil.rmtree(home, ignore_errors=True)
        shutil.copytree(old, home)
        _more(home)

    def build() -> None:
        must("build", "--date", DAY, cwd=home)

    fresh()
    for at in spread(rounds, accesses(build, home)):
        fresh()
        counts["killed"] += killed(build, home, at)
        exchanges.finish(home / "out")
        found = digest_of(home / "out" / DAY)
        if found not in whole:
            raise Broken(f"a torn edition after a kill at {at}")
        counts["old" if found == whole[0] else "new"] += 1
        must("build", "--date", DAY, cwd=home)
        if digest_of(home / "out") != digest_of(new / "out"):
            raise Broken(f"another edition after a kill at {at}")
    return counts


def _sends(rounds: int, scratch: Path, mail: str, got: Callable[[Path], Counter[str]]) -> Counter[str]:
    made, home = scratch / "made", scratch / "home"
    _project(made, mail)
    must("build", "--date", DAY, cwd=made)
    counts: Counter[str] = Counter()

    def fresh() -> None:
        shutil.rmtree(home, ignore_errors=True)
        shutil.copytree(made, home)

    def send() -> None:
        called("send", DAY, "--past", cwd=home)

    fresh()
    place = home / "box"
    for at in spread(rounds, accesses(send, place)):
        fresh()
        got(home).clear()
        counts["killed"] += killed(send, place, at)
        send()
        counts += served(home, got(home), DAY)
    return counts


def maildirs(rounds: int, scratch: Path) -> Counter[str]:
    return _sends(rounds, scratch, "via: maildir, path: box", in_box)


def mboxes(rounds: int, scratch: Path) -> Counter[str]:
    return _sends(rounds, scratch, "via: mbox, path: box", in_box)


def servers(rounds: int, scratch: Path) -> Counter[str]:
    with listening(Server()) as server:
        os.environ |= {"BRIEFING_SMTP_HOST": "127.0.0.1", "BRIEFING_SMTP_PORT": str(server.port)}

        def stored(home: Path) -> Counter[str]:
            server.settle()
            return server.stored

        return _sends(rounds, scratch, "via: smtp", stored)


def desks(rounds: int, scratch: Path) -> Counter[str]:
    """The file of the editor's changes is the one before or the new one, and can be read."""
    home = scratch / "home"
    _project(home)
    project, day = settings.read(home / "config.yaml"), date.fromisoformat(DAY)
    edit = Edit(note="A note of the editor's, long enough to be torn. " * 20, story="t0123456789")

    def change() -> None:
        book = EditsBook(project, day)
        book.add([edit], book.page().base)

    counts: Counter[str] = Counter()
    for at in spread(rounds, accesses(change, home)):
        before = len(EditsBook(project, day).page().edits.edits)
        counts["killed"] += killed(change, home, at)
        after = len(EditsBook(project, day).page().edits.edits)
        if after not in (before, before + 1):
            raise Broken(f"{before} changes, then {after}")
        counts["new" if after > before else "old"] += 1
        if after >= 20:
            shutil.rmtree(home / "edits")
    return counts


def fetches(rounds: int, scratch: Path) -> Counter[str]:
    """Each page is there once after the next run, and was asked for at most once more than that."""
    with serving() as site:
        feed = _filled(site)
        home = scratch / "home"

        def fetch() -> None:
            Desk(home).fetch(feeds=[feed])

        home.mkdir()
        points = accesses(fetch, home)
        wanted = len(Desk(home).files())
        counts: Counter[str] = Counter()
        for at in spread(rounds, points):
            shutil.rmtree(home)
            home.mkdir()
            counts["killed"] += killed(fetch, home, at)
            fetch()
            kept = Counter(path.read_bytes() for path in Desk(home).files())
            if len(kept) != wanted or max(kept.values()) > 1:
                raise Broken(f"{kept.total()} files, {wanted} expected, after a kill at {at}")
            counts["whole"] += 1
        return counts


def _filled(site: Site) -> str:
    links = [(site.url(f"/{number}"), f"Page {number}", "The first line of a longer text …", "") for number in range(2)]
    site.put("/feed.xml", rss(links))
    for number in range(2):
        site.put(f"/{number}", article(f"Page {number}", [LONG]))
    return site.url("/feed.xml")


# --- several at once ------------------------------------------------------------------------------------------------


def _together(works: Sequence[Work]) -> None:
    processes = [process_of(work) for work in works]
    for process in processes:
        process.join(300)
        if process.exitcode != 0:
            process.kill()
            raise Broken(f"exit code {process.exitcode}")


@contextmanager
def _homes(scratch: Path, mail: str) -> Iterator[Callable[[], Path]]:
    made, home = scratch / "made", scratch / "home"
    _project(made, mail)
    must("build", "--date", DAY, cwd=made)

    def fresh() -> Path:
        shutil.rmtree(home, ignore_errors=True)
        shutil.copytree(made, home)
        return home

    yield fresh


def two_builds(rounds: int, scratch: Path) -> Counter[str]:
    with _homes(scratch, "via: maildir, path: box") as fresh:
        for _ in range(rounds):
            home = fresh()
            _more(home)
            _together([lambda: must("build", "--date", DAY, cwd=home)] * 2)  # noqa: B023
            must("verify", DAY, cwd=home)
            if any(one.name.startswith(".") for one in (home / "out").iterdir()):
                raise Broken("something is left beside the editions")
    return Counter(whole=rounds)


def build_and_send(rounds: int, scratch: Path) -> Counter[str]:
    counts: Counter[str] = Counter()
    with _homes(scratch, "via: maildir, path: box") as fresh:
        for _ in range(rounds):
            home = fresh()
            _together(
                [
                    lambda: must("build", "--date", DAY, cwd=home),  # noqa: B023
                    lambda: must("send", DAY, "--past", cwd=home),  # noqa: B023
                ]
            )
            counts += served(home, in_box(home), DAY)
    return counts


def four_sends(rounds: int, scratch: Path) -> Counter[str]:
    counts: Counter[str] = Counter()
    with _homes(scratch, "via: mbox, path: box") as fresh:
        for _ in range(rounds):
            home = fresh()
            _together([lambda: must("send", DAY, "--past", cwd=home)] * 4)  # noqa: B023
            counts += served(home, in_box(home), DAY)
    return counts


KILLED = {f.__name__: f for f in (builds, maildirs, mboxes, servers, desks, fetches, mornings)}
AT_ONCE = {f.__name__: f for f in (two_builds, build_and_send, four_sends)}


def main() -> int:
    """Prints a line a kind; 1 where something is torn, twice or lost."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=200)
    parser.add_argument("--at-once", type=int, default=50)
    parser.add_argument("--only", nargs="+", default=[*KILLED, *AT_ONCE])
    options = parser.parse_args()
    broken = 0
    for name, work in {**KILLED, **AT_ONCE}.items():
        if name not in options.only:
            continue
        rounds = options.rounds if name in KILLED else options.at_once
        with tempfile.TemporaryDirectory() as scratch:
            try:
                counts = work(rounds, Path(scratch))
            except Broken as fault:
                broken += 1
                print(f"{name}: {fault}", flush=True)
            else:
                told = ", ".join(f"{count} {what}" for what, count in sorted(counts.items()))
                print(f"{name}: {rounds} rounds, nothing torn, twice or lost: {told}", flush=True)
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
