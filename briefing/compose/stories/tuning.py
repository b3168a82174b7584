"""The numbers that copies and stories go by. None is an option: they were set by measuring."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class FingerprintTuning:
    """What is kept of an article."""

    run: int = 4  # words of a run: shorter runs are shared by chance, longer ones miss edited copies
    shortest_date: int = 4  # letters of a month or weekday: "sun", "mar", "wed" mean other things too
    lead_words: int = 60  # words of a news lead: one to three sentences
    name_words: int = 4  # words of the longest run of capitalised words taken as one name
    shown_names: int = 24  # names kept as words, to show people why articles are together
    most_words: int = 200_000  # words of an article that are looked at
    words_of_a_sentence: int = 6  # words of a sentence: shorter ones ("He declined to comment.") are nobody's
    long_appeal: int = 120  # characters of an appeal: a shorter one ("Subscribe now") may be anybody's
    kept: int = 400_000  # words of which a thing is remembered
    keyword_letters: int = 4  # letters of a rare word that serves as a name where a text has no capitals
    keyword_rare: float = 5.0  # nats of such a word, at least


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyTuning:
    """When a text is a copy."""

    fewest_runs: int = 8  # runs of a text: a shorter one is only ever the same, never contained or near
    short: int = (
        40  # runs of a text below which shared phrases weigh too much: so short a text must be held nearly whole
    )
    short_share: float = 0.75  # share of a short text's runs that must stand in the other
    furniture_groups: int = 4  # a run in this many different texts is furniture
    most_leaders: int = 64  # leaders listed for one run; more of them make it furniture anyway
    tried: int = 5  # leaders that a text is compared with, those that share most runs
    whole: float = 0.6  # a text of which so much stands in another is a copy, wherever it stands
    short_gap: int = 12  # words of a gap: a longer one is an added or a lost passage, no slot of a template
    template_gaps: int = 3  # slots of a template, at least
    # share of its facts that stand in its slots, at least, none of which the other text knows
    template_facts: float = 0.2
    template_spacing: int = 30  # words between slots on average, at most
    full: float = 0.8  # of the fullest text of a group: from here on a text may stand for it
    part: float = 0.8  # share of a shorter text that stands in a longer one: it is contained
    opening: float = 0.1  # share of the runs of a text's first third that the other must hold
    sentence: int = 6  # words of a sentence that two articles can share
    news: int = 2  # sentences that open an article: a version that gives other figures there is no copy
    one_sentence: float = 0.85  # share of the longer one's words that the other holds: they are one but for a figure


@dataclass(frozen=True, slots=True, kw_only=True)
class ClusterTuning:
    """How groups are made."""

    date_doubt: float = 1.0  # taken off the log-odds, at most, of articles twice as many days apart as a story lasts
    alone: float = 0.05  # above the threshold: what an article left alone must reach with the nearer half of a group
    shown: int = 8  # names shared, as a story's reasons list them
    least_score: float = 0.01  # scores below it count as 0: no average rests on them
    leading: float = 0.6  # of the highest mean score in a group: from here on an article may lead it
    digits: int = 10  # hexadecimal digits of a story's id, more where two would be alike


@dataclass(frozen=True, slots=True, kw_only=True)
class ReasonTuning:
    """What is compared to explain a story."""

    opening: int = 6  # sentences whose words are compared with the other's


@dataclass(frozen=True, slots=True, kw_only=True)
class IndependenceTuning:
    """What makes two articles one source."""

    most_of: float = 0.5  # share of the sentences of the shorter article: so many shared make two articles one source
    opening: int = 2  # sentences that say whose report an article passes on


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkageTuning:
    """Groups and their members."""

    few: int = 3  # members from which on a group has a nearer half


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderTuning:
    """How stories are ordered."""

    read_for_topics: int = 8  # articles of a story, the lead first, that topic words are looked for in
    sentences_for_topics: int = 12  # sentences of each of them


@dataclass(frozen=True, slots=True, kw_only=True)
class PairTuning:
    """How two articles are scored."""

    crowd: int = 40  # neighbours from which on an article has a crowd around it
    best: int = 2  # neighbours that a pair is compared with
    subject: tuple[int, int] = (20, 40)  # ranks of the neighbours that are taken to be of the same subject only
    nearest_kin: tuple[int, int] = (0, 3)  # ranks of the neighbours that a pair is compared with in the second step
    kin: int = 5  # articles of the same story that are added to an article in the second step
    likely: float = 0.5  # score of the first step above which an article is one of them
    short: int = 30  # words of the shorter article where a pair is altogether short
    long: int = 700  # words of the shorter article from which a pair is altogether long


@dataclass(frozen=True, slots=True, kw_only=True)
class VectorTuning:
    """How articles become vectors, and which are compared."""

    # articles that stand for all that hold a name, or a run, when the pairs to compare are looked for
    pivots: int = 150
    names_compared: int = 40  # names of an article that are compared, the weightiest
    candidates: int = 60  # articles that each is compared with, at most
    most_days: int = 60  # between two that are compared, where both say of themselves when they were published
    least_cosine: float = 0.03  # of words: below it two articles are not compared any further
    background: float = 100.0  # articles that the background frequency counts for, beside those at hand
    dense: int = 400_000  # numbers of the rows that are held dense when products of rows are looked up
    runs_kept: int = 4  # one run of so many, chosen by its hash


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockTuning:
    """How the comparing is divided. No value changes what comes out."""

    rows: int = 2_000  # articles of a block whose pairs are looked for
    pairs: int = 20_000  # of a block that is measured
    at_once: int = 8  # blocks begun before the results of those before are asked for
    kept_from: int = 20_000  # articles: of the comparing of fewer nothing is kept for a run that goes on


@dataclass(frozen=True, slots=True, kw_only=True)
class ScratchTuning:
    """What is put into files while articles are compared, and how much is looked at together. No value changes what
    comes out."""

    worth_it: int = 2_000  # articles: fewer are compared in memory, by this process alone
    least: int = 1_000_000  # bytes of an array that is worth a file
    rows: int = 1_000  # articles,
    numbers: int = 4_000_000  # and numbers of an array, that are looked at together
    pairs: int = 100_000  # the same of pairs
    sampled: int = 1_000  # numbers by which it is told where a part of that size ends


@dataclass(frozen=True, slots=True, kw_only=True)
class RepeatTuning:
    """What is repeated furniture."""

    # a block of this furniture score or less is plain prose: to be repeated is no sign of furniture by itself
    prose: float = -3.0
    several: int = 3  # independent articles that end with the same paragraph: it goes, prose or not
    hash: int = 8  # bytes of a paragraph's hash: no two of some millions are alike by chance


@dataclass(frozen=True, slots=True, kw_only=True)
class EventTuning:
    """When two articles that read alike report two events."""

    likely: float = 0.2  # score of a pair from which its openings are compared
    differences: int = 2  # of person, place and figure, at least
    sentences: int = 8  # of an article, in which the other's person and place are looked for
    remembered: int = 1_000  # articles whose openings are kept as words
    somebody: int = 5  # words at a first sentence's head that name the one it is about


@dataclass(frozen=True, slots=True, kw_only=True)
class WindowTuning:
    """What counts for the day."""

    error_page: int = 8  # sentences of a site's error page, at most
    offer: int = 12  # sentences of a shop's page or of a form to sign up, at most
    offered: int = 2  # such sentences among them, its title counted, at least
    offered_share: float = 1 / 3  # and the share of all that they make, at least
    announcement: int = 4  # sentences that announce a broadcast, at most
    announced: int = 2  # such sentences among them, its title counted, at least


FINGERPRINT = FingerprintTuning()
EVENTS = EventTuning()
COPIES = CopyTuning()
CLUSTER = ClusterTuning()
REASONS = ReasonTuning()
INDEPENDENCE = IndependenceTuning()
LINKAGE = LinkageTuning()
ORDER = OrderTuning()
PAIRS = PairTuning()
VECTORS = VectorTuning()
BLOCKS = BlockTuning()
SCRATCH = ScratchTuning()
REPEATS = RepeatTuning()
WINDOW = WindowTuning()
