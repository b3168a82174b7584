"""Counts what makes code hard to change: numbers without a name, classes and calls by position, branches.

    python -m quality.constants [CHECKOUT …] [--list]

A checkout is a folder that holds `briefing/`; without one, this one. `--list` names each place that is over a limit,
and how many numbers each module holds.

- module constants: names that a module gives a number, or several. Fields of options classes are documented
  settings and do not count.
- inline numbers: number literals elsewhere but 0, 1, 2 and their negatives, 0.0 … 2.0 among them; per 1,000 lines.
- positional classes: data classes and named tuples of more than four fields that may be given by position.
- signatures: functions of more than six parameters, `self` and `cls` left out.
- complexity: McCabe's (1976): branches of a function and one, those of functions inside it counted with it.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

FIELDS = 4  # of a class that is made by position
PARAMETERS = 6
COMPLEXITY = 20
PLAIN = frozenset((0, 1, 2, -1, -2))  # numbers that say themselves what they are: none, one, both, the last
_FUNCTION = (ast.FunctionDef, ast.AsyncFunctionDef)
_BRANCH = (ast.If, ast.For, ast.AsyncFor, ast.While, ast.IfExp, ast.ExceptHandler, ast.Assert, ast.match_case)


@dataclass(kw_only=True, slots=True)
class Count:
    """What was found in some modules. Places are "module.py:line name (how many)"."""

    modules: int = 0
    lines: int = 0
    constants: int = 0
    inline: int = 0
    classes: list[str] = field(default_factory=list)
    signatures: list[str] = field(default_factory=list)
    complex: list[str] = field(default_factory=list)
    most_complex: int = 0

    def add(self, other: Count) -> None:
        """Adds what was found in other modules."""
        self.modules += other.modules
        self.lines += other.lines
        self.constants += other.constants
        self.inline += other.inline
        self.classes += other.classes
        self.signatures += other.signatures
        self.complex += other.complex
        self.most_complex = max(self.most_complex, other.most_complex)


def counted(source: str, name: str) -> Count:
    """The count of one module's source."""
    tree = ast.parse(source)
    count = Count(modules=1, lines=source.count("\n"))
    constants = [statement for statement in tree.body if _is_constant(statement)]
    named = {id(node) for statement in constants for node in ast.walk(statement)}
    settings = {id(node) for cls in _classes(tree) if _is_data_class(cls) for s in cls.body for node in ast.walk(s)}
    count.constants = sum(map(_names, constants))
    count.inline = sum(
        1 for node in ast.walk(tree) if _is_number(node) and id(node) not in named and id(node) not in settings
    )
    for cls in _classes(tree):
        if (fields := _positional_fields(cls)) > FIELDS:
            count.classes.append(f"{name}:{cls.lineno} {cls.name} ({fields})")
    for function in (node for node in ast.walk(tree) if isinstance(node, _FUNCTION)):
        if (given := _parameters(function)) > PARAMETERS:
            count.signatures.append(f"{name}:{function.lineno} {function.name} ({given})")
        branches = complexity(function)
        count.most_complex = max(count.most_complex, branches)
        if branches > COMPLEXITY:
            count.complex.append(f"{name}:{function.lineno} {function.name} ({branches})")
    return count


def complexity(function: ast.AST) -> int:
    """The number of ways through a function, at least 1."""
    found = 1
    for node in ast.walk(function):
        if isinstance(node, ast.BoolOp):
            found += len(node.values) - 1
        elif isinstance(node, ast.comprehension):
            found += 1 + len(node.ifs)
        else:
            found += isinstance(node, _BRANCH)
    return found


def _is_number(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and type(node.value) in (int, float) and node.value not in PLAIN


def _is_constant(statement: ast.stmt) -> bool:
    """A module's name given nothing but numbers: `A = 3`, `A, B = 1.5, 60 * 60`."""
    if not isinstance(statement, (ast.Assign, ast.AnnAssign)) or statement.value is None:
        return False
    nodes = list(ast.walk(statement.value))
    allowed = (ast.Constant, ast.UnaryOp, ast.BinOp, ast.Tuple, ast.operator, ast.unaryop, ast.expr_context)
    numbers = [node for node in nodes if isinstance(node, ast.Constant)]
    return (
        bool(numbers)
        and all(isinstance(node, allowed) for node in nodes)
        and all(type(node.value) in (int, float) for node in numbers)
    )


def _names(statement: ast.stmt) -> int:
    """How many names an assignment gives."""
    targets = statement.targets if isinstance(statement, ast.Assign) else [getattr(statement, "target", statement)]
    return sum(len(target.elts) if isinstance(target, ast.Tuple) else 1 for target in targets)


def _classes(tree: ast.Module) -> Iterator[ast.ClassDef]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.ClassDef))


def _is_data_class(cls: ast.ClassDef) -> bool:
    return any("dataclass" in ast.unparse(decorator) for decorator in cls.decorator_list)


def _positional_fields(cls: ast.ClassDef) -> int:
    """How many fields a class takes by position: those of a data class before its `KW_ONLY`, of a named tuple all."""
    if any("NamedTuple" in ast.unparse(base) for base in cls.bases):
        return len([s for s in cls.body if isinstance(s, ast.AnnAssign)])
    if not _is_data_class(cls) or any("kw_only=True" in ast.unparse(d) for d in cls.decorator_list):
        return 0
    found = 0
    for statement in cls.body:
        if not isinstance(statement, ast.AnnAssign) or "ClassVar" in ast.unparse(statement.annotation):
            continue
        if "KW_ONLY" in ast.unparse(statement.annotation):
            break
        value = ast.unparse(statement.value) if statement.value else ""
        found += "init=False" not in value and "kw_only=True" not in value
    return found


def _parameters(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    arguments = function.args
    given = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]
    return len([argument for argument in given if argument.arg not in ("self", "cls")])


def of_checkout(folder: Path) -> dict[str, Count]:
    """Package of `briefing` → its count, and "briefing" → that of all."""
    total: dict[str, Count] = {"briefing": Count()}
    root = folder / "briefing"
    for file in sorted(root.rglob("*.py")):
        name = file.relative_to(root).as_posix()
        found = counted(file.read_text(encoding="utf-8"), name)
        package = name.split("/")[0] if "/" in name else "(top)"
        total.setdefault(package, Count()).add(found)
        total["briefing"].add(found)
    return total


def _print(folder: Path, listed: bool) -> None:
    total = of_checkout(folder)
    print(f"{folder}\n{'':<12}modules  lines  constants  inline  per 1,000  classes  signatures  complex  most complex")
    for package, count in sorted(total.items(), key=lambda item: (item[0] != "briefing", item[0])):
        rate = 1000 * count.inline / max(1, count.lines)
        print(
            f"{package:<12}{count.modules:>7}{count.lines:>7}{count.constants:>11}{count.inline:>8}{rate:>11.1f}"
            f"{len(count.classes):>9}{len(count.signatures):>12}{len(count.complex):>9}{count.most_complex:>14}"
        )
    if listed:
        _list(folder, total["briefing"])


def _list(folder: Path, count: Count) -> None:
    for title, places in (("classes", count.classes), ("signatures", count.signatures), ("complex", count.complex)):
        print(title, *places, sep="\n  ")
    print("numbers of modules: constants, inline")
    root = folder / "briefing"
    for file in sorted(root.rglob("*.py")):
        found = counted(file.read_text(encoding="utf-8"), file.name)
        if found.constants or found.inline:
            print(f"  {found.constants:>4}{found.inline:>5}  {file.relative_to(root).as_posix()}")


def main() -> None:
    """Print the table of each checkout."""
    folders = [Path(argument) for argument in sys.argv[1:] if argument != "--list"]
    for folder in folders or [Path(__file__).resolve().parent.parent]:
        _print(folder, "--list" in sys.argv)


if __name__ == "__main__":
    main()
