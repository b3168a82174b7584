"""A noun phrase taken apart: the name alone, the role printed beside it, or the words an unnamed source goes by."""

from __future__ import annotations

from collections.abc import Callable

from briefing.language.rules import Rule, RuleTable
from briefing.prepare.speech.free_order.named import free_source
from briefing.prepare.speech.phrases.kinds import Range
from briefing.prepare.speech.phrases.names import head_of, name_in, role_between
from briefing.prepare.speech.phrases.naming import NamedSource, plain_text
from briefing.prepare.speech.words import lexicon as lx
from briefing.prepare.speech.words.places import marked
from briefing.prepare.speech.words.tokens import Tokens

_LONGEST_DESCRIPTION = 16  # tokens


class Phrase:
    """A noun phrase, tokens `first` to `last`, with what its form is known by. start: behind its articles. head: its
    last token before what hangs on it. low, high: its name, -1 if it has none."""

    __slots__ = ("body", "definite", "first", "head", "high", "last", "low", "owned", "start", "t", "titled")

    def __init__(self, t: Tokens, first: int, last: int) -> None:
        self.t, self.first, self.last = t, first, last
        self.definite = bool(t.bits[first] & lx.DETERMINER) and t.lowers[first] in t.words.definite
        self.owned = bool(t.bits[first] & lx.POSSESSIVE)
        start = first
        while start < last and t.bits[start] & (lx.DETERMINER | lx.POSSESSIVE) and not t.bits[start] & lx.NUMBER:
            start += 1
        self.start = start
        self.head = head_of(t, start, last)
        self.low, self.high = name_in(t, start, self.head, last) or (-1, -1)
        between = range(start, self.low)
        self.titled = any(t.bits[k] & (lx.TITLE | lx.ROLE) for k in between)
        name = range(self.low, self.high + 1) if self.named else ()
        self.body = any(t.bits[k] & lx.BODY for k in name) or (
            self.named and (t.lowers[self.high] in t.words.outlet or bool(t.bits[self.high] & lx.ROLES))
        )

    @property
    def named(self) -> bool:
        return self.low >= 0

    @property
    def single(self) -> bool:
        """Whether the name is one word."""
        return self.low == self.high


def source(t: Tokens, who: Range) -> NamedSource:
    """Take a noun phrase apart."""
    if t.words.free_order:
        return free_source(t, who)
    first, last = who
    if first == last and (pronoun := _pronoun(t, first)):
        return NamedSource(kind="pronoun", name=pronoun)
    if (joint := _joint(t, first, last)) is not None:
        return joint
    phrase = Phrase(t, first, last)
    return FORM(phrase)(phrase)


def _pronoun(t: Tokens, at: int) -> str:
    """The pronoun that a token is, or that hangs on it ("dit-il"); else ""."""
    if t.bits[at] & lx.PRONOUN:
        return t.lowers[at].replace("’", "'").split("'")[0]
    if t.bits[at] & lx.NAME or "-" not in t.lowers[at]:
        return ""
    hanging = t.lowers[at].rsplit("-", 1)[1]
    return hanging if hanging in t.words.he | t.words.she | t.words.they else ""


def _person(p: Phrase) -> NamedSource:
    role = role_between(p.t, p.start, p.low - 1) if p.low > p.start else None
    return NamedSource(kind="person", name=plain_text(p.t, p.low, p.high), role=role)


def _genitive_before(p: Phrase) -> int:
    return p.t.bits[p.low - 1] & lx.GENITIVE if p.low > p.start else 0


def _body_from(p: Phrase) -> int:
    """Where a body's name begins: with its owner ("Marland's Ministry of Trade") and its article."""
    if p.low > p.first and p.t.bits[p.low - 1] & lx.GENITIVE and p.t.bits[p.low - 1] & lx.NAME:
        return p.low - 1
    return p.first if p.low == p.start and not p.owned else p.low


def _long_body(p: Phrase) -> NamedSource:
    end = _whole_body(p.t, p.high, p.last)
    return NamedSource(kind="body", name=plain_text(p.t, _body_from(p), end), noun=_noun(p.t, p.low, p.last))


def _named_body(p: Phrase) -> NamedSource:
    name = plain_text(p.t, _body_from(p), _whole_body(p.t, p.high, p.last))
    return NamedSource(kind="body", name=name, noun=_noun(p.t, p.low, p.high), definite=p.definite)


def _description(p: Phrase) -> tuple[str, str, bool]:
    """A phrase without a name: its text, its noun, whether it is several."""
    t, last = p.t, _description_end(p)
    noun = _noun(t, p.start, p.head)
    one = t.words.of(noun) & (lx.ROLE | lx.ROLES) == lx.ROLE  # "the police chief"
    plural = not one and any(t.bits[k] & lx.ROLES for k in range(p.start, p.head + 1))
    return plain_text(t, p.first, last), noun, plural


def _description_end(p: Phrase) -> int:
    """The last token of a description: no participle parted from its time ("the file released [on Monday]"), and of a
    long one no more than whole parts ("the trial of two men [in connection with the …]")."""
    t, last = p.t, p.last
    if last - p.first > _LONGEST_DESCRIPTION:
        parts = [k for k in range(p.head + 2, p.first + _LONGEST_DESCRIPTION) if t.bits[k] & lx.PREPOSITION]
        last = parts[-1] - 1 if parts else p.first + _LONGEST_DESCRIPTION
    loose = not t.bits[last] & (lx.NAME | lx.ROLE | lx.ROLES | lx.BODY | lx.FUNCTION)
    after = t.bits[last + 1] if last + 1 < len(t) else 0
    timed = t.lowers[last].endswith(t.words.past_endings or "\x00") and after & (lx.TIME | lx.PREPOSITION)
    return last - 1 if loose and timed and last - p.start > 0 and not t.bits[last - 1] & lx.FUNCTION else last


def _owned(p: Phrase) -> NamedSource:
    name, noun, plural = _description(p)
    return NamedSource(kind="owned", name=name, noun=noun, role=p.t.lowers[p.first], plural=plural)


def _described(p: Phrase) -> NamedSource:
    name, noun, plural = _description(p)
    return NamedSource(kind="described", name=name, noun=noun, definite=p.definite, plural=plural)


def _form_of(example: str) -> tuple[str, str]:
    t, first = marked(example)
    found = source(t, (first, len(t) - 1))
    return found.kind, found.name


FORM: RuleTable[[Phrase], Callable[[Phrase], NamedSource]] = RuleTable(
    "what a noun phrase names",
    Rule(
        name="titled name",
        test=lambda p: p.titled and not p.body,
        verdict=_person,
        example=("the *mayor Ada Venn", ("person", "Ada Venn")),
    ),
    Rule(
        name="full name",
        test=lambda p: p.named and not p.body and not p.single and (not p.definite or _genitive_before(p)),
        verdict=_person,
        example=("when *Ada Venn", ("person", "Ada Venn")),
    ),
    Rule(
        name="body that goes on",
        test=lambda p: p.named and p.single and not p.titled and _whole_body(p.t, p.high, p.last) > p.high,
        verdict=_long_body,
        example=("when *Bank of Tarn", ("body", "Bank of Tarn")),
    ),
    Rule(
        name="surname",
        test=lambda p: p.named and p.single and not p.definite and not p.body,
        verdict=_person,
        example=("when *Venn", ("person", "Venn")),
    ),
    Rule(
        name="body",
        test=lambda p: p.named,
        verdict=_named_body,
        example=("when *the Harbour Board", ("body", "the Harbour Board")),
    ),
    Rule(name="owned", test=lambda p: p.owned, verdict=_owned, example=("when *his office", ("owned", "his office"))),
    otherwise=_described,
    run=_form_of,
)


def is_outlet(t: Tokens, who: Range) -> bool:
    """Whether a noun phrase names a newspaper, an agency, a broadcaster, or a writing in which others speak."""
    head = head_of(t, *who)
    last = head - 1 if head > who[0] and t.bits[head] & (lx.OPEN | lx.CLOSE) else head
    if t.lowers[last] in t.words.writing:
        return True
    return t.lowers[last] in t.words.outlet and bool(t.bits[last] & lx.NAME or t.bits[who[0]] & lx.DETERMINER)


def _joint(t: Tokens, first: int, last: int) -> NamedSource | None:
    """ "X and Y": of two persons the first; two bodies, or a body with "and" in its name, as they are printed."""
    end = head_of(t, first, last)
    for at in range(first + 1, last):
        last = end if end > at else last  # "Republicans and some Democrats [for saying little]"
        if t.bits[at] & lx.CONJUNCTION and t.bits[at - 1] & lx.NAME and t.bits[last] & lx.NAME:
            one, other = source(t, (first, at - 1)), source(t, (at + 1, last))
            if one.kind == "person" and other.kind == "person":
                return one
            if one.kind == "body" and other.kind in ("body", "person") and not other.role:
                return NamedSource(kind="body", name=plain_text(t, first, last), noun=other.noun, plural=True)
            return None
    return None


def _whole_body(t: Tokens, high: int, last: int) -> int:
    """Where a body's name ends that goes on with "of": "Joint Chiefs of Staff", "Bank of Tarn"."""
    at = high + 1
    while at < last and (
        t.lowers[at] in t.words.body_joins or t.lowers[at] in t.words.definite or t.bits[at] & lx.NAME
    ):
        at += 1
    joined = at > high + 1 and t.lowers[high + 1] in t.words.body_joins
    return last if joined and at == last and t.bits[last] & lx.NAME else high


def _noun(t: Tokens, first: int, last: int) -> str:
    """The common noun at the head: the last word that is one."""
    for at in range(last, first - 1, -1):
        if t.bits[at] & (lx.ROLE | lx.ROLES | lx.BODY):
            ending = next((one for one in t.words.owner_endings if t.lowers[at].endswith(one)), "")
            return t.lowers[at].removesuffix(ending)
    return t.lowers[last]
