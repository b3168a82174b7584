"""Sources that no verb of saying names: "according to", "in his view", a colon, a place beside a quotation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from briefing.prepare.speech.clauses.clause import Clause
from briefing.prepare.speech.free_order.chunks import Chunk, chunk_at, speaks
from briefing.prepare.speech.free_order.marks import PEOPLE, quoted_name
from briefing.prepare.speech.free_order.strength import strength
from briefing.prepare.speech.free_order.subjects import main_subject, right, silent_kind
from briefing.prepare.speech.phrases.kinds import Range
from briefing.prepare.speech.words import lexicon as lx
from briefing.prepare.speech.words.tokens import Tokens

_STATEMENT = 3  # words of a quotation that is a statement, whatever verb stands beside it
_WITHIN, _AT_HEAD = 105.0, 120.0  # weight of a source behind "according to", inside a sentence and at its head
_DESCRIBED = 10  # tokens of what describes a source
_PAIR = 2  # words of a phrase that an adjective may stand in
_CONNECTIVES = 2  # words before a source at the head of a sentence
_TAIL = 6  # tokens of a tag behind a quotation
_MARKS = lx.COMMA | lx.DASH


def _prepositional(t: Tokens, at: int) -> Clause | None:
    """ "selon X", "laut X": words that stand before their source, an adverb within them or not."""
    for words in t.words.before:
        if _stands(t, at, words) and (clause := _according(t, at, at + len(words) - 1)) is not None:
            return clause
    for words in t.words.before:
        if _qualified(t, at, words) and (clause := _according(t, at, at + len(words))) is not None:
            return clause
    return None


def phrase(t: Tokens, at: int, parsed: Sequence[Chunk]) -> Clause | None:
    """ "selon X", "X zufolge", "in seinen Augen"."""
    lower = t.lowers[at]
    if lower not in t.words.leads:
        return None
    for lines, gender in _owned_phrases(t):
        for words in lines:
            if _stands(t, at, words):
                return _owned(t, at, at + len(words) - 1, gender, parsed)
    if (clause := _prepositional(t, at)) is not None:
        return clause
    if (emerging := _emerges(t, at)) is not None:
        return emerging
    for words in t.words.opening:
        if _opens(t, at) and _stands(t, at, words) and (clause := _opened(t, at, at + len(words) - 1)) is not None:
            return clause
    if lower in t.words.behind_mark and at and t.bits[at - 1] & (lx.COMMA | lx.QUOTE):
        if _own_saying(t, chunk_at(t, at + 1)):
            return Clause(who=None, cue=(at, at + 2), weight=100.0, kind="according", silent="one")
        who = right(t, at)
        return Clause(who=who, cue=(at, at), weight=100.0, kind="according") if who and strength(t, who) == 2 else None
    return _followed(t, at, parsed) if at else None


def _emerges(t: Tokens, at: int) -> Clause | None:
    """ "emerge da uno studio di X", "geht aus einem Brief von X hervor": the source behind "from", on either side."""
    for verb, *end in t.words.emerging:
        if t.lowers[at] != verb or (end and end[0] not in t.lowers[at + 1 :]):
            continue
        behind, before = range(at + 1, min(len(t), at + _DESCRIBED // 2)), range(at - 1, max(-1, at - _DESCRIBED), -1)
        for k in (*behind, *before):
            if t.lowers[k] in t.words.emerging_from and (clause := _according(t, at, k)) is not None:
                return replace(clause, cue=(at, at))
    return None


def _followed(t: Tokens, at: int, parsed: Sequence[Chunk]) -> Clause | None:
    """ "X zufolge": the source stands before the phrase."""
    for words in t.words.after:
        if _stands(t, at, words):
            chunk = next((one for one in parsed if one.last in (at - 1, at - 2) and strength(t, one.range)), None)
            if chunk is not None:
                return Clause(who=chunk.range, cue=(at, at + len(words) - 1), weight=88.0, kind="according")
    return None


def _own_saying(t: Tokens, chunk: Chunk | None) -> bool:
    """Whether a phrase is what somebody says: "ihr Fazit"."""
    if chunk is None or chunk.first == chunk.last:
        return False
    owned = any(t.bits[k] & lx.POSSESSIVE for k in range(chunk.first, chunk.last))
    return owned and t.lowers[chunk.last] in t.words.sayings


def _owned_phrases(t: Tokens) -> tuple[tuple[tuple[tuple[str, ...], ...], str], ...]:
    """Phrases like "in his view", with whom they stand for."""
    words = t.words
    return (words.his, "he"), (words.hers, "she"), (words.theirs, "they"), (words.one, "one"), (words.own, "any")


def _stands(t: Tokens, at: int, words: tuple[str, ...]) -> bool:
    return t.lowers[at] == words[0] and tuple(t.lowers[at : at + len(words)]) == words


def _qualified(t: Tokens, at: int, words: tuple[str, ...]) -> bool:
    """Whether a phrase of two words stands with an adjective in it: "по [предварительной] версии"."""
    if len(words) != _PAIR or t.lowers[at] != words[0] or at + _PAIR >= len(t):
        return False
    between = t.bits[at + 1]
    return t.lowers[at + _PAIR] == words[1] and not between & ~lx.ADVERB and t.lowers[at + 1].isalpha()


def _opens(t: Tokens, at: int) -> bool:
    """Whether nothing stands before a token in its sentence but a connective, or a colon ends what does."""
    if at and t.bits[at - 1] & lx.COLON:
        return True
    return all(bits & (lx.CONJUNCTION | lx.ADVERB) for bits in t.bits[:at]) and at <= _CONNECTIVES


def _owned(t: Tokens, at: int, last: int, gender: str, parsed: Sequence[Chunk]) -> Clause | None:
    """ "in his view": whoever "he" is; "by its own account": the subject."""
    if gender == "any":
        who = main_subject(t, at, parsed) or _first_behind(t, last, parsed)
        return Clause(who=who, cue=(at, last), weight=88.0, kind="according") if who else None
    return Clause(who=None, cue=(at, last), weight=110.0, kind="according", silent=gender)


def _first_behind(t: Tokens, last: int, parsed: Sequence[Chunk]) -> Range | None:
    behind = (one.range for one in parsed if one.first > last and one.prep < 0 and strength(t, one.range) == 2)
    return next(behind, None)


def _according(t: Tokens, at: int, last: int) -> Clause | None:
    if last + 1 < len(t) and speaks(t, last + 1):
        return None  # "según dijo X"
    chunk = chunk_at(t, _over_time(t, last + 1))
    if chunk is None or (t.bits[chunk.first] & lx.NUMBER and chunk.first == chunk.last):
        return None
    chunk = _of_writing(t, _in_case(t, _long_described(t, at, _to_writing(t, chunk))))
    bare = chunk.first == chunk.last or not t.bits[chunk.first] & lx.DETERMINER
    pronoun = (bare and t.bits[chunk.first] & lx.PRONOUN) or t.lowers[
        chunk.first
    ] in t.words.he | t.words.she | t.words.they
    if not pronoun and not strength(t, chunk.range):
        return None
    if pronoun and chunk.first != chunk.last:
        chunk = Chunk(chunk.first, chunk.first)
    return Clause(who=chunk.range, cue=(at, last), weight=_WITHIN if at else _AT_HEAD, kind="according")


def _long_described(t: Tokens, at: int, chunk: Chunk) -> Chunk:
    """A source at a sentence's head with what describes it, up to its comma: "selon l'experte mandatée par Tarn,"."""
    role = any(t.bits[k] & (lx.ROLE | lx.ROLES) for k in range(chunk.first, chunk.last + 1))
    named = any(t.bits[k] & lx.NAME for k in range(chunk.first, chunk.last + 1))
    if at or not role or named or t.words.oblique_endings or t.words.nouns_capital or chunk.last + 1 >= len(t):
        return chunk
    comma = next((k for k in range(chunk.last + 1, min(len(t), chunk.last + _DESCRIBED)) if t.bits[k] & lx.COMMA), 0)
    between = range(chunk.last + 1, comma)
    plain = (
        bool(between)
        and not (t.bits[between[0]] and t.bits[chunk.last])
        and not any(t.bits[k] & (lx.CUE | lx.AUXILIARY | lx.QUOTE | lx.RELATIVE | lx.SUBORDINATOR) for k in between)
    )
    return Chunk(chunk.first, comma - 1, chunk.prep) if plain else chunk


def _in_case(t: Tokens, chunk: Chunk) -> Chunk:
    """A source up to the first unknown word that is not in its case: "według ratusza [koszt]"."""
    endings = t.words.oblique_endings
    if not endings:
        return chunk
    head = next((k for k in range(chunk.first, chunk.last + 1) if t.bits[k] & (lx.NAME | PEOPLE)), chunk.last)
    for at in range(head + 1, chunk.last + 1):
        known = t.bits[at] & (lx.NAME | lx.CONJUNCTION | PEOPLE) or quoted_name(t, at)
        if not known and not t.lowers[at].endswith(endings):
            return Chunk(chunk.first, at - 1, chunk.prep)
    return chunk


def _to_writing(t: Tokens, chunk: Chunk) -> Chunk:
    """A source that stops at an adjective, to its noun and what hangs on that: "een eerste [reconstructie]"."""
    noun = chunk.last + 1
    if noun >= len(t) or t.lowers[noun] not in t.words.writing or not t.bits[chunk.first] & lx.DETERMINER:
        return chunk
    whole = chunk_at(t, noun)
    return Chunk(chunk.first, whole.last, chunk.prep) if whole is not None else chunk


def _of_writing(t: Tokens, chunk: Chunk) -> Chunk:
    """Whose figures: "selon un bilan de [la gendarmerie]"."""
    words = t.words
    for at in range(chunk.first + 1, chunk.last):
        if t.lowers[at] in words.genitive | words.genitive_articles and words.writing.intersection(
            t.lowers[chunk.first : at]
        ):
            owner = chunk_at(t, at + 1)
            return owner if owner is not None and strength(t, owner.range) == 2 else chunk
    return chunk


def _over_time(t: Tokens, k: int) -> int:
    if k < len(t) and t.lowers[k] in t.words.genitive and not t.bits[k] & lx.DETERMINER:
        k += 1  # "nach Angaben [von] Ada Venn"
    while k < len(t) and t.bits[k] & (lx.ADVERB | lx.TIME) and not t.bits[k] & (lx.NAME | lx.DETERMINER):
        k += 1
    return k


def _opened(t: Tokens, at: int, last: int) -> Clause | None:
    """ "Pour le syndicat, …": for whom, at the head of a sentence, if it surely is somebody."""
    chunk = chunk_at(t, last + 1)
    if chunk is None:
        return None
    who = chunk.range
    if strength(t, who) < 2 or not any(
        t.bits[k] & (lx.ROLE | lx.ROLES | lx.BODY | lx.NAME) for k in range(who[0], who[1] + 1)
    ):
        return None
    behind = t.bits[who[1] + 1] if who[1] + 1 < len(t) else 0
    if behind and t.lowers[who[1] + 1] in t.words.becoming:
        return None  # "für Tarn wird es teuer"
    if not behind & (lx.COMMA | lx.DETERMINER | lx.PRONOUN | lx.POSSESSIVE | lx.AUXILIARY):
        return None
    return Clause(who=who, cue=(at, last), weight=70.0, kind="according")


def colon(t: Tokens, at: int, parsed: Sequence[Chunk]) -> Clause | None:
    """ "Smith: "…"", "The mayor is furious: "…"": the phrase at the head of the sentence."""
    if at + 1 >= len(t) or not t.bits[at + 1] & lx.QUOTE or at == 0:
        return None
    if parsed and parsed[0].last == at - 1 and _own_saying(t, parsed[0]):
        return Clause(who=None, cue=(at, at), weight=40.0, kind="said", silent="one")
    who = _whose_saying(t, at) or main_subject(t, at, parsed)
    if who is None and parsed and parsed[0].range == (0, at - 1) and parsed[0].prep < 0:
        who = parsed[0].range if strength(t, parsed[0].range) else None
    return Clause(who=who, cue=(at, at), weight=40.0, kind="said") if who else None


def _whose_saying(t: Tokens, before: int) -> Range | None:
    """Whose comment a sentence announces: "Più duro il commento del geologo Ada Venn: «…»"."""
    for at in range(before):
        if t.lowers[at] in t.words.sayings or t.lowers[at] in t.words.reactions:
            owner = chunk_at(t, at + 2) if t.lowers[at + 1] in t.words.genitive else None
            if owner is not None and owner.last < before and strength(t, owner.range) == 2:
                return owner.range
    return None


def signed(t: Tokens, at: int) -> Clause | None:
    """ "“…” — X Y": the name under a quotation, at the sentence's end."""
    if (at and not t.bits[at - 1] & lx.QUOTE) or at + 1 >= len(t) or not t.bits[at + 1] & lx.NAME:
        return None
    chunk = chunk_at(t, at + 1)
    if chunk is None or strength(t, chunk.range) < 2:
        return None
    ends = chunk.last + 1 >= len(t) or t.bits[chunk.last + 1] & lx.COMMA
    return Clause(who=chunk.range, cue=(at, at), weight=95.0, kind="said") if ends else None


def position(t: Tokens, parsed: Sequence[Chunk]) -> list[Clause]:
    """Beside a quotation that is a statement, any small word may be a verb of saying."""
    for at, bits in enumerate(t.bits):
        if bits & lx.QUOTE and _is_statement(t, at):
            clause = _behind_quote(t, at) or _around_quote(t, at, parsed) or _silent_behind(t, at)
            if clause is not None:
                return [clause]
    return []


def _is_statement(t: Tokens, quote: int) -> bool:
    inside = t.slice(quote, quote).strip("\"'“”„‘’«»` \u00a0\u202f")
    return len(inside.split()) >= _STATEMENT or inside[:1].islower() or inside[-1:] in (".", "!", "?", ",", "…")


def _behind_quote(t: Tokens, quote: int) -> Clause | None:
    """ "…, protesta X", "…», relacjonował."."""
    at = _verb_behind(t, quote)
    if at >= len(t) or not _small(t, at):
        return None
    who = right(t, at)
    closes = who is not None and who[1] + 1 == len(t) and t.bits[who[0]] & lx.DETERMINER
    if who is not None and (strength(t, who) == 2 or closes):
        return Clause(who=who, cue=(at, at), weight=85.0, kind="said")
    return None


def _silent_behind(t: Tokens, quote: int) -> Clause | None:
    """ "«…», relacjonował."."""
    at = _verb_behind(t, quote)
    if at >= len(t) or not _small(t, at) or len(t) - at > _TAIL:
        return None
    if any(t.bits[k] & (lx.PUNCTUATION | lx.QUOTE) for k in range(at, len(t))):
        return None
    return Clause(who=None, cue=(at, at), weight=60.0, kind="said", silent=silent_kind(t, at))


def _verb_behind(t: Tokens, quote: int) -> int:
    """The token behind a quotation, its marks and clitics."""
    at = quote + 1
    while at < len(t) and (t.bits[at] & _MARKS or t.lowers[at] in t.words.clitics or t.bits[at] & lx.AUXILIARY):
        at += 1
    return at


def _small(t: Tokens, at: int) -> bool:
    """Whether a word can be a verb that no table has."""
    bits = t.bits[at]
    return bits & ~lx.CUE == 0 and t.lowers[at].isalpha()


def _around_quote(t: Tokens, quote: int, parsed: Sequence[Chunk]) -> Clause | None:
    """ "X sprach von einem „guten Tag“": the sentence's subject, where what is quoted is no name."""
    inside = t.slice(quote, quote).strip("\"'“”„‘’«»` \u00a0\u202f")
    if not inside[:1].islower() or any(t.bits[k] & lx.QUOTE for k in range(quote)):
        return None
    who = main_subject(t, quote, parsed)
    return Clause(who=who, cue=(quote, quote), weight=35.0, kind="said") if who else None
