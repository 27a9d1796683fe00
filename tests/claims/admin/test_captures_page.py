"""The captures at the desk: what waits, what failed and why, and the button that asks a worker."""

import pytest
from django.urls import reverse

from claims import captures
from sources.models import Capture
from tests.factories import NOW, a_document
from tests.sources.recognising.fake_tesseract import a_scan

LIST = "admin:sources_capture_changelist"
URL = "https://paper.example/ferry"


@pytest.fixture(autouse=True)
def fetching_is_on(settings) -> None:
    settings.FETCH_URLS = True


def page_of(capture: Capture) -> str:
    return reverse("admin:sources_capture_change", args=[capture.pk])


def test_what_waits_is_listed_and_says_that_no_worker_runs(client, world):
    captures.ask_for_page(world.dossier, URL, by=world.editor, at=NOW)
    client.force_login(world.viewer)
    page = client.get(reverse(LIST)).content.decode()
    assert "waiting for a worker" in page
    assert "No worker runs at the moment" in page
    assert "Look again" in page


def test_only_captures_of_own_dossiers_are_seen(client, world):
    capture = captures.ask_for_page(world.dossier, URL, by=world.editor, at=NOW)
    client.force_login(world.stranger)
    assert URL not in client.get(reverse(LIST)).content.decode()
    assert client.get(page_of(capture)).status_code in (302, 404)
    assert client.post(page_of(capture)).status_code in (302, 404)


def test_the_list_asks_the_database_as_often_for_many_as_for_one(client, world, django_assert_max_num_queries):
    for number in range(12):
        captures.ask_for_page(world.dossier, f"{URL}/{number}", by=world.editor, at=NOW)
    Capture.objects.update(state="done", document=a_document(world.dossier, "About 43,000 people left."))
    client.force_login(world.editor)
    with django_assert_max_num_queries(14):
        client.get(reverse(LIST))


def test_a_held_scan_is_started_by_its_button(client, world):
    capture = captures.hold_scan(world.dossier, a_scan(), "scan.pdf", reason="no text", by=world.editor, at=NOW)
    client.force_login(world.editor)
    assert "Recognise its text" in client.get(page_of(capture)).content.decode()
    assert client.post(page_of(capture)).status_code == 302
    capture.refresh_from_db()
    assert capture.state == "waiting"
    assert "waiting for a worker" in client.get(page_of(capture)).content.decode()


def test_what_cannot_be_started_says_so(client, world):
    capture = captures.ask_for_page(world.dossier, URL, by=world.editor, at=NOW)
    client.force_login(world.editor)
    page = client.post(page_of(capture))
    assert (page.status_code, "nothing to start" in page.content.decode()) == (409, True)


def test_a_viewer_has_no_button_and_no_right(client, world):
    capture = captures.hold_scan(world.dossier, a_scan(), "scan.pdf", reason="no text", by=world.editor, at=NOW)
    client.force_login(world.viewer)
    assert "Recognise its text" not in client.get(page_of(capture)).content.decode()
    assert client.post(page_of(capture)).status_code == 403


def test_a_failed_capture_shows_why(client, world):
    capture = captures.ask_for_page(world.dossier, URL, by=world.editor, at=NOW)
    Capture.objects.update(state="failed", reason="there is no such page (HTTP 404)", ended_at=NOW)
    client.force_login(world.editor)
    page = client.get(page_of(capture)).content.decode()
    assert "There is no such page (HTTP 404)" in page
    assert "Try again" in page
