"""The names of files that are received: plain ASCII, never hidden, never out of their folder."""

from __future__ import annotations

import re
import unicodedata
from hashlib import sha256
from urllib.parse import unquote, urlsplit

_MOST = 60  # characters of a part


def plain_name(text: str, otherwise: str = "x") -> str:
    """Letters, digits, dots and hyphens of a text."""
    flat = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii").lower()
    return re.sub(r"[^a-z0-9.]+", "-", flat)[:_MOST].strip("-.") or otherwise


def host_name(url: str) -> str:
    """The folder of a host's answers."""
    parts = urlsplit(url)
    name = plain_name((parts.hostname or "").removeprefix("www."))
    return f"{name}-{parts.port}" if parts.port else name


def page_name(url: str) -> str:
    """The last part of the path that says something, without its ending."""
    parts = [part for part in unquote(urlsplit(url).path, errors="ignore").split("/") if part]
    last = re.sub(r"\.(?:s?html?|php|aspx?)$", "", parts[-1], flags=re.I) if parts else ""
    return plain_name(last, "page")


def tagged(name: str, data: bytes, ending: str) -> str:
    """NAME-DIGEST.ENDING: another name for other bytes."""
    return f"{name}-{sha256(data).hexdigest()[:10]}{ending}"
