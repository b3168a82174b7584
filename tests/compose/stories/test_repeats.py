"""What several independent articles repeat word for word is furniture, unless it is prose."""

from __future__ import annotations

from briefing.compose.stories.repeats import paragraphs_of, repeated, without
from briefing.model import Article, Block, Copy, Sentence
from briefing.text import Span
from tests.articles import built

PROSE, FURNITURE = -4.5, 1.0  # furniture scores
STORY = [
    "The quarry of Nether Oss was bought by its own workers on Friday after a year of talks.",
    "They paid with their savings and with a loan that the parish stands for.",
    "The first stone under the new owners went to the sea wall.",
    "Two of the three cranes were mended in the spring.",
]
END = "Oss Weekly, Mill Road 4, Nether Oss"


def article(path: str, *pieces: str, score: float = PROSE) -> Article:
    text, at, blocks = "\n".join(pieces), 0, []
    for piece in pieces:
        own = FURNITURE if piece == END else score
        blocks.append(Block(span=Span(at, at + len(piece)), kind="body", kept=True, score=own))
        at += len(piece) + 1
    sentences = [
        Sentence(span=block.span, text=block.span.of(text), block=number) for number, block in enumerate(blocks)
    ]
    return built(path, text, sentences, blocks, path)


def cleaned(articles: list[Article], copies: list[Copy]) -> list[Article]:
    aside = repeated({one.path: paragraphs_of(one) for one in articles}, copies)
    return [without(one, aside.get(one.path, {})) for one in articles]


def test_repeats_across_articles_are_furniture_but_copies_count_once() -> None:
    articles = [article("a", *STORY[:2], END), article("b", STORY[2], END), article("c", STORY[3], END)]
    found = cleaned(articles, [])
    assert [len(one.sentences) for one in found] == [2, 1, 1]
    last = found[0].blocks[-1]
    assert not last.kept and last.kind == "other" and "3 independent articles" in last.why
    assert cleaned(articles, [Copy("b", "a", "same", 1.0), Copy("c", "b", "near", 0.9)]) == articles


def test_prose_in_two_articles_is_no_furniture() -> None:
    articles = [article("a", STORY[0], STORY[1]), article("b", STORY[2], STORY[1])]
    assert cleaned(articles, []) == articles


def test_what_ends_three_articles_is_furniture_though_it_is_prose_and_what_begins_them_is_not() -> None:
    ended = [article(name, STORY[number], STORY[3]) for number, name in enumerate("abc")]
    assert [len(one.sentences) for one in cleaned(ended, [])] == [1, 1, 1]
    begun = [article(name, STORY[3], STORY[number]) for number, name in enumerate("abc")]
    assert cleaned(begun, []) == begun


def test_what_stands_twice_in_one_article_alone_is_no_furniture() -> None:
    articles = [article("a", STORY[0], END, END), article("b", STORY[1])]
    assert cleaned(articles, []) == articles


def test_white_space_and_capitals_make_no_difference() -> None:
    articles = [article("a", STORY[0], END), article("b", STORY[1], "  " + END.upper(), score=FURNITURE)]
    assert all(not one.blocks[-1].kept for one in cleaned(articles, []))


def test_no_articles_have_no_repeats() -> None:
    assert repeated({}, []) == {}
    assert cleaned([article("a")], []) == [article("a")]
