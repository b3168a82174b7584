"""An edition that asks everything of the outputs at once. All names, places and words are invented."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from briefing.language import plain
from briefing.model import CitedSource, Edition, Section, Statement, StoryBrief
from briefing.publish.page.labels import labels
from tests.helpers import editions

PLACES = ("Kessel", "Varn", "Ostmoor", "Tervo", "Lindholm", "Arbeck", "Salvinia", "Hoym", "Prask", "Nedra", "Quill Bay")
BODIES = ("harbour council", "rail board", "river authority", "school office", "fuel agency", "health ministry")
VERBS = (
    "voted to close",
    "postponed",
    "will reopen",
    "has bought",
    "rejected",
    "is reviewing",
    "approved",
    "cancelled",
)
THINGS = ("the inner basin", "the night trains", "two dams", "a new archive", "the salt works", "its winter budget")
TAILS = (
    "after a hearing that lasted until midnight",
    "with effect from the first of June",
    "because the survey found cracks in three of eleven piers",
    "although the finance committee had asked for another month",
    "and will publish the minutes on Friday",
)
# Arabic and Hebrew stand without vowel signs and final stops and fit on a line: programs that take the text out of a
# PDF put such signs elsewhere and marks of direction around each line.
FOREIGN = {
    "ar": "قال مجلس الميناء إن الحوض الداخلي سيغلق أمام الناقلات في أول يونيو",
    "he": "מועצת הנמל אמרה שהאגן הפנימי ייסגר למכליות החל באחד ביוני",
    "zh": "港务委员会表示，内港将从六月一日起对油轮关闭，期限为九十天。",
    "ja": "港湾評議会は、内港を六月一日からタンカーに対して閉鎖すると述べた。",
    "ko": "항만 위원회는 내항을 유월 일일부터 유조선에 폐쇄한다고 밝혔다.",
    "el": "Το λιμενικό συμβούλιο ανακοίνωσε ότι η εσωτερική λεκάνη κλείνει την πρώτη Ιουνίου.",
    "uk": "Портова рада повідомила, що внутрішній басейн закриють для танкерів із першого червня.",
    "vi": "Hội đồng cảng cho biết vịnh trong sẽ đóng cửa với tàu chở dầu từ ngày một tháng sáu.",
}
MARKED_UP = (
    'Harbour <script>alert("basin")</script> shuts **at once** & <b>for good</b>',
    "A title with a very longunbrokenwordthatgoesonandon" + "andon" * 24 + " in it",
    "{{ 7 * 7 }} {% raw %} </style><img src=x onerror=alert(1)> [link](javascript:alert(1))",
    "Emoji 🚢🛢️👩🏽‍🚒 and “quotes” – ‹signs› ½ ‰ № €",
)


def _numbers(seed: int) -> Iterator[int]:
    """Pseudo-random numbers that are the same on every machine (Lehmer 1951, the “minimal standard”)."""
    while True:
        seed = seed * 48271 % 2147483647
        yield seed


def _sentence(numbers: Iterator[int], n: int) -> str:
    def pick(words: tuple[str, ...]) -> str:
        return words[next(numbers) % len(words)]

    text = f"The {pick(BODIES)} of {pick(PLACES)} {pick(VERBS)} {pick(THINGS)} {pick(TAILS)}"
    return f"{text}, said paper no. {n} on page {next(numbers) % 90 + 1}."


def _stories(count: int) -> Iterator[tuple[StoryBrief, tuple[CitedSource, ...]]]:
    numbers = _numbers(7)
    titles = labels("en")
    for n in range(1, count + 1):
        place = PLACES[n % len(PLACES)]
        sentences = [_sentence(numbers, 100 * n + i) for i in range(5)]
        language = list(FOREIGN)[n % len(FOREIGN)] if n % 3 == 0 else "en"
        if language != "en":
            sentences[1] = FOREIGN[language]
        title = MARKED_UP[n // 10 % len(MARKED_UP)] if n % 10 == 0 else f"{place}: story {n}"
        text = "\n".join([title, "", *sentences, f"Ida {place}, speaker", ""])
        source = editions.source(
            n, title, text, f"Paper {n % 17}", language=language,
            path=f"2026-03-03/story-{n:03d}{' <i>odd</i> name' if n % 50 == 0 else ''}.txt",
        )  # fmt: skip
        first, *rest = (editions.statement(source, sentence) for sentence in sentences)
        spoken = replace(rest[1], speaker=f"Ida {place}", role="speaker", quote="indirect")
        sections = (
            Section(id="decision", title=titles["decision"], statements=(first, rest[0])),
            Section(id="reactions", title=titles["reactions"], statements=(spoken,), group_by="speaker"),
            Section(id="context", title=titles["context"], statements=(rest[2], rest[3])),
        )
        yield replace(editions.story(source, [source], sections), headline=plain(title)), (source,)


def _long(number: int) -> tuple[StoryBrief, tuple[CitedSource, ...]]:
    """A statement of 4,000 characters in one paragraph, and one that 60 sources bear out."""
    numbers = _numbers(11)
    words = " and ".join(_sentence(numbers, n).removesuffix(".") for n in range(60))[:3990].rpartition(" ")[0] + "."
    shared = "The inner basin of Kessel closes to tankers on the first of June."
    sources = [editions.source(number, "The longest paragraph of the day", f"{words}\n{shared}\n", "Paper 1")]
    sources += [
        editions.source(number + n, f"Echo {n}", f"Nothing new in paper {n}.\n{shared}\n", f"Echo no. {n}")
        for n in range(1, 60)
    ]
    titles = labels("en")
    borne_out: Statement = editions.statement(
        sources[0], shared, *((other, shared) for other in sources[1:]), corroborated_by=59
    )
    sections = (
        Section(id="decision", title=titles["decision"], statements=(borne_out, editions.statement(sources[0], words))),
    )
    return editions.story(sources[0], sources, sections), tuple(sources)


def torture(stories: int = 200) -> Edition:
    """So many stories in nine languages, mark-up in titles and names, the long paragraph, the sixty sources."""
    pairs = [*_stories(stories - 1), _long(stories)]
    briefs = tuple(brief for brief, _ in pairs)
    glance = tuple(brief.sections[0].statements[0].id for brief in (briefs[-1], *briefs[:4]))
    small = editions.small()
    return replace(
        small,
        at_a_glance=glance,
        stories=briefs,
        also=(),
        sources=tuple(source for _, sources in pairs for source in sources),
        left_out=tuple(replace(small.left_out[n % 2], path=f"empty/{n}.txt", reason="empty") for n in range(80))
        + small.left_out[:2],
        edited=(),
        number=None,
        cut_off="2026-03-02T18:40:00+00:00",
    )
