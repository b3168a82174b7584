"""Ways out for messages: a server, a maildir, an mbox or sendmail. Every try ends as accepted, refused, deferred or
unknown.

Unknown is what cannot be decided: the connection was lost after the message had begun to go out. The server may have
it,
so it must not be sent again without being asked.
"""

from __future__ import annotations

import mailbox
import os
import stat
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Protocol

from briefing.errors import BriefingError, ConfigError, DeliveryError
from briefing.plugins import ExtensionPoint, UserFunction, is_plugin
from briefing.publish.mail.mbox import Mbox
from briefing.publish.mail.options import MailOptions, SmtpOptions
from briefing.publish.mail.outcome import Outcome, one_line, plain
from briefing.publish.mail.smtp import Smtp, trusted


class Delivery(Protocol):
    """A way out. `about_to_send` is called right before the message goes out: from then on nothing is certain."""

    def send(self, sender: str, recipient: str, message: bytes, about_to_send: Callable[[], None]) -> Outcome: ...

    def close(self) -> None: ...


SENDMAIL = "/usr/sbin/sendmail"  # where the program is, unless `mail: path:` says otherwise
SENDMAIL_SECONDS = 120  # that it may take over one message
POINT = ExtensionPoint(
    role="delivery",
    key="mail: via:",
    takes=("sender", "recipient", "message"),
    gives="None, words for the journal, or an Outcome",
    guide="docs/add-a-delivery.md",
    fault=DeliveryError,
)


def delivery(options: MailOptions, folder: Path, environment: Mapping[str, str]) -> Delivery:
    """The way that the config names. Raises ConfigError; opens no connection yet."""
    if is_plugin(options.via):
        return Own(POINT.load(options.via))
    return DELIVERIES[options.via](options, folder, environment)


def _smtp(options: MailOptions, folder: Path, environment: Mapping[str, str]) -> Delivery:
    server = settled(options.smtp, environment)
    return Smtp(server, secret(server, folder, environment), trusted(server, folder))


def _sendmail(options: MailOptions, folder: Path, environment: Mapping[str, str]) -> Delivery:
    program = Path(options.path or SENDMAIL)
    if not os.access(program, os.X_OK):
        raise ConfigError(f"mail: via sendmail: there is no program {program}", remedy="set `mail: path:`")
    return Sendmail(program)


def _path(options: MailOptions, folder: Path) -> Path:
    if options.path is None:
        raise ConfigError(f"mail: via {options.via} needs `path:`, the {options.via}")
    return folder / options.path


DELIVERIES: Mapping[str, Callable[[MailOptions, Path, Mapping[str, str]], Delivery]] = {
    "smtp": _smtp,
    "maildir": lambda options, folder, environment: Maildir(_path(options, folder)),
    "mbox": lambda options, folder, environment: Mbox(_path(options, folder)),
    "sendmail": _sendmail,
}


def settled(options: SmtpOptions, environment: Mapping[str, str]) -> SmtpOptions:
    """The options with what the environment says."""
    host = environment.get("BRIEFING_SMTP_HOST") or options.host
    port = environment.get("BRIEFING_SMTP_PORT") or str(options.port)
    if not (port.isascii() and port.isdigit() and len(port) <= 5 and 1 <= int(port) <= 65535):
        raise ConfigError(f"BRIEFING_SMTP_PORT: found {port!r}, expected a whole number from 1 to 65535")
    return replace(options, host=host, port=int(port), user=environment.get("BRIEFING_SMTP_USER") or options.user)


def secret(options: SmtpOptions, folder: Path, environment: Mapping[str, str]) -> str | None:
    """The password or token: from the environment, else from its file, which only its owner may read."""
    if environment.get("BRIEFING_SMTP_PASSWORD"):
        return environment["BRIEFING_SMTP_PASSWORD"]
    if options.password_file is None:
        return None
    file = folder / options.password_file
    try:
        return private_file(file).decode("utf-8").strip()
    except UnicodeDecodeError:
        raise ConfigError("is not UTF-8 text", file=str(file)) from None


def private_file(file: Path) -> bytes:
    """The bytes of a file that only its owner can read. Raises ConfigError."""
    try:
        with file.open("rb") as stream:
            if stat.S_IMODE(os.fstat(stream.fileno()).st_mode) & 0o077:
                raise ConfigError("can be read by others", file=str(file), remedy=f"chmod 600 {file}")
            return stream.read()
    except OSError as fault:
        raise ConfigError(f"cannot be read: {fault.strerror}", file=str(file)) from fault


# --- on this machine ------------------------------------------------------------------------------------------------


class Maildir:
    """A maildir; each message is a file of its own, there whole or not at all."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def send(self, sender: str, recipient: str, message: bytes, about_to_send: Callable[[], None]) -> Outcome:
        try:
            for folder in ("tmp", "new", "cur"):  # a run that was killed may have made some of them
                (self._path / folder).mkdir(mode=0o700, parents=True, exist_ok=True)
            box = mailbox.Maildir(self._path)
        except OSError as fault:
            return Outcome("deferred", f"cannot be opened: {plain(fault)}", of_server=True)
        about_to_send()
        try:
            key = box.add(message.replace(b"\r\n", b"\n"))
        except OSError as fault:
            return Outcome("deferred", f"cannot be written: {plain(fault)}")
        return Outcome("accepted", f"stored as {key.split('.')[0]}…")

    def close(self) -> None:
        pass


# What these mean is the same for every sendmail (sysexits.h); all others say nothing of the recipient.
_REFUSED = (os.EX_DATAERR, os.EX_NOUSER, os.EX_NOHOST, os.EX_UNAVAILABLE)


class Sendmail:
    """A program that takes a message with its recipients in the header (`sendmail -t`)."""

    def __init__(self, program: Path) -> None:
        self._program = program

    def send(self, sender: str, recipient: str, message: bytes, about_to_send: Callable[[], None]) -> Outcome:
        about_to_send()
        try:
            done = subprocess.run(
                [str(self._program), "-t", "-i", "-f", sender],
                input=message.replace(b"\r\n", b"\n"),
                capture_output=True,
                check=False,
                timeout=SENDMAIL_SECONDS,
            )
        except (FileNotFoundError, PermissionError) as fault:
            return Outcome("deferred", f"{self._program} cannot be run: {plain(fault)}", of_server=True)
        except (OSError, subprocess.TimeoutExpired) as fault:
            return Outcome("unknown", plain(fault))
        words = one_line((done.stderr or done.stdout).decode("utf-8", "replace"))
        if done.returncode == 0:
            return Outcome("accepted", words or "taken by sendmail")
        if done.returncode < 0:
            return Outcome("unknown", f"ended by signal {-done.returncode}: {words}")
        return Outcome(
            "refused" if done.returncode in _REFUSED else "deferred", f"exit code {done.returncode}: {words}"
        )

    def close(self) -> None:
        pass


# --- a user's own -----------------------------------------------------------------------------------------------------


class Own:
    """A user's own function: (sender, recipient, message) → what became of it.

    None or words: the message is taken, with these words for the journal. An Outcome says so itself. Whatever else it
    returns or raises leaves the message unknown, since it may have gone out, and stops the run before the next one: a
    fault in the function would be the same for everybody.
    """

    def __init__(self, function: UserFunction) -> None:
        self._function = function
        self._fault: DeliveryError | None = None

    def send(self, sender: str, recipient: str, message: bytes, about_to_send: Callable[[], None]) -> Outcome:
        """Raises DeliveryError where the message before met a fault of the function."""
        if self._fault is not None:
            raise self._fault
        about_to_send()
        try:
            return self._outcome(self._function(sender, recipient, message))
        except BriefingError as fault:
            self._fault = DeliveryError(fault.message, fault.remedy)
            return Outcome("unknown", one_line(fault.message))

    def _outcome(self, returned: object) -> Outcome:
        if isinstance(returned, Outcome):
            return returned
        if returned is not None and not isinstance(returned, str):
            raise self._function.wrong(returned)
        return Outcome("accepted", one_line(returned or f"taken by {self._function.name}"))

    def close(self) -> None:
        pass
