"""config.yaml → a frozen Config. Each step's options stand beside the code that obeys them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from briefing.compose.edition.length.options import LengthOptions
from briefing.compose.sections.rules import DEFAULT_SECTIONS, SectionRule, check_features, ready_lines, ready_rules
from briefing.compose.selection.options import SelectOptions
from briefing.compose.stories.options import ClusterOptions, CopyOptions, OrderOptions, WindowOptions
from briefing.errors import ConfigError
from briefing.files import packaged
from briefing.intake.options import IntakeOptions
from briefing.json_schema import json_schema
from briefing.model import Layout
from briefing.plugins import OPTION as PLUGIN
from briefing.prepare.options import PrepareOptions
from briefing.publish.mail.options import MailOptions
from briefing.publish.options import ENDING, EXPECTED_ENDING, RESERVED, USUAL, Format, RightsOptions
from briefing.publish.page.options import PageOptions
from briefing.publish.series.options import SeriesOptions
from briefing.shape import LIKE, ShapeError, current, dotted
from briefing.shape import Path as KeyPath
from briefing.yaml_text import MOST_BYTES, loaded, plain

TEMPLATES = "templates/"
EARLIER = "{date-"  # how a source of a day before the edition's begins
_DATE = re.compile(r"\{date(?:-(\d{1,3}))?\}")
_DAY = r"\d{4}-\d\d-\d\d"


@dataclass(frozen=True, slots=True)
class ManualOptions:
    """Manual overrides: statements by their ids, as brief.json and `briefing explain` name them."""

    drop: tuple[str, ...] = field(default=(), metadata={"doc": "statements that are not printed"})
    first: tuple[str, ...] = field(default=(), metadata={"doc": "statements that open their section"})


@dataclass(frozen=True, slots=True)
class ClusterFiles:
    """Files in PEM form, for a Dask scheduler by TLS."""

    ca: str | None = field(default=None, metadata={"doc": "the certificate of the cluster's own authority"})
    certificate: str | None = field(default=None, metadata={"doc": "the certificate of this machine"})
    key: str | None = field(default=None, metadata={"doc": "its private key"})


@dataclass(frozen=True, slots=True)
class SignOptions:
    """Whether editions are signed, and whose signatures are known. OpenSSH makes and checks them."""

    key: str | None = field(
        default=None,
        metadata={"doc": "a private key file of OpenSSH without passphrase, or the .pub of one in an ssh-agent"},
    )
    signers: str | None = field(
        default=None, metadata={"doc": "a file of known keys, a line each: NAME KIND KEY (ssh-keygen: ALLOWED SIGNERS)"}
    )


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
        default="sources/",
        metadata={
            "doc": "a folder or file, or a list of them; {date} stands for the day, {date-1} for the day before it,"
            " which need not be there"
        },
    )
    intake: IntakeOptions = field(
        default_factory=IntakeOptions,
        metadata={"doc": "what `briefing fetch` brings to the sources of the day (docs/intake.md)"},
    )
    since: str = field(
        default="previous",
        metadata={
            "doc": "the edition that a new one is held against: previous: the newest before it in out/; none; or a day",
            "pattern": f"previous|none|{_DAY}",
            "expected": "previous, none, or a day such as 2024-11-19",
        },
    )
    withdrawn: tuple[str, ...] = field(
        default=(),
        metadata={
            "doc": "sources that were taken back: their paths, addresses or SHA-256; what rests on them is corrected"
        },
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
    layout: Layout = field(
        default="by-story",
        metadata={"doc": "each story with its sections, each section across the stories, or what fits on one page"},
    )
    statements: ManualOptions = field(
        default_factory=ManualOptions,
        metadata={"doc": "manual overrides: statements by their ids, which brief.json holds"},
    )
    formats: tuple[Format, ...] = field(default=USUAL, metadata={"doc": "what `build` makes"})
    renderers: Mapping[str, str] = field(
        default_factory=dict,
        metadata={
            "doc": "files of your own making, brief.ENDING in each edition: ending: package.module:function "
            "(docs/add-a-renderer.md)",
            **PLUGIN,
        },
    )
    page: PageOptions = field(default_factory=PageOptions, metadata={"doc": "how the outputs look, and their bounds"})
    rights: RightsOptions = field(
        default_factory=RightsOptions, metadata={"doc": "how long the texts of sources are kept"}
    )
    series: SeriesOptions = field(
        default_factory=SeriesOptions,
        metadata={"doc": "the list of editions, out/index.html, and the feed, out/feed.xml"},
    )
    mail: MailOptions = field(default_factory=MailOptions, metadata={"doc": "the mail and its way to the recipients"})
    sign: SignOptions = field(default_factory=SignOptions, metadata={"doc": "signatures of editions"})
    templates: str = field(default=TEMPLATES, metadata={"doc": "a folder of templates that override the packaged ones"})
    workers: Literal["processes", "here", "dask"] | str = field(
        default="processes",
        metadata={
            "doc": "where the work is done: processes: one a processor; here: this process alone; dask: a cluster of "
            "its own; tcp://127.0.0.1:PORT or tls://HOST:PORT: a cluster that is there (docs/scale.md); or "
            "package.module:function (docs/add-a-map.md)",
            "pattern": rf"(?:tcp|tls)://\S+|{PLUGIN['pattern']}",
            "expected": "tcp://127.0.0.1:PORT, tls://HOST:PORT or package.module:function",
        },
    )
    cluster: ClusterFiles = field(default_factory=ClusterFiles, metadata={"doc": "certificates for workers by tls://"})
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
        if self.rights.keep_texts_days is not None and self.page.attach == "texts":
            raise ShapeError(
                ("page", "attach"), "texts", "brief, where rights: keep_texts_days: is set: a PDF keeps them"
            )
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


def of_the_day(source: str, day: date) -> str:
    """A path of the config with the day filled in: {date} the edition's, {date-1} the day before, {date-2} …"""
    return _DATE.sub(lambda match: (day - timedelta(days=int(match[1] or 0))).isoformat(), source)


def of_the_days(source: str, day: date, begins: date | None = None) -> list[str]:
    """A path of the config for an edition of several days, begins the first of them: each once."""
    days = [day] if begins is None else [begins + timedelta(days=at) for at in range((day - begins).days + 1)]
    return list(dict.fromkeys(of_the_day(source, one) for one in days))


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
    return loaded(Config, raw, name)


def lines(file: Path | None) -> dict[str, int]:
    """The line on which each key of a config file stands ("sections[1].weights.quoted" → 57); none without a file."""
    if file is None:
        return {}
    _, places = plain(file.read_bytes(), str(file))
    by_key = sorted(places.items(), key=lambda item: item[0][1])  # a key's own line rather than its value's
    return {dotted(current(Config, path)): line for (path, _), (line, _) in by_key}


def places(file: Path | None) -> dict[str, str]:
    """Where each key has its value: in the config file ("config.yaml:57"), or in the file of the ready-made section
    that an entry names ("decision.toml:14")."""
    entries: Any = None if file is None else plain(file.read_bytes(), str(file))[0]
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
