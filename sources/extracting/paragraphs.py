"""Lines to blocks: what belongs to one paragraph is joined, whatever page or footnote stands between."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from sources.extracting.composing import Piece
from sources.extracting.imprint import date_in
from sources.extracting.joining import ends_sentence, is_wide, space_between, width, without_note_marks
from sources.extracting.lines import Line, Role, roles_of, usual_right
from sources.extracting.text import BlockKind

_NUMBERED = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}、|[（(]\s?[一二三四五六七八九十]{1,3}\s?[）)]|第[一二三四五六七八九十百\d]{1,4}[章节部篇编]"
    r"|\d{1,2}(?:\.\d{1,2}){1,3}\s+\D|(?:chapter|part|section)\s+[\divxl]+\b)",
    re.I,
)
BULLET = re.compile(r"^(?:[•●▪■◆○‣–—*-]\s+|[（(]?\d{1,2}[）)]\s*|\d{1,2}[.、]\s+(?=\D))")
_CAPTION = re.compile(r"^(?:[图表]\s?\d{1,3}|(?:table|figure|fig\.)\s\d{1,3})\b", re.I)
_RUNS_ON = ",，、:：-–—(（“‘《"
_WIDEST_HEADING = 80
_BROKEN_WORD = re.compile(r"[a-z]{2}[-\u2010]$")
_LONGEST_WORD = 80
_NEIGHBOURS = 8
_ROOM_IN_JUSTIFIED = 6  # columns: half-width signs in a justified Chinese line make it look shorter than it is


@dataclass
class _Paragraph:
    """`parts` are its lines with what stands between them; `first` is the index of the first."""

    first: int
    parts: list[str]
    lines: int = 1
    is_item: bool = False

    @property
    def text(self) -> str:
        return "".join(self.parts)

    def add(self, text: str) -> None:
        kept, between = joint(self.parts[-1], text)
        self.parts[-1] = kept
        self.parts += [between, text]
        self.lines += 1


@dataclass
class _Assembly:
    """The paragraph being read, and the furniture that waits for its end."""

    lines: Sequence[Line]
    roles: Sequence[Role]
    ignores_gaps: bool
    pieces: list[Piece] = field(default_factory=list)
    current: _Paragraph | None = None
    waiting: list[Piece] = field(default_factory=list)
    usual_right: float = 0.0
    gaps_part: bool = False

    def __post_init__(self) -> None:
        body = [line for line, role in zip(self.lines, self.roles, strict=True) if role is None]
        self.usual_right = usual_right(body)
        self.gaps_part = not self.ignores_gaps and sum(line.gap for line in body) * 20 > len(body)

    def read(self) -> list[Piece]:
        last: int | None = None
        for index, line in enumerate(self.lines):
            role = self.roles[index]
            if role is not None:
                self._set_aside(index, role)
                continue
            if self.current is not None and last is not None and self._continues(last, index):
                self.current.add(line.text)
            else:
                self._close()
                self.current = _Paragraph(index, [line.text], is_item=bool(BULLET.match(line.text)))
            last = index
        self._close()
        return self.pieces

    def _set_aside(self, index: int, role: BlockKind) -> None:
        text = self.lines[index].text
        if role is BlockKind.FOOTNOTE and self.waiting and self._goes_on_with_note(index):
            kept, between = joint(self.waiting[-1].text, text)
            self.waiting[-1] = Piece(role, kept + between + text)
        else:
            self.waiting.append(Piece(role, text))

    def _goes_on_with_note(self, index: int) -> bool:
        """Whether a line of small print belongs to the one before: it begins no note, and that one did not end."""
        before, text = self.lines[index - 1].text, self.lines[index].text
        if self.roles[index - 1] is not BlockKind.FOOTNOTE:
            return False
        if not without_note_marks(before) or not without_note_marks(text):
            return not without_note_marks(before) and not without_note_marks(text)
        return not _starts_note(text) and not (ends_sentence(before) and self._is_short(index - 1, index))

    def _close(self) -> None:
        if self.current is not None:
            self.pieces.append(self._piece(self.current))
        self.pieces += self.waiting
        self.current, self.waiting = None, []

    def _piece(self, paragraph: _Paragraph) -> Piece:
        text = paragraph.text
        if _CAPTION.match(text) and paragraph.lines <= 2 and not ends_sentence(text):
            return Piece(BlockKind.CAPTION, text)
        if self._is_heading(paragraph):
            return Piece(BlockKind.HEADING, text)
        return Piece(BlockKind.LIST_ITEM if paragraph.is_item else BlockKind.PARAGRAPH, text)

    def _is_heading(self, paragraph: _Paragraph) -> bool:
        text, first = paragraph.text, self.lines[paragraph.first]
        if not looks_like_heading(text):
            return False
        if paragraph.lines > 3 or width(text) > _WIDEST_HEADING * paragraph.lines or paragraph.is_item:
            return False
        is_short = first.right - first.left < 0.85 * (self._margins(paragraph.first)[1] - first.left)
        return paragraph.lines > 1 or is_short or bool(_NUMBERED.match(text)) or not paragraph.first

    def _continues(self, last: int, index: int) -> bool:
        """Whether the line goes on with the paragraph that `last` is a line of."""
        previous, line = self.lines[last], self.lines[index]
        if previous.size and abs(line.size - previous.size) > 0.1 * previous.size:
            return False
        is_closed, is_short = ends_sentence(previous.text), self._is_short(last, index)
        if (_is_heading_line(previous.text) and is_short) or re.match(r"[•●▪■◆‣]", line.text):
            return False
        if is_closed or is_short:
            if BULLET.match(line.text) or _NUMBERED.match(line.text) or _CAPTION.match(line.text):
                return False
            if self._is_indented(index) and not self._is_indented(last):
                return False
        interrupted = index - last > 1 or line.page != previous.page
        if line.gap and not self.ignores_gaps and not interrupted and (is_closed or is_short):
            return False
        if is_closed:
            return not is_short and not (interrupted and line.gap)
        runs_on = _begins_within_sentence(line.text) or previous.text[-1] in _RUNS_ON
        return not is_short or runs_on or self._is_long(last, or_half=self.gaps_part and not line.gap)

    def _is_long(self, index: int, *, or_half: bool) -> bool:
        """Whether a line that could have held more is still no heading.

        A Chinese line of three quarters: a paragraph set narrower than its neighbours, as an abstract is. A line of
        half the width where empty lines part the paragraphs and none follows: somebody wrapped it by hand.
        """
        left, right = self._margins(index)
        line = self.lines[index]
        least = 0.5 if or_half else 0.75 if is_wide(line.text[-1]) else 1.0
        return line.right - left >= least * (right - left) and not _NUMBERED.match(line.text)

    def _is_short(self, index: int, following: int) -> bool:
        """Whether what comes next would have fitted on the line: whoever set it meant to end it there."""
        line, text = self.lines[index], self.lines[following].text
        is_chinese = is_wide(text[0]) or is_wide(line.text[-1])
        needed = _ROOM_IN_JUSTIFIED + 2 if is_chinese else width(text.split()[0]) + 1
        return line.right + needed * line.em <= self._margins(index)[1]

    def _is_indented(self, index: int) -> bool:
        line = self.lines[index]
        return line.left - self._margins(index)[0] >= 1.5 * line.em

    def _margins(self, index: int) -> tuple[float, float]:
        """Left and right end of the column the line stands in, by its neighbours."""
        line = self.lines[index]
        near = [
            other
            for other, role in zip(
                self.lines[max(0, index - _NEIGHBOURS) : index + _NEIGHBOURS],
                self.roles[max(0, index - _NEIGHBOURS) : index + _NEIGHBOURS],
                strict=True,
            )
            if role == self.roles[index] and other.left < line.right and other.right > line.left
        ]
        rightmost = max(other.right for other in near)
        # One line that is too long (a table, words a tool put together wrongly) says nothing of the others.
        return min(other.left for other in near), min(rightmost, max(line.right, 1.02 * self.usual_right))


def looks_like_heading(text: str) -> bool:
    """Whether the words may be a heading: no sentence, no byline with its date, no list sign."""
    is_sentence = ends_sentence(text) or text[-1] in _RUNS_ON
    return not is_sentence and any(map(str.isalpha, text)) and not date_in(text) and not BULLET.match(text)


def _starts_note(text: str) -> bool:
    return bool(re.match(r"[①-⑳❶-❿⁰¹²³⁴-⁹†‡]|\[\d{1,3}\]", text))


def _is_heading_line(text: str) -> bool:
    return bool(_NUMBERED.match(text)) and not ends_sentence(text) and text[-1] not in _RUNS_ON


def _begins_within_sentence(text: str) -> bool:
    return text[0].islower() or text[0] in ",.;:!?)]}，。、；：！？）】》”’%"


def joint(first: str, second: str) -> tuple[str, str]:
    """What stays of the first of two lines, and what stands between them.

    A word broken at the line end is whole again where both halves are lower-case letters.
    """
    tail = first[-_LONGEST_WORD:]
    if _BROKEN_WORD.search(tail) and re.match(r"[a-z]{2}", second) and "/" not in tail.split()[-1]:
        return first[:-1], ""
    if re.search(r"\w[-/]$", tail) and second[:1].isalnum():
        return first, ""
    return first, space_between(tail, second)


def pieces_of_lines(lines: Sequence[Line], *, ignores_gaps: bool = False) -> list[Piece]:
    """The blocks the lines make. `ignores_gaps`: the space between lines says nothing (every line has some)."""
    return _Assembly(lines, roles_of(lines), ignores_gaps).read()
