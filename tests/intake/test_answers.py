"""Answers that are slow, endless, huge, cut, packed wrong, untrusted; feeds that lie: each costs itself only."""

from __future__ import annotations

import gzip
import json
import socket
import threading
import time
from contextlib import suppress
from pathlib import Path

import pytest
import trustme

from briefing.errors import ConfigError
from briefing.intake.web.connection import trusted
from briefing.prepare.options import ReaderOptions
from briefing.prepare.reading import read
from tests.intake.fetches import HOUR, NOW, Desk, only
from tests.servers.web import Reply, authority_file, rss, serving

WHOLE = " ".join(["The ferry company cut its morning crossings after the strike."] * 14)


@pytest.mark.parametrize(
    ("fault", "words"),
    [("drip", "in time"), ("hang", "in time"), ("slow head", "in time"), ("endless", "larger than"), ("cut", "ended")],
)
def test_an_answer_that_does_not_end_well_costs_itself(tmp_path: Path, fault: str, words: str) -> None:
    """The bounds hold for the whole answer, however steadily its bytes come."""
    desk = Desk(tmp_path, seconds=3.0, bytes=3 << 20)
    with serving() as site:
        body = b"x" * (1 << 16) if fault == "endless" else b"x" * 1000
        site.replies["/bad.xml"] = Reply(body, kind="application/rss+xml", fault=fault)
        site.put("/good.xml", rss([(site.url("/a"), "Good", WHOLE, "")]))
        began = time.monotonic()
        run = desk.fetch(feeds=[site.url("/bad.xml"), site.url("/good.xml")])
        assert time.monotonic() - began < 30
    bad, good = run.lines
    assert bad.status == "failed" and words in bad.words[0], bad.words
    assert good.status == "new" and len(desk.files()) == 1


@pytest.mark.parametrize(
    ("reply", "words"),
    [
        (Reply(b"<html><body>Sign in</body></html>"), "no feed"),
        (Reply(b""), "no feed"),
        (Reply(b"x" * 100, headers={"Content-Encoding": "br"}), "packed in a way"),
        (Reply(b"not gzip", headers={"Content-Encoding": "gzip"}), "cannot be unpacked"),
        (Reply(gzip.compress(b"x" * 100_000)[:-20], headers={"Content-Encoding": "gzip"}), "ended within"),
        (Reply(gzip.compress(b"\0" * (4 << 20)), headers={"Content-Encoding": "gzip"}), "unpacks to more"),
        (Reply(status=403), "403 Forbidden"),
        (Reply(status=302, headers={"Location": "/loop"}), "redirects"),
        (Reply(status=302), "302"),
    ],
)  # fmt: skip
def test_what_is_no_feed_says_so(tmp_path: Path, reply: Reply, words: str) -> None:
    with serving() as site:
        site.replies["/feed.xml"] = reply
        site.replies["/loop"] = Reply(status=302, headers={"Location": "/loop"})
        line = only(Desk(tmp_path, bytes=3 << 20).fetch(feeds=[site.url("/feed.xml")]))
    assert line.status == "failed" and words in line.words[0], line.words


CHUNKED = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
NONSENSE = {  # what a server says → what it goes on saying for as long as it is listened to
    b"SSH-2.0-x\r\n": b"",
    b"": b"",
    b"<html>no head</html>": b"",
    b"HTTP/1.1 -20 X\r\nContent-Length: 0\r\n\r\n": b"",
    b"HTTP/1.1 999 X\r\nContent-Length: 0\r\n\r\n": b"",
    b"HTTP/1.1 200 OK\r\n": b"X: y\r\n" * 500,
    b"HTTP/1.1 200 OK\r\nX: ": b"a" * 65_536,
    b"HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\nabc": b"",
    b"HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\nabc": b"",
    b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\nContent-Length: 7\r\n\r\nabcdefg": b"",
    b"HTTP/1.1 100 Continue\r\n\r\n": b"HTTP/1.1 100 Continue\r\n\r\n" * 200,
    b"HTTP/1.1 103 Early Hints\r\n\r\n": b"HTTP/1.1 103 Early Hints\r\n\r\n" * 200,
    CHUNKED + b"ffffffffffff\r\nabc\r\n0\r\n\r\n": b"",
    CHUNKED + b"5;": b"a" * 65_536,
    CHUNKED: b"1\r\na\r\n" * 500,
    CHUNKED + b"1\r\na\r\n0\r\n": b"X: y\r\n" * 500,
    b"HTTP/1.1 429 X\r\nRetry-After: 99999999999999999999\r\nContent-Length: 0\r\n\r\n": b"",
    b'HTTP/1.1 301 X\r\nLocation: /\x00a\r\nETag: "\x00\xff"\r\nContent-Length: 0\r\n\r\n': b"",
}


def test_a_server_that_talks_nonsense(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def serve() -> None:
            for nonsense, more in NONSENSE.items():
                connection, _ = listener.accept()
                with connection, suppress(OSError):
                    connection.recv(1000)
                    connection.sendall(nonsense)
                    while more:
                        connection.sendall(more)

        threading.Thread(target=serve, daemon=True).start()
        port = listener.getsockname()[1]
        for number, nonsense in enumerate(NONSENSE):
            desk = Desk(tmp_path / str(number), seconds=0.3)
            line = only(desk.fetch(feeds=[f"http://127.0.0.1:{port}/"]))
            assert line.status in ("failed", "refused") and line.words[0], nonsense
            assert "Connection broken" not in line.words[0] and line.due is not None and line.due > NOW


def test_nobody_listens_and_no_such_host(tmp_path: Path) -> None:
    import socket

    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]

    def nobody(host: str, port: int) -> list[str]:
        raise OSError("no such host")

    assert "refused" in only(Desk(tmp_path / "1").fetch(feeds=[f"http://127.0.0.1:{port}/"])).words[0].lower()
    line = only(Desk(tmp_path / "2", resolve=nobody).fetch(feeds=["http://nowhere.example/"]))
    assert line.words == ["the host nowhere.example is not known"]


# --- certificates -----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


def test_certificates_are_verified(tmp_path: Path, authority: trustme.CA) -> None:
    file = authority_file(authority, tmp_path)
    body = rss([("https://gazette.example/a", "Title", WHOLE, "")])

    def local(host: str, port: int) -> list[str]:
        return ["127.0.0.1"]

    with serving(authority, "gazette.example") as site, serving(authority, "gazette.example", expired=True) as old:
        for server in (site, old):
            server.put("/feed.xml", body)
        cases = {
            f"https://gazette.example:{site.port}/feed.xml": "new",
            f"https://other.example:{site.port}/feed.xml": "Hostname mismatch",
            f"https://gazette.example:{old.port}/feed.xml": "expired",
        }
        for number, (url, expected) in enumerate(cases.items()):
            line = only(Desk(tmp_path / str(number), resolve=local).fetch(authority=file, feeds=[url]))
            assert expected == line.status or expected in line.words[0], (url, line)
        line = only(Desk(tmp_path / "x", resolve=local).fetch(feeds=[f"https://gazette.example:{site.port}/feed.xml"]))
        assert "certificate" in line.words[0] and line.status == "failed"
        assert old.asked == [] and len(site.asked) == 1


def test_no_redirect_from_https_to_http(tmp_path: Path, authority: trustme.CA) -> None:
    file = authority_file(authority, tmp_path)
    with serving(authority) as site, serving() as plain:
        site.replies["/feed.xml"] = Reply(status=301, headers={"Location": plain.url("/feed.xml")})
        line = only(Desk(tmp_path).fetch(authority=file, feeds=[site.url("/feed.xml")]))
        assert (line.status, line.words) == ("refused", ["leads from https to http"]) and plain.asked == []


def test_a_file_of_authorities_that_holds_none(tmp_path: Path) -> None:
    (tmp_path / "none.pem").write_text("nothing")
    for name in ("none.pem", "missing.pem"):
        with pytest.raises(ConfigError, match=name):
            trusted(tmp_path / name)


# --- feeds that lie ---------------------------------------------------------------------------------------------------


def items_of(desk: Desk) -> list[str]:
    return [one.body.string for file in desk.files() for one in read(file.name, file.read_bytes(), ReaderOptions())[0]]


@pytest.mark.parametrize(
    ("declared", "real", "served"),
    [
        ("utf-8", "latin-1", "application/rss+xml"),
        ("iso-8859-1", "utf-8", "application/rss+xml"),
        ("utf-8", "utf-8", "text/plain; charset=us-ascii"),
        ("utf-8", "utf-8", "text/html; charset=iso-8859-1"),
        ("x-unknown", "utf-8", "application/octet-stream"),
        ("utf-8", "cp1252", ""),
    ],
)
def test_a_feed_that_lies_about_its_charset(tmp_path: Path, declared: str, real: str, served: str) -> None:
    text = "Die Fähre fährt später, sagte die Königin. " * 20
    body = rss([("http://x.example/a", "Fähre", text, "")]).replace("utf-8", declared).encode(real)
    desk = Desk(tmp_path)
    with serving() as site:
        site.replies["/feed.xml"] = Reply(body, kind=served)
        assert only(desk.fetch(feeds=[site.url("/feed.xml")])).status == "new"
    (found,) = items_of(desk)
    assert "Die Fähre fährt später, sagte die Königin." in found


@pytest.mark.parametrize("day", ["Tue, 31 Feb 2026 25:61:00 GMT", "yesterday", "9999999999999999", "Fri, 01 Jan 2100"])
def test_a_feed_that_lies_about_its_dates(tmp_path: Path, day: str) -> None:
    desk = Desk(tmp_path)
    with serving() as site:
        site.put("/feed.xml", rss([(site.url("/a"), "Title", WHOLE, day)]))
        line = only(desk.fetch(feeds=[site.url("/feed.xml")]))
        assert (line.status, line.new) == ("new", 1)
    assert len(items_of(desk)) == 1


def test_ten_thousand_items(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    with serving() as site:
        items = [
            {"id": str(n), "url": site.url(f"/{n}"), "title": f"Title {n}", "content_text": "A line of it.",
             "date_published": "2026-03-03T05:30:00Z"}
            for n in range(10_000)
        ]  # fmt: skip
        site.put("/feed.json", json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": items}), packed=True)
        line = only(desk.fetch(feeds=[site.url("/feed.json")], articles=3))
        assert (line.items, line.new) == (10_000, 10_000)
        assert len(site.asked) == 1 + 1 + 3  # the feed, robots.txt, three pages
        assert any("9997 more articles" in words for words in line.words)


def test_items_that_vanish_and_come_back_are_not_new(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    with serving() as site:
        both = [(site.url(f"/{name}"), name, WHOLE + name, "") for name in "ab"]
        for hour, (items, new) in enumerate([(both, 2), (both[1:], 0), ([], 0), (both, 0)]):
            site.put("/feed.xml", rss(items))
            line = only(desk.fetch(NOW + hour * HOUR, feeds=[site.url("/feed.xml")]))
            assert line.new == new


def test_the_same_bytes_without_validators_are_kept_once(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    with serving() as site:
        site.put("/feed.xml", rss([(site.url("/a"), "Title", WHOLE, "")]))
        for hour in range(3):
            desk.fetch(NOW + hour * HOUR, feeds=[site.url("/feed.xml")])
        assert site.statuses == [200, 200, 200]
    assert len(desk.files()) == 1


def test_an_entity_bomb_in_a_sitemap(tmp_path: Path) -> None:
    bomb = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><urlset>&b;</urlset>'
    with serving() as site:
        site.put("/map.xml", bomb)
        line = only(Desk(tmp_path).fetch(sitemaps=[site.url("/map.xml")]))
        assert line.status == "failed" and "no sitemap" in line.words[0]
