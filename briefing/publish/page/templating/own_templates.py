"""A user's folder of templates, before anything is printed with it: names of files and blocks that nothing uses."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path

import jinja2
from jinja2 import meta, nodes

from briefing.errors import RenderError
from briefing.files import packaged
from briefing.publish.page.templating.sandbox import environment

_TEMPLATES = (".j2", ".css")
_ALIKE = 0.85  # of names: a file of another kind that is called nearly like a template is meant to be one


def check(folder: Path) -> None:
    """Raises RenderError for the first file that no page takes, and for the first block that the page which a template
    extends does not have. What a template includes may have any name."""
    made = environment(folder)
    known = sorted(path.name for path in packaged("templates").iterdir() if path.is_file())
    own = {path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*")) if path.is_file()}
    parsed = {name: _parsed(made, folder, name) for name in own if name.endswith(".j2")}
    included = {one for template in parsed.values() for one in meta.find_referenced_templates(template)}
    for name in own:
        near = get_close_matches(name, known, n=1, cutoff=_ALIKE)
        meant = name.endswith(_TEMPLATES) or near
        if meant and name not in known and not included & {name, None}:
            raise _unknown(folder / name, None, name, "the name of a page", known)
    for name, template in parsed.items():
        _must_end(made, folder / name, name, template)
        for block, blocks in _foreign(made, template):
            raise _unknown(folder / name, block.lineno, block.name, "a block of the page that it extends", blocks)


def _parsed(made: jinja2.Environment, folder: Path, name: str) -> nodes.Template:
    try:
        return made.parse((folder / name).read_text(encoding="utf-8"))
    except (jinja2.TemplateSyntaxError, UnicodeDecodeError, OSError) as fault:
        line = f":{fault.lineno}" if isinstance(fault, jinja2.TemplateSyntaxError) else ""
        raise RenderError(f"{_shown(folder / name)}{line}: {fault}", "docs/templates.md shows templates") from fault


def _foreign(made: jinja2.Environment, template: nodes.Template) -> Iterator[tuple[nodes.Block, list[str]]]:
    """The blocks of a template that those which it extends do not have, with the blocks that these have."""
    blocks = _blocks_above(made, template)
    if blocks is None:
        return
    for node in template.body:
        if isinstance(node, nodes.Block) and node.name not in blocks:
            yield node, sorted(blocks)


def _blocks_above(made: jinja2.Environment, template: nodes.Template) -> set[str] | None:
    """All blocks of what a template extends, and of what that extends; None where it extends nothing, or nobody knows
    what."""
    above = _above(made, template)
    if above is None:
        return None
    return {block.name for block in above.find_all(nodes.Block)} | (_blocks_above(made, above) or set())


def _above(made: jinja2.Environment, template: nodes.Template) -> nodes.Template | None:
    """What a template extends; None where it extends nothing, or nobody knows what."""
    name = _extended(template)
    if name is None or made.loader is None:
        return None
    try:
        return made.parse(made.loader.get_source(made, name)[0])
    except jinja2.TemplateNotFound:
        return None  # told where it is rendered


def _extended(template: nodes.Template) -> str | None:
    extends = template.find(nodes.Extends)
    return str(extends.template.value) if extends is not None and isinstance(extends.template, nodes.Const) else None


def _must_end(made: jinja2.Environment, file: Path, name: str, template: nodes.Template) -> None:
    """Raises RenderError for a template that extends itself, by way of others too."""
    seen, above = {name}, template
    while (extended := _extended(above)) is not None:
        if extended in seen:
            raise RenderError(
                f"{_shown(file)}: found {extended!r}, which extends this template, expected one that does not",
                f'the packaged one is "!builtin/{extended}"',
            )
        seen.add(extended)
        found = _above(made, above)
        if found is None:
            return
        above = found


def _unknown(file: Path, line: int | None, found: str, what: str, known: list[str]) -> RenderError:
    near = get_close_matches(found, known, n=1, cutoff=0.5)
    hint = f"did you mean {near[0]!r}?" if near else "docs/templates.md lists what there is"
    place = f"{_shown(file)}:{line}" if line else _shown(file)
    return RenderError(f"{place}: found {found!r}, expected {what}: {', '.join(known)}", hint)


def _shown(file: Path) -> str:
    return f"templates/{file.name}"
