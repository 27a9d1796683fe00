"""The queue of conflicts: what it shows, sorts and sifts; one taken; many dealt with, and put back."""

import datetime as dt
import re
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from claims import review
from claims.admin.queue import age_in_words
from claims.models import BulkAct, Claim, Comment, Conflict, Filing, Question
from sources.models import Membership, Role
from tests.factories import NOW, a_conflict, a_dossier

QUEUE = "admin:claims_conflict_changelist"


def queue(client, person, query=""):
    client.force_login(person)
    return client.get(f"{reverse(QUEUE)}?{query}")


def shown(response) -> list[int]:
    return [row.conflict.pk for row in response.context["rows"]]


def key(conflict: Conflict) -> str:
    conflict.refresh_from_db()
    return f"{conflict.pk}:{conflict.version}"


def bulk(client, person, *conflicts, **fields):
    client.force_login(person)
    return client.post(reverse("bulk_preview"), {"chosen": [key(each) for each in conflicts], **fields})


@pytest.fixture
def conflict(world) -> Conflict:
    return a_conflict(world.dossier)


@pytest.fixture
def tension(world) -> Conflict:
    return a_conflict(world.dossier, "More than 800 houses fell in May.", "More than 1,900 houses fell in May.")


def test_a_row_tells_claims_origins_and_open_threads(client, world):
    texts = ["About 43,000 people left.", "About 58,000 people left.", "About 58,000 people left the valley."]
    conflict = a_conflict(world.dossier, *texts)
    original, copy = Claim.objects.order_by("pk")[1:]
    document = copy.passage.document
    document.__class__.objects.filter(pk=document.pk).update(derived_from=original.passage.document)
    for on in ({"conflict": conflict}, {"question": conflict.question}, {"claim": original}):
        Comment.objects.create(body="When?", author=world.editor, written_at=NOW, **on)
    (row,) = queue(client, world.viewer).context["rows"]
    assert (row.claims, row.origins, row.threads) == (3, 2, 3)
    assert row.values == ["about 43,000 people", "about 58,000 people"]


def test_the_worst_comes_first_then_the_oldest_or_the_one_of_most_origins_as_asked(client, world, tension, conflict):
    third = a_conflict(
        world.dossier, "About 12,000 tents stood.", "About 30,000 tents stood.", "About 70,000 tents stood."
    )
    for age, each in enumerate([third, conflict, tension]):
        Conflict.objects.filter(pk=each.pk).update(detected_at=NOW - dt.timedelta(days=age))
    assert shown(queue(client, world.viewer)) == [conflict.pk, third.pk, tension.pk]
    assert shown(queue(client, world.viewer, "sort=age")) == [tension.pk, conflict.pk, third.pk]
    assert shown(queue(client, world.viewer, "sort=origins")) == [third.pk, conflict.pk, tension.pk]


def test_the_tabs_hold_what_they_say(client, world, conflict, tension):
    mine = a_conflict(world.dossier, "About 12,000 tents stood.", "About 30,000 tents stood.")
    review.assign(mine, world.reviewer, by=world.chief, at=NOW, seen=1)
    review.dismiss(tension, by=world.reviewer, at=NOW, seen=1, reason="Two floods.")
    Conflict.objects.filter(pk=conflict.pk).update(state="proposed")
    tabs = {
        "": [conflict.pk, mine.pk],
        "tab=mine": [mine.pk],
        "tab=unassigned": [conflict.pk],
        "tab=waiting": [conflict.pk],
        "tab=decided": [tension.pk],
        "tab=all": [conflict.pk, mine.pk, tension.pk],
        "tab=nonsense": [conflict.pk, mine.pk],
    }
    for query, pks in tabs.items():
        assert shown(queue(client, world.reviewer, query)) == pks, query
    counts = [tab["count"] for tab in queue(client, world.reviewer).context["tabs"]]
    assert counts == [2, 1, 1, 1, 1, 3]


def test_it_is_sifted_by_level_dossier_and_words(client, world, conflict, tension):
    other = a_dossier("fires")
    Membership.objects.create(dossier=other, person=world.reviewer, role=Role.EDITOR)
    there = a_conflict(other, "About 12,000 tents stood.", "About 30,000 tents stood.")
    assert shown(queue(client, world.reviewer, "level=tension")) == [tension.pk]
    assert shown(queue(client, world.reviewer, "dossier=fires")) == [there.pk]
    assert shown(queue(client, world.reviewer, "q=tents+stood")) == [there.pk]
    assert shown(queue(client, world.reviewer, "q=tents+houses")) == []
    assert shown(queue(client, world.viewer, "dossier=fires")) == [conflict.pk, tension.pk]


def test_words_are_found_as_the_search_finds_them(client, world, conflict):
    chinese = a_conflict(world.dossier, "约有4.3万人离开山谷。", "约有5.8万人离开山谷。")
    both, first, second = [conflict.pk, chinese.pk], [conflict.pk], [chinese.pk]  # both ask for people of the valley
    found = {"valleys": both, "“people left”": both, "58,000": first, "58,000 people -43": first, "58,000 houses": []}
    found |= {"山谷": second, "離開": second, "valley 山谷": [], "valley or 山谷": [], "!?": []}
    for words, pks in found.items():
        assert shown(queue(client, world.viewer, urlencode({"q": words}))) == pks, words


def test_words_of_a_claim_that_answers_no_more_or_of_others_are_not_found(client, world, conflict):
    filing = conflict.question.filings.get(claim__statement__contains="58,000")
    assert shown(queue(client, world.viewer, "q=58,000")) == [conflict.pk]
    Filing.objects.filter(pk=filing.pk).update(state="refused", decided_by=world.reviewer, decided_at=NOW)
    assert shown(queue(client, world.viewer, "q=43,000")) == [conflict.pk]
    assert shown(queue(client, world.viewer, "q=58,000")) == []
    assert shown(queue(client, world.stranger, "q=43,000")) == []


def test_in_the_order_of_origins_each_row_tells_its_own(client, world, conflict):
    texts = [f"About {n}0,000 tents stood." for n in (1, 2, 4)]
    tents = a_conflict(world.dossier, *texts)
    rows = queue(client, world.viewer, "sort=origins").context["rows"]
    assert [(row.conflict.pk, row.claims, row.origins) for row in rows] == [(tents.pk, 3, 3), (conflict.pk, 2, 2)]


def many(world, number: int) -> None:
    """That many conflicts, with an open thread and somebody who settles it each."""
    template = a_conflict(world.dossier, f"About {number},000 tents fell.", f"About {number}0,000 tents fell.")
    for n in range(number - 1):
        question = Question.objects.create(dossier=world.dossier, wording=f"Question {n}?", language="en", kind="count")
        conflict = Conflict.objects.create(
            question=question,
            level="contradiction",
            lower=template.lower,
            upper=template.upper,
            detected_at=NOW,
            fingerprint="f",
            assigned_to=world.reviewer if n % 2 else world.chief,
        )
        for position in template.positions.all():
            made = conflict.positions.create(number=position.number, value_text="about 1", extent=position.extent)
            made.claims.set(position.claims.all())
        Comment.objects.create(conflict=conflict, body="When?", author=world.editor, written_at=NOW)


def test_a_queue_of_fifty_takes_as_many_queries_as_one_of_five(client, world):
    taken = []
    for number in (5, 45):
        many(world, number)
        client.force_login(world.reviewer)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            response = client.get(reverse(QUEUE))
        taken.append((len(response.context["rows"]), len(queries)))
    assert [rows for rows, _ in taken] == [5, 50]
    assert taken[0][1] == taken[1][1]
    assert taken[1][1] <= 15


def test_more_than_fifty_go_on_another_page(client, world):
    many(world, 52)
    first, second = (queue(client, world.reviewer, f"page={number}") for number in (1, 2))
    assert (len(shown(first)), len(shown(second))) == (50, 2)
    assert not set(shown(first)) & set(shown(second))


def test_whoever_may_takes_a_conflict_from_its_row_and_stays_on_the_page(client, world, conflict):
    client.force_login(world.reviewer)
    address = f"{reverse(QUEUE)}?tab=unassigned"
    response = client.post(address, {"take": key(conflict)})
    assert (response.status_code, response.url) == (302, address)
    conflict.refresh_from_db()
    assert conflict.assigned_to == world.reviewer


def test_taking_what_changed_meanwhile_or_without_the_right_is_refused(client, world, conflict):
    client.force_login(world.reviewer)
    assert client.post(reverse(QUEUE), {"take": f"{conflict.pk}:7"}).status_code == 409
    assert client.post(reverse(QUEUE), {"take": "nonsense"}).status_code == 400
    client.force_login(world.editor)
    assert client.post(reverse(QUEUE), {"take": key(conflict)}).status_code == 403
    client.force_login(world.stranger)
    assert client.post(reverse(QUEUE), {"take": key(conflict)}).status_code == 404


def test_a_viewer_is_offered_no_act(client, world, conflict):
    page = queue(client, world.viewer).content.decode()
    assert 'name="take"' not in page
    assert 'name="chosen"' not in page
    assert 'name="take"' in queue(client, world.reviewer).content.decode()


def test_a_bulk_act_is_shown_first_and_changes_nothing(client, world, conflict, tension):
    review.dismiss(tension, by=world.reviewer, at=NOW, seen=1, reason="Two floods.")
    response = bulk(client, world.reviewer, conflict, tension, act="dismiss")
    assert [each.pk for each in response.context["sifted"].taken] == [conflict.pk]
    assert "Only an open conflict can be dismissed" in response.content.decode()
    conflict.refresh_from_db()
    assert conflict.state == "suspected"


def test_many_are_dismissed_and_the_message_undoes_it(client, world, conflict, tension):
    fields = {"act": "dismiss", "step": "do", "reason": "Two floods.", "back": "tab=unassigned&x=<b>"}
    response = bulk(client, world.reviewer, conflict, tension, **fields)
    assert response.url == f"{reverse(QUEUE)}?tab=unassigned&x=%3Cb%3E"
    assert set(Conflict.objects.values_list("state", flat=True)) == {"dismissed"}
    page = client.get(response.url).content.decode()
    (pressed,) = re.findall(r'<button form="undo-form" name="undo" value="(\d+)">Undo</button>', page)
    assert client.post(reverse("bulk_acts"), {"undo": pressed}).status_code == 302
    assert set(Conflict.objects.values_list("state", flat=True)) == {"suspected"}


def test_a_dismissal_without_a_reason_asks_for_one(client, world, conflict):
    response = bulk(client, world.reviewer, conflict, act="dismiss", step="do", reason=" ")
    assert response.status_code == 400
    assert not BulkAct.objects.exists()


def test_one_is_dismissed_by_its_own_button_whatever_is_ticked(client, world, conflict, tension):
    bulk(client, world.reviewer, tension, dismiss=key(conflict), step="do", reason="Two floods.")
    conflict.refresh_from_db()
    tension.refresh_from_db()
    assert (conflict.state, tension.state) == ("dismissed", "suspected")


def test_many_are_assigned_to_a_person_or_to_nobody(client, world, conflict, tension):
    assert (
        bulk(client, world.reviewer, conflict, tension, act="assign", step="do", to=world.chief.pk).status_code == 302
    )
    assert Conflict.objects.filter(assigned_to=world.chief).count() == 2
    assert bulk(client, world.reviewer, conflict, act="assign", step="do", to="nobody").status_code == 302
    assert Conflict.objects.filter(assigned_to=world.chief).count() == 1


def test_an_assignment_to_somebody_of_no_dossier_of_ours_leads_back(client, world, conflict):
    for to in (world.stranger.pk, "", "x"):
        bulk(client, world.reviewer, conflict, act="assign", step="do", to=to)
    assert not Conflict.objects.filter(assigned_to__isnull=False).exists()


def test_nothing_chosen_or_an_act_unknown_leads_back(client, world, conflict):
    assert bulk(client, world.reviewer, act="dismiss").status_code == 302
    assert bulk(client, world.reviewer, conflict, act="explode").status_code == 302


def test_an_act_of_another_dossier_is_neither_listed_nor_undone(client, world, conflict):
    bulk(client, world.reviewer, conflict, act="dismiss", step="do", reason="Two floods.")
    client.force_login(world.stranger)
    assert "Two floods" not in client.get(reverse("bulk_acts")).content.decode()
    assert client.post(reverse("bulk_acts"), {"undo": BulkAct.objects.get().pk}).status_code == 404


def test_the_list_of_acts_offers_to_undo_to_whoever_may(client, world, conflict):
    bulk(client, world.reviewer, conflict, act="dismiss", step="do", reason="Two floods.")
    act = BulkAct.objects.get()
    for name, may in [("viewer", False), ("chief", True)]:
        client.force_login(world.person(name))
        listed = client.get(reverse("bulk_acts")).context["acts"]
        assert [(each["act"], each["may_undo"]) for each in listed] == [(act, may)]
    client.force_login(world.editor)
    assert client.post(reverse("bulk_acts"), {"undo": act.pk}).status_code == 403
    client.force_login(world.chief)
    client.post(reverse("bulk_acts"), {"undo": act.pk})
    assert client.post(reverse("bulk_acts"), {"undo": act.pk}).status_code == 409


@pytest.mark.parametrize(("days", "words"), [(0, "today"), (1, "1 day"), (89, "89 days"), (90, "3 months")])
def test_ages(days, words):
    assert age_in_words(dt.timedelta(days=days, hours=3)) == words
