"""What is wrong with the rows, as a table to correct and upload again."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from claims.sheets.rows import Fault, by_row
from claims.sheets.table import Table, guarded

COLUMN = "error"
_MARK = "\ufeff"  # without it some spreadsheets take UTF-8 for an older encoding


def faults_as_csv(table: Table, faults: Iterable[Fault]) -> bytes:
    """The rows with faults as they came, and what is wrong in a column of its own.

    No cell is taken for a formula: one that could be begins with an apostrophe, which `read_table` takes off again.
    """
    told = by_row(faults)
    written = io.StringIO(_MARK)
    written.seek(0, io.SEEK_END)
    sheet = csv.writer(written, lineterminator="\r\n")
    width = len(table.header)
    header = [name for name in table.header if name != COLUMN]
    sheet.writerow([guarded(cell) for cell in (*header, COLUMN)])
    for line in table.lines:
        if line.number in told:
            words = " ".join(
                f"{fault.column}: {fault.words}" if fault.column else fault.words for fault in told[line.number]
            )
            cells = [*line.cells, *[""] * (width - len(line.cells))]
            kept = [cell for place, cell in enumerate(cells) if place >= width or table.header[place] != COLUMN]
            sheet.writerow([guarded(cell) for cell in (*kept[: len(header)], words, *kept[len(header) :])])
    return written.getvalue().encode()
