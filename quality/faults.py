"""Tries every fault of a mail server × every kill of the program (tests/helpers/faults.py), and counts them.

python -m quality.faults
"""

from __future__ import annotations

import sys
import tempfile
from collections import Counter
from pathlib import Path

from tests.helpers.faults import DROPS, KILLS, tried


def main() -> int:
    total: Counter[str] = Counter()
    for stage, fault in DROPS:
        for kill in KILLS:
            with tempfile.TemporaryDirectory() as folder:
                total += tried(stage, fault, kill, Path(folder)) + Counter(tried=1)
    print(
        f"{total['tried']} faults tried, {total['killed']} of them with a kill that struck: nobody lost, nobody twice; "
        f"{total['accepted']} accepted, {total['refused']} refused, {total['unknown']} unknown"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
