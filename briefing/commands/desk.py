"""The command that opens the desk: the edition in a browser on this machine."""

from __future__ import annotations

import argparse
import io
import os
import webbrowser
from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from briefing import config as settings
from briefing.config import Project
from briefing.errors import BriefingError, UsageError
from briefing.publish import folder
from briefing.publish.mail.delivery import private_file
from briefing.reports.terminal import Terminal

if TYPE_CHECKING:
    from briefing.desk.access.guard import Gate
    from briefing.desk.actions import Actions, Done
    from briefing.desk.bench import View
    from briefing.desk.desk import Desk

EXTRA = "the desk needs packages of its own", "install them: pip install 'briefing[desk]'"


def desk(args: argparse.Namespace, terminal: Terminal) -> int:
    """Serves the desk until it is interrupted; prints the link that opens it, which works once."""
    try:
        from briefing.desk import serve
    except ModuleNotFoundError as fault:
        raise UsageError(f"{EXTRA[0]} ({fault.name})", EXTRA[1]) from None
    project = settings.find(args.config)
    with serve.listening(args.port) as on:
        found = opened(args, project, int(on.getsockname()[1]))
        terminal.message(f"reading the sources of {found.day}")
        found.bench(found.day).view()
        address = link(found, args, int(on.getsockname()[1]))

        def started() -> None:
            terminal.result(f"the desk of {found.day}: {address}")
            terminal.out.flush()
            if not args.no_browser and args.behind_proxy is None:
                webbrowser.open(address)

        serve.run(found, on, started)
    return 0


def opened(args: argparse.Namespace, project: Project, port: int) -> Desk:
    """The desk of a project, for a port of this machine."""
    from briefing.desk.desk import Desk

    folder.finish(project.folder / "out")
    return Desk(
        project=project,
        day=args.date or _day(project),
        gate=_gate(args, project, port),
        actions=_actions(args, project),
    )


def link(found: Desk, args: argparse.Namespace, port: int) -> str:
    """The address that opens the desk: a link that works once, or that of its proxy."""
    from briefing.desk.access.sessions import Role, Session

    if args.behind_proxy is not None:
        return str(args.behind_proxy)
    role: Role = "reader" if args.read_only else "approver"
    return f"http://127.0.0.1:{port}/enter?key={found.gate.sessions.link(Session(_user(), role))}"


def _gate(args: argparse.Namespace, project: Project, port: int) -> Gate:
    """Which addresses are the desk's, and who may come in."""
    from briefing.desk.access import guard

    if args.behind_proxy is None:
        return guard.local(port, read_only=args.read_only)
    if args.proxy_key is None:
        raise UsageError("--behind-proxy needs --proxy-key FILE", "a secret that the proxy sends with every request")
    key = private_file(project.folder / args.proxy_key).decode("utf-8").strip()
    return guard.behind_proxy(args.behind_proxy, key, read_only=args.read_only)


def _day(project: Project) -> date:
    """The newest edition's day; today where there is none."""
    out = project.folder / "out"
    days = [path.parent.name for path in out.glob("????-??-??/brief.json")]
    if days:
        return date.fromisoformat(max(days))
    return datetime.now(ZoneInfo(project.config.time_zone)).date()


def _user() -> str:
    """Who changes are signed by: the person's name as the system knows it, else the account's."""
    try:
        import pwd

        entry = pwd.getpwuid(os.getuid())
        return entry.pw_gecos.split(",")[0].strip() or entry.pw_name
    except (ImportError, KeyError):
        return os.environ.get("USERNAME", "editor")


# --- what the desk has the commands do --------------------------------------------------------------------------------


def _actions(args: argparse.Namespace, project: Project) -> Actions:
    from briefing.desk.actions import Actions

    def command(words: Sequence[str]) -> Done:
        given = ["--config", str(project.file)] if project.file is not None else []
        return _called([words[0], *given, *words[1:]], args.parse)

    return Actions(command=command, test_mail=_test_mail, recipients=_recipients)


def _called(words: Sequence[str], parse: Callable[[Sequence[str]], argparse.Namespace]) -> Done:
    """What a command answers, as lines; faults that a user can mend too."""
    from briefing.commands import command
    from briefing.desk.actions import Done

    out = io.StringIO()
    terminal = Terminal(out=out, err=out)
    try:
        code = command(words[0])(parse(words), terminal)
    except BriefingError as fault:
        terminal.fault(fault.message, fault.remedy)
        code = fault.exit_code
    return Done(code, tuple(out.getvalue().splitlines()))


def _recipients(view: View) -> int:
    from briefing.publish.mail.recipients import everyone

    mail = view.project.config.mail
    try:
        return len(everyone(mail.recipients, mail.recipients_file, mail.groups, view.project.folder))
    except BriefingError:
        return 0


def _test_mail(view: View, address: str) -> None:
    from briefing.commands.sending import test_mail

    test_mail(view.project, Path(view.folder), address)
