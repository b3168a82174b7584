"""Files → a zip archive, the same bytes for the same files on any day."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from datetime import datetime


def zipped(files: Mapping[str, bytes], moment: datetime, stored: frozenset[str] = frozenset()) -> bytes:
    """An archive of the files in their order, all dated `moment` (zip knows years from 1980 on). stored: names of those
    that are not compressed."""
    at = (max(1980, moment.year), moment.month, moment.day, moment.hour, moment.minute, 0)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in files.items():
            entry = zipfile.ZipInfo(name, date_time=at)
            entry.create_system = 3  # as on Unix, wherever it is made
            entry.external_attr = 0o644 << 16
            entry.compress_type = zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED
            archive.writestr(entry, data)
    return buffer.getvalue()


def again(archive: bytes, moment: datetime) -> bytes:
    """The same archive dated `moment`, in the order of its names; first the list of their kinds."""
    with zipfile.ZipFile(io.BytesIO(archive)) as found:
        names = sorted(found.namelist(), key=lambda name: (name != "[Content_Types].xml", name))
        return zipped({name: found.read(name) for name in names}, moment)
