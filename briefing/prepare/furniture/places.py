"""Is a line part of the article? What its place among the other lines says, as tables of rules, and the whole verdict.

Each line gets a score from what can be seen of it alone (`own_score`). Then it is seen where the article begins and
ends (`zones`); lines outside of it, and lines among furniture, are judged more strictly. The tables are applied one
after the other, since each looks at what the ones before have found. The weights are set by hand; a positive score is
furniture.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from briefing.language.rules import Rule, RuleTable
from briefing.model import BlockKind
from briefing.prepare.furniture.bounds import LINES, PAGE
from briefing.prepare.furniture.lines.line_kinds import is_about_author
from briefing.prepare.furniture.lines.lines import Line, one, paragraphs
from briefing.prepare.furniture.lines.phrases import Cues, cues
from briefing.prepare.furniture.lines.verdicts import Verdict, Weight
from briefing.prepare.furniture.lines.wire_lines import wire_lines
from briefing.prepare.furniture.page import Page, Place


def judge(every: Sequence[Line], cues: Cues) -> list[Verdict]:
    """A verdict on each line."""
    page = Page(every, cues)
    for index in wire_lines([line.text for line in every]):
        page.verdicts[index].add(WIRE)
    page.apply(WHOLE)
    if not page.zone():
        return page.verdicts
    page.apply(AROUND)
    page.find_last_word()
    page.apply(BEHIND)
    page.apply(TOP)
    page.apply(HEADINGS)
    page.apply(AMONG)
    _wordless(every, page.verdicts)
    return page.verdicts


def _wordless(every: Sequence[Line], verdicts: Sequence[Verdict]) -> None:
    """A rule or an empty mark goes with what stands on both sides of it."""
    worded = [index for index, line in enumerate(every) if line.count]
    at = 0
    for index, line in enumerate(every):
        if line.count:
            at += 1
            continue
        sides = [verdicts[i].score > 0 for i in (worded[at - 1 : at] if at else []) + worded[at : at + 1]]
        verdicts[index].score = 1.0 if all(sides) else -1.0


def _example(text: str) -> BlockKind:
    """What the line between square brackets is taken for on an English page of lines that are parted by " / "."""
    plain = text.replace(" / ", "\n\n")
    at = plain.index("[")
    plain = plain.replace("[", "").replace("]", "")
    every = [one(plain, span) for span in paragraphs(plain, 0, len(plain))]
    number = next(index for index, line in enumerate(every) if line.span.start == at)
    verdict = judge(every, cues("en"))[number]
    return verdict.kind if verdict.score > 0 else "body"


def _row(
    name: str, test: Callable[[Page], Collection[int]], weight: Weight, example: tuple[str, BlockKind]
) -> Rule[[Page], Weight | None]:
    """test: the indexes of the lines for which the rule holds."""
    return Rule(name=name, test=test, verdict=weight, example=example)


_STORY = (
    "The harbour board of Tervo has given up its plan to buy a second ferry, its chairman said on Tuesday "
    "after a meeting. / The ferry would have cost 41 million crowns, more than the harbour board spends on all of its "
    "quays in two years. / Fishermen had warned the board for months that the second ferry would leave no berth at the "
    "quay for their boats. / The harbour board will now ask the ministry for money to repair the old ferry, which is "
    "thirty-one years old. / A decision of the ministry on the money for the old ferry is expected before the summer, "
    "the chairman of the board said."
)
WIRE = Weight(weight=30.0, why="a wire's own line", kind="other")
AFTER = Weight(
    weight=3.0,
    why="stands after the article has ended",
    times=lambda page, index: page.prosiness * (1.0 if index >= page.sure - 2 else PAGE.least_prose),
)


def _above(page: Page, index: int) -> float:
    """How far a line before the article is furniture: less if it is a sentence, or one but for its full stop."""
    line = page.every[index]
    unstopped = line.count >= LINES.phrase_unsure and line.capitals < LINES.named and not line.item
    return (0.6 if line.prose else 0.35 if unstopped else 1.0) * page.prosiness


def _off_subject(page: Page, index: int) -> float:
    line = page.every[index]
    return page.prosiness * (1.0 if line.prose or line.count >= LINES.cut_off else PAGE.least_prose)


def _behind(page: Page, index: int) -> float:
    """Prose on the article's subject is judged milder, unless a line before it says what it opens."""
    line, opened = page.every[index], index > page.opened_at or page.is_opened
    if line.prose and page.tie[index] >= PAGE.own and not opened:
        return 0.4
    return 1.0 if opened else page.prosiness


def _cut_off(page: Page) -> list[int]:
    return [i for i in sorted({*page.breaking_off, *range(page.core[1], len(page.every))}) if _is_cut_off(page, i)]


def _is_cut_off(page: Page, index: int) -> bool:
    line = page.every[index]
    if index in page.breaking_off:
        return True
    unended = line.count >= LINES.cut_off and not line.terminal and not line.post
    return unended and page.is_ended and page.tie[index] < 0.7


def _about_authors(page: Page) -> Collection[int]:
    last = range(max(1, page.core[1] - 2), len(page.every))
    return page.author_boxes.union(i for i in last if is_about_author(page.every[i], page.cues))


def _to_reader(page: Page) -> list[int]:
    return [i for i, share in enumerate(page.reader_shares) if share >= 0.07 and _speaks_to_reader(page, page.every[i])]


def _speaks_to_reader(page: Page, line: Line) -> bool:
    says = line.prose or line.sentence or line.count >= LINES.phrase_unsure
    return says and line.known.isdisjoint(page.cues.speech_verbs)


def _headlines(page: Page) -> list[int]:
    """Some headings within an article may be those of others; where it has many they are its own."""
    if len(page.headings) > 3:
        return []
    lines = [(index, page.every[index]) for index in page.headings if index]
    return [index for index, line in lines if line.capitals >= 0.75 and line.count >= 9 and line.ends != ":"]


def _among_furniture(page: Page) -> list[int]:
    scores = page.scores
    between = [i for i in range(1, len(scores) - 1) if scores[i - 1] > 1 and scores[i + 1] > 1]
    return [i for i in between if not page.every[i].prose and page.every[i].count < LINES.long]


WHOLE: Place = RuleTable(
    "whole document",
    _row(
        "said again",
        lambda page: page.repeats[1],
        Weight(weight=9.0, why="stands in the document already"),
        (
            _STORY + " / [Fishermen had warned the board for months that the second ferry would leave no berth at "
            "the quay for their boats.] / The ministry of the harbour has not answered the board for eleven weeks.",
            "other",
        ),
    ),
    _row(
        "said twice",
        lambda page: [i for i in page.repeats[0] if not page.every[i].quoted and not page.every[i].prose],
        Weight(weight=0.9, why="stands twice in the document"),
        ("Old ferry / [Old ferry]", "body"),
    ),
    _row(
        "one of several pictures",
        lambda page: page.gallery,
        Weight(weight=15.0, why="the caption of one of several pictures", kind="caption"),
        (
            _STORY + " / 1 of 2 | The ferry / [2 of 2 | The quay of Tervo is seen from the old ferry on Monday.]",
            "caption",
        ),
    ),
    _row(
        "speaks to the reader",
        _to_reader,
        Weight(weight=1.8, why="speaks to the reader, as the article does not", kind="appeal"),
        (_STORY + " / [Without you we cannot go on with our work for you all] / Share", "appeal"),
    ),
    otherwise=None,
    run=_example,
)

AROUND: Place = RuleTable(
    "around the article",
    _row(
        "before the article",
        lambda page: range(page.core[0]),
        Weight(weight=2.6, why="stands before the article begins", times=_above),
        ("[Harbour of Tervo] / Town / Region / " + _STORY, "other"),
    ),
    _row(
        "after the article",
        lambda page: range(page.core[1], len(page.every)),
        AFTER,
        (_STORY + " / [Old quay fails] / Share", "other"),
    ),
    _row(
        "facts of what is announced",
        lambda page: page.facts,
        Weight(weight=-8.0, why="a fact of what the article announces"),
        (_STORY + " / Admission: 40 crowns / Doors open 7 pm / [3 March 2026] / Telephone 555-010-020", "body"),
    ),
    _row(
        "about the author",
        _about_authors,
        Weight(weight=8.0, why="speaks of the author", kind="byline"),
        (_STORY + " / [Mira Solheim is a reporter at the Mail and has lived on the quay for thirty years.]", "byline"),
    ),
    _row(
        "cut off at the end",
        _cut_off,
        Weight(weight=4.5, why="cut off, after the article", kind="teaser"),
        (
            _STORY
            + " / Share / [A bakery in the upper town, which opened its shop only two winters ago, has won the prize "
            "of the bakers for its rye bread, and the baker said that] / Share",
            "teaser",
        ),
    ),
    _row(
        "speaks of something else",
        lambda page: [i for i in range(page.core[1], len(page.every)) if page.tie[i] < 0.4],
        Weight(weight=2.5, why="shares no subject with the article", kind="teaser", times=_off_subject),
        (
            _STORY + " / Share / [Singers from eleven villages will perform old songs in the chapel of Upper Lund on "
            "Sunday evening, with candles and cider.]",
            "teaser",
        ),
    ),
    otherwise=None,
    run=_example,
)

BEHIND: Place = RuleTable(
    "behind the last word",
    _row(
        "opens something else",
        lambda page: range(page.last_word, len(page.every))[:1] if page.is_opened else (),
        Weight(weight=7.0, why="opens what is not the article"),
        (_STORY + " / [Leave a comment] / Finally!", "appeal"),
    ),
    _row(
        "behind the last word",
        lambda page: range(page.last_word + 1, len(page.every)),
        Weight(
            weight=7.0,
            why="stands behind the last word",
            times=_behind,
            words=lambda page, _: "stands behind “" + page.every[page.last_word].text[:40] + "”",
        ),
        (
            _STORY
            + " / Leave a comment / [The ferry of the harbour board is as old as the quay is, and nobody minds.]",
            "other",
        ),
    ),
    otherwise=None,
    run=_example,
)

TOP: Place = RuleTable(
    "above the byline",
    _row(
        "standfirst",
        lambda page: [i for i in range(page.byline) if page.every[i].prose],
        Weight(weight=5.5, why="stands above the byline"),
        (
            "No second ferry / [The board gives up a plan that nobody at the quay wanted.] / By Mira Solheim / "
            + _STORY,
            "other",
        ),
    ),
    _row(
        "above the byline",
        lambda page: [i for i in range(page.byline) if not page.every[i].prose],
        Weight(weight=2.6, why="stands above the byline"),
        ("[No second ferry] / By Mira Solheim / " + _STORY, "other"),
    ),
    otherwise=None,
    run=_example,
)

HEADINGS: Place = RuleTable(
    "headings",
    _row(
        "a label and a headline",
        lambda page: page.labelled,
        Weight(weight=2.0, why="a label and a headline", kind="related"),
        (
            _STORY.replace(
                "Fishermen", "HARBOUR NEWS: Old ferry fails again / [FERRY NEWS: Quay to be rebuilt] / Fishermen"
            ),
            "related",
        ),
    ),
    _row(
        "a headline",
        _headlines,
        Weight(weight=1.6, why="reads like the headline of another article", kind="related"),
        (
            _STORY.replace("Fishermen", "[Old Ferry Of Tervo Fails Its Inspection For Third Time] / Fishermen"),
            "related",
        ),
    ),
    otherwise=None,
    run=_example,
)

AMONG: Place = RuleTable(
    "among furniture",
    _row(
        "among furniture",
        _among_furniture,
        Weight(weight=1.2, why="stands among furniture"),
        (_STORY.replace("Fishermen", "Share / [Ferries] / Print / Fishermen"), "body"),
    ),
    otherwise=None,
    run=_example,
)

PLACES: tuple[Place, ...] = (WHOLE, AROUND, BEHIND, TOP, HEADINGS, AMONG)
