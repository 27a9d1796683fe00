"""The pages of a sheet: uploaded, its columns mapped, its rows looked at, imported, what is wrong downloaded."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from claims.models import Claim, Sheet
from claims.sheets import keep_sheet
from tests.factories import NOW

SHEET = "claim,question\nAbout 580 people came.,How many came?\nNobody came,\n"


def upload(client, person, dossier, text: str = SHEET, **fields: str):
    client.force_login(person)
    table = SimpleUploadedFile("claims.csv", text.encode())
    return client.post(reverse("sheets"), {"dossier": dossier.pk, "table": table, **fields})


@pytest.fixture
def sheet(world) -> Sheet:
    return keep_sheet(dossier=world.dossier, data=SHEET.encode(), name="claims.csv", by=world.editor, at=NOW)[0]


def page(client, person, sheet) -> str:
    client.force_login(person)
    return str(client.get(reverse("sheet", args=[sheet.pk])).content.decode())


def test_an_upload_leads_to_the_rows_as_the_claims_they_would_be(client, world):
    response = upload(client, world.editor, world.dossier)
    text = client.get(response["Location"]).content.decode()
    assert "Import the 1 good row<" in text
    assert '<mark class="value">About 580 people</mark>' in text
    assert "<dt>new question</dt><dd>How many came?</dd>" in text
    assert "<strong>Row 3, claim</strong> No value is read" in text
    assert not Claim.objects.exists()


def test_the_same_bytes_lead_to_the_same_sheet(client, world, sheet):
    response = upload(client, world.reviewer, world.dossier)
    assert response["Location"] == reverse("sheet", args=[sheet.pk])
    assert "are in the dossier already" in client.get(response["Location"]).content.decode()


@pytest.mark.parametrize(("text", "words"), [("", "the file is empty"), ("claim,,x\n1,2,3\n", "Column 2 has no name")])
def test_what_is_no_table_is_told_beside_the_file(client, world, text, words):
    response = upload(client, world.editor, world.dossier, text)
    assert response.status_code == 400
    assert words in response.content.decode()


@pytest.mark.parametrize(("name", "status"), [("viewer", 403), ("stranger", 404)])
def test_who_may_not_import_is_refused(client, world, name, status):
    assert upload(client, world.person(name), world.dossier).status_code == status
    assert not Sheet.objects.exists()


def test_columns_are_mapped_with_selects(client, world, sheet):
    client.force_login(world.editor)
    address = reverse("sheet", args=[sheet.pk])
    assert client.post(address, {"act": "map", "statement": "question"}).status_code == 302
    sheet.refresh_from_db()
    assert sheet.columns == {"statement": "question"}
    assert client.post(address, {"act": "map", "statement": ""}).status_code == 400


def test_the_good_rows_are_imported_and_the_page_says_so(client, world, sheet):
    client.force_login(world.editor)
    address = reverse("sheet", args=[sheet.pk])
    assert client.post(address, {"act": "import", "good": "1"}).status_code == 302
    assert "1 claim written, 1 question made" in client.get(address).content.decode()
    again = client.post(address, {"act": "import", "good": "1"})
    assert (again.status_code, Claim.objects.count()) == (409, 1)
    assert "were imported before" in again.content.decode()


def test_other_rows_than_were_shown_are_not_imported(client, world, sheet):
    client.force_login(world.editor)
    assert client.post(reverse("sheet", args=[sheet.pk]), {"act": "import", "good": "2"}).status_code == 409
    assert not Claim.objects.exists()


def test_what_is_wrong_is_downloaded_as_a_table(client, world, sheet):
    client.force_login(world.editor)
    response = client.get(reverse("sheet_errors", args=[sheet.pk]))
    assert response["Content-Disposition"] == 'attachment; filename="errors in claims.csv"'
    lines = response.content.decode("utf-8-sig").splitlines()
    assert lines[0] == "claim,question,error"
    assert lines[1].startswith("Nobody came,,claim: No value is read")
    assert len(lines) == 2


@pytest.mark.parametrize("name", ["sheet", "sheet_errors"])
def test_a_stranger_does_not_find_it_and_a_viewer_may_not(client, world, sheet, name):
    for person, status in [(world.stranger, 404), (world.viewer, 403)]:
        client.force_login(person)
        assert client.get(reverse(name, args=[sheet.pk])).status_code == status
    assert "580" not in page(client, world.viewer, sheet)
    assert client.post(reverse("sheet", args=[sheet.pk]), {"act": "import", "good": "1"}).status_code == 403
    assert not Claim.objects.exists()


def test_the_list_shows_the_sheets_of_ones_dossiers(client, world, sheet):
    for person, shown in [(world.editor, True), (world.stranger, False)]:
        client.force_login(person)
        assert ("claims.csv" in client.get(reverse("sheets")).content.decode()) == shown


def test_many_sheets_are_listed_in_as_many_queries_as_one(client, world, sheet, django_assert_max_num_queries):
    for number in range(20):
        data = f"{SHEET}5 people,{number}\n".encode()
        keep_sheet(dossier=world.dossier, data=data, name=f"{number}.csv", by=world.editor, at=NOW)
    client.force_login(world.editor)
    with django_assert_max_num_queries(12):
        client.get(reverse("sheets"))
