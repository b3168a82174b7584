"""Files of other programs: wires, records, tables, subtitles, messages and saved pages; and what holds no article."""

# ruff: noqa: E501 (what a file holds is not broken)

from __future__ import annotations

import io
import json
import plistlib

import pytest

from briefing.model import Article
from briefing.prepare.options import PrepareOptions, ReaderOptions
from briefing.prepare.prepare import prepare_file
from tests.helpers import format_seeds as seeds

TEXT = "\n\n".join(seeds.SENTENCES)
HTML = "".join(f"<p>{sentence}</p>" for sentence in seeds.SENTENCES)


def read(name: str, data: bytes | str, options: PrepareOptions | None = None) -> list[Article]:
    data = data.encode() if isinstance(data, str) else data
    found, problems = prepare_file(name, data, options or PrepareOptions())
    assert not problems, problems
    return found


def told(article: Article) -> tuple[str | None, str | None, str | None, str | None]:
    """(title, outlet, author, day)"""
    return (
        article.title.value if article.title else None,
        article.outlet.value if article.outlet else None,
        article.author.value if article.author else None,
        article.published.day if article.published else None,
    )


def said(article: Article) -> str:
    return " ".join(sentence.text for sentence in article.sentences)


WHOLE = (seeds.TITLE, "Östmark Courier", "Ada Quill", "2031-03-04")
RECORDS = {
    "wordpress": {
        "title": {"rendered": seeds.TITLE}, "content": {"rendered": HTML}, "date_gmt": "2031-03-04T06:30:00", "link": "https://c.example/1",
        "site_name": "Östmark Courier", "author": {"name": "Ada Quill"},
    },
    "guardian": {
        "response": {"results": [{"webTitle": seeds.TITLE, "fields": {"bodyText": TEXT, "byline": "Ada Quill"}, "webPublicationDate": "2031-03-04T06:30:00Z", "publication": "Östmark Courier"}]}
    },
    "ninjs": {
        "type": "text", "headline": seeds.TITLE, "byline": "By Ada Quill", "body_xhtml": HTML, "versioncreated": "2031-03-05T06:30:00Z", "firstcreated": "2031-03-04T06:30:00Z", "provider": "Östmark Courier",
    },
    "ninjs 3": {
        "type": "text", "headlines": [{"role": "main", "value": seeds.TITLE}], "by": "Ada Quill", "bodies": [{"role": "main", "value": HTML}], "firstCreated": "2031-03-04T06:30:00+00:00", "source": {"name": "Östmark Courier"},
    },
    "ap": {
        "data": {"items": [{"item": {"type": "text", "headline": seeds.TITLE, "bylines": [{"by": "By Ada Quill"}], "body_nitf": HTML, "firstcreated": "2031-03-04T06:30:00Z", "source": "Östmark Courier"}}, {"item": {"type": "picture", "headline": "x"}}]}
    },
    "newspaper": [{"title": seeds.TITLE, "text": TEXT, "authors": ["Ada Quill"], "publish_date": "2031-03-04 00:00:00", "source_url": "https://c.example", "site_name": "Östmark Courier"}],
    "elastic": {"hits": {"hits": [{"_id": "7", "_source": {"title": seeds.TITLE, "body": TEXT, "author": "Ada Quill", "published": "2031-03-04", "publication": "Östmark Courier"}}]}},
    "reader": {"items": [{"title": seeds.TITLE, "summary": HTML, "author": "Ada Quill", "published": 1930372200, "origin": {"title": "Östmark Courier"}}]},
    "json-ld": {"headline": seeds.TITLE, "articleBody": TEXT, "author": {"@type": "Person", "name": "Ada Quill"}, "datePublished": "2031-03-04", "publisher": {"name": "Östmark Courier"}},
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(RECORDS))
@pytest.mark.parametrize("lines", [False, True])
def test_records_of_other_programs(name: str, lines: bool) -> None:
    record = RECORDS[name]
    data = "\n".join(json.dumps(record) for _ in range(1)) + ("\n" if lines else "")
    found = read("a.json", data)
    assert len(found) == 1
    assert told(found[0]) == WHOLE
    for sentence in seeds.SENTENCES:
        assert sentence in said(found[0])


def test_fields_that_a_user_names() -> None:
    options = PrepareOptions(
        ReaderOptions(record_fields={"Schlagzeile": "title", "Inhalt_lang": "text", "Blatt": "publisher"})
    )
    found = read(
        "a.json", json.dumps({"Schlagzeile": seeds.TITLE, "Inhalt_lang": TEXT, "Blatt": "Östmark Courier"}), options
    )
    assert told(found[0])[:2] == WHOLE[:2]


def test_a_network_s_archive_is_records() -> None:
    tweets = [{"tweet": {"id": "9", "full_text": seeds.SENTENCES[0], "created_at": "Tue Mar 04 06:30:00 +0000 2031"}}]
    found = read("tweets.js", "window.YTD.tweets.part0 = " + json.dumps(tweets))
    assert found[0].path == "tweets.js#9"
    assert found[0].published and found[0].published.day == "2031-03-04"


def test_a_record_of_a_cut_text_keeps_no_count_of_characters() -> None:
    found = read("a.json", json.dumps({"title": seeds.TITLE, "content": f"{seeds.SENTENCES[0]} … [+2310 chars]"}))
    assert "chars" not in found[0].body.string


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_table_of_articles(delimiter: str) -> None:
    quoted = TEXT.replace('"', '""')
    row = delimiter.join(["2031-03-04", seeds.TITLE, "Östmark Courier", "Ada Quill", f'"{quoted}"'])
    found = read(
        "a.csv", delimiter.join(["Publish Date", "Title", "Media_Name", "Author", "Text"]) + f"\n{row}\n{row}\n"
    )
    assert [article.path for article in found] == ["a.csv#1", "a.csv#2"]
    assert told(found[0]) == WHOLE


def test_a_spreadsheet_of_articles() -> None:
    import openpyxl

    book = openpyxl.Workbook()
    book.active.append(["Exported on 7 March"])
    book.active.append(["Date", "Headline", "Source", "Byline", "Body"])
    book.active.append(["2031-03-04", seeds.TITLE, "Östmark Courier", "Ada Quill", TEXT])
    stream = io.BytesIO()
    book.save(stream)
    assert [told(article) for article in read("a.xlsx", stream.getvalue())] == [WHOLE]


G2 = f"""<?xml version="1.0"?><newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" xml:lang="en"><itemMeta><itemClass qcode="ninat:text"/>
<provider><name>Östmark Courier</name></provider><versionCreated>2031-03-05T08:00:00Z</versionCreated><firstCreated>2031-03-04T06:30:00Z</firstCreated>
<title>SLUG-1</title></itemMeta><contentMeta><headline>{seeds.TITLE}</headline><by>Ada Quill</by><slugline>FERRY/</slugline></contentMeta>
<contentSet><inlineXML><html xmlns="http://www.w3.org/1999/xhtml"><body>{HTML}</body></html></inlineXML></contentSet></newsItem>"""
NITF = f"""<?xml version="1.0"?><!DOCTYPE nitf SYSTEM "nitf.dtd"><nitf><head><title>SLUG-1</title><docdata><date.issue norm="20310304T063000Z"/></docdata>
<pubdata name="Östmark Courier"/></head><body><body.head><hedline><hl1>{seeds.TITLE}</hl1></hedline><byline>By <person>Ada Quill</person></byline></body.head>
<body.content><block>{HTML}</block><media media-type="image"><media-caption>The ferry at noon, seen from the pier.</media-caption></media></body.content>
<body.end><tagline>ends</tagline></body.end></body></nitf>"""
NEWSML1 = f"""<?xml version="1.0"?><NewsML><NewsItem><Identification><NewsIdentifier><ProviderId>c.example</ProviderId></NewsIdentifier></Identification>
<NewsManagement><FirstCreated>20310304T063000+0000</FirstCreated></NewsManagement><NewsComponent><NewsComponent><Role FormalName="Main"/><NewsLines>
<HeadLine>{seeds.TITLE}</HeadLine><ByLine>Ada Quill</ByLine></NewsLines><AdministrativeMetadata><Provider><Party FormalName="Östmark Courier"/></Provider></AdministrativeMetadata>
<ContentItem><DataContent><body>{HTML}</body></DataContent></ContentItem></NewsComponent><NewsComponent><Role FormalName="Caption"/><ContentItem><DataContent>
<p>The ferry at noon, seen from the pier.</p></DataContent></ContentItem></NewsComponent></NewsComponent></NewsItem></NewsML>"""


@pytest.mark.parametrize("data", [G2, NITF, NEWSML1], ids=["g2", "nitf", "newsml1"])
def test_wires_are_read_by_their_roles(data: str) -> None:
    (article,) = read("a.xml", data)
    assert told(article) == WHOLE
    assert "SLUG" not in article.body.string
    assert "The ferry at noon" not in said(article)
    for sentence in seeds.SENTENCES:
        assert sentence in said(article)


def test_a_message_of_several_items_gives_an_article_each() -> None:
    item = G2.partition("?>")[2]
    found = read(
        "a.xml",
        f'<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><itemSet>{item}{item}</itemSet></newsMessage>',
    )
    assert [article.path for article in found] == ["a.xml#1", "a.xml#2"]


def test_what_an_agency_withdrew_is_no_article() -> None:
    data = G2.replace("<title>SLUG-1", '<pubStatus qcode="stat:canceled"/><title>SLUG-1')
    found, problems = prepare_file("a.xml", data.encode(), PrepareOptions())
    assert not found
    assert "withdrew" in problems[0].message


def test_subtitles_are_the_spoken_words_once() -> None:
    rolling = (
        "WEBVTT\n\n00:00:01.000 --> 00:00:03.000 align:start\n \nthe<00:00:01.5><c> ferry</c>\n\n00:00:03.000 --> 00:00:03.010\nthe ferry\n \n\n"
        "00:00:03.010 --> 00:00:05.000\nthe ferry\nstays<00:00:04.0><c> in</c><c> port</c>\n\n00:00:05.000 --> 00:00:05.010\nstays in port\n \n"
    )
    assert read("a.vtt", rolling)[0].body.string == "the ferry stays in port"
    srt = "1\n00:00:01,000 --> 00:00:02,000\nThe council of Östmark voted\n\n2\n00:00:02,100 --> 00:00:04,000\nto keep the old ferry in service.\n\n3\n00:00:09,000 --> 00:00:10,000\n- When does it end?\n- In the spring.\n"
    assert read("a.srt", srt)[0].body.string.split("\n") == [
        "The council of Östmark voted to keep the old ferry in service.",
        "When does it end?",
        "In the spring.",
    ]


@pytest.mark.parametrize("form", [plistlib.FMT_BINARY, plistlib.FMT_XML])
def test_a_web_archive_is_its_main_page(form: plistlib.PlistFormat) -> None:
    main = {
        "WebResourceData": seeds.page(),
        "WebResourceURL": "https://courier.example/1",
        "WebResourceTextEncodingName": "UTF-8",
    }
    (article,) = read("a.webarchive", plistlib.dumps({"WebMainResource": main, "WebSubresources": []}, fmt=form))
    assert told(article)[0] == seeds.TITLE
    assert article.url and article.url.value == "https://courier.example/1"


def test_a_message_of_outlook() -> None:
    (article,) = read("a.msg", seeds.outlook())
    assert told(article) == (seeds.TITLE, None, "Ada Quill", "2031-03-04")
    assert article.published and article.published.value == "2031-03-04T04:30:00+00:00"


NO_ARTICLE = {
    "a.ics": "BEGIN:VCALENDAR\nSUMMARY:The harbour council of Velm meets at noon and will hear the plans.\nEND:VCALENDAR",
    "a.txt": "BEGIN:VCARD\nFN:Ada Quill\nEND:VCARD",
    "a.url": "[InternetShortcut]\nURL=https://courier.example/1",
    "a.js": "function ferry() { return 'The harbour council of Velm voted to keep the old ferry in service.'; }",
    "a.opml": '<?xml version="1.0"?><opml version="2.0"><body><outline text="Courier" xmlUrl="https://courier.example/rss"/></body></opml>',
    "a.xml": '<?xml version="1.0"?><urlset><url><loc>https://courier.example/1</loc></url></urlset>',
    "a.csv": "title,url\nOld ferry stays,https://courier.example/1\nNew furnace,https://courier.example/2\n",
    "a.html": "<!DOCTYPE NETSCAPE-Bookmark-file-1><DL><DT><A HREF='https://c.example'>Courier</A></DL>",
    "b.html": "<html><body><h1>Unread</h1><ul><li><a href='https://c.example/1'>Old ferry stays until the bridge opens</a></li><li><a href='https://c.example/2'>Glassworks lights a furnace</a></li><li><a href='https://c.example/3'>A comet seen</a></li></ul></body></html>",
    "a.json": json.dumps([{"title": "Old ferry stays", "url": "https://courier.example/1"}]),
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(NO_ARTICLE))
def test_what_holds_no_article_says_what_it_is(name: str) -> None:
    found, problems = prepare_file(name, NO_ARTICLE[name].encode(), PrepareOptions())
    assert not found
    assert any(word in problems[0].message for word in ("list", "no article", "links"))


def forward(head: str, subject: str = "Fwd: Old ferry stays", above: str = "FYI") -> bytes:
    mail = f"From: Jo Desk <jo@desk.example>\nTo: b@c.example\nSubject: {subject}\nDate: Fri, 07 Mar 2031 09:00:00 +0100\n\n{above}\n\n{head}\n\n{TEXT}\n"
    return mail.encode()


HEADS = {
    "gmail": "---------- Forwarded message ---------\nFrom: Östmark Courier <news@c.example>\nDate: Tue, Mar 4, 2031 at 6:00 PM\nSubject: Old ferry stays\nTo: <jo@desk.example>",
    "outlook": "-----Original Message-----\nFrom: Östmark Courier <news@c.example>\nSent: Tuesday, March 4, 2031 6:00 PM\nTo: Jo Desk\nSubject: Old ferry stays",
    "german": "-------- Weitergeleitete Nachricht --------\nBetreff: Old ferry stays\nDatum: 4. März 2031 um 18:00\nVon: Östmark Courier <news@c.example>\nAn: jo@desk.example",
    "french": "De : Östmark Courier <news@c.example>\nEnvoyé : mardi 4 mars 2031 18:00\nÀ : Jo Desk\nObjet : Old ferry stays",
}


@pytest.mark.parametrize("name", sorted(HEADS))
def test_a_forwarded_message_is_its_original_s(name: str) -> None:
    (article,) = read("a.eml", forward(HEADS[name]))
    assert told(article) == (seeds.TITLE, "Östmark Courier", None, "2031-03-04")
    assert "FYI" not in said(article)
    assert "Sent" not in said(article)
    assert seeds.SENTENCES[0] in said(article)


def test_what_a_reply_answers_to_is_set_aside() -> None:
    own = "The council has put off the vote until April, its chair told us this morning, since two members are ill."
    (article,) = read("a.eml", forward(HEADS["outlook"], "Re: Old ferry stays", own))
    assert said(article) == own
    assert told(article)[3] == "2031-03-07"


def test_a_message_forwarded_as_an_attachment_is_an_article_of_its_own() -> None:
    inner = seeds.eml().decode()
    outer = (
        'From: Jo Desk <jo@desk.example>\nSubject: Fwd: for tomorrow\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="x"\n\n'
        f"--x\nContent-Type: text/plain\n\nSee attached.\n--x\nContent-Type: message/rfc822\n\n{inner}\n--x--\n"
    )
    (article,) = read("a.eml", outer)
    assert article.path.startswith("a.eml!/")
    assert told(article)[0] == seeds.TITLE


def test_who_wrote_what_is_quoted_may_take_several_lines() -> None:
    mail = (
        "From: Ada Quill <ada@c.example>\nSubject: Re: vote\nDate: Tue, 04 Mar 2031 18:00:00 +0100\n\nThe council voted today to keep the ferry for another year.\n\n"
        "On Tue, Mar 4, 2031 at 5:12 PM Planning desk of the Östmark Courier <\ndesk@c.example> wrote:\n\n> Is there a vote today?\n"
    )
    assert said(read("a.eml", mail)[0]) == "The council voted today to keep the ferry for another year."


def test_a_saved_mail_with_a_long_head_is_a_mail() -> None:
    received = "".join(
        f"Received: by 2002:a05:{n}\n        with SMTP id h{n};\n        Tue, 4 Mar 2031 09:01:12 -0800 (PST)\n"
        for n in range(60)
    )
    (article,) = read("message.txt", received.encode() + seeds.eml())
    assert told(article)[0] == seeds.TITLE
    assert "SMTP" not in article.body.string


def test_front_matter_is_set_aside_and_read() -> None:
    front = '---\ntitle: Old ferry stays\nauthor:\n  - "[[Ada Quill]]"\n  - Bo Reed\nsite: Östmark Courier\ndate_saved: 2031-03-09\ndate_published: 2031-03-04\n---\n'
    (article,) = read("a.md", front + TEXT)
    assert told(article) == (seeds.TITLE, "Östmark Courier", "Ada Quill; Bo Reed", "2031-03-04")
    assert "date_saved" not in said(article)


def test_a_search_service_s_feed_is_no_outlet() -> None:
    item = (
        f"<item><title>{seeds.TITLE} - Östmark Courier</title><link>https://www.google.com/url?rct=j&amp;url=https://c.example/1&amp;ct=ga</link>"
        f"<description>&lt;a href='x'&gt;{seeds.TITLE}&lt;/a&gt;&amp;nbsp;&lt;font&gt;Östmark Courier&lt;/font&gt;</description><source url='https://c.example'>Östmark Courier</source></item>"
    )
    (article,) = read(
        "a.xml",
        f"<?xml version='1.0'?><rss version='2.0'><channel><title>ferry - Google News</title>{item}</channel></rss>",
    )
    assert told(article)[:2] == (seeds.TITLE, "Östmark Courier")
    assert article.url and article.url.value == "https://c.example/1"
    assert not article.sentences


def test_the_content_of_a_page_s_components_is_read() -> None:
    page = f"<html><head><title>{seeds.TITLE}</title></head><body><news-text><template shadowrootmode=open><h1>{seeds.TITLE}</h1>{HTML}</template></news-text></body></html>"
    assert seeds.SENTENCES[2] in said(read("a.html", page)[0])


STORE = {
    "posts": [{"title": seeds.TITLE, "html": HTML, "published_at": "2031-03-03T07:30:00.000Z"}],
    "users": [{"name": "Mara Lind"}],
}


@pytest.mark.parametrize(
    ("record", "author"),
    [
        ({"db": [{"meta": {"version": "5"}, "data": STORE}]}, None),
        ({"data": [{"id": 1, "attributes": {"title": seeds.TITLE, "body": TEXT, "publishedAt": "2031-03-03T07:30:00Z", "author": {"data": {"attributes": {"name": "Mara Lind"}}}}}], "meta": {}}, "Mara Lind"),
        ({"type": "story", "canonical_url": "/a", "headlines": {"basic": seeds.TITLE}, "credits": {"by": [{"name": "Mara Lind"}]}, "first_publish_date": "2031-03-03T07:30:00Z", "publish_date": "2031-03-09T07:30:00Z", "content_elements": [{"type": "text", "content": s} for s in seeds.SENTENCES] + [{"type": "image", "content": "A crane over the basin."}]}, "Mara Lind"),
        ([{"id": 11, "author": 3, "date": "2031-03-03T08:30:00", "title": {"rendered": seeds.TITLE}, "content": {"rendered": HTML}, "_embedded": {"author": [{"name": "Mara Lind"}]}}], "Mara Lind"),
        ({"response": {"results": [{"webTitle": seeds.TITLE, "webPublicationDate": "2031-03-03T07:30:00Z", "fields": {"bodyText": TEXT, "byline": "Mara Lind in New Brenn"}}]}}, "Mara Lind"),
    ],
)  # fmt: skip
def test_what_content_systems_export(record: object, author: str | None) -> None:
    (article,) = read("export.json", json.dumps(record))
    assert (article.title and article.title.value, article.author and article.author.value) == (seeds.TITLE, author)
    assert article.published and article.published.day == "2031-03-03"
    assert said(article) == " ".join(seeds.SENTENCES)


def test_notes_that_were_exported_are_articles() -> None:
    content = f'<?xml version="1.0"?><!DOCTYPE en-note SYSTEM "x.dtd"><en-note>{HTML}</en-note>'
    note = f"<note><title>{seeds.TITLE}</title><created>20310401T100000Z</created><note-attributes><author>Mara Lind</author><source-url>https://post.example/a</source-url></note-attributes><content><![CDATA[{content}]]></content></note>"
    empty = "<note><title>Nothing in it</title><content><![CDATA[<en-note></en-note>]]></content></note>"
    data = f'<?xml version="1.0"?><!DOCTYPE en-export SYSTEM "http://notes.example/x.dtd"><en-export>{note}{empty}{note}</en-export>'
    found = read("notes.enex", data)
    assert [article.path for article in found] == ["notes.enex#1", "notes.enex#3"]
    assert [told(article) for article in found] == [(seeds.TITLE, "post.example", "Mara Lind", None)] * 2
    assert {said(article) for article in found} == {" ".join(seeds.SENTENCES)}


def test_a_site_s_export_gives_what_it_published() -> None:
    def item(kind: str, state: str) -> str:
        return f"<item><title>{seeds.TITLE}</title><dc:creator><![CDATA[mlind]]></dc:creator><content:encoded><![CDATA[{HTML}]]></content:encoded><wp:post_type>{kind}</wp:post_type><wp:status>{state}</wp:status></item>"

    head = '<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>Harbour Post</title>'
    writer = "<wp:author><wp:author_login><![CDATA[mlind]]></wp:author_login><wp:author_display_name><![CDATA[Mara Lind]]></wp:author_display_name></wp:author>"
    kinds = [
        ("post", "publish"),
        ("page", "publish"),
        ("attachment", "inherit"),
        ("post", "draft"),
        ("story", "publish"),
    ]
    found = read("export.xml", head + writer + "".join(item(*kind) for kind in kinds) + "</channel></rss>")
    assert [article.path for article in found] == ["export.xml#1", "export.xml#5"]
    assert {article.author and article.author.value for article in found} == {"Mara Lind"}


@pytest.mark.parametrize(
    "prefix", ["UPDATE 2-", "CORRECTED-UPDATE 1-", "WRAPUP 3-", "ROUNDUP 2: ", "WDH/ROUNDUP: ", "AMPL.- "]
)
def test_the_count_of_a_wire_s_version_is_no_part_of_its_headline(prefix: str) -> None:
    (article,) = read("wire.txt", f"{prefix}{seeds.TITLE}\n\n{TEXT}")
    assert article.title and article.title.value == seeds.TITLE


@pytest.mark.parametrize(
    "title",
    [
        "Update 2-door cars, says the board",
        "INTERVIEW-The ferry stays",
        "Roundup: what the council said",
        "LEAD-FREE PETROL",
    ],
)
def test_other_words_before_a_dash_stay_in_the_headline(title: str) -> None:
    (article,) = read("wire.txt", f"{title}\n\n{TEXT}")
    assert article.title and article.title.value == title


@pytest.mark.parametrize(
    "byline", ["By Mara Lind<byttl>Harbour Post</byttl>", "By <person>Mara Lind</person>", "By Mara Lind"]
)
def test_a_byline_s_office_is_no_part_of_its_name(byline: str) -> None:
    head = f"<body.head><hedline><hl1>{seeds.TITLE}</hl1></hedline><byline>{byline}</byline></body.head>"
    (article,) = read(
        "a.xml", f"<nitf><head/><body>{head}<body.content><block>{HTML}</block></body.content></body></nitf>"
    )
    assert article.author and article.author.value == "Mara Lind"
