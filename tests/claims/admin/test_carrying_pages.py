"""Newer captures at the desk: what one changes is shown before it is committed, and what waits is worked off."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.template.loader import render_to_string
from django.urls import reverse

from claims import review
from claims.carrying import commit, hold, work_of
from claims.models import Carryover, Claim, Conflict
from sources.extracting import extract
from sources.models import Capture, Document
from tests.factories import NOW, a_claim, a_conflict, a_document

SAID = "About 43,000 people left the valley after the dam broke."
AFTER = "The road to the coast stayed closed, and the schools with it."
TEXT = f"The rain began early and did not end for days. {SAID} {AFTER}"
OTHER = TEXT.replace("43,000", "47,000")
TWICE = TEXT.replace(SAID, f"{SAID} Somebody else wrote: {SAID}")


@pytest.fixture(autouse=True)
def read_in_this_process(monkeypatch):
    monkeypatch.setattr("claims.carrying.holding.extract_apart", extract)


@pytest.fixture
def older(world) -> Document:
    """A document with one accepted claim."""
    claim = a_claim(world.dossier, TEXT)
    review.accept_claim(claim, seen=claim.version, by=world.reviewer, at=NOW)
    return claim.passage.document


def held(world, older: Document, text: str = OTHER) -> Capture:
    return hold(older, text.encode(), "again.txt", by=world.editor, at=NOW)


def waiting(world, older: Document, text: str = OTHER) -> Carryover:
    commit(held(world, older, text), by=world.editor, at=NOW)
    return Carryover.objects.get()


def page_of(carryover: Carryover) -> str:
    return reverse("admin:claims_carryover_change", args=[carryover.pk])


def test_the_page_of_a_document_leads_to_a_newer_capture(client, world, older):
    client.force_login(world.editor)
    page = client.get(reverse("admin:sources_document_change", args=[older.pk])).content.decode()
    assert f'href="{reverse("newer_capture", args=[older.pk])}"' in page


def test_a_newer_file_is_held_shown_and_committed(client, world, older):
    client.force_login(world.editor)
    address = reverse("newer_capture", args=[older.pk])
    assert "Show what it changes" in client.get(address).content.decode()
    answer = client.post(address, {"act": "hold", "document": SimpleUploadedFile("again.txt", OTHER.encode())})
    capture = Capture.objects.get()
    assert answer.url == reverse("held_capture", args=[capture.pk])
    page = client.get(answer.url).content.decode()
    assert "1 numbers changed" in page
    assert '<del><span class="visually-hidden">[removed: </span>43,000' in page
    assert '<ins><span class="visually-hidden">[added: </span>47,000' in page
    assert Document.objects.count() == 1
    listed = client.post(answer.url, {"act": "commit"}, follow=True).content.decode()
    assert "0 claims carried over; 1 waiting for a person." in listed
    assert SAID in listed


def test_a_commit_with_nothing_waiting_leads_to_the_newer_document(client, world, older):
    capture = held(world, older, "A line on top. " + TEXT)
    client.force_login(world.editor)
    answer = client.post(reverse("held_capture", args=[capture.pk]), {"act": "commit"})
    assert answer.url == reverse("admin:sources_document_change", args=[Document.objects.last().pk])
    again = client.post(reverse("held_capture", args=[capture.pk]), {"act": "commit"}, follow=True).content.decode()
    assert "nothing was done twice" in again


def test_settled_conflicts_that_lose_a_claim_are_named_beforehand(client, world):
    conflict = a_conflict(world.dossier, TEXT, "About 58,000 people left the valley, the list says.")
    review.dismiss(conflict, by=world.reviewer, at=NOW, seen=conflict.version, reason="Other weeks.")
    capture = held(world, Claim.objects.get(value_text="About 43,000 people").passage.document)
    client.force_login(world.viewer)
    page = client.get(reverse("held_capture", args=[capture.pk])).content.decode()
    assert reverse("admin:claims_conflict_change", args=[conflict.pk]) in page
    assert "reopens if its claims clash anew" in page
    assert Conflict.objects.get().state == "dismissed"


def test_a_held_capture_is_given_up(client, world, older):
    capture = held(world, older)
    client.force_login(world.editor)
    answer = client.post(reverse("held_capture", args=[capture.pk]), {"act": "discard"})
    assert answer.url == reverse("newer_capture", args=[older.pk])
    assert "given up" in client.get(reverse("held_capture", args=[capture.pk])).content.decode()


def test_bytes_that_are_there_already_are_told(client, world, older):
    client.force_login(world.editor)
    address = reverse("newer_capture", args=[older.pk])
    answer = client.post(address, {"document": SimpleUploadedFile("same.txt", TEXT.encode())})
    assert (answer.status_code, "in the dossier already" in answer.content.decode()) == (400, True)


@pytest.mark.parametrize("name", ["viewer", "stranger"])
def test_who_may_not_import_holds_nothing(client, world, older, name):
    client.force_login(world.person(name))
    address = reverse("newer_capture", args=[older.pk])
    answer = client.post(address, {"document": SimpleUploadedFile("again.txt", OTHER.encode())})
    assert answer.status_code == (403 if name == "viewer" else 404)
    assert not Capture.objects.exists()


def test_a_viewer_commits_nothing(client, world, older):
    capture = held(world, older)
    client.force_login(world.viewer)
    address = reverse("held_capture", args=[capture.pk])
    assert "Commit the newer capture" not in client.get(address).content.decode()
    assert client.post(address, {"act": "commit"}).status_code == 403
    assert Document.objects.count() == 1


def test_a_stranger_finds_no_page_and_no_work(client, world, older):
    capture = held(world, older)
    carryover = waiting(world, older)
    client.force_login(world.stranger)
    addresses = [
        reverse("newer_capture", args=[older.pk]),
        reverse("held_capture", args=[capture.pk]),
        page_of(carryover),
    ]
    for address in addresses:
        assert client.get(address).status_code == 404, address
        assert client.post(address, {"act": "drop", "reason": "No."}).status_code == 404, address
    assert SAID not in client.get(reverse("admin:claims_carryover_changelist")).content.decode()
    assert not work_of(world.stranger).exists()


def test_a_page_that_is_not_fetched_here_says_so(client, world, older):
    Document.objects.filter(pk=older.pk).update(url="https://example.org/flood")
    client.force_login(world.editor)
    address = reverse("newer_capture", args=[older.pk])
    assert "Fetch it again" not in client.get(address).content.decode()
    assert "FETCH_URLS is off" in client.post(address, {"act": "fetch"}).content.decode()


def test_a_page_is_asked_for_again_once(client, world, older, settings):
    settings.FETCH_URLS = True
    Document.objects.filter(pk=older.pk).update(url="https://example.org/flood")
    client.force_login(world.editor)
    address = reverse("newer_capture", args=[older.pk])
    assert "Fetch it again" in client.get(address).content.decode()
    for _ in range(2):
        answer = client.post(address, {"act": "fetch"})
    capture = Capture.objects.get()
    assert (capture.kind, capture.url, capture.supersedes, capture.state) == (
        "url",
        "https://example.org/flood",
        older,
        "waiting",
    )
    assert "It is being fetched" in client.get(answer.url).content.decode()


def test_a_waiting_claim_is_shown_with_both_texts_and_carried_over(client, world, older):
    carryover = waiting(world, older)
    client.force_login(world.reviewer)
    page = client.get(page_of(carryover)).content.decode()
    assert "Older text" in page
    assert '<ins><span class="visually-hidden">[added: </span>47,000' in page
    fields = {"act": "carry", "start": carryover.start, "end": carryover.end, "words": SAID.replace("43,000", "47,000")}
    assert client.post(page_of(carryover), fields).status_code == 302
    carryover.refresh_from_db()
    assert (carryover.state, carryover.carried_to.value_phrase) == ("carried", "about 47,000 people")
    assert f"claim {carryover.carried_to_id}</a> now" in client.get(page_of(carryover)).content.decode()


def test_a_guess_is_marked_as_one(client, world, older):
    carryover = waiting(world, older, TWICE)
    assert carryover.found == "ambiguous"
    client.force_login(world.reviewer)
    assert "Newer text: a guess" in client.get(page_of(carryover)).content.decode()


def test_a_place_is_chosen_among_what_the_newer_text_says(client, world, older):
    newer = "The ministry counts anew. It says that 51,000 people were counted on the hills around the lake."
    carryover = waiting(world, older, newer)
    assert carryover.found == "gone"
    client.force_login(world.reviewer)
    page = client.get(page_of(carryover)).content.decode()
    offered = Claim.objects.get(passage__document=carryover.document)
    link = f"?start={offered.passage.start}&amp;end={offered.passage.end}"
    assert link in page
    chosen = client.get(page_of(carryover) + link.replace("&amp;", "&")).content.decode()
    assert "the place you chose" in chosen
    assert offered.passage.exact in chosen


def test_what_was_typed_is_kept_where_it_will_not_do(client, world, older):
    carryover = waiting(world, older)
    client.force_login(world.reviewer)
    answer = client.post(page_of(carryover), {"act": "carry", "words": "Nothing of the kind", "value": "12 people"})
    page = answer.content.decode()
    assert (answer.status_code, "does not say these words" in page, "12 people" in page) == (400, True, True)


def test_a_claim_is_dropped_only_with_a_reason(client, world, older):
    carryover = waiting(world, older)
    client.force_login(world.reviewer)
    assert client.post(page_of(carryover), {"act": "drop", "reason": ""}).status_code == 400
    assert client.post(page_of(carryover), {"act": "drop", "reason": "Withdrawn."}).status_code == 302
    carryover.refresh_from_db()
    assert (carryover.state, carryover.reason) == ("dropped", "Withdrawn.")
    assert client.post(page_of(carryover), {"act": "drop", "reason": "Again."}).status_code == 409


@pytest.mark.parametrize(("name", "status"), [("viewer", 403), ("editor", 403)])
def test_who_may_not_judge_settles_no_accepted_claim(client, world, older, name, status):
    carryover = waiting(world, older)
    client.force_login(world.person(name))
    page = client.get(page_of(carryover)).content.decode()
    assert "Carry it over" not in page
    assert "Drop it" not in page
    fields = {"words": SAID.replace("43,000", "47,000"), "start": carryover.start, "end": carryover.end}
    assert client.post(page_of(carryover), {"act": "carry", **fields}).status_code == status
    assert client.post(page_of(carryover), {"act": "drop", "reason": "No."}).status_code == status


def test_the_list_shows_what_waits_unless_asked_for_more(client, world, older):
    carryover = waiting(world, older)
    client.force_login(world.viewer)
    address = reverse("admin:claims_carryover_changelist")
    assert "numbers changed" in client.get(address).content.decode()
    Carryover.objects.filter(pk=carryover.pk).update(
        state="dropped", reason="Withdrawn.", decided_by=world.reviewer, decided_at=NOW
    )
    assert page_of(carryover) not in client.get(address).content.decode()
    assert page_of(carryover) in client.get(address + "?settled=dropped").content.decode()


def test_the_dashboard_list_links_what_waits(world, older, django_assert_num_queries):
    carryover = waiting(world, older)
    with django_assert_num_queries(1):
        listed = render_to_string(
            "claims/_carryover_list.html", {"carryovers": list(work_of(world.editor)[:10]), "count": 1, "named": True}
        )
    assert page_of(carryover) in listed
    assert "numbers changed" in listed
    assert "Floods" in listed


def test_a_preview_takes_as_many_queries_whatever_it_shows(client, world, django_assert_max_num_queries):
    lines = [f"About {number},000 people left town {number} after dam {number} broke." for number in range(11, 31)]
    older = a_document(world.dossier, " ".join(lines))
    for claim in Claim.objects.filter(passage__document=older):
        review.accept_claim(claim, seen=claim.version, by=world.reviewer, at=NOW)
    capture = held(world, older, " ".join(lines).replace("0 people", "1 people"))
    client.force_login(world.editor)
    with django_assert_max_num_queries(20):
        page = client.get(reverse("held_capture", args=[capture.pk]))
    assert page.content.decode().count("Waits for a person.") == Claim.objects.count() > 20
    commit(capture, by=world.editor, at=NOW)
    with django_assert_max_num_queries(20):
        client.get(reverse("admin:claims_carryover_changelist"))
