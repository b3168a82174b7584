"""The bytes of a file, and where they can be read again.

A process on a machine that has the same disk reads them there: their place travels instead of them.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path


class FileBytes(bytes):
    """What stands in the file `path`."""

    path: Path

    @classmethod
    def of(cls, data: bytes, path: Path) -> FileBytes:
        """The bytes as those of that file."""
        made = cls(data)
        made.path = path.absolute()
        return made

    @property
    def place(self) -> HashedFile:
        """Where the same bytes are found."""
        return HashedFile(str(self.path), hashlib.sha256(self).digest())


@dataclass(frozen=True, slots=True)
class HashedFile:
    """A file, and the SHA-256 of what stood in it."""

    path: str
    digest: bytes

    def read(self) -> bytes | None:
        """The bytes; None where they are not there, or others are."""
        try:
            data = Path(self.path).read_bytes()
        except OSError:
            return None
        return data if hashlib.sha256(data).digest() == self.digest else None
