"""Is a line part of the article? A weighted line scorer, and where the article begins and ends.

Each line gets a score from what can be seen of it alone (`own_score`): its cues, its shape. Then the article is the run
of lines whose prose outweighs the rest most (maximum subsequence segmentation: J. Pasternack and D. Roth, "Extracting
Article Text from the Web with Maximum Subsequence Segmentation", WWW 2009), prose counting less the fewer words it has
in common with the rest. Lines outside of it, and lines among furniture, are judged more strictly. The weights are set
by hand; a positive score is furniture.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from briefing.model import BlockKind
from briefing.prepare.cues import Cue, Cues
from briefing.prepare.lines import Line, is_image, is_rule

WEIGHTS = {
    "prose": -4.5,  # a sentence, whole
    "long prose": -2.5,  # and more than one, or a long one
    "quotation": -2.0,
    "short sentence": -3.0,
    "long and cut off": -1.2,
    "short": -1.0,  # no sentence: a heading of the article, or furniture
    "tweet": -3.0,
    "byline": 5.0,
    "date line": 5.0,
    "credit in brackets": 5.5,
    "mostly links": 3.0,
    "address": 1.6,
    "copyright": 5.0,
    "no letters": 2.5,
    "said twice": 0.9,
    "before the article": 2.6,
    "after the article": 3.0,
    "among furniture": 1.2,
    "after the last word": 7.0,  # behind "Comments", "You may also like"
    "standfirst": 5.5,
    "cut off at the end": 4.5,
    "speaks of something else": 2.5,
    "list item": -1.0,
    "shouted": 1.0,
    "ellipsis": 1.0,
}
SURE = 6.0
"""A cue of this weight settles a short line alone."""


@dataclass(slots=True)
class Verdict:
    """What speaks for and against a line, while it is being judged."""

    score: float = 0.0
    reasons: list[tuple[float, BlockKind | None, str]] = field(default_factory=list)

    def add(self, name: str, why: str, kind: BlockKind | None = None, times: float = 1.0) -> None:
        self.weigh(WEIGHTS[name] * times, why, kind)

    def weigh(self, weight: float, why: str, kind: BlockKind | None = None) -> None:
        self.score += weight
        self.reasons.append((weight, kind, why))

    @property
    def kind(self) -> BlockKind:
        """The kind that most of the weight speaks for."""
        kinds: Counter[BlockKind] = Counter()
        for weight, kind, _ in self.reasons:
            if kind is not None and weight > 0:
                kinds[kind] += weight  # type: ignore[assignment]
        return min(kinds, key=lambda kind: (-kinds[kind], kind)) if kinds else "other"

    @property
    def why(self) -> str:
        found = sorted((reason for reason in self.reasons if reason[0] > 0), key=lambda reason: -reason[0])
        most = 1 if found and found[0][0] >= 12 else 2
        return "; ".join(dict.fromkeys(why for _, _, why in found[:most]))


def own_score(line: Line, cues: Cues) -> Verdict:
    """What can be said of a line without looking at the others."""
    verdict = Verdict()
    count = line.count
    _tagged(line, verdict)
    if line.prose:
        verdict.add("prose", "a sentence")
        if count >= 25 or line.inner:
            verdict.add("long prose", "sentences", times=min(1.0, count / 40))
        if line.quoted:
            verdict.add("quotation", "a quotation")
    elif line.sentence:
        verdict.add("short sentence", "a short sentence")
    elif count >= 25:
        verdict.add("long and cut off", "long, and not ended like a sentence")
    else:
        verdict.add("short", "no sentence")
    _looks(line, cues, verdict)
    _words(line, cues, verdict)
    return verdict


def _tagged(line: Line, verdict: Verdict) -> None:
    """What the format itself says of the block."""
    if line.tag == "aside":
        verdict.weigh(30.0, line.said or "the format sets it apart", "other")
    elif line.tag == "caption":
        verdict.weigh(12.0, "the format marks it as a caption", "caption")
    elif line.tag == "meta":
        verdict.weigh(12.0, "the format marks it as a byline or a date", "byline")


def _words(line: Line, cues: Cues, verdict: Verdict) -> None:
    """The phrases of the language's table. One phrase in a long line says less than the same in a short one."""
    found = cues.of(line.words, line.known)
    count = max(1, line.count)
    strongest: tuple[float, Cue] | None = None
    for cue in found:
        if cue.at == "any":
            verdict.weigh(cue.weight * min(1.0, 24 / count), cue.why, cue.kind)
            continue
        weight = cue.weight * min(1.0, (30 if cue.weight >= SURE else 12) / count)
        if strongest is None or weight > strongest[0]:
            strongest = weight, cue
    if strongest is not None:
        verdict.weigh(strongest[0], strongest[1].why, strongest[1].kind)


def _looks(line: Line, cues: Cues, verdict: Verdict) -> None:
    if is_rule(line.text) or is_image(line.text):
        verdict.weigh(6.0, "no words", "other")
    elif line.count == 0 or (line.count <= 2 and line.digits > 0.5) or not any(map(str.isalpha, line.text[:200])):
        verdict.add("no letters", "no words", "other")
    if line.links > 0.6:
        verdict.add("mostly links", "nothing but links", "related")
    if (
        (line.text.startswith(("— ", "– ")) and "(@" in line.text)
        or "pic.twitter.com" in line.text
        or "//t.co/" in line.text
    ):
        verdict.add("tweet", "a post that the article quotes")
    elif line.address:
        verdict.add("address", "holds an address", "other", times=min(1.0, 20 / max(1, line.count)))
    if "©" in line.text:
        verdict.add("copyright", "a copyright line", "credit", times=min(1.0, 20 / max(1, line.count)))
    if line.shouted and line.count >= 3:
        verdict.add("shouted", "all in capitals")
    if line.item:
        verdict.add("list item", "a list item")
    if line.text.endswith(("...", "…", "[…]", "[...]")) and line.count > 8:
        verdict.add("ellipsis", "breaks off", "teaser")
    if is_date_line(line, cues):
        verdict.add("date line", "a date by itself", "byline")
    elif is_byline(line, cues):
        verdict.add("byline", "names the author", "byline")
    if has_credit(line, cues):
        verdict.add("credit in brackets", "ends with a picture credit", "caption")


def is_date_line(line: Line, cues: Cues) -> bool:
    """A line of a date, a time, a place at most: "Updated Nov. 19, 2024 6:55 AM"."""
    if not 1 <= line.count <= 22 or "0" not in line.known or (line.prose and line.count > 14):
        return False
    times = sum(word == "0" or word in cues.time_words for word in line.words)
    return times >= 2 and times >= 0.6 * line.count and bool(line.digits)


def is_byline(line: Line, cues: Cues) -> bool:
    """ "By Jane Doe, Staff Writer": a byline word, then names."""
    if not 1 < line.count <= 16 or (line.terminal and line.count > 8):
        return False
    padded = " " + " ".join(line.words) + " "
    return padded.startswith(cues.byline) and line.capitals >= 0.5


def has_credit(line: Line, cues: Cues) -> bool:
    """Ends with a bracket, or a few words after a full stop, that credit a picture: "(Jane Doe/AP)"."""
    if line.count > 90:
        return False
    text = line.text.rstrip(" .")
    if text.endswith((")", "]")):
        start = max(text.rfind("("), text.rfind("["))
        inner = text[start + 1 : -1].lower()
        if start >= 0 and len(inner) <= 90:
            words = inner.replace("/", " ").split()
            return (any(word.strip(".,:") in cues.lenders for word in words) and len(words) <= 8) or (
                inner.startswith(("photo", "image", "picture", "©", "source", "credit", "courtesy", "file"))
            )
        return False
    return line.links > 0 and not line.terminal and line.inner and "/" in text[-60:]


def zones(every: Sequence[Line], verdicts: Sequence[Verdict], ties: Sequence[float] | None) -> tuple[int, int]:
    """`[first, last)`: the run of lines whose prose outweighs the rest most."""
    best, best_at = 0.0, (0, 0)
    total, start = 0.0, 0
    for index, (line, verdict) in enumerate(zip(every, verdicts, strict=True)):
        total += _worth(line, verdict, ties[index] if ties else 1.0)
        if total <= 0:
            total, start = 0.0, index + 1
        elif total > best:
            best, best_at = total, (start, index + 1)
    return best_at


def _worth(line: Line, verdict: Verdict, tie: float) -> float:
    """What a line adds to an article that it is made a part of; about 1 a line of prose, negative for furniture."""
    if verdict.score > 0.9 and not line.prose:
        return -1.0 - min(verdict.score, 8.0) / 3
    if verdict.score > 0:
        return -1.0 - min(verdict.score, 8.0) / 4
    if line.count == 0:
        return -0.05
    if line.prose:
        return min(line.count, 40) / 12 * max(-0.1, min(1.0, (tie - 0.3) / 0.4))
    if line.sentence:
        return 0.3
    if line.count >= 25:
        return 0.6 if tie >= 0.6 else -1.5
    return 0.1 if line.item else -0.5


def ties(every: Sequence[Line], core: tuple[int, int], common: frozenset[str]) -> list[float]:
    """Per line: the share of its words that the article uses elsewhere too, divided by what is usual in this article.

    About 1 for a paragraph of the article, mostly under 0.5 for one of another. 1 where there is too little to tell.
    Words are compared by their first six letters: enough for the endings of most languages.
    """
    stems = [frozenset(word[:6] for word in line.known if len(word) > 3 and word not in common) for line in every]
    holding: Counter[str] = Counter()
    for index in range(*core):
        if every[index].prose:
            holding.update(stems[index])
    shares: list[float] = []
    for index, own in enumerate(stems):
        least = 1 if core[0] <= index < core[1] and every[index].prose else 0
        shares.append(sum(holding[stem] > least for stem in own) / len(own) if len(own) >= 6 else -1.0)
    usual = sorted(shares[i] for i in range(*core) if every[i].prose and every[i].count >= 20 and shares[i] >= 0)
    middle = usual[len(usual) // 2] if len(usual) >= 4 else 0.0
    if middle < 0.08:
        return [1.0] * len(every)
    return [share / middle if share >= 0 else 1.0 for share in shares]


def judge(every: Sequence[Line], cues: Cues) -> list[Verdict]:
    """A verdict on each line."""
    verdicts = [own_score(line, cues) for line in every]
    _repeated(every, verdicts)
    core = zones(every, verdicts, None)
    if core[0] == core[1]:
        return verdicts
    tie = ties(every, core, cues.stop_words)
    core = _ended(every, zones(every, verdicts, tie), cues)
    _around(every, verdicts, core, tie)
    _head(every, verdicts, core)
    _among(every, verdicts)
    return verdicts


def _repeated(every: Sequence[Line], verdicts: Sequence[Verdict]) -> None:
    count: Counter[str] = Counter(line.text for line in every)
    for line, verdict in zip(every, verdicts, strict=True):
        if count[line.text] > 1 and not line.quoted:
            verdict.add("said twice", "stands twice in the document", times=1.0 if not line.prose else 0.4)


def _ended(every: Sequence[Line], core: tuple[int, int], cues: Cues) -> tuple[int, int]:
    """The article ends before the first line that opens the readers' comments or the list of other articles, if
    enough of its prose stands before that line."""
    prose = [line.count if line.prose else 0 for line in every]
    whole = sum(prose)
    before = 0
    for index, line in enumerate(every[: core[1]]):
        if (before >= 60 and not line.prose) or line.address:
            what = cues.opens(line.words)
            least = 0.1 if what == "comments" else 0.6
            if what and index > core[0] and before >= least * whole:
                return core[0], index
        before += prose[index]
    return core


def _around(every: Sequence[Line], verdicts: Sequence[Verdict], core: tuple[int, int], tie: Sequence[float]) -> None:
    """Lines before and after the article."""
    long = [line for line in every[slice(*core)] if line.count >= 25]
    ended = sum(line.terminal for line in long) >= 0.7 * len(long) if long else True
    for index, (line, verdict) in enumerate(zip(every, verdicts, strict=True)):
        if index < core[0]:
            verdict.add("before the article", "stands before the article begins", times=1.0 if not line.prose else 0.6)
        elif index >= core[1]:
            verdict.add("after the article", "stands after the article has ended")
            if line.count >= 20 and not line.terminal and ended and tie[index] < 0.7:
                verdict.add("cut off at the end", "cut off, after the article", "teaser")
            if tie[index] < 0.4:
                verdict.add("speaks of something else", "shares no subject with the article", "teaser")
    if core[1] < len(every):
        _after_last_word(every, verdicts, core)


def _after_last_word(every: Sequence[Line], verdicts: Sequence[Verdict], core: tuple[int, int]) -> None:
    first = core[1]
    while first < len(every) - 1 and not every[first].count:
        first += 1
    if verdicts[first].score > WEIGHTS["after the article"] + 1:
        for verdict in verdicts[first + 1 :]:
            verdict.add("after the last word", "stands behind “" + every[first].text[:40] + "”")


def _head(every: Sequence[Line], verdicts: Sequence[Verdict], core: tuple[int, int]) -> None:
    """What stands above a byline or a date near the top is the title and its standfirst, not the article."""
    last = -1
    for index in range(min(len(every), max(core[0], 0) + 6, 14)):
        if any(kind == "byline" and weight >= 5 for weight, kind, _ in verdicts[index].reasons):
            last = index
    prose_above = sum(line.prose for line in every[: max(0, last)])
    prose_below = sum(line.prose for line in every[last + 1 :])
    if last > 0 and prose_above <= (0 if every[0].prose else 2) and prose_below >= 3:
        for line, verdict in zip(every[:last], verdicts[:last], strict=True):
            if line.prose:
                verdict.add("standfirst", "stands above the byline")
            else:
                verdict.add("before the article", "stands above the byline")


def _among(every: Sequence[Line], verdicts: Sequence[Verdict]) -> None:
    """A short line between two pieces of furniture is likely a third."""
    scores = [verdict.score for verdict in verdicts]
    for index in range(1, len(every) - 1):
        if not every[index].prose and every[index].count < 25 and scores[index - 1] > 1 and scores[index + 1] > 1:
            verdicts[index].add("among furniture", "stands among furniture")
