"""Golden editions: `make golden` writes them anew; tests/test_golden.py holds every build against them.

A case is a folder of tests/corpus with a `case.toml` (the day, the sources, the config) and `golden/`. JSON, plain text
and the pages must be the same to the byte; of the PDF the words of its pages.
"""

from __future__ import annotations

import email
import email.message
import email.policy
import re
import shutil
import tempfile
import tomllib
from pathlib import Path

from briefing.cli import main as briefing
from tests.helpers.running import ROOT

CORPUS = Path(__file__).parent / "corpus"
FACE = re.compile(rb"url\(.?data:font[^)]*\)")  # the faces are files of their own
KEPT = ("brief.json", "brief.txt", "brief.html", "brief.eml", "explain.json")


def cases() -> list[Path]:
    return sorted(file.parent for file in CORPUS.glob("*/case.toml"))


def build(case: Path, folder: Path) -> dict[str, bytes]:
    """The case's outputs that are kept, built in `folder`."""
    about = tomllib.loads((case / "case.toml").read_text(encoding="utf-8"))
    sources = ROOT / about["sources"] if "sources" in about else case / "sources"
    shutil.copytree(sources, folder / "sources")
    (folder / "config.yaml").write_text(about.get("config", ""), encoding="utf-8")
    code = briefing(
        [
            "build",
            "--quiet",
            "--config",
            str(folder / "config.yaml"),
            "--date",
            about["date"],
            "--formats",
            "html,txt,eml",
        ]
    )
    assert code == 0, f"{case.name}: exit code {code}"
    edition = folder / "out" / about["date"]
    made = {name: (edition / name).read_bytes() for name in KEPT if (edition / name).is_file()}
    made["brief.html"] = FACE.sub(b"url(data:font)", made["brief.html"])
    made.pop("brief.eml")  # its parts are the text, held already, and the page below
    made["mail.html"] = _mail_page((edition / "brief.eml").read_bytes())
    return made


def _mail_page(raw: bytes) -> bytes:
    mail = email.message_from_bytes(raw, policy=email.policy.default)
    assert isinstance(mail, email.message.EmailMessage)
    part = mail.get_body(("html",))
    assert part is not None
    return "\n".join(str(part.get_content()).splitlines()).encode("utf-8")


def main() -> None:
    for case in cases():
        with tempfile.TemporaryDirectory() as scratch:
            made = build(case, Path(scratch))
        shutil.rmtree(case / "golden", ignore_errors=True)
        (case / "golden").mkdir()
        for name, content in made.items():
            (case / "golden" / name).write_bytes(content)
        print(case.name)


if __name__ == "__main__":
    main()
