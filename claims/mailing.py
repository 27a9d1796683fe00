"""Notifications by mail: at once or once a day, as each person chose. Text alone, with links to the desk.

A mail may lie in many hands, so it says less than the desk: no words of a document, and where a question or a
comment stands beside a withheld passage, not their words either.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext, ngettext

from claims import remarks
from claims.models import Claim, Conflict, Filing, Notification, NotificationSettings, Question
from claims.models.notification import Mailing
from sources.models import Person

NEWS = dt.timedelta(days=7)  # what was not mailed by then is no news: it waits at the desk


class NotSent(Exception):
    """The mail server did not take a mail. Its notifications stay unmailed, and are sent with the next."""


@dataclass(frozen=True, slots=True)
class _Item:
    """One notification as a mail tells it."""

    sentence: str
    about: str
    quoted: str
    address: str


def people_awaiting(mailing: Mailing, *, at: dt.datetime) -> list[Person]:
    """Who chose this way of mail, has an address, and was not mailed all they should be."""
    people = Person.objects.filter(is_active=True, notification_settings__mailing=mailing).exclude(email="")
    waiting = Notification.objects.unread().unmailed().filter(made_at__gt=at - NEWS)
    return list(people.filter(pk__in=waiting.values("person_id")).order_by("pk"))


@transaction.atomic
def mail(person: Person, *, at: dt.datetime) -> int:
    """Send one mail with all that the person was not told by mail yet; returns how many notifications it has.

    They are marked under a lock, and only when the mail server took the mail: called twice it is sent once.
    What was read at the desk meanwhile is not mailed. Raises NotSent.
    """
    waiting = Notification.objects.visible_to(person).unread().unmailed().filter(made_at__gt=at - NEWS)
    locked = waiting.select_for_update(of=("self",), skip_locked=True).order_by("id")
    told = list(locked.select_related("dossier", "caused_by", "comment__author"))
    if not told or not _is_mailed(person):
        return 0
    Notification.objects.filter(pk__in=[each.pk for each in told]).update(mailed_at=at)
    items = [_item(each) for each in told]
    context = {"person": person, "items": items, "settings_address": absolute(reverse("notification_settings"))}
    count = len(items)
    subject = items[0].sentence if count == 1 else ngettext("%d notice", "%d notices", count) % count
    try:
        send_mail(
            " ".join(f"Concordance: {subject}".split()),
            render_to_string("claims/mail/notices.txt", context),
            None,
            [person.email],
        )
    except (SMTPException, OSError) as error:
        raise NotSent(f"No mail could be sent to {person.username}: {error}") from error
    return count


def absolute(address: str) -> str:
    """The address as somebody outside the desk has to type it."""
    return f"{settings.PUBLIC_URL}{address}"


def _is_mailed(person: Person) -> bool:
    """Whether the person wants mail, has an address, and this machine sends any."""
    if not (settings.SENDS_MAIL and person.email):
        return False
    return NotificationSettings.objects.filter(person=person).exclude(mailing=Mailing.NEVER).exists()


def _item(notification: Notification) -> _Item:
    question, about = _about(notification)
    is_guarded = question is not None and _is_near_a_withheld_passage(question)
    if notification.comment and notification.comment.claim:
        is_guarded = is_guarded or _is_of_a_guarded_document(notification.comment.claim)
    comment = notification.comment
    return _Item(
        sentence=notification.sentence,
        about=gettext("a question whose words are withheld") if question and is_guarded else about,
        quoted=remarks.beginning(comment.body) if comment and not is_guarded else "",
        address=absolute(reverse("notification", args=[notification.pk])),
    )


def _about(notification: Notification) -> tuple[Question | None, str]:
    """The question it bears on, and its name. A claim has a number for a name: its words are a document's."""
    on = notification.comment.on if notification.comment else notification.conflict
    if isinstance(on, Claim):
        return None, gettext("claim %d") % on.pk
    question = on.question if isinstance(on, Conflict) else on
    assert question, "held by notification_of_something"
    return question, question.wording


def _is_near_a_withheld_passage(question: Question) -> bool:
    """Whether a claim of a document with withheld passages was ever filed under it, as exports ask too."""
    filings = Filing.objects.filter(question=question)
    return filings.filter(claim__passage__document__passages__withheld_because__gt="").exists()


def _is_of_a_guarded_document(claim: Claim) -> bool:
    return claim.passage.document.passages.exclude(withheld_because="").exists()
