"""Numbers in arrays as bytes and back."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_matrix, random_array

from briefing.running.arrays_packed import opened, packed
from briefing.running.records import joined

WRONG = (ValueError, TypeError, KeyError, IndexError)
NUMBERS = st.sampled_from(["uint32", "int32", "int64", "float32", "float64", "bool", "uint8"])
ARRAYS = st.builds(
    lambda kind, size, start: (np.arange(start, start + size) % 251).astype(kind),
    NUMBERS,
    st.integers(0, 30),
    st.integers(0, 200),
)
PLAIN = st.none() | st.booleans() | st.integers(-(2**40), 2**40) | st.floats(allow_nan=False) | st.text(max_size=8)
VALUES = st.recursive(
    PLAIN | ARRAYS,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.lists(inner, max_size=3).map(tuple)
        | st.dictionaries(st.text(max_size=4), inner, max_size=3)
    ),
    max_leaves=8,
)


def alike(one: Any, other: Any) -> bool:
    """The same kinds and values, of arrays bit by bit."""
    if type(one) is not type(other):
        return False
    if isinstance(one, np.ndarray):
        return bool((one.dtype, one.shape, one.tobytes()) == (other.dtype, other.shape, other.tobytes()))
    if isinstance(one, (list, tuple)):
        return len(one) == len(other) and all(map(alike, one, other))
    if isinstance(one, dict):
        return list(one) == list(other) and all(alike(one[key], other[key]) for key in one)
    return bool(one == other)


@settings(deadline=None)
@given(VALUES)
def test_what_is_packed_is_opened_as_it_was(value: Any) -> None:
    assert alike(opened(packed(value)), value)


def test_a_sparse_matrix_keeps_its_numbers_and_shape() -> None:
    matrix = csr_matrix(random_array((7, 9), density=0.3, rng=np.random.default_rng(1)))
    found = opened(packed({"words": matrix}))["words"]
    assert found.shape == (7, 9) and (found != matrix).nnz == 0
    assert all(alike(getattr(found, name), getattr(matrix, name)) for name in ("data", "indices", "indptr"))


def test_what_was_opened_can_be_written_to() -> None:
    found = opened(packed(np.zeros(3)))
    found += 1
    assert found.tolist() == [1, 1, 1]


@pytest.mark.parametrize("value", [object(), {1: 2}, np.array(["a"]), np.array([object()], dtype=object), b"a"])
def test_what_is_no_plain_data_is_refused(value: object) -> None:
    with pytest.raises(TypeError):
        packed(value)


@settings(deadline=None)
@given(st.binary(max_size=80))
def test_bytes_that_do_not_fit_are_refused_with_one_of_few_errors(data: bytes) -> None:
    try:
        opened(data)
    except WRONG:
        return


@pytest.mark.parametrize("kind", ["O", "V8", "S4", "nonsense"])
def test_an_array_of_another_kind_is_refused(kind: str) -> None:
    with pytest.raises(WRONG):
        opened(joined([json.dumps({"array": 0, "of": kind, "shape": [1]}).encode(), bytes(8)]))
