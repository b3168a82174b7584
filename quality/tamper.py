"""Changes editions in every single way of tests/helpers/tampering.py, and counts how many `verify` tells.

python -m quality.tamper EDITION… [--sources DIR] [--untouched]

Each EDITION is a folder whose originals are at hand; it stays as it is, and must hold. Each change is tried twice: with
the originals, and with the edition alone. What explain.json gives as reasons can only be known from the originals
(`verify` says so); such changes are counted by themselves. --untouched: no changes. Exit 1 where another change passes,
or where an untouched edition does not hold.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections import Counter
from itertools import islice
from pathlib import Path

from briefing import config as settings
from briefing.config import Project
from briefing.errors import CitationError
from briefing.proof import originals_of, project_of, prove
from briefing.proof.citations import Demand, open_edition
from briefing.proof.originals import attachments
from briefing.running.workers import Means
from tests.helpers.tampering import every

REASONS = ("explain.json: statements", "explain.json: not_printed")  # scores, features, rivals


def faults(folder: Path, project: Project, base: Path, cache: dict[str, bytes]) -> list[str]:
    """What does not hold of an edition, the first fault alone. That its originals are not at hand is none."""
    try:
        opened = open_edition(str(folder), folder.parent, attachments)
    except CitationError as fault:
        return [fault.message]
    found = prove(opened, project, base, demand=Demand(originals=False), means=Means(cache=cache))
    return list(islice((finding.message for finding in found if not finding.holds), 1))


def tried(edition: Path, project: Project, base: Path, cache: dict[str, bytes]) -> Counter[str]:
    """How many changes to an edition were tried, caught, passed, and unknown to the edition alone."""
    counts: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as scratch:
        out, nowhere = Path(scratch, "out"), Path(scratch, "nowhere")
        nowhere.mkdir()
        out.mkdir()
        for other in (one for one in edition.parent.iterdir() if one.name != edition.name and one.name[0] != "."):
            (shutil.copytree if other.is_dir() else shutil.copyfile)(other, out / other.name)
        folder = out / edition.name
        for name, change in every(edition).items():
            for where in (base, nowhere):
                shutil.rmtree(folder, ignore_errors=True)
                shutil.copytree(edition, folder)
                if change(folder):
                    caught = bool(faults(folder, project, where, cache))
                    unknown = where == nowhere and name.startswith(REASONS)
                    counts["caught" if caught else "unknown" if unknown else "passed"] += 1
                    if not caught and not unknown:
                        print(f"passed {'alone' if where == nowhere else 'with its originals'}: {name}")
    return counts


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("editions", type=Path, nargs="+", metavar="EDITION")
    parser.add_argument("--sources", type=Path)
    parser.add_argument("--untouched", action="store_true", help="look at the editions as they are, no more")
    args = parser.parse_args()
    total: Counter[str] = Counter()
    for edition in args.editions:
        opened = open_edition(str(edition), edition.parent, attachments)
        project = project_of(opened, settings.find(None))
        base = args.sources or originals_of(opened, project)
        cache: dict[str, bytes] = {}
        false = faults(edition, project, base, cache)
        total["untouched" if not false else "false"] += 1
        print(f"{edition}: {false[0] if false else 'holds'}", flush=True)
        if not args.untouched:
            total += tried(edition, project, base, cache)
    print(f"{total['untouched']} untouched editions hold, {total['false']} do not")
    if not args.untouched:
        every_one = total["caught"] + total["passed"] + total["unknown"]
        print(
            f"{every_one} changes tried, {total['caught']} caught, {total['passed']} passed; "
            f"{total['unknown']} that only the originals show were tried without them"
        )
    return 1 if total["false"] or total["passed"] else 0


if __name__ == "__main__":
    sys.exit(main())
