"""The address of a place in a text, for browsers that know the W3C's text fragments."""

from __future__ import annotations

import re
from urllib.parse import quote

_WHOLE = 200  # code points up to which a passage is named whole, else by its first and its last words
_END = 24  # code points of those, at least
_BOUNDARY = re.compile(r"[\s,.;:!?，。；：！？、]")


def text_fragment(exact: str) -> str:
    """The text directive of a passage, to stand behind the `#` of an address and whatever else is there.

    A browser looks for whole words in one paragraph, so a long passage, or one of several lines, is named by the
    first words of its first line and the last of its last, cut where a word ends.
    """
    lines = [" ".join(line.split()) for line in exact.split("\n") if line.strip()]
    if len(lines) == 1 and len(lines[0]) <= _WHOLE:
        return f":~:text={_encoded(lines[0])}"
    return f":~:text={_encoded(_first(lines[0]))},{_encoded(_first(lines[-1][::-1])[::-1])}"


def _first(words: str) -> str:
    boundary = _BOUNDARY.search(words, _END)
    return words[: boundary.start()] if boundary else words


def _encoded(words: str) -> str:
    return quote(words, safe="").replace("-", "%2D")
