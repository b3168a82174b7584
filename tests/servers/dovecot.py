"""A Dovecot of one's own on loopback ports: its own configuration and maildirs in a folder.

Needs the Debian package `dovecot-imapd` and the rights of root, for the server gives up rights itself."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import trustme

USER, PASSWORD = "desk", "correct-horse"
OWNER = "mail"  # whom the maildirs belong to

_SETTINGS = """\
protocols = imap
listen = 127.0.0.1
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/log
mail_location = maildir:{folder}/boxes/%u
mail_uid = {owner}
mail_gid = {owner}
first_valid_uid = 1
first_valid_gid = 1
disable_plaintext_auth = no
ssl = yes
ssl_cert = <{folder}/server.pem
ssl_key = <{folder}/server.key
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={owner} gid={owner} home={folder}/boxes/%u
}}
namespace inbox {{
  inbox = yes
  prefix = INBOX.
  separator = .
}}
service imap-login {{
  inet_listener imap {{
    port = {plain}
  }}
  inet_listener imaps {{
    port = {tls}
    ssl = yes
  }}
}}
"""


@dataclass
class Dovecot:
    """A server with one account; `plain` and `tls` are its ports."""

    folder: Path
    plain: int
    tls: int

    @property
    def box(self) -> Path:
        """The maildir of INBOX.briefs."""
        return self.folder / "boxes" / USER / ".briefs"

    def deliver(self, name: str, raw: bytes) -> None:
        owner = pwd.getpwnam(OWNER)
        for part in ("tmp", "new", "cur"):
            (self.box / part).mkdir(parents=True, exist_ok=True)
        for path in (self.box.parent.parent, self.box.parent, self.box, *self.box.iterdir()):
            os.chown(path, owner.pw_uid, owner.pw_gid)
        file = self.box / "tmp" / name
        file.write_bytes(raw)
        os.chown(file, owner.pw_uid, owner.pw_gid)
        file.rename(self.box / "new" / name)

    def mails(self) -> dict[str, bytes]:
        """All messages of the folder by the path below it, which holds their flags."""
        found = [path for part in ("new", "cur") for path in (self.box / part).iterdir()]
        return {path.relative_to(self.box).as_posix(): path.read_bytes() for path in sorted(found)}


def _free() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port: int = free.getsockname()[1]
        return port


@contextmanager
def running(authority: trustme.CA) -> Iterator[Dovecot]:
    """The server while the block runs."""
    folder = Path(tempfile.mkdtemp(prefix="dovecot-"))
    folder.chmod(0o755)  # the server's own user looks into it
    server = Dovecot(folder, _free(), _free())
    certificate = authority.issue_cert("127.0.0.1")
    certificate.cert_chain_pems[0].write_to_path(str(folder / "server.pem"))
    certificate.private_key_pem.write_to_path(str(folder / "server.key"))
    settings = _SETTINGS.format(folder=folder, owner=OWNER, password=PASSWORD, plain=server.plain, tls=server.tls)
    (folder / "dovecot.conf").write_text(settings)
    process = subprocess.Popen(["/usr/sbin/dovecot", "-F", "-c", str(folder / "dovecot.conf")])
    try:
        _answers(server, process)
        yield server
    finally:
        process.terminate()
        process.wait(20)
        shutil.rmtree(folder)


def _answers(server: Dovecot, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + 60
    while True:
        try:
            with socket.create_connection(("127.0.0.1", server.plain), 1) as connection:
                assert connection.recv(100).startswith(b"* OK")
            return
        except OSError:
            log = server.folder / "log"
            assert process.poll() is None and time.monotonic() < end, log.read_text() if log.exists() else "no answer"
            time.sleep(0.05)
