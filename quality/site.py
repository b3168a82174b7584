"""What the documentation site shows of the code: the public names and the keys of config.yaml, each time it is built.

An extension of Sphinx, the only module that imports it. README, CONTRIBUTING, SECURITY and CHANGELOG stand in the
repository's own folder; the pages of ROOT_PAGES begin with their text. Two directives for Markdown pages:

    {public-names}      what `briefing.__all__` lists, by kind, with signatures and docstrings
    {configuration}     every key of config.yaml (`quality/configuration_reference.py`)

Docstrings are plain text with indented examples, not reStructuredText: they are escaped, so that none breaks a build.
"""

from __future__ import annotations

import inspect
import re
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import Directive
from docutils.statemachine import StringList
from sphinx.application import Sphinx

import briefing
from quality.configuration_reference import markdown

ROOT = Path(__file__).resolve().parent.parent
ROOT_PAGES = {
    "index": "README.md",
    "changelog": "CHANGELOG.md",
    "contributing": "CONTRIBUTING.md",
    "security": "SECURITY.md",
}  # page of the site: file
KINDS = ("Functions", "Data classes", "Errors", "Others")
DIRECTIVES = {"Functions": "autofunction", "Data classes": "autoclass", "Errors": "autoexception", "Others": "autodata"}
_LINK = re.compile(r"(?<=\]\()([\w./-]+)(?=\))")
_CODE = re.compile(r"(`[^`\n]+`)")
_SPECIAL = re.compile(r"([*|\\]|_(?=\W|$)|<(?=\S))")


class _Written(Directive):
    """A directive whose content is written by the code, as Markdown."""

    has_content: ClassVar[bool] = False

    def text(self) -> str:
        raise NotImplementedError

    def run(self) -> list[nodes.Node]:
        holder = nodes.section()
        holder.document = self.state.document
        self.state.nested_parse(StringList(self.text().splitlines()), self.content_offset, holder, match_titles=True)
        return list(holder.children)


class Configuration(_Written):
    def text(self) -> str:
        return markdown()


class PublicNames(_Written):
    def text(self) -> str:
        return "\n".join(_public_names())


def _public_names() -> Iterator[str]:
    by_kind: dict[str, list[str]] = {kind: [] for kind in KINDS}
    for name in sorted(briefing.__all__):
        if not name.startswith("__"):
            by_kind[_kind(getattr(briefing, name))].append(name)
    for kind, names in by_kind.items():
        if names:
            yield from (f"## {kind}", "")
        for name in names:
            options = [] if kind == "Functions" else [" :members:", " :undoc-members:"] if kind != "Others" else []
            yield from ("```{eval-rst}", f".. {DIRECTIVES[kind]}:: briefing.{name}", *options, "```", "")


def _kind(found: Any) -> str:
    if inspect.isclass(found):
        return "Errors" if issubclass(found, BaseException) else "Data classes"
    return "Functions" if callable(found) else "Others"


def seen_from_docs(text: str) -> str:
    """A file of the repository's own folder with its links as they are written in docs/. A link to what the site does
    not hold becomes its words."""
    pages = {file: f"{page}.md" for page, file in ROOT_PAGES.items()}
    text = _LINK.sub(lambda found: pages.get(found[0], found[0].removeprefix("docs/")), text)
    return re.sub(r"\[([^\]]+)\]\(([\w./-]+)\)", lambda m: m[0] if (ROOT / "docs" / m[2]).exists() else m[1], text)


def seen_from_the_site(text: str) -> str:
    """A page of docs/ with its links to files of the folder above as links to their pages."""
    for page, file in ROOT_PAGES.items():
        text = text.replace(f"](../{file})", f"]({page}.md)")
    return text


def _read(app: Sphinx, page: str, source: list[str]) -> None:
    source[0] = seen_from_the_site(source[0])
    if page in ROOT_PAGES:
        source[0] = seen_from_docs((ROOT / ROOT_PAGES[page]).read_text(encoding="utf-8")) + "\n" + source[0]


def plain_docstring(lines: list[str]) -> list[str]:
    """A docstring as reStructuredText that shows it as it is: `code` in code type, indented blocks word for word."""
    result: list[str] = []
    for block in re.split(r"\n{2,}", textwrap.dedent("\n".join(lines)).strip("\n")):
        for part in _parts(block):
            result += [*part, ""]
    return result


def _parts(block: str) -> Iterator[list[str]]:
    """The paragraphs of a block, and what is indented in it."""
    rows: list[str] = []
    literal = False
    for line in block.splitlines():
        indented = line.startswith((" ", "\t", ">>>")) or (literal and rows[0].startswith(">>>"))
        if rows and indented != literal:
            yield _literal(rows) if literal else [_escaped(row) for row in rows]
            rows = []
        rows.append(line)
        literal = indented
    if rows:
        yield _literal(rows) if literal else [_escaped(row) for row in rows]


def _literal(rows: list[str]) -> list[str]:
    inner = textwrap.dedent("\n".join(rows)).splitlines()
    return [".. code-block:: python", "", *(f"   {row}" for row in inner)]


def _escaped(line: str) -> str:
    parts = _CODE.split(line)
    return "".join(
        f"`{part}`" if i % 2 else _SPECIAL.sub(r"\\\1", part).replace("`", "\\`") for i, part in enumerate(parts)
    )


def _process(app: Sphinx, what: str, name: str, found: object, options: object, lines: list[str]) -> None:
    """Each docstring as plain text; a field of an options class says what its entry in config.yaml says."""
    owner_name, _, field_name = name.removeprefix("briefing.").partition(".")
    fields = getattr(getattr(briefing, owner_name, None), "__dataclass_fields__", {})
    if field_name in fields:
        lines[:] = [str(fields[field_name].metadata.get("doc", ""))]
    lines[:] = plain_docstring(lines)


def _signature(*arguments: Any) -> tuple[str, str] | None:
    """No signature for a data class: its fields stand below it, one a line."""
    return ("", "") if arguments[1] == "class" else None


def setup(app: Sphinx) -> dict[str, bool]:
    """Registers both directives and the reading of docstrings."""
    app.add_directive("configuration", Configuration)
    app.add_directive("public-names", PublicNames)
    app.connect("source-read", _read)
    app.connect("autodoc-process-docstring", _process)
    app.connect("autodoc-process-signature", _signature)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
