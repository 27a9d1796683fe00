"""Many files at the desk: sent at once or in portions, watched, cancelled and resumed."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from claims import batches
from claims.admin.batches import IMMEDIATE, page_of
from claims.models import Batch, BatchFile
from sources.models import Document
from tests.factories import NOW, a_document

LIST = "admin:claims_batch_changelist"
JSON = {"Accept": "application/json"}


def said(number: int) -> bytes:
    return f"About {number},000 passengers crossed the strait to Harwick in the storm.".encode()


MANY = [(f"{number:02}.txt", said(number)) for number in range(10, 10 + IMMEDIATE + 1)]


def a_zip(*files: tuple[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, data in files:
            archive.writestr(name, data)
    return packed.getvalue()


def post(client, world, *files: tuple[str, bytes], at: str = "import", headers=None, **fields: object):
    client.force_login(world.editor)
    uploads = [SimpleUploadedFile(name, data) for name, data in files]
    told = {"dossier": world.dossier.pk, "documents": uploads, **fields}
    return client.post(reverse(at), told, headers=headers or {})


@pytest.fixture
def batch(world) -> Batch:
    batch = batches.begin(world.dossier, by=world.editor, at=NOW)
    batches.add(batch, MANY, by=world.editor, at=NOW)
    return batches.close(batch, by=world.editor, at=NOW)


def test_more_files_than_a_person_waits_for_are_a_batch(client, world):
    answer = post(client, world, *MANY, publisher="Harbour Post")
    batch = Batch.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, page_of(batch))
    assert (batch.state, batch.publisher, batch.asked_by) == ("working", "Harbour Post", world.editor)
    assert list(batch.files.values_list("file_name", flat=True)) == [name for name, _ in MANY]


def test_few_files_are_imported_at_once(client, world):
    assert post(client, world, *MANY[:2]).status_code == 200
    assert (Document.objects.count(), Batch.objects.count()) == (2, 0)


def test_a_zip_is_a_batch_of_what_is_in_it(client, world):
    post(client, world, ("all.zip", a_zip(*MANY[:3])), ("beside.txt", said(99)), text="A note of 3 people.")
    names = list(BatchFile.objects.values_list("file_name", flat=True))
    assert names == ["10.txt", "11.txt", "12.txt", "beside.txt", "pasted text"]


def test_the_script_sends_portions_of_one_batch(client, world):
    answer = post(client, world, *MANY[:4], at="import_batch", headers=JSON, more="1").json()
    batch = Batch.objects.get()
    assert answer == {"batch": batch.pk, "url": page_of(batch), "errors": []}
    assert batch.state == "arriving"
    post(client, world, *MANY[4:6], at="import_batch", headers=JSON, batch=batch.pk)
    batch.refresh_from_db()
    assert (batch.state, batch.files.count()) == ("working", 6)


def test_a_closed_batch_takes_nothing_more(client, world, batch):
    answer = post(client, world, MANY[0], at="import_batch", headers=JSON, batch=batch.pk)
    assert answer.status_code == 409
    assert "Nothing more is added" in answer.json()["errors"][0]


def test_a_batch_of_another_dossier_is_not_found(client, world):
    elsewhere = world.stranger.memberships.get().dossier
    batch = batches.begin(elsewhere, by=world.stranger, at=NOW)
    assert post(client, world, MANY[0], at="import_batch", headers=JSON, batch=batch.pk).status_code == 404


def test_nothing_chosen_is_told(client, world):
    answer = post(client, world, at="import_batch", headers=JSON)
    assert (answer.status_code, answer.json()["errors"]) == (400, ["Choose a file or paste a text."])


def test_the_page_tells_how_far_it_is_and_why_files_failed(client, world, batch):
    done, failed = batch.files.all()[:2]
    BatchFile.objects.filter(pk=done.pk).update(
        state="done", original=None, document=a_document(world.dossier, "About 43,000 people left.")
    )
    BatchFile.objects.filter(pk=failed.pk).update(state="failed", reason="the file is empty")
    client.force_login(world.viewer)
    page = client.get(page_of(batch)).content.decode()
    assert "<b>1</b> of 11 imported" in page
    assert "the file is empty" in page
    assert page.index(failed.file_name) < page.index(done.file_name)
    assert "No worker runs at the moment" in page
    assert 'value="cancel"' not in page


def test_htmx_asks_for_the_figures_until_it_has_ended(client, world, batch):
    client.force_login(world.viewer)
    answer = client.get(page_of(batch), headers={"HX-Request": "true"})
    assert "hx-trigger" in answer.content.decode()
    assert "<h1" not in answer.content.decode()
    assert "HX-Refresh" not in answer
    Batch.objects.update(state="done", ended_at=NOW)
    answer = client.get(page_of(batch), headers={"HX-Request": "true"})
    assert answer["HX-Refresh"] == "true"
    assert "hx-trigger" not in answer.content.decode()


def test_it_is_cancelled_and_resumed_by_buttons(client, world, batch):
    client.force_login(world.editor)
    assert 'value="cancel"' in client.get(page_of(batch)).content.decode()
    assert client.post(page_of(batch), {"act": "cancel"}).status_code == 302
    assert Batch.objects.get().state == "cancelled"
    assert 'value="resume"' in client.get(page_of(batch)).content.decode()
    assert client.post(page_of(batch), {"act": "resume"}).status_code == 302
    assert Batch.objects.get().state == "working"


def test_what_cannot_be_resumed_says_so(client, world, batch):
    client.force_login(world.editor)
    answer = client.post(page_of(batch), {"act": "resume"})
    assert answer.status_code == 409
    assert "There is nothing to resume" in answer.content.decode()


@pytest.mark.parametrize(("name", "status"), [("viewer", 403), ("stranger", 404)])
def test_who_may_not_import_may_not_cancel(client, world, batch, name, status):
    client.force_login(world.person(name))
    assert client.post(page_of(batch), {"act": "cancel"}).status_code == status
    assert Batch.objects.get().state == "working"


def test_the_list_asks_the_database_as_often_for_many_as_for_one(client, world, django_assert_max_num_queries):
    for _ in range(12):
        batches.add(batches.begin(world.dossier, by=world.editor, at=NOW), MANY[:2], by=world.editor, at=NOW)
    client.force_login(world.viewer)
    with django_assert_max_num_queries(13):
        page = client.get(reverse(LIST)).content.decode()
    assert page.count("0 of 2") == 12


def test_the_page_reads_no_bytes(client, world, batch, django_assert_max_num_queries):
    client.force_login(world.editor)
    with django_assert_max_num_queries(12) as queries:
        client.get(page_of(batch))
    assert not [query for query in queries if '"original"' in query["sql"].split(" FROM ")[0]]
