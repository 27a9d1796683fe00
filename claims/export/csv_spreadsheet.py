"""CSV that a spreadsheet may open: no cell of it is taken for a formula.

What a document says stands in the cells, and a document may say "=HYPERLINK(...)". A text that begins, after blanks,
quotation marks and signs nobody sees, with a sign that starts a formula gets an apostrophe before it; numbers stay
numbers (−5 is -5). So does what follows a semicolon, a tab or a line end within a text: where lists are written with
semicolons, Excel cuts there and not at our commas, and our quotation marks hold nothing together. The threat and the
signs are those of OWASP's page on CSV injection, and their full-width and small forms.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from claims.export.contents import Contents
from claims.export.csv_raw import table, written
from claims.export.table import Cell

MEDIA_TYPE = "text/csv; charset=utf-8"
SUFFIX = "csv"

_SIGN = "[=+\\-@＝＋－＠﹦﹢﹣﹫]"
_UNSEEN = "\\s\0\xad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff"
_STARTS_A_FORMULA = re.compile(f'[{_UNSEEN}"]*(?:{_SIGN}|[\\t\\r\0])')
_CUT_ELSEWHERE = re.compile(f'([;\t\r\n])(?=[{_UNSEEN}"]*{_SIGN})')
_NUMBER = re.compile(r"-?\d+(\.\d+)?", re.ASCII)
_BYTE_ORDER_MARK = "\ufeff".encode()  # without it Excel reads UTF-8 as something else


def blocks(contents: Contents) -> Iterator[bytes]:
    yield _BYTE_ORDER_MARK
    yield from written([harmless(cell) for cell in line] for line in table(contents))


def harmless(cell: Cell) -> Cell:
    if not isinstance(cell, str) or _NUMBER.fullmatch(cell):
        return cell
    cut = _CUT_ELSEWHERE.sub(r"\1'", cell)
    return f"'{cut}" if _STARTS_A_FORMULA.match(cell) else cut
