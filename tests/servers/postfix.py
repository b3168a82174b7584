"""A Postfix of one's own on a loopback port: its own configuration, queue and data, maildirs in a folder.

Needs the Debian package `postfix` and the rights of root, for the server gives up rights itself."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email import message_from_bytes
from pathlib import Path

DOMAIN = "mail.test"
_SERVICES = """\
postlog   unix-dgram n - n - 1 postlogd
pickup    unix n - n 60 1 pickup
cleanup   unix n - n - 0 cleanup
qmgr      unix n - n 300 1 qmgr
tlsmgr    unix - - n 1000? 1 tlsmgr
rewrite   unix - - n - - trivial-rewrite
bounce    unix - - n - 0 bounce
defer     unix - - n - 0 bounce
trace     unix - - n - 0 bounce
verify    unix - - n - 1 verify
flush     unix n - n 1000? 0 flush
proxymap  unix - - n - - proxymap
error     unix - - n - - error
retry     unix - - n - - error
discard   unix - - n - - discard
virtual   unix - n n - - virtual
anvil     unix - - n - 1 anvil
"""


@dataclass
class Postfix:
    """A server that keeps the mail of known recipients in maildirs."""

    folder: Path
    port: int

    def control(self, word: str) -> None:
        done = subprocess.run(
            ["/usr/sbin/postfix", "-c", str(self.folder / "conf"), word], capture_output=True, text=True, check=False
        )
        log = self.folder / "log"
        assert done.returncode == 0, done.stderr + (log.read_text() if log.exists() else "")

    def start(self) -> None:
        self.control("start")
        end = time.monotonic() + 20
        while True:
            try:
                with socket.create_connection(("127.0.0.1", self.port), 1) as connection:
                    connection.recv(100)
                return
            except OSError:
                assert time.monotonic() < end, "the server does not answer"
                time.sleep(0.05)

    def arrived(self, expected: int, seconds: float = 30) -> Counter[str]:
        """How many mails each recipient has, once there are as many as expected and the queue is empty."""
        end = time.monotonic() + seconds
        while len(self._mails()) < expected or self._waiting():
            assert time.monotonic() < end, f"{len(self._mails())} of {expected} mails arrived in time"
            time.sleep(0.05)
        return Counter(str(message_from_bytes(file.read_bytes())["Delivered-To"]) for file in self._mails())

    def mails(self, recipient: str) -> list[bytes]:
        return [file.read_bytes() for file in self._mails() if file.parts[-3] == recipient.partition("@")[0]]

    def _mails(self) -> list[Path]:
        return sorted((self.folder / "boxes").glob("*/new/*"))

    def _waiting(self) -> bool:
        return any(
            file.is_file()
            for name in ("incoming", "active", "deferred")
            for file in (self.folder / "queue" / name).rglob("*")
        )


@contextmanager
def running(recipients: int, **settings: str) -> Iterator[Postfix]:
    """The server while the block runs; it knows r0@mail.test, r1@mail.test, … Settings are those of main.cf."""
    folder = Path(tempfile.mkdtemp(prefix="postfix-"))
    folder.chmod(0o755)  # the server's own user looks into it
    with socket.create_server(("127.0.0.1", 0)) as free:
        server = Postfix(folder, free.getsockname()[1])
    owner = pwd.getpwnam("postfix")
    for name in ("conf", "queue", "data", "boxes"):
        (folder / name).mkdir(mode=0o755)
    for name in ("data", "boxes"):
        os.chown(folder / name, owner.pw_uid, owner.pw_gid)
    values = {
        "compatibility_level": "3.6",
        "queue_directory": f"{folder}/queue",
        "data_directory": f"{folder}/data",
        "maillog_file": f"{folder}/log",
        "maillog_file_prefixes": str(folder),
        "myhostname": "server.mail.test",
        "mydestination": "",
        "mynetworks": "127.0.0.0/8",
        "inet_interfaces": "127.0.0.1",
        "inet_protocols": "ipv4",
        "alias_maps": "",
        "virtual_mailbox_domains": DOMAIN,
        "virtual_mailbox_base": f"{folder}/boxes",
        "virtual_mailbox_maps": f"texthash:{folder}/conf/boxes",
        "virtual_minimum_uid": "1",
        "virtual_uid_maps": f"static:{owner.pw_uid}",
        "virtual_gid_maps": f"static:{owner.pw_gid}",
        "default_transport": "discard",
        "master_service_disable": "",
        **settings,
    }
    (folder / "conf" / "main.cf").write_text("".join(f"{key} = {value}\n" for key, value in values.items()))
    (folder / "conf" / "master.cf").write_text(f"127.0.0.1:{server.port} inet n - n - - smtpd\n{_SERVICES}")
    (folder / "conf" / "boxes").write_text("".join(f"r{i}@{DOMAIN} r{i}/\n" for i in range(recipients)))
    try:
        server.start()
        yield server
    finally:
        server.control("stop")
        shutil.rmtree(folder)
