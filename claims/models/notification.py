from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from claims.models.comment import Comment
from claims.models.conflict import Conflict
from sources.models import Dossier

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from sources.models import Person


class Occasion(models.TextChoices):
    """What a person is told of."""

    MENTIONED = "mentioned", _("somebody mentions me")
    REPLIED = "replied", _("somebody writes in a thread I wrote in")
    ASSIGNED = "assigned", _("a conflict is assigned to me")
    PROPOSED = "proposed", _("a proposal waits for my approval")
    DECIDED = "decided", _("what I proposed is approved or returned")
    REOPENED = "reopened", _("what I proposed or approved is reopened or withdrawn")


_SENTENCES = {
    Occasion.MENTIONED: _("%(who)s mentioned you"),
    Occasion.REPLIED: _("%(who)s wrote in a thread you wrote in"),
    Occasion.ASSIGNED: _("%(who)s assigned a conflict to you"),
    Occasion.PROPOSED: _("%(who)s proposed a decision that waits for approval"),
    Occasion.DECIDED: _("%(who)s decided on what you proposed"),
    Occasion.REOPENED: _("%(who)s opened a decision of yours again"),
}


class Mailing(models.TextChoices):
    NEVER = "never", _("no mail: I look at the desk")
    AT_ONCE = "at once", _("one mail each, at once")
    DAILY = "daily", _("one mail a day")


class NotificationQuerySet(models.QuerySet["Notification"]):
    def visible_to(self, person: Person | AnonymousUser) -> NotificationQuerySet:
        """A person's own, of the dossiers they are still a member of."""
        return self.filter(person_id=person.pk or 0, dossier__in=Dossier.objects.visible_to(person))

    def unread(self) -> NotificationQuerySet:
        return self.filter(read_at__isnull=True)

    def unmailed(self) -> NotificationQuerySet:
        return self.filter(mailed_at__isnull=True)


class Notification(models.Model):
    """One person is told of one thing: a comment, or what became of a conflict."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notifications")
    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="+")
    occasion = models.CharField(max_length=10, choices=Occasion)
    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, null=True, blank=True, related_name="notifications")
    conflict = models.ForeignKey(
        Conflict, on_delete=models.CASCADE, null=True, blank=True, related_name="notifications"
    )
    caused_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text="empty: the machine",
    )
    made_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)
    mailed_at = models.DateTimeField(null=True, blank=True)

    objects = NotificationQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["person", "read_at"], name="notification_by_person")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(occasion__in=Occasion.values), name="notification_occasion_known"
            ),
            models.CheckConstraint(
                condition=models.Q(comment__isnull=False) | models.Q(conflict__isnull=False),
                name="notification_of_something",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.occasion}"

    @property
    def sentence(self) -> str:
        """What happened, in words, for the person who is told."""
        who = self.caused_by.display_name if self.caused_by else gettext("The machine")
        return _SENTENCES[Occasion(self.occasion)] % {"who": who}


class NotificationSettings(models.Model):
    """What a person wants to be told of, and by what way. Without a row: all of it, at the desk alone."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, primary_key=True, related_name="notification_settings"
    )
    mailing = models.CharField(max_length=10, choices=Mailing, default=Mailing.NEVER)
    unwanted = ArrayField(
        models.CharField(max_length=10, choices=Occasion), default=list, blank=True, help_text="occasions not told"
    )

    class Meta:
        verbose_name_plural = "notification settings"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(mailing__in=Mailing.values), name="notification_settings_mailing_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.mailing}"
