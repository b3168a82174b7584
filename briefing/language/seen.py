"""What a reader sees of a text, where its characters differ from that: invisible marks, digits of other scripts,
look-alike letters, and controls that turn the order of writing.

What is compared is what is seen: `1<zero-width space>5` is 15 on the page, whatever a parser makes of it. What is
printed stays as the source has it. Which characters show nothing: Unicode Standard, Default_Ignorable_Code_Point; the
controls of order: Unicode Standard Annex 9; look-alike letters: a few of Unicode Technical Standard 39's confusables.
"""

from __future__ import annotations

import re
import unicodedata

_JOINERS = (
    "\u200c\u200d"  # shape letters of Persian, Arabic, Hindi and parts of emoji; show nothing beside Latin letters
)
_HYPHEN = "\u00ad"
_SELECTORS = "\ufe00-\ufe0f\U000e0100-\U000e01ef"
_EMBEDDINGS, _POP = "\u202a\u202b", "\u202c"
_OVERRIDES = "\u202d\u202e"
_ISOLATES, _POP_ISOLATE = "\u2066\u2067\u2068", "\u2069"
_MARKS = "\u200e\u200f\u061c"
_ORDER = _EMBEDDINGS + _POP + _OVERRIDES + _ISOLATES + _POP_ISOLATE
_HIDDEN = "\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u2060-\u2065\u206a-\u206f\ufeff\U000e0000-\U000e007f"

_SHOWS_NOTHING = re.compile(f"[{_HYPHEN}{_HIDDEN}{_SELECTORS}{_MARKS}{_ORDER}]")
_JOINER = re.compile(f"(?<=[0-9A-Za-z])[{_JOINERS}]+|[{_JOINERS}]+(?=[0-9A-Za-z])")
_WITHIN = re.compile(f"\\w[{_HIDDEN}{_ORDER}]+\\w|\\d[{_HYPHEN}{_HIDDEN}{_JOINERS}{_MARKS}{_ORDER}]+\\d")
_CONTROL = re.compile(f"[{_ORDER}]")
_TO_THE_LEFT = re.compile("[\u202b\u2067]")  # what follows is read from the right
_READ_TO_THE_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]")
_AS_ISOLATES = str.maketrans("\u202a\u202b\u202c", "\u2066\u2067\u2069")
_FOREIGN_DIGIT = re.compile(r"[^\D0-9]")
_WIDE = re.compile("[\uff01-\uff5e]")
_MIXED = re.compile(r"(?<![^\W\d_])(?=[^\W\d_]*[A-Za-z])(?=[^\W\d_]*[\u0370-\u03ff\u0400-\u04ff])[^\W\d_]+")

_CYRILLIC = "АВСЕНІЈКМОРЅТХаеорсухіјѕԁһ"
_GREEK = "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧον"
_LATIN = "ABCEHIJKMOPSTXaeopcyxijsdhABEZHIKMNOPTYXov"
_ALIKE = dict(zip(map(ord, _CYRILLIC + _GREEK), _LATIN, strict=True))
_ORDINARY = re.compile(r"[\x00-\x7f\u00a0-\u00ac\u00ae-\u02ff\u1e00-\u1eff\u2010-\u2029\u2030-\u205e\u20a0-\u20cf]*")


def seen(text: str) -> str:
    """The text as it looks, for comparison: marks that show nothing left out, digits and full-width signs as ASCII,
    letters of another script that look like the Latin ones around them as these.

    >>> seen("a rise of 1\\u200b5 per cent"), seen("\\uff11\\uff15\\uff05"), seen("P\\u0430ris")
    ('a rise of 15 per cent', '15%', 'Paris')
    """
    if _ORDINARY.fullmatch(text):
        return text
    text = _JOINER.sub("", _SHOWS_NOTHING.sub("", text))
    text = _FOREIGN_DIGIT.sub(lambda digit: str(unicodedata.digit(digit[0], digit[0])), text)
    text = _WIDE.sub(lambda sign: chr(ord(sign[0]) - 0xFEE0), text)
    return _MIXED.sub(lambda word: _as_latin(word[0]), text)


def seen_places(text: str) -> tuple[str, list[int]]:
    """The text as it looks, and where each of its characters stands in the text given.

    >>> seen_places("1\\u200b5 cm")
    ('15 cm', [0, 2, 3, 4, 5])
    """
    if _ORDINARY.fullmatch(text):
        return text, list(range(len(text)))
    hidden = {at for found in (*_SHOWS_NOTHING.finditer(text), *_JOINER.finditer(text)) for at in range(*found.span())}
    places = [at for at in range(len(text)) if at not in hidden]
    return seen("".join(text[at] for at in places)), places


def _as_latin(word: str) -> str:
    """A word of letters of two scripts, in Latin ones where every other letter looks like one."""
    folded = word.translate(_ALIKE)
    return folded if folded.isascii() or not re.search(r"[\u0370-\u04ff]", folded) else word


def hides(text: str) -> bool:
    """Whether a mark that shows nothing stands within a word or a figure. Not soft hyphens and joiners in words, which
    texts have for good reason."""
    return not _ORDINARY.fullmatch(text) and _WITHIN.search(text) is not None


def turns(text: str) -> bool:
    """Whether the order on the page is not that of the characters, or what follows the text would be turned: an
    override, a control that is not closed, or one for writing from right to left where no letter is of such a script.

    >>> turns("pay \\u202e$001\\u202c"), turns("from \\u20675 to 3\\u2069"), turns("pay \\u2067$001")
    (True, True, True)
    >>> turns("the daily \\u2067\\u05d4\\u05e2\\u05e8\\u05d1\\u2069 said")
    False
    """
    open_controls: list[str] = []
    for control in _CONTROL.findall(text):
        if control in _OVERRIDES:
            return True
        if control in _EMBEDDINGS or control in _ISOLATES:
            open_controls.append(control)
        elif not open_controls or (open_controls.pop() in _ISOLATES) != (control == _POP_ISOLATE):
            return True
    return bool(open_controls) or (bool(_TO_THE_LEFT.search(text)) and not _READ_TO_THE_LEFT.search(text))


def in_order(text: str) -> str:
    """The text; without all controls of order where they would turn it or what follows it."""
    return _CONTROL.sub("", text) if turns(text) else text


def isolated(text: str) -> str:
    """The text for print: as `in_order`, and with isolates in place of embeddings, which turn what stands beside them.

    >>> isolated("\\u202b\\u05d0\\u202c [1]") == "\\u2067\\u05d0\\u2069 [1]", isolated("\\u202eab")
    (True, 'ab')
    """
    return text if _ORDINARY.fullmatch(text) else in_order(text).translate(_AS_ISOLATES)
