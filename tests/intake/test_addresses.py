"""No request to a private address, however it is written, resolved or reached by redirects."""

from __future__ import annotations

import socket
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from briefing.intake.web.addresses import AddressRefused, checked, is_public, place
from briefing.intake.web.connection import connected
from tests.intake.fetches import Desk, only
from tests.servers.web import Reply, article, rss, serving, trap

PUBLIC = "93.184.216.34"  # stands for a server of the internet; its connections go to the tests' own

# what an address may hide behind: none of these is asked
HOSTS = (
    "127.0.0.1", "127.1", "127.255.255.254", "0.0.0.0", "0", "2130706433", "0x7f000001", "0x7f.1", "0177.0.0.1",
    "017700000001", "10.0.0.1", "10.255.0.1", "172.16.0.1", "172.31.255.1", "192.168.0.1", "169.254.169.254",
    "100.64.0.1", "192.0.0.8", "198.18.0.1", "192.0.2.1", "203.0.113.5", "224.0.0.1", "240.0.0.1", "255.255.255.255",
    "[::1]", "[::]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[::127.0.0.1]", "[::ffff:0:127.0.0.1]",
    "[64:ff9b::127.0.0.1]", "[64:ff9b::a00:1]", "[64:ff9b:1::1]", "[2002:7f00:1::]", "[2002:a00:1::1]",
    "[2001:0:4136:e378:8000:63bf:3fff:fdd2]", "[fe80::1]", "[fe80::1%25lo]", "[fc00::1]", "[fd12:3456::1]",
    "[fec0::1]", "[ff02::1]", "[2001:db8::1]", "[100::1]", "localhost", "localhost.", "LOCALHOST", "①②⑦.⓪.⓪.①",
    "127.0.0.1.", "inside.example", "both.example", "mapped.example", "metadata.example",
)  # fmt: skip
NAMES = {
    "localhost": ["127.0.0.1"],
    "inside.example": ["10.1.2.3"],
    "both.example": [PUBLIC, "192.168.1.1"],
    "mapped.example": ["::ffff:169.254.169.254"],
    "metadata.example": ["169.254.169.254"],
    "public.example": [PUBLIC],
    "other.example": [PUBLIC],
}


def resolve(host: str, port: int) -> Sequence[str]:
    if host not in NAMES:
        raise OSError("no such host")
    return NAMES[host]


class Gate:
    """Connections to PUBLIC go to the tests' server; all others are counted, and made to nothing."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.others: list[str] = []

    def __call__(self, address: str, port: int, ends: float) -> socket.socket:
        if address != PUBLIC:
            self.others.append(address)
            raise OSError("not in this test")
        return connected("127.0.0.1", self.port, ends)


def desk_of(folder: Path, port: int) -> tuple[Desk, Gate]:
    gate = Gate(port)
    return Desk(folder, resolve=resolve, connect=gate), gate


@pytest.mark.parametrize("host", HOSTS)
def test_a_private_address_is_not_asked(host: str) -> None:
    with pytest.raises((AddressRefused, OSError)):
        checked(place(f"http://{host}/feed.xml"), False, resolve)


def test_none_is_asked_as_a_source_by_a_redirect_or_by_a_link(tmp_path: Path) -> None:
    assert len(HOSTS) >= 40
    with serving() as site, trap() as private:
        port = private[0]
        text = "A line of it …"
        links = [(f"http://{host}:{port}/article/{n}", f"Title {n}", text, "") for n, host in enumerate(HOSTS)]
        site.put("/feed.xml", rss(links))
        for number, host in enumerate(HOSTS):
            for status in (301, 302, 307):
                site.replies[f"/{number}-{status}"] = Reply(
                    status=status, headers={"Location": f"http://{host}:{port}/".encode().decode("latin-1")}
                )
        site.replies["/robots.txt"] = Reply(status=302, headers={"Location": f"http://127.0.0.1:{port}/"})
        desk, gate = desk_of(tmp_path, site.port)
        feeds = ["http://public.example/feed.xml"]
        feeds += [f"http://public.example/{n}-{status}" for n in range(len(HOSTS)) for status in (301, 302, 307)]
        run = desk.fetch(allow_private=False, feeds=feeds, articles=1000)
        assert run.lines[0].status == "new"
        assert {line.status for line in run.lines[1:]} <= {"refused", "failed"}
        run = desk.fetch(allow_private=False, feeds=[f"http://{host}:{port}/" for host in HOSTS if "①" not in host])
        assert {line.status for line in run.lines} <= {"refused", "failed"}
        assert gate.others == [] and private == [port]


@pytest.mark.parametrize(
    "location",
    [
        "file:///etc/passwd", "ftp://public.example/", "gopher://public.example/", "javascript:alert(1)", "//10.0.0.1/",
        "http://public.example@127.0.0.1/", "http://127.0.0.1\\@public.example/", "http:///10.0.0.1/", "http://",
        "http://public.example:99999/", "\\\\127.0.0.1\\", "http://[::1", "data:text/html,x",
    ],
)  # fmt: skip
def test_redirects_to_what_is_no_plain_web_address(tmp_path: Path, location: str) -> None:
    with serving() as site:
        site.replies["/feed.xml"] = Reply(status=302, headers={"Location": location})
        desk, gate = desk_of(tmp_path, site.port)
        line = only(desk.fetch(allow_private=False, feeds=["http://public.example/feed.xml"]))
        assert line.status in ("refused", "failed") and gate.others == []


def test_the_address_that_was_looked_at_is_the_one_that_is_asked(tmp_path: Path) -> None:
    """A name that leads to the internet when it is looked at, and to a private address a moment later."""
    seen: list[str] = []

    def rebinding(host: str, port: int) -> Sequence[str]:
        seen.append(host)
        return [PUBLIC] if len(seen) == 1 else ["127.0.0.1"]

    with serving() as site:
        site.put("/feed.xml", rss([("http://public.example/a", "Title", "word " * 200, "")]))
        gate = Gate(site.port)
        desk = Desk(tmp_path, resolve=rebinding, connect=gate)
        assert only(desk.fetch(allow_private=False, feeds=["http://rebinding.example/feed.xml"])).status == "new"
        assert len(seen) == 1 and gate.others == []


def test_names_and_numbers_of_the_internet_are_asked() -> None:
    for address in (PUBLIC, "8.8.8.8", "2606:2800:220:1:248:1893:25c8:1946", "64:ff9b::808:808"):
        assert is_public(address), address
    assert checked(place("https://public.example:8443/x?y#z"), False, resolve) == PUBLIC


def test_an_address_is_taken_apart_and_put_together() -> None:
    found = place("HTTPS://Bücher.Example:443/a b/ü?q=1&x=[y]#part".replace(" ", "%20"))
    assert (found.host, found.port, found.target) == ("xn--bcher-kva.example", 443, "/a%20b/%C3%BC?q=1&x=[y]")
    assert found.url == "https://xn--bcher-kva.example/a%20b/%C3%BC?q=1&x=[y]"
    assert place("http://[2001:4860:4860::8888]:8080").authority == "[2001:4860:4860::8888]:8080"


def test_an_intranet_may_be_allowed(tmp_path: Path) -> None:
    with serving() as site:
        site.put("/feed.xml", rss([(site.url("/a"), "Title", "word " * 200, "")]))
        assert only(Desk(tmp_path).fetch(feeds=[site.url("/feed.xml")])).status == "new"


def test_linked_pages_of_one_host_are_asked_one_at_a_time(tmp_path: Path) -> None:
    def local(host: str, port: int) -> Sequence[str]:
        return ["127.0.0.1"]

    with serving() as one, serving() as other:
        one.host, other.host = "one.example", "other.example"
        for site in (one, other):
            links = [(site.url(f"/{n}"), f"Title {n}", "A line …", "") for n in range(4)]
            site.put("/feed.xml", rss(links))
            for n in range(4):
                site.put(f"/{n}", article(f"Page {n}", ["The ferry sails at nine. " * 20]))
            site.before = lambda path: time.sleep(0.02)
        run = Desk(tmp_path, resolve=local).fetch(feeds=[one.url("/feed.xml"), other.url("/feed.xml")])
        assert [line.pages for line in run.lines] == [4, 4]
        assert one.together == other.together == 1
        first, second = ([(a.began, a.ended) for a in site.asked] for site in (one, other))
        assert any(a < d and c < b for a, b in first for c, d in second), "hosts wait for each other"


def test_what_stands_in_brackets_is_an_address_and_no_name_that_is_looked_up() -> None:
    for url in ("http://[v1.x]/", "http://[public.example]/"):
        with pytest.raises(AddressRefused):
            place(url)
