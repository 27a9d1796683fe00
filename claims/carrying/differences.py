"""Two wordings side by side: which words are gone from the one and new in the other. Chinese goes sign by sign."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

_WORD = re.compile(
    r"\d+(?:[.,]\d+)*|[^\W\d_\u2e80-\u9fff\uf900-\ufaff]+(?:['’-][^\W\d_\u2e80-\u9fff]+)*|\s+|.", re.DOTALL
)
_MOST_WORDS = 3000  # of either side: beyond that no reader compares word by word


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of one wording, and whether the other has it too."""

    text: str
    is_other: bool


def differences(old: str, new: str) -> tuple[list[Part], list[Part]]:
    """Both wordings in parts, joined as they stand. White space of another kind is no difference."""
    before, after = _WORD.findall(old), _WORD.findall(new)
    if max(len(before), len(after)) > _MOST_WORDS:
        return [Part(old, old != new)], [Part(new, old != new)]
    matcher = SequenceMatcher(None, _compared(before), _compared(after), autojunk=False)
    was, now = list[Part](), list[Part]()
    for same, low, high, first, last in _stretches(matcher, before):
        was.append(Part("".join(before[low:high]), not same))
        now.append(Part("".join(after[first:last]), not same))
    return [part for part in was if part.text], [part for part in now if part.text]


def _compared(words: list[str]) -> list[str]:
    return [" " if word.isspace() else word for word in words]


def _stretches(matcher: SequenceMatcher[str], before: list[str]) -> list[tuple[bool, int, int, int, int]]:
    """Same or other, with the words of both sides; a lone blank between two changes belongs to the change."""
    found: list[tuple[bool, int, int, int, int]] = []
    codes = matcher.get_opcodes()
    for index, (tag, low, high, first, last) in enumerate(codes):
        is_blank = tag == "equal" and 0 < index < len(codes) - 1 and not "".join(before[low:high]).strip()
        same = tag == "equal" and not is_blank
        if found and found[-1][0] == same:
            _, start, _, begin, _ = found[-1]
            found[-1] = (same, start, high, begin, last)
        else:
            found.append((same, low, high, first, last))
    return found
