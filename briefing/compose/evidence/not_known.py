"""What is not known: sentences in which a source says that something is unconfirmed, denied, unclear, pending or could
not be verified."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache
from math import fsum

from briefing import language
from briefing.compose.evidence.tuning import NOT_KNOWN
from briefing.compose.sentences.paraphrase import groups
from briefing.compose.sentences.passages import TOO_LITTLE, passages
from briefing.compose.sentences.terms import cues, terms
from briefing.language.cues import CueMatcher
from briefing.language.memo import kept_for_the_same
from briefing.model import OWN_VOICE, Passage, Story

KINDS = ("unverified", "unconfirmed", "unclear", "pending", "denied")
OPEN = KINDS[:-1]  # what the news itself leaves open; a denial is somebody's answer


@lru_cache(maxsize=64)
def _cues(lang: str | None) -> tuple[CueMatcher, CueMatcher]:
    """What says that something is not known, by kind; and the phrases in which such words say something else."""
    table = language.table("evidence", lang) or language.table("evidence", "en")
    not_known = table.get("not_known", {})
    return (
        CueMatcher({kind: not_known.get(kind, ()) for kind in KINDS}),
        CueMatcher({"other": not_known.get("other", ())}),
    )


def kind_of(text: str, lang: str | None) -> str:
    """How a sentence says that something is not known (one of KINDS, the strongest first); "" if it does not."""
    words = language.words(text, lang)
    matcher, other = _cues(lang)
    hits = matcher.find(words)
    if not hits:
        return ""
    masked = {at + step for at in other.find(words).get("other", ()) for step in range(4)}
    # "was denied entry": something was not given; "was denied by": something was not admitted
    passive, by = cues(lang, "passive"), cues(lang, "by")
    masked |= {
        at
        for at in hits.get("denied", ())
        if at and words[at - 1] in passive and at + 1 < len(words) and words[at + 1] not in by
    }
    for kind in KINDS:
        if any(at not in masked for at in hits.get(kind, ())):
            return kind
    return ""


@kept_for_the_same(most=512)
def not_known(story: Story, printed: Collection[Passage] = (), most: int = NOT_KNOWN.most) -> tuple[Passage, ...]:
    """Passages that say what is not known, at most `most`, the strongest first; none that overlaps a printed one or
    says the same as another, each able to stand alone."""
    found: list[tuple[int, int, int, Passage]] = []
    taken = Taken(printed)
    for number, article in enumerate(story.articles):
        for passage in passages(article) if article.genre not in OWN_VOICE else ():
            words = len(passage.text.split())
            if not 4 <= words <= NOT_KNOWN.longest or not _stands_alone(passage) or taken.overlaps(passage):
                continue
            kinds = [kind_of(sentence.text, article.language) for sentence in passage.sentences]
            kind = next((kind for kind in OPEN if kind in kinds), "")
            if kind and not only_asks(passage):
                found.append((KINDS.index(kind), number, passage.first, passage))
    known = _confirmed(story) if found else []
    ranked = [passage for *_, passage in sorted(found, key=lambda item: item[:3]) if not _overtaken(passage, known)]
    return tuple(said_once(ranked, printed)[:most])


def _stands_alone(passage: Passage) -> bool:
    """Can it be printed by itself? Short ones can that name what is not known: "The cause is not known." """
    names = passage.text.split()[0].lower() in language.table("names", passage.article.language).get("articles", ())
    return not set(passage.flaws) - ({TOO_LITTLE} if names else set())


def _confirmed(story: Story) -> list[tuple[str, frozenset[str]]]:
    """Day and stems of the sentences that say that something is confirmed."""
    found = []
    for article in story.articles:
        matcher = _confirming(article.language)
        day = article.published.day if article.published else ""
        for sentence in article.sentences:
            hit = matcher.find(language.words(sentence.text, article.language))
            if hit and not kind_of(sentence.text, article.language):
                found.append((day, terms(sentence.text, article.language).content))
    return found


@lru_cache(maxsize=64)
def _confirming(lang: str | None) -> CueMatcher:
    table = language.table("evidence", lang) or language.table("evidence", "en")
    return CueMatcher({"confirmed": table.get("confirmed", ())})


def _overtaken(passage: Passage, known: Sequence[tuple[str, frozenset[str]]]) -> bool:
    """Whether what the passage calls unconfirmed is confirmed elsewhere in the story, no earlier."""
    lang = passage.article.language
    if not any(kind_of(sentence.text, lang) in ("unverified", "unconfirmed") for sentence in passage.sentences):
        return False
    day = passage.article.published.day if passage.article.published else ""
    own = terms(passage.text, lang)
    return any(
        (not day or not other or other >= day)
        and fsum(own.weights[stem] for stem in own.content & stems) >= NOT_KNOWN.overtaken
        for other, stems in known
    )


def only_asks(passage: Passage) -> bool:
    """A question, or nothing but somebody's own words."""
    bare = all(sentence.speech.quote == "direct" and not sentence.speech.cue for sentence in passage.sentences)
    return bare or passage.text.rstrip("\"'”’ ").endswith("?")


class Taken:
    """Passages that are printed already, or their words."""

    def __init__(self, printed: Iterable[Passage] = ()) -> None:
        self._texts: set[str] = set()
        self._places: dict[str, list[tuple[int, int]]] = {}
        for passage in printed:
            self.add(passage)

    def add(self, passage: Passage) -> None:
        self._texts.add(passage.text)
        self._places.setdefault(passage.article.path, []).append((passage.first, passage.last))

    def overlaps(self, passage: Passage) -> bool:
        """Whether some sentence of the passage is printed already, or its words are."""
        places = self._places.get(passage.article.path, ())
        return passage.text in self._texts or any(
            first <= passage.last and passage.first <= last for first, last in places
        )


def said_once(ranked: Sequence[Passage], printed: Collection[Passage] = ()) -> list[Passage]:
    """The passages without those that overlap, or say the same as, an earlier one or a printed one."""
    before = list(printed)
    numbers = groups([*before, *ranked], compare_speakers=False)
    seen = set(numbers[: len(before)])
    kept: list[Passage] = []
    taken = Taken()
    for passage, number in zip(ranked, numbers[len(before) :], strict=True):
        if number not in seen and not taken.overlaps(passage):
            seen.add(number)
            kept.append(passage)
            taken.add(passage)
    return kept
