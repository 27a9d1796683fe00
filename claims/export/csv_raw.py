"""CSV by RFC 4180, every cell as it is: for machines. For a spreadsheet take the other form."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from claims.export.contents import Contents
from claims.export.table import NAMES, Cell, row_of, rows

MEDIA_TYPE = "text/csv; charset=utf-8"
SUFFIX = "csv"


def blocks(contents: Contents) -> Iterator[bytes]:
    yield from written(table(contents))


def table(contents: Contents) -> Iterator[list[Cell]]:
    """The head, then a row a claim, then a row a withdrawn question."""
    yield list(NAMES)
    for record in contents.records:
        yield from rows(record)
    for tombstone in contents.withdrawn:
        yield row_of(tombstone)


def written(lines: Iterable[list[Cell]]) -> Iterator[bytes]:
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    for line in lines:
        writer.writerow([str(cell).lower() if isinstance(cell, bool) else cell for cell in line])
        yield out.getvalue().encode()
        out.seek(0)
        out.truncate()
