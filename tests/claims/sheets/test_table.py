"""A table as it comes: encodings, delimiters, quotation marks, headers, rows as a spreadsheet numbers them."""

import pytest

from claims.sheets.faults import faults_as_csv
from claims.sheets.rows import Fault
from claims.sheets.table import MOST_LINES, Line, SheetNotRead, read_table

CHINESE = (
    "陈述,数值\n“风暴过后，约有4.3万名旅客离开港口。”,约4.3万名\n"
    "第二年另有五千八百名工人返回该岛居住并开始工作。,五千八百名\n"
)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_told_by_the_header_and_the_rows(delimiter):
    text = delimiter.join(["statement", "value"]) + "\n" + delimiter.join(['"5,000; 6|7\t8 people"', "5"]) + "\n"
    table = read_table(text.encode())
    assert (table.delimiter, table.header) == (delimiter, ("statement", "value"))
    assert table.lines == (Line(2, ("5,000; 6|7\t8 people", "5")),)


def test_a_delimiter_named_on_a_line_of_its_own_is_taken():
    table = read_table(b"sep=;\r\nstatement;note, if any\r\n5 people left;a, b\r\n")
    assert (table.header, table.lines[0].cells) == (("statement", "note, if any"), ("5 people left", "a, b"))


def test_a_single_column_needs_no_delimiter():
    assert read_table(b"statement\nIn May, 5 people left, and 6 came.\n").lines[0].cells == (
        "In May, 5 people left, and 6 came.",
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030", "big5"])
def test_usual_encodings_are_read(encoding):
    text = (
        CHINESE
        if encoding != "big5"
        else "陳述,數值\n風暴過後，約有四萬三千名旅客離開港口，另有工人留下。,約四萬三千名\n"
    )
    table = read_table(text.encode(encoding))
    assert table.header == tuple(text.split("\n")[0].split(","))
    assert table.lines[0].cells[1] == text.split("\n")[1].split(",")[-1]


def test_a_cell_may_hold_line_breaks_and_the_row_after_it_keeps_its_number():
    table = read_table(b'statement,value\r\n"5 people\r\nleft",5\r\n\r\n6 people left,6\r\n')
    assert table.lines == (Line(2, ("5 people\nleft", "5")), Line(4, ("6 people left", "6")))


def test_what_no_text_column_takes_is_cleaned():
    wide = read_table(f"statement,value\n5\x00 people\u202e left,{'a' * 500}".encode())
    assert wide.lines[0].cells[0] == "5 people left"
    lone = read_table(f"statement,value\n5 people\ud800 left,{'a' * 500}".encode("utf-16", "surrogatepass"))
    assert not any("\ud800" <= sign <= "\udfff" for sign in lone.lines[0].cells[0])


def test_empty_cells_beyond_the_header_are_no_cells_and_others_are_kept_for_the_row_to_tell():
    table = read_table(b"statement,value,,\n5 people left,5,,\n6 people left\n7 people left,7,,x\n")
    assert table.header == ("statement", "value")
    assert [len(line.cells) for line in table.lines] == [2, 1, 4]


REFUSED = {
    "nothing": (b"", "the file is empty"),
    "binary": (bytes(range(256)) * 9, "is no text: save it as CSV"),
    "a workbook": (b"PK\x03\x04 and more", "Save the sheet as CSV"),
    "a header alone": (b"statement,value\n\n", "no rows below it"),
    "a column without a name": (b"statement,,value\n5 people left,,5\n", "Column 2 has no name"),
    "a name twice": (b"value,statement, value \n5,5 people left,5\n", "Columns 1 and 3 are both called “value”"),
    "an open quotation mark": (b'statement,value\n5 people left,5\n"6 people left,6\n', "in row 3 is never closed"),
    "words after a closing one": (b'statement,value\n"5 people" left,5\n', "Row 2 goes on after a closing"),
    "a cell without end": (b'statement,value\n"' + b"5 people left\n" * 20_000 + b'",5\n', "never closed"),
    "a line of cells alone": (b"statement,value\n" + b"," * 30_000, "this is no table"),
    "a header without end": (b",".join(b"c%d" % n for n in range(300)) + b"\n5\n", "300 columns"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_table_is_refused_with_what_to_do(name):
    data, words = REFUSED[name]
    with pytest.raises(SheetNotRead, match=words):
        read_table(data)


def test_too_many_rows_are_refused():
    with pytest.raises(SheetNotRead, match="more than 200,000 rows"):
        read_table(b"statement\n" + b"5\n" * (MOST_LINES + 1))


def test_too_many_bytes_are_refused():
    with pytest.raises(SheetNotRead, match="at most 50 MB"):
        read_table(b"5" * 50_000_001)


def test_the_faults_come_back_as_a_table_whose_cells_are_no_formulas():
    table = read_table(b"statement,error,value\n=cmd(),old,-5\nright,,5\n'@x,,+6\nshort\n")
    faults = [
        Fault(2, "value", "wrong"),
        Fault(2, "", "and more"),
        Fault(4, "statement", "=bad"),
        Fault(5, "", "too few"),
    ]
    written = faults_as_csv(table, faults)
    assert written.decode("utf-8-sig").split("\r\n") == [
        "statement,value,error",
        "'=cmd(),'-5,value: wrong and more",
        "'@x,'+6,statement: =bad",
        "short,,too few",
        "",
    ]
    assert [line.cells[:2] for line in read_table(written).lines] == [("=cmd()", "-5"), ("@x", "+6"), ("short", "")]
