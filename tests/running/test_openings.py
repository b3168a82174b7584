"""An opening is an article whose sentences are unpacked when they are asked for; nobody sees a difference."""

from __future__ import annotations

import copy
import pickle
from dataclasses import asdict, replace

import pytest

from briefing.compose.stories.fingerprint import traits_of
from briefing.model import Article
from briefing.running import openings, records
from briefing.running.openings import Opening
from briefing.running.packing import pack, unpack
from tests.articles import from_prose
from tests.helpers.newsroom import FERRY, STRIKE


def packed(article: Article) -> bytes:
    return records.light_part(article)


def opened(path: str, text: str = FERRY) -> tuple[Opening, Article]:
    """The opening, and the same article with its sentences in it."""
    article = from_prose(path, text)
    found = records.opened_opening(packed(article))
    assert isinstance(found, Opening)
    return found, found.whole()


def test_it_is_the_article() -> None:
    found, whole = opened("a")
    assert type(whole) is Article and whole.sentences and found.sentences == whole.sentences
    assert found == whole and whole == found and found == opened("a")[0] and hash(found) == hash(whole)
    assert found != opened("b")[0] and found != opened("a", STRIKE)[0] and found != "a"
    assert repr(found) == repr(whole) and asdict(found) == asdict(whole)
    assert pack(found) == pack(whole) and unpack(Article, pack(found)) == whole


def test_openings_share_the_values_that_come_again() -> None:
    one, other = opened("a")[0], opened("b", STRIKE)[0]
    assert one.path is one.source.path
    assert one.body is other.body and one.genre is other.genre and one.source.reader is other.source.reader
    assert (one.path, one.title) != (other.path, other.title)


def test_what_is_made_of_it_is_an_article() -> None:
    found, whole = opened("a")
    made = [replace(found, path="b"), pickle.loads(pickle.dumps(found)), copy.copy(found), copy.deepcopy(found)]
    assert [type(one) for one in made] == [Article] * 4
    assert made[0] == replace(whole, path="b") and made[1:] == [whole] * 3


def test_nothing_of_it_can_be_changed() -> None:
    found, _ = opened("a")
    with pytest.raises(AttributeError):
        found.sentences = ()  # type: ignore[misc]
    with pytest.raises(AttributeError):
        found.path = "b"  # type: ignore[misc]


def test_sentences_of_those_asked_last_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(openings, "KEPT", 3)
    found, _ = opened("a")
    first = found.sentences
    assert found.sentences is first
    others = [opened(f"b{number}")[0] for number in range(3)]
    assert found.sentences is not first and found.sentences == first
    assert all(other.sentences for other in others)


@pytest.mark.parametrize("words", [0, 3, 300, 3000])
def test_short_and_long_texts_come_back(words: int) -> None:
    text = " ".join(f"The ferry {number} sank." for number in range(words))
    article = from_prose("a", text)
    found = records.unpacked("a", "key", records.packed([article], []))
    assert found is not None
    (record,) = found.records
    assert record.body() == article.body.string
    assert records.opened_whole(record.text, record.parts) == article
    assert record.light == records.light_part(article)
    assert record.opening.sentences == article.sentences[: records.OPENING]


def test_traits_come_back_as_they_were() -> None:
    for text in (FERRY, "", "Ålesund \ud800 said so."):
        article = from_prose("a", text)
        assert records.opened_traits(packed(article)) == traits_of(article)
