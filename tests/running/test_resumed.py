"""A run that was killed: the next one reads what was not read, and finds the same."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from briefing.prepare.options import PrepareOptions
from briefing.running.workers import Item, Means, Result
from briefing.steps.reading import read
from briefing.storage import archive

FILES, READ = 120, 30
RUN = """
import sys
from pathlib import Path
from briefing.prepare.options import PrepareOptions
from briefing.running.workers import Means
from briefing.steps.reading import read
from briefing.storage import archive

archive.SOON = 0.0
sources, state = map(Path, sys.argv[1:])
with archive.cache(state) as cache:
    for file in read([sources], sources, PrepareOptions(), means=Means(cache=cache)):
        print(file.name, flush=True)
        sys.stdin.readline()
"""


def sources_of(folder: Path) -> Path:
    folder.mkdir()
    for number in range(FILES):
        text = f"Ferry {number} sails again\n\nThe ferry number {number} of Tervo left the quay on Tuesday morning.\n"
        (folder / f"{number:03}.txt").write_text(text, encoding="utf-8")
    return folder


def killed_run(sources: Path, state: Path) -> None:
    """Reads some of the files, and is killed."""
    command = [sys.executable, "-c", RUN, str(sources), str(state)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdin is not None and process.stdout is not None
        for _ in range(READ):
            assert process.stdout.readline()
            process.stdin.write("on\n")
            process.stdin.flush()
        process.stdout.readline()
        process.kill()


def test_a_run_after_one_that_was_killed_reads_only_the_rest(tmp_path: Path) -> None:
    sources, state = sources_of(tmp_path / "sources"), tmp_path / "state"
    killed_run(sources, state)
    worked: list[int] = []

    def counting(function: Callable[[Item], Result], items: Iterable[Item], /) -> Iterator[Result]:
        tasks = list(items)
        worked.append(len(tasks))
        return map(function, tasks)

    with archive.cache(state) as cache:
        found = list(read([sources], sources, PrepareOptions(), means=Means(counting, cache)))
    assert sum(worked) == FILES - READ - 1
    assert found == list(read([sources], sources, PrepareOptions()))
