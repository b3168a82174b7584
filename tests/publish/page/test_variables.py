from __future__ import annotations

import pytest

from briefing.publish.page.styles.variables import resolved


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        (":root { --ink: #123; } p { color: var(--ink); }", "p { color: #123; }"),
        (":root { --ink: #123; } :root { --ink: #456; } p { color: var(--ink) }", "p { color: #456 }"),
        (":root { --a: var(--b) solid; --b: 1pt; } p { border: var( --a ); }", "p { border: 1pt solid; }"),
        (":root { --w: 2mm; } p { width: calc(1mm + var(--w)); }", "p { width: calc(1mm + 2mm); }"),
        (":root { --w: 2mm; } @media print { p { width: var(--w); } }", "@media print { p { width: 2mm; } }"),
        (":root { --w: 2mm; } @page { @top-left { width: var(--w); } }", "@page { @top-left { width: 2mm; } }"),
        ("p { color: var(--none, red); }", "p { color: red; }"),
        ("p { color: var(--none); }", "p { color: var(--none); }"),
        (":root { --a: var(--a); } p { color: var(--a); }", "p { color: var(--a); }"),
        (':root { --s: "var(--x)"; } p { content: "var(--s)" var(--s); }', 'p { content: "var(--s)" "var(--x)"; }'),
        (":root { --ink: #123; } /* var(--ink) } */ p { color: var(--ink); }", "p { color: #123; }"),
    ],
)
def test_each_variable_stands_in_its_place(style: str, expected: str) -> None:
    assert expected in resolved(style)


def test_a_sheet_that_is_no_css_stays_harmless() -> None:
    assert isinstance(resolved("} p { color: var("), str)
