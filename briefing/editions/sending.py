"""An edition's mails, each recipient once: what is owed, tried, noted before each step, reported at the end."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

from briefing.errors import DeliveryError
from briefing.publish.mail.delivery import Delivery
from briefing.publish.mail.outcome import Outcome
from briefing.publish.mail.recipients import Recipient
from briefing.storage.archive import Journal, Receipt

Messages = Callable[[Recipient], bytes]
WINDOW = 32  # recipients whose mails a stop of the machine may leave unknown; one sync of the disk serves them


@dataclass(frozen=True, slots=True)
class Owed:
    """What a run has to do. settled: entries of recipients who get nothing now, with why they do not."""

    recipients: tuple[Recipient, ...]
    settled: tuple[tuple[Recipient, Receipt], ...]
    changed: bool  # another version of this edition was sent, and nobody asked to send the new one


@dataclass(slots=True)
class SendingReport:
    """The last entry of each recipient; `fault` stopped the run before all were tried."""

    entries: dict[str, Receipt] = field(default_factory=dict)
    fault: DeliveryError | None = None

    @property
    def all_served(self) -> bool:
        return all(entry.state == "accepted" for entry in self.entries.values())


def owed(
    known: Sequence[Receipt],
    digest: str,
    recipients: Iterable[Recipient],
    *,
    revised: bool = False,
    resend_unknown: bool = False,
) -> Owed:
    """Who still gets this edition, by the journal's entries of its date.

    Who has any version gets no second one, unless the run is `revised`; what is unknown is not sent again by itself.
    """
    mine: dict[str, Receipt] = {}
    others: dict[str, Receipt] = {}
    for entry in known:
        if entry.digest == digest:
            mine[entry.recipient] = entry
            if entry.state == "queued":  # made after that of another version: a revised run began, and this is owed
                others.pop(entry.recipient, None)
        elif entry.state != "queued":
            others[entry.recipient] = entry
    changed = not revised and not mine and bool(others)
    todo: list[Recipient] = []
    settled: list[tuple[Recipient, Receipt]] = []
    for recipient in recipients:
        found, other = mine.get(recipient.key), None if revised else others.get(recipient.key)
        if (found is None or found.state == "queued") and other is not None:
            found = other
        if found is None or found.state == "queued":
            if not changed:
                todo.append(recipient)
        elif found.state in ("unknown", "sending") and resend_unknown:
            todo.append(recipient)
        else:
            settled.append((recipient, found))
    return Owed(tuple(todo), tuple(settled), changed)


@dataclass(frozen=True, slots=True, kw_only=True)
class SendingRun:
    """What one run of `send` works with.

    messages: what goes to a recipient; way: how it goes out; date, digest: of the edition; sender: the address on the
    envelope; tries: rounds without a step forward, at most; pause: seconds before the second round, each next pause is
    twice as long; reported: called with each entry that is settled.
    """

    messages: Messages
    way: Delivery
    journal: Journal
    date: str
    digest: str
    sender: str
    tries: int
    pause: float
    sleep: Callable[[float], None] = time.sleep
    reported: Callable[[Receipt], None] = lambda entry: None


def send(todo: Sequence[Recipient], run: SendingRun) -> SendingReport:
    """Sends to each; temporary refusals are tried again after pauses that grow. Each entry is stored before its step:
    "sending" before the message goes out, the outcome after it."""
    entries = {
        r.key: Receipt(date=run.date, digest=run.digest, recipient=r.key, state="queued", words="") for r in todo
    }
    run.journal.note_new(entries.values())
    rounds = _Rounds(run, entries, SendingReport(dict(entries)))
    left, fruitless = list(todo), 0
    while left:
        before = len(left)
        left, cut_short = rounds.once(left)
        if not (cut_short and len(left) < before):  # a server that serves some at a time is waited for
            fruitless += 1
        if not left or fruitless >= run.tries or rounds.report.fault is not None:
            break
        run.sleep(run.pause * 2 ** max(0, fruitless - 1))
    return rounds.report


@dataclass(slots=True)
class _Rounds:
    """The rounds of one call of `send`."""

    run: SendingRun
    entries: dict[str, Receipt]  # as they were before anything was tried
    report: SendingReport

    def once(self, left: Sequence[Recipient]) -> tuple[list[Recipient], bool]:
        """Tries each once: who is to be tried again, and whether the server cut the round short."""
        again: list[Recipient] = []
        for position, recipient in enumerate(left):
            if position % WINDOW == 0:
                self.run.journal.intend(self.entries[one.key] for one in left[position : position + WINDOW])
            entry = self.entries[recipient.key]
            try:
                outcome = self._serve(recipient, replace(entry, state="sending"))
            except DeliveryError as fault:
                self.report.fault = fault
                outcome = Outcome("deferred", fault.message, of_server=True)
            if outcome.of_server:
                rest = left[position:]
                self._note(*(replace(self.entries[one.key], words=outcome.words) for one in rest))
                return [*again, *rest], True
            if outcome.fate == "deferred":
                self._note(replace(entry, words=outcome.words))
                again.append(recipient)
            else:
                self._note(replace(entry, state=outcome.fate, words=outcome.words))
                self.run.reported(self.report.entries[recipient.key])
        return again, False

    def _serve(self, recipient: Recipient, entry: Receipt) -> Outcome:
        message = self.run.messages(recipient)
        return self.run.way.send(self.run.sender, recipient.address, message, lambda: self._note(entry))

    def _note(self, *noted: Receipt) -> None:
        self.run.journal.note(*noted)
        self.report.entries.update((entry.recipient, entry) for entry in noted)
