"""What `inspect`, `stories` and `summarize` say: the interface's JSON, and lines for people."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from difflib import get_close_matches
from typing import Any

from briefing.compose.sections.own_features import features
from briefing.compose.sections.score import article_scores
from briefing.compose.selection.explain import screen
from briefing.compose.stories.independence import relayed
from briefing.compose.summarizers.extract import Extract
from briefing.config import Config, Project, places
from briefing.errors import CitationError, UsageError
from briefing.model import Article, Detail, Problem, Sentence, Story, When
from briefing.prepare.bundles.rows import count_words
from briefing.proof.citations import REMEDY, OpenEdition
from briefing.publish.editions import UNFIT
from briefing.reports.story_tree import headline as beginning
from briefing.reports.terminal import Terminal, clipped, table, visible
from briefing.text import folded, line_of

MOST = 12  # statements or places at which words are shown


def inspected(article: Article, config: Config) -> dict[str, Any]:
    """One article as `inspect --json` prints it."""
    scores = article_scores(article, config.sections, _day(article), features(config.features))
    return {
        "path": article.path,
        "sha256": article.source.sha256,
        "reader": article.source.reader,
        "encoding": article.source.encoding,
        "language": article.language,
        "title": _detail(article.title),
        "published": _when(article.published),
        "updated": _when(article.updated),
        "publisher": _detail(article.outlet),
        "author": _detail(article.author),
        "url": _detail(article.url),
        "credits": list(article.credits),
        "genre": article.genre,
        "relays": relayed(article),
        "coverage": _coverage(article),
        "text": article.body.string,
        "blocks": [
            {"start": b.span.start, "end": b.span.end, "kind": b.kind, "kept": b.kept, "why": b.why}
            for b in article.blocks
        ],
        "sentences": [
            _sentence(sentence, section, score)
            for sentence, (section, score) in zip(article.sentences, scores, strict=True)
        ],
        "problems": [_problem(problem) for problem in article.problems],
    }


def _coverage(article: Article) -> dict[str, int]:
    """The words that a reader of the file sees, and those that are kept."""
    text = article.body.string
    kept = sum(count_words(block.span.of(text)) for block in article.blocks if block.kept)
    return {"visible_words": max(article.visible_words, kept), "kept_words": kept}


def _day(article: Article) -> date | None:
    """The day of an article that is a story of its own."""
    return date.fromisoformat(article.published.day) if article.published else None


def _detail(detail: Detail | None) -> dict[str, str] | None:
    return None if detail is None else {"value": detail.value, "origin": detail.origin}


def _when(when: When | None) -> dict[str, str] | None:
    return None if when is None else {"value": when.value, "precision": when.precision, "origin": when.origin}


def _sentence(sentence: Sentence, section: str | None, scores: dict[str, float]) -> dict[str, Any]:
    return {
        "start": sentence.span.start,
        "end": sentence.span.end,
        "text": sentence.text,
        "speaker": sentence.speech.speaker,
        "role": sentence.speech.role,
        "quote": sentence.speech.quote,
        "attributed": sentence.speech.attributed,
        "dates": [{"start": d.span.start, "end": d.span.end, "value": d.value} for d in sentence.dates],
        "section": section,
        "scores": {name: round(score, 4) for name, score in scores.items()},
    }


def _problem(problem: Problem) -> dict[str, str | None]:
    return {"message": problem.message, "remedy": problem.remedy}


def unread(problem: Problem) -> dict[str, Any]:
    """The line of a file that could not be read."""
    return {
        "path": problem.path,
        "sha256": None,
        "reader": None,
        "encoding": None,
        "language": None,
        "title": None,
        "published": None,
        "updated": None,
        "publisher": None,
        "author": None,
        "url": None,
        "credits": [],
        "genre": None,
        "relays": None,
        "coverage": None,
        "text": "",
        "blocks": [],
        "sentences": [],
        "problems": [_problem(problem)],
    }


def inspection(article: Article, config: Config, terminal: Terminal) -> Iterator[str]:
    """One article for people: details with their origins, what is set aside, a table of its sentences."""
    yield terminal.style(visible(article.path), "bold")
    for name, detail in (
        ("title", article.title),
        ("outlet", article.outlet),
        ("author", article.author),
        ("address", article.url),
    ):
        if detail is not None:
            yield f"  {name:9}{visible(detail.value)}  {terminal.style(f'({visible(detail.origin)})', 'dim')}"
    when = article.published
    yield f"  {'date':9}" + (
        f"{when.value}  {terminal.style(f'({visible(when.origin)})', 'dim')}" if when else "unknown"
    )
    encoding = f", {article.source.encoding}" if article.source.encoding else ""
    yield f"  {'read as':9}{article.source.reader}{encoding}, language {article.language or 'unknown'}"
    for problem in article.problems:
        yield terminal.style(f"  problem  {visible(problem.message)}", "yellow")
    aside = [block for block in article.blocks if not block.kept]
    if aside:
        yield terminal.style("  set aside", "bold")
        for block in aside:
            line = line_of(article.body.string, block.span.start)
            words = clipped(block.span.of(article.body.string), max(20, terminal.width - 50))
            why = terminal.style(visible(block.why), "dim")
            yield f"    {line:4}  {terminal.style(f'{block.kind:8}', 'yellow')}  {words}  {why}"
    yield from _sentence_table(article, config, terminal)
    yield ""


def _sentence_table(article: Article, config: Config, terminal: Terminal) -> Iterator[str]:
    scores = article_scores(article, config.sections, _day(article), features(config.features))
    names = [rule.id for rule in config.sections]
    width = max(20, terminal.width - 42 - 5 * len(names))
    widths = [4, 10, *(4 for _ in names), 18, width]
    shares = [f"{rule.id} {rule.scorer:g}" for rule in config.sections if rule.scorer]
    if shares:
        yield terminal.style("  share of the trained scorer: " + ", ".join(shares), "dim")
    head = ["line", "section", *(name[:4] for name in names), "speaker", "sentence"]
    yield terminal.style("  " + next(table([head], widths)), "bold")
    for sentence, (section, score) in zip(article.sentences, scores, strict=True):
        row = [
            str(line_of(article.body.string, sentence.span.start)),
            section or "–",
            *(f".{min(99, round(score.get(name, 0) * 100)):02d}" for name in names),
            sentence.speech.speaker or ("(somebody)" if sentence.speech.attributed else ""),
            sentence.text,
        ]
        line = "  " + next(table([row], widths))
        yield terminal.style(line, "dim") if section is None else line


def stories_json(stories: Sequence[Story]) -> dict[str, Any]:
    """`stories --json`: every readable article in exactly one story, a copy in the story of what it copies."""
    return {
        "stories": [
            {
                "id": story.id,
                "headline": beginning(story.articles[0]),
                "articles": [a.path for a in story.articles] + [a.path for a, _ in story.copies],
                "independent_sources": len(story.independent),
                "why": list(story.why),
            }
            for story in stories
        ],
        "copies": [
            {"path": copy.path, "of": copy.of, "kind": copy.kind, "share": round(copy.share, 3)}
            for story in stories
            for _, copy in story.copies
        ],
    }


def summary_json(name: str, extract: Extract) -> dict[str, Any]:
    """`summarize --json`."""
    return {
        "summarizer": name,
        "words": len(extract.text.split()),
        "text": extract.text,
        "sentences": [
            {"text": p.text, "path": p.article.path, "start": p.span.start, "end": p.span.end} for p in extract.passages
        ],
    }


def summary_text(extract: Extract, terminal: Terminal) -> Iterator[str]:
    """The extract for people: each passage, then where it stands."""
    for passage in extract.passages:
        line = line_of(passage.article.body.string, passage.span.start)
        place = f"{visible(passage.article.path)}:{line}"
        yield from textwrap.wrap(visible(passage.text), min(terminal.width, 100))
        yield terminal.style(f"    {place}", "dim")
    words = len(extract.text.split())
    yield ""
    yield terminal.style(f"{words} words of {extract.budget}, {len(extract.passages)} sentences", "dim")


def explanation(edition: OpenEdition, name: str, project: Project) -> list[str]:
    """One screen: why the statement stands where it stands, each rule with the line of the config that now holds it;
    of words that no statement holds, why they are not printed. name: an id, its first digits, or words of a source.
    Raises UsageError for an id that is not there, and for words that no source of the edition holds; CitationError
    where explain.json is not what a build writes."""
    if edition.explain is None:
        raise UsageError(f"{edition.name} has no explain.json", "explain needs the edition's folder")
    try:
        return _explained(edition, edition.explain, name, project)
    except UNFIT:
        raise CitationError(f"{edition.name}: explain.json is not that of an edition", REMEDY) from None


def _explained(edition: OpenEdition, explain: Mapping[str, Any], name: str, project: Project) -> list[str]:
    known = dict(explain.get("statements", {}))
    matches = [key for key in known if key == name or (len(name) > 4 and key.startswith(name))]
    wanted = folded(name).casefold()
    matches = matches or [key for key, data in known.items() if wanted in folded(str(data.get("text", ""))).casefold()]
    if len(matches) == 1:
        known_features = features(project.config.features)
        return [visible(line) for line in screen(matches[0], known[matches[0]], places(project.file), known_features)]
    if matches:
        lines = ["several statements hold these words:", *(f"  {key}  {known[key]['text']}" for key in matches[:MOST])]
        return [visible(line) for line in (*lines, *_more(len(matches) - MOST))]
    if found := list(_not_printed(edition, wanted)):
        return [visible(line) for place in found[:MOST] for line in place] + _more(len(found) - MOST)
    near = get_close_matches(name, list(known), n=1)
    remedy = f"did you mean {near[0]}?" if near else "brief.json has the ids"
    if " " in wanted:
        raise UsageError(
            f"no statement and no source of {edition.name} holds {name!r}", "give words as a source has them"
        )
    raise UsageError(f"no statement {name!r} in {edition.name}", remedy)


def _more(count: int) -> list[str]:
    return [f"and {count} more; give more of the words"] if count > 0 else []


def _not_printed(edition: OpenEdition, wanted: str) -> Iterator[list[str]]:
    """Of each place of the sources that holds the words why it is not printed."""
    rows = (edition.explain or {}).get("not_printed", [])
    for source in edition.brief["sources"]:
        text = edition.texts.get(source["number"], b"").decode("utf-8", "replace")
        for start, end in _places(text, wanted) if wanted else ():
            said = f"{source['path']}, line {line_of(text, start)}: “{folded(text[start:end])}” is not printed"
            mine = [row for row in rows if row["source"] == source["number"]]
            holding = [row for row in mine if row["start"] < end and start < row["end"]]
            yield [said, *(f"  {line}" for line in _why_not(edition.brief, source["number"], holding))]


def _places(text: str, wanted: str) -> Iterator[tuple[int, int]]:
    """Where a text holds folded words, whatever its white space and capitals."""
    pattern = r"\s+".join(map(re.escape, wanted.split(" ")))
    for found in re.finditer(pattern, text, re.IGNORECASE):
        yield found.span()


def _why_not(brief: Mapping[str, Any], number: int, rows: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    for row in rows:
        where = f"{row['section']} {row['score']:.2f}: " if row["section"] else ""
        yield f"{where}{row['why']}"
    if rows:
        return
    if any(number in story["articles"] for story in brief["also"]):
        yield "its story is printed as a headline alone (length: stories)"
    else:
        yield "it is no sentence of prose: a title, a heading or a list"
