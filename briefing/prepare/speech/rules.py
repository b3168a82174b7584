"""The tables of rules by which speech is read, in the order in which a sentence meets them."""

from briefing.prepare.speech.clauses.complements import FITS
from briefing.prepare.speech.clauses.verb_clauses import COUNTS
from briefing.prepare.speech.clauses.verb_subjects import SUBJECT
from briefing.prepare.speech.free_order.chunks import STOPS
from briefing.prepare.speech.phrases.inversion import INVERTED
from briefing.prepare.speech.phrases.phrase_after import ENDS_BEFORE
from briefing.prepare.speech.phrases.phrase_before import LEADS_IN
from briefing.prepare.speech.phrases.sources import FORM
from briefing.prepare.speech.words.cue_verbs import VERB

TABLES = (VERB, FITS, SUBJECT, COUNTS, INVERTED, ENDS_BEFORE, LEADS_IN, FORM, STOPS)
