"""One flow: the same edition and the same stories with and without a cache, with few articles annotated or with all."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from briefing import pipeline
from briefing.compose.edition.length.options import LengthOptions
from briefing.config import Config, Project
from briefing.editions import kept
from briefing.errors import ConfigError, RenderError
from briefing.model import Edition, Problem
from briefing.pipeline import Stories
from briefing.plugins import digest_of
from briefing.prepare import prepare
from briefing.prepare.options import PrepareOptions, ReaderOptions
from briefing.prepare.speech.attribution import attribute
from briefing.running import records, tasks
from briefing.running.records import FileRecord
from briefing.running.workers import HERE, MANY, Item, Means, Result, here, processes
from briefing.steps import composing
from tests.helpers.newsroom import COMET, FERRY, FERRY_AGAIN, STRIKE, STRIKE_AGAIN
from tests.helpers.running import SAMPLE, SAMPLE_DAY

DAY = date.fromisoformat(SAMPLE_DAY)
FURNITURE = "Read the morning letter of the Mellick Post, free of charge, every day but Sunday."


def folder_of(tmp_path: Path) -> Path:
    texts = {"a": FERRY, "b": FERRY_AGAIN, "c": STRIKE, "d": STRIKE_AGAIN, "e": COMET, "f": FERRY[:420]}
    for name, text in texts.items():
        paragraphs = text.replace(". ", ".\n\n")
        tail = f"\n\n{FURNITURE}\n" if name in "ace" else "\n"
        (tmp_path / f"{name}.txt").write_text(f"Heading of {name}\n\n{paragraphs}{tail}", encoding="utf-8")
    return tmp_path


class Counting:
    """A map that counts the tasks of each function."""

    def __init__(self) -> None:
        self.calls: dict[str, int] = {}

    def __call__(self, function: Callable[[Item], Result], items: Iterable[Item], /) -> Iterator[Result]:
        name = getattr(function, "func", function).__name__
        for item in items:
            self.calls[name] = self.calls.get(name, 0) + 1
            yield function(item)


def read(folder: Path, cache: dict[str, bytes] | None = None, map_: Counting | None = None) -> list[FileRecord]:
    return list(pipeline.read([folder], folder, PrepareOptions(), means=Means(map_ or here, cache)))


def built(folder: Path, config: Config, cache: dict[str, bytes] | None = None, map_: Counting | None = None) -> Edition:
    return pipeline.build(read(folder, cache, map_), config, DAY, means=Means(map_ or here, cache))


def same_outputs(one: Edition, other: Edition) -> bool:
    """Whether all that is written of two editions is the same (the PDF and the mail are made of what is compared)."""
    project = Project(Config(), Path("/nowhere"), None)
    return pipeline.render(one, project, ["html", "txt"]) == pipeline.render(other, project, ["html", "txt"])


def all_annotated(found: Stories) -> Stories:
    """The stories with every article whole, with dates and speakers."""
    articles = {}
    for story in found.stories:
        for one in story.articles:
            (result,) = tasks.annotate([found.records[one.path]], means=HERE)
            assert not isinstance(result, Problem)
            articles[one.path] = replace(found.records[one.path].whole(result), published=one.published)
    return replace(
        found,
        stories=tuple(replace(s, articles=tuple(articles[one.path] for one in s.articles)) for s in found.stories),
    )


@pytest.mark.parametrize("stories", [1, 2, 8])
@pytest.mark.parametrize("where", ["sample", "made up"])
def test_what_is_not_printed_need_not_be_annotated(tmp_path: Path, stories: int, where: str) -> None:
    folder = SAMPLE if where == "sample" else folder_of(tmp_path)
    config = Config(length=LengthOptions(stories=stories))
    found = [record for file in read(folder) for record in file.records]
    told = pipeline.stories_of(found, config, DAY)
    few = pipeline.compose(pipeline.annotate(told, config), [], config, DAY)
    assert few == pipeline.compose(all_annotated(told), [], config, DAY)
    assert few.stories and (few.also or stories == 8)


def test_a_story_without_a_title_is_annotated_for_its_headline(tmp_path: Path) -> None:
    folder = folder_of(tmp_path)
    for file in folder.iterdir():
        file.write_text(file.read_text(encoding="utf-8").partition("\n\n")[2], encoding="utf-8")
    config = Config(length=LengthOptions(stories=1))
    told = pipeline.stories_of([record for file in read(folder) for record in file.records], config, DAY)
    few = pipeline.compose(pipeline.annotate(told, config), [], config, DAY)
    assert few == pipeline.compose(all_annotated(told), [], config, DAY)


@pytest.mark.parametrize("where", ["sample", "made up"])
def test_a_second_build_finds_the_same_and_does_nothing_anew(
    tmp_path: Path, where: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = SAMPLE if where == "sample" else folder_of(tmp_path)
    cache: dict[str, bytes] = {}
    first, second = Counting(), Counting()
    cold = built(folder, Config(), cache, first)
    assert first.calls["_read"] and first.calls["_annotate"]
    composed = Counting()
    with monkeypatch.context() as patched:
        patched.setattr(composing, "compose_edition", lambda *parts: composed.calls.update(compose=1))
        warm = built(folder, Config(), cache, second)
    assert second.calls == composed.calls == {}
    assert same_outputs(warm, cold) and same_outputs(built(folder, Config()), cold)


def test_a_changed_file_is_read_and_annotated_alone(tmp_path: Path) -> None:
    folder = folder_of(tmp_path)
    cache: dict[str, bytes] = {}
    built(folder, Config(), cache)
    comet = folder / "e.txt"
    comet.write_text(comet.read_text(encoding="utf-8") + "\n\nThe comet will not be seen again.\n", encoding="utf-8")
    counting = Counting()
    edition = built(folder, Config(), cache, counting)
    assert counting.calls.pop("_read") == counting.calls.pop("_annotate") == 1
    assert counting.calls.get("_without_repeats", 0) <= 1
    assert edition == built(folder, Config())


def test_stories_and_summaries_and_builds_share_what_was_read(tmp_path: Path) -> None:
    folder = folder_of(tmp_path)
    cache: dict[str, bytes] = {}
    counting = Counting()
    found = read(folder, cache, counting)
    pipeline.stories_of([r for file in found for r in file.records], Config(), means=Means(counting, cache))
    assert "_annotate" not in counting.calls  # no sentence is looked at for stories
    list(pipeline.whole(read(folder, cache, counting), means=Means(counting, cache)))
    before = dict(counting.calls)
    built(folder, Config(), cache, counting)
    assert before == counting.calls == {"_read": 6, "_without_repeats": 3, "_annotate": 6}


def test_what_is_broken_in_the_cache_counts_as_absent(tmp_path: Path) -> None:
    folder = folder_of(tmp_path)
    cache: dict[str, bytes] = {}
    edition = built(folder, Config(), cache)
    whole = dict(cache)
    for key in cache:
        cache[key] = cache[key][: len(cache[key]) // 2]
    assert same_outputs(built(folder, Config(), cache), edition) and cache == whole


def test_records_hold_all_that_was_read(tmp_path: Path) -> None:
    for file in (*sorted(SAMPLE.iterdir()), *sorted(folder_of(tmp_path).iterdir())):
        articles, problems = prepare.prepare_file(file.name, file.read_bytes(), PrepareOptions())
        (found,) = pipeline.whole(pipeline.read([file], file.parent, PrepareOptions()))
        assert found.articles == tuple(articles) and found.problems == tuple(problems)


def test_an_opening_says_what_its_article_says() -> None:
    for file in read(SAMPLE):
        for record in file.records:
            whole = records.opened_whole(record.text, record.parts)
            assert record.opening.sentences == whole.sentences[: records.OPENING]
            assert (record.opening.title, record.opening.published) == (whole.title, whole.published)


def failing(path: str, data: bytes) -> str:
    raise ValueError("no luck today")


def lucky(path: str, data: bytes) -> str:
    return data.decode()


def test_a_failed_reading_is_not_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.odd").write_text(FERRY, encoding="utf-8")
    options = PrepareOptions(read=ReaderOptions(readers={".odd": f"{__name__}:failing"}))
    cache: dict[str, bytes] = {}
    (failed,) = pipeline.read([tmp_path], tmp_path, options, means=Means(cache=cache))
    assert failed.problems and not failed.records and not cache
    monkeypatch.setattr(f"{__name__}.failing", lucky)
    (found,) = pipeline.read([tmp_path], tmp_path, options, means=Means(cache=cache))
    assert found.records and len(cache) == 1


@pytest.mark.parametrize(
    ("name", "said"),
    [("of_one", r"cannot be called with \(path, data\)"), ("not_there", "has no 'not_there'")],
)
def test_a_reader_that_cannot_be_called_at_all_is_a_fault_of_the_configuration(
    name: str, said: str, tmp_path: Path
) -> None:
    """Not one of each file, after which the command would go on without any of them."""
    (tmp_path / "a.odd").write_text(FERRY, encoding="utf-8")
    options = PrepareOptions(read=ReaderOptions(readers={".odd": f"{__name__}:{name}"}))
    with pytest.raises(ConfigError, match=said):
        list(pipeline.read([tmp_path], tmp_path, options))


def of_one(path: str) -> str:
    return path


def test_a_failed_annotation_is_not_kept_and_costs_one_article(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = folder_of(tmp_path)
    cache: dict[str, bytes] = {}

    def broken(sentences: Sequence[object], *rest: object) -> object:
        if any("comet" in sentence.text for sentence in sentences):  # type: ignore[attr-defined]
            raise RuntimeError("no speaker")
        return attribute(sentences, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(prepare, "attribute", broken)
    edition = built(folder, Config(), cache)
    assert [left.path for left in edition.left_out] == ["e.txt"] and "RuntimeError" in edition.left_out[0].reason
    assert "e.txt" not in {source.path for source in edition.sources} and edition.stories
    monkeypatch.setattr(prepare, "attribute", attribute)
    assert built(folder, Config(), cache) == built(folder, Config()) != edition


def test_a_users_code_is_part_of_the_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    module = tmp_path / "my_own_reader_of_odd.py"
    module.write_text("def read(path, data):\n    return data.decode()\n", encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    options = PrepareOptions(read=ReaderOptions(readers={".odd": "my_own_reader_of_odd:read"}))
    before = records.recipe_of(options)
    assert before == records.recipe_of(options) != records.recipe_of(PrepareOptions())
    module.write_text("def read(path, data):\n    return data.decode().upper()\n", encoding="utf-8")
    digest_of.cache_clear()  # as in a new process: in this one, the module that is loaded is the one that was digested
    assert records.recipe_of(options) != before


def test_sizes_of_parts_must_fit() -> None:
    parts = [b"", b"abc", bytes(300)]
    assert records.split(records.joined(parts)) == parts and records.split(records.joined([])) == []
    for wrong in (b"", b"\x01\x00\x00\x00", records.joined(parts)[:-1], records.joined(parts) + b"x"):
        with pytest.raises(ValueError, match="cut short"):
            records.split(wrong)


def test_an_edition_is_made_anew_where_anything_that_it_depends_on_has_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = folder_of(tmp_path)
    module = tmp_path.parent / "my_own_summarizer_of_all.py"
    module.write_text("def best(passages, words):\n    return []\n", encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path.parent))
    found = read(folder)
    config = Config()
    section = replace(config.sections[0], summarizer="my_own_summarizer_of_all:best")
    own = replace(config, sections=(section, *config.sections[1:]))
    known = {
        kept.inputs_of(found, config, DAY),
        kept.inputs_of(found[:-1], config, DAY),
        kept.inputs_of(found, config, date(2026, 3, 4)),
        kept.inputs_of(found, replace(config, title="Another"), DAY),
        kept.inputs_of([*found, FileRecord("x", (), (Problem("x", "is broken"),))], config, DAY),
        kept.inputs_of(found, own, DAY),
    }
    module.write_text("def best(passages, words):\n    return [0]\n", encoding="utf-8")
    assert len(known | {kept.inputs_of(found, own, DAY)}) == 7
    assert kept.inputs_of(list(reversed(found)), config, DAY) in known  # the order of files says nothing


def test_of_each_day_the_newest_edition_is_kept(tmp_path: Path) -> None:
    folder = folder_of(tmp_path)
    cache: dict[str, bytes] = {}
    built(folder, Config(), cache)
    size = len(cache)
    built(folder, Config(title="Another"), cache)
    assert len(cache) == size and built(folder, Config(), cache).title == Config().title


def test_what_is_made_again_of_the_same_inputs_is_made_once() -> None:
    cache: dict[str, bytes] = {}
    made: list[bytes] = []

    def make() -> bytes:
        made.append(b"data")
        return b"data"

    def broken() -> bytes:
        raise RenderError("no luck today")

    with pytest.raises(RenderError):
        kept.again(cache, "pdf")("inputs", broken)
    assert not cache
    again = kept.again(cache, "pdf")
    assert [again(inputs, make) for inputs in ("one", "one", "other")] == [b"data"] * 3 and len(made) == 2
    assert kept.again(None, "pdf")("one", make) == b"data" and len(made) == 3


def ends_its_process(path: str, data: bytes) -> str:
    """A reader on whose input a library breaks, or for whose memory the system ends the process."""
    if b"too much" in data:
        os.kill(os.getpid(), signal.SIGKILL)
    return data.decode()


def test_a_file_that_ends_its_process_is_left_out_and_all_else_is_read(tmp_path: Path) -> None:
    folder = tmp_path / "sources"
    folder.mkdir()
    for number in range(MANY):
        (folder / f"{number:03d}.own").write_text(f"The council of Prell approved bridge {number} on Monday.\n")
    (folder / "030.own").write_text("too much\n")
    options = PrepareOptions(read=ReaderOptions(readers={".own": "tests.test_pipeline:ends_its_process"}))
    with processes(2) as map_:
        found = list(pipeline.read([folder], tmp_path, options, means=Means(map_)))
    assert [file.name for file in found if file.problems] == ["sources/030.own"]
    assert "ended the process" in found[30].problems[0].message and not found[30].sound
    assert sum(len(file.records) for file in found) == MANY - 1
