"""The table of readers, and which of them reads a file: by its content first, then by its name."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from briefing.errors import BriefingError
from briefing.model import Problem
from briefing.plugins import load
from briefing.prepare.raw import RawArticle
from briefing.prepare.readers import html, jsonl, sniff, text
from briefing.prepare.readers.base import ReaderOptions, source
from briefing.prepare.readers.encoding import printable
from briefing.text import Text

Reader = Callable[[str, bytes, ReaderOptions], tuple[list[RawArticle], list[Problem]]]

READERS: Mapping[str, Reader] = {
    "text": text.read,
    "markdown": text.read_markdown,
    "json": jsonl.read,
    "html": html.read,
}


def read(path: str, data: bytes, options: ReaderOptions) -> tuple[list[RawArticle], list[Problem]]:
    """All articles of a file, and what stood in the way. Never raises on any bytes."""
    own = next((name for end, name in sorted(options.readers.items()) if path.lower().endswith(end.lower())), None)
    try:
        if own is not None:
            articles, problems = _by_plugin(own, path, data)
        else:
            kind = sniff.kind(path, data)
            if kind not in READERS:
                return [], [sniff.refusal(path, kind)]
            articles, problems = READERS[kind](path, data, options)
    except BriefingError as fault:
        return [], [Problem(path, fault.message, fault.remedy)]
    except (MemoryError, RecursionError):
        return [], [Problem(path, "too large or too deeply nested to be read", "Split the file.")]
    except Exception as fault:  # a library's bug on hostile bytes must not cost the other files
        message = f"cannot be read ({type(fault).__name__}: {str(fault)[:120]})"
        return [], [Problem(path, message, "The file seems to be damaged; save it anew, or as plain text.")]
    articles = [article for article in articles if article.body.string.strip()]
    if not articles and not problems:
        problems = [Problem(path, "holds no text", sniff.remedy_for_empty(data))]
    return articles, problems


def _by_plugin(name: str, path: str, data: bytes) -> tuple[list[RawArticle], list[Problem]]:
    """A user's reader: (path, bytes) → the text, or a list of texts, or of RawArticle."""
    made: Any = load(name)(path, data)
    items: Sequence[Any] = [made] if isinstance(made, (str, RawArticle)) else list(made)
    articles: list[RawArticle] = []
    for position, item in enumerate(items, 1):
        if isinstance(item, RawArticle):
            articles.append(item)
        elif isinstance(item, str):
            here = path if len(items) == 1 else f"{path}#{position}"
            articles.append(RawArticle(here, source(path, data, name, None), Text(printable(item))))
        else:
            kind = type(item).__name__
            return articles, [Problem(path, f"the reader {name!r} gave {kind}, not text", "Return str or RawArticle.")]
    return articles, []
