# ruff: noqa: E501 (what a file holds is not broken)

from __future__ import annotations

import time
from pathlib import Path

import pytest

from briefing.model import Article
from briefing.prepare.options import PrepareOptions, ReaderOptions
from briefing.prepare.prepare import prepare_file
from briefing.prepare.reading import read
from tests.prepare.bundles import exports

BUNDLES = {
    "Files.DOCX": exports.nexis_docx(),
    "Files.RTF": exports.nexis_rtf(),
    "nexis.txt": "\n".join(line for line, _ in exports.nexis_lines()).encode(),
    "lexis.txt": exports.lexis_txt(),
    "factiva.txt": exports.factiva_txt(),
    "Factiva.rtf": exports.rtf(exports.factiva_lines()),
    "factiva.htm": exports.factiva_html(),
    "20310307.HTML": exports.europresse(),
    "ProQuest.txt": exports.proquest_txt(),
    "ProQuest2.txt": exports.proquest_txt(numbered=False),
    "ProQuest.rtf": exports.rtf(exports.proquest_txt().decode().split("\n")),
    "genios.txt": exports.genios_txt(),
    "pmg.txt": exports.pmg_txt(),
    "review.md": exports.review_markdown().encode(),
    "review.txt": exports.review_text().encode(),
    "review.docx": exports.review_docx(),
    "clips.html": exports.several_articles(),
    "monitor.txt": exports.monitor_text().encode(),
    "board.html": exports.board(),
    "digest.eml": exports.digest(),
}


def articles(name: str, data: bytes) -> list[Article]:
    found, problems = prepare_file(name, data, PrepareOptions())
    assert not problems
    return found


@pytest.mark.parametrize("name", sorted(BUNDLES))
def test_each_article_of_a_bundle_is_one_of_its_own(name: str) -> None:
    found = articles(name, BUNDLES[name])
    assert [a.path for a in found] == [f"{name}#{n}" for n in (1, 2, 3)]
    for article, item in zip(found, exports.ITEMS, strict=True):
        assert article.title and article.title.value == item.title
        assert name == "clips.html" or (article.outlet and article.outlet.value == item.outlet)
        assert article.author and article.author.value == item.author
        assert article.published and (article.published.day == item.day or name == "digest.eml")
        said = " ".join(sentence.text for sentence in article.sentences)
        for paragraph in item.text:
            assert " ".join(paragraph.split()) in said
        for other in exports.ITEMS:
            assert other is item or other.text[0] not in said
        for furniture in exports.FURNITURE:
            assert furniture not in said


@pytest.mark.parametrize(
    "name", ["lexis.txt", "factiva.txt", "factiva.htm", "20310307.HTML", "ProQuest.txt", "review.md"]
)
def test_the_places_of_a_part_lead_into_the_file(name: str) -> None:
    data = BUNDLES[name].decode()
    for article in articles(name, BUNDLES[name]):
        for sentence in article.sentences:
            place = article.body.source_of(sentence.span)
            assert place is not None
            assert place.of(data) == sentence.span.of(article.body.string)


@pytest.mark.parametrize("name", ["lexis.txt", "factiva.txt", "pmg.txt", "review.md", "review.txt"])
def test_the_text_of_a_part_is_its_stretch_of_the_file(name: str) -> None:
    data = BUNDLES[name].decode()
    found = articles(name, BUNDLES[name])
    assert all(article.body.string in data for article in found)
    places = [data.index(article.body.string) for article in found]
    assert places == sorted(places)


def test_an_export_of_one_document_keeps_its_path_and_has_its_details() -> None:
    whole = BUNDLES["factiva.txt"].decode()
    article = articles("one.txt", whole.partition("\n\n\n")[0].encode())[0]
    assert (article.path, article.title and article.title.value) == ("one.txt", exports.ITEMS[0].title)
    assert article.outlet and article.outlet.value == "Östmark Courier"
    assert article.sentences[0].text.startswith("The harbour council")


def test_a_part_that_states_no_day_has_none_of_the_file() -> None:
    undated = BUNDLES["nexis.txt"].decode()
    for day in exports.long_days():
        undated = undated.replace(f"{day} Tuesday", "Spring edition").replace(f"Load-Date: {day}", "Load-Date: unknown")
    found = articles("2031-03-09 export.txt", undated.encode())
    assert len(found) == 3
    assert [article.published for article in found] == [None, None, None]


@pytest.mark.parametrize("name", sorted(exports.SINGLE))
@pytest.mark.parametrize("end", [".txt", ".md"])
def test_a_single_article_is_never_split(name: str, end: str) -> None:
    found, _ = read(f"one{end}", exports.SINGLE[name].encode(), ReaderOptions())
    assert [raw.path for raw in found] == [f"one{end}"]


def test_a_page_with_teasers_in_article_elements_is_one() -> None:
    teasers = "".join(f"<article><h3>{i.title}</h3><p>{i.text[0]}</p></article>" for i in exports.ITEMS[1:])
    text = "".join(f"<p>{p}</p>" for i in exports.ITEMS for p in i.text)
    page = f"<html><body><article><h1>{exports.ITEMS[0].title}</h1>{text}</article>{teasers}</body></html>"
    found, _ = read("page.html", page.encode(), ReaderOptions())
    assert [raw.path for raw in found] == ["page.html"]


def test_linked_headings_of_one_page_or_teasers_under_it_part_nothing() -> None:
    """Headings of one article stand in one element; what teasers tell is little of the page."""
    item = exports.ITEMS[0]
    text = "".join(f"<p>{paragraph}</p>" for paragraph in item.text)
    sections = "".join(f"<h2><a href='/{n}'>Section {n} of the vote</a></h2>{text}" for n in range(3))
    teasers = "".join(
        f"<div><h3><a href='/{n}'>{other.title}</a></h3><p>{other.text[0]}</p></div>"
        for n, other in enumerate(exports.ITEMS[1:])
    )
    for body in (f"<div>{sections}</div>", f"<div>{text * 3}</div>{teasers}"):
        page = f"<html><head><title>{item.title}</title></head><body><h1>{item.title}</h1>{body}</body></html>"
        assert len(articles("page.html", page.encode())) == 1


def test_a_cut_export_gives_what_can_be_read() -> None:
    data = BUNDLES["nexis.txt"]
    for end in range(200, len(data), 97):
        found, problems = prepare_file("cut.txt", data[:end], PrepareOptions())
        assert found or problems


def test_the_head_of_a_single_article_is_read_and_set_aside() -> None:
    article = articles("a.txt", exports.SINGLE["statement"].encode())[0]
    assert article.title and article.title.value == "Old ferry stays"
    assert article.outlet and article.outlet.value == "Östmark Courier"
    assert article.published and article.published.day == "2031-03-04"
    assert not any("Source" in s.text or "Title" in s.text for s in article.sentences)


@pytest.mark.parametrize("name", ["lexis.txt", "factiva.txt", "review.md"])
def test_time_grows_with_the_length(name: str) -> None:
    """Five times the articles take about five times as long; a quadratic step would take twenty-five times."""
    data = BUNDLES[name]

    def seconds(times: int) -> float:
        text = data * times
        begin = time.process_time()
        found, _ = read(name, text, ReaderOptions())
        assert len(found) >= 1
        return time.process_time() - begin

    seconds(10)
    small, large = min(seconds(60) for _ in range(3)), min(seconds(300) for _ in range(3))
    assert large < 12 * small + 0.05


def test_the_tables_of_labels_name_no_role_that_is_not_known() -> None:
    from briefing import language
    from briefing.prepare.bundles.labels import ROLES, table

    for code in language.languages():
        known = set(ROLES) | {"counters", "of"}
        assert set(language.table("heads", code)) <= known, code
    assert all(label == label.lower() for label in table())
    assert Path(language.__file__).is_file()


FOOT = "\n".join([
    exports.ITEMS[0].title, *exports.ITEMS[0].text, "", f"Article Name:{exports.ITEMS[0].title}",
    "Publication:Östmark Courier", "Section:Front page", "Author:ADA QUILL", "Date:4 Mar 2031", "Start Page:1", "",
    "Sent to you by a reader of the Courier. Please do not copy or forward it beyond your own household's use.",
])  # fmt: skip


def test_details_at_the_foot_are_those_of_the_article_above() -> None:
    (article,) = articles("shared.txt", FOOT.encode())
    assert article.title and article.title.value == exports.ITEMS[0].title
    assert article.outlet and article.outlet.value == "Östmark Courier"
    assert article.author and article.author.value == "ADA QUILL"
    assert article.published and article.published.day == "2031-03-04"
    assert [s.text for s in article.sentences if "Courier" in s.text or ":" in s.text] == []
    assert len(article.sentences) == 3


def test_labels_within_an_article_are_no_foot() -> None:
    text = FOOT + "\n\n" + "\n".join(paragraph for item in exports.ITEMS for paragraph in item.text)
    (article,) = articles("minutes.txt", text.encode())
    assert article.sentences[0].text == exports.ITEMS[0].text[0]
    assert any(s.text == exports.ITEMS[2].text[0] for s in article.sentences)


def test_numbered_documents_under_a_line_that_names_outlet_and_day() -> None:
    parts = []
    for number, item in enumerate(exports.ITEMS, 1):
        year, month, day = item.day.split("-")
        parts.append(
            f"Dokument {number} von 3\n{'_' * 60}\n\n{item.outlet} vom {day}.{month}.{year}, Seite 3 / Lokales\n\n{item.title}\n\n"
            + "\n".join(item.text)
            + f"\n\nAutor:    {item.author}\nQuelle:   {item.outlet} vom {day}.{month}.{year}, Seite 3\nRessort:  Lokales\n"
            f"Dauerhafte Adresse des Dokuments: https://archive.example/doc/OC__{number}\n"
        )
    found = articles("archive.txt", "\n\n".join(parts).encode())
    assert [a.title.value if a.title else None for a in found] == [item.title for item in exports.ITEMS]
    assert [a.author.value if a.author else None for a in found] == [item.author for item in exports.ITEMS]
    assert [a.published.day if a.published else None for a in found] == [item.day for item in exports.ITEMS]
    assert [a.url.value if a.url else None for a in found] == [
        f"https://archive.example/doc/OC__{n}" for n in (1, 2, 3)
    ]


def test_counted_lines_without_labels_part_nothing() -> None:
    text = "\n\n".join(f"Artikel {n} von 3\n\n{' '.join(item.text)}" for n, item in enumerate(exports.ITEMS, 1))
    assert len(articles("law.txt", text.encode())) == 1
