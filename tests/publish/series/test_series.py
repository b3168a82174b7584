"""What stands beside the editions: the list, its search, the feed, the ways between editions."""

from __future__ import annotations

import json
import re
import shutil
import xml.etree.ElementTree as ET
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest

from briefing.publish.page.labels import labels, languages
from briefing.publish.series.catalogue import months
from briefing.publish.series.options import SeriesOptions
from briefing.publish.series.pages import SeriesDesign, beside, ways
from tests.helpers.running import SAMPLE, SAMPLE_DAY, called, digest_of
from tests.helpers.series import Row, write

ATOM = "{http://www.w3.org/2005/Atom}"
HOSTILE = '</script><b onload="x">&\u2028 \u202e'


def made(out: Path, **about: object) -> dict[str, bytes]:
    """Writes what stands beside the editions, and returns it."""
    files = beside(out, SeriesDesign(title="Harbour Letter", language="en", **about))  # type: ignore[arg-type]
    for name, content in files.items():
        (out / name).parent.mkdir(exist_ok=True)
        (out / name).write_bytes(content)
    return files


@pytest.fixture
def out(tmp_path: Path) -> Path:
    for name in ("2026-02-27", "2026-02-23_2026-03-01", "2026-03-02", "2026-03-04"):
        rows = [Row(text=f"The ferry of {name} sank.", speaker="Ada Roe"), Row(text="Trams stood.", story="Trams")]
        folder = write(tmp_path / "out", name, rows)
        for file in ("brief.html", "brief.pdf", "brief.eml", "brief.txt"):
            (folder / file).write_text("a page")
    return tmp_path / "out"


class Links(HTMLParser):
    """The links and ids of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.links += [str(found["href"])] if "href" in found else []
        self.ids += [str(found["id"])] if "id" in found else []
        if found.get("http-equiv") == "refresh":
            self.links.append(str(found["content"]).partition("url=")[2])


def broken(out: Path) -> list[str]:
    """Links of all pages beside the editions that lead to nothing."""
    pages = [out / "index.html", *(out / "series").glob("*.html")]
    return [link for page in pages for link in Links(page.read_text()).links if not leads_somewhere(link, page, out)]


def leads_somewhere(link: str, page: Path, out: Path) -> bool:
    parts = urlsplit(link)
    target = (page.parent / unquote(parts.path)).resolve() if parts.path else page.resolve()
    if parts.scheme or not target.is_file() or not target.is_relative_to(out.resolve()):
        return False
    named = parts.fragment if target.name == "index.html" else ""
    return not named or named in Links(target.read_text()).ids


def test_all_links_hold_here_and_in_a_copy_elsewhere(out: Path, tmp_path: Path) -> None:
    files = made(out)
    assert broken(out) == []
    shutil.copytree(out, tmp_path / "elsewhere" / "copy")
    assert broken(tmp_path / "elsewhere" / "copy") == []
    assert not any(str(tmp_path).encode() in content for content in files.values())


def test_the_list_has_months_newest_first_with_all_forms_of_an_edition(out: Path) -> None:
    page = made(out)["index.html"].decode()
    assert re.findall(r'<h2 class="month" id="(m[\d-]+)">', page) == ["m2026-03", "m2026-02"]
    days = ["2026-03-04", "2026-03-02", "2026-02-23_2026-03-01", "2026-02-27"]
    assert re.findall(r'<h3 id="d([\d_-]+)">', page) == days
    for name in ("html", "pdf", "eml", "txt"):
        assert f'href="2026-03-04/brief.{name}"' in page
    assert "Monday 23 February 2026 – Sunday 1 March 2026" in page
    assert len(set(Links(page).ids)) == len(Links(page).ids)


def test_older_editions_are_a_line_each(out: Path) -> None:
    page = made(out, series=SeriesOptions(listed=1))["index.html"].decode()
    assert page.count("<h3 ") == 1 and page.count('class="short"') == 3


def leads(files: dict[str, bytes], name: str) -> str:
    return Links(files[f"series/{name}.html"].decode()).links[0]


def test_from_each_edition_to_the_next_and_back(out: Path) -> None:
    files = made(out)
    assert leads(files, "later-2026-03-02") == "../2026-03-04/brief.html"
    assert leads(files, "earlier-2026-03-02") == "../2026-02-23_2026-03-01/brief.html"
    assert leads(files, "earlier-2026-02-23_2026-03-01") == "../2026-02-27/brief.html"
    last = files["series/later-2026-03-04.html"].decode()
    assert "There is no later edition yet." in last and "refresh" not in last
    assert "There is no earlier edition." in files["series/earlier-2026-02-27.html"].decode()
    (out / "2026-03-04" / "brief.html").unlink()
    assert leads(made(out), "later-2026-03-02") == "../2026-03-04/brief.txt"
    for file in (out / "2026-03-04").glob("brief.[!j]*"):
        file.unlink()
    assert leads(made(out), "later-2026-03-02") == "../index.html#d2026-03-04"


def test_an_edition_is_the_same_whatever_comes_after_it(tmp_path: Path) -> None:
    shutil.copytree(SAMPLE, tmp_path / "sources")
    (tmp_path / "config.yaml").write_text("formats: [html]")
    assert called("build", "--quiet", "--date", SAMPLE_DAY, cwd=tmp_path).returncode == 0
    alone = digest_of(tmp_path / "out" / SAMPLE_DAY)
    assert called("build", "--quiet", "--date", "2026-03-04", cwd=tmp_path).returncode == 0
    assert digest_of(tmp_path / "out" / SAMPLE_DAY) == alone
    assert {"earlier.html", "later.html", "editions.html"} <= set(alone)
    assert all(f'href="{way}.html"'.encode() in alone["brief.html"] for way in ("earlier", "later", "editions"))
    assert broken(tmp_path / "out") == []
    done = called("verify", SAMPLE_DAY, "--strict", cwd=tmp_path)
    assert done.returncode == 0, done.stdout
    (tmp_path / "out" / SAMPLE_DAY / "later.html").write_text("elsewhere")
    assert "later.html: not what brief.json prints" in called("verify", SAMPLE_DAY, cwd=tmp_path).stdout


@pytest.mark.parametrize("layout", ["by-story", "by-section"])
def test_stories_and_statements_have_addresses_of_their_own(tmp_path: Path, layout: str) -> None:
    shutil.copytree(SAMPLE, tmp_path / "sources")
    (tmp_path / "config.yaml").write_text(f"formats: [html]\nlayout: {layout}")
    assert called("build", "--quiet", "--date", SAMPLE_DAY, cwd=tmp_path).returncode == 0
    ids = Links((tmp_path / "out" / SAMPLE_DAY / "brief.html").read_text()).ids
    brief = json.loads((tmp_path / "out" / SAMPLE_DAY / "brief.json").read_text())
    statements = {s["id"] for story in brief["stories"] for section in story["sections"] for s in section["statements"]}
    assert {story["id"] for story in brief["stories"]} | statements <= set(ids)
    assert len(ids) == len(set(ids))


def test_the_same_editions_give_the_same_bytes(out: Path, tmp_path: Path) -> None:
    files = made(out)
    assert made(out) == files  # from the months that are there
    shutil.copytree(out, tmp_path / "copy")
    shutil.rmtree(tmp_path / "copy" / "series")
    assert made(tmp_path / "copy") == files


def test_a_month_is_made_again_only_when_something_in_it_changed(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made(out)
    monkeypatch.setattr("briefing.publish.series.catalogue._row", lambda *_: pytest.fail("made again"))
    made(out)
    monkeypatch.undo()
    write(out, "2026-03-04", [Row(text="Nothing sank.")])
    assert b"Nothing sank." in made(out)["series/2026-03.js"]


@pytest.mark.parametrize("harm", [b"", b"alert(1)", b"// 1 x\n// y\nbriefingMonth(", None])
def test_a_damaged_month_is_made_again(out: Path, harm: bytes | None) -> None:
    files = made(out)
    file = out / "series" / "2026-03.js"
    file.write_bytes(file.read_bytes().replace(b"ferry", b"fairy") if harm is None else harm)
    assert made(out) == files


def test_a_damaged_edition_is_left_out_of_all_of_it(out: Path) -> None:
    (out / "2026-03-02" / "brief.json").write_text('{"stories": [{}]}')
    files = made(out)
    assert "d2026-03-02" not in files["index.html"].decode()
    assert leads(files, "later-2026-02-23_2026-03-01") == "../2026-03-04/brief.html"
    assert broken(out) == []


def test_hostile_words_stay_words(tmp_path: Path) -> None:
    row = Row(text=HOSTILE, speaker=HOSTILE, outlet=HOSTILE, section=HOSTILE, story=HOSTILE)
    folder = write(tmp_path / "out", "2026-03-02", [row], title=HOSTILE)
    (folder / "brief.html").write_text("a page")
    files = made(tmp_path / "out")
    for name in ("index.html", "feed.xml"):
        assert b"<b onload" not in files[name]
    script = files["series/2026-03.js"].decode()
    assert "\u2028" not in script
    data = json.loads(script[script.index("[") : script.rindex("]") + 1])
    assert data[0]["said"][0][1] == HOSTILE
    ET.fromstring(files["feed.xml"])


def test_the_feed_is_atom(out: Path) -> None:
    root = ET.fromstring(made(out)["feed.xml"])
    assert root.tag == f"{ATOM}feed" and root.findtext(f"{ATOM}title") == "Harbour Letter"
    entries = root.findall(f"{ATOM}entry")
    assert len(entries) == 4
    for needed in ("id", "title", "updated"):
        assert all(entry.findtext(f"{ATOM}{needed}") for entry in [root, *entries])
    assert len({entry.findtext(f"{ATOM}id") for entry in entries}) == 4
    links = {link.get("rel"): link.get("href") for link in entries[0].findall(f"{ATOM}link")}
    assert links == {"alternate": "2026-03-04/brief.html", "enclosure": "2026-03-04/brief.pdf"}
    assert entries[0].findtext(f"{ATOM}updated") == "2026-03-04T06:00:00+00:00"
    assert "The ferry of 2026-03-04 sank." in "".join(entries[0].itertext())
    assert not root.findall(f"{ATOM}link[@rel='self']")


def test_the_feed_of_a_series_with_an_address(out: Path) -> None:
    options = SeriesOptions(address="https://news.example.org/briefs", feed=1)
    root = ET.fromstring(made(out, series=options)["feed.xml"])
    own = [link.get("href") for link in root.findall(f"{ATOM}link[@rel='self']")]
    assert own == ["https://news.example.org/briefs/feed.xml"]
    links = [link.get("href") for link in root.findall(f"{ATOM}entry/{ATOM}link[@rel='alternate']")]
    assert links == ["https://news.example.org/briefs/2026-03-04/brief.html"]


def test_without_editions_the_list_says_so(tmp_path: Path) -> None:
    files = beside(tmp_path, SeriesDesign(title="A", language="en"))
    assert b"There is no edition yet." in files["index.html"] and b"<script" not in files["index.html"]
    ET.fromstring(files["feed.xml"])


@pytest.mark.parametrize("language", languages())
def test_every_language_has_the_ways(language: str) -> None:
    files = ways("2026-03-03", labels(language), language)
    assert set(files) == {"earlier.html", "later.html", "editions.html"}
    assert all(labels(language)[key] in files[f"{key}.html"].decode() for key in ("earlier", "later"))


def test_a_template_of_ones_own_for_the_list(out: Path, tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "index.html.j2").write_text(
        "{% for edition in editions %}{{ edition.date }} {{ edition.headlines | join(', ') }};{% endfor %}"
    )
    page = made(out, templates=tmp_path / "templates")["index.html"].decode()
    assert page.startswith("2026-03-04 The bridge, Trams;2026-03-02 The bridge")


def test_the_months_hold_the_editions_by_their_last_day(out: Path) -> None:
    assert [(month.name, [entry.name for entry in month.entries]) for month in months(out)] == [
        ("2026-03", ["2026-03-04", "2026-03-02", "2026-02-23_2026-03-01"]),
        ("2026-02", ["2026-02-27"]),
    ]


def said(out: Path, name: str, place: int) -> dict[str, Any]:
    """A story's first statement, as an edition's brief.json has it."""
    brief = json.loads((out / name / "brief.json").read_text())
    statement: dict[str, Any] = brief["stories"][place]["sections"][0]["statements"][0]
    return statement


WRONG = "source withdrawn"


def test_what_was_put_right_later_is_marked_in_list_and_feed(out: Path) -> None:
    ferry = said(out, "2026-03-02", 0)
    for day, why in (("2026-03-05", WRONG), ("2026-03-06", "superseded")):
        folder = write(out, day, [Row(text="Ships lay.")], [("2026-03-02", ferry, why)])
        (folder / "brief.html").write_text("a page")
    files = made(out)
    page = files["index.html"].decode()
    mark = '<strong><a href="2026-03-05/brief.html#corrections">Put right in the edition of 5 Mar 2026</a>'
    assert page.count("Put right in the edition of") - page.count("data-put-right") == 1
    assert f"The bridge</bdi></a> {mark}: The source was withdrawn</strong></li>" in page
    assert broken(out) == []
    root = ET.fromstring(files["feed.xml"])
    entries = {entry.findtext(f"{ATOM}title", "").split(", ")[1]: entry for entry in root.findall(f"{ATOM}entry")}
    marked = entries["Monday 2 March 2026"]
    assert marked.findtext(f"{ATOM}updated") == "2026-03-05T06:00:00+00:00"
    assert [one.text for one in marked.iter("{http://www.w3.org/1999/xhtml}del")] == ["The ferry of 2026-03-02 sank."]
    others = [entry for day, entry in entries.items() if day != "Monday 2 March 2026"]
    assert not any("Put right" in "".join(entry.itertext()) for entry in others)
    assert entries["Wednesday 4 March 2026"].findtext(f"{ATOM}updated") == "2026-03-04T06:00:00+00:00"


def test_an_edition_of_several_days_is_marked_by_its_last(out: Path) -> None:
    week = "2026-02-23_2026-03-01"
    write(out, "2026-03-05", [Row(text="Ships lay.")], [("2026-03-01", said(out, week, 1), WRONG)])
    page = made(out)["index.html"].decode()
    assert "Trams</bdi></a> <strong>Put right in the edition of 5 Mar 2026: The source was withdrawn</strong>" in page


def test_a_statement_of_the_same_id_on_another_day_still_stands(out: Path) -> None:
    write(out, "2026-03-05", [Row(text="Ships lay.")], [("2026-03-04", said(out, "2026-03-02", 0), WRONG)])
    assert "<strong>" not in made(out)["index.html"].decode()


def test_words_of_a_correction_stay_words(out: Path) -> None:
    write(out, "2026-03-05", [Row(text="Ships lay.")], [("2026-03-02", said(out, "2026-03-02", 0), HOSTILE)])
    files = made(out)
    for name in ("index.html", "feed.xml"):
        assert b"<b onload" not in files[name] and b"&lt;b onload" in files[name]
    ET.fromstring(files["feed.xml"])
