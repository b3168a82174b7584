"""Who says what, sentence by sentence, where words stand without spaces.

Quotations are hidden first. Where the verb stands in the middle, its source is what stands before it in its clause;
where it stands last, the source is what the first particle of a topic marks. What leads in or stands between source and
verb (times, places, "also") is taken off; what is left is a name with its title, a pronoun, a title alone or a body.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from briefing.model import NO_SPEECH, Quote, Sentence, Speech
from briefing.prepare.speech.continuation import continued_without_tags, numbered
from briefing.prepare.speech.drafts import Draft
from briefing.prepare.speech.unspaced.people import Party, People
from briefing.prepare.speech.unspaced.table import UnspacedPatterns
from briefing.prepare.speech.words.quotations import SentenceQuotations, quotations

_HIDDEN = "\x00"
_MARKS = re.compile("[，。；！？：、,;:!?\x00()（）\\s]")
_PAUSES = re.compile("[、，。！？\x00\\s]")
_STOPS = re.compile("[，。；！？：,;:!?\x00()（）\\s]")
_AGE = re.compile("[（(](?:[0-9０-９]{1,3}|[^（()）\x00]{1,12})[)）]$")  # behind a name: an age, a field
_LONGEST = 24  # characters of a source
_CLAUSE = 400  # characters before a verb in which its source is looked for
_NAME = 8  # characters of a body's name in marks
_STATEMENT = 4  # characters of a quotation that is a statement


def statements(sentences: Sequence[Sentence], table: UnspacedPatterns) -> tuple[Speech, ...]:
    """One Speech per sentence, in reading order."""
    texts = [sentence.text for sentence in sentences]
    quoted = quotations(sentences)
    people = People(table)
    people.read([_masked(text, quoted[k], table) for k, text in enumerate(texts)])
    found: list[Speech] = []
    for number, text in enumerate(texts):
        read = _last_verb if table.verbs_last else _middle_verb
        found.append(_speech(read(_masked(text, quoted[number], table), table), number, quoted[number], text, people))
    drafts = [Draft(text=text, quoted=quoted[k]) for k, text in enumerate(texts)]
    found = continued_without_tags(found, drafts, sentences)
    return tuple(numbered(found, drafts, sentences))


def _masked(text: str, quoted: SentenceQuotations, table: UnspacedPatterns) -> str:
    """A sentence with its quotations hidden, but for those that are the name of a body: 环保组织“清水线”."""
    parts: list[str] = []
    at = 0
    for start, end in quoted.spans:
        inside = text[start + 1 : end - 1]
        if len(inside) <= _NAME and not _MARKS.search(inside) and text.endswith(table.bodies, 0, start):
            continue
        parts += [text[at:start], _HIDDEN * (end - start)]
        at = end
    return "".join([*parts, text[at:]])


def _speech(said: tuple[str, str] | None, number: int, quoted: SentenceQuotations, text: str, people: People) -> Speech:
    """said: the source as printed and the cue; None for a sentence that says of nobody that he says something."""
    if said is None:
        return NO_SPEECH
    phrase, cue = said
    party = people.party(phrase, number) if len(phrase) <= _LONGEST else None
    if party is None:
        return Speech(speaker=None, role=None, quote=_kind(quoted, text), attributed=True, cue=cue)
    people.spoken.append((number, party))
    return Speech(
        speaker=party.name, role=_role(party, people.table), quote=_kind(quoted, text), attributed=True, cue=cue
    )


def _role(party: Party, table: UnspacedPatterns) -> str | None:
    return party.title if party.kind == "person" and party.title not in table.courtesy and party.title else None


def _kind(quoted: SentenceQuotations, text: str) -> Quote:
    if not quoted.spans:
        return "indirect"
    start, end = quoted.spans[0]
    whole = quoted.carried or start == 0 or text[start - 1] in "：:，,"
    return "direct" if whole and len(text) - end < _LONGEST + _STATEMENT else "mixed"


def _middle_verb(text: str, table: UnspacedPatterns) -> tuple[str, str] | None:
    """The source of a sentence whose verb of saying stands behind it, and the verb."""
    according = table.according.search(text)
    if according is not None:
        who = _trimmed(according["who"], table)
        if who:
            return who, according[0][:1]
    best: tuple[str, str] | None = None
    stops = [match.end() for match in _STOPS.finditer(text)]
    hidden = text.find(_HIDDEN)
    for match in table.verb.finditer(text):
        phrase = _source_before(text, match, stops, table)
        if phrase is None:
            continue
        found = phrase, match[0]
        if phrase and 0 <= hidden < match.start():
            return found  # behind a quotation
        best = best if best is not None and (best[0] or not phrase) else found
    return best


def _source_before(text: str, verb: re.Match[str], stops: Sequence[int], table: UnspacedPatterns) -> str | None:
    """What stands before a verb in its clause; "" where that is left out, None where the verb says nothing here.
    stops: where the marks end that part clauses."""
    at = verb.start()
    before = bisect_right(stops, at)
    begin = stops[before - 1] if before else 0
    phrase = _trimmed(text[max(begin, at - _CLAUSE) : at], table)
    follows = text[verb.end() : verb.end() + 1]
    weak = verb[0] in table.weak
    if weak and (follows in "的书信和与及、党派者" or text[at - 1 : at] in "的等"):
        return None
    if phrase and (len(phrase) > _LONGEST or (weak and not _somebody(phrase, table))):
        return None
    if not phrase and weak and follows not in "，：:,\x00":
        return None
    if not phrase and begin and text[begin - 1] in "，," and before <= 2:
        earlier = _trimmed(text[max(stops[0] if before > 1 else 0, begin - _CLAUSE) : begin - 1], table)
        return earlier if earlier and _somebody(earlier, table) else ""
    return phrase


def _somebody(phrase: str, table: UnspacedPatterns) -> bool:
    """Whether a phrase ends like a person or a body."""
    if phrase.endswith(("”", "」")):
        return True  # the name of a body: 环保组织“清水线”
    if phrase in table.he | table.she | table.they or phrase.endswith((*table.bodies, *table.before, *table.after)):
        return True
    return bool(table.foreign.search(phrase)) or any(
        phrase[-size:][:1] in table.surnames or phrase[-size:][:2] in table.surnames
        for size in (2, 3, 4)
        if len(phrase) >= size
    )


def _trimmed(phrase: str, table: UnspacedPatterns) -> str:
    """A source without what leads in to it and what stands between it and its verb."""
    before = ""
    while phrase != before:
        before = phrase
        lead = table.lead.match(phrase)
        if lead and lead.end():
            phrase = phrase[lead.end() :]
        phrase = table.tail.sub("", phrase).strip("，、, ")
    _, mark, tail = phrase.rpartition("的")
    return tail if mark and len(tail) > 1 else phrase


def _last_verb(text: str, table: UnspacedPatterns) -> tuple[str, str] | None:
    """The source of a sentence whose verb of saying stands last, and the cue."""
    according = table.according.search(text)
    if according is not None:
        begin = max((match.end() for match in _STOPS.finditer(text, 0, according.start())), default=0)
        phrase = _modified(text[begin : according.start()], table)
        if phrase:
            return phrase, according[0]
    cue = table.quoted.search(text) or table.stated.search(text)
    if cue is None:
        return None
    return _topic(text, table), cue[0].lstrip(_HIDDEN)


def _topic(text: str, table: UnspacedPatterns) -> str:
    """The first phrase outside quotations that a particle marks as what the sentence is about; "" for none."""
    found = sorted(table.topic.finditer(text), key=lambda match: (match[0] == "が", match.start()))
    stops = [mark.end() for mark in _PAUSES.finditer(text)]
    for match in found:
        before = bisect_right(stops, match.start())
        begin = max(stops[before - 1] if before else 0, match.start() - _CLAUSE)
        phrase = _modified(text[begin : match.start()], table)
        if phrase and len(phrase) <= _LONGEST:
            return phrase
    return ""


def _modified(phrase: str, table: UnspacedPatterns) -> str:
    """A source without what describes it: "自宅で一夜を明かした古谷ツネさん" → "古谷ツネさん"."""
    before = ""
    while phrase != before:
        before = phrase
        lead = table.lead.match(phrase)
        if lead and lead.end():
            phrase = phrase[lead.end() :]
    clause = re.search(r".*(?:[たるいくむすつうんだ]|[たる]という|な)(?=[\u3005\u4e00-\u9fff\u30a1-\u30fa])", phrase)
    if clause and clause.end() < len(phrase):
        phrase = phrase[clause.end() :]
    phrase = _AGE.sub("", phrase)
    if phrase.endswith(table.after) and not phrase.endswith(table.unnamed):
        phrase = phrase.rpartition("の")[2]
    return phrase
