from __future__ import annotations

import base64
import email
import email.policy
import re
import subprocess
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.errors import ConfigError
from briefing.publish.mail import page as mail_page
from briefing.publish.mail.address import address
from briefing.publish.mail.dkim import signed
from briefing.publish.mail.message import MailParts, addressed, encoded, message
from briefing.publish.mail.options import DkimOptions, GroupOptions, MailOptions
from briefing.publish.mail.recipients import everyone, from_file, unique
from briefing.publish.page.options import PageOptions
from tests.helpers.editions import small
from tests.helpers.torture import torture

MOMENT = datetime(2026, 3, 3, 6, tzinfo=UTC)
PARTS = MailParts("Text\n.\n", "<p>HTML</p>", b"%PDF-1.7 x")


def parsed(raw: bytes) -> email.message.EmailMessage:
    found = email.message_from_bytes(raw, policy=email.policy.default)
    assert isinstance(found, email.message.EmailMessage)
    return found


@pytest.mark.parametrize(
    "subject",
    [
        "Morning Brief, Tuesday 3 March 2026",
        "Ранкова довідка: парламент відкрив канал для чужоземних суден після п’ятдесяти років заборони",
        "晨间简报：议会投票开放运河，反对党将诉诸宪法法院，港口工会要求保障，环保联盟警告湖水变咸",
        "x" * 100,
        "A word, and " * 12,
        "Tab\tand\r\nBcc: everyone@example.org",
    ],
)
def test_the_serialized_subject_is_right(subject: str) -> None:
    raw = message(small(), PARTS, MailOptions(subject=subject), MOMENT, "")
    head = raw.split(b"\r\n\r\n")[0]
    assert head.isascii()
    assert max(len(line) for line in head.split(b"\r\n")) <= 998
    assert str(parsed(raw)["Subject"]) == " ".join(subject.split())
    assert parsed(raw)["Bcc"] is None


@given(
    st.text(
        st.characters(exclude_categories=["Cc", "Cs", "Cn", "Zl", "Zp", "Zs", "Cf", "Co"]), min_size=1, max_size=150
    )
)
def test_any_header_comes_back(text: str) -> None:
    line = "Subject: " + encoded(text, len("Subject: "))
    found = email.message_from_bytes(line.encode("ascii") + b"\r\n\r\n", policy=email.policy.default)
    assert str(found["Subject"]).replace(" ", "") == text.replace(" ", "")


def test_the_parts_and_their_order() -> None:
    mail = parsed(message(small(), PARTS, MailOptions(), MOMENT, ""))
    kinds = [part.get_content_type() for part in mail.walk()]
    assert kinds == ["multipart/mixed", "multipart/alternative", "text/plain", "text/html", "application/pdf"]
    text = mail.get_body(("plain",))
    assert text is not None and text.get_content().split() == ["Text", "."]
    assert str(mail["To"]) == "undisclosed-recipients:;"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert not mail.defects


def test_the_same_edition_gives_the_same_bytes() -> None:
    assert message(small(), PARTS, MailOptions(), MOMENT, "") == message(small(), PARTS, MailOptions(), MOMENT, "")


def test_a_recipients_mail_differs_only_where_it_may() -> None:
    options = MailOptions(list_unsubscribe="https://example.org/off?who={recipient}", list_id="brief.example.org")
    raw = message(small(), PARTS, options, MOMENT, "")
    one, other = parsed(raw), parsed(addressed(raw, "ann+x@example.org", options))
    differ = {name for name in one if one[name] != other[name]}
    assert differ == {"To", "Message-ID", "List-Unsubscribe"}
    assert other["To"] == "ann+x@example.org"
    assert "ann%2Bx%40example.org" in other["List-Unsubscribe"]
    assert raw.split(b"\r\n\r\n", 1)[1] == addressed(raw, "ann+x@example.org", options).split(b"\r\n\r\n", 1)[1]


def test_the_signature_verifies_and_a_changed_byte_fails() -> None:
    import dkim

    pem = subprocess.run(["openssl", "genrsa", "-traditional", "2048"], capture_output=True, check=True).stdout
    public = subprocess.run(
        ["openssl", "rsa", "-pubout", "-outform", "DER"], input=pem, capture_output=True, check=True
    ).stdout
    record = b"v=DKIM1; k=rsa; p=" + base64.b64encode(public)
    options = MailOptions(sender="Brief <brief@example.org>")
    raw = addressed(message(small(), PARTS, options, MOMENT, ""), "ann@example.org", options)
    mail = signed(raw, DkimOptions("example.org", "s1", "key.pem"), pem)
    asked: list[bytes] = []

    def dns(name: bytes, timeout: int = 5) -> bytes:
        asked.append(name)
        return record

    assert dkim.verify(mail, dnsfunc=dns)
    assert asked == [b"s1._domainkey.example.org."]
    assert not dkim.verify(mail.replace(b"HTML", b"HTMM"), dnsfunc=dns)
    assert not dkim.verify(mail.replace(b"To: ann@", b"To: bob@"), dnsfunc=dns)


def test_a_large_edition_sends_its_leading_stories_whole_and_says_so() -> None:
    edition = torture()
    page = mail_page.render(edition, PageOptions(), None, "UTC")
    assert 0 < page.left_out < len(edition.stories)
    assert len(page.html.encode()) <= 102_400
    assert str(page.left_out) in page.html


def test_one_story_that_is_too_large_is_printed_as_far_as_it_fits_and_says_so() -> None:
    edition = torture(1)
    story, section = edition.stories[0], edition.stories[0].sections[0]
    many = tuple(replace(s, id=f"{s.id}{n}") for n in range(20) for s in section.statements)
    large = replace(edition, stories=(replace(story, sections=(replace(section, statements=many),)),))
    page = mail_page.render(large, PageOptions(), None, "UTC")
    assert page.partial and page.shortened and page.left_out == 0
    assert 80_000 < len(page.html.encode()) <= 102_400
    said = re.search(r"Left out here: (\d+) statements\. The attached PDF holds the whole brief\.", page.html)
    assert said is not None and 0 < int(said[1]) < len(many)
    two = replace(large, stories=(*large.stories, small().stories[1]), sources=(*large.sources, *small().sources))
    assert re.search(
        r"Left out here: \d+ statements, 1 story\.", mail_page.render(two, PageOptions(), None, "UTC").html
    )
    assert not mail_page.render(edition, PageOptions(), None, "UTC").partial


def test_one_story_that_no_client_clips_stays_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    edition = torture(1)
    monkeypatch.setattr(mail_page, "MOST_BYTES", 1)  # nothing is small enough for comfort
    whole = mail_page.render(edition, PageOptions(), None, "UTC")
    assert not whole.shortened and whole.left_out == 0
    monkeypatch.setattr(mail_page, "CLIPPED", len(whole.html.encode()) - 1)
    assert mail_page.render(edition, PageOptions(), None, "UTC").shortened


def test_the_size_of_a_page_is_read_from_the_mail() -> None:
    page = f"<p>{'x' * 200_000}</p>"
    mail = message(small(), MailParts("text", page, None), MailOptions(), MOMENT, "")
    assert mail_page.page_bytes(mail) == len(f"{page}\n".encode())


def test_a_group_gets_exactly_its_sections() -> None:
    edition = small()
    ids = [section.id for section in edition.stories[0].sections]
    smaller = mail_page.for_sections(edition, (ids[0],))
    assert {section.id for story in smaller.stories for section in story.sections} == {ids[0]}
    left = {s.id for story in smaller.stories for section in story.sections for s in section.statements}
    assert set(smaller.at_a_glance) <= left


@pytest.mark.parametrize(
    "text",
    [
        "",
        "ann",
        "ann@",
        "@b.org",
        "a b@c.org",
        "a@b",
        "a@b..org",
        "a@-b.org",
        "a@b.org\r\nBcc: c@d.org",
        "a..b@c.org",
        "ä@b.org",
        "<>",
    ],
)
def test_what_is_no_address(text: str) -> None:
    with pytest.raises(ConfigError):
        address(text)


def test_addresses_in_any_spelling() -> None:
    assert address("Ann Lee <Ann@Example.ORG>") == "Ann@example.org"
    assert address("ann@bücher.example") == "ann@xn--bcher-kva.example"
    same = unique(["Ann@example.org", "ann@EXAMPLE.org", "Ann <ann@example.org>", "bob@example.org"])
    assert [one.address for one in same] == ["Ann@example.org", "bob@example.org"]


def test_a_file_of_addresses(tmp_path: Path) -> None:
    file = tmp_path / "list.txt"
    file.write_text("# the board\nann@example.org\n\nBob <bob@example.org>  # away\n")
    assert from_file(file) == ["ann@example.org", "Bob <bob@example.org>"]
    file.write_text("ann@example.org\nnobody\n")
    with pytest.raises(ConfigError) as caught:
        from_file(file)
    assert caught.value.line == 2


def test_nobody_stands_in_two_groups(tmp_path: Path) -> None:
    groups = [
        GroupOptions(name="board", recipients=("ann@example.org",)),
        GroupOptions(name="press", recipients=("ANN@example.org", "cy@example.org")),
    ]
    found = everyone(["bob@example.org"], None, groups, tmp_path)
    assert [(one.address, one.group) for one in found] == [
        ("bob@example.org", ""),
        ("ann@example.org", "board"),
        ("cy@example.org", "press"),
    ]
