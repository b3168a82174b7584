"""Who speaks in an interview, by its labels."""

from __future__ import annotations

from briefing.model import Article
from briefing.prepare.options import PrepareOptions
from briefing.prepare.prepare import prepare_file

TALK = """Harbour minister Juno Feld spoke to the Marrow Post on Monday about the closed canal.

Q: Did you know in March that the lock was cracked?

A: No. I knew in April, and I ordered the repair the same day.

Marrow Post: The opposition says you took gifts.

Feld: I took nothing.

Q: Will you resign?

A: I will stay until the last gate is replaced.
"""


def talk(text: str = TALK) -> Article:
    articles, _ = prepare_file("talk.txt", text.encode(), PrepareOptions())
    return articles[0]


def test_answers_are_said_by_whom_the_introduction_names() -> None:
    said = {sentence.text: sentence.speech for sentence in talk().sentences}
    assert said["I knew in April, and I ordered the repair the same day."].speaker == "Juno Feld"
    assert said["I took nothing."].speaker == "Juno Feld"


def test_questions_are_nobodys_statement() -> None:
    asked = [sentence for sentence in talk().sentences if sentence.speech.asked]
    assert asked[0].text == "Did you know in March that the lock was cracked?"
    assert all(sentence.speech.speaker is None for sentence in asked)


def test_a_label_is_no_part_of_what_is_said() -> None:
    assert not any(sentence.text.startswith(("Q:", "A:", "Feld:")) for sentence in talk().sentences)


def test_a_single_line_with_a_colon_is_no_conversation() -> None:
    text = "The council met on Monday in Marrow.\n\nMayor Olk: nothing was decided, he said.\n\nIt meets in June.\n"
    article = talk(text)
    assert article.genre == "news"
    assert any(sentence.text.startswith("Mayor Olk:") for sentence in article.sentences)
