"""The desk's pages about claims, questions and conflicts: one file each."""

from claims.admin import (
    aliases,
    batches,
    captures,
    carryovers,
    claims,
    conflicts,
    discrepancies,
    dossiers,
    events,
    facts,
    questions,
    reader,
)

__all__ = [
    "aliases",
    "batches",
    "captures",
    "carryovers",
    "claims",
    "conflicts",
    "discrepancies",
    "dossiers",
    "events",
    "facts",
    "questions",
    "reader",
]
