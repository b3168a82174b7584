"""The head and the foot of one article within a document: what they state, and where its text begins and ends."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from briefing.model import Detail
from briefing.prepare.bundles import facts
from briefing.prepare.bundles.labels import Label, Role, labelled
from briefing.prepare.bundles.rows import BundlePart, BundleRow, count_words
from briefing.prepare.bundles.tuning import HEAD
from briefing.prepare.furniture.names.outlets import key
from briefing.prepare.readers.base import web_address
from briefing.text import Span

_WHY = "the head of the document"
_FOOT = "the foot of the document"


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadForm:
    """How a kind of export writes its heads. codes: labels that are no words ("HD", "LP") → their roles; outlet: where
    the outlet stands beside the line that is a day (-1 above, 1 below); author: does a name stand under the title?
    body, after: lines that stand over the text, and that follow it."""

    name: str
    codes: Mapping[str, Role] = field(default_factory=dict)
    outlet: int = -1
    author: bool = False
    body: re.Pattern[str] | None = None
    after: re.Pattern[str] | None = None


PLAIN = HeadForm(name="labelled head")


def label_of(row: BundleRow, form: HeadForm) -> Label | None:
    """The row's label by the form's codes or by the table of words."""
    if row.role is not None:
        return Label(frozenset({row.role}), row.text, 0)
    if form.codes:
        code, _, value = row.text.partition(" ")
        role = form.codes.get(code)
        if role is not None:
            return Label(frozenset({role}), value.strip(), len(code) + 1)
        return None
    found = labelled(row.text)
    if found is None or (row.words > HEAD.value and not found.roles & {"body", "abstract", "aside", "subject"}):
        return None
    return found


def read_part(rows: Sequence[BundleRow], first: int, last: int, form: HeadForm, text: str) -> BundlePart | None:
    """The article that rows `[first, last)` hold; None where they hold no text."""
    part = BundlePart(first=first, last=last)
    labels = {index: found for index in range(first, last) if (found := label_of(rows[index], form)) is not None}
    body = _body(rows, first, last, labels, form)
    if body is None:
        return None
    begin, at = body
    start = _start_of(rows[begin], at, text)
    end = _end(rows, begin, last, labels, form)
    mail = _is_mail([labels[index] for index in range(first, begin) if index in labels])
    told: dict[Role, tuple[str, int]] = {}
    for index, label in labels.items():
        if index < begin or index >= end or (index == begin and at):
            _tell(told, label.role(mail and index < begin), label.value, index, rows, labels)
    if not mail:
        told.pop("subject", None)
    head = [index for index in range(first, begin) if index not in labels]
    _from_labels(part, told, rows, text)
    _from_lines(part, rows, head, form, text)
    _set_aside(part, rows, begin, start, end)
    part.body_words = sum(row.words for row in rows[begin:end])
    return part if part.body_words else None


def saved_message(rows: Sequence[BundleRow], text: str) -> BundlePart | None:
    """The message whose head a document's first lines are, as mail programs write it; None for any other document."""
    first = [label for row in rows[: HEAD.message] if (label := label_of(row, PLAIN)) is not None]
    return read_part(rows, 0, len(rows), PLAIN, text) if _is_mail(first) else None


def _start_of(row: BundleRow, at: int, text: str) -> int:
    """Where in the document's text the row's own text begins from its character `at` on."""
    found = text.find(row.text[at : at + 24], row.span.start, row.span.end) if at else row.span.start
    return found if found >= 0 else row.span.start


def _is_mail(labels: Sequence[Label]) -> bool:
    """Labels of a message's head: a subject, and from whom or when or to whom."""
    roles = {role for label in labels for role in label.roles}
    return "subject" in roles and "sender" in roles and bool(roles & {"sent", "recipient"})


def _tell(
    told: dict[Role, tuple[str, int]],
    role: Role,
    value: str,
    index: int,
    rows: Sequence[BundleRow],
    labels: Mapping[int, Label],
) -> None:
    """A label without a value has it in the next row."""
    if not value and role not in ("body", "aside", "end", "classification") and index + 1 < len(rows):
        below = rows[index + 1]
        value = below.text if index + 1 not in labels and below.words <= 40 else ""
    if value:
        told.setdefault(role, (value, index))


def _body(
    rows: Sequence[BundleRow], first: int, last: int, labels: Mapping[int, Label], form: HeadForm
) -> tuple[int, int] | None:
    """(row, offset in it) where the text begins. A line that says so settles it; else the first line of prose that is
    no statement of the head."""
    near = range(first, min(last, first + HEAD.rows))
    for index in near:
        label = labels.get(index)
        if form.body is not None and form.body.fullmatch(rows[index].text):
            return (index + 1, 0) if index + 1 < last else None
        if label is not None and "body" in label.roles and (label.value or index + 1 < last):
            return (index, label.at) if label.value else (index + 1, 0)
    prose = (index for index in near if index not in labels and _is_first_prose(rows[index], top=index == first))
    if (begin := next(prose, None)) is not None:
        return begin, 0
    abstract = next((index for index in near if index in labels and "abstract" in labels[index].roles), None)
    return (abstract, labels[abstract].at) if abstract is not None and labels[abstract].value else None


def _is_first_prose(row: BundleRow, top: bool) -> bool:
    """Can the text begin with this line? top: it is the document's first."""
    return row.prose and not (top and row.heading) and not facts.COPYRIGHT.match(row.text)


def _end(rows: Sequence[BundleRow], begin: int, last: int, labels: Mapping[int, Label], form: HeadForm) -> int:
    """Where the text ends: at a line that says so, else before labelled lines after which no prose comes."""
    if form.after is not None:
        for index in range(begin + 1, last):
            if form.after.match(rows[index].text):
                return index
    end = last
    index = last - 1
    while index > begin:
        label = labels.get(index)
        row = rows[index]
        if label is not None or facts.COPYRIGHT.match(row.text) or is_rule(row.text):
            end = index
        elif row.prose or (end < last and not _goes_on(rows, labels, index)):
            break
        index -= 1
    return end


def _goes_on(rows: Sequence[BundleRow], labels: Mapping[int, Label], index: int) -> bool:
    """Is the line the rest of a labelled line above, in a foot of such lines? (A list of subjects over two lines.)"""
    return any(above in labels for above in (index - 1, index - 2)) and rows[index].words < 12


_RULE = re.compile(r"[\s_=*·•~#.–—-]{3,}")


def is_rule(text: str) -> bool:
    return _RULE.fullmatch(text) is not None


def _from_labels(part: BundlePart, told: Mapping[Role, tuple[str, int]], rows: Sequence[BundleRow], text: str) -> None:
    origin = "labelled head"
    for role in ("title", "subject"):
        if role in told and part.title is None:
            value, index = told[role]
            part.title = Detail(value, origin)
            part.title_span = _span_of(value, rows[index], text) or (
                _span_of(value, rows[index + 1], text) if index + 1 < len(rows) else None
            )
    outlet = told.get("outlet") or told.get("edition")
    if outlet and (name := facts.outlet_of(outlet[0])):
        part.outlet = Detail(name, origin)
    if "author" in told and (names := facts.people_of(told["author"][0])):
        part.author = Detail(names, origin)
    if "sender" in told:
        sender(part, told["sender"][0])
    for role in ("published", "sent", "edition", "outlet"):
        if part.published is None and role in told:
            part.published = facts.day_of(told[role][0], origin)  # type: ignore[index]
    if "updated" in told:
        part.updated = facts.day_of(told["updated"][0], origin)
    if "url" in told:
        part.url = web_address(told["url"][0].strip("<> "), origin)
    if "language" in told:
        part.language = facts.language_of(told["language"][0])


_ADDRESS = re.compile(r"[<\[(]?\s*(?:mailto:)?[\w.+-]{1,64}@[\w.-]{1,200}[>\])]?.*")


def sender(part: BundlePart, value: str) -> None:
    """A message is from an outlet or from a person."""
    name = _ADDRESS.sub("", value).strip(" \"'<")
    if not name:
        return
    if facts.person_of(name):
        part.author = part.author or Detail(name, "From")
    else:
        part.outlet = part.outlet or Detail(name, "From")


def _span_of(value: str, row: BundleRow, text: str) -> Span | None:
    """Where a value stands in its row."""
    at = text.find(value, row.span.start, row.span.end)
    return Span(at, at + len(value)) if at >= 0 and value else None


def _from_lines(part: BundlePart, rows: Sequence[BundleRow], head: Sequence[int], form: HeadForm, text: str) -> None:
    """What the head's lines without labels tell: copyright, day, outlet, title, author, each by its form."""
    left = [index for index in head if not is_rule(rows[index].text)]
    holder = next(filter(None, (facts.holder_of(rows[index].text) for index in left)), "")
    _title_again(part, rows, left)
    days = _days(part, rows, left)
    left = [index for index in left if index not in days and _names_something(rows[index])]
    heading = next((index for index in left if rows[index].heading), None)
    others = [index for index in left if index != heading]
    if part.outlet is not None:
        spent = _outlet_again(part.outlet.value, rows, others)
    else:
        spent = _with_outlet(part, rows, _outlet(rows, others, days, holder, form), holder)
    left = [index for index in left if index not in spent]
    if part.title is None and (chosen := _title(rows, left, heading)) is not None:
        _with_title(part, rows[chosen], text)
        heading = chosen
    if part.author is None:
        _author(part, rows, [index for index in left if index != heading], heading, form)


def _title_again(part: BundlePart, rows: Sequence[BundleRow], lines: Sequence[int]) -> None:
    """A title that a label gave stands where a line says it, if one does."""
    if part.title is not None:
        title = part.title.value.casefold()
        same = next((index for index in lines if rows[index].text.casefold() == title), None)
        part.title_span = rows[same].span if same is not None else part.title_span


def _with_outlet(part: BundlePart, rows: Sequence[BundleRow], line: int | None, holder: str) -> set[int]:
    """Takes the outlet from its line, else from the copyright's holder; the lines that then are no title."""
    if line is not None:
        _from_source_line(part, rows[line])
        return {line}
    if holder and facts.is_outlet(holder):
        part.outlet = Detail(holder, "copyright line")
    return set()


def _outlet_again(outlet: str, rows: Sequence[BundleRow], lines: Sequence[int]) -> set[int]:
    """The lines that say the outlet again, which are no title."""
    return {index for index in lines if key(facts.outlet_of(rows[index].text)) == key(outlet)}


def _days(part: BundlePart, rows: Sequence[BundleRow], lines: Sequence[int]) -> list[int]:
    """The lines that are a day; the last of them is the article's."""
    found = [index for index in lines if facts.is_day(rows[index].text) and not rows[index].heading]
    if found and part.published is None:
        part.published = facts.day_of(rows[found[-1]].text, "date line")
    return found


def _with_title(part: BundlePart, row: BundleRow, text: str) -> None:
    part.title = Detail(" ".join(row.text.split()), "head of the document")
    part.title_span = row.span if len(row.span.of(text)) <= HEAD.title else None


def _names_something(row: BundleRow) -> bool:
    """Is the line neither a copyright line nor a count of words or pages?"""
    return not facts.COPYRIGHT.match(row.text) and not facts.COUNT.fullmatch(row.text)


def _from_source_line(part: BundlePart, row: BundleRow) -> None:
    """The line that names the outlet may give the day and the author too."""
    part.outlet = Detail(facts.outlet_of(row.text), "head of the document")
    part.published = part.published or facts.day_of(row.text, "date line")
    part.author = part.author or facts.person_among(row.text)


def _outlet(
    rows: Sequence[BundleRow], left: Sequence[int], days: Sequence[int], holder: str, form: HeadForm
) -> int | None:
    """The row that is the outlet's name: the copyright's holder, a newspaper's name, or what stands beside the day."""
    wanted = key(holder) if holder else ""
    for index in left:
        name = key(facts.outlet_of(rows[index].text))
        if wanted and name and (name == wanted or (len(name) > 5 and (name in wanted or wanted in name))):
            return index
    beside = days[0] + form.outlet if days else -1
    if beside in left and facts.byline_of(rows[beside].text):
        beside += form.outlet  # outlet, byline and day in lines of their own
    if beside in left and rows[beside].words <= HEAD.outlet:
        return beside
    return next((index for index in left if facts.is_outlet(facts.outlet_of(rows[index].text))), None)


def _title(rows: Sequence[BundleRow], left: Sequence[int], heading: int | None) -> int | None:
    if heading is not None:
        return heading
    could = [index for index in left if count_words(rows[index].text) <= 40 and not facts.byline_of(rows[index].text)]
    return next((index for index in could if rows[index].words >= 4), could[0] if could else None)


def _author(
    part: BundlePart, rows: Sequence[BundleRow], left: Sequence[int], title: int | None, form: HeadForm
) -> None:
    for index in left:
        if names := facts.byline_of(rows[index].text):
            part.author = Detail(names, "byline")
            return
    for index in left:
        near = title is not None and 0 < index - title <= 3
        if (near or form.author) and (names := facts.person_of(rows[index].text)):
            part.author = Detail(names, "byline")
            return


def _set_aside(part: BundlePart, rows: Sequence[BundleRow], begin: int, start: int, end: int) -> None:
    """All of head and foot but the title. start: where in the text the body's first row begins to be body."""
    title = part.title_span
    for index in range(part.first, begin):
        part.aside += [(span, _WHY) for span in _but(rows[index].span, title)]
    if start > rows[begin].span.start:
        part.aside.append((Span(rows[begin].span.start, start), _WHY))
    for index in range(end, part.last):
        part.aside.append((rows[index].span, _FOOT))
    if title is not None and end < part.last and title.start >= rows[end].span.start:
        part.title_span = None  # stated at the foot alone


def _but(span: Span, title: Span | None) -> list[Span]:
    if title is None or not span.overlaps(title):
        return [span]
    pieces = [Span(span.start, max(span.start, title.start)), Span(min(span.end, title.end), span.end)]
    return [piece for piece in pieces if len(piece)]
