"""Exports of readers, monitors, channels and phones; wires of agencies; pages as an archive and a print view have them."""

# ruff: noqa: E501 (what a file holds is not broken)

from __future__ import annotations

import csv
import io
import json

import pytest

from tests.helpers import format_seeds as seeds
from tests.prepare.readers.test_other_programs import HTML, TEXT, read, said, told

MOMENT = 1930000000  # 27 February 2031
FEEDS = {
    "reader of feeds": {"items": [{"title": seeds.TITLE, "author": "Ada Quill", "published": MOMENT * 1000, "origin": {"title": "Östmark Courier"}, "fullContent": HTML, "summary": {"content": seeds.SENTENCES[0]}}]},
    "reader of feeds, content in an object": {"items": [{"title": seeds.TITLE, "author": "Ada Quill", "published": MOMENT * 1000, "origin": {"title": "Östmark Courier"}, "content": {"content": HTML}}]},
    "monitor": {"status_code": "0", "result_content": {"data": [{"data": {"title": seeds.TITLE, "content": TEXT, "published": MOMENT * 1000, "source_type": ["NEWS"], "extra_author_attributes": {"name": "Ada Quill"}, "extra_source_attributes": {"name": "Östmark Courier"}}}]}},
    "content system": {"db": [{"meta": {"version": "5"}, "data": {
        "posts": [{"id": "p1", "title": seeds.TITLE, "html": HTML, "published_at": "2031-02-27T23:06:40Z"}],
        "posts_authors": [{"post_id": "p1", "author_id": "u2", "sort_order": 0}], "users": [{"id": "u1", "name": "Bo Reed"}, {"id": "u2", "name": "Ada Quill"}],
        "settings": [{"key": "title", "value": "Östmark Courier"}]}}]},
}  # fmt: skip


@pytest.mark.parametrize("name", FEEDS)
def test_exports_are_read_by_the_names_of_their_fields(name: str) -> None:
    (article,) = read("export.json", json.dumps(FEEDS[name]))
    assert told(article) == (seeds.TITLE, "Östmark Courier", "Ada Quill", "2031-02-27")
    assert all(sentence in said(article) for sentence in seeds.SENTENCES)


def _status(number: int, name: str) -> dict[str, object]:
    day = f"2031-03-0{number}T06:30:00.000Z"
    return {
        "id": str(number),
        "created_at": day,
        "content": HTML,
        "account": {"acct": "a@b.example", "display_name": name},
    }


def _posted(number: int, name: str) -> dict[str, object]:
    record = {"$type": "app.feed.post", "createdAt": f"2031-03-0{number}T06:30:00Z", "text": TEXT}
    return {"uri": f"at://x/{number}", "author": {"handle": "a.example", "displayName": name}, "record": record}


THREADS = {
    "before and after": {"ancestors": [_status(1, "Ada Quill")], "descendants": [_status(2, "Bo Reed"), _status(3, "Cy Marsh")]},
    "a tree": {"thread": {"post": _posted(1, "Ada Quill"), "replies": [{"post": _posted(2, "Bo Reed"), "replies": []}, {"post": _posted(3, "Cy Marsh")}]}},
    "a feed": {"feed": [{"post": _posted(1, "Ada Quill")}, {"post": _posted(2, "Bo Reed")}, {"post": _posted(3, "Cy Marsh")}]},
}  # fmt: skip


@pytest.mark.parametrize("name", THREADS)
def test_every_post_of_a_thread_is_read(name: str) -> None:
    found = read("thread.json", json.dumps(THREADS[name]))
    assert [told(article)[2:] for article in found] == [
        ("Ada Quill", "2031-03-01"),
        ("Bo Reed", "2031-03-02"),
        ("Cy Marsh", "2031-03-03"),
    ]
    assert all(seeds.SENTENCES[0] in said(article) for article in found)


def test_a_post_without_a_known_author_has_none() -> None:
    store = {
        "db": [
            {
                "data": {
                    "posts": [{"id": "p1", "title": seeds.TITLE, "html": HTML}],
                    "posts_authors": [{"post_id": "p9", "author_id": "u1"}],
                    "users": [{"id": "u1", "name": "Bo Reed"}],
                }
            }
        ]
    }
    (article,) = read("export.json", json.dumps(store))
    assert article.author is None


def test_a_monitor_s_table_in_utf_16() -> None:
    table = io.StringIO()
    rows = csv.writer(table, delimiter="\t")
    rows.writerow(["Date", "Headline", "URL", "Opening Text", "Hit Sentence", "Source", "Influencer", "Reach"])
    rows.writerow(
        [
            "04-Mar-2031 06:30AM",
            seeds.TITLE,
            "https://courier.example/1",
            " ".join(seeds.SENTENCES[:2]),
            seeds.SENTENCES[2],
            "Östmark Courier",
            "Ada Quill",
            "1200",
        ]
    )
    (article,) = read("monitor.csv", table.getvalue().encode("utf-16"))
    assert told(article) == (seeds.TITLE, "Östmark Courier", "Ada Quill", "2031-03-04")
    assert seeds.SENTENCES[0] in said(article)


CHANNEL = [
    {"type": "message", "subtype": "channel_join", "user": "U3", "text": "<@U3> has joined the channel", "ts": f"{MOMENT}.000100"},
    {"type": "message", "user": "U2", "text": f"<!here> {TEXT} See <https://courier.example/1|the page> &amp; more.", "ts": f"{MOMENT}.000200", "user_profile": {"real_name": "Jon Ek"},
     "attachments": [{"title": seeds.TITLE, "title_link": "https://courier.example/1", "text": seeds.SENTENCES[0], "service_name": "Östmark Courier", "ts": MOMENT}]},
]  # fmt: skip


def test_a_channel_s_messages_and_the_pages_under_them() -> None:
    message, page = read("2031-02-27.json", json.dumps(CHANNEL))
    assert told(message) == (None, None, "Jon Ek", "2031-02-27")
    assert said(message).endswith("See the page & more.") and "here" not in said(message)
    assert told(page) == (seeds.TITLE, "Östmark Courier", None, "2031-02-27")


STAMPS = ["[{day}, 06:3{n}:00] ", "{day}, 06:3{n} - ", "{day}, 6:3{n} PM - "]


@pytest.mark.parametrize("stamp", STAMPS)
@pytest.mark.parametrize(("day", "found"), [("24/03/2031", "2031-03-24"), ("3/24/31", "2031-03-24"), ("24.03.31", "2031-03-24"), ("2031-03-24", "2031-03-24"), ("04/03/2031", None)])  # fmt: skip
def test_a_chat_that_a_phone_exported(stamp: str, day: str, found: str | None) -> None:
    lines = [
        "Ada Quill: \u200eMessages are end-to-end encrypted.",
        "Ada Quill: Have you seen this?",
        "Jon Ek: " + "\n".join(seeds.SENTENCES[:2]),
        "Jon Ek: <Media omitted>",
        "~ Bo: " + seeds.SENTENCES[2],
    ]
    chat = "\n".join(stamp.format(day=day, n=number) + line for number, line in enumerate(lines))
    articles = read("chat.txt", chat)
    assert [(article.path, article.author and article.author.value) for article in articles] == [
        ("chat.txt#2", "Ada Quill"),
        ("chat.txt#3", "Jon Ek"),
        ("chat.txt#5", "Bo"),
    ]
    assert {article.published.day if article.published else None for article in articles} == {found}
    assert [sentence.text for sentence in articles[1].sentences] == list(seeds.SENTENCES[:2])
    source = articles[1].body.source_of(articles[1].sentences[1].span)
    assert source is not None and source.of(chat) == seeds.SENTENCES[1]


def test_a_list_of_hours_is_no_chat() -> None:
    programme = "\n".join(f"24/03/2031, 1{hour}:00 - The ferry leaves for Norrholm." for hour in range(5))
    (article,) = read("programme.txt", f"{programme}\n\n{TEXT}")
    assert article.path == "programme.txt"


NOTE = """

id: 4f1c9d0e2b3a4c5d8e9f0a1b2c3d4e5f
parent_id: 0a1b2c3d4e5f60718293a4b5c6d7e8f9
created_time: 2031-03-09T06:30:00.000Z
updated_time: 2031-03-10T08:00:00.000Z
author: Ada Quill
source_url: https://courier.example/2031/03/04/ferry
order: 0
type_: 1
"""


def test_the_record_under_a_note_is_read_and_set_aside() -> None:
    (article,) = read("note.md", f"{seeds.TITLE}\n\n{TEXT}{NOTE}")
    assert told(article) == (seeds.TITLE, "courier.example", "Ada Quill", "2031-03-04")
    assert "parent_id" not in said(article) and seeds.SENTENCES[-1] in said(article)
    (other,) = read("note.md", f"{seeds.TITLE}\n\n{TEXT}\n\nauthor: Ada Quill\nsource_url: https://courier.example/1\n")
    assert not other.blocks[-1].why.startswith("the record")


def test_the_list_at_the_head_of_highlights() -> None:
    head = f"# {seeds.TITLE}\n\n## Metadata\n- Author: [[Ada Quill]]\n- Full Title: {seeds.TITLE}\n- Category: #articles\n- URL: https://courier.example/1\n\n## Highlights\n"
    (article,) = read("highlights.md", head + "".join(f"- {sentence}\n" for sentence in seeds.SENTENCES))
    assert told(article)[0] == seeds.TITLE and told(article)[2] == "Ada Quill"
    assert article.url and article.url.value == "https://courier.example/1"
    assert "Category" not in said(article) and seeds.SENTENCES[0] in said(article)


DPA = """bdt0123 4 vm 345  dpa 0456

Verkehr/Schifffahrt/
(Zusammenfassung 1630 - neu: Reaktionen)
Die alte Fähre bleibt in Betrieb
Von Ada Quill, dpa =

Östmark (dpa) - Der Hafenrat von Östmark hat am Dienstag beschlossen, die alte Fähre bis zur Öffnung der Brücke fahren zu lassen.

Die Vorsitzende Ada Torp sagte, niemand werde ohne Schiff bleiben, und die Fähre sei im Winter überholt worden.

Sieben Mitglieder stimmten für die Fähre und sechs dagegen, wie aus der Niederschrift der Sitzung vom Dienstag hervorgeht.

Bo Reed, der für die Bootsleute spricht, sagte nach der Sitzung, der Beschluss gebe ihnen Zeit, andere Arbeit zu suchen.

# Notizblock

## Orte
- [Hafenamt](Kai 1, Östmark)

* * * *
Die folgenden Informationen sind nicht zur Veröffentlichung bestimmt

## Kontakte
- Autor: Ada Quill, +49 555 0102

dpa aq yyzz n1 bt
041630 Mrz 31
"""
EFE = """(AMPLIACIÓN) PUERTO TRANSBORDADOR

El consejo del puerto mantiene el viejo transbordador

Östmark, 4 mar (EFE).- El consejo del puerto de Östmark decidió este martes mantener el viejo transbordador en servicio.

La presidenta del consejo, Ada Torp, dijo que nadie se quedará sin barco y que el transbordador fue reparado en invierno.

Siete miembros votaron a favor y seis en contra de la propuesta, según el acta de la sesión de este martes. EFE

aq/jr

(foto) (vídeo)
"""


def test_a_german_wire_with_its_notepad() -> None:
    (article,) = read("dpa.txt", DPA)
    assert told(article) == ("Die alte Fähre bleibt in Betrieb", None, "Ada Quill", "2031-03-04")
    assert [sentence.text[:14] for sentence in article.sentences] == [
        "Der Hafenrat v",
        "Die Vorsitzend",
        "Sieben Mitglie",
        "Bo Reed, der f",
    ]


def test_a_spanish_wire_keeps_its_last_paragraph() -> None:
    (article,) = read("efe.txt", EFE)
    assert told(article)[0] == "El consejo del puerto mantiene el viejo transbordador"
    assert [sentence.text[:12] for sentence in article.sentences] == ["El consejo d", "La president", "Siete miembr"]
    assert article.sentences[-1].text.endswith("de este martes.")
    caption = "El viejo transbordador en el muelle de Östmark. EFE"
    (other,) = read("efe.txt", EFE.replace(" (EFE)", "").replace(" este martes. EFE", f" este martes.\n\n{caption}"))
    assert caption not in [block.span.of(other.body.string) for block in other.blocks if block.kept]


DATELINES = [
    ("ÖSTMARK, March 4, 2031 (NWA) ", "2031-03-04"),
    ("Östmark, 4 March 2031. ", "2031-03-04"),
    ("ÖSTMARK, March 4. /NWA/. ", None),
    ("Östmark, 4 mar (NWA).- ", None),
]


@pytest.mark.parametrize(("dateline", "day"), DATELINES)
@pytest.mark.parametrize(
    "above", ["", "The ferry of Östmark stays until the bridge opens, and the boatmen keep their work.\n\n"]
)
def test_datelines_without_a_dash_and_under_a_lead_in(dateline: str, day: str | None, above: str) -> None:
    (article,) = read("a.txt", f"{seeds.TITLE}\n\n{above}{dateline}{TEXT}")
    assert (article.published.day if article.published else None) == day
    if not above:
        assert article.sentences[0].text == seeds.SENTENCES[0]


def test_a_sentence_that_begins_with_a_place_and_a_day_is_whole() -> None:
    sentence = "In Östmark, the council of the harbour met on 4 March 2031. The boatmen came to listen to the council."
    (article,) = read("a.txt", f"{seeds.TITLE}\n\n{sentence}\n\n{TEXT}")
    assert article.published is None and article.sentences[0].text.startswith("In Östmark")


@pytest.mark.parametrize("label", ["PRESS RELEASE: ", "Press release | ", "News Release – "])
def test_a_release_s_label_is_no_part_of_its_headline(label: str) -> None:
    (article,) = read("release.txt", f"{label}{seeds.TITLE}\n\n{TEXT}")
    assert told(article)[0] == seeds.TITLE and article.genre == "press-release"
    (other,) = read("release.txt", f"Ferry: {seeds.TITLE}\n\nFor immediate release\n\n{TEXT}")
    assert told(other)[0] == f"Ferry: {seeds.TITLE}"


ARCHIVED = f"""<!DOCTYPE html><html lang="en"><head><title>{seeds.TITLE}</title></head><body><!-- BEGIN WAYBACK TOOLBAR INSERT --><div id="wm-ipp-base">
<a href="/web/" title="home">Web Archive</a><div>12 captures</div><div>04 Mar 2031 - 30 Nov 2032</div><div>The archive of the web is an initiative of a library that keeps digital pages of the web for everybody.</div></div><!-- END WAYBACK TOOLBAR INSERT -->
<h1>{seeds.TITLE}</h1><p>By Ada Quill</p>{HTML}</body></html>"""


def test_what_an_archive_puts_into_a_page_is_none_of_it() -> None:
    (article,) = read("page.html", ARCHIVED)
    assert told(article)[2] == "Ada Quill" and "initiative" not in article.body.string
    (cut,) = read("page.html", ARCHIVED.replace("<!-- END WAYBACK TOOLBAR INSERT -->", ""))
    assert all(sentence in said(cut) for sentence in seeds.SENTENCES)


MESSAGE_HEAD = """<p class=MsoNormal><b>From:</b> Östmark Courier &lt;news@courier.example&gt;<br><b>Sent:</b> Tuesday, March 4, 2031 6:30 AM<br>
<b>To:</b> Bo Reed &lt;bo@press.example&gt;<br><b>Subject:</b> Morning news of the harbour</p>"""


def _saved(body: str) -> str:
    return f'<html><head><meta name=Generator content="Word 15"></head><body lang=EN-GB><div class=WordSection1>{body}</div></body></html>'


def test_a_newsletter_saved_from_a_mail_program() -> None:
    story = '<tr><td><h2><a href="https://courier.example/{n}">{title}</a></h2><p>{text}</p><p><a href="https://courier.example/{n}">Read more</a></p></td></tr>'
    stories = story.format(n=1, title=seeds.TITLE, text=" ".join(seeds.SENTENCES[:2])) + story.format(
        n=2, title="The boatmen look for other work", text=" ".join(seeds.SENTENCES[2:] * 2)
    )
    first, second = read(
        "news.htm",
        _saved(f"{MESSAGE_HEAD}<table>{stories}</table><p>You receive this mail because you asked for it.</p>"),
    )
    assert told(first) == (seeds.TITLE, "Östmark Courier", None, "2031-03-04")
    assert told(second)[0] == "The boatmen look for other work"


def test_a_message_saved_from_a_mail_program() -> None:
    (article,) = read("mail.htm", _saved(f"{MESSAGE_HEAD}{HTML}"))
    assert told(article) == ("Morning news of the harbour", "Östmark Courier", None, "2031-03-04")
    assert [sentence.text for sentence in article.sentences] == list(seeds.SENTENCES)
    quoted = f"<h1>{seeds.TITLE}</h1>{HTML}<p>The letter reads:</p>{MESSAGE_HEAD}{HTML.replace('harbour', 'port')}"
    (other,) = read("page.htm", _saved(quoted))
    assert told(other)[0] == seeds.TITLE


@pytest.mark.parametrize("title", ["OAC News (Östmark Audio Corporation)", "Courier Online News"])
def test_a_record_whose_title_names_its_site_has_the_headline_of_its_text(title: str) -> None:
    host = title.split()[0].lower()
    record = {"title": title, "text": f"{seeds.TITLE}\n\nUpdated\n\n{TEXT}", "url": f"https://www.{host}.example/1"}
    (article,) = read("records.jsonl", json.dumps(record))
    assert told(article)[:2] == (seeds.TITLE, title) and article.blocks[0].kind == "title"


@pytest.mark.parametrize(
    "record",
    [
        {"title": "Courier News", "text": f"{seeds.TITLE}\n\n{TEXT}", "url": "https://other.example/1"},
        {"title": "Courier News", "text": TEXT, "url": "https://courier.example/1"},
        {"title": "Courier Times faces new claim", "text": f"{seeds.TITLE}\n\n{TEXT}", "url": "https://courier.example/1"},
        {"title": "Mail from the harbour council is read aloud", "text": f"{seeds.TITLE}\n\n{TEXT}", "url": "https://mail.example/1"},
    ],
)  # fmt: skip
def test_another_title_stays(record: dict[str, str]) -> None:
    (article,) = read("records.jsonl", json.dumps(record))
    assert told(article)[0] == record["title"]
