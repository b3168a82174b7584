"""config.yaml → a frozen Config. Alone knows YAML. Each step's options stand beside the code that obeys them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from briefing.compose.edition.options import LengthOptions
from briefing.compose.sections.rules import DEFAULT_SECTIONS, SectionRule, check_features, ready_lines, ready_rules
from briefing.compose.selection.options import SelectOptions
from briefing.compose.stories.options import ClusterOptions, CopyOptions, OrderOptions, WindowOptions
from briefing.errors import ConfigError
from briefing.files import packaged
from briefing.json_schema import json_schema
from briefing.plugins import OPTION as PLUGIN
from briefing.prepare.options import PrepareOptions
from briefing.publish.mail.options import MailOptions
from briefing.publish.options import ENDING, EXPECTED_ENDING, FORMATS, RESERVED, Format
from briefing.publish.page.options import PageOptions
from briefing.shape import LIKE, ShapeError, current, dotted, load, shown
from briefing.shape import Path as KeyPath

MOST_BYTES = 1_000_000
MOST_NODES = 20_000  # every alias counted as often as it is used
TEMPLATES = "templates/"
_DAY = r"\d{4}-\d\d-\d\d"


@dataclass(frozen=True, slots=True)
class ManualOptions:
    """Manual overrides: statements by their ids, as brief.json and `briefing explain` name them."""

    drop: tuple[str, ...] = field(default=(), metadata={"doc": "statements that are not printed"})
    first: tuple[str, ...] = field(default=(), metadata={"doc": "statements that open their section"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """All that a user can set. Paths are relative to the folder of the file.

    >>> briefing.Config(title="Harbour Letter").formats
    ('html', 'pdf', 'txt', 'eml')
    """

    title: str = field(default="Morning Brief", metadata={"doc": "the name in the masthead"})
    language: str = field(
        default="en",
        metadata={
            "doc": "the language of the printed labels (ISO 639-1)",
            "pattern": "[a-z]{2}",
            "expected": "a language's two letters, such as en",
        },
    )
    time_zone: str = field(default="UTC", metadata={"doc": "the time zone that says which day it is (Europe/Berlin)"})
    first_day: str | None = field(
        default=None,
        metadata={
            "doc": "the day of edition number 1; null: editions are not numbered",
            "pattern": _DAY,
            "expected": "a day such as 2024-11-19",
        },
    )
    sources: str | tuple[str, ...] = field(
        default="sources/", metadata={"doc": "a folder or file, or a list of them; {date} stands for the day"}
    )
    window: WindowOptions = field(default_factory=WindowOptions, metadata={"doc": "which articles count for the day"})
    reading: PrepareOptions = field(default_factory=PrepareOptions, metadata={"doc": "how files are read and cleaned"})
    sections: tuple[SectionRule, ...] = field(
        default=DEFAULT_SECTIONS, metadata={"doc": "the sections of a story, in the order of print"}
    )
    features: Mapping[str, str] = field(
        default_factory=dict,
        metadata={
            "doc": "features of your own, beside those that weights may name: name: package.module:function "
            "(docs/add-a-feature.md)",
            **PLUGIN,
        },
    )
    copies: CopyOptions = field(default_factory=CopyOptions, metadata={"doc": "which files are the same text"})
    stories: ClusterOptions = field(default_factory=ClusterOptions, metadata={"doc": "which articles are one story"})
    order: OrderOptions = field(default_factory=OrderOptions, metadata={"doc": "which stories come first"})
    length: LengthOptions = field(
        default_factory=LengthOptions, metadata={"doc": "how much an edition prints", "was": ("budget",)}
    )
    selection: SelectOptions = field(default_factory=SelectOptions, metadata={"doc": "how passages are chosen"})
    layout: Literal["by-story", "by-section"] = field(
        default="by-story", metadata={"doc": "each story with its sections, or each section across the stories"}
    )
    statements: ManualOptions = field(
        default_factory=ManualOptions,
        metadata={"doc": "manual overrides: statements by their ids, which brief.json holds"},
    )
    formats: tuple[Format, ...] = field(default=FORMATS, metadata={"doc": "what `build` makes"})
    renderers: Mapping[str, str] = field(
        default_factory=dict,
        metadata={
            "doc": "files of your own making, brief.ENDING in each edition: ending: package.module:function "
            "(docs/add-a-renderer.md)",
            **PLUGIN,
        },
    )
    page: PageOptions = field(default_factory=PageOptions, metadata={"doc": "how the outputs look, and their bounds"})
    mail: MailOptions = field(default_factory=MailOptions, metadata={"doc": "the mail and its way to the recipients"})
    templates: str = field(default=TEMPLATES, metadata={"doc": "a folder of templates that override the packaged ones"})
    workers: Literal["processes", "here"] | str = field(
        default="processes",
        metadata={
            "doc": "where files are read: processes: one a processor; here: this process alone; or "
            "package.module:function (docs/add-a-map.md)",
            **PLUGIN,
        },
    )
    state: str | None = field(
        default=None, metadata={"doc": "the folder of cache and journal; null: .briefing/ beside this file"}
    )

    def __post_init__(self) -> None:
        ids = [rule.id for rule in self.sections]
        for i, name in enumerate(ids):
            if name in ids[:i]:
                raise ShapeError(("sections", i, "id"), name, "an id that no other section has")
        for i, group in enumerate(self.mail.groups):
            for j, name in enumerate(group.sections or ()):
                if name not in ids:
                    raise ShapeError(("mail", "groups", i, "sections", j), name, "one of: " + ", ".join(ids))
        check_features(self.sections, self.features)
        for name in self.renderers:
            if name in RESERVED or not re.fullmatch(ENDING, name):
                raise ShapeError(("renderers", name), name, EXPECTED_ENDING, key=True)
        for i, rule in enumerate(self.sections):
            _check_summarizer(("sections", i, "summarizer"), rule.summarizer)
        try:
            ZoneInfo(self.time_zone)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            raise ShapeError(("time_zone",), self.time_zone, "the name of a time zone, such as Europe/Berlin") from None
        if self.first_day is not None:
            try:
                date.fromisoformat(self.first_day)
            except ValueError:
                raise ShapeError(("first_day",), self.first_day, "a day such as 2024-11-19") from None

    @property
    def source_paths(self) -> tuple[str, ...]:
        return (self.sources,) if isinstance(self.sources, str) else self.sources


def _check_summarizer(path: KeyPath, name: str) -> None:
    from briefing.compose.summarizers import SUMMARIZERS

    known = ["score", *SUMMARIZERS]
    if ":" not in name and name not in known:
        nearest = get_close_matches(name, known, n=1)
        expected = f"one of: {', '.join(known)}; or package.module:function"
        raise ShapeError(path, name, expected, nearest[0] if nearest else None)


@dataclass(frozen=True, slots=True)
class Project:
    """A config and the folder that its paths are relative to. file: None where no config file was given.

    >>> project = briefing.load_config()
    >>> project.config.title, project.file
    ('Morning Brief', None)
    """

    config: Config
    folder: Path
    file: Path | None

    @property
    def state(self) -> Path:
        import os

        if self.config.state is not None:
            return self.folder / self.config.state
        if self.file is not None:
            return self.folder / ".briefing"
        cache = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
        return Path(cache) / "briefing"

    @property
    def templates(self) -> Path | None:
        """The user's own templates, if there are any."""
        folder = self.folder / self.config.templates
        return folder if folder.is_dir() and folder.resolve() != packaged("templates").resolve() else None


def find(file: str | None) -> Project:
    """The config that a command works with: the one given, else ./config.yaml, else the packaged defaults."""
    if file is not None:
        return read(Path(file))
    if Path("config.yaml").is_file():
        return read(Path("config.yaml"))
    return Project(Config(), Path(), None)


def read(file: Path) -> Project:
    """Reads a config file; ConfigError names file, line, column, what was found and what was expected."""
    try:
        raw = file.read_bytes()
    except OSError as fault:
        remedy = f"name the file: {file / 'config.yaml'}" if file.is_dir() else "`briefing init DIR` makes one"
        raise ConfigError(f"cannot be read: {fault.strerror}", file=str(file), remedy=remedy) from fault
    if len(raw) > MOST_BYTES:
        raise ConfigError(f"{len(raw)} bytes, more than {MOST_BYTES}", file=str(file))
    config = parse(raw, str(file))
    if config.templates != TEMPLATES and not (file.parent / config.templates).is_dir():
        raise ConfigError(
            f"templates: found {config.templates!r}, expected a folder that is there",
            file=str(file),
            line=lines(file).get("templates"),
            remedy="make it, or take the line out: the packaged templates serve",
        )
    return Project(config, file.parent, file)


def parse(raw: bytes, name: str = "config.yaml") -> Config:
    """The Config that YAML text describes."""
    data, places = _plain(raw, name)
    try:
        return load(Config, {} if data is None else data)
    except ShapeError as fault:
        line, column = _place(places, fault)
        found = f"the key {shown(fault.found)}" if fault.key else shown(fault.found)
        hint = f"did you mean {fault.nearest!r}?" if fault.nearest else None
        raise ConfigError(
            f"{dotted(fault.path)}: found {found}, expected {fault.expected}",
            file=name,
            line=line,
            column=column,
            remedy=hint,
        ) from None


def lines(file: Path | None) -> dict[str, int]:
    """The line on which each key of a config file stands ("sections[1].weights.quoted" → 57); none without a file."""
    if file is None:
        return {}
    _, places = _plain(file.read_bytes(), str(file))
    by_key = sorted(places.items(), key=lambda item: item[0][1])  # a key's own line rather than its value's
    return {dotted(current(Config, path)): line for (path, _), (line, _) in by_key}


def places(file: Path | None) -> dict[str, str]:
    """Where each key has its value: in the config file ("config.yaml:57"), or in the file of the ready-made section
    that an entry names ("decision.toml:14")."""
    entries: Any = None if file is None else _plain(file.read_bytes(), str(file))[0]
    entries = entries.get("sections") if isinstance(entries, dict) else None
    found: dict[str, str] = {}
    for number, entry in enumerate([rule.id for rule in DEFAULT_SECTIONS] if entries is None else entries):
        name = entry.get(LIKE) if isinstance(entry, dict) else entry
        if isinstance(name, str) and name in ready_rules():
            ready = ready_lines(name).items()
            found |= {f"sections[{number}].{key}": f"{name}.toml:{line}" for key, line in ready}
    return found | {key: f"{file}:{line}" for key, line in lines(file).items()}


def schema() -> dict[str, Any]:
    """The JSON Schema of config.yaml, generated from the code."""
    return json_schema(Config, "briefing config.yaml")


# --- YAML, safely ------------------------------------------------------------------

_YAML_HINTS = {  # what PyYAML says of the commonest slips → what to do
    r"'\t'": "use spaces here: YAML takes no tabs",
    "mapping values are not": "put a text with a colon into quotation marks; begin keys of one level in one column",
    "unexpected end of stream": "close the quotation mark",
    "expected <block end>": "begin keys of one level in one column",
}

Places = dict[tuple[KeyPath, bool], tuple[int, int]]  # (path, is it the key?) → line, column


def _place(places: Places, fault: ShapeError) -> tuple[int | None, int | None]:
    """Where the fault stands, or the nearest thing around it."""
    path = fault.path
    for key in (fault.key, not fault.key):
        if (path, key) in places:
            return places[path, key]
    while path:
        path = path[:-1]
        if (path, False) in places:
            return places[path, False]
    return None, None


def _plain(raw: bytes, name: str) -> tuple[Any, Places]:
    """Plain data of one YAML document, and where each key and value stands."""
    import yaml

    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        line = raw.count(b"\n", 0, fault.start) + 1
        raise ConfigError("found a byte that is not UTF-8, expected UTF-8 text", file=name, line=line) from None
    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as fault:
        mark = fault.problem_mark or fault.context_mark
        where = (mark.line + 1, mark.column + 1) if mark else (None, None)
        message = " ".join(str(part) for part in (fault.context, fault.problem) if part)
        hint = next((hint for sign, hint in _YAML_HINTS.items() if sign in message), None)
        raise ConfigError(f"not YAML: {message}", file=name, line=where[0], column=where[1], remedy=hint) from None
    except (yaml.YAMLError, RecursionError) as fault:
        raise ConfigError(f"not YAML: {str(fault).splitlines()[0]}", file=name) from None
    return _Reader(name).read(node)


class _Reader:
    """Turns YAML nodes into plain data: no tags but those of JSON, no key twice, a bounded size."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.places: Places = {}
        self.left = MOST_NODES

    def read(self, node: Any) -> tuple[Any, Places]:
        return (None if node is None else self.value(node, ())), self.places

    def fault(self, node: Any, message: str) -> ConfigError:
        return ConfigError(message, file=self.name, line=node.start_mark.line + 1, column=node.start_mark.column + 1)

    def value(self, node: Any, path: KeyPath) -> Any:
        import yaml

        self.left -= 1
        if self.left < 0:
            raise self.fault(node, f"more than {MOST_NODES} values, aliases included")
        if len(path) > 30:
            raise self.fault(node, "nested more than 30 deep")
        self.places.setdefault((path, False), (node.start_mark.line + 1, node.start_mark.column + 1))
        if isinstance(node, yaml.MappingNode):
            return self.mapping(node, path)
        if isinstance(node, yaml.SequenceNode):
            return [self.value(item, (*path, i)) for i, item in enumerate(node.value)]
        return self.scalar(node)

    def mapping(self, node: Any, path: KeyPath) -> dict[str, Any]:
        import yaml

        found: dict[str, Any] = {}
        for key_node, value_node in node.value:
            if not isinstance(key_node, yaml.ScalarNode):
                raise self.fault(key_node, "found a list or a mapping as a key, expected a word")
            key = str(key_node.value)
            if key in found:
                raise self.fault(key_node, f"found the key {key!r} a second time, expected it once")
            self.places[(*path, key), True] = (key_node.start_mark.line + 1, key_node.start_mark.column + 1)
            found[key] = self.value(value_node, (*path, key))
        return found

    def scalar(self, node: Any) -> Any:
        tag = node.tag.removeprefix("tag:yaml.org,2002:")
        text = str(node.value)
        if tag == "null":
            return None
        if tag == "bool":
            return text.lower() in ("yes", "true", "on")
        if tag == "int":
            return int(text.replace("_", ""), 10) if re.fullmatch(r"[+-]?[\d_]+", text) else text
        if tag == "float":
            try:
                return float(text.replace("_", ""))
            except ValueError:
                return text
        if tag in ("str", "timestamp", "merge", "value"):
            return text
        raise self.fault(node, f"found the tag {node.tag!r}, expected plain YAML without tags")
