"""What one hostile source may cost a run: processor time, waiting, requests."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from briefing.commands import intake as command
from briefing.intake.fetching.answers import listing_of
from briefing.intake.web.connection import Failed
from briefing.prepare.readers.feed import listing
from briefing.prepare.readers.xml.feeds import is_feed, is_json_feed, item_spans
from briefing.running.limits import Limits
from tests.helpers.running import called, project
from tests.intake.fetches import HOUR, NOW, Desk, only
from tests.servers.web import Reply, article, rss, serving

LONG = ["The council approved the new tram line by nine votes to four on Monday. " * 8]
TEASER = "The first line of a longer text …"
ITEM = b"<item><title>A</title><link>http://a.example/</link></item>"


@pytest.mark.parametrize(("count", "read"), [(200, True), (201, False), (20_000, False)])
def test_attributes_of_one_element(count: int, read: bool) -> None:
    many = " ".join(f'a{number}="1"' for number in range(count)).encode()
    data = b"<rss><channel>" + ITEM + b"<item " + many + b"></item>" + ITEM + b"</channel></rss>"
    found = listing_of(data)
    assert len(found.items) == (3 if read else 2)  # the item costs itself
    declared = b'<?xml version="1.0" encoding="gb18030"?>'
    assert len(listing_of(declared + data).items) == (3 if read else 2)
    if not read:
        with pytest.raises(Failed, match="cannot be read"):
            listing_of(b"<rss " + many + b"><channel>" + ITEM + b"</channel></rss>")


def test_items_are_found_as_one_pattern_would_find_them() -> None:
    import re

    pattern = re.compile(rb"<((?:\w+:)?(?:item|entry))[\s>].*?</\1\s*>", re.S | re.I)
    tags = [
        b"<item>",
        b"<Item a=''>",
        b"</item>",
        b"</ITEM >",
        b"<entry>",
        b"</entry>",
        b"<a:item>",
        b"</a:item>",
        b"x",
        b"<items>",
    ]
    chance = random.Random(17)
    for _ in range(500):
        data = b"".join(chance.choice(tags) for _ in range(chance.randint(0, 25)))
        assert [data[one] for one in item_spans(data)] == [found[0] for found in pattern.finditer(data)], data


def test_reading_a_feed_is_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def slow(data: bytes) -> None:
        while b"slow" in data:
            pass

    monkeypatch.setattr(command, "READING", Limits(seconds=1, megabytes=1000))
    with serving() as site:
        site.put("/slow.xml", rss([(site.url("/a"), "slow", "A text.", "")]))
        site.put("/page", article("A page", LONG))
        urls = f"  feeds: [{site.url('/slow.xml')}]\n  pages: [{site.url('/page')}]\n"
        project(tmp_path, f"intake:\n  allow_private: true\n  pause: 0\n  contact: a@b.example\n{urls}")
        monkeypatch.setattr("briefing.intake.fetching.answers.listing", slow)
        done = called("fetch", "--date", "2026-03-03", cwd=tmp_path)
    assert done.returncode == 0 and "reading it takes more than 1 seconds of processor time" in done.stdout
    assert "1 failed" in done.stdout and "1 new" in done.stdout


@pytest.mark.parametrize("charset", ["utf-16", "utf-16-le", "utf-16-be"])
def test_feeds_in_utf_16(charset: str) -> None:
    text = f'<?xml version="1.0" encoding="utf-16"?>\n{rss([("http://a.example/", "Größe", "A text.", "")])}'
    text = text.replace('<?xml version="1.0" encoding="utf-8"?>', "")
    found = listing(text.encode(charset))
    assert found is not None and [item.title for item in found.items] == ["Größe"]
    assert not is_feed("A note about <rss> that is none.".encode(charset))
    json_feed = '{"version": "https://jsonfeed.org/version/1.1", "items": [{"id": "1", "content_text": "A"}]}'
    assert is_json_feed(json_feed.encode("utf-16")) and listing(json_feed.encode("utf-16"))


def test_a_host_that_never_answers_is_left_alone(tmp_path: Path) -> None:
    desk = Desk(tmp_path, seconds=0.3)
    with serving() as site, serving() as other:
        links = [(site.url(f"/{n}"), f"Page {n}", TEASER, "") for n in range(20)]
        links += [(other.url("/good"), "Good", TEASER, "")]
        site.put("/feed.xml", rss(links))
        site.put("/robots.txt", "")
        other.put("/good", article("Good", LONG))
        site.host = "localhost"  # its pages are at another host than the good one
        site.put("/feed.xml", rss([(site.url(f"/{n}"), f"Page {n}", TEASER, "") for n in range(20)] + links[-1:]))
        for n in range(20):
            site.replies[f"/{n}"] = Reply(b"x", fault="hang")
        feed = site.url("/feed.xml")
        line = only(desk.fetch(feeds=[feed]))
        assert line.pages == 1 and sum(path[1:].isdigit() for path in site.paths()) == 3
        assert line.words[3:] == ["localhost: left alone for this run, since it did not answer in time"]
        for n in range(20):
            site.put(f"/{n}", article(f"Page {n}", LONG))
        assert only(desk.fetch(NOW + HOUR, feeds=[feed])).pages == 20  # nothing was given up


def test_a_host_that_is_slow_now_and_then_is_not_left_alone(tmp_path: Path) -> None:
    desk = Desk(tmp_path, seconds=0.3)
    with serving() as site:
        site.put("/feed.xml", rss([(site.url(f"/{n}"), f"Page {n}", TEASER, "") for n in range(8)]))
        for n in range(8):
            site.replies[f"/{n}"] = Reply(b"x", fault="hang") if n < 2 else Reply(article(f"Page {n}", LONG).encode())
        assert only(desk.fetch(feeds=[site.url("/feed.xml")])).pages == 6


def test_pages_at_many_hosts_that_never_answer(tmp_path: Path) -> None:
    """Each name is another host, and all of them are one server's."""
    desk = Desk(tmp_path, seconds=0.2, resolve=lambda host, port: ["127.0.0.1"])
    with serving() as site:
        urls = [f"http://h{n}.example:{site.port}/{n}" for n in range(30)]
        site.put("/feed.xml", rss([(url, f"Page {url}", TEASER, "") for url in urls]))
        site.replies["/robots.txt"] = Reply(b"x", fault="hang")
        line = only(desk.fetch(feeds=[site.url("/feed.xml")], hosts=2))
        assert 10 <= site.paths().count("/robots.txt") <= 12
        assert any("other pages that the same source names did not come in time" in words for words in line.words)


def test_a_host_that_asks_for_patience_says_until_when(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    with serving() as site:
        site.replies["/1.xml"] = Reply(status=429, headers={"Retry-After": "7200"})
        line = only(desk.fetch(feeds=[site.url("/1.xml")]))
        assert line.words[0].startswith("429 Too Many Requests, until 2026-03-03 "), line.words
