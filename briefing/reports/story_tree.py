"""What `briefing stories` prints for people: stories, their articles, copies, and why."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from briefing.compose.stories.explain import opening_words
from briefing.compose.stories.order import is_opinion
from briefing.language import stop_words
from briefing.language.tokens import letters, lower
from briefing.model import Article, Copy, Story
from briefing.text import counted

KINDS = {"same": "the same text", "contained": "a part", "near": "an edited version"}
HEADLINE = 100  # characters
OPENING = 3  # sentences whose words, with the title's, are listed where articles share them
WORDS = 8  # of them that are listed


def tree(stories: Sequence[Story]) -> list[str]:
    """Lines of text, stories in the order given."""
    lines: list[str] = []
    for story in stories:
        lines += _story(story)
        lines.append("")
    counts = (
        counted(len(stories), "story", "stories"),
        counted(sum(len(story.articles) for story in stories), "article"),
        counted(sum(len(story.copies) for story in stories), "copy", "copies"),
    )
    lines.append(", ".join(counts))
    return lines


def headline(article: Article) -> str:
    """A title, else the first sentence, on one line of at most HEADLINE characters."""
    text = article.title.value if article.title else article.sentences[0].text if article.sentences else article.path
    text = " ".join(text.split())
    return text if len(text) <= HEADLINE else text[: HEADLINE - 1].rsplit(" ", 1)[0] + "…"


def _story(story: Story) -> list[str]:
    sources = counted(len(story.independent), "independent source")
    about = [story.id, story.day or "date unknown", sources] + (["opinion"] if is_opinion(story) else [])
    lines = [headline(story.articles[0]), "  " + " · ".join(about)]
    reasons = list(story.why)
    shared = _words_shared(story.articles, " ".join(reasons[:1]))
    if shared:
        reasons.insert(len(reasons) - 1, "words shared: " + ", ".join(shared))
    lines += ["  " + reason for reason in reasons]
    copies: dict[str, list[tuple[Article, Copy]]] = defaultdict(list)
    for article, copy in story.copies:
        copies[copy.of].append((article, copy))
    for number, article in enumerate(story.articles):
        last = number == len(story.articles) - 1
        lines.append(f"  {'└' if last else '├'}─ {_article(article)}")
        stem = "     " if last else "  │  "
        hung = copies[article.path]
        for place, (twin, copy) in enumerate(hung):
            end = "└" if place == len(hung) - 1 else "├"
            lines.append(f"{stem}{end}─ {twin.path}: {KINDS[copy.kind]} ({copy.share:.0%} of the shorter text)")
    return lines


def _words_shared(articles: Sequence[Article], named: str) -> list[str]:
    """The words that most of the articles have in title or first sentences, the commonest first, names aside."""
    if len(articles) < 2:
        return []
    known = set(lower(letters(named)))
    counts: Counter[str] = Counter()
    for article in articles:
        opening = opening_words(article, OPENING)
        stops = stop_words(article.language or "en")
        counts.update({word for word in opening if len(word) > 1 and word not in stops and word not in known})
    need = max(2, (len(articles) + 1) // 2)
    return [word for word, count in sorted(counts.items(), key=lambda item: (-item[1], item[0])) if count >= need][
        :WORDS
    ]


def _article(article: Article) -> str:
    parts = [article.path]
    if article.outlet is not None:
        parts.append(article.outlet.value)
    if article.published is not None:
        parts.append(article.published.day + (" (from a copy)" if article.published.inferred else ""))
    title = headline(article)
    return " · ".join(parts) + (f": {title}" if title != article.path else "")
