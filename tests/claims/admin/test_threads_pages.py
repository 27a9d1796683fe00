"""Threads and notifications at the desk: what each form does, with htmx and without, and what others never see."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from claims import review
from claims.models import Comment, Conflict, Notification, NotificationSettings
from tests.factories import NOW, a_claim, a_conflict

HTMX = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture
def conflict(world) -> Conflict:
    return a_conflict(world.dossier)


@pytest.fixture
def thread(world, conflict) -> Comment:
    return review.comment(conflict, "Which days?", by=world.editor, at=NOW)


def page_of(on) -> str:
    return reverse(f"admin:claims_{on._meta.model_name}_change", args=[on.pk])


def get(client, person, address: str, **headers: str):
    client.force_login(person)
    return client.get(address, **headers)


def post(client, person, name: str, args: list, headers: dict[str, str] | None = None, **fields):
    client.force_login(person)
    return client.post(reverse(name, args=args), fields, **(headers or {}))


# ---- threads without JavaScript --------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["conflict", "claim", "question"])
def test_a_thread_is_begun_on_each_page(client, world, conflict, kind):
    claim = conflict.positions.get(number=1).claims.get()
    on = {"conflict": conflict, "claim": claim, "question": conflict.question}[kind]
    assert (
        f'action="{reverse("discussion", args=[kind, on.pk])}"'
        in get(client, world.editor, page_of(on)).content.decode()
    )
    response = post(client, world.editor, "discussion", [kind, on.pk], body="Which **days**?")
    made = Comment.objects.get()
    assert made.on == on
    assert response.headers["Location"] == f"{page_of(on)}#thread-{made.pk}"
    assert "Which <strong>days</strong>?" in client.get(page_of(on)).content.decode()


def test_an_answer_leads_back_to_the_page_it_was_written_on(client, world, conflict):
    claim = conflict.positions.get(number=1).claims.get()
    thread = review.comment(claim, "Who says so?", by=world.editor, at=NOW)
    response = post(client, world.reviewer, "reply", [thread.pk], body="The port.", place=f"conflict-{conflict.pk}")
    assert response.headers["Location"] == f"{page_of(conflict)}#thread-{thread.pk}"
    assert thread.replies.get().claim == claim
    response = post(client, world.reviewer, "reply", [thread.pk], body="Indeed.")
    assert response.headers["Location"] == f"{page_of(claim)}#thread-{thread.pk}"


@pytest.mark.parametrize("place", ["https://evil.example/", "conflict-0", "person-1", "claim-x", f"claim-{'9' * 40}"])
def test_no_form_leads_anywhere_else(client, world, conflict, thread, place):
    response = post(client, world.editor, "resolve", [thread.pk], place=place)
    assert response.headers["Location"] == f"{page_of(conflict)}#thread-{thread.pk}"


def test_a_thread_is_resolved_and_reopened_and_says_by_whom(client, world, conflict, thread):
    assert post(client, world.reviewer, "resolve", [thread.pk]).status_code == 302
    assert "by Reviewer" in client.get(page_of(conflict)).content.decode()
    assert post(client, world.editor, "reopen_thread", [thread.pk]).status_code == 302
    assert "Reopened by Editor" in client.get(page_of(conflict)).content.decode()


def test_what_is_typed_when_a_thread_is_resolved_is_its_last_word(client, world, thread):
    assert post(client, world.reviewer, "resolve", [thread.pk], body="Settled by the list.").status_code == 302
    thread.refresh_from_db()
    assert (thread.resolved_by, thread.replies.get().body) == (world.reviewer, "Settled by the list.")


def test_the_last_word_on_a_thread_resolved_meanwhile_is_not_lost(client, world, thread):
    review.resolve(thread, by=world.editor, at=NOW)
    response = post(client, world.reviewer, "resolve", [thread.pk], body="Settled by the list.")
    assert response.status_code == 409
    assert "Settled by the list.</textarea>" in response.content.decode()
    assert not thread.replies.exists()


def test_a_comment_is_edited_and_shows_what_it_said_before(client, world, conflict, thread):
    form = get(client, world.editor, reverse("edit_comment", args=[thread.pk])).content.decode()
    assert 'name="seen" value="1"' in form
    assert post(client, world.editor, "edit_comment", [thread.pk], body="Which nights?", seen=1).status_code == 302
    page = client.get(page_of(conflict)).content.decode()
    assert "Which nights?" in page
    assert "what it said before" in page
    assert "Which days?" in page


def test_a_stale_edit_answers_409_and_keeps_what_was_typed(client, world, thread):
    review.edit_comment(thread, "Which nights?", by=world.editor, at=NOW, seen=1)
    response = post(client, world.editor, "edit_comment", [thread.pk], body="Which weeks?", seen=1)
    assert response.status_code == 409
    page = response.content.decode()
    assert "Which weeks?</textarea>" in page
    assert "Somebody changed this" in page


@pytest.mark.parametrize(
    ("name", "args"), [("discussion", "conflict"), ("reply", "thread"), ("edit_comment", "thread")]
)
@pytest.mark.parametrize("headers", [{}, HTMX])
def test_what_is_too_long_comes_back_as_it_was_typed(client, world, conflict, thread, name, args, headers):
    body = "y" * 10_001
    keys = ["conflict", conflict.pk] if args == "conflict" else [thread.pk]
    response = post(client, world.editor, name, keys, headers, body=body, seen=1)
    assert response.status_code == 400
    assert f"{body}</textarea>" in response.content.decode()
    assert "10,000 characters" in response.content.decode()


def test_what_no_database_holds_is_refused(client, world, conflict):
    response = post(client, world.editor, "discussion", ["conflict", conflict.pk], body="a\0b")
    assert response.status_code == 400
    assert not Comment.objects.exists()


def test_a_viewer_reads_and_keeps_what_they_typed(client, world, conflict, thread):
    page = get(client, world.viewer, page_of(conflict)).content.decode()
    assert "Which days?" in page
    assert reverse("reply", args=[thread.pk]) not in page
    for name, keys in (
        ("discussion", ["conflict", conflict.pk]),
        ("reply", [thread.pk]),
        ("edit_comment", [thread.pk]),
    ):
        assert post(client, world.viewer, name, keys, body="My view.", seen=1).status_code == 403
    for name in ("resolve", "reopen_thread"):
        assert post(client, world.viewer, name, [thread.pk]).status_code == 403


def test_what_another_dossier_says_is_not_found(client, world, conflict, thread):
    for name in ("thread", "edit_comment"):
        assert get(client, world.stranger, reverse(name, args=[thread.pk])).status_code == 404
    for name in ("reply", "edit_comment", "resolve", "reopen_thread"):
        assert post(client, world.stranger, name, [thread.pk], body="x").status_code == 404
    for kind, pk in (("conflict", conflict.pk), ("question", conflict.question_id), ("person", 1), ("claim", 0)):
        assert get(client, world.stranger, reverse("discussion", args=[kind, pk])).status_code == 404
    assert get(client, world.stranger, reverse("members", args=[world.dossier.pk])).status_code == 404


def test_the_form_to_edit_is_for_whoever_wrote_it(client, world, thread):
    assert get(client, world.chief, reverse("edit_comment", args=[thread.pk])).status_code == 404


def test_nothing_is_changed_by_looking(client, world, thread):
    for name in ("reply", "resolve", "reopen_thread"):
        assert get(client, world.editor, reverse(name, args=[thread.pk])).status_code == 405


def test_a_mention_of_nobody_is_said_to_whoever_wrote_it(client, world, conflict):
    post(client, world.editor, "discussion", ["conflict", conflict.pk], body="@reviewer, @stranger, @nobody?")
    page = client.get(page_of(conflict)).content.decode()
    assert "no member of this dossier is called so: @stranger, @nobody" in page


def test_a_comment_runs_nothing_on_the_page(client, world, conflict):
    post(client, world.editor, "discussion", ["conflict", conflict.pk], body="<script>alert(1)</script> <b>x</b>")
    page = client.get(page_of(conflict)).content.decode()
    assert "<script>alert" not in page
    assert "&lt;b&gt;x&lt;/b&gt;" in page


# ---- threads with htmx -----------------------------------------------------------------------------


def test_htmx_is_answered_by_the_thread_that_changed(client, world, conflict, thread):
    response = post(client, world.reviewer, "reply", [thread.pk], HTMX, body="@editor, the first ten.")
    part = response.content.decode()
    assert response.status_code == 200
    assert "<html" not in part
    assert f'id="thread-{thread.pk}"' in part
    assert '<b class="mention" title="Editor">@editor</b>' in part
    assert 'hx-swap-oob="true">1 unresolved' in part
    part = post(client, world.reviewer, "resolve", [thread.pk], HTMX, place=f"conflict-{conflict.pk}").content.decode()
    assert 'hx-swap-oob="true">0 unresolved' in part
    assert "The thread is resolved." in part


def test_htmx_gets_a_new_thread_and_an_empty_form_for_the_next(client, world, conflict):
    part = post(
        client, world.editor, "discussion", ["conflict", conflict.pk], HTMX, body="Hm, @nobody."
    ).content.decode()
    assert "Hm, @nobody." in part
    assert 'id="thread-new"' in part
    assert "no member of this dossier is called so" in part


def test_what_htmx_was_told_is_not_told_again_on_the_next_page(client, world, conflict, thread):
    post(client, world.reviewer, "reply", [thread.pk], HTMX, body="The first ten.")
    assert "The reply is written." not in client.get(page_of(conflict)).content.decode()


def test_the_scripts_obey_the_policy_of_the_page(client, world, conflict):
    response = get(client, world.editor, page_of(conflict))
    page = response.content.decode()
    assert "&quot;allowEval&quot;: false" in page or '"allowEval": false' in page
    assert '"includeIndicatorStyles": false' in page
    assert "unsafe" not in response.headers["Content-Security-Policy"]
    assert "style=" not in page


# ---- lists -----------------------------------------------------------------------------------------


def test_only_the_unresolved_are_shown_when_asked(client, world, conflict, thread):
    review.comment(conflict.question, "Which valley?", by=world.editor, at=NOW)
    review.resolve(thread, by=world.editor, at=NOW)
    page = get(client, world.viewer, f"{page_of(conflict)}?threads=unresolved").content.decode()
    assert "Which valley?" in page
    assert "Which days?" not in page


def test_the_list_has_my_dossiers_threads_with_the_unresolved_first(client, world, conflict, thread):
    newer = review.comment(conflict.question, "Which valley, @chief?", by=world.reviewer, at=NOW)
    review.resolve(newer, by=world.reviewer, at=NOW)
    address = reverse("threads")
    rows = get(client, world.chief, address).context["rows"]
    assert [row["thread"] for row in rows] == [thread, newer]
    for query, expected in (
        ("?whose=mine", []),
        ("?whose=mentioned", [newer]),
        ("?threads=unresolved", [thread]),
        ("?whose=mentioned&threads=unresolved", []),
    ):
        assert [row["thread"] for row in client.get(address + query).context["rows"]] == expected, query
    review.comment(conflict, "I do not know.", by=world.chief, at=NOW, reply_to=thread)
    assert [row["thread"] for row in client.get(address + "?whose=mine").context["rows"]] == [thread]
    assert get(client, world.stranger, address).context["rows"] == []


@pytest.mark.parametrize(
    ("body", "finds"),
    [("(@chief)", True), ("@CHIEF.", True), ("请@chief看", True), ("@chiefs", False), ("me@chief", False)],
)
def test_mentioning_me_finds_mentions(client, world, conflict, body, finds):
    review.comment(conflict, body, by=world.editor, at=NOW)
    assert bool(get(client, world.chief, reverse("threads") + "?whose=mentioned").context["rows"]) == finds


def queries_of(client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def talk(world, conflict, count: int) -> None:
    for number in range(count):
        thread = review.comment(conflict.question, f"Which day, @reviewer? {number}", by=world.editor, at=NOW)
        review.comment(conflict.question, "The first.", by=world.reviewer, at=NOW, reply_to=thread)
        review.edit_comment(thread, f"Which night, @chief? {number}", by=world.editor, at=NOW, seen=1)
        review.resolve(thread, by=world.chief, at=NOW)
        review.reopen_thread(thread, by=world.chief, at=NOW)


def test_the_queries_of_a_page_do_not_grow_with_its_threads(client, world, conflict):
    claim = conflict.positions.get(number=1).claims.get()
    review.comment(claim, "@chief?", by=world.editor, at=NOW)
    talk(world, conflict, 1)
    client.force_login(world.chief)
    addresses = [page_of(conflict), page_of(conflict.question), reverse("threads"), reverse("notifications")]
    before = [queries_of(client, address) for address in addresses]
    talk(world, conflict, 12)
    assert [queries_of(client, address) for address in addresses] == before
    assert before[2:] <= [9, 9]


def test_the_members_of_a_dossier_can_be_completed(client, world):
    told = get(client, world.viewer, reverse("members", args=[world.dossier.pk])).json()["members"]
    assert [person["username"] for person in told] == ["chief", "editor", "reviewer", "viewer"]
    assert told[0] == {"username": "chief", "name": "Chief"}


# ---- notifications ---------------------------------------------------------------------------------


def test_the_header_counts_what_is_unread_and_the_way_to_it_marks_it_read(client, world, conflict, thread):
    review.comment(conflict, "@editor, the first.", by=world.reviewer, at=NOW, reply_to=thread)
    review.comment(conflict, "Or the second.", by=world.reviewer, at=NOW, reply_to=thread)
    page = get(client, world.editor, reverse("notifications")).content.decode()
    assert 'Notifications</span> <span class="count">2</span>' in page
    assert "Reviewer mentioned you" in page
    told = Notification.objects.first()
    response = client.get(reverse("notification", args=[told.pk]))
    assert response.headers["Location"] == f"{page_of(conflict)}#thread-{thread.pk}"
    assert not Notification.objects.unread().exists()


def test_one_or_all_are_marked_as_read(client, world, conflict):
    for body in ("@editor one", "@editor two", "@editor three"):
        review.comment(conflict, body, by=world.reviewer, at=NOW)
    first = Notification.objects.last()
    assert post(client, world.editor, "notifications_read", [], notification=first.pk).status_code == 302
    assert Notification.objects.unread().count() == 2
    post(client, world.editor, "notifications_read", [])
    assert not Notification.objects.unread().exists()


def test_what_others_are_told_is_not_found(client, world, conflict):
    review.comment(conflict, "@editor one", by=world.reviewer, at=NOW)
    told = Notification.objects.get()
    assert get(client, world.chief, reverse("notification", args=[told.pk])).status_code == 404
    for named in (told.pk, "x", "9" * 30):
        assert post(client, world.chief, "notifications_read", [], notification=named).status_code == 404
    post(client, world.chief, "notifications_read", [])
    assert Notification.objects.unread().exists()


def test_a_person_chooses_what_they_are_told_of(client, world):
    address = reverse("notification_settings")
    assert get(client, world.editor, address).content.decode().count(" checked") == 7
    response = client.post(address, {"mailing": "daily", "wanted": ["mentioned", "assigned"]})
    assert response.status_code == 302
    kept = NotificationSettings.objects.get(person=world.editor)
    assert (kept.mailing, kept.unwanted) == ("daily", ["replied", "proposed", "decided", "reopened"])
    assert client.get(address).content.decode().count(" checked") == 3
    assert client.post(address, {"mailing": "hourly"}).status_code == 400


def test_a_notification_of_a_claim_leads_to_its_thread(client, world):
    claim = a_claim(world.dossier, "About 43,000 people left the valley.")
    thread = review.comment(claim, "@chief?", by=world.editor, at=NOW)
    told = Notification.objects.get()
    response = get(client, world.chief, reverse("notification", args=[told.pk]))
    assert response.headers["Location"] == f"{page_of(claim)}#thread-{thread.pk}"
