"""Running the program in tests: in this process for speed, in its own where a user's shell matters."""

from __future__ import annotations

import contextlib
import io
import os
import subprocess
import sys
from pathlib import Path
from unittest import mock

from briefing.cli import main

ROOT = Path(__file__).resolve().parent.parent.parent
SHARED = Path(os.environ.get("BRIEFING_SHARED", ROOT.parent / "shared"))
SAMPLE = ROOT / "sources"
SAMPLE_DAY = "2026-03-03"


def run(*arguments: str, cwd: Path | None = None, **environment: str) -> subprocess.CompletedProcess[str]:
    """`python -m briefing …` in a process of its own."""
    env = {**os.environ, "PYTHONPATH": str(ROOT), "OPENBLAS_NUM_THREADS": "1", **environment}
    return subprocess.run(
        [sys.executable, "-m", "briefing", *arguments],
        cwd=cwd,
        env=env,
        capture_output=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )


def called(*arguments: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """`briefing …` in this process, from the folder `cwd`."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.ExitStack() as stack:
        for held in (contextlib.chdir(cwd), mock.patch.dict(os.environ, {"COLUMNS": "120", **environment})):
            stack.enter_context(held)
        stack.enter_context(contextlib.redirect_stdout(out))
        stack.enter_context(contextlib.redirect_stderr(err))
        code = main(arguments)
    return subprocess.CompletedProcess(arguments, code, out.getvalue(), err.getvalue())


def project(folder: Path, config: str = "", files: dict[str, str | bytes] | None = None) -> Path:
    """A project folder with a config and sources; returns the config's path."""
    (folder / "sources").mkdir(parents=True, exist_ok=True)
    (folder / "config.yaml").write_text(config, encoding="utf-8")
    for name, content in (files or {}).items():
        file = folder / "sources" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
    return folder / "config.yaml"


def digest_of(folder: Path) -> dict[str, bytes]:
    """All files of a folder by their relative names."""
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}
