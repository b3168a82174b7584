"""Pages, sitemaps, robots.txt and watched folders."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest

from briefing.intake.folders import Watched
from briefing.intake.report import SourceLine
from briefing.prepare.options import ReaderOptions
from briefing.prepare.reading import read
from briefing.storage.fetched import fetched
from tests.intake.fetches import DAY, HOUR, NOW, Desk, only
from tests.servers.web import Reply, Site, article, rss, serving

LONG = ["The council approved the new tram line by nine votes to four on Monday. " * 8]


def titles(desk: Desk) -> list[str]:
    found = [one for file in desk.files() for one in read(file.name, file.read_bytes(), ReaderOptions())[0]]
    return sorted(one.title.value for one in found if one.title)


def test_a_page_is_kept_again_only_when_it_changes(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    with serving() as site:
        site.put("/notices", article("Notices", LONG), etag='"1"')
        assert only(desk.fetch(pages=[site.url("/notices")])).status == "new"
        assert only(desk.fetch(NOW + HOUR, pages=[site.url("/notices")])).status == "unchanged"
        site.put("/notices", article("Notices of today", LONG), etag='"2"')
        assert only(desk.fetch(NOW + 2 * HOUR, pages=[site.url("/notices")])).status == "new"
        assert site.statuses == [404, 200, 304, 200]  # robots.txt once
    assert titles(desk) == ["Notices", "Notices of today"]
    assert all(file.parent.name == f"127.0.0.1-{site.port}" for file in desk.files())


def test_the_address_of_a_page_is_the_last_one(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    with serving() as site:
        site.replies["/old"] = Reply(b"<html><body>Moved here</body></html>", 302, headers={"Location": "/new"})
        site.put("/new", article("New", LONG))
        desk.fetch(pages=[site.url("/old")])
        (file,) = desk.files()
        (found,), problems = read(file.name, file.read_bytes(), ReaderOptions())
        assert found.url and found.url.value == site.url("/new") and not problems
        assert b"Moved here" in file.read_bytes()  # the way there is kept too


@pytest.mark.parametrize(
    ("robots", "asked"),
    [
        (Reply(b"User-agent: *\nDisallow: /private/\n"), ["/open"]),
        (Reply(b"User-agent: briefing\nDisallow: /\n\nUser-agent: *\nAllow: /\n"), []),
        (Reply(b"User-agent: other\nDisallow: /\n"), ["/open", "/private/x"]),
        (Reply(status=404), ["/open", "/private/x"]),
        (Reply(status=403), ["/open", "/private/x"]),
        (Reply(status=500), []),
        (Reply(b"\xff\xfe\0nonsense"), ["/open", "/private/x"]),
        (Reply(b"x" * 3_000_000), []),
    ],
)
def test_robots_txt(tmp_path: Path, robots: Reply, asked: list[str]) -> None:
    desk = Desk(tmp_path)
    with serving() as site:
        site.replies["/robots.txt"] = robots
        site.put("/open", article("Open", LONG))
        site.put("/private/x", article("Private", LONG))
        run = desk.fetch(pages=[site.url("/open"), site.url("/private/x")])
        assert [path for path in site.paths() if path != "/robots.txt"] == asked
        assert site.paths().count("/robots.txt") == 1
        for line in run.lines:
            if line.status != "new":
                assert "robots.txt" in line.words[0]


def test_a_redirect_does_not_lead_past_robots_txt(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    with serving() as site:
        site.put("/robots.txt", "User-agent: *\nDisallow: /private/\n", kind="text/plain")
        site.replies["/open"] = Reply(status=302, headers={"Location": "/private/x"})
        site.put("/private/x", article("Private", LONG))
        assert only(desk.fetch(pages=[site.url("/open")])).status == "refused"
        assert "/private/x" not in site.paths()


def test_robots_txt_is_kept_for_a_day_and_no_feed_asks_for_it(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    with serving() as site:
        site.put("/p", article("P", LONG))
        site.put("/feed.xml", rss([(site.url("/a"), "A", "word " * 300, "")]))
        for hour in (0, 1, 23, 25):
            desk.fetch(NOW + hour * HOUR, pages=[site.url("/p")])
        assert site.paths().count("/robots.txt") == 2
        desk.fetch(NOW + 60 * HOUR, feeds=[site.url("/feed.xml")])
        assert site.paths().count("/robots.txt") == 2


# --- sitemaps ---------------------------------------------------------------------------------------------------------


def news(site: Site, articles: dict[str, str]) -> str:
    """path → publication date"""
    entries = "".join(
        f"<url><loc>{site.url(path)}</loc><news:news><news:publication_date>{day}</news:publication_date>"
        f"<news:title>T</news:title></news:news></url>"
        for path, day in articles.items()
    )
    return (
        '<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
        f'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">{entries}</urlset>'
    )


def test_the_new_articles_of_a_news_sitemap(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    with serving() as site:
        days = {"/today": "2026-03-03T05:00:00Z", "/eve": "2026-03-02", "/old": "2026-01-02", "/undated": ""}
        for path in days:
            site.put(path, article(f"Page {path}", LONG))
        site.put("/news.xml", news(site, days))
        index = f"<sitemapindex><sitemap><loc>{site.url('/news.xml')}</loc></sitemap></sitemapindex>"
        site.put("/index.xml", index, etag='"1"')
        line = only(desk.fetch(sitemaps=[site.url("/index.xml")]))
        assert (line.status, line.new, line.pages) == ("new", 2, 2)
        assert titles(desk) == ["Page /eve", "Page /today"]
        # an index that has not changed lists a sitemap that has
        site.put("/more", article("Page /more", LONG))
        site.put("/news.xml", news(site, {**days, "/more": "2026-03-03T07:30:00Z"}))
        before = len(site.asked)
        desk.fetch(NOW + HOUR, sitemaps=[site.url("/index.xml")])
        assert site.paths()[before:] == ["/index.xml", "/news.xml", "/more"]
        assert len(desk.files()) == 3 and len(desk.files(hidden=True)) == 2  # the lists are kept, and are not read


def test_a_page_that_failed_is_tried_again(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    with serving() as site:
        site.put("/feed.xml", rss([(site.url("/a"), "Title", "Its first line …", "")]), etag='"1"')
        site.replies["/a"] = Reply(status=503)
        assert only(desk.fetch(feeds=[site.url("/feed.xml")])).pages == 0
        assert titles(desk) == ["Title"]
        site.put("/a", article("Page a", LONG))
        assert only(desk.fetch(NOW + 60, feeds=[site.url("/feed.xml")])).pages == 0
        assert only(desk.fetch(NOW + HOUR, feeds=[site.url("/feed.xml")])).pages == 1
        assert "Page a" in titles(desk)


def test_an_article_whose_item_changes_is_asked_for_again(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    with serving() as site:
        site.put("/a", article("Page a", LONG), etag='"1"')
        for hour, text in enumerate(("Its first line …", "Its first line …", "Corrected …")):
            site.put("/feed.xml", rss([(site.url("/a"), "Title", text, "")], f"<x>{hour}</x>"))
            desk.fetch(NOW + hour * HOUR, feeds=[site.url("/feed.xml")])
        assert [path for path in site.paths() if path == "/a"] == ["/a", "/a"]
        assert site.statuses[-1] == 304


# --- watched folders --------------------------------------------------------------------------------------------------


def watch(folder: Path, day: date = DAY, **more: object) -> tuple[SourceLine, list[str]]:
    with fetched(folder / "state", folder, lambda: None) as state:
        watched = Watched(
            folder="in/box", root=folder, into=f"sources/{day}/", state=state, most=1000,
            **{"sleep": lambda seconds: None, **more},  # type: ignore[arg-type]
        )  # fmt: skip
        return watched.copied(), watched.files


def dropped(folder: Path, name: str, text: str = "words", age: float = 60.0) -> Path:
    file = folder / "in" / "box" / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text)
    os.utime(file, (file.stat().st_mtime - age,) * 2)
    return file


def test_what_is_put_into_a_folder_is_copied_once(tmp_path: Path) -> None:
    first = dropped(tmp_path, "a.txt")
    dropped(tmp_path, "deep/b.txt")
    for name in (".hidden", "c.part", "deep/d.tmp", ".git/config"):
        dropped(tmp_path, name)
    (tmp_path / "in/box/link.txt").symlink_to("/etc/hostname")
    line, files = watch(tmp_path)
    assert (line.status, line.new) == ("new", 2)
    assert files == ["sources/2026-03-03/box/a.txt", "sources/2026-03-03/box/deep/b.txt"]
    assert all((tmp_path / file).read_text() == "words" for file in files) and first.exists()
    assert watch(tmp_path, date(2026, 3, 4))[0].new == 0
    dropped(tmp_path, "a.txt", "other words", age=30)
    line, (again,) = watch(tmp_path)
    assert line.new == 1 and again.startswith("sources/2026-03-03/box/a-") and again.endswith(".txt")
    assert (tmp_path / files[0]).read_text() == "words"


def test_a_file_that_is_being_written_waits_for_the_next_run(tmp_path: Path) -> None:
    dropped(tmp_path, "a.txt", age=0)
    assert watch(tmp_path)[0].new == 0
    dropped(tmp_path, "a.txt", age=10)
    assert watch(tmp_path)[0].new == 1


def test_too_large_and_no_folder(tmp_path: Path) -> None:
    assert watch(tmp_path)[0].status == "failed"
    dropped(tmp_path, "a.txt", "x" * 2000)
    dropped(tmp_path, "b.txt")
    line, _ = watch(tmp_path)
    assert line.new == 1 and line.words == ["a.txt: is larger than 0 MB"]


def linked(site: Site, number: int, **more: str) -> None:
    """A feed of teasers that links one article."""
    site.put("/feed.xml", rss([(site.url("/a"), "A tram line", "The first words …", "")]))
    site.put("/a", article("A tram line", [f"{number} members voted for it. {LONG[0]}"]), **more)


def test_an_article_that_was_kept_is_asked_again_once_a_day_and_kept_when_it_was_corrected(tmp_path: Path) -> None:
    desk, day = Desk(tmp_path), 24 * HOUR
    with serving() as site:
        linked(site, 9, etag='"1"')
        feeds = [site.url("/feed.xml")]
        desk.fetch(feeds=feeds)
        desk.fetch(NOW + 2 * HOUR, feeds=feeds)
        assert site.paths().count("/a") == 1
        desk.fetch(NOW + day, feeds=feeds)
        assert site.paths().count("/a") == 2 and len(desk.files()) == 1
        linked(site, 8, etag='"2"')
        assert only(desk.fetch(NOW + 2 * day, feeds=feeds)).status == "new"
        assert len(desk.files()) == 2
        site.replies["/a"] = Reply(status=410)
        line = only(desk.fetch(NOW + 3 * day, feeds=feeds))
        assert any("410" in words and "withdrawn:" in words for words in line.words)
        assert only(desk.fetch(NOW + 4 * day, feeds=feeds)).words == []
        assert site.paths().count("/a") == 4 and len(desk.files()) == 2


def test_an_article_whose_server_does_not_say_what_changed_is_asked_again_for_two_days(tmp_path: Path) -> None:
    desk, day = Desk(tmp_path), 24 * HOUR
    with serving() as site:
        linked(site, 9)
        feeds = [site.url("/feed.xml")]
        desk.fetch(feeds=feeds)
        desk.fetch(NOW + day, feeds=feeds)
        assert site.paths().count("/a") == 2 and len(desk.files()) == 1
        linked(site, 8)
        assert only(desk.fetch(NOW + 2 * day, feeds=feeds)).status == "new"
        assert len(desk.files()) == 2
        desk.fetch(NOW + 3 * day, feeds=feeds)
        assert site.paths().count("/a") == 3


def test_an_article_of_last_week_is_not_asked_again(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    with serving() as site:
        linked(site, 9, etag='"1"')
        desk.fetch(feeds=[site.url("/feed.xml")])
        desk.fetch(NOW + 8 * 24 * HOUR, feeds=[site.url("/feed.xml")])
        assert site.paths().count("/a") == 1
