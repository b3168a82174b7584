"""The picture of the program's layers and of what flows through them, drawn from the code's own imports.

    python -m quality.data_flow            writes docs/pictures/data-flow.svg
    python -m quality.data_flow --print    prints it

The rows are the layers of the import contract in pyproject.toml. The row of the three stages is opened: each of their
packages and modules is a box, and stands above all that it imports. A line leads down from a box to what it imports;
lines that follow from others are left out (transitive reduction: Aho, Garey and Ullman, 1972), and so are imports of
options and of the layers below, which every stage may use.
"""

from __future__ import annotations

import argparse
import ast
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "briefing"
TARGET = ROOT / "docs" / "pictures" / "data-flow.svg"
STAGES = {
    "prepare": "each file on its own",
    "compose": "all articles together",
    "publish": "one edition, many forms",
}  # stage: what it looks at
FLOW = ("sources", "articles", "edition", "outputs")  # what goes into, between and out of the stages
LEFT_OUT = frozenset(("options", "__init__", "__main__"))

WIDTH, MARGIN = 1080, 20  # of the picture, in pixels
GAP = 60  # between two stages, for what flows there
LAYER_HEIGHT, LAYER_GAP = 30, 8
BOX_HEIGHT, BOX_GAP, RANK_GAP = 26, 8, 30
HEAD = 46  # of a stage: its name and what it looks at
STYLE = (
    "text{font:13px sans-serif;fill:#1a1a1f}.s{font-size:11px;fill:#5a5a63}.h{font-weight:bold;font-size:15px}"
    ".l{fill:#f1efe9;stroke:#cfcac0}.g{fill:#fbfaf7;stroke:#9c8f86}.b{fill:#fff;stroke:#7c1d1d}"
    ".e{stroke:#9c8f86;fill:none}.f{stroke:#7c1d1d;stroke-width:2;fill:none}.t{fill:#7c1d1d;font-weight:bold}"
)

Graph = Mapping[str, frozenset[str]]


def imports() -> dict[str, set[str]]:
    """Each module of the package by its dotted name, and the modules of the package that it imports, wherever."""
    files = {_name(file): file for file in sorted(PACKAGE.rglob("*.py"))}
    found = {}
    for name, file in files.items():
        named = set(_named(ast.parse(file.read_text(encoding="utf-8"))))
        found[name] = {one for one in (_module(n, files) for n in named) if one and one != name}
    return found


def _name(file: Path) -> str:
    parts = file.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _named(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _module(name: str, known: Mapping[str, Path]) -> str | None:
    """The module that an imported name stands for: itself, or the one that it is taken from."""
    return next((n for n in (name, name.rpartition(".")[0]) if n in known), None)


def boxes(stage: str, found: Mapping[str, set[str]]) -> Graph:
    """The packages and modules of a stage, and which of them each imports, without what follows from the rest."""
    graph: dict[str, set[str]] = {}
    for module, imported in found.items():
        box = _box(module, stage)
        if box:
            graph.setdefault(box, set()).update(b for b in (_box(m, stage) for m in imported) if b and b != box)
    return {box: frozenset(_direct(box, graph)) for box in sorted(graph)}


def _box(module: str, stage: str) -> str | None:
    parts = module.split(".")
    if len(parts) < 3 or parts[1] != stage or parts[2] in LEFT_OUT:
        return None
    return parts[2]


def _direct(box: str, graph: Mapping[str, set[str]]) -> Iterator[str]:
    for other in sorted(graph[box]):
        between = (graph[b] for b in graph[box] - {other})
        if not any(other in _below(b, graph) for b in between):
            yield other


def _below(start: set[str], graph: Mapping[str, set[str]]) -> set[str]:
    seen: set[str] = set()
    todo = list(start)
    while todo:
        one = todo.pop()
        if one not in seen:
            seen.add(one)
            todo += graph.get(one, ())
    return seen


def ranks(graph: Graph) -> list[list[str]]:
    """The boxes in rows, the top first: each stands above all that it imports, as low as it can."""
    rank: dict[str, int] = {}

    def of(box: str, above: tuple[str, ...] = ()) -> int:
        if box not in rank:
            rank[box] = max((of(b, (*above, box)) + 1 for b in graph[box] if b not in (*above, box)), default=0)
        return rank[box]

    rows: dict[int, list[str]] = {}
    for box in graph:
        rows.setdefault(of(box), []).append(box)
    return [rows[number] for number in sorted(rows, reverse=True)]


def layers() -> list[list[str]]:
    """The layers of the import contract, from the top, each the names that stand side by side in it."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = settings["tool"]["importlinter"]["contracts"]
    rows = next(contract["layers"] for contract in contracts if contract["type"] == "layers")
    return [[name.strip(" ()").removeprefix("briefing.") for name in re.split(r"[|:]", row)] for row in rows]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a box is drawn, in pixels."""

    x: float
    y: float
    width: float
    height: float


def placed(graph: Graph, x: float, y: float, width: float) -> tuple[dict[str, Place], float]:
    """The place of each box within a column, and the y below the last."""
    found = {}
    for row in ranks(graph):
        each = (width - BOX_GAP * (len(row) + 1)) / len(row)
        for number, box in enumerate(row):
            found[box] = Place(x + BOX_GAP + number * (each + BOX_GAP), y, each, BOX_HEIGHT)
        y += BOX_HEIGHT + RANK_GAP
    return found, y - RANK_GAP + BOX_GAP


def svg() -> str:
    parts: list[str] = []
    y = float(MARGIN)
    found = imports()
    for row in layers():
        if set(row) & set(STAGES):
            drawn, y = _stages(found, y)
            parts += drawn
        else:
            parts += _layer(row, y)
            y += LAYER_HEIGHT
        y += LAYER_GAP
    height = y - LAYER_GAP + MARGIN
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height:g}" role="img">'
    title = "<title>The layers of the program, and what flows through its three stages</title>"
    back = f'<rect width="{WIDTH}" height="{height:g}" fill="#fff"/>'
    return "\n".join((head, title, f"<style>{STYLE}</style>", back, *parts, "</svg>")) + "\n"


def _layer(names: Sequence[str], y: float) -> Iterator[str]:
    yield _rect(Place(MARGIN, y, WIDTH - 2 * MARGIN, LAYER_HEIGHT), "l")
    each = (WIDTH - 2 * MARGIN) / len(names)
    for number, name in enumerate(names):
        yield _text(MARGIN + (number + 0.5) * each, y + LAYER_HEIGHT / 2 + 4, name)


def _stages(found: Mapping[str, set[str]], top: float) -> tuple[list[str], float]:
    top += LAYER_GAP
    width = (WIDTH - 2 * MARGIN - (len(STAGES) + 1) * GAP) / len(STAGES)
    columns = []
    for number, stage in enumerate(STAGES):
        x = MARGIN + GAP + number * (width + GAP)
        graph = boxes(stage, found)
        columns.append((stage, x, graph, *placed(graph, x, top + HEAD, width)))
    bottom = max(column[4] for column in columns)
    parts: list[str] = []
    for stage, x, graph, places, _ in columns:
        parts += _column(stage, Place(x, top, width, bottom - top), graph, places)
    for number, name in enumerate(FLOW):
        parts += _flow(name, MARGIN + number * (width + GAP), top + HEAD / 2)
    return parts, bottom + LAYER_GAP


def _column(stage: str, place: Place, graph: Graph, places: Mapping[str, Place]) -> Iterator[str]:
    yield _rect(place, "g")
    middle = place.x + place.width / 2
    yield _text(middle, place.y + 20, stage, "h")
    yield _text(middle, place.y + 36, STAGES[stage], "s")
    for box, below in graph.items():
        for other in sorted(below):
            yield _line(places[box], places[other])
    for box, where in places.items():
        yield _rect(where, "b")
        yield _text(
            where.x + where.width / 2, where.y + BOX_HEIGHT / 2 + 4, box, "" if len(box) * 8 < where.width else "s"
        )


def _line(one: Place, other: Place) -> str:
    """From the lower edge of a box to the upper edge of another that stands lower."""
    start, end = (one.x + one.width / 2, one.y + one.height), (other.x + other.width / 2, other.y)
    bend = RANK_GAP
    return (
        f'<path class="e" d="M{start[0]:.0f},{start[1]:.0f} C{start[0]:.0f},{start[1] + bend:.0f} '
        f'{end[0]:.0f},{end[1] - bend:.0f} {end[0]:.0f},{end[1]:.0f}"/>'
    )


def _flow(name: str, x: float, y: float) -> Iterator[str]:
    """An arrow in the gap that begins at x, and what goes along it."""
    yield f'<path class="f" d="M{x + 6:.0f},{y:.0f} h{GAP - 14} m-7,-5 l7,5 l-7,5"/>'
    yield _text(x + GAP / 2, y + 18, name, "s t")


def _rect(place: Place, kind: str) -> str:
    return (
        f'<rect class="{kind}" x="{place.x:.0f}" y="{place.y:.0f}" width="{place.width:.0f}" '
        f'height="{place.height:.0f}" rx="3"/>'
    )


def _text(x: float, y: float, words: str, kind: str = "") -> str:
    style = f' class="{kind}"' if kind else ""
    return f'<text{style} x="{x:.0f}" y="{y:.0f}" text-anchor="middle">{escape(words)}</text>'


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--print", dest="shown", action="store_true")
    if parser.parse_args().shown:
        print(svg(), end="")
    else:
        TARGET.write_text(svg(), encoding="utf-8")


if __name__ == "__main__":
    main()
