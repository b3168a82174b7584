"""The lines of a language's tables: phrases of several words, and verbs with what must follow them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping


def phrases(lines: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    """The words of each line, the longest phrase first."""
    return tuple(sorted((tuple(line.split()) for line in lines), key=lambda words: (-len(words), words)))


def parted(lines: Iterable[str]) -> Mapping[str, frozenset[str]]:
    """Verb form → the words of which one must follow it; a line is that word and the forms."""
    found: dict[str, set[str]] = {}
    for line in lines:
        word, *forms = line.split()
        for form in forms:
            found.setdefault(form, set()).add(word)
    return {form: frozenset(words) for form, words in found.items()}
