"""What the desk has the commands do: build, prove, approve, a test mail, send, a revision."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass

from briefing.compose.edits.edits import Edit
from briefing.desk.bench import Bench, View
from briefing.desk.edits.edits_book import now
from briefing.desk.faults import Unable
from briefing.editions import approval
from briefing.errors import BriefingError, UsageError
from briefing.publish.document import brief_json


@dataclass(frozen=True, slots=True)
class Done:
    """What a command answered: its exit code and its lines."""

    code: int
    lines: tuple[str, ...]


# the arguments of a call of `briefing` (["build", "--date", "2026-03-03"]) → what came of it
Command = Callable[[list[str]], Done]
TestMail = Callable[[View, str], None]  # sends the built edition to one address, outside the journal


@dataclass(frozen=True, slots=True, kw_only=True)
class Actions:
    """How the desk reaches the commands, which know nothing of it. recipients: how many an edition has."""

    command: Command
    test_mail: TestMail
    recipients: Callable[[View], int]


def build(bench: Bench, actions: Actions) -> Done:
    """Builds the edition as the command does; what the desk showed is what then lies in the folder."""
    view = bench.view()
    done = actions.command(["build", "--date", view.day.isoformat()])
    bench.forget()
    return done


def approve(bench: Bench, actions: Actions, who: str, why: str, base: str) -> Done:
    """Builds the edition, proves it, and writes down who answers for these bytes.

    Raises UsageError where the build gave something else than the desk showed, and BriefingError where it does not hold
    or somebody changed the edits meanwhile."""
    view = bench.view()
    if base != view.page.base:
        bench.book().add((), base)  # which says what changed meanwhile
    built = build(bench, actions)
    if built.code:
        return built
    files = approval.files_of(view.folder)
    if files.get("brief.json") != brief_json(view.edition):
        raise Unable("err_built")
    proved = actions.command(["verify", view.day.isoformat()])
    if proved.code:
        return proved
    edit = Edit(approve=approval.digest_of(files), by=who, at=now(), why=why)
    bench.book().add((edit,), base)
    bench.forget()
    return Done(0, (*built.lines, *proved.lines))


def revise(bench: Bench, who: str, why: str, base: str) -> None:
    """Opens a sent edition for changes."""
    view = bench.view()
    if not view.state.frozen:
        raise UsageError("this edition was not sent; it can be changed as it is")
    opened = {edit.revise for edit in view.page.edits.edits}
    printed = hashlib.sha256(approval.files_of(view.folder)["brief.json"]).hexdigest()
    digests = sorted(view.state.sent - opened - {printed})
    edits = [Edit(revise=one, by=who, at=now(), why=why) for one in (*digests, printed)]
    bench.book().add(edits, base)
    bench.forget()


def send(bench: Bench, actions: Actions) -> Done:
    """Sends the built edition to all who are owed it. What was approved is what goes out, whatever the config says."""
    view = bench.view()
    approval.must_be_approved(view.project, view.day, view.folder)
    revised = ["--revised"] if view.state.sent else []
    done = actions.command(["send", view.day.isoformat(), "--past", *revised])
    bench.forget()
    return done


def said(fault: BriefingError) -> str:
    """A fault in words, with its remedy."""
    return f"{fault.message}. {fault.remedy}" if fault.remedy else fault.message
