"""Bundles without an export's marks: heads that repeat, with labels ("Titel: …") or by their form (title, outlet and
day, byline) in a press review made by hand."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from briefing.language.tokens import has_figures
from briefing.prepare.bundles import facts
from briefing.prepare.bundles.heads import PLAIN, is_rule, label_of, read_part
from briefing.prepare.bundles.labels import MAIL, TELLING, Label, Role
from briefing.prepare.bundles.rows import BundlePart, BundleRow
from briefing.prepare.bundles.tuning import REPEATED
from briefing.prepare.raw import RawArticle
from briefing.text import Span

_SEPARATORS = ":：|\t="  # one of them stands behind it
_SEPARATOR = re.compile(f"[{_SEPARATORS}]")
_NUMBER = re.compile(r"(\d{1,3})[.)]\s+(?=\w)")


def has_signs(text: str, lines: Sequence[str]) -> bool:
    """Whether one of the lines of a text may be labelled, or two may name a day."""
    if any(sign in text for sign in _SEPARATORS) and any(_SEPARATOR.search(line, 0, REPEATED.label) for line in lines):
        return True
    return sum((len(line) <= REPEATED.source or "](" in line) and has_figures(line) for line in lines) > 1


def split(raw: RawArticle, rows: Sequence[BundleRow]) -> list[BundlePart]:
    labels = {index: found for index, row in enumerate(rows) if (found := label_of(row, PLAIN)) is not None}
    return _footed(raw, rows, labels) or _labelled(raw, rows, labels) or _formed(raw, rows)


# --- heads with labels ----------------------------------------------------------------------------------------------


def _labelled(raw: RawArticle, rows: Sequence[BundleRow], labels: dict[int, Label]) -> list[BundlePart]:
    """Where two heads or more have labels of the same details, an article each; one head at the top gives details."""
    heads = [head for head in _runs(rows, labels) if _told(labels, *head)]
    heads = [head for head in heads if _text_below(rows, labels, heads, head) >= REPEATED.words]
    if not heads or _words_before(rows, labels, heads[0][0]) > REPEATED.top:
        return []
    first = _told(labels, *heads[0])
    alike = [head for head in heads if len(first & _told(labels, *head)) >= REPEATED.roles]
    starts = [_with_title(rows, labels, *head) for head in alike]
    if len(starts) == 1:
        starts = [0] if raw.title is None or raw.source.reader in ("text", "markdown") else []
    if not starts:
        return []
    bounds = zip(starts, [*starts[1:], len(rows)], strict=True)
    return [part for a, b in bounds if (part := read_part(rows, a, b, PLAIN, raw.body.string)) is not None]


def _footed(raw: RawArticle, rows: Sequence[BundleRow], labels: dict[int, Label]) -> list[BundlePart]:
    """One article whose details stand under it ("Publication: …", "Date: …"), with at most a notice below them."""
    runs = [run for run in _runs(rows, labels) if _told(labels, *run)]
    if len(runs) != 1 or (raw.title is not None and raw.source.reader not in ("text", "markdown")):
        return []
    first, last = runs[0]
    above, below = _words_before(rows, labels, first), sum(row.words for row in rows[last:])
    if above < max(REPEATED.words, below) or below > REPEATED.notice:
        return []
    part = read_part(rows, 0, last, PLAIN, raw.body.string)
    if part is None:
        return []
    part.aside += [(row.span, "the foot of the document") for row in rows[last:]]
    return [part]


def _runs(rows: Sequence[BundleRow], labels: dict[int, Label]) -> list[tuple[int, int]]:
    """Stretches of rows `[first, last)` that are labelled."""
    found: list[tuple[int, int]] = []
    for index in labels:
        if found and index == found[-1][1]:
            found[-1] = (found[-1][0], index + 1)
        elif (
            found
            and index == found[-1][1] + 1
            and not labels[index - 2].value
            and rows[index - 1].words <= REPEATED.title
        ):
            found[-1] = (found[-1][0], index + 1)  # a label whose value stands below it
        else:
            found.append((index, index + 1))
    return found


def _told(labels: dict[int, Label], first: int, last: int) -> frozenset[Role]:
    """The details that a run of labels names, where they are enough to be a head; else nothing."""
    run = [labels[index] for index in range(first, last) if index in labels]
    roles = frozenset(role for label in run for role in label.roles if label.value or role != "aside")
    mail = "subject" in roles and "sender" in roles and bool(roles & {"sent", "recipient"})
    telling = roles & TELLING if mail else roles & (TELLING - MAIL)
    dated = bool(telling & {"published", "sent", "edition"})
    named = bool(telling & {"title", "outlet", "edition", "subject"})
    enough = len(run) >= REPEATED.roles and len(telling) >= REPEATED.roles and named and dated
    return telling if enough else frozenset()


def _text_below(
    rows: Sequence[BundleRow], labels: dict[int, Label], heads: Sequence[tuple[int, int]], head: tuple[int, int]
) -> int:
    """Words of prose between a head and the next."""
    below = next((first for first, _ in heads if first >= head[1]), len(rows))
    inside = [labels[i] for i in range(*head) if i in labels]
    own = sum(len(label.value.split()) for label in inside if label.roles & {"body", "abstract"})
    count = own
    for index in range(head[1], below):
        label = labels.get(index)
        count += rows[index].words if label is None or "body" in label.roles else 0
        if count >= REPEATED.words:
            break
    return count


def _words_before(rows: Sequence[BundleRow], labels: dict[int, Label], first: int) -> int:
    return sum(row.words for row in rows[:first] if row.prose)


def _with_title(rows: Sequence[BundleRow], labels: dict[int, Label], first: int, last: int) -> int:
    """A head without a title of its own has it in the line above."""
    roles = {role for index in range(first, last) if index in labels for role in labels[index].roles}
    if roles & {"title", "subject"} or first == 0:
        return first
    above = rows[first - 1]
    could = above.heading or (above.words <= REPEATED.title and not above.prose and not is_rule(above.text))
    return first - 1 if could and first - 1 not in labels else first


# --- heads by their form --------------------------------------------------------------------------------------------


def _formed(raw: RawArticle, rows: Sequence[BundleRow]) -> list[BundlePart]:
    """A press review made by hand: each article under its title, with a line that names outlet and day."""
    heads = _heads(rows)
    if len(heads) < 2:
        return []
    bounds = list(zip([first for first, _ in heads], [*(first for first, _ in heads[1:]), len(rows)], strict=True))
    parts = [part for a, b in bounds if (part := read_part(rows, a, b, PLAIN, raw.body.string)) is not None]
    if sum(row.words for row in rows[: heads[0][0]] if row.prose) > REPEATED.top:
        return []
    if len(parts) != len(heads) or not _are_articles(parts):
        return []
    _without_numbers(parts)
    return parts


def _without_numbers(parts: Sequence[BundlePart]) -> None:
    """Titles that count the articles from 1 on lose their numbers."""
    found = [_NUMBER.match(part.title.value) if part.title else None for part in parts]
    if [int(number[1]) if number else 0 for number in found] != list(range(1, len(parts) + 1)):
        return
    for part, number in zip(parts, found, strict=True):
        if part.title and number:
            part.title = replace(part.title, value=part.title.value[number.end() :])
            if part.title_span:
                part.title_span = Span(part.title_span.start + number.end(), part.title_span.end)


def _are_articles(parts: Sequence[BundlePart]) -> bool:
    """Has each title, outlet, day and text; are the titles different, and the outlets for the most part known?"""
    titles = {part.title.value for part in parts if part.title}
    outlets = [part.outlet.value for part in parts if part.outlet]
    whole = all(part.published and part.body_words >= REPEATED.words for part in parts)
    if not whole or len(titles) < len(parts) or len(outlets) < len(parts):
        return False
    known = sum(map(facts.is_outlet, outlets))
    return 2 * known >= len(parts) and (len(set(outlets)) > 1 or known == len(parts))


def _heads(rows: Sequence[BundleRow]) -> list[tuple[int, int]]:
    """(first row, row of the source line) of each head: in the last lines over a paragraph of prose, a title and a line
    that names an outlet and a day."""
    found: list[tuple[int, int]] = []
    top = 0
    for index, row in enumerate(rows):
        if not row.prose:
            continue
        if index > top and (head := _head(rows, max(top, index - REPEATED.head), index)) is not None:
            found.append(head)
        top = index + 1
    return found


def _head(rows: Sequence[BundleRow], first: int, last: int) -> tuple[int, int] | None:
    source = next((index for index in range(last - 1, first - 1, -1) if _is_source(rows, index, first, last)), None)
    if source is None:
        return None
    near = range(_below_rule(rows, max(first, source - 3), source), min(last, source + 3))
    heading = [index for index in near if rows[index].heading and index != source]
    plain = [index for index in near if index != source and _could_be_title(rows[index])]
    above = [index for index in heading or plain if index < source]
    title = above[-1] if heading and above else above[0] if above else next((i for i in heading or plain), None)
    if title is None:
        return None
    return min(title, source), source


def _below_rule(rows: Sequence[BundleRow], first: int, source: int) -> int:
    """What a rule parts from the head is the foot of the article before it, unless the rule underlines the title."""
    rule = next((index for index in range(source - 1, first - 1, -1) if is_rule(rows[index].text)), None)
    if rule is None or not any(_could_be_title(rows[index]) for index in range(rule + 1, source)):
        return first
    return rule + 1


def _could_be_title(row: BundleRow) -> bool:
    if facts.is_day(row.text) or facts.is_outlet(facts.outlet_of(row.text)) or facts.byline_of(row.text):
        return False
    return 3 <= row.words <= REPEATED.title and not row.text.endswith((".", ":", ";", ",")) and not is_rule(row.text)


def _is_source(rows: Sequence[BundleRow], index: int, first: int, last: int) -> bool:
    """A line that names an outlet and a day, or a day with the outlet's line beside it."""
    text = rows[index].text
    if (
        rows[index].words > REPEATED.source_words
        or len(text) > REPEATED.source
        or rows[index].heading
        or not has_figures(text)
    ):
        return False
    if facts.day_of(text, "") is None:
        return False
    if facts.is_day(text):
        beside = (index - 1, index + 1)
        return any(first <= i < last and facts.is_outlet(rows[i].text) for i in beside)
    name = facts.outlet_of(text)
    return 0 < len(name.split()) <= 6 and name[:1].isupper() and not rows[index].prose
