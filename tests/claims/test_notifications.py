"""Who is told of what, and who is not; mails at once and once a day, each once."""

import datetime as dt
from smtplib import SMTPException

import pytest
from django.core import mail as outbox
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from procrastinate.contrib.django.models import ProcrastinateJob

from claims import mailing, review, tasks, telling
from claims.conflicts import detect
from claims.models import Conflict, Filing, Notification, NotificationSettings
from claims.models.notification import Mailing, Occasion
from claims.review import Decision
from sources.models import Person, Role
from tests.factories import NOW, a_claim, a_conflict, a_person

LATER = NOW + dt.timedelta(hours=1)


@pytest.fixture(autouse=True)
def _mail_is_sent(settings) -> None:
    settings.SENDS_MAIL = True


@pytest.fixture
def conflict(world) -> Conflict:
    return a_conflict(world.dossier)


def told() -> set[tuple[str, str]]:
    return set(Notification.objects.values_list("person__username", "occasion"))


def proposed(world, conflict: Conflict):
    decision = Decision("none holds", "copying error", "A misprint.")
    proposal = review.propose(conflict, decision, by=world.reviewer, at=NOW, seen=conflict.version)
    conflict.refresh_from_db()
    return proposal


def approved(world, conflict: Conflict):
    proposal = review.approve(proposed(world, conflict), by=world.chief, at=NOW, seen=conflict.version)
    conflict.refresh_from_db()
    Notification.objects.all().delete()
    return proposal


# ---- comments --------------------------------------------------------------------------------------


def test_whoever_is_mentioned_is_told(world, conflict):
    comment = review.comment(conflict, "Ask @reviewer.", by=world.editor, at=NOW)
    notification = Notification.objects.get()
    assert (notification.person, notification.comment, notification.conflict) == (world.reviewer, comment, conflict)
    assert (notification.caused_by, notification.made_at, notification.dossier) == (world.editor, NOW, world.dossier)


def test_those_who_wrote_in_a_thread_are_told_of_an_answer(world, conflict):
    thread = review.comment(conflict, "Which days?", by=world.editor, at=NOW)
    review.comment(conflict, "The first.", by=world.reviewer, at=NOW, reply_to=thread)
    review.comment(conflict, "All of them.", by=world.chief, at=NOW, reply_to=thread)
    assert told() == {("editor", "replied"), ("reviewer", "replied")}
    assert Notification.objects.filter(person=world.editor).count() == 2


def test_a_mention_in_an_answer_is_told_once(world, conflict):
    thread = review.comment(conflict, "Which days?", by=world.editor, at=NOW)
    review.comment(conflict, "@editor the first.", by=world.reviewer, at=NOW, reply_to=thread)
    assert told() == {("editor", "mentioned")}


def test_nobody_is_told_of_their_own_words(world, conflict):
    thread = review.comment(conflict, "@editor, that is me.", by=world.editor, at=NOW)
    review.comment(conflict, "Still me.", by=world.editor, at=NOW, reply_to=thread)
    assert told() == set()


def test_who_is_no_member_is_not_told_and_the_writer_learns_it(world, conflict):
    review.comment(conflict, "@stranger and @nobody", by=world.editor, at=NOW)
    assert told() == set()
    assert telling.strangers_in("@stranger, @nobody, @chief", world.dossier) == ["@stranger", "@nobody"]


def test_who_left_the_dossier_is_not_told_of_answers(world, conflict):
    thread = review.comment(conflict, "Which days?", by=world.editor, at=NOW)
    world.dossier.memberships.filter(person=world.editor).delete()
    review.comment(conflict, "The first.", by=world.reviewer, at=NOW, reply_to=thread)
    assert told() == set()


def test_what_somebody_does_not_want_they_are_not_told(world, conflict):
    NotificationSettings.objects.create(person=world.editor, unwanted=[Occasion.REPLIED])
    thread = review.comment(conflict, "Which days?", by=world.editor, at=NOW)
    review.comment(conflict, "The first.", by=world.reviewer, at=NOW, reply_to=thread)
    review.comment(conflict, "@editor?", by=world.reviewer, at=NOW, reply_to=thread)
    assert told() == {("editor", "mentioned")}


def test_an_edit_tells_only_whom_it_mentions_anew(world, conflict):
    thread = review.comment(conflict, "Ask @reviewer.", by=world.editor, at=NOW)
    review.edit_comment(thread, "Ask @reviewer or @chief.", by=world.editor, at=NOW, seen=1)
    assert told() == {("reviewer", "mentioned"), ("chief", "mentioned")}
    assert Notification.objects.count() == 2


# ---- decisions -------------------------------------------------------------------------------------


def test_a_proposal_is_told_to_those_who_may_approve_it(world, conflict):
    a_person("second chief", world.dossier, Role.CHIEF)
    proposed(world, conflict)
    assert told() == {("chief", "proposed"), ("second chief", "proposed")}


def test_a_chief_who_proposes_is_not_asked_to_approve(world, conflict):
    decision = Decision("none holds", "copying error", "A misprint.")
    review.propose(conflict, decision, by=world.chief, at=NOW, seen=conflict.version)
    assert told() == set()


def test_whoever_proposed_is_told_of_the_approval(world, conflict):
    review.approve(proposed(world, conflict), by=world.chief, at=NOW, seen=conflict.version)
    assert ("reviewer", "decided") in told()


def test_whoever_proposed_is_told_of_the_return(world, conflict):
    review.return_(proposed(world, conflict), by=world.chief, at=NOW, seen=conflict.version, reason="Ask again.")
    assert ("reviewer", "decided") in told()


def test_both_are_told_when_a_third_person_opens_it_again(world, conflict):
    approved(world, conflict)
    third = a_person("third", world.dossier, Role.REVIEWER)
    review.reopen(conflict, by=third, at=NOW, seen=conflict.version, reason="A newer list.")
    assert told() == {("reviewer", "reopened"), ("chief", "reopened")}


def test_whoever_proposed_is_told_of_a_withdrawal(world, conflict):
    proposal = approved(world, conflict)
    review.withdraw(proposal, by=world.chief, at=NOW, seen=conflict.version, reason="Forged.")
    assert told() == {("reviewer", "reopened")}


def test_both_are_told_when_new_evidence_opens_it_again(world, conflict):
    approved(world, conflict)
    claim = a_claim(world.dossier, "About 90,000 people left the valley.")
    Filing.objects.create(claim=claim, question=conflict.question, score=0.5, reason={"words": "the valley"})
    detect([conflict.question], at=NOW)
    assert told() == {("reviewer", "reopened"), ("chief", "reopened")}
    assert set(Notification.objects.values_list("caused_by", flat=True)) == {None}


def test_both_are_told_when_a_claim_it_rested_on_is_retracted(world, conflict):
    approved(world, conflict)
    third = a_person("third", world.dossier, Role.REVIEWER)
    claim = conflict.positions.get(number=1).claims.get()
    review.refuse_claim(claim, by=third, at=NOW, seen=claim.version, reason="Misread.")
    assert told() == {("reviewer", "reopened"), ("chief", "reopened")}


def test_whoever_is_assigned_a_conflict_is_told(world, conflict):
    conflict = review.assign(conflict, world.reviewer, by=world.chief, at=NOW, seen=conflict.version)
    assert told() == {("reviewer", "assigned")}
    review.assign(conflict, world.chief, by=world.chief, at=NOW, seen=conflict.version)
    assert told() == set()


def test_many_reopenings_cost_no_more_queries_than_one(world):
    places = ("valley", "island", "harbour")
    conflicts = [
        a_conflict(world.dossier, *(f"About {n} people left the {place}." for n in (430, 580))) for place in places
    ]
    for conflict in conflicts:
        approved(world, conflict)
    conflicts, counts = list(Conflict.objects.select_related("question__dossier")), []
    for some in (conflicts[:1], conflicts):
        with CaptureQueriesContext(connection) as queries:
            telling.tell_reopened(some, by=None, at=NOW)
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert Notification.objects.count() == 8


# ---- mail ------------------------------------------------------------------------------------------


@pytest.fixture
def today(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: LATER)


def wants_mail(person: Person, mailing: Mailing, address: str = "editor@example.org") -> None:
    Person.objects.filter(pk=person.pk).update(email=address)
    person.refresh_from_db()
    NotificationSettings.objects.update_or_create(person=person, defaults={"mailing": mailing})


def a_mention(world, conflict, body: str = "Which days, @editor?"):
    return review.comment(conflict, body, by=world.reviewer, at=NOW)


def test_mail_at_once_is_queued_with_the_act(world, conflict, today):
    wants_mail(world.editor, Mailing.AT_ONCE)
    a_mention(world, conflict)
    job = ProcrastinateJob.objects.get(task_name="mail")
    tasks.mail(person_id=job.args["person_id"])
    assert [message.to for message in outbox.outbox] == [["editor@example.org"]]


def test_a_mail_says_who_what_and_where_and_how_to_stop_it(world, conflict, settings):
    settings.PUBLIC_URL = "https://desk.example.org"
    wants_mail(world.editor, Mailing.AT_ONCE)
    a_mention(world, conflict)
    assert mailing.mail(world.editor, at=LATER) == 1
    (message,) = outbox.outbox
    notification = Notification.objects.get()
    assert (message.to, message.subject) == (["editor@example.org"], "Concordance: Reviewer mentioned you")
    assert "Which days, @editor?" in message.body
    assert conflict.question.wording in message.body
    assert f"https://desk.example.org/desk/notifications/{notification.pk}/" in message.body
    assert "https://desk.example.org/desk/notifications/settings/" in message.body
    assert notification.mailed_at == LATER


def test_a_mail_is_sent_once(world, conflict):
    wants_mail(world.editor, Mailing.AT_ONCE)
    a_mention(world, conflict)
    assert [mailing.mail(world.editor, at=LATER), mailing.mail(world.editor, at=LATER)] == [1, 0]
    assert len(outbox.outbox) == 1


def test_of_a_comment_a_mail_has_two_hundred_characters(world, conflict):
    wants_mail(world.editor, Mailing.AT_ONCE)
    a_mention(world, conflict, "@editor " + "x" * 500)
    mailing.mail(world.editor, at=LATER)
    assert "x" * 150 in outbox.outbox[0].body
    assert "x" * 200 not in outbox.outbox[0].body


def test_beside_a_withheld_passage_a_mail_quotes_nothing(world, conflict):
    wants_mail(world.editor, Mailing.AT_ONCE)
    claim = conflict.positions.get(number=1).claims.get()
    review.withhold(claim.passage, reason="An informant.", by=world.editor, at=NOW)
    a_mention(world, conflict, "@editor the ferryman said so")
    review.comment(claim, "@editor the ferryman again", by=world.reviewer, at=NOW)
    assert mailing.mail(world.editor, at=LATER) == 2
    body = outbox.outbox[0].body
    assert "ferryman" not in body
    assert conflict.question.wording not in body
    assert claim.statement not in body


def test_what_was_read_at_the_desk_is_not_mailed(world, conflict):
    wants_mail(world.editor, Mailing.DAILY)
    a_mention(world, conflict)
    telling.mark_read(Notification.objects.all(), at=NOW)
    assert mailing.mail(world.editor, at=LATER) == 0


def test_old_news_are_not_mailed(world, conflict):
    wants_mail(world.editor, Mailing.DAILY)
    a_mention(world, conflict)
    assert mailing.people_awaiting(Mailing.DAILY, at=NOW + dt.timedelta(days=8)) == []
    assert mailing.mail(world.editor, at=NOW + dt.timedelta(days=8)) == 0


@pytest.mark.parametrize(("way", "address"), [(Mailing.NEVER, "editor@example.org"), (Mailing.AT_ONCE, "")])
def test_no_mail_without_the_wish_or_the_address(world, conflict, way, address):
    wants_mail(world.editor, way, address)
    a_mention(world, conflict)
    assert not ProcrastinateJob.objects.filter(task_name="mail").exists()
    assert mailing.mail(world.editor, at=LATER) == 0
    assert outbox.outbox == []


def test_without_a_mail_server_nothing_counts_as_mailed(world, conflict, settings):
    settings.SENDS_MAIL = False
    wants_mail(world.editor, Mailing.AT_ONCE)
    a_mention(world, conflict)
    assert mailing.mail(world.editor, at=LATER) == 0
    assert Notification.objects.get().mailed_at is None
    with pytest.raises(CommandError, match="EMAIL_URL"):
        call_command("send_notifications")


def test_nothing_of_a_dossier_somebody_left_is_mailed(world, conflict):
    wants_mail(world.editor, Mailing.DAILY)
    a_mention(world, conflict)
    world.dossier.memberships.filter(person=world.editor).delete()
    assert mailing.mail(world.editor, at=LATER) == 0


def broken_server(*_args: object) -> int:
    raise SMTPException("421 try again later")


def test_what_the_mail_server_did_not_take_stays_unmailed(world, conflict, monkeypatch):
    wants_mail(world.editor, Mailing.AT_ONCE)
    a_mention(world, conflict)
    monkeypatch.setattr("claims.mailing.send_mail", broken_server)
    with pytest.raises(mailing.NotSent, match="421 try again later"):
        mailing.mail(world.editor, at=LATER)
    assert Notification.objects.get().mailed_at is None
    monkeypatch.undo()
    assert mailing.mail(world.editor, at=LATER) == 1


def test_the_command_mails_at_once_and_the_digest_once_a_day(world, conflict, today, capsys):
    wants_mail(world.editor, Mailing.DAILY)
    wants_mail(world.chief, Mailing.AT_ONCE, "chief@example.org")
    a_mention(world, conflict, "@editor, @chief")
    a_mention(world, conflict, "@editor, once more")
    call_command("send_notifications")
    assert [message.to for message in outbox.outbox] == [["chief@example.org"]]
    call_command("send_notifications", "--digest")
    assert [message.to for message in outbox.outbox][1:] == [["editor@example.org"]]
    assert outbox.outbox[1].subject == "Concordance: 2 notices"
    call_command("send_notifications", "--digest")
    assert capsys.readouterr().out.splitlines() == ["1 mails sent.", "1 mails sent.", "0 mails sent."]


def test_the_command_says_what_was_not_sent(world, conflict, today, monkeypatch):
    wants_mail(world.editor, Mailing.AT_ONCE)
    a_mention(world, conflict)
    monkeypatch.setattr("claims.mailing.send_mail", broken_server)
    with pytest.raises(CommandError, match="editor: 421"):
        call_command("send_notifications")


def test_the_worker_mails_the_digest(world, conflict, today):
    wants_mail(world.editor, Mailing.DAILY)
    a_mention(world, conflict)
    tasks.digest(timestamp=0)
    (job,) = ProcrastinateJob.objects.filter(task_name="mail")
    tasks.mail(person_id=job.args["person_id"])
    assert len(outbox.outbox) == 1


def test_a_person_sees_their_own_notifications_alone(world, conflict):
    a_mention(world, conflict)
    assert Notification.objects.visible_to(world.editor).count() == 1
    for person in (world.chief, world.stranger):
        assert not Notification.objects.visible_to(person).exists()
    world.dossier.memberships.filter(person=world.editor).delete()
    assert not Notification.objects.visible_to(world.editor).exists()
