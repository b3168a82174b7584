"""CSS custom properties put in their places before a page is set. The only module that imports tinycss2.

The PDF engine works each `var()` out anew for each element, which takes a sixth of its time.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import tinycss2

Tokens = Sequence[Any]  # component values of CSS Syntax 3, as tinycss2 parses them


def resolved(style: str) -> str:
    """The style sheet with the values of its `:root` properties in the place of each `var()`, the last one said for
    each; a `var()` of a property that is not there becomes its fallback, or stays where it has none."""
    rules = tinycss2.parse_stylesheet(style, skip_comments=True)
    properties: dict[str, Tokens] = {}
    for rule in rules:
        if rule.type == "qualified-rule" and tinycss2.serialize(rule.prelude).strip() == ":root":
            found = tinycss2.parse_blocks_contents(rule.content, skip_comments=True, skip_whitespace=True)
            properties |= {one.name: one.value for one in found if one.type == "declaration"}
    for rule in rules:
        if rule.type in ("qualified-rule", "at-rule") and rule.content is not None:
            rule.content = _put(rule.content, properties, frozenset())
    return str(tinycss2.serialize(rules))


def _put(tokens: Tokens, properties: Mapping[str, Tokens], within: frozenset[str]) -> list[Any]:
    """The tokens with every `var()` replaced, those within blocks and functions too. within: the properties whose
    values these tokens stand in; one that refers to itself is left as it is."""
    return [part for token in tokens for part in _value(token, properties, within)]


def _value(token: Any, properties: Mapping[str, Tokens], within: frozenset[str]) -> Iterator[Any]:
    if token.type == "function" and token.lower_name == "var":
        name, fallback = _arguments(token.arguments)
        if name in properties and name not in within:
            yield from _put(_trimmed(properties[name]), properties, within | {name})
            return
        if fallback:
            yield from _put(_trimmed(fallback), properties, within)
            return
    elif token.type == "function":
        token.arguments = _put(token.arguments, properties, within)
    elif token.type in ("{} block", "[] block", "() block"):
        token.content = _put(token.content, properties, within)
    yield token


def _arguments(tokens: Tokens) -> tuple[str, Tokens]:
    """The name that a `var()` asks for, and what stands there otherwise."""
    for number, token in enumerate(tokens):
        if token.type == "literal" and token.value == ",":
            return tinycss2.serialize(tokens[:number]).strip(), tokens[number + 1 :]
    return tinycss2.serialize(tokens).strip(), ()


def _trimmed(tokens: Tokens) -> Tokens:
    """Without the white space around."""
    there = [number for number, token in enumerate(tokens) if token.type != "whitespace"]
    return tokens[there[0] : there[-1] + 1] if there else ()
