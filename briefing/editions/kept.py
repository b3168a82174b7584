"""What was made of all inputs together, kept for the next run: of each kind and day the newest alone.

It is used again where the inputs are the same, to the byte, and so are the options, the program and the user's own
code: then it could only be made the same once more.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from datetime import date

from briefing.compose.edits.edits import NO_EDITS, Edits
from briefing.config import Config
from briefing.model import Edition
from briefing.running.packing import pack, unpack
from briefing.running.program import digests_of, own_functions, whole_program
from briefing.running.records import UNFIT, FileRecord, closed, joined, opened, split
from briefing.running.workers import Cache
from briefing.shape import dump


def inputs_of(
    found: Sequence[FileRecord],
    config: Config,
    day: date,
    edits: Edits = NO_EDITS,
    earlier: Sequence[str] = (),
) -> str:
    """A digest of all that an edition depends on: what was read, the options, the day, an editor's changes, the
    editions before by their digests, the program, and the modules of the user's own functions."""
    settings = dump(config)
    keys = sorted(record.key for file in found for record in file.records)
    problems = sorted((problem.path, problem.message) for file in found for problem in file.problems)
    own = digests_of(own_functions(config))
    inputs = [whole_program(), settings, day.isoformat(), edits.digest, keys, problems, own, list(earlier)]
    data = json.dumps(inputs, sort_keys=True)
    return hashlib.sha256(data.encode("utf-8", "surrogatepass")).hexdigest()


def edition(cache: Cache, inputs: str, day: date) -> Edition | None:
    """The edition of the day that was made of these inputs, if it is kept."""
    data = newest(cache, f"edition {day}", inputs)
    try:
        return None if data is None else unpack(Edition, opened(data))
    except UNFIT:
        return None


def keep_edition(cache: Cache, inputs: str, day: date, made: Edition) -> None:
    """Keeps the edition of the day, instead of the one before."""
    keep(cache, f"edition {day}", inputs, closed(pack(made)))


def newest(cache: Cache, name: str, inputs: str) -> bytes | None:
    """What is kept under a name, if it was made of these inputs."""
    try:
        held, data = split(cache[name])
    except (KeyError, *UNFIT):
        return None
    return data if held == inputs.encode() else None


def keep(cache: Cache, name: str, inputs: str, data: bytes) -> None:
    """Keeps data under a name, with the inputs that it was made of."""
    cache[name] = joined([inputs.encode(), data])


def again(cache: Cache | None, name: str) -> Callable[[str, Callable[[], bytes]], bytes]:
    """A function (inputs, make) → what is kept under the name if it was made of these inputs, else what `make` makes,
    which is kept instead."""

    def found(inputs: str, make: Callable[[], bytes]) -> bytes:
        data = None if cache is None else newest(cache, name, inputs)
        if data is None:
            data = make()
            if cache is not None:
                keep(cache, name, inputs, data)
        return data

    return found
