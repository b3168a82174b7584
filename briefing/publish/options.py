"""What the files of an edition are called. The formats themselves stand in publish/formats.py."""

from __future__ import annotations

from typing import Literal, get_args

Format = Literal["html", "pdf", "txt", "eml", "epub", "docx"]
FORMATS: tuple[Format, ...] = get_args(Format)
USUAL: tuple[Format, ...] = ("html", "pdf", "txt", "eml")  # what is made where nothing else is asked for
RESERVED = frozenset({*USUAL, "json"})  # endings of brief.* that no renderer of a user can have
ENDING = "[a-z0-9]{1,10}"  # of a file that a renderer of a user makes
EXPECTED_ENDING = "an ending of small letters and digits that is none of " + ", ".join(sorted(RESERVED))
