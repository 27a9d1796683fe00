"""A passage lit in its context: the text around it cut into pieces a template can mark.

What nobody sees in a text is shown with a mark: characters without a picture, and letters of two scripts in one word,
by which a name can be made to look like another. The text of the pieces is the document's, sign by sign.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_LABELS = {
    "\u00a0": "NBSP", "\u00ad": "SHY", "\u061c": "ALM", "\u200b": "ZWSP", "\u200c": "ZWNJ", "\u200d": "ZWJ",
    "\u200e": "LRM", "\u200f": "RLM", "\u202a": "LRE", "\u202b": "RLE", "\u202c": "PDF", "\u202d": "LRO",
    "\u202e": "RLO", "\u202f": "NNBSP", "\u2060": "WJ", "\u2066": "LRI", "\u2067": "RLI", "\u2068": "FSI",
    "\u2069": "PDI", "\ufeff": "BOM",
}  # fmt: skip
_SYMBOL = "\u00a9\u00ae\u2000-\u2bff\u3030\u303d\u3297\u3299\U0001f000-\U0001faff#*0-9"
# Controls but tab, line and page end; blanks that do not break or are no blanks; format characters; the selectors of
# a glyph, which are at home after a symbol.
_INVISIBLE = (
    "[\x00-\x08\x0b\x0e-\x1f\x7f-\xa0\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2007\u2028-\u202f"
    "\u2060-\u206f\u2800\u3164\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e0fff]"
    f"|(?<![{_SYMBOL}])[\ufe00-\ufe0f]"
)
_LATIN, _CYRILLIC = "A-Za-z\u00c0-\u024f", "\u0400-\u052f"
# Of Greek only what looks Latin: a word may well end in \u03b1, \u03b2, \u03a9 or begin with \u03bc, \u0394.
_GREEK = "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧικνορυχ"
_OTHER = f"{_CYRILLIC}{_GREEK}"
_MIXED = f"[{_LATIN}][{_OTHER}]|[{_OTHER}][{_LATIN}]|[{_CYRILLIC}][{_GREEK}]|[{_GREEK}][{_CYRILLIC}]"
_REMARKABLE = re.compile(f"(?P<invisible>{_INVISIBLE})|(?P<mixed>{_MIXED})")
MIXED = re.compile(_MIXED)
"""Two letters side by side of which one was made to look like the other's kin."""


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a piece: plain (""), "invisible" with the name and a label of its character, or "mixed"."""

    text: str
    kind: str = ""
    hint: str = ""
    label: str = ""


def parts_of(text: str) -> list[Part]:
    """The text in parts, joined as it stands, with what nobody sees in it apart."""
    parts, place = list[Part](), 0
    for found in _REMARKABLE.finditer(text):
        if found.start() < place:
            continue
        start, end = _word_around(text, place, found) if found["mixed"] else found.span()
        parts += [Part(text[place:start]), _mixed(text[start:end]) if found["mixed"] else _invisible(found[0])]
        place = end
    parts.append(Part(text[place:]))
    return [part for part in parts if part.text]


def _word_around(text: str, first: int, found: re.Match[str]) -> tuple[int, int]:
    start, end = found.span()
    while start > first and text[start - 1].isalpha():
        start -= 1
    while end < len(text) and text[end].isalpha():
        end += 1
    return start, end


def _invisible(character: str) -> Part:
    code = f"U+{ord(character):04X}"
    name = unicodedata.name(character, "control character").lower()
    return Part(character, "invisible", f"{code} {name}", _LABELS.get(character, code))


def _mixed(word: str) -> Part:
    names = dict.fromkeys(unicodedata.name(letter, "").split(" ")[0].lower() for letter in word)
    scripts = " and ".join(name for name in names if name in ("latin", "cyrillic", "greek"))
    return Part(word, "mixed", f"letters of two scripts in one word: {scripts}")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text and how it is shown: "" for plain, "passage" or "value"."""

    text: str
    mark: str = ""

    @property
    def parts(self) -> list[Part]:
        return parts_of(self.text)


def excerpt(
    text: str, passage: tuple[int, int], value: tuple[int, int] | None = None, around: int = 160
) -> list[Piece]:
    """The passage with up to `around` code points of context on both sides, never across a blank line."""
    start, end = passage
    before = text[max(0, start - around) : start]
    after = text[end : end + around]
    before, after = before.rpartition("\n\n")[2], after.partition("\n\n")[0]
    cut_before, cut_after = len(before) < start and len(before) == around, len(after) == around
    low, high = value if value else (end, end)
    pieces = [
        Piece(("…" if cut_before else "") + before),
        Piece(text[start:low], "passage"),
        Piece(text[low:high], "value"),
        Piece(text[high:end], "passage"),
        Piece(after + ("…" if cut_after else "")),
    ]
    return [piece for piece in pieces if piece.text]
