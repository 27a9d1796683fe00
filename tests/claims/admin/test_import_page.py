"""The import page: files and pasted texts in, what came of each, conflicts found."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from claims.models import Claim, Conflict
from sources.models import Capture, Document, Membership
from tests.factories import a_dossier
from tests.sources.recognising.fake_tesseract import a_scan, install, uninstall

FERRY = b"After the storm about 43,000 passengers crossed the strait to Harwick, the ferry company said."
FERRY_TOO = b"The ferry company said about 58,000 passengers crossed the strait to Harwick after the storm."


def post(client, person, dossier, *files: tuple[str, bytes], **fields: str):
    client.force_login(person)
    uploads = [SimpleUploadedFile(name, data) for name, data in files]
    return client.post(reverse("import"), {"dossier": dossier.pk, "documents": uploads, **fields})


def test_files_become_documents_and_conflicts(client, world):
    response = post(client, world.editor, world.dossier, ("a.txt", FERRY), ("b.txt", FERRY_TOO))
    assert response.status_code == 200
    assert response.content.decode().count("imported, 1 claim drafted") == 2
    assert Conflict.objects.get().level == "contradiction"
    assert set(Document.objects.values_list("imported_by__username", "captured_by")) == {("editor", "upload")}


def test_the_page_of_a_dossier_leads_to_an_import_into_it(client, world):
    other = a_dossier("aqueducts")
    for person, role in ((world.editor, "editor"), (world.viewer, "viewer")):
        Membership.objects.create(dossier=other, person=person, role=role)
    address = f"{reverse('import')}?dossier=floods"
    page = reverse("admin:sources_dossier_change", args=[world.dossier.pk])
    client.force_login(world.viewer)
    assert address not in client.get(page).content.decode()
    client.force_login(world.editor)
    assert address in client.get(page).content.decode()
    assert f'<option value="{world.dossier.pk}" selected>' in client.get(address).content.decode()


def test_a_bad_file_is_told_beside_the_good_ones(client, world):
    page = post(client, world.editor, world.dossier, ("a.txt", FERRY), ("bad.txt", bytes(range(256)) * 9))
    assert "not imported: the file is no text" in page.content.decode()
    assert Document.objects.count() == 1


def test_a_file_that_is_there_already_is_told(client, world):
    post(client, world.editor, world.dossier, ("a.txt", FERRY))
    page = post(client, world.editor, world.dossier, ("again.txt", FERRY)).content.decode()
    assert "is in the dossier already" in page
    assert Document.objects.count() == 1


def test_a_text_is_pasted(client, world):
    assert "pasted text" in post(client, world.editor, world.dossier, text=FERRY.decode()).content.decode()
    assert Document.objects.get().text == FERRY.decode()


def test_nothing_chosen_is_told(client, world):
    response = post(client, world.editor, world.dossier)
    assert response.status_code == 400
    assert "Choose a file or paste a text." in response.content.decode()


@pytest.mark.parametrize(("name", "status"), [("viewer", 403), ("stranger", 404)])
def test_who_may_not_import_is_refused(client, world, name, status):
    response = post(client, world.person(name), world.dossier, ("a.txt", FERRY))
    assert response.status_code == status
    assert not Document.objects.exists()


def test_the_script_posts_one_file_at_a_time_and_compares_with_the_last(client, world):
    client.force_login(world.editor)
    for name, data, more in [("a.txt", FERRY, {"more": "1"}), ("b.txt", FERRY_TOO, {})]:
        fields = {"dossier": world.dossier.pk, "documents": [SimpleUploadedFile(name, data)], **more}
        answer = client.post(reverse("import"), fields, headers={"Accept": "application/json"}).json()
        assert (answer["errors"], answer["outcomes"][0]["good"]) == ([], True)
        assert answer["conflicts"] == (0 if more else 1)
    assert not Claim.objects.all().unmatched().exists()


def test_a_scan_is_offered_to_be_recognised(client, world, tmp_path, monkeypatch):
    install(tmp_path, monkeypatch)
    page = post(client, world.editor, world.dossier, ("scan.pdf", a_scan()), publisher="The Gull").content.decode()
    capture = Capture.objects.get()
    assert "no page of the PDF has text" in page
    assert f'action="{reverse("admin:sources_capture_change", args=[capture.pk])}"' in page
    assert (bytes(capture.original), capture.state, capture.publisher) == (a_scan(), "held", "The Gull")


def test_without_an_engine_a_scan_says_what_to_install(client, world, tmp_path, monkeypatch):
    uninstall(tmp_path, monkeypatch)
    page = post(client, world.editor, world.dossier, ("scan.pdf", a_scan())).content.decode()
    assert "tesseract-ocr-chi-sim" in page
    assert not Capture.objects.exists()


def test_the_script_learns_where_the_offer_is(client, world, tmp_path, monkeypatch):
    install(tmp_path, monkeypatch)
    client.force_login(world.editor)
    fields = {"dossier": world.dossier.pk, "documents": [SimpleUploadedFile("scan.pdf", a_scan())]}
    answer = client.post(reverse("import"), fields, headers={"Accept": "application/json"}).json()
    assert answer["outcomes"][0]["offer"] == reverse("admin:sources_capture_change", args=[Capture.objects.get().pk])


def test_addresses_are_not_asked_for_unless_switched_on(client, world):
    client.force_login(world.editor)
    page = client.get(reverse("import")).content.decode()
    assert "FETCH_URLS=1" in page
    assert 'name="address"' not in page
    assert post(client, world.editor, world.dossier, address="https://paper.example/ferry").status_code == 400


def test_a_page_is_asked_for(client, world, settings):
    settings.FETCH_URLS = True
    page = post(client, world.editor, world.dossier, address="https://paper.example/ferry").content.decode()
    assert "waits for a worker" in page
    assert Capture.objects.get().url == "https://paper.example/ferry"


def test_an_address_of_this_network_is_refused_at_once(client, world, settings):
    settings.FETCH_URLS = True
    page = post(client, world.editor, world.dossier, address="http://169.254.169.254/latest").content.decode()
    assert "Not fetched" in page
    assert not Capture.objects.exists()
