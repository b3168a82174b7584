"""Products of rows, pair by pair, are what dense matrices give."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.sparse import csr_matrix

from briefing.compose.stories.fingerprint import distinct
from briefing.compose.stories.grouping import vectors
from briefing.compose.stories.grouping.vectors import cosines, products
from briefing.compose.stories.tuning import VECTORS


@pytest.mark.parametrize("dense", [10, 10_000])
def test_products_are_those_of_dense_rows(dense: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vectors, "VECTORS", replace(VECTORS, dense=dense))
    rng = np.random.default_rng(5)
    left, right = ((rng.random((40, 300)) * (rng.random((40, 300)) < 0.05)).astype(np.float32) for _ in range(2))
    left[3], right[7], left[:, 9] = 0, 0, 0
    first, second = (found.astype(np.int64) for found in np.triu_indices(40, 1))
    found = products(csr_matrix(left), csr_matrix(right), first, second)
    assert np.allclose(found, (left @ right.T)[first, second], atol=1e-6)
    alike = cosines(csr_matrix(left), first, second)
    assert np.allclose(alike, (left @ left.T)[first, second], atol=1e-6)


def test_products_of_nothing() -> None:
    none = np.zeros(0, dtype=np.int64)
    assert len(products(csr_matrix((2, 3)), csr_matrix((2, 3)), none, none)) == 0


@given(st.lists(st.integers(0, 9), max_size=20))
def test_distinct_numbers(numbers: list[int]) -> None:
    assert distinct(np.array(numbers, dtype=np.uint32)).tolist() == sorted(set(numbers))
