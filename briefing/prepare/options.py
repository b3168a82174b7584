"""What a user can set about reading and cleaning files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from briefing.model import BlockKind


@dataclass(frozen=True, slots=True, kw_only=True)
class ReaderOptions:
    """How files are read, and how much of one."""

    most_megabytes: int = field(
        default=64, metadata={"doc": "A larger file is left out, in megabytes", "least": 1, "most": 4096}
    )
    seconds: int = field(
        default=60,
        metadata={"doc": "A file or article that takes more processor seconds is left out", "least": 1, "most": 86_400},
    )
    megabytes: int = field(
        default=700,
        metadata={"doc": "A file or article that takes more memory is left out", "least": 100, "most": 1_000_000},
    )
    archive_depth: int = field(
        default=3, metadata={"doc": "Archives within archives are opened this deep", "least": 0, "most": 8}
    )
    archive_files: int = field(
        default=2000, metadata={"doc": "At most so many files are read of one archive", "least": 1, "most": 1_000_000}
    )
    archive_megabytes: int = field(
        default=256,
        metadata={"doc": "At most so much is unpacked of one archive, in megabytes", "least": 1, "most": 65536},
    )
    articles: int = field(
        default=20_000, metadata={"doc": "At most so many articles are read of one file", "least": 1, "most": 1_000_000}
    )
    article_characters: int = field(
        default=2_000_000,
        metadata={"doc": "A longer article is left out, in characters", "least": 1000, "most": 1_000_000_000},
    )
    pdf_pages: int = field(
        default=2000, metadata={"doc": "At most so many pages are read of a PDF", "least": 1, "most": 100_000}
    )
    readers: Mapping[str, str] = field(
        default_factory=dict,
        metadata={"doc": 'Your own readers by the end of the file\'s name: {".abc": "package.module:function"}'},
    )

    record_fields: Mapping[str, str] = field(
        default_factory=dict,
        metadata={
            "doc": "Fields of your own JSON and tables, and what each holds (text, summary, title, published, updated, "
            'publisher, author, url, language, id): {"Schlagzeile": "title"}'
        },
    )


@dataclass(frozen=True, slots=True)
class BlockRule:
    """Blocks that hold `pattern`, of that outlet, of that kind: all that is given must fit."""

    pattern: str | None = field(
        default=None, metadata={"doc": "A regular expression that the block's text holds, capitals alike"}
    )
    outlet: str | None = field(default=None, metadata={"doc": "Only in articles of this outlet (name or host)"})
    kind: BlockKind | None = field(default=None, metadata={"doc": "Only blocks of this kind"})


@dataclass(frozen=True, slots=True)
class CleanOptions:
    """How furniture is separated from the article."""

    threshold: float = field(
        default=0.0,
        metadata={
            "doc": "A block is set aside if its furniture score is above this; lower sets aside more",
            "least": -20,
            "most": 20,
        },
    )
    most_set_aside: float = field(
        default=0.85,
        metadata={
            "doc": "Largest share of a document's words that may be set aside; above it, prose is kept",
            "least": 0,
            "most": 1,
        },
    )
    keep: tuple[BlockRule, ...] = field(default=(), metadata={"doc": "Blocks that are always kept"})
    drop: tuple[BlockRule, ...] = field(default=(), metadata={"doc": "Blocks that are always set aside"})


@dataclass(frozen=True, slots=True)
class PrepareOptions:
    """How a file becomes articles."""

    read: ReaderOptions = field(default_factory=ReaderOptions, metadata={"doc": "How files are read"})
    clean: CleanOptions = field(default_factory=CleanOptions, metadata={"doc": "How furniture is set aside"})
    follow_links: bool = field(
        default=False, metadata={"doc": "Whether links that lead out of the folders of sources are followed"}
    )
