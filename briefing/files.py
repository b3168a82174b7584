"""Where the files that travel with the program are: in the package (a wheel), else beside it (a checkout)."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def packaged(name: str) -> Path:
    """`templates`, `sources` or `config.yaml` as they came with this version."""
    inside = _PACKAGE / "_files" / name
    return inside if inside.exists() else _PACKAGE.parent / name
