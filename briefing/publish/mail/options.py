"""What a user can set about the mail and its way to the recipients."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal

from briefing.errors import ConfigError
from briefing.plugins import OPTION as PLUGIN
from briefing.publish.mail.address import EXPECTED, address, check_each
from briefing.shape import ShapeError

SUBJECT_WORDS = ("title", "day", "date", "number", "headline")


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupOptions:
    """Recipients with sections or formats of their own."""

    name: str = field(metadata={"doc": "a short name", "pattern": "[A-Za-z0-9][A-Za-z0-9 _.-]*"})
    recipients: tuple[str, ...] = field(default=(), metadata={"doc": "addresses"})
    recipients_file: str | None = field(default=None, metadata={"doc": "a file with an address on each line"})
    sections: tuple[str, ...] | None = field(
        default=None, metadata={"doc": "ids of the sections that this group gets; null: the whole edition"}
    )
    attach_pdf: bool | None = field(default=None, metadata={"doc": "whether the PDF is attached; null: as for all"})

    def __post_init__(self) -> None:
        check_each(self.recipients)


@dataclass(frozen=True, slots=True, kw_only=True)
class SmtpOptions:
    """The mail server. Its password never stands here: BRIEFING_SMTP_PASSWORD or `password_file` hold it."""

    host: str = field(default="localhost", metadata={"doc": "or BRIEFING_SMTP_HOST"})
    port: int = field(default=587, metadata={"doc": "or BRIEFING_SMTP_PORT", "least": 1, "most": 65535})
    security: Literal["starttls", "tls", "plain-text-insecure"] = field(
        default="starttls",
        metadata={
            "doc": "starttls, which a server on this machine may lack; tls: from the first byte; plain-text-insecure: "
            "readable to all on the way"
        },
    )
    user: str | None = field(default=None, metadata={"doc": "or BRIEFING_SMTP_USER; null: without logging in"})
    login: Literal["password", "xoauth2"] = field(
        default="password", metadata={"doc": "password: PLAIN or LOGIN; xoauth2: the secret is a bearer token"}
    )
    password_file: str | None = field(
        default=None, metadata={"doc": "a file with the secret that only its owner can read"}
    )
    ca_file: str | None = field(default=None, metadata={"doc": "certificates to trust instead of the system's"})
    seconds: float = field(default=60.0, metadata={"doc": "how long one answer may take", "least": 0.1})
    tries: int = field(
        default=4, metadata={"doc": "how often a temporary refusal is tried again", "least": 1, "most": 20}
    )
    pause: float = field(
        default=5.0, metadata={"doc": "seconds before the second try; each next pause is twice as long", "least": 0.0}
    )


@dataclass(frozen=True, slots=True)
class DkimOptions:
    """A DKIM signature (RFC 6376)."""

    domain: str = field(metadata={"doc": "the domain that signs"})
    selector: str = field(metadata={"doc": "the name of its key"})
    key_file: str = field(metadata={"doc": "the private key (PEM), readable by its owner only"})


@dataclass(frozen=True, slots=True, kw_only=True)
class MailOptions:
    """The mail and its way to the recipients."""

    sender: str = field(default="briefing@localhost", metadata={"doc": "From: an address, or Name <address>"})
    reply_to: str | None = field(default=None, metadata={"doc": "Reply-To"})
    subject: str = field(
        default="{title}, {day}", metadata={"doc": "{title}, {day}, {date}, {number} and {headline} are filled in"}
    )
    list_id: str | None = field(
        default=None,
        metadata={
            "doc": "List-ID, such as brief.example.org",
            "pattern": r"[A-Za-z0-9_.-]{1,200}",
            "expected": "letters, digits, dots and hyphens, such as brief.example.org",
        },
    )
    list_unsubscribe: str | None = field(
        default=None,
        metadata={
            "doc": "List-Unsubscribe: a mailto: or https: address; {recipient} is filled in",
            "pattern": r"(?:mailto:|https://)[!-;=?-~]{1,500}",
            "expected": "an address that begins with mailto: or https://",
        },
    )
    attach_pdf: bool = field(default=False, metadata={"doc": "whether the PDF is attached"})
    needs_approval: bool = field(
        default=False, metadata={"doc": "whether `send` refuses an edition whose bytes nobody has approved"}
    )
    recipients: tuple[str, ...] = field(default=(), metadata={"doc": "addresses"})
    recipients_file: str | None = field(default=None, metadata={"doc": "a file with an address on each line"})
    groups: tuple[GroupOptions, ...] = field(
        default=(), metadata={"doc": "recipients with sections or formats of their own"}
    )
    via: Literal["smtp", "maildir", "mbox", "sendmail"] | str = field(
        default="smtp",
        metadata={"doc": "where the mails go; or package.module:function (docs/add-a-delivery.md)", **PLUGIN},
    )
    path: str | None = field(
        default=None, metadata={"doc": "the maildir, the mbox, or the sendmail program (default /usr/sbin/sendmail)"}
    )
    smtp: SmtpOptions = field(default_factory=SmtpOptions, metadata={"doc": "the mail server"})
    report_to: tuple[str, ...] = field(
        default=(), metadata={"doc": "who gets a mail on how `briefing morning` went; not the readers"}
    )
    reports: Literal["always", "failures"] = field(
        default="always", metadata={"doc": "whether every run is reported, or those alone that failed"}
    )
    dkim: DkimOptions | None = field(default=None, metadata={"doc": "a signature, where a key is at hand"})

    def __post_init__(self) -> None:
        check_each(self.recipients)
        check_each(self.report_to, "report_to")
        for name in ("sender", "reply_to"):
            text = getattr(self, name)
            try:
                if text is not None:
                    address(text)
            except ConfigError:
                raise ShapeError((name,), text, EXPECTED) from None
        for word in re.findall(r"\{(\w+)\}", self.subject):
            if word not in SUBJECT_WORDS:
                raise ShapeError(("subject",), "{" + word + "}", "some of: " + ", ".join(SUBJECT_WORDS))
        names = [group.name for group in self.groups]
        for i, name in enumerate(names):
            if name in names[:i]:
                raise ShapeError(("groups", i, "name"), name, "a name that no other group has")
