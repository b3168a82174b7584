"""Sources in languages without spaces, each pattern beside the nearest text that is read the other way."""

from __future__ import annotations

import pytest

from tests.prepare.speech.test_attribution import spoken

# what the pattern is, language, sentences of one paragraph, the last one's speaker
CASES = [
    ("a court finds", "zh", ["法院认定，桥梁侵犯了居民的权利。"], "法院"),
    ("the same company", "zh", ["海港重工表示，桥梁安全。", "该公司承诺赔偿。"], "海港重工"),
    (
        "the same company",
        "ja",
        ["海港重工は声明で、橋は安全だとしている。", "同社は補償する方針を示した。"],
        "海港重工",
    ),
    ("a field behind a title", "ja", ["浜田節子教授（橋梁学）は「船がない」と嘆く。"], "浜田節子"),
    ("where it is said", "zh", ["专家证人在庭上作证说，桥梁不安全。"], "专家证人"),
    ("a testimony", "zh", ["专家证人的作证持续了一天。"], None),
    ("this expert", "zh", ["专家证人说，桥梁不安全。", "“它迟早会塌，”这位专家说。"], "专家证人"),
    ("this bridge", "zh", ["专家证人说，桥梁不安全。", "这座桥建于去年。"], None),
    ("whom a paper quotes", "zh", ["《海港晚报》援引知情人士的话称，桥梁将关闭。"], "知情人士"),
    ("a name between two titles", "zh", ["领队西平教授形容这是“难得的好运”。"], "西平"),
    ("two titles and no name", "zh", ["总统候选人教授形容这是“难得的好运”。"], "总统候选人教授"),
    ("an age behind a name", "ja", ["組合長の浜田節子さん（６８）は「船がない」と嘆く。"], "浜田節子"),
    ("a department", "ja", ["前田剛強化部長は「長く待ちすぎた」と認めた。"], "前田剛"),
    ("an official without a name", "ja", ["文化庁の担当課長は「検討している」と述べた。"], "文化庁の担当課長"),
    ("an official with a name", "ja", ["文化庁の西村課長は「検討している」と述べた。"], "西村"),
]


@pytest.mark.parametrize(("pattern", "language", "texts", "speaker"), CASES)
def test_who_is_the_source(pattern: str, language: str, texts: list[str], speaker: str | None) -> None:
    assert spoken(texts, language=language)[-1].speaker == speaker, pattern
