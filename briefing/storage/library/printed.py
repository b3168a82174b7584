"""What editions print, read from where the library says that it stands in their brief.json."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from briefing.publish.editions import UNFIT, PrintedPlace, text
from briefing.storage.library.hits import Hit
from briefing.storage.library.ranges import Range

_decoded = json.JSONDecoder().decode


class Untrue(Exception):
    """The library says what the editions do not."""


class PrintedEditions:
    """Reads parts of the editions in `out`. A part that begins or ends elsewhere than the library says is no JSON, or
    another part than the one that is meant: nothing else than what stands in the edition is ever shown."""

    def __init__(self, out: Path) -> None:
        self._out = out
        self._name = ""
        self._file: int | None = None  # its descriptor
        self._parts: dict[Range, Any] = {}

    def place(self, hit: Hit) -> PrintedPlace:
        """A statement in its place. Raises Untrue."""
        statement = self.entry(hit.edition, hit.at)
        name = statement.get("id")
        if not isinstance(name, str) or text(name) != hit.statement:
            raise Untrue(f"{hit.edition} {hit.statement}")
        return PrintedPlace(
            self.words(hit.edition, hit.story), self.words(hit.edition, hit.headline), hit.section, statement
        )

    def entry(self, edition: str, at: Range) -> Mapping[str, Any]:
        """An object. Raises Untrue."""
        found = self._part(edition, at)
        if not isinstance(found, dict):
            raise Untrue(edition)
        return found

    def words(self, edition: str, at: Range) -> str:
        """A text. Raises Untrue."""
        found = self._part(edition, at)
        if not isinstance(found, str):
            raise Untrue(edition)
        return text(found)

    def close(self) -> None:
        """Closes the edition that was read last."""
        if self._file is not None:
            os.close(self._file)
        self._name, self._file = "", None
        self._parts.clear()

    def _part(self, edition: str, at: Range) -> Any:
        """Read once while the edition is open: many statements stand in one story and are of one source."""
        try:
            file = self._opened(edition)
            if at not in self._parts:
                self._parts[at] = _decoded(os.pread(file, at.size, at.start).decode("utf-8", "surrogatepass"))
            return self._parts[at]
        except (OSError, *UNFIT) as fault:
            raise Untrue(edition) from fault

    def _opened(self, edition: str) -> int:
        if self._file is None or edition != self._name:
            self.close()
            self._file = os.open(self._out / edition / "brief.json", os.O_RDONLY | os.O_CLOEXEC)
            self._name = edition
        return self._file
