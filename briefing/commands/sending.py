"""The command that mails an edition: send."""

from __future__ import annotations

import argparse
import email
import email.policy
import hashlib
import os
from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from briefing import config as settings
from briefing.commands.reading import means
from briefing.config import Project
from briefing.editions import approval, sending
from briefing.editions.edits_file import edits_of
from briefing.editions.outputs import design
from briefing.editions.sending import Owed, SendingReport, SendingRun
from briefing.errors import CitationError, DeliveryError, UsageError
from briefing.model import Edition
from briefing.proof import originals_of, prove
from briefing.proof.citations import Demand, OpenEdition, open_edition
from briefing.proof.files import settings_known
from briefing.proof.originals import attachments
from briefing.publish import document
from briefing.publish.mail import delivery
from briefing.publish.mail.address import address
from briefing.publish.mail.delivery import private_file
from briefing.publish.mail.dkim import signed
from briefing.publish.mail.message import addressed, marked
from briefing.publish.mail.post import Post
from briefing.publish.mail.recipients import Recipient, everyone, unique
from briefing.reports.terminal import Terminal, table, visible
from briefing.storage import archive
from briefing.storage.archive import Receipt

LOCAL = ("localhost", "127.0.0.1", "::1")  # servers that deliver on this machine
SHOWN = 50  # lines of a table; the rest is counted


def send(args: argparse.Namespace, terminal: Terminal) -> int:
    """Mails an edition to everyone who is still owed it; never twice to the same recipient."""
    project = settings.find(args.config)
    if Path(args.edition).is_file():
        raise UsageError(f"{args.edition} is a file", "name the edition's folder or its date; its mail lies there")
    edition = open_edition(args.edition, project.folder / "out", attachments, project.config.time_zone)
    if args.status:
        return _status(edition, project, terminal)
    recipients = _recipients(args, project)
    _must_be_today(edition, project, args.past)
    _must_hold(edition, project)
    if project.config.mail.needs_approval:
        approval.must_be_approved(project, date.fromisoformat(edition.brief["date"]), Path(edition.name))
    _must_be_in_force(edition, project)
    files = _files_of(edition)
    way = delivery.delivery(project.config.mail, project.folder, os.environ)
    post = _post(edition, files, project)
    digest = hashlib.sha256(files["brief.json"]).hexdigest()

    def owed(known: Sequence[Receipt]) -> Owed:
        return sending.owed(known, digest, recipients, revised=args.revised, resend_unknown=args.resend_unknown)

    _warn_of_local_sender(project, terminal)
    if args.dry_run:
        _heads(files["brief.eml"], terminal)
        return _dry_run(owed(archive.noted(project.state, _name(edition))), project, post, terminal)

    def wait() -> None:
        terminal.message("another run is sending; waiting for it to end")

    with archive.journal(project.state, wait) as journal:
        todo = owed(journal.of(_name(edition)))
        if todo.changed:
            terminal.message("this edition has changed since it was sent; --revised sends the new one to everyone")
        report = SendingReport()
        if todo.recipients:
            options = project.config.mail
            tick = terminal.counter("mails sent", len(todo.recipients))
            try:
                run = SendingRun(
                    messages=post.message,
                    way=way,
                    journal=journal,
                    date=_name(edition),
                    digest=digest,
                    sender=address(options.sender),
                    tries=options.smtp.tries,
                    pause=options.smtp.pause,
                    reported=lambda entry: tick(),
                )
                report = sending.send(todo.recipients, run)
            finally:
                way.close()
                terminal.clear()
    return _account(report, todo, terminal)


def _name(edition: OpenEdition) -> str:
    """What the journal calls an edition: its day, or its first and last."""
    begins, day = edition.brief.get("from"), str(edition.brief["date"])
    return f"{begins}_{day}" if begins else day


def test_mail(project: Project, folder: Path, to: str) -> None:
    """Sends an edition's mail to one address, marked as a test: nobody counts as served by it. Raises DeliveryError."""
    options = project.config.mail
    recipient = unique([to])[0]
    edition = open_edition(str(folder), folder.parent, attachments)
    raw = marked(addressed(_files_of(edition)["brief.eml"], recipient.address, options), "TEST")
    if options.dkim:
        raw = signed(raw, options.dkim, private_file(project.folder / options.dkim.key_file))
    way = delivery.delivery(options, project.folder, os.environ)
    try:
        outcome = way.send(address(options.sender), recipient.address, raw, lambda: None)
    finally:
        way.close()
    if outcome.fate != "accepted":
        raise DeliveryError(
            f"the test mail did not go out: {outcome.words}", "`briefing send --dry-run` names the server"
        )


def _recipients(args: argparse.Namespace, project: Project) -> list[Recipient]:
    """All addresses, checked before anything else happens. Who is named with --to gets the mail of his group."""
    options = project.config.mail
    found = everyone(options.recipients, options.recipients_file, options.groups, project.folder)
    if args.to:
        known = {recipient.key: recipient for recipient in found}
        return [known.get(recipient.key, recipient) for recipient in unique(args.to)]
    if not found:
        raise UsageError("there are no recipients", "name them under `mail: recipients:` in config.yaml, or with --to")
    return found


def _must_be_today(edition: OpenEdition, project: Project, past: bool) -> None:
    today = datetime.now(ZoneInfo(project.config.time_zone)).date().isoformat()
    if edition.brief["date"] != today and not past:
        raise UsageError(
            f"the edition is of {edition.brief['date']}, and today is {today}", "--past sends it all the same"
        )


def _must_hold(edition: OpenEdition, project: Project) -> None:
    fallen: dict[str, None] = {}
    faults = []
    with means(project) as by:
        for finding in prove(
            edition, project, originals_of(edition, project), demand=Demand(originals=False, beside=False), means=by
        ):
            if not finding.holds:
                faults.append(finding.message)
                fallen |= dict.fromkeys(finding.statements)
    if faults:
        more = f" and {len(faults) - 3} more" if len(faults) > 3 else ""
        raise CitationError(
            f"not sent: {len(fallen)} statements cannot be relied on ({'; '.join(faults[:3])}{more})",
            f"`briefing verify {edition.name}` says which; build the edition again",
        )


def _must_be_in_force(edition: OpenEdition, project: Project) -> None:
    """The mail is what the build made: with other settings it would have another sender, subject, look or content."""
    edits = edits_of(project, date.fromisoformat(edition.brief["date"]))
    if not settings_known(edition.explain, project, edits):
        raise UsageError(
            "not sent: the configuration, the templates or the editor's changes are not those of the build",
            "build the edition again, or name the configuration that it was built with by --config",
        )


def _files_of(edition: OpenEdition) -> dict[str, bytes]:
    """What of the edition's folder the mail needs."""
    folder = Path(edition.name)
    names = ("brief.json", "brief.eml")
    files = {name: (folder / name).read_bytes() for name in names if (folder / name).is_file()}
    if "brief.eml" not in files:
        raise UsageError(f"{edition.name} has no brief.eml", "build the edition with eml among its formats")
    return files


def _account(report: SendingReport, todo: sending.Owed, terminal: Terminal) -> int:
    entries = {**{recipient.key: entry for recipient, entry in todo.settled}, **report.entries}
    counts = Counter(entry.state for entry in report.entries.values())
    earlier = sum(entry.state == "accepted" for _, entry in todo.settled)
    terminal.result(
        f"{counts['accepted']} sent, {earlier} had it already, "
        f"{sum(entry.state != 'accepted' for entry in entries.values())} not served"
    )
    unserved = [entry for entry in entries.values() if entry.state != "accepted"]
    _table(unserved, terminal)
    if report.fault is not None:
        raise report.fault
    if unserved:
        hint = "run `briefing send` again for those that are queued"
        if any(entry.state == "unknown" for entry in unserved):
            hint += "; the unknown may have it: --resend-unknown sends it again"
        raise DeliveryError(f"{len(unserved)} of {len(entries)} recipients were not served", hint)
    return 0


def _table(entries: Sequence[Receipt], terminal: Terminal) -> None:
    if not entries:
        return
    widths = (min(44, max(len(entry.recipient) for entry in entries)), 8, max(20, terminal.width - 60))
    for line in table([(e.recipient, e.state, e.words) for e in entries[:SHOWN]], widths):
        terminal.result("  " + line)
    if len(entries) > SHOWN:
        terminal.result(f"  and {len(entries) - SHOWN} more")


def _status(edition: OpenEdition, project: Project, terminal: Terminal) -> int:
    entries = archive.noted(project.state, _name(edition))
    if not entries:
        terminal.result(f"the edition of {edition.brief['date']} was sent to nobody")
        return 0
    counts = Counter(entry.state for entry in entries)
    terminal.result(", ".join(f"{count} {state}" for state, count in sorted(counts.items())))
    widths = (min(44, max(len(entry.recipient) for entry in entries)), 8, 8, max(20, terminal.width - 70))
    for line in table([(e.recipient, e.digest[:8], e.state, e.words) for e in entries], widths):
        terminal.result("  " + line)
    return 0


def _post(edition: OpenEdition, files: dict[str, bytes], project: Project) -> Post:
    """The messages of an edition, made from its files and, for a group with sections of its own, rendered anew."""

    def opened() -> Edition:
        texts = {number: raw.decode("utf-8") for number, raw in edition.texts.items()}
        return document.edition_of(edition.brief, texts)

    return Post(opened, files["brief.eml"], design(project), project.folder)


def _heads(mail: bytes, terminal: Terminal) -> None:
    """What recipients will see first."""
    headers = email.message_from_bytes(mail, policy=email.policy.default)
    for name in ("From", "Subject"):
        terminal.result(f"{name}: {visible(str(headers[name] or ''))}")


def _warn_of_local_sender(project: Project, terminal: Terminal) -> None:
    options = project.config.mail
    domain = address(options.sender).rpartition("@")[2].lower()
    if options.via == "smtp" and domain == "localhost":
        host = delivery.settled(options.smtp, os.environ).host
        if host not in LOCAL:
            terminal.message(f"mail: sender: {options.sender} means nothing to {host}; set an address of yours")


def _dry_run(todo: Owed, project: Project, post: Post, terminal: Terminal) -> int:
    """Everything but the sending; no connection is opened."""
    options = project.config.mail
    if options.via == "smtp":
        server = delivery.settled(options.smtp, os.environ)
        terminal.result(
            f"by {server.host}:{server.port}, {server.security}, {'as ' + server.user if server.user else 'no login'}"
        )
    else:
        terminal.result(f"by {options.via} {options.path or ''}".rstrip())
    for recipient in todo.recipients:
        raw = post.message(recipient)
        group = f", group {recipient.group}" if recipient.group else ""
        terminal.result(f"  would go to {visible(recipient.address)}{group} ({len(raw) / 1000:.0f} kB)")
    for recipient, entry in todo.settled:
        terminal.result(f"  stays: {visible(recipient.address)}: {entry.state} {visible(entry.words)}".rstrip())
    if todo.changed:
        terminal.result("this edition has changed since it was sent; --revised would send it to everyone")
    return 0


def check_mail(project: Project) -> None:
    """Addresses, keys and certificates that the config names, without a connection. Raises ConfigError."""
    options = project.config.mail
    everyone(options.recipients, options.recipients_file, options.groups, project.folder)
    delivery.delivery(options, project.folder, os.environ)
    if options.dkim:
        key = private_file(project.folder / options.dkim.key_file)
        signed(b"From: a@b.example\r\n\r\n", options.dkim, key)
