"""What was approved is what is sent, and what was sent changes only as a revision."""

from __future__ import annotations

import json
import shutil
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest

from briefing import config as settings
from briefing.editions import approval
from briefing.editions.approval import ApprovalState, digest_of, files_of
from tests.helpers.running import SAMPLE, SAMPLE_DAY, called
from tests.servers.smtp import Server, listening

CONFIG = """\
formats: [txt, eml]
mail: {needs_approval: true, recipients: [ann@example.org], smtp: {tries: 1, seconds: 2}}
"""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("approval")
    shutil.copytree(SAMPLE, folder / "sources")
    (folder / "config.yaml").write_text(CONFIG)
    assert called("build", "--quiet", "--date", SAMPLE_DAY, cwd=folder).returncode == 0
    return folder


@pytest.fixture
def project(built: Path, tmp_path: Path) -> Path:
    shutil.copytree(built, tmp_path / "project")
    return tmp_path / "project"


def edition(folder: Path) -> Path:
    return folder / "out" / SAMPLE_DAY


def write(folder: Path, *lines: str) -> None:
    file = folder / "edits" / f"{SAMPLE_DAY}.yaml"
    file.parent.mkdir(exist_ok=True)
    file.write_text("edits:\n" + "".join(f"  - {line}\n" for line in lines))


def approve(folder: Path) -> str:
    return f"{{approve: {digest_of(files_of(edition(folder)))}, by: Ada Roe, at: 2026-03-03T06:30:00Z}}"


def printed(folder: Path) -> str:
    return sha256((edition(folder) / "brief.json").read_bytes()).hexdigest()


def state(folder: Path) -> ApprovalState:
    return approval.state_of(settings.read(folder / "config.yaml"), date.fromisoformat(SAMPLE_DAY), edition(folder))


def send(folder: Path, port: int = 1, *more: str) -> tuple[int, str]:
    environment = {"BRIEFING_SMTP_HOST": "127.0.0.1", "BRIEFING_SMTP_PORT": str(port)}
    done = called("send", SAMPLE_DAY, "--past", *more, cwd=folder, **environment)
    return done.returncode, done.stdout + done.stderr


def build(folder: Path) -> tuple[int, str]:
    done = called("build", "--date", SAMPLE_DAY, cwd=folder)
    return done.returncode, done.stderr


def first_statement(folder: Path) -> str:
    brief = json.loads((edition(folder) / "brief.json").read_bytes())
    return str(brief["stories"][0]["sections"][0]["statements"][0]["id"])


def test_nothing_is_sent_that_nobody_approved(project: Path) -> None:
    code, said = send(project)
    assert code == 2 and "nobody has approved the edition" in said and "briefing desk" in said


def test_what_changed_after_it_was_approved_is_not_sent(project: Path) -> None:
    write(project, approve(project))
    assert state(project).name == "approved"
    file = edition(project) / "brief.txt"
    file.write_bytes(file.read_bytes() + b"\n")
    code, said = send(project)
    assert code != 0 and state(project).name == "draft" and state(project).stale is not None
    shutil.rmtree(edition(project))
    assert build(project)[0] == 0
    write(project, approve(project), f"{{strike: {first_statement(project)}}}")
    code, said = send(project)
    assert code == 2 and "was changed after it was approved by Ada Roe" in said


def test_what_was_approved_is_sent_and_stays_as_it_is_until_a_revision_is_opened(project: Path) -> None:
    strike = f"{{strike: {first_statement(project)}, by: Ada Roe}}"
    approved = approve(project)
    write(project, approved)
    with listening(Server()) as server:
        assert send(project, server.port)[0] == 0 and server.stored == {"ann@example.org": 1}
        assert state(project).name == "sent" and state(project).frozen
        write(project, approved, strike)
        code, said = build(project)
        assert code == 2 and "was sent, and this build would change it" in said and printed(project) in said
        write(project, approved, f"{{revise: {printed(project)}, by: Ada Roe, why: a wrong name}}", strike)
        assert state(project).name == "revision"
        assert build(project)[0] == 0 and state(project).name == "revision"
        assert send(project, server.port, "--revised")[0] == 2
        with (project / "edits" / f"{SAMPLE_DAY}.yaml").open("a") as file:
            file.write(f"  - {approve(project)}\n")
        assert state(project).name == "approved"
        assert send(project, server.port, "--revised")[0] == 0 and server.stored == {"ann@example.org": 2}
        assert state(project).name == "sent"


def test_the_same_edition_may_be_built_again_once_it_is_sent(project: Path) -> None:
    write(project, approve(project))
    with listening(Server()) as server:
        assert send(project, server.port)[0] == 0
    assert build(project)[0] == 0


def test_what_else_lies_in_the_folder_does_not_count(project: Path) -> None:
    before = digest_of(files_of(edition(project)))
    (edition(project) / ".listing").write_text("x")
    (edition(project) / "notes.txt").write_text("x")
    assert digest_of(files_of(edition(project))) == before


def test_an_edition_obeys_the_edits_and_verify_holds_and_says_when_they_changed(project: Path) -> None:
    name = first_statement(project)
    write(project, f"{{strike: {name}}}", "{strike: s0000000000, words: It was all}", "{note: Read this., story: gone}")
    code, said = build(project)
    assert code == 0 and "strike: no story printed in full has this sentence (“It was all”)" in said
    brief = json.loads((edition(project) / "brief.json").read_bytes())
    assert brief["edited"] == [name] and len(brief["warnings"]) == 2
    done = called("verify", SAMPLE_DAY, cwd=project)
    assert done.returncode == 0, done.stdout
    write(project)
    done = called("verify", SAMPLE_DAY, cwd=project)
    assert done.returncode == 0 and "the edits are not those that it was made with" in done.stderr


def test_a_fault_in_the_file_is_placed(project: Path) -> None:
    write(project, "{stike: s0000000000}")
    code, said = build(project)
    assert code == 2 and f"edits/{SAMPLE_DAY}.yaml:2:" in said and "did you mean 'strike'?" in said


def test_a_note_is_printed_everywhere_and_marked_as_one(project: Path) -> None:
    (project / "config.yaml").write_text("formats: [html, txt, eml]\n")
    assert build(project)[0] == 0
    brief = json.loads((edition(project) / "brief.json").read_bytes())
    path = brief["sources"][brief["stories"][0]["articles"][0] - 1]["path"]
    write(project, f"{{note: 'Answered at noon, <b>not</b> before.', story: {path}, by: Ada Roe}}")
    assert build(project)[0] == 0
    files = files_of(edition(project))
    assert json.loads(files["brief.json"])["stories"][0]["notes"] == [
        {"text": "Answered at noon, <b>not</b> before.", "by": "Ada Roe"}
    ]
    page = files["brief.html"].decode()
    assert '<p class="editors-note"><strong>Editor’s note (Ada Roe)</strong>' in page and "&lt;b&gt;not" in page
    assert "! Editor’s note (Ada Roe): Answered at noon, <b>not</b> before." in files["brief.txt"].decode()
    assert b"editors-note" in files["brief.eml"] and called("verify", SAMPLE_DAY, cwd=project).returncode == 0
    (project / "config.yaml").write_text("formats: [html, txt]\nlayout: by-section\n")
    assert build(project)[0] == 0
    assert files_of(edition(project))["brief.html"].decode().count('class="editors-note"') == 1
