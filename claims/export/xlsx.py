"""A workbook of one sheet: the table, its head frozen, every text a text and never a formula."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from decimal import Decimal

import xlsxwriter

from claims.export.contents import Contents
from claims.export.csv_raw import table
from claims.export.table import COLUMNS, Cell

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SUFFIX = "xlsx"

_NUMBERS = frozenset({"low", "high", "strict_low", "strict_high", "likely_low", "likely_high"})
_DIGITS_KEPT = 15  # of a number in a workbook
_LONGEST_TEXT = 32_767
_BLOCK = 128 * 1024


def blocks(contents: Contents) -> Iterator[bytes]:
    with tempfile.TemporaryFile() as file:
        _write(contents, file)
        file.seek(0)
        while block := file.read(_BLOCK):
            yield block


def _write(contents: Contents, file: object) -> None:
    workbook = xlsxwriter.Workbook(file, {"constant_memory": True, "default_date_format": "yyyy-mm-dd"})
    sheet = workbook.add_worksheet("Reconciled claims")
    bold = workbook.add_format({"bold": True})
    for number, line in enumerate(table(contents)):
        for place, (column, cell) in enumerate(zip(COLUMNS, line, strict=True)):
            if number == 0:
                sheet.write_string(0, place, str(cell), bold)
            else:
                _write_cell(sheet, number, place, cell, may_be_number=column.name in _NUMBERS)
    sheet.freeze_panes(1, 0)
    workbook.set_properties({"title": "Reconciled claims", "comments": "\n".join(contents.lines)})
    workbook.close()


def _write_cell(
    sheet: xlsxwriter.worksheet.Worksheet, row: int, place: int, cell: Cell, *, may_be_number: bool
) -> None:
    if isinstance(cell, bool):
        sheet.write_boolean(row, place, cell)
    elif isinstance(cell, int):
        sheet.write_number(row, place, cell)
    elif cell is not None and may_be_number and (number := _number(str(cell))) is not None:
        sheet.write_number(row, place, float(number))
    elif cell:
        sheet.write_string(row, place, str(cell)[:_LONGEST_TEXT])


def _number(text: str) -> Decimal | None:
    """A number that a workbook keeps to the last digit; dates and longer ones stay texts."""
    digits = text.lstrip("-").replace(".", "", 1)
    return Decimal(text) if digits.isascii() and digits.isdecimal() and len(digits) <= _DIGITS_KEPT else None
