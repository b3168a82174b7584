"""The gate: every measured figure against its floor in floors.json, so that none falls silently.

    python -m quality.gate [SHARED] [--only NAME …] [--raise]

SHARED is the folder with `evaluation/` and `data/` (../shared if not given). Without it the project's own labelled sets
are measured, and the figures that need it are named as left out. --raise writes floors just below what was measured,
never lower than they are.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FLOORS = Path(__file__).with_name("floors.json")
MARGIN = 0.004  # what a figure may vary by without a cause worth a name
COMMAND = str(Path(sys.executable).with_name("briefing"))

INSIDE = ("quality.evidence", "quality.furniture", "quality.own_sections", "quality.series")
FIGURE = re.compile(r"^(\w+_(?:f1|precision))\W+([\d.]+)", re.M)
OF_SERIES = re.compile(r"^  ([a-z][a-z ,]+?) {2,}([\d.]+) \(\d+ of \d+\)$", re.M)

# figure: the program that prints it as its last line, its data, further arguments
OUTSIDE: dict[str, tuple[str, str, tuple[str, ...]]] = {
    "html_body_f1": ("reading/html_body.py", "reading/html_body", ()),
    "clean_junk_f1": ("reading/clean_text.py", "reading/clean_text", ()),
    "sentence_f1": ("reading/sentences.py", "reading/sentences", ()),
    "metadata_accuracy": ("reading/metadata.py", "reading/metadata", ()),
    "date_accuracy": ("reading/dates.py", "reading/dates", ()),
    "formats_handled": ("reading/formats.py", "reading/formats", ()),
    "stories_bcubed_f1": ("stories/stories.py", "stories", ()),
    "copies_f1": ("stories/copies.py", "stories", ()),
    "speaker_right": ("stories/speakers.py", "stories", ()),
    "sections_macro_f1": ("stories/sections.py", "stories", ()),
    "rouge2": ("summaries/summaries.py", "summaries/multinews", ("--words", "250")),
}


def outside(name: str, shared: Path) -> float | None:
    """A figure that a program of SHARED prints; None where the program or its data is not at hand."""
    program, data, more = OUTSIDE[name]
    file, inputs = shared / "evaluation" / program, shared / "data" / data
    if not file.is_file() or not inputs.is_dir():
        return None
    command = [sys.executable, str(file), str(inputs), *more, "--briefing", COMMAND]
    return _last(command, name)


def editor(shared: Path) -> float | None:
    """What an editor would say of the edition of the five real files."""
    seeds = shared / "data" / "stories" / "seeds"
    if not seeds.is_dir():
        return None
    with tempfile.TemporaryDirectory() as scratch:
        config = Path(scratch) / "config.yaml"
        config.write_text(f"sources: {json.dumps(str(seeds / 'files'))}\nformats: [txt]\n", encoding="utf-8")
        build = [sys.executable, "-m", "briefing", "build", "--quiet", "--config", str(config), "--date", "2024-11-19"]
        subprocess.run(build, check=True, cwd=ROOT, capture_output=True)
        program = str(shared / "evaluation" / "stories" / "editor.py")
        return _last([sys.executable, program, str(seeds), str(Path(scratch) / "out")], "editor_score")


def inside() -> dict[str, float]:
    """The figures of the project's own labelled sets."""
    found: dict[str, float] = {}
    for module in INSIDE:
        done = subprocess.run([sys.executable, "-m", module], cwd=ROOT, capture_output=True, encoding="utf-8")
        figures = figures_of(done.stdout)
        if not figures:
            raise SystemExit(f"{module} printed no figure:\n{done.stdout[-2000:]}{done.stderr[-2000:]}")
        found |= figures
    return found


def figures_of(printed: str) -> dict[str, float]:
    """The figures that a program of the project prints: `not_known_f1  0.97`, or `  changes   0.81 (21 of 26)`, which
    is series_changes."""
    found = {name: float(value) for name, value in FIGURE.findall(printed)}
    for what, value in OF_SERIES.findall(printed):
        found["series_" + what.replace(", of those", "").replace(" ", "_")] = float(value)
    return found


def _last(command: list[str], name: str) -> float:
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", env=_environment())
    lines = done.stdout.strip().splitlines()
    found = re.fullmatch(rf"{name}: ([\d.]+)", lines[-1]) if lines else None
    if found is None:
        raise SystemExit(f"{' '.join(command)} printed no {name}:\n{done.stdout[-2000:]}{done.stderr[-2000:]}")
    return float(found[1])


def _environment() -> dict[str, str]:
    import os

    return {**os.environ, "PYTHONPATH": str(ROOT), "OPENBLAS_NUM_THREADS": "1"}


def measured(shared: Path, only: list[str]) -> Iterator[tuple[str, float | None]]:
    if not only or any(name not in OUTSIDE and name != "editor_score" for name in only):
        yield from inside().items()
    for name in OUTSIDE:
        if not only or name in only:
            yield name, outside(name, shared)
    if not only or "editor_score" in only:
        yield "editor_score", editor(shared)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("shared", nargs="?", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--only", nargs="+", default=[], metavar="NAME")
    parser.add_argument("--raise", dest="raised", action="store_true")
    args = parser.parse_args()
    floors: dict[str, float] = json.loads(FLOORS.read_text(encoding="utf-8"))
    fallen, left_out, seen = [], [], set()
    for name, value in measured(args.shared.resolve(), args.only):
        floor = floors.get(name)
        seen.add(name)
        if value is None:
            left_out.append(name)
            continue
        below = floor is not None and value < floor
        shown = "–" if floor is None else f"{floor:.4f}"
        print(f"{name:26} {value:.4f}  floor {shown}{'  FALLEN' if below else ''}", flush=True)
        fallen += [name] if below else []
        if args.raised and not below:
            floors[name] = max(floor or 0.0, round(value - MARGIN, 4)) if floor is None or name in OUTSIDE else floor
    if left_out:
        print(f"not measured, since {args.shared} does not hold their data: {', '.join(left_out)}")
    missing = [] if args.only else sorted(set(floors) - seen)
    if missing:  # a program that no longer prints its figure must not pass
        print(f"no program printed: {', '.join(missing)}")
        fallen += missing
    if args.raised:
        FLOORS.write_text(json.dumps(dict(sorted(floors.items())), indent=1) + "\n", encoding="utf-8")
    sys.exit(f"below their floor: {', '.join(fallen)}" if fallen else 0)


if __name__ == "__main__":
    main()
