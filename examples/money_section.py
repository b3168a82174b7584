"""A section of one's own, weighed by a feature of one's own: what a day's news costs."""

import re
import sys
import tempfile
from pathlib import Path

import briefing
from briefing.compose.sections.views import SentenceView

CONFIG = """
title: What it costs
features: {money: "money_section:names_money"}
sections:
  - id: money
    title: What it costs
    base: -1.0
    weights: {money: 3.0, main_event: 0.5}
    where: {money: true}
    statements: 3
"""
MONEY = re.compile(r"[$€£]\s?\d|\b(?:million|billion|euros?|dollars?|crowns?)\b", re.IGNORECASE)


def names_money(sentence: SentenceView) -> float:
    """names a sum of money"""
    return 1.0 if MONEY.search(sentence.sentence.text) else 0.0


def main(sources: str, day: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "config.yaml"
        file.write_text(CONFIG, "utf-8")
        edition = briefing.build(sources, day=day, config=briefing.load_config(file))
    for story in edition.stories:
        print(story.headline)
        for section in story.sections:
            for statement in section.statements:
                print(f"  {statement.text} [{edition.sources[statement.citations[0].source - 1].path}]")


if __name__ == "__main__":
    main(*sys.argv[1:3] if len(sys.argv) > 2 else ("sources", "2026-03-03"))
