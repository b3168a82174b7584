"""What a page declares of itself (`RawArticle.meta`), weighed: dates, authors, address, opinion.

Pages declare their own name as author, the time of their making as date, and much in templates that were never filled
in; what does not look like a person or a day is passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime

from briefing.model import Detail, When
from briefing.prepare.details import publication_dates
from briefing.prepare.furniture.lines.phrases import Cues, tokens
from briefing.prepare.furniture.names import authors, outlets
from briefing.prepare.furniture.names.outlets import key, of_host
from briefing.prepare.raw import RawArticle
from briefing.prepare.readers.base import web_address

_PUBLISHED = (
    "article:published_time", "json-ld:datepublished", "datepublished", "article:published",
    "og:published_time", "parsely-pub-date", "sailthru.date", "dcterms.issued", "dc.date.issued",
    "dcterms.created", "dc.date.created", "json-ld:page-datepublished", "dc.date", "dc:date", "dcterms.date",
    "date", "pubdate", "pub_date", "publishdate", "publish-date", "publish_date", "published_at",
    "publication_date", "citation_publication_date", "citation_date", "cxenseparse:recs:publishtime",
    "article.published", "datecreated", "last_published_date",
)  # fmt: skip
_UPDATED = ("article:modified_time", "json-ld:datemodified", "datemodified", "og:updated_time", "dcterms.modified")
_AUTHORS = (
    "citation_author", "article:author_name", "author", "parsely-author", "dc.creator", "dc:creator",
    "dcterms.creator", "dc.author", "sailthru.author", "og:article:author", "article:author", "byl",
    "json-ld:author", "twitter:author", "json-ld:person",
)  # fmt: skip
_NO_AUTHORS = (
    "og:site_name", "json-ld:publisher", "application-name", "article:section", "section", "json-ld:articlesection",
    "parsely-section",
)  # fmt: skip
_SEPARATOR = re.compile(r"\s+[|·•»–—-]\s+")
_BAR = re.compile(r"\s*[|•·]\s*")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d")
_MOMENT = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)(?:[T ](\d\d:?\d\d(?::?\d\d)?)(?:[.,]\d{1,9})?\s*(Z|[+-]\d\d:?\d\d)?)?")


def values(raw: RawArticle, *names: str) -> Iterator[tuple[str, str]]:
    """(name, value) of the first given name first; values with something to see, white space folded."""
    for name in names:
        for found, value in raw.meta:
            if found == name and (text := " ".join(value.split())):
                yield name, text


def dates(raw: RawArticle, known: Cues) -> tuple[When | None, When | None]:
    """(published, updated) as the head of the page declares them, else by the page's first time element."""
    published = next((found for name, value in values(raw, *_PUBLISHED) if (found := moment(value, name, known))), None)
    updated = next((found for name, value in values(raw, *_UPDATED) if (found := moment(value, name, known))), None)
    if published is None:
        return None, updated
    return _day_of_its_own(published, updated, raw, known) or seen_by_readers(published, raw, known), updated


def _day_of_its_own(published: When, updated: When | None, raw: RawArticle, known: Cues) -> When | None:
    """The day in the line under the headline, where it is neither the declared one nor that of the last change: a
    system that took an article over declares the day of its own record. A later day than the declared one counts only
    where it is marked as a time, for an event that is announced has its day there too."""
    lines = _days_alone(raw, "near", known) or _days_alone(raw, "byline", known)
    others = {when.day for when in (published, updated) if when}
    if len(lines) != 1 or any(_days_between(day, other) <= 1 for day in lines for other in others):
        return None
    (day,) = lines
    if day > published.day and (updated is None or day > updated.day or not _marked_as_time(day, raw, known)):
        return None
    return When(value=day, precision="day", origin="date line")


def _days_alone(raw: RawArticle, place: str, known: Cues) -> set[str]:
    """The days that lines of a place name by themselves, or between bars."""
    parts = [part for _, value in values(raw, place) for part in _BAR.split(value)]
    return {day for part in parts if (day := _only_a_date(part, known))}


def _only_a_date(text: str, known: Cues) -> str | None:
    """The day that a line names which holds little else and speaks of no change."""
    words = tokens(text)
    bare = sum(word == "0" or word in known.time_words or word in known.publish_words for word in words)
    if bare < 0.75 * len(words) or known.update_words & set(words):
        return None
    return publication_dates.in_line(text, known.months)


def _days_between(one: str, other: str) -> int:
    return abs((date.fromisoformat(one) - date.fromisoformat(other)).days)


def _marked_as_time(day: str, raw: RawArticle, known: Cues) -> bool:
    marked = (publication_dates.in_line(value, known.months) for _, value in values(raw, "time", "time-text"))
    return any(found == day for found in marked)


def shown_date(raw: RawArticle, known: Cues) -> When | None:
    """The first day that the page marks as a time."""
    for _, value in values(raw, "near", "time-text"):
        part = publication_dates.published_part(value, known) if known.publish_words & set(tokens(value)) else ""
        if day := publication_dates.in_line(part, known.months):
            return When(value=day, precision="day", origin="date line")
    for name, value in values(raw, "time", "script:datepublished"):
        if found := moment(value, name, known):
            return found
    for _, value in values(raw, "byline"):
        if _MOMENT.fullmatch(value) and (found := moment(value, "byline", known)):
            return found
    for _, value in values(raw, "lead"):
        if day := publication_dates.at_start(value, known.months):
            return When(value=day, precision="day", origin="dateline")
    for name, value in values(raw, *_places(raw)):
        value = publication_dates.published_part(value, known)
        if _is_date_line(value, known, name) and (day := publication_dates.in_line(value, known.months)):
            return When(value=day, precision="day", origin="date line")
    return None


def _places(raw: RawArticle) -> tuple[str, ...]:
    """Where a day is looked for, in that order. Times that name several days are those of other articles."""
    if _names_several_days(raw):
        return ("near", "above", "time-text", "below", "byline")
    return ("near", "time-text", "below", "above", "byline")


def _names_several_days(raw: RawArticle) -> bool:
    return len({value for _, value in values(raw, "time-text") if _YEAR.search(value)}) > 1


def shown_update(raw: RawArticle, known: Cues) -> When | None:
    """The day of the last change that the page shows, in a line that says so or in its copyright line."""
    for _, value in values(raw, "near", "time-text", "byline", "below"):
        told = known.update_words & set(tokens(value)) or "©" in value
        if told and len(value) <= 140 and (day := publication_dates.in_line(value, known.months)):
            return When(value=day, precision="day", origin="date line")
    return None


def _is_date_line(text: str, known: Cues, place: str) -> bool:
    """Short, and it speaks of no update; away from the title it holds little but the date, or says what the date is."""
    words = tokens(text)
    if not any(map(str.isdigit, text)) or len(words) > 20 or known.update_words & set(words):
        return False
    if place in ("near", "time-text", "byline") or known.publish_words & set(words):
        return True
    return sum(word == "0" or word in known.time_words for word in words) >= 0.75 * len(words)


def seen_by_readers(declared_when: When, raw: RawArticle, known: Cues) -> When:
    """A time in UTC, on a page that shows the day before or after: readers saw that day."""
    if declared_when.precision != "second":
        return declared_when
    for name, value in values(raw, "near", "byline", *(() if _names_several_days(raw) else ("time-text",))):
        value = publication_dates.published_part(value, known)
        day = publication_dates.in_line(value, known.months) if _is_date_line(value, known, name) else None
        if day and _days_between(day, declared_when.day) == 1:
            return When(value=day, precision="day", origin="date line")
        if day:
            return declared_when
    return declared_when


def moment(value: str, origin: str, known: Cues) -> When | None:
    """A day, or a second in UTC; where the day in its own zone is another than in UTC, the day that its readers saw."""
    match = _MOMENT.match(value)
    if match is None:
        day = publication_dates.in_line(value, known.months)
        return When(value=day, precision="day", origin=origin) if day else None
    day = publication_dates.day(match[1], match[2], match[3])
    if day is None:
        return None
    if match[4] and match[5]:
        try:
            time = datetime.fromisoformat(f"{day}T{match[4]}{match[5]}")
            utc = datetime.fromtimestamp(time.timestamp(), tz=datetime.fromisoformat("2000-01-01T00:00+00:00").tzinfo)
        except (ValueError, OverflowError, OSError):
            return When(value=day, precision="day", origin=origin)
        if utc.date().isoformat() == day and (time.hour, time.minute, time.second) != (0, 0, 0):
            return When(value=utc.isoformat(), precision="second", origin=origin)
    return When(value=day, precision="day", origin=origin)


def author(raw: RawArticle, known: Cues) -> Detail | None:
    """The people that the page names as its authors, "; " between them."""
    own = _own_names(raw)
    for name in _AUTHORS:
        found: list[str] = []
        for _, value in values(raw, name):
            if value.startswith(("http", "@", "www.")) or key(value) in own:
                continue
            for person in (authors.people(value, known) or "").split("; "):
                if person and key(person) not in own:
                    found.append(person)
        if found:
            return Detail("; ".join(dict.fromkeys(found)), name)
    return _marked_author(raw, known, own)


def _own_names(raw: RawArticle) -> set[str]:
    """Names that the page has for its outlet and its sections: no authors."""
    found = {key(value) for _, value in values(raw, *_NO_AUTHORS)}
    for _, value in values(raw, "canonical", "og:url"):
        if host := of_host(value):
            found.add(key(host.value))
    return found


def _marked_author(raw: RawArticle, known: Cues, own: set[str]) -> Detail | None:
    """Who is named by a line that begins like a byline, else in one that is marked as such, else beside a date. Those
    who comment are named in lines marked so too, but further down."""
    marked = [text for _, text in values(raw, "byline") if len(text) <= 120 and not text.endswith((":", "?"))]
    near = _with_labels([text for _, text in values(raw, "near")], known)
    above = _with_labels([text for _, text in values(raw, "above")], known)
    dated = [bool(_YEAR.search(text)) for text in near]
    beside = [text for index, text in enumerate(near) if any(dated[max(0, index - 2) : index + 3])]
    tries = (
        *(authors.in_byline(text, known) for text in (*marked, *near)),
        *(
            authors.in_byline(text, known, nicknames=True)
            for text in (*near, *marked, *above)
            if len(text.split()) <= 6
        ),
        *(authors.alone(text, known) for text in (*marked, *beside)),
    )
    names = next((names for names in tries if names and key(names) not in own), None)
    return Detail(names, "byline") if names else _nickname(raw, known) or _holder(raw, known)


def _with_labels(lines: list[str], known: Cues) -> list[str]:
    """The lines, with a byline word that stands alone put before the name in the next, and one that is glued to a name
    parted from it: "By", "Ann Lee" and "ByAnn Lee" → "By Ann Lee"."""
    found: list[str] = []
    for line in lines:
        word = line.strip(" :|").lower()
        glued = _GLUED.match(line)
        if found and found[-1].strip(" :|").lower() in known.byline_longest_first:
            found[-1] = f"{found[-1].strip(' :|')} {line}"
        elif glued and glued[1].lower() in known.byline_longest_first and word not in known.byline_longest_first:
            found.append(f"{glued[1]} {line[glued.end(1) :]}")
        else:
            found.append(line)
    return found


_GLUED = re.compile(r"([^\W\d_]{2,4}?)(?=[A-ZÀ-Þ][a-zà-ÿ]+[\s.])")
_COPYRIGHT = re.compile(
    r"(?:©|\(c\)|copyright)[\s©(c),]*(?:(?:19|20)\d\d[\s–-]*)*\s*(?:by\s+)?([^\d•|.,/]{4,50})", re.I
)


def _nickname(raw: RawArticle, known: Cues) -> Detail | None:
    """A single word that the page's data calls a person, and a line marked as a byline holds."""
    for name, value in values(raw, "json-ld:author", "json-ld:person"):
        if " " not in value and any(text == value for _, text in values(raw, "byline")):
            return Detail(value, name) if authors.is_nickname(value, known) else None
    return None


def _holder(raw: RawArticle, known: Cues) -> Detail | None:
    """The person that the copyright line of a page names, where it names one: who writes a page of their own."""
    for _, value in values(raw, "below"):
        match = _COPYRIGHT.search(value)
        name = match[1].strip() if match else ""
        if authors.is_person(name, known) and not outlets.is_name(name, known) and not _of_the_site(name, raw):
            return Detail(name, "copyright line")
    return None


def _of_the_site(name: str, raw: RawArticle) -> bool:
    """Is it a longer form of what the site is called, by the last part of the page's title? No person's name is."""
    called = [_SEPARATOR.split(value)[-1] for _, value in values(raw, "title", "og:site_name")]
    words = set(tokens(name))
    return any(len(words & set(tokens(part))) > 1 and key(part) != key(name) for part in called)


def url(raw: RawArticle) -> Detail | None:
    for name, value in values(raw, "canonical", "og:url", "saved-from"):
        if address := web_address(value, name):
            return address
    return None


def is_opinion(raw: RawArticle, known: Cues) -> bool:
    for _, value in values(raw, "article:section", "section", "json-ld:articlesection", "parsely-section"):
        if f" {value.lower()} " in known.opinion:
            return True
    return any("opinion" in value.lower() for _, value in values(raw, "json-ld:@type"))
