"""Feeds: what is kept, what is asked again and when."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from briefing import pipeline
from briefing.prepare.options import PrepareOptions, ReaderOptions
from briefing.prepare.reading import read
from tests.intake.fetches import HOUR, NOW, Desk, only
from tests.servers.web import Reply, Site, article, rss, serving

WHOLE = " ".join(["The harbour board voted to dredge the eastern channel before the autumn storms."] * 12)
FEED = "/feed.xml"
MORNING = "Tue, 03 Mar 2026 05:30:00 GMT"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def articles(desk: Desk) -> dict[str, str]:
    """Title → text of all that building would read."""
    found: dict[str, str] = {}
    for file in desk.files():
        read_articles, problems = read(file.relative_to(desk.folder).as_posix(), file.read_bytes(), ReaderOptions())
        assert not problems
        found |= {(one.title.value if one.title else ""): one.body.string for one in read_articles}
    return found


def feed_of(site: Site, *names: str, text: str = WHOLE, **more: object) -> None:
    items = [(site.url(f"/{name}"), f"Title of {name}", text, MORNING) for name in names]
    site.put(FEED, rss(items), kind="application/rss+xml", **more)


def test_a_feed_is_kept_as_it_came_and_read_item_by_item(desk: Desk) -> None:
    with serving() as site:
        feed_of(site, "a", "b")
        run = desk.fetch(feeds=[site.url(FEED)])
        line = only(run)
        assert (line.status, line.items, line.new, line.pages) == ("new", 2, 2, 0)
        assert site.paths() == [FEED]
        agent = site.asked[0].headers["User-Agent"]
        assert agent.startswith("briefing/") and "desk@example.org" in agent
        assert "Cookie" not in site.asked[0].headers
    (file,) = desk.files()
    assert (
        rss([(site.url(f"/{name}"), f"Title of {name}", WHOLE, MORNING) for name in "ab"]).encode() in file.read_bytes()
    )
    assert sorted(articles(desk)) == ["Title of a", "Title of b"]


def test_it_is_not_asked_again_within_the_hour(desk: Desk) -> None:
    with serving() as site:
        feed_of(site, "a", etag='"1"')
        desk.fetch(feeds=[site.url(FEED)])
        assert only(desk.fetch(NOW + HOUR - 1, feeds=[site.url(FEED)])).status == "not due"
        assert len(site.asked) == 1
        assert only(desk.fetch(NOW + HOUR, feeds=[site.url(FEED)])).status == "unchanged"
        assert site.statuses == [200, 304]


@pytest.mark.parametrize("etag", ['"abc"', 'W/"abc-gzip"', "no-quotes", '"a, b"', '"ü"'])
def test_validators_go_back_word_for_word(desk: Desk, etag: str) -> None:
    modified = "Mon,  2 Mar 2026 04:05:06 GMT"
    with serving() as site:
        feed_of(site, "a", etag=etag, modified=modified)
        for hour in range(4):
            desk.fetch(NOW + hour * HOUR, feeds=[site.url(FEED)])
        assert site.statuses == [200, 304, 304, 304]
        assert site.asked[-1].headers["If-Modified-Since"] == modified
    assert len(desk.files()) == 1


def test_polls_of_what_has_not_changed_cost_an_empty_answer(desk: Desk) -> None:
    """41 feeds of one host, of all kinds of validators; one has none, as some servers do."""
    kinds: list[dict[str, object]] = [
        {"etag": '"1"'}, {"etag": 'W/"1"', "packed": True}, {"modified": "Tue, 03 Mar 2026 05:00:00 GMT"},
        {"etag": "1-gzip", "modified": "Tuesday, 03-Mar-26 05:00:00 GMT"},
    ]  # fmt: skip
    with serving() as site:
        feeds = []
        for number in range(41):
            more = kinds[number % len(kinds)] if number else {}
            site.put(f"/{number}.xml", rss([(site.url("/a"), f"Title {number}", WHOLE, MORNING)]), **more)
            feeds.append(site.url(f"/{number}.xml"))
        for hour in range(4):
            run = desk.fetch(NOW + hour * HOUR, feeds=feeds)
            assert {line.status for line in run.lines} == {"unchanged" if hour else "new"}
        polls = site.statuses[41:]
        assert len(polls) == 123 and polls.count(304) >= 0.95 * len(polls)
    assert len(desk.files()) == 41


def test_teasers_are_replaced_by_the_pages_that_they_link(desk: Desk) -> None:
    with serving() as site:
        feed_of(site, "a", "b", "c", text="A first line of it …")
        for name in ("a", "b"):
            site.put(f"/{name}", article(f"Page of {name}", [WHOLE, WHOLE]))
        run = desk.fetch(feeds=[site.url(FEED)])
        line = only(run)
        assert (line.new, line.pages) == (3, 2)
        assert any("404" in words for words in line.words)
        assert sorted(site.paths()) == sorted([FEED, "/robots.txt", "/a", "/b", "/c"])
        assert sorted(articles(desk)) == ["Page of a", "Page of b", "Title of c"]
        # nothing is fetched twice, whatever becomes of the feed
        feed_of(site, "a", "b", "c", "d", text="A first line of it …")
        site.put("/d", article("Page of d", [WHOLE]))
        before = len(site.asked)
        desk.fetch(NOW + HOUR, feeds=[site.url(FEED)])
        assert site.paths()[before:] == [FEED, "/d"]


def test_whole_articles_are_not_fetched_unless_asked_for(desk: Desk) -> None:
    with serving() as site:
        feed_of(site, "a")
        site.put("/a", article("Page of a", [WHOLE]))
        desk.fetch(feeds=[{"url": site.url(FEED), "full_text": "always"}])
        assert "/a" in site.paths()


def test_only_what_is_new_is_kept_of_a_later_answer(desk: Desk) -> None:
    with serving() as site:
        feed_of(site, "a")
        desk.fetch(feeds=[site.url(FEED)])
        feed_of(site, "a", "b")
        line = only(desk.fetch(NOW + HOUR, feeds=[site.url(FEED)]))
        assert (line.items, line.new) == (2, 1)
    first, second = (read(str(file), file.read_bytes(), ReaderOptions())[0] for file in desk.files())
    assert sorted(len(found) for found in (first, second)) == [1, 1]


def test_what_moves_for_good_is_asked_there_and_what_moves_for_now_is_not(desk: Desk) -> None:
    with serving() as site:
        feed_of(site, "a")
        site.replies["/old"] = Reply(status=301, headers={"Location": "/older"})
        site.replies["/older"] = Reply(status=308, headers={"Location": FEED})
        site.replies["/elsewhere"] = Reply(status=302, headers={"Location": FEED})
        line = only(desk.fetch(feeds=[site.url("/old")]))
        assert line.status == "new" and any("moved to" in words for words in line.words)
        desk.fetch(NOW + HOUR, feeds=[site.url("/old")])
        assert site.paths() == ["/old", "/older", FEED, FEED]
        for hour in (0, 1):
            desk.fetch(NOW + hour * HOUR, feeds=[site.url("/elsewhere")])
        assert site.paths()[4:] == ["/elsewhere", FEED, "/elsewhere", FEED]


def test_what_is_gone_is_asked_no_more(desk: Desk) -> None:
    with serving() as site:
        site.replies[FEED] = Reply(status=410)
        for days in range(4):
            line = only(desk.fetch(NOW + days * 24 * HOUR, feeds=[site.url(FEED)]))
            assert line.status == "gone"
        assert len(site.asked) == 1


def test_failures_are_asked_ever_more_seldom(desk: Desk) -> None:
    with serving() as site:
        site.replies[FEED] = Reply(status=500)
        for hour in range(16):
            desk.fetch(NOW + hour * HOUR, feeds=[site.url(FEED)])
        assert len(site.asked) == 5  # after 0, 1, 3, 7 and 15 hours
        feed_of(site, "a")
        assert only(desk.fetch(NOW + 40 * HOUR, feeds=[site.url(FEED)])).status == "new"


@pytest.mark.parametrize(
    ("headers", "hours"),
    [
        ({"Retry-After": "7200"}, 2),
        ({"Retry-After": "Tue, 03 Mar 2026 11:00:00 GMT"}, 4),
        ({}, 1),
        ({"Retry-After": "soon"}, 1),
        ({"Retry-After": "99999999"}, 7 * 24),
    ],
)
def test_too_many_requests(desk: Desk, headers: dict[str, str], hours: int) -> None:
    """A host that says so is left alone: this feed, and all others of it."""
    with serving() as site:
        site.replies["/1.xml"] = Reply(status=429, headers=headers)
        feed_of(site, "a")
        feeds = [site.url("/1.xml"), site.url(FEED)]
        first = desk.fetch(feeds=feeds)
        assert [line.status for line in first.lines] == ["failed", "held"]
        desk.fetch(NOW + hours * HOUR - 1, feeds=feeds)
        assert site.paths() == ["/1.xml"]
        site.replies["/1.xml"] = Reply(status=404)
        desk.fetch(NOW + hours * HOUR, feeds=feeds)
        assert site.paths() == ["/1.xml", "/1.xml", FEED]


def test_max_age_and_the_feeds_own_wishes_count(desk: Desk) -> None:
    with serving() as site:
        feed_of(site, "a", headers={"Cache-Control": "public, max-age=7200"})
        assert only(desk.fetch(feeds=[site.url(FEED)])).due == NOW + 2 * HOUR
        items = [(site.url("/a"), "A", WHOLE, "")]
        site.put("/ttl.xml", rss(items, "<ttl>180</ttl>"))
        assert only(desk.fetch(feeds=[site.url("/ttl.xml")])).due == NOW + 3 * HOUR
        site.put("/skip.xml", rss(items, "<skipHours><hour>8</hour><hour>9</hour></skipHours>"))
        assert only(desk.fetch(feeds=[site.url("/skip.xml")])).due == NOW + 3 * HOUR
        site.put("/days.xml", rss(items, "<skipDays><day>Tuesday</day></skipDays>"))
        assert only(desk.fetch(feeds=[site.url("/days.xml")])).due == NOW + 17 * HOUR


def test_a_clock_that_jumps_back_costs_an_hour_at_most(desk: Desk) -> None:
    with serving() as site:
        feed_of(site, "a", etag='"1"')
        desk.fetch(NOW + 1e9, feeds=[site.url(FEED)])
        line = only(desk.fetch(NOW, feeds=[site.url(FEED)]))
        assert line.status == "not due" and line.due == NOW + HOUR
        desk.fetch(NOW + HOUR / 2, feeds=[site.url(FEED)])
        assert len(site.asked) == 1
        assert only(desk.fetch(NOW + HOUR, feeds=[site.url(FEED)])).status == "unchanged"
        assert site.statuses == [200, 304]


def test_a_clock_that_ran_ahead_holds_no_page_up(desk: Desk) -> None:
    """Rules of a host, its wish to be left alone and a failed page were noted in the future."""
    ahead = NOW + 1e9
    with serving() as site, serving() as busy:
        busy.host = "localhost"
        site.replies["/robots.txt"] = Reply(status=500)
        busy.replies["/b.xml"] = Reply(status=429, headers={"Retry-After": "7200"})
        pages = [site.url("/a")]
        site.put("/a", article("A page", [WHOLE]))
        feeds = [busy.url("/b.xml"), site.url(FEED)]
        site.put(FEED, rss([(site.url("/b"), "B", "A line …", "")]))
        run = desk.fetch(ahead, feeds=feeds, pages=pages)
        assert [line.status for line in run.lines] == ["failed", "new", "failed"]
        site.put("/robots.txt", "")
        site.put("/b", article("B page", [WHOLE]))
        busy.put("/b.xml", rss([(busy.url("/c"), "C", WHOLE, MORNING)]))
        for hours in range(3):
            desk.fetch(NOW + hours * HOUR, feeds=feeds, pages=pages)
    assert {"A page", "B page", "C"} <= set(articles(desk))


def test_items_without_a_date_count_from_when_they_came_first(desk: Desk) -> None:
    another = WHOLE.replace("harbour", "canal")
    with serving() as site:
        site.put(FEED, rss([(site.url("/a"), "Undated", WHOLE, "")]))
        desk.fetch(feeds=[site.url(FEED)])
        site.put(FEED, rss([(site.url("/a"), "Undated", WHOLE, ""), (site.url("/b"), "Another", another, "")]))
        desk.fetch(NOW + 24 * HOUR, date(2026, 3, 4), feeds=[site.url(FEED)])
    found = {}
    for record in pipeline.read([desk.folder / "sources/2026-03-04"], desk.folder, PrepareOptions()):
        for one in record.records:
            assert one.opening.title and one.opening.published
            found[one.opening.title.value] = (one.opening.published.day, one.opening.published.origin)
    assert found == {"Undated": ("2026-03-03", "first received"), "Another": ("2026-03-04", "first received")}
