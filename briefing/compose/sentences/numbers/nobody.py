"""Where a text says that a kind counts nobody: "no one was injured", "none of the 86 was hurt", "no deaths".

The words between must say that and no more. "No one recognized the dead" counts nobody dead, "no Orlandian deaths"
leaves those of others open. A language whose table lists none of these words is read by the distance alone.
"""

from __future__ import annotations

from collections.abc import Sequence

from briefing.compose.sentences.numbers.figures import leading, phrases
from briefing.compose.sentences.numbers.kinds import kinds_of, listed
from briefing.compose.sentences.tuning import QUANTITY
from briefing.language.tokens import Token


def nobody_at(row: Sequence[Token], lang: str | None) -> tuple[int, int] | None:
    """First and last token of words that say that a kind counts nobody; None where there are none."""
    kinds, nothing = kinds_of(lang), phrases(lang, "nothing")
    first = {phrase[0] for phrase in nothing}
    for at, token in enumerate(row):
        size = leading([token.lower for token in row[at : at + 2]], nothing) if token.lower in first else 0
        if not size:
            continue
        for further in range(at + size, min(at + size + QUANTITY.nobody, len(row))):
            if row[further].lower in kinds:
                if _says_only_that(row, at, further, at + size, lang):
                    return at, further
                break
    return None


def _says_only_that(row: Sequence[Token], at: int, kind: int, after: int, lang: str | None) -> bool:
    """Whether the words from `after` to that of the kind leave nobody out ("no one was seriously hurt") and do not make
    the kind a verb's object."""
    before_noun = listed(lang, "nothing_of")
    if not before_noun:
        return True
    between = [token.lower for token in row[after:kind]]
    if row[at].lower in before_noun and after == at + 1:
        return all(word in listed(lang, "nothing_between") for word in between)
    return not between or between[-1] in listed(lang, "auxiliaries")
