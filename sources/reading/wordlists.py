"""Tables of words, written as plain lines, and the patterns made of them."""

from __future__ import annotations

import re
from collections.abc import Iterable


def words(listed: str) -> tuple[str, ...]:
    """The words of a list parted by white space."""
    return tuple(listed.split())


def table(lines: str) -> dict[str, str]:
    """Word -> meaning, from lines "meaning: word word word"; an underscore in a word stands for a space."""
    found: dict[str, str] = {}
    for line in lines.strip().splitlines():
        meaning, _, listed = line.partition(":")
        for word in listed.split():
            found[word.replace("_", " ")] = meaning.strip()
    return found


def alternation(listed: Iterable[str]) -> str:
    """A pattern for any of the words, the longest first.

    Where a word has a space any white space will do. Between two Chinese characters there may be some: a line end
    or the blanks of a PDF.
    """
    ordered = sorted(set(listed), key=lambda word: (-len(word), word))
    return "|".join(_pattern(word) for word in ordered)


_BETWEEN_HAN = re.compile(r"(?<=[\u4e00-\u9fff])(?=[\u4e00-\u9fff])")


def _pattern(word: str) -> str:
    return _BETWEEN_HAN.sub(r"\\s{0,2}", re.escape(word).replace(r"\ ", r"\s{1,3}"))


def without_space(written: str) -> str:
    """The word of a table that a pattern found with white space inside."""
    return "".join(written.split()) if not written.isascii() else " ".join(written.split())
