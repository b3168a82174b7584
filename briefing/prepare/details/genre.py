"""What kind of text an article is: news, or opinion, a letter, satire, a fact-check, an interview, a speech, a live
blog, a round-up, a press release, a notice. Seen by marks of its own, in the words of its language (`genres.toml`)."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from briefing import language
from briefing.language.rules import Rule, Table
from briefing.model import Genre

_HEAD = 3  # lines of the text that may say what it is
_TAIL = 3
_LABEL = re.compile(r"^(?:\*\*)?([^\W\d_][\w.'’ -]{0,40}?)(?:\*\*)?:(?:\*\*)?\s+(?=\S)")
_HOUR = re.compile(r"^\W{0,3}(?:\d{1,2}[:.]\d{2}|\d{1,2}(?:[:.]\d{2})?\s?[ap]\.?m\b)", re.I)
_WIRED = re.compile(r"/[A-Z][A-Za-z .]{2,30}/\s*(?:--|[–—-])")  # "QUENNEL, May 12 /NewsWire/ --"
_TURNS = 3  # labelled lines from which a text is a conversation
_ENTRIES = 3  # lines that open with an hour from which a text is a live blog
_NUMBERS = 0.25  # share of words with digits from which short lines under a notice's title are one


@dataclass(frozen=True, slots=True)
class Words:
    """What an article shows of itself. lines: its kept lines in order; title, outlet, address: "" where unknown."""

    title: str
    outlet: str
    address: str
    lines: Sequence[str]
    code: str | None


@lru_cache(maxsize=64)
def _phrases(part: str, genre: str, code: str | None) -> tuple[str, ...]:
    """Phrases of a part of the table ("title", "outlet", "body"), each as its words between spaces."""
    tables = (language.table("genres", "en"), language.table("genres", code))
    found: dict[str, None] = {}
    for table in tables:
        for phrase in table.get(part, {}).get(genre, ()):
            found.setdefault(_plain(phrase))
    return tuple(found)


def _plain(text: str) -> str:
    return " " + " ".join(re.findall(r"\w+", text.lower())) + " "


def _titled(genre: str) -> Callable[[Words], bool]:
    """Is the title, or its part before the first or after the last colon or bar, a phrase of the genre?"""

    def test(words: Words) -> bool:
        parts = [part for part in re.split(r"[:|]|\s[–—-]\s", words.title) if part.strip()]
        ends = {_plain(parts[0]), _plain(parts[-1])} if len(parts) > 1 else {_plain(words.title)}
        return any(phrase in ends for phrase in _phrases("title", genre, words.code))

    return test


def _says(genre: str) -> Callable[[Words], bool]:
    """Do the first or last lines hold a phrase of the genre?"""

    def test(words: Words) -> bool:
        ends = [_plain(line[:400]) for line in (*words.lines[:_HEAD], *words.lines[-_TAIL:])]
        return any(phrase in line for phrase in _phrases("body", genre, words.code) for line in ends)

    return test


def _issued(genre: str) -> Callable[[Words], bool]:
    def test(words: Words) -> bool:
        return any(phrase in _plain(words.outlet) for phrase in _phrases("outlet", genre, words.code))

    return test


def _opens(genre: str) -> Callable[[Words], bool]:
    """Do two lines, or the first of few, open with a phrase of the genre and a comma ("Sir, …")?"""

    def test(words: Words) -> bool:
        opening = [line.split(",")[0] for line in words.lines if "," in line[:30]]
        return any(_plain(part) in _phrases("opening", genre, words.code) for part in opening)

    return test


def labels(lines: Sequence[str]) -> list[str | None]:
    """The label before each line ("Q", "TOTH", "Isker Post"), None where it has none."""
    return [match[1].strip() if (match := _LABEL.match(line)) else None for line in lines]


def label_end(line: str) -> int:
    """Where the words of a labelled line begin; 0 where it has no label."""
    match = _LABEL.match(line)
    return match.end() if match else 0


def _conversation(words: Words) -> bool:
    """Are half of the lines labelled with a name or a letter, with few labels that come back?"""
    found = [label for label in labels(words.lines) if label]
    again = {label for label in found if found.count(label) > 1}
    few = len(set(found)) <= max(2, len(found) // 2 + 1)
    return len(found) >= max(_TURNS, len(words.lines) / 2) and few and bool(again)


def _live(words: Words) -> bool:
    return sum(bool(_HOUR.match(line)) for line in words.lines) >= _ENTRIES


def _wired(words: Words) -> bool:
    return bool(words.lines) and bool(_WIRED.search(words.lines[0][:200]))


def _addressed(pattern: str) -> Callable[[Words], bool]:
    compiled = re.compile(pattern)
    return lambda words: bool(compiled.search(words.address))


def _tabular(words: Words) -> bool:
    tokens = " ".join(words.lines).split()
    return bool(tokens) and sum(any(c.isdigit() for c in token) for token in tokens) >= _NUMBERS * len(tokens)


def _notice(words: Words) -> bool:
    return _titled("notice")(words) and (_tabular(words) or len(words.lines) <= _HEAD)


def _example(text: str) -> Genre | None:
    """The genre of an example: lines, those of the head marked "title: ", "outlet: ", "address: "."""
    head = {"title": "", "outlet": "", "address": ""}
    lines = []
    for line in text.split("\n"):
        key, _, rest = line.partition(": ")
        if key in head:
            head[key] = rest
        else:
            lines.append(line)
    return GENRE(Words(head["title"], head["outlet"], head["address"], lines, "en"))


GENRE: Table[[Words], Genre | None] = Table(
    "genre",
    Rule("outlet of satire", _issued("satire"), "satire", ("outlet: The Daily Squint (satire)", "satire")),
    Rule("title says satire", _titled("satire"), "satire", ("title: Satire: Mayor marries bridge", "satire")),
    Rule("text says satire", _says("satire"), "satire", ("The Squint is a satirical newspaper.", "satire")),
    Rule(
        "address of satire",
        _addressed(r"/(?:satire|humou?r)/"),
        "satire",
        ("address: https://paper.example/satire/1", "satire"),
    ),
    Rule("title says letters", _titled("letter"), "letter", ("title: Letters to the editor: bus fares", "letter")),
    Rule("opens as a letter", _opens("letter"), "letter", ("Sir, The new fare is too high.", "letter")),
    Rule(
        "title says fact-check",
        _titled("fact-check"),
        "fact-check",
        ("title: Fact check: No, the dam has not burst", "fact-check"),
    ),
    Rule("text gives a verdict", _says("fact-check"), "fact-check", ("Our verdict: false.", "fact-check")),
    Rule(
        "dateline of a release wire",
        _wired,
        "press-release",
        ("QUENNEL, May 12 /NewsLine/ -- Norden today unveiled a plant.", "press-release"),
    ),
    Rule(
        "outlet is a press office",
        _issued("press-release"),
        "press-release",
        ("outlet: Norden Group Press", "press-release"),
    ),
    Rule(
        "title says release",
        _titled("press-release"),
        "press-release",
        ("title: Press release: A new plant", "press-release"),
    ),
    Rule(
        "contact for the press",
        _says("press-release"),
        "press-release",
        ("Media contact: press@norden.example", "press-release"),
    ),
    Rule(
        "entries by the hour",
        _live,
        "live",
        ("14:00 Police arrive.\n14:20 A shot is heard.\n15:40 The man is held.", "live"),
    ),
    Rule("title says live", _titled("live"), "live", ("title: Velm siege: live updates", "live")),
    Rule(
        "title says speech", _titled("speech"), "speech", ("title: Full speech: President Lund on the budget", "speech")
    ),
    Rule(
        "labelled turns",
        _conversation,
        "interview",
        ("Q: Will you resign?\nA: No.\nQ: Why?\nA: I was right.", "interview"),
    ),
    Rule("title says round-up", _titled("round-up"), "round-up", ("title: News in brief", "round-up")),
    Rule(
        "title and figures of a notice",
        _notice,
        "notice",
        ("title: Exchange rates\nEuro 1.08, pound 1.27, franc 1.12", "notice"),
    ),
    Rule("title says opinion", _titled("opinion"), "opinion", ("title: Opinion: The fares are theft", "opinion")),
    otherwise=None,
    run=_example,
)


def genre_of(words: Words) -> Genre | None:
    """The genre that the article's own marks name; None where none does: news, for all that can be seen."""
    return GENRE(words)
