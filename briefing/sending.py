"""An edition's mails, each recipient once: what is owed, tried, noted before each step, told at the end."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

from briefing.archive import Entry, Journal
from briefing.errors import DeliveryError
from briefing.publish.delivery import Delivery
from briefing.publish.recipients import Recipient

Messages = Callable[[Recipient], bytes]
DONE = ("accepted", "refused")


@dataclass(frozen=True, slots=True)
class Owed:
    """What a run has to do. settled: entries of recipients who get nothing now, with why they do not."""

    recipients: tuple[Recipient, ...]
    settled: tuple[tuple[Recipient, Entry], ...]
    changed: bool  # another version of this edition was sent, and nobody asked to send the new one


@dataclass(slots=True)
class Report:
    """The last entry of each recipient; `fault` stopped the run before all were tried."""

    entries: dict[str, Entry] = field(default_factory=dict)
    fault: DeliveryError | None = None

    @property
    def all_served(self) -> bool:
        return all(entry.state == "accepted" for entry in self.entries.values())


def owed(
    known: Sequence[Entry],
    digest: str,
    recipients: Iterable[Recipient],
    *,
    revised: bool = False,
    resend_unknown: bool = False,
) -> Owed:
    """Who still gets this edition, by the journal's entries of its date.

    Who has any version gets no second one, unless the run is `revised`; what is unknown is not sent again by itself.
    """
    mine = {entry.recipient: entry for entry in known if entry.digest == digest}
    others = {entry.recipient: entry for entry in known if entry.digest != digest and entry.state != "queued"}
    todo: list[Recipient] = []
    settled: list[tuple[Recipient, Entry]] = []
    changed = bool(others) and not mine and not revised
    for recipient in recipients:
        entry = mine.get(recipient.key) or (None if revised else others.get(recipient.key))
        if entry is None or entry.state == "queued":
            if not changed:
                todo.append(recipient)
        elif entry.state in ("unknown", "sending") and resend_unknown:
            todo.append(recipient)
        else:
            settled.append((recipient, entry))
    return Owed(tuple(todo), tuple(settled), changed)


def send(
    todo: Sequence[Recipient],
    messages: Messages,
    way: Delivery,
    journal: Journal,
    *,
    date: str,
    digest: str,
    sender: str,
    tries: int,
    pause: float,
    sleep: Callable[[float], None] = time.sleep,
    told: Callable[[Entry], None] = lambda entry: None,
) -> Report:
    """Sends to each; temporary refusals are tried again after pauses that grow. Nothing is sent twice.

    Each entry is on the disk before its step: "sending" before the message goes out, the outcome after.
    """
    report = Report()
    entries = {r.key: Entry(date, digest, r.key, "queued", "") for r in todo}
    journal.note_all(entries.values())
    report.entries.update(entries)

    def note(entry: Entry) -> None:
        journal.note(entry)
        report.entries[entry.recipient] = entry

    left = list(todo)
    for attempt in range(tries):
        if attempt:
            sleep(pause * 2 ** (attempt - 1))
        again: list[Recipient] = []
        for position, recipient in enumerate(left):
            entry = entries[recipient.key]
            try:
                outcome = way.send(
                    sender,
                    recipient.address,
                    messages(recipient),
                    lambda e=entry: note(replace(e, state="sending")),  # type: ignore[misc]
                )
            except DeliveryError as fault:
                report.fault = fault
                for waiting in (*again, *left[position:]):
                    note(replace(entries[waiting.key], words=fault.message))
                return report
            if outcome.fate == "deferred":
                note(replace(entry, words=outcome.words))
                again.append(recipient)
            else:
                note(replace(entry, state=outcome.fate, words=outcome.words))
                told(report.entries[recipient.key])
        left = again
        if not left:
            break
    return report
