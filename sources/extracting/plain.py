"""Plain text to Text: paragraphs by their lines, hard-wrapped ones put together again."""

import re
from collections.abc import Sequence
from itertools import groupby, pairwise

from sources.extracting.composing import Piece, compose
from sources.extracting.joining import ends_sentence, is_wide, space_between, width, without_note_marks
from sources.extracting.lines import Line, usual_right
from sources.extracting.paragraphs import BULLET, looks_like_heading, pieces_of_lines
from sources.extracting.text import BlockKind, Text

NAME, VERSION = "plain", 1
MEDIA_TYPE = "text/plain"

_WIDEST_WRAP = 160
_WIDEST_HEADING = 80
_WIDEST_CELL = 40
_EDGE_LINES = 2
_FRAGMENT = re.compile(r"\S{1,25}")
_LIST_SIGN = re.compile(r"\d{1,3}[.)、]|[（(]\d")


def extract(source: str, *, notes: tuple[str, ...] = ()) -> Text:
    """The text of a file without marks of any kind.

    Hard-wrapped text is told by its statistics: lines of nearly one width of which many end within a sentence.
    Else every line is a paragraph.
    """
    lines, ignores_gaps = _lines(source)
    pieces = pieces_of_lines(lines, ignores_gaps=ignores_gaps) if _is_wrapped(lines) else _unwrapped(lines)
    return compose(_with_tables(pieces), media_type=MEDIA_TYPE, extractor=f"{NAME}/{VERSION}", notes=notes)


def _lines(source: str) -> tuple[list[Line], bool]:
    """The lines with their places in columns, and whether blank lines stand between all of them."""
    rows = [(row, page) for page, rows in enumerate(source.split("\f"), 1) for row in rows.split("\n")]
    rows = _with_words_rejoined(rows)
    has_pages = "\f" in source
    filled = [(row, page, index) for index, (row, page) in enumerate(rows) if row.strip()]
    lines = []
    for place, (row, page, index) in enumerate(filled):
        text = row.strip()
        left = width(row[: len(row) - len(row.lstrip())].expandtabs(4))
        near = filled[max(0, place - _EDGE_LINES) : place + _EDGE_LINES + 1]
        edge = has_pages and (len(near) <= 2 * _EDGE_LINES or any(other[1] != page for other in near))
        gap = index > 0 and not rows[index - 1][0].strip()
        lines.append(Line(text, left, left + width(text), gap=gap, page=page if has_pages else 0, edge=edge))
    return lines, _is_double_spaced(lines)


def _is_double_spaced(lines: Sequence[Line]) -> bool:
    """Whether blank lines stand between lines of one sentence, and so part nothing."""
    widest = usual_right(lines)
    open_ones = [b for a, b in pairwise(lines) if a.right >= 0.75 * widest and not ends_sentence(a.text)]
    return len(open_ones) > 3 and sum(line.gap for line in open_ones) > 0.3 * len(open_ones)


def _with_words_rejoined(rows: list[tuple[str, int]]) -> list[tuple[str, int]]:
    """A row that is one blank, not empty, stands for the space of a line that a PDF tool broke at every word.

    Taken so only where most such rows stand beside a single word: other files have blanks in empty lines.
    """
    words = [index for index, (row, _) in enumerate(rows) if row.strip()]
    broken = {(a, b) for a, b in pairwise(words) if any(row for row, _ in rows[a + 1 : b])}
    fragments = sum(
        bool(_FRAGMENT.fullmatch(rows[a][0].strip()) or _FRAGMENT.fullmatch(rows[b][0].strip())) for a, b in broken
    )
    if len(broken) < 3 or fragments < 0.6 * len(broken):
        return rows
    rejoined = rows[: words[0] + 1]
    for a, b in pairwise(words):
        row, page = rejoined[-1]
        if (a, b) in broken and not _is_complete(row):
            rejoined[-1] = (f"{row.rstrip()} {rows[b][0].lstrip()}", page)
        else:
            rejoined += rows[a + 1 : b + 1]
    return rejoined


def _is_complete(row: str) -> bool:
    """Whether no word is missing at the end of a row: a full Chinese sentence, or nothing but footnote marks."""
    bare = without_note_marks(row)
    return not bare or bare[-1] in "。！？"


def _is_wrapped(lines: Sequence[Line]) -> bool:
    if len(lines) < 4:
        return False
    usual = usual_right(lines)
    within = sum(len(line.text) for line in lines if line.right <= 1.3 * usual)
    if not 20 <= usual <= _WIDEST_WRAP or within < 0.7 * sum(len(line.text) for line in lines):
        return False
    full = [line for line in lines[:-1] if line.right >= 0.75 * usual]
    return len(full) >= 3 and sum(not ends_sentence(line.text) for line in full) >= 0.4 * len(full)


def _unwrapped(lines: Sequence[Line]) -> list[Piece]:
    """One paragraph a line; a line that begins within a sentence goes on with the one before."""
    texts: list[str] = []
    for line in lines:
        text = line.text
        if texts and not line.gap and not ends_sentence(texts[-1]) and _goes_on(texts[-1], text):
            texts[-1] += space_between(texts[-1], text) + text
        else:
            texts.append(text)
    return [Piece(_kind(texts, index), text) for index, text in enumerate(texts)]


def _goes_on(before: str, text: str) -> bool:
    if width(before) < 24 and not before.endswith((",", "，")):
        return False
    return text[0].islower() or (text[0].isdigit() and before[-1].islower() and not _LIST_SIGN.match(text))


def _kind(texts: Sequence[str], index: int) -> BlockKind:
    """A short line without an end, before a longer one or at the top, is a heading."""
    text = texts[index]
    if BULLET.match(text):
        return BlockKind.LIST_ITEM
    following = texts[index + 1] if index + 1 < len(texts) else ""
    is_short = width(text) <= _WIDEST_HEADING and following and (not index or width(following) > width(text))
    return BlockKind.HEADING if is_short and looks_like_heading(text) else BlockKind.PARAGRAPH


def _with_tables(pieces: Sequence[Piece]) -> list[Piece]:
    """Three lines or more of the same number of cells are rows of one table."""
    kept: list[Piece] = []
    for count, group in groupby(pieces, key=lambda piece: len(_cells(piece.text))):
        run = list(group)
        if count > 1 and len(run) > 2:
            kept.append(Piece(BlockKind.TABLE, "\n".join(" | ".join(_cells(piece.text)) for piece in run)))
        else:
            kept += run
    return kept


def _cells(text: str) -> list[str]:
    """The cells of a row: parted by tabs, or by blanks where the row is Chinese and has no punctuation."""
    if "\t" in text:
        return [cell.strip() for cell in text.split("\t")]
    cells = re.split(r"\s{2,}", text)
    if len(cells) < 3 and is_wide(text[0]) and not re.search(r"[,.;:，。；：、]", text):
        cells = text.split()
    return cells if len(cells) > 2 and max(map(width, cells)) <= _WIDEST_CELL else [text]
