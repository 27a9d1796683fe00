"""The dashboard: what to do next, what is open and how old, who has what, and how often the machine was right."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from claims import overview, review
from claims.bars import HEIGHT, bars
from claims.models import Claim, Conflict, Filing
from claims.overview import Agreement, Week
from claims.review import Decision
from sources.models import Document, Membership
from tests.factories import NOW, a_claim, a_conflict, a_dossier

VILLAGE = "About {n}3,000 people left village {n}."
OTHERWISE = "About 9{n}3,000 people left village {n}."


def conflicts(world, number: int, first: int = 1) -> list[Conflict]:
    villages = range(first, first + number)
    return [a_conflict(world.dossier, VILLAGE.format(n=n), OTHERWISE.format(n=n)) for n in villages]


def propose(conflict: Conflict, by):
    held = tuple(claim.pk for claim in conflict.positions.get(number=1).claims.all())
    decision = Decision("one position holds", "contradiction", "The list is signed.", accepted=held)
    return review.propose(conflict, decision, by=by, at=NOW, seen=conflict.version)


def desk(client, person):
    client.force_login(person)
    return client.get(reverse("admin:index"))


def test_it_says_what_to_do_next(client, world):
    mine, proposed, _ = conflicts(world, 3)
    review.assign(mine, world.chief, by=world.reviewer, at=NOW, seen=1)
    propose(proposed, world.reviewer)
    response = desk(client, world.chief)
    page = " ".join(response.content.decode().replace("<b>", "").replace("</b>", "").split())
    assert "1 decision waits for your approval" in page
    assert "1 conflict is assigned to you" in page
    assert "2 conflicts nobody has taken" in page
    assert f"{Claim.objects.filter(state='drafted').count()} drafts to check" in page
    assert [each.pk for each in response.context["queue"]] == [mine.pk]


def test_nobody_is_told_to_approve_their_own_proposal_or_without_the_right(client, world):
    first, second = conflicts(world, 2)
    propose(first, world.chief)
    propose(second, world.reviewer)
    assert desk(client, world.chief).context["standing"].for_person == 1
    assert desk(client, world.reviewer).context["standing"].for_person == 0
    assert desk(client, world.reviewer).context["standing"].waiting == 2


def test_what_is_open_is_told_by_level_and_age(client, world):
    new, old, older = conflicts(world, 3)
    now = timezone.now()
    for conflict, days in [(new, 0), (old, 8), (older, 400)]:
        Conflict.objects.filter(pk=conflict.pk).update(detected_at=now - dt.timedelta(days=days))
    levels = {level.level: level.by_age for level in desk(client, world.viewer).context["standing"].levels}
    assert levels["contradiction"] == (1, 0, 1, 1)


def test_who_has_what_with_nobody_last(client, world):
    first, second, third = conflicts(world, 3)
    for conflict in (first, second):
        review.assign(conflict, world.reviewer, by=world.chief, at=NOW, seen=1)
    loads = desk(client, world.viewer).context["standing"].loads
    assert [(load.person, load.contradictions) for load in loads] == [(world.reviewer, 2), (None, 1)]
    assert third.assigned_to is None


def test_documents_are_told_with_what_is_left_of_their_drafts(client, world):
    two = a_claim(world.dossier, "About 43,000 people left the valley. About 900 houses fell.")
    review.accept_claim(two, by=world.reviewer, at=NOW, seen=1)
    (checked,) = desk(client, world.reviewer).context["documents"]
    assert (checked.document, checked.accepted, checked.refused, checked.drafted) == (two.passage.document_id, 1, 0, 1)


def test_how_often_people_agreed_with_the_machine_by_week(world):
    conflicts(world, 2)
    filings = list(Filing.objects.order_by("pk"))
    at = dt.datetime(2026, 3, 12, 9, 0, tzinfo=dt.UTC)  # a Thursday
    for filing, state, day in zip(
        filings, ["confirmed", "confirmed", "refused", "confirmed"], [1, 4, 5, 11], strict=True
    ):
        decided = dt.datetime(2026, 3, day, tzinfo=dt.UTC)
        Filing.objects.filter(pk=filing.pk).update(state=state, decided_by=world.reviewer, decided_at=decided)
    agreement = overview.agreement_on_filings([world.dossier.pk], at=at)
    assert agreement.weeks == (
        Week(dt.date(2026, 2, 23), 1, 0),
        Week(dt.date(2026, 3, 2), 1, 1),
        Week(dt.date(2026, 3, 9), 1, 0),
    )
    assert [week.percent for week in agreement.weeks] == [100, 50, 100]
    assert (agreement.whole.judged, agreement.whole.percent) == (4, 75)


def test_a_filing_that_a_person_made_says_nothing_of_the_machine(world):
    conflicts(world, 1)
    Filing.objects.update(state="confirmed", score=None, decided_by=world.reviewer, decided_at=NOW)
    assert overview.agreement_on_filings([world.dossier.pk], at=NOW).whole is None


def test_drafts_judged_are_told_beside_them(world):
    first, second = (a_claim(world.dossier, f"About {n},000 people left the valley.") for n in (43, 58))
    review.accept_claim(first, by=world.reviewer, at=NOW, seen=1)
    review.refuse_claim(second, by=world.reviewer, at=NOW, seen=1, reason="Misread.")
    whole = overview.agreement_on_drafts([world.dossier.pk], at=NOW).whole
    assert (whole.accepted, whole.refused) == (1, 1)


def test_the_highest_bar_is_that_of_the_busiest_week_and_nothing_leaves_the_picture():
    weeks = tuple(Week(dt.date(2026, 3, 2) + dt.timedelta(weeks=n), n, 1) for n in range(12))
    drawn = bars(Agreement(weeks))
    assert min(drawn, key=lambda bar: bar.refused_top).week == weeks[-1]
    for bar in drawn:
        assert 0 < bar.label_top < bar.refused_top < HEIGHT
        assert bar.refused_top + bar.refused_height == pytest.approx(bar.accepted_top, abs=0.11)
    assert bars(Agreement()) == []


def test_drafts_of_a_superseded_document_are_not_left(world):
    older, newer = (a_claim(world.dossier, f"About {n},000 people left the valley.") for n in (43, 58))
    assert overview.drafts_left([world.dossier.pk]) == 2
    Document.objects.filter(pk=newer.passage.document_id).update(supersedes=older.passage.document_id)
    assert overview.drafts_left([world.dossier.pk]) == 1


def test_a_stranger_is_told_nothing(client, world):
    propose(conflicts(world, 1)[0], world.reviewer)
    context = desk(client, world.stranger).context
    assert (context["standing"].total, context["drafts_left"], context["documents"]) == (0, 0, [])


def test_it_takes_at_most_twenty_queries_and_as_many_for_two_dossiers(client, world):
    taken = []
    for number in (2, 7):
        for conflict in conflicts(world, number, first=number):
            review.assign(conflict, world.chief, by=world.reviewer, at=NOW, seen=1)
        propose(conflicts(world, 1, first=number + 20)[0], world.reviewer)
        client.force_login(world.chief)
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("admin:index"))
        taken.append(len(queries))
        Membership.objects.create(dossier=a_dossier(f"other-{number}"), person=world.chief, role="viewer")
    assert taken[0] == taken[1]
    assert taken[1] <= 20
