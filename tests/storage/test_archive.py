from __future__ import annotations

from pathlib import Path

import pytest

from briefing.errors import StateError
from briefing.storage import archive


def test_what_is_stored_comes_back_in_the_next_run(tmp_path: Path) -> None:
    with archive.cache(tmp_path) as cache:
        cache["a"] = b"one"
        assert cache["a"] == b"one"
    with archive.cache(tmp_path) as cache:
        assert dict(cache) == {"a": b"one"}
        del cache["a"]
        assert len(cache) == 0


def test_a_damaged_cache_is_made_anew(tmp_path: Path) -> None:
    (tmp_path / archive.CACHE).write_bytes(b"no database at all" * 100)
    with archive.cache(tmp_path) as cache:
        assert len(cache) == 0


def test_a_state_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(StateError) as caught, archive.cache(tmp_path / "file" / "state"):
        pass
    assert caught.value.exit_code == 6
