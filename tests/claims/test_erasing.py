"""An account and a document are forgotten: nothing anywhere says them any more, and every ledger holds."""

from __future__ import annotations

import json
from io import StringIO

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from axes.models import AccessAttempt
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse
from psycopg import sql

from claims import ledger, review
from claims.erasing import erase_document, erase_person
from claims.errors import NotAllowed, Refused
from claims.integrity import examine
from claims.ledger import Checkpoint
from claims.models import Claim, Comment, Conflict, Event, Notification, Question, Reconciliation, WordCount
from sources.erasing import door
from sources.models import ApiToken, Document, Erasure, Person, Role
from tests.factories import NOW, a_claim, a_conflict, a_document, a_person
from tests.one_of_everything import one_of_everything

pytestmark = [pytest.mark.usefixtures("the_owner"), pytest.mark.django_db]
DEMAND = "GDPR, article 17: demand of 2026-02-27"
SAID = "About 43,000 people left the orchards of Vellamoor."


def places_that_say(*words: str) -> list[str]:
    """Every column of any kind, of every table, that holds one of these words in any row."""
    found = []
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.table_name, c.column_name, c.data_type FROM information_schema.columns c "
            "JOIN information_schema.tables t USING (table_schema, table_name) "
            "WHERE c.table_schema = 'public' AND t.table_type = 'BASE TABLE'"
        )
        for table, column, kind in cursor.fetchall():
            said = sql.SQL("encode({}, 'escape')" if kind == "bytea" else "{}::text").format(sql.Identifier(column))
            for word in words:
                spelt = {word, json.dumps(word)[1:-1]}
                wanted = [f"%{each}%".replace("\\", "\\\\") for each in spelt]
                question = sql.SQL("SELECT count(*) FROM {} WHERE {} ILIKE ANY(%s)").format(sql.Identifier(table), said)
                cursor.execute(question, [wanted])
                if cursor.fetchone()[0]:
                    found.append(f"{table}.{column}: {word}")
    return found


def checkpoints() -> list[Checkpoint]:
    return [Checkpoint(each.dossier.slug, each.sequence, each.hash) for each in Event.objects.select_related("dossier")]


def assert_all_holds(kept: list[Checkpoint]) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    assert [str(finding) for finding in examine(kept) if finding.faults] == []


# ---- a document ----------------------------------------------------------------------------------


@pytest.fixture
def told(world) -> Document:
    """A document that conflicts with another one, with a decision on it, and what people wrote of it."""
    conflict = a_conflict(world.dossier, SAID, "About 58,000 people left the valley.")
    claim = Claim.objects.get(passage__document__text=SAID)
    document = claim.passage.document
    facts = review.Facts.of(document)
    for title in ("The orchards of Vellamoor, first draft", "What happened at Vellamoor"):
        changed = review.Facts(**{name: getattr(facts, name) for name in facts.__slots__} | {"title": title})
        review.correct_facts(document, changed, by=world.editor, at=NOW, seen=review.Facts.of(document).version)
        document.refresh_from_db()
    thread = review.comment(conflict, f"It says: “{SAID}” Is that so?", by=world.editor, at=NOW)
    review.edit_comment(thread, f"It does say: “{SAID}”", by=world.editor, at=NOW, seen=1)
    review.resolve(thread, by=world.reviewer, at=NOW)
    conflict.refresh_from_db()
    decision = review.Decision("one position holds", "contradiction", f"The paper writes: {SAID}", accepted=(claim.pk,))
    proposal = review.propose(conflict, decision, by=world.reviewer, at=NOW, seen=conflict.version)
    conflict.refresh_from_db()
    review.approve(proposal, by=world.chief, at=NOW, seen=conflict.version)
    return Document.objects.get(pk=document.pk)


def test_nothing_says_what_an_erased_document_said(world, told):
    kept = checkpoints()
    assert len(places_that_say(SAID)) > 8
    erase_document(told, reason=DEMAND, by=world.chief, at=NOW)
    assert places_that_say(SAID, "orchards", "Vellamoor") == []
    assert_all_holds(kept)


def test_an_erased_document_leaves_a_tombstone_with_date_and_reason(world, told):
    erase_document(told, reason=DEMAND, by=world.chief, at=NOW)
    told.refresh_from_db()
    assert str(told.erasure) == f"erased on 2026-03-01: {DEMAND}"
    assert str(told) == "[erased 2026-03-01]"
    claim = Claim.objects.get(passage__document=told)
    assert (claim.state, claim.statement, claim.kind, claim.low) == ("retracted", "[erased]", "name", None)
    assert claim.state_reason == f"[erased] 2026-03-01: {DEMAND}"
    assert set(claim.value_text) == {"█"}
    line = Event.objects.get(verb="document erased")
    assert (line.actor, line.subject_id, line.detail) == (world.chief, told.pk, {"claims": 1})


def test_what_rested_on_an_erased_document_is_open_again(world, told):
    erase_document(told, reason=DEMAND, by=world.chief, at=NOW)
    conflict = Conflict.objects.get()
    assert conflict.state == "reopened"
    assert "was erased with document" in conflict.state_reason
    assert Comment.objects.get().body == f"It does say: “{'█' * len(SAID)}”"
    assert Reconciliation.objects.get().rationale == f"The paper writes: {'█' * len(SAID)}"


def test_other_documents_and_their_questions_stay(world, told):
    other = Document.objects.exclude(pk=told.pk).get()
    claim = Claim.objects.get(passage__document=other)
    erase_document(told, reason=DEMAND, by=world.chief, at=NOW)
    other.refresh_from_db()
    assert (other.text, other.passages.get().exact) == ("About 58,000 people left the valley.",) * 2
    assert Claim.objects.get(pk=claim.pk).statement == claim.statement
    assert Question.objects.get().wording == "How many people left the valley?"
    assert WordCount.objects.filter(word__icontains="valley").exists()


def test_a_question_that_only_erased_documents_answer_says_nothing(world):
    document = a_document(world.dossier, SAID)
    call_command("detect_conflicts")
    (claim,) = Claim.objects.filter(passage__document=document)
    other = a_claim(world.dossier, "The orchards of Vellamoor were left by about 58,000 people.")
    review.file_together(claim, other, by=world.reviewer, at=NOW, seen=claim.version)
    for each in (document, other.passage.document):
        erase_document(each, reason=DEMAND, by=world.chief, at=NOW, words=["Vellamoor"])
    assert set(Question.objects.values_list("wording", flat=True)) == {"[erased]"}
    assert places_that_say("Vellamoor") == []


@pytest.mark.parametrize(("page_name", "status"), [("change", 200), ("original", 410)])
def test_no_page_shows_an_erased_document(world, told, page_name, status):
    erase_document(told, reason=DEMAND, by=world.chief, at=NOW)
    client = Client()
    client.force_login(world.chief)
    page = client.get(reverse(f"admin:sources_document_{page_name}", args=[told.pk]))
    assert page.status_code == status
    assert b"Vellamoor" not in page.content
    assert b"erased" in page.content
    assert "█".encode() * 40 not in page.content


@pytest.mark.parametrize("written_as", ["json", "ndjson", "csv", "jsonld", "claimreview"])
def test_no_export_says_it(world, told, written_as):
    out = StringIO()
    call_command("export_claims", format=written_as, stdout=out)
    assert "Vellamoor" in out.getvalue() or "43,000" in out.getvalue()
    erase_document(told, reason=DEMAND, by=world.chief, at=NOW)
    out = StringIO()
    call_command("export_claims", format=written_as, stdout=out)
    assert "Vellamoor" not in out.getvalue()


def test_of_one_of_everything_every_document_can_be_erased():
    everything = one_of_everything()
    kept = checkpoints()
    said = [document.text for document in everything.dossier.documents.all()]
    for document in everything.dossier.documents.order_by("pk"):
        erase_document(document, reason=DEMAND, by=everything.people["chief"], at=NOW)
    left = places_that_say(*said, "Some 1,000 people", "left the harbour", "crossed the strait")
    assert left == ["claims_batchfile.original: left the harbour"]  # of a file that is no document yet
    assert_all_holds(kept)


def test_a_document_is_erased_once_and_by_a_chief(world, told):
    with pytest.raises(NotAllowed):
        erase_document(told, reason=DEMAND, by=world.reviewer, at=NOW)
    erase_document(told, reason=DEMAND, by=world.chief, at=NOW)
    with pytest.raises(Refused, match="already"):
        erase_document(told, reason=DEMAND, by=world.chief, at=NOW)


@pytest.mark.parametrize("reason", ["", "  ", "Demand about What happened at Vellamoor", "x" * 301])
def test_a_reason_is_said_without_what_is_erased(world, told, reason):
    with pytest.raises(Refused):
        erase_document(told, reason=reason, by=world.chief, at=NOW)
    assert not Erasure.objects.exists()


def test_the_command_erases_and_says_what_else_to_look_at(world, told):
    copy = a_document(world.dossier, f"{SAID} That is all.")
    Document.objects.filter(pk=copy.pk).update(derived_from=told)
    out = StringIO()
    call_command("erase_document", told.pk, reason=DEMAND, by="chief", stdout=out)
    assert f"Erased: document {told.pk}." in out.getvalue()
    assert "blotted in claims_comment: 1 rows" in out.getvalue()
    assert f"documents {copy.pk}." in out.getvalue()
    with pytest.raises(CommandError, match="There is no document 4711"):
        call_command("erase_document", 4711, reason=DEMAND, by="chief")
    with pytest.raises(CommandError, match="nobody named"):
        call_command("erase_document", copy.pk, reason=DEMAND, by="nobody")


# ---- the door ------------------------------------------------------------------------------------


def test_outside_the_door_even_the_owner_is_refused(world, told):
    for act in (
        lambda: Document.objects.filter(pk=told.pk).update(text="█"),
        lambda: Event.objects.filter(subject="document").update(detail=ledger.ERASED),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            act()


@pytest.mark.parametrize(
    "change", [{"detail": {}}, {"verb": "claim accepted"}, {"actor": None}, {"detail": {"erased": True}, "sequence": 9}]
)
def test_through_the_door_a_line_can_lose_its_words_and_nothing_else(world, told, change):
    line = Event.objects.filter(actor=world.editor).first()
    with pytest.raises(IntegrityError), door():
        Event.objects.filter(pk=line.pk).update(**change)


def test_a_line_erased_without_an_answer_is_a_fault(world, told):
    line = Event.objects.get(verb="document corrected", detail__now__startswith="The orchards")
    with door():
        Event.objects.filter(pk=line.pk).update(detail=ledger.ERASED)
    assert ledger.verify(world.dossier).fault == f"line {line.sequence} was changed"


@pytest.mark.parametrize(
    "change", ["actor_id = NULL", "verb = 'claim accepted'", "at = at - interval '1 day'", "subject_id = 4711"]
)
def test_an_erased_line_that_is_changed_further_is_a_fault(world, told, change):
    line = Event.objects.get(verb="document corrected", detail__now__startswith="The orchards")
    with door():
        ledger.erase(line, by=world.chief)
    assert ledger.verify(world.dossier).fault is None
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE claims_event DISABLE TRIGGER USER")
        cursor.execute(f"UPDATE claims_event SET {change} WHERE id = %s", [line.pk])
    assert ledger.verify(world.dossier).fault == f"line {line.sequence} was changed"


def test_the_verification_tells_how_many_lines_say_nothing(world, told):
    erase_document(told, reason=DEMAND, by=world.chief, at=NOW)
    out = StringIO()
    call_command("verify_ledger", dossier="floods", stdout=out)
    assert "events (2 of them erased), the chain holds" in out.getvalue()


# ---- an account ----------------------------------------------------------------------------------


@pytest.fixture
def ottoline(world) -> Person:
    """Somebody who did a little of everything, and whom others wrote of."""
    person = a_person("oquill", world.dossier, Role.REVIEWER)
    person.first_name, person.last_name, person.email = "Ottoline", "Quillfeather", "ottoline@paper.example"
    person.set_password("a long walk home")
    person.save()
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    Authenticator.objects.create(user=person, type="totp", data={"secret": "oquill's own"})
    AccessAttempt.objects.create(
        username="oquill", ip_address="192.0.2.7", user_agent="", get_data="", post_data="", failures_since_start=1
    )
    ApiToken.objects.create(
        person=person, name="of Ottoline Quillfeather", prefix="cc_1", sha256="0" * 64, scopes=["read"],
        created_at=NOW, expires_at=NOW.replace(year=2027),
    )  # fmt: skip
    client = Client()
    client.force_login(person)
    conflict = a_conflict(world.dossier)
    thread = review.comment(conflict, "@oquill, please look. Ottoline Quillfeather knows.", by=world.editor, at=NOW)
    review.comment(conflict, "I did. Write to ottoline@paper.example.", by=person, at=NOW, reply_to=thread)
    review.edit_comment(thread, "@oquill please look.", by=world.editor, at=NOW, seen=1)
    conflict.refresh_from_db()
    review.assign(conflict, to=person, by=world.chief, at=NOW, seen=conflict.version)
    conflict.refresh_from_db()
    review.dismiss(conflict, by=person, at=NOW, seen=conflict.version, reason="As OTTOLINE QUILLFEATHER counted.")
    return person


NAMES = ("oquill", "Ottoline", "Quillfeather", "ottoline@paper.example")


def test_nothing_says_whose_an_erased_account_was(world, ottoline):
    kept = checkpoints()
    assert len(places_that_say(*NAMES)) > 12
    erase_person(ottoline, reason=DEMAND, by=world.chief, at=NOW)
    assert places_that_say(*NAMES) == []
    assert_all_holds(kept)


def test_what_an_erased_person_did_stays_by_a_number(world, ottoline):
    erase_person(ottoline, reason=DEMAND, by=world.chief, at=NOW)
    ottoline.refresh_from_db()
    assert ottoline.display_name == f"erased-{ottoline.pk}"
    assert not ottoline.is_active
    assert not ottoline.has_usable_password()
    assert str(ottoline.erasure) == f"erased on 2026-03-01: {DEMAND}"
    conflict = Conflict.objects.get()
    assert (conflict.state, conflict.assigned_to) == ("dismissed", None)
    assert conflict.state_reason == f"As {'█' * len('OTTOLINE QUILLFEATHER')} counted."
    assert Event.objects.get(verb="conflict dismissed").actor == ottoline
    assert Event.objects.get(verb="person erased").subject_id == ottoline.pk
    assert not world.dossier.memberships.filter(person=ottoline).exists()


def test_an_erased_person_is_signed_out_everywhere(world, ottoline):
    client = Client()
    client.force_login(ottoline)
    assert client.get(reverse("admin:index")).status_code == 200
    erase_person(ottoline, reason=DEMAND, by=world.chief, at=NOW)
    assert client.get(reverse("admin:index")).status_code == 302
    assert not Notification.objects.filter(person=ottoline).exists()
    assert not ApiToken.objects.exists()


def test_what_only_might_mean_the_person_is_left_and_told(world, ottoline):
    review.comment(Conflict.objects.get(), "Ask oquill, or read Quillfeather's book.", by=world.editor, at=NOW)
    out = StringIO()
    call_command("erase_person", "oquill", reason=DEMAND, by="chief", stdout=out)
    assert "LEFT in claims_comment.body: 1 rows" in out.getvalue()


def test_further_words_go_where_they_are_named(world, ottoline):
    review.comment(Conflict.objects.get(), "Ask oquill, or read Quillfeather's book.", by=world.editor, at=NOW)
    out = StringIO()
    told = {"words": ["oquill", "Quillfeather"], "reason": DEMAND, "by": "chief"}
    call_command("erase_person", "oquill", stdout=out, **told)
    assert places_that_say(*NAMES) == []
    assert "LEFT" not in out.getvalue()


def test_the_words_of_documents_are_no_matter_of_an_account(world, ottoline):
    document = a_document(world.dossier, "Ottoline Quillfeather counted 43 boats.")
    erase_person(ottoline, reason=DEMAND, by=world.chief, at=NOW)
    document.refresh_from_db()
    assert document.text == "Ottoline Quillfeather counted 43 boats."


def test_the_last_chief_of_a_dossier_is_not_erased(world):
    with pytest.raises(Refused, match="Nobody else is chief of floods"):
        erase_person(world.chief, reason=DEMAND, by=world.editor, at=NOW)


def test_nobody_erases_themselves_or_twice(world, ottoline):
    with pytest.raises(Refused, match="their own account"):
        erase_person(ottoline, reason=DEMAND, by=ottoline, at=NOW)
    erase_person(ottoline, reason=DEMAND, by=world.chief, at=NOW)
    with pytest.raises(Refused, match="already"):
        erase_person(ottoline, reason=DEMAND, by=world.chief, at=NOW)


@pytest.mark.parametrize("reason", ["", "Ottoline Quillfeather asked for it", "Demand of ottoline@paper.example"])
def test_the_reason_does_not_name_the_person(world, ottoline, reason):
    with pytest.raises(Refused):
        erase_person(ottoline, reason=reason, by=world.chief, at=NOW)
