"""Templates: found, compiled and run so that none can do more than print. The only module that imports jinja2.

A template is sandboxed: no attribute that begins with an underscore, nothing but plain values and a few filters. It
fails, naming file and line, on a name that nothing defines, on a loop of too many steps and on too much output.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import jinja2
from jinja2 import nodes
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from briefing.errors import RenderError
from briefing.files import packaged
from briefing.publish.page.styles.balance import balanced
from briefing.publish.page.templating.plain_text import css_string, filled, final, shown

MOST_STEPS = 2_000_000  # of all loops of one rendering together
MOST_CHARACTERS = 50_000_000  # of one output
MOST_KEPT = 10_000  # names of attributes whose safety is remembered
ESCAPED = (".html.j2", ".html", ".xhtml.j2", ".xml.j2", ".xml")


class _Environment(ImmutableSandboxedEnvironment):
    """Counts the steps of every loop, and bounds what arithmetic can make of a string or a number."""

    intercepted_binops = frozenset(["*", "**", "+", "%"])
    steps = 0

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._safe: dict[tuple[type, str], bool] = {}  # what is safe depends on the type and the name alone

    def _generate(
        self, source: nodes.Template, name: str | None, filename: str | None, defer_init: bool = False
    ) -> str:
        for loop in list(source.find_all(nodes.For)):
            loop.iter = nodes.Call(
                nodes.EnvironmentAttribute("counted"), [loop.iter], [], None, None, lineno=loop.lineno
            )
        return super()._generate(source, name, filename, defer_init)

    def counted(self, items: Iterable[Any]) -> Iterable[Any]:
        """The items as they are where they are few; `loop.length` and recursion need their length."""
        found = items if isinstance(items, (tuple, list, Mapping)) else list(self._each(items))
        self.steps += len(found)
        if self.steps > MOST_STEPS:
            raise SecurityError(f"more than {MOST_STEPS} steps of its loops")
        return found

    def _each(self, items: Iterable[Any]) -> Iterator[Any]:
        for number, item in enumerate(items):
            if number > MOST_STEPS:
                raise SecurityError(f"more than {MOST_STEPS} steps of its loops")
            yield item

    def call_binop(self, context: jinja2.runtime.Context, operator: str, left: Any, right: Any) -> Any:
        texts = [value for value in (left, right) if isinstance(value, (str, bytes, list, tuple))]
        if operator in ("*", "+") and texts:
            other = left if texts[0] is right else right
            size = len(texts[0]) * other if operator == "*" and isinstance(other, int) else sum(map(len, texts))
            if size > MOST_CHARACTERS:
                raise SecurityError(f"a text of more than {MOST_CHARACTERS} characters")
        elif operator == "**" and not (isinstance(left, (int, float)) and abs(right) <= 64 and abs(left) <= 1e6):
            raise SecurityError("a power that is too large")
        elif operator == "%" and isinstance(left, (str, bytes)):
            raise SecurityError("text formatted with %; write ~ or a filter")
        return super().call_binop(context, operator, left, right)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """No method of a string that can make it grow (`format`, `ljust`, …); only values, and harmless methods."""
        kind = type(obj)
        key = (kind, attr)
        if key not in self._safe:
            if len(self._safe) >= MOST_KEPT:
                self._safe.clear()
            grows = issubclass(kind, (str, bytes)) and attr not in _METHODS
            self._safe[key] = not grows and super().is_safe_attribute(obj, attr, value)
        return self._safe[key]


class _WithinFolder(jinja2.FileSystemLoader):
    """The templates of a user's folder; none that a link leads to outside of it."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self._folder = folder.resolve()

    def get_source(self, environment: jinja2.Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        found = super().get_source(environment, template)
        if not Path(found[1]).resolve().is_relative_to(self._folder):
            raise SecurityError(f"{template!r} is a link that leads out of the folder of templates")
        return found


def of_folder(folder: Path) -> jinja2.Environment:
    """The program's own pages in a folder, for values that are escaped wherever they stand."""
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(folder),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        finalize=final,
        trim_blocks=True,
        lstrip_blocks=True,
    )


_METHODS = frozenset(("capitalize", "endswith", "lower", "split", "startswith", "strip", "title", "upper"))


def environment(user_templates: Path | None) -> _Environment:
    """Where a template is looked for: the user's folder, then the packaged one; `!builtin/NAME` is the packaged one."""
    builtin = jinja2.FileSystemLoader(packaged("templates"))
    loaders: list[jinja2.BaseLoader] = [builtin, jinja2.PrefixLoader({"!builtin": builtin})]
    if user_templates is not None:
        loaders.insert(0, _WithinFolder(user_templates))
    made = _Environment(
        loader=jinja2.ChoiceLoader(loaders),
        autoescape=lambda name: name is not None and name.endswith(ESCAPED),
        undefined=jinja2.StrictUndefined,
        finalize=final,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.globals = {"range": made.globals["range"], "namespace": made.globals["namespace"]}
    kept: tuple[str, ...] = (
        "batch",
        "default",
        "d",
        "e",
        "escape",
        "first",
        "join",
        "last",
        "length",
        "lower",
        "replace",
        "reverse",
    )
    kept += ("selectattr", "rejectattr", "map", "sort", "trim", "truncate", "upper", "title", "capitalize", "groupby")
    made.filters = {name: made.filters[name] for name in kept}
    filters: dict[str, Callable[..., Any]] = {
        "balanced": balanced,
        "css_string": css_string,
        "filled": filled,
        "shown": shown,
    }
    made.filters |= filters
    return made


_packaged = cache(environment)  # compiled once a process; a user's templates may change between two builds


def render(name: str, values: Mapping[str, Any], user_templates: Path | None = None) -> str:
    """The template's output; RenderError names the file and line that is at fault."""
    made = _packaged(None) if user_templates is None else environment(user_templates)
    made.steps = 0
    try:
        pieces: list[str] = []
        size = 0
        for piece in made.get_template(name).generate(**values):
            size += len(piece)
            if size > MOST_CHARACTERS:
                raise SecurityError(f"more than {MOST_CHARACTERS} characters of output")
            pieces.append(piece)
        return "".join(pieces)
    except jinja2.TemplateSyntaxError as fault:
        place = fault.filename or fault.name or name
        raise _fault(place, fault.lineno, fault.message or "a fault of syntax") from fault
    except jinja2.TemplateNotFound as fault:
        raise _fault(name, None, f"the template {fault.name!r} is not there") from fault
    except RecursionError as fault:
        raise _fault(*_place(fault, name), "it calls itself without end") from fault
    except MemoryError as fault:
        raise _fault(*_place(fault, name), "it needs too much memory") from fault
    except SecurityError as fault:
        raise _fault(*_place(fault, name), f"not allowed in a template: {fault.message}") from fault
    except jinja2.UndefinedError as fault:
        raise _fault(*_place(fault, name), fault.message or "a name that nothing defines") from fault
    except (jinja2.TemplateRuntimeError, TypeError, ValueError, ArithmeticError, LookupError, AttributeError) as fault:
        raise _fault(*_place(fault, name), str(fault)) from fault


def _place(fault: BaseException, name: str) -> tuple[str, int | None]:
    """The template's file and line that a traceback leads to: the last frame that is a template's."""
    file, line = name, None
    trace = fault.__traceback__
    while trace is not None:
        source = trace.tb_frame.f_code.co_filename
        if source.endswith((".j2", ".css")):
            file, line = source, trace.tb_lineno
        trace = trace.tb_next
    return file, line


def _fault(file: str, line: int | None, message: str) -> RenderError:
    path = Path(file)
    if path.is_relative_to(packaged("templates")) or path.name == file:
        path = Path("templates") / path.name
    place = f"{path}:{line}" if line else str(path)
    return RenderError(f"{place}: {message}", "docs/templates.md lists what a template may use")


def trusted(text: str) -> Markup:
    """Text of our own that is printed as it is: a style sheet."""
    return Markup(text)  # noqa: S704 -- never text of a source
