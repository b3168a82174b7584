"""Zip, tar and compressed files, opened with care: bounded in depth, number and size, names made harmless."""

from __future__ import annotations

import bz2
import io
import lzma
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from briefing.errors import BriefingError
from briefing.model import Problem
from briefing.prepare.readers.bounds import PACKAGE_BOUNDS

FAULTS = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    tarfile.TarError,
    EOFError,
    OSError,
    RuntimeError,  # zipfile: a password
    ValueError,
    KeyError,
    OverflowError,
    struct.error,
)
UNKNOWN_PACKING = "is compressed by a method that cannot be read"  # zipfile: NotImplementedError
_STEP = 1 << 20
_LITTLE = 1 << 9  # bytes that a member of a compressed file is given first
_MARK = 6  # bytes that say how a member is compressed


class Damaged(BriefingError):
    """A file that cannot be opened, or that would take more memory than any article is worth."""


@dataclass(slots=True)
class Budget:
    """What may still be taken out of a file and the archives in it."""

    files: int
    bytes: int

    def spent(self) -> bool:
        return self.files <= 0 or self.bytes <= 0


def open_zip(data: bytes) -> zipfile.ZipFile:
    if data.count(b"PK\x01\x02") > PACKAGE_BOUNDS.members:
        raise Damaged(f"holds more than {PACKAGE_BOUNDS.members:,} files", "Split it.")
    try:
        return zipfile.ZipFile(io.BytesIO(data))
    except FAULTS as fault:
        raise Damaged("is cut or damaged", "Save it anew.") from fault


def part(package: zipfile.ZipFile, name: str, most: int = PACKAGE_BOUNDS.xml) -> bytes | None:
    """A member of a document's package; None where it has none of that name. Raises Damaged."""
    try:
        info = package.getinfo(name)
    except KeyError:
        return None
    if info.flag_bits & 1:
        raise Damaged("is encrypted", "Take the password off.")
    try:
        with package.open(info) as stream:
            data = stream.read(most + 1)
    except NotImplementedError as fault:
        raise Damaged(UNKNOWN_PACKING, "Save it anew.") from fault
    except FAULTS as fault:
        raise Damaged("is cut or damaged", "Save it anew.") from fault
    if len(data) > most:
        raise Damaged(f"unpacks to more than {most >> 20} MB", "Split the document.")
    return data


def unzip(path: str, data: bytes, budget: Budget) -> Iterator[tuple[str, bytes] | Problem]:
    """(name, bytes) of each file, in the order of their names."""
    package = open_zip(data)
    for info in sorted(package.infolist(), key=lambda info: info.filename):
        name = harmless(info.filename)
        if info.is_dir() or not name:
            continue
        here = f"{path}!/{name}"
        if budget.spent():
            yield _too_much(path)
            return
        budget.files -= 1
        if info.flag_bits & 1:
            yield Problem(here, "is encrypted", "Unpack it with its password.")
            continue
        try:
            with package.open(info) as stream:
                content = stream.read(budget.bytes + 1)
        except NotImplementedError:
            yield Problem(here, UNKNOWN_PACKING, "Pack it anew as an ordinary ZIP.")
            continue
        except FAULTS:
            yield Problem(here, "cannot be unpacked: cut or damaged", "Pack it anew.")
            continue
        budget.bytes -= len(content)
        if budget.bytes < 0:
            yield _too_much(path)
            return
        yield name, content


def untar(path: str, data: bytes, budget: Budget) -> Iterator[tuple[str, bytes] | Problem]:
    """(name, bytes) of each regular file of a tar archive, in its order."""
    try:
        with tarfile.open(fileobj=io.BytesIO(data), mode="r:") as archive:
            for member in archive:
                archive.members = []  # type: ignore[attr-defined]  # else it keeps them all
                name = harmless(member.name)
                if not member.isreg() or not name:
                    continue
                if budget.spent() or member.size > budget.bytes or member.issparse():
                    yield _too_much(path)
                    return
                stream = archive.extractfile(member)
                content = stream.read(member.size) if stream else b""
                budget.files -= 1
                budget.bytes -= len(content)
                yield name, content
    except FAULTS:
        yield Problem(path, "the archive is cut or damaged; what could be unpacked was read", "Pack it anew.")


def unpack_one(path: str, data: bytes, budget: Budget) -> Iterator[tuple[str, bytes] | Problem]:
    """The one file in a .gz, .bz2 or .xz file."""
    content, problem = inflated(data, budget.bytes)
    if problem:
        yield Problem(path, problem, "Unpack it, or raise `archive_megabytes` in the configuration.")
    if content:
        budget.files -= 1
        budget.bytes -= len(content)
        name = harmless(path.rsplit("/", 1)[-1])
        stem, _, end = name.rpartition(".")
        if end.lower() in ("tgz", "tbz", "tbz2", "txz"):
            stem = f"{stem}.tar"
        yield stem or "content", content


def inflated(data: bytes, most: int) -> tuple[bytes, str]:
    """(what unpacks, at most `most` bytes; what is wrong, "" where nothing is). Several members follow each other; a
    member is given a little at first, since what it leaves over is copied."""
    pieces: list[bytes] = []
    size = at = 0
    while at < len(data):
        unpacker: _Unpacker = _unpacker(data[at : at + _MARK])
        given = _LITTLE
        try:
            while not unpacker.eof:
                part = data[at : at + given] if unpacker.needs_input else b""
                piece = unpacker.decompress(part, min(_STEP, most - size + 1))
                at += len(part) - unpacker.left if isinstance(unpacker, _Gzip) else len(part)
                if not piece and not part:
                    break
                given = min(2 * given, _STEP)
                pieces.append(piece)
                size += len(piece)
                if size > most:
                    return b"".join(pieces)[:most], f"unpacks to more than {most >> 20} MB; the beginning was read"
        except FAULTS:
            return b"".join(pieces), "is cut or damaged; what could be unpacked was read"
        if not unpacker.eof:
            return b"".join(pieces), "is cut; what could be unpacked was read"
        at -= len(unpacker.unused_data)
        if at < len(data) and not _is_packed(data[at : at + _MARK]):
            break
    return b"".join(pieces), ""


class _Gzip:
    """zlib's decompressor with the manners of bz2's and lzma's."""

    needs_input = True

    def __init__(self) -> None:
        self._inner = zlib.decompressobj(31)

    @property
    def eof(self) -> bool:
        return self._inner.eof

    @property
    def unused_data(self) -> bytes:
        return self._inner.unused_data

    @property
    def left(self) -> int:
        """How many of the bytes that it was given last it has not taken; at the end they are unused data."""
        return 0 if self._inner.eof else len(self._inner.unconsumed_tail)

    def decompress(self, data: bytes, most: int) -> bytes:
        return self._inner.decompress(data, most)


_Unpacker = _Gzip | bz2.BZ2Decompressor | lzma.LZMADecompressor


def _unpacker(data: bytes) -> _Unpacker:
    if data.startswith(b"BZh"):
        return bz2.BZ2Decompressor()
    if data.startswith(b"\xfd7zXZ\0"):
        return lzma.LZMADecompressor(memlimit=256 << 20)
    return _Gzip()


def _is_packed(data: bytes) -> bool:
    return data.startswith((b"\x1f\x8b", b"BZh", b"\xfd7zXZ\0"))


def harmless(name: str) -> str:
    """An inner name without "..", roots, control characters; "" for hidden files and a packer's own."""
    parts = [part for part in name.replace("\\", "/").split("/") if part not in ("", ".", "..")]
    if not parts or any(part.startswith(".") for part in parts) or parts[0] == "__MACOSX":
        return ""
    joined = "/".join(parts)[:300]
    return "".join(c if c.isprintable() else "\ufffd" for c in joined)


def _too_much(path: str) -> Problem:
    return Problem(
        path,
        "holds more than is unpacked of one archive; the rest was not read",
        "Split it, or raise `archive_files` and `archive_megabytes` in the configuration.",
    )
