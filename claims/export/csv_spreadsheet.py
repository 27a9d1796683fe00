"""CSV that a spreadsheet may open: no cell of it is taken for a formula.

What a document says stands in the cells, and a document may say "=HYPERLINK(...)". A text that begins, after blanks,
with a sign that starts a formula gets an apostrophe before it; numbers stay numbers (−5 is -5). The threat and the
signs are those of OWASP's page on CSV injection, and their full-width forms.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from claims.export.contents import Contents
from claims.export.csv_raw import table, written
from claims.export.table import Cell

MEDIA_TYPE = "text/csv; charset=utf-8"
SUFFIX = "csv"

_STARTS_A_FORMULA = re.compile(r"[\s\0]*[=+\-@＝＋－＠\t\r\0]")
_NUMBER = re.compile(r"-?\d+(\.\d+)?", re.ASCII)
_BYTE_ORDER_MARK = "\ufeff".encode()  # without it Excel reads UTF-8 as something else


def blocks(contents: Contents) -> Iterator[bytes]:
    yield _BYTE_ORDER_MARK
    yield from written([harmless(cell) for cell in line] for line in table(contents))


def harmless(cell: Cell) -> Cell:
    if isinstance(cell, str) and _STARTS_A_FORMULA.match(cell) and not _NUMBER.fullmatch(cell):
        return f"'{cell}"
    return cell
