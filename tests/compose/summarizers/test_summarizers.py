from __future__ import annotations

import random
import warnings
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing import language
from briefing.compose.summarizers import SUMMARIZERS, Summarizer, broken, summarizer, summarizers
from briefing.compose.summarizers.classic import adapter, kl, lexrank, lsa, luhn, reduction, sumbasic, textrank
from briefing.compose.summarizers.classic.bag import Bag, bag_of, by_score
from briefing.compose.summarizers.extract import summarize
from briefing.errors import ConfigError
from briefing.model import Passage
from briefing.prepare.options import PrepareOptions
from briefing.prepare.prepare import prepare_file
from tests.articles import article, passages
from tests.helpers.running import SHARED

REAL = SHARED / "data" / "summaries" / "multinews" / "clusters"
STOP = frozenset({"the", "of", "a", "in", "and", "to"})
SCORES: dict[str, Callable[[Bag], Any]] = {
    "lexrank": lambda b: lexrank.scores(b.stems),
    "textrank": lambda b: textrank.scores(b.stems),
    "lsa": lambda b: lsa.scores(b.stems, b.all_stems),
    "luhn": lambda b: luhn.scores(b.stems, b.all_stems),
    "reduction": lambda b: reduction.scores(b.stems),
}


def stem(word: str) -> str:
    return word[:-1] if word.endswith("s") and len(word) > 3 else word


def made(rows: Sequence[Sequence[str]]) -> Bag:
    return bag_of([tuple(row) for row in rows], [STOP] * len(rows), [stem] * len(rows))


def by_sumy(name: str, rows: Sequence[Sequence[str]]) -> list[int]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return adapter.rank(name, [rows], stop=STOP, stem=stem)


def drawn(seed: int, sentences: int, vocabulary: int = 60) -> list[list[str]]:
    """Random sentences whose words have the frequencies of a language (Zipf), stop words among them."""
    rng = random.Random(seed)
    words = [*sorted(STOP), *(f"w{i}s" if i % 3 else f"w{i}" for i in range(vocabulary))]
    weights = [1 / (rank + 1) for rank in range(len(words))]
    return [rng.choices(words, weights, k=rng.randint(1, 18)) for _ in range(sentences)]


def assert_same_ranking(name: str, rows: Sequence[Sequence[str]]) -> None:
    """sumy's order is ours wherever neighbouring scores differ by more than 1e-9 of the highest."""
    scores = [float(score) for score in SCORES[name](made(rows))]
    theirs = by_sumy(name, rows)
    slack = 1e-9 * max(1.0, *map(abs, scores))
    assert sorted(theirs) == list(range(len(rows)))
    for better, worse in pairwise(theirs):
        assert scores[better] >= scores[worse] - slack, (name, better, worse)


@pytest.mark.parametrize("name", sorted(SCORES))
def test_scores_rank_as_sumy_does(name: str) -> None:
    for seed in range(250):
        assert_same_ranking(name, drawn(seed, 2 + seed % 14, 12 if seed % 2 else 80))


LEX = st.lists(
    st.lists(st.sampled_from(["the", "of", "dog", "dogs", "cat", "river", "tree", "fire"]), min_size=1, max_size=7),
    min_size=1,
    max_size=7,
)


@settings(max_examples=60, deadline=None)
@given(LEX)
def test_small_texts_rank_as_sumy_does(rows: list[list[str]]) -> None:
    for name in sorted(SCORES):
        if not any(word not in STOP for row in rows for word in row):
            continue
        assert_same_ranking(name, rows)


@pytest.mark.skipif(not REAL.is_dir(), reason="the evaluation's clusters are not at hand")
def test_real_texts_rank_as_sumy_does() -> None:
    for path in sorted(REAL.glob("*.jsonl"))[:6]:
        articles, _ = prepare_file(path.name, path.read_bytes(), PrepareOptions())
        rows = [language.words(p.text, "en") for p in passages(*articles)][:90]
        for name in sorted(SCORES):
            assert_same_ranking(name, rows)
        assert list(sumbasic.order(made(rows).stems)) == by_sumy("sumbasic", rows)


def test_sumbasic_is_sumys_to_the_last_place() -> None:
    for seed in range(250):
        rows = drawn(seed, 2 + seed % 24)
        assert list(sumbasic.order(made(rows).stems)) == by_sumy("sumbasic", rows)


def test_kl_picks_what_sumy_picks_or_what_is_as_close() -> None:
    same = total = 0
    for seed in range(100):
        rows = drawn(seed, 2 + seed % 12, 200)
        bag = made(rows)
        ours, theirs = list(kl.order(bag.words, bag.content)), by_sumy("kl", rows)
        total += len(rows)
        same += sum(a == b for a, b in zip(ours, theirs, strict=True))
        first = next((i for i, (a, b) in enumerate(zip(ours, theirs, strict=True)) if a != b), None)
        if first is not None:
            closeness = [_divergence(bag, ours[:first], pick) for pick in (ours[first], theirs[first])]
            assert closeness[0] == pytest.approx(closeness[1], abs=1e-9)
    assert same > 0.6 * total


def _divergence(bag: Bag, chosen: Sequence[int], candidate: int) -> float:
    """The definition, without any shortcut."""
    from collections import Counter
    from math import log

    text = Counter(word for row in bag.content for word in row)
    joint = Counter([*bag.content[candidate], *(word for i in chosen for word in bag.words[i])])
    size, total = sum(joint.values()), sum(text.values())
    return sum(text[w] / total * log(text[w] / total * size / n) for w, n in joint.items() if text[w])


def test_lexrank_without_words_that_count_keeps_the_order() -> None:
    rows = [["the", "of"], ["a", "in"], ["and"]]
    assert by_score(lexrank.scores(made(rows).stems)) == [0, 1, 2]


TEXTS = [
    "The river Arle burst its banks in Marlow on Monday and drove 400 people from their homes.",
    "Rescue teams in Marlow used boats to reach people on roofs after the Arle burst its banks.",
    "The mayor of Marlow said the town had asked for such walls for ten years.",
    "It was a bright morning in Tarvin.",
    "Engineers will look at the banks of the Arle on Thursday.",
]


def every() -> list[tuple[str, Summarizer]]:
    return [(name, summarizer(name)) for name in sorted(SUMMARIZERS)]


@pytest.mark.parametrize(("name", "choose"), every())
@pytest.mark.parametrize(
    "texts",
    [
        [],
        ["One sentence stands here alone."],
        ["The same words again and again."] * 1000,
        ["12 13 14", "15", "2024 1,000"],
        ["Sport", "Weather", "News"],
        ["word " * 2000, "Another word. " * 900],
        ["the of and", "in the"],
        ["…", "!!!", "   -"],
        TEXTS,
    ],
    ids=["nothing", "one", "copies", "numbers", "headings", "long", "stop words", "signs", "text"],
)
@pytest.mark.parametrize("language", ["en", None, "xx"])
def test_any_passages_give_indices_within_the_budget(
    name: str, choose: Summarizer, texts: list[str], language: str | None
) -> None:
    rows = passages(article("a", texts, language=language))
    chosen = choose(rows, 40)
    assert not broken(chosen, rows, 40)
    assert len({rows[i].text for i in chosen}) == len(chosen)
    if any(0 < len(text.split()) <= 40 for text in texts) and name != "coverage":
        assert chosen


@pytest.mark.parametrize("language", sorted(adapter.LANGUAGES))
def test_every_language_that_sumy_knows(language: str) -> None:
    assert adapter.stemmer(language)("1") == "1"
    assert isinstance(adapter.stop_words(language), frozenset)
    rows = passages(article("a", TEXTS, language=language))
    assert summarizer("luhn")(rows, 50)


def test_coverage_prefers_what_many_say_early_and_says_it_once() -> None:
    rows = passages(
        *(article(name, texts) for name, texts in zip("abc", (TEXTS[:1], TEXTS[1:3], TEXTS[3:]), strict=True))
    )
    chosen = summarizer()(rows, 36)
    assert chosen[0] in (0, 1)
    twice = passages(article("a", [TEXTS[0]]), article("b", [TEXTS[0], TEXTS[2]]))
    assert sorted(twice[i].text for i in summarizer()(twice, 60)) == sorted([TEXTS[0], TEXTS[2]])


def test_coverage_prefers_the_newest_of_a_running_story() -> None:
    days = [
        article(f"d{i}", [f"The strike at the Arle mill enters day {i} with new talks."], published=f"2024-03-0{i}")
        for i in range(1, 8)
    ]
    rows = passages(*days)
    assert rows[summarizer()(rows, 12)[0]].article.path == "d7"
    assert rows[summarizer(recency=False)(rows, 12)[0]].article.path == "d1"


def test_articles_of_ordinary_length_tell_a_story_again_each_day_and_are_no_updates() -> None:
    said = "The Arle mill closed after its dam broke, and ninety workers lost their jobs."
    days = [
        article(
            f"d{i}",
            [said, *(f"Paragraph {i}{j} of that day's report is about village {j * 7 + i} alone." for j in range(20))],
            published=f"2024-03-0{i}",
        )
        for i in range(1, 8)
    ]
    days[-1] = article("d7", [f"A reader of letter {j} in valley {j * 3} wrote about hens." for j in range(20)])
    rows = passages(*days)
    assert rows[summarizer()(rows, 14)[0]].text == said
    assert summarizer()(rows, 14) == summarizer(recency=False)(rows, 14) != summarizer(recency=True)(rows, 14)


def test_coverage_counts_one_source_once() -> None:
    rows = passages(
        *(article(f"wire{i}", [f"Wheat prices in Tarvin fell sharply, traders number {i} said."]) for i in range(4))
    )
    rows += passages(*(article(f"own{i}", ["The bridge at Marlow has collapsed after heavy rain."]) for i in range(3)))
    sources = {f"wire{i}": 0 for i in range(4)} | {f"own{i}": 1 + i for i in range(3)}
    assert "bridge" in rows[summarizer(sources=sources)(rows, 10)[0]].text


def test_coverage_follows_a_query() -> None:
    rows = passages(article("a", TEXTS))
    assert "mayor" in rows[summarizer(query="mayor walls town")(rows, 20)[0]].text


def test_a_reprint_does_not_make_a_thing_more_important() -> None:
    wire = [f"Wheat prices in Tarvin fell sharply on Monday, traders said, {word}." for word in ("one", "two", "three")]
    own = ["The bridge at Marlow has collapsed after heavy rain.", "Nobody was hurt at Marlow bridge."]
    articles = [article("w1", wire), article("w2", wire), article("o1", own[:1]), article("o2", own)]
    assert summarize([articles[0], *articles[2:]], 10, summarizer()).text == summarize(articles, 10, summarizer()).text


def test_random_needs_its_seed_only() -> None:
    rows = passages(article("a", [f"Sentence number {i} of this text." for i in range(50)]))
    assert summarizer("random", seed=3)(rows, 60) == summarizer("random", seed=3)(rows, 60)
    assert summarizer("random", seed=3)(rows, 60) != summarizer("random", seed=4)(rows, 60)


def test_names_and_options_that_do_not_exist() -> None:
    with pytest.raises(ConfigError, match="coverage"):
        summarizer("nothing")
    with pytest.raises(ConfigError, match="option"):
        summarizer("lexrank", depth=3)


def test_what_sections_name_is_made_once_and_score_needs_nobody() -> None:
    assert sorted(summarizers(["luhn", "score", "coverage", "luhn"])) == ["coverage", "luhn"]


OWN = "tests.compose.summarizers.test_summarizers:"


def last_first(rows: Sequence[Passage], words: int) -> Iterator[int]:
    yield len(rows) - 1


def test_a_users_own_ranks() -> None:
    assert summarize([article("a", TEXTS)], 30, summarizer(OWN + "last_first")).text == TEXTS[-1]


def beyond(rows: Sequence[Passage], words: int) -> list[int]:
    return [len(rows)]


def twice(rows: Sequence[Passage], words: int) -> list[int]:
    return [0, 0]


def too_much(rows: Sequence[Passage], words: int) -> list[int]:
    return list(range(len(rows)))


def of_text(rows: Sequence[Passage], words: int) -> list[str]:
    return [rows[0].text]


def of_nothing(rows: Sequence[Passage], words: int) -> None:
    return None


def failing(rows: Sequence[Passage], words: int) -> list[int]:
    return [1 // 0]


def failing_on_the_way(rows: Sequence[Passage], words: int) -> Iterator[int]:
    yield 0
    raise KeyError("no such word")


def lonely(rows: Sequence[Passage]) -> list[int]:
    return []


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("beyond", "returned the index 5 of 5 passages"),
        ("twice", "returned the index 0 twice"),
        ("too_much", "where 20 may be"),
        ("of_text", "returned str"),
        ("of_nothing", "returned None"),
        ("failing", "failed in line [0-9]+ of test_summarizers.py: ZeroDivisionError"),
        ("failing_on_the_way", "KeyError: 'no such word'"),
        ("lonely", "cannot be called with .passages, words."),
        ("not_there", "has no 'not_there'"),
    ],
)
def test_a_users_own_that_breaks_its_promise_is_reported_by_name(name: str, said: str) -> None:
    with pytest.raises(ConfigError, match=said) as caught:
        summarize([article("a", TEXTS)], 20, summarizer(OWN + name))
    assert OWN + name in caught.value.message


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(TEXTS), min_size=1, max_size=5), st.integers(0, 80), st.integers(0, 9))
def test_an_extract_keeps_its_budget_whatever_the_order(texts: list[str], words: int, seed: int) -> None:
    articles = [article(f"a{i}", [text]) for i, text in enumerate(texts)]
    mixed = random.Random(seed).sample(articles, len(articles))
    extract = summarize(articles, words, summarizer())
    assert len(extract.text.split()) <= words
    assert summarize(mixed, words, summarizer()).text == extract.text
