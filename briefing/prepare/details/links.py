"""Is a page no article but a list of links, with a line under each?"""

from __future__ import annotations

from collections.abc import Sequence

from briefing.model import Block
from briefing.prepare.details.tuning import LINKS

_LEADS_ON = frozenset({"other", "related", "teaser"})  # what a block is that only leads to another page


def only_leads_on(text: str, blocks: Sequence[Block]) -> bool:
    """Does a line that leads to another page stand right before every paragraph, and is each of them short? Among an
    article's own paragraphs such lines stand here and there, and a live blog's hours are no titles."""
    before = ""
    paragraphs = 0
    for block in blocks:
        if block.kept and block.kind == "body":
            if len(before.split()) < LINKS.title or len(block.span) > LINKS.characters:
                return False
            paragraphs += 1
        leads = not block.kept and block.kind in _LEADS_ON
        before = block.span.of(text) if leads and len(block.span) <= LINKS.characters else ""
    return paragraphs >= LINKS.least
