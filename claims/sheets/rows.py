"""A line of the table as a person means it: its cells by what they say, and what is wrong with them. Pure."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from claims.sheets.fields import LONGEST, Columns, Field
from claims.sheets.table import Line, Table
from sources.extracting.text import Block, BlockKind, Text

MEDIA_TYPE = "text/csv"
EXTRACTOR = "sheet/1"
_DATE = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")

Days = tuple[dt.date, dt.date]
"""The first day of a period and the day after its last."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What one line says; white space evened out, empty where its cell is empty or has no column."""

    number: int
    statement: str
    value: str = ""
    name: str = ""
    document: str = ""
    quote: str = ""
    question: str = ""
    population: str = ""
    scope: str = ""
    attribution: str = ""
    as_of: Days | None = None
    override_reason: str = ""


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a row becomes no claim, and what to do; `column` as the file calls it, empty for the whole row.

    claim   the key of the claim that says it already, where that is why; None otherwise
    """

    number: int
    column: str
    words: str
    claim: int | None = None


def rows_of(table: Table, columns: Columns) -> tuple[list[Row], list[Fault]]:
    """Every line with a statement, and the faults that can be told from the line alone."""
    rows, faults = list[Row](), list[Fault]()
    place = {field: table.header.index(name) for field, name in columns.items()}
    for line in table.lines:
        if len(line.cells) != len(table.header):
            faults.append(Fault(line.number, "", _ragged(line, table)))
            continue
        said = {field: " ".join(line.cells[index].split()) for field, index in place.items()}
        found = list(_faults(line.number, said, columns))
        faults += found
        if said[Field.STATEMENT]:
            as_of = None if found else _days(said.pop(Field.AS_OF, ""))
            said.pop(Field.AS_OF, None)
            rows.append(Row(number=line.number, as_of=as_of, **said))
    return rows, faults


def _ragged(line: Line, table: Table) -> str:
    cells, width = len(line.cells), len(table.header)
    if cells > width:
        return (
            f"The row has {cells} cells, the header {width}: "
            f"put a cell in quotation marks where “{table.delimiter}” stands in it."
        )
    return f"The row has {cells} cells, the header {width}: fill in the missing ones, or leave them empty."


def _faults(number: int, said: dict[str, str], columns: Columns) -> Iterable[Fault]:
    if not said[Field.STATEMENT]:
        yield Fault(number, columns[Field.STATEMENT], "There is no statement: write the sentence that says the value.")
    if said.get(Field.QUOTE) and not said.get(Field.DOCUMENT):
        yield Fault(number, columns[Field.QUOTE], "A quote needs its document: name it, or take the quote out.")
    if said.get(Field.NAME) and said.get(Field.VALUE):
        yield Fault(number, columns[Field.NAME], "A row says a value or a name, not both: empty one of the two cells.")
    for field, longest in LONGEST.items():
        if len(said.get(field, "")) > longest:
            words = f"{len(said[field]):,} characters are too long: at most {longest:,} are kept."
            yield Fault(number, columns[field], words)
    if said.get(Field.AS_OF) and _days(said[Field.AS_OF]) is None:
        words = f"“{said[Field.AS_OF][:40]}” is no date: write 2020-03-14, 2020-03 or 2020."
        yield Fault(number, columns[Field.AS_OF], words)


def _days(written: str) -> Days | None:
    """The days of an ISO date, month or year; None for anything else."""
    match = _DATE.fullmatch(written)
    if not match:
        return None
    year, month, day = (int(part) if part else None for part in match.groups())
    try:
        first = dt.date(year or 0, month or 1, day or 1)
        if day:
            return first, first + dt.timedelta(days=1)
        if month:
            return first, dt.date(first.year + month // 12, month % 12 + 1, 1)
        return first, dt.date(first.year + 1, 1, 1)
    except (ValueError, OverflowError):
        return None


Places = dict[int, int]
"""Where the statement of a row begins in the sheet's text, by the number of the row."""


def sheet_text(rows: Sequence[Row], title: str = "") -> tuple[Text, Places]:
    """The sheet as a document says it: the statements of the rows that cite no other document, one block a row."""
    blocks, places, at = list[Block](), Places(), 0
    own = [row for row in rows if not row.document]
    for row in own:
        places[row.number] = at
        blocks.append(Block(BlockKind.PARAGRAPH, at, at + len(row.statement)))
        at += len(row.statement) + 2
    text = "\n\n".join(row.statement for row in own)
    return Text(text, tuple(blocks), MEDIA_TYPE, EXTRACTOR, title=title), places


def by_row(faults: Iterable[Fault]) -> dict[int, list[Fault]]:
    """The faults of each row, in the order of the rows."""
    found: dict[int, list[Fault]] = defaultdict(list)
    for fault in sorted(faults, key=lambda fault: fault.number):
        found[fault.number].append(fault)
    return found
