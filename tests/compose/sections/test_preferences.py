from __future__ import annotations

from briefing.compose.sections.features import FEATURES
from briefing.compose.sections.rules import READY, ready_rules
from quality.editor_examples import Example
from quality.train_ranking import FIXED, LEAST, areas, learned, written


def example(story: str, feature: str, *, printed: bool) -> Example:
    """A passage with one feature, which an editor would or would not print among the reactions."""
    share = 1.0 if printed else 0.0
    sections = ("decision", "reactions", "context")
    return Example(
        story=story,
        values=tuple(1.0 if name == feature else 0.0 for name in FEATURES),
        given=dict.fromkeys(sections, 0.0),
        sound={name: share if name == "reactions" else 0.0 for name in sections},
        ideal={name: share if name == "reactions" else 0.0 for name in sections},
        home="reactions",
        wanted=share,
    )


KNOWN = [
    example(story, feature, printed=feature == "office")
    for story in ("a", "b", "c")
    for feature in ("office", "private")
    for _ in range(40)
]


def test_what_editors_print_is_preferred_and_what_they_do_not_is_not() -> None:
    weights = learned(KNOWN)["reactions"]
    assert weights["office"] > LEAST
    assert weights["private"] < -LEAST
    assert all(abs(weight) >= LEAST for weight in weights.values())
    assert FIXED["reactions"].items() <= weights.items()


def test_the_weights_of_a_story_are_learned_from_the_others() -> None:
    found = {section: learned_area for section, _, learned_area in areas(KNOWN)}
    assert found == {"reactions": 1.0}


def test_a_sections_file_keeps_all_but_its_preferences() -> None:
    text = (READY / "reactions.toml").read_text(encoding="utf-8")
    assert written(text, ready_rules()["reactions"].prefer) == text
    changed = written(text, {"office": 2.5})
    assert f"[prefer]\noffice = 2.5              # {FEATURES['office'].doc}\n\n# Of what" in changed
    assert changed.partition("[prefer]")[0] == text.partition("[prefer]")[0]
