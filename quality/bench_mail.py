"""`send` to many recipients at a server on this machine, beside a bare smtplib loop over the same mails.

    python -m quality.bench_mail [--recipients 1000] [--kilobytes 90]

Prints seconds, messages a second of both and their ratio, and how much memory grew between the first tenth and the end.
The server is a process of its own that takes every mail and forgets it. The state folder is in the current folder, so
that the disk of the project is measured.
"""

from __future__ import annotations

import argparse
import multiprocessing
import resource
import smtplib
import socket
import sys
import tempfile
import time
from datetime import UTC, datetime
from multiprocessing.connection import Connection
from pathlib import Path

from briefing.editions import sending
from briefing.publish.mail.message import MailParts, addressed, message
from briefing.publish.mail.options import MailOptions, SmtpOptions
from briefing.publish.mail.recipients import unique
from briefing.publish.mail.smtp import Smtp, trusted
from briefing.storage import archive


def sink(pipe: Connection) -> None:
    """A mail server for one connection at a time: 250 to all."""
    listener = socket.create_server(("127.0.0.1", 0))
    pipe.send(listener.getsockname()[1])
    while True:
        connection, _ = listener.accept()
        connection.sendall(b"220 sink\r\n")
        stream = connection.makefile("rb")
        while line := stream.readline():
            verb = line[:4].upper()
            if verb == b"DATA":
                connection.sendall(b"354 go on\r\n")
                while stream.readline() != b".\r\n":
                    pass
            connection.sendall(b"221 bye\r\n" if verb == b"QUIT" else b"250 ok\r\n")
            if verb == b"QUIT":
                break
        stream.close()
        connection.close()


def bare(port: int, mails: list[str], raw: bytes, options: MailOptions) -> float:
    """Seconds of a plain loop."""
    start = time.perf_counter()
    with smtplib.SMTP("127.0.0.1", port) as server:
        for address in mails:
            server.sendmail("briefing@localhost", [address], addressed(raw, address, options))
    return time.perf_counter() - start


def journaled(port: int, mails: list[str], raw: bytes, options: MailOptions) -> tuple[float, int]:
    """Seconds of the program's own way, and the growth of its memory in kB."""
    settings = SmtpOptions(host="127.0.0.1", port=port)
    way = Smtp(settings, None, trusted(settings, Path()))
    first = done = 0

    def told(entry: archive.Receipt) -> None:
        nonlocal first, done
        done += 1
        if done == len(mails) // 10:
            first = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

    start = time.perf_counter()
    with tempfile.TemporaryDirectory(dir=".") as state, archive.journal(Path(state), lambda: None) as journal:
        run = sending.SendingRun(
            messages=lambda recipient: addressed(raw, recipient.address, options), way=way, journal=journal,
            date="2026-03-03", digest="d", sender="briefing@localhost", tries=1, pause=0.0, reported=told,
        )  # fmt: skip
        report = sending.send(unique(mails), run)
        way.close()
    assert report.all_served
    return time.perf_counter() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - first


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--recipients", type=int, default=1000)
    parser.add_argument("--kilobytes", type=int, default=90, help="the size of the HTML part")
    args = parser.parse_args()
    from tests.helpers.editions import small

    options = MailOptions()
    html = "<p>A line of a mail as long as lines of mails tend to be, and so on and on.</p>\n" * (
        args.kilobytes * 1000 // 79
    )
    raw = message(small(), MailParts("text\n" * 2000, html, None), options, datetime(2026, 3, 3, tzinfo=UTC), "")
    mails = [f"r{i}@example.org" for i in range(args.recipients)]
    ours, theirs = multiprocessing.Pipe()
    server = multiprocessing.Process(target=sink, args=(theirs,), daemon=True)
    server.start()
    port = ours.recv()
    plain = [bare(port, mails, raw, options)]
    seconds, growth = journaled(port, mails, raw, options)
    plain.append(bare(port, mails, raw, options))
    server.terminate()
    loop = min(plain)
    count = args.recipients
    print(f"{count} mails of {len(raw) / 1000:.0f} kB")
    print(f"briefing send: {seconds:.1f} s, {count / seconds:.0f} mails a second, memory grew by {growth} kB")
    print(f"bare smtplib loop: {loop:.1f} s, {count / loop:.0f} mails a second")
    print(f"bench_mail: {loop / seconds:.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
