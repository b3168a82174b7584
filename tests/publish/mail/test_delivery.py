from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest

from briefing.editions import sending
from briefing.errors import ConfigError, DeliveryError
from briefing.publish.mail.delivery import Sendmail, delivery
from briefing.publish.mail.options import MailOptions, SmtpOptions
from briefing.publish.mail.outcome import Outcome
from briefing.storage import archive
from briefing.storage.archive import Receipt
from tests.helpers.faults import MESSAGE, PEOPLE, nobody_twice_nobody_lost, opened, run, way
from tests.servers.smtp import STAGES, Server, listening


@pytest.mark.parametrize("stage", STAGES)
@pytest.mark.parametrize("fault", ["close", "451 later", "550 never", "421 too many"])
@pytest.mark.parametrize("times", [1, None])
def test_a_fault_at_every_stage(tmp_path: Path, stage: str, fault: str, times: int | None) -> None:
    with (
        listening(Server(stage, fault, times)) as server,
        archive.journal(tmp_path, lambda: None) as journal,
    ):
        run(server, journal)
        nobody_twice_nobody_lost(server, journal.of("2026-03-03"))
        server.times = 0  # the weather clears: what is owed is sent, what may have arrived is not
        run(server, journal)
        entries = journal.of("2026-03-03")
        nobody_twice_nobody_lost(server, entries)
        assert all(entry.state != "queued" for entry in entries)


def test_a_server_that_greets_and_hangs(tmp_path: Path) -> None:
    with listening(Server("ehlo", "hang")) as server, archive.journal(tmp_path, lambda: None) as journal:
        report = run(server, journal, tries=1)
        assert {entry.state for entry in report.entries.values()} == {"queued"}
        assert all("no answer in time" in entry.words for entry in report.entries.values())


def test_no_server(tmp_path: Path) -> None:
    with archive.journal(tmp_path, lambda: None) as journal:
        report = run(Server(port=1), journal)
        assert not report.all_served and report.fault is None


def test_starttls_is_asked_of_servers_that_are_not_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("briefing.publish.mail.smtp._is_loopback", lambda server: False)
    with listening(Server()) as server:
        with pytest.raises(DeliveryError, match="offers no encryption"), opened(server) as out:
            out.send("a@b.example", "r@x.example", MESSAGE, lambda: None)
        assert not server.stored
        with opened(server, security="plain-text-insecure") as out:
            assert out.send("a@b.example", "r@x.example", MESSAGE, lambda: None).fate == "accepted"


def test_a_login_without_a_password(monkeypatch: pytest.MonkeyPatch) -> None:
    with listening(Server()) as server, pytest.raises(DeliveryError, match="no password"):
        way(server, user="me").send("a@b.example", "r@x.example", MESSAGE, lambda: None)


def test_dots_and_line_ends_arrive_as_they_were() -> None:
    with listening(Server()) as server:
        with opened(server) as out:
            out.send("a@b.example", "r@x.example", MESSAGE, lambda: None)
        assert server.messages == [MESSAGE]


def test_a_secret_that_others_can_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("hush\n")
    secret.chmod(0o644)
    options = MailOptions(smtp=SmtpOptions(password_file="secret"))
    with pytest.raises(ConfigError, match="read by others"):
        delivery(options, tmp_path, {})
    secret.chmod(0o600)
    delivery(options, tmp_path, {})


@pytest.mark.parametrize("via", ["maildir", "mbox"])
def test_stores_on_this_machine(tmp_path: Path, via: str) -> None:
    out = delivery(MailOptions(via=via, path="box"), tmp_path, {})
    for recipient in PEOPLE:
        assert out.send("a@b.example", recipient.address, MESSAGE, lambda: None).fate == "accepted"
    out.close()
    if via == "maildir":
        assert len([*(tmp_path / "box").glob("new/*")]) == 3
    else:
        assert (tmp_path / "box").read_bytes().count(b"Hello") == 3


def test_a_maildir_that_was_half_made_is_made_whole(tmp_path: Path) -> None:
    (tmp_path / "box" / "tmp").mkdir(parents=True)
    out = delivery(MailOptions(via="maildir", path="box"), tmp_path, {})
    assert out.send("a@b.example", "c@d.example", MESSAGE, lambda: None).fate == "accepted"


def test_sendmail(tmp_path: Path) -> None:
    program = tmp_path / "sendmail"
    program.write_text(f'#!/bin/sh\necho "$@" > {tmp_path}/called\ncat > {tmp_path}/got\n')
    program.chmod(0o755)
    assert Sendmail(program).send("a@b.example", "r@x.example", MESSAGE, lambda: None).fate == "accepted"
    assert (tmp_path / "called").read_text() == "-t -i -f a@b.example\n"
    assert (tmp_path / "got").read_bytes() == MESSAGE.replace(b"\r\n", b"\n")
    program.write_text("#!/bin/sh\ncat >/dev/null; echo busy >&2; exit 75\n")
    outcome = Sendmail(program).send("a@b.example", "r@x.example", MESSAGE, lambda: None)
    assert outcome == Outcome("deferred", "exit code 75: busy")
    assert Sendmail(tmp_path / "none").send("a@b.example", "r@x.example", MESSAGE, lambda: None).fate == "deferred"


def test_temporary_refusals_are_tried_again_with_growing_pauses(tmp_path: Path) -> None:
    pauses: list[float] = []
    server = Server("rcpt", "451 later", 2)
    with listening(server), opened(server) as out, archive.journal(tmp_path, lambda: None) as journal:
        run = sending.SendingRun(
            messages=lambda recipient: MESSAGE, way=out, journal=journal,
            date="2026-03-03", digest="d", sender="a@b.example", tries=4, pause=3.0, sleep=pauses.append,
        )  # fmt: skip
        report = sending.send(PEOPLE[:1], run)
    assert report.all_served and pauses == [3.0, 6.0]


def test_a_second_run_waits_for_the_first(tmp_path: Path) -> None:
    import threading

    said = threading.Event()
    order: list[str] = []

    def second() -> None:
        with archive.journal(tmp_path, said.set):
            order.append("second")

    with archive.journal(tmp_path, lambda: None):
        thread = threading.Thread(target=second)
        thread.start()
        assert said.wait(5)
        order.append("first")
    thread.join(5)
    assert order == ["first", "second"]


def test_who_is_owed_what() -> None:
    known = [
        Receipt(date="2026-03-03", digest="old", recipient="r0@x.example", state="accepted", words=""),
        Receipt(date="2026-03-03", digest="old", recipient="r1@x.example", state="unknown", words=""),
    ]
    same = sending.owed(known, "old", PEOPLE)
    assert [r.key for r in same.recipients] == ["r2@x.example"] and not same.changed
    assert [r.key for r in sending.owed(known, "old", PEOPLE, resend_unknown=True).recipients] == [
        "r1@x.example",
        "r2@x.example",
    ]
    changed = sending.owed(known, "new", PEOPLE)
    assert changed.changed and not changed.recipients
    assert len(sending.owed(known, "new", PEOPLE, revised=True).recipients) == 3


def test_a_revised_run_that_was_broken_off_is_still_owed() -> None:
    first = Receipt(date="2026-03-03", digest="old", recipient="r0@x.example", state="accepted", words="")
    known = [first, Receipt(date="2026-03-03", digest="new", recipient="r0@x.example", state="queued", words="")]
    assert [r.key for r in sending.owed(known, "new", PEOPLE[:1]).recipients] == ["r0@x.example"]
    back = sending.owed(
        [Receipt(date="2026-03-03", digest="older", recipient="r0@x.example", state="queued", words=""), first],
        "older",
        PEOPLE[:1],
    )
    assert not back.recipients, "who was sent another version since is not sent the one that waited"


def test_what_a_stop_of_the_machine_may_have_taken_is_unknown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    entries = [
        Receipt(date="2026-03-03", digest="d", recipient=person.key, state="queued", words="") for person in PEOPLE
    ]
    with suppress(KeyboardInterrupt), archive.journal(tmp_path, lambda: None) as journal:
        journal.note_new(entries)
        journal.intend(entries[:2])
        raise KeyboardInterrupt
    assert {entry.state for entry in archive.noted(tmp_path, "2026-03-03")} == {"queued"}
    with archive.journal(tmp_path, lambda: None) as journal:
        assert {entry.state for entry in journal.of("2026-03-03")} == {"queued"}, "the same run of the machine"
        journal.intend(entries[:2])
        monkeypatch.setattr(archive, "_machine", lambda: "another start")
        assert archive.Journal(journal._connection, "another start").interrupted() == entries[:2]


def test_a_server_that_is_not_there_is_asked_once_a_round(tmp_path: Path) -> None:
    with listening(Server("connect", "421 too many")) as server, archive.journal(tmp_path, lambda: None) as journal:
        report = run(server, journal, tries=2)
    assert server.connections == 2
    assert all(entry.words == "421 too many" for entry in report.entries.values())


@pytest.mark.parametrize("stage", ["connect", "ehlo", "mail"])
def test_a_server_that_refuses_to_serve_at_all_refuses_no_recipient(tmp_path: Path, stage: str) -> None:
    with listening(Server(stage, "554 go away")) as server, archive.journal(tmp_path, lambda: None) as journal:
        report = run(server, journal)
    assert report.fault is not None and "554 go away" in report.fault.message
    assert {entry.state for entry in report.entries.values()} == {"queued"}


def test_an_answer_that_makes_no_sense_after_the_message(tmp_path: Path) -> None:
    with listening(Server("dot", "what?", 1)) as server, archive.journal(tmp_path, lambda: None) as journal:
        report = run(server, journal)
    assert [entry.state for entry in report.entries.values()] == ["unknown", "accepted", "accepted"]
