"""Mail that goes out by a user's own function: its outcomes, and what becomes of a run whose function is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.config import parse
from briefing.editions import sending
from briefing.errors import ConfigError
from briefing.publish.mail.delivery import DELIVERIES, delivery
from briefing.publish.mail.options import MailOptions
from briefing.publish.mail.outcome import Outcome
from briefing.storage import archive
from tests.helpers.faults import MESSAGE, PEOPLE

OWN = "tests.publish.mail.test_own_delivery:"
STORED: list[tuple[str, str, bytes]] = []


def store(sender: str, recipient: str, message: bytes) -> str:
    STORED.append((sender, recipient, message))
    return f"number {len(STORED)}"


def silent(sender: str, recipient: str, message: bytes) -> None:
    STORED.append((sender, recipient, message))


def picky(sender: str, recipient: str, message: bytes) -> Outcome:
    if recipient == PEOPLE[0].address:
        return Outcome("refused", "not known here")
    return Outcome("accepted", "taken")


def failing(sender: str, recipient: str, message: bytes) -> None:
    STORED.append((sender, recipient, message))
    raise OSError("the line is dead")


def of_number(sender: str, recipient: str, message: bytes) -> int:
    STORED.append((sender, recipient, message))
    return 250


def of_two(sender: str, recipient: str) -> None:
    pass


def send(name: str, folder: Path) -> sending.SendingReport:
    STORED.clear()
    with archive.journal(folder, lambda: None) as journal:
        todo = sending.owed(journal.of("2026-03-03"), "d", PEOPLE)
        run = sending.SendingRun(
            messages=lambda recipient: MESSAGE, way=delivery(MailOptions(via=OWN + name), folder, {}), journal=journal,
            date="2026-03-03", digest="d", sender="a@b.example", tries=2, pause=0.0, sleep=lambda seconds: None,
        )  # fmt: skip
        return sending.send(todo.recipients, run)


def test_an_own_delivery_serves_each_recipient_once(tmp_path: Path) -> None:
    report = send("store", tmp_path)
    assert [entry.state for entry in report.entries.values()] == ["accepted"] * len(PEOPLE)
    assert [("a@b.example", one.address, MESSAGE) for one in PEOPLE] == STORED
    assert report.entries[PEOPLE[0].key].words == "number 1"
    assert not send("store", tmp_path).entries and not STORED


def test_no_words_are_an_outcome_too(tmp_path: Path) -> None:
    report = send("silent", tmp_path)
    assert {entry.words for entry in report.entries.values()} == {f"taken by {OWN}silent"}


def test_an_own_delivery_may_refuse(tmp_path: Path) -> None:
    states = [entry.state for entry in send("picky", tmp_path).entries.values()]
    assert states == ["refused", *["accepted"] * (len(PEOPLE) - 1)]


@pytest.mark.parametrize(
    ("name", "said"), [("failing", "OSError: the line is dead"), ("of_number", "returned int 250")]
)
def test_a_wrong_one_stops_the_run_and_only_the_mail_that_may_be_out_is_unknown(
    tmp_path: Path, name: str, said: str
) -> None:
    report = send(name, tmp_path)
    assert len(STORED) == 1
    assert [entry.state for entry in report.entries.values()] == ["unknown", *["queued"] * (len(PEOPLE) - 1)]
    assert report.fault is not None and said in report.fault.message and OWN + name in report.fault.message
    assert said in report.entries[PEOPLE[0].key].words


@pytest.mark.parametrize(("name", "said"), [("of_two", "cannot be called with"), ("not_there", "has no 'not_there'")])
def test_one_that_is_not_there_is_a_fault_of_the_config(tmp_path: Path, name: str, said: str) -> None:
    with pytest.raises(ConfigError, match=said):
        delivery(MailOptions(via=OWN + name), tmp_path, {})


def test_the_table_holds_what_the_config_names() -> None:
    for name in DELIVERIES:
        assert parse(f"mail: {{via: {name}}}".encode()).mail.via == name
    with pytest.raises(ConfigError, match="sendmail") as caught:
        parse(b"mail: {via: sendmial}")
    assert caught.value.remedy == "did you mean 'sendmail'?"
