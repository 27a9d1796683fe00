"""The export as a table: one row a claim of a reconciled question, the same columns in every tabular format.

A question whose decision was withdrawn has one row, of the role "withdrawn", without a claim.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from claims.export.contents import Tombstone
from claims.export.shapes import ClaimRecord, ReconciledRecord

Cell = str | int | Decimal | None


@dataclass(frozen=True, slots=True)
class Column:
    """`datatype` is that of CSV on the Web; `says` tells a reader what stands in the column."""

    name: str
    datatype: str | dict[str, str]
    says: str
    of: Callable[[ReconciledRecord, str, ClaimRecord], Any]
    required: bool = False


def _value(end: str) -> Callable[[ReconciledRecord, str, ClaimRecord], Any]:
    return lambda record, role, claim: claim["value"][end]  # type: ignore[literal-required]


def _extent(extent: str, end: str) -> Callable[[ReconciledRecord, str, ClaimRecord], Any]:
    def of(record: ReconciledRecord, role: str, claim: ClaimRecord) -> Any:
        found = claim["value"][extent]  # type: ignore[literal-required]
        return found[end] if found else None

    return of


def _part(part: str, name: str) -> Callable[[ReconciledRecord, str, ClaimRecord], Any]:
    """Of the passage or the document, where it may be told."""

    def of(record: ReconciledRecord, role: str, claim: ClaimRecord) -> Any:
        found = claim[part]  # type: ignore[literal-required]
        return found[name] if found else None

    return of


def _as_of(end: str) -> Callable[[ReconciledRecord, str, ClaimRecord], Any]:
    return lambda record, role, claim: claim["as_of"] and claim["as_of"][end]  # type: ignore[literal-required]


def _erased(name: str) -> Callable[[ReconciledRecord, str, ClaimRecord], Any]:
    return lambda record, role, claim: claim["erased"] and claim["erased"][name]  # type: ignore[literal-required]


_ROLE = {"base": "string", "format": "accepted|rejected|withdrawn"}

COLUMNS: tuple[Column, ...] = (
    Column("dossier", "string", "the dossier, as it stands in addresses", lambda r, _, c: r["dossier"], True),
    Column("question_id", "integer", "the question's number", lambda r, _, c: r["question_id"], True),
    Column("question", "string", "the question the claims answer", lambda r, _, c: r["question"], True),
    Column("role", _ROLE, "accepted, rejected or withdrawn", lambda r, role, c: role, True),
    Column("claim_id", "integer", "the claim's number", lambda r, _, c: c["id"]),
    Column("statement", "string", "the claim in one sentence", lambda r, _, c: c["statement"]),
    Column("value_as_written", "string", "the value as the passage writes it", lambda r, _, c: c["value_as_written"]),
    Column("value", "string", "the value in English words", _value("text")),
    Column("kind", "string", "what kind of value it is", _value("kind")),
    Column("low", "string", "the lower end of the number written", _value("low")),
    Column("high", "string", "its upper end", _value("high")),
    Column("modifier", "string", "exact, about, more_than ...", _value("modifier")),
    Column("unit", "string", "the unit as read, in English", _value("unit")),
    Column("base_unit", "string", "the unit of the extents", _value("base_unit")),
    Column("strict_low", "string", "what the words allow: the lower end", _extent("strict", "low")),
    Column("strict_high", "string", "and the upper end", _extent("strict", "high")),
    Column("likely_low", "string", "what a careful reader takes them to mean: the lower end", _extent("likely", "low")),
    Column("likely_high", "string", "and the upper end", _extent("likely", "high")),
    Column("as_of_first", "date", "the first day the value holds for", _as_of("first")),
    Column("as_of_last", "date", "the last one", _as_of("last")),
    Column("attribution", "string", "according to whom", lambda r, _, c: c["attribution"]),
    Column("withheld", "boolean", "whether its source is protected", lambda r, _, c: c["withheld"]),
    Column("exact", "string", "the passage, to the letter", _part("passage", "exact")),
    Column("prefix", "string", "what stands before it", _part("passage", "prefix")),
    Column("suffix", "string", "what stands after it", _part("passage", "suffix")),
    Column("start", "nonNegativeInteger", "its first code point in the normalised text", _part("passage", "start")),
    Column("end", "nonNegativeInteger", "the code point after its last", _part("passage", "end")),
    Column("link", "string", "its place at the desk", _part("passage", "link")),
    Column("document_id", "integer", "the document's number", _part("document", "id")),
    Column("document", "string", "the document's title", _part("document", "title")),
    Column("publisher", "string", "who stands behind it", _part("document", "publisher")),
    Column("grade", "string", "how reliable they are, A to F", _part("document", "grade")),
    Column("language", "string", "the language of the document", _part("document", "language")),
    Column("published_on", "date", "its date", _part("document", "date")),
    Column("url", "string", "its address", _part("document", "url")),
    Column("sha256", "string", "of its bytes", _part("document", "sha256")),
    Column(
        "derived_from", "string", "the sha256 of the document it was copied from", _part("document", "derived_from")
    ),
    Column("level", "string", "how the claims of the question stand to each other", lambda r, _, c: r["level"]),
    Column("outcome", "string", "what was decided", lambda r, _, c: r["outcome"]),
    Column("difference", "string", "why the documents differ", lambda r, _, c: r["difference"]),
    Column(
        "accepted_value",
        "string",
        "the value that holds, in words",
        lambda r, _, c: r["accepted_value"] and r["accepted_value"]["text"],
    ),
    Column("rationale", "string", "why, on which evidence", lambda r, _, c: r["rationale"]),
    Column("dissent", "string", "who disagrees and why", lambda r, _, c: r["dissent"]),
    Column("reconciliation_id", "integer", "the decision's number", lambda r, _, c: r["reconciliation_id"]),
    Column("proposed_by", "string", "who proposed it", lambda r, _, c: r["proposed_by"]),
    Column("approved_by", "string", "who approved it", lambda r, _, c: r["approved_by"]),
    Column("approved_at", "dateTime", "when, in UTC", lambda r, _, c: r["approved_at"]),
    Column("ledger_sequence", "integer", "the line of the ledger", lambda r, _, c: r["ledger"]["sequence"]),
    Column("ledger_hash", "string", "and its hash", lambda r, _, c: r["ledger"]["hash"]),
    Column("erased_at", "dateTime", "when its document had to be forgotten, in UTC", _erased("at")),
    Column("erased_because", "string", "and why", _erased("reason")),
)
_WITHDRAWN = {"dossier": "dossier", "question_id": "question_id", "question": "question", "rationale": "reason"}

NAMES = [column.name for column in COLUMNS]


def rows(record: ReconciledRecord) -> Iterator[list[Cell]]:
    """A row a claim, the accepted ones first. Dates are ISO; what is not told is None, what is empty an empty text."""
    for role, claims in (("accepted", record["accepted_claims"]), ("rejected", record["rejected_claims"])):
        for claim in claims:
            yield [column.of(record, role, claim) for column in COLUMNS]


def row_of(tombstone: Tombstone) -> list[Cell]:
    told: dict[str, Any] = {name: tombstone[said] for name, said in _WITHDRAWN.items()}  # type: ignore[literal-required]
    return [{**told, "role": "withdrawn", "ledger_sequence": tombstone["sequence"]}.get(name) for name in NAMES]
