"""Signed editions: the digests of an edition's files, and a signature of them that OpenSSH makes and checks.

`SHA256SUMS` names every file with its digest, as `sha256sum --check` reads it; `SHA256SUMS.sig` is the signature of
that file (PROTOCOL.sshsig of OpenSSH) in the namespace "briefing". The same edition and key give the same signature
with keys of the kinds Ed25519 and RSA. Nothing here computes a signature: `ssh-keygen` does, which has to be at hand.
"""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path

from briefing.config import Project
from briefing.errors import UsageError
from briefing.proof.citations import Finding

SUMS, SIGNATURE = "SHA256SUMS", "SHA256SUMS.sig"
NAMESPACE = "briefing"
_PROGRAM = "ssh-keygen"
_SECONDS = 30
_LINE = re.compile(r"([0-9a-f]{64})  (.+)")
_WHOSE = re.compile(r'Good "briefing" signature (?:for (?P<who>.+) )?with (?P<key>\S+ key \S+)')


def signed(files: Mapping[str, bytes], project: Project) -> dict[str, bytes]:
    """The files of an edition by their names, with digests and a signature where the configuration asks for one.

    Raises UsageError where the key cannot be used."""
    key = project.config.sign.key
    if key is None:
        return dict(files)
    sums = "".join(f"{hashlib.sha256(data).hexdigest()}  {name}\n" for name, data in sorted(files.items())).encode()
    return {**files, SUMS: sums, SIGNATURE: _signature(sums, _file(project, key))}


def _file(project: Project, name: str) -> Path:
    return project.folder / Path(name).expanduser()


def _signature(data: bytes, key: Path) -> bytes:
    if not key.is_file():
        raise UsageError(f"sign: key: {key} is not there", "make one: ssh-keygen -t ed25519 -N '' -f FILE")
    done = _run(["-Y", "sign", "-q", "-n", NAMESPACE, "-f", str(key)], data)
    if done.returncode or not done.stdout.startswith(b"-----BEGIN SSH SIGNATURE-----"):
        raise UsageError(
            f"sign: {key} signs nothing: {_last_line(done.stderr)}",
            "it has to be a private key of OpenSSH that only its owner can read and that asks for no passphrase, "
            "or the public one (.pub) of a key that an ssh-agent holds",
        )
    return done.stdout


def _run(arguments: list[str], data: bytes) -> subprocess.CompletedProcess[bytes]:
    """Raises UsageError where the program is not at hand."""
    environment = {**os.environ, "SSH_ASKPASS_REQUIRE": "never", "LC_ALL": "C"}
    try:
        return subprocess.run(
            [_PROGRAM, *arguments],
            input=data,
            capture_output=True,
            timeout=_SECONDS,
            env=environment,
            check=False,
            start_new_session=True,  # no terminal on which it could ask for a passphrase
        )
    except FileNotFoundError:
        raise UsageError(f"{_PROGRAM} is not at hand", "install OpenSSH's client programs") from None
    except subprocess.TimeoutExpired:
        raise UsageError(
            f"{_PROGRAM} gave no answer in {_SECONDS} seconds", "try it with the key by yourself"
        ) from None


def _last_line(words: bytes) -> str:
    return words.decode("utf-8", "replace").strip().rpartition("\n")[2][:300] or "no reason was given"


def findings(folder: Path, project: Project, *, dropped: bool = False) -> Iterator[Finding]:
    """What the signature of an edition's folder says: whose it is, and whether each file is as it was signed. Nothing
    where there is none and the configuration asks for none.

    dropped: the texts of its sources are no longer kept; what then stands in sources/ is made of brief.json, and proved
    by that.

    Raises UsageError where a signature is there and cannot be looked at."""
    sums, signature = folder / SUMS, folder / SIGNATURE
    if not sums.is_file() and not signature.is_file():
        if project.config.sign.key is not None or project.config.sign.signers is not None:
            yield Finding(False, f"{SIGNATURE}: missing, though the configuration names keys under `sign:`")
        return
    if not (sums.is_file() and signature.is_file()):
        yield Finding(False, f"{SUMS if signature.is_file() else SIGNATURE}: missing")
        return
    data = sums.read_bytes()
    yield _whose(data, signature, project)
    yield from _changed(folder, data, "sources/" if dropped else None)


def _whose(data: bytes, signature: Path, project: Project) -> Finding:
    signers = project.config.sign.signers
    if signers is None:
        done = _run(["-Y", "check-novalidate", "-n", NAMESPACE, "-s", str(signature)], data)
    else:
        file = _file(project, signers)
        if not file.is_file():
            raise UsageError(f"sign: signers: {file} is not there", "a line each: NAME KIND KEY, as in .pub files")
        done = _by_signer(data, signature, file)
    said = _WHOSE.search(done.stdout.decode("utf-8", "replace"))
    if done.returncode or said is None:
        return Finding(False, f"{SIGNATURE}: does not hold: {_last_line(done.stdout + done.stderr)}")
    if said["who"] is None:
        return Finding(True, f"not checked whose key signed it: {said['key']} (sign: signers: names none)")
    return Finding(True, f"signed by {said['who']} ({said['key']})")


def _by_signer(data: bytes, signature: Path, signers: Path) -> subprocess.CompletedProcess[bytes]:
    """The check under the first of the signers' names that the key belongs to."""
    found = _run(["-Y", "find-principals", "-s", str(signature), "-f", str(signers)], b"")
    name = found.stdout.decode("utf-8", "replace").strip().partition("\n")[0]
    if found.returncode or not name:
        return subprocess.CompletedProcess([], 1, b"", f"its key is none of those in {signers}".encode())
    return _run(["-Y", "verify", "-n", NAMESPACE, "-f", str(signers), "-I", name, "-s", str(signature)], data)


def _changed(folder: Path, data: bytes, spared: str | None) -> Iterator[Finding]:
    """Files that are not as they were signed, but for those below `spared`."""
    named: dict[str, str] = {}
    for line in data.decode("utf-8", "replace").splitlines():
        found = _LINE.fullmatch(line)
        if found is None:
            yield Finding(False, f"{SUMS}: found {line[:80]!r}, expected a digest and a name")
            return
        if spared is None or not found[2].startswith(spared):
            named[found[2]] = found[1]
    there = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    for name, digest in named.items():
        if name not in there:
            yield Finding(False, f"{name}: was signed and is missing")
        elif hashlib.sha256(there[name].read_bytes()).hexdigest() != digest:
            yield Finding(False, f"{name}: is not as it was signed")
    for name in sorted(there.keys() - named.keys() - {SUMS, SIGNATURE}):
        if spared is None or not name.startswith(spared):
            yield Finding(False, f"{name}: was not signed")
