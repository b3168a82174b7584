"""The words around a figure that say what it counts: a kind (killed, injured …), a noun, what a share is of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from briefing import language
from briefing.compose.sentences.numbers.figures import Figure, figure_table, leading, phrases
from briefing.compose.sentences.numbers.kinds import kinds_of, listed
from briefing.compose.sentences.tuning import QUANTITY
from briefing.language.tokens import Token
from briefing.text import Span

SIGNS = ("-", "--", "–", "—", "%")
_APART = re.compile(r"[;:()；：（）。؛]")  # between words that say nothing of each other
_APART_OR_COMMA = re.compile(r"[;:(),；：（），、。؛،]")
_APART_OR_QUOTED = re.compile(_APART_OR_COMMA.pattern + '|[“”"]')


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """A figure in its sentence. before: the first token that is not another figure's before it; after: the first token
    of the next figure; raw: the sentence as it looks."""

    row: Sequence[Token]
    figure: Figure
    before: int
    after: int
    raw: str
    lang: str | None

    def gap(self, at: int) -> str:
        """What stands between a token and the next."""
        return self.raw[self.row[at].end : self.row[at + 1].start]


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """What a figure counts: its kind, its noun's stem, the first and last token of both, and what it is about."""

    kind: str
    noun: str
    first: int
    last: int
    about: Span | None


def share_of(around: Around) -> str:
    """What a share or a sum is of: the last of the plain words behind "of" or "in"."""
    row, figure, lang = around.row, around.figure, around.lang
    at = figure.last + 1
    if not figure.unit or at >= len(row) or row[at].lower not in listed(lang, "of_a_figure"):
        return ""
    found = ""
    for place in range(at + 1, min(around.after, at + 1 + QUANTITY.noun_within, len(row))):
        word = row[place]
        if around.gap(place - 1).strip(" \u00a0*_") or word.capital or not word.lower[0].isalpha():
            break
        if word.lower in language.stop_words(lang):
            if found:
                break
            continue
        found = language.stem(word.lower, lang)
        if _ends_noun(row, place, lang):
            break
    return found


def what_is_counted(around: Around) -> Counted | None:
    """None where nothing says what is counted, or where it is a part of a group ("10 of the attackers", but not "10 of
    the 300 on board").

    The noun follows the figure ("11,000 northern troops"), or "the number of" before it ("the number of homes without
    power rose to 2,000"); the kind's word stands after it or before it, within the same clause and not beyond another
    figure.
    """
    row, figure, lang = around.row, around.figure, around.lang
    noun_at = _noun(around)
    if noun_at is None and not figure.unit:
        noun_at = _noun_before(around)
    if figure.unit != "%" and _is_part(around, noun_at):
        return None
    if noun_at is not None and not figure.unit and not _plural(row[noun_at].lower, lang):
        noun_at = None
    noun = row[noun_at].lower if noun_at is not None else ""
    if noun in listed(lang, "units_of_time"):
        return None
    kind_at = None if noun in listed(lang, "measures") else _kind_at(around, noun_at)
    if kind_at is None and not noun and not figure.unit:
        return None
    places = [figure.first, figure.last, *(at for at in (noun_at, kind_at) if at is not None)]
    first, last = min(places), max(places)
    if last - first > QUANTITY.longest:
        return None
    return Counted(
        kind=kinds_of(lang)[row[kind_at].lower] if kind_at is not None else "",
        noun=language.stem(noun, lang) if noun else "",
        first=first,
        last=last,
        about=_about(around, first, last, noun_at if kind_at is None else kind_at),
    )


def _is_part(around: Around, noun_at: int | None) -> bool:
    """Whether the figure is a part of a group: "10 of the attackers", "12 others"."""
    row, last = around.row, around.figure.last
    part = leading([token.lower for token in row[last + 1 : last + 3]], phrases(around.lang, "parts"))
    if part and around.after != last + 1 + part:
        return True
    others = listed(around.lang, "others")
    return any(token.lower in others for token in row[last + 1 : 1 + max(noun_at or 0, last + 1)])


def _about(around: Around, first: int, last: int, word_at: int | None) -> Span | None:
    """The words that say what is counted: those after the figure, else that of the kind, else the noun; None: none is
    there."""
    row, figure = around.row, around.figure
    if first == figure.first and last > figure.last:
        return Span(row[figure.last + 1].start, row[last].end)
    return row[word_at].span if word_at is not None else None


def words_beside(around: Around) -> Span:
    """The words of the clause after the figure, else before it, else the first words of the sentence."""
    row, figure = around.row, around.figure
    last = figure.last
    while last + 1 < min(around.after, figure.last + 1 + QUANTITY.beside, len(row)) and not _parted(around, last):
        last += 1
    first = figure.first
    while first > max(around.before, figure.first - QUANTITY.beside) and not _parted(around, first - 1):
        first -= 1
    if last > figure.last + 1:
        return Span(row[figure.last + 1].start, row[last].end)
    if first < figure.first:
        return Span(row[first].start, row[figure.first - 1].end)
    return Span(row[0].start, row[min(QUANTITY.beside, len(row)) - 1].end)


def _parted(around: Around, at: int) -> bool:
    """Whether a sign stands between a token and the next."""
    return around.row[at + 1].lower in SIGNS or bool(_APART_OR_QUOTED.search(around.gap(at)))


def _noun(around: Around) -> int | None:
    """The last word of the run after the figure that no stop word, kind or sign breaks."""
    row, figure, lang = around.row, around.figure, around.lang
    found = None
    kinds, stop = kinds_of(lang), language.stop_words(lang)
    start = figure.last + 1 + _turned_round(around)
    for at in range(start, min(around.after, start + QUANTITY.noun_within, len(row))):
        word = row[at]
        if around.gap(at - 1).strip(" \u00a0*_") or word.lower in stop or not word.lower[0].isalpha():
            break
        if word.lower in kinds:
            break
        if found is not None and row[found].capital and not word.capital and _writes_nouns_large(lang):
            break
        found = at
        if _ends_noun(row, at, lang):
            break
    return found


@lru_cache(maxsize=64)
def _writes_nouns_large(lang: str | None) -> bool:
    """Does the language write every noun with a capital letter? Then a small one after it begins no noun ("185
    Operationen verschoben")."""
    return bool(language.table("same", lang).get("capital_nouns"))


def _turned_round(around: Around) -> int:
    """1 where the figure is said of a subject that follows with its article ("Sono 310 le persone"): the article stands
    before the noun; 0 where it does not."""
    row, figure, lang = around.row, around.figure, around.lang
    at = figure.last + 1
    if at >= min(around.after, len(row)) or row[at].lower not in listed(lang, "subject_articles"):
        return 0
    before = range(max(around.before, figure.first - QUANTITY.turned), figure.first)
    verbs = [place for place in before if row[place].lower in listed(lang, "subject_follows")]
    return int(any(not any(_parted(around, gap) for gap in range(place, at)) for place in verbs))


def _noun_before(around: Around) -> int | None:
    """The noun after "the number of" before the figure, in its clause; None where there is none, or where the figure is
    by how much the number changed or what it was ("rose by 300")."""
    row, figure, lang = around.row, around.figure, around.lang
    if figure.first < 2 or row[figure.first - 1].lower in listed(lang, "by_how_much"):
        return None
    known = phrases(lang, "number_of")
    for at in range(figure.first - 2, max(around.before, figure.first - QUANTITY.numbered) - 1, -1):
        if _parted(around, at) or _parted(around, at + 1):
            return None
        size = leading([token.lower for token in row[at : at + 2]], known)
        if size:
            places = range(at + size, min(figure.first, at + size + QUANTITY.noun_within))
            return next((place for place in places if _may_be_noun(row[place].lower, lang)), None)
    return None


def _may_be_noun(word: str, lang: str | None) -> bool:
    return word[0].isalpha() and word not in language.stop_words(lang) and _plural(word, lang)


def _plural(word: str, lang: str | None) -> bool:
    """Whether a word may be the plural that a count stands with; "the 900 block" and "a category 2 storm" are no
    counts. True where the language's table says nothing of plurals."""
    endings = tuple(figure_table(lang).get("plural_endings", ()))
    return not endings or word.endswith(endings) or word in listed(lang, "plurals")


def _ends_noun(row: Sequence[Token], at: int, lang: str | None) -> bool:
    """Whether a verb seems to follow a plural noun: "troops crossed". Without a tagger only regular forms are seen."""
    if at + 1 >= len(row):
        return True
    plural, verbs = figure_table(lang).get("plural_before_verb", ()), figure_table(lang).get("verbs_after_plural", ())
    several = row[at].lower.endswith(tuple(plural)) or row[at].lower in listed(lang, "plurals")
    return several and row[at + 1].lower.endswith(tuple(verbs))


def _kind_at(around: Around, noun_at: int | None) -> int | None:
    """The word of a kind that the figure belongs to: right before it ("killed at least 12 people and injured 30"),
    right behind it ("12 killed and 30 injured"), else near before it, else after it, not across a conjunction, nor
    across a comma unless a noun is named ("12 people, two of them children, were killed"), else further before it;
    never across another figure."""
    row, figure, kinds = around.row, around.figure, kinds_of(around.lang)
    before = _kind_before(around)
    if before is not None and _joined_on(around, before):
        before = None
    if before is not None and figure.first - before <= QUANTITY.close:
        behind = figure.last + 1
        nearer = figure.first - before > 1 and behind < len(row) and row[behind].lower in kinds
        return behind if nearer else before
    signs, breaks = _APART if noun_at is not None else _APART_OR_COMMA, listed(around.lang, "breaks")
    for at in range(figure.last + 1, min(around.after, figure.last + 1 + QUANTITY.beside, len(row))):
        if signs.search(around.gap(at - 1)) or row[at].lower in breaks:
            break
        if row[at].lower in kinds:
            return at
    return before


def _joined_on(around: Around, before: int) -> bool:
    """Whether "and" alone stands between the word of a kind and the figure, which counts something else then: "nine
    are missing and two are dead"."""
    return before == around.figure.first - 2 and around.row[before + 1].lower in listed(around.lang, "joins")


def _kind_before(around: Around) -> int | None:
    """The nearest word of a kind before the figure, in its clause; none where the figure is of a circumstance."""
    row, figure, kinds = around.row, around.figure, kinds_of(around.lang)
    if figure.first and row[figure.first - 1].lower in listed(around.lang, "circumstances"):
        return None
    for at in range(figure.first - 1, max(around.before, figure.first - 1 - QUANTITY.beside) - 1, -1):
        if _APART_OR_COMMA.search(around.gap(at)) or row[at].lower in listed(around.lang, "ranges"):
            return None
        if row[at].lower in kinds:
            return at
    return None


def stems_near(around: Around, first: int) -> frozenset[str]:
    """Stems of the content words around the figure. first: the first token of what it counts."""
    row, figure, stop = around.row, around.figure, language.stop_words(around.lang)
    words = [
        *row[max(around.before, min(figure.first - QUANTITY.beside, first - 2)) : figure.first],
        *row[figure.last + 1 : min(around.after, figure.last + 1 + QUANTITY.beside)],
    ]
    return frozenset(
        language.stem(word.lower, around.lang) for word in words if word.lower[0].isalpha() and word.lower not in stop
    )
