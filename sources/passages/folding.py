"""A text as the signs that are compared: no white space, no invisible characters, one kind of quote and dash."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, islice

_ONE_KIND = {
    '"': "“”„«»「」『』",
    "'": "‘’‛",
    "-": "—–‐‑‒―−",
    ".": "。",
    "~": "〜",
}
# Latin-1, general punctuation, Kangxi radicals (as PDFs write Han), CJK punctuation, compatibility forms
_BLOCKS = ((0x80, 0x100), (0x2000, 0x2070), (0x2F00, 0x2FE0), (0x3000, 0x3040), (0xF900, 0xFB00), (0xFE00, 0xFFF0))
_CHUNK = 256


def _plain_signs() -> Iterator[tuple[str, str]]:
    """The characters that are compared as another one, each with that other one."""
    for first, last in _BLOCKS:
        for character in map(chr, range(first, last)):
            plain = unicodedata.normalize("NFKC", character)
            if unicodedata.category(character) == "Cf":
                yield character, " "
            elif len(plain) == 1 and plain != character:
                yield character, plain
    for plain, characters in _ONE_KIND.items():
        for character in characters:
            yield character, plain


_PLAIN = dict(_plain_signs())
_OTHER_KIND = re.compile(f"[{re.escape(''.join(_PLAIN))}]")


@dataclass(frozen=True, slots=True)
class Folded:
    """A text and its signs, and the way from one to the other.

    cased     the signs in their own case
    signs     the same in lower case
    chunks    the text before its white space was dropped, in pieces of one size; `ends` counts the signs up to the
              end of each
    """

    text: str
    cased: str
    signs: str
    chunks: list[str]
    ends: list[int]

    def index(self, place: int) -> int:
        """How many signs stand before that place of the text: the first sign at it or after it."""
        chunk, column = divmod(place, _CHUNK)
        before = self.ends[chunk - 1] if chunk else 0
        return before + (len("".join(self.chunks[chunk][:column].split())) if column else 0)

    def place(self, index: int) -> int:
        """Where in the text that sign stands. Raises IndexError for a sign that is not there."""
        chunk = bisect_right(self.ends, index)
        skipped = index - (self.ends[chunk - 1] if chunk else 0)
        columns = (column for column, character in enumerate(self.chunks[chunk]) if not character.isspace())
        return chunk * _CHUNK + next(islice(columns, skipped, None))

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The span of the text that these signs cover, end exclusive."""
        return self.place(start), self.place(end - 1) + 1


@lru_cache(maxsize=8)
def folded(text: str) -> Folded:
    """The text with its signs. Kept for the last few texts, as one text is asked about many passages."""
    plain = text
    if not text.isascii():
        for character in set(_OTHER_KIND.findall(text)):
            plain = plain.replace(character, _PLAIN[character])
    chunks = [plain[start : start + _CHUNK] for start in range(0, len(plain), _CHUNK)]
    joined = ["".join(chunk.split()) for chunk in chunks]
    cased = "".join(joined)
    signs = cased.lower()
    return Folded(text, cased, signs if len(signs) == len(cased) else cased, chunks, list(accumulate(map(len, joined))))
