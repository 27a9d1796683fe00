"""Whether everything that is kept still is what it was: bytes, texts, passages, values, decisions and ledgers.

What a transaction or a constraint holds is held again by every restore; this recomputes what only the rows themselves
can tell, whatever happened to the disk, the dump or the database in between.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from django.db import connection
from psycopg import sql

from claims import confidential, ledger
from claims.ledger import Checkpoint
from claims.models import Event
from claims.snapshots import snapshot
from sources.models import Document, Dossier, Erasure

_SHOWN = 5  # faults told in full, of each kind

_SEALS = """
SELECT r.id, r.rationale, r.dissent, r.decision_note, r.correction, seal.detail->>'words_sha256'
FROM claims_reconciliation r JOIN LATERAL (
    SELECT e.detail FROM claims_event e
    WHERE e.subject = 'reconciliation' AND e.subject_id = r.id AND e.verb LIKE 'decision %%'
    ORDER BY e.sequence DESC LIMIT 1
) seal ON true
WHERE seal.detail ? 'words_sha256'
"""


@dataclass(slots=True)
class Finding:
    """How many of a kind were looked at, and what is wrong with which of them, in words."""

    what: str
    checked: int = 0
    faults: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        if not self.faults:
            return f"{self.what}: {self.checked} checked, all as they were"
        more = f" … and {len(self.faults) - _SHOWN} more" if len(self.faults) > _SHOWN else ""
        return f"{self.what}: {self.checked} checked, WRONG: {'; '.join(self.faults[:_SHOWN])}{more}"


@dataclass(frozen=True, slots=True)
class Kept:
    """What was written down of a database at one moment: rows of each table, and the end of each ledger."""

    tables: dict[str, int]
    ledgers: dict[str, str]

    @property
    def checkpoints(self) -> list[Checkpoint]:
        ends = ((slug, *said.split(":")) for slug, said in self.ledgers.items())
        return [Checkpoint(slug, int(sequence), hash_) for slug, sequence, hash_ in ends if int(sequence)]


def kept_now() -> Kept:
    """Call it inside `snapshot`, so that all of it is of one moment."""
    return Kept(_counts(), {dossier.slug: ledger.head_of(dossier) for dossier in Dossier.objects.order_by("slug")})


def differences(before: Kept) -> Finding:
    """Tables that hold more or fewer rows than they did."""
    now = _counts()
    finding = Finding("rows of every table", sum(now.values()))
    for table in sorted(before.tables.keys() | now.keys()):
        had, has = before.tables.get(table, 0), now.get(table, 0)
        if had != has:
            finding.faults.append(f"{table} had {had} and has {has}")
    return finding


def examine(checkpoints: Sequence[Checkpoint] = ()) -> list[Finding]:
    """Everything that can be recomputed, as of one moment."""
    with snapshot():
        return [*_documents(), _seals(), _ledgers(checkpoints), _secrets()]


def _counts() -> dict[str, int]:
    counts = {}
    with connection.cursor() as cursor:
        for table in sorted(connection.introspection.table_names(cursor)):
            cursor.execute(sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(table)))
            counts[table] = cursor.fetchone()[0]
    return counts


def _documents() -> list[Finding]:
    """Bytes against their hash and the line of their import, passages and values against the text, one by one."""
    originals, passages = Finding("original bytes against their SHA-256"), Finding("passages against their text")
    values, lines = (
        Finding("values of claims against their text"),
        Finding("documents against the line of their import"),
    )
    imported = dict(
        Event.objects.filter(verb="document imported", subject="document", detail__has_key="sha256").values_list(
            "subject_id", "detail__sha256"
        )
    )
    erased = set(Erasure.objects.values_list("document_id", flat=True))
    for document in Document.objects.defer("blocks", "sketch").order_by("pk").iterator(chunk_size=1):
        if document.pk not in erased:
            originals.checked += 1
            if hashlib.sha256(document.original).hexdigest() != document.sha256:
                originals.faults.append(f"document {document.pk}")
        if document.pk in imported:
            lines.checked += 1
            if imported[document.pk] != document.sha256:
                lines.faults.append(f"document {document.pk} is not the one that was imported")
        places = document.passages.values_list("pk", "start", "end", "exact")
        _compare(passages, "passage", document.text, places.iterator())
        said = document.passages.filter(claims__isnull=False).values_list(
            "claims__pk", "claims__value_start", "claims__value_end", "claims__value_text"
        )
        _compare(values, "claim", document.text, said.iterator())
    return [originals, lines, passages, values]


def _compare(finding: Finding, what: str, text: str, places: Iterable[tuple[int, int, int, str]]) -> None:
    for pk, start, end, exact in places:
        finding.checked += 1
        if text[start:end] != exact:
            finding.faults.append(f"{what} {pk}")


def _seals() -> Finding:
    """The words of each decision against the seal that its last line of the ledger carries (`review.decisions`)."""
    finding = Finding("words of decisions against the ledger")
    for pk, words, sealed in _sealed():
        finding.checked += 1
        if hashlib.sha256(words.encode()).hexdigest() != sealed:
            finding.faults.append(f"decision {pk}")
    return finding


def _sealed() -> Iterator[tuple[int, str, str]]:
    with connection.cursor() as cursor:
        cursor.execute(_SEALS)
        for pk, rationale, dissent, note, correction, sealed in cursor.fetchall():
            told = [correction] if correction else []
            yield pk, "\x1f".join([rationale, dissent, note, *told]), sealed


def _ledgers(checkpoints: Sequence[Checkpoint]) -> Finding:
    finding = Finding("lines of the ledgers against their chain")
    gone = [result for checkpoint in checkpoints if (result := ledger.dropped(checkpoint))]
    for result in [*(ledger.verify(dossier, *checkpoints) for dossier in Dossier.objects.order_by("slug")), *gone]:
        finding.checked += result.events
        if result.fault:
            finding.faults.append(f"{result.dossier}: {result.fault}")
    return finding


def _secrets() -> Finding:
    """Whether this server has the key of what is kept enciphered (docs/decisions/0026)."""
    count, lost = confidential.look()
    faults = [f"{name} cannot be read with SECRET_KEY or SECRET_KEY_FALLBACKS" for name in lost]
    return Finding("secrets against the key of this server", count, faults)
