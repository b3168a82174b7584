"""Numbers in arrays as bytes and back, without code: what is read can hold wrong data, and nothing else."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from briefing.running.records import joined, split

NUMBERS = frozenset("biuf")  # kinds of numbers: truth values, whole ones with a sign and without, floating-point ones


def packed(value: Any) -> bytes:
    """A value of numbers, strings, None, tuples, lists, dictionaries with keys that are strings, numpy arrays of
    numbers and scipy CSR matrices, as bytes. Raises TypeError for any other."""
    arrays: list[bytes] = []
    form = json.dumps(_form(value, arrays), separators=(",", ":"))
    return joined([form.encode(), *arrays])


def opened(data: bytes) -> Any:
    """What `packed` was given. Raises ValueError, TypeError, KeyError or IndexError for
    bytes that it did not make."""
    form, *arrays = split(data)
    return _value(json.loads(form), arrays)


def _form(value: Any, arrays: list[bytes]) -> Any:
    import numpy as np
    from scipy.sparse import csr_matrix

    if value is None or isinstance(value, (bool, int, float, str)):
        return value
    if isinstance(value, (tuple, list)):
        return {type(value).__name__: [_form(one, arrays) for one in value]}
    if isinstance(value, dict):
        return {"dict": {_key(key): _form(one, arrays) for key, one in value.items()}}
    if isinstance(value, csr_matrix):
        parts = [_form(part, arrays) for part in (value.data, value.indices, value.indptr)]
        return {"rows": parts, "shape": list(value.shape)}
    if isinstance(value, np.ndarray) and value.dtype.kind in NUMBERS:
        arrays.append(np.ascontiguousarray(value).tobytes())
        return {"array": len(arrays) - 1, "of": value.dtype.str, "shape": list(value.shape)}
    raise TypeError(f"{type(value).__name__} is no plain data")


def _key(key: object) -> str:
    if not isinstance(key, str):
        raise TypeError(f"found a key that is a {type(key).__name__}, expected a string")
    return key


def _value(form: Any, arrays: Sequence[bytes]) -> Any:
    import numpy as np
    from scipy.sparse import csr_matrix

    if not isinstance(form, dict):
        return form
    if "array" in form:
        kind = np.dtype(form["of"])
        if kind.kind not in NUMBERS:
            raise ValueError(f"found {form['of']!r}, expected a kind of numbers")
        return np.frombuffer(arrays[form["array"]], dtype=kind).reshape(form["shape"]).copy()
    if "rows" in form:
        return csr_matrix(tuple(_value(part, arrays) for part in form["rows"]), shape=tuple(form["shape"]))
    if "dict" in form:
        return {key: _value(one, arrays) for key, one in form["dict"].items()}
    return (
        tuple(_value(one, arrays) for one in form["tuple"])
        if "tuple" in form
        else [_value(one, arrays) for one in form["list"]]
    )
