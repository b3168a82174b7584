"""What kind of text an article is: news, or opinion, a letter, satire, a fact-check, an interview, a speech, a live
blog, a round-up, a press release, a notice. Seen by marks of its own, in the words of its language (`genres.toml`)."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from briefing import language
from briefing.language.memo import lazy
from briefing.language.rules import Rule, RuleTable
from briefing.language.tokens import Runs
from briefing.model import Detail, Genre
from briefing.prepare.details.tuning import KIND
from briefing.prepare.speech.labels import label_of

_HOUR = re.compile(r"^\W{0,3}(?:\d{1,2}[:.]\d{2}|\d{1,2}(?:[:.]\d{2})?\s?[ap]\.?m\b)", re.I)
_WIRED = re.compile(r"/[A-Z][A-Za-z .]{2,30}/\s*(?:--|[–—-])")  # "QUENNEL, May 12 /NewsWire/ --"
_WORDS = Runs(r"\w")
_PARTS = re.compile(r"[:|]|\s[–—-]\s")
_MARKS = frozenset("?？؟")
_AROUND = ".,;:!?()[]…–—-\"'“”„«»"  # marks beside a word
_QUOTED = re.compile(
    r"“[^”]*(?:”|$)|„[^“”]*(?:[“”]|$)|«[^»]*(?:»|$)|「[^」]*(?:」|$)|\"[^\"]*(?:\"|$)|(?:``|'')(?:[^']|'(?!'))*(?:''|$)"
    r"|(?<!\w)[‘'][^‘’']*(?:[’'](?=\w)[^‘’']*)*(?:[’']|$)"
)
_END = re.compile(r"[.!?。！？؟…]+(?=\s*$|\s+[^\s\da-z]|[)\]’'])|[。！？؟]")


@dataclass(frozen=True, kw_only=True)
class ArticleWords:
    """What an article shows of itself. lines: its kept lines in order; title, outlet, address: "" where unknown."""

    title: str
    outlet: str
    address: str
    lines: Sequence[str]
    code: str | None

    @lazy
    def ends(self) -> str:
        """The words of the first and last lines, a line each."""
        return "\n".join([_plain(line[: KIND.line]) for line in (*self.lines[: KIND.head], *self.lines[-KIND.tail :])])


@lru_cache(maxsize=64)
def _phrases(part: str, genre: str, code: str | None) -> tuple[str, ...]:
    """Phrases of a part of the table ("title", "outlet", "body"), each as its words between spaces."""
    tables = (language.table("genres", "en"), language.table("genres", code))
    found: dict[str, None] = {}
    for table in tables:
        for phrase in table.get(part, {}).get(genre, ()):
            found.setdefault(_plain(phrase))
    return tuple(found)


@lru_cache(maxsize=256)  # the same few lines are looked at for one genre after the other
def _plain(text: str) -> str:
    return " " + " ".join(_WORDS(text)) + " "


def _titled(genre: str) -> Callable[[ArticleWords], bool]:
    """Is the title, or its part before the first or after the last colon or bar, a phrase of the genre?"""

    def test(words: ArticleWords) -> bool:
        return not _ends(words.title).isdisjoint(_phrases("title", genre, words.code))

    return test


def without_label(title: Detail, genre: Genre, code: str | None) -> Detail:
    """The headline of a press release without the words before it that say that it is one: "Press release: …"."""
    parted = _PARTS.search(title.value)
    if genre != "press-release" or parted is None:
        return title
    label, rest = title.value[: parted.start()], title.value[parted.end() :].strip()
    said = not _ends(label).isdisjoint(_phrases("title", genre, code))
    return Detail(rest, title.origin) if said and rest else title


@lru_cache(maxsize=16)
def _ends(title: str) -> frozenset[str]:
    """The words of a title's parts before the first and after the last colon or bar; of the whole where it has none."""
    parts = [part for part in _PARTS.split(title) if part.strip()]
    return frozenset(map(_plain, (parts[0], parts[-1]) if len(parts) > 1 else (title,)))


def _says(genre: str) -> Callable[[ArticleWords], bool]:
    """Do the first or last lines hold a phrase of the genre?"""

    def test(words: ArticleWords) -> bool:
        return any(map(words.ends.__contains__, _phrases("body", genre, words.code)))

    return test


def _issued(genre: str) -> Callable[[ArticleWords], bool]:
    def test(words: ArticleWords) -> bool:
        return any(phrase in _plain(words.outlet) for phrase in _phrases("outlet", genre, words.code))

    return test


def _opens(genre: str) -> Callable[[ArticleWords], bool]:
    """Do two lines, or the first of few, open with a phrase of the genre and a comma ("Sir, …")?"""

    def test(words: ArticleWords) -> bool:
        opening = [line.split(",")[0] for line in words.lines if "," in line[:30]]
        return any(_plain(part) in _phrases("opening", genre, words.code) for part in opening)

    return test


def labels(lines: Sequence[str]) -> list[str | None]:
    """The label before each line ("Q", "TOTH", "Isker Post"), None where it has none."""
    found = map(label_of, lines)
    return [labelled.label if labelled else None for labelled in found]


def _conversation(words: ArticleWords) -> bool:
    """Are half of the lines labelled with a name or a letter, with few labels that come back?"""
    found = [label for label in labels(words.lines) if label]
    different = len(set(found))
    few = different <= max(2, len(found) // 2 + 1)
    return len(found) >= max(KIND.turns, len(words.lines) / 2) and few and different < len(found)


def _live(words: ArticleWords) -> bool:
    return sum(bool(_HOUR.match(line)) for line in words.lines) >= KIND.entries


def _wired(words: ArticleWords) -> bool:
    return bool(words.lines) and bool(_WIRED.search(words.lines[0][:200]))


def _asking(words: ArticleWords) -> bool:
    """Does it put questions of its own to the reader, one in ten sentences? A report leaves them to those it quotes."""
    if not any(map("".join(words.lines).__contains__, _MARKS)):
        return False
    ends = [end[0] for line in words.lines for end in _END.finditer(_QUOTED.sub(" ", line))]
    asked = sum(not _MARKS.isdisjoint(end) for end in ends)
    return asked >= max(KIND.questions, KIND.asked * len(ends))


def _speaking(words: ArticleWords) -> bool:
    """Does its author speak as "I" or "we", outside of quotations, in one sentence of twelve? A report does so only in
    what it quotes."""
    first_person = _first_person(words.code)
    if not first_person:
        return False
    lines = [line for line in words.lines if _is_in_first_person(line, first_person)]  # of a report few, or none
    said = sum(_is_in_first_person(part, first_person) for line in lines for part in _own_sentences(line))
    return said >= KIND.own and said >= KIND.own_share * sum(len(_own_sentences(line)) for line in words.lines)


def _own_sentences(line: str) -> list[str]:
    """The sentences of a line without what it quotes, about."""
    return [part for part in _END.split(_QUOTED.sub(" ", line)) if len(part) > 1]


def _is_in_first_person(text: str, listed: frozenset[str]) -> bool:
    row = text.replace("’", "'").split()
    bare = [word.strip(_AROUND).lower() for word in row]
    if listed.isdisjoint(bare):
        return False
    # One letter behind a name is a number: "World War I".
    return any(
        word in listed and (len(word) > 1 or not at or not row[at - 1][0].isupper()) for at, word in enumerate(bare)
    )


@lru_cache(maxsize=64)
def _first_person(code: str | None) -> frozenset[str]:
    """The words by which whoever speaks means himself."""
    return frozenset(language.table("sections", code).get("alone", {}).get("first_person", ()))


def _addressed(pattern: str) -> Callable[[ArticleWords], bool]:
    compiled = re.compile(pattern)
    return lambda words: bool(compiled.search(words.address))


def _tabular(words: ArticleWords) -> bool:
    tokens = " ".join(words.lines).split()
    return bool(tokens) and sum(any(c.isdigit() for c in token) for token in tokens) >= KIND.numbers * len(tokens)


def _notice(words: ArticleWords) -> bool:
    return _titled("notice")(words) and (_tabular(words) or len(words.lines) <= KIND.head)


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
    return GENRE(
        ArticleWords(title=head["title"], outlet=head["outlet"], address=head["address"], lines=lines, code="en")
    )


GENRE: RuleTable[[ArticleWords], Genre | None] = RuleTable(
    "genre",
    Rule(
        name="outlet of satire",
        test=_issued("satire"),
        verdict="satire",
        example=("outlet: The Daily Squint (satire)", "satire"),
    ),
    Rule(
        name="title says satire",
        test=_titled("satire"),
        verdict="satire",
        example=("title: Satire: Mayor marries bridge", "satire"),
    ),
    Rule(
        name="text says satire",
        test=_says("satire"),
        verdict="satire",
        example=("The Squint is a satirical newspaper.", "satire"),
    ),
    Rule(
        name="address of satire",
        test=_addressed(r"/(?:satire|humou?r)/"),
        verdict="satire",
        example=("address: https://paper.example/satire/1", "satire"),
    ),
    Rule(
        name="title says letters",
        test=_titled("letter"),
        verdict="letter",
        example=("title: Letters to the editor: bus fares", "letter"),
    ),
    Rule(
        name="opens as a letter",
        test=_opens("letter"),
        verdict="letter",
        example=("Sir, The new fare is too high.", "letter"),
    ),
    Rule(
        name="title says fact-check",
        test=_titled("fact-check"),
        verdict="fact-check",
        example=("title: Fact check: No, the dam has not burst", "fact-check"),
    ),
    Rule(
        name="text gives a verdict",
        test=_says("fact-check"),
        verdict="fact-check",
        example=("Our verdict: false.", "fact-check"),
    ),
    Rule(
        name="dateline of a release wire",
        test=_wired,
        verdict="press-release",
        example=("QUENNEL, May 12 /NewsLine/ -- Norden today unveiled a plant.", "press-release"),
    ),
    Rule(
        name="outlet is a press office",
        test=_issued("press-release"),
        verdict="press-release",
        example=("outlet: Norden Group Press", "press-release"),
    ),
    Rule(
        name="title says release",
        test=_titled("press-release"),
        verdict="press-release",
        example=("title: Press release: A new plant", "press-release"),
    ),
    Rule(
        name="contact for the press",
        test=_says("press-release"),
        verdict="press-release",
        example=("Media contact: press@norden.example", "press-release"),
    ),
    Rule(
        name="entries by the hour",
        test=_live,
        verdict="live",
        example=("14:00 Police arrive.\n14:20 A shot is heard.\n15:40 The man is held.", "live"),
    ),
    Rule(
        name="title says live",
        test=_titled("live"),
        verdict="live",
        example=("title: Velm siege: live updates", "live"),
    ),
    Rule(
        name="title says speech",
        test=_titled("speech"),
        verdict="speech",
        example=("title: Full speech: President Lund on the budget", "speech"),
    ),
    Rule(
        name="labelled turns",
        test=_conversation,
        verdict="interview",
        example=("Q: Will you resign?\nA: No.\nQ: Why?\nA: I was right.", "interview"),
    ),
    Rule(
        name="title says round-up",
        test=_titled("round-up"),
        verdict="round-up",
        example=("title: News in brief", "round-up"),
    ),
    Rule(
        name="title and figures of a notice",
        test=_notice,
        verdict="notice",
        example=("title: Exchange rates\nEuro 1.08, pound 1.27, franc 1.12", "notice"),
    ),
    Rule(
        name="title says opinion",
        test=_titled("opinion"),
        verdict="opinion",
        example=("title: Opinion: The fares are theft", "opinion"),
    ),
    Rule(
        name="asks questions of its own",
        test=_asking,
        verdict="opinion",
        example=("Who pays for it? The town does. Who asked the town? Nobody. What now?", "opinion"),
    ),
    Rule(
        name="speaks for its author",
        test=_speaking,
        verdict="opinion",
        example=("We deserve better. Nobody asked me. Our town has no money. The mayor may go.", "opinion"),
    ),
    otherwise=None,
    run=_example,
)


def genre_of(words: ArticleWords) -> Genre | None:
    """The genre that the article's own marks name; None where none does: news, for all that can be seen."""
    return GENRE(words)
