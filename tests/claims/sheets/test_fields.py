"""Which column says what, by the words of its header; and what a line says by itself."""

import datetime as dt
import re

import pytest

from claims.sheets.fields import MapRefused, checked, guessed
from claims.sheets.rows import rows_of, sheet_text
from claims.sheets.table import read_table

GUESSES = [
    (["Claim", "Figure", "Source"], {"statement": "Claim", "value": "Figure", "document": "Source"}),
    (
        ["陈述", "数值", "来源", "引文", "问题", "截至"],
        ["statement", "value", "document", "quote", "question", "as_of"],
    ),
    (["主張", "資料來源"], ["statement", "document"]),
    (["value_as_of", "value", "text"], {"statement": "text", "value": "value", "as_of": "value_as_of"}),
    (["Source document", "Source quote", "Full statement"], ["document", "quote", "statement"]),
    (
        ["Override-Reason", "ATTRIBUTED TO", "Population", "scope"],
        ["override_reason", "attribution", "population", "scope"],
    ),
    (["colour", "shape"], {}),
]


@pytest.mark.parametrize(("header", "expected"), GUESSES)
def test_columns_are_told_by_the_words_of_the_header(header, expected):
    if isinstance(expected, list):
        expected = dict(zip(expected, header, strict=True))
    assert guessed(header) == expected


def test_a_map_needs_a_statement():
    with pytest.raises(MapRefused, match="which column holds the statement"):
        checked({"statement": "", "value": "b"}, ["a", "b"])


def test_a_map_names_columns_there_are():
    with pytest.raises(MapRefused, match=r"no column “c”. Its columns: a, b"):
        checked({"statement": "c"}, ["a", "b"])


def test_a_map_names_fields_there_are():
    with pytest.raises(MapRefused, match="“colour” is no field"):
        checked({"statement": "a", "colour": "b"}, ["a", "b"])


def faults_of(row: str, header: str = "statement,value,document,quote,as of") -> list[tuple[str, str]]:
    table = read_table(f"{header}\n{row}\n".encode())
    return [(fault.column, fault.words) for fault in rows_of(table, guessed(table.header))[1]]


LINES = [
    (",5,,,", "statement", "There is no statement"),
    ("5 people left,5", "", "The row has 2 cells, the header 5"),
    ("In May, 5 people left,5,,,", "", "The row has 6 cells.* where “,” stands"),
    ("5 people left,,,5 people,", "quote", "A quote needs its document"),
    ("5 people left,,,,May", "as of", "“May” is no date"),
    ("5 people left,,,,2020-13", "as of", "“2020-13” is no date"),
    ("5 people left,,,,2021-02-29", "as of", "is no date"),
    (f"{'x' * 1501},,,,", "statement", "1,501 characters are too long"),
    (f"5 people left,{'5' * 201},,,", "value", "201 characters are too long"),
]


@pytest.mark.parametrize(("row", "column", "words"), LINES)
def test_what_is_wrong_with_a_line_is_told_with_its_column(row, column, words):
    [(named, said)] = faults_of(row)
    assert named == column
    assert re.search(words, said)


def test_every_fault_of_a_line_is_told():
    assert [column for column, _ in faults_of(",,,5 people,May")] == ["statement", "quote", "as of"]


PERIODS = [
    ("2020", dt.date(2020, 1, 1), dt.date(2021, 1, 1)),
    ("2020-12", dt.date(2020, 12, 1), dt.date(2021, 1, 1)),
    ("2020-02-28", dt.date(2020, 2, 28), dt.date(2020, 2, 29)),
]


@pytest.mark.parametrize(("written", "first", "after"), PERIODS)
def test_a_date_a_month_and_a_year_are_periods(written, first, after):
    table = read_table(f"statement,as of\n5 people left,{written}\n".encode())
    assert rows_of(table, guessed(table.header))[0][0].as_of == (first, after)


def test_the_sheet_as_a_text_says_the_rows_that_cite_nothing_one_block_a_row():
    table = read_table(b'statement,source\n5 people left,\n"6  people\nleft",\n7 people left,paper.pdf\n')
    rows, _ = rows_of(table, guessed(table.header))
    text, places = sheet_text(rows)
    assert text.text == "5 people left\n\n6 people left"
    assert [text.text[block.start : block.end] for block in text.blocks] == ["5 people left", "6 people left"]
    assert places == {2: 0, 3: 15}
    assert text.media_type == "text/csv"
