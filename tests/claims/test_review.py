"""Decisions: each works, and is refused to whom and when it must be."""

import pytest

from claims import review
from claims.conflicts import detect
from claims.errors import FourEyesNeeded, NotAllowed, Refused, Stale, ThreadsUnresolved, WrongState
from claims.models import Claim, Conflict, Event, Filing, Reconciliation
from claims.models.claim import ClaimState
from claims.models.conflict import ConflictState
from claims.review import Decision
from sources.reading import read
from tests.conftest import World
from tests.factories import NOW, a_claim, a_conflict


def decided_for(conflict: Conflict, number: int = 2, **terms: str) -> Decision:
    """The decision that one position of the conflict holds."""
    claims = conflict.positions.get(number=number).claims.all()
    terms = {"outcome": "one position holds", "difference": "contradiction", "rationale": "Its list is signed."} | terms
    return Decision(accepted=tuple(claim.pk for claim in claims), **terms)


def proposed(world: World, **terms: str) -> tuple[Conflict, Reconciliation]:
    conflict = a_conflict(world.dossier)
    decision = decided_for(conflict, **terms)
    proposal = review.propose(conflict, decision, by=world.reviewer, at=NOW, seen=conflict.version)
    conflict.refresh_from_db()
    return conflict, proposal


# ---- propose and approve ---------------------------------------------------------------------------


def test_a_reviewer_proposes_and_a_chief_approves(world):
    conflict, proposal = proposed(world)
    assert conflict.state == ConflictState.PROPOSED
    review.approve(proposal, by=world.chief, at=NOW, seen=conflict.version)
    conflict.refresh_from_db()
    assert conflict.state == ConflictState.RESOLVED
    assert Reconciliation.objects.in_force().get().value_text == "about 58,000 people"


def test_proposing_vouches_for_the_claims_and_filings(world):
    proposed(world)
    claims = Claim.objects.filter(dossier=world.dossier)
    assert {(claim.state, claim.decided_by) for claim in claims} == {(ClaimState.ACCEPTED, world.reviewer)}
    assert set(Filing.objects.values_list("state", flat=True)) == {"confirmed"}


@pytest.mark.parametrize("name", ["viewer", "editor", "stranger"])
def test_who_may_not_propose(world, name):
    conflict = a_conflict(world.dossier)
    with pytest.raises(NotAllowed):
        review.propose(conflict, decided_for(conflict), by=world.person(name), at=NOW, seen=conflict.version)
    assert not Reconciliation.objects.exists()


@pytest.mark.parametrize("name", ["viewer", "editor", "reviewer", "stranger"])
def test_who_may_not_approve(world, name):
    conflict, proposal = proposed(world)
    with pytest.raises(NotAllowed):
        review.approve(proposal, by=world.person(name), at=NOW, seen=conflict.version)


def test_a_chief_may_not_approve_what_they_proposed(world):
    conflict = a_conflict(world.dossier)
    proposal = review.propose(conflict, decided_for(conflict), by=world.chief, at=NOW, seen=conflict.version)
    conflict.refresh_from_db()
    with pytest.raises(FourEyesNeeded, match="You proposed"):
        review.approve(proposal, by=world.chief, at=NOW, seen=conflict.version)


def test_whoever_accepted_a_claim_may_not_approve_the_decision_on_it(world):
    conflict = a_conflict(world.dossier)
    claim = conflict.positions.get(number=1).claims.get()
    review.accept_claim(claim, seen=1, by=world.chief, at=NOW)
    proposal = review.propose(conflict, decided_for(conflict), by=world.reviewer, at=NOW, seen=conflict.version)
    conflict.refresh_from_db()
    with pytest.raises(FourEyesNeeded, match="wrote or accepted"):
        review.approve(proposal, by=world.chief, at=NOW, seen=conflict.version)


def test_a_dossier_may_allow_the_approval_of_own_claims(world):
    world.dossier.own_claims_may_be_approved = True
    world.dossier.save()
    conflict = a_conflict(world.dossier)
    review.accept_claim(conflict.positions.get(number=1).claims.get(), seen=1, by=world.chief, at=NOW)
    proposal = review.propose(conflict, decided_for(conflict), by=world.reviewer, at=NOW, seen=conflict.version)
    conflict.refresh_from_db()
    assert review.approve(proposal, by=world.chief, at=NOW, seen=conflict.version).state == "approved"


def test_an_unresolved_thread_blocks_the_approval(world):
    conflict, proposal = proposed(world)
    thread = review.comment(conflict, "Which days?", by=world.editor, at=NOW)
    with pytest.raises(ThreadsUnresolved):
        review.approve(proposal, by=world.chief, at=NOW, seen=conflict.version)
    review.resolve(thread, by=world.editor, at=NOW)
    assert review.approve(proposal, by=world.chief, at=NOW, seen=conflict.version).state == "approved"


def test_a_thread_on_a_claim_blocks_the_approval_too(world):
    conflict, proposal = proposed(world)
    review.comment(conflict.positions.get(number=1).claims.get(), "Who says so?", by=world.editor, at=NOW)
    with pytest.raises(ThreadsUnresolved):
        review.approve(proposal, by=world.chief, at=NOW, seen=conflict.version)


def test_a_stale_proposal_is_refused(world):
    conflict = a_conflict(world.dossier)
    with pytest.raises(Stale):
        review.propose(conflict, decided_for(conflict), by=world.reviewer, at=NOW, seen=conflict.version - 1)


def test_a_stale_approval_is_refused(world):
    conflict, proposal = proposed(world)
    with pytest.raises(Stale):
        review.approve(proposal, by=world.chief, at=NOW, seen=conflict.version - 1)


def test_a_proposal_needs_a_rationale(world):
    conflict = a_conflict(world.dossier)
    with pytest.raises(Refused, match="rationale"):
        review.propose(conflict, decided_for(conflict, rationale=" "), by=world.reviewer, at=NOW, seen=conflict.version)


def test_a_second_proposal_waits_for_the_first(world):
    conflict, _ = proposed(world)
    with pytest.raises(WrongState):
        review.propose(conflict, decided_for(conflict), by=world.reviewer, at=NOW, seen=conflict.version)


def test_no_position_holds_needs_no_value(world):
    conflict = a_conflict(world.dossier)
    decision = Decision(outcome="none holds", difference="copying error", rationale="Both copy a misprint.")
    proposal = review.propose(conflict, decision, by=world.reviewer, at=NOW, seen=conflict.version)
    assert proposal.strict is None
    assert set(proposal.basis.values_list("role", flat=True)) == {"rejected"}


def test_a_value_that_holds_needs_its_claims(world):
    conflict = a_conflict(world.dossier)
    decision = Decision(outcome="one position holds", difference="contradiction", rationale="So it is.")
    with pytest.raises(Refused, match="position"):
        review.propose(conflict, decision, by=world.reviewer, at=NOW, seen=conflict.version)


# ---- return, withdraw, dismiss, reopen -------------------------------------------------------------


def test_a_chief_returns_a_proposal_with_a_reason(world):
    conflict, proposal = proposed(world)
    review.return_(proposal, by=world.chief, at=NOW, seen=conflict.version, reason="Ask the ferry company.")
    conflict.refresh_from_db()
    assert conflict.state == ConflictState.OPEN


def test_a_return_needs_a_reason(world):
    conflict, proposal = proposed(world)
    with pytest.raises(Refused, match="why"):
        review.return_(proposal, by=world.chief, at=NOW, seen=conflict.version, reason="  ")


def test_whoever_proposed_withdraws(world):
    conflict, proposal = proposed(world)
    review.withdraw(proposal, by=world.reviewer, at=NOW, seen=conflict.version, reason="A newer list came.")
    conflict.refresh_from_db()
    assert conflict.state == ConflictState.OPEN


def test_nobody_withdraws_the_proposal_of_another(world):
    conflict, proposal = proposed(world)
    with pytest.raises(WrongState):
        review.withdraw(proposal, by=world.chief, at=NOW, seen=conflict.version, reason="No.")


def test_a_withdrawn_decision_reopens_the_conflict(world):
    conflict, proposal = proposed(world)
    review.approve(proposal, by=world.chief, at=NOW, seen=conflict.version)
    conflict.refresh_from_db()
    review.withdraw(proposal, by=world.chief, at=NOW, seen=conflict.version, reason="The list was forged.")
    conflict.refresh_from_db()
    assert (conflict.state, "forged" in conflict.state_reason) == (ConflictState.REOPENED, True)
    assert not Reconciliation.objects.in_force().exists()


def test_a_dismissal_has_a_reason_and_can_be_taken_back(world):
    conflict = a_conflict(world.dossier)
    with pytest.raises(Refused):
        review.dismiss(conflict, by=world.reviewer, at=NOW, seen=conflict.version, reason="")
    conflict = review.dismiss(conflict, by=world.reviewer, at=NOW, seen=conflict.version, reason="Two valleys.")
    assert not Conflict.objects.undecided().exists()
    conflict = review.reopen(conflict, by=world.reviewer, at=NOW, seen=conflict.version, reason="The same valley.")
    assert Conflict.objects.undecided().get() == conflict


# ---- claims, filings, threads ----------------------------------------------------------------------


def test_a_retracted_claim_reopens_the_decision_that_rested_on_it(world):
    conflict, proposal = proposed(world)
    review.approve(proposal, by=world.chief, at=NOW, seen=conflict.version)
    claim = conflict.positions.get(number=2).claims.get()
    review.refuse_claim(claim, seen=claim.version, by=world.reviewer, at=NOW, reason="The paper corrected itself.")
    conflict.refresh_from_db()
    assert conflict.state == ConflictState.REOPENED
    assert "corrected itself" in conflict.state_reason


def test_a_rejected_draft_leaves_its_conflict(world):
    conflict = a_conflict(world.dossier)
    claim = conflict.positions.get(number=2).claims.get()
    review.refuse_claim(claim, seen=claim.version, by=world.reviewer, at=NOW, reason="It tells of another valley.")
    assert not Conflict.objects.clashing().exists()


def test_a_claim_is_refused_with_a_reason_only(world):
    claim = a_claim(world.dossier, "About 43,000 people left the valley.")
    with pytest.raises(Refused, match="why"):
        review.refuse_claim(claim, seen=claim.version, by=world.reviewer, at=NOW, reason="")


def test_an_editor_does_not_judge_claims(world):
    claim = a_claim(world.dossier, "About 43,000 people left the valley.")
    with pytest.raises(NotAllowed):
        review.accept_claim(claim, seen=1, by=world.editor, at=NOW)


def test_a_confirmed_filing_opens_a_suspected_conflict(world):
    conflict = a_conflict(world.dossier)
    assert conflict.state == ConflictState.SUSPECTED
    review.judge_filing(Filing.objects.first(), by=world.reviewer, at=NOW, confirm=True)
    conflict.refresh_from_db()
    assert conflict.state == ConflictState.OPEN


def test_a_refused_filing_takes_the_claim_out(world):
    conflict = a_conflict(world.dossier)
    review.judge_filing(Filing.objects.last(), by=world.reviewer, at=NOW, confirm=False)
    conflict.refresh_from_db()
    assert conflict not in Conflict.objects.clashing()


def test_a_viewer_does_not_comment(world):
    conflict = a_conflict(world.dossier)
    with pytest.raises(NotAllowed):
        review.comment(conflict, "Hello", by=world.viewer, at=NOW)


def test_a_thread_is_resolved_once(world):
    thread = review.comment(a_conflict(world.dossier), "Which days?", by=world.editor, at=NOW)
    review.comment(thread.conflict, "The first ten.", by=world.reviewer, at=NOW, reply_to=thread)
    review.resolve(thread, by=world.reviewer, at=NOW)
    with pytest.raises(WrongState):
        review.resolve(thread, by=world.editor, at=NOW)


def test_every_act_writes_its_line_of_the_ledger(world):
    conflict, proposal = proposed(world)
    review.approve(proposal, by=world.chief, at=NOW, seen=conflict.version)
    verbs = list(Event.objects.filter(dossier=world.dossier).values_list("verb", flat=True))
    assert verbs[0] == "conflict found"
    assert verbs[-2:] == ["decision approved", "conflict resolved"]
    assert {"claim accepted", "filing confirmed", "conflict proposed", "decision proposed"} <= set(verbs)


# ---- what a second reader found --------------------------------------------------------------------


def approved(world) -> tuple[Conflict, Reconciliation]:
    conflict, proposal = proposed(world)
    review.approve(proposal, by=world.chief, at=NOW, seen=conflict.version)
    conflict.refresh_from_db()
    return conflict, Reconciliation.objects.get(pk=proposal.pk)


def test_a_claim_that_joins_after_the_proposal_blocks_the_approval(world):
    conflict, proposal = proposed(world)
    newcomer = a_claim(world.dossier, "About 71,000 people left the valley.")
    Filing.objects.create(claim=newcomer, question=conflict.question)
    detect([conflict.question], at=NOW)
    conflict.refresh_from_db()
    with pytest.raises(WrongState, match="claims changed"):
        review.approve(proposal, by=world.chief, at=NOW, seen=conflict.version)


def test_a_claim_that_is_retracted_after_the_proposal_blocks_the_approval(world):
    conflict, proposal = proposed(world)
    claim = conflict.positions.get(number=2).claims.get()
    review.refuse_claim(claim, seen=claim.version, by=world.reviewer, at=NOW, reason="A misreading.")
    conflict.refresh_from_db()
    assert conflict in Conflict.objects.undecided()
    with pytest.raises(WrongState, match="claims changed"):
        review.approve(proposal, by=world.chief, at=NOW, seen=conflict.version)


def test_a_refused_filing_reopens_the_decision_that_rested_on_it(world):
    conflict, _ = approved(world)
    filing = Filing.objects.get(claim=conflict.positions.get(number=2).claims.get())
    review.judge_filing(filing, by=world.reviewer, at=NOW, confirm=False)
    conflict.refresh_from_db()
    assert (conflict.state, "another question" in conflict.state_reason) == (ConflictState.REOPENED, True)
    assert conflict in Conflict.objects.undecided()


def test_a_filing_is_confirmed_once(world):
    filing = Filing.objects.get(claim=a_conflict(world.dossier).positions.get(number=1).claims.get())
    review.judge_filing(filing, by=world.reviewer, at=NOW, confirm=True)
    with pytest.raises(WrongState):
        review.judge_filing(filing, by=world.chief, at=NOW, confirm=True)


def test_a_withdrawn_decision_does_not_bring_back_the_one_it_replaced(world):
    conflict, first = approved(world)
    conflict = review.reopen(conflict, by=world.reviewer, at=NOW, seen=conflict.version, reason="A newer list.")
    decision = decided_for(conflict, number=1, correction="43,000: the newer list.")
    second = review.propose(conflict, decision, by=world.reviewer, at=NOW, seen=conflict.version)
    conflict.refresh_from_db()
    with pytest.raises(WrongState, match="new proposal"):
        review.withdraw(first, by=world.chief, at=NOW, seen=conflict.version, reason="Old.")
    review.approve(second, by=world.chief, at=NOW, seen=conflict.version)
    conflict.refresh_from_db()
    with pytest.raises(WrongState, match="newer decision"):
        review.withdraw(first, by=world.chief, at=NOW, seen=conflict.version, reason="Old.")
    second = review.withdraw(second, by=world.chief, at=NOW, seen=conflict.version, reason="Forged.")
    assert not Reconciliation.objects.in_force().exists()
    assert (second.decided_by, second.withdrawn_by) == (world.chief, world.chief)


@pytest.mark.parametrize(
    ("outcome", "value", "accepted"),
    [
        ("both hold", None, {"43000", "58000"}),
        ("a range holds", "43,000 to 58,000 people", {"43000", "58000"}),
        ("a range holds", "55,000 to 60,000 people", {"58000"}),
        ("none holds", None, set()),
        ("cannot be settled", None, set()),
    ],
)
def test_the_claims_a_decision_accepts_follow_from_its_outcome(world, outcome, value, accepted):
    conflict = a_conflict(world.dossier)
    claims = tuple(claim.pk for claim in conflict.positions.get(number=1).claims.all())
    meant = next(mention.value for mention in read(value)) if value else None
    decision = review.Decision(outcome, "contradiction", "The list.", value=meant, accepted=claims)
    proposal = review.propose(conflict, decision, by=world.reviewer, at=NOW, seen=conflict.version)
    assert {basis.claim.low for basis in proposal.basis.filter(role="accepted")} == accepted


def test_a_value_of_another_kind_is_no_answer(world):
    conflict = a_conflict(world.dossier)
    (value,) = (mention.value for mention in read("3 tonnes"))
    with pytest.raises(Refused, match="no answer"):
        review.propose(
            conflict,
            review.Decision("a range holds", "contradiction", "The list.", value=value),
            by=world.reviewer,
            at=NOW,
            seen=conflict.version,
        )


def test_a_stale_judgement_of_a_claim_is_refused(world):
    claim = a_claim(world.dossier, "About 43,000 people left the valley.")
    with pytest.raises(Stale):
        review.accept_claim(claim, seen=claim.version + 1, by=world.reviewer, at=NOW)


def test_a_stale_rewording_is_refused(world):
    question = a_conflict(world.dossier).question
    with pytest.raises(Stale):
        review.reword(question, "How many?", seen=7, by=world.editor, at=NOW)
