"""Made-up news: the same for the same seed, in a stream."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

from quality import made_news


def test_the_same_articles_whatever_part_is_taken() -> None:
    few = list(made_news.articles(40, words=60))
    assert few == list(islice(made_news.articles(10**9, words=60), 40))
    assert few != list(made_news.articles(40, words=60, seed=2))
    assert len({one.name for one in few}) == 40 and len({one.text for one in few}) > 35


def test_reprints_hold_words_of_their_original_and_are_of_its_story() -> None:
    made = {one.name: one for one in made_news.articles(200, words=60)}
    reprints = [one for one in made.values() if one.reprints]
    assert 8 < len(reprints) < 40
    for one in reprints:
        original = made[one.reprints or ""]
        assert one.story == original.story and original.text.startswith(one.text.rsplit("\n\n", 1)[0][:100])


def test_files(tmp_path: Path) -> None:
    made_news.write(tmp_path, 3, words=40)
    assert sorted(str(file.relative_to(tmp_path)) for file in tmp_path.rglob("*.txt"))[0] == "0000/0000000.txt"
