"""Who says what: for each sentence of an article its source, in the fullest form that the article prints.

Rules over tokens, no parser: quotations are found first and hidden, verbs of saying and phrases like "according to" are
looked up, their subject is sought to the left (over appositions and relative clauses), to the right ("…", said X) or at
the head of the clause, and the weightiest attribution answers for the sentence. Names are resolved in reading order.
The tables of words are in briefing/language/<language>/speech.toml. Linear in the text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from briefing.model import NO_SPEECH, Block, Sentence, Speech
from briefing.prepare.speech.clauses.clause import Clause
from briefing.prepare.speech.continuation import continued, numbered
from briefing.prepare.speech.coreference import Resolver, Subject
from briefing.prepare.speech.drafts import LONGEST, Draft, draft_of, kind_of
from briefing.prepare.speech.free_order.subjects import first_subject
from briefing.prepare.speech.mentions import NamedPerson, Registry, names_of
from briefing.prepare.speech.phrases.apposition import author_of, fragment, named_in_apposition
from briefing.prepare.speech.phrases.kinds import Range
from briefing.prepare.speech.phrases.names import apposition, head_of, role_before
from briefing.prepare.speech.phrases.naming import NamedSource
from briefing.prepare.speech.phrases.narrowed import narrowed
from briefing.prepare.speech.phrases.phrase_after import main_subject
from briefing.prepare.speech.phrases.sources import is_outlet, source
from briefing.prepare.speech.speakers import Speaker
from briefing.prepare.speech.unspaced.statements import statements
from briefing.prepare.speech.unspaced.table import table_of
from briefing.prepare.speech.words import lexicon as lx
from briefing.prepare.speech.words.lexicon import Lexicon, lexicon_of
from briefing.prepare.speech.words.quotations import NO_QUOTE, quotations
from briefing.prepare.speech.words.remarks import around_remarks
from briefing.prepare.speech.words.surnames import surnames_of
from briefing.prepare.speech.words.tokens import Tokens, tokens

__all__ = ["attribute"]

_OWN = 50.0  # weight from which a statement is its speaker's own
_SHORTEST = 2  # letters of a speaker
_PLACES = 4  # mentions of a person looked at for a role


def attribute(sentences: Sequence[Sentence], blocks: Sequence[Block], language: str | None) -> tuple[Speech, ...]:
    """One Speech per sentence. Sentences in reading order; a sentence's `block` is its paragraph."""
    if (table := table_of(language or "")) is not None:
        return statements(sentences, table)
    words = lexicon_of(language)
    texts = [sentence.text for sentence in sentences]
    quoted = quotations(sentences, words.dashes)
    if words.free_order:
        quoted = around_remarks(texts, quoted, words)
    known = names_of(texts, words) if words.free_order else frozenset()
    surnames = surnames_of(texts, words)
    drafts = [draft_of(text, quoted[k], words, known, surnames) for k, text in enumerate(texts)]
    if not any(draft.said or draft.quoted is not NO_QUOTE for draft in drafts):
        return (NO_SPEECH,) * len(sentences)
    registry = Registry(texts, words, quoted)
    resolver = Resolver(registry, words, lambda sentence: _about(drafts[sentence], words))
    found = [_resolved(k, draft, resolver) for k, draft in enumerate(drafts)]
    found = continued(found, drafts, sentences, resolver)
    for name in {speech.speaker: None for speech in found if speech.speaker and not speech.role}:
        if resolver.role_of(name) is None and (person := registry.named(name)) is not None:
            resolver.note_role(name, _role_beside(person, drafts, words))
    return tuple(_with_role(speech, resolver) for speech in numbered(found, drafts, sentences))


def _resolved(number: int, draft: Draft, resolver: Resolver) -> Speech:
    t = draft.tokens
    if t is None:
        return NO_SPEECH
    for chosen in draft.said:
        if (chosen.who is None and not chosen.silent) or chosen.kind == "cited":
            continue
        clause, relay = _relayed(t, draft.said, chosen)
        if clause.who is None:
            speaker = resolver.silent(number, clause.silent)
        else:
            speaker = _speaker(number, t, clause.who, draft.said, resolver)
        if speaker is None or sum(map(str.isalnum, speaker.name)) < _SHORTEST:
            continue
        via = source(t, relay).name if relay else None
        return Speech(
            speaker=speaker.name,
            role=speaker.role,
            quote=kind_of(draft, clause),
            attributed=True,
            cue=t.slice(*clause.cue),
            via=via,
        )
    if draft.said:
        clause = draft.said[0]
        return Speech(speaker=None, role=None, quote=kind_of(draft, clause), attributed=True, cue=t.slice(*clause.cue))
    for clause in draft.asides:
        if clause.who is not None:
            _speaker(number, t, clause.who, draft.asides, resolver)
    return NO_SPEECH


def _about(draft: Draft, words: Lexicon) -> Subject | None:
    """The subject of a sentence's main clause, and the character behind it."""
    if len(draft.text) > LONGEST:
        return None
    t = draft.tokens or tokens(draft.text, draft.quoted.spans, words)
    who = first_subject(t) if words.free_order else main_subject(t, len(t))
    return (source(t, who), t.ends[who[1]]) if who else None


def _named_before(t: Tokens, who: Range, said: Sequence[Clause]) -> NamedSource | None:
    """The person who already said something in the sentence: "Venn scolded him: “…,” she said"."""
    for clause in said:
        if clause.who is not None and clause.who[1] < who[0] and clause.kind in ("said", "judged"):
            found = source(t, clause.who)
            if found.kind == "person":
                return found
    return None


def _speaker(number: int, t: Tokens, who: Range, said: Sequence[Clause], resolver: Resolver) -> Speaker | None:
    if (phrase := narrowed(t, who)) is None:
        return None
    who = phrase
    found = source(t, who)
    author = author_of(t, who, found)
    if author is not None:
        return resolver.resolve_author(number, found.noun, author)
    if found.kind in ("described", "owned"):
        found = named_in_apposition(t, who, found)
        if found.kind == "described" and fragment(t, who):
            return None
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
        origin = clause.kind == "according" and chosen.kind == "said" and _somebody(t, other)
        if clause.kind == "cited" or origin or (_told_by(chosen) and clause.kind == "said" and clause.weight > _OWN):
            return clause, chosen.who
    return chosen, None


def _somebody(t: Tokens, who: Range) -> bool:
    """Whether a noun phrase is a person's, people's or a body's name, and no paper's ("an analysis of her letters")."""
    if t.words.free_order:
        return False
    named = t.bits[head_of(t, *who)] & (lx.NAME | lx.ROLE | lx.ROLES)
    return bool(named) and source(t, who).noun not in t.words.writing


def _told_by(clause: Clause) -> bool:
    return clause.kind == "according"


def _role_beside(person: NamedPerson, drafts: Sequence[Draft], words: Lexicon) -> str | None:
    """The role printed where somebody is named who speaks elsewhere as "he" or by surname."""
    for sentence, start, end in person.places[:_PLACES]:
        draft = drafts[sentence]
        if len(draft.text) > LONGEST:
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


def _with_role(speech: Speech, resolver: Resolver) -> Speech:
    if speech.speaker is None:
        return speech
    role = resolver.role_of(speech.speaker) or speech.role
    return speech if role == speech.role else replace(speech, role=role)
