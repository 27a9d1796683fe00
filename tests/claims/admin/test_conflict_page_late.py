"""The conflict page beside its acts: what a decision would change, forms that come too late, how much it asks."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims import review
from claims.models import Conflict, Filing, Reconciliation
from tests.claims.admin.conflict_forms import page_of, post, proposal_fields, proposed
from tests.factories import NOW, a_claim, a_conflict


@pytest.fixture
def conflict(world) -> Conflict:
    return a_conflict(world.dossier)


# ---- what else a decision changes ------------------------------------------------------------------


def test_a_preview_is_shown_and_nothing_is_written(client, world, conflict):
    fields = proposal_fields(conflict, number=2, rationale="", dissent="The ferrymen disagree.")
    response = post(client, world.reviewer, conflict, "preview", **fields)
    page = response.content.decode()
    assert response.status_code == 200
    assert "2 drafts are accepted by you" in page
    assert "The answer becomes <b>about 58,000 people</b>" in page
    assert "The ferrymen disagree." in page
    assert "This field is required" not in page
    assert not Reconciliation.objects.exists()


def test_htmx_gets_the_preview_alone(client, world, conflict):
    client.force_login(world.reviewer)
    fields = {"act": "preview", "seen": conflict.version, **proposal_fields(conflict)}
    response = client.post(page_of(conflict), fields, headers={"HX-Request": "true"})
    page = response.content.decode()
    assert page.lstrip().startswith('<section class="preview wide" id="preview"')
    assert "1 claim holds, 1 is rejected" in page


# ---- two people at once ----------------------------------------------------------------------------


def seen_of(client, person, conflict: Conflict) -> dict[str, str]:
    """What a page of the conflict tells of what its reader saw, in its hidden fields."""
    client.force_login(person)
    context = client.get(page_of(conflict)).context
    return {"seen": conflict.version, "seen_line": context["seen_line"], "seen_claims": context["seen_claims"]}


@pytest.mark.parametrize("act", ["propose", "dismiss"])
def test_a_form_that_comes_too_late_is_told_what_changed(client, world, conflict, act):
    seen = seen_of(client, world.reviewer, conflict)
    proposed(world, conflict)
    fields = proposal_fields(conflict, rationale="Worth keeping.", reason="Worth keeping.") | seen
    response = client.post(page_of(conflict), {"act": act, **fields})
    page = response.content.decode()
    assert response.status_code == 409
    assert "Worth keeping." in page
    assert "The conflict is now: waiting for approval" in page
    assert "decision proposed" in {event.verb for event in response.context["changes"].events}
    assert "conflict found" not in {event.verb for event in response.context["changes"].events}


@pytest.mark.parametrize("act", ["approve", "return", "withdraw"])
def test_an_approval_that_comes_too_late_is_told_who_was_first(client, world, conflict, act):
    proposal = proposed(world, conflict)
    seen = seen_of(client, world.chief, conflict)
    review.return_(proposal, by=world.chief, at=NOW, seen=conflict.version, reason="Ask the port.")
    response = client.post(page_of(conflict), {"act": act, "reason": "Worth keeping.", **seen})
    assert response.status_code == 409
    (returned, moved) = sorted(event.verb for event in response.context["changes"].events)
    assert (returned, moved) == ("conflict open", "decision returned")
    assert ("Worth keeping." in response.content.decode()) == (act != "approve")


def test_an_approval_that_an_open_thread_blocks_is_a_conflict_though_nothing_changed(client, world, conflict):
    proposed(world, conflict)
    review.comment(conflict, "Which list?", by=world.editor, at=NOW)
    response = client.post(page_of(conflict), {"act": "approve", **seen_of(client, world.chief, conflict)})
    page = response.content.decode()
    assert response.status_code == 409
    assert "resolve, then approve" in page
    assert "Changed while you were looking" not in page


def test_an_act_that_the_state_does_not_allow_is_a_conflict(client, world, conflict):
    review.dismiss(conflict, by=world.chief, at=NOW, seen=conflict.version, reason="Two valleys.")
    conflict.refresh_from_db()
    fields = {"act": "dismiss", "reason": "Three valleys.", **seen_of(client, world.reviewer, conflict)}
    response = client.post(page_of(conflict), fields)
    assert response.status_code == 409
    assert response.context["changes"] is None


def test_a_reopening_that_comes_too_late_keeps_its_reason(client, world, conflict):
    review.dismiss(conflict, by=world.reviewer, at=NOW, seen=conflict.version, reason="Two valleys.")
    conflict.refresh_from_db()
    seen = seen_of(client, world.reviewer, conflict)
    review.reopen(conflict, by=world.chief, at=NOW, seen=conflict.version, reason="One valley.")
    response = client.post(page_of(conflict), {"act": "reopen", "reason": "Worth keeping.", **seen})
    assert response.status_code == 409
    assert "Worth keeping." in response.content.decode()


def test_claims_that_came_and_went_are_named(client, world, conflict):
    seen = seen_of(client, world.reviewer, conflict)
    filing = Filing.objects.filter(question=conflict.question).order_by("pk").first()
    came = a_claim(world.dossier, "About 71,000 people left the valley.")
    Filing.objects.create(claim=came, question=conflict.question, score=0.7)
    review.judge_filing(filing, by=world.chief, at=NOW, confirm=False)
    response = client.post(page_of(conflict), {"act": "dismiss", "reason": "Two valleys.", **seen})
    assert response.status_code == 409
    changes = response.context["changes"]
    assert ([claim.pk for claim in changes.came], [claim.pk for claim in changes.went]) == (
        [came.pk],
        [filing.claim_id],
    )


# ---- how much it asks of the database --------------------------------------------------------------


def queries_of(client, conflict: Conflict) -> int:
    client.get(page_of(conflict))
    with CaptureQueriesContext(connection) as queries:
        client.get(page_of(conflict))
    return len(queries)


def test_the_page_takes_as_many_queries_with_forty_claims_as_with_four(client, world):
    client.force_login(world.reviewer)
    counts = []
    for valley, step in (("the valley", 10), ("the gorge", 1)):
        texts = [f"About {number},000 people left {valley}." for number in range(20, 60, step)]
        conflict = a_conflict(world.dossier, *texts)
        thread = review.comment(conflict, "Which days, @editor?", by=world.chief, at=NOW)
        review.comment(conflict, "All.", by=world.editor, at=NOW, reply_to=thread)
        counts.append(queries_of(client, conflict))
    assert counts[0] == counts[1] <= 15
