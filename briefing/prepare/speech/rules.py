"""The tables of rules by which speech is read, in the order in which a sentence meets them."""

from briefing.prepare.speech.cue_verbs import VERB

TABLES = (VERB,)
