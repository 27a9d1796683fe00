"""Bytes to characters, and characters to those a database and a reader can bear.

`clean` is the one normalisation of every text, whatever its format:

- line ends (CR LF, CR, NEL, U+2028, U+2029, vertical tab) become "\\n"; a form feed stays: it is a page break
- NUL and the other C0 and C1 controls are dropped (PostgreSQL stores no NUL); a tab stays
- a lone surrogate and a noncharacter become U+FFFD
- bidi controls and marks are dropped: they can show a reader other words than are stored
- byte order marks, zero-width spaces, word joiners and soft hyphens are dropped: nobody sees them, every search
  stumbles on them. Joiners (U+200C, U+200D) stay, they change what is written.
- the rest is NFC, never NFKC: full-width digits, ①, ² and ½ stay what they are
"""

import re
import unicodedata
from collections.abc import Callable
from typing import NamedTuple

from charset_normalizer import from_bytes

from sources.extracting.errors import FileEmpty, FormatUnknown

_BOMS = [
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
]
_LEGACY = ["gb18030", "big5", "cp1252"]
_NO_TEXT = "the file is no text, and no format that is read here (PDF, DOCX, HTML, Markdown, plain text)"
_SAMPLE = 64 * 1024
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x85\u2028\u2029]")
_DROPPED = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\ufff9-\ufffb]"
)
_REPLACED = re.compile("[\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


class Decoded(NamedTuple):
    text: str
    encoding: str
    notes: tuple[str, ...] = ()


def clean(text: str) -> str:
    """The characters as they are stored (see the module's docstring)."""
    text = _LINE_ENDS.sub("\n", text)
    text = _REPLACED.sub("\ufffd", _DROPPED.sub("", text))
    return unicodedata.normalize("NFC", text)


def decoded(data: bytes) -> Decoded:
    """The clean text of the bytes. Raises FileEmpty, or FormatUnknown where they are no text."""
    if not data:
        raise FileEmpty("the file is empty: it has no bytes")
    raw = _with_bom(data) or _without_bom(data)
    text = clean(raw.text)
    if not text.strip():
        raise FileEmpty("the file is empty: it holds nothing but white space")
    return raw._replace(text=text)


def _with_bom(data: bytes) -> Decoded | None:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _tolerant(data[len(mark) :], encoding)
    return None


def _tolerant(data: bytes, encoding: str) -> Decoded:
    text = data.decode(encoding, errors="replace")
    bad = text.count("\ufffd") - data.decode(encoding, errors="ignore").count("\ufffd")
    if bad > max(2, len(text) // 50):
        raise FormatUnknown(_NO_TEXT)
    notes = (f"{bad} characters could not be read as {encoding} and stand as \ufffd",) if bad else ()
    return Decoded(text, encoding, notes)


def _without_bom(data: bytes) -> Decoded:
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = ""
    if text and not _looks_binary(data):
        return Decoded(text, "utf-8")
    encoding = _utf_16_of(data[:_SAMPLE])
    if encoding:
        return _tolerant(data, encoding)
    if _looks_binary(data):
        raise FormatUnknown(_NO_TEXT)
    return _nearly_utf_8(data) or _legacy(data)


def _looks_binary(data: bytes) -> bool:
    """Whether more than one byte in two hundred is a control character no text has (a stray NUL is forgiven)."""
    sample = data[:_SAMPLE]
    controls = sum(sample.count(byte) for byte in range(32) if byte not in b"\t\n\x0b\x0c\r\x1b")
    return controls * 200 > len(sample)


def _utf_16_of(sample: bytes) -> str | None:
    """UTF-16 without a mark: the high bytes crowd in a few values (00, 30, 4E-9F, FF), the low ones do not."""
    even, odd = sample[0:-1:2], sample[1::2]
    for encoding, high, low in (("utf-16-le", odd, even), ("utf-16-be", even, odd)):
        if not high or (len(sample) % 2 and len(sample) < _SAMPLE):
            continue
        if _share(high, _is_high_byte) >= 0.95 and (high.count(0) * 3 >= len(high) or _share(low, _is_high_byte) < 0.8):
            text = sample.decode(encoding, errors="replace")
            if text.isprintable() or _share_printable(text) >= 0.98:
                return encoding
    return None


def _is_high_byte(byte: int) -> bool:
    return byte in (0x00, 0x20, 0x30, 0xFF) or 0x4E <= byte <= 0x9F


def _share(data: bytes, wanted: Callable[[int], bool]) -> float:
    return sum(map(wanted, data)) / len(data)


def _share_printable(text: str) -> float:
    return sum(character.isprintable() or character in "\t\n\r\x0c" for character in text) / len(text)


def _nearly_utf_8(data: bytes) -> Decoded | None:
    """UTF-8 with a few broken bytes (a cut end, a bad join): at most one in a hundred of its long characters."""
    text = data.decode("utf-8", errors="replace")
    bad = text.count("\ufffd")
    longer = sum(character > "\x7f" for character in text) - bad
    if bad * 100 > longer:
        return None
    return Decoded(text, "utf-8", (f"{bad} bytes could not be read as UTF-8 and stand as \ufffd",))


def _legacy(data: bytes) -> Decoded:
    match = from_bytes(data, cp_isolation=_LEGACY).best()
    if match is None:
        raise FormatUnknown(_NO_TEXT)
    return Decoded(str(match), match.encoding)
