"""The picture of the data flow is the one that the imports of the code make."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest

from quality import data_flow


@pytest.fixture(name="svg", scope="module")
def drawn_once() -> str:
    return data_flow.svg()


def test_the_committed_picture_is_current(svg: str) -> None:
    committed = data_flow.TARGET.read_text(encoding="utf-8")
    assert committed == svg, "run: python -m quality.data_flow"


def test_every_package_of_the_stages_and_every_layer_is_in_it(svg: str) -> None:
    drawn = {text.text for text in ET.fromstring(svg).iter("{http://www.w3.org/2000/svg}text")}
    for stage in data_flow.STAGES:
        packages = {file.parent.name for file in (data_flow.PACKAGE / stage).glob("*/__init__.py")}
        assert packages and packages <= drawn
    assert {name for row in data_flow.layers() for name in row} <= drawn


def test_a_line_that_follows_from_others_is_left_out() -> None:
    found = {
        "briefing.compose.top.a": {"briefing.compose.middle.b", "briefing.compose.low.c", "briefing.text"},
        "briefing.compose.middle.b": {"briefing.compose.low.c"},
        "briefing.compose.low.c": {"briefing.compose.options"},
    }
    graph = data_flow.boxes("compose", found)
    assert graph == {"top": {"middle"}, "middle": {"low"}, "low": frozenset()}
    assert data_flow.ranks(graph) == [["top"], ["middle"], ["low"]]


def test_packages_that_import_each_other_do_not_hang() -> None:
    found = {"briefing.compose.a.x": {"briefing.compose.b.y"}, "briefing.compose.b.y": {"briefing.compose.a.x"}}
    assert sorted(box for row in data_flow.ranks(data_flow.boxes("compose", found)) for box in row) == ["a", "b"]
