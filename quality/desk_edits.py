"""Random changes at the desk: whatever an editor does, the edition holds, `build` prints the preview, and undo of all
gives the first bytes.

python -m quality.desk_edits [--rounds N] [--first SEED] [--changes N]

Each round makes 30 changes of the sample day, one after the other, through the file that the desk writes; now and then
it takes one back, does it again, or adds a comment to the file, as somebody would by hand. After every change all
citations are looked up in the texts. At its end `briefing build` writes the edition: brief.json, brief.html and
brief.txt are those that the desk shows, byte for byte, and `briefing verify` holds. Then all changes are undone.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from contextlib import redirect_stderr, redirect_stdout
from datetime import date
from io import StringIO
from pathlib import Path
from random import Random

from briefing import config as settings
from briefing.cli import main as command
from briefing.desk.bench import Bench, View
from briefing.editions import outputs
from briefing.model import Edition
from briefing.proof.within import agrees, statements_of
from briefing.publish.document import brief_json
from tests.helpers.changes import change
from tests.helpers.running import SAMPLE, SAMPLE_DAY

SHOWN = ("brief.json", "brief.html", "brief.txt")


class Broken(Exception):
    """What should hold and does not."""


def must(holds: object, what: str) -> None:
    if not holds:
        raise Broken(what)


class Project:
    """A folder with the sample day, and its day at the desk."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        shutil.copytree(SAMPLE, folder / "sources")
        (folder / "config.yaml").write_text("formats: [html, txt]\n")
        self.bench = Bench(project=settings.read(folder / "config.yaml"), day=date.fromisoformat(SAMPLE_DAY))
        first = self.bench.view()
        self.first, self.stories = brief_json(first.edition), first.told.stories
        self.sections = [rule.id for rule in first.project.config.sections]

    def round(self, random: Random, changes: int) -> None:
        """One sequence. Raises Broken."""
        view = self.bench.view()
        must(brief_json(view.edition) == self.first, "the edition does not begin as it did")
        for number in range(changes):
            view = self._changed(view, random, number)
            _holds(view.edition)
        self._is_what_is_built(view)
        self._undone()

    def _changed(self, view: View, random: Random, number: int) -> View:
        """One change, or one taken back, done again, or a line by hand."""
        book, dice = self.bench.book(), random.random()
        if dice < 0.05:
            book.undo(view.page.base)
        elif dice < 0.08:
            book.redo(view.page.base)
        elif dice < 0.10 and book.file.exists():
            book.file.write_bytes(book.file.read_bytes() + b"# looked at\n\n")
        else:
            book.add([change(view.edition, self.stories, self.sections, random, number)], view.page.base)
        return self.bench.view()

    def _is_what_is_built(self, view: View) -> None:
        shown = outputs.render(view.edition, view.project, ("html", "txt"), edits=view.page.edits)
        self._run("build", "--quiet", "--date", SAMPLE_DAY)
        for name in SHOWN:
            must((view.folder / name).read_bytes() == shown[name], f"{name}: build prints something else than the desk")
        self._run("verify", SAMPLE_DAY)

    def _run(self, *words: str) -> None:
        out = StringIO()
        with redirect_stdout(out), redirect_stderr(out):
            code = command([words[0], "--config", str(self.folder / "config.yaml"), *words[1:]])
        must(code == 0, f"{' '.join(words)}: {code}\n{out.getvalue()}")

    def _undone(self) -> None:
        book = self.bench.book()
        while book.page().edits.edits:
            book.undo(None)
        view = self.bench.view()
        must(brief_json(view.edition) == self.first, "undo of all does not give the first bytes")
        book.file.unlink(missing_ok=True)


def _holds(edition: Edition) -> None:
    """Every citation names its words, every statement stands once, and the parts agree."""
    texts = {source.number: source.text for source in edition.sources}
    for statement in statements_of(edition):
        for place in statement.citations:
            must(texts[place.source][place.start : place.end] == place.exact, f"{statement.id}: other words")
    found = agrees(edition, {"statements": edition.explain})
    faults = [finding.message for finding in found if not finding.holds]
    must(not faults, f"the edition does not agree with itself: {faults}")


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--rounds", type=int, default=200)
    options.add_argument("--first", type=int, default=0)
    options.add_argument("--changes", type=int, default=30)
    args = options.parse_args()
    broken = 0
    with tempfile.TemporaryDirectory() as scratch:
        project = Project(Path(scratch) / "project")
        for seed in range(args.first, args.first + args.rounds):
            try:
                project.round(Random(seed), args.changes)
            except Broken as fault:
                broken += 1
                print(f"seed {seed}: {fault}", flush=True)
                shutil.copytree(project.folder / "edits", Path(scratch) / f"edits-{seed}", dirs_exist_ok=True)
                print((project.folder / "edits" / f"{SAMPLE_DAY}.yaml").read_text(), flush=True)
                (project.folder / "edits" / f"{SAMPLE_DAY}.yaml").unlink()
    print(f"{args.rounds} sequences of {args.changes} changes; {broken} broken")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
