"""The good rows of a sheet become claims of the person, once, in one transaction and few queries."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims.errors import NotAllowed, Refused, Stale, WrongState
from claims.models import Claim, Event, Filing, Question, Sheet
from claims.sheets import findings_of, import_sheet, keep_sheet, map_columns
from claims.sheets.fields import MapRefused
from sources.importing import Arrival, import_document
from sources.models import Document, Membership, Passage, Role
from tests.factories import NOW, a_claim, a_dossier

SHEET = (
    "Statement,Question,Source\n"
    "About 43 people left the valley.,How many people left?,\n"
    "About 58 people left the valley.,How many people left?,river.txt\n"
    "Nobody came,,\n"
    "12 bridges fell,,\n"
)


def kept(world, text: str = SHEET, person=None) -> Sheet:
    by = person or world.editor
    return keep_sheet(dossier=world.dossier, data=text.encode(), name="claims.csv", by=by, at=NOW)[0]


@pytest.fixture
def river(world) -> Document:
    arrival = Arrival(name="river.txt")
    text = "About 58 people left the valley. Many stayed."
    return import_document(dossier=world.dossier, data=text.encode(), arrival=arrival, at=NOW).document


def test_the_good_rows_become_claims_of_the_person(world, river):
    imported = import_sheet(kept(world), by=world.editor, at=NOW, seen=3)
    assert (imported.claims, imported.questions, imported.conflicts) == (3, 1, 1)
    claims = Claim.objects.order_by("pk")
    assert {(claim.written_by, claim.state) for claim in claims} == {(world.editor, "drafted")}
    assert [claim.passage.exact for claim in claims] == [
        "About 43 people left the valley.",
        "About 58 people left the valley.",
        "12 bridges fell",
    ]
    assert [claim.passage.document == river for claim in claims] == [False, True, False]


def test_the_sheet_becomes_a_document_in_which_they_stand(world, river):
    document = import_sheet(kept(world), by=world.editor, at=NOW).sheet.document
    assert document.text == "About 43 people left the valley.\n\nNobody came\n\n12 bridges fell"
    assert (document.media_type, document.captured_by, document.imported_by) == ("text/csv", "sheet", world.editor)
    assert bytes(document.original) == SHEET.encode()


def test_a_sheet_whose_rows_all_cite_a_document_becomes_none(world, river):
    sheet = kept(world, "statement,source\nAbout 58 people left the valley.,river.txt\n")
    assert import_sheet(sheet, by=world.editor, at=NOW).sheet.document is None
    assert Document.objects.get() == river


def test_a_question_given_is_confirmed_by_the_person_and_its_conflict_found(world, river):
    import_sheet(kept(world), by=world.editor, at=NOW)
    question = Question.objects.get()
    assert (question.wording, question.worded_by, question.kind) == ("How many people left?", world.editor, "count")
    filings = Filing.objects.all()
    assert {(filing.state, filing.decided_by, filing.score) for filing in filings} == {
        ("confirmed", world.editor, None)
    }
    assert (question.conflict.level, question.conflict.state) == ("contradiction", "open")


def test_the_machine_files_the_others_and_leaves_none_behind(world):
    a_claim(world.dossier, "After the storm about 43,000 passengers crossed the strait to Harwick, the company said.")
    text = "statement\nThe company said about 58,000 passengers crossed the strait to Harwick after the storm.\n"
    assert import_sheet(kept(world, text), by=world.editor, at=NOW).conflicts == 1
    assert {filing.state for filing in Filing.objects.all()} == {"suggested"}
    assert not Claim.objects.all().unmatched().exists()


def test_a_passage_that_is_there_is_used_again(world, river):
    passage = a_claim(world.dossier, "12 bridges fell").passage
    Claim.objects.all().delete()
    import_sheet(kept(world, f"statement,source\n12 bridges fell,{passage.document.pk}\n"), by=world.editor, at=NOW)
    assert Claim.objects.get().passage == passage
    assert Passage.objects.count() == 1


def test_the_ledger_says_what_came(world, river):
    sheet = import_sheet(kept(world), by=world.editor, at=NOW).sheet
    line = Event.objects.get(verb="sheet imported")
    assert (line.actor, line.subject_id) == (world.editor, sheet.pk)
    assert (line.detail["claims"], line.detail["questions"], line.detail["overridden"]) == (3, 1, [])
    assert Event.objects.filter(verb="document imported", subject_id=sheet.document.pk).exists()


def test_a_second_import_changes_nothing_and_says_so(world, river):
    sheet = kept(world)
    import_sheet(sheet, by=world.editor, at=NOW)
    again, is_new = keep_sheet(dossier=world.dossier, data=SHEET.encode(), name="b.csv", by=world.reviewer, at=NOW)
    assert (again, is_new) == (sheet, False)
    assert not import_sheet(again, by=world.reviewer, at=NOW).is_new
    assert (Claim.objects.count(), Document.objects.count()) == (3, 2)


def test_two_sheets_of_the_same_bytes_are_imported_once(world, river):
    first = kept(world)
    other = Sheet.objects.create(
        dossier=world.dossier,
        original=SHEET.encode(),
        columns=first.columns,
        uploaded_by=world.editor,
        uploaded_at=NOW,
    )
    import_sheet(first, by=world.editor, at=NOW)
    assert not import_sheet(other, by=world.editor, at=NOW).is_new
    assert Claim.objects.count() == 3


def test_nothing_is_written_where_a_step_fails(world, river, monkeypatch):
    def fails(*args: object, **named: object) -> None:
        raise RuntimeError("the power went out")

    sheet = kept(world)
    monkeypatch.setattr("claims.sheets.importing.detect", fails)
    with pytest.raises(RuntimeError):
        import_sheet(sheet, by=world.editor, at=NOW)
    assert not any(model.objects.exists() for model in (Claim, Passage, Question, Filing, Event))
    assert Document.objects.get() == river
    assert Sheet.objects.get().imported_at is None


def test_other_rows_than_were_shown_are_not_imported(world, river):
    with pytest.raises(Stale):
        import_sheet(kept(world), by=world.editor, at=NOW, seen=4)
    assert not Claim.objects.exists()


def test_a_sheet_without_a_good_row_is_not_imported(world):
    with pytest.raises(Refused, match="No row of the sheet"):
        import_sheet(kept(world, "statement\nNobody came\n"), by=world.editor, at=NOW)


def test_bytes_imported_as_a_text_are_not_a_sheet_too(world):
    text = "statement\n12 bridges fell\n"
    import_document(dossier=world.dossier, data=text.encode(), arrival=Arrival(name="a.txt"), at=NOW)
    with pytest.raises(Refused, match="imported as a text"):
        import_sheet(kept(world, text), by=world.editor, at=NOW)
    assert not Claim.objects.exists()


def test_a_sheet_that_is_no_table_is_not_kept(world):
    with pytest.raises(Refused, match="no rows below"):
        kept(world, "statement\n")
    assert not Sheet.objects.exists()


@pytest.mark.parametrize("name", ["viewer", "stranger"])
def test_who_may_not_write_claims_may_not_import_them(world, name):
    sheet, person = kept(world), world.person(name)
    with pytest.raises(NotAllowed):
        kept(world, person=person)
    with pytest.raises(NotAllowed):
        map_columns(sheet, {"statement": "Statement"}, by=person)
    with pytest.raises(NotAllowed):
        import_sheet(sheet, by=person, at=NOW)


def test_columns_are_mapped_by_their_names_and_then_by_the_person(world):
    sheet = kept(world, "Claim,Note\n12 bridges fell,13 bridges fell\n")
    assert sheet.columns == {"statement": "Claim"}
    map_columns(sheet, {"statement": "Note", "value": ""}, by=world.editor)
    sheet.refresh_from_db()
    assert sheet.columns == {"statement": "Note"}
    assert findings_of(sheet, at=NOW)[1].proposals[0].claim.value_text == "13 bridges"


def test_a_sheet_whose_statement_is_in_no_known_column_asks_for_it(world):
    with pytest.raises(MapRefused):
        findings_of(kept(world, "colour\n12 bridges fell\n"), at=NOW)


def test_the_columns_of_an_imported_sheet_stay(world, river):
    sheet = import_sheet(kept(world), by=world.editor, at=NOW).sheet
    with pytest.raises(WrongState):
        map_columns(sheet, {"statement": "Source"}, by=world.editor)


def queries_of(world, rows: int) -> int:
    """How many queries the import of so many rows takes, half of them citing a document, half asking a question."""
    dossier = a_dossier(f"rows-{rows}")
    Membership.objects.create(dossier=dossier, person=world.editor, role=Role.EDITOR)
    text = "\n\n".join(f"The camp of group {n} held about 58 people." for n in range(rows))
    import_document(dossier=dossier, data=text.encode(), arrival=Arrival(name="camps.txt"), at=NOW)
    own = [f"Village {n} lost about 500 sheep,about 500 sheep,How many?,," for n in range(rows)]
    cited = [f"It had 58,about 58 people,,camps.txt,The camp of group {n} held about 58 people" for n in range(rows)]
    data = "\n".join(["statement,value,question,source,quote", *own, *cited]).encode()
    sheet, _ = keep_sheet(dossier=dossier, data=data, name="claims.csv", by=world.editor, at=NOW)
    with CaptureQueriesContext(connection) as asked:
        assert import_sheet(sheet, by=world.editor, at=NOW).claims == 2 * rows
    return len(asked)


def test_many_rows_take_as_many_queries_as_few(world):
    assert queries_of(world, 3) == queries_of(world, 150)
