"""RTF: a small reader of its text. Formatting, pictures, fields' code, deleted and hidden text are passed over."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, replace

from briefing.model import Detail, Problem
from briefing.prepare.options import ReaderOptions
from briefing.prepare.raw import RawArticle
from briefing.prepare.readers.base import TextMaker, source
from briefing.prepare.readers.bounds import PACKAGE_BOUNDS

_TOKEN = re.compile(
    rb"\\(?:'([0-9a-fA-F]{2})|([a-zA-Z]{1,32})(-?\d{1,10})? ?|([^a-zA-Z']))|([{}])|([\r\n]+)|([^\\{}\r\n]+)|(.)", re.S
)
_PASSED = frozenset(
    b"fonttbl colortbl stylesheet listtable listoverridetable rsidtbl generator info pict object header headerl headerr"
    b" headerf footer footerl footerr footerf ftnsep themedata colorschememapping datastore latentstyles fldinst xe tc"
    b" annotation atnid atnauthor bkmkstart bkmkend filetbl revtbl mmathPr wgrffmtfilter pgptbl nonshppict"
    b" objdata".split()
)
_CHARACTERS = {
    b"tab": "\t", b"emdash": "—", b"endash": "–", b"lquote": "‘", b"rquote": "’", b"ldblquote": "“", b"rdblquote": "”",
    b"bullet": "•", b"emspace": " ", b"enspace": " ", b"qmspace": " ", b"cell": " ", b"nestcell": " ",
}  # fmt: skip
_ENDS = frozenset({b"par", b"line", b"row", b"nestrow", b"sect", b"page", b"column"})
_SYMBOLS = {b"~": "\u00a0", b"_": "-", b"{": "{", b"}": "}", b"\\": "\\", b"\n": "\n", b"\r": "\n"}
_CHARSETS = {
    0: "cp1252", 77: "mac-roman", 128: "cp932", 129: "cp949", 134: "gbk", 136: "cp950", 161: "cp1253", 162: "cp1254",
    163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _State:
    """What a group inherits: is its text passed over, how many characters follow a \\u, which character set."""

    passed: bool = False
    skip: int = 1
    codec: str = "cp1252"


class _Reader:
    def __init__(self, data: bytes) -> None:
        self.data = data
        self.maker = TextMaker()
        self.state = _State()
        self.stack: list[_State] = []
        self.fonts: dict[int, str] = {}
        self.font = 0
        self.base = "cp1252"
        self.in_fonts = False
        self.pending = bytearray()
        self.line: list[str] = []
        self.to_skip = 0
        self.high: int | None = None  # the first half of a character beyond the first plane
        self.starred = False

    def run(self) -> None:
        at = 0
        while at < len(self.data):
            found = _TOKEN.match(self.data, at)
            if found is None:
                break
            at = found.end()
            code, word, number, symbol, brace, _, plain, _ = found.groups()
            if word:
                at += self._word(word, int(number) if number else None)
            elif code:
                self._byte(bytes([int(code, 16)]))
            elif symbol:
                self._symbol(symbol)
            elif brace:
                self._brace(brace)
            elif plain and not self.state.passed:
                self._plain(plain)
        self._end()

    def _plain(self, plain: bytes) -> None:
        if self.to_skip:
            gone = min(self.to_skip, len(plain))
            self.to_skip -= gone
            plain = plain[gone:]
        self.pending += plain

    def _byte(self, byte: bytes) -> None:
        if self.to_skip:
            self.to_skip -= 1
        elif not self.state.passed:
            self.pending += byte

    def _flush(self) -> None:
        if self.pending:
            self.line.append(self.pending.decode(self.state.codec, "replace"))
            self.pending.clear()
        self.high = None

    def _put(self, text: str) -> None:
        if not self.state.passed:
            self._flush()
            self.line.append(text)

    def _end(self) -> None:
        self._flush()
        self.maker.add("".join(self.line))
        self.line.clear()

    def _symbol(self, symbol: bytes) -> None:
        if symbol == b"*":
            self.starred = True
        elif symbol in (b"\n", b"\r"):
            if not self.state.passed:
                self._end()
        else:
            self._put(_SYMBOLS.get(symbol, ""))

    def _brace(self, brace: bytes) -> None:
        self._flush()
        self.starred = False
        if brace == b"{":
            if len(self.stack) < PACKAGE_BOUNDS.rtf_depth:
                self.stack.append(self.state)
        elif self.stack:
            self.state = self.stack.pop()
            self.in_fonts = self.in_fonts and self.state.passed
        self.to_skip = 0

    def _word(self, word: bytes, number: int | None) -> int:
        """Obeys a control word; returns how many bytes after it are no text (binary data)."""
        if word == b"bin":
            return max(0, min(number or 0, len(self.data)))
        if word == b"fonttbl":
            self.in_fonts = True
        if word in _PASSED or (self.starred and word not in (b"shptxt", b"shpinst", b"shprslt")):
            self._flush()
            self.state = replace(self.state, passed=True)
        self.starred = False
        if self.in_fonts:
            self._font_word(word, number)
        elif word == b"u" and number is not None:
            self._unicode(number % 65536)
        elif word in _ENDS and not self.state.passed:
            self._end()
        elif word in _CHARACTERS:
            self._put(_CHARACTERS[word])
        else:
            self._set(word, number)
        return 0

    def _set(self, word: bytes, number: int | None) -> None:
        """Obeys a control word that changes how the text after it is read."""
        if word == b"uc":
            self.state = replace(self.state, skip=max(0, min(number or 0, 16)))
        elif word in (b"deleted", b"v"):
            self._flush()
            self.state = replace(self.state, passed=number != 0 or self.state.passed)
        elif word == b"shptxt":
            self.state = replace(self.state, passed=False)
        elif word == b"ansicpg":
            self.base = _known(f"cp{number}")
            self.state = replace(self.state, codec=self.base)
        elif word == b"mac":
            self.base = "mac-roman"
            self.state = replace(self.state, codec=self.base)
        elif word == b"f" or word == b"plain":
            self._flush()
            codec = self.fonts.get(number or 0, self.base) if word == b"f" else self.base
            self.state = replace(self.state, codec=codec)

    def _font_word(self, word: bytes, number: int | None) -> None:
        if word == b"f":
            self.font = number or 0
        elif word == b"fcharset" and number in _CHARSETS and number:
            self.fonts[self.font] = _CHARSETS[number]

    def _unicode(self, code: int) -> None:
        self.to_skip = self.state.skip
        if self.state.passed:
            return
        if 0xD800 <= code < 0xDC00:
            self._flush()
            self.high = code
        elif 0xDC00 <= code < 0xE000 and self.high is not None:
            high, self.high = self.high, None
            self.line.append(chr(0x10000 + ((high - 0xD800) << 10) + code - 0xDC00))
        else:
            self._put(chr(code) if not 0xD800 <= code < 0xE000 else "\ufffd")


def _known(name: str) -> str:
    try:
        return codecs.lookup(name).name
    except LookupError:
        return "cp1252"


def read(path: str, data: bytes, options: ReaderOptions) -> tuple[list[RawArticle], list[Problem]]:
    reader = _Reader(data)
    reader.run()
    title = _title(data)
    body = reader.maker.text()
    first = body.string.partition("\n")[0]
    return [
        RawArticle(
            path=path,
            source=source(path, "rtf", None),
            body=body,
            blocks=reader.maker.blocks(),
            title=Detail(title, "document properties") if title and title == first else None,
        )
    ], []


def _title(data: bytes) -> str:
    found = re.search(rb"\{\\title ([^{}\\]{1,500})\}", data[:100_000])
    return " ".join(found[1].decode("cp1252", "replace").split()) if found else ""
