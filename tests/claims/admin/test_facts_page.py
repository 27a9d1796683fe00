"""The facts of a document: corrected, graded, and judged a copy or not."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from claims.intake import take_in
from claims.review import Facts
from sources.importing import Arrival, publisher_named
from sources.models import Document, Resemblance
from tests.factories import NOW, a_conflict, a_document
from tests.sources.test_likeness import article, copies

FACTS = {"title": "A storm counted", "language": "en", "act": "correct"}


@pytest.fixture
def document(world) -> Document:
    return a_document(world.dossier, "About 43,000 people left the valley.", title="A storm counted")


@pytest.fixture
def repost(world) -> Document:
    for text in (article("dam_en"), copies("en")["another headline and lead"]):
        take_in(dossier=world.dossier, data=text.encode(), arrival=Arrival(name="dam.txt"), at=NOW)
    return Document.objects.latest("pk")


def post(client, person, document: Document, **fields: object):
    client.force_login(person)
    seen = {"seen": Facts.of(Document.objects.get(pk=document.pk)).version}
    return client.post(reverse("admin:sources_document_facts", args=[document.pk]), {**seen, **fields})


def told(world) -> list[tuple[str, dict]]:
    return list(world.dossier.events.order_by("sequence").values_list("verb", "detail"))


def test_facts_are_corrected_and_each_is_a_line_of_the_ledger(client, world, document):
    fields = {**FACTS, "title": "A storm  recounted", "published_on": "2026-02-01", "is_primary": "on"}
    assert post(client, world.editor, document, **fields, publisher="The Gull").status_code == 302
    document.refresh_from_db()
    assert (document.title, str(document.published_on), document.is_primary) == (
        "A storm recounted",
        "2026-02-01",
        True,
    )
    assert (document.publisher.name, document.text) == ("The Gull", "About 43,000 people left the valley.")
    assert told(world) == [
        ("document corrected", {"fact": "title", "was": "A storm counted", "now": "A storm recounted"}),
        ("document corrected", {"fact": "publisher", "was": None, "now": document.publisher_id}),
        ("document corrected", {"fact": "published_on", "was": None, "now": "2026-02-01"}),
        ("document corrected", {"fact": "is_primary", "was": False, "now": True}),
    ]


def test_the_ledger_names_no_author(client, world, document):
    post(client, world.editor, document, **FACTS, author="Ines Marr")
    assert told(world) == [("document corrected", {"fact": "author"})]


def test_a_stale_form_is_refused_and_keeps_what_was_typed(client, world, document):
    answer = post(client, world.editor, document, **{**FACTS, "title": "Mine"}, seen="old")
    assert answer.status_code == 409
    assert 'value="Mine"' in answer.content.decode()
    document.refresh_from_db()
    assert document.title == "A storm counted"


def test_an_address_that_is_none_is_told(client, world, document):
    answer = post(client, world.editor, document, **FACTS, url="javascript:alert(1)")
    assert (answer.status_code, "Enter a valid URL" in answer.content.decode()) == (400, True)


def test_a_publisher_is_graded(client, world, document):
    Document.objects.update(publisher=publisher_named(world.dossier, "The Gull"))
    assert post(client, world.editor, document, act="grade", grade="B", seen="F").status_code == 302
    assert Document.objects.get().publisher.grade == "B"
    assert told(world) == [("publisher graded", {"was": "F", "now": "B"})]
    assert post(client, world.editor, document, act="grade", grade="C", seen="F").status_code == 409
    assert post(client, world.editor, document, act="grade", grade="B", seen="B").status_code == 409


def test_a_document_is_marked_as_derived_by_hand(client, world):
    conflict = a_conflict(world.dossier)
    first, second = Document.objects.order_by("pk")
    assert post(client, world.editor, second, act="derive", source=first.pk).status_code == 302
    conflict.refresh_from_db()
    assert conflict.level == "internal"
    assert post(client, world.editor, first, act="derive", source=second.pk).status_code == 400
    assert post(client, world.editor, second, act="derive", source="").status_code == 302
    conflict.refresh_from_db()
    assert conflict.level == "contradiction"


def test_a_document_of_another_dossier_is_no_source(client, world, document):
    foreign = a_document(world.stranger.memberships.get().dossier, "Somewhere else.")
    assert post(client, world.editor, document, act="derive", source=foreign.pk).status_code == 400


def test_the_ledger_is_written_last(client, world, document):
    with CaptureQueriesContext(connection) as queries:
        post(client, world.editor, document, **{**FACTS, "title": "Other words"}, publisher="The Gull")
    written = [query["sql"].split('"')[1] for query in queries if query["sql"].startswith(("INSERT", "UPDATE"))]
    assert written.index("claims_event") > max(map(written.index, ["sources_publisher", "sources_document"]))


def test_a_suggested_copy_is_shown_with_the_first_lines_that_differ(client, world, repost):
    client.force_login(world.editor)
    page = client.get(reverse("admin:sources_document_facts", args=[repost.pk])).content.decode()
    assert "Orlan dam breached after night of rain" in page
    assert "A wall of water in the night" in page
    assert page.count('name="resemblance"') == 1


@pytest.mark.parametrize(("answer", "is_this_the_copy"), [("copy", True), ("original", False)])
def test_either_side_is_said_to_be_the_copy(client, world, repost, answer, is_this_the_copy):
    resemblance = Resemblance.objects.get()
    assert post(client, world.editor, repost, act=answer, resemblance=resemblance.pk).status_code == 302
    copy = Document.objects.get(derived_from__isnull=False)
    assert (copy == repost) is is_this_the_copy


def test_neither_is(client, world, repost):
    resemblance = Resemblance.objects.get()
    assert post(client, world.editor, repost, act="no copy", resemblance=resemblance.pk).status_code == 302
    assert Resemblance.objects.get().state == "refused"
    assert post(client, world.editor, repost, act="no copy", resemblance=resemblance.pk).status_code == 400


def test_a_viewer_reads_and_changes_nothing(client, world, repost):
    client.force_login(world.viewer)
    page = client.get(reverse("admin:sources_document_facts", args=[repost.pk])).content.decode()
    assert "<form" not in page.split('id="content-main"')[1].split("</main>")[0]
    assert post(client, world.viewer, repost, **FACTS).status_code == 403


def test_every_form_of_the_page_proves_where_it_comes_from(client, world, repost):
    client.force_login(world.editor)
    for address in (
        reverse("admin:sources_document_facts", args=[repost.pk]),
        reverse("admin:claims_claim_change", args=[repost.passages.first().claims.first().pk]),
    ):
        main = client.get(address).content.decode().split('id="content-main"')[1]
        assert main.count("<form") == main.count("csrfmiddlewaretoken") > 0


def test_a_stranger_finds_nothing(client, world, document):
    client.force_login(world.stranger)
    assert client.get(reverse("admin:sources_document_facts", args=[document.pk])).status_code == 404


def test_the_queries_do_not_grow_with_the_dossier(client, world, repost):
    client.force_login(world.editor)
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("admin:sources_document_facts", args=[repost.pk]))
        counts.append(len(queries))
        for number in range(5):
            text = f"{article('dam_en')}\n\nEdition {number}."
            take_in(dossier=world.dossier, data=text.encode(), arrival=Arrival(name="more.txt"), at=NOW)
    assert counts[0] == counts[1]
