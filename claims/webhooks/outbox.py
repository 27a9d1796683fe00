"""Messages are written with the act they tell of: where it is rolled back, so are they.

A message is thin: what happened, where to look, and the line of the ledger. Whoever is told asks the API for the
rest, with rights of their own.
"""

from __future__ import annotations

import datetime as dt
import json
import secrets
from collections import defaultdict
from collections.abc import Sequence

from django.conf import settings

from claims.models import Conflict, Delivery, Event, Reconciliation, Webhook
from claims.models.webhook import Announced
from claims.queueing import queue_delivery


def announce(
    event: Announced, conflicts: Sequence[Conflict], *, at: dt.datetime, decision: Reconciliation | None = None
) -> None:
    """Tell the webhooks of their dossiers. Call it in the transaction of the act, after its line of the ledger."""
    if not (settings.WEBHOOKS and conflicts):
        return
    dossiers = {conflict.question.dossier_id for conflict in conflicts}
    listening: defaultdict[int, list[Webhook]] = defaultdict(list)
    for webhook in Webhook.objects.open().filter(dossier__in=dossiers, events__contains=[event.value]):
        listening[webhook.dossier_id].append(webhook)
    told = [conflict for conflict in conflicts if conflict.question.dossier_id in listening]
    if not told:
        return
    lines = _lines(told)
    made = []
    for conflict in told:
        message, body = f"msg_{secrets.token_hex(16)}", _body(event, conflict, lines.get(conflict.pk), decision, at)
        for webhook in listening[conflict.question.dossier_id]:
            made.append(Delivery(webhook=webhook, message=message, event=event, body=body, made_at=at, next_try_at=at))
    for delivery in Delivery.objects.bulk_create(made):
        queue_delivery(delivery.pk, tries=0)


def _body(
    event: Announced, conflict: Conflict, line: int | None, decision: Reconciliation | None, at: dt.datetime
) -> str:
    data: dict[str, object] = {
        "dossier": conflict.question.dossier.slug,
        "question": conflict.question_id,
        "conflict": conflict.pk,
        "sequence": line,
    }
    if decision:
        data["reconciliation"] = decision.pk
    return json.dumps({"type": event.value, "timestamp": at.isoformat(), "data": data}, separators=(",", ":"))


def _lines(conflicts: Sequence[Conflict]) -> dict[int, int]:
    """The newest line of the ledger on each conflict: that of the act, as nobody else writes one before it ends."""
    of_conflicts = Event.objects.filter(
        dossier__in={conflict.question.dossier_id for conflict in conflicts},
        subject=Conflict._meta.model_name,
        subject_id__in=[conflict.pk for conflict in conflicts],
    )
    newest = of_conflicts.order_by("subject_id", "-sequence").distinct("subject_id")
    return dict(newest.values_list("subject_id", "sequence"))
