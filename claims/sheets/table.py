"""A table as it comes: bytes -> a header and its lines, numbered as a spreadsheet numbers its rows.

Pure: no database. What a cell means is told elsewhere.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from claims.errors import Refused
from sources.extracting.apart import check_size
from sources.extracting.decoding import decoded
from sources.extracting.errors import ExtractionFailed, FormatUnknown

MOST_LINES = 200_000
MOST_COLUMNS = 200
_DELIMITERS = ",;\t|"
_MOST_DELIMITERS = 20_000  # in one line of the file: nobody's table
_SAMPLE = 64 * 1024
_SAMPLED_RECORDS = 50
_DELIMITER_NAMED = re.compile(r'"?sep=([,;\t|])"?[^\S\n]*\n', re.IGNORECASE)  # as Excel writes it, on a line of its own
_ARCHIVE = b"PK\x03\x04"
_FORMULA = "=+-@\t＝＋－＠﹦﹢﹣﹫"  # what a cell begins with that a spreadsheet takes for a formula
_GUARDED = re.compile(f"'[{re.escape(_FORMULA)}]")


class SheetNotRead(Refused):
    """The bytes are no table with a header. The sentence says why, where, and what to do."""


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the table. The header is row 1; a cell with line breaks in it is still one row."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    header: tuple[str, ...]
    lines: tuple[Line, ...]
    delimiter: str
    encoding: str
    notes: tuple[str, ...] = ()


def read_table(data: bytes) -> Table:
    """The table in the bytes of a CSV or TSV file. Empty rows are left out. Raises SheetNotRead."""
    if data.startswith(_ARCHIVE):
        raise SheetNotRead("This is a spreadsheet's own file or an archive. Save the sheet as CSV (UTF-8) first.")
    try:
        check_size(len(data))
        source = decoded(data)
    except FormatUnknown as failure:
        raise SheetNotRead("The sheet is no text: save it as CSV (UTF-8) first.") from failure
    except ExtractionFailed as failure:
        raise SheetNotRead(f"The sheet cannot be read: {failure}.") from failure
    named = _DELIMITER_NAMED.match(source.text)
    text = source.text[named.end() :] if named else source.text
    delimiter = named[1] if named else _delimiter_of(text)
    records = _filled(text, delimiter)
    header_at, cells = next(records, (1, []))
    header = _header([" ".join(cell.split()) for cell in cells], header_at)
    widest = len(cells)
    lines = tuple(Line(number, _cells(cells, len(header), widest)) for number, cells in islice(records, MOST_LINES))
    if next(records, None):
        raise SheetNotRead(f"The sheet has more than {MOST_LINES:,} rows: split it.")
    if not lines:
        raise SheetNotRead("The sheet has a header and no rows below it.")
    return Table(header, lines, delimiter, source.encoding, source.notes)


def guarded(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula. `read_table` takes the guard off again."""
    return f"'{cell}" if cell.startswith(tuple(_FORMULA)) else cell


def _delimiter_of(text: str) -> str:
    """The delimiter that gives a header of several columns and rows as wide as it; of equals the one named first."""
    return max(_DELIMITERS, key=lambda delimiter: _fitness(text[:_SAMPLE], delimiter))


def _fitness(sample: str, delimiter: str) -> tuple[bool, float, int]:
    """Whether the header has several columns, the share of rows as wide as it, and its width."""
    widths: list[int] = []
    try:
        for _, cells in islice(_filled(sample, delimiter), _SAMPLED_RECORDS):
            widths.append(len(cells))
    except SheetNotRead as refusal:
        if not isinstance(refusal.__cause__, csv.Error) or "end of data" not in str(refusal.__cause__):
            widths.append(0)  # the sample may be cut within a cell; anything else tells against the delimiter
    width = widths[0] if widths else 0
    return width > 1, sum(each == width for each in widths) / max(1, len(widths)), width


def _filled(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """The rows with something in them, each with its number."""
    rows = csv.reader(_bounded(io.StringIO(text), delimiter), delimiter=delimiter, strict=True, skipinitialspace=True)
    number = 0
    while True:
        number += 1
        try:
            cells = [cell.strip() for cell in next(rows)]
        except StopIteration:
            return
        except csv.Error as error:
            raise SheetNotRead(_in_words(error, number)) from error
        if any(cells):
            yield number, cells


def _bounded(lines: Iterable[str], delimiter: str) -> Iterator[str]:
    for line in lines:
        if line.count(delimiter) > _MOST_DELIMITERS:
            raise SheetNotRead(f"A line of the file has more than {_MOST_DELIMITERS:,} cells: this is no table.")
        yield line


def _in_words(error: csv.Error, number: int) -> str:
    said = str(error)
    if "end of data" in said or "field limit" in said:
        return f"A quotation mark in row {number} is never closed: close it, or write it twice where it is meant."
    if "expected after" in said:
        return f"Row {number} goes on after a closing quotation mark: write a quotation mark inside a cell twice."
    return f"Row {number} cannot be read as a row of a table ({said})."


def _header(names: list[str], number: int) -> tuple[str, ...]:
    while names and not names[-1]:
        names.pop()
    if not names:
        raise SheetNotRead("The sheet has no header: its first row has to name the columns.")
    if len(names) > MOST_COLUMNS:
        raise SheetNotRead(f"The header has {len(names):,} columns; at most {MOST_COLUMNS} are read: take some out.")
    if "" in names:
        raise SheetNotRead(f"Column {names.index('') + 1} has no name in the header (row {number}): name it.")
    for place, name in enumerate(names):
        if name in names[:place]:
            first = names.index(name) + 1
            raise SheetNotRead(f"Columns {first} and {place + 1} are both called “{name}”: rename one of them.")
    return tuple(names)


def _cells(cells: list[str], width: int, widest: int) -> tuple[str, ...]:
    """The cells of a row without the guard against formulas, and without empty ones under the header's empty ones."""
    if len(cells) <= widest:
        while len(cells) > width and not cells[-1]:
            cells.pop()
    return tuple(cell[1:] if _GUARDED.match(cell) else cell for cell in cells)
