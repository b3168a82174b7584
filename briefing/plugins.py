"""A user's own functions, named "package.module:function": found, called, and what is wrong with them explained.

Each extension point describes itself as an ExtensionPoint beside its table of built-ins: what its functions take and
return, and what a wrong one is reported as. Whatever a user's function raises or returns, the user sees its name and
what to do about it, never a traceback.
"""

from __future__ import annotations

import hashlib
import importlib
import inspect
import re
import sys
import traceback
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from briefing.errors import BriefingError, ConfigError

_NAME = re.compile(r"[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*:[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*")
OPTION = {"pattern": _NAME.pattern, "expected": "package.module:function"}  # metadata of an option that names one
LONGEST_FAULT = 200  # characters of an exception's own words in a message


def is_plugin(name: str) -> bool:
    """Has the name the form "package.module:function"? (Built-in names have no colon.)"""
    return ":" in name


def load(name: str) -> Callable[..., Any]:
    """The function that `name` means. Raises ConfigError, with what to do, where there is none."""
    if not _NAME.fullmatch(name):
        raise ConfigError(f"{name!r} is no function name", remedy='Write it as "package.module:function".')
    module_name, _, path = name.partition(":")
    try:
        found: Any = importlib.import_module(module_name)
    except ImportError as fault:
        raise ConfigError(
            f"the module of {name!r} cannot be imported: {fault}",
            remedy="Install the package in the environment of the program, or put its folder on PYTHONPATH.",
        ) from fault
    except (Exception, SystemExit) as fault:
        if is_a_stop(fault):
            raise
        raise ConfigError(f"the module of {name!r} fails when imported: {_said(fault)}") from fault
    for part in path.split("."):
        if not hasattr(found, part):
            raise ConfigError(f"{name!r}: the module {module_name} has no {path!r}")
        found = getattr(found, part)
    if not callable(found):
        raise ConfigError(f"{name!r} is not a function")
    loaded: Callable[..., Any] = found
    return loaded


@cache
def digest_of(names: tuple[str, ...]) -> str:
    """SHA-256 of the code of functions, for the key of what they made: a change of their code makes it anew.

    The code is the function's module; of a module in a package, all modules of that package, since they may call each
    other. It is read once in a run, as the functions themselves are. Raises ConfigError as `load` does."""
    digest = hashlib.sha256()
    for name in sorted(set(names)):
        holder = str(getattr(load(name), "__module__", ""))  # which the named module may only import it from
        digest.update(name.encode("utf-8"))
        for file in dict.fromkeys(_files_of(name.partition(":")[0]) + _files_of(holder)):
            digest.update(file.name.encode("utf-8", "surrogateescape") + b"\0" + file.read_bytes())
    return digest.hexdigest()


def _files_of(module_name: str) -> list[Path]:
    """The Python files of a module's package, or of the module alone where it is in none; [] for a built-in module."""
    place = getattr(sys.modules.get(module_name), "__file__", None)
    if place is None or not Path(place).is_file():
        return []
    file = Path(place)
    in_package = "." in module_name or file.name == "__init__.py"
    return sorted(file.parent.glob("*.py")) if in_package else [file]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtensionPoint:
    """One kind of function that a user can write.

    role: what it is, as messages name it ("summarizer"); key: where the config names it; takes: its arguments; gives:
    what it returns, in words; guide: the page that shows one; fault: what a wrong one is reported as, with the exit
    code of that class.
    """

    role: str
    key: str
    takes: tuple[str, ...]
    gives: str
    guide: str
    fault: Callable[..., BriefingError] = ConfigError

    def load(self, name: str, **options: Any) -> UserFunction:
        """The function of that name, checked to take the arguments. options: keywords that it always gets.

        Raises ConfigError where it cannot be found or takes other arguments."""
        function = load(name)
        try:
            inspect.signature(function).bind(*self.takes, **options)
        except TypeError as fault:
            expected = ", ".join([*self.takes, *options])
            raise ConfigError(
                f"the {self.role} {name!r} cannot be called with ({expected}): {fault}",
                remedy=f"give it these arguments; {self.guide} shows one",
            ) from None
        except ValueError:  # some functions written in C do not say what they take: the call shows it
            pass
        return UserFunction(name=name, point=self, function=function, options=options)


@dataclass(frozen=True, slots=True, kw_only=True)
class UserFunction:
    """A user's function, safe to call: what it raises becomes its point's kind of error, with its name and a remedy.

    An error of this program (BriefingError) that it raises goes through as it is.
    """

    name: str
    point: ExtensionPoint
    function: Callable[..., Any] = field(repr=False)
    options: Mapping[str, Any] = field(default_factory=dict)

    def __call__(self, *arguments: Any) -> Any:
        """What it returns."""
        return self.guarded(lambda: self.function(*arguments, **self.options))

    def rows(self, *arguments: Any) -> list[Any]:
        """What it returns, as a list."""
        return self.list_of(self(*arguments))

    def list_of(self, made: object) -> list[Any]:
        """What it returned as a list; an iterator is read to its end here, where its faults are caught."""
        if isinstance(made, (str, bytes)) or not isinstance(made, Iterable):
            raise self.wrong(made)
        return list(self.guarded(lambda: list(made)))

    def wrong(self, returned: object, why: str = "") -> BriefingError:
        """The error of a result that is not what the point asks for."""
        found = why or f"returned {shown(returned)}"
        return self.point.fault(
            f"the {self.point.role} {self.name!r} {found}, expected {self.point.gives}", remedy=self._remedy()
        )

    def failed(self, fault: BaseException) -> BriefingError:
        """The error of an exception that it raised."""
        return self.point.fault(
            f"the {self.point.role} {self.name!r} failed{self._line(fault)}: {_said(fault)}", remedy=self._remedy()
        )

    def guarded(self, work: Callable[[], Any]) -> Any:
        """What a part of its work returns; what that raises is reported as what the function raises."""
        try:
            return work()
        except BriefingError:
            raise
        except (Exception, SystemExit) as fault:
            if is_a_stop(fault):
                raise
            raise self.failed(fault) from fault

    def _line(self, fault: BaseException) -> str:
        """Where in the function's own file it failed, the innermost place."""
        module = sys.modules.get(self.name.partition(":")[0])
        file = getattr(module, "__file__", None)
        lines = [frame.lineno for frame in traceback.extract_tb(fault.__traceback__) if frame.filename == file]
        return f" in line {lines[-1]} of {Path(str(file)).name}" if lines else ""

    def _remedy(self) -> str:
        return f"mend the function, or take it out of `{self.point.key}`; {self.point.guide} shows one"


def is_a_stop(fault: BaseException) -> bool:
    """Whether it ends the command from outside, as a signal does by a kind of SystemExit of its own. A plain SystemExit
    comes from a user's code (`exit()`), which must not end the command as if all were done."""
    return isinstance(fault, SystemExit) and type(fault) is not SystemExit


def _said(fault: BaseException) -> str:
    """An exception as a message shows it: its kind and the beginning of its words."""
    try:
        words = " ".join(str(fault).split())[:LONGEST_FAULT]
    except Exception:  # the words too are made by code of the user's
        words = ""
    return f"{type(fault).__name__}: {words}" if words else type(fault).__name__


def shown(value: object) -> str:
    """A value as a message shows it: its type, and itself where that is short."""
    kind = type(value).__name__
    try:
        text = repr(value)
    except Exception:  # made by code of the user's
        return kind
    return "None" if value is None else f"{kind} {text}" if len(text) <= 40 else kind
