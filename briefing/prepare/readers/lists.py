"""What holds no article: scripts, calendars, contacts, shortcuts, lists of links. Said what it is, never quoted."""

from __future__ import annotations

import re
from collections.abc import Mapping

_NAMES: Mapping[str, str] = {
    "script": ".js .mjs .ts .css .py .sh .bat .ps1 .php .sql",
    "calendar": ".ics .vcs",
    "contacts": ".vcf",
    "shortcut": ".url .webloc .desktop",
    "opml": ".opml",
    "settings": ".ini .toml .yaml .yml .lock",
    "links": ".m3u .m3u8",
    "references": ".bib .ris .enw",
}
_BY_NAME: Mapping[str, str] = {suffix: kind for kind, suffixes in _NAMES.items() for suffix in suffixes.split()}
_BEGINNINGS: tuple[tuple[re.Pattern[bytes], str], ...] = (
    (re.compile(rb"BEGIN:VCALENDAR", re.I), "calendar"),
    (re.compile(rb"BEGIN:VCARD", re.I), "contacts"),
    (re.compile(rb"\[InternetShortcut\]|\[Desktop Entry\]|\[\{000214A0", re.I), "shortcut"),
    (re.compile(rb"<!DOCTYPE NETSCAPE-Bookmark-file-1", re.I), "bookmarks"),
    (re.compile(rb"#EXTM3U"), "links"),
    (re.compile(rb"#!\s*/\S{1,80}"), "script"),
)
_ROOTS: Mapping[str, str] = {
    "opml": "opml", "urlset": "sitemap", "sitemapindex": "sitemap", "plist": "shortcut", "svg": "drawing",
    "xbel": "bookmarks", "gpx": "track", "kml": "track", "OpenSearchDescription": "settings",
}  # fmt: skip
REFUSALS: Mapping[str, tuple[str, str]] = {
    "script": ("is a script or a style sheet, and no article", "Take it away."),
    "calendar": ("is a calendar, and no article", "Take it away, or save its text as .txt."),
    "contacts": ("is an address book, and no article", "Take it away."),
    "shortcut": ("is a shortcut (the address of a page), and no article", "Save the page itself."),
    "opml": ("is a list of feeds (OPML), and no article", "Save the feeds themselves, or name them under `intake`."),
    "bookmarks": ("is a list of bookmarks, and no article", "Save the pages that it names."),
    "links": ("is a list of links without text, and no article", "Save the pages that it names."),
    "sitemap": ("is a sitemap (a list of addresses), and no article", "Save the pages that it names."),
    "settings": ("holds settings, and no article", "Take it away."),
    "references": ("is a list of references, and no article", "Save the articles that it names."),
    "drawing": ("is a drawing, and no article", "Take it away."),
    "track": ("is a list of places, and no article", "Take it away."),
}


def by_content(head: bytes, root: str) -> str:
    """A key of REFUSALS by how a file begins; "" where it begins like none. root: the name of its XML root element."""
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:400]
    return next((kind for shape, kind in _BEGINNINGS if shape.match(start)), "") or _ROOTS.get(root, "")


def by_name(suffix: str, head: bytes) -> str:
    """A key of REFUSALS by the end of a file's name. A `.js` file that assigns data is read as records."""
    if suffix == ".js" and re.match(rb"\s*window\.YTD\.", head):
        return ""
    return _BY_NAME.get(suffix, "")
