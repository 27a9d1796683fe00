"""Every claim of a dossier as NDJSON or CSV, decided or not, as fast as the database writes it.

The database makes the lines itself and COPYs them out (docs/decisions/0020). The documents are taken in portions, the
first one small so that the answer begins at once; memory stays flat, however many claims there are. The claims
of documents that hold a withheld passage come last: Python tells those, by the rules of every other export.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Callable, Container, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import Exists, OuterRef, Prefetch, QuerySet
from psycopg import Copy, sql

from claims.export import protection
from claims.export.claim_columns import CLAIM, COLUMNS, DOCUMENT, NAMES, QUESTION, ROWS, Row
from claims.export.gathering import checkpoints
from claims.export.record import claim_record, told_claims
from claims.models import Claim, Filing, Question
from sources.models import Document, Dossier, Passage

_BLOCK = 128 * 1024  # bytes; a piece a row is two to three times slower over HTTP
_PORTIONS = (50, 5_000, 50_000)  # documents; the last one again and again
_OF_CLAIM = (*CLAIM, *QUESTION)
_END_OF_PORTION = """
SELECT max(id) FROM (SELECT id FROM sources_document WHERE dossier_id = %s AND id > %s ORDER BY id LIMIT %s) portion
"""


@dataclass(frozen=True, slots=True)
class Written:
    """One format of it: `blocks(dossier)`, to be called and read inside one snapshot.

    `ends_itself`: its last line says that it is whole. Of any other, the head of the answer tells the rows.
    """

    media_type: str
    suffix: str
    blocks: Callable[[Dossier], Iterator[bytes]]
    ends_itself: bool


def _ndjson(dossier: Dossier) -> Iterator[bytes]:
    """A line a claim; the last one tells what came before it, so that a cut stream shows."""
    sha256, count = hashlib.sha256(), 0
    of_claim = [column.json("{{" if column is _OF_CLAIM[0] else ",") for column in _OF_CLAIM]
    of_document = [*(column.json(",") for column in DOCUMENT), r"E'}}\n'"]
    copied = _copied(
        dossier,
        "claims.json || documents.json",
        of_claim=f"{_joined(of_claim)} AS json",
        of_document=f"{_joined(of_document)} AS json",
        copy_as="binary",
    )
    for block in _gathered(copied, _told_lines(dossier)):
        sha256.update(block)
        count += block.count(b"\n")
        yield block
    kept = checkpoints([dossier])
    end = {
        "_end": True,
        "count": count,
        "sequence": kept[dossier.slug]["sequence"],
        "checkpoints": kept,
        "sha256": sha256.hexdigest(),
    }
    yield json.dumps(end, ensure_ascii=False).encode() + b"\n"


def _csv(dossier: Dossier) -> Iterator[bytes]:
    """A head, then a row a claim. Unlike NDJSON it cannot say that it is whole: `rows_of` tells how many there are."""
    yield (",".join(NAMES) + "\n").encode()
    copied = _copied(
        dossier,
        ", ".join(f'"{name}"' for name in NAMES),
        of_claim=", ".join(f'{column.value} AS "{column.name}"' for column in _OF_CLAIM),
        of_document=", ".join(f'{column.value} AS "{column.name}"' for column in DOCUMENT),
        copy_as="csv",
    )
    yield from _gathered(copied, _told_cells(dossier))


FORMATS = {
    "ndjson": Written("application/x-ndjson", "ndjson", _ndjson, ends_itself=True),
    "csv": Written("text/csv; charset=utf-8", "csv", _csv, ends_itself=False),
}


def rows_of(dossier: Dossier) -> int:
    """How many claims it tells, in the snapshot that its blocks are read in."""
    return Claim.objects.filter(dossier=dossier).count()


def _joined(pieces: list[str]) -> str:
    """A few at a time, as each || copies what stands before it."""
    few = [" || ".join(pieces[start : start + 8]) for start in range(0, len(pieces), 8)]
    return " || ".join(f"({each})" for each in few)


def _gathered(*parts: Iterable[bytes]) -> Iterator[bytes]:
    """The lines put together into blocks."""
    held: list[bytes] = []
    size = 0
    for part in parts:
        for line in part:
            held.append(bytes(line))
            size += len(line)
            if size >= _BLOCK:
                yield b"".join(held)
                held.clear()
                size = 0
    if held:
        yield b"".join(held)


def _copied(dossier: Dossier, row: str, *, of_claim: str, of_document: str, copy_as: str) -> Iterator[bytes]:
    """Of documents without a withheld passage, by document and claim: what `ROWS` says, with these in it."""
    portions, after = iter(_PORTIONS), 0
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL jit = off")  # it costs more than it saves
        wording = _wording(dossier)
        while True:
            size = next(portions, _PORTIONS[-1])
            cursor.execute(_END_OF_PORTION, [dossier.pk, after, size])
            (upto,) = cursor.fetchone()
            if upto is None:
                return
            statement = sql.SQL(f"COPY ({ROWS}) TO STDOUT (FORMAT {copy_as})").format(
                dossier=sql.Literal(dossier.pk),
                after=sql.Literal(after),
                upto=sql.Literal(upto),
                row=sql.SQL(row),
                of_claim=sql.SQL(of_claim).format(wording=wording),
                of_document=sql.SQL(of_document).format(),
            )
            with cursor.copy(statement) as rows:
                yield from rows if copy_as == "csv" else _texts(rows)
            after = upto


def _texts(rows: Copy) -> Iterator[bytes]:
    """Rows of one text. Of binary ones neither end searches the text for what would have to be quoted."""
    rows.set_types(["bytea"])
    for (text,) in rows.rows():
        yield text


def _wording(dossier: Dossier) -> sql.Composable:
    """The question in its words; not where the machine may have taken them from a withheld passage."""
    questions = _questions_near_withheld(dossier)
    if not questions:
        return sql.SQL("q.wording")
    told = {question.pk: protection.wording_told(question, []) for question in questions}
    return sql.SQL("coalesce({}::jsonb ->> q.id::text, q.wording)").format(sql.Literal(json.dumps(told)))


def _questions_near_withheld(dossier: Dossier) -> list[Question]:
    documents = _documents_with_withheld(dossier)
    filings = Filing.objects.filter(claim__passage__document__in=documents) if documents else Filing.objects.none()
    return list(dossier.questions.filter(worded_by__isnull=True, pk__in=filings.values("question")))


def _documents_with_withheld(dossier: Dossier) -> list[int]:
    found = Passage.objects.filter(document__dossier=dossier).exclude(withheld_because="")
    return sorted(set(found.values_list("document_id", flat=True)))


def _told_lines(dossier: Dossier) -> Iterator[bytes]:
    for cells in _told(dossier):
        line = dict(zip(NAMES, cells, strict=True))
        yield json.dumps(line, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def _told_cells(dossier: Dossier) -> Iterator[bytes]:
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    for cells in _told(dossier):
        writer.writerow([str(cell).lower() if isinstance(cell, bool) else cell for cell in cells])
        yield out.getvalue().encode()
        out.seek(0)
        out.truncate()


def _told(dossier: Dossier) -> Iterator[list[Any]]:
    """Of documents with a withheld passage, by document and claim: what may be told, in the order of the columns."""
    documents = _documents_with_withheld(dossier)
    if not documents:
        return
    near = {question.pk for question in _questions_near_withheld(dossier)}
    claims = with_filing(told_claims().filter(dossier=dossier, passage__document__in=documents))
    for claim in claims.order_by("passage__document", "id").iterator(chunk_size=500):
        row = row_of(claim, near)
        yield [column.of(row) for column in COLUMNS]


def with_filing(claims: QuerySet[Claim]) -> QuerySet[Claim]:
    """With what `row_of` asks of them beside their record."""
    filings = Filing.objects.standing().select_related("question")
    newer = Document.objects.filter(supersedes=OuterRef("passage__document"))
    return claims.prefetch_related(Prefetch("filings", queryset=filings, to_attr="standing")).annotate(
        is_superseded=Exists(newer)
    )


def row_of(claim: Claim, near: Container[int] = ()) -> Row:
    """`near`: the questions that may have been worded from a withheld passage."""
    filing: Filing | None = next(iter(claim.standing), None)  # type: ignore[attr-defined]
    question = filing.question if filing else None
    wording = None if question is None else question.wording
    if question is not None and question.pk in near:
        wording = protection.wording_told(question, [])
    return Row(claim, claim_record(claim), filing, wording, claim.is_superseded)  # type: ignore[attr-defined]
