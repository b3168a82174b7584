"""What a person sees in a terminal: progress, colour, tables. Results go to standard output, messages to standard
error."""

from __future__ import annotations

import codecs
import io
import os
import shutil
import sys
import time
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TextIO, TypeVar

from briefing.errors import StateError

Item = TypeVar("Item")

_CODES = {"bold": "1", "dim": "2", "red": "31", "green": "32", "yellow": "33", "blue": "34", "magenta": "35"}
PATIENCE = 1.0  # seconds before progress is shown


def _escaped(fault: UnicodeError) -> tuple[str, int]:
    """What a stream cannot hold, as JSON escapes it, so that a result stays what it is."""
    if not isinstance(fault, UnicodeEncodeError):
        raise fault
    units = fault.object[fault.start : fault.end].encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[at : at + 2].hex()}" for at in range(0, len(units), 2)), fault.end


codecs.register_error("briefing.escaped", _escaped)


def ready_streams() -> None:
    """Standard output and error as they must be: there, and able to hold every character. A stream that was closed
    before the program started takes all and keeps nothing."""
    sys.stdout = sys.stdout or _nowhere()
    sys.stderr = sys.stderr or _nowhere()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="briefing.escaped")


def _nowhere() -> TextIO:
    return Path(os.devnull).open("w", encoding="utf-8")


def silence(stream: TextIO) -> None:
    """Nothing that is still to be written to the stream, which is broken, is a fault any more."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def has_colour(stream: TextIO) -> bool:
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def visible(text: str) -> str:
    """A hostile string made harmless for a terminal: control characters shown as escapes, on one line."""
    return "".join(c if c.isprintable() else f"\\x{ord(c):02x}" if ord(c) < 256 else f"\\u{ord(c):04x}" for c in text)


class Terminal:
    """Messages and results of one command."""

    def __init__(self, quiet: bool = False, out: TextIO | None = None, err: TextIO | None = None) -> None:
        self.out = out or sys.stdout
        self.err = err or sys.stderr
        self.quiet = quiet

    def result(self, text: str = "") -> None:
        """Raises StateError where it cannot be written, BrokenPipeError where nobody reads any more."""
        try:
            self.out.write(text + "\n")
        except BrokenPipeError:
            raise
        except OSError as fault:
            raise self._broken(fault) from fault

    def flush(self) -> None:
        """All results are written. Raises as `result` does."""
        try:
            self.out.flush()
        except BrokenPipeError:
            raise
        except OSError as fault:
            raise self._broken(fault) from fault

    def _broken(self, fault: OSError) -> StateError:
        silence(self.out)
        return StateError(f"standard output cannot be written: {fault.strerror}")

    def message(self, text: str) -> None:
        if not self.quiet:
            self._said(text + "\n")

    def fault(self, text: str, remedy: str | None = None) -> None:
        self._said(paint(f"briefing: {text}", "red", self.err) + "\n")
        if remedy:
            self._said(f"  {remedy}\n")

    def _said(self, text: str) -> None:
        try:
            self.err.write(text)
            self.err.flush()
        except OSError:  # there is no other place to say so
            silence(self.err)

    def style(self, text: str, *styles: str) -> str:
        return paint(text, " ".join(styles), self.out)

    @property
    def width(self) -> int:
        return max(40, min(shutil.get_terminal_size((100, 24)).columns, 160))

    def counter(self, what: str, size: int | None = None) -> Callable[[], None]:
        """A function to call for each thing done; after a second it says on standard error how many there have been."""
        start = last = time.monotonic()
        count = 0

        def tick() -> None:
            nonlocal last, count
            count += 1
            now = time.monotonic()
            if not self.quiet and self.err.isatty() and now - start > PATIENCE and now - last > 0.2:
                last = now
                of = f" of {size}" if size is not None else ""
                self.err.write(f"\r\x1b[K{what}: {count}{of}")
                self.err.flush()

        return tick

    def progress(self, items: Iterable[Item], what: str, size: int | None = None) -> Iterator[Item]:
        """Yields the items and counts them on standard error. Quiet when piped."""
        tick = self.counter(what, size)
        for item in items:
            yield item
            tick()
        self.clear()

    @contextmanager
    def doing(self, what: str) -> Iterator[None]:
        """While it lasts, what is done stands on standard error. Quiet when piped."""
        if not self.quiet and self.err.isatty():
            self.err.write(f"\r\x1b[K{what} …")
            self.err.flush()
        try:
            yield
        finally:
            self.clear()

    def clear(self) -> None:
        """Takes the line of what is counted or done away."""
        if not self.quiet and self.err.isatty():
            self.err.write("\r\x1b[K")


def paint(text: str, styles: str, stream: TextIO) -> str:
    if not styles or not has_colour(stream):
        return text
    codes = ";".join(_CODES[style] for style in styles.split())
    return f"\x1b[{codes}m{text}\x1b[0m"


def columns_of(text: str) -> int:
    """How many columns a text takes: wide characters two, combining ones none."""
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def clipped(text: str, width: int) -> str:
    """At most `width` columns, ended by … where cut."""
    text = visible(text)
    if columns_of(text) <= width:
        return text
    kept, used = [], 0
    for c in text:
        used += columns_of(c)
        if used > width - 1:
            break
        kept.append(c)
    return "".join(kept).rstrip() + "…"


def table(rows: Sequence[Sequence[str]], widths: Sequence[int]) -> Iterator[str]:
    """Lines of cells, each cut or filled to its width; the last cell is not filled."""
    for row in rows:
        cells = [clipped(cell, width) for cell, width in zip(row, widths, strict=True)]
        filled = [cell + " " * (width - columns_of(cell)) for cell, width in zip(cells, widths, strict=True)]
        yield "  ".join(filled).rstrip()
