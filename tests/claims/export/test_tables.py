"""The tabular formats: byte-true for machines, harmless in a spreadsheet, described by CSV on the Web."""

import csv
import io
import json

import pytest
from csvw import CSVW, Table
from openpyxl import load_workbook

from claims.export.csv_raw import written
from claims.export.csv_spreadsheet import harmless
from claims.export.table import NAMES, Cell
from sources.models import Erasure
from tests.claims.export.conftest import decide
from tests.factories import NOW


def read(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_a_row_a_claim_the_accepted_ones_first(decided, exported):
    accepted, rejected = read(exported("csv"))
    assert (accepted["role"], accepted["low"], rejected["role"], rejected["low"]) == (
        "accepted",
        "58000",
        "rejected",
        "43000",
    )
    assert accepted["accepted_value"] == "about 58,000 people"
    assert accepted["exact"] == "About 58,000 people left the valley."
    assert (accepted["strict_low"], accepted["withheld"]) == ("52200", "false")
    assert accepted["link"].endswith(f"#p{accepted['link'].rpartition('#p')[2]}")


def test_the_raw_form_keeps_every_byte():
    cells: list[Cell] = ["=1+1", "-5", 'a "b"', "one\r\ntwo", "，全角", "\t tab", "it's", ""]
    (line,) = csv.reader(io.StringIO(b"".join(written([cells])).decode(), newline=""))
    assert line == cells


@pytest.mark.parametrize(
    "cell",
    [
        "=1+1",
        "+1+1",
        "-1+1",
        "@SUM(A1)",
        " =1",
        "＝1+1",
        "＋1",
        "－1+2",
        "＠x",
        "\0=1",
        "\tx",
        "-cmd",
    ],
)
def test_what_starts_a_formula_is_made_a_text(cell):
    assert harmless(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["-5", "-5.25", "5", "about -5", "a=b", "", None, 7, True, "约4.3万人"])
def test_what_starts_none_stays(cell):
    assert harmless(cell) == cell


def test_a_formula_from_a_document_is_a_text_in_every_spreadsheet(world, exported):
    decide(world, rationale='=HYPERLINK("http://evil.example","Click")')
    assert read(exported("csv"))[0]["rationale"].startswith("=HYPERLINK")
    assert read(exported("spreadsheet"))[0]["rationale"].startswith("'=HYPERLINK")
    _head, *rows = load_workbook(io.BytesIO(exported("xlsx"))).active.iter_rows()
    cell = rows[0][NAMES.index("rationale")]
    assert (cell.data_type, cell.value[:10]) == ("s", "=HYPERLINK")


def test_the_workbook_holds_numbers_as_numbers(decided, exported):
    head, accepted, rejected = load_workbook(io.BytesIO(exported("xlsx"))).active.iter_rows(values_only=True)
    assert list(head) == NAMES
    told = dict(zip(head, accepted, strict=True))
    assert (told["low"], told["strict_low"], told["claim_id"]) == (58000, 52200, int(told["claim_id"]))
    assert dict(zip(head, rejected, strict=True))["role"] == "rejected"


def test_the_description_is_valid_and_holds_of_the_table(decided, exported, tmp_path):
    (tmp_path / "reconciled-claims.csv").write_bytes(exported("csv"))
    described = tmp_path / "reconciled-claims.csv-metadata.json"
    described.write_bytes(exported("csvw"))
    assert CSVW(str(described)).is_valid
    rows = list(Table.from_file(described).iterdicts(strict=True))
    assert [row["role"] for row in rows] == ["accepted", "rejected"]
    assert isinstance(rows[0]["start"], int)


def test_the_description_catches_a_wrong_cell(decided, exported, tmp_path):
    broken = exported("csv").replace(b",accepted,", b",perhaps,", 1)
    (tmp_path / "reconciled-claims.csv").write_bytes(broken)
    described = tmp_path / "reconciled-claims.csv-metadata.json"
    described.write_bytes(exported("csvw"))
    with pytest.raises(ValueError):
        list(Table.from_file(described).iterdicts(strict=True))


def test_the_description_names_its_columns_once(exported, world):
    columns = json.loads(exported("csvw"))["tableSchema"]["columns"]
    assert [column["name"] for column in columns] == NAMES
    assert len(set(NAMES)) == len(NAMES)


def test_a_claim_of_an_erased_document_says_since_when_and_why(world, exported):
    conflict = decide(world)
    assert conflict.lower
    Erasure.objects.create(
        document=conflict.lower.passage.document, reason="demand 7 of a court", erased_by=world.chief, erased_at=NOW
    )
    accepted, rejected = read(exported("csv"))
    assert (rejected["erased_at"], rejected["erased_because"]) == (
        NOW.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "demand 7 of a court",
    )
    assert (accepted["erased_at"], accepted["erased_because"]) == ("", "")
