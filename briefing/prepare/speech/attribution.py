"""Who says what: for each sentence of an article its source, in the fullest form that the article prints.

Rules over tokens, no parser: quotations are found first and hidden, verbs of saying and phrases like "according to" are
looked up, their subject is sought to the left (over appositions and relative clauses), to the right ("…", said X) or at
the head of the clause, and the weightiest attribution answers for the sentence. Names are resolved in reading order.
The tables of words are in briefing/language/<language>/speech.toml. Linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from briefing.model import NO_SPEECH, Block, Quote, Sentence, Speech
from briefing.prepare.speech import lexicon as lx
from briefing.prepare.speech.clauses import Clause, clauses
from briefing.prepare.speech.coreference import Resolver, Speaker, Subject
from briefing.prepare.speech.lexicon import Lexicon, lexicon_of
from briefing.prepare.speech.mentions import Person, Registry
from briefing.prepare.speech.phrase_after import main_subject
from briefing.prepare.speech.phrases import Range
from briefing.prepare.speech.quotations import NO_QUOTE, Quoted, quotations
from briefing.prepare.speech.sources import Source, apposition, is_outlet, named_in_apposition, role_before, source
from briefing.prepare.speech.tokens import Tokens, tokens

__all__ = ["attribute"]

_WORD = re.compile(r"[^\W\d_]+")
_MARKED = re.compile("[:–—―]|--")  # with a quotation, these may name who speaks
_SIGNED = re.compile(r"(?:[–—―]|--) ?[^\W\d_]")  # a name under a quotation
_LONGEST = 4000  # characters; a longer "sentence" is a table or junk, and only its quotations are read
_OWN = 50.0  # weight from which a statement is its speaker's own
_SHORTEST = 2  # letters of a speaker
_PLACES = 4  # mentions of a person looked at for a role
_TAG, _TAG_REST = 100, 8  # characters of "X asked.", tokens from its verb on
_STATEMENT = 5  # words of a quotation without a cue that make it a statement


def attribute(sentences: Sequence[Sentence], blocks: Sequence[Block], language: str | None) -> tuple[Speech, ...]:
    """One Speech per sentence. Sentences in reading order; a sentence's `block` is its paragraph."""
    words = lexicon_of(language)
    texts = [sentence.text for sentence in sentences]
    quoted = quotations(sentences, words.dashes)
    drafts = [_draft(text, quoted[k], words) for k, text in enumerate(texts)]
    if not any(draft.said or draft.quoted is not NO_QUOTE for draft in drafts):
        return (NO_SPEECH,) * len(sentences)
    registry = Registry(texts, words, quoted)
    resolver = Resolver(registry, words, lambda sentence: _about(drafts[sentence], words))
    found = [_resolved(k, draft, resolver) for k, draft in enumerate(drafts)]
    found = _continued(found, drafts, sentences, resolver)
    for name in {speech.speaker: None for speech in found if speech.speaker and not speech.role}:
        if resolver.role_of(name) is None and (person := registry.named(name)) is not None:
            resolver.note_role(name, _role_beside(person, drafts, words))
    return tuple(_with_role(speech, resolver) for speech in _numbered(found, drafts, sentences))


@dataclass(frozen=True, slots=True)
class _Draft:
    """What one sentence says by itself."""

    text: str
    quoted: Quoted
    tokens: Tokens | None = None
    said: tuple[Clause, ...] = ()
    asides: tuple[Clause, ...] = ()


def _draft(text: str, quoted: Quoted, words: Lexicon) -> _Draft:
    if len(text) > _LONGEST:
        return _Draft(text, quoted)
    marked = (quoted.spans and _MARKED.search(text)) or _SIGNED.match(text)
    if not marked and not any(map(lx.cue_in(words).__getitem__, text.lower().split())):
        return _Draft(text, quoted)
    t = tokens(text, quoted.spans, words)
    found = sorted(clauses(t), key=lambda clause: -clause.weight)
    said = tuple(clause for clause in found if clause.kind != "aside")
    return _Draft(text, quoted, t, said, tuple(clause for clause in found if clause.kind == "aside"))


def _resolved(number: int, draft: _Draft, resolver: Resolver) -> Speech:
    t = draft.tokens
    if t is None:
        return NO_SPEECH
    for chosen in draft.said:
        if chosen.who is None or chosen.kind == "cited":
            continue
        clause, relay = _relayed(t, draft.said, chosen)
        speaker = _speaker(number, t, clause.who, draft.said, resolver) if clause.who else None
        if speaker is None or sum(map(str.isalnum, speaker.name)) < _SHORTEST:
            continue
        via = source(t, relay).name if relay else None
        return Speech(
            speaker.name,
            speaker.role,
            _kind(draft, clause),
            True,
            t.slice(*clause.cue),
            via,
        )
    if draft.said:
        clause = draft.said[0]
        return Speech(None, None, _kind(draft, clause), True, t.slice(*clause.cue))
    for clause in draft.asides:
        if clause.who is not None:
            _speaker(number, t, clause.who, draft.asides, resolver)
    return NO_SPEECH


def _about(draft: _Draft, words: Lexicon) -> Subject | None:
    """The subject of a sentence's main clause, and the character behind it."""
    if len(draft.text) > _LONGEST:
        return None
    t = draft.tokens or tokens(draft.text, draft.quoted.spans, words)
    who = main_subject(t, len(t))
    return (source(t, who), t.ends[who[1]]) if who else None


def _named_before(t: Tokens, who: Range, said: Sequence[Clause]) -> Source | None:
    """The person who already said something in the sentence: "Venn scolded him: “…,” she said"."""
    for clause in said:
        if clause.who is not None and clause.who[1] < who[0] and clause.kind in ("said", "judged"):
            found = source(t, clause.who)
            if found.kind == "person":
                return found
    return None


def _speaker(number: int, t: Tokens, who: Range, said: Sequence[Clause], resolver: Resolver) -> Speaker | None:
    found = source(t, who)
    if found.kind in ("described", "owned"):
        found = named_in_apposition(t, who, found)
    elif found.kind == "person" and not found.role:
        role = apposition(t, who[1] + 1)
        found = replace(found, role=role) if role else found
    first = who[0]
    after = (
        found.kind == "pronoun"
        and first > 2
        and t.bits[first - 1] & (lx.COMMA | lx.QUOTE)
        and not t.bits[0] & (lx.SUBORDINATOR | lx.PREPOSITION)
    )
    joined = first > 0 and bool(t.bits[first - 1] & (lx.CONJUNCTION | lx.SUBORDINATOR))
    return resolver.resolve(number, -1 if after else t.starts[first], found, joined=joined)


def _relayed(t: Tokens, said: Sequence[Clause], chosen: Clause) -> tuple[Clause, Range | None]:
    """Who answers where an outlet only passes on: "X said, according to the Y agency", "Y reported, citing X"."""
    if chosen.via is not None or chosen.who is None or not is_outlet(t, chosen.who):
        return chosen, chosen.via
    for clause in said:
        other = clause.who
        if other is None or clause is chosen or is_outlet(t, other) or other == chosen.who:
            continue
        if clause.kind == "cited" or (chosen.kind == "according" and clause.kind == "said" and clause.weight > _OWN):
            return clause, chosen.who
    return chosen, None


def _role_beside(person: Person, drafts: Sequence[_Draft], words: Lexicon) -> str | None:
    """The role printed where somebody is named who speaks elsewhere as "he" or by surname."""
    for sentence, start, end in person.places[:_PLACES]:
        draft = drafts[sentence]
        if len(draft.text) > _LONGEST:
            continue
        t = draft.tokens or tokens(draft.text, draft.quoted.spans, words)
        first = next((at for at, begin in enumerate(t.starts) if begin == start), None)
        last = next((at for at, stop in enumerate(t.ends) if stop >= end), None)
        if first is None or last is None:
            continue
        role = role_before(t, first) or apposition(t, last + 1)
        if role is not None:
            return role
    return None


def _kind(draft: _Draft, clause: Clause) -> Quote:
    spans = draft.quoted.spans
    if not spans:
        return "indirect"
    text = draft.text
    start, end = spans[0]
    if draft.quoted.carried or not text[:start].strip(" -–—(*_"):
        complete = text[start:end].rstrip("”\"'’»“ ")[-1:] in ",.?!…—–" or text[end:].lstrip()[:1] in (
            ",",
            "",
            "–",
            "—",
            "-",
        )
        return "direct" if complete else "mixed"
    lead = text[:start].rstrip(" (*_")
    if lead.endswith((":", ",")) and text[end:].strip(" .*_)") == "":
        return "direct"
    return "mixed"


def _words_quoted(draft: _Draft) -> int:
    return max((len(draft.text[start:end].split()) for start, end in draft.quoted.spans), default=0)


def _whole(draft: _Draft) -> bool:
    """Whether a sentence is nothing but a quotation (or part of one)."""
    outside = draft.text
    for start, end in reversed(draft.quoted.spans):
        outside = outside[:start] + outside[end:]
    return bool(draft.quoted.spans) and len(_WORD.findall(outside)) <= 2 and not draft.text.isupper()


def _continued(
    found: list[Speech], drafts: list[_Draft], sentences: Sequence[Sentence], resolver: Resolver
) -> list[Speech]:
    """Quotations without words of their own that say who speaks: who spoke before, else who is named after."""
    result = list(found)
    for k, draft in enumerate(drafts):
        if result[k].speaker is None and not result[k].attributed and _announced(result, drafts, sentences, k):
            result[k] = replace(result[k - 1], quote="direct", attributed=True, cue="", unit=None)
            continue
        if result[k].speaker is not None or not draft.quoted.spans:
            continue
        if result[k].attributed and not _whole(draft):
            continue
        if not (draft.quoted.carried or draft.quoted.open) and _words_quoted(draft) < _STATEMENT and not _whole(draft):
            continue
        kind: Quote = "direct" if _whole(draft) else "mixed"
        if draft.text.isupper():
            continue  # a heading in marks
        before = _before(result, drafts, sentences, k)
        after = _after(found, drafts, sentences, k)
        giver = before or after
        tagged = after is not None and after.quote == "indirect"
        if after is not None and (tagged or (draft.quoted.open and not draft.quoted.carried)):
            giver = after
        if giver is not None:
            result[k] = Speech(giver.speaker, giver.role, kind, True, "", giver.via)
        else:
            subject = _subject_before(drafts, sentences, resolver, k) if _whole(draft) else None
            result[k] = Speech(subject, None, kind, True, "")
    return result


def _announced(result: Sequence[Speech], drafts: Sequence[_Draft], sentences: Sequence[Sentence], k: int) -> bool:
    """Whether a sentence without marks is the statement that the paragraph before announced ("She said:")."""
    if k == 0 or drafts[k].quoted.spans or result[k - 1].speaker is None:
        return False
    if sentences[k - 1].block != sentences[k].block:
        return drafts[k - 1].text.endswith(":") and result[k - 1].quote == "indirect"
    return not drafts[k - 1].quoted.spans and result[k - 1].quote == "direct" and result[k - 1].cue == ""


def _subject_before(drafts: Sequence[_Draft], sentences: Sequence[Sentence], resolver: Resolver, k: int) -> str | None:
    """The person that the sentence before a bare quotation is about ("Venn shook his head. “Never.”")."""
    if k == 0 or drafts[k - 1].quoted.spans:
        return None
    return resolver.subject(k - 1)


def _before(result: Sequence[Speech], drafts: Sequence[_Draft], sentences: Sequence[Sentence], k: int) -> Speech | None:
    if k == 0:
        return None
    last = result[k - 1]
    if drafts[k].quoted.carried:
        return last if last.speaker is not None else None
    if last.speaker is None:
        earlier = result[k - 2] if k > 1 and not last.attributed else None
        near = earlier is not None and sentences[k - 2].block == sentences[k].block and earlier.quote == "direct"
        return earlier if near else None
    if sentences[k - 1].block == sentences[k].block:
        return last if last.quote != "none" else None
    if drafts[k - 1].text.rstrip().endswith(":"):
        return last
    return last if last.quote in ("direct", "mixed", "indirect") else None


def _after(found: Sequence[Speech], drafts: Sequence[_Draft], sentences: Sequence[Sentence], k: int) -> Speech | None:
    for n in range(k + 1, min(len(found), k + 9)):
        signed = _SIGNED.match(drafts[n].text) is not None
        if sentences[n].block != sentences[k].block and not drafts[n].quoted.carried and not signed:
            return None
        if not drafts[n].quoted.spans:
            return found[n] if _tag(found[n], drafts[n]) else None
        if found[n].speaker is not None:
            return found[n] if found[n].quote in ("direct", "mixed") else None
    return None


def _tag(said: Speech, draft: _Draft) -> bool:
    """Whether a sentence is only "X asked." or "X said of Y.", the end of the quotation before it."""
    t = draft.tokens
    if said.speaker is None or t is None or len(draft.text) > _TAG or not said.cue:
        return False
    at = next((k for k in range(len(t) - 1, -1, -1) if t.slice(k, k) == said.cue), None)
    if at is None or len(t) - at > _TAG_REST:
        return False
    if at == 0 and t.bits[0] & lx.DASH:
        return True
    return at + 1 >= len(t) or bool(t.bits[at + 1] & (lx.PREPOSITION | lx.TIME))


def _numbered(found: Sequence[Speech], drafts: Sequence[_Draft], sentences: Sequence[Sentence]) -> list[Speech]:
    """Give the sentences of one quotation one number."""
    result = list(found)
    number = 0
    k = 0
    while k < len(result):
        last = k
        while last + 1 < len(result) and _joined(result, drafts, sentences, last):
            last += 1
        if last > k:
            for n in range(k, last + 1):
                result[n] = replace(result[n], unit=number)
            number += 1
        elif result[k].quote == "direct":
            result[k] = replace(result[k], unit=number)
            number += 1
        k = last + 1
    return result


def _joined(result: Sequence[Speech], drafts: Sequence[_Draft], sentences: Sequence[Sentence], k: int) -> bool:
    """Whether sentence k + 1 belongs to the quotation of sentence k."""
    if drafts[k + 1].quoted.carried:
        return True
    if sentences[k].block != sentences[k + 1].block or not drafts[k].quoted.spans:
        return False
    same = result[k].speaker == result[k + 1].speaker and result[k].speaker is not None
    return same and (_whole(drafts[k + 1]) or (_whole(drafts[k]) and bool(drafts[k + 1].quoted.spans)))


def _with_role(speech: Speech, resolver: Resolver) -> Speech:
    if speech.speaker is None:
        return speech
    role = resolver.role_of(speech.speaker) or speech.role
    return speech if role == speech.role else replace(speech, role=role)
