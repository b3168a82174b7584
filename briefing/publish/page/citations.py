"""Statements with the numbers behind them: what a citation is called, where it leads, what it shows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import tzinfo

from briefing.language import plain
from briefing.model import Citation, CitedSource, Edition, Statement, StoryBrief
from briefing.publish.page.addresses import source_link, with_fragment
from briefing.publish.page.elements import Cite, CitedWords, Link, PrintedQuotation
from briefing.publish.page.excerpts import after, before
from briefing.publish.page.labels import counted, labels, short_date, text_direction


def words_of(edition: Edition) -> Mapping[str, str]:
    """The edition's labels; what they lack comes from its language's file."""
    return {**labels(edition.language), **edition.labels}


def last_line(citation: Citation) -> int:
    return citation.line + citation.exact.count("\n")


def runs(citations: Iterable[Citation]) -> list[tuple[Citation, int]]:
    """Passages of a source in its order, with their last lines; those on lines that follow each other as one."""
    found: list[tuple[Citation, int]] = []
    for citation in sorted(citations, key=lambda one: (one.start, one.end)):
        if found and citation.page == found[-1][0].page and citation.line <= found[-1][1] + 1:
            found[-1] = (found[-1][0], max(found[-1][1], last_line(citation)))
        else:
            found.append((citation, last_line(citation)))
    return found


def _marked(story: StoryBrief) -> tuple[Statement, ...]:
    """The statements of a story's sections that no earlier edition printed, where they are the exception: a mark on
    most of them says nothing, and what is known already is called so."""
    said = [one for section in story.sections for one in section.statements]
    new = tuple(one for one in said if one.since == "new")
    return new if 2 * len(new) <= len(said) else ()


class PageCitations:
    """An edition's words and sources, and its statements with their numbers. Remembers which source is cited where, for
    the source notes."""

    def __init__(self, edition: Edition, time_zone: tzinfo) -> None:
        self.edition = edition
        self.zone = time_zone
        self.words = words_of(edition)
        self.language = edition.language
        self.sources = {source.number: source for source in edition.sources}
        self.fresh = {one.id for story in edition.stories if story.since == "developing" for one in _marked(story)}
        self.cited: dict[int, list[tuple[Citation, str | None]]] = {}
        self.cited_in: dict[int, dict[str, str]] = {}

    # -- small helpers

    def count(self, key: str, n: int) -> str:
        return counted(self.words, key, n, self.language)

    def foreign(self, language: str | None) -> str | None:
        """The language to mark a passage with; None where it is the page's own."""
        return language if language and language != self.language else None

    def when(self, source: CitedSource) -> str:
        return short_date(source.published, self.language, self.zone) if source.published else ""

    def place(self, page: int | None, first: int, last: int) -> str:
        """“line 12”, “lines 12–15”, “page 3, line 12”."""
        text = self.words["lines" if last > first else "line"].replace("{n}", str(first)).replace("{m}", str(last))
        return text if page is None else f"{self.words['page'].replace('{n}', str(page))}, {text}"

    def places(self, citations: Iterable[Citation]) -> tuple[Link, ...]:
        """Where a source's passages stand, lines that follow each other as one place."""
        return tuple(
            Link(self.place(first.page, first.line, last), source_link(first.source, first.line, first.exact))
            for first, last in runs(citations)
        )

    def lines(self, citations: Iterable[Citation]) -> str:
        """The same in few words: “lines 4–6, 8, 11–12”."""
        found = runs(citations)
        label = self.words["lines"]
        if len(found) < 2 or "{n}–{m}" not in label or any(first.page is not None for first, _ in found):
            return ", ".join(self.place(first.page, first.line, last) for first, last in found)
        shown = [str(first.line) if first.line == last else f"{first.line}–{last}" for first, last in found]
        return label.replace("{n}–{m}", ", ".join(shown))

    # -- statements

    def cite(self, owner: str, citation: Citation, text: str | None) -> Cite:
        """One number behind the statement or value `owner`; text: what is printed of the cited words, if known."""
        source = self.sources[citation.source]
        exact = text if text is not None else plain(citation.exact)
        return Cite(
            number=source.number,
            id=f"c-{owner}-{source.number}",
            note=f"#note-{source.number}",
            href=source_link(source.number, citation.line, citation.exact),
            web=with_fragment(source.url, exact),
            name=self.words["source_number"].replace("{n}", str(source.number)),
            outlet=source.publisher or "",
            title=source.title or source.path,
            when=self.when(source),
            passage=CitedWords(
                before=before(citation, source),
                exact=exact,
                after=after(citation, source),
                language=self.foreign(source.language),
                direction=text_direction(citation.exact, source.language),
            ),
        )

    def cites(self, owner: str, text: str, citations: Iterable[Citation], section: str) -> tuple[Cite, ...]:
        """The numbers behind a statement, its own first; the source notes will list them under `section`."""
        found: list[Cite] = []
        for citation in citations:
            printed = None if found else text
            self.cited.setdefault(citation.source, []).append((citation, printed))
            self.cited_in.setdefault(citation.source, {}).setdefault(section, f"#{owner}")
            found.append(self.cite(owner, citation, printed))
        return tuple(found)

    def again(self, statement: Statement, section: str, address: str) -> PrintedQuotation:
        """A statement printed a second time; its numbers open the pop-ups of the first."""
        language = statement.language or self.sources[statement.citations[0].source].language
        for citation in statement.citations:
            self.cited_in.setdefault(citation.source, {}).setdefault(section, address)
        texts = [statement.text, *[None] * (len(statement.citations) - 1)]
        cites = (self.cite(statement.id, *pair) for pair in zip(statement.citations, texts, strict=True))
        return PrintedQuotation(
            id=statement.id,
            text=statement.text,
            cites=tuple(cites),
            remarks=self.corroborated(statement),
            language=self.foreign(language),
            direction=text_direction(statement.text, language),
            new=statement.id in self.fresh,
        )

    def corroborated(self, statement: Statement) -> tuple[str, ...]:
        """How many others say the same, in words; none where nobody does."""
        number = statement.corroborated_by
        return (self.count("corroborated", number),) if number else ()

    def remarks(self, statement: Statement) -> tuple[str, ...]:
        """What stands behind a statement: its day where that is another, who else says it, whom it relays, whether an
        earlier edition had it."""
        found = [short_date(statement.as_of, self.language, self.zone)] if statement.as_of else []
        found += self.corroborated(statement)
        found += [f"{self.words['relayed']} {statement.relays}"] if statement.relays else []
        found += [self.words["edited_first"]] if statement.edited else []
        found += [self.words["known"]] if statement.since == "known" else []
        return tuple(found)

    def quoted(self, statement: Statement, section: str, *, named: bool = False) -> PrintedQuotation:
        """A statement where it is printed. named: what it stands under says whose it is."""
        own = self.sources[statement.citations[0].source]
        language = statement.language or own.language
        return PrintedQuotation(
            id=statement.id,
            text=statement.text,
            cites=self.cites(statement.id, statement.text, statement.citations, section),
            remarks=self.remarks(statement),
            language=self.foreign(language),
            direction=text_direction(statement.text, language),
            new=statement.id in self.fresh,
            speaker="" if named or holds(statement.text, statement.speaker or "") else statement.speaker or "",
        )


def holds(text: str, words: str) -> bool:
    """Do these words stand in the text, whatever the case and the form of an apostrophe?"""
    return _folded(words) in _folded(text)


def _folded(text: str) -> str:
    return " ".join(text.replace("’", "'").casefold().split())
