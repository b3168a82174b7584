from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.compose.edition.length.budget import Ledger
from briefing.compose.edition.length.options import LengthOptions
from briefing.model import Passage
from tests.articles import article

ARTICLES = [article(name, [f"{name} " * (3 * number + 1) + "ends." for number in range(6)]) for name in "pqr"]
PASSAGES = [
    Passage(one, first, last) for one in ARTICLES for first in range(6) for last in range(first, min(6, first + 2))
]
LIMITS = st.none() | st.integers(1, 60)


@settings(deadline=None)
@given(st.lists(st.tuples(st.sampled_from("ab"), st.sampled_from(PASSAGES)), max_size=25), st.tuples(*[LIMITS] * 5))
def test_no_limit_is_passed(offered: list[tuple[str, Passage]], limits: tuple[int | None, ...]) -> None:
    words, per_story, sentences, sentences_per_story, per_source = limits
    ledger = Ledger(
        LengthOptions(
            words=words,
            words_per_story=per_story,
            sentences=sentences,
            sentences_per_story=sentences_per_story,
            words_per_source=per_source,
        )
    )
    taken = [(story, passage) for story, passage in offered if ledger.take(story, passage)]
    size = {passage.key: len(passage.text.split()) for passage in PASSAGES}

    def holds(rows: list[Passage], words: int | None, sentences: int | None = None) -> bool:
        return (words is None or sum(size[p.key] for p in rows) <= words) and (
            sentences is None or sum(len(p.sentences) for p in rows) <= sentences
        )

    assert holds([p for _, p in taken], words, sentences)
    for name in "ab":
        assert holds([p for story, p in taken if story == name], per_story, sentences_per_story)
    for name in "pqr":
        assert holds([p for _, p in taken if p.article.path == name], per_source)
    if all(limit is None for limit in limits):
        assert taken == offered
