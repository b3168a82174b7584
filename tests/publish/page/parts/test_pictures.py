"""Pictures: to scale, with words at the data, none without three values, the same in words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from briefing.model import Disagreement, Edition, Event, StoryBrief, Value
from briefing.publish.page import render
from briefing.publish.page.elements import Picture
from briefing.publish.page.options import PageOptions
from briefing.publish.page.parts.pictures import WIDE
from briefing.publish.page.view import view
from tests.helpers import editions


def pictures(edition: Edition) -> dict[str, Picture]:
    chapters = view(edition, pictures=True).chapters
    found = [one for chapter in chapters for one in chapter.pictures]
    for chapter in chapters:
        for band in chapter.bands:
            found += [one for one in (band.picture, *(group.picture for group in band.groups)) if one is not None]
    return {one.kind: one for one in found}


def disputed(*texts: str) -> Edition:
    small = editions.small()
    source = editions.source(7, "Figures", "Figures\n" + "\n".join(texts))
    values = tuple(Value(text, (editions.cite(source, text),)) for text in texts)
    basin: StoryBrief = small.stories[0]
    evidence = replace(basin.evidence, disagreements=(Disagreement("cost", values),))
    story = replace(basin, evidence=evidence, articles=(*basin.articles, 7))
    return replace(small, stories=(story,), sources=(*small.sources, source))


def test_a_timeline_stands_to_scale_and_what_is_to_come_is_hollow() -> None:
    found = pictures(editions.small())["timeline"]
    first, second, third = found.dots
    assert (first.x, third.x) == (6.0, WIDE - 6)
    assert second.x == pytest.approx(6 + (WIDE - 12) * 549 / 660, abs=1)  # 15 May 2024, 15 Nov 2025, 6 Mar 2026
    assert [dot.hollow for dot in found.dots] == [False, False, True]
    assert found.alt == "Timeline: May 2024, Nov 2025, 6 Mar 2026"


def test_two_days_are_no_picture() -> None:
    small = editions.small()
    basin = small.stories[0]
    events: tuple[Event, ...] = basin.evidence.timeline[:2]
    story = replace(basin, evidence=replace(basin.evidence, timeline=events))
    assert "timeline" not in pictures(replace(small, stories=(story,)))


def test_figures_of_one_unit_stand_on_one_line_with_their_sources() -> None:
    found = pictures(disputed("41 million crowns", "nearer 60 million crowns", "75,000,000 crowns"))["range"]
    ends = [dot.x - 6 for dot in found.dots]
    assert [round(end / ends[2], 2) for end in ends] == [0.55, 0.8, 1.0]
    assert next(words.text for words in found.words) == "41 million crowns [7]"


@pytest.mark.parametrize(
    "texts",
    [
        ("41 million crowns", "60 million crowns"),
        ("41 million crowns", "60 million marks", "75 million crowns"),
        ("41 million crowns", "a lot of crowns", "75 million crowns"),
        ("3 of 4 crowns", "60 crowns", "75 crowns"),
    ],
)
def test_too_few_figures_or_such_as_cannot_be_compared_are_no_picture(texts: tuple[str, ...]) -> None:
    assert "range" not in pictures(disputed(*texts))


def test_who_reports_a_story_is_a_bar_where_it_is_not_all_of_one_kind() -> None:
    small = editions.small()
    assert "known-by" not in pictures(small)
    relay = replace(small.sources[1], relays="Kessel Gazette")
    own = replace(small.sources[2], genre="press-release")
    mixed = replace(small, sources=(small.sources[0], relay, own, *small.sources[3:]))
    found = pictures(mixed)["known-by"]
    assert found.alt == "5 independent sources, 1 passes on another’s report, 1 party’s own words"
    assert sum(bar.width for bar in found.bars) == pytest.approx(WIDE, abs=0.3)
    assert len({bar.shade for bar in found.bars}) == 3


def test_who_writes_an_opinion_is_no_party_in_the_bar() -> None:
    small = editions.small()
    piece = replace(small.sources[1], genre="opinion")
    own = replace(small.sources[2], genre="press-release")
    mixed = replace(small, sources=(small.sources[0], piece, own, *small.sources[3:]))
    found = pictures(mixed)["known-by"]
    assert found.alt == "5 independent sources, 1 party’s own words, 1 opinion piece"
    assert sum(bar.width for bar in found.bars) == pytest.approx(WIDE, abs=0.3)


def test_reports_by_day_need_three_days() -> None:
    small = editions.small()
    assert "by-day" not in pictures(small)
    earlier = replace(small.sources[3], published="2026-02-28")
    spread = replace(small, sources=(*small.sources[:3], earlier, *small.sources[4:]))
    assert pictures(spread)["by-day"].alt == "Reports by day: 28 Feb 2026: 1, 2 Mar 2026: 2, 3 Mar 2026: 2"
    dates = ["2026-02-27", "2026-02-28", "2026-03-02", "2026-03-03"]  # one a day: nothing to see
    others = [replace(one, published=day) for one, day in zip(small.sources, [*dates, None, None], strict=True)]
    assert "by-day" not in pictures(replace(small, sources=tuple(others)))


def test_pictures_can_be_left_out_and_are_the_same_twice() -> None:
    drawn, none = (
        render.render(editions.small(), PageOptions(pictures=kind))["brief.html"].decode() for kind in ("auto", "none")
    )
    assert (drawn.count("<svg"), none.count("<svg")) == (1, 0)
    assert 'role="img" aria-label="Timeline: May 2024, Nov 2025, 6 Mar 2026"' in drawn
    assert drawn == render.render(editions.small(), PageOptions())["brief.html"].decode()
