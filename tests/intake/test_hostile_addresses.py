"""Addresses that cannot be taken apart cost themselves, in a feed, a sitemap, a redirect or the config."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.helpers.running import called, project
from tests.intake.fetches import HOUR, NOW, Desk
from tests.servers.web import Reply, article, rss, serving

LONG = ["The council approved the new tram line by nine votes to four on Monday. " * 8]
BROKEN = (
    "http://℀.test/x", "http://[::1", "http://[::1/sm", "http://h.test:99999/", "http://h.test:x/", "http://]/",
    "http://[v1.x]/", "http://" + "a" * 300 + ".test/", "http://a..test/", "http://ⓐ℀/",
)  # fmt: skip
TEASER = "The first line of a longer text …"


@pytest.mark.parametrize("url", BROKEN)
def test_a_link_that_is_no_address_costs_itself(tmp_path: Path, url: str) -> None:
    desk = Desk(tmp_path)
    with serving() as site:
        links = [(url, "Broken", TEASER, ""), (site.url("/good"), "Good", TEASER, "")]
        site.put("/feed.xml", rss(links))
        site.put("/good", article("Good", LONG))
        for now in (NOW, NOW + HOUR, NOW + 2 * HOUR):  # what an earlier run stored stops no later one
            (line,) = desk.fetch(now, feeds=[site.url("/feed.xml")]).lines
            assert line.status in ("new", "unchanged")
    assert len([file for file in desk.files() if b"nine votes to four" in file.read_bytes()]) == 1


@pytest.mark.parametrize("url", BROKEN)
def test_a_sitemap_or_a_redirect_that_is_no_address_costs_itself(tmp_path: Path, url: str) -> None:
    desk = Desk(tmp_path)
    with serving() as site:
        inner = "".join(f"<sitemap><loc>{one}</loc></sitemap>" for one in (url, site.url("/in.xml")))
        site.put("/index.xml", f"<sitemapindex>{inner}</sitemapindex>")
        entry = f"<url><loc>{site.url('/good')}</loc><lastmod>2026-03-03</lastmod></url>"
        site.put("/in.xml", f"<urlset><url><loc>{url}</loc><lastmod>2026-03-03</lastmod></url>{entry}</urlset>")
        site.put("/good", article("Good", LONG))
        site.replies["/away"] = Reply(status=302, headers={"Location": url.encode("utf-8").decode("latin-1")})
        for now in (NOW, NOW + HOUR, NOW + 2 * HOUR):
            run = desk.fetch(now, sitemaps=[site.url("/index.xml")], pages=[site.url("/away")])
            assert next(line.status for line in run.lines if line.kind == "sitemap") in ("new", "unchanged")
    assert len([file for file in desk.files() if b"nine votes to four" in file.read_bytes()]) == 1


class _Failing:
    """Rules on which the library that reads them fails."""

    def can_fetch(self, url: str, agent: str) -> bool:
        raise IndexError("a bug")


def test_a_fault_of_the_library_of_rules_costs_the_pages_of_its_host(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from briefing.intake.web import robots

    known = robots._parsed
    monkeypatch.setattr(robots, "_parsed", lambda text: _Failing() if "Crash" in text else known(text))
    with serving() as bad, serving() as good:
        bad.put("/robots.txt", "# Crash\nUser-agent: *\n")
        good.put("/robots.txt", "User-agent: *\nDisallow: /no\n")
        for site in (bad, good):
            site.put("/one", article("One", LONG))
        first, second = Desk(tmp_path).fetch(pages=[bad.url("/one"), good.url("/one")]).lines
    assert (first.status, first.words) == ("failed", ["its robots.txt cannot be understood (IndexError)"])
    assert second.status == "new"


def test_a_fault_of_our_own_is_not_taken_for_the_hosts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from briefing.intake.web import robots

    def fails(rules: object, url: str) -> bool:
        raise IndexError("a bug of ours")

    monkeypatch.setattr(robots, "allowed", fails)
    with serving() as site, pytest.raises(IndexError, match="a bug of ours"):
        site.put("/one", article("One", LONG))
        Desk(tmp_path).fetch(pages=[site.url("/one")])


@pytest.mark.parametrize("key", ["feeds", "sitemaps", "pages"])
@pytest.mark.parametrize("url", ["http://[::1", "http://℀.test/x", "http://h.test:99999/", "http://h.test:0/"])
def test_the_config_says_where_such_an_address_stands(tmp_path: Path, key: str, url: str) -> None:
    project(tmp_path, f"intake:\n  {key}:\n    - https://good.example/\n    - '{url}'\n")
    done = called("fetch", cwd=tmp_path)
    assert done.returncode == 2 and "config.yaml:4:7" in done.stderr and "an address that begins with" in done.stderr


@pytest.mark.parametrize("url", ["http://[::1]/", "http://[fd12::1]:8080/feed", "https://zürich.example/", "http://h/"])
def test_an_unusual_address_is_no_fault(tmp_path: Path, url: str) -> None:
    project(tmp_path, f"intake:\n  feeds: ['{url}']\n")
    assert called("fetch", "--dry-run", cwd=tmp_path).returncode == 0


def test_an_address_under_two_keys_is_a_fault_of_the_second(tmp_path: Path) -> None:
    text = "intake:\n  feeds:\n    - {url: https://x.example/a}\n  pages:\n    - https://x.example/b\n    - https://x.example/a\n"
    project(tmp_path, text)
    done = called("fetch", cwd=tmp_path)
    assert done.returncode == 2 and "config.yaml:6:7" in done.stderr and "each address once" in done.stderr
    project(tmp_path, text.replace("x.example/a\n", "x.example/a/\n"))
    assert called("fetch", "--dry-run", cwd=tmp_path).returncode == 0


@pytest.mark.parametrize(
    "text",
    [
        "intake:\n  days: 999999999\n  feeds: [https://x.example/]\n",
        "intake:\n  silent_days: 999999999\n  feeds: [https://x.example/]\n",
        "intake:\n  mailboxes: [{host: h, user: u, days: 999999999}]\n",
        "intake:\n  seconds: 99999999999999\n  feeds: [https://x.example/]\n",
        "rights:\n  keep_texts_days: 999999999\n",
        "window:\n  days: 999999999\n",
    ],
)
def test_an_age_beyond_all_calendars_is_a_fault_of_the_config(tmp_path: Path, text: str) -> None:
    project(tmp_path, text, {"a.txt": "A text.\n"})
    done = called("check", cwd=tmp_path)
    assert done.returncode == 2 and re.search(r"config.yaml:2:\d+: .* to 3\d+", done.stderr), done.stderr


def test_a_hundred_years_are_no_fault(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    with serving() as site:
        site.put("/feed.xml", rss([(site.url("/good"), "Good", TEASER, "Tue, 03 Mar 1931 05:30:00 GMT")]))
        site.put("/good", article("Good", LONG))
        (line,) = desk.fetch(feeds=[site.url("/feed.xml")], days=36_500).lines
    assert line.pages == 1
