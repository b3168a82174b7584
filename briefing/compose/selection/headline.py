"""A story's headline, and the statements that an edition opens with."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import sqrt

from briefing import language
from briefing.compose.selection.tuning import HEADLINE
from briefing.compose.sentences.currency import CURRENT, Currency, claim_words, told_by_a_fake
from briefing.compose.sentences.paraphrase import groups
from briefing.compose.sentences.passages import passages
from briefing.compose.sentences.slices import Slice
from briefing.compose.sentences.terms import terms
from briefing.language.memo import kept_for_the_same
from briefing.model import OWN_VOICE, Article, Passage, Story
from briefing.text import Span

CLAUSE = re.compile(r"[,;:](?=\s)|\s[–—-]{1,2}\s|\s\(")
# A title that is a label, a question, a liveblog or a comment says less than one that says what happened.
POOR = re.compile(
    r"\?|\blive\b|:\s*$|\.\.\.$|…$|^\s*(?:opinion|analysis|comment|watch|video|photos|in pictures)\b", re.I
)


@dataclass(frozen=True, slots=True)
class Headline:
    """path: the article's; span: where the words stand in its kept text, None: they are its title."""

    path: str
    span: Span | None
    text: str


@kept_for_the_same(most=512)
def headline(story: Story, currency: Currency = CURRENT) -> Headline:
    """The title that says most; without a usable one the lead's first sentence that stands alone, whole or cut at a
    clause boundary and ended by "…". What is overtaken or old is no headline while there is something current."""
    story = _current(story, currency)
    return titled(story) or _from_lead(story, currency)


def _current(story: Story, currency: Currency) -> Story:
    current = tuple(article for article in story.articles if currency.newest(article.path))
    return replace(story, articles=current) if current else story


def titled(story: Story, currency: Currency = CURRENT) -> Headline | None:
    """A title of one of the story's articles, the one that says most of what all their leads say, newest and leading
    first where two say as much; None without a usable one. Looks at titles and first sentences alone. A title that
    several bear is a site's name or a rubric unless each of them tells it."""
    story = _current(story, currency)
    sharing = _sharing(story.articles)
    newest = max((article.published.day for article in story.articles if article.published), default="")
    scores = [
        _title_score(article, place, sharing, newest, len(story.articles))
        for place, article in enumerate(story.articles)
    ]
    bearing: dict[str, list[Article]] = {}
    for article in story.articles:
        bearing.setdefault(_printed_title(article), []).append(article)
    for place in sorted(range(len(scores)), key=lambda place: (-scores[place], place)):
        if scores[place] > 0 and all(map(_told, bearing[_printed_title(story.articles[place])])):
            return title_of(story.articles[place])
    return None


def _printed_title(article: Article) -> str:
    return language.plain(article.title.value) if article.title is not None else ""


def title_of(article: Article) -> Headline | None:
    """An article's title as a headline; None where it has none."""
    text = _printed_title(article)
    return Headline(article.path, None, text) if text else None


def _sharing(articles: Sequence[Article]) -> Counter[str]:
    """Stem → in how many articles' titles and leads it stands."""
    tally: Counter[str] = Counter()
    for article in articles:
        texts = [sentence.text for sentence in article.sentences[: HEADLINE.leads]]
        texts += [article.title.value] if article.title else []
        tally.update({stem for text in texts for stem in terms(text, article.language).content})
    return tally


def _title_score(article: Article, place: int, sharing: Counter[str], newest: str, articles: int) -> float:
    """How much a title says of what the articles share, a little more for the lead and for the newest day; 0 for
    none, one that is too short or too long, or one that stands in nothing the article says."""
    if article.title is None:
        return 0.0
    title = language.plain(article.title.value)
    length = len(title.split())
    if language.data(article.language).spaces:
        fits = HEADLINE.shortest_title <= length <= HEADLINE.longest_title
    else:
        fits = HEADLINE.shortest_unspaced <= len(title) <= HEADLINE.longest_unspaced
    found = terms(title, article.language)
    if not fits or not found.content:
        return 0.0
    said = sum(found.weights[stem] * sharing[stem] / articles for stem in sorted(found.content))
    score = said / sqrt(HEADLINE.spread + len(found.words))
    score *= HEADLINE.poor if POOR.search(title) or title.isupper() else 1.0
    score *= HEADLINE.opinion if article.genre in OWN_VOICE else 1.0
    score *= HEADLINE.lead if place == 0 else 1.0
    return score * (1.0 if not newest or (article.published and article.published.day == newest) else HEADLINE.older)


def _told(article: Article) -> bool:
    """Does the article's opening hold enough of what its title says? Of a site's name, or a rubric's, it does not."""
    assert article.title is not None
    title = terms(language.plain(article.title.value), article.language)
    left, missing = (1 - HEADLINE.told) * title.weight, set(title.content)
    for sentence in article.sentences[: HEADLINE.opening]:
        missing -= terms(sentence.text, article.language).content
        if sum(title.weights[stem] for stem in sorted(missing)) <= left:
            return True
    return not article.sentences


def _from_lead(story: Story, currency: Currency) -> Headline:
    """The first passage that stands alone, of the lead or of the next article that has one; rather one that is short
    or can be cut without losing what qualifies it, else whole."""
    pieces = [
        Slice(article, passage.sentences[0].span)
        for article in story.articles
        for passage in passages(article)[: HEADLINE.leads]
        if not passage.flaws and len(passage.text.split()) >= HEADLINE.shortest_cut and passage.first == passage.last
        if not currency.stale(passage)
        and not told_by_a_fake(language.words(passage.text, article.language), article.language)
    ]
    for piece in pieces:
        found = cut(piece)
        if not _loses_a_qualifier(piece, found):
            return found
    if pieces:
        return _whole(pieces[0])
    for article in story.articles:
        for passage in passages(article):
            return _whole(Slice(article, passage.sentences[0].span))
    lead = story.articles[0]
    if lead.title is not None and language.plain(lead.title.value):
        return Headline(lead.path, None, language.plain(lead.title.value))
    text = lead.body.string
    start = len(text) - len(text.lstrip())
    return cut(Slice(lead, Span(start, max(start, len(text.rstrip())))))


def _whole(piece: Slice) -> Headline:
    return Headline(piece.article.path, piece.span, language.plain(piece.span.of(piece.article.body.string)))


def _loses_a_qualifier(piece: Slice, shortened: Headline) -> bool:
    """Does what is cut off say who claims it, on which condition, or that it is not so?"""
    assert shortened.span is not None
    lost = piece.article.body.string[shortened.span.end : piece.span.end]
    words = language.words(lost, piece.article.language)
    return bool(claim_words("qualifying", piece.article.language).find(words))


def cut(piece: Slice) -> Headline:
    """A slice as a headline: whole if it is short, else its words up to the last clause boundary that leaves neither
    too few nor too many, else up to a word, ended by "…". The span is that of the words printed."""
    raw = piece.span.of(piece.article.body.string)
    text = language.plain(raw)
    words = text.split()
    if len(words) <= HEADLINE.whole and len(text) <= HEADLINE.whole_characters:
        return Headline(piece.article.path, piece.span, text)
    at = _boundary(raw)
    stem = raw[:at].rstrip().rstrip(",;:–—-(").rstrip()
    span = Span(piece.span.start, piece.span.start + len(stem))
    return Headline(piece.article.path, span, language.plain(stem) + "…")


def _boundary(raw: str) -> int:
    """Where to cut: at the last clause boundary within the words allowed, else before the first word too many."""
    ends = [match.end() for match in re.finditer(r"\S+", raw[: HEADLINE.searched])]
    if len(ends) <= 2:
        return min(len(raw), HEADLINE.unspaced_characters)
    latest = ends[min(HEADLINE.longest_cut, len(ends)) - 1]
    earliest = ends[min(HEADLINE.shortest_cut, len(ends)) - 1]
    places = [match.start() for match in CLAUSE.finditer(raw[: latest + 1])]
    fitting = [place for place in places if earliest <= place <= latest]
    return min(fitting[-1] if fitting else latest, HEADLINE.cut_characters)


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """A printed statement as the glance sees it: its id, its passage, the number of its section and its rank there.
    current: its article says how things stand."""

    id: str
    passage: Passage
    section: int
    rank: int
    current: bool = True


def at_a_glance(stories: Sequence[Sequence[Printed]], most: int = HEADLINE.glance) -> tuple[str, ...]:
    """Three to `most` statement ids, fewer only when there are fewer: of each story, in the stories' order, the first
    printed that is fit to open an edition, then of the leading stories the best of each section in turn. A statement
    that cannot stand alone, or says the same as one that is picked already, comes only where three cannot be had
    without it."""
    everything = [(number, item) for number, row in enumerate(stories) for item in row if item.current]
    same = groups([item.passage for _, item in everything], compare_speakers=False)
    leads = {i for i, (number, _) in enumerate(everything) if i == 0 or everything[i - 1][0] != number}
    fit = [
        _fit(item, HEADLINE.opening_words if i in leads else HEADLINE.glance_words)
        for i, (_, item) in enumerate(everything)
    ]
    chosen = _openings(everything, fit)[:most]
    said = {same[i] for i in chosen}
    for strict, enough in ((True, most), (False, HEADLINE.glance_fewest)):
        for i in _in_turn(everything, fit):
            fresh = same[i] not in said and not everything[i][1].passage.flaws
            if len(chosen) < enough and i not in chosen and (fresh or not strict):
                chosen.append(i)
                said.add(same[i])
    return tuple(everything[i][1].id for i in chosen)


def _openings(everything: Sequence[tuple[int, Printed]], fit: Sequence[bool]) -> list[int]:
    """Of each story the first printed that is fit to open an edition; its first where none is."""
    found: dict[int, int] = {}
    for i in sorted(range(len(everything)), key=lambda i: (everything[i][0], not fit[i], i)):
        found.setdefault(everything[i][0], i)
    return list(found.values())


def _in_turn(everything: Sequence[tuple[int, Printed]], fit: Sequence[bool]) -> list[int]:
    """Story by story what is fit, then the rest; there the best of the sections in turn."""
    ranked = sorted(range(len(everything)), key=lambda i: (everything[i][1].rank, i))
    count: Counter[tuple[int, int, bool]] = Counter()
    turn: dict[int, float] = {}
    for i in ranked:
        number, item = everything[i]
        place = (number, item.section, fit[i])
        turn[i] = count[place] + HEADLINE.stagger * item.section
        count[place] += 1
    return sorted(ranked, key=lambda i: (everything[i][0], not fit[i], turn[i], i))


def _fit(item: Printed, most: int) -> bool:
    """Whether a statement stands alone, is not long, and is more than somebody's bare words. most: words."""
    passage = item.passage
    bare = all(sentence.speech.quote == "direct" and not sentence.speech.cue for sentence in passage.sentences)
    return not passage.flaws and not bare and len(passage.text.split()) <= most
