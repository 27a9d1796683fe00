"""How wide a line is, whether it ends a sentence, and how two lines of one paragraph become one."""

import re
import unicodedata

TERMINALS = "。！？!?.…；;"
_CLOSERS = "\"'”’」』）)】》〉］]〕"
_NOTE_MARKS = frozenset("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳⓪❶❷❸❹❺❻❼❽❾❿⁰¹²³⁴⁵⁶⁷⁸⁹*∗†‡")

_CUT_FIGURE = re.compile(r"[\u3000-\u9fff\uff00-\uffef]\d+[.,]?$")

_LONGEST_FIGURE = 20


def is_wide(character: str) -> bool:
    """Whether it is written without spaces around it: Han, kana, full-width signs; not Hangul, which is spaced."""
    if "\uac00" <= character <= "\ud7a3":
        return False
    return unicodedata.east_asian_width(character) in "WF"


def width(text: str) -> int:
    """Columns: 2 for a full-width character, 0 for a combining mark, 1 for all else."""
    return sum(
        2 if unicodedata.east_asian_width(character) in "WF" else 0 if unicodedata.combining(character) else 1
        for character in text
    )


def is_note_mark(character: str) -> bool:
    """Whether the character, at the end of a sentence or the start of a line, points to a footnote."""
    return character in _NOTE_MARKS


def without_note_marks(text: str) -> str:
    """The text without the footnote marks, blanks and closing quotes that may follow its last sign."""
    end = len(text)
    while end and (text[end - 1].isspace() or text[end - 1] in _CLOSERS or is_note_mark(text[end - 1])):
        end -= 1
    return text[:end]


def ends_sentence(text: str) -> bool:
    """Whether the last sign closes a sentence, whatever quotes and footnote marks come after it."""
    bare = without_note_marks(text)
    return bool(bare) and bare[-1] in TERMINALS


def space_between(first: str, second: str) -> str:
    """What stands between two lines of one paragraph: nothing beside a full-width character, else one space.

    A figure of a Chinese sentence that a wrap at a fixed column cut ("约4." and "3万人") is whole again.
    """
    if not first or not second or is_wide(first[-1]) or is_wide(second[0]):
        return ""
    return "" if second[0].isdecimal() and _CUT_FIGURE.search(first[-_LONGEST_FIGURE:]) else " "
