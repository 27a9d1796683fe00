"""Who is told of what: a notification for everybody an act concerns, written in the transaction of the act.

Nobody is told of what they did themselves, of a dossier they are no member of, or of what they said they do not
want (NotificationSettings). Whoever wants mail at once gets it from a worker, once the act is committed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Sequence

from django.conf import settings
from django.db import models

from claims import remarks
from claims.models import Comment, Conflict, Notification, NotificationSettings, Reconciliation
from claims.models.notification import Mailing, Occasion
from claims.models.reconciliation import ReconciliationState
from claims.permissions import Right, roles_with
from claims.queueing import queue_mail
from sources.models import Dossier, Membership, Person


def tell_of_comment(comment: Comment, *, at: dt.datetime, body_before: str = "") -> None:
    """Tell those whom a comment mentions, and the others who wrote in its thread.

    Of an edit, `body_before` being what it said, only those are told whom it did not mention before.
    """
    usernames = _usernames(comment.dossier, comment.body)
    before = remarks.mentioned(body_before, usernames)
    mentioned = [usernames[name] for name in remarks.mentioned(comment.body, usernames) if name not in before]
    told = [(person, Occasion.MENTIONED) for person in mentioned]
    if comment.reply_to and not body_before:
        thread = models.Q(pk=comment.reply_to.pk) | models.Q(reply_to=comment.reply_to)
        writers = set(Comment.objects.filter(thread).values_list("author_id", flat=True)) - set(mentioned)
        told += [(person, Occasion.REPLIED) for person in sorted(writers)]
    made = [_notification(person, occasion, comment.conflict, comment, at=at) for person, occasion in told]
    _tell(made, by=comment.author)


def strangers_in(body: str, dossier: Dossier) -> list[str]:
    """The mentions in a comment that name no member of the dossier, as they are written."""
    return remarks.unknown(body, _usernames(dossier, body))


def tell_assigned(conflict: Conflict, to: Person | None, *, by: Person, at: dt.datetime) -> None:
    """Tell a person that a conflict is theirs to settle. Who had it before and did not hear of it yet never does."""
    earlier = Notification.objects.unread().unmailed().filter(conflict=conflict, occasion=Occasion.ASSIGNED)
    earlier.delete()
    if to:
        _tell([_notification(to.pk, Occasion.ASSIGNED, conflict, at=at)], by=by)


def tell_proposed(conflict: Conflict, *, by: Person, at: dt.datetime) -> None:
    """Tell everybody who may approve that a proposal waits."""
    may_approve = conflict.dossier.memberships.filter(role__in=roles_with(Right.APPROVE))
    people = may_approve.values_list("person_id", flat=True)
    _tell([_notification(person, Occasion.PROPOSED, conflict, at=at) for person in people], by=by)


def tell_decided(conflict: Conflict, decision: Reconciliation, *, by: Person, at: dt.datetime) -> None:
    """Tell whoever proposed it that their proposal was approved or returned."""
    _tell([_notification(decision.proposed_by_id, Occasion.DECIDED, conflict, at=at)], by=by)


def tell_reopened(conflicts: Sequence[Conflict], *, by: Person | None, at: dt.datetime) -> None:
    """Tell whoever proposed and whoever approved the last decision on each that it is open again."""
    if not conflicts:
        return
    decided = Reconciliation.objects.filter(
        question__in=[conflict.question_id for conflict in conflicts],
        state__in=[ReconciliationState.APPROVED, ReconciliationState.WITHDRAWN],
        decided_at__isnull=False,
    )
    last = decided.order_by("question_id", "-id").distinct("question_id")
    people = {each.question_id: {each.proposed_by_id, each.decided_by_id} for each in last}
    made = [
        _notification(person, Occasion.REOPENED, conflict, at=at)
        for conflict in conflicts
        for person in sorted(filter(None, people.get(conflict.question_id, ())))
    ]
    _tell(made, by=by)


# ---- what the person told does with it -------------------------------------------------------------


def about_the_same(notification: Notification) -> models.QuerySet[Notification]:
    """What the same person was told of the same thread, or else of the same conflict."""
    mine = Notification.objects.filter(person=notification.person_id)
    if comment := notification.comment:
        first = comment.reply_to_id or comment.pk
        return mine.filter(models.Q(comment=first) | models.Q(comment__reply_to=first))
    return mine.filter(conflict=notification.conflict_id, comment=None)


def mark_read(notifications: models.QuerySet[Notification], *, at: dt.datetime) -> None:
    notifications.filter(read_at=None).update(read_at=at)


def wish(person: Person, mailing: Mailing, unwanted: Sequence[str]) -> None:
    """Keep what a person wants to be told of, and by what way."""
    wishes = {"mailing": mailing, "unwanted": list(unwanted)}
    NotificationSettings.objects.update_or_create(person=person, defaults=wishes)


# ---- what they share -------------------------------------------------------------------------------


def _usernames(dossier: Dossier, body: str) -> dict[str, int]:
    """The members of the dossier by username; nobody is looked up for a comment without a mention."""
    if "@" not in body:
        return {}
    return dict(dossier.memberships.values_list("person__username", "person_id"))


def _notification(
    person: int, occasion: Occasion, conflict: Conflict | None, comment: Comment | None = None, *, at: dt.datetime
) -> Notification:
    on = comment or conflict
    assert on, "held by notification_of_something"
    return Notification(
        person_id=person, dossier=on.dossier, occasion=occasion, conflict=conflict, comment=comment, made_at=at
    )


def _tell(made: Collection[Notification], *, by: Person | None) -> None:
    """Keep those that may and want to be told, in two statements however many they are."""
    wishes = _wishes(made) if made else {}
    kept = []
    for each in made:
        unwanted = wishes.get((each.dossier_id, each.person_id))
        if unwanted is None or each.occasion in unwanted or (by and each.person_id == by.pk):
            continue
        each.caused_by = by
        kept.append(each)
    Notification.objects.bulk_create(kept)
    _queue_mails({each.person_id for each in kept})


def _wishes(made: Iterable[Notification]) -> dict[tuple[int, int], list[str]]:
    """What each active member does not want to be told of, by dossier and person."""
    members = Membership.objects.filter(
        dossier__in={each.dossier_id for each in made},
        person__in={each.person_id for each in made},
        person__is_active=True,
    )
    rows = members.values_list("dossier_id", "person_id", "person__notification_settings__unwanted")
    return {(dossier, person): unwanted or [] for dossier, person, unwanted in rows}


def _queue_mails(people: Collection[int]) -> None:
    if not (people and settings.SENDS_MAIL):
        return
    wanting = Person.objects.filter(pk__in=people, notification_settings__mailing=Mailing.AT_ONCE).exclude(email="")
    for person_id in wanting.values_list("pk", flat=True):
        queue_mail(person_id)
