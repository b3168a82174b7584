"""Days that are sure, and days that are another one's."""

from __future__ import annotations

from typing import Any

import pytest

from briefing.compose.evidence.sure_days import UNSURE, why_not
from briefing.language.rules import Rule
from briefing.model import DateMention, Sentence
from briefing.text import Span
from tests.articles import built


@pytest.mark.parametrize("rule", UNSURE.rules, ids=lambda rule: rule.name)
def test_every_rule_decides_its_example(rule: Rule[Any, Any]) -> None:
    text, expected = rule.example
    seen: set[str] = set()
    with UNSURE.noting(seen):
        assert UNSURE.run(text) == expected
    assert seen == {rule.name}
    with UNSURE.without(rule.name):
        assert UNSURE.run(text) != expected


@pytest.mark.parametrize(
    ("text", "named", "value", "sure"),
    [
        ("The mill of Ostrau burnt down on Saturday.", "Saturday", "2031-05-10", True),
        ("On Saturday the mill of Ostrau, which Roe sold, burnt down.", "Saturday", "2031-05-10", True),
        ("Roe, who sold the mill, left Ostrau on Saturday.", "Saturday", "2031-05-10", True),
        ("Roe said that the mill of Ostrau burnt down on Saturday.", "Saturday", "2031-05-10", True),
        ("Ostrau votes on May 17.", "May 17", "2031-05-17", True),
        ("Prices in Ostrau rose after Saturday’s storm.", "Saturday", "2031-05-10", False),
        ("Roe paid for his 2027 and 2029 campaigns in Ostrau.", "2029", "2029", False),
        ("The Ostrau Bloc is called the party's 9 May bloc.", "9 May", "2031-05-09", False),
        ("There was talk in Ostrau of Roe, who died in October.", "October", "2030-10", False),
        ("Ostrau asked everybody to come to the square on Saturday.", "Saturday", "2031-05-10", False),
        ("Roe leads the mill despite the election next year.", "next year", "2032", False),
    ],
)
def test_a_day_is_sure_where_it_is_that_of_what_is_told(text: str, named: str, value: str, sure: bool) -> None:
    at = text.index(named)
    mention = DateMention(Span(at, at + len(named)), value)
    sentence = Sentence(span=Span(0, len(text)), text=text, block=0, dates=(mention,))
    article = built("a.txt", text, [sentence], [], "a", published="2031-05-11")
    assert (not why_not(article, sentence, mention)) is sure
