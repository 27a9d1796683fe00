"""The ledger: one line for every decision, and the proof that no line was changed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import connection, models

from claims.models import Event
from claims.models.event import LedgerHead
from claims.snapshots import snapshot
from sources.models import Dossier, Person


def record(dossier: Dossier, verb: str, subject: models.Model, *, by: Person | None, **detail: object) -> None:
    """Append a line. Call it inside the transaction that changes the rows it tells of.

    The detail is chained for ever: numbers and words of the trade, never names of people.
    """
    line(dossier, verb, subject, by=by, **detail).save(force_insert=True)


def record_all(lines: Iterable[Event]) -> None:
    """Append several lines, made by `line`, in their order."""
    Event.objects.bulk_create(lines)


def line(dossier: Dossier, verb: str, subject: models.Model, *, by: Person | None, **detail: object) -> Event:
    """A line not appended yet: the trigger assigns sequence and time under the lock of the head."""
    return Event(
        dossier=dossier,
        actor=by,
        verb=verb,
        subject=subject._meta.model_name or "",
        subject_id=subject.pk,
        detail=detail,
        sequence=0,
        at="1970-01-01T00:00:00Z",
    )


@dataclass(frozen=True, slots=True)
class Verification:
    """How many lines a dossier's ledger has, where it ends, and the first fault, if any, in words."""

    dossier: str
    events: int
    head: str
    fault: str | None


_FIRST_FAULT = """
WITH chain AS (
    SELECT sequence, previous_hash, hash,
           lag(sequence, 1, 0::bigint) OVER w AS sequence_before, lag(hash, 1, ''::varchar) OVER w AS hash_before,
           claims_event_digest(dossier_id, sequence, at, actor_id, verb, subject, subject_id, detail, previous_hash)
               AS digest
    FROM claims_event WHERE dossier_id = %s WINDOW w AS (ORDER BY sequence)
)
SELECT sequence, hash <> digest AS rewritten FROM chain
WHERE hash <> digest OR previous_hash <> hash_before OR sequence <> sequence_before + 1
ORDER BY sequence LIMIT 1
"""


def verify(dossier: Dossier, checkpoint: tuple[int, str] | None = None) -> Verification:
    """Recompute the chain of a dossier; a checkpoint kept outside also shows a cut or rewritten one."""
    with snapshot():
        return _verify(dossier, checkpoint)


def _verify(dossier: Dossier, checkpoint: tuple[int, str] | None) -> Verification:
    with connection.cursor() as cursor:
        cursor.execute(_FIRST_FAULT, [dossier.pk])
        broken = cursor.fetchone()
    last = dossier.events.order_by("-sequence").first()
    count, head = dossier.events.count(), f"{last.sequence}:{last.hash}" if last else "0:"
    kept = LedgerHead.objects.filter(dossier=dossier).first()
    fault = None
    if broken:
        fault = f"line {broken[0]} " + ("was changed" if broken[1] else "does not follow the line before it")
    elif str(kept or "0:") != head:
        fault = (
            f"the ledger ends at line {head.split(':')[0]}, but its head says {kept.sequence if kept else 'nothing'}"
        )
    elif checkpoint and not dossier.events.filter(sequence=checkpoint[0], hash=checkpoint[1]).exists():
        fault = f"line {checkpoint[0]} is not the one of the checkpoint: the ledger was cut or rewritten"
    return Verification(dossier.slug, count, head, fault)
