"""What rows said before they were changed: kept by triggers of the database, whoever or whatever changes them.

A history holds the row as it was before each UPDATE and DELETE, with when and on whose behalf; what it says now stands
in the row itself. INSERT leaves nothing, as it would tell the same twice. The triggers fire once a statement, not once
a row, and only for rows of which a column that is kept did change. See docs/decisions/0015.
"""

from __future__ import annotations

from typing import TypeVar

import pghistory
from django.conf import settings
from django.db import connection, models
from django.db.models.functions import Cast, NullIf
from pghistory.models import Event

from sources.models.capture import Capture
from sources.models.document import Document
from sources.models.dossier import Dossier, Membership
from sources.models.passage import Passage
from sources.models.person import Person
from sources.models.publisher import Publisher
from sources.models.resemblance import Resemblance

M = TypeVar("M", bound=models.Model)
_ACTING = "concordance.person"
_ACTING_NOW = Cast(
    NullIf(models.Func(models.Value(_ACTING), models.Value(True), function="current_setting"), models.Value("")),
    models.BigIntegerField(),
)


class History(Event):
    """A row as it was before a change. `pgh_obj` is the row, `pgh_label` what happened to it: update or delete."""

    pgh_id = models.BigAutoField(primary_key=True)
    pgh_person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.DO_NOTHING,
        null=True,
        related_name="+",
        db_constraint=False,
        db_index=False,
        db_default=_ACTING_NOW,
        help_text="on whose behalf; empty: the machine, or a command",
    )

    class Meta:
        abstract = True


def act_for(person: Person) -> None:
    """On whose behalf rows are changed from here to the end of the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config(%s, %s, true)", [_ACTING, str(person.pk)])


def keep_history(model: type[M], *, but: tuple[str, ...] = ()) -> None:
    """Keep what rows of this model said before each change; never the columns named in `but`, nor changes of these.

    The key is that of `pgh_obj`.
    """
    pghistory.create_event_model(
        model,
        pghistory.UpdateEvent(row=pghistory.Old),
        pghistory.DeleteEvent(),
        exclude=[model._meta.pk.name, *but],
        obj_field=pghistory.ObjForeignKey(related_name="history", db_index=True),
        context_field=None,  # type: ignore[arg-type]  # documented, and not annotated
        base_model=History,
        abstract=False,
        level=pghistory.Statement,
    )


keep_history(
    Person, but=("username", "password", "first_name", "last_name", "email", "last_login", "date_joined")
)  # names may have to be forgotten, rights not
keep_history(Dossier)
keep_history(Membership)
keep_history(Publisher)
keep_history(Document, but=("original", "text", "blocks", "sketch"))
keep_history(Passage)
keep_history(Capture, but=("original",))
keep_history(Resemblance)
