"""An edition that is signed: whose it is, and that no file of it was changed."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from briefing import config as settings
from briefing.errors import UsageError
from briefing.proof import signing
from tests.helpers.running import SAMPLE, SAMPLE_DAY, called

SIGN = "sign: {key: desk_key, signers: signers}\n"


def key_in(folder: Path, name: str, passphrase: str = "") -> str:
    """A new key in the folder; its public line."""
    file = folder / name
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", passphrase, "-C", name, "-f", str(file)], check=True)
    return " ".join((folder / f"{name}.pub").read_text().split()[:2])


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("signed")
    shutil.copytree(SAMPLE, folder / "sources")
    (folder / "signers").write_text(f"desk@example.org {key_in(folder, 'desk_key')}\n")
    (folder / "config.yaml").write_text(f"{SIGN}formats: [html, txt]\n")
    done = called("build", "--quiet", "--date", SAMPLE_DAY, cwd=folder)
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "project"))


def faults(folder: Path) -> list[str]:
    found = signing.findings(folder / "out" / SAMPLE_DAY, settings.find(str(folder / "config.yaml")))
    return [finding.message for finding in found if not finding.holds]


def test_verify_says_whose_an_edition_is(folder: Path) -> None:
    done = called("verify", SAMPLE_DAY, cwd=folder)
    assert done.returncode == 0 and "signed by desk@example.org (ED25519 key SHA256:" in done.stderr


def test_the_digests_are_those_of_a_common_tool(folder: Path) -> None:
    edition = folder / "out" / SAMPLE_DAY
    subprocess.run(["sha256sum", "--check", "--strict", "--quiet", signing.SUMS], cwd=edition, check=True)


def test_the_same_edition_and_key_give_the_same_signature(folder: Path) -> None:
    edition = folder / "out" / SAMPLE_DAY
    before = (edition / signing.SIGNATURE).read_bytes()
    shutil.rmtree(folder / "out")
    assert called("build", "--quiet", "--date", SAMPLE_DAY, cwd=folder).returncode == 0
    assert (edition / signing.SIGNATURE).read_bytes() == before


@pytest.mark.parametrize("name", ["brief.json", "brief.html", "sources/001.txt", "explain.json", signing.SUMS])
def test_a_change_to_any_file_is_told(folder: Path, name: str) -> None:
    file = folder / "out" / SAMPLE_DAY / name
    file.write_bytes(file.read_bytes().replace(b"e", b"c", 1))
    assert faults(folder)


def test_a_forgery_that_is_whole_in_itself_has_another_signer(folder: Path) -> None:
    """Whoever builds an edition of other sources and signs it has a key of their own."""
    key_in(folder, "other_key")
    (folder / "config.yaml").write_text(SIGN.replace("desk_key", "other_key"))
    next((folder / "sources").glob("*.md")).write_text("Another\n\nThe council of Lisk has resigned, it said.\n")
    assert called("build", "--quiet", "--date", SAMPLE_DAY, "--formats", "txt", cwd=folder).returncode == 0
    assert faults(folder) == [f"{signing.SIGNATURE}: does not hold: its key is none of those in {folder}/signers"]
    done = called("verify", SAMPLE_DAY, cwd=folder)
    assert done.returncode == 7 and "its key is none of those" in done.stdout


@pytest.mark.parametrize("names", [[signing.SIGNATURE], [signing.SUMS], [signing.SIGNATURE, signing.SUMS]])
def test_a_signature_that_is_taken_away_is_missed(folder: Path, names: list[str]) -> None:
    for name in names:
        (folder / "out" / SAMPLE_DAY / name).unlink()
    assert any("missing" in fault for fault in faults(folder))


def test_a_file_that_is_added_was_not_signed(folder: Path) -> None:
    (folder / "out" / SAMPLE_DAY / "brief.pdf").write_bytes(b"%PDF-")
    assert faults(folder) == ["brief.pdf: was not signed"]


def test_without_known_signers_it_is_said_that_nobody_knows_whose_key_it_is(folder: Path) -> None:
    (folder / "config.yaml").write_text("sign: {key: desk_key}\n")
    found = list(signing.findings(folder / "out" / SAMPLE_DAY, settings.find(str(folder / "config.yaml"))))
    assert all(finding.holds for finding in found)
    assert found[0].message.startswith("not checked whose key signed it: ED25519 key SHA256:")


def test_an_edition_without_a_signature_is_none_of_ours(folder: Path) -> None:
    (folder / "config.yaml").write_text("formats: [txt]\n")
    assert called("build", "--quiet", "--date", SAMPLE_DAY, cwd=folder).returncode == 0
    assert not (folder / "out" / SAMPLE_DAY / signing.SUMS).exists() and not faults(folder)
    (folder / "config.yaml").write_text("sign: {signers: signers}\n")
    assert "missing" in faults(folder)[0]


def test_a_signer_whom_the_edition_brings_along_is_not_believed(folder: Path, tmp_path: Path) -> None:
    """The signers of the configuration in force count, not those of a configuration beside the edition."""
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "signers").write_text(f"desk@example.org {key_in(mine, 'my_key')}\n")
    (mine / "config.yaml").write_text("sign: {signers: signers}\n")
    done = called("verify", str(folder / "out" / SAMPLE_DAY), cwd=mine)
    assert done.returncode == 7 and "its key is none of those" in done.stdout


def test_a_key_that_cannot_be_used_leaves_the_edition_before(folder: Path) -> None:
    before = json.loads((folder / "out" / SAMPLE_DAY / "brief.json").read_bytes())
    (folder / "desk_key").chmod(0o644)
    open_to_all = called("build", "--quiet", "--date", SAMPLE_DAY, cwd=folder)
    assert open_to_all.returncode == 2 and "signs nothing" in open_to_all.stderr
    key_in(folder, "locked_key", "words")
    (folder / "config.yaml").write_text("sign: {key: locked_key}\nformats: [txt]\n")
    locked = called("build", "--quiet", "--date", SAMPLE_DAY, cwd=folder)
    assert locked.returncode == 2 and "passphrase" in locked.stderr
    (folder / "config.yaml").write_text("sign: {key: no_key}\nformats: [txt]\n")
    missing = called("build", "--quiet", "--date", SAMPLE_DAY, cwd=folder)
    assert missing.returncode == 2 and "ssh-keygen -t ed25519" in missing.stderr
    assert json.loads((folder / "out" / SAMPLE_DAY / "brief.json").read_bytes()) == before


def test_without_openssh_the_remedy_names_it(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    monkeypatch.setattr(signing, "_PROGRAM", "no-such-program")
    with pytest.raises(UsageError, match="not at hand"):
        faults(folder)
