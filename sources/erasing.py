"""What the law may demand: a person's account, or a document, is forgotten; its number stays, with a tombstone.

Only the owner of the tables gets through: the application has no right to, and the triggers that keep documents and the
ledger let nobody else (docs/decisions/0022). The acts, with their lines in the ledger, are in `claims.erasing`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import connection, models, transaction
from django.db.models.functions import Length, Repeat

from sources.blotting import BLOT
from sources.extracting.text import BlockKind
from sources.models import Capture, Document, Passage, Person, Publisher

GONE = "[erased]"


@contextmanager
def door() -> Iterator[None]:
    """A transaction in which the triggers let the owner of the tables erase."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL concordance.erasing = 'on'")
        yield
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL concordance.erasing = 'off'")
        transaction.on_commit(cache.clear)  # what was read in texts is kept there


def empty_document(document: Document, *, at: dt.datetime) -> None:
    """Nothing is left of what a document said but how long it was; its passages keep their places.

    Of its bytes the SHA-256 stays, by which they are known again where somebody imports them once more.
    """
    publisher = document.publisher
    is_note = document.evidence != Document._meta.get_field("evidence").get_default()
    said = len(document.text)
    Document.objects.filter(pk=document.pk).update(
        original=b"",
        text=BLOT * said,
        blocks=[[BlockKind.PARAGRAPH, 0, said]],
        sketch=[],
        title=f"[erased {at:%Y-%m-%d}]",
        published_on=None,
        file_name="",
        author="",
        url="",
        fetched_from="",
        told_by=GONE if is_note else "",
        told_how="",
        publisher=None,
    )
    passages = Passage.objects.filter(document=document)
    passages.update(exact=Repeat(models.Value(BLOT), Length("exact")), prefix="", suffix="", withheld_because=GONE)
    captures = Capture.objects.filter(models.Q(document=document) | models.Q(supersedes=document, document=None))
    captures.exclude(original=None).update(original=b"")
    captures.update(url=GONE, fetched_from="", file_name="", publisher="")
    forget_history("sources_documenthistory", [document.pk])
    forget_history("sources_passagehistory", passages.values_list("pk", flat=True))
    forget_history("sources_capturehistory", captures.values_list("pk", flat=True))
    if publisher and not publisher.documents.exists():
        forget_publisher(publisher)


def forget_publisher(publisher: Publisher) -> None:
    """One that stood behind nothing else."""
    pk = publisher.pk
    publisher.delete()
    forget_history("sources_publisherhistory", [pk])


def forget_history(table: str, rows: Iterable[int]) -> None:
    """What rows of these keys said before."""
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {connection.ops.quote_name(table)} WHERE pgh_obj_id = ANY(%s)", [list(rows)])  # noqa: S608


def empty_account(person: Person) -> None:
    """Nothing is left of an account but its number. Whatever was the person's own goes with it: by whatever way they
    signed in, their keys, sessions, memberships, notifications and settings.
    """
    for session in Session.objects.iterator():
        if session.get_decoded().get("_auth_user_id") == str(person.pk):
            session.delete()
    known_as = [name for name in (person.username, person.email) if name]
    for log in (AccessAttempt, AccessFailureLog, AccessLog):
        log.objects.filter(username__in=known_as).delete()
    told_of_them = LogEntry.objects.filter(
        content_type=ContentType.objects.get_for_model(Person), object_id=str(person.pk)
    )
    told_of_them.delete()
    for relation in Person._meta.get_fields(include_hidden=True):
        if isinstance(relation, models.ManyToOneRel) and relation.on_delete is models.CASCADE:
            relation.related_model._base_manager.filter(**{relation.field.name: person}).delete()
    person.username, person.first_name, person.last_name, person.email = f"erased-{person.pk}", "", "", ""
    person.is_active = person.is_staff = person.is_superuser = False
    person.last_login = None
    person.set_unusable_password()
    person.save()
