"""The blocks of a text as they are shown: paragraphs and lines with their marks, tables as tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from claims.reader.lights import Lights
from claims.reader.marks import nested
from claims.reader.rendering import Ink
from sources.extracting.text import Block, BlockKind
from sources.models import Document

_LEAF = 3000  # code points: blocks are laid out in leaves of about a screen or two, those far off not at all
_CELL_ENDS = re.compile(r"\t|\s*\|\s*")
_OWN_BULLET = re.compile(r"[-–—*•·‣◦▪●○■□☐]|\(?[0-9A-Za-z一二三四五六七八九十]{1,4}[.)、）．]")
_TELLING = frozenset({BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.QUOTE, BlockKind.CAPTION, BlockKind.FOOTNOTE})

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Cell:
    """A stretch of the text with its marks. Offsets are code points of the document's text."""

    start: int
    end: int
    html: SafeString


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownBlock:
    """One block: its rows where it is a table that has some, else one row of one cell.

    has_head    the first row of the table names its columns
    is_title    it says the document's title
    has_bullet  it brings the mark of its own list item along
    is_telling  a person may claim what it says as a whole
    """

    number: int
    kind: BlockKind
    start: int
    end: int
    rows: tuple[tuple[Cell, ...], ...]
    is_table: bool
    has_head: bool
    is_title: bool
    has_bullet: bool
    is_telling: bool

    @property
    def html(self) -> SafeString:
        return self.rows[0][0].html


@dataclass(frozen=True, slots=True)
class Sheet:
    """A document's text, what is lit in it, and the ink it is written in."""

    document: Document
    lights: Lights
    ink: Ink

    def leaves(self) -> Iterator[list[ShownBlock]]:
        """The whole text, a leaf at a time: blocks that are laid out together."""
        shown, length = list[ShownBlock](), 0
        for number, block in enumerate(blocks_of(self.document)):
            shown.append(self.block(number))
            length += block.end - block.start
            if length >= _LEAF:
                yield shown
                shown, length = [], 0
        if shown:
            yield shown

    def block(self, number: int) -> ShownBlock:
        """One block: the same whether the whole text is shown or this block again."""
        blocks = blocks_of(self.document)
        block, shown_to = blocks[number], blocks[number - 1].end if number else 0
        words = self.document.text[block.start : block.end]
        parted = _rows(words, block.start) if block.kind == BlockKind.TABLE else []
        rows = list[tuple[Cell, ...]]()
        for row in parted or [[(block.start, block.end)]]:
            rows.append(tuple(self._cells(row, shown_to)))
            shown_to = row[-1][1]
        return ShownBlock(
            number=number,
            kind=block.kind,
            start=block.start,
            end=block.end,
            rows=tuple(rows),
            is_table=bool(parted),
            has_head=len(parted) > 2 and not any(self.lights.has_anchor(*span) for span in parted[0]),
            is_title=says_title(self.document, block),
            has_bullet=block.kind == BlockKind.LIST_ITEM and bool(_OWN_BULLET.match(words)),
            is_telling=block.kind in _TELLING,
        )

    def _cells(self, row: Sequence[Span], shown_to: int) -> Iterator[Cell]:
        """The cells of a row; a passage that runs through several begins in the first of them."""
        for start, end in row:
            met = self.lights.passages.meeting(start, end)
            nodes = nested(self.document.text, start, end, met, self.lights.anchors, shown_to)
            yield Cell(start, end, self.ink.written(nodes))
            shown_to = end


def blocks_of(document: Document) -> list[Block]:
    return document.spans or [Block(BlockKind.PARAGRAPH, 0, len(document.text))]


def says_title(document: Document, block: Block) -> bool:
    """Whether a block is the heading of the whole, a note mark at its end or other marks aside."""
    if block.kind != BlockKind.HEADING:
        return False
    said = _letters(document.text[block.start : block.end])
    return bool(said) and said == _letters(document.title)


def _letters(words: str) -> str:
    return "".join(letter for letter in words.casefold() if letter.isalnum())


def _rows(words: str, start: int) -> list[list[Span]]:
    """Where the cells of a table stand in the text; nothing where its rows are not parted into cells.

    Every row is parted, by tabs or upright bars; rows of fewer cells are shorter.
    """
    rows, place = list[list[Span]](), start
    for line in words.split("\n"):
        row = _parted(line, place)
        if len(row) < 2:
            return []
        rows.append(row)
        place += len(line) + 1
    return rows


def _parted(line: str, start: int) -> list[Span]:
    cells, place = list[Span](), 0
    for parting in _CELL_ENDS.finditer(line):
        cells.append((start + place, start + parting.start()))
        place = parting.end()
    cells.append((start + place, start + len(line)))
    framed = line.lstrip().startswith("|"), line.rstrip().endswith("|")
    return cells[framed[0] : len(cells) - framed[1]]
