"""What the database itself refuses, whoever asks: the invariants of values and states."""

import pytest
from django.db import IntegrityError, connection
from django.db.backends.postgresql.psycopg_any import NumericRange

from claims import review
from claims.models import Basis, Claim, Comment, Conflict, Filing, Question, Reconciliation
from sources.models import Document, Dossier, Passage
from tests.factories import NOW, a_claim, a_conflict, a_question


def refused(name: str):
    """The block breaks the constraint of that name."""
    return pytest.raises(IntegrityError, match=name)


@pytest.fixture
def claim(world) -> Claim:
    return a_claim(world.dossier, "About 43,000 people left the valley.")


def test_a_passage_says_what_its_document_says_there(claim):
    with refused("does not say this"):
        Passage.objects.create(document=claim.passage.document, start=0, end=5, exact="Abous")


def test_a_passage_is_not_changed_to_say_otherwise(claim):
    with refused("does not say this"):
        Passage.objects.filter(pk=claim.passage_id).update(exact="something else")


def test_the_text_of_a_document_never_changes(claim):
    with refused("kept as imported"):
        Document.objects.filter(pk=claim.passage.document_id).update(text="About 44,000 people left the valley.")


def test_the_same_bytes_are_one_document(claim):
    document = Document.objects.get(pk=claim.passage.document_id)
    document.pk = None
    with refused("document_bytes_once_a_dossier"):
        document.save(force_insert=True)


def test_the_value_stands_in_the_passage(claim):
    with refused("not what the passage says"):
        Claim.objects.filter(pk=claim.pk).update(value_text="about 44,000 people")


def test_likely_lies_within_strict(claim):
    with refused("claim_likely_within_strict"):
        Claim.objects.filter(pk=claim.pk).update(likely=NumericRange(0, 99_000))


def test_no_extent_is_empty(claim):
    with refused("claim_extents_not_empty"):
        Claim.objects.filter(pk=claim.pk).update(strict=NumericRange(empty=True), likely=NumericRange(empty=True))


def test_only_a_person_accepts(claim):
    with refused("claim_decided_by_a_person"):
        Claim.objects.filter(pk=claim.pk).update(state="accepted")


def test_a_claim_is_not_refused_without_a_reason(claim, world):
    with refused("claim_refused_with_a_reason"):
        Claim.objects.filter(pk=claim.pk).update(state="rejected", decided_by=world.reviewer, decided_at=NOW)


def test_a_claim_stands_under_one_question(claim):
    a_question([claim])
    other = Question.objects.create(dossier=claim.dossier, wording="Another?", language="en", kind="count")
    with refused("filing_one_standing_a_claim"):
        Filing.objects.create(claim=claim, question=other)


def test_claim_and_question_are_of_one_dossier(claim):
    elsewhere = Dossier.objects.get(slug="elsewhere")
    foreign = Question.objects.create(dossier=elsewhere, wording="Foreign?", language="en", kind="count")
    with refused("two dossiers"):
        Filing.objects.create(claim=claim, question=foreign)


@pytest.fixture
def proposal(world) -> Reconciliation:
    conflict = a_conflict(world.dossier)
    accepted = tuple(claim.pk for claim in conflict.positions.get(number=1).claims.all())
    decision = review.Decision("one position holds", "contradiction", "The list is signed.", accepted=accepted)
    return review.propose(conflict, decision, by=world.reviewer, at=NOW, seen=conflict.version)


def approve_behind_the_back(proposal: Reconciliation, person: object) -> None:
    """As raw SQL could; what is deferred to the commit is asked for now."""
    Reconciliation.objects.filter(pk=proposal.pk).update(state="approved", decided_by=person, decided_at=NOW)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_nobody_approves_their_own_proposal(proposal, world):
    with refused("reconciliation_approved_by_a_second_person"):
        approve_behind_the_back(proposal, world.reviewer)


def test_whoever_accepted_a_claim_does_not_approve(proposal, world):
    Claim.objects.filter(basis_of__reconciliation=proposal).update(decided_by=world.chief)
    with refused("wrote or accepted"):
        approve_behind_the_back(proposal, world.chief)


def test_an_open_thread_blocks_approval_in_the_database_too(proposal, world):
    conflict = Conflict.objects.get()
    Comment.objects.create(conflict=conflict, body="Wait.", author=world.editor, written_at=NOW)
    with refused("unresolved thread"):
        approve_behind_the_back(proposal, world.chief)


def test_one_proposal_a_question(proposal, world):
    with refused("reconciliation_one_proposal_a_question"):
        Reconciliation.objects.create(
            question=proposal.question,
            outcome="none holds",
            difference="contradiction",
            rationale="Again.",
            proposed_by=world.chief,
            proposed_at=NOW,
        )


def test_a_comment_is_on_one_thing(world):
    with refused("comment_on_one_thing"):
        Comment.objects.create(body="On nothing.", author=world.editor, written_at=NOW)


def test_evidence_outlives_the_wish_to_delete_it(proposal):
    basis = Basis.objects.first()
    assert basis
    with pytest.raises(IntegrityError):
        basis.claim.delete()


def test_a_decision_inserted_as_approved_needs_four_eyes_too(proposal, world):
    claim = Claim.objects.filter(decided_by=world.reviewer).first()
    Reconciliation.objects.filter(pk=proposal.pk).update(
        state="withdrawn", withdrawn_by=world.reviewer, withdrawn_at=NOW, decision_note="Aside."
    )
    forged = Reconciliation.objects.create(
        question=proposal.question,
        outcome="none holds",
        difference="contradiction",
        rationale="Behind the back.",
        state="approved",
        proposed_by=world.chief,
        proposed_at=NOW,
        decided_by=world.reviewer,
        decided_at=NOW,
    )
    with refused("wrote or accepted"), connection.cursor() as cursor:
        Basis.objects.create(reconciliation=forged, claim=claim, role="accepted")
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_a_decision_rests_on_claims_of_its_dossier(proposal):
    elsewhere = a_claim(Dossier.objects.get(slug="elsewhere"), "About 9,000 people left the island.")
    with refused("two dossiers"):
        Basis.objects.create(reconciliation=proposal, claim=elsewhere, role="accepted")
