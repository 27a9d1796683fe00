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


ERASED = {"erased": True}
"""All that is left of what an erased line told."""


def erase(event: Event, *, by: Person) -> None:
    """Let go of what a line tells, as the owner of the tables, in the transaction of `sources.erasing.door`.

    The line keeps its place and its hash, so that the lines after it and every checkpoint hold; that its words give
    another hash now is answered for by a line of its own, which repeats everything else that the hash was made of.
    """
    told: dict[str, object] = {
        "line": event.sequence,
        "hash": event.hash,
        "at": event.at.isoformat(),
        "actor": event.actor_id,
    }
    told["of"] = [event.verb, event.subject, event.subject_id]
    Event.objects.filter(pk=event.pk).update(detail=ERASED)
    record(event.dossier, "ledger line erased", event, by=by, **told)


@dataclass(frozen=True, slots=True)
class Verification:
    """How many lines a dossier's ledger has, where it ends, and the first fault, if any, in words.

    erased   how many of the lines say nothing any more, each of them answered for by a later line
    """

    dossier: str
    events: int
    head: str
    fault: str | None
    erased: int = 0


_FIRST_FAULT = """
WITH chain AS (
    SELECT id, at, actor_id, verb, subject, subject_id, detail, sequence, previous_hash, hash,
           lag(sequence, 1, 0::bigint) OVER w AS sequence_before, lag(hash, 1, ''::varchar) OVER w AS hash_before,
           claims_event_digest(dossier_id, sequence, at, actor_id, verb, subject, subject_id, detail, previous_hash)
               AS digest
    FROM claims_event WHERE dossier_id = %s WINDOW w AS (ORDER BY sequence)
)
SELECT sequence, hash <> digest AS rewritten FROM chain
WHERE (hash <> digest AND NOT (detail = '{"erased": true}' AND EXISTS (
        SELECT 1 FROM claims_event answer
        WHERE answer.dossier_id = %s AND answer.subject = 'event' AND answer.subject_id = chain.id
            AND answer.verb = 'ledger line erased' AND answer.sequence > chain.sequence
            AND (answer.detail->>'at')::timestamptz = chain.at
            AND answer.detail - 'at' = jsonb_build_object('line', chain.sequence, 'hash', chain.hash,
                'actor', chain.actor_id, 'of', jsonb_build_array(chain.verb, chain.subject, chain.subject_id))
    ))) OR previous_hash <> hash_before OR sequence <> sequence_before + 1
ORDER BY sequence LIMIT 1
"""


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A line of a dossier's ledger as it was kept outside: it shows a ledger that was cut, rewritten or dropped."""

    dossier: str
    sequence: int
    hash: str


def verify(dossier: Dossier, *checkpoints: Checkpoint) -> Verification:
    """Recompute the chain of a dossier, and look for the lines of it that were kept outside."""
    with snapshot():
        count, head = dossier.events.count(), head_of(dossier)
        fault = _broken_line(dossier) or _cut_tail(dossier, head)
        missing = (_missing_line(dossier, kept) for kept in checkpoints if kept.dossier == dossier.slug)
        fault = fault or next((each for each in missing if each), None)
        return Verification(dossier.slug, count, head, fault, dossier.events.filter(detail=ERASED).count())


def dropped(checkpoint: Checkpoint) -> Verification | None:
    """What is to say of a checkpoint whose dossier is not there any more; nothing where it is."""
    if Dossier.objects.filter(slug=checkpoint.dossier).exists():
        return None
    return Verification(checkpoint.dossier, 0, "0:", "the dossier of the checkpoint is not there: it was dropped")


def head_of(dossier: Dossier) -> str:
    """Where the ledger of a dossier ends, as SEQ:HASH; "0:" where nothing was ever written."""
    last = dossier.events.order_by("-sequence").first()
    return f"{last.sequence}:{last.hash}" if last else "0:"


def _broken_line(dossier: Dossier) -> str | None:
    with connection.cursor() as cursor:
        cursor.execute(_FIRST_FAULT, [dossier.pk, dossier.pk])
        broken = cursor.fetchone()
    if broken is None:
        return None
    return f"line {broken[0]} " + ("was changed" if broken[1] else "does not follow the line before it")


def _cut_tail(dossier: Dossier, last: str) -> str | None:
    kept = LedgerHead.objects.filter(dossier=dossier).first()
    if str(kept or "0:") == last:
        return None
    return f"the ledger ends at line {last.split(':')[0]}, but its head says {kept.sequence if kept else 'nothing'}"


def _missing_line(dossier: Dossier, kept: Checkpoint) -> str | None:
    if dossier.events.filter(sequence=kept.sequence, hash=kept.hash).exists():
        return None
    return f"line {kept.sequence} is not the one of the checkpoint: the ledger was cut or rewritten"
