"""What a user can set about the intake. Passwords never stand here: a variable of the environment or a file holds
them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from posixpath import normpath
from typing import Literal
from urllib.parse import urlsplit

from briefing.shape import MOST_DAYS, ShapeError

ADDRESS = r"https?://[^\s\"'<>\\@/?#][^\s\"'<>\\@]{0,1990}"
EXPECTED = "an address that begins with https:// or http://, without a user's name or password"
_PLACE = {"pattern": ADDRESS, "expected": EXPECTED}

FullText = Literal["auto", "always", "never"]


@dataclass(frozen=True, slots=True)
class FeedOptions:
    """A feed: RSS, Atom or JSON Feed."""

    url: str = field(metadata={"doc": "its address", **_PLACE})
    full_text: FullText = field(
        default="auto",
        metadata={"doc": "whether the linked articles are fetched; auto: where the feed bears teasers only"},
    )
    name: str | None = field(default=None, metadata={"doc": "the outlet's name; null: the feed's own title"})


@dataclass(frozen=True, slots=True, kw_only=True)
class MailboxOptions:
    """A folder of an IMAP account. It is only read: no message is marked, moved or deleted."""

    host: str = field(
        metadata={"doc": "the server", "pattern": r"[A-Za-z0-9.:-]{1,253}", "expected": "a server's name"}
    )
    user: str = field(metadata={"doc": "the account's name"})
    folder: str = field(default="INBOX", metadata={"doc": "the folder, such as INBOX/briefs"})
    port: int = field(default=993, metadata={"doc": "the server's port", "least": 1, "most": 65535})
    security: Literal["tls", "starttls", "plain-text-insecure"] = field(
        default="tls",
        metadata={"doc": "tls: from the first byte; starttls; plain-text-insecure: readable to all on the way"},
    )
    login: Literal["password", "xoauth2"] = field(
        default="password", metadata={"doc": "what the secret is: a password, or a bearer token"}
    )
    password_file: str | None = field(
        default=None, metadata={"doc": "a file with the secret that only its owner can read"}
    )
    password_variable: str = field(
        default="BRIEFING_IMAP_PASSWORD",
        metadata={
            "doc": "the variable of the environment that holds the secret, where there is no file",
            "pattern": r"[A-Za-z_][A-Za-z0-9_]*",
            "expected": "the name of a variable",
        },
    )
    ca_file: str | None = field(default=None, metadata={"doc": "certificates to trust instead of the system's"})
    days: int = field(
        default=2,
        metadata={"doc": "messages of the day and of so many days before it are taken", "least": 0, "most": MOST_DAYS},
    )

    @property
    def key(self) -> str:
        """Names the folder of the account in the state."""
        return f"{self.user}@{self.host}:{self.port}/{self.folder}"


@dataclass(frozen=True, slots=True, kw_only=True)
class IntakeOptions:
    """What `briefing fetch` brings to the sources of the day, and within which bounds."""

    contact: str | None = field(
        default=None,
        metadata={
            "doc": "an address or a page that servers' owners can turn to; it stands in the user agent",
            "pattern": r"[!-~]{1,200}",
            "expected": "a mail address or a web address",
        },
    )
    allow_private: bool = field(
        default=False, metadata={"doc": "whether private and loopback addresses may be asked (an intranet)"}
    )
    into: str = field(
        default="sources/{date}/", metadata={"doc": "the folder for what is received; {date} stands for the day"}
    )
    feeds: tuple[str | FeedOptions, ...] = field(
        default=(), metadata={"doc": "addresses of feeds (RSS, Atom, JSON Feed), or mappings", **_PLACE}
    )
    sitemaps: tuple[str, ...] = field(
        default=(), metadata={"doc": "addresses of news sitemaps; the articles that they list are fetched", **_PLACE}
    )
    pages: tuple[str, ...] = field(
        default=(), metadata={"doc": "addresses of pages, fetched anew when they change", **_PLACE}
    )
    mailboxes: tuple[MailboxOptions, ...] = field(
        default=(), metadata={"doc": "IMAP folders: newsletters, alerts, wires by mail"}
    )
    folders: tuple[str, ...] = field(
        default=(), metadata={"doc": "watched folders: what is put there is copied to the sources"}
    )
    articles: int = field(
        default=50, metadata={"doc": "pages fetched for one feed or sitemap in one run, at most", "least": 0}
    )
    days: int = field(
        default=2,
        metadata={
            "doc": "linked articles of the day and of so many days before it are fetched",
            "least": 0,
            "most": MOST_DAYS,
        },
    )
    silent_days: int = field(
        default=2,
        metadata={
            "doc": "a feed without anything new for so many days counts as silent",
            "least": 1,
            "most": MOST_DAYS,
        },
    )
    megabytes: int = field(
        default=20, metadata={"doc": "of one answer, message or file, at most", "least": 1, "most": 200}
    )
    seconds: float = field(
        default=60.0, metadata={"doc": "that one answer may take, as a whole", "least": 0.1, "most": 3600.0}
    )
    pause: float = field(
        default=1.0, metadata={"doc": "seconds between two requests to one host", "least": 0.0, "most": 60.0}
    )
    hosts: int = field(default=8, metadata={"doc": "hosts that are asked at the same time", "least": 1, "most": 32})
    ca_file: str | None = field(default=None, metadata={"doc": "certificates to trust instead of the system's"})

    def __post_init__(self) -> None:
        seen: set[str] = set()
        for place, url in self._addresses():
            if not _can_be_split(url):
                raise ShapeError(place, url, EXPECTED)
            if url in seen:
                raise ShapeError(place, url, "each address once, under one of feeds, sitemaps and pages")
            seen.add(url)
        if self.into.startswith(("/", "~")) or ".." in re.split(r"[/\\]", self.into):
            raise ShapeError(("into",), self.into, "a folder below that of the config")
        for number, folder in enumerate(self.folders):
            if _meet(folder, self.into):
                raise ShapeError(("folders", number), folder, f"a folder apart from {self.into}, where copies are put")

    def _addresses(self) -> Iterator[tuple[tuple[str | int, ...], str]]:
        """(place in the config, address) of each source on the web."""
        for number, feed in enumerate(self.feeds):
            place = ("feeds", number)
            yield (place, feed) if isinstance(feed, str) else ((*place, "url"), feed.url)
        for key, urls in (("sitemaps", self.sitemaps), ("pages", self.pages)):
            yield from (((key, number), url) for number, url in enumerate(urls))

    @property
    def every_feed(self) -> tuple[FeedOptions, ...]:
        """The feeds, those given by their address alone too."""
        return tuple(FeedOptions(feed) if isinstance(feed, str) else feed for feed in self.feeds)

    @property
    def asks_for_something(self) -> bool:
        return any((self.feeds, self.sitemaps, self.pages, self.mailboxes, self.folders))


def _can_be_split(url: str) -> bool:
    """Whether host and port can be taken from an address: "http://[::1" and a host that holds "℀" cannot."""
    try:
        parts = urlsplit(url)
        return bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False


def _meet(folder: str, into: str) -> bool:
    """Whether one of two relative paths holds the other, so that copies would be copied again. {date} is any day."""
    one, other = (PurePosixPath(normpath(path)).parts for path in (folder, into))
    day = re.escape("{date}")
    return all(re.fullmatch(re.escape(b).replace(day, r"\d{4}-\d\d-\d\d"), a) for a, b in zip(one, other, strict=False))
