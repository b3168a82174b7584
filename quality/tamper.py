"""Changes an edition in every single way of tests/tampering.py, and counts how many `verify` tells.

python -m quality.tamper EDITION [--sources DIR]

EDITION is a folder whose originals are at hand; it stays as it is. Each change is tried twice: with the originals, and
with the edition alone. Exit 1 where one passes, or where the untouched edition does not hold.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from itertools import islice
from pathlib import Path

from briefing import config as settings
from briefing.config import Project
from briefing.errors import CitationError
from briefing.originals import attachments
from briefing.proof import originals_of, project_of, prove
from briefing.verification import Demand, open_edition
from tests.tampering import every


def faults(folder: Path, project: Project, base: Path, cache: dict[str, bytes]) -> list[str]:
    """What does not hold of an edition, the first fault alone."""
    try:
        opened = open_edition(str(folder), folder.parent, attachments)
    except CitationError as fault:
        return [fault.message]
    found = prove(opened, project, base, demand=Demand(originals=False), cache=cache)
    return list(islice((finding.message for finding in found if not finding.holds), 1))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("edition", type=Path)
    parser.add_argument("--sources", type=Path)
    args = parser.parse_args()
    opened = open_edition(str(args.edition), args.edition.parent, attachments)
    project = project_of(opened, settings.find(None))
    base = args.sources or originals_of(opened, project)
    cache: dict[str, bytes] = {}
    passed = 0
    for words in faults(args.edition, project, base, cache):
        print(f"untouched: {words}")
        passed += 1
    tried = caught = 0
    with tempfile.TemporaryDirectory() as scratch:
        folder, nowhere = Path(scratch, "edition"), Path(scratch, "nowhere")
        nowhere.mkdir()
        for name, change in every(args.edition).items():
            for where in (base, nowhere):
                shutil.rmtree(folder, ignore_errors=True)
                shutil.copytree(args.edition, folder)
                if not change(folder):
                    continue
                tried += 1
                if faults(folder, project, where, cache):
                    caught += 1
                else:
                    print(f"passed {'with its originals' if where == base else 'alone'}: {name}")
    print(f"{tried} changes tried, {caught} caught")
    return 1 if passed or caught < tried else 0


if __name__ == "__main__":
    sys.exit(main())
