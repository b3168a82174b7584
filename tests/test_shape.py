from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

import pytest

from briefing.json_schema import json_schema
from briefing.shape import ShapeError, current, dump, load


@dataclass(frozen=True, slots=True)
class Inner:
    name: str
    order: Literal["score", "place"] = "score"


@dataclass(frozen=True, slots=True)
class Outer:
    count: int = field(default=3, metadata={"least": 1, "most": 9, "doc": "how many"})
    weights: Mapping[str, float] = field(default_factory=dict, metadata={"keys": ("lead", "numbers")})
    inner: tuple[Inner, ...] = ()
    note: str | None = None
    max_words: int = field(default=8, metadata={"least": 1, "was": ("longest", "words")})


def test_plain_data_comes_back_the_same() -> None:
    data = {
        "count": 4,
        "weights": {"lead": 1.0},
        "inner": [{"name": "a", "order": "place"}],
        "note": None,
        "max_words": 9,
    }
    assert dump(load(Outer, data)) == data


@pytest.mark.parametrize(
    ("data", "path", "nearest"),
    [
        ({"cuont": 2}, ("cuont",), "count"),
        ({"count": 0}, ("count",), None),
        ({"count": True}, ("count",), None),
        ({"weights": {"leed": 1}}, ("weights", "leed"), "lead"),
        ({"inner": [{"name": "a", "order": "scoer"}]}, ("inner", 0, "order"), "score"),
        ({"inner": [{}]}, ("inner", 0), None),
        ({"inner": {}}, ("inner",), None),
        ({"note": 3}, ("note",), None),
    ],
)
def test_a_fault_names_its_path_and_the_nearest_word(
    data: object, path: tuple[str | int, ...], nearest: str | None
) -> None:
    with pytest.raises(ShapeError) as caught:
        load(Outer, data)
    assert caught.value.path == path
    assert caught.value.nearest == nearest


def test_the_schema_knows_every_key() -> None:
    schema = json_schema(Outer, "outer")
    assert schema["properties"]["count"] == {"description": "how many", "type": "integer", "minimum": 1, "maximum": 9}
    assert set(schema["properties"]["weights"]["properties"]) == {"lead", "numbers"}
    assert schema["$defs"]["Inner"]["required"] == ["name"]


def test_a_key_is_understood_by_its_older_names_too() -> None:
    assert load(Outer, {"longest": 5}) == load(Outer, {"words": 5}) == Outer(max_words=5)
    assert current(Outer, ("longest",)) == ("max_words",)
    assert current(Outer, ("inner", 0, "order")) == ("inner", 0, "order")
    assert current(Outer, ("nothing", 0, "words")) == ("nothing", 0, "words")


@pytest.mark.parametrize(
    ("data", "path", "nearest"),
    [
        ({"longest": 0}, ("longest",), None),  # a fault stands at the key as it was written
        ({"longset": 5}, ("longset",), "max_words"),  # but the present name is what is recommended
        ({"max_words": 5, "longest": 5}, ("longest",), None),
        ({"longest": 5, "words": 5}, ("words",), None),
    ],
)
def test_a_fault_under_an_older_name(data: object, path: tuple[str | int, ...], nearest: str | None) -> None:
    with pytest.raises(ShapeError) as caught:
        load(Outer, data)
    assert (caught.value.path, caught.value.nearest) == (path, nearest)


def test_the_schema_calls_an_older_name_deprecated() -> None:
    properties = json_schema(Outer, "outer")["properties"]
    assert properties["words"]["deprecated"] and properties["words"]["minimum"] == 1
    assert "deprecated" not in properties["max_words"]
