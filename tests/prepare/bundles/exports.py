"""Exports of press databases and press reviews as people have them, about places and papers that do not exist."""

# ruff: noqa: E501 (what a file holds is not broken)

from __future__ import annotations

from dataclasses import dataclass

from tests.helpers import format_seeds as seeds


@dataclass(frozen=True)
class Item:
    title: str
    outlet: str
    author: str
    day: str  # ISO 8601
    long_day: str  # as English exports write it
    text: tuple[str, ...]


ITEMS = (
    Item(
        "Old ferry stays until the bridge opens",
        "Östmark Courier",
        "Ada Quill",
        "2031-03-04",
        "March 4, 2031",
        (
            "The harbour council of Östmark voted on Tuesday to keep the old ferry in service until the new bridge opens.",
            "“Nobody will be stranded,” said the council's chair, Bo Reed, who had argued for the ferry for two years.",
            "The vote was closer than expected, with seven members for it and six of them against.",
        ),
    ),
    Item(
        "Velm glassworks lights a second furnace",
        "Velm Business Weekly",
        "Nils Arbo",
        "2031-03-05",
        "March 5, 2031",
        (
            "The glassworks of Velm lit a second furnace on Wednesday and will hire forty people before the summer.",
            "It is the first furnace to be built in the valley since 1998, the company's director Ina Sol told reporters.",
        ),
    ),
    Item(
        "Comet seen from every island",
        "Daily Lantern",
        "Rut Holme",
        "2031-03-06",
        "March 6, 2031",
        (
            "A comet with two tails was seen from every island of the Östmark group in the night to Thursday.",
            "Astronomers at the Velm observatory said that it would stay visible to the naked eye for another nine days.",
        ),
    ),
)


def long_days() -> list[str]:
    return [item.long_day for item in ITEMS]


def nexis_lines() -> list[tuple[str, bool]]:
    """(line, is it a heading?): a cover page, a table of contents, then the documents."""
    lines = [("User Name: = Public Library", False), ("Documents (3)", False)]
    for number, item in enumerate(ITEMS, 1):
        lines += [
            (f"{number}. {item.title}", False),
            ("Client/Matter: -None-", False),
            (f"Sources: {item.outlet}", False),
        ]
    for item in ITEMS:
        lines += [
            (item.title, True), (item.outlet, False), (f"{item.long_day} Tuesday", False),
            (f"Copyright 2031 {item.outlet} All Rights Reserved", False), ("Section: LOCAL; Pg. 2", False),
            ("Length: 61 words", False), (f"Byline: {item.author}", False), ("Body", False),
            *((paragraph, False) for paragraph in item.text),
            ("Classification", False), ("Language: ENGLISH", False), ("Subject: FERRIES (90%); BRIDGES (71%)", False),
            (f"Load-Date: {item.long_day}", False), ("End of Document", False),
        ]  # fmt: skip
    return lines


def nexis_docx() -> bytes:
    heading = '<w:pPr><w:pStyle w:val="Heading1"/></w:pPr>'
    body = "".join(
        f"<w:p>{heading if is_heading else ''}<w:r><w:t>{line}</w:t></w:r></w:p>" for line, is_heading in nexis_lines()
    )
    document = f'<w:document xmlns:w="{seeds._W}"><w:body>{body}</w:body></w:document>'
    return seeds.zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": document})


def nexis_rtf() -> bytes:
    return rtf([line for line, _ in nexis_lines()])


def rtf(lines: list[str]) -> bytes:
    text = "\\par\n".join(line if line.isascii() else "".join(map(_escaped, line)) for line in lines)
    return ("{\\rtf1\\ansi\\ansicpg1252 " + text + "\\par}").encode("ascii")


def _escaped(char: str) -> str:
    return char if char.isascii() else f"\\u{ord(char)}?"


def lexis_txt() -> bytes:
    found = []
    for number, item in enumerate(ITEMS, 1):
        head = (
            f"{' ' * 30}{number} of 3 DOCUMENTS\n\n\n{' ' * 26}{item.outlet}\n\n{' ' * 24}{item.long_day} Tuesday\n\n"
        )
        body = "\n\n".join(_wrapped(paragraph, 70) for paragraph in item.text)
        foot = f"LOAD-DATE: {item.long_day}\n\nLANGUAGE: ENGLISH\n\nPUBLICATION-TYPE: Newspaper\n\n"
        end = f"{' ' * 15}Copyright 2031 {item.outlet}\n{' ' * 20}All Rights Reserved\n\n"
        found.append(
            f"{head}{item.title}\n\nBYLINE: {item.author}\n\nSECTION: NEWS; Pg. 2\n\nLENGTH: 61 words\n\n\n{body}\n\n{foot}\n{end}"
        )
    return "\n".join(found).encode()


def _wrapped(text: str, width: int) -> str:
    lines, line = [], ""
    for word in text.split():
        if line and len(line) + 1 + len(word) > width:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}".strip()
    return "\n".join([*lines, line])


def factiva_txt() -> bytes:
    found = []
    for number, item in enumerate(ITEMS, 1):
        head = f"HD {item.title}\nBY {item.author}\nWC 61 words\nPD {item.long_day}\nSN {item.outlet}\nSC VLMX\nLA English\n"
        text = f"LP\n{item.text[0]}\nTD\n" + "\n".join(item.text[1:])
        found.append(
            f"{head}{text}\nCO velmgl : Velm Glassworks\nRE ost : Östmark\nAN Document VLMX00002031030{number}ek3400{number}q\n"
        )
    return "\n\n".join(found).encode()


def factiva_lines() -> list[str]:
    lines = []
    for number, item in enumerate(ITEMS, 1):
        lines += [
            item.title,
            item.author,
            "61 words",
            item.long_day,
            item.outlet,
            "VLMX",
            "English",
            f"(c) 2031 {item.outlet}.",
        ]
        lines += [*item.text, f"Document VLMX00002031030{number}ek3400{number}q"]
    return lines


def factiva_html() -> bytes:
    rows = "".join(f"<div>{line}</div>" for line in factiva_lines())
    return f'<html><head><meta charset="utf-8"><title>Factiva</title></head><body>{rows}</body></html>'.encode()


def europresse() -> bytes:
    found = []
    for item in ITEMS:
        text = "".join(f"<p>{paragraph}</p>" for paragraph in item.text)
        found.append(
            f'<article><header><span class="DocPublicationName"><b>{item.outlet}</b>, no. 12</span>'
            f'<span class="DocHeader">Local, {item.long_day}, p. 4</span><div class="titreArticle"><p class="rdp__articletitle">'
            f'{item.title}</p></div><div class="docAuthors"><p>{item.author}</p></div></header><section><div class="DocText">'
            f'{text}</div></section><footer><div class="publiC-lblNodoc"><p>Numéro de document : news·20310304·OC·17</p></div>'
            f"<div>© 2031 {item.outlet}. Tous droits réservés.</div></footer></article>"
        )
    return f'<html><head><meta charset="utf-8"><title>Europresse</title></head><body>{"".join(found)}</body></html>'.encode()


def proquest_txt(numbered: bool = True) -> bytes:
    found = ["ProQuest\n"]
    for number, item in enumerate(ITEMS, 1):
        count = f"Document {number} of 3\n\n" if numbered else ""
        text = "\n".join(item.text)
        found.append(
            f"{'_' * 60}\n\n{count}{item.title}\n\nAuthor: {item.author}\n\nPublication info: {item.outlet} ; Velm [Velm]. {item.long_day}: 4.\n\n"
            f"Abstract: {item.text[0]}\n\nFull text: {text}\n\nTitle: {item.title}\n\nPublication title: {item.outlet}; Velm\n\n"
            f"Publication date: {item.long_day}\n\nSource type: Newspapers\n\nProQuest document ID: 90210{number}\n\nDatabase: Newsstand\n"
        )
    return "\n".join(found).encode()


def genios_txt() -> bytes:
    found = []
    for number, item in enumerate(ITEMS, 1):
        year, month, day = item.day.split("-")
        text = "\n\n".join(item.text)
        found.append(
            f"Dokument {number} von 3\n\n{item.title}\n\nQuelle: {item.outlet} vom {day}.{month}.{year}, Nr. 54, S. 3\nRessort: Lokales\n"
            f"Autor: {item.author}\nISSN: 1234-567X\n\n{text}\n\nDokumentnummer: OC2031{number}\nAlle Rechte vorbehalten: (c) {item.outlet}\n"
        )
    return "\n\n".join(found).encode()


def pmg_txt() -> bytes:
    """Labels alone part the articles."""
    found = []
    for item in ITEMS:
        year, month, day = item.day.split("-")
        text = "\n".join(item.text)
        found.append(
            f"Titel: {item.title}\nAutor: {item.author}\nQuelle: {item.outlet}\nDatum: {day}.{month}.{year}\nSeite: 4\nAuflage: 12.300\n"
            f"Gattung: Tageszeitung\n\n{text}\n"
        )
    return "\n\n".join(found).encode()


def review_markdown() -> str:
    found = ["# Press review, 7 March 2031", "", "1. Old ferry stays", "2. Velm glassworks", "3. Comet", ""]
    for item in ITEMS:
        found += [f"## {item.title}", "", f"*{item.outlet}, {item.long_day}*", "", f"By {item.author}", ""]
        found += [line for paragraph in item.text for line in (paragraph, "")]
    return "\n".join(found)


def review_text() -> str:
    found = ["PRESS REVIEW", "7 March 2031", ""]
    for item in ITEMS:
        found += [item.title, f"{item.outlet} | {item.long_day} | {item.author}", ""]
        found += [line for paragraph in item.text for line in (paragraph, "")]
        found += ["* * *", ""]
    return "\n".join(found)


def review_docx() -> bytes:
    lines = [line for line in review_text().split("\n") if line]
    body = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in lines)
    document = f'<w:document xmlns:w="{seeds._W}"><w:body>{body}</w:body></w:document>'
    return seeds.zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": document})


def several_articles() -> bytes:
    found = []
    for item in ITEMS:
        text = "".join(f"<p>{paragraph}</p>" for paragraph in item.text)
        found.append(
            f"<article><h2>{item.title}</h2><p class='byline'>By {item.author}</p><p class='date'>{item.long_day}</p>{text}</article>"
        )
    return f'<html><head><meta charset="utf-8"><title>Clips</title></head><body>{"".join(found)}</body></html>'.encode()


def monitor_text() -> str:
    """A media monitor's digest: counted articles, a link at the foot of each, a rule between two."""
    found = ["MONITOR", "7 March 2031", "3 articles", ""]
    for number, item in enumerate(ITEMS, 1):
        found += [f"{number}. {item.title}", f"{item.outlet} | {item.long_day} | Reach: 1.2M | By {item.author}", ""]
        found += [line for paragraph in item.text for line in (paragraph, "")]
        found += [f"Read the full article: https://c.example/{number}", "", "-" * 60, ""]
    return "\n".join(found)


def board(links: str = "<a href='/{}'>{}</a>") -> bytes:
    """A saved board of a reader of feeds: entries under linked headlines."""
    found = []
    for number, item in enumerate(ITEMS):
        text = "".join(f"<p>{paragraph}</p>" for paragraph in item.text)
        head = f"<h2>{links.format(number, item.title)}</h2><div><span>{item.outlet}</span></div>"
        found.append(f"<div class='entry'>{head}<div>By {item.author}</div><div>{item.long_day}</div>{text}</div>")
    return f'<html><head><meta charset="utf-8"><title>Board</title></head><body><h1>Board</h1>{"".join(found)}</body></html>'.encode()


def digest(head: str = "") -> bytes:
    rows = [
        '<tr><td><a href="v">View in browser</a></td></tr><tr><td><p>Good morning from Velm, where it snows.</p></td></tr>'
    ]
    for item in ITEMS:
        text = "".join(f"<p>{paragraph}</p>" for paragraph in item.text)
        rows.append(
            f'<tr><td><h2><a href="https://t.example/1">{item.title}</a></h2><p>{item.outlet} · {item.author}</p>{text}'
            '<p><a href="https://t.example/1">Read the full story</a></p></td></tr>'
        )
    rows.append(
        "<tr><td><p>SPONSORED</p><p>Warm socks for cold ferries: try a pair for thirty days and send them back.</p></td></tr>"
    )
    page = f"<html><body><table>{''.join(rows)}</table></body></html>"
    return seeds.eml(page, "text/html", "List-Unsubscribe: <https://velm.example/u>\n" + head)


SINGLE = {
    "subheads": "Ferry stays\n\nÖstmark Courier, 4 March 2031\n\n" + "\n\n".join(
        f"{head}\n\n{item.text[0]} {item.text[1]}" for head, item in zip(("The vote", "What it costs", "What comes next"), ITEMS, strict=True)),
    "timeline": "How the bridge came about\n\n" + "\n\n".join(f"{item.long_day}\n\n{item.text[0]}" for item in ITEMS),
    "live": "Live: the storm over Velm\n\n" + "\n\n".join(f"{hour}:30 Harbour closed\n\nMarch 4, 2031\n\n{item.text[0]} {item.text[1]}" for hour, item in enumerate(ITEMS, 9)),
    "pages": "\n\n".join(f"Page {n} of 3\n\n{item.text[0]}\n\n{item.text[1]}" for n, item in enumerate(ITEMS, 1)),
    "interview": "An evening with Ada Quill\n\n" + "\n\n".join(f"Courier: What happened then?\n\nQuill: {item.text[0]}" for item in ITEMS),
    "related": ITEMS[0].title + "\n\n" + "\n\n".join(ITEMS[0].text) + "\n\nRead more\n\n" + "\n".join(f"{i.title}\n{i.outlet}, {i.long_day}" for i in ITEMS[1:]),
    "statement": "Title: Old ferry stays\nDate: March 4, 2031\nSource: Östmark Courier\n\n" + "\n\n".join(p for i in ITEMS for p in i.text),
    "rules": "Ferry notes\n\n" + f"\n\n{'_' * 60}\n\n".join(" ".join(i.text) for i in ITEMS),
}  # fmt: skip

FURNITURE = (
    "Client/Matter", "Load-Date", "LOAD-DATE", "End of Document", "FERRIES", "61 words", "velmgl", "Document VLMX", "Numéro de document",
    "Tous droits", "ProQuest document", "Auflage", "Dokumentnummer", "Sources:", "Warm socks", "View in browser", "Read the full",
)  # fmt: skip
