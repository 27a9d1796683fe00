"""What one export holds: the records, what was withdrawn, and where the ledgers stood. All of it is of one snapshot."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TypedDict

from claims.export.shapes import ReconciledRecord


class Tombstone(TypedDict):
    """A question that was published, and is no more. `sequence` is the line of the ledger that says so."""

    record_version: int
    withdrawn: bool
    dossier: str
    question_id: int
    question: str
    reason: str
    at: str
    sequence: int


class Checkpoint(TypedDict):
    """The last line of a dossier's ledger. Kept outside, it shows a ledger that was cut or rewritten."""

    sequence: int
    hash: str


@dataclass(frozen=True, slots=True)
class Contents:
    """`base` is the address of the server, with its last slash; `checkpoints` are by the dossiers' slugs, `public` are
    the slugs of those that everybody may read."""

    records: Iterator[ReconciledRecord]
    withdrawn: tuple[Tombstone, ...] = ()
    checkpoints: dict[str, Checkpoint] = field(default_factory=dict)
    base: str = ""
    public: frozenset[str] = frozenset()

    @property
    def lines(self) -> list[str]:
        """The checkpoints as `verify_ledger --checkpoint` takes them: "SLUG:SEQUENCE:HASH"."""
        return [f"{slug}:{kept['sequence']}:{kept['hash']}" for slug, kept in self.checkpoints.items()]

    @property
    def sequence(self) -> int | None:
        """The ledger's last line where the export is of one dossier: what to ask `since` the next time."""
        kept = list(self.checkpoints.values())
        return kept[0]["sequence"] if len(kept) == 1 else None
